"""``kg project``: who shares what with whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import console, files, options
from kg.commands.loaded import Loaded, load
from kg.errors import UsageError
from kg.output import FORMATS
from kg.schema import NAMED_KINDS

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.filters import Filter

__all__ = ["project"]

_HEAD = ("left", "right", "weight", "shared")


@click.command(
    short_help="Who shares what with whom.", epilog="Example: kg project --kind PER --through ORG --format csv"
)
@click.option(
    "--kind",
    type=click.Choice(sorted(NAMED_KINDS), case_sensitive=False),
    default="PER",
    show_default=True,
    help="What is joined.",
)
@click.option(
    "--through",
    multiple=True,
    type=click.Choice([*sorted(NAMED_KINDS), "HAPPENING"], case_sensitive=False),
    default=("ORG", "EVENT", "HAPPENING"),
    show_default=True,
    help="What they share; HAPPENING: an event without a name (a meeting); repeatable.",
)
@options.choice
@options.form("table", "json", "jsonl", "csv", "tsv", *sorted({*FORMATS} - {"csv", "json"}))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File, or folder for tables.")
@options.graph
def project(folder: Path, kind: str, through: Sequence[str], form: str, out: Path | None, **conditions: Any) -> None:
    """Show who shares what with whom: a graph of one kind of node, joined by what both are joined with.

    Tables go to stdout; graph formats, and everything with -o, into a file.  The weight is higher the fewer share a
    thing.
    """
    from kg.graph import project as projection

    loaded = load(folder)
    graph = projection.project(_both_views(loaded, loaded.chosen(**conditions)), kind, through)
    if graph.graph["left_out"]:
        console.say(f"note: left out, since they join very many: {graph.graph['left_out']}")
    if form in FORMATS and (out or form not in ("csv", "json")):
        place = out or folder / files.name(form, "project")
        files.write(graph, (), form, place)
        console.say(f"wrote {place}: {files.size(graph)}")
        return
    if out:
        raise UsageError(f"-o is for formats of graphs: {', '.join(sorted(FORMATS))}; redirect the others with >")
    labels = graph.nodes(data="label")
    rows = [
        {"left": labels[left], "right": labels[right], "weight": data["weight"], "shared": data["shared"]}
        for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1]))
    ]
    if form != "table":
        console.print_rows(rows, _HEAD, form)
    elif rows:
        cells = [[f"{row[name]:.2f}" if name == "weight" else str(row[name]) for name in _HEAD] for row in rows]
        console.print_table("", _HEAD, cells, right=("weight",), wide=("left", "right", "shared"))
    else:
        console.say("nobody shares anything under these conditions")


def _both_views(loaded: Loaded, chosen: Filter) -> nx.MultiDiGraph[str]:
    """Both views in one: an organisation joins those who did something with it, a meeting those who took part."""
    import networkx as nx

    from kg.graph import events, filters
    from kg.graph.stored_part import part

    graph = part(loaded.stored, chosen)
    told = filters.behind(graph, loaded.stored.facts(chosen))
    happened = events.view(told, loaded.entities, concepts=loaded.concepts, duplicates=loaded.duplicates)
    whole: nx.MultiDiGraph[str] = nx.compose(graph, happened)
    return whole if chosen == filters.ALL else filters.connected(whole)
