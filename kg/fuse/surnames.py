"""Lone surnames of articles that don't name anybody in full: whom they mean, if that is clear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.fuse.block import grouped, surname_key
from kg.fuse.clusters import NEAR, Clusters
from kg.fuse.evidence import Evidence, shared
from kg.fuse.namesakes import CONTEXT, Contexts, unite
from kg.fuse.persons import parse
from kg.fuse.words import german_first_names

#: A bearer is by far the most prominent with so many documents and so many times the next one's.
_PROMINENT, _TIMES = 10, 10
#: A frequent surname asks for so many times more documents.
_FREQUENT = 3
#: Up to so many bearers of a surname are looked at one by one; of more, the most prominent and related ones.
_FEW = 20


def lone_surnames(clusters: Clusters, roots: Sequence[int], contexts: Contexts) -> None:
    """Give lone surnames their bearers; those that nobody bears in full are one person if the name is rare."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    by_sound: defaultdict[str, set[int]] = defaultdict(set)
    for i in roots:
        for person in clusters.people(i):
            bearers[person.core].add(clusters.find(i))
            if not (person.units and person.units[0] in german_first_names()):
                by_sound[surname_key(person)].add(clusters.find(i))
    lone = ((clusters.lone(i).core, i) for i in roots if not clusters.at(i).full)
    for core, members in grouped(lone).items():
        sound = by_sound.get(surname_key(parse(core)), set()) if core not in bearers else set()
        known = _Bearers(clusters, {clusters.find(i) for i in bearers.get(core, sound)}, contexts)
        nobodys = []
        for i in members:
            if not known.roots:
                nobodys.append(i)
                continue
            near = known.near(i)
            candidates = [h for h in near if not clusters.veto(i, h)]
            chosen, reason = _bearer(clusters, i, candidates, known)
            if reason:
                clusters.merge(i, chosen, reason, 0.85 if core in bearers else 0.8)
                continue
            # Bearers in the same article have rows already.
            for h in [] if known.local(i) else (candidates or near)[:NEAR]:
                why = clusters.veto(i, h) or "several bearers or a frequent name"
                clusters.near(i, h, f"surname only; {why}", 0.4)
            if not candidates:
                nobodys.append(i)
        unite(clusters, nobodys, contexts, reason="same surname", score=0.8)


class _Bearers:
    """The persons who bear one surname, most prominent first, found by what their articles tell."""

    def __init__(self, clusters: Clusters, roots: Iterable[int], contexts: Contexts) -> None:
        self._clusters, self._contexts = clusters, contexts
        self.roots = sorted(roots, key=lambda i: (-len(clusters.at(i).documents), clusters.at(i).first))
        self._rank = {h: rank for rank, h in enumerate(self.roots)}
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_evidence: defaultdict[str, list[int]] = defaultdict(list)
        self._by_document: defaultdict[str, list[int]] = defaultdict(list)
        for h in self.roots:
            for doc in clusters.at(h).documents:
                self._by_document[doc].append(h)
            for name in contexts.of(clusters.at(h).documents):
                self._by_name[name].append(h)
            for item in _items(clusters.at(h).evidence):
                self._by_evidence[item].append(h)

    def local(self, i: int) -> list[int]:
        """The bearers whom the articles of ``i`` name in full; nobody else is meant then."""
        found = {h for doc in self._clusters.at(i).documents for h in self._by_document.get(doc, ())}
        return sorted(found, key=self._rank.__getitem__)

    def near(self, i: int) -> list[int]:
        """The bearers that a lone surname may mean: those of its article, else all if they are few, else the most
        prominent and most related ones."""
        if local := self.local(i):
            return local
        if len(self.roots) <= _FEW:
            return self.roots
        related = {h for item in _items(self._clusters.at(i).evidence) for h in self._by_evidence.get(item, [])[:_FEW]}
        chosen = {*self.roots[:NEAR], *related, *list(self.overlaps(i))[:NEAR]}
        return sorted(chosen, key=self._rank.__getitem__)

    def overlaps(self, i: int) -> dict[int, int]:
        """How many rarer names the articles of each bearer share with those of ``i``, most first."""
        counts: Counter[int] = Counter()
        for name in self._contexts.of(self._clusters.at(i).documents):
            counts.update(self._by_name.get(name, ()))
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], self._rank[pair[0]])))


def _items(evidence: Evidence) -> list[str]:
    return sorted(
        {f"office {o}" for o in evidence.offices}
        | {f"tie {t}" for t in evidence.ties}
        | {f"party {p}" for p in evidence.parties}
    )


def _bearer(clusters: Clusters, i: int, candidates: Sequence[int], known: _Bearers) -> tuple[int, str]:
    """Who of the candidates is meant by a lone surname, and why; the reason is "" if that is open."""
    if not candidates:
        return i, ""
    mine = clusters.at(i)
    agreeing = [h for h in candidates if shared(mine.evidence, clusters.at(h).evidence)]
    if len(agreeing) == 1:
        return agreeing[0], f"surname of a known person; {shared(mine.evidence, clusters.at(agreeing[0]).evidence)}"
    if not mine.common and len(candidates) == 1 and len(known.roots) <= _FEW:
        return candidates[0], "surname of the only bearer"
    if known.local(i):
        return (candidates[0], "surname of the only bearer") if len(candidates) == 1 else (i, "")
    sizes = [len(clusters.at(h).documents) for h in candidates]
    if sizes[0] >= max(_PROMINENT, _TIMES * (sizes[1:2] or [0])[0]) * (_FREQUENT if mine.common else 1):
        return candidates[0], "surname of the most prominent bearer"
    overlaps = [(n, h) for h, n in known.overlaps(i).items() if h in candidates]
    if overlaps and overlaps[0][0] >= CONTEXT and (len(overlaps) == 1 or overlaps[1][0] * 2 <= overlaps[0][0]):
        return overlaps[0][1], "surname of a bearer in articles on the same matter"
    return i, ""
