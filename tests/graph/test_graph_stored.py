"""The graph in a file answers as the one in memory does."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

import pytest
from graph_in_memory import select, view
from graph_samples import DUPLICATES, ENTITIES, FACTS, fact

from kg.errors import KgError
from kg.graph import assemble, names, query
from kg.graph.filters import Filter
from kg.graph.stored import Stored
from kg.graph.stored_part import best_facts, part, strongest
from kg.graph.storing import write

MORE = (
    *FACTS,
    fact("per:anna-berg", "finanzieren", "concept:denkmal", source="dpa; AFP", time="2025-07"),
    fact("per:anna-berg", "finanzieren", "concept:denkmal", doc="z.txt", date=""),
    fact("per:wer-weiss", "met", "per:anna-berg", subject_id=""),
    fact("per:anna-berg", "met", "per:wer-weiss", object_id="", doc="y.txt", sentence="Halb: \ud83d"),
    fact("per:anna-berg", "criticized", "per:anna-berg"),
)


@pytest.fixture(scope="module", params=[False, True])
def concepts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def stored(concepts: bool, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    path = tmp_path_factory.mktemp("stored") / "graph.sqlite"
    write(path, MORE, ENTITIES, concepts=concepts, duplicates=DUPLICATES, meta={"size": 7})
    return Stored(path)


@pytest.fixture(scope="module")
def graph(concepts: bool) -> assemble.nx.MultiDiGraph[str]:
    clean = [dataclasses.replace(f, sentence=f.sentence.replace("\ud83d", "?")) for f in MORE]
    return assemble.assemble(clean, ENTITIES, concepts=concepts, duplicates=DUPLICATES)


def same(one: assemble.nx.MultiDiGraph[str], other: assemble.nx.MultiDiGraph[str]) -> None:
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    assert {(u, v, k): d for u, v, k, d in one.edges(keys=True, data=True)} == {
        (u, v, k): d for u, v, k, d in other.edges(keys=True, data=True)
    }


def test_the_whole_graph(stored: Stored, graph: assemble.nx.MultiDiGraph[str]) -> None:
    same(stored.graph(), graph)
    assert [id_ for id_, _ in stored.nodes()] == sorted(graph)
    assert [key for key, *_ in stored.edges()] == sorted(str(key) for *_, key in graph.edges(keys=True))
    assert (stored.meta("facts"), stored.meta("nodes"), stored.meta("size")) == (len(MORE), len(graph), 7)
    assert stored.degrees() == {node: degree for node, degree in sorted(graph.degree()) if degree}
    assert stored.copies() == DUPLICATES


def test_questions_have_the_same_answers(stored: Stored, graph: assemble.nx.MultiDiGraph[str]) -> None:
    for node in graph:
        assert node in stored
        for depth, direction in itertools.product((1, 3), query.DIRECTIONS):
            options = {"depth": depth, "direction": direction}
            assert query.neighbors(stored, node, **options) == query.neighbors(graph, node, **options)
    for start, end in itertools.product(sorted(graph)[:6], repeat=2):
        assert query.path(stored, start, end) == query.path(graph, start, end)
    with pytest.raises(KeyError):
        query.neighbors(stored, "per:niemand")


def test_facts_come_as_they_were(stored: Stored) -> None:
    clean = [dataclasses.replace(f, sentence=f.sentence.replace("\ud83d", "?")) for f in MORE]
    assert list(stored.facts()) == clean
    node = clean[0].subject_id
    assert list(stored.facts(ends=[node])) == [f for f in clean if node in {end[0] for end in assemble.ends(f)}]
    for pair in {(f.subject_id, f.object_id) for f in clean}:
        assert sorted(stored.between(*pair), key=repr) == sorted(query.explain(clean, *pair), key=repr)
    assert sorted(stored.citing(["DPA"]), key=repr) == sorted(query.who_says(clean, ["DPA"]), key=repr)


CONDITIONS = [
    Filter(),
    Filter(min_articles=2),
    Filter(min_score=0.6),
    Filter(since="2025-07-12", until="2025-07"),
    Filter(until="2024"),
    Filter(relations=("contact",)),
    Filter(relations=("met", "other")),
    Filter(kinds=("PER",)),
    Filter(statuses=("asserted", "denied")),
    Filter(sources=("dpa",)),
    Filter(about=("per:anna-berg",)),
    Filter(about=("per:anna-berg",), steps=2, min_articles=1, statuses=("asserted",)),
    Filter(about=("per:anna-berg",), steps=0),
]


@pytest.mark.parametrize("chosen", CONDITIONS, ids=str)
def test_conditions_choose_the_same(stored: Stored, concepts: bool, chosen: Filter) -> None:
    clean = [dataclasses.replace(f, sentence=f.sentence.replace("\ud83d", "?")) for f in MORE]
    assert list(stored.facts(chosen)) == list(select(clean, chosen))
    wanted = view(clean, ENTITIES, chosen, concepts=concepts, duplicates=DUPLICATES)
    found = part(stored, chosen)
    assert set(found) == set(wanted)
    described = {entity.id for entity in ENTITIES}
    assert {n: d for n, d in found.nodes(data=True) if n in described} == {
        n: d for n, d in wanted.nodes(data=True) if n in described
    }
    assert {k: d for *_, k, d in found.edges(keys=True, data=True)} == {
        k: d for *_, k, d in wanted.edges(keys=True, data=True)
    }


def test_an_unknown_name_asked_about(stored: Stored) -> None:
    with pytest.raises(KeyError):
        part(stored, Filter(about=("per:niemand",)))


def test_names_are_found_alike(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    index = names.index(assemble.nodes(MORE, ENTITIES, concepts=True))
    given = [*index.labels, *index.aliases, *index.surnames, *index.ids]
    given += [
        word for name in given for word in (name[:3], name.split(" ")[-1], name + "s", name[:-2] + "x", "z" + name)
    ]
    for name in dict.fromkeys(["", "  ", *given]):
        assert names.find(stored, name) == names.find(index, name), name
    monkeypatch.setattr("kg.graph.stored._COMPARED", 0)
    assert names.find(stored, "Anna Bergg").suggestions[:1] == ("Anna Berg",)


def test_the_strongest_part(stored: Stored, graph: assemble.nx.MultiDiGraph[str]) -> None:
    isolated = sum(1 for _, degree in graph.degree() if not degree)
    whole = strongest(stored, 1000, 1000, 1000)
    facts = sum(data["facts"] for *_, data in graph.edges(data=True))
    size = {"nodes": len(graph), "edges": graph.number_of_edges(), "facts": facts, "isolated": isolated}
    assert whole.graph["whole"] == size
    assert len(list(best_facts(stored, whole, 100))) == facts
    assert len(list(best_facts(stored, whole, 1))) == graph.number_of_edges()
    assert set(whole.edges(keys=True)) == set(graph.edges(keys=True))
    few = strongest(stored, 2, 1, 0)
    # Of the two strongest nodes one may have its edges elsewhere.
    assert (len(few) <= 2, few.number_of_edges()) == (True, 1)
    [weight] = [data["weight"] for *_, data in few.edges(data=True)]
    between = [data["weight"] for u, v, data in graph.edges(data=True) if {u, v} <= set(few)]
    assert weight == max(between)


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, iter(MORE), iter(ENTITIES), duplicates=DUPLICATES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_files_that_are_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.sqlite"
    path.write_bytes(b"This is no database, but it is long enough to be read as one. " * 100)
    with pytest.raises(KgError, match="damaged"):
        Stored(path)
    with pytest.raises(KgError, match="damaged"):
        Stored(tmp_path / "missing")
    write(path, MORE, ENTITIES)
    with path.open("r+b") as file:
        file.seek(60)
        file.write(b"\0\0\0\7")
    with pytest.raises(KgError, match="another version"):
        Stored(path)
