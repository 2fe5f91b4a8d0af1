"""Organisations, places, events and works across articles: equal keys are one, acronyms find their long forms.

Nothing is merged because one name contains the other: "Siemens Energy" is not Siemens, "Universität Köln" is not Köln,
"Frankfurt (Oder)" is not the Frankfurt of another article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from kg.fuse.acronyms import bracketed, resolve_acronyms
from kg.fuse.block import grouped
from kg.fuse.clusters import Clusters
from kg.fuse.names import fold, translit_key
from kg.fuse.organisations import is_acronym, known_organisation
from kg.fuse.places import place_key, qualified, sort_word
from kg.fuse.referents import Referent, name_key
from kg.schema import Findings
from kg.tables.single import single_kind

#: Keys at least so alike (0 to 100) are shown to a reviewer.
_SIMILAR = 90.0


def cluster_things(
    clusters: Clusters, positions: Sequence[int], findings: Mapping[str, Findings], contests: Collection[str]
) -> None:
    """Merge the referents at the given positions; none of them is a person.

    ``findings`` are the articles by id, ``contests`` the ids of those about sport.
    """
    referents = clusters.referents
    for kind, members in grouped((referents[i].kind, i) for i in positions).items():
        brackets = bracketed(referents, members, findings)
        short = {fold(referents[i].names[0]) for i in brackets}
        plain: list[int] = []
        open_ones: list[int] = []
        for i in members:
            is_open = _open_acronym(referents[i]) or fold(referents[i].names[0]) in short
            (open_ones if is_open else plain).append(i)
        keys = _place_keys(referents, plain) if kind == "LOC" else _thing_keys(kind, referents, plain, contests)
        for same in grouped((keys[i], i) for i in plain).values():
            spellings = {fold(referents[same[0]].names[0])}
            for i in same[1:]:
                spelling = fold(referents[i].names[0])
                known = spelling in spellings
                clusters.merge(i, same[0], "another form of one name", 1.0, quiet=known, exact=True)
                spellings.add(spelling)
        resolve_acronyms(clusters, open_ones, plain, brackets)
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


def _thing_keys(
    kind: str, referents: Sequence[Referent], positions: Sequence[int], contests: Collection[str]
) -> dict[int, str]:
    """The key of each organisation, event or work.

    In articles on contests a club goes by a part of its name: "Münster" is Preußen Münster there, not the town.
    """
    keys = {i: _own_key(kind, referents[i]) for i in positions}
    own = dict(keys)
    elsewhere = {keys[i] for i in positions if referents[i].doc not in contests}
    here = grouped((referents[i].doc, i) for i in positions) if kind == "ORG" else {}
    for doc, members in here.items():
        if doc not in contests:
            continue
        words = {i: fold(referents[i].names[0]).split() for i in members}
        for i in members:
            # "Bayer" may be the company even there; the town at the end of the name is the club's.
            part = slice(1, None) if own[i] in elsewhere else slice(None)
            longer = {own[j] for j in members if len(words[j]) > 1 and words[i][0] in words[j][part]}
            if len(words[i]) == 1 and len(longer) == 1:
                keys[i] = next(iter(longer))
    return keys


def _own_key(kind: str, referent: Referent) -> str:
    """The key of a name; one that is a noun for what each article has one of is only that article's."""
    name = referent.names[0]
    key = name_key(kind, name)
    return f"={key} {referent.doc}" if single_kind(name) and not key.startswith("=") else key


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
        if (
            _numbers(a) == _numbers(b)
            and min(len(a), len(b)) >= 6
            and (alike >= _SIMILAR or translit_key(a) == translit_key(b))
        ):
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


def _numbers(key: str) -> list[str]:
    """What numbers a name has: "Autobahn 6" is plainly not "Autobahn 9"."""
    return re.findall(r"\d+|\b[ivx]+$", key)


def _neighbours(ordered: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((min(a, b), max(a, b)) for a, b in pairwise(ordered))
