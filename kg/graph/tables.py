"""The tables of graph.sqlite: what of a graph lies where, and the columns of facts, nodes and edges.

The file is written once and never changed, so that a build replaces it in one step and whoever has it open goes on
reading the graph of before.  Nodes have numbers; a fact's ends ``a`` and ``b`` are turned so that both directions of a
symmetric relation stand at the same edge.
"""

from __future__ import annotations

import dataclasses

from kg.schema import Fact

__all__ = ["EDGE", "FACT", "FORMAT", "INDEXES", "NODE", "TABLES", "columns"]

#: Raised with every change: a file of another format is not read.
FORMAT = 1
#: Columns of a fact, in the order of the public contract.
FACT = tuple(field.name for field in dataclasses.fields(Fact))
#: Attributes of a node, as :func:`kg.graph.assemble.entity_attributes` gives them.
NODE = ("label", "kind", "aliases", "mentions", "documents", "first_seen", "last_seen", "refs")
#: Attributes of an edge, as :func:`kg.graph.fold.attributes` gives them.
EDGE = (
    *("label", "relation", "group", "event_type", "predicate", "symmetric", "weight", "documents", "facts"),
    *("places", "times", "sources", "amounts", "statuses", "status", "first_date", "last_date", "spells"),
    *("place", "time", "sentence", "doc", "url", "score"),
)


def columns(table: str, names: tuple[str, ...]) -> str:
    """The columns of a table for a query."""
    return ", ".join(f'{table}."{name}"' for name in names)


def _columns(names: tuple[str, ...]) -> str:
    # Without types: every value comes back as it was put in.
    return ", ".join(f'"{name}"' for name in names)


#: ``graph`` is 1 for what is a node of the graph: phrases are only where the graph has them.  ``first`` and ``last``
#: are the days of a fact.  ``rank`` 0 is a node's label, 1 an alias, 2 a surname; ``text`` is folded.
TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE copies (doc TEXT PRIMARY KEY, original TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nodes (n INTEGER PRIMARY KEY, id TEXT NOT NULL, graph INTEGER NOT NULL, {_columns(NODE)});
CREATE TABLE names (text TEXT NOT NULL, rank INTEGER NOT NULL, node INTEGER NOT NULL, shown TEXT NOT NULL,
                    PRIMARY KEY (text, rank, node)) WITHOUT ROWID;
CREATE TABLE words (word TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (word, text)) WITHOUT ROWID;
CREATE TABLE facts (f INTEGER PRIMARY KEY, graph INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,
                    first TEXT NOT NULL, last TEXT NOT NULL, {_columns(FACT)});
CREATE TABLE sources (text TEXT NOT NULL, fact INTEGER NOT NULL, name TEXT NOT NULL,
                      PRIMARY KEY (text, fact, name)) WITHOUT ROWID;
CREATE TABLE relations (relation TEXT PRIMARY KEY, facts INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE edges (e INTEGER PRIMARY KEY, key TEXT NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, {_columns(EDGE)});
"""
#: Made when the tables are full, which is faster.
INDEXES = """
CREATE UNIQUE INDEX nodes_id ON nodes (id);
CREATE INDEX names_node ON names (node, rank);
CREATE INDEX facts_ab ON facts (a, b);
CREATE INDEX facts_b ON facts (b);
CREATE INDEX edges_ab ON edges (a, b);
CREATE INDEX edges_b ON edges (b);
CREATE UNIQUE INDEX edges_key ON edges (key);
ANALYZE;
"""
