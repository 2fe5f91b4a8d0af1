"""Which state a word names: as the first part of a compound, as a name in the genitive, as a seat of government."""

from __future__ import annotations

from functools import cache

from kg.tables import capitals, countries, demonyms, origin, seats

#: Person nouns whose plural with an adjective of origin acts for the state.
FORCES = frozenset(
    [
        "Soldat",
        "Truppe",
        "Kämpfer",
        "Militär",
        "Unterhändler",
        "Behörde",
        "Diplomat",
        "Ermittler",
        "Pilot",
        "Grenzsoldat",
        "Offizier",
    ]
)


#: Person nouns of which a single one without name acts for the state: "bestellte den russischen Botschafter ein".
ENVOYS = frozenset(("Botschafter", "Gesandter", "Geschäftsträger", "Generalkonsul"))


@cache
def _by_name() -> dict[str, str]:
    found = {variant: c.name for c in reversed(countries()) for variant in (c.name, *c.variants)}
    return {**found, "US": "USA"}


def state_named(word: str) -> str:
    """The state that the first part of a compound names: "US-Truppen", "Ukraine-Krieg", "Russen-Panzer"."""
    return _by_name().get(word) or origin(word) or demonyms().get(word.lower(), "")


def nominative(name: str) -> str:
    """A state's or capital's name without the ending of the genitive."""
    states = state_likes()
    return name if name in states or name in capitals() else name.removesuffix("s")


@cache
def regions() -> frozenset[str]:
    """All states, unions, Lands and regions in all spellings."""
    return frozenset(n for c in countries() for n in (c.name, *c.variants))


@cache
def states() -> frozenset[str]:
    """All states."""
    return frozenset(c.name for c in countries() if c.kind == "state")


@cache
def state_names() -> frozenset[str]:
    """All states in all spellings."""
    return frozenset(n for c in countries() if c.kind == "state" for n in (c.name, *c.variants))


@cache
def unions() -> frozenset[str]:
    """The unions of states."""
    return frozenset(c.name for c in countries() if c.kind == "union")


@cache
def state_likes() -> frozenset[str]:
    """All that demonyms and seats of government point to."""
    return frozenset(demonyms().values()) | frozenset(seats().values())
