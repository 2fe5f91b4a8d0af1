"""Time expressions of a German article, with ISO 8601 values resolved against its publication date.

A span leaves out the preposition and the article ("am [Samstag]", "in der [Nacht zum Sonntag]") and keeps what modifies
the time ("[vergangenen Samstag]", "[Ende Juni]", "[vor zwei Wochen]"), as German TIMEX3 annotation does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.times.absolute import DATES
from kg.extract.times.calendar import Period, day
from kg.extract.times.clock import CLOCKS, NIGHTS
from kg.extract.times.join import Reading, bound_of, join, value
from kg.extract.times.lexer import Line, lex
from kg.extract.times.match import Hit, Pattern, classes, hits
from kg.extract.times.months import MONTHS
from kg.extract.times.relative import COUNTED, RELATIVE
from kg.extract.times.repeated import REPEATED, SETS
from kg.extract.times.scene import Scene
from kg.extract.times.tense import direction
from kg.extract.times.weekdays import WEEKDAYS
from kg.extract.times.years import YEARS

_PATTERNS: tuple[Pattern, ...] = (
    *SETS,
    *NIGHTS,
    *DATES,
    *MONTHS,
    *YEARS[:-1],
    *COUNTED,
    *WEEKDAYS,
    *RELATIVE,
    *CLOCKS,
    *REPEATED,
    YEARS[-1],
)
_TIMED = frozenset(p.name for p in CLOCKS)
_DAYS = frozenset({"date", "weekday", "deictic", "deictic adjective", "iso"})
_YEARS = frozenset({"year", "named year"})
#: A name that is also a word of time is one only where nothing but a single word is read.
_NAMED = {"PER": ("weekday", "month", "season", "year"), "ORG": ("weekday", "year"), "MISC": ("weekday",)}
#: Days so near to the publication that "am Abend" in a later paragraph still belongs to them.
_NEWS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as the article says it.

    ``start`` and ``end`` are code points, half-open.  ``value`` is ISO 8601: a day, week, month, year, minute, an
    interval ("2025-07-11/2025-07-13"; decades, seasons, quarters, weekends and the like are intervals too), an open
    interval ("2022-02/..", "../2025-07"), for a DURATION "P3D" (X for an unknown number), for a SET the period of
    repetition or "XXXX-WXX-1" (every Monday); "" if the time cannot be resolved.  ``granularity`` is the unit of the
    value: minute, hour, day, week, weekend, month, quarter, half, season, year, decade or century (second and night in
    durations).  ``kind`` is DATE, TIME, DURATION or SET, ``bound`` since, until, about or "".  ``part`` is what part of
    the value is meant: MO MI AF EV NI (of a day), START MID END, or "".  ``head_start`` and ``head_end`` are the bounds
    of the head token.
    """

    start: int
    end: int
    text: str
    value: str
    granularity: str
    kind: str
    bound: str
    head_start: int
    head_end: int
    part: str = ""


def find_times(doc: Doc, published: datetime | None, granularity: str = "day") -> list[TimeExpression]:
    """The time expressions of a doc in text order, none within another.

    ``published`` is the publication date, known to ``granularity`` (minute, hour, day, month, year or ""): what is told
    from it ("am Samstag") has the value "" if it is not known well enough.  Tags, morphology, entities and the parse
    are used where the doc has them; none is needed.
    """
    text = doc.text
    line = lex(text)
    taken = bytearray(len(line.atoms))
    found = [(hit, pattern) for pattern in _PATTERNS for hit in hits(pattern, line, taken)]
    found.sort(key=lambda pair: pair[0].first)
    reader = _Reader(doc, line, published, granularity)
    readings = reader.read(found)
    return [_expression(reading, text, reader) for reading in join(readings, line)]


