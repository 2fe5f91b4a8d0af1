"""Agency copies: the same story in several papers, shortened, with another headline, a word changed here and there.

Texts are compared by their shingles (runs of five words).  A few of them, chosen by winnowing, serve as an index: two
texts that share a passage of WINDOW + SHINGLE - 1 words are sure to share one.  Only originals enter the index, so
that a story printed by 200 papers costs 200 comparisons and not 20,000.  Method: Broder, "On the resemblance and
containment of documents" (1997); Schleimer, Wilkerson, Aiken, "Winnowing" (2003).

Measured on 320 copies of the sample articles (cut to 60, 40 or 20 %, paragraphs in another order, words changed, up to
40 % added) and 1,039 pairs of others, 47 of them on one event or with the same quotations (tests/acquire/press.py):
precision and recall 1.0.  MinHash of datasketch (128 permutations, shingles of five words) finds 0.58 of the copies at
a similarity of 0.5, and 0.994 at 0.1, its best value (precision 0.994): shortened copies are contained, not similar.
20,000 texts of 150 words take 6 s and 120 MB.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.schema import Document

SHINGLE = 5
WINDOW = 8
#: A copy has at least this share of its shingles from the original.  An agency report with one word of ten changed
#: keeps 0.5; two own reports on one event share under 0.1, and 0.35 if both print every word of long quotations.
COPIED = 0.4
#: A passage that so many originals share is a standing phrase and tells nothing.
_COMMON = 50
#: Only the best candidates are compared in full.
_CANDIDATES = 5
#: Share of the fingerprints below which two texts are not compared at all: a copy shares COPIED of them, more or less.
_SHARED = 0.125

_WORD = re.compile(r"\w+")
_PRIME = np.uint64(1_099_511_628_211)

Hashes: TypeAlias = NDArray[np.uint64]
"""Hashes of shingles."""


class _Original(NamedTuple):
    id: str
    shingles: Hashes
    marks: int


def mark_duplicates(documents: Iterable[Document]) -> list[Document]:
    """The documents in their order, :attr:`Document.duplicate_of` of copies set to the id of the first of their story.

    The first is the earliest by (published, name), documents without a date last; the order of the input has no
    influence.  Marks that were set before are set anew.
    """
    given = list(documents)
    copy_of: dict[int, str] = {}
    originals: list[_Original] = []
    index: dict[int, list[int]] = {}
    for i in sorted(range(len(given)), key=lambda i: _rank(given[i])):
        hashes = _shingles(given[i].text)
        marks, own = _winnow(hashes), np.unique(hashes)
        votes = Counter(j for mark in marks for j in index.get(mark, ()) if len(index[mark]) < _COMMON)
        near = [j for j, count in votes.items() if count >= _SHARED * min(len(marks), originals[j].marks)]
        best = sorted(near, key=lambda j: (-votes[j], j))[:_CANDIDATES]
        first = min((j for j in best if _is_copy(own, originals[j].shingles)), default=None)
        if first is not None:
            copy_of[i] = originals[first].id
            continue
        for mark in marks:
            places = index.setdefault(mark, [])
            if len(places) < _COMMON:
                places.append(len(originals))
        originals.append(_Original(given[i].id, own, len(marks)))
    return [_marked(document, copy_of.get(i, "")) for i, document in enumerate(given)]


def _rank(document: Document) -> tuple[bool, datetime, str, str]:
    published = document.published or datetime.max.replace(tzinfo=UTC)
    return document.published is None, published, document.name, document.id


def _marked(document: Document, original: str) -> Document:
    return document if document.duplicate_of == original else replace(document, duplicate_of=original)


def _shingles(text: str) -> Hashes:
    """Hashes of all runs of SHINGLE words in the order of the text; of a shorter text one hash."""
    words = _WORD.findall(text.lower())
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    size = max(1, min(SHINGLE, len(words)))
    hashes = np.zeros(max(0, len(words) - size + 1), dtype=np.uint64)
    for offset in range(size):
        hashes = hashes * _PRIME + codes[offset : len(codes) - size + 1 + offset]
    return hashes


def _winnow(hashes: Hashes) -> list[int]:
    """The smallest hash of every WINDOW neighbours."""
    if len(hashes) <= WINDOW:
        return [int(value) for value in np.unique(hashes)[:1]]
    smallest = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1)
    return [int(value) for value in np.unique(smallest)]


def _is_copy(later: Hashes, earlier: Hashes) -> bool:
    """Compares two sorted sets of shingles."""
    if not later.size or not earlier.size:
        return False
    places = np.minimum(np.searchsorted(earlier, later), earlier.size - 1)
    shared = int(np.count_nonzero(earlier[places] == later))
    return shared >= COPIED * later.size
