"""TIGER trees become the UD trees that the rules read: sentences annotated by hand in both schemes (schemes.txt)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.annotate.schemes import scheme_of, tiger_to_ud
from kg.extract import extract
from kg.schema import Document
from kg.tables.relations import symmetric

_UPOS = {"NN": "NOUN", "NE": "PROPN", "ADJA": "ADJ", "ADJD": "ADJ", "ADV": "ADV", "ART": "DET", "PPOSAT": "DET"}
_UPOS |= {"PRELS": "PRON", "PRF": "PRON", "PPER": "PRON", "KON": "CCONJ", "KOUS": "SCONJ", "KOUI": "SCONJ"}
_UPOS |= {"KOKOM": "CCONJ", "CARD": "NUM", "PTKNEG": "PART", "PTKZU": "PART", "PTKVZ": "ADP", "$,": "PUNCT"}


@dataclass(frozen=True, slots=True)
class Both:
    """A sentence with its rows, entities (name to label) and facts (subject, relation, object)."""

    rows: tuple[tuple[str, ...], ...]
    ents: tuple[tuple[str, str], ...]
    facts: frozenset[tuple[str, str, str]]

    @property
    def text(self) -> str:
        """The sentence's words."""
        return " ".join(row[0] for row in self.rows)

    def doc(self, column: int) -> Doc:
        """The doc with the tree in a column: 4 is TIGER, 5 is UD."""
        heads, deps = zip(*(row[column].split(":", 1) for row in self.rows), strict=True)
        tags = [row[1] for row in self.rows]
        doc = Doc(
            vocab(),
            words=[row[0] for row in self.rows],
            tags=tags,
            pos=["ADV" if tag == "ADJD" and column == 4 else upos(tag) for tag in tags],
            lemmas=[row[0] if row[2] == "." else row[2] for row in self.rows],
            morphs=[features(row[1], row[3]) for row in self.rows],
            heads=[i if h == "0" else int(h) - 1 for i, h in enumerate(heads)],
            deps=list(deps),
        )
        doc.ents = [entity(doc, name.split("_"), label) for name, label in self.ents]
        return doc


@cache
def vocab() -> Vocab:
    return spacy.blank("de").vocab


def upos(tag: str) -> str:
    return _UPOS.get(tag) or {"VV": "VERB", "VA": "AUX", "VM": "AUX", "AP": "ADP"}[tag[:2]]


def features(tag: str, cell: str) -> str:
    given = [] if cell == "." else cell.split(",")
    return "|".join(sorted([*given, "VerbForm=Fin"] if tag.endswith("FIN") else given))


def entity(doc: Doc, words: list[str], label: str) -> Span:
    starts = (i for i in range(len(doc)) if [t.text for t in doc[i : i + len(words)]] == words)
    start = next(starts)
    return Span(doc, start, start + len(words), label=label)


