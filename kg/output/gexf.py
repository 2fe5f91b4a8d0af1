"""GEXF 1.3 with time: Gephi's timeline works as soon as the file is open.

Nodes and edges have spells (closed intervals of days) wherever they have dates; ``kind`` of an edge is its relation, so
that Gephi keeps parallel edges apart; weight, label, place, size and colour are where Gephi, Gephi Lite and sigma.js
look for them.  All edges are directed, since many readers refuse mixed graphs (symmetric relations have ``symmetric``
= 1).
Not supported: hierarchy, attributes that change over time, times within a day.
Specification: https://gexf.net/1.3/
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
from lxml import etree

from kg.errors import UsageError
from kg.output import atomic, picture, text, times
from kg.output.rows import Column, Stream, rows

__all__ = ["read", "write"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>kg</creator></meta>
"""
_TYPES = {"int": "integer"}
#: Columns that Gephi has itself; a column of the file with such an id would be skipped.
_RESERVED = frozenset({"id", "label", "timeset", "interval", "timestamp", "source", "target", "type", "weight"})


def write(
    graph: nx.MultiDiGraph[Any] | Stream,
    path: str | os.PathLike[str],
    *,
    positions: picture.Positions | None = None,
) -> None:
    """Writes the graph; ``positions`` are places of nodes as :func:`kg.output.layout.positions` gives them."""
    table = rows(graph, skip_nodes={"label", *picture.LOOKS}, skip_edges={"label", *picture.LOOKS})
    places = picture.positions(graph, positions)
    node_ids, edge_ids = _ids(table.node_columns), _ids(table.edge_columns)
    node_times = times.node_spells(table)
    escaped = text.attribute

    def nodes() -> Iterator[str]:
        for node in table.nodes:
            x, y, size, r, g, b = picture.look(node, places)
            label = str(node.data.get("label", node.id))
            yield (
                f'<node id="{escaped(node.id)}" label="{escaped(label)}">{_values(node_ids, node.data)}'
                f"{_spells(node_times[node.id])}"
                f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:position x="{x}" y="{y}" z="0.0"/>'
                f'<viz:size value="{size}"/></node>\n'
            )

    def edges() -> Iterator[str]:
        for edge in table.edges:
            r, g, b = picture.edge_rgb(edge.data)
            label = str(edge.data.get("label", edge.kind))
            yield (
                f'<edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
                f'type="directed" kind="{escaped(edge.kind)}" label="{escaped(label)}" '
                f'weight="{text.literal(edge.weight)}">{_values(edge_ids, edge.data)}'
                f'{_spells(times.edge_spells(edge.data))}<viz:color r="{r}" g="{g}" b="{b}"/></edge>\n'
            )

    dated = any(node_times.values()) or any(times.edge_spells(edge.data) for edge in table.edges)
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'
    with atomic.text(path) as out:
        out.write(_HEAD)
        out.write(f'<graph defaultedgetype="directed" {mode}>\n')
        out.writelines(_declared("node", node_ids))
        out.writelines(_declared("edge", edge_ids))
        out.write("<nodes>\n")
        out.writelines(nodes())
        out.write("</nodes>\n<edges>\n")
        out.writelines(edges())
        out.write("</edges>\n</graph>\n</gexf>\n")


def read(path: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """The graph in a file of :func:`write` or of another program, without places, sizes, colours and the timeline.

    Edge keys are the ids; ``spells`` are read from the column of that name.  Text columns are "" where a row has
    nothing.  Raises ``UsageError`` when the file is no GEXF.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    columns: dict[str, dict[str, Column]] = {"node": {}, "edge": {}}
    tags = ("{*}attributes", "{*}node", "{*}edge")
    try:
        for _, found in etree.iterparse(os.fspath(path), tag=tags, resolve_entities=False, no_network=True):
            name = etree.QName(found).localname
            if name == "attributes":
                role = columns.setdefault(found.get("class", ""), {})
                for column in found.iterchildren("{*}attribute"):
                    role[column.get("id", "")] = Column(column.get("title", ""), column.get("type", "string"))
                continue
            data = _row(found, columns[name])
            if name == "node":
                graph.add_node(found.get("id", ""), **data)
            else:
                ends = found.get("source", ""), found.get("target", "")
                data["weight"] = float(found.get("weight", "1"))
                key = found.get("id") or f"{ends[0]}|{found.get('kind', '')}|{ends[1]}|{graph.number_of_edges()}"
                graph.add_edge(*ends, key=key, **data)
            found.clear()
    except (OSError, etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"{os.fspath(path)} is no GEXF file that can be read: {error}") from error
    return graph


def _ids(columns: Iterable[Column]) -> list[tuple[str, Column]]:
    """Columns with their ids in the file: the name where that can serve."""
    return [
        (c.name if c.name.isascii() and c.name.isidentifier() and c.name.lower() not in _RESERVED else f"c.{n}", c)
        for n, c in enumerate(columns)
    ]


def _declared(role: str, columns: Sequence[tuple[str, Column]]) -> Iterator[str]:
    yield f'<attributes class="{role}" mode="static">\n'
    for id_, column in columns:
        type_ = _TYPES.get(column.type, column.type)
        yield f'<attribute id="{id_}" title="{text.attribute(column.name)}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _values(columns: Sequence[tuple[str, Column]], data: Mapping[str, Any]) -> str:
    parts = []
    for id_, column in columns:
        value = data.get(column.name)
        if value is not None and value != "":
            written = text.attribute(value) if isinstance(value, str) else text.literal(value)
            parts.append(f'<attvalue for="{id_}" value="{written}"/>')
    return f"<attvalues>{''.join(parts)}</attvalues>" if parts else ""


def _spells(spells: Sequence[times.Spell]) -> str:
    written = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in spells)
    return f"<spells>{written}</spells>" if written else ""


def _row(element: etree._Element, columns: Mapping[str, Column]) -> dict[str, Any]:
    row: dict[str, Any] = {"label": element.get("label", "")}
    row |= {column.name: "" for column in columns.values() if column.type == "string"}
    for found in element.iterchildren("{*}attvalues"):
        for cell in found.iterchildren("{*}attvalue"):
            if column := columns.get(cell.get("for", "")):
                row[column.name] = text.value(cell.get("value", ""), column.type)
    return row
