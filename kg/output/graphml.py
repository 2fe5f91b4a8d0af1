"""GraphML as Gephi, yEd, networkx and igraph read it; written as a stream, some five times as fast as networkx.

Each edge has an id that is unique in the file, its kind as the XML attribute ``label`` (which Gephi takes as the type
of the edge, so that parallel edges of different kinds are kept apart) and its text once more as data; ``weight`` is a
number above 0.  Columns have one type each: string, int, long, double or boolean.  Nodes have x, y, size, r, g, b,
edges r, g, b.  Empty text is left out and read back as "".  GraphML has no time: for Gephi's timeline use GEXF.
Not supported: undirected graphs (symmetric relations have ``symmetric`` = 1), ports, hyperedges, nested graphs.
Specification: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
from lxml import etree

from kg.errors import UsageError
from kg.output import atomic, picture, text
from kg.output.rows import Column, Stream, rows

__all__ = ["read", "write"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd">
"""
_NODE_LOOKS = tuple(Column(name, "double") for name in ("x", "y", "size")) + tuple(Column(c, "int") for c in "rgb")
_EDGE_LOOKS = tuple(Column(c, "int") for c in "rgb")
_WEIGHT = Column("weight", "double")

#: How a column is written: name, opening tag, whether it holds text, and what was written for values met before.
_Opening = tuple[str, str, bool, dict[Any, str]]
#: Values of a column that are remembered: enough for relations, places and dates; sentences seldom come twice.
_KNOWN = 2000


def write(
    graph: nx.MultiDiGraph[Any] | Stream,
    path: str | os.PathLike[str],
    *,
    positions: picture.Positions | None = None,
) -> None:
    """Writes the graph; ``positions`` are places of nodes as :func:`kg.output.layout.positions` gives them."""
    table = rows(graph, skip_nodes=picture.LOOKS, skip_edges=picture.LOOKS)
    places = picture.positions(graph, positions)
    node_columns, edge_columns = _openings("n", table.node_columns), _openings("e", table.edge_columns)
    marks = {node.id: text.attribute(node.id) for node in table.nodes}
    marks |= {kind: text.attribute(kind) for kind in {edge.kind for edge in table.edges}}
    drawn: dict[tuple[int, int, int], str] = {}

    def nodes() -> Iterator[str]:
        for node in table.nodes:
            look = zip(picture.Look._fields, picture.look(node, places), strict=True)
            seen = "".join([f'<data key="n_{name}">{value}</data>' for name, value in look])
            yield f'<node id="{marks[node.id]}">{_data(node_columns, node.data)}{seen}</node>\n'

    def edges() -> Iterator[str]:
        for id_, source, target, kind, weight, data in table.edges:
            rgb = picture.edge_rgb(data)
            if rgb not in drawn:
                parts = zip("rgb", rgb, strict=True)
                drawn[rgb] = "".join(f'<data key="e_{name}">{value}</data>' for name, value in parts)
            yield (
                f'<edge id="{text.attribute(id_)}" source="{marks[source]}" target="{marks[target]}" '
                f'label="{marks[kind]}"><data key="e_weight">{text.literal(weight)}</data>'
                f"{_data(edge_columns, data)}{drawn[rgb]}</edge>\n"
            )

    with atomic.text(path) as out:
        out.write(_HEAD)
        out.writelines(_keys("node", "n", (*table.node_columns, *_NODE_LOOKS)))
        out.writelines(_keys("edge", "e", (_WEIGHT, *table.edge_columns, *_EDGE_LOOKS)))
        out.write('<graph edgedefault="directed">\n')
        out.writelines(nodes())
        out.writelines(edges())
        out.write("</graph>\n</graphml>\n")


def read(path: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """The graph in a file of :func:`write` or of another program, without x, y, size and colours.

    Edge keys are the ids; an edge without an id gets "source|label|target|number".  Text columns are "" where a row has
    nothing.  Raises ``UsageError`` when the file is no GraphML.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    columns: dict[str, dict[str, Column]] = {"node": {}, "edge": {}}
    try:
        tags = ("{*}key", "{*}node", "{*}edge")
        for _, found in etree.iterparse(os.fspath(path), tag=tags, resolve_entities=False, no_network=True):
            match etree.QName(found).localname:
                case "key":
                    _declare(columns, found)
                case "node":
                    graph.add_node(found.get("id", ""), **_row(found, columns["node"]))
                    found.clear()
                case "edge":
                    ends = found.get("source", ""), found.get("target", "")
                    data = _row(found, columns["edge"])
                    key = found.get("id") or f"{ends[0]}|{found.get('label', '')}|{ends[1]}|{graph.number_of_edges()}"
                    graph.add_edge(*ends, key=key, **data)
                    found.clear()
    except (OSError, etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"{os.fspath(path)} is no GraphML file that can be read: {error}") from error
    return graph


def _keys(role: str, prefix: str, columns: Sequence[Column]) -> Iterator[str]:
    for number, column in enumerate(columns):
        name = text.attribute(column.name)
        key = _key(prefix, number, column.name)
        yield f'<key id="{key}" for="{role}" attr.name="{name}" attr.type="{column.type}"/>\n'


def _key(prefix: str, number: int, name: str) -> str:
    """A readable id of a column that is unique among nodes and edges together, as XML asks."""
    return f"{prefix}_{name}" if name.isascii() and name.isidentifier() else f"{prefix}.{number}"


def _openings(prefix: str, columns: Sequence[Column]) -> list[_Opening]:
    shift = 1 if prefix == "e" else 0  # the weight stands before the columns of edges
    return [
        (c.name, f'<data key="{_key(prefix, n, c.name)}">', c.type == "string", {None: "", "": ""})
        for n, c in enumerate(columns, start=shift)
    ]


def _data(columns: Sequence[_Opening], data: Mapping[str, Any]) -> str:
    parts = []
    for name, opening, is_text, known in columns:
        value = data.get(name)
        written = known.get(value)
        # In a column of text 1 and True may both occur, which a dictionary takes for the same.
        if written is None or (is_text and value is not None and type(value) is not str):
            written = f"{opening}{text.element(value) if type(value) is str else text.literal(value)}</data>"
            if len(known) < _KNOWN:
                known[value] = written
        parts.append(written)
    return "".join(parts)


def _declare(columns: dict[str, dict[str, Column]], key: etree._Element) -> None:
    column = Column(key.get("attr.name") or key.get("id", ""), key.get("attr.type", "string"))
    role = key.get("for", "all")
    for name in columns if role == "all" else (role,):
        if name in columns and column.name not in picture.LOOKS:
            columns[name][key.get("id", "")] = column


def _row(element: etree._Element, columns: Mapping[str, Column]) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: "" for column in columns.values() if column.type == "string"}
    for found in element.iterchildren("{*}data"):
        column = columns.get(found.get("key", ""))
        if column and (found.text or column.type == "string"):
            row[column.name] = text.value(found.text or "", column.type)
    return row
