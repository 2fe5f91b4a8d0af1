"""Attributions in the style of headlines: "Minister: Bund unterstützt ...", "Meier zu Beck: „...“"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.speech.reading import Reading, said
from kg.extract.speech.speakers import case_word, people, speech_noun
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit

_LONGEST = 8
_SPEAKING = {"PER", "ORG", "LOC"}


def headlines(reading: Reading, known: Sequence[Attribution]) -> list[Attribution]:
    """Words after a colon that follows the bare name or description of a speaker."""
    found: list[Attribution] = []
    for unit in reading.units:
        colon = next((t.i for t in reading.doc[unit.start : unit.end] if t.text == ":"), None)
        if colon is None or colon - unit.start > _LONGEST:
            continue
        if any((a.start > colon and a.end <= unit.end) or a.cue.i == colon for a in known):
            continue
        head = _speaker(unit, colon, reading)
        if head is None:
            continue
        speakers = [m for m in people(head, reading.mentions) if m.kind in _SPEAKING or speech_noun(head)]
        quotation = next((q for q in reading.quotations if q.start - 2 == colon), None)
        if quotation is not None and speakers:
            found += said(reading.doc, (quotation.start, quotation.end), reading.doc[colon], speakers, "direct")
        elif any(m.kind != "LOC" for m in speakers) and any(s.finite >= 0 for s in unit.segments if s.start > colon):
            # "Peru: Der Präsident flieht" names the scene, not who says so.
            found += said(reading.doc, (colon + 1, unit.end), reading.doc[colon], speakers, "indirect", marks=True)
    return found


def _speaker(unit: Unit, colon: int, reading: Reading) -> Token | None:
    """The head of the noun phrase that is all there is before the colon (with "zu X", "im Interview" after it)."""
    words = reading.doc[unit.start : colon]
    if any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    nouns = [t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"flat", "appos", "nmod", "obl"}]
    head = nouns[0] if nouns else next((t for t in words if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or case_word(head):
        return None
    named = reading.mentions.entity_at(head) is not None
    mention = reading.mentions.referent(head)
    person = mention is not None and mention.kind in {"PER", "ORG"}
    return head if ((named and head.i == unit.start) or person) else None
