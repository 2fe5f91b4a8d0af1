"""The project's own training data: readable, and layers that find their sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from kg.train import own
from kg.train.recipe import OWN

LABELS = {"PER", "ORG", "LOC", "MISC", "LOCderiv", "LOCpart", "ORGpart", "PERpart"}


def test_brackets_give_text_and_spans() -> None:
    text, spans = own.bracketed("[PER Ada Probe] lebt in [LOC Ulm].")
    assert text == "Ada Probe lebt in Ulm."
    assert [(text[a:b], label) for a, b, label in spans] == [("Ada Probe", "PER"), ("Ulm", "LOC")]


def test_written_sentences_are_well_formed_and_stand_once() -> None:
    sentences = list(own.written(OWN))
    assert len(sentences) > 2500
    assert len({text for text, _ in sentences}) == len(sentences)
    broken = [
        t for t, spans in sentences if any(f"[{label} " in t for label in LABELS) or any(a >= b for a, b, _ in spans)
    ]
    assert broken == []


def test_layers_hold_no_text_and_whole_trees() -> None:
    for line in (OWN / "trees.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"text", "upos", "heads", "deps"}
        assert len(row["upos"]) == len(row["heads"]) == len(row["deps"])
        assert row["heads"].count(0) == 1


def test_a_layer_finds_its_sentence_and_says_when_the_tokens_differ(tmp_path: Path) -> None:
    text = "Ada lebt in Ulm."
    layer = {
        "text": own.key(text),
        "upos": ["PROPN", "VERB", "ADP", "PROPN", "PUNCT"],
        "heads": [2, 0, 4, 2, 2],
        "deps": ["nsubj", "root", "case", "obl", "punct"],
    }
    (tmp_path / "trees.jsonl").write_text(json.dumps(layer), encoding="utf-8")
    nlp = spacy.blank("de")
    (tree,) = own.trees(tmp_path, ["Ein anderer Satz.", text], nlp)
    assert [(t.form, t.head, t.dep) for t in tree][:2] == [("Ada", 1, "nsubj"), ("lebt", 1, "ROOT")]
    layer["upos"] = layer["upos"][:-1]
    (tmp_path / "trees.jsonl").write_text(json.dumps(layer), encoding="utf-8")
    with pytest.raises(ValueError, match="argument"):
        list(own.trees(tmp_path, [text], nlp))
