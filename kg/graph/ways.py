"""The shortest way between two nodes, searched from both ends: in a large graph everybody is near, and one end's
neighbours of the third degree are half of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Link", "Step", "best"]


class Link(NamedTuple):
    """What a search for ways needs of an edge, as seen from one of its ends."""

    other: str
    key: str
    way: str
    relation: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edge of a path, as a subject and an object; ``forward`` when the path follows it from one to the other."""

    subject: str
    object: str
    relation: str
    key: str
    weight: float
    forward: bool


#: How a node was reached: by which edges from which nodes of the level before.
_Reached = dict[str, list[tuple[str, Link]]]
#: A way found: its articles (negative, so that the smallest is the best), its edges' keys, its steps.
_Way = tuple[float, tuple[str, ...], tuple[Step, ...]]
_OTHER_WAY = {"in": "out", "out": "in", "both": "both"}


def best(links: Callable[[str], Iterable[Link]], start: str, end: str) -> list[Step]:
    """The shortest way, of equally short ones that with most articles, then the first by its edges' keys; [] if none.

    ``links`` gives the edges at a node that may be walked.
    """
    if start == end:
        return []
    sides: tuple[_Reached, _Reached] = ({start: []}, {end: []})
    fronts = [[start], [end]]
    while fronts[0] and fronts[1]:
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        level: _Reached = {}
        for node in fronts[side]:
            for link in links(node):
                if link.other not in sides[side]:
                    level.setdefault(link.other, []).append((node, link))
        sides[side].update(level)
        fronts[side] = sorted(level)
        # Every shortest way passes one of these: they are as far from either end as the search has come.
        if met := [node for node in fronts[side] if node in sides[1 - side]]:
            first, second = _from_start(sides[0]), _to_end(sides[1])
            return list(min((_joined(first[node], second[node]) for node in met), key=lambda way: way[:2])[2])
    return []


def _from_start(reached: _Reached) -> dict[str, _Way]:
    found: dict[str, _Way] = {}
    for node, edges in reached.items():
        ways = [_joined(found[before], _alone(_step(before, node, link, link.way))) for before, link in edges]
        found[node] = min(ways, key=lambda way: way[:2], default=(0.0, (), ()))
    return found


def _to_end(reached: _Reached) -> dict[str, _Way]:
    found: dict[str, _Way] = {}
    for node, edges in reached.items():
        ways = [_joined(_alone(_step(node, after, link, _OTHER_WAY[link.way])), found[after]) for after, link in edges]
        found[node] = min(ways, key=lambda way: way[:2], default=(0.0, (), ()))
    return found


def _alone(step: Step) -> _Way:
    return -step.weight, (step.key,), (step,)


def _joined(first: _Way, second: _Way) -> _Way:
    return first[0] + second[0], (*first[1], *second[1]), (*first[2], *second[2])


def _step(left: str, right: str, link: Link, way: str) -> Step:
    forward = way != "in"
    return Step(
        subject=left if forward else right,
        object=right if forward else left,
        relation=link.relation,
        key=link.key,
        weight=link.weight,
        forward=forward,
    )
