"""Events that are one of a kind though they have no name: "die Hamburger Bürgerschaftswahl", "das Erdbeben von X"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span, Token

from kg.extract.mentions.states import state_named
from kg.extract.mentions.wordclasses import noun_class
from kg.tables import origin

EntityAt = Callable[[Token], Span | None]


def end_of_event(event: Token, end: int, part_name: Callable[[Token], bool], entity_at: EntityAt) -> int:
    """Where the name of a particular event ends whose noun phrase ends at ``end``; 0 for an event of any sort.

    ``part_name``: whether the first part of a compound is a name.
    """
    for child in event.children:
        entity = entity_at(child)
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        if child.dep_ == "nmod" and case == "von" and entity is not None and entity.label_ == "LOC":
            return entity.end if entity.start == event.i + 2 else 0  # "das Massaker von X"
    return end if _is_particular(event, part_name, entity_at) else 0


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
