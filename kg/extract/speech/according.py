"""Attributions told by a phrase: "laut X", "X zufolge", "nach Angaben der Y", "aus Sicht von", "unter Berufung auf"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.speech.reading import Reading, main_scope, said, segment_at
from kg.extract.speech.speakers import NOUNS, owner, source, speech_noun, speech_noun_entry
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit
from kg.extract.speech.words import listed

_PREPOSITIONS = {"laut", "gemäß"}
_CITING = {"Berufung", "Verweis", "Hinweis"}
_SOME = {"einem", "einer"}
_DASHES = {"-", "–", "—"}
_ANAPHORS = {"demnach"}
#: "nach dem Bericht" is rather a time; "nach Berichten" names a source.
_ARTICLES = {"dem", "der", "einem", "einer"}


def according(reading: Reading) -> list[Attribution]:
    """All attributions by source phrases outside quotations; anaphoric ones ("demnach") are left to ``continued``."""
    found: list[Attribution] = []
    for unit in reading.units:
        for token in reading.doc[unit.start : unit.end]:
            head = source_noun(token)
            if head is None or reading.quoted(token.i) or anaphoric(token, reading):
                continue
            said_by = source(head, reading.mentions, _subject(token, unit))
            if token.lower_ == "unter" and not _cited(head, [m.kind for m in said_by]):
                continue
            found += said(reading.doc, scope(token, unit, reading), token, said_by, "according", marks=True)
    return found


def anaphoric(token: Token, reading: Reading) -> bool:
    """Whether a source phrase points back to a source named before: "demnach", "den Angaben zufolge"."""
    if token.lower_ in _ANAPHORS:
        return token.pos_ in {"ADV", "ADP", "PRON"} and token.tag_ != "PRELAT"
    head = source_noun(token)
    if head is None or speech_noun(head) not in {"act", "document"} or reading.mentions.entity_at(head) is not None:
        return False
    pointing = any(
        c.dep_ == "det" and c.lower_ in {"den", "der", "dem", "diesen", "diesem", "dieser"} for c in head.lefts
    )
    return pointing and not owner(head, reading.mentions, None)


def source_noun(token: Token) -> Token | None:
    """The noun of a source phrase whose preposition or postposition a token is, else None."""
    word = token.lower_
    doc = token.doc
    if word in _PREPOSITIONS:
        return _near(token, list(doc[token.i + 1 : token.i + 6]))
    if word == "zufolge":
        return _before(token)
    if word == "nach":
        return _after(token) or (_before(token) if _closes_phrase(token) else None)
    if word == "unter" and token.dep_ == "case" and token.head.text in _CITING:
        return next((c for c in token.head.rights if c.dep_ in {"nmod", "obl"} and c.pos_ in NOUNS), None)
    if word == "aus" and token.head.text == "Sicht":
        return token.head
    return None


def _near(token: Token, words: list[Token]) -> Token | None:
    if token.head.i > token.i and token.dep_ == "case" and token.head.pos_ in {*NOUNS, "PRON", "ADJ"}:
        return token.head
    return next((t for t in words if t.pos_ in NOUNS), None)


def _before(token: Token) -> Token | None:
    """The noun that a postposition follows: the head of the phrase that ends before it."""
    last = token.nbor(-1) if token.i else token
    if token.head.pos_ in NOUNS and token.head.i < token.i and speech_noun(token.head):
        return token.head
    if last.pos_ not in {*NOUNS, "PRON"}:
        return None
    head = last
    while head.dep_ in {"nmod", "flat", "appos"} and head.i - head.head.i in range(1, 6) and head.head.pos_ in NOUNS:
        head = head.head
    return head


def _after(token: Token) -> Token | None:
    """The noun of "nach Angaben", "nach eigenem Bekunden"; None where "nach" means time or place."""
    for noun in token.doc[token.i + 1 : token.i + 5]:
        if noun.pos_ in NOUNS:
            entry = speech_noun_entry(noun)
            singular = entry if entry in listed("after") else noun.lemma_
            known = singular in listed("after") or entry in _plurals() or noun.lemma_ in _plurals()
            following = token.nbor()
            determined = following.dep_ == "det" and following.lower_ in _ARTICLES
            cited = following.lower_ in _SOME and singular in listed("cited")  # "nach einem Bericht der Zeitung"
            return noun if known and (not determined or cited) else None
        if noun.pos_ not in {"DET", "ADJ", "PRON", "ADV"}:
            return None
    return None


@cache
def _plurals() -> frozenset[str]:
    """The plural forms of the nouns after "nach"."""
    return frozenset(w + ending for w in listed("after") for ending in ("en", "n", "e", "s"))


def _closes_phrase(token: Token) -> bool:
    """ "Seiner Meinung nach", "Berichten nach": the postposition ends the phrase of a speech noun."""
    before = token.nbor(-1) if token.i else token
    ends = token.i + 1 >= len(token.doc) or token.nbor(1).pos_ not in {*NOUNS, "DET", "ADJ", "NUM"}
    return ends and speech_noun(before) == "act"


def _cited(head: Token, kinds: list[str]) -> bool:
    """Whether what somebody refers to can speak: a body, a person, or a text."""
    return bool(speech_noun(head)) or any(k in {"PER", "ORG", "LOC"} for k in kinds)


def _subject(token: Token, unit: Unit) -> Token | None:
    for ancestor in token.ancestors:
        for child in ancestor.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and unit.start <= child.i < unit.end:
                return child
    return None


def _attribute(token: Token) -> tuple[int, int] | None:
    """The attribute that a source phrase stands in: "der laut Polizei betrunkene Fahrer", "den - nach X - hohen"."""
    doc = token.doc
    marked = token.i > 1 and doc[token.i - 1].text in _DASHES
    before = token.i - (2 if marked else 1)
    head = source_noun(token)
    if before < 0 or head is None or doc[before].pos_ != "DET":
        return None
    start = token.i
    if marked:
        start = next((t.i for t in doc[head.i : token.sent.end] if t.text in _DASHES), -1)
    cited = {t.i for t in head.subtree} if not marked else set()
    described = (t.i for t in doc[start : token.sent.end] if t.dep_ == "amod" and t.i > head.i and t.i not in cited)
    end = next(described, -1) if start >= 0 else -1
    return (before + 1, end + 1) if end > head.i else None


def scope(token: Token, unit: Unit, reading: Reading) -> tuple[int, int]:
    """The clause that a source phrase stands in: its own subordinate clause, or the main clauses around it."""
    attribute = _attribute(token)
    if attribute is not None:
        return attribute
    segment = segment_at(unit, token.i)
    if segment is not None and segment.kind in {"rel", "sub"} and segment.start > unit.start:
        return segment.start, segment.end
    return main_scope(token.i, unit, reading)
