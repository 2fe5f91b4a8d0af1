"""Assembly: facts and entities become a graph with one edge for each subject, relation and object.

Nodes are entities, keyed by entity id.  Edge keys are readable and unique in the whole graph ("per:a|met|per:b"), since
Gephi drops the second edge of the same id.  Attributes are text and numbers alone, so that every format can hold them.
The graph does not depend on the order of facts or entities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.graph import fold, names
from kg.schema import NAMED_KINDS, Entity, Fact
from kg.tables import relations

__all__ = ["End", "assemble", "edge_key", "ends", "entity_attributes", "grouped", "loose_attributes", "nodes"]

#: One side of a fact: entity id, kind, name.
End = tuple[str, str, str]


def assemble(
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    *,
    concepts: bool = False,
    duplicates: Mapping[str, str] | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of all facts between named entities.

    Every entity becomes a node, with or without edges.  ``concepts`` lets in facts about phrases ("Denkmal"), whose
    node is "concept:<slug>".  ``duplicates`` maps the name of an agency copy to the article that it copies; both
    together count once in ``weight``.  Symmetric relations have one edge, from the smaller entity id to the larger.
    """
    chosen = [fact for fact in facts if concepts or {fact.subject_kind, fact.object_kind} <= NAMED_KINDS]
    graph = nodes(chosen, entities, concepts=concepts)
    for (left, relation, right), group in sorted(grouped(chosen).items()):
        data = fold.attributes(group, duplicates or {})
        graph.add_edge(left, right, key=edge_key(left, relation, right), **data)
    return graph


def nodes(facts: Iterable[Fact], entities: Iterable[Entity], *, concepts: bool) -> nx.MultiDiGraph[str]:
    """A graph without edges: the entities, and what the facts name beyond them."""
    known = {entity.id: entity_attributes(entity) for entity in entities if concepts or entity.kind != "CONCEPT"}
    loose: dict[str, list[tuple[End, str, str]]] = defaultdict(list)
    for fact in facts:
        for end in ends(fact):
            if end[0] not in known:
                loose[end[0]].append((end, fact.date, fact.doc))
    known |= {key: loose_attributes(uses) for key, uses in loose.items()}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((key, known[key]) for key in sorted(known))
    return graph


def grouped(facts: Iterable[Fact]) -> dict[tuple[str, str, str], list[Fact]]:
    """The facts by subject, relation and object; of a symmetric relation both directions go together."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        (left, *_), (right, *_) = ends(fact)
        if relations.symmetric(fact.relation) and right < left:
            left, right = right, left
        groups[left, fact.relation, right].append(fact)
    return groups


def ends(fact: Fact) -> tuple[End, End]:
    """Subject and object of a fact as id, kind and name; a phrase or a name without an id gets one from its words."""
    return (
        (fact.subject_id or _made_id(fact.subject_kind, fact.subject), fact.subject_kind, fact.subject),
        (fact.object_id or _made_id(fact.object_kind, fact.object), fact.object_kind, fact.object),
    )


def edge_key(*parts: str) -> str:
    """The parts joined by a bar; bars inside a part are written as %7C, so that no two keys are the same."""
    return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)


def entity_attributes(entity: Entity) -> dict[str, Any]:
    """The node attributes of an entity."""
    return {
        "label": entity.name,
        "kind": entity.kind,
        "aliases": fold.joined(entity.aliases),
        "mentions": entity.mentions,
        "documents": entity.documents,
        "first_seen": entity.first_seen,
        "last_seen": entity.last_seen,
        "refs": fold.joined(entity.refs),
    }


def loose_attributes(uses: Sequence[tuple[End, str, str]]) -> dict[str, Any]:
    """Attributes of a node that no entity describes (phrases, foreign facts), from the facts that name it.

    Of each fact the end, the date and the article.
    """
    counts = Counter(end[2] for end, _, _ in uses)
    labels = sorted(counts)
    seen = sorted(date for _, date, _ in uses if date)
    return {
        "label": max(labels, key=counts.__getitem__),
        "kind": min(end[1] for end, _, _ in uses),
        "aliases": fold.joined(labels),
        "mentions": len(uses),
        "documents": len({doc for _, _, doc in uses}),
        "first_seen": seen[0] if seen else "",
        "last_seen": seen[-1] if seen else "",
        "refs": "",
    }


def _made_id(kind: str, name: str) -> str:
    return f"{kind.lower()}:{names.slug(name)}"
