"""Clock times, parts of the day, nights."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times.absolute import date_period
from kg.extract.times.calendar import Period, day, days
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene
from kg.extract.times.weekdays import weekday_period


def _read_night_to(hit: Hit, scene: Scene) -> Sense | None:
    """ "Nacht zum Sonntag": from the evening before to the morning of that day."""
    if hit.has("w"):
        found = weekday_period(hit.value("w"), scene, hit.value("which"))
    elif hit.has("deictic"):
        today = scene.today()
        found = day(today + timedelta(days=hit.value("deictic"))) if today else None
    else:
        found = date_period(hit, scene)
    return Sense(_night_before(found), "day", "TIME", "NI")


def _night_before(period: Period | None) -> Period | None:
    return days(period.first - timedelta(days=1), period.first) if period and period.first else None


def _read_night_of(hit: Hit, scene: Scene) -> Sense | None:
    """ "vergangene Nacht", "kommende Nacht"."""
    today, which = scene.today(), hit.value("which")
    if which == 0:
        return Sense(scene.near or (day(today) if today else None), "day", "TIME", "NI")
    edge = today + timedelta(days=1 if which > 0 else 0) if today else None
    return Sense(_night_before(day(edge)) if edge else None, "day", "TIME", "NI")


def _read_part(hit: Hit, scene: Scene) -> Sense | None:
    """ "am frühen Abend", "in den Morgenstunden des 13. Februar": of the day last named or of the publication."""
    part, today = hit.value("p"), scene.today()
    if hit.has("w"):
        found = weekday_period(hit.value("w"), scene, hit.value("which"))
    elif hit.has("m") or hit.has("ma") or hit.has("nd"):
        found = date_period(hit, scene)
    else:
        found = scene.near or (day(today) if today else None)
    return Sense(found, "day", "TIME", part)


def _read_clock(hit: Hit, scene: Scene) -> Sense | None:
    start = _time(hit, "t")
    end = _time(hit, "t2") if hit.has("t2") else None
    if start is None or (hit.has("t2") and end is None):
        return None
    if hit.has("min"):
        if hit.value("min") > 59 or start[1] >= 0:
            return None
        start = (start[0], hit.value("min"))
    part = hit.value("p", "")
    if part in ("AF", "EV") and start[0] < 12:
        start = (start[0] + 12, start[1])
    return Sense(_day_of(scene), "hour" if start[1] < 0 else "minute", "TIME", part, clock=start, clock_end=end)


def _read_half_past(hit: Hit, scene: Scene) -> Sense | None:
    hour = int(hit.value("t"))
    return Sense(_day_of(scene), "minute", "TIME", clock=(hour - 1, 30)) if 1 <= hour <= 12 else None


def _day_of(scene: Scene) -> Period | None:
    """The day of an hour; none for "freitags um 20 Uhr", which is no day in particular."""
    today: date | None = scene.today()
    return None if scene.repeated else scene.near or (day(today) if today else None)


def _time(hit: Hit, group: str) -> tuple[int, int] | None:
    value = hit.value(group)
    if isinstance(value, tuple):
        return value[0], value[1]
    return (int(value), -1) if 0 <= value <= 24 else None


def _colon_guard(hit: Hit) -> bool:
    """ "um 16:30" without "Uhr"; a point would make it a number."""
    return ":" in hit.line.atoms[hit.first].text and hit.line.code(hit.last + 1) not in classes("CAP")


def _hours_guard(hit: Hit) -> bool:
    """ "9 und 11 Uhr" is a stretch only after "zwischen"."""
    joined = hit.line.code(hit.match.start("t2") - 1)
    return joined not in classes("AND") or hit.line.code(hit.first - 1) in classes("BETWEEN")


_HOUR = "CLOCK|DAY|SMALLINT|NUMWORD|ONE"
_AFTER = r"(?: (?P<p>PARTADVERB|EARLY) )? (?: \(? ZONE (?: \) )? )?"
_FROM = r"(?: VON DET? (?: WEEKDAY | DEICTIC | DAY \. MONTH? | NUMDATE ) )"
_NIGHT = rf"(?P<h>NIGHT) {_FROM}? TO DET?"
_NIGHT_OF_TWO = r"(?P<h>NIGHT) VON DET? DAY \. (?: / | DASH | AND )"
_PART = r"(?: EARLYLATE )? (?P<p>DAYPART) OF"

_WEEKDAY = r"(?P<which>WHICH)? (?P<w>WEEKDAY|SETDAY) (?: ,? DET? DATECORE )?"

NIGHTS = (
    Pattern("night to", rf"(?P<x> {_NIGHT} (?: DEICTICADJ? {_WEEKDAY} | (?P<deictic>DEICTIC) ) )", _read_night_to),
    Pattern(
        "night to a date",
        rf"(?P<x> (?: {_NIGHT} | {_NIGHT_OF_TWO.replace('<h>', '<h2>')} ) DATECORE )",
        _read_night_to,
        head=("h", "h2"),
    ),
    Pattern("night of", r"(?P<x> (?P<which>WHICH) (?P<h>NIGHT) )", _read_night_of),
    Pattern("part of a weekday", rf"(?P<x> {_PART} {_WEEKDAY} )", _read_part, head=("p",)),
    Pattern("part of a date", rf"(?P<x> {_PART} DATECORE )", _read_part, head=("p",)),
)
CLOCKS = (
    Pattern(
        "hours",
        rf"(?P<x> (?P<t>{_HOUR}) UHR? (?: BIS | DASH | AND ) (?P<t2>{_HOUR}) (?P<h>UHR) {_AFTER} )",
        _read_clock,
        _hours_guard,
    ),
    Pattern("clock", rf"(?P<x> (?P<t>{_HOUR}) (?P<h>UHR) (?P<min>DAY|SMALLINT)? {_AFTER} )", _read_clock),
    Pattern("clock without Uhr", r"(?: UM | GEGEN | AB ) (?P<t>CLOCK)", _read_clock, _colon_guard, ("t",)),
    Pattern("half past", r"(?: UM | GEGEN | AB ) (?P<x> HALFPAST (?P<t>NUMWORD|ONE) )", _read_half_past, head=("t",)),
    Pattern(
        "part",
        r"(?: AM | IM | ZUM | GEGEN | UM | VOR | NACH | VON | (?: IN | ONTO | SEIT | BIS ) DET )"
        r" (?P<x> (?: EARLYLATE )? (?P<p>DAYPART) )",
        _read_part,
        head=("p",),
    ),
)
