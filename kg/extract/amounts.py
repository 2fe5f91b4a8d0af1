"""Amounts in a German article: "bis zu 30.000 Soldaten", "rund 1,5 Milliarden Euro", "Tausende Menschen", "drei Tote".

Dates, hours, durations and ages are no amounts (see kg.extract.times.expressions), nor are scores, ordinals and
numbers in names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.amounts_units import Unit, forms, unit_after
from kg.extract.times.expressions import find_times
from kg.extract.times.lexer import Line, context_words, lex
from kg.extract.times.match import classes

_SIGNS = {"min": ">=", "max": "<=", "about": "~"}
_LONGEST_BOUND = 4
#: Below this a preposition before a number word is a place rather than a limit ("unter drei Bechern").
_FEW = 13


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts.

    ``value`` is the number said, of a range the lower one; ``low`` and ``high`` are the limits (None: open).  ``bound``
    is min, max, about or "".  ``unit`` is the lemma of what is counted ("Soldat", "Prozent") or "".  ``start`` and
    ``end`` are code points of ``text``, from the words of the bound to the unit.  ``norm`` is one string for all:
    "14000 Soldat", "<=30000 Soldat", ">=10000 Soldat", "~14000 Soldat", "14000-15000 Soldat".
    """

    value: int | float
    low: int | float | None
    high: int | float | None
    bound: str
    unit: str
    start: int
    end: int
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in the text: its first and last atom; ``vague``: said only by its order of magnitude ("Tausende")."""

    first: int
    last: int
    value: int | float
    vague: bool = False
    scaled: bool = False
    factor: int = 1


def find_amounts(doc: Doc, times: Sequence[tuple[int, int]] | None = None) -> list[Amount]:
    """The amounts of a doc in text order.  Tags, lemmas and entities are used where the doc has them.

    ``times`` are the (start, end) of its time expressions in text order, where they have been found before.
    """
    text = doc.text
    line = lex(text)
    if times is None:
        times = [(t.start, t.end) for t in find_times(doc, None)]
    taken = _time_atoms(times, line)
    found: list[Amount] = []
    place = 0
    while place < len(line.atoms):
        number = None if taken[place] else _number(line, place)
        if number is None or any(taken[number.first : number.last + 1]):
            place += 1
            continue
        amount, last = _amount(doc, text, line, number)
        if amount is not None:
            found.append(amount)
        place = max(last, number.last) + 1
    return found


def _time_atoms(times: Sequence[tuple[int, int]], line: Line) -> bytearray:
    taken = bytearray(len(line.atoms))
    place = 0
    for i, atom in enumerate(line.atoms):
        while place < len(times) and times[place][1] <= atom.start:
            place += 1
        if place < len(times) and times[place][0] <= atom.start:
            taken[i] = 1
    return taken


def _amount(doc: Doc, text: str, line: Line, number: _Number) -> tuple[Amount | None, int]:
    """The amount that begins with a number, or None, and the last atom that was read for it."""
    number, upper = _range(line, number)
    last = upper.last if upper else number.last
    unit = unit_after(doc, line, last)
    before = _symbol_before(line, number.first)
    share = _share(line, last)
    if share is not None:
        return None, share
    if before and (unit is None or not unit.lemma):
        unit = Unit(before, last)
    if unit is None or _is_label(line, number):
        return None, last
    bound, first = _bound(line, number.first - (1 if before else 0))
    if number.vague:
        bound = "min"
    grouped = line.codes[number.first] in classes("INT", "DECIMAL") and len(line.atoms[number.first].text) > 4
    if not unit.lemma and (line.low(last + 1) in (":", "/") or not (bound or number.scaled or grouped)):
        return None, last
    start, end = line.atoms[first].start, line.atoms[max(unit.last, last)].end
    return _built(
        text[start:end], start, end, number.value, upper.value if upper else None, bound, unit.lemma
    ), unit.last


def _built(
    text: str, start: int, end: int, value: int | float, upper: int | float | None, bound: str, unit: str
) -> Amount:
    figure = f"{value}-{upper}" if upper is not None else f"{_SIGNS.get(bound, '')}{value}"
    return Amount(
        value=value,
        low=None if bound == "max" else value,
        high=upper if upper is not None else None if bound == "min" else value,
        bound=bound,
        unit=unit,
        start=start,
        end=end,
        text=text,
        norm=f"{figure} {unit}".strip(),
    )


def _number(line: Line, place: int) -> _Number | None:
    """The number that begins at an atom: digits or words, with its multiplier."""
    atom, code = line.atoms[place], line.codes[place]
    words = forms("multiplier")
    if code in classes("DAY", "SMALLINT", "INT", "DECIMAL", "YEAR"):
        return None if _is_torn(line, place) else _scaled(line, place, place, atom.value)
    if code in classes("NUMWORD"):
        middle = (
            atom.text[0].isupper()
            and place > 0
            and line.codes[place - 1] not in {".", ":", "!", "?", *classes("BREAK", "OTHER")}
        )
        return None if middle and atom.text not in words else _scaled(line, place, place, atom.value)
    if code in classes("ONE"):
        half = line.code(place + 1) in classes("HALF")
        following = place + (2 if half else 1)
        if line.code(following) and line.atoms[following].text in words:
            return _scaled(line, place, following - 1, 0.5 if half else 1)
        if line.code(following) and line.atoms[following].text in forms("whole"):
            return _Number(place, following, int(forms("whole")[line.atoms[following].text]), scaled=True)
        return _Number(place, place, 1) if line.code(place + 1) in classes("BIS", "DASH") else None
    if code in classes("INDEF") and line.code(place + 1) and line.atoms[place + 1].text in words:
        return _Number(place, place + 1, int(words[line.atoms[place + 1].text]), vague=True, scaled=True)
    if atom.text in forms("vague"):
        return _Number(place, place, int(forms("vague")[atom.text]), vague=True, scaled=True)
    return None


def _scaled(line: Line, first: int, last: int, value: int | float) -> _Number:
    words, factor = forms("multiplier"), 1
    while last + 1 < len(line.atoms) and line.atoms[last + 1].text in words:
        factor, last = factor * int(words[line.atoms[last + 1].text]), last + 1
        if line.code(last + 1) == "." and line.atoms[last].text in ("Mio", "Mrd", "Tsd", "Mill", "Bio"):
            last += 1
    return _Number(first, last, _plain(value * factor), scaled=factor > 1, factor=factor)


def _plain(value: int | float) -> int | float:
    """Without the noise of floating point, and whole where it is whole: 2.3 million is 2300000."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _is_torn(line: Line, place: int) -> bool:
    """Whether a number is a piece of something else: a score, a fraction, a phone number, an ordinal."""
    atom = line.atoms[place]
    if atom.text[0] == "0" and len(atom.text) > 1 and atom.text[1].isdigit():
        return True
    for beside in (place - 1, place + 1):
        if line.code(beside) in classes("DAY", "SMALLINT", "INT", "YEAR", "CLOCK"):
            return True
        touching = line.code(beside) in (":", "/", "§") and (line.atoms[beside].end, atom.end)
        if touching and (touching[0] == atom.start or touching[1] == line.atoms[beside].start):
            return True
    dotted = line.code(place + 1) == "." and line.atoms[place + 1].start == atom.end
    return dotted and line.code(place + 2) not in ("", *classes("BREAK")) and _goes_on(line, place + 2)


