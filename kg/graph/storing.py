"""Writes graph.sqlite: the facts as they come, then nodes, edges and names made of them in the file.

Memory holds the ids of nodes alone; whatever is sorted is sorted by SQLite, in files where there is much.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from kg.graph import assemble, dates, fold, names
from kg.graph.tables import EDGE, FACT, FORMAT, INDEXES, NODE, TABLES
from kg.schema import NAMED_KINDS, Entity, Fact
from kg.tables import relations

__all__ = ["fill", "write"]

#: Facts and rows that travel to SQLite together.
_BATCH = 1000


def write(
    path: Path,
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    *,
    concepts: bool = False,
    duplicates: Mapping[str, str] | None = None,
    meta: Mapping[str, object] | None = None,
) -> None:
    """Writes a new file; the same facts and entities in the same order give the same bytes.

    ``concepts`` and ``duplicates`` are as for :func:`kg.graph.assemble.assemble`; ``meta`` is kept beside them.
    Raises ``OSError`` when there is no room.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # The file is brought to the disk as a whole before it takes its place, so nothing here has to be safe.
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
        db.execute("PRAGMA temp_store = FILE")
        try:
            fill(db, facts, entities, concepts=concepts, duplicates=duplicates or {}, meta=meta or {})
        except sqlite3.OperationalError as error:
            raise OSError(None, str(error)) from error


def fill(
    db: sqlite3.Connection,
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    *,
    concepts: bool,
    duplicates: Mapping[str, str],
    meta: Mapping[str, object],
) -> None:
    """Makes the tables in an empty database and fills them."""
    db.executescript(TABLES)
    db.execute("BEGIN")
    db.execute("CREATE TEMP TABLE uses (n INTEGER, graph INTEGER, kind TEXT, name TEXT, date TEXT, doc TEXT)")
    _many(db, "copies", 2, sorted(duplicates.items()))
    numbers: dict[str, int] = {}
    _many(db, "nodes", 3 + len(NODE), _nodes(entities, numbers, concepts))
    known = len(numbers)
    rows = _facts(db, facts, numbers, known, concepts)
    _many(db, "facts", 6 + len(FACT), rows)
    loose = {n: id_ for id_, n in numbers.items() if n >= known}
    del numbers
    _many(db, "nodes", 3 + len(NODE), _loose(db, loose))
    _many(db, "edges", 4 + len(EDGE), _edges(db, duplicates))
    db.execute("INSERT INTO relations SELECT relation, count(*) FROM facts GROUP BY relation ORDER BY relation")
    _names(db)
    count = {
        "facts": "SELECT count(*) FROM facts",
        "nodes": "SELECT count(*) FROM nodes WHERE graph",
        "edges": "SELECT count(*) FROM edges",
    }
    found = {name: db.execute(sql).fetchone()[0] for name, sql in count.items()}
    _many(db, "meta", 2, sorted({**meta, **found, "concepts": int(concepts)}.items()))
    db.execute("COMMIT")
    db.executescript(f"DROP TABLE uses; {INDEXES} PRAGMA user_version = {FORMAT};")


def _many(db: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _nodes(entities: Iterable[Entity], numbers: dict[str, int], concepts: bool) -> Iterator[tuple[Any, ...]]:
    for entity in entities:
        data = assemble.entity_attributes(entity)
        numbers[entity.id] = len(numbers)
        shown = int(concepts or entity.kind != "CONCEPT")
        yield numbers[entity.id], entity.id, shown, *(_text(data[name]) for name in NODE)


def _facts(
    db: sqlite3.Connection, facts: Iterable[Fact], numbers: dict[str, int], known: int, concepts: bool
) -> Iterator[tuple[Any, ...]]:
    """The rows of facts; their sources and the uses of what no entity describes go to their tables on the way."""
    waiting = iter(enumerate(facts))
    while batch := list(itertools.islice(waiting, _BATCH)):
        uses: list[tuple[Any, ...]] = []
        cited: set[tuple[str, int, str]] = set()
        rows = []
        for number, fact in batch:
            shown = int(concepts or {fact.subject_kind, fact.object_kind} <= NAMED_KINDS)
            ends = assemble.ends(fact)
            for id_, kind, name in ends:
                n = numbers.setdefault(id_, len(numbers))
                if n >= known:
                    uses.append((n, shown, kind, _text(name), fact.date, _text(fact.doc)))
            left, right = ends[0][0], ends[1][0]
            if relations.symmetric(fact.relation) and right < left:
                left, right = right, left
            cited.update((_text(names.fold(name)), number, _text(name)) for name in fold.sources(fact))
            values = (_text(getattr(fact, name)) for name in FACT)
            rows.append((number, shown, numbers[left], numbers[right], *dates.when(fact), *values))
        _many(db, "uses", 6, uses)
        _many(db, "sources", 3, sorted(cited))
        yield from rows


def _loose(db: sqlite3.Connection, ids: Mapping[int, str]) -> Iterator[tuple[Any, ...]]:
    """Nodes that no entity describes, from the facts that name them: from the graph's own if there are any."""
    rows = db.execute("SELECT * FROM uses ORDER BY n, graph DESC, rowid")
    for n, uses in itertools.groupby(rows, key=lambda row: int(row[0])):
        own = list(uses)
        shown = own[0][1]
        chosen = [((ids[n], kind, name), date, doc) for _, graph, kind, name, date, doc in own if graph == shown]
        data = assemble.loose_attributes(chosen)
        yield n, ids[n], shown, *(data[name] for name in NODE)


def _edges(db: sqlite3.Connection, duplicates: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    """The folded facts, numbered by the numbers of their ends."""
    columns = ", ".join(f'f."{name}"' for name in FACT)
    # Read by a cursor of its own while edges are written: the table of facts is finished by now.
    rows = db.execute(
        f"SELECT f.a, f.b, x.id, y.id, {columns} FROM facts f JOIN nodes x ON x.n = f.a JOIN nodes y ON y.n = f.b "
        "WHERE f.graph ORDER BY f.a, f.b, f.relation, f.f"
    )
    relation = FACT.index("relation") + 4
    groups = itertools.groupby(rows, key=lambda row: (row[0], row[1], row[relation]))
    for number, ((a, b, kind), members) in enumerate(groups):
        own = list(members)
        data = fold.attributes([Fact(**dict(zip(FACT, row[4:], strict=True))) for row in own], duplicates)
        key = assemble.edge_key(own[0][2], kind, own[0][3])
        yield number, key, a, b, *(_text(data[name]) for name in EDGE)


def _names(db: sqlite3.Connection) -> None:
    """The names of all nodes, phrases too, and the words of names."""

    def rows() -> Iterator[tuple[str, int, int, str]]:
        for n, kind, label, aliases in db.execute("SELECT n, kind, label, aliases FROM nodes ORDER BY n"):
            yield from ((text, rank, n, shown) for text, rank, shown in names.forms(label, aliases, kind))

    db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", rows())
    texts = db.execute("SELECT DISTINCT text FROM names WHERE rank < 2 ORDER BY text")
    pairs = ((word, text) for (text,) in texts for word in sorted(set(text.split(" "))))
    db.executemany("INSERT INTO words VALUES (?, ?)", pairs)


def _text(value: Any) -> Any:
    """A value as SQLite takes it: halves of surrogate pairs, which have no UTF-8 form, become question marks."""
    if type(value) is str and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
