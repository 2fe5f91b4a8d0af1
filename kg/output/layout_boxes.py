"""Boxes in the plane: pushed off one another, and packed part by part around the largest part.

A box is (width, height) around its node.  Used by :mod:`kg.output.layout`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

__all__ = ["pack", "separate"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Boxes that still overlap after so many rounds want for room: the picture grows a little, and so on.
_ROUNDS, _PATIENCE, _GROWTH = 200, 8, 1.05
#: Room between the parts of a graph that is not connected.
_GAP = 30.0
#: Packing looks for room along rays around the middle, wider than high like a screen.
_RAYS, _STRETCH = 48, 1.15


def separate(where: Floats, boxes: Floats) -> Floats:
    """Positions moved as little as needed so that boxes do not overlap.

    Both arrays have the shape (nodes, 2).  Stops after 200 rounds; a few overlaps may be left in dense graphs.
    """
    where = where.copy()
    if len(where) < 2:
        return where
    half = boxes / 2.0
    # Heights and widths differ; measured in its own box size each axis needs the same reach.
    reach = boxes.max(axis=0)
    for turn in range(1, _ROUNDS + 1):
        if turn % _PATIENCE == 0:
            where = np.round(where * _GROWTH, 3)
        near = cKDTree(where / reach).query_pairs(1.0, p=math.inf, output_type="ndarray")
        near = near[np.lexsort((near[:, 1], near[:, 0]))]
        first, second = near[:, 0], near[:, 1]
        across = where[second] - where[first]
        excess = half[first] + half[second] - np.abs(across)
        hit = (excess > 0.01).all(axis=1)
        if not hit.any():
            break
        first, second, across, excess = first[hit], second[hit], across[hit], excess[hit]
        # Along the axis on which less has to give; ties and equal places go by the order of the nodes.
        upright = excess[:, 1] <= excess[:, 0]
        sign = np.where(across >= 0, 1.0, -1.0)
        step = np.where(np.stack([~upright, upright], axis=1), sign * excess * 0.5, 0.0)
        for axis in (0, 1):
            move = np.bincount(second, step[:, axis], len(where)) - np.bincount(first, step[:, axis], len(where))
            many = np.bincount(second, upright == axis, len(where)) + np.bincount(first, upright == axis, len(where))
            where[:, axis] = np.round(where[:, axis] + move / np.maximum(1.0, np.sqrt(many)), 3)
    return where


def pack(where: Floats, boxes: Floats, parts: Sequence[Ints]) -> Floats:
    """The parts set side by side without touching, the first in the middle; ``parts`` are indexes of their nodes."""
    where = where.copy()
    low, high = np.empty((0, 2)), np.empty((0, 2))
    for number, part in enumerate(parts):
        corner = (where[part] - boxes[part] / 2.0).min(axis=0)
        size = (where[part] + boxes[part] / 2.0).max(axis=0) - corner
        target = _room(size, low, high) if number else -size / 2.0
        where[part] += target - corner
        # Its own boxes are the obstacles of the largest part, so that small ones settle in its bays.
        own = part if number == 0 else None
        low = np.vstack([low, where[own] - boxes[own] / 2.0 if own is not None else target[None, :]])
        high = np.vstack([high, where[own] + boxes[own] / 2.0 if own is not None else (target + size)[None, :]])
    middle = (low.min(axis=0) + high.max(axis=0)) / 2.0
    return np.asarray(where - middle)


def _room(size: Floats, low: Floats, high: Floats) -> Floats:
    """A free place for a box, as its lower corner: the one that makes the whole picture grow least.

    Along each ray from the middle the first free place counts.
    """
    angles = np.arange(_RAYS) * (2.0 * math.pi / _RAYS)
    rays = np.round(np.stack([np.cos(angles) * _STRETCH, np.sin(angles)], axis=1), 9)
    step = max(20.0, float(size.min()) / 2.0)
    reach = size / 2.0 + _GAP
    spans = [_blocked(rays[:, axis], low[:, axis] - reach[axis], high[:, axis] + reach[axis]) for axis in (0, 1)]
    start, end = np.maximum(spans[0][0], spans[1][0]), np.minimum(spans[0][1], spans[1][1])
    # In steps: the first and the last at which a box is in the way, then at how many boxes each step ends.
    first = np.maximum(np.floor(start / step) + 1, 0)
    last = np.ceil(end / step) - 1
    ray, hit = np.nonzero(last >= first)
    first, last = first[ray, hit].astype(np.int64), last[ray, hit].astype(np.int64)
    steps = int(last.max(initial=-1)) + 3
    change = np.bincount(ray * steps + first, minlength=_RAYS * steps)
    change -= np.bincount(ray * steps + last + 1, minlength=_RAYS * steps)
    free = np.argmax(np.cumsum(change.reshape(_RAYS, steps), axis=1) == 0, axis=1)
    corners = rays * (free * step)[:, None] - size / 2.0
    width, height = (np.maximum(high.max(axis=0), corners + size) - np.minimum(low.min(axis=0), corners)).T
    away = np.hypot(*(corners + size / 2.0).T)
    growth = np.round(np.maximum(width / _STRETCH, height) + 0.05 * away, 3)
    return np.asarray(corners[int(np.argmin(growth))], dtype=np.float64)


def _blocked(ray: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Between which distances along each ray its coordinate lies within (low, high): shape (rays, boxes), twice."""
    flat = np.abs(ray) < 1e-9
    along = np.where(flat, 1.0, ray)[:, None]
    ends = np.stack([low[None, :] / along, high[None, :] / along])
    start, end = ends.min(axis=0), ends.max(axis=0)
    inside = (low < 0) & (high > 0)
    start = np.where(flat[:, None], np.where(inside, -math.inf, math.inf), start)
    end = np.where(flat[:, None], np.where(inside, math.inf, -math.inf), end)
    return start, end
