"""Folding: what several facts about the same thing amount to, as the scalar attributes of one edge.

Counts are of independent articles: an agency's text that ten papers print is one article.  Lists are strings, "a | b",
most frequent first, then by name.  Nothing is ever None: what is unknown is "".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.graph import dates
from kg.schema import STATUSES, Fact
from kg.tables import relations

__all__ = ["SEPARATOR", "attributes", "joined", "original", "ranked", "sources"]

#: Between the values of a list in one string.
SEPARATOR = " | "


def attributes(facts: Sequence[Fact], duplicates: Mapping[str, str]) -> dict[str, Any]:
    """The edge attributes of facts that share subject, relation and object; ``facts`` is not empty.

    ``weight`` is the number of independent articles (above 0), ``documents`` that of all articles, ``facts`` that of
    the facts.  ``first_date`` and ``last_date`` are days, ``spells`` all days as intervals.  ``sentence``, ``doc`` and
    ``url`` are of the best evidence: the highest score, then the shortest sentence; ``score`` is that highest score,
    since facts of the same rule fail together and more of them prove little.
    """
    facts = sorted(facts, key=_order)
    relation = facts[0].relation
    best = facts[0]
    articles = [original(fact.doc, duplicates) for fact in facts]
    spans = sorted(span for fact in facts if (span := dates.when(fact))[0])
    statuses = _votes(((fact.status,) for fact in facts), articles)
    places = ranked(_votes(((fact.place,) for fact in facts), articles))
    times = ranked(_votes(((fact.time,) for fact in facts), articles))
    by_status = sorted(statuses, key=lambda status: (-statuses[status], _rank(status), status))
    return {
        "label": relation,
        "relation": relation,
        "group": relations.group(relation),
        "event_type": relations.event_type(relation) or _first(_votes(((f.event_type,) for f in facts), articles)),
        "predicate": _first(_votes(((fact.predicate,) for fact in facts), articles)),
        "symmetric": int(relations.symmetric(relation)),
        "weight": float(len(set(articles))),
        "documents": len({fact.doc for fact in facts}),
        "facts": len(facts),
        "places": joined(places),
        "times": joined(times),
        "sources": joined(ranked(_votes((sources(fact) for fact in facts), articles))),
        "amounts": joined(ranked(_votes(((fact.amount,) for fact in facts), articles))),
        "statuses": joined(f"{status}:{statuses[status]}" for status in by_status),
        "status": by_status[0] if by_status else "",
        "first_date": spans[0][0] if spans else "",
        "last_date": max(last for _, last in spans) if spans else "",
        "spells": dates.spells(spans),
        "place": places[0] if places else "",
        "time": times[0] if times else "",
        "sentence": best.sentence,
        "doc": best.doc,
        "url": best.url,
        "score": float(best.score),
    }


def original(doc: str, duplicates: Mapping[str, str]) -> str:
    """The article that ``doc`` goes back to, through copies of copies; a circle ends at its smallest name."""
    seen = [doc]
    while (doc := duplicates.get(doc) or doc) not in seen:
        seen.append(doc)
    return min(seen[seen.index(doc) :])


def sources(fact: Fact) -> tuple[str, ...]:
    """Who is cited for a fact, one name each."""
    return tuple(name for part in fact.source.split(";") if (name := part.strip()))


def ranked(counts: Mapping[str, int]) -> list[str]:
    """The values by frequency, then by name."""
    return sorted(counts, key=lambda value: (-counts[value], value))


def joined(values: Iterable[str]) -> str:
    """The values in one string; a separator inside a value becomes a slash so that the list can be taken apart."""
    return SEPARATOR.join(value.replace(SEPARATOR, " / ") for value in values)


def _votes(values: Iterable[Iterable[str]], articles: Sequence[str]) -> dict[str, int]:
    """How many independent articles have each value; values stand in step with their articles."""
    holders: dict[str, set[str]] = {}
    for many, article in zip(values, articles, strict=True):
        for value in many:
            if value:
                holders.setdefault(value, set()).add(article)
    return {value: len(found) for value, found in holders.items()}


def _first(counts: Mapping[str, int]) -> str:
    return next(iter(ranked(counts)), "")


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _order(fact: Fact) -> tuple[Any, ...]:
    """Best evidence first; the rest only settles ties, so that the order of the input never shows."""
    return -fact.score, len(fact.sentence), fact.sentence, fact.doc, fact.start, fact.end, fact.url, fact.predicate
