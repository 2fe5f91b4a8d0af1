"""One-mode graphs: who is joined with whom through something shared.

Two persons are joined when both have an edge to the same organisation, place, event or happening (a node of the events
view).  What joins very many joins nobody in particular: such hubs are left out and named.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection

import networkx as nx

from kg.graph import assemble, fold

__all__ = ["SHARED", "project"]

#: The relation of projected edges.
SHARED = "shared"


def project(
    graph: nx.MultiDiGraph[str],
    kind: str = "PER",
    through: Collection[str] = ("ORG", "EVENT", "HAPPENING"),
    *,
    relations: Collection[str] = (),
    largest: int = 200,
) -> nx.MultiDiGraph[str]:
    """The nodes of one kind, with an edge between any two that share a neighbour of the kinds in ``through``.

    ``relations`` limits the edges that count (empty: all).  Edges are symmetric, from the smaller id to the larger;
    ``weight`` is Newman's (each shared thing gives 1/(n-1), n being how many nodes of that kind it joins), ``facts``
    the number of things shared, ``shared`` their names, the most telling first.
    Things that join more than ``largest`` nodes are left out; ``graph.graph["left_out"]`` names them.
    Notes: weights after M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 2001.
    """
    members: dict[str, set[str]] = defaultdict(set)
    for left, right, data in graph.edges(data=True):
        if relations and data.get("relation") not in relations:
            continue
        for inner, outer in ((left, right), (right, left)):
            if inner != outer and _kind(graph, inner) == kind and _kind(graph, outer) in through:
                members[outer].add(inner)

    hubs = sorted(thing for thing, joined in members.items() if len(joined) > largest)
    pairs: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for thing, joined in sorted(members.items()):
        if len(joined) <= largest:
            for pair in itertools.combinations(sorted(joined), 2):
                pairs[pair][thing] = 1 / (len(joined) - 1)

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(left_out=fold.joined(_label(graph, hub) for hub in hubs))
    result.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(graph) if _kind(graph, node) == kind)
    for (left, right), things in sorted(pairs.items()):
        telling = sorted(things, key=lambda thing: (-things[thing], _label(graph, thing), thing))
        result.add_edge(
            left,
            right,
            key=assemble.edge_key(left, SHARED, right),
            label=SHARED,
            relation=SHARED,
            group="other",
            symmetric=1,
            weight=round(sum(things.values()), 6),
            facts=len(things),
            shared=fold.joined(_told(graph, thing) for thing in telling),
        )
    return result


def _kind(graph: nx.MultiDiGraph[str], node: str) -> str:
    return str(graph.nodes[node].get("kind", ""))


def _told(graph: nx.MultiDiGraph[str], node: str) -> str:
    """The name, and of an event without a name its time, as there may be several of the same words."""
    time = graph.nodes[node].get("time") if _kind(graph, node) == "HAPPENING" else ""
    return f"{_label(graph, node)} [{time}]" if time else _label(graph, node)


def _label(graph: nx.MultiDiGraph[str], node: str) -> str:
    return str(graph.nodes[node].get("label", node))
