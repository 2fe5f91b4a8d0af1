"""Mentions that no statement asks for: pronouns, descriptions and adjectives of origin in passing.

Coreference reads them all: who is spoken of in between decides whom the next pronoun means.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import class_of

_PRONOUNS = frozenset({"PPER", "PPOSAT", "PPOSS"})
_RELATIVES = frozenset({"PRELS", "PRELAT"})
_DETERMINERS = frozenset({"ART", "APPRART", "PPOSAT", "PDAT"})
_KINDS = frozenset({"PER", "ORG", "LOC"})


def mention_anaphors(doc: Doc, mentions: Mentions) -> None:
    """Make the mentions of all pronouns, definite descriptions and adjectives of origin of an article."""
    for token in doc:
        if token.tag_ in _PRONOUNS:
            mentions.pronoun(token)
        elif token.tag_ in _RELATIVES:
            mentions.relative(token)
        elif token.pos_ == "ADJ" and not token.text[:1].isupper():
            mentions.origin(token)
        elif token.pos_ == "NOUN":
            mentions.first_part(token)
            if _definite(token):
                mentions.referent(token)


def _definite(token: Token) -> bool:
    """Whether a noun phrase can refer back: a person, body or place with an article other than "ein"."""
    determiner = next((c for c in token.lefts if c.tag_ in _DETERMINERS), None)
    if determiner is None or determiner.lower_.startswith(("ein", "kein")):
        return False
    noun = class_of(token)
    return noun is not None and noun.kind in _KINDS
