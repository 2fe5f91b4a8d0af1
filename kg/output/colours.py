"""Colours and sizes that every picture of the graph shares: nodes by kind, edges by group, lines by status.

Colours are six hexadecimal digits with ``#``.  The eight node colours are told apart with the common kinds of colour
blindness (after Okabe and Ito, Color Universal Design, 2008), darkened where white text must stay readable on them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

__all__ = ["GROUPS", "KINDS", "STATUSES", "edge_colour", "group_rgb", "kind_rgb", "node_colour", "node_size"]

_GREY = "#7f7f7f"

#: Node colours by kind; HAPPENING is an event of the events view.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "PER": "#0072b2",
        "ORG": "#d55e00",
        "LOC": "#008a64",
        "EVENT": "#a8518a",
        "MISC": "#8a6d00",
        "CONCEPT": _GREY,
        "HAPPENING": "#2b2b2b",
    }
)

#: Edge colours by group of relations (kg/tables/relations.tsv).
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "agreement": "#1f78b4",
        "attribute": "#999999",
        "contact": "#4daf4a",
        "contest": "#b8860b",
        "criticism": "#e66101",
        "force": "#c51b1b",
        "justice": "#7b3294",
        "organisation": "#8c510a",
        "support": "#018571",
        "other": "#5f6b7a",
    }
)

#: Line colours by status, for pictures that colour the edges by it.
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "asserted": "#333333",
        "reported": "#0072b2",
        "denied": "#c51b1b",
        "planned": "#008a64",
        "possible": "#a8518a",
    }
)


def node_colour(kind: object) -> str:
    """The colour of a node of this kind; grey for an unknown one."""
    return KINDS.get(str(kind), _GREY)


def edge_colour(group: object) -> str:
    """The colour of an edge of this group of relations; that of ``other`` for an unknown one."""
    return GROUPS.get(str(group), GROUPS["other"])


def node_size(documents: object) -> float:
    """The diameter of a node by its number of articles: the area grows with it, from 10 for one to 60 at the most."""
    count = float(documents) if isinstance(documents, (int, float)) and math.isfinite(documents) else 0.0
    return round(min(60.0, 6.0 + 4.0 * math.sqrt(max(1.0, count))), 2)


@lru_cache(maxsize=256)
def kind_rgb(kind: object) -> tuple[int, int, int]:
    """:func:`node_colour` as three numbers from 0 to 255."""
    return _rgb(node_colour(kind))


@lru_cache(maxsize=256)
def group_rgb(group: object) -> tuple[int, int, int]:
    """:func:`edge_colour` as three numbers from 0 to 255."""
    return _rgb(edge_colour(group))


def _rgb(colour: str) -> tuple[int, int, int]:
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255
