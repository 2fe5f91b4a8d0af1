"""What is written is read back: the same graph, the same facts, and the same bytes for the same graph."""

from __future__ import annotations

import math
import random
import re
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import output_samples
import pytest
from hypothesis import HealthCheck, given, settings

from kg import output
from kg.errors import UsageError
from kg.output import gexf, graphml, nodelink, parquet, rows, tables, text

READABLE = pytest.mark.parametrize("module", [graphml, gexf, nodelink, parquet, tables], ids=lambda m: m.__name__)
ALL = pytest.mark.parametrize("name", sorted(output.FORMATS))


def _options(module: ModuleType) -> dict[str, Any]:
    return {"positions": {}} if module in (graphml, gexf) else {}


def _write(name: str, graph: nx.MultiDiGraph, folder: Path) -> dict[str, bytes]:
    """The files of a format by their names."""
    module = output.module(name)
    path = folder / output.FORMATS[name].file if output.FORMATS[name].file else folder
    module.write(graph, path, **_options(module))
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def _same(left: nx.MultiDiGraph, right: nx.MultiDiGraph) -> None:
    assert dict(left.nodes(data=True)) == dict(right.nodes(data=True))
    assert {k: (u, v, d) for u, v, k, d in left.edges(keys=True, data=True)} == {
        k: (u, v, d) for u, v, k, d in right.edges(keys=True, data=True)
    }


@READABLE
@pytest.mark.parametrize("make", [output_samples.small])
def test_a_graph_of_facts_comes_back_whole(module: ModuleType, make: Any, tmp_path: Path) -> None:
    graph = make()
    path = tmp_path / "graph" if module not in (parquet, tables) else tmp_path
    module.write(graph, path, **_options(module))
    _same(module.read(path), graph)


@READABLE
@given(graph=output_samples.graphs())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_graph_comes_back_as_its_rows(module: ModuleType, graph: nx.MultiDiGraph) -> None:
    """Up to what formats cannot hold: forbidden code points, missing text, mixed types, blanks at the ends of cells."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) if module in (parquet, tables) else Path(folder) / "graph"
        module.write(graph, path, **_options(module))
        found = module.read(path)
    table = rows.rows(graph)
    assert list(found.nodes) == [node.id for node in table.nodes]
    assert sorted(key for *_, key in found.edges(keys=True)) == [edge.id for edge in table.edges]
    for node in table.nodes:
        _like(found.nodes[node.id], node.data, module)
    for edge in table.edges:
        _like(found.edges[edge.source, edge.target, edge.id], {**edge.data, "weight": edge.weight}, module)


def _like(found: dict[str, Any], data: Any, module: ModuleType) -> None:
    for name, value in data.items():
        read = found.get(name, "")
        if isinstance(value, str) and module is nodelink:
            assert read == output_samples.joined(value)
        elif isinstance(value, str) and isinstance(read, str):
            legal = text.legal(value)
            assert read == (legal.strip() if module is tables else legal)
        elif module is nodelink and isinstance(value, float) and not math.isfinite(value):
            assert read is None  # JSON has no infinity
        else:
            assert str(read) in (str(value), text.literal(value)) or read == value


@READABLE
def test_reading_and_writing_again_gives_the_same_bytes(module: ModuleType, tmp_path: Path) -> None:
    graph = output_samples.hostile() if module is not tables else output_samples.small()
    first, second = tmp_path / "first", tmp_path / "second"
    module.write(graph, first, **_options(module))
    module.write(module.read(first), second, **_options(module))
    files = [(first, second)] if first.is_file() else [(file, second / file.name) for file in first.iterdir()]
    assert files and all(one.read_bytes() == two.read_bytes() for one, two in files)


@ALL
def test_equal_graphs_give_equal_bytes_in_any_order(name: str, tmp_path: Path) -> None:
    graph = output_samples.hostile()
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    written = []
    for seed in range(3):
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(edges)
        again: nx.MultiDiGraph = nx.MultiDiGraph()
        again.add_nodes_from((node, dict(reversed(data.items()))) for node, data in nodes)
        again.add_edges_from((u, v, k, dict(reversed(data.items()))) for u, v, k, data in edges)
        folder = tmp_path / str(seed)
        folder.mkdir()
        written.append(_write(name, again, folder))
    assert written[0] == written[1] == written[2]


@ALL
def test_writing_changes_nothing_of_the_graph(name: str, tmp_path: Path) -> None:
    graph = output_samples.hostile()
    graph.graph["id"] = "x"
    before = graph.copy()
    _write(name, graph, tmp_path)
    assert dict(graph.nodes(data=True)) == dict(before.nodes(data=True)) and graph.graph == before.graph
    assert list(graph.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))


@ALL
def test_every_file_is_utf8_without_forbidden_code_points(name: str, tmp_path: Path) -> None:
    for file, content in _write(name, output_samples.hostile(), tmp_path).items():
        if not file.endswith((".parquet", ".json")):
            decoded = content.decode("utf-8", "strict")
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", decoded)


@ALL
def test_odd_values_are_written_as_text_or_left_out(name: str, tmp_path: Path) -> None:
    """None, lists, dates, NumPy numbers: what networkx' writers refuse."""
    import datetime

    import numpy as np

    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_node(1, label=None, aliases=["a", "b"], seen=datetime.date(2025, 7, 12), mentions=np.int64(3), flag=True)
    graph.add_node(("x", 2), big=1 << 40, huge=1 << 80, mixed="text", **{"Größe & mehr": 1.5})
    graph.add_edge(1, ("x", 2), mixed={"b", "a"}, score=np.float32(0.5), endless=float("inf"))
    files = _write(name, graph, tmp_path)
    assert all(files.values())
    if output.FORMATS[name].readable:
        found = output.module(name).read(tmp_path / output.FORMATS[name].file)
        assert found.nodes["1"]["aliases"] == "a | b"
        assert str(found.nodes["1"]["mentions"]) == "3"
        assert found.nodes["1"].get("label") in (None, "", "1", "None")


@READABLE
def test_a_file_of_another_kind_is_an_error_that_names_it(module: ModuleType, tmp_path: Path) -> None:
    for name in ("graph", "nodes.csv", "nodes.parquet"):
        (tmp_path / name).write_text("<html>", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(str(tmp_path))):
        module.read(tmp_path if module in (parquet, tables) else tmp_path / "graph")
    with pytest.raises(UsageError, match="nowhere"):
        module.read(tmp_path / "nowhere")


def test_an_unknown_format_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UsageError, match="graphml"):
        output.module("docx")
