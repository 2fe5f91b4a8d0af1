"""Facts against gold: pair and relation P/R/F1, accuracy of place, time, status and source, and what lies behind.

A fact counts once per (article, subject, relation, object), and only between named entities.  ``pair``: both names
are right, whatever the relation.  ``relation``: names, relation and direction are right.  Precision asks of each fact
whether gold has it, must or not; recall asks for the must facts.  Place, time, status and source are asked of the gold
facts found by ``relation`` that have one; ``extra`` counts values where gold has none.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.schema import NAMED_KINDS, STATUSES, Fact
from kg.score.gold import GoldArticle, GoldFact
from kg.score.measures import Outcome, Row, prf, ratio
from kg.score.names import among, key, same
from kg.tables import relations

__all__ = ["PINNED", "Match", "match", "score"]

QUALIFIERS = ("place", "time", "status", "source")
PINNED = (
    *(f"{level}.{column}" for level in ("relation", "pair") for column in ("P", "R", "F1")),
    *(f"{qualifier}.accuracy" for qualifier in QUALIFIERS),
)
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a fact names the two entities of a gold fact, and whether it says the same of them."""

    pair: bool
    relation: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """The facts of one (subject, relation, object) of an article, and how they match each of its gold facts."""

    facts: tuple[Fact, ...]
    matches: tuple[Match, ...]

    @property
    def right(self) -> bool:
        return any(m.relation for m in self.matches)

    @property
    def paired(self) -> bool:
        return any(m.pair for m in self.matches)


def match(fact: Fact, gold: GoldFact) -> Match:
    """How a fact matches a gold fact; ``lemma:`` relations match the fact's relation or predicate."""
    straight = same(fact.subject, gold.subject) and same(fact.object, gold.object)
    turned = same(fact.subject, gold.object) and same(fact.object, gold.subject)
    if not straight and not turned:
        return Match(False, False)
    way = straight or any(relations.symmetric(r) for r in gold.relations)
    return Match(True, way and any(_says(fact, r) for r in gold.relations))


def score(articles: Sequence[GoldArticle], facts: Iterable[Fact]) -> Outcome:
    """All figures; the order of the facts does not matter."""
    told = _told(articles, facts)
    rows = [*_levels(articles, told), *_qualifiers(articles, told)]
    rows += [*_breakdown(articles, told), *_by_rule(told)]
    return Outcome(suite="facts", rows=tuple(rows), pinned=PINNED, errors=tuple(_errors(articles, told)))


def _told(articles: Sequence[GoldArticle], facts: Iterable[Fact]) -> dict[str, list[_Told]]:
    wanted = {article.doc: article.facts for article in articles}
    groups: dict[str, dict[tuple[str, str, str], list[Fact]]] = {doc: defaultdict(list) for doc in wanted}
    for fact in sorted(
        facts, key=lambda f: (f.doc, f.start, f.subject_id, f.relation, f.object_id, dataclasses.astuple(f))
    ):
        if fact.doc in groups and fact.subject_kind in NAMED_KINDS and fact.object_kind in NAMED_KINDS:
            groups[fact.doc][key(fact.subject), fact.relation, key(fact.object)].append(fact)
    return {
        doc: [_Told(tuple(group), tuple(match(group[0], gold) for gold in wanted[doc])) for group in found.values()]
        for doc, found in groups.items()
    }


def _says(fact: Fact, relation: str) -> bool:
    if relation.startswith("lemma:"):
        return relation.removeprefix("lemma:") in (fact.relation, fact.predicate)
    return relation == fact.relation


def _levels(articles: Sequence[GoldArticle], told: dict[str, list[_Told]]) -> Iterable[Row]:
    given = [t for group in told.values() for t in group]
    for name in ("pair", "relation"):
        right = sum(t.paired if name == "pair" else t.right for t in given)
        found = [
            any(getattr(t.matches[j], name) for t in told[article.doc])
            for article in articles
            for j, gold in enumerate(article.facts)
            if gold.must
        ]
        yield Row(name=name, figures=prf(right, len(given), sum(found), len(found)))


def _qualifiers(articles: Sequence[GoldArticle], told: dict[str, list[_Told]]) -> Iterable[Row]:
    count: Counter[tuple[str, str]] = Counter()
    statuses: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for j, gold in enumerate(article.facts):
            found = [fact for t in told[article.doc] if t.matches[j].relation for fact in t.facts]
            for qualifier in QUALIFIERS if found else ():
                wanted = getattr(gold, qualifier)
                values = [getattr(fact, qualifier) for fact in found]
                good = any(among(value, wanted) for value in values)
                count[qualifier, "asked" if wanted else "bare"] += 1
                count[qualifier, "right"] += good
                count[qualifier, "extra"] += not wanted and any(values)
                if qualifier == "status" and wanted:
                    statuses[wanted[0], "asked"] += 1
                    statuses[wanted[0], "right"] += good
    for name in QUALIFIERS:
        right, asked = count[name, "right"], count[name, "asked"]
        figures = {"accuracy": ratio(right, asked), "right": right, "asked": asked, "extra": count[name, "extra"]}
        yield Row(name=name, figures=figures)
    for name in STATUSES:
        right, asked = statuses[name, "right"], statuses[name, "asked"]
        if asked:
            yield Row(
                part="status", name=name, figures={"accuracy": ratio(right, asked), "right": right, "asked": asked}
            )


def _breakdown(articles: Sequence[GoldArticle], told: dict[str, list[_Told]]) -> Iterable[Row]:
    """By group of relations, and events and states apart: precision of its facts, recall of gold's best relation."""
    given: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    wanted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for t in told[article.doc]:
            for part in _parts(t.facts[0].relation):
                given[part] += 1
                right[part] += t.right
        for j, gold in enumerate(article.facts):
            for part in _parts(gold.relations[0]) if gold.must else ():
                wanted[part] += 1
                found[part] += any(t.matches[j].relation for t in told[article.doc])
    for at in sorted({*given, *wanted}):
        yield Row(part=at[0], name=at[1], figures=prf(right[at], given[at], found[at], wanted[at]))


def _parts(relation: str) -> tuple[tuple[str, str], ...]:
    return ("kind", "state" if relations.static(relation) else "event"), ("group", relations.group(relation))


def _by_rule(told: dict[str, list[_Told]]) -> Iterable[Row]:
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for t in (t for group in told.values() for t in group):
        best = max(t.facts, key=lambda f: (f.score, f.rule))
        verdicts[best.rule].append(t.right)
    for rule, found in sorted(verdicts.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Row(part="rule", name=rule, figures={"P": ratio(sum(found), len(found)), "given": len(found)})


def _errors(articles: Sequence[GoldArticle], told: dict[str, list[_Told]]) -> Iterable[str]:
    for article in articles:
        for t in told[article.doc]:
            if not t.right:
                fact = t.facts[0]
                what = "other relation" if t.paired else "wrong"
                line = f"{article.doc}: {what}: {fact.subject} –{fact.relation}– {fact.object} ({fact.rule})"
                yield f"{line} | {fact.sentence[:_SHOWN]}"
        for j, gold in enumerate(article.facts):
            if gold.must and not any(t.matches[j].relation for t in told[article.doc]):
                line = f"{article.doc}: missed: {gold.subject[0]} –{gold.relations[0]}– {gold.object[0]}"
                yield f"{line} | {gold.evidence[:_SHOWN]}"
