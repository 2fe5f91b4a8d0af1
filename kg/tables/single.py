"""Bodies and events that an article names by their noun alone, as it has one: "die Polizei".  A leaf module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

__all__ = ["single_kind"]

#: First parts of compounds for bodies that are proper names.
_FOR_ALL = ("bundes", "welt", "europa")
#: Letters that an end of a noun has at least.
_SHORTEST = 4


@cache
def _ends() -> Mapping[str, tuple[str, bool]]:
    """Each end of the table with the kind, "" where it does not count, and whether the noun by itself is enough."""
    text = resources.files("kg.tables").joinpath("singlenouns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return MappingProxyType(
        {
            word.removeprefix("-"): ("" if word.startswith("-") else kind, alone == "yes")
            for kind, alone, words in rows
            for word in words.split()
        }
    )


@lru_cache(maxsize=1 << 14)
def single_kind(noun: str) -> str:
    """``ORG`` or ``EVENT`` for a noun of which an article has one, in the nominative singular; "" for all others.

    A compound with a hyphen has a name in it, and there is one "Bundespolizei" and one "Weltfußballverband" for all.
    """
    lower = noun.lower()
    if "-" in lower or " " in lower:
        return ""
    for start in range(len(lower) - _SHORTEST + 1):
        found = _ends().get(lower[start:])
        if found is not None:
            kind, alone = found
            common = (alone or start) and not (kind == "ORG" and lower.startswith(_FOR_ALL))
            return kind if common else ""
    return ""
