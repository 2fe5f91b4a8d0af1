"""Groups with names: who counts as one, and what it is called."""

from __future__ import annotations

import pytest

from kg.extract.lexicon import table
from kg.extract.mentions.groups import nominative_plural, uninflected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Journalisten", "Journalisten"),
        ("Ärzten", "Ärzte"),
        ("Zeitungen", "Zeitungen"),
        ("Sportjournalisten", "Sportjournalisten"),
        ("Managern", "Manager"),
        ("Tische", ""),
    ],
)
def test_nominative_plural(word: str, expected: str) -> None:
    assert nominative_plural(word) == expected


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("spanischen", "spanische"), ("Spanische", "spanische"), ("Hamburger", "Hamburger"), ("dänischer", "dänische")],
)
def test_adjective_as_in_a_plural_without_article(adjective: str, expected: str) -> None:
    assert uninflected(adjective) == expected


def test_peoples_are_sorted_and_flagged() -> None:
    rows = table("peoples")
    assert [r["plural"] for r in rows] == sorted({r["plural"] for r in rows})
    assert {r["flags"] for r in rows} <= {"", "adj", "same"}
