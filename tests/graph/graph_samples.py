"""Facts and entities for the graph tests, made by hand."""

from __future__ import annotations

from typing import Any

from kg.schema import Entity, Fact

KINDS = {"per": "PER", "org": "ORG", "loc": "LOC", "event": "EVENT", "concept": "CONCEPT"}


def fact(subject: str, relation: str, object_: str, **changes: Any) -> Fact:
    """A fact between two entity ids ("per:anna-berg"); names are made from them unless given."""
    values: dict[str, Any] = {
        "doc": "a.txt",
        "subject": subject.partition(":")[2].replace("-", " ").title(),
        "subject_kind": KINDS[subject.partition(":")[0]],
        "relation": relation,
        "object": object_.partition(":")[2].replace("-", " ").title(),
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


def entity(id_: str, name: str, *aliases: str, mentions: int = 1, **changes: Any) -> Entity:
    values: dict[str, Any] = {"documents": 1, "first_seen": "2025-07-13", "last_seen": "2025-07-13"}
    return Entity(
        id=id_, kind=KINDS[id_.partition(":")[0]], name=name, aliases=aliases, mentions=mentions, **(values | changes)
    )


LAWROW, KIM, PUTIN = "per:sergej-lawrow", "per:kim-jong-un", "per:wladimir-putin"
ENTITIES = (
    entity(LAWROW, "Sergej Lawrow", "Lawrow", "Lawrows", mentions=9),
    entity(KIM, "Kim Jong Un", "Kim", "Kim Jong-un", mentions=8),
    entity("per:kim-yo-jong", "Kim Yo-jong", "Kim", mentions=2),
    entity(PUTIN, "Wladimir Putin", "Putin", mentions=5),
    entity("per:joerg-mueller", "Jörg Müller", "Müller", mentions=3),
    entity("per:anna-mueller", "Anna Müller", mentions=4),
    entity("loc:russland", "Russland", "Moskau", mentions=7),
    entity("loc:paris", "Paris", mentions=1),
    entity("loc:wonsan", "Wonsan", mentions=2),
    entity("org:kcna", "KCNA", mentions=3),
    entity("org:aussenministerium", "russisches Außenministerium", mentions=1),
)
FACTS = (
    fact(LAWROW, "met", KIM, doc="a.txt", place="Wonsan", time="2025-07-12", score=0.9, sentence="Er traf ihn dort."),
    fact(KIM, "met", LAWROW, doc="b.txt", place="Wonsan", time="2025-07-12", status="reported", source="KCNA; TASS"),
    fact(LAWROW, "met", KIM, doc="c.txt", time="2025-07", score=0.7, source="TASS", status="reported"),
    fact(LAWROW, "met", KIM, doc="copy.txt", time="2025-07", score=0.7, source="TASS", status="reported"),
    fact(LAWROW, "met", KIM, doc="d.txt", time="2023-10-19", place="Pjöngjang", date="2023-10-20"),
    fact(LAWROW, "office_in", "loc:russland", doc="a.txt"),
    fact(PUTIN, "leads", "loc:russland", doc="b.txt"),
    fact(KIM, "praised", PUTIN, doc="a.txt", status="denied"),
    fact(PUTIN, "praised", KIM, doc="a.txt"),
    fact(KIM, "finanzieren", "concept:denkmal", doc="a.txt", object_id=""),
    fact(LAWROW, "visited", "loc:wonsan", doc="d.txt", date=""),
)
DUPLICATES = {"copy.txt": "c.txt"}
