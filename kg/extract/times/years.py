"""Years, decades and centuries."""

from __future__ import annotations

import re

from kg.extract.times.calendar import Period, century, years
from kg.extract.times.lexer import context_words
from kg.extract.times.match import Hit, Pattern, Sense, classes
from kg.extract.times.scene import Scene


def _read_year(hit: Hit, scene: Scene) -> Sense | None:
    year = hit.value("y")
    if hit.has("era"):
        year *= hit.value("era")
    return Sense(years(year, year), "year", part=hit.value("h", "") or hit.value("early", ""))


def _read_double_year(hit: Hit, scene: Scene) -> Sense | None:
    """ "2008/09": the season or school year that begins in 2008."""
    return Sense(years(hit.value("y"), hit.value("y") + 1), "year")


def _double_guard(hit: Hit) -> bool:
    year, following = hit.value("y"), hit.value("z")
    return bool((year + 1) % (100 if following < 100 else 10_000) == following)


def _read_decade(hit: Hit, scene: Scene) -> Sense | None:
    first = hit.value("dec") or hit.value("dec2")
    if hit.has("c"):
        first = hit.value("c") * 100 - 100 + first % 100
    elif hit.has("last"):
        today = scene.today("century")
        if today is None:
            return Sense(None, "decade")
        first = (today.year - 1) // 100 * 100 + 100 * hit.value("last") + first % 100
    return Sense(years(first, first + 9, "decade"), "decade", part=hit.value("h", "") or hit.value("early", ""))


def _read_century(hit: Hit, scene: Scene) -> Sense | None:
    number = hit.value("k") or hit.value("kw")
    whole = century(number * hit.value("era", 1))
    if hit.has("halfth") and whole.first and whole.last:
        middle = whole.first.year + 50
        halves = {1: years(whole.first.year, middle - 1), 2: years(middle, whole.last.year)}
        half = halves.get(hit.value("halfth"))
        return None if half is None else Sense(Period(half.value, "century", half.first, half.last), "century")
    return Sense(whole, "century", part=hit.value("h", "") or hit.value("early", ""))


def _bare_guard(hit: Hit) -> bool:
    """Whether four digits that stand alone are a year."""
    line, year = hit.line, hit.value("y")
    before, after = line.code(hit.first - 1), line.code(hit.last + 1)
    word = line.atoms[hit.first - 1].text if hit.first else ""
    if word in context_words("label") or word.lower() in context_words("tally") or before in ("+", "%", "§"):
        return False
    if (
        line.low(hit.last + 1) in context_words("measure")
        or before in classes("INT", "SMALLINT", "DECIMAL", "OTHER")
        or after in ("%", "€", "$")
    ):
        return False
    if after == "/" and line.code(hit.last + 2) in classes("INT", "SMALLINT"):
        return False
    if before == "/" and line.code(hit.first - 2) not in classes("YEAR", "MONTH", "SEASON"):
        return False
    if re.fullmatch(r"[A-Z]{1,2}", word) and word not in ("EM", "WM", "AD"):
        return False
    if before in classes("SEIT", "AB", "BIS", "NACH", "VOR", "BETWEEN", "UM", "HOLIDAY") or before == "(":
        return before != "(" or after in classes("DASH", "BIS", "CAP") | {")", ",", "/", ";"}
    if before in classes("DASH", "AND", "OR") | {"/", ","} and line.code(hit.first - 2) in classes("YEAR"):
        return True
    if after in classes("AND", "OR") | {","} and line.code(hit.last + 2) in classes("YEAR"):
        return True
    if before in classes("MOREOVER") or not 1500 <= year <= 2100:
        return False
    if year % 50 == 0:
        return before in classes("LOW", "DET") and after in classes("LOW") | {".", ",", ")"}
    return True


_EDGE = r"(?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) | (?P<halfth>ORDINAL) (?P<half>HALFNOUN) DET? )"

YEARS = (
    Pattern(
        "century",
        rf"(?P<x> {_EDGE}? ORDER (?P<c>UCENTURY) (?: \.? (?P<era>ERA) )? )",
        _read_century,
        head=("h", "half", "c"),
    ),
    Pattern(
        "before Christ", r"(?P<x> (?: UYEAR )? (?P<y>YEAR|DAY|SMALLINT|INT) (?P<era>ERA) )", _read_year, head=("y",)
    ),
    Pattern(
        "decade",
        r"(?P<x> (?: (?P<h>EDGE) DET? | (?P<early>EARLYLATE) )?"
        r" (?: (?P<dec>DECADE) | (?P<dec2>DECADEADJ) (?: UYEAR | (?<=EDGE DET .) (?!CAP) ) )"
        r" (?: DET (?: (?P<last>LAST|THIS) | (?P<c>DAY) \. ) UCENTURY )? )",
        _read_decade,
        head=("h", "dec"),
    ),
    Pattern(
        "double year", r"(?P<x> (?P<y>YEAR) / (?P<z>DAY|SMALLINT|YEAR) )", _read_double_year, _double_guard, ("y",)
    ),
    Pattern(
        "named year",
        r"(?P<x> (?: (?P<h>EDGE) DET? )? (?: WHICH )? (?P<u>UYEAR) (?P<y>YEAR) )",
        _read_year,
        head=("h", "u"),
    ),
    Pattern("year", r"(?P<y>YEAR)", _read_year, _bare_guard, ("y",)),
)
