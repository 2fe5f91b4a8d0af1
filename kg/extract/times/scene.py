"""What a relative time is resolved against: the publication date, the tense, and the times named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kg.extract.times.calendar import Period, of_unit, shift

_RANK = {"second": 0, "minute": 0, "hour": 0, "day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "half": 3}
_RANK |= {"season": 3, "year": 4, "decade": 5, "century": 6}
#: What is so many days ahead is rather the one that is just over: "am Gründonnerstag" on Easter Sunday.
_FAR = 330


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the reader of an article stands.

    ``published`` is the article's day (None if unknown), ``known`` the unit to which it is known, ``direction`` where
    the clause looks ("past", "future", "nearest" to the publication, "" if nothing says so), ``recent`` the last time
    named in the text, ``near`` the last day named that "am Abend" may belong to, ``year`` a bare year named before in
    the same clause, ``repeated`` whether the sentence tells of something that happens again and again.
    """

    published: date | None
    known: str
    moment: datetime | None = None
    direction: str = ""
    recent: Period | None = None
    near: Period | None = None
    year: int | None = None
    repeated: bool = False

    def today(self, unit: str = "day") -> date | None:
        """The publication day if it is known to this unit, else None."""
        if self.published is None or _RANK[self.known] > _RANK[unit]:
            return None
        return self.published

    def shifted(self, unit: str, count: int) -> Period | None:
        """The unit that lies ``count`` units from the publication: shifted("week", -1) is last week."""
        today = self.today(unit)
        return None if today is None else moved(today, unit, count)

    def yearly(
        self, make: Callable[[int], Period | None], unit: str, strict: int | None = None, blind: str = ""
    ) -> Period | None:
        """What comes once a year, in the year that is meant.

        ``make`` gives the period of a year (None if that year has none).  ``strict`` -1 is the last one that is over,
        +1 the next that has not begun, 0 that of the current year; otherwise the direction of the clause decides, and
        ``blind`` if it has none ("" takes the nearest).
        """
        if self.year is not None and strict is None:
            return _unsettled(make(self.year))
        today = self.today("month" if _RANK[unit] < 3 else "season")
        if today is None:
            return None
        around = [
            p for p in map(make, range(max(today.year - 5, 1), min(today.year + 6, 9999))) if p and p.first and p.last
        ]
        if not around:
            return None
        nearest = min(around, key=lambda p: gap(p, today))
        if strict is not None:
            over = [p for p in around if p.last and p.last < today][-1:]
            ahead = [p for p in around if p.first and p.first > today][:1]
            return _unsettled(next(iter(over if strict < 0 else ahead if strict > 0 else [nearest]), None))
        past = next((p for p in reversed(around) if p.first and p.first <= today), nearest)
        coming = next((p for p in around if p.last and p.last >= today), nearest)
        toward = self.direction or blind
        if toward == "future":
            return _unsettled(coming if gap(coming, today) < _FAR else nearest)
        return _unsettled(past if toward == "past" else nearest)


def gap(period: Period, today: date) -> int:
    """The days between a period and a day, 0 if it holds the day."""
    if period.first is None or period.last is None:
        return 10**9
    return max((period.first - today).days, (today - period.last).days, 0)


def moved(origin: date, unit: str, count: int) -> Period | None:
    """The unit that lies ``count`` units from a day, or None beyond the calendar."""
    try:
        return of_unit(unit, shift(unit, origin, count))
    except ValueError:
        return None


def finer(a: str, b: str) -> bool:
    """Whether unit ``a`` is at least as fine as ``b``."""
    return _RANK[a] <= _RANK[b]


def _unsettled(period: Period | None) -> Period | None:
    return replace(period, loose=True) if period else None
