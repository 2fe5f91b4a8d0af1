"""Telling namesakes apart: which bearers of one name are one person, and whether two articles are on one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.fuse.clusters import Clusters
from kg.fuse.evidence import Evidence, conflict, shared
from kg.fuse.names import fold
from kg.fuse.persons import Person

#: Names of other persons and organisations that two articles must share to speak of one bearer of a frequent name.
CONTEXT = 2
#: At most so many namesakes are told apart by comparing each new bearer with all of them.
_NAMESAKES = 50


class Contexts:
    """The rarer names that documents share: evidence that two articles speak of the same matter."""

    def __init__(self, names: dict[str, frozenset[str]]) -> None:
        frequency = Counter(name for found in names.values() for name in found)
        limit = max(10, len(names) // 20)
        self._names = {doc: frozenset(n for n in found if frequency[n] <= limit) for doc, found in names.items()}

    def of(self, docs: Iterable[str]) -> frozenset[str]:
        """The rarer names of a set of documents."""
        # A hundred articles tell enough of a person, and keep the work within bounds.
        return frozenset().union(*(self._names.get(d, frozenset()) for d in sorted(docs)[:100]))


def _richness(evidence: Evidence) -> int:
    return len(evidence.offices) + len(evidence.parties) + len(evidence.ties) + bool(evidence.born)


def unite(clusters: Clusters, roots: Sequence[int], contexts: Contexts, *, reason: str, score: float) -> None:
    """Make clusters of one name one, or as many as the evidence tells apart; those that tell most go first."""
    order = sorted(roots, key=lambda i: (-_richness(clusters.at(i).evidence), clusters.at(i).first))
    heads: list[int] = []
    # Where an article tells two bearers apart, light evidence does so in the others.
    known = any(clusters.at(i).apart for i in roots)
    for i in order:
        open_to = [h for h in heads if not (clusters.veto(h, i) or (known and _contrast(clusters, h, i)))]
        cluster = clusters.at(i)
        chosen = open_to
        if len(heads) > 1 or (cluster.common and not cluster.full):
            # Where namesakes are known, a bare name needs a reason to go with one of them.
            chosen = [h for h in open_to if shared(clusters.at(h).evidence, cluster.evidence)] or _by_context(
                clusters, i, open_to, contexts
            )
            told = _richness(cluster.evidence) or cluster.evidence.domains
            if not chosen and len(open_to) == 1 and told and cluster.full:
                chosen = open_to
        if len(chosen) == 1 or (chosen and len(heads) == 1):
            clusters.merge(chosen[0], i, reason, score, quiet=True)
            continue
        for h in (open_to or heads)[:1]:
            why = clusters.veto(h, i) or _contrast(clusters, h, i) or "namesakes"
            clusters.near(i, h, f"{reason}; {why}", 0.6)
        if len(heads) < _NAMESAKES:
            heads.append(i)


def _contrast(clusters: Clusters, i: int, j: int) -> str:
    return conflict(clusters.at(i).evidence, clusters.at(j).evidence, common=True)


def _by_context(clusters: Clusters, i: int, candidates: Sequence[int], contexts: Contexts) -> list[int]:
    """The candidate whose articles share most names with those of ``i``, if it is ahead of all others."""
    mine = contexts.of(clusters.at(i).documents)
    counts = sorted(
        ((len(mine & contexts.of(clusters.at(h).documents) - _keys(clusters, i, h)), h) for h in candidates),
        key=lambda pair: (-pair[0], clusters.at(pair[1]).first),
    )
    if not counts or counts[0][0] < CONTEXT or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return []
    return [counts[0][1]]


def _keys(clusters: Clusters, *positions: int) -> set[str]:
    """The context names of the persons in question, which must not count as shared."""
    return {context_name(p) for i in positions for p in clusters.people(i)}


def context_name(person: Person) -> str:
    """How a person appears among the names of an article."""
    return "per " + fold(person.display)
