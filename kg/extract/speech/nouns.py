"""Clauses that hang on a noun for something said: "der Vorwurf der Opposition, X habe ...", "ein Bericht, wonach ...".

The speaker is whom the noun belongs to, else whoever holds or voices it ("Meier vertritt die Ansicht, dass ...").
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.speech.reading import Reading, said
from kg.extract.speech.speakers import NOUNS, case_word, owner, source, speech_noun, subjects
from kg.extract.speech.subjunctive import first, second
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Segment, Unit
from kg.extract.speech.words import listed
from kg.schema import Mention

_COMPLEMENTISERS = {"dass", "ob"}
_ACCORDING = {"wonach", "demzufolge", "demnach"}
_POINTING = {"dahingehend", "insofern", "insoweit"}
_FROM = {"von", "vom", "aus", "seitens"}


def nominal(reading: Reading) -> list[Attribution]:
    """All clauses behind a noun for something said, where it is known whose words they are or the mood says so."""
    found: list[Attribution] = []
    for unit in reading.units:
        for before, segment in zip(unit.segments, unit.segments[1:], strict=False):
            noun = _noun(before, segment, reading) or _document(unit, segment, reading)
            if noun is None:
                continue
            speakers = _speakers(noun, before, unit, reading)
            reported = first(reading.doc[segment.finite]) or second(reading.doc[segment.finite])
            if speakers or reported:
                bounds = (segment.start, _end(noun, segment, unit, reading))
                found += said(reading.doc, bounds, noun, speakers, "indirect", marks=True)
    return found


def _noun(before: Segment, segment: Segment, reading: Reading) -> Token | None:
    """The noun on which a clause behind a comma hangs: the last one for something said before the comma."""
    doc = reading.doc
    opener = doc[segment.start]
    if segment.finite < 0 or doc[segment.start - 1].text != "," or before.end != segment.start - 1:
        return None
    mood = doc[segment.finite]
    according = opener.lower_ in _ACCORDING
    verb_second = segment.kind == "main" and segment.finite > segment.start and (first(mood) or second(mood))
    if not according and opener.lower_ not in _COMPLEMENTISERS and not verb_second:
        return None
    for token in reversed(doc[before.start : before.end]):
        kind = speech_noun(token)
        if token.lower_ in _POINTING or token.tag_ == "PROAV":  # "schränkte die Zusage dahingehend ein, dass ..."
            return None
        if reading.quoted(token.i) or token.pos_ not in NOUNS:
            continue
        if kind == "act" or (kind == "document" and according):
            return token
        if not _belongs(token):
            return None
    return None


def _document(unit: Unit, segment: Segment, reading: Reading) -> Token | None:
    """The noun that "wonach" takes up over other words: "wies Meldungen der Zeitung vom Montag, dem 1. Mai, zurück"."""
    doc = reading.doc
    if segment.finite < 0 or doc[segment.start].lower_ not in _ACCORDING or doc[segment.start - 1].text != ",":
        return None
    words = (t for t in reversed(doc[unit.start : segment.start]) if t.pos_ in NOUNS and not reading.quoted(t.i))
    return next((t for t in words if speech_noun(t) in {"act", "document"}), None)


def _belongs(noun: Token) -> bool:
    """Whether a noun may stand between the noun for something said and its clause: a genitive, a name, "gegen X"."""
    return noun.dep_ in {"nmod", "appos", "flat", "flat:name", "obl", "conj", "compound"}


def _speakers(noun: Token, before: Segment, unit: Unit, reading: Reading) -> list[Mention]:
    comma = reading.doc[before.end].idx
    found = [m for m in owner(noun, reading.mentions, None) if m.head.start < comma]
    if found:
        return found
    bounds = (unit.start, before.end)
    copula = any(c.dep_ == "cop" for c in noun.children)  # "Meier ist der Ansicht, dass ..."
    verb = noun if copula else noun.head
    if not copula and verb.pos_ not in {"VERB", "AUX"}:
        return []
    worded = noun.lemma_ == "Wort" and case_word(noun) == "mit"  # "entgegnete mit den Worten, ..."
    if copula or worded or infinitive(verb) in listed("voicing"):
        if noun.dep_ in {"nsubj", "nsubj:pass"}:
            return _origin((before.start, before.end), reading)
        return [m for m in subjects(verb, reading.clauses.get(verb.i), reading.mentions, bounds) if m.kind]
    return []


def _origin(bounds: tuple[int, int], reading: Reading) -> list[Mention]:
    """Whom the words come from: "Von der Polizei kam die Nachricht, ..."."""
    for token in reading.doc[bounds[0] : bounds[1]]:
        if token.pos_ in NOUNS and case_word(token) in _FROM:
            return source(token, reading.mentions, None)
    return []


def _end(noun: Token, segment: Segment, unit: Unit, reading: Reading) -> int:
    """The end of the clause with what hangs on it: where the noun's own clause goes on, or another mood begins."""
    doc = reading.doc
    if any(
        t.i >= segment.end for t in (noun.head, *noun.head.children) if t.pos_ in {"VERB", "AUX"} or t.tag_ == "PTKVZ"
    ):
        return segment.end
    for other in unit.segments:
        if other.start <= segment.start or other.kind != "main":
            continue
        mood = doc[other.finite]
        if other.finite == other.start or not (first(mood) or second(mood)):
            return other.start
    return unit.end
