"""The conditions of a filter on facts in memory, told a second time: what the tables must answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from kg.graph import assemble, dates, fold, names
from kg.graph.filters import ALL, Filter
from kg.schema import Entity, Fact
from kg.tables import relations as vocabulary


def view(
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    chosen: Filter = ALL,
    *,
    concepts: bool = False,
    duplicates: Mapping[str, str] | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of the chosen facts; without conditions it is :func:`kg.graph.assemble.assemble` of all."""
    graph = assemble.assemble(select(facts, chosen), entities, concepts=concepts, duplicates=duplicates)
    return graph if chosen == ALL else restrict(graph, chosen)


def select(facts: Iterable[Fact], chosen: Filter) -> Iterator[Fact]:
    """The facts that fulfil the conditions on facts, in their order."""
    sources = {reading for name in chosen.sources for reading in names.readings(name)}
    for fact in facts:
        if (
            fact.score >= chosen.min_score
            and (not chosen.statuses or fact.status in chosen.statuses)
            and (not chosen.relations or _listed(fact.relation, chosen.relations))
            and (not chosen.kinds or {fact.subject_kind, fact.object_kind} <= set(chosen.kinds))
            and (not sources or sources & {names.fold(name) for name in fold.sources(fact)})
            and dates.overlaps(dates.when(fact), chosen.since, chosen.until)
        ):
            yield fact


def restrict(graph: nx.MultiDiGraph[str], chosen: Filter) -> nx.MultiDiGraph[str]:
    """A copy with the edges of enough articles, around the nodes asked about, and without nodes that have no edge.

    The nodes asked about stay even alone.  All edges between the nodes kept are kept, also those between two
    neighbours.  Raises ``KeyError`` for a node that is not in the graph.
    """
    strong = [
        (left, right, key)
        for left, right, key, weight in graph.edges(keys=True, data="weight", default=1.0)
        if weight >= chosen.min_articles
    ]
    around: dict[str, set[str]] = {}
    for left, right, _ in strong:
        around.setdefault(left, set()).add(right)
        around.setdefault(right, set()).add(left)
    kept = set(around)
    if chosen.about:
        if missing := sorted(set(chosen.about) - set(graph)):
            raise KeyError(missing[0])
        kept = set(chosen.about)
        for _ in range(chosen.steps):
            kept |= {other for node in kept for other in around.get(node, ())}
    edges = [edge for edge in strong if edge[0] in kept and edge[1] in kept]
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    result.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(kept))
    result.add_edges_from((left, right, key, dict(graph.edges[left, right, key])) for left, right, key in edges)
    return result


def _listed(relation: str, wanted: tuple[str, ...]) -> bool:
    return relation in wanted or vocabulary.group(relation) in wanted
