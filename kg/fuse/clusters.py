"""Clusters of referents under a veto: merging never joins what evidence, names or a reviewer keep apart.

The veto looks at whole clusters, so that A~B and B~C never make A and C one if they speak against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.fuse.compare import is_common, name_conflict
from kg.fuse.evidence import Evidence, conflict, joined
from kg.fuse.names import fold, translit_key
from kg.fuse.persons import Person, parse
from kg.fuse.referents import Referent
from kg.schema import Link

#: At most so many near-merges are written for one open name.
NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What a reviewer decided.  ``apart`` are pairs of referents (by position), ``names`` pairs of folded names."""

    join: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Cluster:
    """The summary of a cluster: enough to judge it without looking at its members again."""

    members: list[int]
    first: int
    kind: str
    documents: set[str]
    evidence: Evidence
    labels: set[str] = field(default_factory=set)
    full: dict[tuple[str, str, str, str, str], Person] = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    common: bool = False

    @property
    def identity(self) -> set[str]:
        """The folded names that a reviewer means by this cluster: full names, surnames only where there are none."""
        return self.labels or {fold(n) for n in self.lone}


class Clusters:
    """A union-find over referents whose roots carry a :class:`Cluster`.

    The result depends on the order of merges only; callers go through referents in sorted order.
    """

    def __init__(self, referents: Sequence[Referent], constraints: Constraints) -> None:
        self.referents = referents
        self._rows: list[tuple[int, int, Link]] = []
        self._parent = list(range(len(referents)))
        # Made when asked for: of an archive most referents are soon part of a few clusters.
        self._made: dict[int, Cluster] = {}
        self._named_apart: dict[str, set[str]] = {}
        for one, other in constraints.names:
            self._named_apart.setdefault(one, set()).add(other)
            self._named_apart.setdefault(other, set()).add(one)
        for i, j in constraints.apart:
            self._root(i).apart.add(j)
            self._root(j).apart.add(i)
        for i, j in constraints.join:
            self._union(self.find(i), self.find(j))

    def find(self, i: int) -> int:
        """The root of a referent's cluster."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def at(self, i: int) -> Cluster:
        """The cluster that a referent belongs to."""
        return self._root(self.find(i))

    def _root(self, i: int) -> Cluster:
        if i not in self._made:
            self._made[i] = _single(i, self.referents[i])
        return self._made[i]

    def _first(self, i: int) -> int:
        return self._made[i].first if i in self._made else i

    def roots(self) -> list[int]:
        """All roots, in the order of their first member."""
        return self.roots_of(range(len(self._parent)))

    def roots_of(self, positions: Iterable[int]) -> list[int]:
        """The roots of some referents, in the order of their first members."""
        return sorted({self.find(i) for i in positions}, key=self._first)

    def people(self, i: int) -> list[Person]:
        """The full names of a cluster, in a fixed order."""
        full = self.at(i).full
        return [full[key] for key in sorted(full)]

    def lone(self, i: int) -> Person:
        """The lone name of a cluster without full names: its longest."""
        return parse(max(self.at(i).lone, key=lambda n: (len(n), n)))

    def veto(self, i: int, j: int) -> str:
        """Why the clusters of two referents must not be one, or ""."""
        a, b = self.at(i), self.at(j)
        if a is b:
            return ""
        if a.kind != b.kind:
            return "different kinds"
        if self._decided_apart(a, b):
            return "kept apart"
        if a.kind != "PER":
            return ""
        for p in a.full.values():
            for q in b.full.values():
                if (p.core == q.core or translit_key(p.core) == translit_key(q.core)) and (why := name_conflict(p, q)):
                    return why
        return conflict(a.evidence, b.evidence, common=a.common and b.common)

    def _decided_apart(self, a: Cluster, b: Cluster) -> bool:
        small, large = (a, b) if len(a.apart) <= len(b.apart) else (b, a)
        if any(self.find(x) == self.find(large.members[0]) for x in small.apart):
            return True
        if any(self.find(x) == self.find(small.members[0]) for x in large.apart):
            return True
        return bool(self._named_apart) and any(self._named_apart.get(n, set()) & b.identity for n in a.identity)

    def merge(self, i: int, j: int, reason: str, score: float, *, quiet: bool = False, exact: bool = False) -> bool:
        """Make two clusters one unless the veto forbids it; a row of merges.csv tells the merge or the veto.

        ``quiet`` merges (one name in many articles) write no row; the row of an ``exact`` one names the two referents
        themselves instead of the first ones of their clusters.
        """
        if self.find(i) == self.find(j):
            return True
        if why := self.veto(i, j):
            self.near(i, j, f"{reason}; {why}", score)
            return False
        if not quiet:
            self._link(i, j, reason, score, "merged", exact=exact)
        self._union(self.find(i), self.find(j))
        return True

    def keep_apart(self, i: int, j: int) -> None:
        """Never merge the clusters of two referents from now on."""
        self.at(i).apart.add(j)
        self.at(j).apart.add(i)

    def near(self, i: int, j: int, reason: str, score: float) -> None:
        """Note two clusters that a reviewer may want to join."""
        if self.find(i) != self.find(j):
            self._link(i, j, reason, score, "apart")

    def _link(self, i: int, j: int, reason: str, score: float, decision: str, *, exact: bool = False) -> None:
        a, b = self.at(i), self.at(j)
        if b.first < a.first and bool(a.full) == bool(b.full) and not exact:
            a, b = b, a
        left, right = (self.referents[i], self.referents[j]) if exact else (self.referents[x.first] for x in (a, b))
        row = Link(
            left=left.key,
            right=right.key,
            score=round(score, 3),
            reasons=tuple(reason.split("; ")),
            decision=decision,
            left_name=_shown(left),
            right_name=_shown(right),
            kind=a.kind,
        )
        self._rows.append((i, j, row))

    @property
    def links(self) -> list[Link]:
        """The rows of merges.csv; a near-merge that another rule made good is left out."""
        return [row for i, j, row in self._rows if row.decision == "merged" or self.find(i) != self.find(j)]

    def _union(self, i: int, j: int) -> None:
        if i == j:
            return
        a, b = self._root(i), self._root(j)
        if len(a.members) < len(b.members) or (len(a.members) == len(b.members) and b.first < a.first):
            i, j, a, b = j, i, b, a
        self._parent[j] = i
        a.members += b.members
        a.first = min(a.first, b.first)
        a.documents |= b.documents
        a.evidence = joined(a.evidence, b.evidence)
        a.labels |= b.labels
        a.full.update(b.full)
        a.lone |= b.lone
        a.apart |= b.apart
        a.common = _common(a)
        del self._made[j]


def _shown(referent: Referent) -> str:
    """The name of a row's side: as the article has it, without genitive and titles."""
    return parse(referent.names[0]).display if referent.kind == "PER" else referent.names[0]


def _single(i: int, referent: Referent) -> Cluster:
    cluster = Cluster(
        members=[i],
        first=i,
        kind=referent.kind,
        documents={referent.doc},
        evidence=referent.evidence,
    )
    if referent.kind != "PER":
        cluster.labels = {fold(n) for n in referent.names}
        return cluster
    for person in map(parse, referent.names):
        if person.full:
            cluster.full[person.key] = person
            cluster.labels.add(fold(person.display))
        else:
            cluster.lone.add(person.display)
    cluster.common = _common(cluster)
    return cluster


def _common(cluster: Cluster) -> bool:
    """Whether namesakes must be expected for every name that the cluster has."""
    people = list(cluster.full.values()) or [parse(n) for n in sorted(cluster.lone)]
    return cluster.kind == "PER" and all(is_common(p) for p in people)
