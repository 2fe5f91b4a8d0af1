"""Spans one to one: which of the system's goes with which of gold's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.schema import Findings
from kg.score.align import Placement, overlap, place, place_by_items
from kg.score.gold import Gold
from kg.score.markup import GoldQuote, GoldTime

__all__ = ["pairs", "placements"]


def pairs(gold: Sequence[tuple[int, int]], system: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Indices (gold, system) of overlapping spans, each used once, those that agree most first."""
    shared = [
        (-_agreement(g, s), g, s, i, j) for i, g in enumerate(gold) for j, s in enumerate(system) if overlap(g, s)
    ]
    used_gold, used_system, found = set(), set(), []
    for *_, i, j in sorted(shared):
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            found.append((i, j))
    return sorted(found)


def _agreement(left: tuple[int, int], right: tuple[int, int]) -> float:
    """Shared length over the length of both together."""
    return overlap(left, right) / (max(left[1], right[1]) - min(left[0], right[0]))


def placements(gold: Gold, findings: Mapping[str, Findings], kind: str) -> dict[str, Placement]:
    """Where the gold's text stands in each article that gold of this kind (texts, times, quotes) speaks of.

    Where gold has the texts of the articles, all of them count, also those without a time or a quotation.  An article
    that was not read has an empty placement.
    """
    items: Mapping[str, Sequence[GoldTime | GoldQuote]] = {}
    if kind != "texts":
        items = gold.times if kind == "times" else gold.quotes
    found = {}
    for doc in sorted({*gold.texts, *items}):
        text = findings[doc].document.text if doc in findings else ""
        body = gold.texts.get(doc)
        found[doc] = place(body.text, text) if body is not None else place_by_items(items[doc], text)
    return found
