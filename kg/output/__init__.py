"""Outputs: the graph as files, one module for each format with the verbs ``write(graph, path)`` and ``read(path)``.

:data:`FORMATS` lists them; a module is loaded when it is used, so that optional libraries are asked for only then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType

from kg.errors import UsageError

__all__ = ["FORMATS", "Format", "module"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of graphs.

    ``file`` is the usual name of its file, "" for a format of several files, which is written into a folder.  ``drawn``
    formats take ``positions``, ``evidenced`` ones ``facts``, and ``readable`` ones have ``read``.
    """

    module: str
    file: str
    help: str
    drawn: bool = False
    evidenced: bool = False
    readable: bool = True


#: All formats of graphs by the name that users give; facts and entities themselves are in :mod:`kg.output.jsonl`.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format(module="tables", file="", help="nodes.csv and edges.csv for Gephi's spreadsheet import"),
        "gexf": Format(module="gexf", file="graph.gexf", help="GEXF 1.3 with a timeline, for Gephi", drawn=True),
        "graphml": Format(module="graphml", file="graph.graphml", help="GraphML for Gephi, yEd, igraph", drawn=True),
        "json": Format(module="nodelink", file="graph.json", help="node-link JSON for networkx, D3, sigma.js"),
        "neo4j": Format(module="neo4j", file="", help="tables for neo4j-admin database import", readable=False),
        "parquet": Format(module="parquet", file="", help="Parquet for pandas, DuckDB, Polars (extra: parquet)"),
        "rdf": Format(
            module="rdf",
            file="graph.ttl",
            help="Turtle with SEM and PROV-O, for SPARQL",
            evidenced=True,
            readable=False,
        ),
    }
)


def module(name: str) -> ModuleType:
    """The module that writes a format.  Raises ``UsageError`` for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}; there are {', '.join(sorted(FORMATS))}")
    return import_module(f"kg.output.{FORMATS[name].module}")
