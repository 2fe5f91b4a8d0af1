"""Coreference within an article on golden cases (tests/cases/coreference)."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.parse import blocks, stored

from kg.extract.mentions.register import Mentions
from kg.fuse.within.resolve import resolve
from kg.schema import Document, Findings, Mention

_FOLDER = Path(__file__).parents[1] / "cases" / "coreference"
CASES = blocks(_FOLDER / "cases.txt")
PARSES = blocks(_FOLDER / "parses.tsv")


def resolved(name: str) -> Findings:
    """The findings of a case with all mentions that extraction could ask for."""
    doc = stored(PARSES[name])
    document = Document(id=name, name=name, text=doc.text)
    mentions = Mentions(doc, document.id)
    for entity in doc.ents:
        mentions.named(entity)
    for token in doc:
        if token.pos_ == "ADJ":
            mentions.origin(token)
        if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.tag_ in {"PPER", "PPOSAT", "PDS", "PRF"}:
            mentions.referent(token)
        mentions.relative(token)
    return resolve(doc, Findings(document=document, mentions=mentions.all()), mentions.head_index)


def find(findings: Findings, wanted: str) -> Mention | None:
    """The mention of a text, or with a head word; "er#2" is the second one."""
    text, _, number = wanted.strip().partition("#")
    heads = findings.document.text
    for same in (
        [m for m in findings.mentions if m.text == text],
        [m for m in findings.mentions if heads[m.head.start : m.head.end] == text],
    ):
        if same:
            return same[int(number or 1) - 1] if len(same) >= int(number or 1) else None
    return None


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    text, *checks = CASES[name]
    findings = resolved(name)
    assert findings.document.text == text, "parses.tsv is older than cases.txt"
    chain = {i: n for n, ids in enumerate(findings.chains) for i in ids}
    shown = [[m.text for i in ids for m in findings.mentions if m.id == i] for ids in findings.chains]
    for check in checks:
        sign, wanted = check[0], [w.strip() for w in check[2:].split("|")]
        mentions = [find(findings, w) for w in wanted]
        if sign == "=":
            numbers = {chain.get(m.id) if m is not None else None for m in mentions}
            assert len(numbers) == 1 and None not in numbers, (check, shown, mentions)
            continue
        numbers_apart = [chain.get(m.id, m.id) for m in mentions if m is not None]
        if sign == "!":
            assert len(set(numbers_apart)) == len(numbers_apart), (check, shown)
        else:
            assert sign == "-"
            assert all(m is None or m.id not in chain for m in mentions), (check, shown)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("plural states stay out", ["Länder", "Frankreich", "Italien"]),
        ("plural of two names stays alone", ["Sie", "Annalena Baerbock", "Robert Habeck"]),
        ("two men are no woman", []),
        ("plural is not one person", []),
    ],
)
def test_groups(name: str, group: list[str]) -> None:
    findings = resolved(name)
    texts = {m.id: m.text for m in findings.mentions}
    assert [[texts[i] for i in ids] for ids in findings.groups] == ([group] if group else [])


def test_enough_cases() -> None:
    assert len(CASES) >= 80
    assert CASES.keys() == PARSES.keys()
