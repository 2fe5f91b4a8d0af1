"""Filters, events, projections, statistics, differences."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from graph_samples import DUPLICATES, ENTITIES, FACTS, KIM, LAWROW, PUTIN, fact

from kg.graph import assemble, diff, events, filters, project, statistics
from kg.graph.stored import Stored
from kg.graph.stored_part import part

GRAPH = assemble.assemble(FACTS, ENTITIES, duplicates=DUPLICATES)
STORED = Stored.of(FACTS, ENTITIES, concepts=False, duplicates=DUPLICATES)


def _view(**conditions: object) -> nx.MultiDiGraph:
    return part(STORED, filters.Filter(**conditions))


def _relations(graph: nx.MultiDiGraph) -> list[str]:
    return sorted(relation for _, _, relation in graph.edges(data="relation"))


def test_without_conditions_the_view_is_the_whole_graph() -> None:
    assert not diff.diff(_view(), GRAPH)


@pytest.mark.parametrize(
    ("conditions", "relations"),
    [
        ({"min_articles": 2}, ["met"]),
        ({"statuses": ("denied",)}, ["praised"]),
        ({"relations": ("leads", "contact")}, ["leads", "met", "visited"]),
        ({"kinds": ("PER",)}, ["met", "praised", "praised"]),
        ({"sources": ("Kcna",)}, ["met"]),
        ({"until": "2024"}, ["met"]),
        ({"min_score": 0.6}, ["met"]),
        ({"about": (PUTIN,)}, ["leads", "praised", "praised"]),
        ({"about": (PUTIN,), "steps": 0}, []),
        ({"about": (PUTIN,), "steps": 2}, ["leads", "met", "office_in", "praised", "praised"]),
        ({"about": ("loc:paris",)}, []),
    ],
)
def test_conditions_choose_edges(conditions: dict, relations: list[str]) -> None:
    graph = _view(**conditions)
    assert _relations(graph) == relations
    assert {node for node in graph if not graph.degree(node)} <= set(conditions.get("about", ()))


def test_the_weights_of_a_period_tell_of_that_period_alone() -> None:
    data = next(data for *_, data in _view(until="2024").edges(data=True))
    assert (data["weight"], data["places"], data["last_date"]) == (1.0, "Pjöngjang", "2023-10-19")


def test_a_view_around_an_unknown_node_is_an_error() -> None:
    with pytest.raises(KeyError, match="niemand"):
        _view(about=("per:niemand",))


def test_connected_leaves_out_nodes_without_edges() -> None:
    assert "loc:paris" in GRAPH
    assert set(filters.connected(GRAPH)) == {KIM, LAWROW, PUTIN, "loc:russland", "loc:wonsan"}


def test_each_event_is_a_node_with_its_roles() -> None:
    graph = events.view(FACTS, ENTITIES, duplicates=DUPLICATES)
    nodes = {node: data for node, data in graph.nodes(data=True) if data["kind"] == events.HAPPENING}
    met = f"event:{KIM}|met|{LAWROW}".replace(f"{KIM}|met", f"met|{KIM}")
    assert sorted(node for node in nodes if "|" + LAWROW in node and node.startswith("event:met")) == [
        f"{met}|2023-10-19|Pjöngjang",
        f"{met}|2025-07-12|Wonsan",
    ]
    event = f"{met}|2025-07-12|Wonsan"
    assert nodes[event]["label"] == "traf: Kim Jong Un – Sergej Lawrow"
    assert (nodes[event]["weight"], nodes[event]["mentions"]) == (3.0, 4)
    assert sorted((data["relation"], end) for _, end, data in graph.out_edges(event, data=True)) == [
        ("participant", KIM),
        ("participant", LAWROW),
        ("place", "loc:wonsan"),
        ("source", "org:kcna"),
    ]
    assert f"{LAWROW}|office_in|loc:russland" in {key for *_, key in graph.edges(keys=True)}
    assert set(GRAPH) <= set(graph)
    keys = [key for *_, key in graph.edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_a_vague_fact_that_fits_two_events_stays_on_its_own() -> None:
    facts = [
        fact(LAWROW, "visited", PUTIN, time="2025-07-01", doc="a"),
        fact(LAWROW, "visited", PUTIN, time="2025-07-20", doc="b"),
        fact(LAWROW, "visited", PUTIN, time="2025-07", doc="c"),
        fact(LAWROW, "visited", PUTIN, time="2025-07", doc="d"),
        fact(LAWROW, "visited", PUTIN, time="2025-07-20", place="Wonsan", doc="e"),
    ]
    expected = {"2025-07-01|": 1, "2025-07-20|Wonsan": 2, "2025-07|": 2}
    for seed in range(4):
        random.Random(seed).shuffle(facts)
        graph = events.view(facts, ())
        found = {n.partition(f"{PUTIN}|")[2]: d["facts"] for n, d in graph.nodes(data=True) if d["kind"] == "HAPPENING"}
        assert found == expected


def test_persons_are_joined_by_what_they_share() -> None:
    graph = project.project(GRAPH, "PER", ("LOC",))
    assert [(u, v, d["weight"], d["shared"]) for u, v, d in graph.edges(data=True)] == [
        (LAWROW, PUTIN, 1.0, "Russland")
    ]
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"PER"}
    happened = project.project(events.view(FACTS, ENTITIES, duplicates=DUPLICATES))
    assert {(u, v) for u, v, _ in happened.edges} == {(KIM, LAWROW), (KIM, PUTIN)}


def test_hubs_join_nobody_and_are_named() -> None:
    facts = [fact(f"per:p{i}", "member_of", "org:club") for i in range(5)]
    assert project.project(assemble.assemble(facts, ())).number_of_edges() == 10
    graph = project.project(assemble.assemble(facts, ()), largest=4)
    assert graph.number_of_edges() == 0
    assert graph.graph["left_out"] == "Club"


def test_statistics_count_what_is_there() -> None:
    found = statistics.statistics(GRAPH, FACTS, top=2)
    assert (found.nodes, found.edges, found.facts, found.articles) == (11, 6, 11, 5)
    assert found.kinds == {"PER": 6, "LOC": 3, "ORG": 2}
    assert next(iter(found.relations.items())) == ("praised", 2)
    assert found.statuses == {"asserted": 7, "reported": 3, "denied": 1}
    assert found.sources == {"TASS": 3, "KCNA": 1}
    assert [top.label for top in found.degree] == ["Kim Jong Un", "Sergej Lawrow"]
    assert found.components == (5,)
    assert found.alone == 6
    assert (found.first_date, found.last_date) == ("2023-10-19", "2025-07-31")
    assert found.betweenness[0].label == "Sergej Lawrow"


def test_statistics_of_an_empty_graph_are_zero() -> None:
    found = statistics.statistics(nx.MultiDiGraph())
    assert (found.nodes, found.pagerank, found.betweenness, found.components) == (0, (), (), ())


def test_a_difference_names_what_came_went_and_changed() -> None:
    before = assemble.assemble(FACTS[:4], ENTITIES[:4])
    after = assemble.assemble((*FACTS[:3], FACTS[7]), ENTITIES[1:5])
    found = diff.diff(before, after)
    assert found.nodes_added == ("per:joerg-mueller",)
    assert found.nodes_removed == ()
    assert [change.id for change in found.nodes_changed] == [LAWROW]
    assert found.edges_added == (f"{KIM}|praised|{PUTIN}",)
    assert found.edges_removed == ()
    assert ("weight", 4.0, 3.0) in found.edges_changed[0].attributes
    assert found
    assert not diff.diff(before, before)
