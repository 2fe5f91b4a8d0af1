"""Who is who: B-cubed of gold's mentions over all articles, and the merges that gold parts.

``names`` are mentions by name, ``all`` those by description and pronoun too, both across articles; ``article`` is
``all`` with every article by itself.  ``wrong`` is the share of joined pairs that gold parts.  A mention of gold is
the system's mention whose head lies in it and whose span is most like it; without one it stands alone.  Mentions of
several at once ("beide Länder") are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kg.schema import Findings, Identity, Mention
from kg.score.align import Placement, overlap
from kg.score.bcubed import bcubed
from kg.score.gold import Gold
from kg.score.markup import GoldMention
from kg.score.measures import Outcome, Row
from kg.score.spans import placements

__all__ = ["PINNED", "score"]

PINNED = ("names.F1", "names.wrong", "all.F1", "all.wrong")
Item = tuple[str, int]


def score(gold: Gold, findings: Mapping[str, Findings], identity: Identity) -> Outcome:
    """All figures and errors; ``findings`` by the names of the articles, ``identity`` over all of them."""
    truth: dict[Item, str] = {}
    system: dict[Item, str] = {}
    names: set[Item] = set()
    texts: dict[Item, str] = {}
    for doc, placed in placements(gold, findings, "texts").items():
        mentions = [m for m in gold.texts[doc].mentions if "+" not in m.entity]
        chosen = _aligned(mentions, findings[doc], placed) if doc in findings else {}
        labels = _labels(findings[doc], identity) if doc in findings else {}
        for i, mention in enumerate(mentions):
            item = (doc, i)
            truth[item], texts[item] = mention.entity, mention.text
            if mention.form == "NAME" and not mention.detail:
                names.add(item)
            if i in chosen and chosen[i] in labels:
                system[item] = labels[chosen[i]]
    parted = {item: f"{item[0]} {entity}" for item, entity in truth.items()}
    rows = []
    for name, wanted, given in (
        ("names", {i: truth[i] for i in sorted(names)}, system),
        ("all", truth, system),
        ("article", parted, {item: f"{item[0]} {label}" for item, label in system.items()}),
    ):
        found = bcubed(wanted, given)
        figures = {"P": found.precision, "R": found.recall, "F1": found.f1, "wrong": found.wrong}
        rounded = {column: round(value, 4) for column, value in figures.items()}
        rows.append(Row(name=name, figures={**rounded, "items": found.items}))
    errors = tuple(_errors({i: truth[i] for i in sorted(names)}, system, texts))
    return Outcome(suite="identity", rows=tuple(rows), pinned=PINNED, errors=errors)


def _aligned(mentions: list[GoldMention], found: Findings, placed: Placement) -> dict[int, str]:
    """Index of gold's mention -> id of the system's, one to one, the most alike first."""
    spans = []
    for mention in found.mentions:
        span = placed.to_gold(mention.span.start, mention.span.end)
        head = placed.to_gold(mention.head.start, mention.head.end)
        if span is not None and head is not None and mention.kind not in {"TIME", "AMOUNT"}:
            spans.append((span, head, mention))
    likely = []
    for i, gold in enumerate(mentions):
        for span, head, mention in spans:
            inside = gold.start <= head[0] and head[1] <= gold.end
            if inside or (gold.detail and overlap(head, (gold.start, gold.end))):
                likely.append((-_alike(gold, span, mention), i, span, mention.id))
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for _, i, _, id_ in sorted(likely):
        if i not in chosen and id_ not in taken:
            chosen[i] = id_
            taken.add(id_)
    return chosen


def _alike(gold: GoldMention, span: tuple[int, int], mention: Mention) -> float:
    own = (gold.start, gold.end)
    shared = overlap(own, span) / (max(own[1], span[1]) - min(own[0], span[0]))
    return shared + (1.0 if mention.form == gold.form else 0.0)


def _labels(found: Findings, identity: Identity) -> dict[str, str]:
    """Mention id -> entity; chains without an entity are clusters of their own article."""
    doc = found.document
    labels = {id_: f"{doc.name}#{chain[0]}" for chain in found.chains for id_ in chain}
    for mention in found.mentions:
        entity = identity.of.get((doc.id, mention.id))
        if entity is not None:
            labels[mention.id] = entity
    return labels


def _errors(truth: Mapping[Item, str], system: Mapping[Item, str], texts: Mapping[Item, str]) -> Iterator[str]:
    """Entities of the system that join names of several, and entities of gold that fall apart."""
    for word, left, right in (("joined", system, truth), ("parted", truth, system)):
        clusters: dict[str, list[Item]] = defaultdict(list)
        for item in truth:
            if item in left:
                clusters[left[item]].append(item)
        for name, items in sorted(clusters.items()):
            parts = Counter(right.get(item, f"alone: {texts[item]} in {item[0]}") for item in items)
            if len(parts) > 1:
                yield f"{word}: {name}: " + ", ".join(f"{part} ({n})" for part, n in sorted(parts.items()))
