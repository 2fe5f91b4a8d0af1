"""Facts and entities made by hand, for all tests that need some."""

from __future__ import annotations

from typing import Any

from kg.schema import Entity, Fact

KINDS = {"per": "PER", "org": "ORG", "loc": "LOC", "event": "EVENT", "concept": "CONCEPT"}


def fact(subject: str, relation: str, object_: str, /, **changes: Any) -> Fact:
    """A fact between two ids ("per:anna-berg"); names are made from them unless given."""
    values: dict[str, Any] = {
        "doc": "a.txt",
        "subject": name_of(subject),
        "subject_kind": KINDS[subject.partition(":")[0]],
        "relation": relation,
        "object": name_of(object_),
        "object_kind": KINDS[object_.partition(":")[0]],
        "event_type": "",
        "predicate": "tun",
        "place": "",
        "time": "",
        "time_text": "",
        "status": "asserted",
        "source": "",
        "amount": "",
        "sentence": "Ein Satz.",
        "start": 0,
        "end": 9,
        "rule": "test",
        "score": 0.5,
        "subject_id": subject,
        "object_id": object_,
        "date": "2025-07-13",
        "url": "",
        "title": "",
    }
    return Fact(**(values | changes))


def entity(id_: str, /, *aliases: str, **changes: Any) -> Entity:
    """An entity of one article; its name is made from the id unless given."""
    values: dict[str, Any] = {
        "kind": KINDS[id_.partition(":")[0]],
        "name": name_of(id_),
        "mentions": 1,
        "documents": 1,
        "first_seen": "2025-07-13",
        "last_seen": "2025-07-13",
    }
    return Entity(id=id_, aliases=aliases, **(values | changes))


def name_of(id_: str) -> str:
    return id_.partition(":")[2].replace("-", " ").title()
