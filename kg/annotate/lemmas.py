"""Lemmas and word classes put right where a dictionary, a name or the syntax knows better than the tagger."""

from __future__ import annotations

from functools import lru_cache

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Token

_OPEN = {"NOUN", "VERB", "ADJ", "AUX", "ADV"}
_NAMES = {"PROPN", "X"}
#: Tags of pronouns that may stand for a noun or before one.
_PRONOUNS = {"PDS", "PDAT", "PIS", "PIAT", "PIDAT"}
_ENDINGS = ("en", "er", "es", "em", "e")
#: Verb forms that the dictionary takes for other words ("der Stand"), and what the lemmatizer makes of them is worse.
_MISREAD = {"stand": "stehen", "brach": "brechen", "maß": "messen"}
#: The shortest word that is looked for at the end of a compound: shorter ones are found in everything.
_TAIL = 4


@Language.component("lemmas")
def lemmas(doc: Doc) -> Doc:
    """Words of names are proper nouns, "hatte" without a participle is a verb; lemmas come from the dictionary.

    The edit trees of the lemmatizer serve words that neither simplemma's dictionary nor their last part explains.
    """
    for entity in doc.ents:
        for token in entity:
            if token.pos_ == "NOUN" and _is_name(token, entity.label_, len(entity)):
                token.pos_ = "PROPN"
    for token in doc:
        if token.pos_ == "AUX" and token.tag_.startswith("VA") and token.dep_ not in {"aux", "aux:pass", "cop"}:
            if (_dictionary(token.lower_) or token.lemma_) in {"haben", "werden"}:
                token.pos_ = "VERB"
        elif token.pos_ == "DET" and token.tag_ in _PRONOUNS and token.dep_ != "det":
            token.pos_ = "PRON"
        token.lemma_ = _lemma(token)
    return doc


def _is_name(token: Token, label: str, words: int) -> bool:
    if label == "PER" or (label == "LOC" and words == 1):
        return True
    return label == "ORG" and words == 1 and not _dictionary(token.text)


def _lemma(token: Token) -> str:
    lemma, text = token.lemma_ or token.text, token.text
    if token.pos_ in _NAMES:
        if lemma != text or not text.endswith("s") or len(text) < 5:
            return lemma
        genitive = token.morph.get("Case", []) == ["Gen"] or _dictionary(text) == text[:-1]
        return text[:-1] if genitive else lemma
    if token.pos_ == "NOUN":
        known = _dictionary(text) or _compound(text)
        return known if known and known[0].isupper() else lemma
    if token.pos_ in {"VERB", "AUX"}:
        return _infinitive(token.lower_, lemma.lower())
    if token.pos_ == "ADJ":
        return _positive(token.lower_, lemma.lower() if not token.is_upper else lemma)
    if token.pos_ in _OPEN:
        return _dictionary(token.lower_) or (lemma.lower() if not token.is_upper else lemma)
    return lemma.lower() if lemma == text and not token.is_upper else lemma


def _infinitive(word: str, lemma: str) -> str:
    """The first of dictionary, rule and lemmatizer that ends as infinitives do."""
    known = _dictionary(word)
    ruled = _MISREAD.get(word) or (f"{word[:-1]}en" if word.endswith("iert") else "")
    return next((form for form in (known, ruled, lemma, word) if form.endswith("n")), known or lemma)


def _positive(word: str, lemma: str) -> str:
    """An adjective without its ending; a participle stays one: "geschützten" is "geschützt", not "schützen"."""
    known = _dictionary(word)
    if known and not (known.endswith("n") and known != word):
        return known
    if lemma == word or lemma.endswith("en"):
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 3), "")
        return word.removesuffix(ending)
    return lemma


@lru_cache(maxsize=1 << 16)
def _compound(word: str) -> str:
    """The lemma of a compound whose last part the dictionary holds: "Regenausfällen" by "Ausfällen"; else ""."""
    for start in range(3, len(word) - _TAIL + 1):
        known = _dictionary(word[start:].capitalize())
        if known and known[0].isupper():
            return word[:start] + (known if word[start - 1] == "-" else known.lower())
    return ""


@lru_cache(maxsize=1 << 16)
def _dictionary(word: str) -> str:
    """The dictionary's lemma, or "" for a word that it does not hold."""
    return str(simplemma.lemmatize(word, lang="de")) if simplemma.is_known(word, lang="de") else ""
