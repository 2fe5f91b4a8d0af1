"""Figures about a graph: how much of what, who stands in the middle, how it hangs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.graph import fold
from kg.schema import Fact

__all__ = ["Statistics", "Top", "statistics"]

#: In larger graphs betweenness is estimated from the shortest paths that start at some nodes alone (Brandes and Pich
#: 2007), as many as fit into a bounded amount of work, counted in nodes and edges visited: some ten seconds.
_PIVOTS, _FEWEST, _WORK = 300, 30, 6_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """A node's place in a list: its id, name and figure."""

    id: str
    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All figures; counts are by frequency, then by name.

    ``statuses`` and ``sources`` count facts, ``relations`` and ``groups`` edges, ``kinds`` nodes.  ``degree`` is the
    number of edges, ``pagerank`` sums to 1, ``betweenness`` is the share of shortest paths through a node (0 to 1).
    Components are parts without a connection between them; ``alone`` nodes have no edge and are no components.
    """

    nodes: int
    edges: int
    facts: int
    articles: int
    first_date: str
    last_date: str
    kinds: Mapping[str, int]
    relations: Mapping[str, int]
    groups: Mapping[str, int]
    statuses: Mapping[str, int]
    sources: Mapping[str, int]
    degree: tuple[Top, ...]
    pagerank: tuple[Top, ...]
    betweenness: tuple[Top, ...]
    components: tuple[int, ...]
    alone: int


def statistics(graph: nx.MultiDiGraph[str], facts: Iterable[Fact] = (), *, top: int = 10) -> Statistics:
    """Figures of a graph and of the facts it was made from; ``top`` is the length of the lists of nodes."""
    given = list(facts)
    simple = _simple(graph)
    alone = [node for node, degree in simple.degree() if not degree]
    linked = simple.copy()
    linked.remove_nodes_from(alone)
    dates = [data for _, _, data in graph.edges(data=True) if data.get("first_date")]
    return Statistics(
        nodes=graph.number_of_nodes(),
        edges=graph.number_of_edges(),
        facts=len(given),
        articles=len({fact.doc for fact in given}),
        first_date=min((data["first_date"] for data in dates), default=""),
        last_date=max((data["last_date"] for data in dates), default=""),
        kinds=_counts(kind for _, kind in graph.nodes(data="kind", default="")),
        relations=_counts(relation for _, _, relation in graph.edges(data="relation", default="")),
        groups=_counts(group for _, _, group in graph.edges(data="group", default="")),
        statuses=_counts(fact.status for fact in given),
        sources=_counts(source for fact in given for source in fold.sources(fact)),
        degree=_top(graph, dict(graph.degree()), top),
        pagerank=_top(graph, nx.pagerank(simple, weight="weight") if linked else {}, top),
        betweenness=_top(graph, _betweenness(linked), top),
        components=tuple(sorted((len(part) for part in nx.connected_components(linked)), reverse=True)),
        alone=len(alone),
    )


def _simple(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Undirected, one edge a pair with the sum of the weights, nodes sorted so that results are the same each time."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    weights: Counter[tuple[str, str]] = Counter()
    for left, right, weight in graph.edges(data="weight", default=1.0):
        if left != right:
            weights[min(left, right), max(left, right)] += weight
    simple.add_weighted_edges_from((left, right, weight) for (left, right), weight in sorted(weights.items()))
    return simple


def _betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    pivots = max(_FEWEST, min(_PIVOTS, _WORK // max(1, len(graph) + graph.number_of_edges())))
    sample = pivots if len(graph) > _PIVOTS else None
    return dict(nx.betweenness_centrality(graph, k=sample, seed=0))


def _top(graph: nx.MultiDiGraph[str], values: Mapping[str, float], count: int) -> tuple[Top, ...]:
    # Rounded before sorting: the last digits of a float differ between machines.
    ranked = sorted((-round(value, 6), node) for node, value in values.items() if round(value, 6) > 0)
    return tuple(Top(id=n, label=str(graph.nodes[n].get("label", n)), value=-value) for value, n in ranked[:count])


def _counts(values: Iterable[str]) -> Mapping[str, int]:
    counts = Counter(value for value in values if value)
    return {value: counts[value] for value in fold.ranked(counts)}
