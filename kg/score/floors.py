"""Floors: figures that may not get worse, by suite and by the hash of the gold they were measured on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kg.errors import UsageError
from kg.output import atomic
from kg.score.measures import Outcome

__all__ = ["Breach", "Floors", "breaches", "pinned", "place", "read", "write"]

#: Suite -> hash of its gold -> figure -> floor.
Floors = Mapping[str, Mapping[str, Mapping[str, float]]]
#: Columns that are better when lower; their floors are ceilings.
_LOWER = frozenset({"wrong"})
#: Floors are pinned to hundredths, rounded to the lenient side: another processor may flip a label.
_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A figure that is worse than its floor."""

    suite: str
    figure: str
    value: float
    floor: float

    def __str__(self) -> str:
        side = "above its ceiling" if _falling(self.figure) else "below its floor"
        return f"{self.suite}: {self.figure} {self.value:.4f} is {side} {self.floor:.2f}"


def place() -> Path:
    """The file of floors that belongs to kg."""
    return Path(str(resources.files("kg.score") / "floors.json"))


def read(path: Path) -> Floors:
    """The floors of a file, none if there is no file.  Raises :class:`kg.errors.UsageError` if it holds none."""
    if not path.exists():
        return {}
    try:
        floors: Floors = json.loads(path.read_text(encoding="utf-8"))
        for golds in floors.values():
            for figures in golds.values():
                for value in figures.values():
                    float(value)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} holds no floors ({error}); restore it or give another with --floors") from error
    return floors


def write(floors: Floors, path: Path) -> None:
    """Writes the file, sorted."""
    with atomic.text(path) as out:
        out.write(json.dumps(floors, indent=2, sort_keys=True) + "\n")


def breaches(outcomes: Iterable[Outcome], floors: Floors) -> list[Breach]:
    """What is worse than its floor.  A figure for which nothing was asked any more is worse than any floor."""
    found = []
    for outcome in outcomes:
        for figure, floor in sorted(floors.get(outcome.suite, {}).get(outcome.gold, {}).items()):
            worst = math.inf if _falling(figure) else 0.0
            try:
                value = outcome.figure(figure)
            except KeyError:
                value = None
            value = worst if value is None else value
            if value > floor if _falling(figure) else value < floor:
                found.append(Breach(suite=outcome.suite, figure=figure, value=value, floor=floor))
    return found


def pinned(outcomes: Iterable[Outcome], floors: Floors, *, lower: bool = False) -> Floors:
    """The floors raised to what was measured; with ``lower``, those above it are lowered to it as well."""
    new = {suite: {gold: dict(figures) for gold, figures in golds.items()} for suite, golds in floors.items()}
    for outcome in outcomes:
        for figure in outcome.pinned:
            value = outcome.figure(figure)
            if value is None:
                continue
            figures = new.setdefault(outcome.suite, {}).setdefault(outcome.gold, {})
            floor = _lenient(value, figure)
            better = min if _falling(figure) else max
            figures[figure] = floor if lower or figure not in figures else better(floor, figures[figure])
    return new


def _falling(figure: str) -> bool:
    return figure.rpartition(".")[2] in _LOWER


def _lenient(value: float, figure: str) -> float:
    # Rounded first: 0.29 * 100 is 28.999999999999996.
    steps = round(value * _STEPS, 6)
    return (math.ceil(steps) if _falling(figure) else math.floor(steps)) / _STEPS
