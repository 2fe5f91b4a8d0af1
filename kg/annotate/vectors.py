"""Word vectors that are worked out once a word, not once for each encoder and article.

A floret vector is the mean of the rows of a word's character n-grams; the shipped pipeline has two encoders that ask
for the same words, and news repeats its words.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.language import Language
from spacy.vectors import Mode, Vectors

#: Words to remember (128 single-precision numbers each: 16 MB); when it is full, remembering begins anew.
_MOST = 32_768


class Remembered(Vectors):  # type: ignore[misc]
    """Floret vectors that keep what :meth:`get_batch` has worked out.  Gives the very same numbers."""

    def get_batch(self, keys: Iterable[int]) -> np.ndarray:
        """The vectors of words by the hashes of their strings: an array of shape (keys, dimensions)."""
        unique, places = np.unique(np.asarray(keys, dtype="uint64"), return_inverse=True)
        known = self._known()
        words = unique.tolist()
        new = [word for word in words if word not in known]
        if new:
            if len(known) + len(new) > _MOST:
                known.clear()
                new = words
            known.update(zip(new, super().get_batch(new), strict=True))
        return np.ascontiguousarray(np.stack([known[word] for word in words])[places])

    def _known(self) -> dict[int, np.ndarray]:
        found: dict[int, np.ndarray] = self.__dict__.setdefault("known", {})
        return found


def remember(nlp: Language) -> None:
    """Let a pipeline with floret vectors remember the vectors of words, in place; other pipelines stay as they are."""
    old = nlp.vocab.vectors
    if isinstance(old, Vectors) and not isinstance(old, Remembered) and old.mode == Mode.floret:
        new = Remembered(strings=nlp.vocab.strings)
        new.from_bytes(old.to_bytes())
        nlp.vocab.vectors = new
