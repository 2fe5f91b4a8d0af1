"""Where names begin and end: the recogniser's entities without the common nouns and adjectives beside them.

"Massenpartei PCF" is the PCF, "Biochemiker Sune Bergström" a person of two names, "Washingtoner SITE-Institut" an
institute in Washington.  The words that are cut off stay in the parse, where titles and origins are read from them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Doc, Span, Token

from kg.extract.wordclasses import noun_class
from kg.tables import town_origin

#: Kinds of places whose noun is no part of the name behind it; "Landkreis", "Kanton" and the like are.
_SETTLEMENTS = ("stadt", "dorf", "insel", "gemeinde", "metropole", "ort", "bundesstaat", "stadtteil", "städtchen")
#: Clubs' short forms, which need the town before them: "Hamburger SV", "Wiener SC".
_CLUB = frozenset(
    (
        "SV",
        "SC",
        "FC",
        "TSV",
        "VfB",
        "VfL",
        "SK",
        "AC",
        "BC",
        "HC",
        "EC",
        "EV",
        "AK",
        "RC",
        "TC",
        "TV",
        "BK",
        "KV",
        "SG",
    )
)


def trimmed(doc: Doc) -> tuple[Span, ...]:
    """The doc's entities, each cut to its name."""
    return tuple(_trim(e) for e in doc.ents)


def _trim(entity: Span) -> Span:
    start, label = entity.start, entity.label_
    while start + 1 < entity.end:
        noun = entity.doc[start]
        if _is_sort(noun, entity.doc[start + 1], label):
            label = "PER" if _person(noun) else label
        elif not _is_origin(noun, entity[start + 1 - entity.start :]):
            break
        start += 1
    return Span(entity.doc, start, entity.end, label=label) if start > entity.start else entity


def _is_sort(noun: Token, following: Token, label: str) -> bool:
    """Whether a word is a common noun that tells the sort of the name behind it."""
    if noun.tag_ != "NN" or not following.text[:1].isupper() or following.tag_ not in {"NE", "XY", "FM"}:
        return False
    if label == "LOC":
        return noun.text.lower().endswith(_SETTLEMENTS) and not noun.text.endswith("straße")
    if noun.text in sorts() or noun.text.removesuffix("s") in sorts():
        return True
    known = noun_class(noun.lemma_) or noun_class(noun.text)
    if known is None:
        return False
    if _person(noun):
        return label in {"PER", "ORG"}
    last = known.entry in sorts() or known.entry.lower() in {s.lower() for s in sorts()}
    return label == "ORG" and known.kind == "ORG" and last


def _person(noun: Token) -> bool:
    known = noun_class(noun.lemma_) or noun_class(noun.text)
    return known is not None and known.kind == "PER"


def _is_origin(adjective: Token, rest: Span) -> bool:
    """Whether a town's adjective only qualifies a name that is complete without it ("Berliner KaDeWe")."""
    if len(rest) != 1 or adjective.tag_ == "NE" or not town_origin(adjective.text) or rest[0].text in _CLUB:
        return False
    return (rest[0].tag_ == "NE" and not rest[0].text.isupper()) or "-" in rest[0].text


@cache
def sorts() -> frozenset[str]:
    """Nouns that only name the sort of the thing beside them: "Konzern", "Partei", "Zeitung"."""
    text = resources.files("kg.extract.lexicon").joinpath("sorts.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
