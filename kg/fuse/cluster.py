"""Persons across articles: who is whom, by rules in a fixed order, the surest first.

1. Within an article a lone surname joins the only full name that it fits.
2. Equal full names are one person, unless evidence (gender, age; for frequent names party and field of life) tells
   namesakes apart.
3. Full names that differ in spelling, middle names or initials, if one partner only is possible.
4. A lone surname without a full name in its article joins the only, or by far the most prominent, bearer.
5. Lone surnames that nobody bears in full are one person if the name is rare.

Whatever stays open becomes a near-merge for a reviewer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.fuse.block import grouped, initial_blocks, name_pairs, surname_key
from kg.fuse.clusters import Clusters
from kg.fuse.compare import compare
from kg.fuse.evidence import Evidence, conflict, shared
from kg.fuse.names import fold
from kg.fuse.persons import Person, parse
from kg.fuse.words import first_names, german_first_names

#: A bearer is by far the most prominent with so many documents and so many times the next one's.
_PROMINENT, _TIMES = 10, 10
#: A frequent surname asks for so many times more documents.
_FREQUENT = 3
#: At most so many namesakes are told apart by comparing each new bearer with all of them.
_NAMESAKES = 50
#: At most so many near-merges are written for one open name.
_NEAR = 3
#: Names of other persons and organisations that two articles must share to speak of one bearer of a frequent name.
_CONTEXT = 2


class Contexts:
    """The rarer names that documents share: evidence that two articles speak of the same matter."""

    def __init__(self, names: dict[str, frozenset[str]]) -> None:
        frequency = Counter(name for found in names.values() for name in found)
        limit = max(10, len(names) // 20)
        self._names = {doc: frozenset(n for n in found if frequency[n] <= limit) for doc, found in names.items()}

    def overlap(self, left: Iterable[str], right: Iterable[str], *, without: Iterable[str]) -> int:
        """How many names two sets of documents share, apart from those in question."""
        both = self._of(left) & self._of(right)
        return len(both - frozenset(without))

    def _of(self, docs: Iterable[str]) -> frozenset[str]:
        # A hundred articles tell enough of a person, and keep the work within bounds.
        return frozenset().union(*(self._names.get(d, frozenset()) for d in sorted(docs)[:100]))


def cluster_persons(clusters: Clusters, positions: Sequence[int], contexts: Contexts) -> None:
    """Merge the referents at the given positions, all of kind PER, in ``clusters``."""
    _within_articles(clusters, positions)
    _namesakes(clusters, _roots(clusters, positions), contexts)
    _spellings(clusters, _roots(clusters, positions), contexts)
    _lone_surnames(clusters, _roots(clusters, positions), contexts)


def _roots(clusters: Clusters, positions: Iterable[int]) -> list[int]:
    return sorted({clusters.find(i) for i in positions}, key=lambda i: clusters.at(i).first)


def _people(clusters: Clusters, i: int) -> list[Person]:
    return [clusters.at(i).full[key] for key in sorted(clusters.at(i).full)]


def _lone(clusters: Clusters, i: int) -> Person:
    """The lone name of a cluster without full names: its longest."""
    return parse(max(clusters.at(i).lone, key=lambda n: (len(n), n)))


def _fits(lone: Person, full: Person) -> bool:
    """Whether a lone name may stand for a full one: its surname, or a part of a double surname."""
    if lone.core == full.core:
        return True
    words = [*full.given[1:], *full.family]
    return lone.core in words and lone.core not in first_names()


# 1 ------------------------------------------------------------------------------------------------------------------
def _within_articles(clusters: Clusters, positions: Sequence[int]) -> None:
    for members in grouped((clusters.referents[i].doc, i) for i in positions).values():
        _full_within(clusters, members)
        for i in members:
            if not clusters.at(i).full:
                _surname_within(clusters, i, _roots(clusters, members))
        rest = [i for i in _roots(clusters, members) if not clusters.at(i).full]
        bearers = Counter(p.core for i in _roots(clusters, members) for p in _people(clusters, i))
        for at, i in enumerate(rest):
            for j in rest[at + 1 :]:
                same = _lone(clusters, i).core == _lone(clusters, j).core
                if same and bearers[_lone(clusters, i).core] < 2 and not clusters.veto(i, j):
                    clusters.merge(i, j, "same surname in the same article", 0.9, quiet=True)


def _full_within(clusters: Clusters, members: Sequence[int]) -> None:
    full = [i for i in members if clusters.at(i).full]
    for at, i in enumerate(full):
        for j in full[at + 1 :]:
            if any(p.key == q.key for p in _people(clusters, i) for q in _people(clusters, j)):
                # Coreference kept them apart: "der Schauspieler Hugh Grant" is named to tell the manager from him.
                why = conflict(clusters.at(i).evidence, clusters.at(j).evidence, common=True)
                if why:
                    clusters.keep_apart(i, j)
                    clusters.near(i, j, f"same name in the same article; {why}", 0.6)
                else:
                    clusters.merge(i, j, "same name in the same article", 1.0, quiet=True)


def _surname_within(clusters: Clusters, i: int, roots: Sequence[int]) -> None:
    lone = _lone(clusters, i)
    fitting = [j for j in roots if any(_fits(lone, p) for p in _people(clusters, j))]
    exact = [j for j in fitting if any(lone.core == p.core for p in _people(clusters, j))]
    open_to = [j for j in exact or fitting if not clusters.veto(i, j)]
    if len(open_to) > 1:
        open_to = [j for j in open_to if shared(clusters.at(i).evidence, clusters.at(j).evidence)] or open_to
    if not fitting:
        _first_name_within(clusters, i, lone, roots)
    elif len(open_to) == 1:
        clusters.merge(i, open_to[0], "surname of the only full name in the same article", 0.95)
    else:
        for j in open_to[:_NEAR]:
            clusters.near(i, j, "surname of several persons of the same article", 0.5)


def _first_name_within(clusters: Clusters, i: int, lone: Person, roots: Sequence[int]) -> None:
    """A lone first name goes with the only bearer whom the article has named in full before."""
    bearers = [
        j
        for j in roots
        if clusters.at(j).first < i and any(p.units and p.units[0] == lone.core for p in _people(clusters, j))
    ]
    if len(bearers) == 1 and not clusters.veto(i, bearers[0]):
        clusters.merge(i, bearers[0], "first name of the only bearer in the same article", 0.8)


# 2 ------------------------------------------------------------------------------------------------------------------
def _namesakes(clusters: Clusters, roots: Sequence[int], contexts: Contexts) -> None:
    named = ((repr(p.key), i) for i in roots for p in _people(clusters, i))
    for members in grouped(named).values():
        together = sorted({clusters.find(i) for i in members}, key=lambda i: clusters.at(i).first)
        _unite(clusters, together, contexts, reason="same name", score=0.97)


def _richness(evidence: Evidence) -> int:
    return len(evidence.offices) + len(evidence.parties) + len(evidence.ties) + bool(evidence.born)


def _unite(clusters: Clusters, roots: Sequence[int], contexts: Contexts, *, reason: str, score: float) -> None:
    """Make clusters of one name one, or as many as the evidence tells apart; those that tell most go first."""
    order = sorted(roots, key=lambda i: (-_richness(clusters.at(i).evidence), clusters.at(i).first))
    heads: list[int] = []
    for i in order:
        open_to = [h for h in heads if not clusters.veto(h, i)]
        cluster = clusters.at(i)
        chosen = open_to
        if len(heads) > 1 or (cluster.common and not cluster.full):
            # Where namesakes are known, a bare name needs a reason to go with one of them.
            chosen = [h for h in open_to if shared(clusters.at(h).evidence, cluster.evidence)] or _by_context(
                clusters, i, open_to, contexts
            )
            if not chosen and len(open_to) == 1 and _richness(cluster.evidence) and cluster.full:
                chosen = open_to
        if len(chosen) == 1 or (chosen and len(heads) == 1):
            clusters.merge(chosen[0], i, reason, score, quiet=True)
            continue
        for h in (open_to or heads)[:1]:
            clusters.near(i, h, f"{reason}; {clusters.veto(h, i) or 'namesakes'}", 0.6)
        if len(heads) < _NAMESAKES:
            heads.append(i)


def _by_context(clusters: Clusters, i: int, candidates: Sequence[int], contexts: Contexts) -> list[int]:
    """The candidate whose articles share most names with those of ``i``, if it is ahead of all others."""
    mine = clusters.at(i)
    counts = sorted(
        (
            (contexts.overlap(mine.documents, clusters.at(h).documents, without=_keys(clusters, i, h)), h)
            for h in candidates
        ),
        key=lambda pair: (-pair[0], clusters.at(pair[1]).first),
    )
    if not counts or counts[0][0] < _CONTEXT or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return []
    return [counts[0][1]]


def _keys(clusters: Clusters, *positions: int) -> set[str]:
    """The context names of the persons in question, which must not count as shared."""
    return {context_name(p) for i in positions for p in _people(clusters, i)}


def context_name(person: Person) -> str:
    """How a person appears among the names of an article."""
    return "per " + fold(person.display)


# 3 ------------------------------------------------------------------------------------------------------------------
def _spellings(clusters: Clusters, roots: Sequence[int], contexts: Contexts) -> None:
    persons = [(p, i) for i in roots for p in _people(clusters, i)]
    names = [p for p, _ in persons]
    pairs = set(name_pairs(names))
    for i, others in initial_blocks(names):
        pairs.update((min(i, j), max(i, j)) for j in others[: _NEAR + 1])
    verdicts = sorted(
        ((compare(names[a], names[b]), a, b) for a, b in pairs if names[a].key != names[b].key),
        key=lambda v: (-v[0].score, names[v[1]].key, names[v[2]].key),
    )
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for verdict, a, b in verdicts:
        if verdict.loose:
            partners[a].add(b)
            partners[b].add(a)
    for verdict, a, b in verdicts:
        i, j = persons[a][1], persons[b][1]
        if verdict.decision == "apart":
            if verdict.reason:
                clusters.near(i, j, verdict.reason, verdict.score)
            continue
        together = bool(clusters.at(i).documents & clusters.at(j).documents)
        agree = shared(clusters.at(i).evidence, clusters.at(j).evidence)
        if verdict.loose and _several(clusters, persons, partners, a, b):
            clusters.near(i, j, f"{verdict.reason}; fits several persons", verdict.score)
        elif verdict.decision == "same" or (agree and not together and verdict.score >= 0.8):
            clusters.merge(i, j, f"{verdict.reason}; {agree}" if agree else verdict.reason, verdict.score)
        else:
            clusters.near(i, j, verdict.reason, verdict.score)


def _several(
    clusters: Clusters, persons: Sequence[tuple[Person, int]], partners: dict[int, set[int]], a: int, b: int
) -> bool:
    """Whether the less specific of two names fits persons that can't be one."""
    less = min((a, b), key=lambda x: (sum(len(u) for u in persons[x][0].units), x))
    roots = sorted({clusters.find(persons[x][1]) for x in partners[less]} - {clusters.find(persons[less][1])})
    return any(clusters.veto(x, y) for at, x in enumerate(roots) for y in roots[at + 1 :])


