"""Loading GraphML, GEXF and tables with Gephi's rules loses nothing: no node, no edge, no value."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gephi_rules
import networkx as nx
import output_samples
import pytest
from hypothesis import HealthCheck, given, settings

from kg.output import gexf, graphml, rows, tables, text, times

Loader = Callable[[nx.MultiDiGraph, Path], gephi_rules.Container]


def _graphml(graph: nx.MultiDiGraph, folder: Path) -> gephi_rules.Container:
    graphml.write(graph, folder / "graph.graphml", positions={})
    return gephi_rules.graphml(folder / "graph.graphml")


def _gexf(graph: nx.MultiDiGraph, folder: Path) -> gephi_rules.Container:
    gexf.write(graph, folder / "graph.gexf", positions={})
    return gephi_rules.gexf(folder / "graph.gexf")


def _tables(graph: nx.MultiDiGraph, folder: Path) -> gephi_rules.Container:
    tables.write(graph, folder)
    return gephi_rules.spreadsheet(folder)


LOADERS = pytest.mark.parametrize("load", [_graphml, _gexf, _tables])


def _check(graph: nx.MultiDiGraph, load: Loader, folder: Path) -> gephi_rules.Container:
    """The container after checking each value of each row against the graph."""
    box = load(graph, folder)
    assert box.issues == []
    assert len(box.nodes) == graph.number_of_nodes()
    assert len(box.edges) == box.merged() == graph.number_of_edges()
    table = rows.rows(graph)
    types = {column.name: column.type for column in (*table.node_columns, *table.edge_columns)}
    for node in table.nodes:
        found = box.nodes[node.id]
        assert found.label == (_read(node.data.get("label", node.id), load) or node.id)
        _compare(found.attributes, node.data, {"label"}, types, load)
    for edge in table.edges:
        found = box.edges[edge.id]
        assert (found.source, found.target, found.kind) == (edge.source, edge.target, edge.kind)
        assert found.weight == edge.weight > 0
        _compare(found.attributes, edge.data, {"label", "weight"}, types, load)
    return box


def _compare(found: dict[str, Any], data: Any, skip: set[str], types: dict[str, str], load: Loader) -> None:
    for name, value in data.items():
        if name in skip:
            continue
        if load is _tables or (types[name] == "string" and isinstance(value, (int, float))):
            value = value if isinstance(value, str) else text.literal(value)
            assert (found.get(name) or "") == _read(value, load)
        else:
            read = found.get(name, "" if isinstance(value, str) else None)
            assert read == (_read(value, load) if isinstance(value, str) else value)


def _read(written: str, load: Loader) -> str:
    """Text as it should arrive: without what XML forbids; Gephi trims the cells of tables."""
    legal = text.legal(str(written))
    return legal.strip("".join(map(chr, range(33)))) if load is _tables else legal


@LOADERS
@pytest.mark.parametrize("make", [output_samples.small, output_samples.happenings, output_samples.hostile])
def test_gephi_reads_all_of_a_graph(load: Loader, make: Callable[[], nx.MultiDiGraph], tmp_path: Path) -> None:
    _check(make(), load, tmp_path)


@LOADERS
@given(graph=output_samples.graphs())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_gephi_reads_all_of_any_graph(load: Loader, graph: nx.MultiDiGraph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _check(graph, load, Path(folder))


@LOADERS
def test_an_empty_graph_is_a_file_too(load: Loader, tmp_path: Path) -> None:
    _check(nx.MultiDiGraph(), load, tmp_path)


@LOADERS
def test_a_plain_networkx_graph_loses_no_parallel_edge(load: Loader, tmp_path: Path) -> None:
    """Keys 0, 1, ... and equal relations, which Gephi would drop or add up if they were written as they are."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for left, right in [("a", "b"), ("a", "b"), ("b", "a"), ("a", "c"), ("a", "a")]:
        graph.add_edge(left, right, relation="met", weight=0)
    _check(graph, load, tmp_path)
    _check(nx.DiGraph([(1, 2), (2, 1)]), load, tmp_path)


@pytest.mark.parametrize("load", [_gexf, _tables])
def test_the_timeline_has_the_days_of_the_facts(load: Loader, tmp_path: Path) -> None:
    box = _check(output_samples.small(), load, tmp_path)
    assert box.dynamic
    met = box.edges["per:anna|met|per:bernd"].times
    assert [(str(a), str(b)) for a, b in met] == [("2025-07-12", "2025-07-12"), ("2025-08-01", "2025-08-31")]
    assert box.edges["per:bernd|from|loc:köln"].times == []
    assert [str(a) for a, _ in box.nodes["per:anna"].times] == ["2024-01-01"]
    assert box.nodes["per:bernd"].times == [], "an edge without a date is always there, and so are its nodes"


@pytest.mark.parametrize("load", [_gexf, _tables])
@pytest.mark.parametrize("make", [output_samples.small, output_samples.happenings])
def test_no_edge_is_shown_before_its_nodes(load: Loader, make: Callable[[], nx.MultiDiGraph], tmp_path: Path) -> None:
    box = load(make(), tmp_path)
    for edge in box.edges.values():
        for end in (box.nodes[edge.source], box.nodes[edge.target]):
            assert not end.times or all(
                any(a <= first and last <= b for a, b in end.times) for first, last in edge.times
            )


@pytest.mark.parametrize("load", [_graphml, _gexf])
def test_every_node_has_a_place_a_size_and_the_colour_of_its_kind(load: Loader, tmp_path: Path) -> None:
    box = load(output_samples.small(), tmp_path)
    assert all(set(node.looks) >= {"x", "y", "size", "r", "g", "b"} for node in box.nodes.values())
    assert all(math.isfinite(value) for node in box.nodes.values() for value in node.looks.values())
    assert len({(node.looks["x"], node.looks["y"]) for node in box.nodes.values()}) == len(box.nodes)
    anna, bernd, dpa = (box.nodes[name].looks for name in ("per:anna", "per:bernd", "org:dpa"))
    assert anna["size"] > bernd["size"] > dpa["size"] > 0
    assert [anna[c] for c in "rgb"] == [bernd[c] for c in "rgb"] != [dpa[c] for c in "rgb"]


def test_a_tableset_with_a_formula_is_text_for_a_spreadsheet(tmp_path: Path) -> None:
    tables.write(output_samples.hostile(), tmp_path)
    for name in (tables.NODES, tables.EDGES):
        for line in gephi_rules.commons_csv((tmp_path / name).read_bytes().decode("utf-8")):
            assert all(cell is None or cell == cell.strip() for cell in line)
    import csv

    with (tmp_path / tables.EDGES).open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert len([cell for cell in cells if cell.startswith("\t")]) >= 5


def test_timesets_are_written_as_gephi_reads_them() -> None:
    assert times.timeset([("2025-07-12", "2025-07-13"), ("2025-08-01", "2025-08-31")]) == (
        "<[2025-07-12, 2025-07-13]; [2025-08-01, 2025-08-31]>"
    )
    assert times.timeset([]) == ""


def test_the_replay_finds_what_gephi_would_drop(tmp_path: Path) -> None:
    """networkx' own file of parallel edges: the rules here must see the loss, or they prove nothing."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_edges_from([("a", "b"), ("a", "b"), ("b", "c")])
    nx.write_graphml(graph, tmp_path / "networkx.graphml")
    box = gephi_rules.graphml(tmp_path / "networkx.graphml")
    assert len(box.edges) == 2 and box.issues
