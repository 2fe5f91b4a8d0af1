"""The part of a graph that a user asks for: the same conditions for every output.

Conditions on facts (period, relation, status ...) are applied before folding, so that the weights, places and dates of
an edge tell of the chosen facts alone; conditions on the whole (number of articles, surroundings) afterwards:
:func:`kg.graph.stored_part.part`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from kg.schema import NAMED_KINDS, Fact
from kg.tables import relations as vocabulary

__all__ = ["ALL", "Filter", "behind", "connected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that all must hold; an empty one holds always.

    ``relations`` are relation ids or groups ("force"), ``kinds`` hold for both ends of an edge, ``sources`` are names
    of those cited, ``since`` and ``until`` ISO days, months or years, both included, compared with the fact's time or,
    where that is unknown, its article's date.  ``about`` are node ids, around which ``steps`` edges are kept.
    """

    min_articles: int = 1
    min_score: float = 0.0
    since: str = ""
    until: str = ""
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    steps: int = 1


#: The filter that keeps everything.
ALL = Filter()


def connected(graph: nx.MultiDiGraph[str], kept: Collection[str] = ()) -> nx.MultiDiGraph[str]:
    """A copy without the nodes that have no edge, but for those to be ``kept``."""
    result = graph.copy()
    result.remove_nodes_from([node for node, degree in graph.degree() if not degree and node not in kept])
    return result


def behind(graph: nx.MultiDiGraph[str], facts: Iterable[Fact], *, phrases: bool = False) -> Iterator[Fact]:
    """Of some facts those that the edges of a graph are made of, in their order.

    With ``phrases`` also those that tell of a node of it and of a phrase, which is no node.
    """
    edges = {(left, str(relation), right) for left, right, relation in graph.edges(data="relation")}
    for fact in facts:
        left, right = fact.subject_id, fact.object_id
        told = (left, fact.relation, right) in edges
        turned = vocabulary.symmetric(fact.relation) and (right, fact.relation, left) in edges
        loose = phrases and not {fact.subject_kind, fact.object_kind} <= NAMED_KINDS
        if told or turned or (loose and (left in graph or right in graph)):
            yield fact
