"""Statements of what the classifier finds likely and no rule has read."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from kg.extract.events.event import Event
from kg.extract.pairs.candidates import Pair, pairs_of
from kg.extract.pairs.classifier import ELSE, Classifier, Outcome, outcomes
from kg.extract.pairs.features import features, path_between
from kg.extract.pairs.vectors import Floats, pair_vector, word_vectors
from kg.extract.pairs.words import Words, words_of
from kg.extract.statements import Context, statement
from kg.schema import NAMED_KINDS, Argument, Findings, Statement
from kg.tables.relations import relations, static, symmetric

__all__ = ["RULE", "described", "read_by_rules", "with_pairs"]

#: What provenance calls the classifier.
RULE = "pairs.trained"


def with_pairs(findings: Findings, context: Context, classifier: Classifier) -> Findings:
    """The findings (with coreference chains) and what the classifier reads of pairs of which the rules read nothing.

    What the rules read is right four times in five; a second reading of the same two is more often wrong than right.
    The article must come from the pipeline that the classifier was trained with.
    """
    doc = context.mentions.doc
    words = words_of(doc)
    pairs = pairs_of(doc, findings, context.mentions.head_index, words)
    read = read_by_rules(findings)
    unread = [pair for pair in pairs if not read(pair)]
    if not unread:
        return findings
    added: list[Statement] = []
    known = set()
    for pair, row in zip(unread, classifier.scores(*described(doc, pairs, unread, read, words)), strict=True):
        for outcome, score in _likely(pair, row, classifier.least):
            ends = (pair.first.entity, pair.second.entity)
            if outcome.turned:
                ends = ends[::-1]
            key = (frozenset(ends) if symmetric(outcome.relation) else ends, outcome.relation)
            if key not in known:
                known.add(key)
                event = _event(doc, pair, outcome, classifier.probability(score), words)
                added.append(statement(event, len(findings.statements) + len(added), context))
    said = [_with_content(s, added) if s.relation == "speech" else s for s in findings.statements]
    return dataclasses.replace(findings, statements=(*said, *added))


def described(
    doc: Doc, pairs: Sequence[Pair], wanted: Sequence[Pair], read: Callable[[Pair], list[str]], words: Words
) -> tuple[list[list[str]], Floats]:
    """The features of the wanted pairs among all of an article, and their vectors, a row each."""
    ends = sorted({e.mention.id: e for p in pairs for e in (p.first, p.second)}.values(), key=lambda e: e.head)
    vectors = word_vectors(doc)
    shown = [features(pair, ends, read(pair), words) for pair in wanted]
    return shown, np.asarray([pair_vector(pair, vectors, words) for pair in wanted])


def read_by_rules(findings: Findings) -> Callable[[Pair], list[str]]:
    """What the rules read of the two entities of a pair: ">relation" from the first to the second, or "<relation"."""
    chain_of = {i: chain[0] for chain in findings.chains for i in chain}
    read: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for told in findings.statements:
        subjects, objects = ([chain_of.get(a.target, a.target) for a in told.roles if a.role == r] for r in _ENDS)
        for subject in subjects:
            for target in objects:
                read[subject, target].add(told.relation)

    def of(pair: Pair) -> list[str]:
        first, second = pair.first.entity, pair.second.entity
        ahead = [f">{relation}" for relation in sorted(read.get((first, second), ()))]
        return ahead + [f"<{relation}" for relation in sorted(read.get((second, first), ()))]

    return of


_ENDS = ("SUBJECT", "OBJECT")


def _likely(pair: Pair, scores: Sequence[float], least: float) -> Iterator[tuple[Outcome, float]]:
    """The outcomes of a pair that are likely enough and possible between such kinds, best first."""
    found = [(float(s), o) for s, o in zip(scores, outcomes(), strict=True) if s >= least and o.relation != ELSE]
    for score, outcome in sorted(found, key=lambda x: (-x[0], x[1].relation, x[1].turned)):
        row = relations()[outcome.relation]
        kinds = (pair.second.kind, pair.first.kind) if outcome.turned else (pair.first.kind, pair.second.kind)
        if kinds[0] in _fitting(row.subject) and kinds[1] in _fitting(row.object):
            yield outcome, score


def _fitting(slots: tuple[str, ...]) -> frozenset[str]:
    """The kinds that may stand in a slot of a relation: only persons and places are told apart from all that acts."""
    return _ONLY.get(slots, NAMED_KINDS)


_ONLY: dict[tuple[str, ...], frozenset[str]] = {("person",): frozenset({"PER"}), ("place",): frozenset({"LOC"})}


def _event(doc: Doc, pair: Pair, outcome: Outcome, probability: float, words: Words) -> Event:
    subject, target = (pair.second, pair.first) if outcome.turned else (pair.first, pair.second)
    trigger = _trigger(doc, pair, words)
    return Event(
        trigger=trigger,
        predicate=trigger.lemma_,
        relation=outcome.relation,
        subjects=(subject.mention,),
        objects=(target.mention,),
        rule=RULE,
        used=frozenset({subject.head, target.head}),
        static=static(outcome.relation),
        probability=probability,
    )


def _trigger(doc: Doc, pair: Pair, words: Words) -> Token:
    """The word that what is told rests on: the top of the way between the two, else the nearest to it."""
    way = path_between(words, pair.first.head, pair.second.head)
    ends = {*range(pair.first.start, pair.first.end), *range(pair.second.start, pair.second.end)}
    places = [i for i in (way.top, *reversed(way.down), *reversed(way.up)) if i is not None]
    return doc[next((i for i in places if i not in ends), pair.second.head)]


def _with_content(speech: Statement, added: Sequence[Statement]) -> Statement:
    """An attribution with those of the new statements that its words say."""
    span = speech.content
    if span is None:
        return speech
    inside = [s for s in added if span.start <= s.trigger.start < span.end]
    content = tuple(Argument(role="CONTENT", target=s.id) for s in inside)
    return dataclasses.replace(speech, roles=(*speech.roles, *content))
