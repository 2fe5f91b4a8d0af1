"""Persons listed one after another, by the order of words: "A (CDU), B und der Historiker C"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import denotes_person
from kg.schema import Mention

_JOINTS = {",", "und", "sowie", ";"}
#: How many words the longest bracket and the longest title inside a list have.
_BRACKET, _TITLE = 8, 5


def row(start: int, mentions: Mentions, titled: bool = False) -> Iterator[Mention]:
    """The persons named one after another from a token on; ``titled``: some may bear titles of their own."""
    doc = mentions.doc
    while start < len(doc):
        entity = mentions.entity_at(doc[behind_title(start, mentions) if titled else start])
        if entity is None or entity.label_ != "PER" or (entity.start != start and not titled):
            return
        yield mentions.named(entity)
        end = behind_bracket(entity.end, mentions)
        if end + 1 >= len(doc) or doc[end].lower_ not in _JOINTS:
            return
        start = end + 1


def behind_title(start: int, mentions: Mentions) -> int:
    """The index of the name behind the title that begins at ``start``; ``start`` if there is none."""
    doc = mentions.doc
    at = start
    while at < min(start + _TITLE, len(doc) - 1) and mentions.entity_at(doc[at]) is None:
        if doc[at].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
            return start
        at += 1
    return at if at == start or denotes_person(doc[at - 1]) else start


def behind_bracket(end: int, mentions: Mentions) -> int:
    """The index behind a bracket that begins at ``end``, if one does."""
    doc = mentions.doc
    if end >= len(doc) or doc[end].text != "(":
        return end
    return next((t.i + 1 for t in doc[end : end + _BRACKET] if t.text == ")"), end)


def behind_colon(token: Token, mentions: Mentions) -> list[Mention]:
    """Who is listed behind the colon of a noun's phrase: "Die Mitglieder der Jury: A, B und C"."""
    for at in range(token.i + 1, min(token.i + _BRACKET, len(token.doc) - 1)):
        word = token.doc[at]
        if word.text == ":":
            found = list(row(at + 1, mentions, titled=True))
            return found if len(found) > 1 else []
        if word.pos_ in {"VERB", "AUX", "PUNCT"}:
            break
    return []
