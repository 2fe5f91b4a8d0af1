"""Time expressions: spans and calendar values of the TIME mentions against times.tsv.

``span`` wants the same span but for prepositions, particles and articles at its head ("am Freitag", "Freitag"), for
which annotation schemes differ; ``overlap`` wants any common part, ``value`` a common part and the same value.  Values
are compared as facts give them: an open interval by its known end, a clock time by its day.  Mentions without a
calendar value ("fünf Jahre lang") are no part of this task.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.fuse.facts import calendar
from kg.schema import Findings
from kg.score.gold import Gold
from kg.score.measures import Outcome, Row, prf
from kg.score.spans import pairs, placements

__all__ = ["PINNED", "score"]

PINNED = ("span.F1", "overlap.F1", "value.F1")
_CALENDAR = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
_LEADS = re.compile(
    r"(?:(?:ab|am|an|auf|bereits|bis|da|das|dem|den|der|des|die|erst|gegen|im|in|nach|noch|schon|seit|um|vom|von|vor"
    r"|zu|zum|zur)\s+)+",
    re.IGNORECASE,
)


def score(gold: Gold, findings: Mapping[str, Findings]) -> Outcome:
    """All figures and errors; ``findings`` by the names of the articles."""
    right = {"span": 0, "overlap": 0, "value": 0}
    given = wanted = 0
    errors = []
    for doc, placed in placements(gold, findings, "times").items():
        golds = gold.times.get(doc, [])
        found = []
        for mention in findings[doc].mentions if doc in findings else ():
            span = placed.to_gold(mention.span.start, mention.span.end)
            value = calendar(mention.norm) if mention.kind == "TIME" else ""
            if span is not None and _CALENDAR.fullmatch(value):
                found.append((span, value, mention.text))
        found.sort()
        given, wanted = given + len(found), wanted + len(golds)
        joined = dict(pairs([(t.start, t.end) for t in golds], [span for span, _, _ in found]))
        for i, time in enumerate(golds):
            if i not in joined:
                errors.append(f"{doc}: missed: {time.text} = {time.value}")
                continue
            span, value, text = found[joined[i]]
            right["overlap"] += 1
            right["span"] += span[1] == time.end and _core(text) == _core(time.text)
            right["value"] += value == time.value
            if value != time.value:
                errors.append(f"{doc}: {text} = {value}, gold: {time.text} = {time.value}")
        left = set(range(len(found))) - set(joined.values())
        errors += [f"{doc}: extra: {found[j][2]} = {found[j][1]}" for j in sorted(left)]
    rows = tuple(Row(name=name, figures=prf(n, given, n, wanted)) for name, n in right.items())
    return Outcome(suite="times", rows=rows, pinned=PINNED, errors=tuple(errors))


def _core(text: str) -> str:
    found = _LEADS.match(text)
    return text[found.end() :] if found else text
