"""Scale: generated facts, as many as a large archive has, written, asked and exported; seconds and peak memory.

Nothing is read here: what a graph costs does not depend on how its facts came about.  Names are made of syllables; few
names stand in very many facts and most in few, as in news.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kg.commands import streaming
from kg.commands.publishing import Graph, publish
from kg.graph import names, query
from kg.graph.stored import FILE, Stored
from kg.output import FORMATS
from kg.schema import Entity, Fact
from kg.score.measures import Outcome, Row
from kg.tables import relations

__all__ = ["entities", "facts", "score"]

_MIB = 1024 * 1024
_KINDS = ("PER", "ORG", "LOC")
_SYLLABLES = ("ba", "der", "fin", "go", "hal", "ke", "lu", "mar", "nie", "os", "pe", "rin", "sol", "ta", "ul", "wen")
#: Facts for each name, and for each article.
_PER_NAME, _PER_ARTICLE = 10, 10
_ASKED = 100


def entities(count: int) -> list[Entity]:
    """So many entities, by id; the first are in most facts."""
    found = []
    for number in range(count):
        kind = _KINDS[number % 3]
        name = _name(number, kind)
        found.append(
            Entity(
                id=f"{kind.lower()}:{names.slug(name)}-{number}",
                kind=kind,
                name=name,
                aliases=(name, name.split()[-1]),
                mentions=count - number,
                documents=count - number,
                first_seen="2020-01-01",
                last_seen="2025-12-31",
            )
        )
    return sorted(found, key=lambda entity: entity.id)


def _name(number: int, kind: str) -> str:
    chance = random.Random(number)
    words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).title() for _ in range(2))
    return " ".join(words) if kind == "PER" else next(words)


def facts(count: int, among: Sequence[Entity]) -> Iterator[Fact]:
    """So many facts among entities, by article; the same each time."""
    chance = random.Random(7)
    known = sorted(relations.relations())
    ranked = sorted(among, key=lambda entity: (-entity.mentions, entity.id))
    for number in range(count):
        # The third power of an even chance gives a few very many facts and most a few.
        left, right = (ranked[int(len(ranked) * chance.random() ** 3)] for _ in range(2))
        relation = chance.choice(known)
        day = f"20{20 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield Fact(
            doc=f"artikel-{number // _PER_ARTICLE:07}.txt",
            subject=left.name,
            subject_kind=left.kind,
            relation=relation,
            object=right.name,
            object_kind=right.kind,
            event_type=relations.event_type(relation),
            predicate=relations.label(relation),
            place=chance.choice(ranked[2:300:3]).name if number % 3 == 0 else "",
            time=day if number % 2 else "",
            time_text="am Freitag" if number % 2 else "",
            status=chance.choices(("asserted", "reported", "denied", "planned"), (8, 2, 1, 1))[0],
            source=chance.choice(ranked[1:300:3]).name if number % 5 == 0 else "",
            amount="",
            sentence=f"Am Freitag war von {left.name} und {right.name} die Rede, wie es in Satz {number} heißt.",
            start=number % _PER_ARTICLE * 120,
            end=number % _PER_ARTICLE * 120 + 90,
            rule="generated",
            score=round(0.5 + 0.5 * chance.random(), 2),
            subject_id=left.id,
            object_id=right.id,
            date=day,
            url="",
            title=f"Artikel {number // _PER_ARTICLE}",
        )


def score(count: int) -> Outcome:
    """Writes all that a build writes, asks for neighbours, and exports in every format, ``count`` facts in all.

    ``memory`` is the most that the process has held up to the end of a step.
    """
    rows: list[Row] = []

    def timed(name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - started
        rows.append(Row(part="step", name=name, figures={"seconds": round(seconds, 2), "memory MiB": _memory()}))
        return result

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        among = entities(max(10, count // _PER_NAME))
        graph = Graph(
            facts=facts(count, among),
            entities=among,
            links=(),
            copies={},
            concepts=False,
            articles=0,
        )
        timed("write all outputs of a build", lambda: publish(graph, out))
        asked = sorted(among, key=lambda entity: entity.id)[:: max(1, len(among) // _ASKED)]
        most = max(among, key=lambda entity: entity.mentions)
        timed("neighbors of the most frequent name", lambda: _neighbors(out / FILE, [most.name]))
        each = [timed("", partial(_neighbors, out / FILE, [e.name])) for e in asked]
        seconds = sorted(float(row.figures["seconds"] or 0) for row in rows[-len(each) :])
        del rows[-len(each) :]
        figures = {"seconds": seconds[len(seconds) // 2], "memory MiB": _memory()}
        rows.append(Row(part="step", name=f"neighbors, median of {len(each)} names", figures=figures))
        rows.append(
            Row(part="step", name="neighbors, the slowest of these", figures={**figures, "seconds": seconds[-1]})
        )
        timed("path between two names", lambda: _path(out / FILE, asked[0], asked[-1]))
        stored = Stored(out / FILE)
        for name in sorted(FORMATS):
            place = out / "exports" / (FORMATS[name].file or name)
            timed(f"export {name}", partial(streaming.write, stored, name, place))
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        totals = {name: stored.meta(name) for name in ("facts", "nodes", "edges")}
        stored.close()
    rows.append(Row(part="graph", name="all", figures={**totals, "MiB on disk": round(size / _MIB)}))
    return Outcome(suite="scale", rows=tuple(rows))


def _path(path: Path, start: Entity, end: Entity) -> int:
    """As ``kg path`` does, with the file opened anew."""
    stored = Stored(path)
    try:
        return len(query.path(stored, start.id, end.id))
    finally:
        stored.close()


def _neighbors(path: Path, asked: Sequence[str]) -> int:
    """As ``kg neighbors`` does, with the file opened anew."""
    stored = Stored(path)
    try:
        found = (names.find(stored, name).ids[0] for name in asked)
        return sum(len(query.neighbors(stored, node)) for node in found)
    finally:
        stored.close()


def _memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round((peak if sys.platform == "darwin" else peak * 1024) / _MIB)
