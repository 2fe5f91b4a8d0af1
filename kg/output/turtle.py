"""Terms of Turtle: names, texts, numbers and dates written so that any RDF reader takes them.

Specification: https://www.w3.org/TR/turtle/.  What is said with them is in :mod:`kg.output.rdf`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kg.output import text

__all__ = ["Names", "Pair", "address", "block", "date", "german", "number", "string"]

#: Predicate and object of a triple, as Turtle.
Pair = tuple[str, str]

#: Local names that need no escape; others are written out as full addresses.
_LOCAL = re.compile(r"[A-Za-z0-9_:](?:[A-Za-z0-9_:.\-]*[A-Za-z0-9_:\-])?")
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
#: Quoting keeps what addresses may hold; a percent sign is taken for an escape that is there already.
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one's own things: ``spaces`` maps each prefix to its address."""

    spaces: Mapping[str, str]

    def of(self, prefix: str, name: str) -> str:
        """``names.of("ent", "per:anna")`` is ``ent:per:anna``."""
        local = quote(text.line(name), safe=":-._~")
        return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else f"<{self.spaces[prefix]}{local}>"


def block(subject: str, pairs: Iterable[Pair]) -> str:
    """All triples of a subject in a fixed order, each once; "" if there are none."""
    lines = " ;\n    ".join(f"{predicate} {object_}" for predicate, object_ in dict.fromkeys(pairs))
    return f"\n{subject} {lines} .\n" if lines else ""


def string(value: object) -> str:
    """A literal; JSON's escapes are Turtle's."""
    return json.dumps(text.legal(str(value)), ensure_ascii=False)


def german(value: object) -> str:
    """A literal in German."""
    return f"{string(value)}@de"


def address(url: str) -> str:
    """An IRI in angle brackets, with all that it may not hold escaped."""
    return f"<{quote(text.line(url), safe=_IN_ADDRESS)}>"


def number(predicate: str, value: Any) -> Iterator[Pair]:
    """The triple of a number, none for anything else."""
    if isinstance(value, (int, float)):
        kind = "integer" if isinstance(value, int) else "double"
        written = text.literal(value).replace("Infinity", "INF")
        yield predicate, f'"{written}"^^xsd:{kind}'


def date(predicate: str, value: Any) -> Iterator[Pair]:
    """The triple of an ISO day, month or year with its type; intervals stay text; none for ""."""
    if written := str(value or ""):
        kind = next((kind for form, kind in _DATES if form.fullmatch(written)), "")
        yield predicate, f'"{written}"^^{kind}' if kind else string(written)
