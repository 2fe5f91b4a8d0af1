"""What a pair looks like in numbers: the vectors of the words at its ends, on the way between, and of its verbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extract.pairs.candidates import Pair
from kg.extract.pairs.features import path_between
from kg.extract.pairs.words import Words

__all__ = ["BLOCKS", "Floats", "pair_vector", "word_vectors"]

#: Groups of words whose mean vector describes a pair.
BLOCKS = 8
_BETWEEN = 20

Floats = NDArray[np.float32]


def word_vectors(doc: Doc) -> Floats:
    """A row a token: the recogniser's reading of it in its sentence, and its word vector.  Shape (tokens, width)."""
    static = doc.vocab.vectors.get_batch([token.orth for token in doc])
    return np.concatenate([np.asarray(doc.tensor), static], axis=1).astype("float32")


def pair_vector(pair: Pair, vectors: Floats, words: Words) -> Floats:
    """The mean vectors of :data:`BLOCKS` groups of words, in a row; zeros where a group is empty."""
    first, second = pair.first, pair.second
    way = path_between(words, first.head, second.head)
    start, end = words.bounds[words.sentence[first.head]]
    between = [i for i in range(first.end, second.start) if words.pos[i] != "PUNCT"][:_BETWEEN]
    groups: tuple[Sequence[int], ...] = (
        [first.head],
        [second.head],
        way.inner(first.head, second.head),
        between,
        _known(words.verb(first.head)),
        _known(words.verb(second.head)),
        range(max(start, first.start - 2), first.start),
        range(second.end, min(end, second.end + 2)),
    )
    empty = np.zeros(vectors.shape[1], dtype="float32")
    return np.concatenate([_mean(vectors, group) if len(group) else empty for group in groups])


def _mean(vectors: Floats, rows: Iterable[int]) -> Floats:
    chosen = vectors[list(rows)]
    mean: Floats = np.add.reduce(chosen, axis=0) / len(chosen)  # twice as fast as mean() for a few rows
    return mean


def _known(index: int | None) -> list[int]:
    return [] if index is None else [index]
