"""Statements and identity to facts: the flat view that users see."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product

from kg.schema import NAMED_KINDS, Document, Entity, Fact, Findings, Identity, Mention, Statement
from kg.tables.relations import relations, symmetric

_KINDS = {
    "actor": {"PER", "ORG", "LOC", "MISC"},
    "person": {"PER"},
    "org": {"ORG", "MISC"},
    "place": {"LOC"},
    "event": {"EVENT", "MISC"},
}

#: Relations that happen at their object when it is a place.
_AT_OBJECT = {"attacked", "captured", "sent_to", "visited", "died_in", "born_in"}
#: Those of them whose clause names other places for other things: "sagte in Bern zu, Soldaten nach Mali zu schicken".
_ONLY_AT_OBJECT = {"captured", "sent_to"}
#: Relations that happen where their object is held when it is an event.
_AT_EVENT = {"took_part_in", "hosted"}


def facts_of(findings: Iterable[Findings], identity: Identity) -> Iterator[Fact]:
    """All facts between a named entity and another or a concept: article by article as given, by their place in it.

    A fact told twice in one sentence comes once, with the higher score.
    """
    entities = {e.id: e for e in identity.entities}
    for found in findings:
        own = _facts_of_one(found, identity, entities)
        yield from sorted(own, key=lambda f: (f.start, f.subject_id, f.relation, f.object_id))


def _facts_of_one(found: Findings, identity: Identity, entities: dict[str, Entity]) -> Iterator[Fact]:
    best: dict[tuple[str, str, str, int], Fact] = {}
    mentions = {m.id: m for m in found.mentions}
    members = {group[0]: group[1:] for group in found.groups}
    described = _described(found, mentions)
    for said in found.statements:
        if said.relation == "speech":
            continue
        for fact in _facts(said, found.document, mentions, members, described, identity, entities):
            key = (fact.subject_id, fact.relation, fact.object_id, fact.start)
            if key not in best or (fact.score, fact.rule) > (best[key].score, best[key].rule):
                best[key] = fact
    return _completed(best.values())


def _described(found: Findings, mentions: dict[str, Mention]) -> dict[str, Mention]:
    """The fullest description of whom a pronoun or description means, by mention: "er" -> "Sprecher der Polizei"."""
    fullest: dict[str, Mention] = {}
    for chain in found.chains:
        nominal = [mentions[i] for i in chain if mentions[i].form == "NOMINAL"]
        if nominal and not any(mentions[i].form == "NAME" for i in chain):
            longest = max(nominal, key=lambda m: len(m.text))
            fullest |= dict.fromkeys(chain, longest)
    return fullest


def _completed(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of an article with the place and time that it gives elsewhere for the same fact, if it gives just one.

    What happens to a place happens at it ("schickt Soldaten nach Russland"), and whoever takes part in an event is
    where it is held.
    """
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    venues: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.relation == "located_in" and fact.subject_kind == "EVENT":
            venues[fact.subject_id].add(fact.object)
        groups[fact.subject_id, fact.relation, fact.object_id].append(fact)
    for group in groups.values():
        places = {f.place for f in group} - {""}
        times = {(f.time, f.time_text) for f in group} - {("", "")}
        time, text = next(iter(times)) if len(times) == 1 else ("", "")
        for fact in group:
            place = fact.place or (next(iter(places)) if len(places) == 1 else "")
            at_object = _AT_OBJECT if not place else _ONLY_AT_OBJECT
            if fact.relation in at_object and fact.object_kind == "LOC":
                place = fact.object
            held = venues.get(fact.object_id, set()) if fact.relation in _AT_EVENT else set()
            if not place and len(held) == 1:
                place = next(iter(held))
            when, said = (fact.time, fact.time_text) if fact.time else (time, text)
            yield dataclasses.replace(fact, place=place, time=when, time_text=said)


