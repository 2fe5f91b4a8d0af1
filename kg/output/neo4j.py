"""Tables for ``neo4j-admin database import full``: neo4j-nodes.csv and neo4j-relationships.csv.

    neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv

Nodes have the labels Entity and their kind, relationships the type of their relation in capitals ("MET").  Line ends in
text become blanks, since the import takes one record a line.  Lists stay one text ("a | b").  A tab stands before what
a spreadsheet would take for a formula; ``--trim-strings`` takes it away.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from kg.output import atomic, text
from kg.output.rows import Column, Stream, rows

__all__ = ["NODES", "RELATIONSHIPS", "write"]

NODES, RELATIONSHIPS = "neo4j-nodes.csv", "neo4j-relationships.csv"


def write(graph: nx.MultiDiGraph[Any] | Stream, folder: str | os.PathLike[str]) -> None:
    """Writes both tables into a folder."""
    table = rows(graph)

    def nodes() -> Iterator[Sequence[str]]:
        yield ["id:ID", ":LABEL", *map(_head, table.node_columns)]
        for node in table.nodes:
            labels = ";".join(dict.fromkeys(["Entity", _name(str(node.data.get("kind", "Entity")))]))
            yield [node.id, labels, *(_cell(node.data.get(column.name)) for column in table.node_columns)]

    def relationships() -> Iterator[Sequence[str]]:
        yield [":START_ID", ":END_ID", ":TYPE", "key", "weight:double", *map(_head, table.edge_columns)]
        for edge in table.edges:
            first = [edge.source, edge.target, _name(edge.kind).upper(), edge.id, text.literal(edge.weight)]
            yield [*first, *(_cell(edge.data.get(column.name)) for column in table.edge_columns)]

    for name, lines in ((NODES, nodes()), (RELATIONSHIPS, relationships())):
        with atomic.text(Path(folder) / name) as out:
            csv.writer(out, lineterminator="\n").writerows(lines)


def _head(column: Column) -> str:
    """A property name; a colon would begin a type, and "id" and "key" are taken."""
    name = column.name.replace(":", "_")
    name = f"{name}_" if name in ("id", "key") else name
    return name if column.type == "string" else f"{name}:{column.type}"


def _name(kind: str) -> str:
    """A label or type that Cypher takes without quotes: "Kämpfen ohne Ende" -> "Kämpfen_ohne_Ende"."""
    return re.sub(r"\W+", "_", kind).strip("_") or "_"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return text.cell(text.line(value)) if isinstance(value, str) else text.literal(value)
