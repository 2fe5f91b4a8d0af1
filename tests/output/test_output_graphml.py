"""GraphML and GEXF as others read them, and how fast."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import networkx as nx
import output_samples
import pytest
from lxml import etree

from kg.graph import assemble
from kg.output import gexf, graphml, layout


def test_networkx_reads_graphml_with_types(tmp_path: Path) -> None:
    graph = output_samples.small()
    graphml.write(graph, tmp_path / "g.graphml")
    found = nx.read_graphml(tmp_path / "g.graphml", edge_key_type=str, force_multigraph=True)
    assert set(found) == set(graph)
    assert {key for *_, key in found.edges(keys=True)} == {key for *_, key in graph.edges(keys=True)}
    data = found.edges["per:anna", "per:bernd", "per:anna|met|per:bernd"]
    assert (data["weight"], data["symmetric"], data["place"], data["score"]) == (2.0, 1, "Köln", 0.9)
    assert {type(found.nodes["per:anna"][name]) for name in ("x", "y", "size")} == {float}


def test_networkx_reads_gexf(tmp_path: Path) -> None:
    graph = output_samples.small()
    gexf.write(graph, tmp_path / "g.gexf")
    # networkx knows GEXF 1.2; the elements are the same.
    old = (tmp_path / "g.gexf").read_text(encoding="utf-8").replace("gexf.net/1.3", "www.gexf.net/1.2draft")
    (tmp_path / "old.gexf").write_text(old.replace('version="1.3"', 'version="1.2"'), encoding="utf-8")
    found = nx.read_gexf(tmp_path / "old.gexf")
    assert set(found) == set(graph)
    assert found.number_of_edges() == graph.number_of_edges()


def test_the_kind_of_an_edge_is_an_xml_attribute(tmp_path: Path) -> None:
    graphml.write(output_samples.small(), tmp_path / "g.graphml")
    edges = etree.parse(tmp_path / "g.graphml").getroot().findall(".//{*}edge")
    assert sorted(edge.get("label", "") for edge in edges) == ["finanzieren", "from", "met", "praised"]
    assert len({edge.get("id") for edge in edges}) == len(edges)


def test_ids_of_columns_are_unique_in_the_file(tmp_path: Path) -> None:
    graph = output_samples.small()
    graph.nodes["per:anna"]["Größe & mehr"] = 1
    graph.nodes["per:anna"]["n.1"] = 1
    graphml.write(graph, tmp_path / "g.graphml", positions={})
    ids = [key.get("id", "") for key in etree.parse(tmp_path / "g.graphml").getroot().findall("{*}key")]
    assert len(ids) == len(set(ids)) and {"n_label", "e_label", "e_weight", "n_x"} <= set(ids)
    assert all(id_.isascii() for id_ in ids)


def test_places_are_those_given_or_computed_with_y_upwards(tmp_path: Path) -> None:
    graph = output_samples.small()
    for places in (None, {node: (i, 2.5 * i) for i, node in enumerate(graph)}):
        graphml.write(graph, tmp_path / "g.graphml", positions=places)
        found = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
        expected = places or layout.positions(graph)
        for node, (x, y) in expected.items():
            assert (found.nodes[node]["x"], -found.nodes[node]["y"]) == pytest.approx((x, y))


def test_a_node_with_a_look_of_its_own_keeps_it(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_node("a", x=1, y=2.5, size=3, r=4, g=5, b=6)
    graph.add_edge("a", "a", r=7, g=8, b=9)
    graphml.write(graph, tmp_path / "g.graphml")
    found = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert found.nodes["a"] == {"x": 1.0, "y": 2.5, "size": 3.0, "r": 4, "g": 5, "b": 6}
    assert [next(iter(found.edges(data=True)))[2][name] for name in "rgb"] == [7, 8, 9]


def test_a_file_cannot_reach_outside(tmp_path: Path) -> None:
    """Entities of a foreign file are not followed."""
    (tmp_path / "secret").write_text("geheim", encoding="utf-8")
    (tmp_path / "g.graphml").write_text(
        f'<!DOCTYPE g [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
        '<graphml><key id="l" for="node" attr.name="label"/><graph>'
        '<node id="a"><data key="l">&s;</data></node></graph></graphml>',
        encoding="utf-8",
    )
    assert "geheim" not in str(graphml.read(tmp_path / "g.graphml").nodes(data=True))


def large(nodes: int, edges: int) -> nx.MultiDiGraph[str]:
    """A graph as assembly makes it: all attributes, sentences of usual length, many values that come again."""
    drawn = random.Random(1)
    entities = [
        output_samples.Entity(
            id=f"per:person-{i}", kind="PER", name=f"Person {i}", aliases=(f"P. {i}",), mentions=i % 40
        )
        for i in range(nodes)
    ]
    facts = [
        output_samples.fact(
            *("x", f"relation{i % 45}", "y"),
            subject_id=f"per:person-{drawn.randrange(nodes)}",
            object_id=f"per:person-{drawn.randrange(nodes)}",
            doc=f"artikel-{i % 5000}.txt",
            place=drawn.choice(("Berlin", "Köln", "", "Wien")),
            time=f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}",
            sentence=f"Satz {i} " + "über Käse & Brot und manches andere, das in der Zeitung steht" * 2,
        )
        for i in range(edges)
    ]
    return assemble.assemble(facts, entities)


@pytest.mark.slow
def test_a_hundred_thousand_edges_take_a_third_of_networkx_time(tmp_path: Path) -> None:
    graph = large(20_000, 100_000)
    assert graph.number_of_edges() > 99_000

    def seconds(write: Any, *arguments: Any) -> float:
        start = time.process_time()
        write(graph, *arguments)
        return time.process_time() - start

    own = min(seconds(graphml.write, tmp_path / "own.graphml") for _ in range(2))
    theirs = min(seconds(nx.write_graphml, tmp_path / "networkx.graphml") for _ in range(2))
    print(f"kg {own:.2f} s, networkx {theirs:.2f} s, ratio {own / theirs:.2f}")
    assert own <= theirs / 3
