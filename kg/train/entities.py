"""Annotated sentences to training docs for the entity recogniser.

Besides PER, ORG, LOC and MISC the recogniser learns the derived labels of GermEval ("russische" LOCderiv,
"Ukraine-Krise" LOCpart): they become spans of their own at run time (kg.annotate.components), never entities.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import filter_spans, registry

from kg.annotate import name_embed  # noqa: F401  (registers the embedding for ``spacy train --code``)

#: Derived labels that are frequent enough to be learnt; the others stay unlabelled.
DERIVED = {"LOCderiv", "LOCpart", "ORGpart", "PERpart"}
LABELS = DERIVED | {"PER", "ORG", "LOC", "MISC"}
#: A text and its spans: start, end, label.
Names: TypeAlias = tuple[str, list[tuple[int, int, str]]]


@registry.readers("kg.TaggedCorpus.v1")  # type: ignore[untyped-decorator]
def tagged_corpus(path: str) -> Callable[[Language], Iterator[Example]]:
    """As ``spacy.Corpus.v1``, but the recogniser sees the tags of the docs, as it does behind the tagger."""

    def read(nlp: Language) -> Iterator[Example]:
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
            yield Example(Doc(nlp.vocab, words=words, spaces=spaces, tags=[t.tag_ for t in doc]), doc)

    return read


def read_jsonl(path: Path) -> Iterator[Names]:
    """Texts with their spans (start, end, label) from {"text", "entities", "ignore"} lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [*row["entities"], *row.get("ignore", [])]
        yield row["text"], [(start, end, label) for start, end, label in spans]


def read_germeval(path: Path) -> Iterator[Names]:
    """The same from GermEval's TSV, outer level; its jsonl twin gives the text with the original blanks."""
    texts = [json.loads(line)["text"] for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    blocks = [b for b in path.read_text(encoding="utf-8").split("\n\n") if b.strip()]
    for text, block in zip(texts, blocks, strict=True):
        spans: list[tuple[int, int, str]] = []
        position, open_label = 0, ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            _, word, outer, *_ = line.split("\t")
            start = text.find(word, position)
            if start < 0:
                start = position
            end = position = start + len(word)
            label = outer[2:].replace("OTH", "MISC")
            if outer.startswith("I-") and spans and label == open_label:
                spans[-1] = (spans[-1][0], end, label)
            elif outer != "O":
                spans.append((start, end, label))
            open_label = label if outer != "O" else ""
        yield text, spans


def to_docs(rows: Iterable[Names], nlp: Language, rng: random.Random, most: int = 4) -> Iterator[Doc]:
    """Docs of one to ``most`` sentences.  A span that cuts a token widens to it ("Ukraine-" in "Ukraine-Krise")."""
    group: list[Names] = []
    size = rng.randint(1, most)
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield _doc(group, nlp)
            group, size = [], rng.randint(1, most)
    if group:
        yield _doc(group, nlp)


def _doc(group: list[Names], nlp: Language) -> Doc:
    text, shifted = "", []
    for sentence, spans in group:
        shifted += [(s + len(text), e + len(text), label) for s, e, label in spans if label in LABELS]
        text += sentence + " "
    doc = nlp.make_doc(text.rstrip())
    found: list[Span] = []
    for start, end, label in shifted:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            cut = span.text != doc.text[start:end] and not label.endswith(("part", "deriv"))
            found.append(Span(doc, span.start, span.end, label=label + "part" if cut and label != "MISC" else label))
    doc.ents = filter_spans(found)
    return doc
