"""The shared geographic tables."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale

from kg.tables import capitals, countries, demonyms, origin, seats


def test_every_state_is_there_once() -> None:
    """193 members of the UN, the two observers, Kosovo and Taiwan."""
    names = [c.name for c in countries()]
    assert sum(c.kind == "state" for c in countries()) == 197
    assert [name for name, n in Counter(names).items() if n > 1] == []


def test_codes_are_unique_and_known_to_cldr() -> None:
    """ISO codes and Wikidata ids name one row each, and two-letter codes are territories of the CLDR."""
    isos = [c.iso for c in countries() if c.iso]
    items = [c.wikidata for c in countries() if c.wikidata]
    assert len(isos) == len(set(isos))
    assert len(items) == len(set(items))
    known = set(Locale("de").territories)
    assert {c.iso for c in countries() if c.kind in ("state", "territory") and c.iso} <= known


def test_parents_and_kinds_exist() -> None:
    """Each parent is a row, each kind one that the header names."""
    names = {c.name for c in countries()}
    kinds = {"state", "territory", "region", "land", "bundesland", "kanton", "union", "continent", "former"}
    assert {c.parent for c in countries() if c.parent} <= names
    assert {c.kind for c in countries()} == kinds
    assert Counter(c.kind for c in countries())["land"] == 16
    assert Counter(c.kind for c in countries())["bundesland"] == 9
    assert Counter(c.kind for c in countries())["kanton"] == 26


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("russischen", "Russland"),
        ("Russinnen", "Russland"),
        ("US-amerikanische", "USA"),
        ("bayerischer", "Bayern"),
        ("Münchner", "München"),
        ("Wiener", "Wien"),
        ("Deutschen", "Deutschland"),
        ("Israelis", "Israel"),
        ("Ungarn", "Ungarn"),
        ("nigrischen", "Niger"),
        ("nigerianischen", "Nigeria"),
        ("prorussischen", ""),
        ("schönen", ""),
    ],
)
def test_origin(word: str, name: str) -> None:
    """Inflected adjectives and inhabitants lead to the country or town."""
    assert origin(word) == name


def test_capitals_and_seats() -> None:
    """Capitals in several spellings and buildings lead to the state."""
    assert capitals()["Pyongyang"] == capitals()["Pjöngjang"] == "Nordkorea"
    assert seats()["Kreml"] == "Russland"
    assert "Singapur" not in capitals()
    assert demonyms()["nordkoreanisch"] == "Nordkorea"
