"""Reads graph.sqlite: of a graph of any size only what is asked for comes into memory.

:class:`Stored` answers as :mod:`kg.graph.query` asks (edges at a node), finds names, and gives facts, nodes and edges
one after the other in a fixed order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import KgError
from kg.graph import names
from kg.graph.around import NEEDED, Touching
from kg.graph.conditions import citing, conditions
from kg.graph.filters import Filter
from kg.graph.storing import fill
from kg.graph.tables import EDGE, FACT, FORMAT, NODE, columns
from kg.graph.ways import Link
from kg.schema import Entity, Fact

__all__ = ["FILE", "Stored"]

#: The usual name of the file.
FILE = "graph.sqlite"
_FACTS, _EDGES, _NODES = columns("facts", FACT), columns("edges", EDGE), columns("nodes", NODE)
_NEEDED = columns("edges", NEEDED)
_RANKS = {"name": 0, "alias": 1, "surname": 2}
#: Up to so many names all are compared with one that nobody bears; of more those that begin like it or a word of it.
_COMPARED = 20_000
_LAST = chr(0x10FFFF)


class Stored:
    """A graph in a file.  Raises :class:`kg.errors.KgError` for a file that is none or was made by another kg."""

    def __init__(self, path: Path | None, db: sqlite3.Connection | None = None) -> None:
        self._path = path or Path(FILE)
        try:
            # Nobody changes the file, so no lock is needed, and it may lie where nothing can be written.
            self._db = db or sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
            if self._db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                raise KgError(f"{self._path} was made by another version of kg; build the graph anew with kg build")
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    @classmethod
    def of(
        cls, facts: Iterable[Fact], entities: Iterable[Entity], *, concepts: bool, duplicates: Mapping[str, str]
    ) -> Stored:
        """A graph in memory, as :func:`kg.graph.storing.write` would write it."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        fill(db, facts, entities, concepts=concepts, duplicates=duplicates, meta={})
        return cls(None, db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def meta(self, name: str) -> Any:
        """What is known of the whole: numbers of ``facts``, ``nodes``, ``edges``, ``concepts`` (0 or 1); else None."""
        return next((value for (value,) in self.rows("SELECT value FROM meta WHERE name = ?", name)), None)

    # Names ------------------------------------------------------------------------------------------------------------
    def has(self, id_: str) -> bool:
        """Whether facts speak of this id, be it a node of the graph or not."""
        return bool(self._list("SELECT 1 FROM nodes WHERE id = ?", id_))

    def lookup(self, rank: str, text: str) -> tuple[str, ...]:
        """As :meth:`kg.graph.names.Names.lookup`."""
        if rank in _RANKS:
            return self._ids("text = ? AND rank = ?", text, _RANKS[rank])
        if rank == "prefix":
            return self._ids("text >= ? AND text < ? AND rank < 2", text, text + _LAST)
        # Whole words within a name: the first of them leads to few names, in which the others are looked for.
        within = "text IN (SELECT text FROM words WHERE word = ? AND instr(' ' || text || ' ', ?)) AND rank < 2"
        return self._ids(within, text.split(" ")[0], f" {text} ")

    def like(self, text: str) -> Mapping[str, tuple[str, frozenset[str]]]:
        """As :meth:`kg.graph.names.Names.like`."""
        sql = "SELECT text, shown, id FROM names JOIN nodes ON node = n WHERE rank < 2"
        values: tuple[str, ...] = ()
        if self._list("SELECT count(*) FROM names")[0][0] > _COMPARED:
            starts = sorted({word[:2] for word in text.split(" ")})
            some = " OR ".join("(word >= ? AND word < ?)" for _ in starts)
            sql += f" AND text IN (SELECT text FROM words WHERE {some})"
            values = tuple(value for start in starts for value in (start, start + _LAST))
        found: dict[str, tuple[str, set[str]]] = {}
        for folded, shown, id_ in self.rows(f"{sql} ORDER BY id, rank", *values):
            found.setdefault(folded, (shown, set()))[1].add(id_)
        return {folded: (shown, frozenset(ids)) for folded, (shown, ids) in found.items()}

    def names_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """All names of some nodes."""
        sql = "SELECT shown FROM names JOIN nodes ON node = n WHERE id = ? AND rank < 2 ORDER BY rank, text"
        return tuple(dict.fromkeys(name for id_ in ids for (name,) in self.rows(sql, id_)))

    def cited(self) -> list[str]:
        """All names of cited sources."""
        return [name for (name,) in self.rows("SELECT DISTINCT name FROM sources ORDER BY name")]

    def relations(self) -> list[str]:
        """All relations of facts."""
        return [name for (name,) in self.rows("SELECT relation FROM relations ORDER BY relation")]

    def told_by(self, predicate: str) -> list[str]:
        """The relations that facts of this lemma are told as, other than the lemma itself, the most frequent first."""
        sql = "SELECT relation FROM facts WHERE predicate = ? AND relation <> predicate GROUP BY relation"
        return [relation for (relation,) in self.rows(f"{sql} ORDER BY count(*) DESC, relation", predicate)]

    # The graph --------------------------------------------------------------------------------------------------------
    def __contains__(self, id_: object) -> bool:
        return bool(self._list("SELECT 1 FROM nodes WHERE id = ? AND graph", id_))

    def node(self, id_: str) -> dict[str, Any]:
        """The attributes of a node, of phrases too.  Raises ``KeyError`` for an unknown id."""
        rows = self._list(f"SELECT {_NODES} FROM nodes WHERE id = ?", id_)
        if not rows:
            raise KeyError(id_)
        return dict(zip(NODE, rows[0], strict=True))

    def around(self, id_: str) -> Iterator[Touching]:
        """As :meth:`kg.graph.around.Around.around`."""
        return map(Touching._make, self._touching(id_, f"y.id, y.label, y.kind, key, {{way}}, {_NEEDED}"))

    def links(self, id_: str) -> Iterator[Link]:
        """As :meth:`kg.graph.around.Around.links`."""
        return map(Link._make, self._touching(id_, "y.id, key, {way}, edges.relation, edges.weight"))

    def _touching(self, id_: str, wanted: str) -> Iterator[Any]:
        """Columns of the edges at a node, of their other ends ``y``, and their directions ``{way}``."""
        sql = (
            f"SELECT {wanted} FROM edges JOIN nodes y ON y.n = edges.{{far}} "
            "WHERE edges.{near} = (SELECT n FROM nodes WHERE id = ?)"
        )
        way = "CASE WHEN symmetric THEN 'both' ELSE '{}' END"
        yield from self.rows(sql.format(way=way.format("out"), near="a", far="b"), id_)
        # An edge from a node to itself counts once.
        yield from self.rows(sql.format(way=way.format("in"), near="b", far="a") + " AND edges.a != edges.b", id_)

    def edge(self, key: str) -> dict[str, Any]:
        """The attributes of an edge.  Raises ``KeyError`` for an unknown key."""
        rows = self._list(f"SELECT {_EDGES} FROM edges WHERE key = ?", key)
        if not rows:
            raise KeyError(key)
        return dict(zip(EDGE, rows[0], strict=True))

    def nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The nodes of the graph by id."""
        for id_, *values in self.rows(f"SELECT id, {_NODES} FROM nodes WHERE graph ORDER BY id"):
            yield id_, dict(zip(NODE, values, strict=True))

    def edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """The edges by key: key, both ends, attributes."""
        sql = (
            f"SELECT key, x.id, y.id, {_EDGES} FROM edges JOIN nodes x ON x.n = a JOIN nodes y ON y.n = b ORDER BY key"
        )
        for key, left, right, *values in self.rows(sql):
            yield key, left, right, dict(zip(EDGE, values, strict=True))

    def degrees(self) -> dict[str, int]:
        """The number of edges at each node that has any; an edge from a node to itself counts twice."""
        ends = "SELECT a AS n FROM edges UNION ALL SELECT b FROM edges"
        return dict(self.rows(f"SELECT id, count(*) FROM ({ends}) JOIN nodes USING (n) GROUP BY n ORDER BY id"))

    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole graph in memory, as :func:`kg.graph.assemble.assemble` makes it."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.nodes())
        graph.add_edges_from((left, right, key, data) for key, left, right, data in self.edges())
        return graph

    # Facts ------------------------------------------------------------------------------------------------------------
    def facts(self, chosen: Filter | None = None, *, ends: Collection[str] = ()) -> Iterator[Fact]:
        """The facts that fulfil the conditions on facts, in their order.

        ``ends`` are ids of which a fact has one at least on its sides.
        """
        where, values = conditions(chosen or Filter(), self.relations())
        if ends:
            marks = ", ".join("?" * len(ends))
            own = f"SELECT n FROM nodes WHERE id IN ({marks})"
            where.append(f"f IN (SELECT f FROM facts WHERE a IN ({own}) UNION SELECT f FROM facts WHERE b IN ({own}))")
            values += [*ends, *ends]
        return self._facts(where, values)

    def between(self, left: str, right: str) -> Iterator[Fact]:
        """The facts between two ids, either way round."""
        one, other = ("(SELECT n FROM nodes WHERE id = ?)",) * 2
        return self._facts([f"(a = {one} AND b = {other} OR a = {other} AND b = {one})"], [left, right, right, left])

    def edge_facts(self, left: str, relation: str, right: str) -> Iterator[Fact]:
        """The facts of an edge, the surest first."""
        node = "(SELECT n FROM nodes WHERE id = ?)"
        order = 'score DESC, date, doc, start, "end", f'
        return self._facts([f"a = {node} AND b = {node} AND relation = ?"], [left, right, relation], order)

    def citing(self, spellings: Iterable[str]) -> Iterator[Fact]:
        """The facts for which a source of one of these names is cited."""
        return self._facts(*citing(sorted({text for name in spellings for text in names.readings(name)})))

    def citations(self, texts: Collection[str]) -> int:
        """The number of facts for which a source of one of these folded names is cited."""
        marks = ", ".join("?" * len(texts))
        return int(self._list(f"SELECT count(DISTINCT fact) FROM sources WHERE text IN ({marks})", *texts)[0][0])

    def copies(self) -> dict[str, str]:
        """The agency copies, each with the article that it copies."""
        return dict(self.rows("SELECT doc, original FROM copies ORDER BY doc"))

    def _facts(self, where: list[str], values: Iterable[Any], order: str = "f") -> Iterator[Fact]:
        filtered = f"WHERE {' AND '.join(where)}" if where else ""
        for row in self.rows(f"SELECT {_FACTS} FROM facts {filtered} ORDER BY {order}", *values):
            yield Fact(**dict(zip(FACT, row, strict=True)))

    def _ids(self, where: str, *values: Any) -> tuple[str, ...]:
        sql = f"SELECT DISTINCT id, mentions FROM names JOIN nodes ON node = n WHERE {where} ORDER BY mentions DESC, id"
        return tuple(id_ for id_, _ in self.rows(sql, *values))

    def choose(self, table: str, ids_or_sql: Collection[str] | str, *values: Any) -> None:
        """Fill a table of this connection with the numbers of nodes: those of ids, or those that a query gives."""
        self._db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (n INTEGER PRIMARY KEY)")
        self._db.execute(f"DELETE FROM {table}")
        if isinstance(ids_or_sql, str):
            self._db.execute(f"INSERT INTO {table} {ids_or_sql}", values)
        else:
            rows = ((id_,) for id_ in sorted(ids_or_sql))
            self._db.executemany(f"INSERT INTO {table} SELECT n FROM nodes WHERE id = ?", rows)

    def _list(self, sql: str, *values: Any) -> list[Any]:
        return list(self.rows(sql, *values))

    def rows(self, sql: str, *values: Any) -> Iterator[Any]:
        """The rows of a query."""
        try:
            yield from self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> KgError:
        return KgError(f"{self._path} is damaged ({error}); build the graph anew with kg build")
