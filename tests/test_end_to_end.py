"""From articles to files with the shipped pipeline: facts, names, the same bytes each time, speed, hostile input.

The last part reads five reports that lie beside the project for development (``../shared/articles``) and is skipped
where they are not.
"""

from __future__ import annotations

import dataclasses
import json
import resource
from collections import defaultdict
from pathlib import Path

import networkx as nx
import pytest
import sample_build
from sample_build import ARTICLES, ROOT, kg

from kg.commands.building import FILES
from kg.fuse.names import fold
from kg.fuse.persons import parse
from kg.fuse.places import place_key, uninflected
from kg.output import jsonl
from kg.schema import Entity, Fact
from kg.tables import capitals
from kg.tables import seats as seats_of

pytestmark = pytest.mark.skipif(bool(sample_build.missing()), reason=sample_build.missing())
#: Three of one summit, two of one coalition: names recur in them.
FIVE = [
    ARTICLES / name
    for name in (
        "ampel_lindner.txt",
        "merz_kanzlerwahl.txt",
        "panmunjom_gipfel.txt",
        "panmunjom_schwester.txt",
        "panmunjom_washington.html",
    )
]
GOOD = "Bundeskanzlerin Angela Merkel traf am Samstag in Wien den französischen Präsidenten Emmanuel Macron."
LATIN = "Der polnische Präsident Andrzej Duda traf in Köln den ungarischen Regierungschef Viktor Orbán."
HTML = "Der französische Präsident Emmanuel Macron lobte am Montag in Warschau den polnischen Präsidenten Andrzej Duda."
JSON = "Der britische Premierminister Keir Starmer dankte in Bern dem ukrainischen Präsidenten Wolodymyr Selenskyj."


@dataclasses.dataclass(frozen=True)
class Built:
    """What a build wrote, and the seconds of processor time it took."""

    facts: list[Fact]
    entities: list[Entity]
    graph: nx.MultiDiGraph[str]
    seconds: float
    folder: Path

    def edges(self, left: str, relation: str, right: str) -> list[dict[str, object]]:
        names = nx.get_node_attributes(self.graph, "label")
        return [
            data
            for one, other, data in self.graph.edges(data=True)
            if data["relation"] == relation and {names[one], names[other]} == {left, right}
        ]

    def named(self, alias: str) -> list[str]:
        return [entity.name for entity in self.entities if alias in entity.aliases]


def read(folder: Path, seconds: float = 0.0) -> Built:
    facts, entities = (list(jsonl.read_facts(folder / FILES[0])), list(jsonl.read_entities(folder / FILES[1])))
    graph = nx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    return Built(facts, entities, graph, seconds, folder)


def build(out: Path, *articles: Path, seed: int = 0) -> Built:
    # The time of the processor, for the tests may share it with others.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = kg("build", *articles, "-o", out, seed=seed)
    assert result.returncode == 0, result.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return read(out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


@pytest.fixture(scope="module")
def sample() -> Built:
    return read(sample_build.workplace() / "out")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("five") / "out", *FIVE)


def test_facts_have_place_time_source_and_evidence(sample: Built) -> None:
    facts = sample.facts
    assert len(facts) > 150
    assert len({fact.doc for fact in facts}) == 32
    assert sum(bool(fact.time) for fact in facts) > 50
    assert sum(bool(fact.place) for fact in facts) > 20
    assert sum(bool(fact.source) for fact in facts) > 5
    assert {"asserted", "reported", "denied", "planned"} <= {fact.status for fact in facts}
    assert all(fact.sentence and fact.end > fact.start and fact.rule and 0 < fact.score <= 1 for fact in facts)


def test_a_plain_fact_is_whole(sample: Built) -> None:
    [dismissal] = sample.edges("Olaf Scholz", "dismissed", "Christian Lindner")
    assert dismissal["time"] == "2024-11-06"
    assert dismissal["doc"] == "ampel_lindner.txt"
    assert "Christian Lindner entlassen" in str(dismissal["sentence"])


def test_relatives_and_namesakes_are_apart(sample: Built) -> None:
    """Kim Jong Un and his sister; the chancellor and the chemist of the same name; a minister and a footballer."""
    people = [entity for entity in sample.entities if entity.kind == "PER"]
    kims = {entity.id: entity for entity in people if entity.name.startswith("Kim ")}
    [leader] = [kim for kim in kims.values() if kim.name == "Kim Jong Un"]
    assert "Kim Jong-un" in leader.aliases
    assert leader.documents >= 3
    sisters = [kim for kim in kims.values() if "Kim Yo Jong" in (kim.name, *kim.aliases)]
    assert sisters
    assert leader not in sisters
    for name in ("Friedrich Merz", "Gerd Müller"):
        bearers = [entity for entity in people if entity.name == name]
        assert len(bearers) == 2, name


def test_files_are_the_same_bytes_whatever_the_order(five: Built, tmp_path: Path) -> None:
    """That of the articles, and that of Python's sets."""
    turned = build(tmp_path / "turned", *FIVE[::-1], seed=1)
    for name in FILES:
        assert (five.folder / name).read_bytes() == (turned.folder / name).read_bytes(), name


def test_five_articles_take_less_than_15_seconds(five: Built) -> None:
    assert five.seconds < 15


def test_graphml_holds_what_facts_jsonl_holds(sample: Built) -> None:
    named = [fact for fact in sample.facts if "CONCEPT" not in (fact.subject_kind, fact.object_kind)]
    assert sum(data["facts"] for _, _, data in sample.graph.edges(data=True)) == len(named)
    assert set(sample.graph) >= {entity.id for entity in sample.entities if entity.kind != "CONCEPT"}
    assert all(data["weight"] > 0 for _, _, data in sample.graph.edges(data=True))


