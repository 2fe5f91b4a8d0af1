"""How often each class of facts is right: what ``kg.extract.scores`` reads, and how well it foretells.

Classes nest: rule, named or described ends, group of the relation.  The precision of a class is that of the class
around it, moved by its own facts: (right + PRIOR * precision around) / (facts + PRIOR), the mean of a beta
distribution.  Only facts between named entities can be judged, for gold has no others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path

from kg.extract.pairs import RULE
from kg.extract.scores import cells, described
from kg.output import atomic
from kg.schema import NAMED_KINDS, Fact, Findings, Identity
from kg.score.facts import match
from kg.score.gold import GoldArticle
from kg.score.measures import Outcome, Row, ratio
from kg.score.suites import Reading

__all__ = ["PRIOR", "Case", "cases", "cross_validated", "fit", "place", "reliability", "write"]

#: How many facts of the class around count beside the class's own.  Found by cross-validation.
PRIOR = 16.0
_FOLDS = 10
#: Classes with fewer facts say next to nothing; the class around stands for them.
_LEAST = 10
_NOTHING_KNOWN = 0.5
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
#: Fewer facts make no bin of their own in the reliability table.
_BIN = 30
_EPSILON = 0.01
_HEAD = """\
# How often facts are right, by class, as measured on gold: the scores of facts.
# Made by kg score calibrate; don't edit.  Licence: written for this project.
# Columns: cell (rule; "named" or "described": with an end that is a pronoun or description; group of the relation;
#   "verb.*" all rules of verbs, "*" all), facts, right, precision (smoothed: moved towards the class around)
cell\tfacts\tright\tprecision
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A fact that gold can judge: its article, its classes (narrowest first), whether it is right, its score now."""

    doc: str
    cells: tuple[str, ...]
    right: bool
    score: float


def place() -> Path:
    """The table that extraction reads."""
    return Path(str(resources.files("kg.extract") / "lexicon" / "scores.tsv"))


def cases(articles: Sequence[GoldArticle], reading: Reading) -> list[Case]:
    """All facts between named entities of the gold's articles that rules read; the classifier tells its own scores."""
    golds = {article.doc: article.facts for article in articles}
    loose = _described(reading.findings.values(), reading.identity)
    found = []
    for fact in reading.facts:
        named = fact.subject_kind in NAMED_KINDS and fact.object_kind in NAMED_KINDS
        if fact.doc in golds and named and fact.rule != RULE:
            right = any(match(fact, gold).relation for gold in golds[fact.doc])
            classes = cells(fact.rule, fact.relation, _key(fact) in loose)
            found.append(Case(fact.doc, classes, right, fact.score))
    return found


def _key(fact: Fact) -> tuple[str, int, str, str, str]:
    return fact.doc, fact.start, fact.rule, fact.relation, fact.subject_id


def _described(findings: Iterable[Findings], identity: Identity) -> set[tuple[str, int, str, str, str]]:
    """The facts (by :func:`_key`, either way round) whose statements have a described end."""
    found = set()
    for one in findings:
        mentions = {m.id: m for m in one.mentions}
        for said in one.statements:
            ends = [mentions[a.target] for a in said.roles if a.role in {"SUBJECT", "OBJECT"} and a.target in mentions]
            if described(ends):
                origin = said.provenance
                entities = {identity.of.get((one.document.id, m.id), "") for m in ends}
                found |= {(one.document.name, origin.span.start, origin.rule, said.relation, e) for e in entities if e}
    return found


def fit(given: Iterable[Case]) -> dict[str, tuple[int, int, float]]:
    """Class -> (facts, right, smoothed precision); always with the class of all, which is 0.5 for no facts."""
    facts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    around = {"*": ""}
    for case in given:
        around |= dict(zip(case.cells, (*case.cells[1:], ""), strict=True))
        facts.update(case.cells)
        right.update(case.cells if case.right else ())
    table: dict[str, tuple[int, int, float]] = {}
    depth = {cell: _depth(cell, around) for cell in around}
    for cell in sorted(around, key=lambda c: (depth[c], c)):  # wide classes first
        outer = _nearest(around[cell], around, table)
        # A class with the same facts as the one around it must not count them twice.
        if cell == "*" or (facts[cell] >= _LEAST and facts[cell] < table[outer][0]):
            before = table[outer][2] if outer else _NOTHING_KNOWN
            table[cell] = (facts[cell], right[cell], (right[cell] + PRIOR * before) / (facts[cell] + PRIOR))
    return table


