"""Quoted words inside the clause of a verb of speech or naming: "sprach von einem „großen Fehler“"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.speech.quotes import Quotation
from kg.extract.speech.reading import Reading, said
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit, is_finite
from kg.extract.speech.words import listed
from kg.schema import Mention

_LIMITS = {",", ";", ":", "–", "(", ")"}


def partial(verb: Token, anchor: Token, speakers: list[Mention], unit: Unit, reading: Reading) -> list[Attribution]:
    """The quotations in the clause of ``verb`` as direct speech of its subject; titles and names of works are left out.

    The noun phrase after "sprechen von" and "melden" is what they report, also without marks.
    """
    doc = reading.doc
    lemma = infinitive(verb)
    found: list[Attribution] = []
    for quotation in reading.quotations:
        if not (unit.start < quotation.start and quotation.end <= unit.end):
            continue
        if _finite_beside(quotation, unit, reading) == anchor.i and not _title(quotation, lemma, reading):
            found += said(doc, (quotation.start, quotation.end), verb, speakers, "direct")
    if not found:
        found = _reported_noun(verb, lemma, speakers, unit, reading)
    return found


def _stretch(quotation: Quotation, unit: Unit, reading: Reading) -> tuple[int, int]:
    """The bounds of the clause around a quotation: from pause to pause."""
    doc = reading.doc
    left, right = quotation.start - 1, quotation.end + 1
    while left > unit.start and (doc[left - 1].text not in _LIMITS or reading.quoted(left - 1)):
        left -= 1
    while right < unit.end and (doc[right].text not in _LIMITS or reading.quoted(right)):
        right += 1
    return left, right


def _finite_beside(quotation: Quotation, unit: Unit, reading: Reading) -> int:
    """The finite verb of the clause around a quotation: the last one before it, else the first after it, else -1."""
    left, right = _stretch(quotation, unit, reading)
    before = [t.i for t in reading.doc[left : quotation.start - 1] if is_finite(t)]
    after = [t.i for t in reading.doc[quotation.end + 1 : right] if is_finite(t)]
    return before[-1] if before else after[0] if after else -1


def _title(quotation: Quotation, lemma: str, reading: Reading) -> bool:
    """Whether marks name a work or a thing: a name in them, or a noun before them that they specify."""
    doc = reading.doc
    words = doc[quotation.start : quotation.end]
    before = doc[quotation.start - 2]
    if any(is_finite(t) for t in words):
        return False
    entity = reading.mentions.entity_at(words[0])
    if entity is not None and entity.start <= quotation.start and entity.end >= quotation.end:
        return True
    specified = before.pos_ in {"NOUN", "PROPN"} and words[0].text[:1].isupper() and words[0].pos_ != "DET"
    return specified and lemma not in {"nennen", "bezeichnen", "beschimpfen", "titulieren"}


def _reported_noun(verb: Token, lemma: str, speakers: list[Mention], unit: Unit, reading: Reading) -> list[Attribution]:
    for entry in sorted(listed("reporting")):
        word, _, slot = entry.partition("+")
        clause = reading.clauses.get(verb.i)
        if word != lemma or clause is None or clause.passive:
            continue
        for filler in clause.slots.get(slot, []):
            start, end = filler.token.left_edge.i, filler.token.right_edge.i + 1
            inner = [t for t in reading.doc[start:end] if t.dep_ not in {"case", "det"}]
            if inner and unit.start <= start and end <= unit.end and not start <= verb.i < end:
                return said(reading.doc, (inner[0].i, end), verb, speakers, "indirect", marks=True)
    return []
