"""What the page knows: nodes, edges and facts of a graph as one plain value that becomes its JSON.

Tables are columns and rows, which halves the size of the file.  Nodes and edges are known by their index everywhere in
the page; an address names them by id, so that it stays right when the graph grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.output.colours import KINDS
from kg.output.html_facts import evidence
from kg.output.html_network import SHAPES
from kg.output.html_select import Selection
from kg.output.html_text import clean, listed, number, whole
from kg.schema import Fact
from kg.tables import relations

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "payload"]

NODE_COLUMNS = ("id", "label", "kind", "aliases", "mentions", "documents", "first", "last", "refs", "cluster")
EDGE_COLUMNS = ("id", "from", "to", "relation", "group", "symmetric", "weight", "documents", "facts", "status")
_NAME, _ID = 200, 1000
#: Edges from an event to those who take part in it, in the view that has events as nodes.
_ROLES = {
    "participant": {"de": "mit", "en": "with"},
    "subject": {"de": "durch", "en": "by"},
    "object": {"de": "betrifft", "en": "concerns"},
    "place": {"de": "in", "en": "in"},
    "source": {"de": "laut", "en": "according to"},
}


def payload(
    graph: nx.MultiDiGraph[str],
    chosen: Selection,
    facts: Iterable[Fact],
    *,
    title: str | Mapping[str, str],
    language: str,
    most_facts: int,
) -> dict[str, Any]:
    """The page's data; ``most_facts`` is how many facts an edge keeps."""
    index = {node: number_ for number_, node in enumerate(chosen.nodes)}
    nodes = [
        [*_node(node, graph.nodes[node]), cluster] for node, cluster in zip(chosen.nodes, chosen.cluster, strict=True)
    ]
    edges = []
    for source, target, key in chosen.edges:
        data = graph.edges[source, target, key]
        relation = str(data.get("relation") or data.get("label") or "")
        edges.append(
            [
                clean(key, _ID),
                index[source],
                index[target],
                clean(relation, _NAME),
                clean(data.get("group") or relations.group(relation), _NAME),
                int(bool(data.get("symmetric"))),
                number(data.get("weight"), 1.0),
                whole(data.get("documents"), 1),
                whole(data.get("facts"), 1),
                clean(data.get("status") or "asserted", _NAME),
            ]
        )
    proof = evidence(graph, chosen.edges, facts, most=most_facts)
    counts = {
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "facts": proof.pop("total"),
        "isolated": chosen.isolated,
    }
    return {
        "title": {own: clean(title if isinstance(title, str) else title[own], _NAME) for own in ("de", "en")},
        "language": language,
        # A graph that is the strongest part of one too large for memory says how large that one is.
        "counts": counts | graph.graph.get("whole", {}),
        "kinds": {kind: {"colour": KINDS[kind], "shape": shape} for kind, shape in sorted(SHAPES.items())},
        "heads": chosen.heads,
        "nodes": {"columns": NODE_COLUMNS, "rows": nodes},
        "loose": {"columns": NODE_COLUMNS[:-1], "rows": [_node(node, graph.nodes[node]) for node in chosen.loose]},
        "edges": {"columns": EDGE_COLUMNS, "rows": edges},
        "relations": _labels(str(row[3]) for row in edges),
        **proof,
    }


def _node(key: str, data: dict[str, Any]) -> list[Any]:
    label = clean(data.get("label") or key, _NAME)
    aliases = [alias for alias in listed(data.get("aliases"), _NAME) if alias != label]
    return [
        clean(key, _ID),
        label,
        clean(data.get("kind"), _NAME),
        aliases,
        whole(data.get("mentions")),
        whole(data.get("documents")),
        clean(data.get("first_seen"), _NAME),
        clean(data.get("last_seen"), _NAME),
        listed(data.get("refs"), _NAME),
    ]


def _labels(used: Iterable[str]) -> dict[str, dict[str, str]]:
    """The words for each relation, and for each role in an event, in both languages of the page."""
    return {
        relation: _ROLES.get(relation) or {language: relations.label(relation, language) for language in ("de", "en")}
        for relation in sorted(set(used))
    }
