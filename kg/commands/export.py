"""``kg export``, ``kg view`` and ``kg project``: the graph, or a part of it, as files and in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import console, options
from kg.commands.loaded import Loaded, load
from kg.errors import UsageError
from kg.output import FORMATS, module
from kg.schema import NAMED_KINDS, Fact

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.filters import Filter
    from kg.graph.stored import Stored

__all__ = ["export", "project", "view"]

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
        written = _written(lambda: _write_large(loaded.stored, format, place), place)
        console.say(f"wrote {written}: {loaded.stored.meta('nodes')} nodes, {loaded.stored.meta('edges')} edges")
        return
    chosen = loaded.chosen(**conditions)
    graph, facts = _selected(loaded, view, chosen)
    title = _title(loaded, view, chosen, conditions)
    written = _written(lambda: _write(graph, facts, format, place, title), place)
    console.say(f"wrote {written}: {_size(graph)}")


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
        _written(lambda: _write(graph, facts, PAGE, page, title), page)
    elif not page.exists():
        raise UsageError(f"{page} does not exist; make it with: kg build ARTICLES -o {folder}")
    click.echo(str(page))
    if not no_open:
        import webbrowser

        if not webbrowser.open(page.absolute().as_uri()):
            console.say("no browser could be opened; open the page by hand")


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
@options.relations
@options.form("table", "json", "jsonl", "csv", "tsv", *sorted({*FORMATS} - {"csv", "json"}))
@_OUT
@options.graph
def project(
    folder: Path, kind: str, through: Sequence[str], relation: Sequence[str], form: str, out: Path | None
) -> None:
    """Show who shares what with whom: a graph of one kind of node, joined by what both are joined with.

    Tables go to stdout; graph formats, and everything with -o, into a file.  The weight is higher the fewer share a
    thing.
    """
    import networkx as nx

    from kg.graph import events
    from kg.graph import project as projection

    loaded = load(folder)
    happenings = events.view(loaded.facts, loaded.entities, concepts=loaded.concepts, duplicates=loaded.duplicates)
    # Both views in one: an organisation joins those who did something with it, a meeting those who took part.
    whole = nx.compose(loaded.graph, happenings)
    wanted = loaded.relations(relation)
    part = whole.edge_subgraph(_with_roles(whole, wanted)) if wanted else whole
    graph = projection.project(part, kind, through)
    if graph.graph["left_out"]:
        console.say(f"note: left out, since they join very many: {graph.graph['left_out']}")
    if form in FORMATS and (out or form not in ("csv", "json")):
        place = out or folder / _file(form, "project")
        written = _written(lambda: _write(graph, [], form, place, {}), place)
        console.say(f"wrote {written}: {_size(graph)}")
        return
    if out:
        raise UsageError(f"-o is for formats of graphs: {', '.join(sorted(FORMATS))}; redirect the others with >")
    rows = [
        {"left": _label(graph, left), "right": _label(graph, right), "weight": data["weight"], "shared": data["shared"]}
        for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1]))
    ]
    head = ("left", "right", "weight", "shared")
    if form != "table":
        console.print_rows(rows, head, form)
        return
    console.print_table("", head, [[str(row[name]) for name in head] for row in rows], right=("weight",), wide=head)


def _with_roles(graph: nx.MultiDiGraph[str], wanted: Sequence[str]) -> list[tuple[str, str, str]]:
    """The edges of the wanted relations, and of events of the wanted relations all roles."""
    from kg.tables import relations

    def fits(relation: str) -> bool:
        return relation in wanted or relations.group(relation) in wanted

    return [
        (left, right, key)
        for left, right, key, data in graph.edges(keys=True, data=True)
        if fits(str(graph.nodes[left].get("relation", "")) or str(data.get("relation", "")))
    ]


def _label(graph: nx.MultiDiGraph[str], node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _conditioned(view: str, conditions: dict[str, Any]) -> bool:
    """Whether only a part, or another view, was asked for."""
    neutral = {"steps": 1, "min_articles": 1, "min_score": 0.0}
    return view != _VIEWS[0] or any(
        value != neutral[name] if name in neutral else value for name, value in conditions.items()
    )


def _place(folder: Path, format: str, view: str, conditions: dict[str, Any]) -> Path:
    return folder / _file(format, "selection" if _conditioned(view, conditions) else "graph")


def _file(format: str, stem: str) -> str:
    usual = "graph.html" if format == PAGE else FORMATS[format].file
    return f"{stem}{Path(usual).suffix}" if usual else f"{stem}-{format}"


def _selected(loaded: Loaded, view: str, chosen: Filter) -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """The part of the graph that the conditions choose, and the facts behind it."""
    from kg.graph import events, filters
    from kg.graph.stored_part import part

    facts = list(loaded.stored.facts(chosen))
    if view == "events":
        graph = events.view(facts, loaded.entities, concepts=loaded.concepts, duplicates=loaded.duplicates)
        return (graph if chosen == filters.ALL else filters.restrict(graph, chosen)), facts
    return part(loaded.stored, chosen), facts


def _title(loaded: Loaded, view: str, chosen: Filter, conditions: dict[str, Any]) -> Mapping[str, str]:
    """The title of a page, which says what it shows."""
    from kg.commands import titles

    if not _conditioned(view, conditions):
        return titles.whole(loaded.stored.meta("articles"))
    return titles.part(chosen, view=view, sources=conditions["source"], label=loaded.label)


def _size(graph: nx.MultiDiGraph[str]) -> str:
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    size = f"{nodes} node{'' if nodes == 1 else 's'}, {edges} edge{'' if edges == 1 else 's'}"
    return size if edges else f"{size}; no fact fits"


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


def _written(write: Callable[[], object], out: Path) -> Path:
    try:
        write()
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); name another place with -o") from error
    return out
