"""Pairs of entities of one article between which something may be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.pairs.words import Words
from kg.schema import NAMED_KINDS, Findings, Mention

__all__ = ["End", "Pair", "pairs_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A mention with its entity: ``entity`` is the first mention id of its chain, ``rank`` how often it is named.

    ``head``, ``start`` and ``end`` are token indices; ``kind`` is that of the entity's names.
    """

    mention: Mention
    entity: str
    kind: str
    head: int
    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions of one sentence in the order of the text."""

    first: End
    second: End


def pairs_of(doc: Doc, findings: Findings, head_index: Callable[[Mention], int], words: Words) -> list[Pair]:
    """Every two entities that have names, in each sentence that has both: their nearest mentions there.

    ``findings`` are those with coreference chains.  In the order of the text.  Pairs over two sentences were tried: a
    fifth of them are told something, but what the text shows of them foretells it badly (average precision .29).
    """
    ends = _ends(doc, findings, head_index)
    by_sentence: defaultdict[int, list[End]] = defaultdict(list)
    for end in ends:
        by_sentence[words.sentence[end.head]].append(end)
    found = []
    for here in by_sentence.values():
        nearest: dict[tuple[str, str], tuple[int, Pair]] = {}
        for n, first in enumerate(here):
            for second in here[n + 1 :]:
                if first.entity == second.entity:
                    continue
                key = _key(first, second)
                distance = second.head - first.head
                if key not in nearest or distance < nearest[key][0]:
                    nearest[key] = distance, Pair(first=first, second=second)
        found += [pair for _, pair in nearest.values()]
    return found


def _ends(doc: Doc, findings: Findings, head_index: Callable[[Mention], int]) -> list[End]:
    """The mentions of entities that have a name, in the order of the text."""
    mentions = {m.id: m for m in findings.mentions if m.form != "VALUE"}
    chain_of = {i: chain[0] for chain in findings.chains for i in chain}
    members: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions.values():
        members[chain_of.get(mention.id, mention.id)].append(mention)
    kinds = {}
    for entity, all_of in members.items():
        named = [m.kind for m in all_of if m.form == "NAME" and m.kind in NAMED_KINDS]
        if named:
            kinds[entity] = max(sorted(set(named)), key=named.count)
    order = sorted(kinds, key=lambda e: (-len(members[e]), min(m.span.start for m in members[e]), e))
    rank = {entity: n for n, entity in enumerate(order)}
    found = []
    for entity, kind in kinds.items():
        for mention in members[entity]:
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None:
                head = head_index(mention)
                place = {"head": head, "start": min(span.start, head), "end": max(span.end, head + 1)}
                found.append(End(mention=mention, entity=entity, kind=kind, rank=rank[entity], **place))
    return sorted(found, key=lambda e: (e.head, e.start, e.mention.id))


def _key(first: End, second: End) -> tuple[str, str]:
    return (first.entity, second.entity) if first.entity < second.entity else (second.entity, first.entity)
