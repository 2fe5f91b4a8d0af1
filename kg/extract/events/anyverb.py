"""Verbs as relations themselves: for clauses with two names of which no frame makes a fact.

The subject and the name in the accusative or dative, or behind a preposition that says what the verb is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import EMPTY, WEAK, listed
from kg.extract.lexicon import verbs
from kg.extract.mentions.register import Mentions
from kg.schema import Mention

#: Prepositions behind which a person, body or event is what the verb is about.
_ABOUT = ("mit", "gegen", "an", "über", "um", "gegenüber")
#: Those behind which a place is one that is acted upon, not where things happen.
_TOWARDS = {"mit", "gegen", "für", "gegenüber"}


def any_verb_events(clauses: Iterable[Clause], mentions: Mentions, known: Sequence[Event]) -> list[Event]:
    """Events with the verb itself as the relation, where no event of ``known`` brings two names together."""
    settled = {e.trigger.i for e in known if any(m.form == "NAME" for m in e.objects) or not e.objects}
    found: dict[int, Event] = {}
    for clause in clauses:
        at = clause.verb.i
        if at in settled or at in found or clause.verb.pos_ != "VERB" or not _means_itself(clause.lemma):
            continue
        event = next(_events(clause, mentions), None)
        if event is not None:
            found[at] = event
    return list(found.values())


def _means_itself(lemma: str) -> bool:
    """Whether a verb is a relation by itself: with no relation of the vocabulary, nor one of speech."""
    frames = verbs().get(lemma, ())
    if lemma in EMPTY or not frames:
        return False
    return not any(f.relation or "speech" in f.flags for f in frames)


def _events(clause: Clause, mentions: Mentions) -> Iterator[Event]:
    own = [f for f in clause.slots.get("nom", []) if not f.weak]
    subjects = [m for f in own for t in listed(f) for m in mentions.referents(t)]
    subjects = [m for m in subjects if m.form == "NAME" and m.kind in {"PER", "ORG", "LOC"}]
    if not subjects:
        return
    for objects in _objects(clause, mentions):
        ids = {m.id for m in subjects}
        right = {m.id: m for m in objects if m.id not in ids and m.form == "NAME"}
        if right:
            yield Event(
                trigger=clause.verb,
                predicate=clause.lemma,
                relation=clause.lemma,
                subjects=tuple(subjects),
                objects=tuple(right.values()),
                rule="verb.any",
                flags=frozenset({"unlisted"}),
                used=frozenset(mentions.head_index(m) for m in (*subjects, *right.values())),
                weight=WEAK,
            )


def _objects(clause: Clause, mentions: Mentions) -> Iterator[list[Mention]]:
    for name in ("acc", "dat", *_ABOUT):
        fillers = [f for f in clause.slots.get(name, []) if not f.weak and not _joint(f.token)]
        found = [m for f in fillers for t in listed(f) for m in mentions.referents(t)]
        if name == "mit":  # "stellt mit dem X ein Auto vor": a product; whom one does something with is company
            yield [m for m in found if m.kind == "MISC"]
        elif name in {"acc", "dat"} or name in _TOWARDS:
            yield found
        else:
            yield [m for m in found if m.kind != "LOC"]


def _joint(token: Token) -> bool:
    """Whether a name is company rather than what the verb is about: "zusammen mit X", "in Zusammenarbeit mit X"."""
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    return before.lower_ in {"zusammen", "gemeinsam"} or before.lemma_ in {"Zusammenarbeit", "Kooperation"}
