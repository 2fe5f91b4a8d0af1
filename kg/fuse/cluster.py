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
from collections.abc import Sequence

from kg.fuse.block import grouped, initial_blocks, name_pairs
from kg.fuse.clusters import NEAR, Clusters
from kg.fuse.compare import compare
from kg.fuse.evidence import conflict, shared
from kg.fuse.namesakes import Contexts, unite
from kg.fuse.persons import Person
from kg.fuse.surnames import lone_surnames
from kg.fuse.words import first_names


def cluster_persons(clusters: Clusters, positions: Sequence[int], contexts: Contexts) -> None:
    """Merge the referents at the given positions, all of kind PER, in ``clusters``."""
    _within_articles(clusters, positions)
    _namesakes(clusters, clusters.roots_of(positions), contexts)
    _spellings(clusters, clusters.roots_of(positions))
    lone_surnames(clusters, clusters.roots_of(positions), contexts)


def _fits(lone: Person, full: Person) -> bool:
    """Whether a lone name may stand for a full one: its surname, or a part of a double surname."""
    if lone.core == full.core:
        return True
    words = [*full.given[1:], *full.family]
    return lone.core in words and lone.core not in first_names()


def _within_articles(clusters: Clusters, positions: Sequence[int]) -> None:
    for members in grouped((clusters.referents[i].doc, i) for i in positions).values():
        _full_within(clusters, members)
        for i in members:
            if not clusters.at(i).full:
                _surname_within(clusters, i, clusters.roots_of(members))
        rest = [i for i in clusters.roots_of(members) if not clusters.at(i).full]
        bearers = Counter(p.core for i in clusters.roots_of(members) for p in clusters.people(i))
        for at, i in enumerate(rest):
            for j in rest[at + 1 :]:
                same = clusters.lone(i).core == clusters.lone(j).core
                if same and bearers[clusters.lone(i).core] < 2 and not clusters.veto(i, j):
                    clusters.merge(i, j, "same surname in the same article", 0.9, quiet=True)


def _full_within(clusters: Clusters, members: Sequence[int]) -> None:
    full = [i for i in members if clusters.at(i).full]
    for at, i in enumerate(full):
        for j in full[at + 1 :]:
            if any(p.key == q.key for p in clusters.people(i) for q in clusters.people(j)):
                # Coreference kept them apart: "der Schauspieler Hugh Grant" is named to tell the manager from him.
                mine, theirs = clusters.at(i).evidence, clusters.at(j).evidence
                told = "namesakes by the article's own words" if mine.namesake or theirs.namesake else ""
                why = conflict(mine, theirs, common=True) or told
                if why:
                    clusters.keep_apart(i, j)
                    clusters.near(i, j, f"same name in the same article; {why}", 0.6)
                else:
                    clusters.merge(i, j, "same name in the same article", 1.0, quiet=True)


def _surname_within(clusters: Clusters, i: int, roots: Sequence[int]) -> None:
    lone = clusters.lone(i)
    fitting = [j for j in roots if any(_fits(lone, p) for p in clusters.people(j))]
    exact = [j for j in fitting if any(lone.core == p.core for p in clusters.people(j))]
    open_to = [j for j in exact or fitting if not clusters.veto(i, j)]
    if len(open_to) > 1:
        open_to = [j for j in open_to if shared(clusters.at(i).evidence, clusters.at(j).evidence)] or open_to
    if not fitting:
        _first_name_within(clusters, i, lone, roots)
    elif len(open_to) == 1:
        clusters.merge(i, open_to[0], "surname of the only full name in the same article", 0.95)
    else:
        for j in open_to[:NEAR]:
            clusters.near(i, j, "surname of several persons of the same article", 0.5)


def _first_name_within(clusters: Clusters, i: int, lone: Person, roots: Sequence[int]) -> None:
    """A lone first name goes with the only bearer whom the article has named in full before ("Saddam").

    European first names don't: "Raúl" is a footballer's whole name, beside any Raúl of the article.
    """
    if lone.core in first_names():
        return
    bearers = [
        j
        for j in roots
        if clusters.at(j).first < i and any(p.units and p.units[0] == lone.core for p in clusters.people(j))
    ]
    if len(bearers) == 1 and not clusters.veto(i, bearers[0]):
        clusters.merge(i, bearers[0], "first name of the only bearer in the same article", 0.8)


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
