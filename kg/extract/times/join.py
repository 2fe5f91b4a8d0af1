"""From single senses to expressions: prepositions, ranges, and a day with its clock time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.times.calendar import Period, day, months, years
from kg.extract.times.lexer import Line
from kg.extract.times.match import Sense, classes

_MONTHLY = ("month", "season", "quarter", "half")


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression under construction: its first, last and head atom and what it means; ``end`` closes a range."""

    first: int
    last: int
    head: int
    sense: Sense
    end: Sense | None = None


def join(readings: Sequence[Reading], line: Line) -> list[Reading]:
    """Neighbouring readings, in text order, drawn together where they are one expression."""
    found: list[Reading] = []
    for reading in readings:
        merged = _merged(found[-1], reading, line) if found else None
        if merged is None:
            found.append(_following(found[-1], reading, line) if found else reading)
        else:
            found[-1] = merged
    bounds = [bound_of(r, line) or r.sense.bound if r.end is None else "" for r in found]
    return [replace(r, sense=replace(r.sense, bound=bound)) for r, bound in zip(found, bounds, strict=True)]


def value(reading: Reading) -> str:
    """The ISO 8601 value of an expression, with the open end that its bound gives."""
    sense = reading.sense
    if sense.kind in ("DURATION", "SET"):
        return sense.value
    opening, closing = _ends(sense)
    if reading.end is not None:
        closing = _ends(reading.end)[1]
    if not opening or not closing:
        return ""
    if reading.end is None and sense.bound in ("since", "after"):
        return f"{opening if sense.bound == 'since' else closing}/.."
    if reading.end is None and sense.bound in ("until", "before"):
        return f"../{closing if sense.bound == 'until' else opening}"
    return opening if opening == closing else f"{opening}/{closing}"


def _ends(sense: Sense) -> tuple[str, str]:
    if sense.period is None:
        return "", ""
    if sense.clock is None or sense.period.first != sense.period.last:
        return sense.period.opening, sense.period.closing
    start = f"{sense.period.value}T{_clock(sense.clock)}"
    if sense.clock_end is None:
        return start, start
    overnight = sense.clock_end < sense.clock and sense.period.first is not None
    closing = day(sense.period.first + timedelta(days=1)) if overnight and sense.period.first else sense.period
    return start, f"{closing.value}T{_clock(sense.clock_end)}"


def _clock(clock: tuple[int, int]) -> str:
    return f"{clock[0]:02d}:{max(clock[1], 0):02d}"


def _merged(left: Reading, right: Reading, line: Line) -> Reading | None:
    if any(r.sense.kind in ("DURATION", "SET") for r in (left, right)):
        return None
    between = line.codes[left.last + 1 : right.first]
    return _day_and_clock(left, right, between) or _range(left, right, between, line)


def _following(left: Reading, right: Reading, line: Line) -> Reading:
    """The second of two months ("im Juli und August") is the one after the first."""
    between = line.codes[left.last + 1 : right.first]
    if between not in classes("AND", "OR") or {left.sense.unit, right.sense.unit} != {"month"}:
        return right
    if left.end is not None or left.sense.period is None:
        return right
    fixed = replace(left.sense, period=replace(left.sense.period, loose=False))
    return replace(right, sense=_aligned(fixed, right.sense)[1])


def _day_and_clock(left: Reading, right: Reading, between: str) -> Reading | None:
    """ "Samstag gegen 11 Uhr", "11 Uhr am Samstag"."""
    a, b = left.sense, right.sense
    links = classes("UM", "GEGEN", "AB", "BIS", "VOR", "NACH", "CLOSE", "ABOUT") | {","}
    if left.end is None and a.unit == "day" and a.clock is None and b.clock is not None and set(between) <= links:
        if len(between) > 3:
            return None
        period = a.period
        if period and period.first and period.last and period.first != period.last:
            period = day(period.last if b.clock[0] < 12 else period.first)
        sense = replace(b, period=period, part=b.part or a.part, bound=_word_bound(between, clock=True) or b.bound)
        return Reading(left.first, right.last, left.head, sense)
    if a.clock is not None and b.unit == "day" and b.clock is None and between in classes("AM") | {",", ""}:
        return Reading(left.first, right.last, left.head, replace(a, period=b.period, part=b.part or a.part))
    return None


