"""Organisations, places, events and works across articles: equal keys are one, acronyms find their long forms.

Nothing is merged because one name contains the other: "Siemens Energy" is not Siemens, "Universität Köln" is not Köln,
"Frankfurt (Oder)" is not the Frankfurt of another article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from kg.fuse.block import grouped
from kg.fuse.clusters import Clusters
from kg.fuse.names import fold, translit_key
from kg.fuse.organisations import initials_match, is_acronym, known_organisation
from kg.fuse.places import place_key, qualified, sort_word
from kg.fuse.referents import Referent, name_key
from kg.schema import Findings

#: "Gewerkschaft der Polizei (GdP)": nothing but a bracket between the two mentions.
_BRACKET = re.compile(r"\s?\(\s?„?")
#: Keys at least so alike (0 to 100) are shown to a reviewer.
_SIMILAR = 90.0
#: A long form must be so many times more frequent than the next one to be what an acronym means everywhere.
_DOMINANT = 5


def cluster_things(clusters: Clusters, positions: Sequence[int], findings: Mapping[str, Findings]) -> None:
    """Merge the referents at the given positions; none of them is a person.  ``findings`` are the articles by id."""
    referents = clusters.referents
    for kind, members in grouped((referents[i].kind, i) for i in positions).items():
        plain = [i for i in members if not _open_acronym(referents[i])]
        if kind == "LOC":
            keys = _place_keys(referents, plain)
        else:
            keys = {i: name_key(kind, referents[i].names[0]) for i in plain}
        for same in grouped((keys[i], i) for i in plain).values():
            spellings = {fold(referents[same[0]].names[0])}
            for i in same[1:]:
                spelling = fold(referents[i].names[0])
                clusters.merge(same[0], i, "another form of one name", 1.0, quiet=spelling in spellings)
                spellings.add(spelling)
        if kind == "ORG":
            _acronyms(clusters, [i for i in members if _open_acronym(referents[i])], plain, findings)
        _near(clusters, kind, keys)


def _open_acronym(referent: Referent) -> bool:
    """Whether an organisation is called by nothing but an acronym that no table knows."""
    return referent.kind == "ORG" and all(is_acronym(n) and known_organisation(n) is None for n in referent.names)


def _place_keys(referents: Sequence[Referent], positions: Sequence[int]) -> dict[int, str]:
    """The key of each place; a lone name goes with the only place of that name that its article qualifies."""
    keys = {i: place_key(referents[i].names[0]) for i in positions}
    by_article: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for i in positions:
        head, qualifier = qualified(referents[i].names[0])
        if qualifier:
            by_article[referents[i].doc].setdefault(head, set()).add(keys[i])
    for i in positions:
        head, qualifier = qualified(referents[i].names[0])
        meant = by_article[referents[i].doc].get(head, set())
        if not qualifier and len(meant) == 1:
            keys[i] = next(iter(meant))
    return keys


# Acronyms -----------------------------------------------------------------------------------------------------------
def _acronyms(clusters: Clusters, short: Sequence[int], plain: Sequence[int], findings: Mapping[str, Findings]) -> None:
    """Give each acronym the long form that its article defines, or that all other articles agree on."""
    referents = clusters.referents
    long_of = grouped((referents[i].doc, i) for i in plain)
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    example: dict[tuple[str, str], int] = {}

    def define(name: str, long: int) -> None:
        key = name_key("ORG", referents[long].names[0])
        meanings[fold(name)][key] += 1
        example.setdefault((fold(name), key), long)

    for i in plain:
        # A chain that holds both forms defines the acronym, too.
        for name in referents[i].names[1:]:
            if is_acronym(name) and known_organisation(name) is None:
                define(name, i)
    open_ones = []
    for i in short:
        name = referents[i].names[0]
        local = []
        for j in long_of.get(referents[i].doc, []):
            if name in referents[j].names:
                # That chain has both forms; coreference kept this other bearer of the acronym apart from it.
                clusters.keep_apart(i, j)
            else:
                local.append(j)
        bracketed = _bracketed(referents, i, local, findings[referents[i].doc])
        matching = [j for j in local if len(name) > 2 and initials_match(name, referents[j].names[0])]
        meant = sorted({clusters.find(j) for j in bracketed or matching})
        if len(meant) == 1:
            long = (bracketed or matching)[0]
            define(name, long)
            why = "acronym in brackets" if bracketed else "acronym of a name of the same article"
            clusters.merge(i, long, why, 0.97 if bracketed else 0.9)
        else:
            open_ones.append(i)
    for name, members in grouped((fold(referents[i].names[0]), i) for i in open_ones).items():
        counts = sorted(meanings[name].items(), key=lambda pair: (-pair[1], pair[0]))
        known = bool(counts) and (len(counts) == 1 or counts[0][1] >= _DOMINANT * counts[1][1])
        for i in members:
            if known:
                clusters.merge(i, example[name, counts[0][0]], "acronym defined in other articles", 0.9)
            elif i == members[0]:
                for key, _ in counts:
                    clusters.near(i, example[name, key], "acronym with several meanings", 0.5)
            else:
                clusters.merge(members[0], i, "same acronym", 0.9, quiet=True)


def _bracketed(referents: Sequence[Referent], short: int, local: Iterable[int], article: Findings) -> list[int]:
    """The long forms that stand directly before the acronym in brackets, or in brackets after it."""
    spans = {m.id: m.span for m in article.mentions}
    text = article.document.text
    mine = [spans[m] for m in referents[short].named]
    found = []
    for j in local:
        theirs = [spans[m] for m in referents[j].named]
        pairs = [(a, b) for a in theirs for b in mine] + [(b, a) for a in theirs for b in mine]
        if any(
            a.end < b.start
            and _BRACKET.fullmatch(text[a.end : b.start])
            and text[b.end : b.end + 2].strip()[:1] in ")“"
            for a, b in pairs
            if text[b.end : b.end + 1]
        ):
            found.append(j)
    return found


# Near-merges --------------------------------------------------------------------------------------------------------
def _near(clusters: Clusters, kind: str, keys: Mapping[int, str]) -> None:
    """Show names that differ by a letter or in transliteration, and a lone name beside a qualified one."""
    first: dict[str, int] = {}
    for i in sorted(keys):
        first.setdefault(keys[i], i)
    unknown = sorted(k for k in first if not k.startswith("="))
    pairs = {(a, b) for order in (unknown, sorted(unknown, key=lambda k: k[::-1])) for a, b in _neighbours(order)}
    for a, b in sorted(pairs):
        alike = fuzz.ratio(a, b)
        if min(len(a), len(b)) >= 6 and (alike >= _SIMILAR or translit_key(a) == translit_key(b)):
            clusters.near(first[a], first[b], f"names alike to {alike:.0f} percent", alike / 100 * 0.8)
    if kind == "LOC":
        heads: defaultdict[str, list[int]] = defaultdict(list)
        for i in sorted(first.values()):
            head, qualifier = qualified(clusters.referents[i].names[0])
            if qualifier and not sort_word(clusters.referents[i].names[0]):
                heads[head].append(i)
        for key, i in sorted(first.items()):
            for j in heads.get(key, [])[:3]:
                clusters.near(i, j, "name without its qualifier", 0.5)


def _neighbours(ordered: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((min(a, b), max(a, b)) for a, b in pairwise(ordered))
