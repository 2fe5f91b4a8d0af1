"""A stored graph too large for memory, in the shape in which all writers take it: row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.graph.stored import Stored
from kg.graph.stored_part import best_facts, strongest
from kg.graph.tables import EDGE, NODE
from kg.output import FORMATS, html, module
from kg.output.rows import Edge, Node, Rows, columns

__all__ = ["LARGE", "Streamed", "large", "page", "write"]

T = TypeVar("T")
#: Graphs of more edges are not loaded to be written: 40,000 take some 100 MB.
LARGE = 40_000
_INTEGERS = {"mentions", "documents", "symmetric", "facts"}
_DOUBLES = {"weight", "score"}


def large(stored: Stored) -> bool:
    """Whether a graph is rather read row by row."""
    return bool(stored.meta("edges") > LARGE)


def page(stored: Stored, out: Path, *, title: Mapping[str, str]) -> None:
    """Writes the page of the strongest part of a graph that is too large to be loaded."""
    graph = strongest(stored, html.HELD, html.MOST_EDGES, html.MOST_LOOSE)
    html.write(graph, out, facts=best_facts(stored, graph, html.MOST_FACTS), title=title)


def write(stored: Stored, format: str, out: Path) -> None:
    """Writes all of a stored graph in one of :data:`kg.output.FORMATS`."""
    options: dict[str, Any] = {}
    if FORMATS[format].evidenced:
        options["facts"] = lambda edge: stored.edge_facts(edge.source, edge.data["relation"], edge.target)
    module(format).write(Streamed(stored), out, **options)


@dataclass(frozen=True)
class _Again(Generic[T]):
    """An iterable that begins anew each time."""

    begin: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.begin()


@dataclass(frozen=True)
class Streamed:
    """The graph as :class:`kg.output.rows.Stream`."""

    stored: Stored

    def __len__(self) -> int:
        return int(self.stored.meta("nodes"))

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_, _ in self.stored.nodes())

    def degree(self, node: str) -> int:
        """The number of edges at a node."""
        return self._degrees.get(node, 0)

    @cached_property
    def _degrees(self) -> dict[str, int]:
        return self.stored.degrees()

    def rows(self, skip_nodes: Collection[str], skip_edges: Collection[str]) -> Rows:
        """The rows by id, with the columns that are not skipped."""
        nodes = _Again(lambda: (Node(id_, id_, data) for id_, data in self.stored.nodes()))
        edges = _Again(self._edges)
        return Rows(nodes, edges, columns(_types(NODE), skip_nodes), columns(_types(EDGE), {"weight", *skip_edges}))

    def _edges(self) -> Iterator[Edge]:
        for key, left, right, data in self.stored.edges():
            yield Edge(key, left, right, data["relation"], data["weight"], data)


def _types(names: Collection[str]) -> dict[str, set[str]]:
    """The type of each column, always the same."""
    of: dict[str, Any] = dict.fromkeys(names, "string")
    of |= dict.fromkeys(_INTEGERS & set(names), "int") | dict.fromkeys(_DOUBLES & set(names), "double")
    return {name: {of[name]} for name in names}
