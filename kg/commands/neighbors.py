"""``kg neighbors`` and ``kg path``: who is joined with whom, and how one comes from one to another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import console, options
from kg.commands.loaded import Loaded, load

if TYPE_CHECKING:
    from kg.graph.query import Neighbor

__all__ = ["neighbors", "path"]

_HEAD = ("relation", "", "name", "kind", "articles", "status", "places", "dates", "sources")
_WIDE = ("name", "places", "dates", "sources")
#: Values of a list that a table shows.
_LISTED = 3


@click.command(
    short_help="Who and what is joined with a name.",
    epilog="Example: kg neighbors Kim --relation met --since 2025-07 --format json",
)
@click.argument("name")
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="How many steps around.")
@options.relations
@options.period
@click.option(
    "--direction",
    type=click.Choice(["both", "out", "in"]),
    default="both",
    show_default=True,
    help="Edges where NAME is the subject (out), the object (in), or both.",
)
@options.form("table", "json", "jsonl", "csv", "tsv")
@options.graph
def neighbors(
    folder: Path, name: str, depth: int, relation: Sequence[str], since: str, until: str, direction: str, form: str
) -> None:
    """Show who and what is joined with NAME, grouped by relation, the most reported first.

    Arrows tell the direction as seen from NAME: → it does something to the other, ← the other does, ↔ both.
    """
    from kg.graph import query

    loaded = load(folder)
    node = loaded.node(name)
    wanted = _relations(loaded, relation)
    rows = query.neighbors(
        loaded.stored, node, depth=depth, relations=wanted, since=since, until=until, direction=direction
    )
    if form != "table":
        console.print_rows((row._asdict() for row in rows), query.Neighbor._fields, form)
        return
    if not rows:
        console.say(f"nothing is joined with {loaded.label(node)} under these conditions")
    for distance, level in groupby(rows, key=lambda row: row.distance):
        title = loaded.label(node) if depth == 1 else f"{loaded.label(node)}, step {distance}"
        head, cells = _filled(_cells(loaded, level))
        console.print_table(title, head, cells, right=("articles",), wide=_WIDE)


@click.command(
    short_help="The shortest way between two names.", epilog="Example: kg path 'Kim Jong Un' Selenskyj --avoid Russland"
)
@click.argument("start")
@click.argument("end")
@options.relations
@click.option("--avoid", multiple=True, metavar="NAME", help="A name that the way must not lead through; repeatable.")
@options.form("text", "json", "jsonl", "csv", "tsv")
@options.graph
def path(folder: Path, start: str, end: str, relation: Sequence[str], avoid: Sequence[str], form: str) -> None:
    """Show the shortest way between two names; of equally short ones the one that most articles tell."""
    from kg.graph import query

    loaded = load(folder)
    steps = query.path(
        loaded.stored,
        loaded.node(start),
        loaded.node(end),
        relations=_relations(loaded, relation),
        avoid=[loaded.node(name) for name in avoid],
    )
    if not steps:
        console.say(f"there is no way between {start!r} and {end!r}")
    if form != "text":
        names = [field.name for field in dataclasses.fields(query.Step)]
        console.print_rows((dataclasses.asdict(step) for step in steps), names, form)
        return
    for step in steps:
        articles = f"{step.weight:g} article{'' if step.weight == 1 else 's'}"
        edge = loaded.stored.edge(step.key)
        place = f" @{edge['place']}" if edge.get("place") else ""
        time = f" [{edge['time']}]" if edge.get("time") else ""
        ends = loaded.label(step.subject), loaded.label(step.object)
        console.write(f"{ends[0]} –{step.relation}– {ends[1]}{place}{time}   {articles}   {edge.get('status', '')}")


def _relations(loaded: Loaded, wanted: Sequence[str]) -> tuple[str, ...]:
    """Ids of relations; a group stands for all its members in the graph."""
    from kg.tables import relations

    found = loaded.relations(wanted)
    return (*found, *(name for name in loaded.stored.relations() if relations.group(name) in found))


def _cells(loaded: Loaded, rows: Iterable[Neighbor]) -> list[list[str]]:
    arrows = {"out": "→", "in": "←", "both": "↔"}
    cells, before = [], ""
    for row in rows:
        name = row.label if row.distance == 1 else f"{row.label} (of {loaded.label(row.via)})"
        cells.append(
            [
                row.relation if row.relation != before else "",
                arrows[row.direction],
                name,
                row.kind,
                f"{row.weight:g}",
                row.status,
                _short(row.places),
                _dates(row.first_date, row.last_date),
                _short(row.sources),
            ]
        )
        before = row.relation
    return cells


def _filled(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """The columns in which anything stands, so that the others have their room."""
    used = [at for at, name in enumerate(_HEAD) if not name or any(row[at] for row in rows)]
    return [_HEAD[at] for at in used], [[row[at] for at in used] for row in rows]


def _short(listed: str) -> str:
    values = [value for value in listed.split(" | ") if value]
    more = f" +{len(values) - _LISTED}" if len(values) > _LISTED else ""
    return ", ".join(values[:_LISTED]) + more


def _dates(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
