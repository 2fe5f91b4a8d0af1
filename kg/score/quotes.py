"""Quotations: who says what, read from the SPEECH statements, against quotes.jsonl.

A quotation is found when at least half of it lies in contents that the system gives to the same speaker, and a
content is right when at least half of it lies in gold quotations of its speaker; so it does not matter whether two
sentences of one speech are one quotation or two.

``content`` asks for the words alone.  ``speaker`` asks that the speaker's mention stands where gold mentions that
speaker (needs identity.jsonl), ``named`` that the speaker's entity has one of the gold's names (entities.tsv).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.schema import Findings, Identity, Mention
from kg.score.align import Placement, overlap
from kg.score.gold import Gold, GoldText
from kg.score.markup import GoldQuote
from kg.score.measures import Outcome, Row, prf
from kg.score.names import same
from kg.score.spans import placements

__all__ = ["PINNED", "score"]

PINNED = ("content.F1", "speaker.F1", "named.F1")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Said:
    """A SPEECH statement: its content in the gold's offsets, and who is taken to speak."""

    span: tuple[int, int]
    ids: frozenset[str]
    name: str
    text: str


Agrees = Callable[[_Said, GoldQuote], bool]


def score(gold: Gold, findings: Mapping[str, Findings], identity: Identity) -> Outcome:
    """All figures and errors; ``findings`` by the names of the articles, ``identity`` over all of them."""
    ways: dict[str, Agrees] = {"content": lambda said, quote: True}
    if gold.texts:
        ways["speaker"] = lambda said, quote: bool(said.ids & set(quote.speaker.split("+")))
    if gold.names:
        ways["named"] = lambda said, quote: same(said.name, _names(gold, quote.speaker))
    entities = {entity.id: entity.name for entity in identity.entities}
    counts = {name: [0, 0] for name in ways}
    given = wanted = 0
    errors: list[str] = []
    judged = "speaker" if "speaker" in ways else next(reversed(ways))
    for doc, placed in placements(gold, findings, "quotes").items():
        quotes = gold.quotes.get(doc, [])
        said = _said(findings[doc], placed, gold.texts.get(doc), identity, entities) if doc in findings else []
        given, wanted = given + len(said), wanted + len(quotes)
        for name, agrees in ways.items():
            right = [_covered(s.span, ((q.start, q.end) for q in quotes if agrees(s, q))) for s in said]
            found = [_covered((q.start, q.end), (s.span for s in said if agrees(s, q))) for q in quotes]
            counts[name][0] += sum(right)
            counts[name][1] += sum(found)
            if name == judged:
                missed = (
                    f"missed: {q.text[:_SHOWN]} ({q.speaker})" for q, ok in zip(quotes, found, strict=True) if not ok
                )
                wrong = (f"wrong: {s.text[:_SHOWN]} ({s.name})" for s, ok in zip(said, right, strict=True) if not ok)
                errors += [f"{doc}: {line}" for line in (*missed, *wrong)]
    rows = tuple(Row(name=name, figures=prf(n[0], given, n[1], wanted)) for name, n in counts.items())
    pinned = tuple(name for name in PINNED if name.partition(".")[0] in ways)
    return Outcome(suite="quotes", rows=rows, pinned=pinned, errors=tuple(errors))


def _said(
    found: Findings, placed: Placement, text: GoldText | None, identity: Identity, entities: Mapping[str, str]
) -> list[_Said]:
    mentions = {m.id: m for m in found.mentions}
    said = []
    for statement in found.statements:
        content = statement.content
        span = placed.to_gold(content.start, content.end) if content is not None else None
        if statement.relation != "speech" or content is None or span is None:
            continue
        speaker = next((mentions[a.target] for a in statement.roles if a.role == "SPEAKER"), None)
        ids, name = frozenset[str](), ""
        if speaker is not None:
            ids = _ids(speaker, placed, text)
            name = entities.get(identity.of.get((found.document.id, speaker.id), ""), speaker.text)
        said.append(_Said(span, ids, name, found.document.text[content.start : content.end]))
    return sorted(said, key=lambda s: (s.span, s.name))


def _ids(speaker: Mention, placed: Placement, text: GoldText | None) -> frozenset[str]:
    """Gold's ids for the innermost of its mentions that hold the head of the speaker's mention."""
    head = placed.to_gold(speaker.head.start, speaker.head.end)
    if text is None or head is None:
        return frozenset()
    holding = [m for m in text.mentions if m.start <= head[0] and head[1] <= m.end]
    span = placed.to_gold(speaker.span.start, speaker.span.end) or head
    best = min(holding, key=lambda m: (abs(m.start - span[0]) + abs(m.end - span[1]), m.start), default=None)
    return frozenset(best.entity.split("+")) if best is not None else frozenset()


def _names(gold: Gold, speaker: str) -> tuple[str, ...]:
    return tuple(name for id_ in speaker.split("+") for name in gold.names.get(id_, ()))


def _covered(span: tuple[int, int], by: Iterable[tuple[int, int]]) -> bool:
    """Whether at least half of a span lies in the others together."""
    covered, end = 0, span[0]
    for other in sorted(by):
        start = max(other[0], end)
        covered += overlap(span, (start, max(start, other[1])))
        end = max(end, other[1])
    return 2 * covered >= span[1] - span[0]
