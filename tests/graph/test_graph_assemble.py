"""Facts and entities become a graph: folding, independence of articles, determinism."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from graph_samples import DUPLICATES, ENTITIES, FACTS, KIM, LAWROW, PUTIN, entity, fact

from kg.graph import assemble, diff, fold
from kg.tables import relations

KEY = f"{KIM}|met|{LAWROW}"


@pytest.fixture(name="graph")
def _graph() -> nx.MultiDiGraph:
    return assemble.assemble(FACTS, ENTITIES, duplicates=DUPLICATES)


def test_a_symmetric_relation_has_one_edge_with_all_its_facts(graph: nx.MultiDiGraph) -> None:
    assert not graph.has_edge(LAWROW, KIM, "met")
    assert [key for *_, key in graph.edges(keys=True) if "|met|" in key] == [KEY]
    assert graph.edges[KIM, LAWROW, KEY] == {
        "label": "met",
        "relation": "met",
        "group": "contact",
        "event_type": "CONSULT",
        "predicate": "tun",
        "symmetric": 1,
        "weight": 4.0,
        "documents": 5,
        "facts": 5,
        "places": "Wonsan | Pjöngjang",
        "times": "2025-07-12 | 2023-10-19 | 2025-07",
        "sources": "TASS | KCNA",
        "amounts": "",
        "statuses": "asserted:2 | reported:2",
        "status": "asserted",
        "first_date": "2023-10-19",
        "last_date": "2025-07-31",
        "spells": "2023-10-19/2023-10-19 | 2025-07-01/2025-07-31",
        "place": "Wonsan",
        "time": "2025-07-12",
        "sentence": "Er traf ihn dort.",
        "doc": "a.txt",
        "url": "",
        "score": 0.9,
    }


def test_a_directed_relation_has_an_edge_each_way(graph: nx.MultiDiGraph) -> None:
    assert graph.edges[KIM, PUTIN, f"{KIM}|praised|{PUTIN}"]["status"] == "denied"
    assert graph.edges[PUTIN, KIM, f"{PUTIN}|praised|{KIM}"]["status"] == "asserted"


def test_a_status_counts_independent_articles(graph: nx.MultiDiGraph) -> None:
    more = assemble.assemble(FACTS, ENTITIES)
    assert more.edges[KIM, LAWROW, KEY]["weight"] == 5.0
    assert more.edges[KIM, LAWROW, KEY]["statuses"] == "reported:3 | asserted:2"


def test_copies_of_copies_go_back_to_one_article() -> None:
    assert fold.original("c", {"c": "b", "b": "a"}) == "a"
    assert fold.original("a", {}) == "a"
    assert {fold.original(doc, {"x": "y", "y": "z", "z": "x"}) for doc in "xyz"} == {"x"}
    assert fold.original("a", {"a": "a"}) == "a"


def test_phrases_are_nodes_only_on_demand(graph: nx.MultiDiGraph) -> None:
    assert not [node for node in graph if node.startswith("concept:")]
    full = assemble.assemble(FACTS, [*ENTITIES, entity("concept:frieden", "Frieden")], concepts=True)
    assert full.nodes["concept:denkmal"]["label"] == "Denkmal"
    assert full.has_edge(KIM, "concept:denkmal", f"{KIM}|finanzieren|concept:denkmal")
    assert "concept:frieden" in full
    assert "concept:frieden" not in assemble.assemble(FACTS, [entity("concept:frieden", "Frieden")])


def test_every_entity_is_a_node_with_its_attributes(graph: nx.MultiDiGraph) -> None:
    assert set(graph) == {e.id for e in ENTITIES}
    assert graph.nodes[LAWROW] == {
        "label": "Sergej Lawrow",
        "kind": "PER",
        "aliases": "Lawrow | Lawrows",
        "mentions": 9,
        "documents": 1,
        "first_seen": "2025-07-13",
        "last_seen": "2025-07-13",
        "refs": "",
    }


def test_a_fact_about_an_unknown_entity_is_not_lost() -> None:
    graph = assemble.assemble([fact("per:neu", "met", KIM, doc="x"), fact("per:neu", "praised", KIM, doc="y")], [])
    assert graph.nodes["per:neu"] | {"aliases": ""} == {
        "label": "Neu",
        "kind": "PER",
        "aliases": "",
        "mentions": 2,
        "documents": 2,
        "first_seen": "2025-07-13",
        "last_seen": "2025-07-13",
        "refs": "",
    }


def test_no_order_of_the_input_shows(graph: nx.MultiDiGraph) -> None:
    facts, entities = list(FACTS), list(ENTITIES)
    for seed in range(5):
        random.Random(seed).shuffle(facts)
        random.Random(seed).shuffle(entities)
        again = assemble.assemble(facts, entities, duplicates=DUPLICATES)
        assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
        assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
        assert not diff.diff(graph, again)


def test_attributes_are_scalars_and_never_none(graph: nx.MultiDiGraph) -> None:
    rows = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    assert {type(value) for row in rows for value in row.values()} == {str, int, float}
    assert all(data["weight"] > 0 for *_, data in graph.edges(data=True))


def test_edge_keys_are_unique_even_with_bars_in_ids() -> None:
    odd = [
        fact("per:x", "met|met", "per:y", subject_id="a|b", object_id="c"),
        fact("per:x", "met", "per:y", subject_id="a", object_id="c"),
        fact("per:x", "b|met|met", "per:y", subject_id="a", object_id="c"),
    ]
    keys = [key for *_, key in assemble.assemble(odd, []).edges(keys=True)]
    assert len(set(keys)) == 3


def test_a_separator_in_a_name_does_not_split_it() -> None:
    assert fold.joined(["a | b", "c"]) == "a / b | c"


def test_the_relation_table_is_complete() -> None:
    table = relations.relations()
    assert len(table) == 46
    assert list(table) == sorted(table)
    for row in table.values():
        assert row.label_de and row.label_en and row.definition and row.group in relations.groups()
        assert row.symmetric is False or row.subject == row.object
        assert relations.static(row.id) == (row.group == "attribute")
    assert relations.symmetric("met") and not relations.symmetric("visited") and not relations.symmetric("finanzieren")
    assert (relations.label("met"), relations.label("met", "en")) == ("traf", "met")
    assert (relations.label("finanzieren"), relations.group("finanzieren")) == ("finanzieren", "other")
    assert not relations.static("finanzieren") and relations.event_type("finanzieren") == ""
