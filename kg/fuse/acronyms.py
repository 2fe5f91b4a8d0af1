"""Acronyms and short names in brackets: which long form they stand for.

"Gewerkschaft der Polizei (GdP)" defines the acronym for its article, and for all others if they don't disagree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.fuse.block import grouped
from kg.fuse.clusters import Clusters
from kg.fuse.names import fold
from kg.fuse.organisations import initials_match, is_acronym, known_organisation
from kg.fuse.places import is_place
from kg.fuse.referents import Referent, name_key
from kg.schema import Findings

#: Nothing but a bracket stands between the two mentions.
_BRACKET = re.compile(r"[“”\"]?\s?\(\s?[„\"]?$")
_CLOSED = re.compile(r"[“”\"]?\s?\)")
#: A short form in brackets has at most so many letters.
_SHORT = 8
#: A long form must be so many times more frequent than the next one to be what an acronym means everywhere.
_DOMINANT = 5


def bracketed(
    referents: Sequence[Referent], members: Sequence[int], findings: Mapping[str, Findings]
) -> dict[int, int]:
    """Position of a short name to that of the long one beside it, one of the two being in brackets."""
    pairs: dict[int, int] = {}
    for doc, here in grouped((referents[i].doc, i) for i in members).items():
        owner = {m: i for i in here for m in referents[i].named}
        article = findings[doc]
        text = article.document.text
        spans = sorted((m.span.start, m.span.end, owner[m.id]) for m in article.mentions if m.id in owner)
        # Of names that end at the same place the longest counts: it starts first.
        ending: dict[int, int] = {}
        for _, end, i in spans:
            ending.setdefault(end, i)
        for start, end, j in spans:
            opened = _BRACKET.search(text, max(0, start - 5), start)
            before = ending.get(opened.start()) if opened is not None and _CLOSED.match(text, end) else None
            if before is None or before == j:
                continue
            for short, long in ((before, j), (j, before)):
                if _short_for(referents[short].names[0], referents[long].names[0], referents[long].kind):
                    pairs.setdefault(short, long)
                    break
    return pairs


def _short_for(short: str, long: str, kind: str) -> bool:
    """Whether one of two names side by side may be the short form of the other."""
    if kind == "LOC" and not initials_match(short, long):
        return False  # "Wehrheim (TS)" tells the county
    if known_organisation(short) is not None or is_place(short) or " " in short or len(short) > _SHORT:
        return False
    return is_acronym(short) or initials_match(short, long, strict=False) or len(long.split()) > 2


def resolve_acronyms(
    clusters: Clusters, short: Sequence[int], plain: Sequence[int], brackets: Mapping[int, int]
) -> None:
    """Merge each of the ``short`` names with the long form among ``plain`` that its article gives, or others agree on.

    ``brackets`` is the result of :func:`bracketed`.
    """
    referents = clusters.referents
    long_of = grouped((referents[i].doc, i) for i in plain)
    local = {(referents[i].doc, fold(referents[i].names[0])): j for i, j in brackets.items()}
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    example: dict[tuple[str, str], int] = {}

    def define(name: str, long: int) -> None:
        key = name_key(referents[long].kind, referents[long].names[0])
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
        candidates = []
        for j in long_of.get(referents[i].doc, []):
            if name in referents[j].names:
                # That chain has both forms; coreference kept this other bearer of the acronym apart from it.
                clusters.keep_apart(i, j)
            elif len(name) > 2 and initials_match(name, referents[j].names[0]):
                candidates.append(j)
        beside = local.get((referents[i].doc, fold(name)))
        if beside is not None:
            define(name, beside)
            clusters.merge(i, beside, "short name in brackets", 0.97, exact=True)
        elif len({clusters.find(j) for j in candidates}) == 1 and not referents[i].evidence.namesake:
            define(name, candidates[0])
            clusters.merge(i, candidates[0], "acronym of a name of the same article", 0.9, exact=True)
        else:
            open_ones.append(i)
    for name, same in grouped((fold(referents[i].names[0]), i) for i in open_ones).items():
        counts = sorted(meanings[name].items(), key=lambda pair: (-pair[1], pair[0]))
        known = bool(counts) and (len(counts) == 1 or counts[0][1] >= _DOMINANT * counts[1][1])
        for i in same:
            if known:
                clusters.merge(i, example[name, counts[0][0]], "acronym defined in other articles", 0.9, exact=True)
            elif i == same[0]:
                for key, _ in counts:
                    clusters.near(i, example[name, key], "acronym with several meanings", 0.5)
            else:
                clusters.merge(same[0], i, "same acronym", 0.9, quiet=True)
