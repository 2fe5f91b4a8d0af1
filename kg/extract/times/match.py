"""Patterns over the classes of atoms, and what a match holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract.times.calendar import Period
from kg.extract.times.lexer import Line, code_of

if TYPE_CHECKING:
    from kg.extract.times.scene import Scene

_RARE_UNITS = ("UCENTURY", "UWEEKEND", "UNIGHT")
#: Names that stand for several classes in a pattern.
_UNIONS = {
    "UNIT": (
        "UHOUR",
        "UMINUTE",
        "USECOND",
        "UDAY",
        "UWEEK",
        "UMONTH",
        "UQUARTER",
        "UHALF",
        "UYEAR",
        "UDECADE",
        *_RARE_UNITS,
    ),
    "NUMBER": ("DAY", "SMALLINT", "INT", "YEAR", "DECIMAL", "NUMWORD"),
    "DAYPART": ("PART", "NIGHT", "MIDNIGHT"),
    "WHICH": ("LAST", "NEXT", "THIS"),
    "TO": ("ZUM", "ZU", "ONTO"),
    "OF": ("VON", "DET"),
}
#: Sub-patterns; each may stand once in a pattern, since their groups have names.  A date holds a year: it comes first.
_MACROS = {
    "DATECORE": r"""
        (?: (?: (?P<d>DAY) \. | (?P<dw>ORDINAL) ) (?: (?P<m>MONTH) | (?P<ma>MONTHABBR) \.? ) YEARREF?
          | (?P<nd>NUMDATE) )""",
    "YEARREF": r"""
        (?: (?P<y>YEAR)(?!ERA)
          | DET? UYEAR (?P<y2>YEAR)
          | DET? (?P<yw>WHICH|SAME) UYEAR
          | DET? (?P<yn>NEIGHBOUR)
          | DET (?P<yd>UYEAR)
          | VOR (?P<yq>ONE|NUMBER) UYEAR )""",
    "ORDER": r"(?: (?P<k>DAY) \. | (?P<kw>ORDINAL) )",
    "QUANTITY": r"""
        (?: (?: ABOUT | (?:MOREOVER|INDEF) THAN | MOREOVER ){0,4}
            (?: (?P<one>ONE) (?P<half>HALF)? (?: INDEF )? | (?P<n>NUMBER) | (?P<some>INDEF) ) )""",
}
_NAME = re.compile(r"\b[A-Z][A-Z0-9]+\b")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a time expression means, before prepositions and neighbours are weighed.

    ``period`` is None for what has no place in the calendar: durations and sets (with their ``value``), and times that
    cannot be resolved.  ``clock`` is (hour, minute) with minute -1 where only the hour is said.
    """

    period: Period | None = None
    unit: str = "day"
    kind: str = "DATE"
    part: str = ""
    value: str = ""
    bound: str = ""
    clock: tuple[int, int] | None = None
    clock_end: tuple[int, int] | None = None
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a pattern.  ``first`` and ``last`` are the atoms of the expression, ``head`` its head word."""

    match: re.Match[str]
    line: Line
    first: int
    last: int
    head: int

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it took part in the match."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def value(self, group: str, default: Any = None) -> Any:
        """The value of the first atom of a group, or the default if it took no part."""
        return self.line.atoms[self.match.start(group)].value if self.has(group) else default

    def low(self, group: str) -> str:
        """The first atom of a group in lower case."""
        return self.line.low(self.match.start(group)) if self.has(group) else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern and its reader.  ``guard`` may refuse a match by what stands around it, before others try the place."""

    name: str
    regex: str
    read: Callable[[Hit, Scene], Sense | None]
    guard: Callable[[Hit], bool] | None = None
    head: tuple[str, ...] = ("h",)


@cache
def compiled(regex: str) -> re.Pattern[str]:
    """A pattern with class names replaced by their characters; the expression itself is the group ``x`` or all."""
    for name, text in _MACROS.items():
        regex = re.sub(rf"\b{name}\b", text.replace("\\", r"\\"), regex)
    return re.compile(_NAME.sub(lambda m: _characters(m.group()), regex), re.VERBOSE)


@cache
def classes(*names: str) -> frozenset[str]:
    """The characters of some classes or unions."""
    return frozenset("".join(_characters(name) for name in names)) - {"[", "]"}


def hits(pattern: Pattern, line: Line, taken: bytearray) -> list[Hit]:
    """The matches of a pattern where no earlier pattern has matched and its guard agrees; marks them in ``taken``."""
    found = []
    regex = compiled(pattern.regex)
    position = 0
    while match := regex.search(line.codes, position):
        first, last = match.span("x") if "x" in regex.groupindex else match.span()
        position = max(last, match.start() + 1)
        if last <= first or any(taken[first:last]):
            position = match.start() + 1
            continue
        head = next((match.start(g) for g in pattern.head if g in regex.groupindex and match.start(g) >= 0), last - 1)
        hit = Hit(match, line, first, last - 1, head)
        if pattern.guard is not None and not pattern.guard(hit):
            position = match.start() + 1
            continue
        taken[first:last] = b"\x01" * (last - first)
        found.append(hit)
    return found


@cache
def _characters(name: str) -> str:
    codes = code_of()
    if name in _UNIONS:
        return "[" + "".join(codes[part] for part in _UNIONS[name]) + "]"
    return codes[name]
