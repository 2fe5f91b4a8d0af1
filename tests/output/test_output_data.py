"""JSON lines, node-link JSON, Neo4j tables, Parquet, Turtle: as their readers see them."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import networkx as nx
import output_samples
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.output import jsonl, neo4j, nodelink, parquet, rdf
from kg.schema import Entity, Fact


def test_facts_and_entities_come_back(tmp_path: Path) -> None:
    assert jsonl.write(output_samples.FACTS, tmp_path / "facts.jsonl") == len(output_samples.FACTS)
    assert tuple(jsonl.read_facts(tmp_path / "facts.jsonl")) == output_samples.FACTS
    jsonl.write(output_samples.ENTITIES, tmp_path / "entities.jsonl")
    assert tuple(jsonl.read_entities(tmp_path / "entities.jsonl")) == output_samples.ENTITIES
    first = json.loads((tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert list(first) == [
        *("doc", "subject", "subject_kind", "relation", "object", "object_kind", "event_type", "predicate", "place"),
        *("time", "time_text", "status", "source", "amount", "sentence", "start", "end", "rule", "score"),
        *("subject_id", "object_id", "date", "url", "title"),
    ]


def test_no_facts_are_an_empty_file(tmp_path: Path) -> None:
    assert jsonl.write((), tmp_path / "facts.jsonl") == 0
    assert list(jsonl.read_facts(tmp_path / "facts.jsonl")) == []


@given(st.lists(output_samples.texts, max_size=4))
@settings(deadline=None)
def test_any_text_comes_back_one_line_a_fact(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "facts.jsonl"
    facts = [output_samples.fact("A", "met", "B", sentence=text, title=text) for text in texts]
    jsonl.write(facts, path)
    assert [(fact.sentence, fact.title) for fact in jsonl.read_facts(path)] == [
        (output_samples.joined(t),) * 2 for t in texts
    ]
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(facts)


@pytest.mark.parametrize("line", ["{", "[]", '{"doc": 1}', '{"unknown": 1}', "\udcff"])
def test_a_broken_line_is_an_error_with_its_number(line: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    jsonl.write(output_samples.FACTS[:1], path)
    path.write_bytes(path.read_bytes() + line.encode("utf-8", "surrogateescape") + b"\n")
    with pytest.raises(UsageError, match=r"facts\.jsonl"):
        list(jsonl.read_facts(path))
    with pytest.raises(UsageError, match="kg build"):
        list(jsonl.read_entities(tmp_path / "fehlt.jsonl"))


def test_networkx_reads_node_link_json(tmp_path: Path) -> None:
    graph = output_samples.small()
    nodelink.write(graph, tmp_path / "g.json")
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    found = nx.node_link_graph(data, edges="edges")
    assert nx.utils.graphs_equal(found, graph)


def test_node_link_json_is_strict_about_numbers(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_node("a", value=float("nan"), id="b")
    nodelink.write(graph, tmp_path / "g.json")
    written = (tmp_path / "g.json").read_text(encoding="utf-8")
    assert json.loads(written, parse_constant=pytest.fail)["nodes"] == [{"id": "a", "id_": "b", "value": None}]


def test_neo4j_tables_have_typed_heads_and_one_record_a_line(tmp_path: Path) -> None:
    graph = output_samples.hostile()
    neo4j.write(graph, tmp_path)
    for name, count in ((neo4j.NODES, graph.number_of_nodes()), (neo4j.RELATIONSHIPS, graph.number_of_edges())):
        content = (tmp_path / name).read_text(encoding="utf-8")
        assert len(content.split("\n")) == count + 2
        table = list(csv.reader(content.splitlines(keepends=True)))
        assert {len(row) for row in table} == {len(table[0])}
    neo4j.write(output_samples.small(), tmp_path)
    with (tmp_path / neo4j.RELATIONSHIPS).open(encoding="utf-8", newline="") as lines:
        found = {row["key"]: row for row in csv.DictReader(lines)}
    met = found["per:anna|met|per:bernd"]
    assert (met[":START_ID"], met[":END_ID"], met[":TYPE"]) == ("per:anna", "per:bernd", "MET")
    assert (met["weight:double"], met["facts:int"], met["place"]) == ("2.0", "2", "Köln")
    assert (
        (tmp_path / neo4j.NODES).read_text(encoding="utf-8").startswith("id:ID,:LABEL,label,kind,aliases,mentions:int")
    )


def test_parquet_columns_are_typed(tmp_path: Path) -> None:
    import pyarrow.parquet

    parquet.write(output_samples.small(), tmp_path)
    schema = pyarrow.parquet.read_schema(tmp_path / parquet.EDGES)
    types = {name: str(schema.field(name).type) for name in ("key", "weight", "facts", "sentence")}
    assert types == {"key": "string", "weight": "double", "facts": "int32", "sentence": "string"}


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'kg-german-news\[parquet\]'"):
        parquet.write(output_samples.small(), tmp_path)
    assert list(tmp_path.iterdir()) == []


PREFIXES = """
PREFIX rel: <urn:kg:relation:> PREFIX ent: <urn:kg:entity:> PREFIX kg: <urn:kg:term:>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX prov: <http://www.w3.org/ns/prov#>
"""


def _turtle(graph: nx.MultiDiGraph, path: Path, facts: tuple[Fact, ...] = ()) -> rdflib.Graph:
    rdf.write(graph, path, facts=facts)
    return rdflib.Graph().parse(path, format="turtle")


def _answers(graph: rdflib.Graph, query: str) -> set[tuple[str, ...]]:
    return {tuple(str(cell) for cell in row) for row in graph.query(PREFIXES + query)}


def test_sparql_finds_who_met_whom_where_and_who_says_so(tmp_path: Path) -> None:
    graph = _turtle(output_samples.small(), tmp_path / "g.ttl", output_samples.FACTS)
    found = _answers(
        graph,
        """SELECT ?who ?whom ?where ?says ?sentence WHERE {
             ?event a sem:Event ; sem:eventType rel:met ; rdf:subject ?a ; rdf:object ?b ; sem:hasPlace ?p ;
                    prov:wasDerivedFrom ?fact .
             ?fact prov:wasAttributedTo/rdfs:label ?says ; prov:value ?sentence .
             ?a rdfs:label ?who . ?b rdfs:label ?whom . ?p rdfs:label ?where }""",
    )
    sentence = "Ein Satz über Käse & Brot."
    assert found == {("Anna", "Bernd", "Köln", source, sentence) for source in ("dpa", "AFP")}


def test_plain_triples_are_only_those_that_someone_asserts(tmp_path: Path) -> None:
    graph = _turtle(output_samples.small(), tmp_path / "g.ttl")
    assert _answers(graph, "SELECT ?o WHERE { ent:per:anna rel:met ?o }") == {("urn:kg:entity:per:bernd",)}
    assert _answers(graph, "SELECT ?o WHERE { ent:per:anna rel:praised ?o }") == set()
    assert _answers(graph, "SELECT ?s WHERE { ?e rdf:predicate rel:praised ; kg:status ?s }") == {("denied",)}


def test_dates_have_types_and_articles_their_address(tmp_path: Path) -> None:
    graph = _turtle(output_samples.small(), tmp_path / "g.ttl", output_samples.FACTS)
    stamps = _answers(graph, "SELECT ?t (DATATYPE(?t) AS ?d) WHERE { ?e sem:eventType rel:met ; sem:hasTimeStamp ?t }")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert stamps == {("2025-07-12", xsd + "date"), ("2025-08", xsd + "gYearMonth")}
    addresses = _answers(graph, "SELECT ?u WHERE { ?a a kg:Article ; prov:atLocation ?u }")
    assert addresses == {("https://example.org/a?b=1&c=2",)}


def test_the_events_view_has_one_event_for_each_happening(tmp_path: Path) -> None:
    graph = _turtle(output_samples.happenings(), tmp_path / "g.ttl")
    found = _answers(
        graph,
        """SELECT ?e ?place WHERE { ?e a sem:Event ; sem:eventType rel:met ; sem:hasActor ent:per:anna, ent:per:bernd .
             OPTIONAL { ?e sem:hasPlace/rdfs:label ?place } }""",
    )
    assert sorted(place for _, place in found) == ["Köln", "None"]


def test_hostile_text_stays_text_in_turtle(tmp_path: Path) -> None:
    facts = tuple(
        output_samples.fact("A", "met", "B", sentence=t, doc=t[:40], source=t[:40], title=t, url=f"http://x/{t[:40]}")
        for t in output_samples.HOSTILE
    )
    entities = [Entity(id="per:a", kind="PER", name=output_samples.HOSTILE[0], aliases=output_samples.HOSTILE)]
    made = output_samples.assemble.assemble(facts, entities)
    graph = _turtle(made, tmp_path / "g.ttl", facts)
    assert len(_answers(graph, "SELECT ?f WHERE { ?f a kg:Fact }")) == len(output_samples.HOSTILE)
    assert len(_answers(graph, "SELECT ?s WHERE { ?f prov:value ?s }")) == len(output_samples.HOSTILE)
    _turtle(output_samples.hostile(), tmp_path / "h.ttl")


def test_a_base_of_ones_own_makes_addresses(tmp_path: Path) -> None:
    rdf.write(output_samples.small(), tmp_path / "g.ttl", base="https://example.org/kg/")
    graph = rdflib.Graph().parse(tmp_path / "g.ttl", format="turtle")
    assert rdflib.URIRef("https://example.org/kg/entity:per:anna") in set(graph.subjects())
