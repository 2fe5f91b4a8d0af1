"""What the rules hand on: an event or relation read off the text, before its status, place and time are known."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.schema import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``trigger`` is the word it rests on, ``predicate`` its lemma, ``relation`` an id of relations.tsv or the lemma.

    ``used`` are the token indices of the arguments: a place that is an argument is no place qualifier.  ``weight`` is
    the rule's own doubt (1 none): weak attachments and inherited subjects lower it.
    The flag ``given`` marks what has happened whatever the clause around it says.  ``probability`` is that of a reading
    that was measured by itself; 0 for the rules, which are measured by class (:mod:`kg.extract.scores`).
    """

    trigger: Token
    predicate: str
    relation: str
    subjects: tuple[Mention, ...]
    objects: tuple[Mention, ...]
    rule: str
    flags: frozenset[str] = frozenset()
    used: frozenset[int] = frozenset()
    weight: float = 1.0
    static: bool = False
    probability: float = 0.0
