"""The edges at a node: what questions ask of a graph, be it in memory or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import networkx as nx

from kg.graph.ways import Link

__all__ = ["NEEDED", "Around", "InMemory", "Touching"]


class Touching(NamedTuple):
    """An edge as seen from one of its ends: the ``other`` end, and whether it goes ``out``, ``in`` or ``both`` ways.

    The other fields are attributes of the edge, as :func:`kg.graph.fold.attributes` gives them.  A hub has tens of
    thousands of edges, of which all are read to be put in order: a named tuple takes a fourth of a dataclass's time.
    """

    other: str
    label: str
    kind: str
    key: str
    way: str
    weight: float
    relation: str
    group: str
    status: str
    statuses: str
    places: str
    times: str
    sources: str
    first_date: str
    last_date: str
    spells: str
    sentence: str


#: The attributes of an edge that questions read.
NEEDED = Touching._fields[Touching._fields.index("weight") :]
_TEXTS = tuple(name for name in NEEDED if name != "weight")


class Around(Protocol):
    """A graph that is asked node by node: :class:`kg.graph.stored.Stored`, or one of networkx by :class:`InMemory`."""

    def __contains__(self, id_: object) -> bool: ...

    def around(self, id_: str) -> Iterable[Touching]:
        """The edges at a node, in any order."""

    def links(self, id_: str) -> Iterable[Link]:
        """The same edges, the least of each."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A graph of networkx as the questions want it."""

    graph: nx.MultiDiGraph[str]

    def __contains__(self, id_: object) -> bool:
        return id_ in self.graph

    def around(self, id_: str) -> Iterator[Touching]:
        """The edges at a node, in any order."""
        out = ((v, k, d, "out") for _, v, k, d in self.graph.out_edges(id_, keys=True, data=True))
        into = ((u, k, d, "in") for u, _, k, d in self.graph.in_edges(id_, keys=True, data=True) if u != id_)
        for other, key, data, way in (*out, *into):
            node = self.graph.nodes[other]
            yield Touching(
                other=other,
                label=str(node.get("label", other)),
                kind=str(node.get("kind", "")),
                key=str(key),
                way="both" if data.get("symmetric") else way,
                weight=float(data.get("weight", 1.0)),
                **{name: str(data.get(name, "")) for name in _TEXTS},
            )

    def links(self, id_: str) -> Iterator[Link]:
        """The same edges, the least of each."""
        for edge in self.around(id_):
            yield Link(edge.other, edge.key, edge.way, edge.relation, edge.weight)
