"""Where and when: the place and the time of an event, read around the word that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.clauses import preposition, subtree_without
from kg.extract.event import Event
from kg.extract.mentions import Mentions
from kg.extract.places import best, is_occasion, places
from kg.schema import Mention

#: Dependents that have a place and a time of their own.
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl", "conj", "parataxis", "csubj", "xcomp", "root"})
_AT = {"bei", "während", "auf", "in"}
_MEANWHILE = {"als", "während", "wo", "wobei"}


def place_of(event: Event, mentions: Mentions) -> Mention | None:
    """The most specific place at the event's own word, else at the clause around it, else of what happens meanwhile."""
    for layer in (*_layers(event.trigger), _around(event.trigger), *_meanwhile(event.trigger)):
        found = best(places(layer, event.trigger, event.used, mentions))
        if found is not None:
            return found
    return None


def time_of(event: Event, times: Mapping[int, Mention]) -> Mention | None:
    """The first resolved date at the event's own word, else at the clause around it; ``times`` by head token."""
    for layer in (*_layers(event.trigger), _matrix(event.trigger)):
        found = [times[t.i] for t in sorted(layer, key=lambda t: t.i) if t.i in times]
        dated = [m for m in found if m.norm and m.norm.strip("./")[:1].isdigit()]  # no durations, no sets
        if dated:
            return dated[0]
    return None


def occasions(trigger: Token) -> list[Token]:
    """The meetings, visits and the like at which something is done: "sagte bei einem Treffen mit X zu, ..."."""
    verb = _verb(trigger)
    return [
        t
        for t in subtree_without(verb, _OTHER_CLAUSES)
        if t.pos_ == "NOUN" and preposition(t)[0] in _AT and t.i != trigger.i and is_occasion(t)
    ]


def lasting_time(event: Event, times: Mapping[int, Mention]) -> Mention | None:
    """Since when or how long something holds: a time with a bound or a span at the words that say it holds.

    "seit 2004 Präsident", "führt die Bank seit Mai", "von 1998 bis 2005 Kanzler"; births and deaths have plain dates.
    """
    found = [m for t in subtree_without(event.trigger, _OTHER_CLAUSES) if (m := times.get(t.i)) is not None]
    dated = [m for m in found if m.norm.strip("./")[:1].isdigit()]
    plain = event.relation in {"born_in", "died_in"}
    return next((m for m in dated if plain or m.bound in {"since", "until"} or "/" in m.norm), None)


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


def _verb(trigger: Token) -> Token:
    """The verb of the clause that an event's word stands in."""
    return next((t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"}), trigger)


def _around(trigger: Token) -> list[Token]:
    """The clause above an infinitive: "Der Polizei gelang es in Palermo, ihn zu verhaften"."""
    verb = _verb(trigger)
    infinitive = any(c.tag_ == "PTKZU" for c in verb.children) or verb.tag_ == "VVIZU"
    if not infinitive or verb.dep_ not in {"xcomp", "ccomp", "csubj", "acl"}:
        return []
    above = _verb(verb.head)
    return list(subtree_without(above, _OTHER_CLAUSES))


def _meanwhile(trigger: Token) -> Iterator[list[Token]]:
    """The clauses that go on at the same place: "Als Kim in X Platz nahm, ...", "landete in X, wo ihn Y empfing"."""
    verb = _verb(trigger)
    if verb.dep_ in {"advcl", "acl"} and any(
        c.lower_ in _MEANWHILE and c.dep_ in {"mark", "advmod"} for c in verb.children
    ):
        yield list(subtree_without(_verb(verb.head), _OTHER_CLAUSES))
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"als", "während"} for c in child.children):
            yield list(subtree_without(child, _OTHER_CLAUSES))


def _matrix(trigger: Token) -> list[Token]:
    """The clause above a complement clause: "Im April räumte Pjöngjang ein, dass ..." dates what was done as well."""
    verb = _verb(trigger)
    if verb.dep_ not in {"ccomp", "xcomp"}:
        return []
    return list(subtree_without(verb.head, _OTHER_CLAUSES))
