"""The light copy of a parse answers as spaCy's does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.extract.light import light

WORDS = ("Kim", "traf", ",", "\n", "Lawrow", "gestern", ".")
VOCAB = spacy.blank("de").vocab
OF_TOKENS = (
    *("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "ent_iob_", "is_space", "is_punct"),
    *("is_sent_start", "whitespace_", "is_lower", "like_num"),
)


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Docs of any trees, entities and sentences."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    order = draw(st.permutations(range(len(words))))
    # Each word hangs on one that comes before it in some order, so that there is no circle.
    heads = list(range(len(words)))
    for at, word in enumerate(order):
        heads[word] = order[draw(st.integers(0, at))]
    marks = [draw(st.sampled_from(("O", "B-PER", "B-LOC", "I-LOC"))) for _ in words]
    marks = [m if m != "I-LOC" or (i and marks[i - 1].endswith("LOC")) else "O" for i, m in enumerate(marks)]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=["dep"] * len(words),
        ents=marks,
        pos=["X"] * len(words),
        tags=["XY"] * len(words),
        lemmas=[word.lower() for word in words],
        morphs=[draw(st.sampled_from(("", "Case=Dat,Acc|Number=Sing"))) for _ in words],
    )
    doc.spans["derived"] = [Span(doc, 0, 1, "PERpart")]
    return doc


def _said(ask: Callable[[], Any]) -> Any:
    """An answer in plain values, or the kind of error."""
    try:
        answer = ask()
    except (IndexError, ValueError) as error:
        return type(error).__name__
    if hasattr(answer, "label_"):
        return answer.start, answer.end, answer.label_
    return getattr(answer, "i", answer)


@given(docs())
def test_tokens_answer_as_those_of_spacy(doc: Doc) -> None:
    for own, copy in zip(doc, light(doc), strict=True):
        assert {name: getattr(copy, name) for name in OF_TOKENS} == {name: getattr(own, name) for name in OF_TOKENS}
        assert (str(copy.morph), copy.morph.get("Case", ["-"])) == (str(own.morph), own.morph.get("Case", ["-"]))
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(copy, name)] == [t.i for t in getattr(own, name)]
        for name in ("head", "left_edge", "right_edge", "sent"):
            assert _said(lambda copy=copy, name=name: getattr(copy, name)) == _said(
                lambda own=own, name=name: getattr(own, name)
            )
        for step in (-1, 1, 2):
            assert _said(lambda copy=copy, step=step: copy.nbor(step)) == _said(
                lambda own=own, step=step: own.nbor(step)
            )


@given(docs(), st.integers(-14, 14), st.integers(-14, 14))
def test_spans_answer_as_those_of_spacy(doc: Doc, first: int, last: int) -> None:
    copy = light(doc)
    own, span = doc[first:last], copy[first:last]
    assert (span.start, span.end, span.text, [t.i for t in span]) == (own.start, own.end, own.text, [t.i for t in own])
    if len(own):
        assert (span.start_char, span.end_char) == (own.start_char, own.end_char)
        assert [_said(lambda e=e: e) for e in span.ents] == [_said(lambda e=e: e) for e in own.ents]
    for at in (0, -1, 5):
        assert _said(lambda: span[at]) == _said(lambda: own[at])  # noqa: B023
    assert _said(lambda: span[1:3]) == _said(lambda: own[1:3])


@given(docs())
def test_roots_of_spans_are_those_of_spacy(doc: Doc) -> None:
    bounds = [(start, end) for start in range(len(doc)) for end in range(start + 1, len(doc) + 1)]
    copy = light(doc)
    assert [copy[a:b].root.i for a, b in bounds] == [doc[a:b].root.i for a, b in bounds]


@given(docs())
def test_docs_answer_as_those_of_spacy(doc: Doc) -> None:
    copy = light(doc)
    assert (len(copy), copy.text) == (len(doc), doc.text)
    assert [_said(lambda s=s: s) for s in copy.ents] == [_said(lambda s=s: s) for s in doc.ents]
    assert [_said(lambda s=s: s) for s in copy.sents] == [_said(lambda s=s: s) for s in doc.sents]
    assert [_said(lambda s=s: s) for s in copy.spans["derived"]] == [_said(lambda s=s: s) for s in doc.spans["derived"]]
    assert _said(lambda: copy[-1]) == len(doc) - 1
    assert _said(lambda: copy[len(doc)]) == "IndexError"
    for mode in ("strict", "expand"):
        assert _said(lambda mode=mode: copy.char_span(1, 4, alignment_mode=mode)) == _said(
            lambda mode=mode: doc.char_span(1, 4, alignment_mode=mode)
        )


@pytest.mark.parametrize("words", [[], ["ohne", "Parse"]])
def test_a_doc_without_a_parse_has_a_copy(words: list[str]) -> None:
    doc = Doc(VOCAB, words=words)
    copy = light(doc)
    assert [t.text for t in copy] == words
    assert copy.has_annotation("DEP") == doc.has_annotation("DEP")
