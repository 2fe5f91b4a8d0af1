"""nodes.csv and edges.csv for Gephi's spreadsheet import, with a ``timeset`` column for the timeline.

In Gephi: File > Import spreadsheet, nodes.csv first, then edges.csv into the same workspace, time representation
"Intervals".  Special columns are Id, Label, timeset, and of edges Source, Target, Type, Kind and Weight.

Gephi reads the backslash as an escape sign and trims every cell; so backslashes are doubled.  A cell of text that
begins with =, +, - or @ would be run as a formula by a spreadsheet program, so a tab is put before it: spreadsheets
then show the text, and Gephi, which trims, reads names unchanged.  :func:`read` undoes both.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.output import atomic, text, times
from kg.output.rows import Column, Stream, rows

__all__ = ["EDGES", "NODES", "read", "write"]

NODES, EDGES = "nodes.csv", "edges.csv"

_NODE_HEAD = ("Id", "Label", "timeset")
_EDGE_HEAD = ("Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "timeset")
#: Columns that hold numbers; all others are text, also where "2025" stands in every row.
_NUMBERS = {"mentions": int, "documents": int, "facts": int, "symmetric": int, "score": float}


def write(graph: nx.MultiDiGraph[Any] | Stream, folder: str | os.PathLike[str]) -> None:
    """Writes both tables into a folder."""
    table = rows(graph, skip_nodes={"label"}, skip_edges={"label"})
    spells = times.node_spells(table)

    def nodes() -> Iterator[Sequence[str]]:
        yield (*_NODE_HEAD, *_heads(table.node_columns, _NODE_HEAD))
        for node in table.nodes:
            first = (node.id, node.data.get("label", node.id), times.timeset(spells[node.id]))
            yield [_cell(value) for value in (*first, *(node.data.get(c.name) for c in table.node_columns))]

    def edges() -> Iterator[Sequence[str]]:
        yield (*_EDGE_HEAD, *_heads(table.edge_columns, _EDGE_HEAD))
        for edge in table.edges:
            ends = (edge.source, edge.target, "Directed", edge.id, edge.kind, edge.data.get("label", edge.kind))
            first = (*ends, edge.weight, times.timeset(times.edge_spells(edge.data)))
            yield [_cell(value) for value in (*first, *(edge.data.get(c.name) for c in table.edge_columns))]

    for name, lines in ((NODES, nodes()), (EDGES, edges())):
        with atomic.text(Path(folder) / name) as out:
            # All cells quoted: a lone carriage return would otherwise stand bare and end the row for some readers.
            csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(lines)


def read(folder: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """The graph of both tables; cells are trimmed.  Raises ``UsageError`` when a table is missing or broken."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    try:
        for row in _table(Path(folder) / NODES):
            _, node = row.pop("timeset"), row.pop("Id")
            graph.add_node(node, label=row.pop("Label"), **_typed(row))
        for row in _table(Path(folder) / EDGES):
            _, _, _ = row.pop("timeset"), row.pop("Type"), row.pop("Kind")
            ends, key = (row.pop("Source"), row.pop("Target")), row.pop("Id")
            graph.add_edge(*ends, key=key, label=row.pop("Label"), weight=float(row.pop("Weight")), **_typed(row))
    except (OSError, KeyError, ValueError, csv.Error) as error:
        raise UsageError(f"{folder} has no {NODES} and {EDGES} that can be read: {error}") from error
    return graph


def _heads(columns: Sequence[Column], special: Sequence[str]) -> list[str]:
    """Names of columns; Gephi knows its special ones in any case of letters, so others may not be called so."""
    taken = {name.lower() for name in special}
    return [f"{column.name}_" if column.name.lower() in taken else column.name for column in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return text.literal(value)
    return text.cell(text.legal(value).replace("\\", "\\\\"))


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, strict=True)
        head = next(table, [])
        for row in table:
            if len(row) != len(head):
                raise ValueError(f"{path.name}, line {table.line_num}, has {len(row)} cells under {len(head)} columns")
            yield {name: cell.strip().replace("\\\\", "\\") for name, cell in zip(head, row, strict=True)}


def _typed(row: Mapping[str, str]) -> dict[str, Any]:
    return {name: _NUMBERS[name](cell) if cell and name in _NUMBERS else cell for name, cell in row.items()}
