"""Words that are listed: "A, B und C"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token


def chain(token: Token) -> Iterator[Token]:
    """A word and all that is coordinated with it, in the order of the text."""
    yield _titled(token)
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"}:
            yield from chain(child)


def _titled(token: Token) -> Token:
    """The title behind a genitive that the parser took for a member itself: "Kim und Südkoreas Präsident Moon"."""
    if not token.ent_type_ or not token.text.endswith("s") or token.i + 2 >= len(token.doc):
        return token
    after = token.nbor(1)
    named = after.nbor(1).ent_type_ == "PER"
    title = named and after.tag_ == "NN" and not after.ent_type_ and after.dep_ in {"flat", "appos", "nmod"}
    return after if title and token.pos_ == "PROPN" else token
