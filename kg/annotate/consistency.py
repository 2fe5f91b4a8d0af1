"""The same name in one article: found everywhere, and of one kind.

The recogniser reads sentence by sentence.  A full name that it has found twice, or a person's surname after the full
name, is a name in the other sentences too; where it gives one text two kinds, the more frequent one holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

_KINDS = {"PER", "ORG", "LOC"}
_LEAST = 2


@Language.component("consistency")
def consistency(doc: Doc) -> Doc:
    """Complete and harmonise the entities of a doc of several sentences."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in doc.ents:
        seen[entity.text][entity.label_] += 1
    majority = {text: _winner(labels) for text, labels in seen.items()}
    kept = [Span(doc, e.start, e.end, label=majority[e.text]) for e in doc.ents]
    known = _known(doc, majority, seen)
    covered = {t.i for e in kept for t in e}
    text = [t.text for t in doc]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(text):
        places[word].append(i)
    found = [
        Span(doc, start, start + len(words), label=label)
        for words, label in known.items()
        for start in places[words[0]]
        if not covered.intersection(range(start, start + len(words)))
        and tuple(text[start : start + len(words)]) == words
        and doc[start].pos_ in {"PROPN", "X", "NOUN"}
    ]
    doc.ents = tuple(filter_spans([*kept, *found])) if found else tuple(kept)
    return doc


def _winner(labels: Counter[str]) -> str:
    return max(sorted(labels), key=lambda label: labels[label])


def _known(doc: Doc, majority: dict[str, str], seen: dict[str, Counter[str]]) -> dict[tuple[str, ...], str]:
    """Token sequences that are names wherever they stand: repeated names, and surnames of full names."""
    known: dict[tuple[str, ...], str] = {}
    for entity in doc.ents:
        label = majority[entity.text]
        words = tuple(t.text for t in entity)
        if label not in _KINDS or not words[0][:1].isupper():
            continue
        if seen[entity.text][label] >= _LEAST or len(words) > 1:
            known.setdefault(words, label)
        if label == "PER" and len(words) > 1 and len(words[-1]) > 3 and doc[entity.end - 1].pos_ == "PROPN":
            known.setdefault(words[-1:], label)
    return known
