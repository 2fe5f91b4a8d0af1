"""Positions: the same for the same graph, apart from one another, clusters apart."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import numpy as np
import pytest

from kg.output.layout import box, positions, radius
from kg.output.layout_boxes import pack, separate


def clusters(count: int = 3, size: int = 12) -> nx.MultiDiGraph[str]:
    """Dense groups in a ring, with one edge from each to the next."""
    chance = random.Random(5)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for group, member in itertools.product(range(count), range(size)):
        graph.add_node(f"g{group}m{member}", label=f"Gruppe {group} Mitglied {member}", documents=member + 1)
    for group in range(count):
        for left, right in itertools.combinations(range(size), 2):
            if chance.random() < 0.5:
                graph.add_edge(f"g{group}m{left}", f"g{group}m{right}", key=f"{group}-{left}-{right}", weight=2.0)
        graph.add_edge(f"g{group}m0", f"g{(group + 1) % count}m1", key=f"{group}+", weight=1.0)
    return graph


def shuffled(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    chance = random.Random(1)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    return other


def overlaps(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str]]:
    where = positions(graph)
    found = []
    for a, b in itertools.combinations(sorted(where), 2):
        (aw, ah), (bw, bh) = box(graph.nodes[a]), box(graph.nodes[b])
        aside, down = abs(where[a][0] - where[b][0]), abs(where[a][1] - where[b][1])
        if aside < (aw + bw) / 2 - 1 and down < (ah + bh) / 2 - 1:
            found.append((a, b))
    return found


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = clusters()
    assert positions(graph) == positions(shuffled(graph))


def test_labels_do_not_lie_on_one_another() -> None:
    assert overlaps(clusters()) == []


def test_clusters_lie_apart() -> None:
    graph = clusters()
    where = positions(graph)

    def distance(a: str, b: str) -> float:
        return float(np.hypot(where[a][0] - where[b][0], where[a][1] - where[b][1]))

    same = [distance(a, b) for a, b in itertools.combinations(where, 2) if a[:2] == b[:2]]
    other = [distance(a, b) for a, b in itertools.combinations(where, 2) if a[:2] != b[:2]]
    assert float(np.mean(other)) > 1.5 * float(np.mean(same))


def test_parts_that_are_not_connected_stand_side_by_side() -> None:
    graph = clusters(2)
    for n in range(30):
        graph.add_edge(f"pair{n}a", f"pair{n}b", key=f"pair{n}")
    graph.add_node("alone")
    assert overlaps(graph) == []


def test_large_graphs_use_the_grid_and_keep_their_order() -> None:
    graph = clusters(52, 10)
    assert positions(graph) == positions(shuffled(graph))
    assert overlaps(graph) == []


@pytest.mark.parametrize(
    "edges", [[], [("a", "b")], [("a", "a")], [("a", "b"), ("a", "b"), ("b", "a")], [("a", "b"), ("b", "c")]]
)
def test_small_and_odd_graphs(edges: list[tuple[str, str]]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label=None, documents=float("nan"))
    for number, (left, right) in enumerate(edges):
        graph.add_edge(left, right, key=str(number), weight=float("inf"))
    where = positions(graph)
    assert set(graph.nodes) == set(where)
    assert all(np.isfinite(point).all() for point in where.values())
    assert len(where) == len(set(where.values()))


def test_an_empty_graph_has_no_positions() -> None:
    assert positions(nx.MultiDiGraph()) == {}


def test_radius_grows_with_the_articles_up_to_a_limit() -> None:
    assert radius(1) < radius(10) < radius(1000) == 40.0
    assert radius(None) == radius(1) == radius(float("nan"))


def test_separate_moves_nodes_of_the_same_place_apart() -> None:
    where = separate(np.zeros((5, 2)), np.full((5, 2), 10.0))
    gaps = [np.abs(a - b).max() for a, b in itertools.combinations(where, 2)]
    assert min(gaps) >= 9.9


def test_pack_leaves_the_first_part_as_it_is() -> None:
    where = np.array([[0.0, 0.0], [50.0, 0.0], [7.0, 7.0]])
    packed = pack(where, np.full((3, 2), 10.0), [np.array([0, 1]), np.array([2])])
    assert list(packed[1] - packed[0]) == [50.0, 0.0]
    assert np.abs(packed[2] - packed[:2]).max(axis=1).min() > 10
