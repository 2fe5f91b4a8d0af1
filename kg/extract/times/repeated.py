"""Durations and sets: "drei Tage lang", "zweijährige Haft", "jeden Montag", "täglich".

Values are ISO 8601 durations; a set of weekdays has the value of TimeML ("XXXX-WXX-1": every Monday).
"""

from __future__ import annotations

from kg.extract.times.calendar import duration
from kg.extract.times.lexer import context_words
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.relative import amount_of
from kg.extract.times.scene import Scene


def _read_duration(hit: Hit, scene: Scene) -> Sense | None:
    return Sense(None, hit.value("u"), "DURATION", value=duration(amount_of(hit), hit.value("u")))


def _duration_guard(hit: Hit) -> bool:
    """Neither an age ("drei Jahre alt") nor "eines Tages"."""
    if hit.line.code(hit.last + 1) in classes("OLD") or hit.low("one") in ("eines", "einer"):
        return hit.low("one") == "einer" and hit.line.code(hit.last + 1) not in classes("OLD")
    return not _is_age(hit)


def _is_age(hit: Hit) -> bool:
    """ "im Alter von 20 Jahren", "mit nur 20 Jahren", "Kinder unter fünf Jahren", "zwischen 5 und 14 Jahren"."""
    line, before = hit.line, hit.line.low(hit.first - 1)
    if hit.value("u") != "year":
        return False
    if before == "von":
        return line.low(hit.first - 2) == "alter"
    if before in ("mit", "nur", "unter"):
        return (before != "nur" or line.low(hit.first - 2) == "mit") and line.code(hit.last + 1) not in classes("CAP")
    return before == "und" and line.low(hit.first - 3) == "zwischen"


def _read_adjective(hit: Hit, scene: Scene) -> Sense | None:
    number, unit = hit.value("a")
    return Sense(None, unit, "DURATION", value=duration(number, unit))


def _adjective_guard(hit: Hit) -> bool:
    """ "zweijährige Haft" lasts, a "zweijährige Tochter" is two years old."""
    if hit.value("a")[1] not in ("year", "month"):
        return True
    served = context_words("served")
    noun = next((a.text for a in hit.line.atoms[hit.last + 1 : hit.last + 3] if a.text[0].isupper()), "")
    return noun in served or any(noun.endswith(word.lower()) for word in served)


def _read_long(hit: Hit, scene: Scene) -> Sense | None:
    value = hit.value("a")
    unit = {"PXY": "year", "PXM": "month", "PXW": "week", "PXD": "day", "PTXH": "hour", "PTXM": "minute"}.get(
        value, "decade"
    )
    return Sense(None, unit, "DURATION", value=value)


def _read_every(hit: Hit, scene: Scene) -> Sense | None:
    if hit.has("w") or hit.has("wp"):
        number, part = (hit.value("w"), "") if hit.has("w") else hit.value("wp")
        return Sense(None, "day", "SET", part, f"XXXX-WXX-{number + 1}")
    if hit.has("p"):
        return Sense(None, "day", "SET", hit.value("p"), "P1D")
    if hit.has("m"):
        return Sense(None, "year", "SET", value="P1Y")
    unit = hit.value("u")
    return Sense(None, unit, "SET", value=duration(hit.value("k", hit.value("n", 1)), unit))


def _adverb_guard(hit: Hit) -> bool:
    """ "abends", but not "des Abends" of a certain day."""
    return hit.line.low(hit.first - 1) not in ("des", "eines")


def _read_set(hit: Hit, scene: Scene) -> Sense | None:
    units = {
        "P1D": "day",
        "P1W": "week",
        "P1M": "month",
        "P1Y": "year",
        "PT1H": "hour",
        "P3M": "quarter",
        "P6M": "half",
    }
    return Sense(None, units[hit.value("s")], "SET", value=hit.value("s"))


_EACH = (
    r"(?P<x> EVERY (?P<k>ORDINAL)?"
    r" (?: (?P<w>WEEKDAY) | (?P<wp>WEEKPART) | (?P<p>DAYPART) | (?P<m>MONTH|SEASON) | (?P<u>UNIT) ) )"
)

SETS = (
    Pattern("every", _EACH, _read_every, head=("w", "wp", "p", "m", "u")),
    Pattern("all", r"(?P<x> ALL (?P<n>NUMBER) (?P<u>UNIT) )", _read_every, head=("u",)),
    Pattern("per", r"(?P<x> PER (?P<u>UNIT) )", _read_every, head=("u",)),
)
REPEATED = (
    Pattern("on Mondays", r"(?P<w>SETDAY)", _read_every, head=("w",)),
    Pattern("in the evenings", r"(?P<p>PARTADVERB)", _read_every, _adverb_guard, head=("p",)),
    Pattern("set", r"(?P<s>SET)", _read_set, head=("s",)),
    Pattern("adjective of duration", r"(?P<a>DURADJ)", _read_adjective, _adjective_guard, ("a",)),
    Pattern("long", r"(?P<a>LONGADVERB)", _read_long, head=("a",)),
    Pattern("duration", r"(?P<x> (?P<q>QUANTITY) (?P<u>UNIT) (?: LONG )? )", _read_duration, _duration_guard, ("u",)),
)
