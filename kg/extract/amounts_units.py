"""What a number counts: the unit or noun after it, as a lemma."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma
from spacy.tokens import Doc, Token

from kg.extract.lexicon import table
from kg.extract.times.lexer import Line
from kg.extract.times.match import classes

_MOST_ADJECTIVES = 4
_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Unit:
    """The lemma of what is counted ("" if nothing is said) and its last atom."""

    lemma: str
    last: int


def unit_after(doc: Doc, line: Line, last: int) -> Unit | None:
    """What the number that ends at atom ``last`` counts; None if the number is no amount but a time or a fraction."""
    place, nothing = last + 1, Unit("", last)
    if not line.code(place):
        return nothing
    symbol = _unit_of(line, place)
    if symbol:
        return symbol
    if line.low(place) in ("von", "der", "seiner", "ihrer", "dieser") and line.code(place + 1) in classes(
        "CAP", "DET", "UNIT"
    ):
        place += 2 if line.code(place + 1) in classes("DET") else 1
    noun = _past_adjectives(doc, line, place)
    if noun is None:
        return nothing
    place = noun
    atom = line.atoms[place]
    if atom.text in forms("nounit") or line.codes[place] in classes(
        "UNIT", "UHR", "WEEKDAY", "MONTH", "OLD", "CALWEEK"
    ):
        return None
    if line.codes[place] not in classes("CAP") or not atom.text[0].isupper():
        return _unit_of(line, place) or nothing
    if _is_clipped(line, place):
        place += 3
        atom = line.atoms[place]
    token = _token(doc, atom.start)
    if token.pos_ == "PROPN" and token.ent_type_ in ("PER", "LOC"):
        return nothing
    return Unit(lemma_of(atom.text, token.lemma_), place)


def _is_clipped(line: Line, place: int) -> bool:
    """ "Wohn-" in "Wohn- und Geschäftshäuser": the noun is the whole one."""
    if line.code(place + 1) not in classes("DASH") or line.atoms[place + 1].start != line.atoms[place].end:
        return False
    return line.code(place + 2) in classes("AND", "OR") and line.code(place + 3) in classes("CAP")


def lemma_of(form: str, given: str = "") -> str:
    """The lemma of a noun: of nominalised adjectives the masculine ("Toter"), else the tagger's, else simplemma's."""
    match = _nominal().fullmatch(form)
    if match:
        return f"{form[: match.start('ending')]}er"
    if given and given[0].isupper():
        return given
    head, hyphen, tail = form.rpartition("-")
    return f"{head}{hyphen}{_noun_lemma(tail)}"


def _unit_of(line: Line, place: int) -> Unit | None:
    """A symbol or an indeclinable unit; "km/h" and "m²" come in pieces."""
    units, text = forms("unit"), line.atoms[place].text
    if line.code(place + 1) == "/" and line.code(place + 2):
        joined = f"{text}/{line.atoms[place + 2].text}"
        if joined in units:
            return Unit(units[joined], place + 2)
    return Unit(units[text], place) if text in units else None


def _past_adjectives(doc: Doc, line: Line, place: int) -> int | None:
    """The first atom after the adjectives before a noun ("14 neue Moskauer Polizisten"); None if too many."""
    for _ in range(_MOST_ADJECTIVES + 1):
        if not line.code(place):
            return None
        if _is_adjective(doc, line, place):
            place += 1
            if line.code(place) in classes("AND") and _is_adjective(doc, line, place + 1):
                place += 1
        else:
            return place
    return None


def _is_adjective(doc: Doc, line: Line, place: int) -> bool:
    if not line.code(place):
        return False
    atom = line.atoms[place]
    if line.code(place + 1) not in classes("CAP", "LOW", "AND"):
        return False
    token = _token(doc, atom.start)
    if token.tag_ and atom.text.islower():
        return token.tag_ == "ADJA"
    if atom.text[0].isupper():
        return (
            atom.text.endswith("er") and line.code(place + 1) in classes("CAP") and line.codes[place] in classes("CAP")
        )
    if line.codes[place] not in classes("LOW", "LAST", "NEXT", "FOLLOWING", "SAME", "SET", "DURADJ", "BEFORE"):
        return False
    return atom.text.endswith(_ENDINGS) and atom.text not in forms("notadjective") and not _is_verb(atom.text)


@lru_cache(maxsize=1 << 14)
def _is_verb(form: str) -> bool:
    """ "starben", "marschieren": a form in -n of an infinitive, and no participle ("entführten Personen")."""
    lemma = simplemma.lemmatize(form, lang="de")
    return form.endswith("n") and lemma.endswith("n") and not form.endswith(("ten", "enen", "nden"))


@lru_cache(maxsize=1 << 14)
def _noun_lemma(form: str) -> str:
    """simplemma's lemma; of a compound that it does not know, that of the longest last part that it knows."""
    if not simplemma.is_known(form, lang="de"):
        for start in range(2, len(form) - 3):
            tail = form[start].upper() + form[start + 1 :]
            if simplemma.is_known(tail, lang="de"):
                return form[:start] + simplemma.lemmatize(tail, lang="de").lower()
    lemma = simplemma.lemmatize(form, lang="de")
    return lemma[:1].upper() + lemma[1:]


def _token(doc: Doc, start: int) -> Token:
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= start:
            low = middle
        else:
            high = middle - 1
    return doc[low]


@cache
def _nominal() -> re.Pattern[str]:
    stems = [row["form"] for row in table("amounts") if row["class"] == "nominal"]
    tails = "|".join(f"{stem}|\\w+{stem.lower()}|[\\w-]+-{stem}" for stem in stems)
    return re.compile(rf"(?:{tails})(?P<ending>e|en|er)")


@cache
def forms(kind: str) -> dict[str, str]:
    """The words of a class of amounts.tsv with their values."""
    return {row["form"]: row["value"] for row in table("amounts") if row["class"] == kind}
