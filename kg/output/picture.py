"""How a graph looks in a drawing program: place, size and colour of each node, colour of each edge.

Attributes x, y, size, r, g and b of the graph itself go before what is computed here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import networkx as nx

from kg.output import colours, layout, text
from kg.output.rows import Node, Stream

__all__ = ["LOOKS", "Look", "edge_rgb", "look", "positions"]

#: Names of the attributes that tell how a node or an edge looks.
LOOKS = frozenset({"x", "y", "z", "size", "r", "g", "b"})

#: Up to this many nodes the layout takes some three seconds; for more it has to be asked for.
_LAID_OUT = 1500
#: The angle between neighbouring seeds of a sunflower: no two stand in a row.
_GOLDEN = math.pi * (3 - math.sqrt(5))

Positions = Mapping[Any, tuple[float, float]]


class Look(NamedTuple):
    """Place in the plane (y grows upwards, as in Gephi), diameter, and colour from 0 to 255."""

    x: float
    y: float
    size: float
    r: int
    g: int
    b: int


def positions(graph: nx.MultiDiGraph[Any] | Stream, given: Positions | None = None) -> Positions:
    """A place for every node of the graph; y grows downwards, as on a screen.

    ``given`` goes first; then small graphs get the layout of :mod:`kg.output.layout`.  Nodes of larger graphs stand
    like the seeds of a sunflower, those with most edges in the middle: computed in an instant, and a start from which
    Gephi's own layouts run well.
    """
    small = isinstance(graph, nx.Graph) and len(graph) <= _LAID_OUT
    if given is None and small and all(isinstance(node, str) for node in graph):
        given = layout.positions(graph)
    given = given or {}
    missing = [node for node in graph if node not in given]
    missing.sort(key=lambda node: (-graph.degree(node), text.line(str(node))))
    seeds = {node: _seed(number) for number, node in enumerate(missing)}
    return {**given, **seeds}


def look(node: Node, places: Positions) -> Look:
    """How a node looks; ``places`` comes from :func:`positions`."""
    data = node.data
    x, y = places[node.key]
    size = colours.node_size(data.get("documents"))
    computed = Look(round(float(x), 3), round(-float(y), 3) + 0.0, size, *colours.kind_rgb(data.get("kind")))
    if LOOKS.isdisjoint(data):
        return computed
    own: dict[str, Any] = {name: data[name] for name in Look._fields if _is_number(data.get(name))}
    typed: dict[str, Any] = {name: (int if name in "rgb" else float)(own[name]) for name in own}
    return computed._replace(**typed)


def edge_rgb(data: Mapping[str, Any]) -> tuple[int, int, int]:
    """The colour of an edge by its group of relations."""
    rgb = colours.group_rgb(data.get("group"))
    if "r" not in data and "g" not in data and "b" not in data:
        return rgb
    own = [int(data[name]) if _is_number(data.get(name)) else value for name, value in zip("rgb", rgb, strict=True)]
    return own[0], own[1], own[2]


def _seed(number: int) -> tuple[float, float]:
    radius = 40 * math.sqrt(number)
    return radius * math.cos(number * _GOLDEN), radius * math.sin(number * _GOLDEN)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)
