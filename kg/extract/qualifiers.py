"""Where and when: the place and the time of an event, read around the word that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.clauses import preposition, subtree_without
from kg.extract.event import Event
from kg.extract.mentions import Mentions, chain
from kg.extract.wordclasses import noun_class
from kg.schema import Mention
from kg.tables import demonyms

_PLACE_PREPOSITIONS = {"in", "bei", "auf", "an", "nahe", "unweit", "vor", "außerhalb", "innerhalb", "nördlich"}
_PLACE_PREPOSITIONS |= {"südlich", "östlich", "westlich", "nordöstlich", "nordwestlich", "südöstlich", "südwestlich"}
_THERE = {"dort", "ebenda"}
#: Dependents that have a place and a time of their own.
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl", "conj", "parataxis", "csubj", "xcomp", "root"})


def place_of(event: Event, mentions: Mentions) -> Mention | None:
    """The most specific place at the event's own word, else at the clause around it."""
    found: list[Mention] = []
    for layer in _layers(event.trigger):
        for token in layer:
            found += _places_at(token, event, mentions)
        if found:
            break
    states = frozenset(demonyms().values())
    return next((m for m in found if (m.norm or m.text) not in states), found[0] if found else None)


def time_of(event: Event, times: Mapping[int, Mention]) -> Mention | None:
    """The first resolved date at the event's own word, else at the clause around it; ``times`` by head token."""
    for layer in (*_layers(event.trigger), _matrix(event.trigger)):
        found = [times[t.i] for t in sorted(layer, key=lambda t: t.i) if t.i in times]
        dated = [m for m in found if m.norm and m.norm.strip("./")[:1].isdigit()]  # no durations, no sets
        if dated:
            return dated[0]
    return None


def amount_of(event: Event, amounts: Sequence[tuple[int, Mention]]) -> Mention | None:
    """What the event counts: an amount in one of the phrases at its word."""
    below = {t.i for t in subtree_without(event.trigger, _OTHER_CLAUSES)}
    return next((m for i, m in amounts if i in below), None)


def _layers(trigger: Token) -> Iterator[list[Token]]:
    """The words of an event's own phrase, then those of the clause it stands in."""
    yield list(subtree_without(trigger, _OTHER_CLAUSES))
    if trigger.pos_ == "NOUN":
        for ancestor in trigger.ancestors:
            if ancestor.pos_ in {"VERB", "AUX"} or ancestor.dep_ == "ROOT":
                yield list(subtree_without(ancestor, _OTHER_CLAUSES))
                break
    elif trigger.dep_ in {"xcomp", "conj"} and not any(c.dep_ == "nsubj" for c in trigger.children):
        yield list(subtree_without(trigger.head, _OTHER_CLAUSES))


def _matrix(trigger: Token) -> list[Token]:
    """The clause above a complement clause: "Im April räumte Pjöngjang ein, dass ..." dates what was done as well."""
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"}), trigger)
    if verb.dep_ not in {"ccomp", "xcomp"}:
        return []
    return list(subtree_without(verb.head, _OTHER_CLAUSES))


def _places_at(token: Token, event: Event, mentions: Mentions) -> Iterator[Mention]:
    if token.lower_ in _THERE and token.dep_ == "advmod":
        last = _last_place(token, mentions)
        if last is not None:
            yield last
        return
    if token.dep_ not in {"obl", "nmod", "conj"} or token.i in event.used:
        return
    word = preposition(token)[0] or (preposition(token.head)[0] if token.dep_ == "conj" else "")
    if word not in _PLACE_PREPOSITIONS:
        return
    if (token.left_edge.i and token.doc[token.left_edge.i - 1].lower_ == "nicht") or token.left_edge.lower_ == "nicht":
        return  # "nicht in Pjöngjang, sondern hier"
    for member in chain(token):
        if member.i in event.used:
            continue
        noun = noun_class(member.lemma_) if member.pos_ == "NOUN" else None
        if noun is not None and noun.kind not in {"LOC", "ORG"}:
            continue
        mention = mentions.referent(member)
        if mention is not None and mention.kind == "LOC" and mention.form == "NAME":
            yield mention


def _last_place(token: Token, mentions: Mentions) -> Mention | None:
    before = [e for e in token.doc.ents if e.end <= token.i and e.label_ == "LOC" and e.text not in demonyms().values()]
    return mentions.named(before[-1]) if before else None
