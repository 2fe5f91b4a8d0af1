"""Entities: the pipeline's PER, LOC and ORG spans against the names of identity.jsonl.

``strict`` wants span and label; ``span`` the span alone.  Gold are names that lie in no other name; adjectives of
origin and parts of compounds are ignored: a span that touches one and no name is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language

from kg.schema import Findings
from kg.score.align import overlap
from kg.score.gold import Gold, GoldText
from kg.score.measures import Outcome, Row, prf
from kg.score.spans import placements

__all__ = ["LABELS", "PINNED", "compare", "names", "score"]

LABELS = ("PER", "LOC", "ORG")
PINNED = ("strict.F1", "span.F1")
Labelled = tuple[int, int, str]


def score(gold: Gold, findings: Mapping[str, Findings], nlp: Language) -> Outcome:
    """All figures and errors; reads the articles anew, for findings keep mentions but not the pipeline's entities."""
    found: dict[str, list[Labelled]] = {}
    for doc, placed in placements(gold, findings, "texts").items():
        found[doc] = []
        if doc in findings:
            for entity in nlp(findings[doc].document.text).ents:
                span = placed.to_gold(entity.start_char, entity.end_char)
                if span is not None and entity.label_ in LABELS:
                    found[doc].append((*span, entity.label_))
    return compare([gold.texts[doc] for doc in sorted(found)], found)


def compare(texts: Sequence[GoldText], system: Mapping[str, Iterable[Labelled]]) -> Outcome:
    """The figures for the system's spans by article."""
    golds: set[tuple[str, Labelled]] = set()
    given: set[tuple[str, Labelled]] = set()
    words = {}
    for text in texts:
        wanted, ignored = names(text)
        golds |= {(text.doc, span) for span in wanted if span[2] in LABELS}
        for span in system.get(text.doc, ()):
            touches = any(overlap(span[:2], other[:2]) for other in wanted)
            if touches or not any(overlap(span[:2], other) for other in ignored):
                given.add((text.doc, span))
        words[text.doc] = text.text
    bare = {(d, s[:2]) for d, s in golds} & {(d, s[:2]) for d, s in given}
    right = golds & given
    rows = [
        Row(name="strict", figures=prf(len(right), len(given), len(right), len(golds))),
        Row(name="span", figures=prf(len(bare), len(given), len(bare), len(golds))),
    ]
    for label in LABELS:
        parts = [sum(span[2] == label for _, span in spans) for spans in (right, given, golds)]
        rows.append(Row(part="label", name=label, figures=prf(parts[0], parts[1], parts[0], parts[2])))
    errors = [(d, s, "missed") for d, s in golds - given] + [(d, s, "wrong") for d, s in given - golds]
    lines = tuple(f"{d}: {what}: {words[d][s[0] : s[1]]} ({s[2]})" for d, s, what in sorted(errors))
    return Outcome(suite="entities", rows=tuple(rows), pinned=PINNED, errors=lines)


def names(text: GoldText) -> tuple[list[Labelled], list[tuple[int, int]]]:
    """The outermost names of all kinds, and the spans that are ignored."""
    plain = {(m.start, m.end, m.kind) for m in text.mentions if m.form == "NAME" and not m.detail}
    outer = [n for n in plain if not any(o[0] <= n[0] and n[1] <= o[1] and o[:2] != n[:2] for o in plain)]
    return sorted(outer), sorted((m.start, m.end) for m in text.mentions if m.detail)
