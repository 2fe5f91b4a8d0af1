"""The days that a fact covers, for the time slider of the page."""

from __future__ import annotations

import calendar
import re
from datetime import date

__all__ = ["span"]

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?(?![\d-])")


def span(value: str, until: str = "") -> tuple[str, str]:
    """First and last day of an ISO 8601 date, week, month, year or interval; ``("", "")`` for anything else.

    >>> span("2024-02"), span("2022-02/..", until="2025-07-14")
    (('2024-02-01', '2024-02-29'), ('2022-02-01', '2025-07-14'))

    An interval that is open at its end reaches to ``until``, one open at its start is as long as its end.
    """
    left, slash, right = value.partition("/")
    first, last = _point(left), _point(right)
    if not slash:
        return first
    if not first[0]:
        return last
    end = last[1] or until
    return (first[0], end) if end >= first[0] else first


def _point(text: str) -> tuple[str, str]:
    match = _POINT.match(text.strip())
    if not match:
        return "", ""
    year, month, day, week = (int(part) if part else 0 for part in match.groups())
    try:
        if week:
            return date.fromisocalendar(year, week, 1).isoformat(), date.fromisocalendar(year, week, 7).isoformat()
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, IndexError):
        return "", ""
    return first.isoformat(), last.isoformat()
