"""Well-known organisations: their names in German news and their acronyms.  A leaf module, as :mod:`kg.tables`."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

__all__ = ["acronyms", "organisations"]

_ACRONYM = re.compile(r"(?=.*[A-ZÄÖÜ].*[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,5}")


@cache
def organisations() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The rows of ``organisations.tsv``: canonical name, Wikidata id or "", other names."""
    text = resources.files("kg.tables").joinpath("organisations.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return tuple(
        (name, wikidata.removeprefix("-"), tuple(variants.split("|")) if variants != "-" else ())
        for name, wikidata, variants in rows
    )


@cache
def acronyms() -> frozenset[str]:
    """Acronyms that stand for an organisation, as they are written ("AfD", "EuGH"), with at least two capitals."""
    names = (name for row in organisations() for name in (row[0], *row[2]))
    return frozenset(name for name in names if _ACRONYM.fullmatch(name))