# 4, 5 ---------------------------------------------------------------------------------------------------------------
def _lone_surnames(clusters: Clusters, roots: Sequence[int], contexts: Contexts) -> None:
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    by_sound: defaultdict[str, set[int]] = defaultdict(set)
    for i in roots:
        for person in _people(clusters, i):
            bearers[person.core].add(clusters.find(i))
            if not (person.units and person.units[0] in german_first_names()):
                by_sound[surname_key(person)].add(clusters.find(i))
    lone = ((_lone(clusters, i).core, i) for i in roots if not clusters.at(i).full)
    for core, members in grouped(lone).items():
        sound = by_sound.get(surname_key(parse(core)), set()) if core not in bearers else set()
        known = sorted(
            {clusters.find(i) for i in bearers.get(core, sound)},
            key=lambda i: (-len(clusters.at(i).documents), clusters.at(i).first),
        )
        nobodys = []
        for i in members:
            candidates = [h for h in known if not clusters.veto(i, h)]
            reason = _bearer(clusters, i, candidates, contexts) if candidates else ""
            if reason:
                clusters.merge(i, candidates[0], reason, 0.85 if core in bearers else 0.8)
            elif known:
                for h in (candidates or known)[:_NEAR]:
                    clusters.near(
                        i, h, f"surname only; {clusters.veto(i, h) or 'several bearers or a frequent name'}", 0.4
                    )
                if not candidates:
                    nobodys.append(i)
            else:
                nobodys.append(i)
        _unite(clusters, nobodys, contexts, reason="same surname", score=0.8)


def _bearer(clusters: Clusters, i: int, candidates: list[int], contexts: Contexts) -> str:
    """The reason to give a lone surname to the first of ``candidates``, which is moved to the front, or ""."""
    mine = clusters.at(i)
    agreeing = [h for h in candidates if shared(mine.evidence, clusters.at(h).evidence)]
    if len(agreeing) == 1:
        _to_front(candidates, agreeing[0])
        return f"surname of a known person; {shared(mine.evidence, clusters.at(agreeing[0]).evidence)}"
    first = clusters.at(candidates[0])
    if not mine.common and len(candidates) == 1:
        return "surname of the only bearer"
    next_one = len(clusters.at(candidates[1]).documents) if len(candidates) > 1 else 0
    if len(first.documents) >= max(_PROMINENT, _TIMES * next_one) * (_FREQUENT if mine.common else 1):
        return "surname of the most prominent bearer"
    if near := _by_context(clusters, i, candidates, contexts):
        _to_front(candidates, near[0])
        return "surname of a bearer in articles on the same matter"
    return ""


def _to_front(candidates: list[int], item: int) -> None:
    candidates.remove(item)
    candidates.insert(0, item)
