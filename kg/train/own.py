"""The project's own annotations (data/training): sentences written for it, and layers over sentences of the corpora.

The layers hold no text: a sentence is known by the hash of its words, and found again in the corpora.  Every sentence
was read and annotated, none guessed by a program.

names.txt     sentences written for the recogniser, names in brackets: "[PER Ada Lovelace] lebte in [LOC London]."
names-more.txt  5,000 more of them, which the shipped recogniser was not trained on (``--more-names``)
names.jsonl   {"text": hash, "spans": [[start, end, label], ...]} over sentences of the treebanks
trees.jsonl   {"text": hash, "upos": [...], "heads": [...], "deps": [...]} over sentences of the entity corpora, in the
              tokens of spaCy's German tokenizer; heads count from 1, 0 is the root
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.train.conllu import Token
from kg.train.entities import Names

_BRACKET = re.compile(r"\[([A-Z]+(?:deriv|part)?) ([^\[\]]+)\]")


def key(text: str) -> str:
    """What a layer calls a sentence: 16 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def bracketed(line: str) -> Names:
    """Text and spans of a line with names in brackets."""
    text, spans, position = "", [], 0
    for match in _BRACKET.finditer(line):
        text += line[position : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        position = match.end()
    return text + line[position:], spans


def written(folder: Path, *, more: bool = False) -> Iterator[Names]:
    """The sentences of names.txt, and of names-more.txt."""
    for name in ("names.txt", "names-more.txt") if more else ("names.txt",):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield bracketed(line)


def named(folder: Path, texts: Iterable[str]) -> Iterator[Names]:
    """Those of the texts that names.jsonl annotates, in their order, once each."""
    layers = {row["text"]: row["spans"] for row in _rows(folder / "names.jsonl")}
    for text in texts:
        spans = layers.pop(key(text), None)
        if spans is not None:
            yield text, [(start, end, label) for start, end, label in spans]


def trees(folder: Path, texts: Iterable[str], nlp: Language) -> Iterator[list[Token]]:
    """The trees of trees.jsonl over those of the texts that they belong to.  Raises ValueError for other tokens."""
    layers = {row["text"]: row for row in _rows(folder / "trees.jsonl")}
    for text in texts:
        layer = layers.pop(key(text), None)
        if layer is None:
            continue
        words = list(nlp.tokenizer(text))
        tokens = zip(words, layer["upos"], layer["heads"], layer["deps"], strict=True)
        yield [
            Token(
                form=word.text,
                lemma="",
                upos=upos,
                xpos="",
                feats={},
                head=k if head == 0 else head - 1,
                dep="ROOT" if head == 0 else dep,
                space=bool(word.whitespace_),
            )
            for k, (word, upos, head, dep) in enumerate(tokens)
        ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
