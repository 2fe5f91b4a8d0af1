"""Positions: where each node of the graph stands in a picture, computed once so that no viewer has to.

A force-directed layout after ForceAtlas2 with the LinLog energy (Noack 2009) draws clusters apart; then boxes the
size of node and label are pushed off one another, and the connected parts are packed around the largest one.  One unit
is one pixel at zoom 1; y grows downwards.

The same graph gives the same positions, whatever the order of its nodes: everything is sorted, the start is seeded, no
sum runs through a threaded library, and positions are rounded after each step so that the last bit of a float, in which
processors differ, is not amplified.
"""

from __future__ import annotations

import math
from collections import defaultdict

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kg.output.layout_boxes import pack, separate

__all__ = ["box", "positions", "radius"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Graphs up to this size repel node by node; larger ones by the cells of a grid.
_EXACT = 500
#: Cells along the longer side of that grid.
_CELLS = 24
#: Widths of a letter and of the longest label that is drawn in full, in pixels of the 13 px label font.
_LETTER, _LONGEST, _LINE = 7.0, 26, 18.0
#: Screens are wider than high, and a frame needs more room than the boxes in it.
_ASPECT, _ROOM = 1.0, 2.2


def positions(graph: nx.MultiDiGraph[str], *, seed: int = 7) -> dict[str, tuple[float, float]]:
    """Coordinates of every node, rounded to a tenth, around (0, 0).

    Read of the graph are the node attributes ``label`` and ``documents`` and the edge attribute ``weight``; all may be
    missing.  1,500 nodes take about three seconds.
    """
    nodes = sorted(graph.nodes)
    if not nodes:
        return {}
    place = {node: index for index, node in enumerate(nodes)}
    left, right, weight = _pairs(graph, place)
    boxes = np.array([box(graph.nodes[node]) for node in nodes])
    links = coo_array((weight, (left, right)), shape=(len(nodes), len(nodes)))
    count, member = connected_components(links, directed=False)
    where = np.zeros((len(nodes), 2))
    parts = sorted((np.flatnonzero(member == part) for part in range(count)), key=lambda part: (-len(part), part[0]))
    for part in parts:
        local = np.full(len(nodes), -1)
        local[part] = np.arange(len(part))
        inside = local[left] >= 0
        spread = _forces(len(part), local[left[inside]], local[right[inside]], weight[inside], seed)
        where[part] = separate(_framed(spread, boxes[part]), boxes[part])
    where = pack(where, boxes, parts)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, where, strict=True)}


def box(attributes: dict[str, object]) -> tuple[float, float]:
    """Width and height that a node with its label below takes up, by its attributes ``label`` and ``documents``."""
    diameter = 2.0 * radius(attributes.get("documents"))
    letters = min(_LONGEST, len(str(attributes.get("label", ""))))
    return max(diameter, letters * _LETTER) + 8.0, diameter + _LINE + 6.0


def radius(documents: object) -> float:
    """The radius of a node in pixels, 10 to 40: its area grows with the number of articles."""
    count = float(documents) if isinstance(documents, (int, float)) and math.isfinite(documents) else 1.0
    return round(min(40.0, 7.0 + 3.2 * math.sqrt(max(1.0, count))), 1)


def _pairs(graph: nx.MultiDiGraph[str], place: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """Undirected pairs of different nodes with the pull between them: many reports pull harder, but not in step."""
    pulls: dict[tuple[int, int], float] = defaultdict(float)
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        pair = (min(place[source], place[target]), max(place[source], place[target]))
        weight = data.get("weight", 1.0)
        if pair[0] != pair[1]:
            pulls[pair] += float(weight) if isinstance(weight, (int, float)) and 0 < weight < math.inf else 1.0
    ordered = sorted(pulls)
    ends = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], np.array([1.0 + math.log(max(1.0, pulls[pair])) for pair in ordered])


