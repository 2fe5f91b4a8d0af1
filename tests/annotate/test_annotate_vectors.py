"""Remembered word vectors are the same numbers."""

from __future__ import annotations

import numpy as np
import spacy

from kg.annotate.load import load, shipped
from kg.annotate.precision import store_as
from kg.annotate.vectors import Remembered


def test_remembered_vectors_are_those_of_spacy_also_when_asked_again() -> None:
    own = load()
    plain = spacy.load(shipped())
    store_as(plain, np.float32)
    words = ["Die", "Ministerin", "traf", "die", "Ministerin", "aus", "Überlingen", "am", "3.", "Mai", "."]
    keys = np.array([plain.vocab.strings.add(w) for w in words], dtype="uint64")
    wanted = plain.vocab.vectors.get_batch(keys)
    assert isinstance(own.vocab.vectors, Remembered)
    for w in words:
        own.vocab.strings.add(w)
    for _ in range(2):
        np.testing.assert_array_equal(own.vocab.vectors.get_batch(keys), wanted)
    np.testing.assert_array_equal(own.vocab.vectors.get_batch(keys[3:5]), wanted[3:5])
