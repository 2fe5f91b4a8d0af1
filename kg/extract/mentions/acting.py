"""For whom people and bodies act: "russische Soldaten" for their state, "Forscher der Uni Bern" for the university.

A court or the police of a town has the town in its name: "das Amtsgericht in Bonn".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.lexicon import entries, longest_suffix
from kg.extract.mentions.orgkinds import is_party
from kg.extract.mentions.states import nominative, state_likes, state_named
from kg.extract.mentions.wordclasses import PARTS, REPRESENTATIVES, NounClass
from kg.extract.morphology import feature
from kg.tables import capitals, origin

#: Nouns by which news call again a body that they named: "die Behörde in Brüssel" is the Commission.
_GENERAL = frozenset({"Amt", "Behörde", "Ministerium"})
EntityAt = Callable[[Token], DocSpan | None]

#: Bodies of which many places have one.
_SEATED = {"court", "police", "parliament", "authority", "ministry"}
#: Bodies that stand in another state than their own.
_ABROAD = ("Botschaft", "Konsulat", "Generalkonsulat", "Vertretung")


def state_beside(token: Token, entity_at: EntityAt) -> str:
    """The state named by an adjective, a genitive, a compound's first part or "in" + capital at a group's noun."""
    for child in token.children:
        if child.dep_ == "amod" and origin(child.text):
            return origin(child.text)
        if child.dep_ in {"nmod", "nmod:poss"}:
            entity = entity_at(child)
            if entity is None or entity.label_ != "LOC":
                continue
            case = _case(child)
            name = nominative(entity.text)
            if case in {"", "aus", "von"} and name in state_likes():
                return name
            if case in {"in", "im"} and name in capitals() and not token.lemma_.endswith(_ABROAD):
                return capitals()[name]
    first, hyphen, _ = token.text.partition("-")
    return state_named(first) if hyphen else ""


def body_beside(token: Token, noun: NounClass | None, entity_at: EntityAt) -> DocSpan | None:
    """The body in the genitive or behind "von" that people or a part of it act for; a single member does not."""
    sort = noun.entry if noun is not None else ""
    old = sort in REPRESENTATIVES or token.lemma_ in REPRESENTATIVES
    if not old and not represents(token, noun):
        return None
    for child in token.rights:
        if child.dep_ in {"nmod", "nmod:poss"} and _case(child) in {"", "von", "vom"}:
            entity = entity_at(child)
            if entity is not None and (entity.label_ == "ORG" or (old and entity.label_ == "LOC")):
                return entity
    return None


def whole_place(token: Token, entity_at: EntityAt) -> DocSpan | None:
    """The place that a part of it stands for: what happens to "Teile von Aleppo" happens to Aleppo."""
    if token.lemma_ not in PARTS:
        return None
    for child in token.rights:
        entity = entity_at(child) if child.dep_ == "nmod" and _case(child) in {"", "von", "vom"} else None
        if entity is not None and entity.label_ == "LOC":
            return entity
    return None


def capital_of(token: Token, entity_at: EntityAt) -> str:
    """The town that "die ukrainische Hauptstadt" and "die Hauptstadt Schwedens" name; "" for other nouns."""
    if token.lemma_ != "Hauptstadt" or any(c.dep_ == "amod" and not origin(c.text) for c in token.children):
        return ""
    state = state_beside(token, entity_at)
    return next((town for town, of in capitals().items() if of == state), "") if state else ""


def represents(token: Token, noun: NounClass | None) -> bool:
    """Whether a noun is one for people, here several, or for a part of a body that acts for the whole."""
    known = _representing(token.lemma_) or token.text in entries("representing")
    if not known and (noun is None or noun.kind != "PER" or not _representing(noun.entry)):
        return False
    people = noun is None or noun.kind == "PER"
    return not people or _several(token)


def _several(token: Token) -> bool:
    """Whether a noun is plural; "die deutsche Abgeordnete" is none, whatever the tagger says."""
    article = next((c.lower_ for c in token.lefts if c.dep_ == "det"), "")
    weak = any(c.dep_ == "amod" and c.pos_ == "ADJ" and c.text.endswith("e") for c in token.lefts)
    bare = (
        not article and token.dep_ == "nsubj" and feature(token.head, "Number") == "Plur"
    )  # "Kämpfer der X griffen an"
    return (
        (feature(token, "Number") == "Plur" or bare)
        and not (article == "die" and weak)
        and article[:3] not in {"ein", "das"}
    )


def party_in(token: Token, noun: NounClass | None) -> str:
    """The party in a compound for several of its people: "Unionspolitikern" -> "Union"; "" for others."""
    if noun is None or noun.kind != "PER" or not represents(token, noun):
        return ""
    low = token.lemma_.lower()
    tail = noun.entry.lower() if low.endswith(noun.entry.lower()) else ""
    first = token.lemma_[: len(low) - len(tail)].rstrip("-") if tail else ""
    return next((name for name in (first, first.removesuffix("s")) if len(name) > 2 and is_party(name)), "")


def seated_name(token: Token, noun: NounClass, seat: DocSpan) -> str:
    """Its name: "das Amtsgericht in Bonn" is the Amtsgericht Bonn, "ein Gericht in Bonn" is just that."""
    article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    contracted = _case(token) in {"im", "am", "beim", "vom", "zum", "zur"}
    proper = noun.body in {"court", "police", "authority"} and token.lemma_ != "Gericht"
    return f"{token.lemma_}{' ' if proper and (contracted or article[:1] == 'd') else ' in '}{seat.text}"


def seat_of(token: Token, noun: NounClass, entity_at: EntityAt) -> DocSpan | None:
    """The town right behind a body of which many towns have one: "das Gericht in Passau"."""
    if noun.kind != "ORG" or noun.body not in _SEATED or token.lemma_ in _GENERAL or feature(token, "Number") == "Plur":
        return None
    if token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "in":
        return None
    entity = entity_at(token.nbor(2))
    return entity if entity is not None and entity.label_ == "LOC" and entity.start == token.i + 2 else None


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


@lru_cache(maxsize=1 << 14)
def _representing(word: str) -> bool:
    words = entries("representing")
    return word in words or bool(longest_suffix(word, words, least=5))
