"""What the attributes of a description tell: that it narrows, adds to, or newly presents whom it means."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.fuse.within.choose import is_epithet
from kg.fuse.within.view import Item

#: Attributes that tell somebody from who holds the office now.
_FORMER = ("früher", "ehemalig", "damalig", "künftig", "neu", "designiert", "einstig", "nächst", "ander", "weiter")
#: Whose team it is tells no other one: "die Elf von Trainer X".
_COACHES = ("trainer", "trainerin", "coach", "teamchef")
#: Adjectives in the superlative, which are long enough to tell them from "erste", "feste" and "nächste".
_SUPERLATIVE = re.compile(r"(?:s|ß)te[nrms]?$")
_MIN_SUPERLATIVE = 7
#: Adjectives that tell more of somebody spoken of: "der dreimalige Weltmeister", "die vierfache Mutter".
_TIMES = re.compile(r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|mehr)(?:mal|fach)(?:ig)?e[nr]?$")


def named_behind(after: Token, item: Item) -> bool:
    """Whether the word behind a noun is a name that belongs to it: "die Kaufhauskette Galeria"."""
    return after.pos_ == "PROPN" or (after.dep_ in {"appos", "flat"} and after.head.i == item.index)


def superlative(noun: Token) -> bool:
    """Whether an adjective in the superlative presents somebody or something new: "das wertvollste Unternehmen"."""
    found = (c for c in noun.lefts if c.dep_ == "amod" and len(c.text) > _MIN_SUPERLATIVE)
    return any(_SUPERLATIVE.search(c.text) is not None for c in found)


def loose(item: Item) -> bool:
    """Whether what follows an epithet tells more of somebody known: "der 42-Jährige, der aus Bonn stammt"."""
    before = (c for c in item.token.children if c.i < item.index)
    return is_epithet(item.token) and not any(c.tag_ == "PPOSAT" or c.lower_.startswith(_FORMER) for c in before)


def defined(item: Item) -> bool:
    """Whether a relative clause or an attribute behind a noun says who is meant."""
    after = [t.tag_ for t in item.token.doc[item.index + 1 : item.index + 4]]
    relative = after[:1] == ["$,"] and "PRELS" in after
    behind = (c for c in item.token.children if c.i > item.index and c.dep_ in {"nmod", "acl", "acl:relcl"})
    return relative or any(not (item.kind == "ORG" and (_is_coach(c) or _is_seat(c))) for c in behind)


def _is_coach(noun: Token) -> bool:
    return noun.lemma_.lower().endswith(_COACHES)


def _is_seat(name: Token) -> bool:
    """Whether a word behind a body says where it has its seat: "die Behörde in Brüssel"."""
    return name.ent_type_ == "LOC" and any(c.dep_ == "case" and c.lower_ == "in" for c in name.lefts)


def narrowed(item: Item) -> bool:
    """Whether a possessive, a relative clause or an attribute says who is meant: rarely somebody named before."""
    if defined(item):
        return True
    for child in item.token.children:
        if child.dep_ in {"acl", "acl:relcl", "det:poss"} or child.tag_ == "PPOSAT":
            return True
        if child.dep_ == "amod" and child.lower_.startswith(_FORMER):
            return True
    return False


def tells_more(noun: Token) -> bool:
    """Whether an adjective adds to somebody spoken of: "die siebenmalige Siegerin"."""
    return any(_TIMES.search(c.lower_) is not None for c in noun.lefts if c.dep_ == "amod")


def office_of_another_time(noun: Token) -> bool:
    """Whether an adjective tells somebody from who holds the office now: "der frühere Kanzler"."""
    return any(c.dep_ == "amod" and c.lower_.startswith(_FORMER) for c in noun.children)
