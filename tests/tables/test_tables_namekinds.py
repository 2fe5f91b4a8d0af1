"""Kinds of names by their words."""

from __future__ import annotations

import pytest

from kg.tables.namekinds import first_names, shown_kind


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Spartak Tbilissi", "PER", "ORG"),
        ("Real Saragossa", "PER", "ORG"),
        ("Sporting Lissabon", "LOC", "ORG"),
        ("TSV Neudorf", "LOC", "ORG"),
        ("Leeds United", "PER", "ORG"),
        ("Metalist Charkiw", "PER", "ORG"),
        ("Hubert Ulm", "PER", "PER"),
        ("Nordsee Holdings", "PER", "ORG"),
        ("Meyer & Söhne GmbH", "LOC", "ORG"),
        ("Karin Bank", "PER", "PER"),
        ("Institut für Meereskunde", "PER", "ORG"),
        ("Landgericht Ulm", "MISC", "ORG"),
        ("Eifeler Waldkrankenhaus", "ORG", "ORG"),
        ("Marienplatz", "PER", "LOC"),
        ("Anna Bergplatz", "PER", "PER"),
        ("Flughafen Tempelhof", "PER", "LOC"),
        ("Nations League", "ORG", "EVENT"),
        ("Verbandsliga", "LOC", "EVENT"),
        ("Schiller-Preis", "ORG", "MISC"),
        ("Preis der Stadt Ulm", "ORG", "MISC"),
        ("Nobelpreis für Physik", "ORG", "MISC"),
        ("Helga Kowalski", "LOC", "PER"),
        ("Maria Enzersdorf", "LOC", "LOC"),
        ("Bank", "MISC", "MISC"),
        ("Bürgerschaftswahl", "MISC", "EVENT"),
        ("", "PER", "PER"),
    ],
)
def test_words_show_the_kind(name: str, label: str, kind: str) -> None:
    """Sure words always, others where the recogniser says nothing better."""
    assert shown_kind(name, label) == kind


def test_behind_a_preposition_of_place_no_person_stands() -> None:
    """ "in Anna Maria" is a place whose name begins like a person's."""
    assert shown_kind("Helga Kowalski", "LOC", at_place=True) == "LOC"


def test_first_names_have_a_gender() -> None:
    """Every row of the table is complete."""
    assert {gender for gender, _ in first_names().values()} == {"m", "f", "mf"}
