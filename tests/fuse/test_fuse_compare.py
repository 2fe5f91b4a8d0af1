"""Comparing names of persons, organisations and places."""

from __future__ import annotations

import pytest

from kg.fuse.compare import compare, is_common
from kg.fuse.organisations import initials_match, is_acronym, organisation_key
from kg.fuse.persons import parse
from kg.fuse.places import place_key, place_name, place_refs, qualified
from kg.fuse.within.sorts import shortens


@pytest.mark.parametrize(
    ("one", "other", "decision"),
    [
        ("Kim Jong Un", "Kim Jong-un", "same"),
        ("Sergej Lawrow", "Sergei Lavrov", "same"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky", "same"),
        ("Alexander Lukaschenko", "Aleksandr Lukashenko", "same"),
        ("Viktor Orbán", "Orbán Viktor", "same"),
        ("Wladimir Putin", "Wladimir Wladimirowitsch Putin", "same"),
        ("Benedikt XVI.", "Papst Benedikt XVI.", "same"),
        ("George Bush senior", "George Bush", "unsure"),
        ("Andreas Maier", "Andreas Mayer", "unsure"),
        ("Jorge Bergoglio", "Jorge Bengoglio", "unsure"),
        ("Peter Müller", "Petra Müller", "apart"),
        ("Benedikt XV.", "Benedikt XVI.", "apart"),
        ("Papst Johannes", "König Johannes", "apart"),
        ("Franz Peter", "Peter Franz", "apart"),
        ("Johann Strauß d. Ä.", "Johann Strauß d. J.", "apart"),
        ("Kim Jong Un", "Kim Yo-jong", "apart"),
        ("Angela Merkel", "Olaf Scholz", "apart"),
    ],
)
def test_compare(one: str, other: str, decision: str) -> None:
    """The verdict on two names, in either order."""
    assert compare(parse(one), parse(other)).decision == decision
    assert compare(parse(other), parse(one)).decision == decision


def test_strings_alone_never_merge() -> None:
    """Peter and Petra Müller are alike to 92 percent, and a reviewer sees them, but they stay apart."""
    verdict = compare(parse("Peter Müller"), parse("Petra Müller"))
    assert (verdict.decision, verdict.reason) == ("apart", "different first names")
    assert verdict.score > 0.9


def test_common_names() -> None:
    """Frequent surnames ask for more evidence, unless the first name is rare."""
    assert is_common(parse("Peter Müller"))
    assert is_common(parse("Müller"))
    assert not is_common(parse("Sergej Lawrow"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kölner Universität", "Universität zu Köln", True),
        ("Deutschen Bundestag", "Bundestag", True),
        ("Siemens AG", "Siemens", True),
        ("Siemens Energy", "Siemens", False),
        ("Ferrari-Team", "Ferrari", True),
        ("1. FC Köln", "FC Köln", True),
        ("FC Köln", "Viktoria Köln", False),
        ("Hamburger SPD", "SPD", False),
        ("Hamburger SPD", "SPD Hamburg", True),
        ("UNO", "Vereinten Nationen", True),
        ("UN-Sicherheitsrat", "UN", False),
        ("Deutsche Bank", "Deutsche Bahn", False),
        ("Bündnis 90/Die Grünen", "Grünen", True),
        ("IS", "is", False),
        ("Russische Geheimdienste", "Russischer Geheimdienst", True),
        ("Österreichische Behörden", "Österreichische Behörde", True),
        ("e. V.", "Verein e. V.", False),
        ("😀", "€", False),
    ],
)
def test_organisation_key(one: str, other: str, same: bool) -> None:
    """Inflection, order and legal forms don't count; other words do."""
    assert (organisation_key(one) == organisation_key(other)) is same


@pytest.mark.parametrize(
    ("short", "long", "strict", "free"),
    [
        ("GdP", "Gewerkschaft der Polizei", True, False),
        ("VLA", "Very Large Array", True, True),
        ("DGB", "Deutscher Gewerkschaftsbund", False, True),
        ("BVerfG", "Bundesverfassungsgericht", False, True),
        ("PCF", "Französische Kommunistische Partei", False, False),
        ("SPD", "Stadtrat", False, False),
    ],
)
def test_initials(short: str, long: str, strict: bool, free: bool) -> None:
    """Acronyms by initials, and by letters in order where a bracket asks for it."""
    assert is_acronym(short)
    assert initials_match(short, long) is strict
    assert initials_match(short, long, strict=False) is free


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Vereinigten Staaten", "USA"),
        ("Vereinigtes Königreich", "Großbritannien"),
        ("Republik Korea", "Südkorea"),
        ("Kyjiw", "Kiew"),
        ("Frankfurt/Oder", "Frankfurt (Oder)"),
        ("Frankfurt", "Frankfurt am Main"),
        ("Hansestadt Hamburg", "Hamburg"),
        ("Weißen Haus", "Weißes Haus"),
        ("Birma", "Myanmar"),
        ("Buxtehude", ""),
    ],
)
def test_place_name(name: str, canonical: str) -> None:
    """States and towns have one name, whatever their inflection and spelling."""
    assert place_name(name) == canonical


def test_place_keys() -> None:
    """What a place is of makes it another one; words of sort that add nothing don't."""
    assert place_key("Stadt Ulm") == place_key("Ulm")
    assert place_key("Landkreis Ulm") == place_key("Kreis Ulm") != place_key("Ulm")
    assert place_key("Luxemburg-Stadt") != place_key("Luxemburg")
    assert qualified("Neustadt an der Weinstraße") == ("neustadt", "weinstrasse")
    assert place_refs("Russland") == ("iso:RU", "wikidata:Q159")
    assert place_refs("Ulm") == ()


@pytest.mark.parametrize(
    ("short", "long", "holds"),
    [("Probst", "Probst Holding", True), ("Holding", "Probst Holding", True), ("€", "€ Holding", False)],
)
def test_a_short_name_is_an_end_of_the_long_one(short: str, long: str, holds: bool) -> None:
    assert shortens(short, long) is holds
