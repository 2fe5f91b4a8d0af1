"""Dates, months, seasons, quarters and feast days, with or without a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kg.extract.times_calendar import Period, advent, day, holiday, months, season, years
from kg.extract.times_lexer import context_words
from kg.extract.times_match import Hit, Pattern, Sense, classes
from kg.extract.times_scene import Scene, moved

#: Months that are also first names or surnames: they need a sign that they are months.
_NAMELIKE = frozenset({3, 4, 5, 6, 7, 8})


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
    return today.year if hit.has("yd") else None


def has_year(hit: Hit) -> bool:
    """Whether the match names a year in any way."""
    return any(hit.has(group) for group in ("y", "y2", "yw", "yn", "yd"))


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
    """A day and month in figures without a year ("3.5.") need a sign that they are a date; "Straße des 17. Juni" is none."""
    if hit.line.low(hit.first - 1) == "des" and hit.line.low(hit.first - 2) in ("straße", "platz", "allee"):
        return False
    if not hit.has("nd") or hit.value("nd")[0] is not None or hit.has("w") or hit.has("wa") or hit.has("wp"):
        return True
    before = hit.line.code(hit.first - 1)
    return before in classes("AM", "AN", "VON", "BIS", "ZUM", "AB", "SEIT", "DET", "VOR", "NACH", "FOR", "ONTO", "WEEKDAY") | {"("}


def _read_nine_eleven(hit: Hit, scene: Scene) -> Sense | None:
    return Sense(day(date(2001, 9, 11)))


def _nine_eleven_guard(hit: Hit) -> bool:
    return hit.low("a") == "9" and hit.low("b") == "11"


def _read_month(hit: Hit, scene: Scene) -> Sense | None:
    month = hit.value("m") or hit.value("ma")
    part = hit.value("h", "") or hit.value("early", "")
    return Sense(in_year(hit, scene, lambda y: months(y, month, 1), "month", "past"), "month", part=part)


def _month_guard(hit: Hit) -> bool:
    line = hit.line
    if hit.has("y") and hit.value("m") in _NAMELIKE and hit.first == hit.match.start("m"):
        before = line.atoms[hit.first - 1] if hit.first else None
        name = before is not None and before.code in classes("CAP") and before.text not in context_words("issue")
        return not name
    if has_year(hit) or hit.has("h") or hit.has("which") or hit.has("u") or hit.has("early"):
        return True
    if hit.has("ma"):
        return False
    before, after = line.code(hit.first - 1), line.code(hit.last + 1)
    if line.low(hit.first - 1) in ("im", "seit", "bis", "ab", "vom", "zum", "vor", "nach", "um", "zwischen", "gegen", "ende"):
        return line.low(hit.first - 1) not in ("vor", "nach", "um", "gegen") or hit.value("m") not in _NAMELIKE
    chained = classes("BIS", "AND", "OR", "DASH") | {"/"}
    if after in chained and line.code(hit.last + 2) in classes("MONTH", "EDGE"):
        return True
    if before in chained and line.code(hit.first - 2) in classes("MONTH", "YEAR"):
        return True
    return hit.value("m") not in _NAMELIKE and before not in classes("CAP")


def _read_season(hit: Hit, scene: Scene) -> Sense | None:
    first = hit.value("s")
    part = hit.value("h", "") or hit.value("early", "")
    return Sense(in_year(hit, scene, lambda y: season(y, first), "season", "past"), "season", part=part)


def _season_guard(hit: Hit) -> bool:
    if has_year(hit) or hit.has("h") or hit.has("which") or hit.has("early"):
        return True
    place = hit.first - 1
    if hit.line.code(place) in classes("DET"):
        place -= 1
    return hit.line.code(place) in classes("IM", "SEIT", "BIS", "AB", "VOR", "NACH", "ZUM", "BETWEEN", "DURING", "FOR", "BIS")


def _read_part_of_year(hit: Hit, scene: Scene) -> Sense | None:
    """ "im dritten Quartal 2024", "2. Halbjahr", "in den ersten drei Monaten des Jahres"."""
    number = hit.value("k") or hit.value("kw")
    size, unit = (3, "quarter") if hit.has("q") else (6, "half")
    if hit.has("count"):
        size, unit = int(hit.value("count")), "month"
        if not 1 <= size <= 12 or hit.value("kw") != 1:
            return None
        return Sense(in_year(hit, scene, lambda y: months(y, 1, size), unit, "past"), unit)
    if not 1 <= number <= 12 // size:
        return None
    return Sense(in_year(hit, scene, lambda y: months(y, (number - 1) * size + 1, size, unit), "season", "past"), unit)


def _half_guard(hit: Hit) -> bool:
    """ "Hälfte" without a year is that of a match or of anything else."""
    return has_year(hit) or not hit.has("h") or hit.line.code(hit.match.start("h")) in classes("UHALF")


def _read_holiday(hit: Hit, scene: Scene) -> Sense | None:
    def make(year: int) -> Period | None:
        if hit.has("advent"):
            return day(advent(year) + timedelta(days=7 * (number - 1)))
        if hit.has("feast"):
            start = holiday(hit.value("feast"), year).first
            return day(start + timedelta(days=number)) if start else None
        return holiday(hit.value("day") or hit.value("turn"), year)

    number = hit.value("k") or hit.value("kw") or 1
    if number > 4:
        return None
    return Sense(in_year(hit, scene, make, "day"), "day", part=hit.value("p", ""))


def _read_calendar_week(hit: Hit, scene: Scene) -> Sense | None:
    number = hit.value("k") or hit.value("n")
    today = scene.today("year")
    year = year_of(hit, scene) if has_year(hit) else today.year if today else None
    if not 1 <= number <= 53 or year is None:
        return None if year is not None else Sense(None, "week")
    return Sense(moved(date.fromisocalendar(year, min(number, 52), 1) + timedelta(weeks=max(number - 52, 0)), "week", 0), "week")


def _read_edge(hit: Hit, scene: Scene) -> Sense | None:
    """ "Ende 2024", "Anfang vergangenen Jahres", "Ende des Jahres"."""
    year = year_of(hit, scene)
    return Sense(years(year, year) if year else None, "year", part=hit.value("h", "") or hit.value("early", ""))


_WEEKDAY = r"(?: (?: (?P<w>WEEKDAY) | (?P<wa>WEEKABBR) \.? | (?P<wp>WEEKPART) ) ,? (?:AM|DET|VON)? )"
_ORDER = r"(?: (?P<k>DAY) \. | (?P<kw>ORDINAL) )"

DATES = (
    Pattern("iso", r"(?P<iso>ISODATE)", read_date, head=("iso",)),
    Pattern("9/11", r"(?P<a>DAY) / (?P<b>DAY) (?![/.]|YEAR|MONTH)", _read_nine_eleven, _nine_eleven_guard),
    Pattern("date", rf"(?P<x> {_WEEKDAY}? DATECORE )", read_date, _date_guard, ("w", "wp", "m", "ma", "nd")),
    Pattern(
        "day in a row",
        rf"(?P<x> {_WEEKDAY}? (?P<d>DAY) \. )"
        r"(?= (?: , DAY \. )* (?: ,? BIS ZUM? | DASH | / | AND | OR | ,? ONTO | , AND ) (?: DET | AM )? (?: WEEKDAY ,? DET? )?"
        r" (?: DAY \. (?P<m>MONTH) YEARREF? | (?P<nm>NUMDATE) ) )",
        read_date,
        head=("w", "wp", "d"),
    ),
    Pattern("month", r"(?P<x> (?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) )? (?P<which>WHICH)? (?P<u>UMONTH)?"
            r" (?: (?P<m>MONTH) | (?P<ma>MONTHABBR) \.? ) YEARREF? )", _read_month, _month_guard, ("h", "m", "ma")),
    Pattern("season", r"(?P<x> (?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) )? (?P<which>WHICH)? (?P<s>SEASON)"
            r" YEARREF? (?: / (?: DAY | SMALLINT | YEAR ) )? )", _read_season, _season_guard, ("h", "s")),
    Pattern("quarter", rf"(?P<x> {_ORDER} (?: (?P<q>UQUARTER) | (?P<h>UHALF|HALFNOUN) ) YEARREF? )",
            _read_part_of_year, _half_guard, ("q", "h")),
    Pattern("first months", r"(?P<x> (?P<kw>ORDINAL) (?P<count>NUMWORD|DAY) (?P<h>UMONTH) (?: YEARREF ) )", _read_part_of_year),
    Pattern("feast", r"(?P<x> (?P<which>WHICH)? (?P<day>HOLIDAY) YEARREF? )", _read_holiday, head=("day",)),
    Pattern("feast day", rf"(?P<x> {_ORDER} (?: (?P<feast>FEASTDAY) | (?P<advent>ADVENT) ) YEARREF? )", _read_holiday,
            head=("feast", "advent")),
    Pattern("turn of the year", r"(?P<x> (?P<which>WHICH)? (?P<turn>TURN) )", _read_holiday, head=("turn",)),
    Pattern("calendar week", r"(?P<x> (?: (?P<k>DAY|SMALLINT) \. (?P<h>CALWEEK) | CALWEEK (?P<n>DAY|SMALLINT) ) (?: YEARREF )? )",
            _read_calendar_week),
    Pattern("edge of a year", r"(?P<x> (?: (?P<h>EDGE) | (?P<early>EARLYLATE) (?=DET?UYEAR) ) YEARREF )", _read_edge),
)  # fmt: skip
