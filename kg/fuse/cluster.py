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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.fuse.block import grouped, initial_blocks, name_pairs
from kg.fuse.clusters import NEAR, Clusters
from kg.fuse.compare import compare
from kg.fuse.evidence import conflict, shared
from kg.fuse.namesakes import Contexts, unite
from kg.fuse.persons import Person
from kg.fuse.surnames import lone_surnames
from kg.fuse.words import first_names, german_first_names


def cluster_persons(clusters: Clusters, positions: Sequence[int], contexts: Contexts) -> None:
    """Merge the referents at the given positions, all of kind PER, in ``clusters``."""
    _within_articles(clusters, positions)
    _namesakes(clusters, clusters.roots_of(positions), contexts)
    _spellings(clusters, clusters.roots_of(positions))
    lone_surnames(clusters, clusters.roots_of(positions), contexts)


def _within_articles(clusters: Clusters, positions: Sequence[int]) -> None:
    for members in grouped((clusters.referents[i].doc, i) for i in positions).values():
        _full_within(clusters, members)
        parts = _parts_of_names(clusters, members)
        for i in members:
            if not clusters.at(i).full:
                _surname_within(clusters, i, parts)
        _lone_within(clusters, members)


def _full_within(clusters: Clusters, members: Sequence[int]) -> None:
    """Chains of one full name, unless evidence or the article's own words tell their bearers apart."""
    named = ((repr(p.key), i) for i in members for p in clusters.people(i))
    for same in grouped(named).values():
        for at, i in enumerate(same):
            for j in same[at + 1 :]:
                if clusters.find(i) == clusters.find(j):
                    continue
                # Coreference kept them apart: "der Schauspieler Hugh Grant" is named to tell the manager from him.
                mine, theirs = clusters.at(i).evidence, clusters.at(j).evidence
                told = "namesakes by the article's own words" if mine.namesake or theirs.namesake else ""
                why = conflict(mine, theirs, common=True) or told
                if why:
                    clusters.keep_apart(i, j)
                    clusters.near(i, j, f"same name in the same article; {why}", 0.6)
                else:
                    clusters.merge(i, j, "same name in the same article", 1.0, quiet=True)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of the full names of one article to their bearers: surnames, other parts of surnames, first names."""

    surnames: Mapping[str, list[int]]
    others: Mapping[str, list[int]]
    firsts: Mapping[str, list[int]]


def _parts_of_names(clusters: Clusters, members: Sequence[int]) -> _Parts:
    parts = _Parts(defaultdict(list), defaultdict(list), defaultdict(list))
    for i in clusters.roots_of(members):
        for person in clusters.people(i):
            parts.surnames[person.core].append(i)
            for word in {*person.given[1:], *person.family} - first_names().keys():
                parts.others[word].append(i)
            if person.units and person.units[0] not in german_first_names():
                # German first names don't: "Karin" is somebody's neighbour, beside any Karin of the article.
                parts.firsts[person.units[0]].append(i)
    return parts


def _surname_within(clusters: Clusters, i: int, parts: _Parts) -> None:
    """A lone surname goes with the only full name of its article that it fits, "Saddam" with Saddam Hussein."""
    lone = clusters.lone(i)
    core = lone.core
    reason, score = "surname of the only full name in the same article", 0.95
    fitting = parts.surnames.get(core) or parts.others.get(core, [])
    if not fitting:
        reason, score = "first name of the only bearer in the same article", 0.8
        fitting = [j for j in parts.firsts.get(core, []) if clusters.at(j).first < i]
    open_to = [j for j in clusters.roots_of(fitting) if not clusters.veto(i, j)]
    if lone.generation:
        # "der ältere Bush"
        open_to = [j for j in open_to if any(p.generation in ("", lone.generation) for p in clusters.people(j))]
        open_to = [j for j in open_to if any(p.generation for p in clusters.people(j))] or open_to
    elif len(open_to) > 1:
        # Without a word of generation the one is meant who needs none.
        open_to = [j for j in open_to if not any(p.generation for p in clusters.people(j))] or open_to
    if len(open_to) > 1:
        open_to = [j for j in open_to if shared(clusters.at(i).evidence, clusters.at(j).evidence)] or open_to
    if open_to and (len(open_to) == 1 or _one_person(clusters, open_to)):
        clusters.merge(i, open_to[0], reason, score)
    else:
        for j in open_to[:NEAR]:
            clusters.near(i, j, "surname of several persons of the same article", 0.5)


def _one_person(clusters: Clusters, roots: Sequence[int]) -> bool:
    """Whether full names are plainly forms of one ("George W. Bush", "George Bush"), to be merged later on."""
    if len(roots) > NEAR or any(clusters.veto(i, j) for i, j in combinations(roots, 2)):
        return False
    people = [p for i in roots for p in clusters.people(i)]
    return all(compare(p, q).decision == "same" for p, q in combinations(people, 2))


def _lone_within(clusters: Clusters, members: Sequence[int]) -> None:
    """Chains of one surname are one person if the article has no two bearers of it."""
    bearers = Counter(p.core for i in clusters.roots_of(members) for p in clusters.people(i))
    rest = [i for i in clusters.roots_of(members) if not clusters.at(i).full]
    for core, same in grouped((clusters.lone(i).core, i) for i in rest).items():
        for i in same[1:]:
            if bearers[core] < 2 and not clusters.veto(same[0], i):
                clusters.merge(same[0], i, "same surname in the same article", 0.9, quiet=True)


def _namesakes(clusters: Clusters, roots: Sequence[int], contexts: Contexts) -> None:
    named = ((repr(p.key), i) for i in roots for p in clusters.people(i))
    for members in grouped(named).values():
        together = sorted({clusters.find(i) for i in members}, key=lambda i: clusters.at(i).first)
        unite(clusters, together, contexts, reason="same name", score=0.97)


def _spellings(clusters: Clusters, roots: Sequence[int]) -> None:
    persons = [(p, i) for i in roots for p in clusters.people(i)]
    names = [p for p, _ in persons]
    pairs = set(name_pairs(names))
    for i, others in initial_blocks(names):
        pairs.update((min(i, j), max(i, j)) for j in others[: NEAR + 1])
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
