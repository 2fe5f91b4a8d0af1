"""When nodes and edges exist, for programs with a timeline: closed intervals of days.

An edge exists on the days of its facts (attribute ``spells``, or from ``first_date`` to ``last_date``), a node while it
is mentioned (``first_seen`` to ``last_seen``) and while any of its edges exists.  What has no date exists always, and
then so do its ends, since a timeline hides an edge together with its nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.output.rows import Rows

__all__ = ["Spell", "edge_spells", "node_spells", "timeset"]

#: First and last day, ISO 8601, both included.
Spell = tuple[str, str]

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def edge_spells(data: Mapping[str, Any]) -> tuple[Spell, ...]:
    """The days of an edge, or of a node that has days of its own (an event); () for always."""
    spells = _parsed(str(data.get("spells", "")).split(" | "))
    return _merged(spells) or _parsed([f"{data.get('first_date', '')}/{data.get('last_date', '')}"])


def node_spells(rows: Rows) -> dict[str, tuple[Spell, ...]]:
    """The days of each node by its id; () for always."""
    found: dict[str, list[Spell]] = {}
    always: set[str] = set()
    for node in rows.nodes:
        seen = f"{node.data.get('first_seen', '')}/{node.data.get('last_seen', '')}"
        found[node.id] = [*(edge_spells(node.data) or _parsed([seen]))]
    for edge in rows.edges:
        spells = edge_spells(edge.data)
        for end in (edge.source, edge.target):
            found[end].extend(spells)
            if not spells:
                always.add(end)
    return {node: () if node in always else _merged(spells) for node, spells in found.items()}


def timeset(spells: Iterable[Spell]) -> str:
    """The intervals as Gephi's import reads them: ``<[2025-07-12, 2025-07-13]; [2025-08-01, 2025-08-31]>``."""
    intervals = "; ".join(f"[{first}, {last}]" for first, last in spells)
    return f"<{intervals}>" if intervals else ""


def _parsed(spells: Iterable[str]) -> tuple[Spell, ...]:
    pairs = (spell.partition("/") for spell in spells)
    days = ((first, last) for first, _, last in pairs if _DAY.fullmatch(first) and _DAY.fullmatch(last))
    return tuple(day for day in days if day[0] <= day[1])


def _merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """In order and apart: intervals of one set may not overlap."""
    merged: list[Spell] = []
    for first, last in sorted(set(spells)):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple(merged)
