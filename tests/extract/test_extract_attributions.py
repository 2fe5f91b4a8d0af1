"""Golden cases of attributions, over stored parses (tests/cases/attributions/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.parse import blocks, stored
from spacy.tokens import Doc

from kg.extract.mentions.names import trimmed
from kg.extract.mentions.register import Mentions
from kg.extract.speech.attributions import find_attributions

_FOLDER = Path(__file__).parents[1] / "cases" / "attributions"
CASES = blocks(_FOLDER / "cases.txt")
PARSES = blocks(_FOLDER / "parses.tsv")


def _doc(name: str) -> Doc:
    doc = stored(PARSES[name])
    doc.ents = trimmed(doc)
    return doc


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    text, *expected = CASES[name]
    doc = _doc(name)
    assert doc.text == text.replace("¶", "\n\n"), "parses.tsv is out of date: run parse.py"
    found = find_attributions(doc, Mentions(doc, "case"))
    lines = [f"{a.kind} | {a.speaker.text if a.speaker else '-'} | {doc[a.start : a.end].text}" for a in found]
    assert lines == expected


def test_same_result_twice() -> None:
    for name in PARSES:
        doc = _doc(name)
        first = find_attributions(doc, Mentions(doc, "case"))
        again = find_attributions(doc, Mentions(doc, "case"))
        assert first == again
        assert [(a.start, a.end) for a in first] == sorted((a.start, a.end) for a in first)


def test_speakers_are_mentions_of_the_article() -> None:
    for name in PARSES:
        doc = _doc(name)
        mentions = Mentions(doc, "case")
        known = {a.speaker for a in find_attributions(doc, mentions) if a.speaker is not None}
        assert known <= set(mentions.all())


def test_empty_doc() -> None:
    doc = stored([])
    assert find_attributions(doc, Mentions(doc, "case")) == []
