"""Weekdays, weekends, "heute" and its kin."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times.calendar import Period, day
from kg.extract.times.lexer import context_words
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene, moved

_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"«»‘')
_WEEK = timedelta(days=7)


def weekday_period(number: int, scene: Scene, which: int | None = None, week: int | None = None) -> Period | None:
    """The day that a weekday (0 is Monday) means.

    ``which`` is -1 for "vergangenen", 1 for "kommenden", 0 for "diesen"; ``week`` the week it is said to be in, counted
    from the current one.  Without either the direction of the clause decides; the publication day itself counts.
    """
    today = scene.today()
    if today is None:
        return None
    back = (today.weekday() - number) % 7
    if week is not None:
        return day(today + timedelta(days=number - today.weekday()) + week * _WEEK)
    if which is not None and which < 0:
        return day(today - timedelta(days=back or 7) + (which + 1) * _WEEK)
    if which is not None and which > 0:
        return day(today + timedelta(days=7 - back) + (which - 1) * _WEEK)
    ahead = scene.direction in ("future", "nearest") or (which == 0 and scene.direction != "past")
    return day(today + timedelta(days=-back % 7)) if ahead else day(today - timedelta(days=back))


def weekend_period(scene: Scene, today: date, which: int | None) -> Period | None:
    """The weekend that is meant, ``which`` as for weekdays."""
    ahead = 0 if today.weekday() < 5 else 1
    if which is not None and which != 0:
        return moved(today, "weekend", ahead + which - 1 if which > 0 else which)
    if scene.direction in ("future", "nearest") or which == 0:
        return moved(today, "weekend", 0)
    return moved(today, "weekend", ahead - 1)


def _read_weekday(hit: Hit, scene: Scene) -> Sense | None:
    number, part = (hit.value("w"), "") if hit.has("w") else hit.value("wp")
    part = "MO" if hit.has("p2") else hit.value("p", part)
    if hit.has("deictic"):
        today = scene.today()
        found = day(today + timedelta(days=hit.value("deictic"))) if today else None
    elif hit.has("same"):
        found = scene.near if scene.near and scene.near.first and scene.near.first.weekday() == number else None
    else:
        found = weekday_period(number, scene, hit.value("which"), hit.value("week"))
    if hit.has("weeks") and found and found.first:
        count = int(hit.value("weeks")) * (-1 if hit.low("dir") == "vor" else 1)
        found = day(found.first + count * _WEEK)
    return Sense(found, "day", "TIME" if part else "DATE", part or hit.value("early", ""))


def _weekday_guard(hit: Hit) -> bool:
    line, before = hit.line, hit.line.atoms[hit.first - 1] if hit.first else None
    if before is None or hit.last > hit.first:
        return True
    if before.code in classes("AM") and hit.first > 1 and line.atoms[hit.first - 2].text in context_words("paper"):
        return False
    if before.code in classes("AM") and line.low(hit.last + 1) in _CLOSING and _quotes_name(hit):
        return False
    return before.text not in context_words("title") and before.code not in classes("CAP")


def _quotes_name(hit: Hit) -> bool:
    """ "Rundschau am Sonntag" between quotation marks is a newspaper."""
    before = [atom.text for atom in hit.line.atoms[max(hit.first - 4, 0) : hit.first - 1]]
    return bool(before) and before[-1][0].isupper() and any(text in _OPENING for text in before[:-1])


def _genitive_guard(hit: Hit) -> bool:
    return hit.line.low(hit.first - 1) == "des" and hit.line.atoms[hit.first].text[0].isupper()


def _read_deictic(hit: Hit, scene: Scene) -> Sense | None:
    today = scene.today()
    part = "MO" if hit.has("p2") else hit.value("p", "")
    shifted = day(today + timedelta(days=hit.value("d", 1))) if today else None
    return Sense(shifted, "day", "TIME" if part else "DATE", part)


def _deictic_guard(hit: Hit) -> bool:
    """Not "die Welt von morgen"."""
    alone = hit.low("d") == "morgen" and hit.last == hit.first
    return not (alone and hit.line.low(hit.first - 1) == "von" and hit.line.low(hit.last + 1) not in ("an", "bis"))


def _tomorrow_guard(hit: Hit) -> bool:
    """ "Morgen" with a capital is tomorrow only at the beginning of a sentence and before a verb or part of day."""
    before, after = hit.line.code(hit.first - 1), hit.line.code(hit.last + 1)
    starts = not before or before in classes("BREAK") | set(".!?:")
    return hit.line.atoms[hit.first].text == "Morgen" and starts and after in classes("LOW")


def _read_weekend(hit: Hit, scene: Scene) -> Sense | None:
    today = scene.today("weekend")
    return Sense(weekend_period(scene, today, hit.value("which")) if today else None, "weekend")


_PARTS = r"(?: (?P<p>DAYPART|EARLY|PARTLOW|PARTADVERB) | (?P<p2>DEICTIC) )"
_OF_WEEK = r"(?: DET? (?P<week>WHICH) UWEEK | (?P<dir>VOR|IN) (?P<weeks>ONE|NUMBER) UWEEK )"

WEEKDAYS = (
    Pattern(
        "weekday",
        r"(?P<x> (?: (?P<which>WHICH) | (?P<deictic>DEICTICADJ) | (?P<same>SAME) )? (?P<early>EARLYLATE)?"
        rf" (?: (?P<w>WEEKDAY) | (?P<wp>WEEKPART) ) {_PARTS}? {_OF_WEEK}? )",
        _read_weekday,
        _weekday_guard,
        ("w", "wp"),
    ),
    Pattern("weekday in the genitive", r"(?P<w>SETDAY)", _read_weekday, _genitive_guard, ("w",)),
    Pattern("deictic", rf"(?P<x> (?P<d>DEICTIC) {_PARTS}? )", _read_deictic, _deictic_guard, ("d",)),
    Pattern("deictic adjective", r"(?P<x> (?P<d>DEICTICADJ) (?P<h> UDAY | (?P<p>DAYPART) ) )", _read_deictic),
    Pattern("tomorrow", r"(?P<x> (?P<h>PART) (?P<p>DAYPART|EARLY)? )", _read_deictic, _tomorrow_guard),
    Pattern("weekend", r"(?P<x> (?P<which>WHICH)? (?P<h>UWEEKEND) )", _read_weekend, None),
)