def _depth(cell: str, around: Mapping[str, str]) -> int:
    return 1 + _depth(around[cell], around) if around[cell] else 0


def _nearest(cell: str, around: Mapping[str, str], table: Mapping[str, tuple[int, int, float]]) -> str:
    """The class itself or the narrowest around it that is in the table, "" for the one around all."""
    while cell and cell not in table:
        cell = around[cell]
    return cell


def foretold(case: Case, table: Mapping[str, tuple[int, int, float]]) -> float:
    """The score that a table gives to a fact."""
    return next((table[cell][2] for cell in case.cells if cell in table), _NOTHING_KNOWN)


def cross_validated(given: Sequence[Case]) -> list[tuple[float, bool]]:
    """(score, right) of each fact, its score made from other articles only."""
    docs = sorted({case.doc for case in given})
    fold = {doc: i % _FOLDS for i, doc in enumerate(docs)}
    found = []
    for k in range(_FOLDS):
        table = fit(case for case in given if fold[case.doc] != k)
        found += [(foretold(case, table), case.right) for case in given if fold[case.doc] == k]
    return found


def reliability(given: Sequence[Case]) -> Outcome:
    """The tables to judge a calibration by: scores that facts have now, and cross-validated ones, against precision.

    ``kept`` is the share of facts, ``P`` their precision, when only facts as sure as that are kept; ``log loss`` and
    ``ranked`` (the chance that a right fact has a higher score than a wrong one) sum a table up.
    """
    rows = []
    tables = {"now": [(case.score, case.right) for case in given], "cross-validated": cross_validated(given)}
    for name, pairs in tables.items():
        figures = {"log loss": _log_loss(pairs), "ranked": _ranked(pairs), "facts": len(pairs)}
        rows.append(Row(name=name, figures=figures))
    for name, pairs in tables.items():
        for low, high, inside in _bins(pairs):
            kept = [right for score, right in pairs if score >= low]
            figures = {
                "facts": len(inside),
                "mean score": round(math.fsum(score for score, _ in inside) / len(inside), 3),
                "precision": ratio(sum(right for _, right in inside), len(inside)),
                "kept": ratio(len(kept), len(pairs)),
                "P": ratio(sum(kept), len(kept)),
            }
            rows.append(Row(part=name, name=f"{low:.1f} to {high:.1f}", figures=figures))
    return Outcome(suite="calibrate", rows=tuple(rows))


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, list[tuple[float, bool]]]]:
    """The facts in steps of the score; a step with too few facts to tell anything is joined with the next."""
    low, waiting = _EDGES[0], list[tuple[float, bool]]()
    for start, end in pairwise(_EDGES):
        waiting += [pair for pair in pairs if start <= pair[0] and (pair[0] < end or end == _EDGES[-1])]
        if waiting and (len(waiting) >= _BIN or end == _EDGES[-1]):
            yield low, end, waiting
            low, waiting = end, []


def _log_loss(pairs: Sequence[tuple[float, bool]]) -> float | None:
    clipped = ((min(max(score, _EPSILON), 1 - _EPSILON), right) for score, right in pairs)
    loss = -math.fsum(math.log(score if right else 1 - score) for score, right in clipped)
    return round(loss / len(pairs), 4) if pairs else None


def _ranked(pairs: Sequence[tuple[float, bool]]) -> float | None:
    good = [score for score, right in pairs if right]
    bad = [score for score, right in pairs if not right]
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return round(won / (len(good) * len(bad)), 4) if good and bad else None


def write(table: Mapping[str, tuple[int, int, float]], path: Path) -> None:
    """Writes ``scores.tsv``, sorted by class."""
    with atomic.text(path) as out:
        out.write(_HEAD)
        for cell, (facts, right, precision) in sorted(table.items()):
            out.write(f"{cell}\t{facts}\t{right}\t{precision:.3f}\n")
