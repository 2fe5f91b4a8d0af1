"""An embedding for the recogniser that knows, beside the form of a word, its tag and the lists that it stands in.

The lists are features among others: the network learns from the sentences around how far to trust them ("Essen" is a
town, a meal and a club).  A word of no dictionary is told as well, since most of those are names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np
import simplemma
from spacy.ml.featureextractor import FeatureExtractor
from spacy.ml.staticvectors import StaticVectors
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, Ragged, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

from kg.tables import cities, demonyms, origin
from kg.tables.namekinds import eastern_surnames, first_names, regions, word_kinds
from kg.tables.organisations import organisations

__all__ = ["listed", "name_embed"]

#: Rows of the tables of tags and lists: some ten times the values that occur, so that few share a row.
_ROWS = 500


@registry.architectures("kg.NameEmbed.v1")  # type: ignore[untyped-decorator]
def name_embed(width: int, attrs: list[str], rows: list[int], extra: int) -> Model[list[Doc], list[Floats2d]]:
    """As ``spacy.MultiHashEmbed.v2`` with static vectors, and ``extra`` more dimensions each for tag and lists.

    The mixing layer has the two last, so that weights that were learnt with ``extra = 0`` fit its first columns.
    """
    seeds = range(8, 8 + len(attrs))  # as MultiHashEmbed's
    forms: list[Any] = [
        HashEmbed(width, row, column=column, seed=seed, dropout=0.0)
        for column, (row, seed) in enumerate(zip(rows, seeds, strict=True))
    ]
    parts: list[Any] = [chain(FeatureExtractor(list(attrs)), list2ragged(), with_array(concatenate(*forms)))]
    parts.append(StaticVectors(width, dropout=0.0))
    if extra:
        told: list[Any] = [HashEmbed(extra, _ROWS, column=column, seed=21 + column, dropout=0.0) for column in range(2)]
        parts.append(chain(Model("name_features", _forward), list2ragged(), with_array(concatenate(*told))))
    size = width * (len(forms) + 1) + 2 * extra
    mix: Model[Ragged, Ragged] = with_array(Maxout(width, size, nP=3, dropout=0.0, normalize=True))
    return chain(concatenate(*parts), mix, ragged2list())


def _forward(model: Model[list[Doc], Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    """Two columns of numbers for each doc: the tag and the lists of each word."""
    found = []
    for doc in docs:
        columns: Any = np.empty((len(doc), 2), dtype="uint64")
        columns[:, 0] = doc.to_array(["TAG"]).reshape(-1)
        columns[:, 1] = [listed(token.text) for token in doc]
        found.append(model.ops.asarray(columns, dtype="uint64"))
    return found, lambda gradient: []


@lru_cache(maxsize=100_000)
def listed(word: str) -> int:
    """The lists that hold a word, as bits; 0 for words in lower case and for signs."""
    if not word[:1].isupper():
        return 0
    found = _lists(word)
    if not found & ~1 and word[-1] == "s":
        found |= _lists(word[:-1]) & ~1
    return found | 1 << 12


def _lists(word: str) -> int:
    kinds = word_kinds(word)
    bits = (
        not simplemma.is_known(word, lang="de"),
        word in first_names(),
        word in eastern_surnames(),
        word in cities(),
        word in regions(),
        bool(origin(word)) or word.lower() in demonyms(),
        word in _bodies(),
        "ORG" in kinds,
        "LOC" in kinds,
        bool(kinds & {"EVENT", "MISC"}),
        word.isupper() and len(word) > 1,
        "-" in word,
    )
    return sum(1 << i for i, bit in enumerate(bits) if bit)


@cache
def _bodies() -> frozenset[str]:
    """Well-known organisations whose name is one word."""
    return frozenset(name for row in organisations() for name in (row[0], *row[2]) if " " not in name)
