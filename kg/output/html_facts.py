"""The facts of the page as rows of a table: the edge that each one proves, when, where, who says so, in which words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import networkx as nx

from kg.output.html_dates import span
from kg.output.html_marks import marks, name_pattern
from kg.output.html_select import Edge
from kg.output.html_text import clean, listed, number, web_address
from kg.schema import STATUSES, Fact
from kg.tables import relations

__all__ = ["COLUMNS", "Evidence", "evidence"]

#: Columns of a fact's row.  ``sentence`` and ``doc`` are indexes of their tables, ``edge`` is one of the edges.
#: ``reversed`` is 1 where a symmetric relation was told from the other side; ``own`` is 1 where ``from`` and ``to`` are
#: the days of the event and not of the article.
COLUMNS = (
    *("edge", "doc", "sentence", "marks", "predicate", "from", "to", "own", "time", "timeText"),
    *("place", "status", "source", "amount", "score", "reversed"),
)
DOCUMENT_COLUMNS = ("name", "title", "url", "host", "date")
_NAME, _PHRASE, _SENTENCE = 200, 400, 4000

#: Facts with the edge they belong to, and the texts they share.
Evidence = dict[str, Any]


def evidence(graph: nx.MultiDiGraph[str], edges: Sequence[Edge], facts: Iterable[Fact], *, most: int) -> Evidence:
    """The tables ``facts``, ``sentences`` and ``documents``, and ``total``: the facts of these edges before the cut.

    An edge keeps its ``most`` best facts.  One without any (an events view) gets one from its own attributes.
    """
    places = _edge_places(graph, edges)
    folded: dict[int, list[tuple[Fact, bool]]] = defaultdict(list)
    articles: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        if fact.doc not in articles:
            articles[fact.doc] = _document(fact)
        where = _edge_of(fact, places)
        if where is not None:
            folded[where[0]].append((fact, where[1]))
    patterns: dict[str, re.Pattern[str] | None] = {}
    sentences: dict[str, int] = {}
    documents: dict[tuple[str, ...], int] = {}
    rows = []
    for number_, edge in enumerate(edges):
        for fact, flipped in sorted(folded[number_], key=_best_first)[:most] or [(_from_edge(graph, edge), False)]:
            for end in edge[:2]:
                if end not in patterns:
                    patterns[end] = _pattern(graph.nodes[end])
            subject, object_ = (patterns[edge[0]], patterns[edge[1]])[:: -1 if flipped else 1]
            text = clean(fact.sentence, _SENTENCE)
            found = marks(text, subject, object_, clean(fact.predicate, _PHRASE))
            sentence = sentences.setdefault(text, len(sentences))
            # An edge without facts knows the name of its article alone, the facts know the rest.
            doc = documents.setdefault(articles.get(fact.doc) or _document(fact), len(documents))
            flat = [value for mark in found for value in mark]
            rows.append([number_, doc, sentence, flat, *_values(fact), int(flipped)])
    return {
        "facts": {"columns": COLUMNS, "rows": rows},
        "sentences": list(sentences),
        "documents": {"columns": DOCUMENT_COLUMNS, "rows": [list(row) for row in documents]},
        "total": sum(len(group) for group in folded.values()),
    }


def _edge_places(graph: nx.MultiDiGraph[str], edges: Sequence[Edge]) -> Mapping[tuple[str, str, str], tuple[int, bool]]:
    """Index of an edge and whether it is read backwards, by (subject, relation, object): by id, and by name for facts
    that carry no ids."""
    table: dict[tuple[str, str, str], tuple[int, bool]] = {}
    for number_, (source, target, key) in enumerate(edges):
        relation = str(graph.edges[source, target, key].get("relation", ""))
        names = (str(graph.nodes[source].get("label", "")), str(graph.nodes[target].get("label", "")))
        for left, right in ((source, target), names):
            table.setdefault((left, relation, right), (number_, False))
            if relations.symmetric(relation):
                table.setdefault((right, relation, left), (number_, True))
    return table


def _edge_of(fact: Fact, places: Mapping[tuple[str, str, str], tuple[int, bool]]) -> tuple[int, bool] | None:
    by_id = places.get((fact.subject_id, fact.relation, fact.object_id))
    return by_id or places.get((fact.subject, fact.relation, fact.object))


def _best_first(item: tuple[Fact, bool]) -> tuple[Any, ...]:
    fact = item[0]
    return -fact.score, fact.date, fact.doc, fact.start, fact.end, fact.sentence, fact.status, fact.source, fact.time


def _pattern(node: Mapping[str, Any]) -> re.Pattern[str] | None:
    names = [clean(node.get("label"), _NAME), *listed(node.get("aliases"), _NAME)]
    return name_pattern(names, str(node.get("kind", "")))


def _values(fact: Fact) -> list[Any]:
    published = span(fact.date)
    own = span(fact.time, until=published[1])
    first, last = own if own[0] else published
    return [
        clean(fact.predicate, _PHRASE),
        first,
        last,
        int(bool(own[0])),
        clean(fact.time, _PHRASE),
        clean(fact.time_text, _PHRASE),
        clean(fact.place, _NAME),
        fact.status if fact.status in STATUSES else "asserted",
        clean(fact.source, _PHRASE),
        clean(fact.amount, _PHRASE),
        round(number(fact.score), 2),
    ]


def _document(fact: Fact) -> tuple[str, ...]:
    url = web_address(fact.url)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return clean(fact.doc, _NAME), clean(fact.title, _PHRASE), url, clean(host, _NAME), span(fact.date)[0]


def _from_edge(graph: nx.MultiDiGraph[str], edge: Edge) -> Fact:
    """The evidence that an edge carries itself, or the event at its source where the edge is only a role in it."""
    source, target, key = edge
    data = {**graph.nodes[source], **graph.edges[source, target, key]}
    statuses = str(data.get("status") or "asserted")
    return Fact(
        doc=str(data.get("doc", "")),
        subject=str(graph.nodes[source].get("label", source)),
        subject_kind=str(graph.nodes[source].get("kind", "")),
        relation=str(data.get("relation", "")),
        object=str(graph.nodes[target].get("label", target)),
        object_kind=str(graph.nodes[target].get("kind", "")),
        event_type=str(data.get("event_type", "")),
        predicate=str(data.get("predicate", "")),
        place=next(iter(listed(data.get("places"), _NAME)), ""),
        time=next(iter(listed(data.get("times"), _NAME)), str(data.get("first_date", ""))),
        time_text="",
        status=statuses,
        source="; ".join(listed(data.get("sources"), _NAME)),
        amount=str(data.get("amounts", "")),
        sentence=str(data.get("sentence", "")),
        start=0,
        end=0,
        rule="",
        score=number(data.get("score")),
        subject_id=source,
        object_id=target,
        date=str(data.get("first_date", "")),
        url=str(data.get("url", "")),
        title="",
    )
