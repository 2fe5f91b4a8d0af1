"""Attributions told by a phrase: "laut X", "X zufolge", "nach Angaben der Y", "so X", "wie X mitteilte"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution_types import Attribution
from kg.extract.clauses import infinitive
from kg.extract.reading import Reading, said, segment_at
from kg.extract.speakers import source, speech_noun, subjects
from kg.extract.speech_verbs import speech_verbs
from kg.extract.units import Segment, Unit
from kg.schema import Mention

_BEFORE = {"laut", "gemäß"}
_AFTER = {"zufolge", "nach"}
_NOUN_POS = {"NOUN", "PROPN", "X"}
_ENDS = {".", ",", ")", "–", ":", ";", "!", "?"}


def according(reading: Reading) -> list[Attribution]:
    """All attributions by source phrases, "so X" and "wie" clauses, outside quotations."""
    found: list[Attribution] = []
    for unit in reading.units:
        for token in reading.doc[unit.start : unit.end]:
            if reading.quoted(token.i):
                continue
            if token.lower_ in {"so", "wie"}:
                found += _so(token, unit, reading) if token.lower_ == "so" else _wie(token, unit, reading)
                continue
            head = _source_noun(token)
            if head is not None:
                speakers = source(head, reading.mentions, _subject(token, unit, reading))
                found += said(reading.doc, _scope(token, unit, reading), token, speakers, "according", marks=True)
    return found


def _source_noun(token: Token) -> Token | None:
    """The noun of a source phrase whose preposition a token is."""
    word = token.lower_
    if word in _BEFORE or word == "zufolge":
        if token.head.i != token.i and token.head.pos_ in {*_NOUN_POS, "PRON"}:
            return token.head
        near = (
            token.doc[token.i + 1 : token.i + 5]
            if word in _BEFORE
            else reversed(token.doc[max(0, token.i - 4) : token.i])
        )
        return next((t for t in near if t.pos_ in _NOUN_POS), None)
    if word == "nach" and token.head.pos_ in _NOUN_POS and token.dep_ == "case":
        return token.head if speech_noun(token.head) == "act" and _attributive(token.head) else None
    if word == "unter" and token.head.lower_ in {"berufung", "verweis"}:
        inner = next((c for c in token.head.children if c.dep_ == "nmod"), None)
        return inner
    if word == "aus" and token.head.lower_ == "sicht":
        return token.head
    return None


_ATTRIBUTIVE = frozenset(
    "Angabe Angaben Einschätzung Ansicht Meinung Auffassung Aussage Aussagen Wort Worten Worte Darstellung Überzeugung "
    "Erkenntnis Erkenntnissen Information Informationen Schätzung Schätzungen Bericht Berichten Auskunft Mitteilung "
    "Berechnung Berechnungen Lesart Meldung Meldungen Recherchen Medienberichten Polizeiangaben Aussage Schilderung "
    "Ermittlungen Bewertung Zählung Vermutung Beobachtung".split()
)


def _attributive(noun: Token) -> bool:
    return noun.text in _ATTRIBUTIVE or noun.text.endswith(
        ("angaben", "berichten", "informationen", "meldungen", "schätzungen")
    )


def _subject(token: Token, unit: Unit, reading: Reading) -> Token | None:
    for ancestor in token.ancestors:
        for child in ancestor.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and unit.start <= child.i < unit.end:
                return child
    return None


def _scope(token: Token, unit: Unit, reading: Reading) -> tuple[int, int]:
    """The clause that a source phrase stands in: its own subordinate clause, or the main clauses around it."""
    segment = segment_at(unit, token.i)
    if segment is not None and segment.kind in {"rel", "sub"}:
        return segment.start, segment.end
    return main_scope(token.i, unit, reading)


def main_scope(index: int, unit: Unit, reading: Reading) -> tuple[int, int]:
    """The unit, cut at semicolons, colons and coordinate main clauses that do not hold the token."""
    doc = reading.doc
    start, end = unit.start, unit.end
    seen_main = False
    for segment in unit.segments:
        opener = doc[segment.start]
        strong = segment.start > 0 and doc[segment.start - 1].text in {";", ":"}
        joined = segment.kind == "main" and seen_main and opener.lower_ in {"und", "aber", "doch", "sondern"}
        if strong or joined:
            if segment.start <= index:
                start = segment.start
            else:
                end = segment.start
                break
        seen_main = seen_main or segment.kind == "main"
    return start, end


def _so(token: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    doc = reading.doc
    if token.i == unit.start or token.i + 1 >= unit.end:
        return []
    before = doc[token.i - 1]
    closed = next((q for q in reading.quotations if q.end in {token.i - 1, token.i - 2}), None)
    if before.text not in {",", "–", "("} and (closed is None or closed.end != token.i - 1):
        return []
    segment = segment_at(unit, token.i)
    if segment is None or segment.start != token.i or segment.finite >= 0:
        return []
    head = next((t for t in doc[token.i + 1 : segment.end] if t.pos_ in {*_NOUN_POS, "PRON"}), None)
    if head is None or any(t.pos_ in {"ADV", "ADP"} and t.i < head.i for t in doc[token.i + 1 : head.i]):
        return []
    speakers = source(head, reading.mentions, None)
    if closed is not None and (before.text in {","} or closed.end == token.i - 1):
        found = said(doc, (closed.start, closed.end), token, speakers, "direct")
        if closed.start - 1 > unit.start:
            found += said(doc, (unit.start, closed.end + 1), token, speakers, "according", marks=True)
        return found
    start, end = main_scope(token.i, unit, reading)
    if all(s.finite < 0 or s.kind == "rel" for s in unit.segments if s.start > token.i):
        end = token.i - 1
    return said(doc, (start, end), token, speakers, "according", marks=True)


def _wie(token: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    """ "..., wie X mitteilte" and "Wie X mitteilte, ..."."""
    doc = reading.doc
    segment = segment_at(unit, token.i)
    if segment is None or segment.start != token.i:
        return []
    found = _wie_verb(segment, unit, reading)
    if found is None:
        return []
    verb, speakers, end = found
    after = [s for s in unit.segments if s.start > end and s.finite >= 0]
    if token.i == unit.start:
        if not after:
            return []
        return said(doc, (end, main_scope(after[0].start, unit, reading)[1]), verb, speakers, "according", marks=True)
    if doc[token.i - 1].text not in {",", "–", "("}:
        return []
    start, stop = main_scope(token.i, unit, reading)
    before = any(s.finite >= 0 for s in unit.segments if start <= s.start < token.i)
    if before and not any(s.kind == "main" and s.finite == s.start for s in after):
        stop = token.i - 1
    return said(doc, (start, stop), verb, speakers, "according", marks=True)


def _wie_verb(segment: Segment, unit: Unit, reading: Reading) -> tuple[Token, list[Mention], int] | None:
    doc = reading.doc
    stop = segment
    if segment.finite < 0:  # an apposition inside: "wie der Sprecher, ein Oberst, sagte"
        later = next((s for s in unit.segments if s.start > segment.start and s.finite >= 0), None)
        if later is None:
            return None
        stop = later
    for verb in doc[segment.start : stop.end]:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        lemma = infinitive(verb)
        if lemma in speech_verbs() or lemma in {"heißen", "erfahren", "verlauten"}:
            bounds = (segment.start + 1, stop.end)
            speakers = (
                [] if lemma == "erfahren" else subjects(verb, reading.clauses.get(verb.i), reading.mentions, bounds)
            )
            if not speakers or lemma == "heißen":
                phrase = next(
                    (
                        t
                        for t in doc[bounds[0] : bounds[1]]
                        if t.pos_ in _NOUN_POS
                        and any(c.lower_ in {"aus", "von", "in", "im", "vom"} for c in t.children)
                    ),
                    None,
                )
                speakers = source(phrase, reading.mentions, None) if phrase is not None else []
            return verb, speakers, stop.end
    return None
