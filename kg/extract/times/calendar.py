"""The calendar: stretches of time with their ISO 8601 values, and feast days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_RULE = re.compile(
    r"(?:(?P<base>[ea])(?P<shift>-?\d+)|(?P<m>\d\d)-(?:(?P<d>\d\d)|(?P<w>[a-z]{3})(?P<nth>\d)(?:\+(?P<plus>\d))?))"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time from ``first`` to ``last`` (both within it; None before Christ) and its ISO 8601 ``value``.

    ``unit`` is its granularity.  ``loose``: the text does not say which year, so that the other end of a range may
    correct it.
    """

    value: str
    unit: str
    first: date | None
    last: date | None
    loose: bool = False

    @property
    def opening(self) -> str:
        """The value of the earlier end: "2025-06" of "2025-06/2025-08"."""
        return self.value.partition("/")[0]

    @property
    def closing(self) -> str:
        """The value of the later end."""
        return self.value.rpartition("/")[2]


def day(d: date) -> Period:
    return Period(d.isoformat(), "day", d, d)


def days(first: date, last: date, unit: str = "day") -> Period:
    return Period(f"{first.isoformat()}/{last.isoformat()}", unit, first, last)


def week(d: date) -> Period:
    """The ISO week of a day."""
    year, number, weekday = d.isocalendar()
    monday = d - timedelta(days=weekday - 1)
    return Period(f"{year}-W{number:02d}", "week", monday, monday + timedelta(days=6))


def weekend(d: date) -> Period:
    """Saturday and Sunday of a day's week."""
    monday = d - timedelta(days=d.weekday())
    return days(monday + timedelta(days=5), monday + timedelta(days=6), "weekend")


def months(year: int, first: int, count: int, unit: str = "month") -> Period:
    """``count`` months from month ``first`` (1 to 12) of a year on."""
    start = date(year, first, 1)
    end = shift_months(start, count - 1)
    last = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    value = f"{start:%Y-%m}" if count == 1 else f"{start:%Y-%m}/{end:%Y-%m}"
    return Period(value if year >= 1000 else value.zfill(7), unit, start, last)


def years(first: int, last: int, unit: str = "year") -> Period:
    """The years ``first`` to ``last``; negative ones are before Christ (-44 is 44 v. Chr., in ISO 8601 -0043)."""
    value = _year(first) if first == last else f"{_year(first)}/{_year(last)}"
    if first < 1 or last > 9999:
        return Period(value, unit, None, None)
    return Period(value, unit, date(first, 1, 1), date(last, 12, 31))


def of_unit(unit: str, d: date) -> Period:
    """The day, week, weekend, month, quarter, half, year, decade or century in which a day lies."""
    if unit in ("week", "weekend"):
        return week(d) if unit == "week" else weekend(d)
    spans = {"month": 1, "quarter": 3, "half": 6}
    if unit in spans:
        size = spans[unit]
        return months(d.year, (d.month - 1) // size * size + 1, size, unit)
    if unit == "year":
        return years(d.year, d.year)
    if unit == "decade":
        return years(d.year // 10 * 10, d.year // 10 * 10 + 9, unit)
    if unit == "century":
        return century((d.year - 1) // 100 + 1)
    return day(d)


def century(number: int) -> Period:
    """The ``number``-th century: 19 is 1801/1900; negative ones before Christ."""
    if number < 0:
        return years(number * 100, number * 100 + 99, "century")
    return years(number * 100 - 99, number * 100, "century")


def shift(unit: str, d: date, count: int) -> date:
    """The day ``count`` units after (before, if negative) a day.  ``ValueError`` beyond the years 1 to 9999."""
    per_month = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in per_month:
        return shift_months(d, per_month[unit] * count)
    try:
        return d + timedelta(days=count * (7 if unit in ("week", "weekend") else 1))
    except OverflowError as error:
        raise ValueError(str(error)) from error


def shift_months(d: date, count: int) -> date:
    """The same day some months on, or the last of that month where it has no such day."""
    number = d.year * 12 + d.month - 1 + count
    year, month = divmod(number, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(d.day, calendar.monthrange(year, month + 1)[1]))


def season(year: int, first: int) -> Period:
    """The season that begins in month ``first``: 3 spring, 6 summer, 9 autumn, 12 winter (into the next year)."""
    return months(year, first, 3, "season")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * e) // 451
    month, rest = divmod(h + e - 7 * m + 114, 31)
    return date(year, month, rest + 1)


def advent(year: int) -> date:
    """The first Sunday of Advent."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=22 + christmas.weekday())


def holiday(rule: str, year: int) -> Period:
    """The feast of a year by its rule in times_holidays.tsv.  ``ValueError`` for a rule of another shape."""
    first, slash, last = rule.partition("/")
    start = _feast(first, year)
    if not slash:
        return day(start)
    end = _feast(last, year)
    return days(start, end if end > start else _feast(last, year + 1))


def _feast(rule: str, year: int) -> date:
    match = _RULE.fullmatch(rule)
    if match is None:
        raise ValueError(f"unknown rule of a feast: {rule}")
    if match["base"]:
        return (easter(year) if match["base"] == "e" else advent(year)) + timedelta(days=int(match["shift"]))
    month = int(match["m"])
    if match["d"]:
        return date(year, month, int(match["d"]))
    first = date(year, month, 1)
    gap = (_WEEKDAYS.index(match["w"]) - first.weekday()) % 7
    return first + timedelta(days=gap + 7 * (int(match["nth"]) - 1) + int(match["plus"] or 0))


def _year(year: int) -> str:
    return f"{year:04d}" if year > 0 else ("0000" if year == -1 else f"-{-year - 1:04d}")


def duration(number: float | None, unit: str) -> str:
    """An ISO 8601 duration: "P3D", "PT2H", "P2Y6M"; an unknown number is X as in TimeML ("PXY")."""
    letters = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
    factor, base = {
        "decade": (10, "year"),
        "century": (100, "year"),
        "quarter": (3, "month"),
        "half": (6, "month"),
    }.get(unit, (1, {"weekend": "day", "night": "day"}.get(unit, unit)))
    clock = "T" if base in ("hour", "minute", "second") else ""
    if number is None:
        return f"P{clock}X{letters[base]}"
    total = number * factor * (2 if unit == "weekend" else 1)
    whole, rest = int(total), total - int(total)
    finer, size = {"year": ("M", 12), "hour": ("M", 60), "day": ("TH", 24), "week": ("D", 7)}.get(base, ("", 0))
    if rest and finer and base != "week" and (rest * size).is_integer():
        head = f"{whole}{letters[base]}" if whole else ""
        small = f"T{int(rest * size)}H" if finer == "TH" else f"{int(rest * size)}{finer}"
        return f"P{clock}{head}{small}"
    return f"P{clock}{whole if not rest else total:g}{letters[base]}" if rest else f"P{clock}{whole}{letters[base]}"
