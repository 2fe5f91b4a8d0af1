"""What of a large graph the page holds, what it shows at first, and into which clusters the rest is folded.

Strength is the number of independent articles over all edges of a node.  The page holds the strongest nodes that have
an edge at all; of these the strongest are drawn at once, and the others stand behind nodes that open.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.output.html_text import number

__all__ = ["REST", "Edge", "Selection", "select"]

#: Source, target and key of an edge; keys are text in our graphs, but networkx numbers those that are given none.
Edge = tuple[str, str, Any]
#: The cluster of the nodes whose own one would be too small to open.
REST = 0
_SMALLEST, _MOST_CLUSTERS = 4, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """``nodes`` strongest first, ``edges`` between them; the first ``shown`` nodes are drawn at once.

    ``cluster`` is in step with ``nodes``: the number of the cluster that a node is folded into, -1 for those shown.
    ``heads`` is in step with the clusters: the index of each one's strongest node, -1 for :data:`REST`.
    ``isolated`` counts the nodes without an edge, which are not drawn; ``loose`` are those of them that most articles
    name, which can be searched for.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    shown: int
    cluster: tuple[int, ...]
    heads: tuple[int, ...]
    isolated: int
    loose: tuple[str, ...]


def select(graph: nx.MultiDiGraph[str], *, shown: int, held: int, most_edges: int, most_loose: int) -> Selection:
    """The strongest part of the graph; all of it where it is small enough.

    ``shown``, ``held`` (nodes) and ``most_edges`` are at least 1.
    """
    strength: defaultdict[str, float] = defaultdict(float)
    for edge in sorted(graph.edges(keys=True), key=_order):
        for end in edge[:2]:
            strength[end] += number(graph.edges[edge].get("weight"), 1.0)
    nodes = sorted(strength, key=lambda node: (-strength[node], -number(graph.nodes[node].get("documents")), node))
    kept = set(nodes[:held])
    edges = sorted(
        (edge for edge in graph.edges(keys=True) if edge[0] in kept and edge[1] in kept),
        key=lambda edge: (-number(graph.edges[edge].get("weight"), 1.0), _order(edge)),
    )[:most_edges]
    joined = {end for source, target, _ in edges for end in (source, target)}
    nodes = [node for node in nodes[:held] if node in joined]
    first = set(nodes[:shown])
    # A strong node all of whose neighbours are weak would float without a line: it waits with them.
    linked = {end for source, target, _ in edges if source in first and target in first for end in (source, target)}
    nodes = [node for node in nodes if node in linked] + [node for node in nodes if node not in linked]
    cluster, heads = _clusters(nodes, len(linked), edges)
    alone = sorted(
        set(graph.nodes) - set(strength), key=lambda node: (-number(graph.nodes[node].get("documents")), node)
    )
    return Selection(
        nodes=tuple(nodes),
        edges=tuple(sorted(edges, key=_order)),
        shown=len(linked),
        cluster=cluster,
        heads=heads,
        isolated=len(alone),
        loose=tuple(alone[:most_loose]),
    )


def _order(edge: Edge) -> tuple[str, str, str]:
    return edge[0], edge[1], str(edge[2])


def _clusters(nodes: list[str], shown: int, edges: list[Edge]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cluster of each node that is not shown, and the head of each cluster."""
    if shown == len(nodes):
        return (-1,) * len(nodes), ()
    index = {node: number_ for number_, node in enumerate(nodes)}
    # Whole numbers as nodes: the order of a set of strings changes from run to run, and the clusters with it.
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(len(nodes)))
    simple.add_edges_from(sorted({(index[s], index[t]) for s, t, _ in edges if s != t}))
    found = sorted(sorted(members) for members in nx.community.louvain_communities(simple, seed=7))
    hidden = [[node for node in members if node >= shown] for members in found]
    large = sorted(
        (number_ for number_, members in enumerate(hidden) if len(members) >= _SMALLEST),
        key=lambda number_: (-len(hidden[number_]), number_),
    )[:_MOST_CLUSTERS]
    cluster = [-1] * shown + [REST] * (len(nodes) - shown)
    for position, number_ in enumerate(large, start=REST + 1):
        for node in hidden[number_]:
            cluster[node] = position
    return tuple(cluster), (-1, *(found[number_][0] for number_ in large))
