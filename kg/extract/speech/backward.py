"""Attributions told by a sentence of their own after the words: "X kauft Y. Das teilte der Konzern am Montag mit."."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.speech.reading import Reading, said
from kg.extract.speech.speakers import case_word, source, speech_noun, subjects
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit
from kg.extract.speech.words import listed
from kg.schema import Mention

_POINTING = {"das", "dies"}


def backward(reading: Reading, known: Sequence[Attribution]) -> list[Attribution]:
    """The sentence before "Das sagte X", unless it has a source already."""
    found: list[Attribution] = []
    for before, unit in zip(reading.units, reading.units[1:], strict=False):
        verb = _telling(unit, reading)
        if verb is None or _sourced(before, known) or reading.doc[before.end - 1].text == "?":
            continue
        speakers = _speakers(verb, unit, reading)
        if speakers:
            found += said(reading.doc, (before.start, before.end), verb, speakers, "according", marks=True)
    return found


def _telling(unit: Unit, reading: Reading) -> Token | None:
    """The verb of speech of a unit that has nothing but "das" for its content."""
    opener = reading.doc[unit.start]
    clauses = [s for s in unit.segments if s.finite >= 0 and s.kind != "rel"]
    if opener.lower_ not in _POINTING or opener.tag_ != "PDS" or not clauses or clauses[0].finite != opener.i + 1:
        return None
    if len(clauses) > 1 or any(t.text in {":", "?"} for t in reading.doc[unit.start : unit.end]):
        return None
    words = reading.doc[clauses[0].start : clauses[0].end]
    return next((t for t in words if t.pos_ == "VERB" and infinitive(t) in listed("backward")), None)


def _speakers(verb: Token, unit: Unit, reading: Reading) -> list[Mention]:
    clause = next(s for s in unit.segments if s.start <= verb.i < s.end)
    found = subjects(verb, reading.clauses.get(verb.i), reading.mentions, (unit.start + 1, clause.end))
    if found:
        return found
    for token in reading.doc[unit.start + 1 : unit.end]:  # "Das geht aus einem Bericht der Bank hervor"
        if case_word(token) in {"aus", "in", "von"} and speech_noun(token):
            return source(token, reading.mentions, None)
    return []


def _sourced(unit: Unit, known: Sequence[Attribution]) -> bool:
    """Whether what a unit tells is somebody's already, but for a word or two in quotation marks."""
    half = (unit.start + unit.end) // 2
    return any(a.start <= half < a.end or unit.start <= a.cue.i < unit.end for a in known)
