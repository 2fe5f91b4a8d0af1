"""Trees to spaCy training docs: the tokenizer's own tokens, several sentences a doc, what news text looks like.

Tokens of the treebank that the tokenizer does not part ("US" "-" "Soldaten") are merged.  Sentences are joined into
docs of one to eight, so that the parser learns where sentences end on running text.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.train.conllu import Token

QUOTES = [("„", "“"), ("»", "«"), ("«", "»"), ('"', '"'), ("“", "”"), ("''", "''"), ("‚", "‘")]
OPENING, CLOSING = {"„", "»", "“", '"', "``"}, {"“", "«", "”", '"', "''"}


def text_of(sentence: list[Token]) -> str:
    """The sentence as printed, with a blank at its end."""
    return "".join(t.form + (" " if t.space or i == len(sentence) - 1 else "") for i, t in enumerate(sentence))


def retokenise(sentence: list[Token], nlp: Language) -> list[Token] | None:
    """The same tree over the tokenizer's tokens; None where the tokenizer parts what the treebank keeps whole."""
    text = text_of(sentence)
    starts, position = [], 0
    for i, token in enumerate(sentence):
        starts.append(position)
        position += len(token.form) + (1 if token.space or i == len(sentence) - 1 else 0)
    ends = [s + len(t.form) for s, t in zip(starts, sentence, strict=True)]
    words = [t for t in nlp.tokenizer(text) if not t.is_space]
    group: list[int] = []  # treebank token -> tokenizer token
    for start, end in zip(starts, ends, strict=True):
        owner = next((k for k, w in enumerate(words) if w.idx <= start and end <= w.idx + len(w)), None)
        if owner is None:
            return None
        group.append(owner)
    if set(group) != set(range(len(words))):
        return None
    merged = []
    for k, word in enumerate(words):
        parts = [i for i, g in enumerate(group) if g == k]
        outward = [i for i in parts if sentence[i].head == i or group[sentence[i].head] != k]
        top = sentence[outward[-1]]
        root = top.head == outward[-1]
        lemma = top.lemma
        if len(parts) > 1 and lemma:
            lemma = "".join(sentence[i].form for i in parts[:-1]) + sentence[parts[-1]].lemma
        merged.append(
            dataclasses.replace(
                top,
                form=word.text,
                space=bool(word.whitespace_) or k == len(words) - 1,
                lemma=lemma,
                head=k if root else group[top.head],
                upos=top.upos if len(parts) == 1 else sentence[parts[-1]].upos,
            )
        )
    return merged if _is_tree(merged) else None


def _is_tree(sentence: list[Token]) -> bool:
    for start in range(len(sentence)):
        seen, here = {start}, start
        while sentence[here].head != here:
            here = sentence[here].head
            if here in seen:
                return False
            seen.add(here)
    return sum(t.head == i for i, t in enumerate(sentence)) == 1


def grouped(sentences: Iterable[list[Token]], rng: random.Random, alone: float = 0.35) -> Iterator[list[list[Token]]]:
    """Runs of one (with probability ``alone``) to eight sentences, in their order."""
    pending: list[list[Token]] = []
    size = 1
    for sentence in sentences:
        pending.append(sentence)
        if len(pending) >= size:
            yield pending
            pending, size = [], (1 if rng.random() < alone else rng.randint(2, 8))
    if pending:
        yield pending


def newslike(sentence: list[Token], rng: random.Random) -> list[Token]:
    """What treebanks lack and news has: every style of quotation marks, and headlines without a final stop."""
    tokens = [dataclasses.replace(t) for t in sentence]
    if rng.random() < 0.5:
        left, right = rng.choice(QUOTES)
        inside = False
        for token in tokens:
            if token.form in OPENING | CLOSING:
                token.form = right if inside else left
                inside = not inside
    if rng.random() < 0.06 and tokens[-1].form == "." and tokens[-1].head != len(tokens) - 1 and len(tokens) > 3:
        tokens.pop()
    return tokens


def to_doc(sentences: list[list[Token]], nlp: Language) -> Doc:
    """One spaCy Doc of several sentences.  A layer that no token has (tags, features, lemmas) is left unset."""
    tokens = [t for s in sentences for t in s]
    offsets = [sum(len(s) for s in sentences[:k]) for k in range(len(sentences)) for _ in sentences[k]]
    layers: dict[str, Any] = {}
    if all(t.xpos for t in tokens):
        layers["tags"] = [t.xpos for t in tokens]
    if any(t.feats for t in tokens):
        layers["morphs"] = ["|".join(f"{k}={v}" for k, v in sorted(t.feats.items())) for t in tokens]
    if all(t.upos for t in tokens) and "morphs" in layers:
        layers["pos"] = [t.upos for t in tokens]
    if any(t.lemma for t in tokens):
        layers["lemmas"] = [t.lemma for t in tokens]
    return Doc(
        nlp.vocab,
        words=[t.form for t in tokens],
        spaces=[t.space for t in tokens],
        heads=[t.head + o for t, o in zip(tokens, offsets, strict=True)],
        deps=[t.dep for t in tokens],
        sent_starts=[i == 0 for s in sentences for i in range(len(s))],
        **layers,
    )