def _facts(
    said: Statement,
    doc: Document,
    mentions: dict[str, Mention],
    members: dict[str, tuple[str, ...]],
    described: dict[str, Mention],
    identity: Identity,
    entities: dict[str, Entity],
) -> Iterator[Fact]:
    def end(target: str) -> tuple[str, str, str] | None:
        """Id, name and kind of what a mention stands for."""
        entity = entities.get(identity.of.get((doc.id, target), ""))
        if entity is not None:
            return entity.id, entity.name, entity.kind
        mention = mentions[target]
        if mention.form == "NOMINAL":
            name = mention.citation or mention.text
            return "concept:" + slug(name), name, "CONCEPT"
        return None

    def each(role: str) -> Iterator[str]:
        """The mentions in a role, those of several at once as their members."""
        for argument in (*said.roles, *said.qualifiers):
            if argument.role == role:
                yield from members.get(argument.target, (argument.target,))

    def names(role: str) -> list[str]:
        fullest = [described.get(target, mentions[target]) for target in each(role)]
        ends = [(end(m.id), m) for m in fullest]
        return list(dict.fromkeys(e[1] if e is not None else m.text for e, m in ends if m.form != "PRONOUN" or e))

    subjects = [e for target in each("SUBJECT") if (e := end(target)) is not None]
    objects = [e for target in each("OBJECT") if (e := end(target)) is not None]
    pairs = list(product(subjects, objects)) if objects else []
    if symmetric(said.relation) and not any(kind in NAMED_KINDS for _, _, kind in objects):
        pairs += combinations(subjects, 2)
    time = next((mentions[a.target] for a in said.qualifiers if a.role == "TIME"), None)
    amount = next((mentions[a.target].norm for a in said.qualifiers if a.role == "AMOUNT"), "")
    places, sources = names("PLACE"), names("SOURCE")
    for left, right in pairs:
        if left[2] not in NAMED_KINDS or left[0] == right[0] or not _allowed(said.relation, left[2], right[2]):
            continue
        if symmetric(said.relation) and right[2] in NAMED_KINDS and right[0] < left[0]:
            left, right = right, left
        yield Fact(
            doc=doc.name,
            subject=left[1],
            subject_kind=left[2],
            relation=said.relation,
            object=right[1],
            object_kind=right[2],
            event_type=said.event_type,
            predicate=said.predicate,
            place=places[0] if places else "",
            time=calendar(time.norm) if time is not None else "",
            time_text=time.text if time is not None else "",
            status=said.status,
            source="; ".join(sources),
            amount=amount,
            sentence=said.provenance.sentence,
            start=said.provenance.span.start,
            end=said.provenance.span.end,
            rule=said.provenance.rule,
            score=said.provenance.score,
            subject_id=left[0],
            object_id=right[0],
            date=doc.published.date().isoformat() if doc.published is not None and doc.granularity != "month" else "",
            url=doc.url,
            title=doc.title,
        )


def calendar(value: str) -> str:
    """A time's value as facts give it: days, months, years and closed intervals.

    An open interval is its known end ("2022-02/.." -> "2022-02"), a clock time its day, a week its seven days.
    """
    ends = [e.partition("T")[0] for e in value.split("/") if e not in {"", ".."}]
    days = [_week(e) if "-W" in e else (e, e) for e in ends]
    if not days:
        return ""
    start, end = days[0][0], days[-1][1]
    return start if start == end else f"{start}/{end}"


def _week(value: str) -> tuple[str, str]:
    year, week = value.split("-W")
    monday = date.fromisocalendar(int(year), int(week[:2]), 1)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def slug(text: str) -> str:
    """A readable key of a phrase."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")


def _allowed(relation: str, subject: str, object_: str) -> bool:
    """Whether the vocabulary lets a relation stand between these kinds; concepts and events are objects of any."""
    row = relations().get(relation)
    if row is None:
        return True
    left = set().union(*(_KINDS.get(k, set()) for k in row.subject))
    right = set().union(*(_KINDS.get(k, set()) for k in row.object))
    if object_ in {"CONCEPT", "EVENT"} and subject in left and row.event_type:
        return True
    return (subject in left and object_ in right) or (row.symmetric and subject in right and object_ in left)
