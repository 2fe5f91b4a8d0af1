"""Mentions of several at once: "beide Länder", "die drei Minister", "sie" for two who were named together.

Such a mention is in no chain.  It is a group: its own id and one mention of each member, so that a fact with it as
subject or object is a fact of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from kg.fuse.within.binding import commands
from kg.fuse.within.conflicts import other_field
from kg.fuse.within.entities import Entity
from kg.fuse.within.pronouns import read_pronoun
from kg.fuse.within.titles import word_of
from kg.fuse.within.view import PERSON_GENDERS, SUBJECTS, Item, View
from kg.fuse.within.words import fits, person_gender, relational, things

#: How many sentences back the members of a counted group may lie.
_REACH = 4
#: How many sentences back the same group of states may have been mentioned.
_LONG = 8
#: The rank (see View.rank) of who acts or is acted on.
_ACTING = 1.6
_NUMBERS = {"beide": 2, "beiden": 2, "beider": 2, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5}
_BOTH = frozenset({"beide", "beiden", "beider"})
_ARTICLES = frozenset({"die", "der", "den", "diese", "dieser", "diesen", "alle", "aller", "allen"})


def groups_of(view: View, items: Sequence[Item], entities: Sequence[Entity]) -> tuple[tuple[str, ...], ...]:
    """The groups of an article, in text order: a plural mention's id, then one mention id of each member."""
    known = [e for e in entities if e.known]
    taken = {i.id for e in known for i in e.items}
    found: dict[str, tuple[Entity, ...]] = {}
    last: tuple[Item, tuple[Entity, ...]] | None = None
    states: tuple[Item, tuple[Entity, ...]] | None = None
    for item in items:
        if item.mention is None or item.id in taken or item.form == "NAME" or not item.mention.id.startswith("m"):
            continue
        if item.form == "NOMINAL":
            members = _states(item, known, view, states) or _counted(item, known, view)
        elif not _plural(item):
            continue
        elif last is not None and _goes_on(item, last[0], view):
            members = last[1]
        else:
            members = _together(item, known, view)
        if members:
            found[item.id] = members
            last = item, members
            if all("state" in e.sorts for e in members):
                states = item, members
    return tuple((id_, *(_first(e).id for e in members)) for id_, members in found.items())


def _first(entity: Entity) -> Item:
    return next(i for i in entity.all_items if i.mention is not None)


def _count(item: Item) -> int:
    """How many a plural description counts; 0 unless it says that they are known."""
    words = [c.lower_ for c in item.token.lefts if c.dep_ in {"det", "amod", "nummod"}]
    number = next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)
    return number if _BOTH & {*words} or _ARTICLES & {*words} else 0


def _counted(item: Item, known: Iterable[Entity], view: View) -> tuple[Entity, ...]:
    """The members of "beide Länder": so many fitting entities as were named last."""
    number = _count(item)
    if not number or (item.token.i + 1 < len(view.doc) and view.doc[item.token.i + 1].pos_ == "PROPN"):
        return ()
    fitting = [e for e in known if _fits(item, e) and not commands(item, e, view)]
    for back in range(_REACH + 1):
        near = [e for e in fitting if _named_since(e, item, item.sentence - back)]
        if len(near) == number:
            return tuple(sorted(near, key=lambda e: _first(e).index))
        if len(near) > number:
            break
    often = sorted(fitting, key=lambda e: -len(e.all_items))
    clear = len(often) > number and len(often[number - 1].all_items) >= 2 * len(often[number].all_items)
    return tuple(sorted(often[:number], key=lambda e: _first(e).index)) if clear else ()


def _states(
    item: Item, known: Sequence[Entity], view: View, before: tuple[Item, tuple[Entity, ...]] | None
) -> tuple[Entity, ...]:
    """The states of "beide Länder": those of the last sentence whose persons and actors are of so many.

    Else they are the states that such a phrase meant before; a state in passing is none of them.
    """
    number = _count(item)
    if not number or item.kind != "LOC" or not any(t.sort == "state" for t in things(word_of(item.token))):
        return ()
    countries = [e for e in known if e.kind == "LOC" and "state" in e.sorts]
    goes_on = before is not None and len(before[1]) == number and item.sentence - before[0].sentence <= _LONG
    first = item.sentence - _REACH
    if goes_on and before is not None:
        first = max(first, before[0].sentence + 1)
    for sentence in range(item.sentence, first - 1, -1):
        acting: set[str] = set()
        for entity in known:
            here = [i for i in entity.items if i.sentence == sentence and i.index < item.index]
            person = entity.kind == "PER" and len(entity.states) == 1 and bool(here)
            if person or (entity in countries and any(_acts(i, view) for i in here)):
                acting |= entity.states
        members = [e for e in countries if e.states & acting]
        if len(acting) == number and len(members) == number:
            return tuple(sorted(members, key=lambda e: _first(e).index))
        if len(acting) > number:
            return ()
    return before[1] if goes_on and before is not None else ()


