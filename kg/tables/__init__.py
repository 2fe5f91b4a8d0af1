"""Geographic word tables that several stages need: states, their adjectives of origin, inhabitants, capitals, seats.

A leaf module: it imports nothing of kg, and every stage may import it.  The data are in ``countries.tsv`` and
``towns.tsv``, whose header lines say what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

__all__ = [
    "Country",
    "capitals",
    "cities",
    "countries",
    "demonyms",
    "inhabitants",
    "origin",
    "seats",
    "town_origin",
    "towns",
]

#: Endings of a German adjective, longest first: "russischen" -> "russisch".
_ENDINGS = ("en", "em", "er", "es", "e")
#: Sides of a state or region before its adjective: "nordspanisch", "ostukrainisch", "zentral-afghanisch".
_SIDES = ("nordost", "nordwest", "südost", "südwest", "nord", "süd", "ost", "west", "zentral", "mittel")
#: Adjectives that name something else than a state with a side before them: "mittelamerikanisch".
_CONTINENTAL = ("amerikan", "afrikan", "korean", "sudan", "asiat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A row of ``countries.tsv``: a state, territory, region, Land, Swiss canton or wider region."""

    name: str
    kind: str
    iso: str = ""
    wikidata: str = ""
    parent: str = ""
    variants: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


def _rows(file: str) -> Iterator[list[str]]:
    """The cells of a table, without its ``#`` lines and its column line; "-" is read as an empty cell."""
    text = resources.files(__name__).joinpath(file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield ["" if cell == "-" else cell for cell in line.split("\t")]


def _values(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def countries() -> tuple[Country, ...]:
    """All rows of ``countries.tsv`` in the order of the file (states first)."""
    return tuple(
        Country(
            name=name,
            kind=kind,
            iso=iso,
            wikidata=wikidata,
            parent=parent,
            variants=_values(variants),
            adjectives=_values(adjectives),
            inhabitants=_values(people),
            capital=_values(capital),
            seats=_values(houses),
        )
        for name, kind, iso, wikidata, parent, variants, adjectives, people, capital, houses in _rows("countries.tsv")
    )


@cache
def inhabitants() -> dict[str, str]:
    """Lower-case forms of inhabitants, singular and plural, to the country's name: "russinnen" -> "Russland"."""
    forms: dict[str, str] = {}
    for country in countries():
        for person in country.inhabitants:
            for form in _inflected(person):
                forms.setdefault(form.lower(), country.name)
    return forms


@cache
def demonyms() -> dict[str, str]:
    """Lower-case adjective stems and inhabitant forms to the country's name: "russisch", "russen" -> "Russland".

    Adjectives stand without ending; :func:`origin` takes inflected forms.  Forms in -er ("berliner") are indeclinable
    adjectives as well.
    """
    forms = {stem.lower(): country.name for country in reversed(countries()) for stem in country.adjectives}
    return {**inhabitants(), **forms}


@cache
def capitals() -> dict[str, str]:
    """Capitals of states in all spellings to the state's name: "Pjöngjang" -> "Nordkorea"; "Brüssel" -> "Belgien".

    City states ("Singapur") and the European Union are left out.
    """
    pairs: dict[str, str] = {}
    for country in countries():
        if country.kind == "state":
            for town in country.capital:
                pairs.setdefault(town, country.name)
    return pairs


@cache
def seats() -> dict[str, str]:
    """Buildings and addresses that stand for a government to the state's name: "Kreml" -> "Russland"."""
    return {house: country.name for country in countries() for house in country.seats}


@cache
def towns() -> dict[str, str]:
    """Lower-case irregular adjectives of towns to the town's name: "münchner" -> "München"."""
    return {form.lower(): name for name, forms in _rows("towns.tsv") for form in _values(forms)}


@lru_cache(maxsize=1 << 15)
def origin(word: str) -> str:
    """The country or town that an adjective or inhabitant's name points to, in any inflected form, or "".

    "russischen" -> "Russland", "US-amerikanische" -> "USA", "Russinnen" -> "Russland", "Münchner" -> "München".
    A side does not matter: "nordspanische" -> "Spanien".
    "prorussisch" has none: it tells no origin.
    """
    lower = word.lower()
    table = demonyms()
    stems = (lower, *(lower[: -len(end)] for end in _ENDINGS if lower.endswith(end)))
    for stem in stems:
        if stem in table:
            return table[stem]
    return towns().get(lower, "") or next((table[whole] for s in stems if (whole := _whole(s)) in table), "")


def _whole(stem: str) -> str:
    """An adjective without the side before it: "nordspanisch" -> "spanisch"; "" if it has none."""
    side = next((s for s in _SIDES if stem.startswith(s)), "")
    rest = stem.removeprefix(side).removeprefix("-")
    adjective = rest.endswith(("isch", "deutsch"))
    return rest if side and adjective and not rest.startswith(_CONTINENTAL) else ""


@cache
def cities() -> frozenset[str]:
    """The towns whose name makes an adjective in -er."""
    text = resources.files(__name__).joinpath("cities.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def town_origin(word: str) -> str:
    """The town that an indeclinable adjective in -er points to, or "": "Essener" -> "Essen", "Londoner" -> "London"."""
    if not word[:1].isupper() or not word.endswith("er"):
        return ""
    stem = word.removesuffix("er")
    known = cities()
    return next((t for t in (stem, word.removesuffix("r"), stem + "en") if t in known), "")


def _inflected(person: str) -> Iterator[str]:
    """All forms of an inhabitant's singular: "Russe" -> Russe, Russen; "Russin" -> Russin, Russinnen."""
    yield person
    if person.endswith("in"):
        yield person + "nen"
    elif person.endswith("e"):
        yield person + "n"
    elif person.endswith("er"):
        yield from (person + "n", person + "s")
    elif person.endswith(("i", "o", "a")):
        yield person + "s"
    else:
        yield from (person + "en", person + "n")
