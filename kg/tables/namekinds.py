"""What kind of thing a name names, as far as its words show: "Dynamo Kiew" is a club, "Kenon Holdings" a company.

A leaf module: it imports nothing of kg beside the tables.  The words are in ``namewords.tsv``, whose header lines say
what the columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType

from kg.tables import capitals, cities, countries

__all__ = ["eastern_surnames", "first_names", "is_first_name", "is_place", "regions", "shown_kind", "word_kinds"]

#: Words at which the head of a name ends: "Nobelpreis für Medizin", "Bank of America".
_TAIL = re.compile(r"für|de[rsmnl]?|d[iu]|die|das|vo[nm]|zu[rm]?|i[nm]|a[nm]|auf|aus|bei|und|of|for|et")
_ENDING = re.compile(r"(?:'s|[sn]|es)$")


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    sure: bool


def shown_kind(name: str, label: str, *, at_place: bool = False) -> str:
    """The kind of a name: what its words show, else ``label``, the kind that the recogniser gave it.

    ``at_place`` tells that the name stands behind a preposition of place, where no person's name does.
    """
    words = name.split()
    if not words:
        return label
    person = len(words) > 1 and is_first_name(words[0])
    cue = _cue(words)
    if cue is not None and (cue.sure or (label not in ("ORG", "LOC") and not (person and label == "PER"))):
        return cue.kind
    if label == "PER" and len(words) > 1 and not person and is_place(name):
        return "LOC"  # "Bergisch Gladbach", "Burkina Fasos"
    if label == "PER" and len(words) == 2 and not person and words[1] in _towns() and words[0][0].isupper():
        return "ORG"  # "Schachtar Donezk": persons have first names
    plain = cue is None and 2 <= len(words) <= 3 and all(w[:1].isupper() for w in words)
    if label in ("LOC", "MISC") and person and plain and not at_place and not _placelike(words):
        return "PER"
    return label


def _cue(words: list[str]) -> _Cue | None:
    """What the words of a name show; the last word of the head counts before the first, that before any other."""
    table = _words()
    head = next((i for i, w in enumerate(words) if i and _TAIL.fullmatch(w)), len(words))
    last = words[head - 1]
    if len(words) > 1 and (found := table["last"].get(last) or table["last"].get(last.rpartition("-")[2])):
        # "League for Justice" is a body, "Super League" a contest.
        return replace(found, sure=found.sure and not (found.kind == "EVENT" and head < len(words)))
    for form in (last, _ENDING.sub("", last)) if len(words) == 1 or last[0].isupper() else ():
        # Longer ends first: "gesetzbuch" before "buch".
        ends = (form[start:].lower() for start in range(1, len(form)))
        if found := next((table["*last"][end] for end in ends if end in table["*last"]), None):
            return replace(found, sure=found.sure and not (found.kind == "EVENT" and head < len(words)))
    if len(words) > 1 and (found := table["first"].get(words[0])):
        # "Real Madrid": a club's word and a town leave no doubt.
        return replace(found, sure=found.sure or words[-1] in _towns())
    return next((found for word in words if len(words) > 1 and (found := table["word"].get(word))), None)


@cache
def _words() -> Mapping[str, Mapping[str, _Cue]]:
    table: dict[str, dict[str, _Cue]] = {"first": {}, "last": {}, "word": {}, "*last": {}}
    for words, place, kind, force in _rows("namewords.tsv"):
        for word in words.split():
            key = f"*{place}" if word.startswith("*") else place
            table[key].setdefault(word.removeprefix("*"), _Cue(kind, force == "sure"))
    return MappingProxyType(table)


def word_kinds(word: str) -> frozenset[str]:
    """The kinds of names that a word is typical of, at whatever place in the name."""
    table = _words()
    found = {cue.kind for place in ("first", "last", "word") if (cue := table[place].get(word))}
    ends = (word[start:].lower() for start in range(1, len(word) - 2))
    if cue := next((table["*last"][end] for end in ends if end in table["*last"]), None):
        found.add(cue.kind)
    return frozenset(found)


@cache
def first_names() -> Mapping[str, tuple[str, bool]]:
    """First names to gender (``m``, ``f``, or ``mf`` for both) and whether they are usual where German is spoken."""
    return MappingProxyType({name: (gender, german == "yes") for name, gender, german in _rows("firstnames.tsv")})


def is_first_name(word: str) -> bool:
    """Whether a word is a first name, or begins with one and a hyphen ("Jean-Marie")."""
    return word in first_names() or word.rpartition("-")[0] in first_names()


@cache
def eastern_surnames() -> frozenset[str]:
    """Korean, Chinese and Vietnamese surnames in Latin script, which stand first."""
    text = resources.files("kg.tables").joinpath("surnames_east.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _towns() -> frozenset[str]:
    return cities() | frozenset(capitals())


@cache
def regions() -> frozenset[str]:
    """States, regions and Länder by name and variant."""
    return frozenset(n for c in countries() for n in (c.name, *c.variants))


def is_place(name: str) -> bool:
    """Whether a name is one of a town, state or region of the tables, in the genitive too."""
    bare = name.removesuffix("s")
    return any(form in regions() or form in _towns() for form in (name, bare))


def _placelike(words: list[str]) -> bool:
    """Whether a name may be a place's although it begins like a person's: "Maria Enzersdorf", "Paris Nord"."""
    name = " ".join(words)
    return name in regions() or name in _towns() or words[0] in _towns() or words[0] in ("Maria", "Max", "Victoria")


def _rows(file: str) -> Iterator[list[str]]:
    text = resources.files("kg.tables").joinpath(file).read_text(encoding="utf-8")
    for line in [line for line in text.splitlines() if line and not line.startswith("#")][1:]:
        yield line.split("\t")
