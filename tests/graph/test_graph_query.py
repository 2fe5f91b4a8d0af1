"""Questions to the graph."""

from __future__ import annotations

import networkx as nx
import pytest
from graph_samples import DUPLICATES, ENTITIES, FACTS, KIM, LAWROW, PUTIN, fact

from kg.graph import assemble, query

GRAPH = assemble.assemble(FACTS, ENTITIES, duplicates=DUPLICATES)


def _short(rows: list[query.Neighbor]) -> list[tuple[int, str, str, str]]:
    return [(row.distance, row.relation, row.direction, row.id) for row in rows]


def test_neighbors_come_grouped_by_relation_the_strongest_first() -> None:
    assert _short(query.neighbors(GRAPH, KIM)) == [
        (1, "met", "both", LAWROW),
        (1, "praised", "out", PUTIN),
        (1, "praised", "in", PUTIN),
    ]


def test_neighbors_of_neighbors_follow_with_their_distance() -> None:
    rows = query.neighbors(GRAPH, KIM, depth=2)
    assert _short(rows)[3:] == [
        (2, "leads", "out", "loc:russland"),
        (2, "office_in", "out", "loc:russland"),
        (2, "visited", "out", "loc:wonsan"),
    ]
    assert len({row.key for row in rows}) == len(rows) == 6


@pytest.mark.parametrize(
    ("options", "relations"),
    [
        ({"relations": {"praised"}}, ["praised", "praised"]),
        ({"direction": "out"}, ["met", "praised"]),
        ({"direction": "in"}, ["met", "praised"]),
        ({"until": "2023"}, ["met"]),
        ({"since": "2024", "until": "2024"}, []),
        ({"since": "2025-07-13", "until": "2025-07-13"}, ["met", "praised", "praised"]),
    ],
)
def test_neighbors_are_chosen_by_relation_direction_and_time(options: dict, relations: list[str]) -> None:
    assert [row.relation for row in query.neighbors(GRAPH, KIM, **options)] == relations


def test_unknown_nodes_and_directions_are_errors() -> None:
    with pytest.raises(KeyError):
        query.neighbors(GRAPH, "per:niemand")
    with pytest.raises(KeyError):
        query.path(GRAPH, KIM, "per:niemand")
    with pytest.raises(ValueError, match="sideways"):
        query.neighbors(GRAPH, KIM, direction="sideways")


def test_a_path_follows_edges_both_ways() -> None:
    steps = query.path(GRAPH, KIM, "loc:russland")
    assert [(s.relation, s.forward) for s in steps] == [("met", True), ("office_in", True)]
    back = query.path(GRAPH, "loc:wonsan", PUTIN, avoid={KIM})
    assert [(s.subject, s.relation, s.object, s.forward) for s in back] == [
        (LAWROW, "visited", "loc:wonsan", False),
        (LAWROW, "office_in", "loc:russland", True),
        (PUTIN, "leads", "loc:russland", False),
    ]


def test_a_path_keeps_off_the_nodes_to_avoid_and_other_relations() -> None:
    back = query.path(GRAPH, "loc:wonsan", PUTIN, avoid={"loc:russland"})
    assert [s.relation for s in back] == ["visited", "met", "praised"]
    assert query.path(GRAPH, "loc:wonsan", PUTIN) == back, "the way over more articles"
    assert query.path(GRAPH, KIM, PUTIN, relations={"met"}) == []
    assert query.path(GRAPH, KIM, KIM) == []
    assert query.path(GRAPH, KIM, "loc:paris") == []


def test_of_equally_short_paths_the_one_with_most_articles_wins() -> None:
    """Checked against all paths of a small graph, computed the slow way."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for i, (left, right) in enumerate([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("b", "e")]):
        graph.add_edge(left, right, key=f"k{i}", relation="met", weight=float(i % 3 + 1))
    best = max(
        nx.all_shortest_paths(nx.Graph(graph), "a", "d"),
        key=lambda way: sum(graph.edges[u, v, k]["weight"] for u, v, k in graph.edges if {u, v} <= set(way)),
    )
    assert [s.object for s in query.path(graph, "a", "d")] == best[1:]


def test_explain_gives_all_facts_between_two_by_day() -> None:
    assert [f.doc for f in query.explain(FACTS, KIM, LAWROW)] == ["d.txt", "c.txt", "copy.txt", "a.txt", "b.txt"]
    assert query.explain(FACTS, LAWROW, KIM) == query.explain(reversed(FACTS), KIM, LAWROW)


def test_a_timeline_is_ordered_by_day_with_the_undated_at_the_end() -> None:
    relations = [f.relation for f in query.timeline(FACTS, LAWROW)]
    assert relations == ["met", "met", "met", "met", "met", "office_in", "visited"]
    assert [f.relation for f in query.timeline(FACTS, LAWROW, since="2025-07-13")] == ["met", "met", "office_in"]


def test_who_says_finds_each_of_several_sources() -> None:
    assert [f.doc for f in query.who_says(FACTS, ["kcna"])] == ["b.txt"]
    assert [f.doc for f in query.who_says(FACTS, ["Tass"])] == ["c.txt", "copy.txt", "b.txt"]
    assert query.who_says(FACTS, []) == []


def test_the_text_of_a_fact() -> None:
    assert query.text(FACTS[0]) == "Sergej Lawrow –met– Kim Jong Un @Wonsan [2025-07-12]"
    assert query.text(fact("per:a", "visited", "per:b")) == "A –visited– B"
