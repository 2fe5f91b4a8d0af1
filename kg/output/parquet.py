"""Parquet: nodes.parquet and edges.parquet with typed columns, for pandas, DuckDB and Polars.

Needs pyarrow: ``pip install 'kg-german-news[parquet]'``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.output import atomic, text
from kg.output.rows import Column, rows

__all__ = ["EDGES", "NODES", "read", "write"]

NODES, EDGES = "nodes.parquet", "edges.parquet"
_TYPES = {"string": "string", "int": "int32", "long": "int64", "double": "float64", "boolean": "bool_"}


def write(graph: nx.MultiDiGraph[Any], folder: str | os.PathLike[str]) -> None:
    """Writes both tables into a folder.  Raises ``UsageError`` when pyarrow is not installed."""
    table = rows(graph)
    nodes: dict[Column, list[Any]] = {Column("id", "string"): [node.id for node in table.nodes]}
    edges: dict[Column, list[Any]] = {
        Column("key", "string"): [edge.id for edge in table.edges],
        Column("source", "string"): [edge.source for edge in table.edges],
        Column("target", "string"): [edge.target for edge in table.edges],
        Column("type", "string"): [edge.kind for edge in table.edges],
        Column("weight", "double"): [edge.weight for edge in table.edges],
    }
    _write(Path(folder) / NODES, nodes, table.node_columns, [node.data for node in table.nodes])
    _write(Path(folder) / EDGES, edges, table.edge_columns, [edge.data for edge in table.edges])


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


def _write(path: Path, first: Mapping[Column, list[Any]], columns: Sequence[Column], data: Sequence[Any]) -> None:
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    names = {column.name for column in first}
    cells = {column.name: values for column, values in first.items()}
    for column in columns:
        name = f"{column.name}_" if column.name in names else column.name
        cells[name] = [_cell(row.get(column.name), column.type) for row in data]
    types = [_TYPES[column.type] for column in (*first, *columns)]
    schema = arrow.schema([(name, getattr(arrow, type_)()) for name, type_ in zip(cells, types, strict=True)])
    with atomic.binary(path) as out:
        parquet.write_table(arrow.table(cells, schema=schema), out, compression="zstd")


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
