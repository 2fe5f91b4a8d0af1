"""Which kind a name is of where the tagger is not of one mind: "Merz" as an organisation here, as a person there.

Tables decide for states and well-known organisations; for other names the clear majority does, if nothing in the
article speaks for the minority.  Town and club of one name are left as they are: both exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.fuse.names import fold
from kg.fuse.organisations import known_organisation
from kg.fuse.persons import parse
from kg.fuse.places import country, is_place, town
from kg.fuse.referents import KIND_ORDER, Referent
from kg.fuse.words import place_words
from kg.tables import cities
from kg.tables.namekinds import shown_kind

#: The majority needs at least so many articles, and the minority at most such a share, for it to be overruled.
_ARTICLES, _SHARE = 4, 0.2
#: An organisation of a person's name is no slip of the recogniser if the article names it more often than this.
_OFTEN = 2
#: Kinds of places whose names are never organisations by themselves.
_STATES = frozenset({"state", "territory", "continent", "former"})


def settle(referents: Sequence[Referent], sport: Collection[str]) -> list[Referent]:
    """The referents with their settled kinds, in the same order.

    ``sport`` are the ids of articles on contests, where a town's name tagged as an organisation is its club.
    """
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for r in referents:
        if r.kind == "PER":
            for person in map(parse, r.names):
                if person.full:
                    surnames[r.doc].update((person.core, " ".join(person.family)))
        elif r.kind == "ORG":
            bodies[r.doc].update(word for name in r.names if len(words := fold(name).split()) > 1 for word in words)
    named = [_by_surname(r, surnames[r.doc], bodies[r.doc]) for r in referents]
    first = [_by_tables(r, sport, fold(r.names[0]) in surnames[r.doc]) for r in named]
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, kind, _ in sorted({(fold(r.names[0]), r.kind, r.doc) for r in first}):
        tally[name][kind] += 1
    return [_by_majority(r, tally[fold(r.names[0])], fold(r.names[0]) in surnames[r.doc]) for r in first]


def _by_surname(referent: Referent, surnames: Collection[str], bodies: Collection[str]) -> Referent:
    """A lone surname of a person whom the article names in full is that person, whatever the recogniser says.

    Not so towns, and organisations that the article speaks of often, or by a longer name too ("Ford-Werke").
    """
    name = fold(referent.names[0])
    if referent.kind in ("PER", "EVENT") or name not in surnames:
        return referent
    if country(referent.names[0]) is not None or town(referent.names[0]) or referent.names[0] in cities():
        return referent
    if referent.kind == "ORG" and (
        name in bodies or len(referent.named) > _OFTEN or known_organisation(referent.names[0]) is not None
    ):
        return referent
    return replace(referent, kind="PER")


def _by_tables(referent: Referent, sport: Collection[str], surname_here: bool) -> Referent:
    name = referent.names[0]
    if referent.kind in ("MISC", "LOC") and referent.doc in sport and _is_club(name):
        return replace(referent, kind="ORG")
    if referent.kind == "EVENT" or _is_person(referent) or (referent.kind == "PER" and surname_here):
        return referent
    if known_organisation(name) is not None:
        return replace(referent, kind="ORG")
    place = country(name)
    if place is not None and place.kind in _STATES:
        return replace(referent, kind="LOC")
    if (place is not None or town(name) or (referent.kind == "PER" and name in cities())) and (
        referent.kind != "ORG" or referent.doc not in sport
    ):
        return replace(referent, kind="LOC")
    return referent


def _is_club(name: str) -> bool:
    """Whether a name may be a club's in a report on a contest: a town and other words, no known place."""
    words = name.split()
    if not 2 <= len(words) <= 3 or is_place(name) or not all(w[:1].isupper() for w in words):
        return False
    if name in cities() or place_words().get(fold(words[0])) is not None or shown_kind(name, "ORG") != "ORG":
        return False
    return words[0] in cities() or bool(town(words[0])) or (words[-1] in cities() and shown_kind(name, "") == "ORG")


def _is_person(referent: Referent) -> bool:
    """Whether more than the tagger says that a referent is a person."""
    if referent.kind != "PER":
        return False
    evidence = referent.evidence
    return bool(evidence.gender or evidence.offices or evidence.ties or any(parse(n).full for n in referent.names))


def _by_majority(referent: Referent, counts: Counter[str], surname_here: bool) -> Referent:
    kinds = sorted(counts, key=lambda k: (-counts[k], KIND_ORDER.index(k)))
    top, total = kinds[0], sum(counts.values())
    if surname_here and referent.kind != "PER" and counts[referent.kind] <= total * 0.5:
        # Beside "Friedrich Merz" in the same article "Merz" is he, unless it is a company as a rule.
        return replace(referent, kind="PER")
    if (
        referent.kind == top
        or counts[top] < _ARTICLES
        or counts[referent.kind] > total * _SHARE
        or {referent.kind, top} == {"ORG", "LOC"}
        or (referent.kind == "PER" and (_is_person(referent) or surname_here))
    ):
        return referent
    return replace(referent, kind=top)
