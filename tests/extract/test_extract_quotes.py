"""Quotation marks of all styles, on the blank German tokenizer."""

from __future__ import annotations

import pytest
import spacy

from kg.extract.speech.quotes import find_quotations

NLP = spacy.blank("de")


def _found(text: str) -> list[str]:
    doc = NLP(text)
    return [doc[q.start : q.end].text for q in find_quotations(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir bleiben“, sagte sie.", ["Wir bleiben"]),
        ("»Wir bleiben«, sagte sie.", ["Wir bleiben"]),
        ("«Wir bleiben», sagte sie.", ["Wir bleiben"]),
        ('"Wir bleiben", sagte sie.', ["Wir bleiben"]),
        ("“Wir bleiben”, sagte sie.", ["Wir bleiben"]),
        ("„Wir bleiben”, sagte sie.", ["Wir bleiben"]),
        ('„Wir bleiben", sagte sie.', ["Wir bleiben"]),
        ("‚Wir bleiben‘, sagte sie.", ["Wir bleiben"]),
        ("`` Wir bleiben '' , sagte sie.", []),
        ("„Eins“ und „zwei“.", ["Eins", "zwei"]),
        ('"Eins" und "zwei".', ["Eins", "zwei"]),
        ("„Er rief ‚Halt‘ und lief“, sagte sie.", ["Er rief ‚Halt‘ und lief"]),
        ("„Erster Satz. Zweiter Satz.“", ["Erster Satz. Zweiter Satz."]),
        ("Er gab „nie auf.", []),
        ("Das ist Hans' Haus und Jens' Garten.", []),
        ("„“", []),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


def test_goes_on_in_the_next_paragraph() -> None:
    assert _found("„Erster Absatz.\n\n„Zweiter Absatz“, sagte er.") == ["Erster Absatz.", "Zweiter Absatz"]


def test_does_not_run_over_a_paragraph_without_a_new_mark() -> None:
    assert _found("„Erster Absatz.\n\nZweiter Absatz“, sagte er.") == []


def test_bounds_are_inside_the_marks() -> None:
    doc = NLP("Sie sagte: „Wir bleiben.“")
    (quotation,) = find_quotations(doc)
    assert doc[quotation.start - 1].text == "„"
    assert doc[quotation.end].text == "“"
    assert quotation.holds(quotation.end)
    assert not quotation.holds(0)
