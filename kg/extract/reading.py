"""One article prepared for the attribution rules."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.attribution_types import Attribution
from kg.extract.clauses import Clause, clauses
from kg.extract.mentions import Mentions
from kg.extract.quotes import Quotation, find_quotations
from kg.extract.units import Segment, Unit, find_units
from kg.schema import Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """A doc with its mentions, clauses by the index of their verb, quotations and units."""

    doc: Doc
    mentions: Mentions
    clauses: dict[int, Clause]
    quotations: tuple[Quotation, ...]
    units: tuple[Unit, ...]

    def quotation_at(self, index: int) -> Quotation | None:
        """The quotation that holds a token (its marks included)."""
        return next((q for q in self.quotations if q.holds(index)), None)

    def quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return any(q.start <= index < q.end for q in self.quotations)


def read(doc: Doc, mentions: Mentions) -> Reading:
    """Prepare a doc."""
    quotations = tuple(find_quotations(doc))
    return Reading(
        doc=doc,
        mentions=mentions,
        clauses={c.verb.i: c for c in clauses(doc)},
        quotations=quotations,
        units=tuple(find_units(doc, quotations)),
    )


def segment_at(unit: Unit, index: int) -> Segment | None:
    """The segment of a unit that holds a token."""
    return next((s for s in unit.segments if s.start <= index < s.end), None)


def said(
    doc: Doc, bounds: tuple[int, int], cue: Token, speakers: list[Mention], kind: str, marks: bool = False
) -> list[Attribution]:
    """One attribution per speaker (one with None if nobody is named) for trimmed bounds; none if the content is empty.

    ``marks`` keeps quotation marks at the edges: they belong to indirect content that begins or ends with a quoted part.
    """
    start, end = trim(doc, bounds, marks)
    if end <= start:
        return []
    found: list[Mention | None] = [*speakers] or [None]
    return [Attribution(start=start, end=end, cue=cue, speaker=s, kind=kind) for s in found]


def trim(doc: Doc, bounds: tuple[int, int], marks: bool = False) -> tuple[int, int]:
    """Bounds without blanks and punctuation at the edges."""
    start, end = bounds
    keep = {"“", "”", '"', "„", "»", "«", "‚", "‘"} if marks else set()
    while start < end and (
        doc[start].is_space or (doc[start].is_punct and doc[start].text not in keep | {"(", "!", "?"})
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in keep | {")", "!", "?"})
    ):
        end -= 1
    return start, end
