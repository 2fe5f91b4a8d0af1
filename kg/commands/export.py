"""``kg export`` and ``kg view``: the graph, or a part of it, as files and in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import console, files, options
from kg.commands.loaded import Loaded, load
from kg.errors import UsageError
from kg.output import FORMATS
from kg.schema import Fact

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.filters import Filter
    from kg.graph.stored import Stored

__all__ = ["export", "view"]

PAGE = "html"
_VIEWS = ("entities", "events")
_OUT = click.option("-o", "--out", type=click.Path(path_type=Path), help="File, or folder for tables.")
_VIEW = click.option(
    "--view", type=click.Choice(_VIEWS), default="entities", help="Events as nodes of their own, or not."
)


@click.command(
    short_help="Write the graph in another format.",
    epilog="Example: kg export gexf --about 'Kim Jong Un' --steps 2 --since 2025-07 -o kim.gexf",
)
@click.argument("format", type=click.Choice([*sorted(FORMATS), PAGE]))
@_OUT
@_VIEW
@options.conditions
@options.graph
def export(folder: Path, format: str, out: Path | None, view: str, **conditions: Any) -> None:
    """Write the graph, or the part that the conditions choose, in another format.

    Without -o it lands in the graph's folder: as graph.FORMAT, or as selection.FORMAT when it is a part.
    """
    from kg.commands import streaming

    loaded = load(folder)
    place = out or _place(folder, format, view, conditions)
    if not _conditioned(view, conditions) and streaming.large(loaded.stored):
        _write_large(loaded.stored, format, place)
        console.say(f"wrote {place}: {loaded.stored.meta('nodes')} nodes, {loaded.stored.meta('edges')} edges")
    else:
        graph = _write(loaded, view, conditions, format, place)
        console.say(f"wrote {place}: {files.size(graph)}")


@click.command(
    short_help="Open the graph in the browser.", epilog="Example: kg view --about 'Kim Jong Un' --since 2025-07"
)
@click.option("--no-open", is_flag=True, help="Only print where the page is.")
@_VIEW
@options.conditions
@options.graph
def view(folder: Path, no_open: bool, view: str, **conditions: Any) -> None:
    """Open the graph in the browser; with conditions, a page of that part."""
    page = _place(folder, PAGE, view, conditions)
    if _conditioned(view, conditions):
        _write(load(folder), view, conditions, PAGE, page)
    elif not page.exists():
        raise UsageError(f"{page} does not exist; make it with: kg build ARTICLES -o {folder}")
    click.echo(str(page))
    if not no_open:
        import webbrowser

        if not webbrowser.open(page.absolute().as_uri()):
            console.say("no browser could be opened; open the page by hand")


def _conditioned(view: str, conditions: dict[str, Any]) -> bool:
    """Whether only a part, or another view, was asked for."""
    neutral = {"steps": 1, "min_articles": 1, "min_score": 0.0}
    return view != _VIEWS[0] or any(
        value != neutral[name] if name in neutral else value for name, value in conditions.items()
    )


def _place(folder: Path, format: str, view: str, conditions: dict[str, Any]) -> Path:
    stem = "selection" if _conditioned(view, conditions) else "graph"
    return folder / (f"{stem}.html" if format == PAGE else files.name(format, stem))


def _write(loaded: Loaded, view: str, conditions: dict[str, Any], format: str, out: Path) -> nx.MultiDiGraph[str]:
    """Writes the part of the graph that the conditions choose; what was written."""
    chosen = loaded.chosen(**conditions)
    graph, facts = _selected(loaded, view, chosen)
    if format != PAGE:
        files.write(graph, facts, format, out)
        return graph
    from kg.commands import titles
    from kg.output import html

    articles = loaded.stored.meta("articles")
    title = titles.part(chosen, articles, view=view, sources=conditions["source"], label=loaded.label)
    with files.writing(out):
        html.write(graph, out, facts=facts, title=title)
    return graph


def _selected(loaded: Loaded, view: str, chosen: Filter) -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """The part of the graph that is chosen, and the facts behind it."""
    from kg.graph import events, filters
    from kg.graph.stored_part import part

    facts = loaded.stored.facts(chosen)
    if view != "events":
        return part(loaded.stored, chosen), list(facts)
    whole = chosen == filters.ALL
    told = list(facts if whole else filters.behind(part(loaded.stored, chosen), facts))
    graph = events.view(told, loaded.entities, concepts=loaded.concepts, duplicates=loaded.duplicates)
    return graph if whole else filters.connected(graph, chosen.about), told


def _write_large(stored: Stored, format: str, out: Path) -> None:
    """Writes a graph that is not loaded, all of it; of a page the strongest part."""
    from kg.commands import streaming, titles

    with files.writing(out):
        if format == PAGE:
            streaming.page(stored, out, title=titles.whole(stored.meta("articles")))
        else:
            streaming.write(stored, format, out)
