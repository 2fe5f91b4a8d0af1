"""One article prepared for the attribution rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.events.clauses import Clause
from kg.extract.mentions.register import Mentions
from kg.extract.speech.quotes import MARKS, Quotation, find_quotations
from kg.extract.speech.subjunctive import first
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Segment, Unit, find_units, quoted_words
from kg.schema import Mention

_COORDINATORS = {"und", "aber", "doch", "sondern"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A doc with its mentions, clauses by the index of their verb, quotations, units, and the words inside marks."""

    doc: Doc
    mentions: Mentions
    clauses: dict[int, Clause]
    quotations: tuple[Quotation, ...]
    units: tuple[Unit, ...]
    inside: frozenset[int]

    def quotation_at(self, index: int) -> Quotation | None:
        """The quotation that holds a token (its marks included)."""
        return next((q for q in self.quotations if q.holds(index)), None)

    def quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return index in self.inside


def read(doc: Doc, mentions: Mentions, parts: Sequence[Clause]) -> Reading:
    """Prepare a doc."""
    quotations = tuple(q for q in find_quotations(doc) if not _names(doc, q))
    return Reading(
        doc=doc,
        mentions=mentions,
        clauses={c.verb.i: c for c in parts},
        quotations=quotations,
        units=tuple(find_units(doc, quotations)),
        inside=quoted_words(quotations),
    )


def _names(doc: Doc, quotation: Quotation) -> bool:
    """Whether marks hold no more than a name in running text: "sagte sie der „Welt“ am Montag"."""
    words = doc[quotation.start : quotation.end]
    after = doc[quotation.end + 1] if quotation.end + 1 < len(doc) else None
    spoken = after is not None and after.text == ","  # "„Russland“, sagte er"
    return not spoken and all(t.ent_type_ for t in words)


def segment_at(unit: Unit, index: int) -> Segment | None:
    """The segment of a unit that holds a token."""
    return next((s for s in unit.segments if s.start <= index < s.end), None)


def interrupted(segment: Segment, unit: Unit, doc: Doc) -> bool:
    """Whether words without verb begin a reported clause that goes on later: "meldet, Meier, der ..., habe gesiegt"."""
    after = [s for s in unit.segments if s.start > segment.start]
    resumed = next((s for s in after if s.kind == "main" and s.finite == s.start), None)
    if resumed is None or not first(doc[resumed.finite]):
        return False
    return all(s.kind in {"none", "rel"} for s in after if s.start < resumed.start)


def content_start(unit: Unit, before: int, reading: Reading) -> int:
    """Where the words said begin in a unit: after the last colon or semicolon before an index, else at its start."""
    marks = [i for i in range(unit.start, before) if reading.doc[i].text in {":", ";"} and not reading.quoted(i)]
    return marks[-1] + 1 if marks else unit.start


def matrix_end(unit: Unit, segment: Segment, reading: Reading) -> int:
    """The end of a clause that brackets interrupt: "sagte Meier (CDU) dem Sender"."""
    end = segment.end
    while end < unit.end and reading.doc[end].text == "(":
        close = next((i for i in range(end, unit.end) if reading.doc[i].text == ")"), None)
        if close is None:
            break
        following = segment_at(unit, close + 1)
        end = following.end if following is not None else close + 1
    return end


def main_scope(index: int, unit: Unit, reading: Reading) -> tuple[int, int]:
    """The main clauses around a token: the unit, cut at semicolons, colons and coordinate clauses without it."""
    doc = reading.doc
    start, end = unit.start, unit.end
    seen_main = False
    for segment in unit.segments:
        apart = segment.start > unit.start and doc[segment.start - 1].text in {";", ":"}
        joined = segment.kind == "main" and seen_main and doc[segment.start].lower_ in _COORDINATORS
        own_subject = segment.kind == "main" and seen_main and segment.finite > segment.start
        if apart or joined or (own_subject and doc[segment.start - 1].text == ","):
            if segment.start <= index:
                start = segment.start
            else:
                end = segment.start
                break
        seen_main = seen_main or segment.kind == "main"
    return start, end


def said(
    doc: Doc, bounds: tuple[int, int], cue: Token, speakers: list[Mention], kind: str, marks: bool = False
) -> list[Attribution]:
    """One attribution per speaker (one with None if nobody is named) for trimmed bounds; none without content.

    ``marks`` keeps quotation marks at the edges: they belong to indirect content that begins or ends quoted.
    """
    start, end = trim(doc, bounds, marks)
    if end <= start:
        return []
    found: list[Mention | None] = [*speakers] or [None]
    return [Attribution(start=start, end=end, cue=cue, speaker=s, kind=kind) for s in found]


def trim(doc: Doc, bounds: tuple[int, int], marks: bool = False) -> tuple[int, int]:
    """Bounds without blanks and punctuation at the edges."""
    start, end = bounds
    while start < end and _edge(doc[start], marks, "("):
        start += 1
    while end > start and _edge(doc[end - 1], marks, ")!?"):
        end -= 1
    return start, end


def _edge(token: Token, marks: bool, kept: str) -> bool:
    if token.text in MARKS and marks:
        return False
    return token.is_space or token.text in MARKS or (token.is_punct and token.text not in kept)
