"""Golden cases of attributions, over stored parses (tests/cases/attributions/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.mentions.names import trimmed
from kg.extract.mentions.register import Mentions
from kg.extract.speech.attributions import find_attributions

VOCAB = spacy.blank("de").vocab
_CASES = Path(__file__).parents[1] / "cases" / "attributions"


def _cases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (_CASES / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            lines = found.setdefault(line[3:], [])
        elif line.strip() and not line.startswith("# "):
            lines.append(line)
    return found


def _parses() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in (_CASES / "parses.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rows = found.setdefault(line[3:], [])
        elif not line.startswith("# "):
            rows.append(line.split("\t"))
    return found


def _doc(rows: list[list[str]]) -> Doc:
    doc = Doc(
        VOCAB,
        words=[r[0].replace("¶", "\n") for r in rows],
        spaces=[r[8] == "1" for r in rows],
        lemmas=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        pos=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        heads=[int(r[5]) for r in rows],
        morphs=[r[6] for r in rows],
        ents=[r[7] for r in rows],
    )
    doc.ents = trimmed(doc)
    return doc


CASES = _cases()
PARSES = _parses()


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    text, *expected = CASES[name]
    doc = _doc(PARSES[name])
    assert doc.text == text.replace("¶", "\n\n"), "parses.tsv is out of date: run parse.py"
    found = find_attributions(doc, Mentions(doc, "case"))
    lines = [f"{a.kind} | {a.speaker.text if a.speaker else '-'} | {doc[a.start : a.end].text}" for a in found]
    assert lines == expected


def test_same_result_twice() -> None:
    for rows in PARSES.values():
        doc = _doc(rows)
        first = find_attributions(doc, Mentions(doc, "case"))
        again = find_attributions(doc, Mentions(doc, "case"))
        assert first == again
        assert [(a.start, a.end) for a in first] == sorted((a.start, a.end) for a in first)


def test_speakers_are_mentions_of_the_article() -> None:
    for rows in PARSES.values():
        doc = _doc(rows)
        mentions = Mentions(doc, "case")
        known = {a.speaker for a in find_attributions(doc, mentions) if a.speaker is not None}
        assert known <= set(mentions.all())


def test_empty_doc() -> None:
    doc = Doc(VOCAB, words=[])
    assert find_attributions(doc, Mentions(doc, "case")) == []
