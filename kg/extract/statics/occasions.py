"""Where named events are: "der Gipfel in Ulm", "das Massaker von X", "das Fest fand in Ulm und Aalen statt"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.events.event import Event
from kg.extract.mentions.pointed import named_thing, whole_of
from kg.extract.mentions.register import Mentions, chain
from kg.extract.statics.holding import apart, static
from kg.schema import Mention

_IN = {"in", "bei", "auf", "an", "nahe"}
_SUBJECTS = {"nsubj", "nsubj:pass"}
#: What is done with an event at its place; the second set holds of bodies and sites too: "wurde in Ulm eröffnet".
_HELD = frozenset({"beginnen", "starten", "enden", "stattfinden", "feiern", "begehen", "fortsetzen", "verschieben"})
_SET_UP = frozenset({"eröffnen", "austragen", "abhalten", "veranstalten", "ausrichten", "verleihen", "uraufführen"})


def occasion(token: Token, mentions: Mentions) -> Iterator[Event]:
    """The places of the event that a noun or name names, in its own phrase and in that of its verb."""
    if token.pos_ not in {"NOUN", "PROPN", "X"} or (token.dep_ not in _SUBJECTS and not _placed(token)):
        return
    event = mentions.referent(token)
    if event is None or event.form != "NAME" or event.kind not in {"EVENT", "MISC", "ORG"}:
        return
    if event.kind == "EVENT" and mentions.head_index(event) == token.i:
        for child in token.rights:
            if child.dep_ == "nmod" and preposition(child)[0] in {*_IN, "von"}:
                yield from _at(child, token, event, mentions)
    verb = token.head
    if token.dep_ not in _SUBJECTS or verb.pos_ != "VERB" or not _holds(verb, event):
        return
    for child in verb.children:
        if child.dep_ == "obl" and preposition(child)[0] in _IN:
            yield from _at(child, verb, event, mentions)


def _placed(token: Token) -> bool:
    return any(c.dep_ == "nmod" and c.i > token.i for c in token.children)


def _holds(verb: Token, event: Mention) -> bool:
    """Whether a verb tells that an event takes place, or that something is opened or held in the passive."""
    lemma = infinitive(verb)
    passive = any(c.dep_ in {"aux", "aux:pass"} and c.lemma_ == "werden" for c in verb.children)
    return (event.kind == "EVENT" and lemma in _HELD) or (passive and lemma in _SET_UP)


def _at(child: Token, trigger: Token, event: Mention, mentions: Mentions) -> Iterator[Event]:
    for member in chain(child):
        place = named_thing(whole_of(member, mentions), mentions)
        if place is not None and place.kind == "LOC" and apart(event, place):
            yield static(trigger, "located_in", event, place, "occasion.place")