def _forces(size: int, left: Ints, right: Ints, weight: Floats, seed: int) -> Floats:
    """Positions of the nodes of one connected part, in units of their mean distance."""
    if size == 1:
        return np.zeros((1, 2))
    if size == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    degree = np.bincount(left, minlength=size) + np.bincount(right, minlength=size)
    mass: Floats = 1.0 + np.sqrt(degree)
    where = np.random.default_rng(seed).normal(size=(size, 2)) * math.sqrt(size)
    steps = 400 if size <= _EXACT else max(120, 240_000 // size)
    for step in range(steps):
        rest = 1.0 - step / steps
        move = _repulsion(where, mass) - 0.12 * where * mass[:, None]
        # Springs first untangle the start; the logarithm then lets clusters draw together.
        across = where[right] - where[left]
        distance = np.hypot(across[:, 0], across[:, 1]) + 1e-9
        pull = weight * (distance if rest > 0.6 else 2.0 * np.log1p(distance)) / distance
        for axis in (0, 1):
            force = pull * across[:, axis]
            move[:, axis] += np.bincount(left, force, size) - np.bincount(right, force, size)
        length = np.hypot(move[:, 0], move[:, 1]) + 1e-9
        limit = (0.02 + 0.5 * rest * rest) * math.sqrt(size)
        where = np.round(where + move * (np.minimum(length * 0.2, limit) / length)[:, None], 5)
    return np.asarray(where - where.mean(axis=0))


def _repulsion(where: Floats, mass: Floats) -> Floats:
    """The push of all nodes on each: node by node, or by the centres of the cells of a grid when there are many."""
    centres, weights = where, np.asarray(mass)
    if len(where) > _EXACT:
        low, span = where.min(axis=0), float(np.ptp(where, axis=0).max()) + 1e-9
        cell = np.minimum(((where - low) / span * _CELLS).astype(np.int64), _CELLS - 1)
        key = cell[:, 0] * _CELLS + cell[:, 1]
        weights = np.asarray(np.bincount(key, mass, _CELLS * _CELLS), dtype=np.float64)
        centres = np.stack([np.bincount(key, mass * where[:, axis], _CELLS * _CELLS) for axis in (0, 1)], axis=1)
        filled = weights > 0
        weights, centres = weights[filled], centres[filled] / weights[filled][:, None]
    push = np.empty_like(where)
    dx = where[:, 0][:, None] - centres[:, 0][None, :]
    dy = where[:, 1][:, None] - centres[:, 1][None, :]
    # Softened, so that two nodes on one spot, or a node at its own cell's centre, are not thrown out of the picture.
    near = mass[:, None] * weights[None, :] / (dx * dx + dy * dy + 0.05)
    push[:, 0] = (near * dx).sum(axis=1)
    push[:, 1] = (near * dy).sum(axis=1)
    return push


def _framed(where: Floats, boxes: Floats) -> Floats:
    """Turned so that the longer way lies flat, evened out, and stretched to a frame in which the boxes have room.

    Forces leave knots and deserts.  Part of each coordinate is therefore its rank, which keeps neighbours side by side
    but gives every part of the picture its share of the frame.
    """
    if len(where) == 1:
        return where
    _, turn = np.linalg.eigh(np.round(np.cov(where.T), 6))
    where = where @ np.round(turn[:, ::-1] * np.where(turn[0, ::-1] < 0, -1.0, 1.0), 6)
    room = float((boxes[:, 0] * boxes[:, 1]).sum()) * _ROOM
    frame = math.sqrt(room) * np.array([math.sqrt(_ASPECT), 1.0 / math.sqrt(_ASPECT)])
    share = min(0.6, len(where) / 60, 15.0 / math.sqrt(len(where)))
    for axis in (0, 1):
        values = where[:, axis] - where[:, axis].min()
        ranks = np.empty(len(where))
        ranks[np.lexsort((np.arange(len(where)), values))] = np.arange(len(where)) / (len(where) - 1)
        where[:, axis] = (1 - share) * values / max(float(values.max()), 1e-9) + share * ranks
    return np.asarray(where * frame)
