"""Events that are one of a kind though they have no name: "die Hamburger Bürgerschaftswahl", "das Erdbeben von X"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Span, Token

from kg.extract.lexicon import table
from kg.extract.mentions.states import state_named
from kg.extract.mentions.wordclasses import class_of, noun_class
from kg.extract.morphology import feature
from kg.tables import origin

EntityAt = Callable[[Token], Span | None]

#: Sorts of events of which a place has few.
_RARE = frozenset({"conflict", "disaster", "election"})


def end_of_event(event: Token, end: int, part_name: Callable[[Token], bool], entity_at: EntityAt) -> int:
    """Where the name of a particular event ends whose noun phrase ends at ``end``; 0 for an event of any sort.

    ``part_name``: whether the first part of a compound is a name.
    """
    for child in event.children:
        entity = entity_at(child)
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        if child.dep_ == "nmod" and case in {"von", "in"} and entity is not None and entity.label_ == "LOC":
            named = case == "von" or _happened_in(event)
            if named and entity.start == event.i + 2:  # "das Massaker von X", "die Landtagswahl in X"
                return entity.end
            if case == "von":
                return 0
    return end if _is_particular(event, part_name, entity_at) else 0


def _happened_in(event: Token) -> bool:
    """Whether an event is one of those that a place has seldom: "die Landtagswahl in X", no "Konzert in X"."""
    definite = any(c.tag_ == "APPRART" or (c.tag_ == "ART" and c.lower_[0] == "d") for c in event.lefts)
    kind = class_of(event)
    rare = kind is not None and kind.kind == "EVENT" and _sorts().get(kind.entry, "") in _RARE
    return rare and definite and feature(event, "Number") != "Plur"


@cache
def _sorts() -> dict[str, str]:
    return {row["noun"]: row["type"] for row in table("eventnouns")}


def _is_particular(event: Token, part_name: Callable[[Token], bool], entity_at: EntityAt) -> bool:
    """Whether an event is one of a kind: by year, town, state, or whose it is ("Hamburger Bürgerschaftswahl")."""
    if "-" in event.text and part_name(event):
        return True
    sort = noun_class(event.lemma_)
    if sort is not None and state_named(event.lemma_[: -len(sort.entry)]):  # "Irakkrieg"
        return True
    after = event.doc[event.i + 1].text if event.i + 1 < len(event.doc) else ""
    if after.isdigit() and len(after) == 4:
        return True
    for child in event.children:
        if child.dep_ in {"nmod", "nummod"} and child.text.isdigit() and len(child.text) == 4:
            return True
        if child.dep_ == "amod" and (origin(child.text) or (child.text.endswith("er") and child.text[0].isupper())):
            return True
        if child.dep_ == "nmod" and entity_at(child) is not None and child.i == event.i + 2:
            return not any(c.dep_ == "case" for c in child.children)
    return False
