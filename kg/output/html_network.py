"""The picture as a pyvis network: places, sizes and shapes of nodes, bends of edges.

Nodes and edges have the index they have in :mod:`kg.output.html_data` as id.  Colours, widths and dashes are not set
here, because they change with the theme and with the filters of the page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx

from kg.output.html_select import Edge, Selection
from kg.output.layout import positions, radius

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["SHAPES", "network"]

#: Shapes by kind: with the colours, so that neither alone has to tell the kinds apart.
SHAPES = {
    "PER": "dot",
    "ORG": "square",
    "LOC": "triangleDown",
    "EVENT": "star",
    "MISC": "hexagon",
    "CONCEPT": "diamond",
    "HAPPENING": "triangle",
}
#: How far parallel edges are drawn apart: the roundness of vis-network, and the most that still looks like an edge.
_APART, _MOST_APART = 0.16, 0.8
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 0.8, "chosen": False, "labelHighlightBold": False},
    "edges": {
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrowStrikethrough": False,
        "selfReference": {"size": 16, "angle": 0.8},
    },
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectable": False,
        "tooltipDelay": 86_400_000,
        "zoomSpeed": 0.7,
    },
}


def network(
    graph: nx.MultiDiGraph[str], chosen: Selection, known: Mapping[str, tuple[float, float]] | None = None
) -> Network:
    """The chosen part of the graph, laid out; physics is off and everything vis-network needs is in the page."""
    from pyvis.edge import Edge as Line  # pyvis loads IPython, a second: only when a page is written
    from pyvis.network import Network

    where = known if known and all(node in known for node in chosen.nodes) else None
    where = where or positions(graph.edge_subgraph(chosen.edges))
    picture = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    picture.set_options(json.dumps(_OPTIONS))
    for number_, node in enumerate(chosen.nodes):
        data = graph.nodes[node]
        x, y = where[node]
        picture.add_node(
            number_,
            label=" ",
            shape=SHAPES.get(str(data.get("kind")), "dot"),
            x=x,
            y=y,
            size=radius(data.get("documents")),
        )
        # The page draws labels itself, where there is room for them.
        del picture.nodes[-1]["label"], picture.nodes[-1]["color"]
    index = {node: number_ for number_, node in enumerate(chosen.nodes)}
    for number_, (edge, bend) in enumerate(zip(chosen.edges, _bends(chosen.edges), strict=True)):
        source, target, key = edge
        arrows = "" if graph.edges[source, target, key].get("symmetric") else "to"
        smooth = {"type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)} if bend else False
        options = {"id": number_, "arrows": arrows, "smooth": smooth}
        # Network.add_edge looks through all nodes, twice, for each edge.
        picture.edges.append(Line(index[source], index[target], True, **options).options)
    return picture


def _bends(edges: tuple[Edge, ...]) -> list[float]:
    """The roundness of each edge: positive bends clockwise as seen from its source, 0 is straight."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number_, (source, target, _) in enumerate(edges):
        between[min(source, target), max(source, target)].append(number_)
    bends = [0.0] * len(edges)
    for (left, right), numbers in between.items():
        apart = min(_APART, _MOST_APART / len(numbers))
        for rank, number_ in enumerate(numbers):
            bend = (rank - (len(numbers) - 1) / 2) * 2 * apart
            # The same side seen from the other end is the other turn.
            bends[number_] = round(bend if edges[number_][0] == left or left == right else -bend, 3)
    return bends
