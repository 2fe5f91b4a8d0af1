"""The events view: what happened as nodes of their own, joined to those who took part.

An event is one merged (relation, subject, object, time, place) over all articles.  Facts that say less (no place, "im
Juli" for a day in July) belong to the event that they fit, if it is the only one; else they stay an event of their own.
Static relations (offices, kin, location) stay edges between entities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.graph import assemble, dates, fold, names
from kg.schema import NAMED_KINDS, Entity, Fact
from kg.tables import relations

__all__ = ["HAPPENING", "view"]

#: The kind of event nodes; EVENT is an entity with a proper name ("Olympische Spiele").
HAPPENING = "HAPPENING"

#: What an edge from an event to an entity takes over from the event.
_COPIED = ("group", "weight", "documents", "facts", "status", "first_date", "last_date", "spells", "score")


def view(
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    *,
    concepts: bool = False,
    duplicates: Mapping[str, str] | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of entities and events, with an edge from each event to every entity in a role of it.

    Roles are ``subject`` and ``object`` (``participant`` for symmetric relations), and ``place`` and ``source`` where
    these names are nodes.  Event nodes carry what :func:`kg.graph.fold.attributes` gives, with ``label``, ``kind``
    HAPPENING, ``mentions`` (facts), ``first_seen`` and ``last_seen`` (days of the event).
    """
    copies = duplicates or {}
    chosen = [fact for fact in facts if concepts or {fact.subject_kind, fact.object_kind} <= NAMED_KINDS]
    graph = assemble.nodes(chosen, entities, concepts=concepts)
    named = _by_name(graph)
    for (left, relation, right), group in sorted(assemble.grouped(chosen).items()):
        if relations.static(relation):
            data = fold.attributes(group, copies)
            graph.add_edge(left, right, key=assemble.edge_key(left, relation, right), **data)
        else:
            for event in _events(group):
                _add(graph, named, (relation, left, right), event, copies)
    return graph


def _events(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of one relation and pair, parted into events; the first of each says the most."""
    events: list[list[Fact]] = []
    for fact in sorted(facts, key=_vagueness):
        exact = [event for event in events if (event[0].time, event[0].place) == (fact.time, fact.place)]
        fitting = exact or [event for event in events if _fits(fact, event[0])]
        if len(fitting) == 1:
            fitting[0].append(fact)
        else:
            events.append([fact])
    return events


def _vagueness(fact: Fact) -> tuple[Any, ...]:
    first, last = dates.days(fact.time)
    return not first, not fact.place, _length(first, last), fact.time, fact.place, fact.doc, fact.start, fact.sentence


def _length(first: str, last: str) -> int:
    """A rank of how long a time is: day, month, year, longer."""
    return sum(first[:n] != last[:n] for n in (10, 7, 4))


def _fits(vague: Fact, exact: Fact) -> bool:
    """Whether all that the one says of place and time is true of the other too."""
    if vague.place not in ("", exact.place):
        return False
    first, last = dates.days(vague.time)
    inner = dates.days(exact.time)
    return not first or (bool(inner[0]) and first <= inner[0] and inner[1] <= last)


def _add(
    graph: nx.MultiDiGraph[str],
    named: Mapping[str, list[str]],
    key: tuple[str, str, str],
    facts: list[Fact],
    duplicates: Mapping[str, str],
) -> None:
    relation, left, right = key
    time, place = facts[0].time, facts[0].place
    data = fold.attributes(facts, duplicates)
    node = "event:" + assemble.edge_key(relation, left, right, time, place)
    pair = f"{graph.nodes[left]['label']} – {graph.nodes[right]['label']}"
    graph.add_node(
        node,
        **data
        | {
            "label": f"{relations.label(relation)}: {pair}",
            "kind": HAPPENING,
            "mentions": data["facts"],
            "first_seen": data["first_date"],
            "last_seen": data["last_date"],
            "time": time,
            "place": place,
        },
    )
    roles = ("participant", "participant") if relations.symmetric(relation) else ("subject", "object")
    ends = list(zip(roles, (left, right), strict=True))
    ends += [("place", found[0]) for found in [_named(named, place, ("LOC",))] if found]
    cited = sorted({name for fact in facts for name in fold.sources(fact)})
    ends += [("source", found[0]) for name in cited if (found := _named(named, name, ("PER", "ORG", "LOC", "MISC")))]
    for role, end in dict.fromkeys(ends):
        attributes = {"label": role, "relation": role, **{name: data[name] for name in _COPIED}, "symmetric": 0}
        graph.add_edge(node, end, key=assemble.edge_key(node, role, end), **attributes)


def _by_name(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Folded labels to nodes, the most mentioned first."""
    order = sorted(graph.nodes, key=lambda node: (-graph.nodes[node]["mentions"], node))
    table: dict[str, list[str]] = defaultdict(list)
    for node in order:
        table[f"{names.fold(graph.nodes[node]['label'])}|{graph.nodes[node]['kind']}"].append(node)
    return table


def _named(table: Mapping[str, list[str]], name: str, kinds: tuple[str, ...]) -> list[str]:
    return [node for kind in kinds for node in table.get(f"{names.fold(name)}|{kind}", ())] if name else []
