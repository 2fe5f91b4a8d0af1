"""Months, seasons, quarters, calendar weeks and feast days, with or without a year."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times.absolute import has_year, in_year, year_of
from kg.extract.times.calendar import Period, advent, day, holiday, months, season, years
from kg.extract.times.lexer import context_words
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene, moved

#: Months that are also first names or surnames: they need a sign that they are months.
_NAMELIKE = frozenset({3, 4, 5, 6, 7, 8})


def _read_month(hit: Hit, scene: Scene) -> Sense | None:
    month = hit.value("m") or hit.value("ma")
    part = hit.value("h", "") or hit.value("early", "")
    return Sense(in_year(hit, scene, lambda y: months(y, month, 1), "month", "past"), "month", part=part)


def _month_guard(hit: Hit) -> bool:
    line = hit.line
    if hit.has("y") and hit.value("m") in _NAMELIKE and hit.first == hit.match.start("m"):
        named = hit.first > 0 and line.code(hit.first - 1) in classes("CAP")
        return not named or line.atoms[hit.first - 1].text in context_words("issue")
    if has_year(hit) or hit.has("h") or hit.has("which") or hit.has("u") or hit.has("early"):
        return True
    if hit.has("ma"):
        return False
    before, after = line.code(hit.first - 1), line.code(hit.last + 1)
    if line.low(hit.first - 1) in (
        "im",
        "seit",
        "bis",
        "ab",
        "vom",
        "zum",
        "vor",
        "nach",
        "um",
        "zwischen",
        "gegen",
        "ende",
    ):
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
    return hit.line.code(place) in classes("IM", "SEIT", "BIS", "AB", "VOR", "NACH", "ZUM", "BETWEEN", "DURING", "FOR")


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
    number = hit.value("k") or hit.value("n") or 0  # "KW 0" is no week
    today = scene.today("year")
    year = year_of(hit, scene) if has_year(hit) else today.year if today else None
    if not 1 <= number <= 53 or year is None:
        return None if year is not None else Sense(None, "week")
    return Sense(
        moved(date.fromisocalendar(year, min(number, 52), 1) + timedelta(weeks=max(number - 52, 0)), "week", 0), "week"
    )


def _read_edge(hit: Hit, scene: Scene) -> Sense | None:
    """ "Ende 2024", "Anfang vergangenen Jahres", "Ende des Jahres"."""
    year = year_of(hit, scene)
    return Sense(years(year, year) if year else None, "year", part=hit.value("h", "") or hit.value("early", ""))


MONTHS = (
    Pattern(
        "month",
        r"(?P<x> (?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) )? (?P<which>WHICH)? (?P<u>UMONTH)?"
        r" (?: (?P<m>MONTH) | (?P<ma>MONTHABBR) \.? ) YEARREF? )",
        _read_month,
        _month_guard,
        ("h", "m", "ma"),
    ),
    Pattern(
        "season",
        r"(?P<x> (?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) )? (?P<which>WHICH)? (?P<s>SEASON)"
        r" YEARREF? (?: / (?: DAY | SMALLINT | YEAR ) )? )",
        _read_season,
        _season_guard,
        ("h", "s"),
    ),
    Pattern(
        "quarter",
        r"(?P<x> ORDER (?: (?P<q>UQUARTER) | (?P<h>UHALF|HALFNOUN) ) YEARREF? )",
        _read_part_of_year,
        _half_guard,
        ("q", "h"),
    ),
    Pattern(
        "first months",
        r"(?P<x> (?P<kw>ORDINAL) (?P<count>NUMWORD|DAY) (?P<h>UMONTH) (?: YEARREF ) )",
        _read_part_of_year,
    ),
    Pattern("feast", r"(?P<x> (?P<which>WHICH)? (?P<day>HOLIDAY) YEARREF? )", _read_holiday, head=("day",)),
    Pattern(
        "feast day",
        r"(?P<x> ORDER (?: (?P<feast>FEASTDAY) | (?P<advent>ADVENT) ) YEARREF? )",
        _read_holiday,
        head=("feast", "advent"),
    ),
    Pattern("turn of the year", r"(?P<x> (?P<which>WHICH)? (?P<turn>TURN) )", _read_holiday, head=("turn",)),
    Pattern(
        "calendar week",
        r"(?P<x> (?: (?P<k>DAY|SMALLINT) \. (?P<h>CALWEEK) | CALWEEK (?P<n>DAY|SMALLINT) ) (?: YEARREF )? )",
        _read_calendar_week,
    ),
    Pattern("edge of a year", r"(?P<x> (?: (?P<h>EDGE) | (?P<early>EARLYLATE) (?=DET?UYEAR) ) YEARREF )", _read_edge),
)
