"""The search from both ends finds what going through all shortest ways finds."""

from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import query

NODES = "abcdefg"
EDGES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 3), st.booleans()), max_size=14
)


def graph_of(edges: list[tuple[str, str, int, bool]]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(NODES)
    for number, (left, right, weight, symmetric) in enumerate(edges):
        graph.add_edge(left, right, f"e{number:02}", relation="met", weight=weight, symmetric=symmetric)
    return graph


def by_trying_all(graph: nx.MultiDiGraph[str], start: str, end: str) -> list[str]:
    """The keys of the best way by going through every way of the least length."""
    if start == end or not nx.has_path(graph.to_undirected(as_view=True), start, end):
        return []
    found = []
    for nodes in nx.all_shortest_paths(nx.Graph(graph.to_undirected()), start, end):
        steps = [
            [(key, data["weight"]) for u, v, key, data in graph.edges(keys=True, data=True) if {u, v} == {one, two}]
            for one, two in itertools.pairwise(nodes)
        ]
        found += list(itertools.product(*steps))
    best = min(found, key=lambda way: (-sum(weight for _, weight in way), [key for key, _ in way]))
    return [key for key, _ in best]


@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES))
def test_as_if_all_ways_were_tried(edges: list[tuple[str, str, int, bool]], start: str, end: str) -> None:
    graph = graph_of(edges)
    steps = query.path(graph, start, end)
    assert [step.key for step in steps] == by_trying_all(graph, start, end)
    for step in steps:
        turned = graph.has_edge(step.object, step.subject, step.key)
        symmetric = turned and graph.edges[step.object, step.subject, step.key]["symmetric"]
        assert symmetric or graph.has_edge(step.subject, step.object, step.key)
    places = [start]
    for step in steps:
        one, other = (step.subject, step.object) if step.forward else (step.object, step.subject)
        assert one == places[-1]
        places.append(other)
    assert places[-1] == end or not steps


def test_a_long_chain() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(3000):
        graph.add_edge(f"n{number}", f"n{number + 1}", f"e{number}", relation="met", weight=1.0)
    assert len(query.path(graph, "n0", "n3000")) == 3000
