"""Facts and entities for the graph tests, made by hand."""

from __future__ import annotations

from samples import entity, fact

LAWROW, KIM, PUTIN = "per:sergej-lawrow", "per:kim-jong-un", "per:wladimir-putin"
ENTITIES = (
    entity(LAWROW, "Lawrow", "Lawrows", name="Sergej Lawrow", mentions=9),
    entity(KIM, "Kim", "Kim Jong-un", name="Kim Jong Un", mentions=8),
    entity("per:kim-yo-jong", "Kim", name="Kim Yo-jong", mentions=2),
    entity(PUTIN, "Putin", name="Wladimir Putin", mentions=5),
    entity("per:joerg-mueller", "Müller", name="Jörg Müller", mentions=3),
    entity("per:anna-mueller", name="Anna Müller", mentions=4),
    entity("loc:russland", "Moskau", name="Russland", mentions=7),
    entity("loc:paris", name="Paris", mentions=1),
    entity("loc:wonsan", name="Wonsan", mentions=2),
    entity("org:kcna", name="KCNA", mentions=3),
    entity("org:aussenministerium", name="russisches Außenministerium", mentions=1),
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
