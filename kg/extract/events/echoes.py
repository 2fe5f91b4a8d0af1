"""What an article adds to an event that it has told before: "Das Treffen am Samstag sei freundlich gewesen".

A definite event noun without participants takes up the last event of its relation; its time and place are that event's.
Whoever says "wir" to somebody in direct speech means both.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.lexicon import longest_suffix, nouns
from kg.extract.mentions.register import Mentions, chain
from kg.extract.qualifiers.places import is_state
from kg.extract.qualifiers.scene import looks_back
from kg.extract.qualifiers.status import clause_verb
from kg.extract.qualifiers.where_when import dated, place_of, time_of
from kg.extract.speech.types import Attribution
from kg.schema import Mention

_DEFINITE = {"der", "die", "das", "dem", "den", "des", "dieses", "diesem", "dieser", "beim", "zum", "im", "am"}
_CONTEST = {"played", "defeated"}
#: Relations that may take one another up: a meeting is a talk as well.
_FAMILIES = (
    {"met", "talked_with", "hosted", "visited"},
    {"attacked", "fought"},
    {"signed_with", "agreed_with"},
    _CONTEST,
)
#: Adjectives that tell another event of the same sort: "das nächste Spiel", "der zweite Besuch".
_OTHER = (
    *("nächst", "kommend", "folgend", "letzt", "vorig", "vorherig", "früher", "weiter", "ander", "neu", "jährlich"),
    *("erst", "zweit", "dritt", "viert", "fünft", "jed"),
)
_WE = {"wir", "uns"}


def echoes(
    doc: Doc, events: Sequence[Event], times: Mapping[int, Mention], mentions: Mentions
) -> dict[int, tuple[Mention | None, Mention | None]]:
    """Time and place that later mentions add, by the index of the event's trigger."""
    taken = {e.trigger.i for e in events}
    found: dict[int, tuple[Mention | None, Mention | None]] = {}
    known = nouns()
    for token in doc:
        if token.pos_ != "NOUN" or token.i in taken:
            continue
        if any(c.dep_ in {"amod", "det"} and c.lower_.startswith(_OTHER) for c in token.children):
            continue
        word = token.lemma_ if token.lemma_ in known else longest_suffix(token.lemma_, known)
        relations = {f.relation for f in known.get(word, ()) if f.relation}
        if not relations or not any(c.dep_ in {"det", "case"} and c.lower_ in _DEFINITE for c in token.children):
            continue
        wider = relations.union(*(f for f in _FAMILIES if f & relations))
        before = [e for e in reversed(events) if e.trigger.i < token.i and e.relation in wider and not e.static]
        if not before:
            continue
        last = next((e for e in before if not looks_back(e.trigger)), before[0])
        if looks_back(clause_verb(token)) and not looks_back(last.trigger):
            continue  # "Im Hinspiel hatte ... gewonnen"
        echo = dataclasses.replace(last, trigger=token, used=frozenset())
        own = (times[t.i] for t in token.subtree if t.i in times and dated(times[t.i]) and not times[t.i].bound)
        time = next(own, None) or (time_of(echo, times) if token.dep_.startswith("nsubj") else None)
        plays = token.dep_ == "obj" and bool(relations & _CONTEST)  # "Sie dominierten das Spiel in der Arena"
        placed = token.dep_.startswith("nsubj") or token.dep_ == "obl" or plays
        place = place_of(echo, mentions) if placed else None
        old_time, old_place = found.get(last.trigger.i, (None, None))
        found[last.trigger.i] = (old_time or time, old_place or place)
    return _retold(events, mentions, found)


def _retold(
    events: Sequence[Event], mentions: Mentions, found: dict[int, tuple[Mention | None, Mention | None]]
) -> dict[int, tuple[Mention | None, Mention | None]]:
    """Adds the places of meetings told again with the same people: "Das Treffen von A und B fand in C statt"."""
    meetings = [
        (e, _people(e)) for e in events if e.relation in _FAMILIES[0] and not looks_back(clause_verb(e.trigger))
    ]
    meetings = [(e, people) for e, people in meetings if len(people) > 1]
    placed = [(people, place) for e, people in meetings if (place := place_of(e, mentions)) and not is_state(place)]
    for event, people in meetings:
        time, place = found.get(event.trigger.i, (None, None))
        again = {m.norm or m.text: m for others, m in placed if _same_people(people, others)}
        if place is None and len(again) == 1:
            found[event.trigger.i] = (time, next(iter(again.values())))
    return found


def _people(event: Event) -> list[set[str]]:
    """The words of each name in an event."""
    return [set(m.text.split()) for m in (*event.subjects, *event.objects) if m.form == "NAME"]


def _same_people(some: Sequence[set[str]], others: Sequence[set[str]]) -> bool:
    """Whether two events have the same people by their names, full or short."""
    return len(some) == len(others) and all(any(a <= b or b <= a for b in others) for a in some)


def shared_we(events: Sequence[Event], attributions: Sequence[Attribution], mentions: Mentions) -> Iterator[Event]:
    """The events with "wir" in words spoken to somebody resolved to speaker and listener."""
    for event in events:
        if not any(m.text.lower() in _WE for m in event.subjects) or event.objects:
            yield event
            continue
        said = [a for a in attributions if a.kind == "direct" and a.start <= event.trigger.i < a.end and a.speaker]
        listeners = [
            m
            for a in said
            for child in a.cue.children
            if preposition(child)[0] in {"zu", "gegenüber"}
            for t in chain(child)
            if (m := mentions.referent(t)) is not None and m.kind == "PER"
        ]
        speaker = next((a.speaker for a in said if a.speaker is not None), None)
        if speaker is not None and listeners:
            yield dataclasses.replace(event, subjects=(speaker, *listeners), rule="verb.we")
        else:
            yield event
