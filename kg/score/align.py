"""The gold's text within the article: a system reads headline and date line too, and breaks paragraphs its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.score.markup import GoldQuote, GoldTime

__all__ = ["Placement", "overlap", "place", "place_by_items"]


@dataclass(frozen=True, slots=True)
class Placement:
    """Stretches of the gold's text: (start in gold, end in gold, what to add for the place in the article)."""

    pieces: tuple[tuple[int, int, int], ...]

    def to_gold(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the article in the gold's offsets, None if it is not all within the gold's text."""
        first, last = self._offset(start), self._offset(end - 1)
        return None if first is None or last is None or end <= start else (start - first, end - last)

    def _offset(self, position: int) -> int | None:
        return next((d for start, end, d in self.pieces if start + d <= position < end + d), None)


def place(body: str, text: str) -> Placement:
    """Where the paragraphs of ``body`` stand in ``text``, looked for in order.

    Paragraphs that the article lacks have no place: what gold marks in them is missed.
    """
    pieces = []
    start = after = 0
    for paragraph in body.split("\n\n"):
        found = text.find(paragraph, after)
        if found >= 0:
            pieces.append((start, start + len(paragraph), found - start))
            after = found + len(paragraph)
        start += len(paragraph) + 2
    return Placement(tuple(pieces))


def place_by_items(items: Iterable[GoldTime | GoldQuote], text: str) -> Placement:
    """As :func:`place` for gold without its text: the shift at which most of the items' words stand in the article."""
    known = sorted(items, key=lambda i: (i.start, i.end))
    shifts: dict[int, int] = {}
    for item in known:
        found = text.find(item.text)
        while found >= 0:
            shifts[found - item.start] = shifts.get(found - item.start, 0) + 1
            found = text.find(item.text, found + 1)
    if not shifts:
        return Placement(())
    best = min(shifts, key=lambda shift: (-shifts[shift], abs(shift)))
    return Placement(((max(0, -best), len(text) - best, best),))


def overlap(left: tuple[int, int], right: tuple[int, int]) -> int:
    """The number of code points that two spans share."""
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))
