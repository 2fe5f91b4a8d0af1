"""``kg export`` and ``kg view``: the graph, or a part of it, as files and in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import console, files, options
from kg.commands.loaded import Loaded, load
from kg.errors import UsageError
from kg.output import FORMATS, module
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
        written = files.written(lambda: _write_large(loaded.stored, format, place), place)
        console.say(f"wrote {written}: {loaded.stored.meta('nodes')} nodes, {loaded.stored.meta('edges')} edges")
        return
    chosen = loaded.chosen(**conditions)
    graph, facts = _selected(loaded, view, chosen)
    title = _title(loaded, view, chosen, conditions)
    written = files.written(lambda: _write(graph, facts, format, place, title), place)
    console.say(f"wrote {written}: {files.size(graph)}")


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
        loaded = load(folder)
        chosen = loaded.chosen(**conditions)
        graph, facts = _selected(loaded, view, chosen)
        title = _title(loaded, view, chosen, conditions)
        files.written(lambda: _write(graph, facts, PAGE, page, title), page)
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


def _selected(loaded: Loaded, view: str, chosen: Filter) -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """The part of the graph that the conditions choose, and the facts behind it."""
    from kg.graph import events, filters
    from kg.graph.stored_part import part

    graph, facts = part(loaded.stored, chosen), list(loaded.stored.facts(chosen))
    if view == "events":
        told = facts if chosen == filters.ALL else list(filters.behind(graph, facts))
        happened = events.view(told, loaded.entities, concepts=loaded.concepts, duplicates=loaded.duplicates)
        return (happened if chosen == filters.ALL else filters.connected(happened, chosen.about)), told
    return graph, facts


def _title(loaded: Loaded, view: str, chosen: Filter, conditions: dict[str, Any]) -> Mapping[str, str]:
    """The title of a page, which says what it shows."""
    from kg.commands import titles

    articles = loaded.stored.meta("articles")
    if not _conditioned(view, conditions):
        return titles.whole(articles)
    return titles.part(chosen, articles, view=view, sources=conditions["source"], label=loaded.label)


def _write(
    graph: nx.MultiDiGraph[str], facts: Sequence[Fact], format: str, out: Path, title: Mapping[str, str]
) -> None:
    """Writes a graph in memory in one format; ``title`` is that of a page."""
    if format == PAGE:
        from kg.output import html

        html.write(graph, out, facts=facts, title=title)
        return
    options: dict[str, Any] = {"facts": facts} if FORMATS[format].evidenced else {}
    module(format).write(graph, out, **options)


def _write_large(stored: Stored, format: str, out: Path) -> None:
    """Writes a graph that is not loaded, all of it; of a page the strongest part."""
    from kg.commands import streaming

    if format == PAGE:
        from kg.commands import titles

        streaming.page(stored, out, title=titles.whole(stored.meta("articles")))
        return
    options: dict[str, Any] = {}
    if FORMATS[format].evidenced:
        options["facts"] = lambda edge: stored.edge_facts(edge.source, edge.data["relation"], edge.target)
    module(format).write(streaming.Streamed(stored), out, **options)
