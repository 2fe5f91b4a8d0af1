"""Dates as they are written -> points in time, with how much of them is known.

Times are in Europe/Berlin; a day, month or year stands at its first instant there.  Not here: where in an article a
date may be looked for (dates.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

from kg.acquire import lexicon

#: From coarse to fine; the index says how fine.
GRANULARITIES = ("", "year", "month", "day", "minute")
#: Articles before and after are slips of the pen or of the parser.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
#: In characters; metadata beyond it hold no date.
_LONGEST = 160

# [0-9] and not \d, which takes the digits of all scripts.
_TIME = (
    r"(?:(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:\s?Uhr\b|\s?h\b)?"
    r"|\.(?P<dotted>[0-9]{2})\s?Uhr\b|\s?Uhr\b)(?:\s*\(?(?P<zone>MESZ|MEZ|CEST|CET|UTC|GMT)\b\)?)?)"
)
_CLOCK = rf"(?:\s*(?:(?:[,|•·/]|[-–—]{{1,3}}|um|\bat\b)\s*){{0,2}}{_TIME})?(?![0-9])"
_ISO = re.compile(
    r"(?<![0-9-])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?)?(?![0-9-])"
)
_NUMBERS = re.compile(
    r"(?<![0-9.])(?P<day>[0-9]{1,2})(?:\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4}|[0-9]{2})"
    r"|/(?P<slashed>[0-9]{1,2})/(?P<behind>[0-9]{4}))(?![0-9])" + _CLOCK
)
#: dpa signs off with day, hour, minute, month, year: "131630 Jul 25".
_SIGN_OFF = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{2})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2}) (?P<name>[A-Za-zä]{3}) (?P<year>[0-9]{2})"
    r"(?![0-9])"
)
#: "13. Juli 2025", "July 13, 2025", "Juli 2025"; whether the word is a month is looked up afterwards.
_NAMED = re.compile(
    r"(?<![\w.])(?:(?P<day>[0-9]{1,2})(?:\.\s?|\s))?(?P<name>[^\W\d_]{3,9})\.?\s?(?:(?P<after>[0-9]{1,2}),\s?)?"
    r"(?P<year>[0-9]{4})(?![0-9])" + _CLOCK,
    re.IGNORECASE,
)
_YEARLESS = re.compile(r"(?<!\w)(?P<day>[0-9]{1,2})\.?\s(?P<name>[^\W\d_]{3,9})\b(?!\.?\s?[0-9])")
_MAIL = re.compile(r"[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} ")
_SLASHES = re.compile(r"^([0-9]{4})/([0-9]{2})/([0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time as far as it is known; ``weak`` when it may date something else (a later change, today's page).

    ``when`` of a stamp without a year (granularity ``""``) lies in a leap year and only its month and day count.
    """

    when: datetime
    granularity: str
    weak: bool = False


@cache
def berlin() -> ZoneInfo:
    """The time zone of German news."""
    return ZoneInfo("Europe/Berlin")


def of_day(day: date) -> Stamp:
    """The stamp of a whole day."""
    return Stamp(datetime(day.year, day.month, day.day, tzinfo=berlin()), "day")


def parse(value: object) -> Stamp | None:
    """Reads a date from metadata: ISO 8601, German, RFC 2822, ``20250713``, seconds or milliseconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:_LONGEST]
    if re.fullmatch("[0-9]{4,15}", text):
        return _of_number(int(text))
    if _MAIL.match(text):
        return _of_mail(text)
    hits = sorted(find(_SLASHES.sub(r"\1-\2-\3", text)), key=lambda hit: hit[0])
    return hits[0][2] if hits else None


def _of_number(value: int | float) -> Stamp | None:
    if not math.isfinite(value):
        return None
    if value == int(value) and len(digits := str(int(value))) in {4, 8}:
        return _stamp(digits[:4], digits[4:6] or None, digits[6:] or None)
    seconds = value / 1000 if value > 1e11 else value
    # From 1973 to 2191: smaller and greater numbers count something else.
    if not 1e8 < seconds < 7e9:
        return None
    return Stamp((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))).astimezone(berlin()), "minute")


def _of_mail(text: str) -> Stamp | None:
    try:
        when = parsedate_to_datetime(text)
        return Stamp((when if when.tzinfo else when.replace(tzinfo=berlin())).astimezone(berlin()), "minute")
    except (TypeError, ValueError, OverflowError):
        return None


def find(text: str) -> Iterator[tuple[int, int, Stamp]]:
    """All dates in a text: start, end, stamp; those of one notation after those of another."""
    for pattern in (_ISO, _NUMBERS, _NAMED, _SIGN_OFF):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts.get("name") or ""
            month = parts.get("month") or parts.get("slashed") or str(lexicon.months().get(name.lower(), 0))
            year = parts["year"] or parts["behind"]
            year = ("19" if year > "69" else "20") + year if len(year) == 2 else year
            minute = parts.get("minute") or parts.get("dotted") or "0"
            day = parts.get("day") or parts.get("after")
            stamp = _stamp(year, month, day, parts.get("hour"), minute, parts.get("zone"))
            if stamp:
                yield match.start(), match.end(), stamp


def find_yearless(text: str) -> Stamp | None:
    """The first day and month without a year ("3. Mai"), as a stamp of granularity ``""``."""
    for match in _YEARLESS.finditer(text):
        stamp = _stamp("2000", str(lexicon.months().get(match["name"].lower(), 0)), match["day"])
        if stamp:
            return Stamp(stamp.when, "")
    return None


def _stamp(
    year: str,
    month: str | None = None,
    day: str | None = None,
    hour: str | None = None,
    minute: str = "0",
    zone: str | None = None,
) -> Stamp | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        when = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute), tzinfo=_zone(zone))
    except ValueError:
        return None
    if not hour:
        return Stamp(when, "day" if day else "month" if month else "year")
    # Systems that know the day only write midnight, of their own time or of UTC.
    if (when.hour, when.minute) == (0, 0):
        return Stamp(when.replace(tzinfo=berlin()), "day")
    when = when.astimezone(berlin())
    return Stamp(when, "day" if (when.hour, when.minute) == (0, 0) else "minute")


def _zone(zone: str | None) -> tzinfo:
    if not zone or zone in {"MESZ", "MEZ", "CEST", "CET"}:
        return berlin()
    if zone in {"Z", "UTC", "GMT"}:
        return UTC
    return datetime.strptime(zone.replace(":", ""), "%z").tzinfo or UTC


def choose(candidates: Iterable[Stamp | None]) -> Stamp | None:
    """The first of the candidates (most trusted first), made finer by later ones that lie within it.

    Weak ones count only where there is no other.
    """
    found = [stamp for stamp in candidates if stamp]
    found = [stamp for stamp in found if not stamp.weak or all(s.weak or not s.granularity for s in found)]
    best = next((stamp for stamp in found if stamp.granularity), None)
    if best is None:
        return None
    for stamp in found:
        if not stamp.granularity and best.granularity in {"year", "month"}:
            stamp = _stamp(str(best.when.year), str(stamp.when.month), str(stamp.when.day)) or stamp
        if GRANULARITIES.index(stamp.granularity) > GRANULARITIES.index(best.granularity) and _within(stamp, best):
            best = stamp
    return best


def _within(stamp: Stamp, whole: Stamp) -> bool:
    size = GRANULARITIES.index(whole.granularity)
    inner, outer = stamp.when, whole.when
    return (inner.year, inner.month, inner.day)[:size] == (outer.year, outer.month, outer.day)[:size]
