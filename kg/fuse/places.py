"""States, regions and towns: which place a name means, whatever its spelling or case.

The tables of :mod:`kg.tables` and ``places.tsv`` come first; Babel's CLDR adds the official German names of states.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale

from kg.fuse.names import fold
from kg.fuse.words import place_words, places
from kg.tables import Country, capitals, cities, countries, seats, town_origin, towns

#: "Frankfurt (Oder)", "Frankfurt/Oder", "Rothenburg ob der Tauber": a name and what tells it from its namesakes.
_QUALIFIED = re.compile(
    r"^(?P<head>[^\s/(]+(?: [A-ZÄÖÜ][^\s/(]+)?)(?:\s?\((?P<a>[^)]+)\)?|\s?/\s?(?P<b>.+)"
    r"|\s(?:an der|am|im|in|bei|ob der|vor der|auf|a\. ?d\.|a\.) (?P<c>.+))$"
)
_KREIS = re.compile(r"^landkreis\b")


@cache
def _names() -> dict[str, Country]:
    """Folded names and variants of all rows, with those of the CLDR for states."""
    table = {fold(c.name): c for c in countries()}
    for country in countries():
        for variant in country.variants:
            table.setdefault(fold(variant), country)
    cldr = Locale("de").territories
    for country in countries():
        if country.kind in ("state", "territory") and country.iso in cldr:
            table.setdefault(fold(cldr[country.iso]), country)
    return table


@cache
def _by_inflection() -> dict[str, Country]:
    """Names that begin with an adjective, without its ending: "Vereinigten Staaten" is "Vereinigte Staaten"."""
    return {uninflected(name): country for name, country in _names().items() if " " in name}


@cache
def _capitals() -> dict[str, str]:
    """Folded capitals in all spellings to the one that is used as canonical name."""
    table: dict[str, str] = {}
    for country in countries():
        for town in country.capital:
            table.setdefault(fold(town), town if _separate(country, town) else country.capital[0])
    return table


def _separate(country: Country, town: str) -> bool:
    """Whether a spelling names another town than the country's first one ("Den Haag" beside "Amsterdam")."""
    first = country.capital[0]
    if town == first:
        return True
    return (country.name, town) in {
        ("Niederlande", "Den Haag"),
        ("Bolivien", "La Paz"),
        ("Israel", "Tel Aviv"),
    }


@lru_cache(maxsize=1 << 14)
def country(name: str) -> Country | None:
    """The row that a name means, in any inflection of its adjective: "Vereinigten Staaten" -> USA."""
    key = fold(name)
    found = _names().get(key)
    if found is None and " " in key:
        found = _by_inflection().get(uninflected(key))
    return found


@lru_cache(maxsize=1 << 14)
def town(name: str) -> str:
    """The canonical name of a known town or landscape, or "": "Kyjiw" -> "Kiew", "Frankfurt" -> "Frankfurt am Main"."""
    key = fold(name)
    known = places().get(key)
    if known is not None:
        return known.name
    return _capitals().get(key, "") or _seats().get(uninflected(key), "")


@cache
def _seats() -> dict[str, str]:
    """Seats of government without the ending of their adjective: "Weißen Haus" is "Weißes Haus"."""
    return {uninflected(fold(name)): name for name in reversed(seats())}


@cache
def capital_states() -> dict[str, str]:
    """Folded capitals of states in all spellings to the state's name."""
    return {fold(name): state for name, state in capitals().items()}


@lru_cache(maxsize=1 << 15)
def uninflected(folded: str) -> str:
    """A folded name without the endings of all words but the last: "deutschen bahn" -> "deutsch bahn"."""
    words = folded.split()
    return " ".join([*(_stem(w) for w in words[:-1]), *words[-1:]])


def _stem(word: str) -> str:
    for ending in ("en", "em", "er", "es", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def is_place(name: str) -> bool:
    """Whether a table knows the name as that of a place."""
    return country(name) is not None or bool(town(name))


def without_sort(name: str) -> str:
    """A place's name without the word that says what it is: "Stadt Ulm" -> "Ulm"; "Landkreis Ulm" stays."""
    if country(name) is not None:
        return name
    first, _, rest = name.partition(" ")
    return rest if rest and place_words().get(fold(first)) else name


def sort_word(name: str) -> str:
    """The folded word before a place's name that makes it another place ("landkreis"), or ""."""
    first, _, rest = name.partition(" ")
    word = fold(first)
    return word if rest and place_words().get(word) is False else ""


def qualified(name: str) -> tuple[str, str]:
    """Name and qualifier of a place with namesakes: "Frankfurt (Oder)" -> ("frankfurt", "oder"); else (name, "")."""
    match = _QUALIFIED.match(name)
    if match is None:
        return fold(name), ""
    return fold(match["head"]), fold(match["a"] or match["b"] or match["c"])


@lru_cache(maxsize=1 << 15)
def place_key(name: str) -> str:
    """What all names of one place have in common; equal keys mean the same place."""
    found = country(name)
    if found is not None:
        return "=" + fold(found.name)
    bare = without_sort(name)
    known = country(bare)
    if known is not None:
        return "=" + fold(known.name)
    if known_town := town(bare):
        return "=" + fold(known_town)
    words = bare.split()
    if len(words) == 2 and (words[0][:1].isupper() or words[1][:1].isupper()):
        # "Bremer Flughafen" is the "Flughafen Bremen".
        origin = town_origin(words[0]) or towns().get(words[0].lower(), "")
        if origin or words[1] in cities():
            return " ".join(sorted(_KREIS.sub("kreis", fold(w)) for w in (origin or words[0], words[1])))
    return _KREIS.sub("kreis", uninflected(fold(bare)))


@lru_cache(maxsize=1 << 15)
def place_name(name: str) -> str:
    """The canonical name from the tables, or "" for a place that they don't know."""
    bare = without_sort(name)
    found = country(name) or country(bare)
    return found.name if found is not None else town(bare)


def place_refs(name: str) -> tuple[str, ...]:
    """Outside identifiers of a place of the shipped table: ("iso:RU", "wikidata:Q159")."""
    found = country(name)
    if found is None or fold(found.name) != fold(name):
        return ()
    return tuple(f"{scheme}:{value}" for scheme, value in (("iso", found.iso), ("wikidata", found.wikidata)) if value)
