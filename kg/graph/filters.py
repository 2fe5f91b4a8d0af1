"""The part of a graph that a user asks for: the same conditions for every output.

Conditions on facts (period, relation, status ...) are applied before folding, so that the weights, places and dates of
an edge tell of the chosen facts alone; conditions on the whole (number of articles, surroundings) afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.graph import assemble, dates, fold, names
from kg.schema import NAMED_KINDS, Entity, Fact
from kg.tables import relations as vocabulary

__all__ = ["ALL", "Filter", "behind", "connected", "restrict", "select", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that all must hold; an empty one holds always.

    ``relations`` are relation ids or groups ("force"), ``kinds`` hold for both ends of an edge, ``sources`` are names
    of those cited, ``since`` and ``until`` ISO days, months or years, both included, compared with the fact's time or,
    where that is unknown, its article's date.  ``about`` are node ids, around which ``steps`` edges are kept.
    """

    min_articles: int = 1
    min_score: float = 0.0
    since: str = ""
    until: str = ""
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    steps: int = 1


#: The filter that keeps everything.
ALL = Filter()


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


def connected(graph: nx.MultiDiGraph[str], kept: Collection[str] = ()) -> nx.MultiDiGraph[str]:
    """A copy without the nodes that have no edge, but for those to be ``kept``."""
    result = graph.copy()
    result.remove_nodes_from([node for node, degree in graph.degree() if not degree and node not in kept])
    return result


def behind(graph: nx.MultiDiGraph[str], facts: Iterable[Fact], *, phrases: bool = False) -> Iterator[Fact]:
    """Of some facts those that the edges of a graph are made of, in their order.

    With ``phrases`` also those that tell of a node of it and of a phrase, which is no node.
    """
    edges = {(left, str(relation), right) for left, right, relation in graph.edges(data="relation")}
    for fact in facts:
        left, right = fact.subject_id, fact.object_id
        told = (left, fact.relation, right) in edges
        turned = vocabulary.symmetric(fact.relation) and (right, fact.relation, left) in edges
        loose = phrases and not {fact.subject_kind, fact.object_kind} <= NAMED_KINDS
        if told or turned or (loose and (left in graph or right in graph)):
            yield fact


def _listed(relation: str, wanted: tuple[str, ...]) -> bool:
    return relation in wanted or vocabulary.group(relation) in wanted
