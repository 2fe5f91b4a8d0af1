"""Questions to a graph and its facts: neighbours, paths, evidence, timelines, who says what.

Pure functions: they take node ids (see :mod:`kg.graph.names` for names) and give plain rows in a fixed order; nothing
is printed here.  They raise ``KeyError`` for an id that is not in the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import networkx as nx

from kg.graph import assemble, dates, fold, names, ways
from kg.graph.around import Around, InMemory, Touching
from kg.graph.ways import Link, Step
from kg.schema import Fact

__all__ = ["Neighbor", "Step", "explain", "neighbors", "path", "text", "timeline", "who_says"]

DIRECTIONS = ("both", "out", "in")


class Neighbor(NamedTuple):
    """One edge met on the way out from a node.

    ``via`` is the end of the edge from which it was reached (the node itself at distance 1), ``id`` the other.
    ``direction`` is ``out`` if ``via`` is the subject, ``in`` if the object, ``both`` for symmetric relations.
    """

    id: str
    label: str
    kind: str
    distance: int
    via: str
    relation: str
    group: str
    direction: str
    weight: float
    status: str
    statuses: str
    places: str
    times: str
    sources: str
    first_date: str
    last_date: str
    sentence: str
    key: str


def neighbors(
    graph: nx.MultiDiGraph[str] | Around,
    node: str,
    *,
    depth: int = 1,
    relations: Collection[str] = (),
    since: str = "",
    until: str = "",
    direction: str = "both",
) -> list[Neighbor]:
    """The edges within ``depth`` steps around a node, each once, nearest first.

    Within one distance they are grouped by relation (the relation with most articles first), then the strongest first.
    ``relations`` empty means all; ``since`` and ``until`` are ISO days, months or years, compared with the days of
    each edge's facts; ``direction`` is ``both``, ``out`` or ``in`` (symmetric relations go both ways).
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"direction is {direction!r}, not one of {', '.join(DIRECTIONS)}")
    asked = _asked(graph)
    if node not in asked:
        raise KeyError(node)
    reached, frontier, used, rows = {node}, [node], set[str](), []
    for distance in range(1, depth + 1):
        level: list[Neighbor] = []
        for via in frontier:
            for edge in asked.around(via):
                if edge.key in used or (direction not in ("both", edge.way) and edge.way != "both"):
                    continue
                if relations and edge.relation not in relations:
                    continue
                if (since or until) and not _within(edge, since, until):
                    continue
                used.add(edge.key)
                level.append(_neighbor(edge, via, distance))
        rows += _grouped(level)
        frontier = sorted({row.id for row in level} - reached)
        reached.update(frontier)
    return rows


def path(
    graph: nx.MultiDiGraph[str] | Around,
    start: str,
    end: str,
    *,
    relations: Collection[str] = (),
    avoid: Collection[str] = (),
) -> list[Step]:
    """The shortest way between two nodes in either direction of the edges; [] if there is none.

    Of equally short ways the one with most articles in all, then the first by its edges' keys.  ``avoid`` are nodes
    that it must not pass, such as a state that joins everybody.
    """
    asked = _asked(graph)
    for node in (start, end):
        if node not in asked:
            raise KeyError(node)

    def links(node: str) -> Iterator[Link]:
        for link in asked.links(node):
            wanted = not relations or link.relation in relations
            if wanted and (link.other not in avoid or link.other in (start, end)):
                yield link

    return ways.best(links, start, end)


def explain(facts: Iterable[Fact], left: str, right: str) -> list[Fact]:
    """All facts between two entities, either way round, by day, then the surest first."""
    pair = {left, right}
    return _by_day(fact for fact in facts if {end[0] for end in assemble.ends(fact)} == pair)


def timeline(facts: Iterable[Fact], node: str, *, since: str = "", until: str = "") -> list[Fact]:
    """The facts that an entity takes part in, by day; those without any date at the end."""
    own = (fact for fact in facts if node in (end[0] for end in assemble.ends(fact)))
    return _by_day(fact for fact in own if dates.overlaps(dates.when(fact), since, until))


def who_says(facts: Iterable[Fact], spellings: Collection[str]) -> list[Fact]:
    """The facts for which a source is cited, by day; ``spellings`` are its names (label and aliases of its node)."""
    wanted = {reading for name in spellings for reading in names.readings(name)}
    return _by_day(fact for fact in facts if wanted & {names.fold(source) for source in fold.sources(fact)})


def text(fact: Fact) -> str:
    """``Sergej Lawrow –met– Kim Jong Un @Wonsan [2025-07-12]``; place and time only where they are known."""
    place = f" @{fact.place}" if fact.place else ""
    time = f" [{fact.time}]" if fact.time else ""
    return f"{fact.subject} –{fact.relation}– {fact.object}{place}{time}"


def _asked(graph: nx.MultiDiGraph[str] | Around) -> Around:
    return InMemory(graph) if isinstance(graph, nx.Graph) else graph


def _within(edge: Touching, since: str, until: str) -> bool:
    """Whether any of the edge's days touch the period: its spells, not merely the time from first to last."""
    spells = [spell for spell in edge.spells.split(fold.SEPARATOR) if spell]
    whole = f"{edge.first_date}/{edge.last_date}"
    return any(dates.overlaps(dates.days(spell), since, until) for spell in spells or [whole])


def _neighbor(edge: Touching, via: str, distance: int) -> Neighbor:
    # Taken apart at once and put together by position: a hub has tens of thousands of these.
    other, label, kind, key, way, weight, relation, group, status, statuses, places, times, sources, *rest = edge
    first, last, _, sentence = rest
    return Neighbor(
        *(other, label, kind, distance, via, relation, group, way, weight, status, statuses, places, times, sources),
        *(first, last, sentence, key),
    )


def _grouped(rows: Iterable[Neighbor]) -> list[Neighbor]:
    """By relation, the one with most articles first, then the strongest first."""
    groups: dict[str, list[Neighbor]] = {}
    for row in rows:
        groups.setdefault(row.relation, []).append(row)
    totals = {relation: sum(row.weight for row in group) for relation, group in groups.items()}
    ordered = sorted(groups, key=lambda relation: (-totals[relation], relation))
    return [row for name in ordered for row in sorted(groups[name], key=lambda r: (-r.weight, r.label, r.key))]


def _by_day(facts: Iterable[Fact]) -> list[Fact]:
    def order(fact: Fact) -> tuple[Any, ...]:
        first, last = dates.when(fact)
        return not first, first, last, -fact.score, fact.doc, fact.start, fact.relation, fact.subject, fact.object

    return sorted(facts, key=order)
