"""The outputs of a build: written beside the old ones, and put in their places together at the end.

Whoever reads the folder meanwhile, or after a build that was killed or found no room, finds the graph of before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.commands import streaming, titles
from kg.fuse import write_merges
from kg.graph import stored, storing
from kg.output import graphml, html, jsonl, layout
from kg.schema import Entity, Fact, Link

__all__ = ["FILES", "Graph", "publish"]

#: What a build writes, in the order in which it takes its place.
FILES = ("facts.jsonl", "entities.jsonl", "merges.csv", "graph.graphml", "graph.html", stored.FILE)
#: Where it is written before.
_NEW = ".kg-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What is written.  ``facts`` are gone through once; ``articles`` is how many were read; ``copies`` are names of
    agency copies and their originals."""

    facts: Iterable[Fact]
    entities: Sequence[Entity]
    links: Sequence[Link]
    copies: Mapping[str, str]
    concepts: bool
    articles: int


def publish(graph: Graph, out: Path) -> tuple[int, int, int]:
    """Writes all files, and gives the numbers of facts, entities and edges.  Raises ``OSError`` with all as it was."""
    new = out / _NEW
    shutil.rmtree(new, ignore_errors=True)  # what a killed build left
    try:
        new.mkdir()
        counts = _write(graph, new)
        for name in FILES:
            _settle(new / name)
        for name in FILES:
            (new / name).replace(out / name)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return counts


def _write(graph: Graph, new: Path) -> tuple[int, int, int]:
    paths = {name: new / name for name in FILES}
    facts = jsonl.write(graph.facts, paths["facts.jsonl"])
    entities = jsonl.write(graph.entities, paths["entities.jsonl"])
    write_merges(graph.links, paths["merges.csv"])
    storing.write(
        paths[stored.FILE],
        jsonl.read_facts(paths["facts.jsonl"]),
        graph.entities,
        concepts=graph.concepts,
        duplicates=graph.copies,
        # By the size a reader sees that the facts are still those.
        meta={"size": paths["facts.jsonl"].stat().st_size, "articles": graph.articles},
    )
    made = stored.Stored(paths[stored.FILE])
    try:
        _draw(made, paths, titles.whole(graph.articles))
        return facts, entities, int(made.meta("edges"))
    finally:
        made.close()


def _draw(made: stored.Stored, paths: Mapping[str, Path], title: Mapping[str, str]) -> None:
    """The files for eyes; of a graph too large to be loaded the page has the strongest part."""
    if streaming.large(made):
        graphml.write(streaming.Streamed(made), paths["graph.graphml"])
        streaming.page(made, paths["graph.html"], title=title)
        return
    graph = made.graph()
    places = layout.positions(graph)
    graphml.write(graph, paths["graph.graphml"], positions=places)
    # A part of the graph is laid out anew: it would have holes.
    whole = len(graph) <= html.HELD and graph.number_of_edges() <= html.MOST_EDGES
    html.write(graph, paths["graph.html"], facts=made.facts(), title=title, positions=places if whole else None)


def _settle(path: Path) -> None:
    """Brings a file to the disk before it takes another's place, so that a power cut leaves the old one or the new."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
