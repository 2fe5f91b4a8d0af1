"""Which names are compared at all: blocks of names with something in common, so that the work grows as n log n.

A block holds the names that share a key; names in different blocks are never compared.  The last blocks order names
alphabetically and compare neighbours only, for typing errors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from kg.fuse.names import translit_key
from kg.fuse.persons import Person

T = TypeVar("T")
#: In a block of more names than this, a name is compared with its neighbours in alphabetical order only.
WINDOW = 12


def surname_key(person: Person) -> str:
    """The block of a surname: equal for its transliterations."""
    return translit_key(person.core)


def given_key(person: Person) -> str:
    """The block of a first name within that of the surname; "" without a first name."""
    return translit_key(person.units[0]) if person.units else ""


def name_pairs(persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """Positions of names that are worth a comparison, each pair once, smaller position first, in sorted order."""
    pairs: set[tuple[int, int]] = set()
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, person in enumerate(persons):
        surname, given = surname_key(person), given_key(person)
        blocks["name", surname, given].append(i)
        if len(person.given) == 1:
            blocks["order", *sorted((person.given[0], person.core))].append(i)
        for middle in person.units[1:]:
            # "Tayyip Erdogan" for "Recep Tayyip Erdogan"
            blocks["name", surname, translit_key(middle)].append(i)
        if given:
            blocks["neighbour", given].append(i)
            blocks["similar", surname, given[:1]].append(i)
    for key in sorted(blocks):
        members = blocks[key]
        if key[0] in ("neighbour", "similar"):
            # Alphabetical neighbours, once by the beginnings and once by the ends of the names.
            for reverse in (False, True):
                ordered = sorted(members, key=lambda i: _ordering(persons[i], reverse=reverse))
                pairs.update(_window(ordered, 3))
        else:
            pairs.update(_window(sorted(members, key=lambda i: persons[i].key), WINDOW))
    yield from sorted(pairs)


def _ordering(person: Person, *, reverse: bool) -> tuple[str, tuple[str, ...]]:
    name = f"{person.core} {' '.join(person.units)}"
    return (name[::-1] if reverse else name), person.key


def _window(ordered: Sequence[int], width: int) -> Iterator[tuple[int, int]]:
    if len(ordered) <= width:
        for i, j in combinations(ordered, 2):
            yield min(i, j), max(i, j)
        return
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 : at + width]:
            yield min(i, j), max(i, j)


def initial_blocks(persons: Sequence[Person]) -> Iterator[tuple[int, list[int]]]:
    """For each name with an initial as first name, the positions of the names that it may stand for."""
    by_letter: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, person in enumerate(persons):
        if person.units and len(person.units[0]) > 1:
            by_letter[person.core, person.units[0][0]].append(i)
    for i, person in enumerate(persons):
        if person.units and len(person.units[0]) == 1:
            yield i, by_letter.get((person.core, person.units[0]), [])


def grouped(items: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Items by key, keys in sorted order, items in the order given."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, item in items:
        groups[key].append(item)
    return {key: groups[key] for key in sorted(groups)}
