"""``kg stats``, ``kg merges`` and ``kg diff``: the graph as a whole, who was taken for whom, and what changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kg.commands import console, options
from kg.commands.loaded import load
from kg.errors import UsageError
from kg.schema import Fact

__all__ = ["diff", "merges", "stats"]

_MERGES = ("decision", "kind", "left_name", "right_name", "score", "reasons")
_KEYS = ("left", "right")
_CHANGES = (("added", "came"), ("removed", "went"), ("changed", "differ"))


@click.command(short_help="Figures about the graph.", epilog="Example: kg stats --since 2025-07 --top 5")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="Length of the lists.")
@options.conditions
@options.form("table", "json")
@options.graph
def stats(folder: Path, top: int, form: str, **conditions: Any) -> None:
    """Show figures: how much of what, the most connected, cited sources, parts without a connection."""
    from kg.graph import filters
    from kg.graph.statistics import statistics
    from kg.graph.stored_part import part

    loaded = load(folder)
    chosen = loaded.chosen(**conditions)
    graph = part(loaded.stored, chosen)
    facts: Iterable[Fact] = loaded.stored.facts(chosen)
    if chosen.about or chosen.min_articles > 1:
        facts = filters.behind(graph, facts, phrases=chosen.min_articles == 1)
    found = statistics(graph, facts, top=top)
    if form == "json":
        console.print_json(dataclasses.asdict(found))
        return
    period = " – ".join(dict.fromkeys(filter(None, (found.first_date, found.last_date))))
    console.write(
        f"{found.nodes} nodes ({found.alone} without an edge), {found.edges} edges, {found.facts} facts "
        f"from {found.articles} articles{f', {period}' if period else ''}"
    )
    parts = ", ".join(str(size) for size in found.components[:top])
    console.write(f"connected parts: {len(found.components)}{f' (of {parts} nodes)' if parts else ''}")
    counted = ("kinds", "relations", "groups", "statuses", "sources")
    for title in counted:
        _print_counts(title, getattr(found, title), top)
    for title in ("degree", "pagerank", "betweenness"):
        rows = [(place.label, f"{place.value:g}") for place in getattr(found, title)]
        if rows:
            console.print_table("", ("name", title), rows, right=(title,), wide=("name",))


def _print_counts(title: str, counts: Mapping[str, int], top: int) -> None:
    if counts:
        rows = [(name, str(count)) for name, count in list(counts.items())[:top]]
        console.print_table("", (title, "number"), rows, right=("number",), wide=(title,))


@click.command(
    short_help="Who was taken for whom, and who nearly was.", epilog="Example: kg merges Lawrow --decision apart"
)
@click.argument("name", required=False)
@click.option("--decision", multiple=True, metavar="D", help="Only these: merged, apart, join, split; repeatable.")
@click.option("--decided", is_flag=True, help="What you decided in earlier builds, kept in kg.sqlite.")
@options.form("table", "csv", "tsv", "json", "jsonl")
@options.graph
def merges(folder: Path, name: str | None, decision: Sequence[str], decided: bool, form: str) -> None:
    """Show who was taken for whom, and who nearly was; with NAME, only rows that name it.

    To decide otherwise, write join or split into the column decision of merges.csv and build with --merges.
    """
    from kg.fuse import read_merges
    from kg.graph import names
    from kg.store import FILE, Store

    path = folder / (FILE if decided else "merges.csv")
    if not path.exists():
        raise UsageError(f"{path} does not exist; make it with: kg build ARTICLES -o {folder}")
    if decided:
        with Store(path, readonly=True) as store:
            links = store.decisions()
    else:
        links = read_merges(path)
    rows = [dataclasses.asdict(link) | {"reasons": "; ".join(link.reasons)} for link in links]
    if decision:
        rows = [row for row in rows if row["decision"] in decision]
    if name:
        wanted = set(names.readings(name))
        rows = [row for row in rows if any(_speaks(row[side], wanted) for side in ("left_name", "right_name"))]
    if form != "table":
        console.print_rows(rows, (*_MERGES, *_KEYS), form)
        return
    cells = [[row[column] if column != "score" else f"{row[column]:.2f}" for column in _MERGES] for row in rows]
    console.print_table("", _MERGES, cells, right=("score",), wide=("left_name", "right_name", "reasons"))


def _speaks(name: str, wanted: Iterable[str]) -> bool:
    from kg.graph import names

    return any(f" {reading} " in f" {names.fold(name)} " for reading in wanted)


@click.command(short_help="What changed between two graphs.", epilog="Example: kg diff out-monday out-tuesday")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@options.form("text", "json")
def diff(before: Path, after: Path, form: str) -> None:
    """Show what changed between the graphs in two folders: nodes and edges that came (+), went (-), or differ (~)."""
    from kg.graph import diff as compare

    graphs = load(before).graph, load(after).graph
    found = compare.diff(*graphs)
    if form == "json":
        console.print_json(dataclasses.asdict(found))
        return
    if not found:
        console.say("the graphs are the same")
        return
    for part in ("nodes", "edges"):
        counts = (f"{len(getattr(found, f'{part}_{what}'))} {word}" for what, word in _CHANGES)
        console.say(f"{part}: {', '.join(counts)}")
    labels = {node: str(data.get("label", node)) for graph in graphs for node, data in graph.nodes(data=True)}
    edges = {
        str(key): f"{labels[left]} –{data.get('relation', '')}– {labels[right]}"
        for graph in graphs
        for left, right, key, data in graph.edges(keys=True, data=True)
    }
    for mark, what in (("+", "added"), ("-", "removed"), ("~", "changed")):
        for part, shown in (("nodes", labels), ("edges", edges)):
            for item in getattr(found, f"{part}_{what}"):
                if isinstance(item, str):
                    console.write(f"{mark} {shown[item]}")
                else:
                    changes = (f"{name} {_cut(old)} → {_cut(new)}" for name, old, new in item.attributes)
                    console.write(f"{mark} {shown[item.id]}: {'; '.join(changes)}")


def _cut(value: object) -> str:
    text = "nothing" if value in (None, "") else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
