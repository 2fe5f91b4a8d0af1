"""Dates with a day, and the year that a date, a month or a feast is said to be in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kg.extract.times.calendar import Period, day
from kg.extract.times.lexer import context_words
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene


def year_of(hit: Hit, scene: Scene) -> int | None:
    """The year that the YEARREF of a match names, or None if it has none or the publication year is unknown."""
    if hit.has("y") or hit.has("y2"):
        return int(hit.value("y") or hit.value("y2"))
    if hit.has("yw") and isinstance(hit.value("yw"), int) and hit.line.codes[hit.match.start("yw")] in classes("SAME"):
        return scene.recent.first.year if scene.recent and scene.recent.first else None
    today = scene.today("year")
    if hit.has("yn"):
        unit, _, count = hit.value("yn").partition("-")
        base = scene.year or (today.year if today else None)
        return base + int(count) if base and unit == "year" else None
    if today is None:
        return None
    if hit.has("yw"):
        return today.year + int(hit.value("yw"))
    if hit.has("yq"):
        return today.year - int(hit.value("yq"))
    return today.year if hit.has("yd") else None


def has_year(hit: Hit) -> bool:
    """Whether the match names a year in any way."""
    return any(hit.has(group) for group in ("y", "y2", "yw", "yn", "yd", "yq"))


def in_year(hit: Hit, scene: Scene, make: Callable[[int], Period | None], unit: str, blind: str = "") -> Period | None:
    """What comes once a year, in the year that the match names ("im Mai 2024", "vergangenen Mai") or that is meant."""
    if has_year(hit):
        year = year_of(hit, scene)
        return make(year) if year else None
    which = hit.value("which")
    if which is None:
        return scene.yearly(make, unit, blind=blind)
    found = scene.yearly(make, unit, strict=max(-1, min(1, which)))
    if found and found.first and abs(which) == 2:
        return make(found.first.year + which // 2)
    return found


def read_date(hit: Hit, scene: Scene) -> Sense | None:
    """ "Freitag, 12. Juli 2025", "12.07.", "2025-07-12"."""
    found = date_period(hit, scene)
    if found is None and _is_impossible(hit):
        return None
    part = hit.value("wp", (0, ""))[1]
    return Sense(found, "day", "TIME" if part else "DATE", part, clock=_iso_clock(hit))


def date_period(hit: Hit, scene: Scene) -> Period | None:
    """The day that the DATECORE of a match names."""
    year, month, number = _numbers(hit)
    if year is None and has_year(hit):
        year = year_of(hit, scene)
        if year is None:
            return None
    if year is not None:
        return _make(year, month, number)
    if (month, number) == (9, 11) and _names_attack(hit):
        return _make(2001, 9, 11)
    weekday = hit.value("w") if hit.has("w") else hit.value("wp", (None, ""))[0]
    today = scene.today("month")
    if weekday is not None and today is not None:
        around = [_make(y, month, number) for y in range(today.year - 4, today.year + 5)]
        fitting = [p for p in around if p and p.first and p.first.weekday() == weekday]
        if fitting:
            return min(fitting, key=lambda p: abs((p.first or today) - today))
    return scene.yearly(lambda y: _make(y, month, number), "day")


def _numbers(hit: Hit) -> tuple[int | None, int, int]:
    if hit.has("nd") or hit.has("iso"):
        year, month, number, _ = hit.value("nd") or hit.value("iso")
        return year, month, number
    month = hit.value("m") or hit.value("ma") or hit.value("nm", (0, 1))[1]
    year = hit.value("nm", (None,))[0]
    return year, month, hit.value("d") or hit.value("dw")


def _make(year: int, month: int, number: int) -> Period | None:
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def _is_impossible(hit: Hit) -> bool:
    year, month, number = _numbers(hit)
    return _make(year or 2024, month, number) is None


def _iso_clock(hit: Hit) -> tuple[int, int] | None:
    clock = hit.value("iso")[3] if hit.has("iso") else ()
    return (clock[0], clock[1]) if clock else None


def _names_attack(hit: Hit) -> bool:
    before = {hit.line.atoms[i].text for i in range(max(hit.first - 4, 0), hit.first)}
    return bool(before & context_words("attack"))


def _date_guard(hit: Hit) -> bool:
    """ "3.5." without a year needs a sign that it is a date; "Straße des 17. Juni" is none."""
    if hit.line.low(hit.first - 1) == "des" and hit.line.low(hit.first - 2) in ("straße", "platz", "allee"):
        return False
    if not hit.has("nd") or hit.value("nd")[0] is not None or hit.has("w") or hit.has("wa") or hit.has("wp"):
        return True
    before = hit.line.code(hit.first - 1)
    return before in classes(
        "AM", "AN", "VON", "BIS", "ZUM", "AB", "SEIT", "DET", "VOR", "NACH", "FOR", "ONTO", "WEEKDAY"
    ) | {"("}


def _read_nine_eleven(hit: Hit, scene: Scene) -> Sense | None:
    return Sense(day(date(2001, 9, 11)))


def _nine_eleven_guard(hit: Hit) -> bool:
    return hit.low("a") == "9" and hit.low("b") == "11"


_WEEKDAY = r"(?: (?: (?P<w>WEEKDAY) | (?P<wa>WEEKABBR) \.? | (?P<wp>WEEKPART) ) ,? (?:AM|DET|VON)? )"

_LINK = r"(?: , | / | DASH | AND | OR | ,? BIS ZUM? | ,? ONTO | , AND ) (?: DET | AM )? (?: WEEKDAY ,? DET? )?"

DATES = (
    Pattern("iso", r"(?P<iso>ISODATE)", read_date, head=("iso",)),
    Pattern("9/11", r"(?P<a>DAY) / (?P<b>DAY) (?![/.]|YEAR|MONTH)", _read_nine_eleven, _nine_eleven_guard),
    Pattern("date", rf"(?P<x> {_WEEKDAY}? DATECORE )", read_date, _date_guard, ("w", "wp", "m", "ma", "nd")),
    Pattern(
        "day in a row",
        rf"(?P<x> {_WEEKDAY}? (?P<d>DAY) \. )"
        rf"(?= (?: {_LINK} DAY \. ){{0,12}} (?: {_LINK} DAY \. (?P<m>MONTH) YEARREF? | {_LINK} (?P<nm>NUMDATE) ) )",
        read_date,
        head=("w", "wp", "d"),
    ),
)
