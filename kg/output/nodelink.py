"""Node-link JSON, as networkx, D3 and sigma.js exchange graphs: {"directed", "multigraph", "graph", "nodes", "edges"}.

Nodes have ``id``, edges ``source``, ``target`` and ``key`` (unique in the graph); one node or edge a line.  Attributes
of these names get a "_" at the end.  Numbers that JSON lacks (infinity, not a number) are null.
``networkx.node_link_graph(data, edges="edges")`` reads it.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import networkx as nx

from kg.errors import UsageError
from kg.output import atomic, text
from kg.output.rows import Column, Stream, rows

__all__ = ["read", "write"]

_ENDS = ("source", "target", "key")


def write(graph: nx.MultiDiGraph[Any] | Stream, path: str | os.PathLike[str]) -> None:
    """Writes the graph."""
    table = rows(graph)
    with atomic.text(path) as out:
        out.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        _list(out, ({"id": node.id} | _ordered(table.node_columns, node.data, ("id",)) for node in table.nodes))
        out.write('],\n"edges": [')
        _list(
            out,
            (
                dict(zip(_ENDS, (edge.source, edge.target, edge.id), strict=True))
                | {"weight": _finite(edge.weight)}
                | _ordered(table.edge_columns, edge.data, _ENDS)
                for edge in table.edges
            ),
        )
        out.write("]}\n")


def read(path: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """The graph in a file of :func:`write`.  Raises ``UsageError`` when the file is no node-link JSON."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        for node in data["nodes"]:
            graph.add_node(node.pop("id"), **node)
        for edge in data["edges"]:
            graph.add_edge(edge.pop("source"), edge.pop("target"), edge.pop("key"), **edge)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no node-link JSON that can be read: {error}") from error
    return graph


def _ordered(columns: Sequence[Column], data: Mapping[str, Any], taken: Sequence[str]) -> dict[str, Any]:
    names = [column.name for column in columns if column.name in data]
    return {f"{name}_" if name in taken else name: _finite(data[name]) for name in names}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _list(out: TextIO, items: Iterable[Mapping[str, Any]]) -> None:
    before = "\n"
    for item in items:
        out.write(before + text.json_safe(json.dumps(item, ensure_ascii=False)))
        before = ",\n"