def _goes_on(line: Line, place: int) -> bool:
    """After "3." an ordinal goes on with a noun or an adjective; a new sentence begins with an article or the like."""
    return bool(line.codes[place] not in classes("DET", "ONE", "AM", "IM", "IN"))


def _range(line: Line, number: _Number) -> tuple[_Number, _Number | None]:
    """A number and the upper end of its range ("14.000 bis 15.000", "zwischen 20 und 30", "2 bis 3 Millionen")."""
    link = line.code(number.last + 1)
    opening = number.first - (2 if line.code(number.first - 1) in classes("ABOUT") else 1)
    between = link in classes("AND") and line.code(opening) in classes("BETWEEN")
    if (link not in classes("BIS", "DASH") and not between) or number.last + 2 >= len(line.atoms):
        return number, None
    upper = _number(line, number.last + 2)
    if upper is None or upper.vague:
        return number, None
    if number.factor == 1 and number.value * upper.factor < upper.value:
        number = replace(number, value=_plain(number.value * upper.factor))
    return (number, upper) if number.value < upper.value else (number, None)


def _share(line: Line, last: int) -> int | None:
    """The last atom of "drei von vier", which tells a share and not an amount."""
    of = line.code(last + 1) in classes("VON") and last + 2 < len(line.atoms)
    whole = _number(line, last + 2) if of else None
    return whole.last if whole and not whole.vague else None


def _symbol_before(line: Line, place: int) -> str:
    """The currency of "€ 20" or "US-Dollar 500"."""
    if place and line.atoms[place - 1].text in ("€", "$", "£", "EUR", "USD", "CHF"):
        return forms("unit")[line.atoms[place - 1].text]
    return ""


def _is_label(line: Line, number: _Number) -> bool:
    """Whether the number belongs to the word before it: "Boeing 747", "Artikel 5", "A 7"."""
    if number.first == 0:
        return False
    before = line.atoms[number.first - 1].text
    single = len(before) == 1 and before.isupper()
    return single or (before in context_words("label") and line.codes[number.first] not in classes("NUMWORD"))


def _bound(line: Line, first: int) -> tuple[str, int]:
    """The bound that the words before a number make, and the first atom of those words."""
    for length in range(_LONGEST_BOUND, 0, -1):
        start = first - length
        if start < 0:
            continue
        lows = [a.text.lower() for a in line.atoms[start:first] if a.text != "."]
        found = forms("bound").get(" ".join(lows))
        small = length == 1 and line.codes[first] in classes("NUMWORD") and line.atoms[first].value < _FEW
        if found and line.atoms[start].text != "." and not (small and lows[0] in ("unter", "über", "ab")):
            return found, start
    return "", first
