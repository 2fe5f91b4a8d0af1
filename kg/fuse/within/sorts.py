"""A company and the club that bears its name: "der Chemiekonzern Bayer" is not "Bayer Leverkusen"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.fuse.names import fold
from kg.fuse.organisations import known_organisation
from kg.fuse.places import town
from kg.fuse.within.words import known_sort, things
from kg.schema import Mention
from kg.tables import cities

#: Sorts of bodies of which one that bears the name of another is somebody else.
_EXCLUSIVE = frozenset({"company", "club"})
#: Parts of bodies that act for themselves: what bears their name is not the body.
_ORGANS = frozenset(
    {"aufsichtsrat", "vorstand", "betriebsrat", "gesamtbetriebsrat", "verwaltungsrat", "fraktion", "praesidium"}
)


def shortens(short: str, long: str) -> bool:
    """Whether one name of an organisation is the beginning or the end of another."""
    words, parts = fold(short).split(), fold(long).split()
    inside = 0 < len(words) < len(parts) and (parts[: len(words)] == words or parts[-len(words) :] == words)
    if inside and parts[-1] in _ORGANS and words[-1] != parts[-1]:
        return False  # the "Probe-Vorstand" is not "Probe"
    return inside and len(words[0]) > 2 and known_organisation(short) is None


def body_sorts(
    mentions: Sequence[Mention], read: Mapping[str, str], titles: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """What sort the organisations of an article are, by name: told beside it or by its own words, or well known.

    A name that ends with a town and says no other sort is that of a club.
    """
    found: dict[str, frozenset[str]] = {}
    for mention in mentions:
        name = read[mention.id]
        if name not in found:
            words = name.split()
            own = frozenset(t.sort for word in words for t in things(word) if t.kind == "ORG")
            known = frozenset({known_sort(name)} - {""})
            of_town = len(words) > 1 and (words[-1] in cities() or bool(town(words[-1])))
            found[name] = own or known or frozenset({"club"} if of_town else ())
        found[name] |= told_sorts(mention, titles)
    return found


def told_sorts(mention: Mention, titles: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The sorts of bodies that the words beside a name tell."""
    return frozenset(t.sort for word in titles.get(mention.id, ()) for t in things(word) if t.kind == "ORG")


def differ(told: frozenset[str], known: frozenset[str]) -> bool:
    """Whether one is a club and the other a company."""
    a, b = told & _EXCLUSIVE, known & _EXCLUSIVE
    return bool(a and b) and not a & b


def other_sort(
    mention: Mention,
    read: Mapping[str, str],
    titles: Mapping[str, frozenset[str]],
    sorts: Mapping[str, frozenset[str]],
) -> str:
    """The sort of a mention that is no short form of the longer name of another sort, or ""."""
    told = told_sorts(mention, titles) & _EXCLUSIVE
    other = told and any(differ(told, known) and shortens(read[mention.id], long) for long, known in sorts.items())
    return min(told) if other else ""
