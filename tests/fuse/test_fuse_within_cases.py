"""Coreference within an article on golden cases (tests/cases/coreference)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.mentions.register import Mentions
from kg.fuse.within.resolve import resolve
from kg.schema import Document, Findings, Mention

CASES = Path(__file__).parent.parent / "cases" / "coreference"


@cache
def blocks(file: str) -> dict[str, list[str]]:
    """Heading to the lines below it."""
    found: dict[str, list[str]] = {}
    for line in (CASES / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line and found:
            found[next(reversed(found))].append(line)
    return found


@cache
def vocab() -> Vocab:
    """A vocabulary that knows the lower-case form of words."""
    return spacy.blank("de").vocab


def read_doc(name: str) -> Doc:
    """The frozen parse of a case."""
    rows = [line.split("\t") for line in blocks("parses.tsv")[name]]
    return Doc(
        vocab(),
        words=[r[0] for r in rows],
        lemmas=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        pos=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        heads=[int(r[5]) for r in rows],
        morphs=[r[6] for r in rows],
        ents=[r[7] for r in rows],
        spaces=[r[8] == "1" for r in rows],
    )


def resolved(name: str) -> Findings:
    """The findings of a case with all mentions that extraction could ask for."""
    doc = read_doc(name)
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


@pytest.mark.parametrize("name", blocks("cases.txt"))
def test_case(name: str) -> None:
    text, *checks = blocks("cases.txt")[name]
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
    assert len(blocks("cases.txt")) >= 80
    assert blocks("cases.txt").keys() == blocks("parses.tsv").keys()
