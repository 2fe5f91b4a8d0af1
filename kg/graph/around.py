"""The edges at a node: what questions ask of a graph, be it in memory or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import networkx as nx

from kg.graph.ways import Link

__all__ = ["NEEDED", "Around", "InMemory", "Touching"]

#: The attributes of an edge that questions read.
NEEDED = (
    *("relation", "group", "symmetric", "weight", "status", "statuses", "places", "times", "sources"),
    *("first_date", "last_date", "spells", "sentence"),
)


@dataclass(frozen=True, slots=True)
class Touching:
    """An edge as seen from one of its ends: the ``other`` end, and whether it goes ``out``, ``in`` or ``both`` ways."""

    other: str
    label: str
    kind: str
    key: str
    way: str
    data: Mapping[str, Any]


class Around(Protocol):
    """A graph that is asked node by node: :class:`kg.graph.stored.Stored`, or one of networkx by :class:`InMemory`."""

    def __contains__(self, id_: object) -> bool: ...

    def around(self, id_: str) -> Iterable[Touching]:
        """The edges at a node by key; ``data`` has the attributes ``NEEDED``."""

    def links(self, id_: str) -> Iterable[Link]:
        """The same edges, the least of each."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A graph of networkx as the questions want it."""

    graph: nx.MultiDiGraph[str]

    def __contains__(self, id_: object) -> bool:
        return id_ in self.graph

    def around(self, id_: str) -> Iterator[Touching]:
        """The edges at a node by key."""
        out = ((v, k, d, "out") for _, v, k, d in self.graph.out_edges(id_, keys=True, data=True))
        into = ((u, k, d, "in") for u, _, k, d in self.graph.in_edges(id_, keys=True, data=True) if u != id_)
        for other, key, data, way in sorted((*out, *into), key=lambda edge: str(edge[1])):
            node = self.graph.nodes[other]
            yield Touching(
                other=other,
                label=str(node.get("label", other)),
                kind=str(node.get("kind", "")),
                key=str(key),
                way="both" if data.get("symmetric") else way,
                data=data,
            )

    def links(self, id_: str) -> Iterator[Link]:
        """The same edges, the least of each."""
        for edge in self.around(id_):
            relation, weight = str(edge.data.get("relation", "")), float(edge.data.get("weight", 1.0))
            yield Link(edge.other, edge.key, edge.way, relation, weight)