def test_hostile_articles_are_named_and_the_others_built(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "gut.txt").write_text(GOOD, encoding="utf-8")
    (folder / "leer.txt").write_bytes(b"")
    (folder / "binaer.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes(LATIN.encode("latin-1"))
    (folder / "riese.txt").write_bytes((GOOD.encode() + b"\n\n") * (20_000_000 // len(GOOD)))
    page = f"<html><head><title>Ein Treffen</title><body><div><p>{HTML} <b><p>Danach flog er << heim & &uuml;ber"
    (folder / "kaputt.html").write_text(page, encoding="utf-8")
    lines = [{"title": "Nur ein Titel", "date": "2025-07-12"}, {"id": "zeile", "text": JSON, "date": "2025-07-12"}]
    (folder / "zeilen.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines) + "kein JSON\n")
    out = tmp_path / "out"
    result = kg("build", folder, "-o", out, "--date", "2025-07-13")
    assert result.returncode == 1, result.stderr
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped: ")]
    wanted = {
        "leer.txt": "the file is empty",
        "binaer.txt": "binary",
        "riese.txt": "10 MB",
        "zeilen.jsonl:1": "without a text",
        "zeilen.jsonl:3": "broken JSON",
    }
    assert len(skipped) == len(wanted)
    for name, reason in wanted.items():
        [line] = [line for line in skipped if f"/{name}: " in line]
        assert reason in line
    assert "4 articles read (5 skipped)" in result.stderr
    facts = read(out).facts
    assert {fact.doc for fact in facts} == {"gut.txt", "latin.txt", "kaputt.html", "zeile"}
    assert any("Viktor Orbán" in (fact.subject, fact.object) for fact in facts)


REPORTS = sorted((ROOT.parent / "shared" / "articles").glob("00?_*.txt"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Built:
    if len(REPORTS) != 5:
        pytest.skip("the five reports are not beside the project (../shared/articles)")
    return build(tmp_path_factory.mktemp("reports") / "out", *REPORTS)


def test_reports_the_meeting_is_one_edge(reports: Built) -> None:
    [met] = reports.edges("Sergej Lawrow", "met", "Kim Jong Un")
    assert met["documents"] >= 3
    assert met["place"] == "Wonsan"
    assert met["time"] == "2025-07-12"


def test_reports_who_is_who(reports: Built) -> None:
    assert reports.named("Kim Jong Un") == reports.named("Kim Jong-un") == ["Kim Jong Un"]
    assert "Kim Jong Un" in reports.named("Kim")
    people = [entity.name for entity in reports.entities if entity.kind == "PER"]
    assert people.count("Sergej Lawrow") == people.count("Choe Son Hui") == 1
    assert [name for name in people if "Lawrow" in name] == ["Sergej Lawrow"]
    assert [name for name in people if name.startswith("Kim")] == ["Kim Jong Un"]


def test_reports_no_entity_twice_and_no_two_in_one(reports: Built) -> None:
    """Over all persons, organisations and places: no name of two entities, no two names in one but spellings of it."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    for entity in reports.entities:
        if entity.kind in ("PER", "ORG", "LOC"):
            for name in (entity.name, *entity.aliases):
                owners[entity.kind, uninflected(fold(name))].add(entity.id)
        if entity.kind == "PER":
            people = [parse(name) for name in (entity.name, *entity.aliases)]
            assert len({person.core for person in people}) == 1, entity
            assert len({person.key for person in people if person.full}) <= 1, entity
            surnames[people[0].core].add(entity.id)
        elif entity.kind == "LOC":
            places = {place_key(name) for name in (entity.name, *entity.aliases)}
            seats = {fold(name) for name in (*capitals(), *seats_of())}
            rest = {key for key in places - {place_key(entity.name)} if key.removeprefix("=") not in seats}
            assert not rest, entity
    # A capital and a seat of government are names of the town or building, and of the state they stand for.
    towns = {uninflected(fold(name)) for name in (*capitals(), *seats_of())}
    twice = {key: ids for key, ids in owners.items() if len(ids) > 1 and key[1] not in towns}
    assert twice == {}
    assert {core: ids for core, ids in surnames.items() if len(ids) > 1} == {}
    assert all(len(ids) <= 2 for ids in owners.values())


def test_reports_offices_and_counterpart(reports: Built) -> None:
    assert reports.edges("Sergej Lawrow", "office_in", "Russland")
    assert reports.edges("Kim Jong Un", "leads", "Nordkorea")
    assert reports.edges("Choe Son Hui", "met", "Sergej Lawrow")
    assert reports.edges("Choe Son Hui", "office_in", "Nordkorea")


def test_reports_states_as_actors_with_sources(reports: Built) -> None:
    between = [fact for fact in reports.facts if {fact.subject, fact.object} == {"Russland", "Nordkorea"}]
    relations = {fact.relation for fact in between}
    assert {"supports", "cooperates_with"} <= relations
    assert relations & {"sent_to", "aided"}
    assert any("KCNA" in fact.source for fact in reports.facts)
    assert any(fact.source for fact in between)


def test_reports_nothing_from_menus(reports: Built) -> None:
    """Words of menus, share buttons and comment rules that stand around the reports."""
    seen = " ".join([*(entity.name for entity in reports.entities), *(fact.sentence for fact in reports.facts)]).lower()
    menus = (
        "teilen",
        "kommentar",
        "newsletter",
        "facebook",
        "whatsapp",
        "netiquette",
        "abonnieren",
        "picture alliance",
    )
    assert [word for word in menus if word in seen] == []