def _acts(item: Item, view: View) -> bool:
    return item.rank >= _ACTING or view.heading(item.token).dep_ == "obl"


def _named_since(entity: Entity, item: Item, sentence: int) -> bool:
    return any(sentence <= i.sentence and i.index < item.index for i in entity.items)


def _fits(item: Item, entity: Entity) -> bool:
    word = word_of(item.token)
    if item.kind == "PER" or "any" in fits(word):
        # "Männer" are men only, "Politiker" may be women as well.
        sex = PERSON_GENDERS.get(person_gender(word) if "any" in fits(word) else "", entity.genders)
        return entity.kind == "PER" and not relational(word) and sex >= entity.genders and not other_field(item, entity)
    sorts = {t.sort for t in things(word) if t.kind == entity.kind}
    if item.kind == "LOC":
        return entity.kind == "LOC" and bool(sorts & entity.sorts)
    return (
        item.kind == "ORG" and entity.kind == "ORG" and bool(sorts) and (not entity.sorts or bool(sorts & entity.sorts))
    )


def _plural(item: Item) -> bool:
    """Whether a pronoun can only mean several."""
    if item.token.lower_ in _NUMBERS:
        return True
    pronoun = read_pronoun(item.token)
    if pronoun is None or pronoun.person != 3 or pronoun.possessive or pronoun.reflexive:
        return False
    return {n for _, n in pronoun.readings} == {"Plur"}


def _goes_on(item: Item, before: Item, view: View) -> bool:
    """Whether a plural pronoun goes on with the group that was the last subject."""
    near = item.sentence - before.sentence <= 1
    return near and view.role(before.token) in SUBJECTS and view.role(item.token) in SUBJECTS


def _together(item: Item, known: Iterable[Entity], view: View) -> tuple[Entity, ...]:
    """The persons named together in this sentence or the last: joined by "und", or its only two, subject and object."""
    for sentence in (item.sentence, item.sentence - 1):
        here = [
            (i, e)
            for e in known
            if e.kind == "PER"
            for i in e.items
            if i.sentence == sentence and i.index < item.index and i.form == "NAME"
        ]
        joined = _joined(here, view)
        if joined:
            return joined
        persons = list({id(e): e for _, e in sorted(here, key=lambda pair: pair[0].index)}.values())
        if sentence < item.sentence and len(persons) == 2 and not _plural_noun(here[0][0].token):
            roles = {view.role(i.token) for i, _ in here}
            return tuple(persons) if roles & SUBJECTS and roles & {"obj", "obl", "obl:arg", "iobj"} else ()
    return ()


def _joined(here: Sequence[tuple[Item, Entity]], view: View) -> tuple[Entity, ...]:
    """The only list of names joined by "und" among these."""
    lists: dict[int, dict[int, Entity]] = {}
    for item, entity in sorted(here, key=lambda pair: pair[0].index):
        top = view.heading(item.token)
        joins = any(c.dep_ == "conj" for c in top.children)
        while top.dep_ == "conj":
            top, joins = view.heading(top.head), True
        if joins and top.pos_ in {"NOUN", "PROPN"}:
            lists.setdefault(top.i, {})[id(entity)] = entity
    full = [tuple(members.values()) for members in lists.values() if len(members) > 1]
    return full[0] if len(full) == 1 else ()


def _plural_noun(token: Token) -> bool:
    """Whether the sentence of a word has a plural noun phrase as subject or object, which "sie" could mean as well."""
    return any(
        t.pos_ == "NOUN" and t.dep_ in {*SUBJECTS, "obj", "iobj", "obl:arg"} and t.morph.get("Number", []) == ["Plur"]
        for t in token.sent
    )
