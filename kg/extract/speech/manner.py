"""Attributions by "so X" and by "wie" clauses: "..., so der Minister", "..., wie die Polizei mitteilte"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.speech.reading import Reading, main_scope, said, segment_at
from kg.extract.speech.speakers import NOUNS, case_word, source, subjects
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Segment, Unit, is_finite
from kg.extract.speech.words import listed, speech_flags
from kg.schema import Mention

#: Verbs besides those of hearsay whose source is a phrase: "wie aus dem Bericht hervorgeht".
_LEARNING = {"erfahren", "hervorgehen"}


def manner(reading: Reading) -> list[Attribution]:
    """All attributions by "so" and "wie" outside quotations."""
    found: list[Attribution] = []
    for unit in reading.units:
        for token in reading.doc[unit.start : unit.end]:
            if token.lower_ == "so" and not reading.quoted(token.i):
                found += _so(token, unit, reading)
            elif token.lower_ == "wie" and not reading.quoted(token.i):
                found += _wie(token, unit, reading)
    return found


def _so(token: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    doc = reading.doc
    segment = segment_at(unit, token.i)
    if token.i == unit.start or segment is None or segment.start != token.i or segment.finite >= 0:
        return []
    before = doc[token.i - 1]
    closed = next((q for q in reading.quotations if q.end == token.i - 1 or q.end == token.i - 2), None)
    if before.text not in {",", "–", "("} and (closed is None or closed.end != token.i - 1):
        return []
    head = next((t for t in doc[token.i + 1 : segment.end] if t.pos_ in {*NOUNS, "PRON"}), None)
    if head is None or any(t.pos_ in {"ADV", "ADP"} for t in doc[token.i + 1 : head.i]):
        return []
    said_by = source(head, reading.mentions, None)
    if closed is not None:
        found = said(doc, (closed.start, closed.end), token, said_by, "direct")
        following = next((s for s in unit.segments if s.start > segment.end), None)
        if following is not None and following.kind == "main" and following.finite == following.start:
            found = said(doc, (unit.start, unit.end), token, said_by, "according", marks=True)
        elif closed.start - 1 > unit.start and doc[closed.start - 2].text != ":":
            found = said(doc, (unit.start, closed.end + 1), token, said_by, "according", marks=True)
        return found
    start, end = main_scope(token.i, unit, reading)
    after = [s for s in unit.segments if token.i < s.start < end]
    if all(s.finite < 0 or s.kind == "rel" for s in after):
        end = token.i - 1
    return said(doc, (start, end), token, said_by, "according", marks=True)


def _wie(token: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    doc = reading.doc
    segment = segment_at(unit, token.i)
    if segment is None or segment.start != token.i:
        return []
    found = _speaking(segment, unit, reading)
    if found is None:
        return []
    verb, said_by, end = found
    if any(t.lower_ == "man" for t in doc[segment.start : verb.i]):
        return []
    late = next((t.i for t in doc[verb.i + 1 : end] if is_finite(t)), -1)
    if token.i == unit.start and late >= 0 and verb.i != late and is_finite(verb):  # a comma forgotten
        return said(doc, (verb.i + 1, unit.end), verb, said_by, "according", marks=True)
    after = [s for s in unit.segments if s.start > end and s.finite >= 0]
    if token.i == unit.start:
        if not after:
            return []
        return said(doc, (end, main_scope(after[0].start, unit, reading)[1]), verb, said_by, "according", marks=True)
    if doc[token.i - 1].text not in {",", "–", "("}:
        return []
    start, stop = main_scope(token.i, unit, reading)
    said_before = any(s.finite >= 0 for s in unit.segments if start <= s.start < token.i)
    following = next((s for s in unit.segments if s.start > end), None)
    resumes = any(s.kind == "main" and s.finite == s.start for s in after)
    resumes = resumes or (following is not None and following.kind in {"none", "inf"} and doc[end].text == ",")
    if said_before and not resumes:
        stop = token.i - 1
    return said(doc, (start, stop), verb, said_by, "according", marks=True)


def _speaking(segment: Segment, unit: Unit, reading: Reading) -> tuple[Token, list[Mention], int] | None:
    """The verb of speech of a "wie" clause, its speakers and the clause's end."""
    doc = reading.doc
    stop = segment
    alike = doc[segment.end - 1]
    # "wie die Zeitung berichtet", "wie Zeitungen berichten": neither participle nor infinitive
    looks_like = (alike.tag_ == "VVPP" and alike.lower_.endswith("t")) or alike.tag_ == "VVINF"
    if segment.finite < 0 and not looks_like:  # an apposition inside: "wie der Sprecher, ein Oberst, sagte"
        later = next((s for s in unit.segments if s.start > segment.start and s.finite >= 0), None)
        if later is None:
            return None
        stop = later
    bounds = (segment.start + 1, stop.end)
    for verb in doc[bounds[0] : bounds[1]]:
        if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"aux", "aux:pass"}:
            continue
        lemma = infinitive(verb)
        own = lemma in listed("hearsay") or lemma in _LEARNING
        if speech_flags(lemma) is None and not own:
            continue
        compared = any(c.dep_ == "obj" and c.tag_ == "PPER" and c.lower_ != "es" for c in verb.children)
        if compared:  # "wie ihn niemand erwartet hatte" compares
            return None
        said_by = subjects(verb, reading.clauses.get(verb.i), reading.mentions, bounds)
        said_by = [m for m in said_by if m.text.lower() != "es"]
        if own or not said_by:
            said_by = [*said_by, *(m for m in _phrase(bounds, reading) if m not in said_by)]
        return verb, said_by, stop.end
    return None


def _phrase(bounds: tuple[int, int], reading: Reading) -> list[Mention]:
    """The source in "wie es aus X heißt", "wie in Y mitgeteilt wurde", "wie von X verlautete"."""
    for token in reading.doc[bounds[0] : bounds[1]]:
        if token.pos_ in NOUNS and case_word(token) in {"aus", "von", "vom", "in", "im", "seitens"}:
            return source(token, reading.mentions, None)
    return []
