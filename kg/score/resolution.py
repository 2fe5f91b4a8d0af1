"""What resolution is worth: the figures of the facts as they are, and without knowing who is who.

``names`` takes every name for what it says: pronouns and descriptions mean nobody, adjectives and capitals no state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.fuse.facts import facts_of
from kg.schema import NAMED_KINDS, Entity, Fact, Findings, Identity
from kg.score import facts
from kg.score.gold import GoldArticle
from kg.score.measures import Row

__all__ = ["rows", "verbatim"]

_COLUMNS = ("P", "R", "F1")


def rows(gold: Iterable[GoldArticle], findings: Mapping[str, Findings], told: Iterable[Fact]) -> tuple[Row, ...]:
    """The rows ``pair`` and ``relation`` of the suite ``facts`` both ways."""
    articles = tuple(gold)
    ways = {"resolved": told, "names": facts_of(findings.values(), verbatim(findings.values()))}
    found = {
        way: {row.name: row for row in facts.score(articles, given).rows if not row.part} for way, given in ways.items()
    }
    return tuple(
        Row(part="resolution", name=f"{level}, {way}", figures={c: found[way][level].figures[c] for c in _COLUMNS})
        for level in ("pair", "relation")
        for way in ways
    )


def verbatim(findings: Iterable[Findings]) -> Identity:
    """Every name as an entity of its own article and spelling."""
    entities: dict[str, Entity] = {}
    of: dict[tuple[str, str], str] = {}
    for found in findings:
        for mention in found.mentions:
            if mention.form == "NAME" and mention.kind in NAMED_KINDS and not mention.norm:
                key = f"{found.document.id} {mention.kind} {mention.text}"
                entities.setdefault(key, Entity(id=key, kind=mention.kind, name=mention.text))
                of[found.document.id, mention.id] = key
    return Identity(entities=tuple(entities[key] for key in sorted(entities)), of=of)
