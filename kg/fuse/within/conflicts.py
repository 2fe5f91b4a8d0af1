"""What speaks against a description meaning somebody: another office, party, state, field of life, or age."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from kg.fuse.names import fold
from kg.fuse.within.entities import Entity
from kg.fuse.within.parties import parties_of
from kg.fuse.within.titles import states_at, word_of
from kg.fuse.within.view import Item
from kg.fuse.within.words import domain, fits, other_office, role_key, rows

#: A class's word counts as the last part of a compound from so many letters.
_MIN_PART = 4
_PAST = ("früher", "ehemalig", "einstig", "ex-")


@cache
def _apart() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, words in rows("within_apart.tsv"):
        for word in words.split():
            found[fold(word)] = found.get(fold(word), frozenset()) | ({name} - {"free"})
    return found


@lru_cache(maxsize=1 << 14)
def classes(key: str) -> frozenset[str]:
    """The classes of offices that exclude others and that a word's key (see role_key) belongs to."""
    for start in range(max(1, len(key) - _MIN_PART + 1)):
        if key[start:] in _apart():
            return _apart()[key[start:]]
    return frozenset()


def contradicts(item: Item, entity: Entity) -> bool:
    """Whether what the article says of an entity forbids that a description means it."""
    word = word_of(item.token)
    states = states_at(item.token)
    if states and entity.states and not states & entity.states:
        return True
    if item.kind != "PER":
        return False
    parties = parties_of(word)
    if parties and entity.parties and not parties & entity.parties:
        return True
    key = role_key(word)
    if key.endswith("jaehriger") and any(r.endswith("jaehriger") and r != key for r in entity.roles):
        return True
    return not is_former(item) and (_apart_from(key, entity.roles) or any(other_office(key, r) for r in entity.roles))


def other_field(item: Item, entity: Entity) -> bool:
    """Whether a description and what the article calls an entity belong to different fields of life."""
    word = word_of(item.token)
    fields = ({domain(role_key(word))} | fits(word)) - {"", "any", "kin", "other"}
    known = {domain(r) for r in entity.roles} - {""}
    return bool(fields and known and not fields & known)


def _apart_from(key: str, roles: Iterable[str]) -> bool:
    own = classes(key)
    known = frozenset[str]().union(*(classes(r) for r in roles))
    return bool(own and known and not own & known)


def is_former(item: Item) -> bool:
    """Whether attributes say that the office is or was another time's: "der frühere Kanzler"."""
    return any(c.dep_ == "amod" and c.lower_.startswith(_PAST) for c in item.token.children)
