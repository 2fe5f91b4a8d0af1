"""What changed between two graphs: nodes and edges that came, went, or carry other attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

__all__ = ["Change", "Diff", "diff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A node or edge in both graphs whose attributes differ; ``attributes`` are (name, before, after), by name."""

    id: str
    attributes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The difference of two graphs; ids of nodes and keys of edges, sorted."""

    nodes_added: tuple[str, ...]
    nodes_removed: tuple[str, ...]
    nodes_changed: tuple[Change, ...]
    edges_added: tuple[str, ...]
    edges_removed: tuple[str, ...]
    edges_changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        nodes = self.nodes_added or self.nodes_removed or self.nodes_changed
        return bool(nodes or self.edges_added or self.edges_removed or self.edges_changed)


def diff(before: nx.MultiDiGraph[str], after: nx.MultiDiGraph[str]) -> Diff:
    """What changed from one graph to the other.  Edges are told by their keys, which are unique in a graph."""
    nodes = _compare(dict(before.nodes(data=True)), dict(after.nodes(data=True)))
    edges = _compare(_edges(before), _edges(after))
    return Diff(
        nodes_added=nodes[0],
        nodes_removed=nodes[1],
        nodes_changed=nodes[2],
        edges_added=edges[0],
        edges_removed=edges[1],
        edges_changed=edges[2],
    )


def _edges(graph: nx.MultiDiGraph[str]) -> dict[str, Mapping[str, Any]]:
    return {str(key): data for _, _, key, data in graph.edges(keys=True, data=True)}


def _compare(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Change, ...]]:
    changes = (
        Change(
            id=key,
            attributes=tuple(
                (name, before[key].get(name), after[key].get(name))
                for name in sorted({*before[key], *after[key]})
                if before[key].get(name) != after[key].get(name)
            ),
        )
        for key in sorted(before.keys() & after.keys())
    )
    return (
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(change for change in changes if change.attributes),
    )