class _Reader:
    """Goes through the matches of one doc in text order and keeps what was named last."""

    def __init__(self, doc: Doc, line: Line, published: datetime | None, granularity: str) -> None:
        self.doc = doc
        self.line = line
        known = published is not None and granularity != ""
        self.start = Scene(
            published=published.date() if published is not None and known else None,
            known=granularity or "day",
            moment=published,
        )
        self.offsets: list[int] = doc.to_array("IDX").tolist()
        self.recent: Period | None = None
        self.day: tuple[int, Period] | None = None
        self.year: tuple[int, int] | None = None
        self.repeated = -1
        self.last: tuple[int, str] = (-2, "")

    def token(self, atom: int) -> Token:
        """The token in which an atom begins."""
        return self.doc[max(bisect_right(self.offsets, self.line.atoms[atom].start) - 1, 0)]

    def read(self, found: list[tuple[Hit, Pattern]]) -> list[Reading]:
        """The readings of all matches that are times."""
        readings = []
        for place, (hit, pattern) in enumerate(found):
            if self._is_name(hit, pattern):
                continue
            scene = self._scene(hit)
            self.last = (hit.last, scene.direction)
            if pattern.name in _TIMED:
                repeated = self.repeated >= 0 and not self._sentence_ends(self.repeated, hit.first)
                scene = replace(scene, near=self._day_of_sentence(found, place, scene), repeated=repeated)
            sense = pattern.read(hit, scene)
            if sense is None:
                continue
            reading = Reading(hit.first + sense.drop, hit.last, hit.head, sense)
            self._remember(reading, pattern)
            readings.append(reading)
        return readings

    def _scene(self, hit: Hit) -> Scene:
        year = None
        if self.year is not None and not set(self.line.codes[self.year[0] + 1 : hit.first]) & _clause_ends():
            year = self.year[1]
        return replace(
            self.start, direction=self._direction(hit), recent=self.recent, near=self._near(hit.first), year=year
        )

    def _direction(self, hit: Hit) -> str:
        place = hit.first - 1
        while place >= 0 and self.line.codes[place] in classes("DET", "ZUM", "ADVERB"):
            place -= 1
        before = self.line.code(place)
        if before in classes("BIS", "DASH", "AND") | {"/"} and place - 1 == self.last[0]:
            return self.last[1]
        if before in classes("SEIT"):
            return "past"
        if (
            before
            and before in classes("VON")
            and self.line.code(hit.last + 1) not in classes("BIS", "AN", "DASH", "AB")
        ):
            return "past"
        if before in classes("FOR", "ONTO"):
            return "nearest"
        tense = direction(self.doc, self.token(hit.head).i)
        return "future" if not tense and before in classes("BIS", "AB", "LATEST") else tense

    def _near(self, place: int) -> Period | None:
        """The day that an hour or a part of the day belongs to: named before in the paragraph, or else near in time."""
        if self.day is None:
            return None
        atom, period = self.day
        if not set(self.line.codes[atom:place]) & classes("BREAK"):
            return period
        today = self.start.today()
        return period if today and period.first and abs(today - period.first) <= _NEWS else None

    def _day_of_sentence(self, found: list[tuple[Hit, Pattern]], place: int, scene: Scene) -> Period | None:
        """The day named after an hour in the same sentence, unless one was named in it before."""
        hit = found[place][0]
        if self.day is not None and not self._sentence_ends(self.day[0], hit.first):
            return self.day[1]
        for later, pattern in found[place + 1 : place + 3]:
            if self._sentence_ends(hit.last, later.first):
                break
            if pattern.name in _DAYS:
                sense = pattern.read(later, self._scene(later))
                return sense.period if sense else scene.near
        return scene.near

    def _sentence_ends(self, first: int, last: int) -> bool:
        line = self.line
        return any(
            line.codes[i] in classes("BREAK") | set("?!")
            or (line.codes[i] == "." and line.code(i - 1) not in classes("DAY") and line.atoms[i + 1].text[0].isupper())
            for i in range(first + 1, last)
        )

    def _remember(self, reading: Reading, pattern: Pattern) -> None:
        if reading.sense.kind == "SET":
            self.repeated = reading.last
        period = reading.sense.period
        if pattern.name in _YEARS and self.line.code(reading.first - 1) not in classes("DET"):
            bounded = bound_of(reading, self.line)
            self.year = None if bounded or period is None or period.first is None else (reading.last, period.first.year)
        if period is None or period.first is None or bound_of(reading, self.line) not in ("", "about"):
            return
        self.recent = period
        if period.unit == "day" and period.last is not None:
            self.day = (reading.last, day(period.last))

    def _is_name(self, hit: Hit, pattern: Pattern) -> bool:
        """Whether the tagger sees a name where a pattern reads a single word: "Frau Sonntag", "Theo Sommer"."""
        if hit.first != hit.last or not self.doc.has_annotation("ENT_IOB"):
            return False
        token = self.token(hit.first)
        if pattern.name not in _NAMED.get(token.ent_type_, ()):
            return False
        return token.ent_iob_ == "I" or (
            token.ent_type_ == "PER" and self.line.code(hit.first - 1) not in classes("AM", "IM")
        )


@cache
def _clause_ends() -> frozenset[str]:
    return classes("BREAK") | set(",;.:!?()")


def _expression(reading: Reading, text: str, reader: _Reader) -> TimeExpression:
    line = reader.line
    start, end = line.atoms[reading.first].start, line.atoms[reading.last].end
    sense = reading.sense
    head = _head(reading, reader)
    unit = reading.end.unit if reading.end is not None and sense.period is None else sense.unit
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        value=value(reading),
        granularity=unit,
        kind=sense.kind,
        bound={"before": "until", "after": "since"}.get(sense.bound, sense.bound),
        head_start=head.idx,
        head_end=head.idx + len(head),
        part=sense.part,
    )


def _head(reading: Reading, reader: _Reader) -> Token:
    """The one token of the expression that hangs on a word outside of it, else the pattern's head."""
    if reader.doc.has_annotation("DEP"):
        first, last = reader.token(reading.first).i, reader.token(reading.last).i
        tops = [t for t in reader.doc[first : last + 1] if not first <= t.head.i <= last or t.head.i == t.i]
        if len(tops) == 1:
            return tops[0]
    return reader.token(reading.head)
