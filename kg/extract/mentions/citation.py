"""The citation form of a name: "des Römischen Reiches" -> "Römisches Reich", "der Roten Flora" -> "Rote Flora".

Adjectives get the ending that they have without an article, the head noun loses its case ending.  What is inflected is
told by tags and word lists; adjectives made from towns ("Leipziger") and the words behind the head stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import simplemma
from spacy.tokens import Span, Token

from kg.extract.lexicon import longest_suffix
from kg.extract.mentions.wordclasses import class_of, noun_class, plural_forms
from kg.extract.morphology import feature
from kg.tables import town_origin

#: Ends of stems of adjectives that inflect also when they are written in upper case ("Deutscher", but not "Leipziger").
_STEM = re.compile(
    r"(?:isch|lich|ig|al|iv|är|ell|ent|ant|bar|sam|haft|los|eint|einigt|deutsch|neu|alt|groß|klein|weiß|schwarz"
    r"|rot|grün|blau|gelb|golden|silbern|eisern|hoh|nah|fern|mittler|ober|unter|frei|erst|zweit|dritt|viert|jung|link"
    r"|recht|oberst|heilig|bunt|tot|stark|stolz|stumm|still|wild|arm|reich|lang|kurz|weit|breit|warm|kalt)$",
    re.IGNORECASE,
)
#: Plurals in -en that are no datives: "Studenten", "Juristen", "Zeitungen", "Agenturen", "Behörden".
_WEAK = re.compile(r"(?:enten|anten|isten|aten|eten|oten|ogen|ungen|heiten|keiten|schaften|ionen|uren|eien|täten)$")
#: Nouns for people that inflect as adjectives.
_PARTICIPIAL = re.compile(
    r"(?:beamt|geordnet|gehörig|sitzend|wandt|kannt|gestellt|letzt|teiligt|ständig)e[rnm]?$", re.IGNORECASE
)
#: Ends of nouns whose s is no ending.
_ENDING_IN_S = ("fonds", "campus", "kreis", "haus", "korps", "corps", "bus", "kurs", "preis", "beweis")
_ENDINGS = {"Masc": "er", "Fem": "e", "Neut": "es"}


def citation(span: Span, head: Token) -> str:
    """A noun phrase in the nominative, as it reads without an article.  ``head`` is the noun that governs it."""
    before = [t for t in span if t.i < head.i]
    if not any(inflected(t) for t in before) and not _genitive(head) and not head.text.endswith("en"):
        return span.text
    plural = is_plural(head)
    ending = "e" if plural else _ENDINGS.get(gender(head), "e")
    words: list[str] = []
    for token in span:
        if token.i == head.i:
            word = _nominative_noun(token, plural)
        elif token.i < head.i and inflected(token):
            word = _stem(token.text) + ending
        else:
            word = token.text
        words.append(word + token.whitespace_)
    return "".join(words).strip()


def described(span: Span, head: Token) -> str:
    """A description in the nominative: "russischen Medienberichten" -> "russische Medienberichte"."""
    plural = is_plural(head)
    ending = "e" if plural else _ENDINGS.get(gender(head), "er" if _PARTICIPIAL.search(head.text) else "e")
    words = []
    for token in span:
        word = token.text
        if token.i == head.i:
            nominative = feature(head, "Case") == "Nom"
            word = word if nominative else _plural_noun(head) if plural else _singular_noun(head)
        elif token.i < head.i and token.pos_ == "ADJ" and inflected(token) and head in token.ancestors:
            word = _stem(word) + ending
        words.append(word + token.whitespace_)
    return "".join(words).strip()


def _plural_noun(head: Token) -> str:
    """A plural without the n of its dative: "Berichten", "Ministern", but "Angaben" and "Zeugen"."""
    text = head.text
    if _PARTICIPIAL.search(text):
        return _stem(text) + "e"
    stem = text.removesuffix("n")
    same = stem == head.lemma_ and not (stem.endswith(("er", "el")) and gender(head) != "Fem")
    weak = stem == text or same or _WEAK.search(text) is not None
    plain = text.endswith("en") and not (simplemma.is_known(stem, lang="de") and stem != head.lemma_)
    return text if weak or plain else stem


def _singular_noun(head: Token) -> str:
    """The lemma, where it is the word without its case ending: "Sprechers" -> "Sprecher"."""
    lemma, text = head.lemma_, head.text
    if text.lower().endswith(_ENDING_IN_S):
        return text
    if _PARTICIPIAL.search(text):
        return _stem(text) + _ENDINGS.get(gender(head), "er")
    return lemma if text != lemma and text.startswith(lemma) and len(text) - len(lemma) <= 2 else text


def inflected(token: Token) -> bool:
    """Whether a word is an adjective with a case ending, not one made from a town's name."""
    if token.tag_ not in {"ADJA", "NN", "NE", "ADJD"} or token.pos_ not in {"ADJ", "PROPN", "NOUN"}:
        return False
    if town_origin(token.text):
        return False
    stem = _stem(token.text)
    if stem == token.text or len(stem) < 3:
        return False
    if token.text[0].islower() and token.pos_ == "ADJ":
        return True
    if _STEM.search(stem):  # "Aerospatiale" ends like one
        return token.tag_ == "ADJA" or simplemma.is_known(token.text.lower(), lang="de")
    return token.tag_ == "ADJA" and not token.text.endswith(("er", "e"))


