"""Parts of a stored graph as graphs in memory: what conditions choose, and what is strongest."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from typing import Any

import networkx as nx

from kg.graph import assemble, fold
from kg.graph.conditions import conditions
from kg.graph.filters import Filter
from kg.graph.stored import Stored
from kg.graph.tables import EDGE, FACT, NODE, columns
from kg.schema import Fact

__all__ = ["best_facts", "part", "strongest"]

_FACTS, _EDGES, _NODES = columns("facts", FACT), columns("edges", EDGE), columns("nodes", NODE)


def strongest(stored: Stored, nodes: int, edges: int, alone: int) -> nx.MultiDiGraph[str]:
    """The nodes with most articles over all their edges, the strongest edges between them, and nodes without an edge.

    ``graph["whole"]`` has the numbers of nodes and edges of the whole, of nodes without an edge, and of the facts of
    the part.
    """
    ends = "SELECT a AS n, weight FROM edges UNION ALL SELECT b, weight FROM edges"
    order = "sum(weight) DESC, documents DESC, id"
    stored.choose("kept", f"SELECT n FROM ({ends}) JOIN nodes USING (n) GROUP BY n ORDER BY {order} LIMIT ?", nodes)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id_, *values in stored.rows(f"SELECT id, {_NODES} FROM nodes WHERE n IN kept ORDER BY id"):
        graph.add_node(id_, **dict(zip(NODE, values, strict=True)))
    between = (
        f"SELECT x.id, y.id, key, {_EDGES} FROM edges JOIN nodes x ON x.n = a JOIN nodes y ON y.n = b "
        "WHERE a IN kept AND b IN kept ORDER BY weight DESC, key LIMIT ?"
    )
    for left, right, key, *values in stored.rows(between, edges):
        graph.add_edge(left, right, key=key, **dict(zip(EDGE, values, strict=True)))
    graph.remove_nodes_from([id_ for id_, degree in list(graph.degree) if not degree])
    without = "graph AND n NOT IN (SELECT a FROM edges UNION SELECT b FROM edges) ORDER BY documents DESC, id LIMIT ?"
    for id_, *values in stored.rows(f"SELECT id, {_NODES} FROM nodes WHERE {without}", alone):
        graph.add_node(id_, **dict(zip(NODE, values, strict=True)))
    [(linked,)] = stored.rows("SELECT count(*) FROM (SELECT a FROM edges UNION SELECT b FROM edges)")
    count = stored.meta("nodes")
    facts = sum(data["facts"] for *_, data in graph.edges(data=True))
    graph.graph["whole"] = {
        "nodes": count,
        "edges": stored.meta("edges"),
        "facts": facts,
        "isolated": count - linked,
    }
    return graph


def best_facts(stored: Stored, graph: nx.MultiDiGraph[str], most: int) -> Iterator[Fact]:
    """The surest facts of each edge of a graph, ``most`` at the most."""
    for left, right, relation in graph.edges(data="relation"):
        yield from itertools.islice(stored.edge_facts(left, relation, right), most)


def part(stored: Stored, chosen: Filter) -> nx.MultiDiGraph[str]:
    """The part of the graph that the conditions choose: edges of enough articles, around the nodes asked about.

    The nodes asked about stay even alone; of the others those that have an edge.  All edges between the nodes kept are
    kept, also those between two neighbours.  Without conditions it is the whole graph.

    Raises ``KeyError`` for a node asked about that is not in the graph.
    """
    if chosen == Filter():
        return stored.graph()
    missing = [id_ for id_ in chosen.about if id_ not in stored]
    if missing:
        raise KeyError(missing[0])
    reached = set(chosen.about)
    for _ in range(chosen.steps if reached else 0):
        # What is kept of the edges here and there is thrown away again: the next step needs their ends alone.
        reached |= {end for left, right, _, _ in _folded(stored, chosen, reached, "OR") for end in (left, right)}
    edges = list(_folded(stored, chosen, reached, "AND"))
    touched = reached or {end for left, right, _, _ in edges for end in (left, right)}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((id_, stored.node(id_)) for id_ in sorted(touched))
    graph.add_edges_from(sorted(edges, key=lambda edge: edge[:3]))
    return graph


def _folded(
    stored: Stored, chosen: Filter, reached: Collection[str], both: str
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """The edges that the chosen facts make, with one end (``OR``) or both (``AND``) among those reached, if any."""
    where, values = conditions(chosen, stored.relations())
    where.append("facts.graph")
    if reached:
        stored.choose("reached", reached)
        where.append(f"(a IN reached {both} b IN reached)")
    sql = (
        f"SELECT x.id, y.id, {_FACTS} FROM facts JOIN nodes x ON x.n = a JOIN nodes y ON y.n = b "
        f"WHERE {' AND '.join(where)} ORDER BY a, b, relation, f"
    )
    relation, copies = FACT.index("relation") + 2, stored.copies()
    groups = itertools.groupby(stored.rows(sql, *values), key=lambda row: (row[0], row[1], row[relation]))
    for (left, right, kind), rows in groups:
        data = fold.attributes([Fact(**dict(zip(FACT, row[2:], strict=True))) for row in rows], copies)
        if data["weight"] >= chosen.min_articles:
            yield left, right, assemble.edge_key(left, kind, right), data
