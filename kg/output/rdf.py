"""RDF as Turtle: who did what to whom, where, when, and who says so, for SPARQL.

- an entity is a ``kg:PER`` (ORG, LOC ...) and a ``sem:Actor``, a LOC also a ``sem:Place``
- an edge is an ``rdf:Statement``, unless static also a ``sem:Event`` with ``sem:hasActor``, ``sem:hasPlace``,
  ``sem:hasTimeStamp`` and ``sem:eventType``; where at least one article asserts it, the plain triple stands there too
- an event of the events view is a ``sem:Event``, its roles ``sem:hasActor``, ``sem:hasPlace``, ``prov:wasAttributedTo``
- a fact is a ``prov:Entity`` with ``prov:value`` (the sentence), ``prov:hadPrimarySource`` (the article) and
  ``prov:wasAttributedTo`` (who is cited); the edge that it belongs to ``prov:wasDerivedFrom`` it

Vocabularies: SEM (van Hage et al., Simple Event Model, 2011), PROV-O (W3C 2013).  Written as a stream without a
library; rdflib (``pip install 'kg-german-news[rdf]'``) or any triple store reads and queries it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from kg.output import atomic, turtle
from kg.output.rows import Edge, Node, Stream, rows
from kg.output.turtle import Names, Pair, date, german, number, string
from kg.schema import Fact
from kg.tables import relations

__all__ = ["BASE", "write"]

#: What the names of this graph's things begin with; a base of one's own ("https://...") makes them addresses.
BASE = "urn:kg:"

_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wikidata": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OWN = {
    "art": "article:",
    "edge": "edge:",
    "ent": "entity:",
    "fact": "fact:",
    "kg": "term:",
    "rel": "relation:",
    "src": "source:",
}
_HAPPENING = "HAPPENING"

#: The facts behind an edge.
Evidence = Callable[[Edge], Iterable[Fact]]
_ROLES = {"place": "sem:hasPlace", "source": "prov:wasAttributedTo"}


def write(
    graph: nx.MultiDiGraph[Any] | Stream,
    path: str | os.PathLike[str],
    *,
    facts: Iterable[Fact] | Evidence = (),
    base: str = BASE,
) -> None:
    """Writes the graph and the facts behind its edges.  ``base`` is the beginning of all own names.

    ``facts`` are all facts, or a function that gives those of an edge.
    """
    spaces = {prefix: turtle.address(base + part)[1:-1] for prefix, part in _OWN.items()}
    with atomic.text(path) as out:
        for prefix, space in sorted((_PREFIXES | spaces).items()):
            out.write(f"@prefix {prefix}: <{space}> .\n")
        out.writelines(_blocks(graph, facts, Names(spaces)))


def _blocks(graph: nx.MultiDiGraph[Any] | Stream, facts: Iterable[Fact] | Evidence, names: Names) -> Iterator[str]:
    table = rows(graph)
    happened = {node.id for node in table.nodes if node.data.get("kind") == _HAPPENING}
    roles: dict[str, list[Edge]] = {}
    used: set[str] = set()
    for edge in table.edges:
        if edge.source in happened:
            roles.setdefault(edge.source, []).append(edge)
        else:
            used.add(_relation(edge))
    # The most mentioned of those called the same.
    ranked = sorted(table.nodes, key=lambda node: (node.data.get("mentions") or 0, node.id))
    entities = {str(n.data.get("label")): names.of("ent", n.id) for n in ranked if n.id not in happened}
    places = {str(n.data.get("label")): names.of("ent", n.id) for n in ranked if n.data.get("kind") == "LOC"}
    behind = facts if callable(facts) else _behind(table.edges, facts)

    for relation in sorted(used):
        yield turtle.block(names.of("rel", relation), _vocabulary(relation))
    for node in table.nodes:
        said = _event(names, node, roles.get(node.id, ())) if node.id in happened else _entity(names, node)
        yield turtle.block(names.of("ent", node.id), said)
    articles: dict[str, Fact] = {}
    cited: set[str] = set()
    for edge in table.edges:
        if edge.source in happened:
            continue
        facts_of_it = sorted(behind(edge), key=lambda f: (f.doc, f.start, f.end, f.sentence, f.rule))
        own = [(names.of("fact", f"{edge.id}|{number}"), fact) for number, fact in enumerate(facts_of_it, 1)]
        yield turtle.block(names.of("edge", edge.id), _edge(names, edge, places, [name for name, _ in own]))
        if "asserted" in str(edge.data.get("statuses") or edge.data.get("status") or "asserted"):
            plain = (names.of("rel", _relation(edge)), names.of("ent", edge.target))
            yield turtle.block(names.of("ent", edge.source), [plain])
        for name, fact in own:
            yield turtle.block(name, _fact(names, fact, entities))
            articles.setdefault(fact.doc, fact)
            cited.update(_sources(fact))
    for source in sorted(cited - entities.keys()):
        yield turtle.block(names.of("src", source), [("a", "prov:Agent"), ("rdfs:label", german(source))])
    for doc, fact in sorted(articles.items()):
        yield turtle.block(names.of("art", doc), _article(fact))


def _vocabulary(relation: str) -> Iterator[Pair]:
    yield "a", "owl:SymmetricProperty" if relations.symmetric(relation) else "rdf:Property"
    for language in ("de", "en"):
        yield "rdfs:label", f"{string(relations.label(relation, language))}@{language}"
    if row := relations.relations().get(relation):
        yield "rdfs:comment", f"{string(row.definition)}@en"


def _entity(names: Names, node: Node) -> Iterator[Pair]:
    data = node.data
    kind = str(data.get("kind") or "Entity")
    yield "a", f"{names.of('kg', kind)}, sem:Actor" + (", sem:Place" if kind == "LOC" else "")
    yield "rdfs:label", german(data.get("label", node.id))
    for alias in _parts(data.get("aliases")):
        yield "skos:altLabel", german(alias)
    for name in ("mentions", "documents"):
        yield from number(f"kg:{name}", data.get(name))
    for name in ("first_seen", "last_seen"):
        yield from date(f"kg:{name}", data.get(name))
    for ref in _parts(data.get("refs")):
        known = re.fullmatch(r"wikidata:Q\d+", ref)
        yield ("skos:exactMatch", ref) if known else ("skos:notation", string(ref))


def _event(names: Names, node: Node, roles: Iterable[Edge]) -> Iterator[Pair]:
    yield "a", "sem:Event"
    yield "rdfs:label", german(node.data.get("label", node.id))
    yield from _happened(names, node.data, [str(node.data.get("time") or "")])
    for edge in roles:
        role = _relation(edge)
        yield _ROLES.get(role, "sem:hasActor"), names.of("ent", edge.target)
        if role not in _ROLES:
            yield names.of("kg", role), names.of("ent", edge.target)


def _edge(names: Names, edge: Edge, places: Mapping[str, str], evidence: Iterable[str]) -> Iterator[Pair]:
    relation, data = _relation(edge), edge.data
    source, target = names.of("ent", edge.source), names.of("ent", edge.target)
    static = relations.static(relation)
    yield "a", "rdf:Statement" if static else "rdf:Statement, sem:Event"
    yield from (("rdf:subject", source), ("rdf:predicate", names.of("rel", relation)), ("rdf:object", target))
    if not static:
        yield "sem:hasActor", f"{source}, {target}"
        for place in _parts(data.get("places")):
            if place in places:
                yield "sem:hasPlace", places[place]
    yield from _happened(names, data, _parts(data.get("times")))
    for name in evidence:
        yield "prov:wasDerivedFrom", name


def _happened(names: Names, data: Mapping[str, Any], stamps: Iterable[str]) -> Iterator[Pair]:
    """What the edges of one view and the events of the other have in common."""
    yield "sem:eventType", names.of("rel", str(data.get("relation") or "edge"))
    for stamp in stamps:
        yield from date("sem:hasTimeStamp", stamp)
    yield from date("sem:hasEarliestBeginTimeStamp", data.get("first_date"))
    yield from date("sem:hasLatestEndTimeStamp", data.get("last_date"))
    yield from number("kg:articles", data.get("weight"))
    yield from number("kg:score", data.get("score"))
    for name in ("place", "status"):
        if data.get(name):
            yield f"kg:{name}", string(data[name])


def _fact(names: Names, fact: Fact, entities: Mapping[str, str]) -> Iterator[Pair]:
    yield "a", "kg:Fact, prov:Entity"
    yield "prov:value", german(fact.sentence)
    yield "prov:hadPrimarySource", names.of("art", fact.doc)
    for source in _sources(fact):
        yield "prov:wasAttributedTo", entities.get(source) or names.of("src", source)
    yield "kg:status", string(fact.status)
    if fact.place:
        yield "kg:place", string(fact.place)
    yield from date("kg:time", fact.time)
    for name, value in (("start", fact.start), ("end", fact.end), ("score", fact.score)):
        yield from number(f"kg:{name}", value)
    yield "kg:rule", string(fact.rule)


def _article(fact: Fact) -> Iterator[Pair]:
    yield "a", "kg:Article, prov:Entity"
    yield "rdfs:label", string(fact.title or fact.doc)
    yield from date("prov:generatedAtTime", fact.date)
    if re.match(r"https?://", fact.url):
        yield "prov:atLocation", turtle.address(fact.url)


def _behind(edges: Iterable[Edge], facts: Iterable[Fact]) -> Evidence:
    """Gives the facts of each edge; a symmetric edge has those of both directions."""
    ids: dict[tuple[str, str, str], str] = {}
    for edge in edges:
        relation = _relation(edge)
        ids[edge.source, relation, edge.target] = edge.id
        if relations.symmetric(relation):
            ids[edge.target, relation, edge.source] = edge.id
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if id_ := ids.get((fact.subject_id, fact.relation, fact.object_id)):
            found.setdefault(id_, []).append(fact)
    return lambda edge: found.get(edge.id, ())


def _relation(edge: Edge) -> str:
    return str(edge.data.get("relation") or edge.kind)


def _sources(fact: Fact) -> list[str]:
    return [name for part in fact.source.split(";") if (name := part.strip())]


def _parts(value: Any) -> list[str]:
    return [part for part in str(value or "").split(" | ") if part]