def gender(head: Token) -> str:
    """Masc, Fem or Neut by the word lists, then by the article before it, then by the tagger; "" if unknown."""
    known = class_of(head)
    if known is not None and known.gender:
        return known.gender
    article = next((c.lower_ for c in head.children if c.dep_ == "det"), "")
    if article == "das":
        return "Neut"
    if article == "den" and feature(head, "Number") != "Plur":
        return "Masc"
    tagged = feature(head, "Gender")
    if article in {"dem", "des"} and tagged == "Fem":
        return "Neut"
    if article == "der" and feature(head, "Case") in {"Gen", "Dat"} and feature(head, "Number") != "Plur":
        return "Fem"
    return tagged


def is_plural(head: Token) -> bool:
    """Whether a noun is plural: by the word lists' plurals and the article, then by the tagger."""
    article = next((c.lower_ for c in head.children if c.dep_ in {"det", "case"}), "")
    if article in {"das", "dem", "des", "im", "am", "zum", "vom", "beim", "ein", "einem", "eines"}:
        return False
    if _dative_plural(head.text) or (head.text in plural_forms() and head.text != head.lemma_):
        return True
    return feature(head, "Number") == "Plur"


@lru_cache(maxsize=1 << 14)
def _dative_plural(word: str) -> bool:
    """Whether a noun is a listed plural, or a compound of one, with the n of its dative: "Festspielen"."""
    stem = word[:-1] if word.endswith("n") else ""
    return stem in plural_forms() or bool(longest_suffix(stem, plural_forms()))


def _nominative_noun(head: Token, plural: bool) -> str:
    text = head.text
    if text.endswith("en") and _STEM.search(text[:-2]):
        return text[:-1]  # an adjective as a noun: "die Hamburger Grünen"
    if plural:
        dative = feature(head, "Case") == "Dat"
        return text[:-1] if _dative_plural(text) else _plural_noun(head) if dative else text
    if text.endswith("s") and not text.lower().endswith(("ss", *_ENDING_IN_S)) and _genitive(head):
        return next(_stems(text), text)
    return text


def _genitive(head: Token) -> bool:
    if not head.text.endswith("s") or len(head.text) < 4:
        return False
    article = any(c.dep_ == "det" and c.lower_ in {"des", "eines", "dieses"} for c in head.children)
    return article or (feature(head, "Case") == "Gen" and feature(head, "Gender") != "Fem")


def _stems(text: str) -> Iterator[str]:
    """What the noun is without a genitive ending, likeliest first."""
    candidates = [text[:-2], text[:-1]] if text.endswith("es") else [text[:-1]]
    lemma = simplemma.lemmatize(text, lang="de")
    yield from (c for c in candidates if c == lemma)
    yield from (c for c in candidates if noun_class(c) is not None)
    yield from (c for c in candidates if simplemma.is_known(c, lang="de"))
    yield candidates[-1]


def _stem(word: str) -> str:
    return word[:-2] if word[-2:] in {"en", "em", "er", "es"} else word[:-1] if word.endswith("e") else word