@cache
def sentences() -> tuple[Both, ...]:
    text = (Path(__file__).parent / "schemes.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = []
    for head, body in zip(lines[::2], lines[1::2], strict=True):
        ents, *facts = head.removeprefix("ents ").split(" ; ")
        pairs = tuple((name, label) for name, _, label in (e.partition("=") for e in ents.split()))
        triples = frozenset(
            tuple(cell.replace("_", " ") if n != 1 else cell for n, cell in enumerate(f.split())) for f in facts
        )
        found.append(Both(tuple(tuple(row.split("|")) for row in body.split()), pairs, triples))
    return tuple(found)


def tree(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in doc if not t.is_punct]


def facts(doc: Doc) -> frozenset[tuple[str, str, str]]:
    """The binary facts between names, symmetric ones in the order of the names in the text."""
    findings, _ = extract(doc, Document(id="d", name="d", text=doc.text))
    names = {m.id: m.norm or m.text for m in findings.mentions if m.form == "NAME"}
    found = set()
    for said in findings.statements:
        left, right = (
            [names[a.target] for a in said.roles if a.role == r and a.target in names] for r in ("SUBJECT", "OBJECT")
        )
        pairs = combinations(left, 2) if symmetric(said.relation) and not right else product(left, right)
        found |= {(a, said.relation, b) for a, b in pairs}
    return frozenset(found)


CASES = pytest.mark.parametrize("both", sentences(), ids=lambda b: b.text)


@CASES
def test_same_tree(both: Both) -> None:
    assert tree(tiger_to_ud(both.doc(4))) == tree(both.doc(5))


@CASES
def test_same_parts_of_speech(both: Both) -> None:
    assert [t.pos_ for t in tiger_to_ud(both.doc(4))] == [t.pos_ for t in both.doc(5)]


@CASES
def test_same_facts(both: Both) -> None:
    turned = facts(tiger_to_ud(both.doc(4)))
    assert turned == facts(both.doc(5))
    assert turned >= both.facts


@CASES
def test_words_entities_and_sentences_stay(both: Both) -> None:
    before, after = both.doc(4), tiger_to_ud(both.doc(4))
    assert after.text == before.text
    assert [(e.start, e.end, e.label_) for e in after.ents] == [(e.start, e.end, e.label_) for e in before.ents]
    assert [t.tag_ for t in after] == [t.tag_ for t in before]
    assert len(list(after.sents)) == 1


def test_enough_sentences() -> None:
    assert len(sentences()) >= 25
    assert all(both.facts for both in sentences())


def test_several_sentences_stay_apart() -> None:
    docs = [both.doc(4) for both in sentences()[:6]]
    joined = tiger_to_ud(Doc.from_docs(docs))
    assert [s.text.strip() for s in joined.sents] == [d.text.strip() for d in docs]
    assert [t.dep_ for t in joined] == [t.dep_ for both in sentences()[:6] for t in tiger_to_ud(both.doc(4))]


def test_any_tree_stays_a_tree() -> None:
    """Parsers err: whatever labels and heads come, the result is a tree over the same words."""
    chance = random.Random(7)
    labels = ["sb", "oa", "nk", "oc", "mo", "pd", "cj", "cd", "pnc", "app", "ag", "sbp", "rc", "ac", "cp"]
    tags = ["NN", "NE", "APPR", "APPO", "KON", "VAFIN", "VMFIN", "VVPP", "VAINF", "ADJD", "ART"]
    for _ in range(300):
        size = chance.randint(2, 12)
        order = chance.sample(range(size), size)
        heads = {i: order[chance.randrange(k)] if k else i for k, i in enumerate(order)}
        chosen = [chance.choice(tags) for _ in range(size)]
        doc = Doc(
            vocab(),
            words=[chance.choice(["ist", "wird", "hat", "von", "Kim", "Rat"]) for _ in range(size)],
            tags=chosen,
            pos=[upos(tag) for tag in chosen],
            heads=[heads[i] for i in range(size)],
            deps=["ROOT" if heads[i] == i else chance.choice(labels) for i in range(size)],
        )
        turned = tiger_to_ud(doc)
        assert sum(t.head.i == t.i for t in turned) == 1
        assert sorted(t.i for t in next(t for t in turned if t.head.i == t.i).subtree) == list(range(size))
        assert not any(t.dep_ in {"sb", "oa", "nk", "oc", "mo"} for t in turned)


def test_unknown_labels_stay() -> None:
    doc = Doc(vocab(), words=["Kim", "lacht"], heads=[1, 1], deps=["strange", "ROOT"], pos=["PROPN", "VERB"])
    assert tiger_to_ud(doc)[0].dep_ == "strange"


def test_empty_doc() -> None:
    assert len(tiger_to_ud(Doc(vocab(), words=[]))) == 0


@pytest.mark.parametrize(
    ("labels", "scheme"), [(("sb", "oa", "nk", "oc", "mo"), "tiger"), (("nsubj", "obj", "obl"), "ud")]
)
def test_scheme_of_a_pipeline(labels: tuple[str, ...], scheme: str) -> None:
    nlp = spacy.blank("de")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)  # type: ignore[attr-defined]
    assert scheme_of(nlp) == scheme


def test_scheme_without_parser() -> None:
    assert scheme_of(spacy.blank("de")) == "ud"
