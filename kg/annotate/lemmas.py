"""Lemmas and word classes put right where a dictionary or a name knows better than the statistical components."""

from __future__ import annotations

from functools import cache

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Token

_OPEN = {"NOUN", "VERB", "ADJ", "AUX", "ADV"}
_NAMES = {"PROPN", "X"}


@Language.component("lemmas")
def lemmas(doc: Doc) -> Doc:
    """Words of persons' and places' names are proper nouns; lemmas of known words come from the dictionary.

    The edit trees of the lemmatizer serve words that simplemma's dictionary does not know.
    """
    for entity in doc.ents:
        for token in entity:
            if token.pos_ == "NOUN" and (entity.label_ == "PER" or (entity.label_ == "LOC" and len(entity) == 1)):
                token.pos_ = "PROPN"
    for token in doc:
        token.lemma_ = _lemma(token)
    return doc


def _lemma(token: Token) -> str:
    lemma = token.lemma_ or token.text
    if token.pos_ in _NAMES:
        genitive = token.morph.get("Case", []) == ["Gen"] and token.text.endswith("s") and len(token.text) > 4
        return token.text[:-1] if genitive and lemma == token.text else lemma
    if token.pos_ == "NOUN":
        known = _dictionary(token.text)
        return known if known and known[0].isupper() else lemma
    lower = token.lower_
    if token.pos_ in _OPEN:
        return _dictionary(lower) or (lemma.lower() if not token.is_upper else lemma)
    return lemma.lower() if lemma == token.text and not token.is_upper else lemma


@cache
def _dictionary(word: str) -> str:
    """The dictionary's lemma, or "" for a word that it does not hold."""
    return str(simplemma.lemmatize(word, lang="de")) if simplemma.is_known(word, lang="de") else ""
