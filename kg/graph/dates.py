"""Days: what a fact's ISO 8601 time or its article's date covers, as first and last day.

Times are dates, months, years, ISO weeks, or intervals of these; an end may be open ("2022-02/..").  All days are
strings "YYYY-MM-DD", so that they sort and compare as text.  "" stands for an unknown day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from kg.schema import Fact

__all__ = ["Days", "days", "merge", "overlaps", "spells", "when"]

#: First and last day, both included; ("", "") when nothing is known.
Days = tuple[str, str]

_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_OPEN = frozenset({"", ".."})


@lru_cache(maxsize=8192)
def days(value: str, until: str = "") -> Days:
    """First and last day of an ISO time: ``days("2024-08") == ("2024-08-01", "2024-08-31")``.

    An open end reaches to ``until`` (a day) if that is later than the start, else as far as the start itself does; an
    open start likewise begins with the end.  ("", "") for what is no ISO time.
    """
    left, slash, right = value.strip().partition("/")
    first, last = _point(left), _point(right)
    if not slash:
        return first
    if left in _OPEN:
        return last
    if right in _OPEN:
        return (first[0], max(first[1], until)) if first[0] else ("", "")
    if not (first[0] and last[1] and first[0] <= last[1]):
        return "", ""
    return first[0], last[1]


def when(fact: Fact) -> Days:
    """The days of a fact: of its own time where that is known, else of its article."""
    published = days(fact.date)
    own = days(fact.time, until=published[1]) if fact.time else ("", "")
    return own if own[0] else published


def overlaps(span: Days, since: str = "", until: str = "") -> bool:
    """Whether the days touch the period; ``since`` and ``until`` may be ISO days, months or years, "" leaves it open.

    Unknown days lie in no limited period.
    """
    lower, upper = days(since)[0], days(until)[1]
    if not (lower or upper):
        return True
    return bool(span[0]) and (not lower or span[1] >= lower) and (not upper or span[0] <= upper)


def merge(spans: Iterable[Days]) -> list[Days]:
    """The spans in order, with those that overlap or touch (one ends the day before the next) made one."""
    merged: list[Days] = []
    for first, last in sorted(span for span in set(spans) if span[0]):
        if merged and first <= _next_day(merged[-1][1]):
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def spells(spans: Iterable[Days]) -> str:
    """The merged spans as one string: "2025-07-12/2025-07-13 | 2025-08-01/2025-08-31"."""
    return " | ".join(f"{first}/{last}" for first, last in merge(spans))


def _point(value: str) -> Days:
    value = value.strip().partition("T")[0]
    try:
        if week := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
        if not (match := _DATE.fullmatch(value)):
            return "", ""
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except (ValueError, OverflowError):  # a day that the calendar lacks, such as 2025-02-30
        return "", ""
    return first.isoformat(), last.isoformat()


def _next_day(day: str) -> str:
    return day if day >= "9999-12-31" else (date.fromisoformat(day) + timedelta(days=1)).isoformat()
