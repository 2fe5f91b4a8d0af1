"""What the page holds of a large graph."""

from __future__ import annotations

import networkx as nx

from kg.output.html_select import REST, select


def chain(count: int) -> nx.MultiDiGraph[str]:
    """Nodes n00, n01, ... where each pair of neighbours has a weaker edge than the pair before."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{n:02}", {"documents": 1}) for n in range(count))
    for n in range(count - 1):
        graph.add_edge(f"n{n:02}", f"n{n + 1:02}", key=f"e{n}", weight=float(count - n))
    return graph


def test_a_small_graph_is_shown_whole_without_its_loners() -> None:
    graph = chain(5)
    graph.add_node("loner")
    chosen = select(graph, shown=10, held=20, most_edges=99, most_loose=2)
    assert {"n00", "n01", "n02", "n03", "n04"} == set(chosen.nodes)
    assert (chosen.shown, chosen.isolated, len(chosen.edges)) == (5, 1, 4)
    assert chosen.cluster == (-1,) * 5


def test_the_strongest_are_shown_and_the_rest_is_folded() -> None:
    chosen = select(chain(40), shown=10, held=30, most_edges=999, most_loose=2)
    assert len(chosen.nodes) == 30
    assert chosen.shown == 10
    assert {f"n{n:02}" for n in range(1, 11)} == set(chosen.nodes[:10])
    assert all((cluster == -1) == (index < 10) for index, cluster in enumerate(chosen.cluster))
    assert max(chosen.cluster) < len(chosen.heads)
    assert chosen.heads[REST] == -1


def test_a_strong_node_without_a_strong_neighbour_waits_with_the_weak() -> None:
    graph = chain(6)
    graph.add_edge("hub", "weak", key="far", weight=8.0)
    graph.add_edge("hub", "weaker", key="farther", weight=1.0)
    chosen = select(graph, shown=3, held=99, most_edges=99, most_loose=2)
    assert "hub" not in chosen.nodes[: chosen.shown]
    assert "hub" in chosen.nodes


def test_edges_are_cut_by_weight_and_take_their_nodes_along() -> None:
    chosen = select(chain(10), shown=99, held=99, most_edges=3, most_loose=2)
    assert [key for _, _, key in chosen.edges] == ["e0", "e1", "e2"]
    assert {"n00", "n01", "n02", "n03"} == set(chosen.nodes)


def test_an_empty_graph_is_no_trouble() -> None:
    chosen = select(nx.MultiDiGraph(), shown=1, held=1, most_edges=1, most_loose=2)
    assert (chosen.nodes, chosen.edges, chosen.shown, chosen.isolated) == ((), (), 0, 0)


def test_names_without_an_edge_can_be_searched_for() -> None:
    graph = chain(3)
    for number in range(5):
        graph.add_node(f"alone {number}", documents=number)
    chosen = select(graph, shown=10, held=10, most_edges=99, most_loose=2)
    assert chosen.isolated == 5
    assert chosen.loose == ("alone 4", "alone 3")
    assert not set(chosen.loose) & set(chosen.nodes)
