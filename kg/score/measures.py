"""What a suite gives back: rows of figures, and the errors behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Figure", "Outcome", "Row", "accuracy", "prf", "ratio"]

#: None where nothing was asked.
Figure = float | int | str | None
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: ``figures`` by the names of the columns; ``part`` is the table within the suite."""

    name: str
    figures: Mapping[str, Figure]
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A suite's result.  ``pinned`` are the figures that floors watch, as ``"row.column"``; ``gold`` the gold's hash.

    Rows with a ``part`` explain the others and are never pinned.
    """

    suite: str
    rows: tuple[Row, ...]
    pinned: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    gold: str = ""

    def figure(self, name: str) -> float | None:
        """The value of a figure called ``"row.column"``, None when nothing was asked.  Raises ``KeyError``."""
        row, _, column = name.rpartition(".")
        for found in self.rows:
            if found.name == row and not found.part:
                value = found.figures[column]
                return None if value is None else float(value)
        raise KeyError(name)


def ratio(right: int, asked: int) -> float | None:
    """The share of what was asked, None for nothing."""
    return round(right / asked, _DIGITS) if asked else None


def prf(right: int, given: int, found: int, wanted: int) -> dict[str, Figure]:
    """Precision = right / given, recall = found / wanted, F1; without anything to give or to find the value is 0."""
    p = right / given if given else 0.0
    r = found / wanted if wanted else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "P": round(p, _DIGITS),
        "R": round(r, _DIGITS),
        "F1": round(f1, _DIGITS),
        "given": given,
        "gold": wanted,
    }


def accuracy(verdicts: Sequence[bool]) -> dict[str, Figure]:
    """How many of the verdicts are good ones."""
    return {"accuracy": ratio(sum(verdicts), len(verdicts)), "right": sum(verdicts), "asked": len(verdicts)}
