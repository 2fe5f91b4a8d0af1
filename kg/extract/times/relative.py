"""Times that are counted from another one: "vor zwei Jahren", "vergangene Woche", "am Tag zuvor", "im Vorjahr"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times.calendar import Period, day, days, duration, months, of_unit, shift, years
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene, finer, moved

_CLOCKS = ("hour", "minute", "second")
_DATIVE_N = ("Tage", "Monate", "Jahre", "Jahrzehnte", "Jahrhunderte", "Quartale", "Nächte")
_PLURALS = frozenset({*_DATIVE_N, *(noun + "n" for noun in _DATIVE_N)}) | {
    "Wochen",
    "Wochenenden",
    "Stunden",
    "Minuten",
}


def amount_of(hit: Hit) -> float | None:
    """The number of a QUANTITY, None for an indefinite one ("einigen")."""
    if hit.has("one"):
        indefinite = hit.line.code(hit.match.start("one") + 1) in classes("INDEF")
        return None if indefinite else 0.5 if hit.has("half") else 1.0
    return float(hit.value("n")) if hit.has("n") else None


def _read_ago(hit: Hit, scene: Scene) -> Sense | None:
    unit, number = hit.value("u"), amount_of(hit)
    bound = "about" if hit.line.code(hit.match.start("q")) in classes("ABOUT", "MOREOVER") else ""
    if number is None:
        return Sense(None, unit, bound=bound)
    number = -number if hit.has("ago") else number
    if unit in _CLOCKS:
        return _read_hours(scene, unit, number, bound)
    if hit.has("deictic"):
        today = scene.today()
        try:
            origin = today + timedelta(days=hit.value("deictic")) if today else None
            return Sense(day(shift(unit, origin, int(number))) if origin else None, "day", bound=bound)
        except ValueError:
            return None
    if unit == "week" and abs(number) == 1:
        # "vor einer Woche" is seven days ago, where "vergangene Woche" is the week as a whole.
        unit, number, bound = "day", 7 * number, "about"
    if number != int(number):
        unit, number = {"year": ("month", 12 * number), "month": ("day", 30 * number), "week": ("day", 7 * number)}.get(
            unit, (unit, number)
        )
    return Sense(scene.shifted(unit, int(number)), unit, bound=bound)


def _read_hours(scene: Scene, unit: str, count: float, bound: str) -> Sense:
    if scene.moment is None or scene.known not in ("minute", "hour"):
        return Sense(scene.shifted("day", 0), "day", bound=bound)
    moment = scene.moment + timedelta(seconds={"hour": 3600, "minute": 60, "second": 1}[unit] * count)
    minute = -1 if unit == "hour" and count == int(count) else moment.minute
    return Sense(day(moment.date()), unit, "TIME", bound=bound, clock=(moment.hour, minute))


def _counts_guard(hit: Hit) -> bool:
    """Neither an age nor a rate: "vor zwei Jahren", but not "dreimal in zwei Jahren" or "in drei Tagen Haft"."""
    return hit.line.code(hit.last + 1) not in classes("OLD", "LONG") and not hit.line.low(hit.first - 1).endswith("mal")


def _read_in(hit: Hit, scene: Scene) -> Sense | None:
    if scene.direction == "past":
        return Sense(None, hit.value("u"), "DURATION", value=duration(amount_of(hit), hit.value("u")), drop=1)
    return _read_ago(hit, scene)


def _read_since(hit: Hit, scene: Scene) -> Sense | None:
    if amount_of(hit) is None:
        return Sense(None, hit.value("u"), "DURATION", value=duration(None, hit.value("u")))
    return _read_ago(hit, scene)


def _read_later(hit: Hit, scene: Scene) -> Sense | None:
    """ "zwei Tage später", "am Tag zuvor", "im Jahr darauf": counted from the last time named."""
    unit, part = hit.value("u") or "day", hit.value("p", "")
    number = amount_of(hit) if hit.has("q") else 1
    if number is None:
        return Sense(None, unit)
    found = _from_recent(scene, unit, hit.value("dir") * number, alone=not hit.has("q"))
    return Sense(found, "day" if unit in _CLOCKS else unit, "TIME" if part else "DATE", part)


def _from_recent(scene: Scene, unit: str, count: float, alone: bool) -> Period | None:
    """``alone``: nothing counts the units ("am Tag zuvor"), so that the publication day may be meant."""
    if unit in _CLOCKS:
        return scene.near
    origin = scene.recent.first if scene.recent and finer(scene.recent.unit, unit) else None
    if origin is None and alone and count < 0 and (scene.recent is None or unit != "day"):
        origin = scene.today(unit)
    if origin is None:
        return None
    if count != int(count):
        unit, count = ("month", 12 * count) if unit == "year" else (unit, count)
    return moved(origin, unit, int(count))


def _read_neighbour(hit: Hit, scene: Scene) -> Sense | None:
    """ "im Vorjahr", "am Vortag", "am folgenden Tag", "am nächsten Morgen"."""
    unit, count, part = hit.value("u", "day"), hit.value("follow", 1), hit.value("p", "")
    if hit.has("nb"):
        unit, _, number = hit.value("nb").partition("-")
        count = int(number)
    origin: date | None = None
    if unit == "day" or hit.has("follow"):
        nearest = scene.near if unit == "day" else scene.recent
        origin = nearest.first if nearest and finer(nearest.unit, unit) else None
    elif unit == "year" and scene.year:
        origin = date(scene.year, 1, 1)
    origin = origin or scene.today(unit)
    return Sense(moved(origin, unit, count) if origin else None, unit, "TIME" if part else "DATE", part)


def _singular_guard(hit: Hit) -> bool:
    return hit.line.atoms[hit.last].text not in _PLURALS


def _read_same(hit: Hit, scene: Scene) -> Sense | None:
    unit, part = hit.value("u", "day"), hit.value("p", "")
    kind = "TIME" if part else "DATE"
    origin = (scene.near or scene.recent) if unit == "day" else scene.recent
    if origin and origin.first and finer(origin.unit, unit):
        return Sense(of_unit(unit, origin.first), unit, kind, part)
    today = scene.today(unit) if hit.has("this") and origin is None else None
    return Sense(of_unit(unit, today) if today else None, unit, kind, part)


def _read_unit(hit: Hit, scene: Scene) -> Sense | None:
    """ "vergangene Woche", "dieses Jahr", "Ende des Monats", "die vergangenen drei Jahre", "kommenden Tagen"."""
    unit, which, today = hit.value("u"), hit.value("which", 0), scene.today(hit.value("u"))
    plural = hit.line.atoms[hit.match.start("u")].text in _PLURALS
    if today is None or (plural and not hit.has("n")):
        return Sense(None, unit)
    if hit.has("n"):
        return Sense(_stretch(today, unit, int(which * hit.value("n"))), unit)
    return Sense(scene.shifted(unit, which), unit, part=hit.value("h", ""))


def _unit_guard(hit: Hit) -> bool:
    unit, which = hit.value("u"), hit.value("which")
    if unit in (*_CLOCKS, "night", "weekend"):
        return False
    if unit == "day":
        return bool(which) and hit.line.atoms[hit.match.start("u")].text in _PLURALS
    return hit.has("h") if which is None else True


def _stretch(today: date, unit: str, count: int) -> Period | None:
    """From the publication day back or on to the day that lies ``count`` units from it."""
    try:
        first, last = sorted((shift(unit, today, count), today))
    except ValueError:
        return None
    if unit in ("year", "decade", "century"):
        return years(first.year, last.year)
    if unit in ("month", "quarter", "half"):
        return months(first.year, first.month, (last.year - first.year) * 12 + last.month - first.month + 1)
    return days(first, last)


def _read_unit_edge(hit: Hit, scene: Scene) -> Sense | None:
    """ "Jahresende", "Monatsbeginn"."""
    unit, part = hit.value("e").split("-")
    if unit != "year":
        return Sense(scene.shifted(unit, 0), unit, part=part)
    if hit.has("y"):
        return Sense(years(hit.value("y"), hit.value("y")), unit, part=part)
    month = {"START": 1, "MID": 6, "END": 12}[part]
    found = scene.yearly(lambda y: months(y, month, 1), "season", blind="future" if part == "END" else "past")
    return Sense(years(found.first.year, found.first.year) if found and found.first else None, unit, part=part)


_COUNT = r"(?P<q>QUANTITY) (?P<u>UNIT)"
_SHIFT = r"(?P<dir>BEFORE|AFTER)"

COUNTED = (
    Pattern(
        "ago from a day",
        rf"(?P<x> (?P<deictic>DEICTIC) (?P<ago>VOR) {_COUNT} )",
        _read_ago,
        _counts_guard,
        ("deictic",),
    ),
)
RELATIVE = (
    Pattern("later", rf"(?P<x> {_COUNT} {_SHIFT} )", _read_later, head=("u",)),
    Pattern("ago", rf"(?P<x> (?P<ago>VOR) ADVERB* {_COUNT} )", _read_ago, _counts_guard, ("u",)),
    Pattern("since", rf"(?P<ago>SEIT) ADVERB* (?P<x> {_COUNT} )", _read_since, _counts_guard, ("u",)),
    Pattern("in", rf"(?P<x> IN ADVERB* {_COUNT} )", _read_in, _counts_guard, ("u",)),
    Pattern(
        "day before",
        rf"(?:AM|IM|DET) (?P<x> (?: (?P<u>UNIT) | (?P<p>DAYPART) ) {_SHIFT} )",
        _read_later,
        head=("u", "p"),
    ),
    Pattern("days shift", rf"(?P<x> (?P<h>DAYSHIFT|UDAY) {_SHIFT} )", _read_later, _singular_guard),
    Pattern("neighbour", r"(?P<nb>NEIGHBOUR)", _read_neighbour, head=("nb",)),
    Pattern(
        "following",
        r"(?P<x> (?P<follow>FOLLOWING) (?: (?P<u>UNIT) | (?P<p>DAYPART) ) )",
        _read_neighbour,
        _singular_guard,
        ("u", "p"),
    ),
    Pattern("next day", r"(?P<x> NEXT (?: (?P<u>UDAY) | (?P<p>PART) ) )", _read_neighbour, _singular_guard, ("u", "p")),
    Pattern("same", r"(?P<x> SAME (?: (?P<u>UNIT) | (?P<p>DAYPART) ) )", _read_same, _singular_guard, ("u", "p")),
    Pattern(
        "this day",
        r"(?P<x> (?P<this>THIS) (?: (?P<u>UDAY) | (?P<p>DAYPART) ) )",
        _read_same,
        _singular_guard,
        ("u", "p"),
    ),
    Pattern(
        "unit",
        r"(?P<x> (?: (?P<h>EDGE) DET? )? (?P<which>WHICH)? (?P<n>NUMBER)? (?P<u>UNIT) )",
        _read_unit,
        _unit_guard,
        ("h", "u"),
    ),
    Pattern("edge of a unit", r"(?P<x> (?P<e>UNITEDGE) (?P<y>YEAR)? )", _read_unit_edge, head=("e",)),
)