def _range(left: Reading, right: Reading, between: str, line: Line) -> Reading | None:
    core = between.strip(",")
    names = [c for c in core if c not in classes("DET", "ZUM", "IN", "AM", "IM")]
    if between == "," and line.codes[left.last] == "." and left.sense.unit == "day":
        core, names = between, [","]
    if len(names) != 1 or len(core) > 3:
        return None
    link = names[0]
    if left.end is not None and link not in classes("AND") | {","}:
        return None
    opened = _opened(left, line)
    if link in classes("BIS", "DASH"):
        if link in classes("DASH") and not _tight(left, right, line):
            return None
        if left.sense.unit != right.sense.unit and line.code(left.first - 1) in classes("IM", "AM"):
            return None  # "im Mai bis 2030 verlängert": when it was done and until when it holds
    elif link == "/" or link in classes("ONTO"):
        if left.sense.unit != right.sense.unit or (link != "/" and line.code(left.first - 1) not in classes("VON")):
            return None
    elif link in classes("AND") | {","}:
        if (opened != "between" or left.end is not None) and not _consecutive(left, right, core):
            return None
    else:
        return None
    a, b = _aligned(left.end or left.sense, right.sense)
    if a.period and b.period and a.period.first and b.period.first and a.period.first > b.period.first:
        return None
    start = replace(left.sense if left.end else a, bound="")
    return Reading(left.first, right.last, left.head, start, b)


def _tight(left: Reading, right: Reading, line: Line) -> bool:
    """A dash is "bis" between like units ("2003–2005"), not between a date and another thought."""
    same = left.sense.unit == right.sense.unit
    gap = line.atoms[right.first].start - line.atoms[left.last].end
    return same and (gap == 1 or line.low(left.first - 1) in ("von", "vom", "("))


def _consecutive(left: Reading, right: Reading, between: str) -> bool:
    a, b = left.end or left.sense, right.sense
    if len(between) > 1 or a.unit != "day" or b.unit != "day" or a.clock or b.clock or a.part or b.part:
        return False
    if a.period is None or b.period is None or a.period.last is None or b.period.first is None:
        return False
    return b.period.first - a.period.last == timedelta(days=1)


def _opened(left: Reading, line: Line) -> str:
    """ "between" if "zwischen" stands before an expression."""
    place = left.first - 1
    while line.code(place) in classes("DET") and line.code(place):
        place -= 1
    return "between" if line.code(place) in classes("BETWEEN") and line.code(place) else ""


def _aligned(a: Sense, b: Sense) -> tuple[Sense, Sense]:
    """The two ends of a range, the one whose year is not said moved so that the range runs forward."""
    left, right = a.period, b.period
    if left is None or right is None or left.first is None or right.first is None:
        return a, b
    if left.loose and not right.loose:
        moved = _to_year(left, right.first.year)
        if moved and moved.first and moved.first > right.first:
            moved = _to_year(left, right.first.year - 1)
        return replace(a, period=moved or left), b
    if right.loose and not left.loose:
        moved = _to_year(right, left.first.year)
        if moved and moved.first and moved.first < left.first:
            moved = _to_year(right, left.first.year + 1)
        return a, replace(b, period=moved or right)
    if left.first > right.first and left.unit == "day" and left.first - right.first < timedelta(days=7):
        start = left.first - timedelta(days=7)
        return replace(a, period=day(start)), b
    if left.loose and left.first > right.first:
        return replace(a, period=_to_year(left, left.first.year - 1) or left), b
    if left.loose and right.loose and right.first.year - left.first.year > 0:
        closer = _to_year(left, left.first.year + 1)
        return (replace(a, period=closer), b) if closer and closer.first and closer.first <= right.first else (a, b)
    return a, b


def _to_year(period: Period, year: int) -> Period | None:
    if period.first is None or period.last is None:
        return None
    if period.unit in _MONTHLY:
        count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        return months(year, period.first.month, count, period.unit)
    if period.unit == "year":
        return years(year, year)
    try:
        return day(date(year, period.first.month, period.first.day))
    except ValueError:
        return None


def bound_of(reading: Reading, line: Line) -> str:
    """What the prepositions before an expression make of it: since, until, about or nothing.

    "before" and "after" (vor, nach) are kept apart from until and since (bis, seit): they leave the time itself out.
    """
    if reading.sense.kind in ("DURATION", "SET"):
        return ""
    place = reading.first - 1
    while place >= 0 and line.codes[place] in classes("DET", "ZUM", "ADVERB"):
        place -= 1
    if place > 0 and line.codes[place] in classes("IN", "AN") and line.codes[place - 1] in classes("BIS", "ADVERB"):
        place -= 1
        while place > 0 and line.codes[place] in classes("ADVERB"):
            place -= 1
    words = line.codes[max(place - 2, 0) : place + 1]
    after = line.low(reading.last + 1)
    if after in ("an", "ab") and words[-1:] and words[-1] in classes("VON"):
        return "since"
    return _word_bound(words, clock=reading.sense.clock is not None)


def _word_bound(words: str, clock: bool = False) -> str:
    about = ""
    for code in reversed(words):
        if code in classes("ABOUT", "GEGEN") or (code in classes("UM") and not clock):
            about = "about"
        elif code in classes("SEIT", "AB", "EARLIEST"):
            return "since"
        elif code in classes("BIS", "LATEST"):
            return "until"
        elif code in classes("VOR", "NACH"):
            close = words[-2:-1] and words[-2] in classes("CLOSE")
            return "about" if close else "before" if code in classes("VOR") else "after"
        else:
            break
    return about
