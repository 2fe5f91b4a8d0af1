"""Parquet: nodes.parquet and edges.parquet with typed columns, for pandas, DuckDB and Polars.

Needs pyarrow: ``pip install 'kg-german-news[parquet]'``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.output import atomic, text
from kg.output.rows import Column, Stream, rows

__all__ = ["EDGES", "NODES", "read", "write"]

NODES, EDGES = "nodes.parquet", "edges.parquet"
#: Columns that every row has, and rows that are written together.
_NODE = (Column("id", "string"),)
_EDGE = (*(Column(name, "string") for name in ("key", "source", "target", "type")), Column("weight", "double"))
_BATCH = 50_000
#: Attributes, and the values of the columns that every row has.
_Row = tuple[Mapping[str, Any], tuple[Any, ...]]
_TYPES = {"string": "string", "int": "int32", "long": "int64", "double": "float64", "boolean": "bool_"}


def write(graph: nx.MultiDiGraph[Any] | Stream, folder: str | os.PathLike[str]) -> None:
    """Writes both tables into a folder.  Raises ``UsageError`` when pyarrow is not installed."""
    table = rows(graph)
    nodes = ((node.data, (node.id,)) for node in table.nodes)
    edges = ((e.data, (e.id, e.source, e.target, e.kind, e.weight)) for e in table.edges)
    _write(Path(folder) / NODES, _NODE, table.node_columns, nodes)
    _write(Path(folder) / EDGES, _EDGE, table.edge_columns, edges)


def read(folder: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """The graph of both tables.  Raises ``UsageError`` when they or pyarrow are missing."""
    parquet = _pyarrow("pyarrow.parquet")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    try:
        for row in parquet.read_table(Path(folder) / NODES).to_pylist():
            graph.add_node(row.pop("id"), **_known(row))
        for row in parquet.read_table(Path(folder) / EDGES).to_pylist():
            ends, key = (row.pop("source"), row.pop("target")), row.pop("key")
            row.pop("type")
            graph.add_edge(*ends, key, **_known(row))
    except (OSError, KeyError, ValueError) as error:
        raise UsageError(f"{folder} has no {NODES} and {EDGES} that can be read: {error}") from error
    return graph


def _write(path: Path, first: Sequence[Column], columns: Sequence[Column], data: Iterable[_Row]) -> None:
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    taken = {column.name for column in first}
    names = [c.name for c in first] + [f"{c.name}_" if c.name in taken else c.name for c in columns]
    types = [getattr(arrow, _TYPES[column.type])() for column in (*first, *columns)]
    schema = arrow.schema(list(zip(names, types, strict=True)))
    rows_left = iter(data)
    with atomic.binary(path) as out, parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows_left, _BATCH)):
            cells = [[values[number] for _, values in batch] for number in range(len(first))]
            cells += [[_cell(row.get(column.name), column.type) for row, _ in batch] for column in columns]
            writer.write_table(arrow.table(dict(zip(names, cells, strict=True)), schema=schema))


def _cell(value: Any, type_: str) -> Any:
    if value is None:
        return None
    if type_ == "double":
        return float(value)
    if type_ == "string":
        return text.legal(value) if isinstance(value, str) else text.literal(value)
    return value


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _pyarrow(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; install it with: pip install 'kg-german-news[parquet]'") from error
