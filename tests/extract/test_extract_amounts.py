"""Golden cases of amounts: tests/cases/times/amounts.txt."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.amounts import find_amounts

CASES = Path(__file__).parents[1] / "cases" / "times" / "amounts.txt"
NLP = spacy.blank("de")


def _rows() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [(text, norms) for text, _, norms in (line.partition("\t") for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(("text", "expected"), _rows())
def test_golden_case(text: str, expected: str) -> None:
    assert (" | ".join(a.norm for a in find_amounts(NLP(text))) or "-") == expected


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009", "\u202f", "."])
def test_digits_may_be_grouped_by_any_blank(blank: str) -> None:
    (found,) = find_amounts(NLP(f"Es kamen 14{blank}000 Menschen."))
    assert (found.value, found.unit) == (14000, "Mensch")


def test_limits_and_span() -> None:
    text = "Dort stehen bis zu 30.000 russische Soldaten und 14.000 bis 15.000 Panzer."
    most, between = find_amounts(NLP(text))
    assert (most.value, most.low, most.high, most.bound) == (30000, None, 30000, "max")
    assert text[most.start : most.end] == most.text == "bis zu 30.000 russische Soldaten"
    assert (between.value, between.low, between.high, between.bound) == (14000, 14000, 15000, "")


def test_the_lemma_of_the_doc_is_preferred() -> None:
    words = ["Zwei", "Quux", "kamen", "."]
    doc = Doc(NLP.vocab, words=words, lemmas=["zwei", "Quuxus", "kommen", "."])
    assert [a.norm for a in find_amounts(doc)] == ["2 Quuxus"]


def test_tags_decide_what_an_adjective_is() -> None:
    words = ["Nur", "drei", "überlebten", "Verletzte", "nicht", "."]
    doc = Doc(NLP.vocab, words=words, tags=["ADV", "CARD", "VVFIN", "NN", "PTKNEG", "$."])
    assert find_amounts(doc) == []


def test_empty_text() -> None:
    assert find_amounts(NLP("")) == []
