"""Binding: what syntax forbids pronouns and descriptions to mean, whoever is prominent."""

from __future__ import annotations

from spacy.tokens import Token

from kg.fuse.within.entities import Entity
from kg.fuse.within.speech import is_speech, says
from kg.fuse.within.view import SUBJECTS, Item, View

#: Conjunctions of infinitives whose subject is that of the clause above.
_INFINITIVES = frozenset({"um", "ohne", "statt", "anstatt"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "obl"})


def bound(item: Item, possessive: bool, entity: Entity, view: View) -> bool:
    """Whether syntax forbids the antecedent: an argument of the same verb, or the phrase that holds the pronoun."""
    if not possessive:
        return same_clause(item, entity, view) or _controls(item, entity, view)
    token = item.token
    above = {a.i for a in token.ancestors if a.pos_ in {"NOUN", "PROPN"}}
    for other in mentioned(entity, item.sentence):
        held = {other.index, view.heading(other.token).i} & above
        if held and other.index != token.i and view.clauses[other.index] == view.clauses[token.i]:
            return True
    return False


def _controls(item: Item, entity: Entity, view: View) -> bool:
    """Whether an entity is the unsaid subject of the infinitive that a pronoun depends on: "um ihn zu fragen"."""
    clause = view.doc[view.clauses[item.index]]
    if clause.tag_ not in {"VVINF", "VVIZU", "VAINF", "VMINF"} or clause.head.i == clause.i:
        return False
    if not any(c.lower_ in _INFINITIVES for c in clause.lefts):
        return False
    above = view.clauses[clause.head.i]
    return any(
        view.clauses[o.index] == above and view.role(o.token) in SUBJECTS for o in mentioned(entity, item.sentence)
    )


def mentioned(entity: Entity, sentence: int) -> list[Item]:
    """All mentions of an entity in a sentence known so far; names that stand further on are known, too."""
    both = (i for items in (entity.items, entity.all_items) for i in items if i.sentence == sentence)
    return list({i.index: i for i in both}.values())


def same_clause(item: Item, entity: Entity, view: View) -> bool:
    """Whether a mention and an entity are arguments of one verb, so that only a reflexive could mean it."""
    top = view.heading(item.token)
    if top.dep_ not in _CORE:
        return False
    for other in mentioned(entity, item.sentence):
        head = view.heading(other.token)
        if head.dep_ in _CORE and head.head.i == top.head.i and head.i != top.i:
            return True
    return False


def commands(item: Item, entity: Entity, view: View) -> bool:
    """Whether an entity is the subject of the clause that a noun phrase stands in, or of one above it.

    A description there is somebody else (binding theory's principle C): "Er lobte den Minister", "Sie sagte, die
    Ministerin habe recht".
    """
    others = mentioned(entity, item.sentence)
    if not others:
        return False
    if says(view, item.token) and any(_told_of(o, item, view) for o in others):
        return True
    verbs = _verbs_above(item.token)
    above = {item.token.i, view.heading(item.token).i}
    for other in others:
        top = view.heading(other.token)
        while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
            top = view.heading(top.head)
        if top.dep_ in SUBJECTS and top.head.i in verbs and top.i not in above:
            return True
    return False


def _told_of(other: Item, item: Item, view: View) -> bool:
    """Whether a noun phrase is the subject of what a speaker named behind it says: "X irre, sagte der Minister"."""
    top = view.heading(other.token)
    said = other.form != "PRONOUN" and other.index < item.index and top.dep_ in SUBJECTS
    return said and top.head.i != view.heading(item.token).head.i


def _verbs_above(token: Token) -> set[int]:
    """The predicates whose subjects command a word: of its clause and of those that its clause depends on."""
    found, seen = set(), 0
    while token.head.i != token.i and seen < 60:
        verb = token.pos_ in {"VERB", "AUX"}
        beside = token.dep_ == "conj" and verb
        told = token.dep_ == "parataxis" and not any(
            t.text == ":" for t in token.doc[token.head.i : token.left_edge.i + 1]
        )
        token, seen = token.head, seen + 1
        if not beside and not told:
            found.add(token.i)
        if is_speech(token):
            break
    return found
