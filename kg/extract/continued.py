"""Reported speech that goes on without a cue: sentences in Konjunktiv, quotations that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.attribution_types import Attribution
from kg.extract.clauses import infinitive
from kg.extract.quotes import Quotation
from kg.extract.reading import Reading, said
from kg.extract.speakers import subjects
from kg.extract.speech_verbs import speech_verbs
from kg.extract.subjunctive import first, second
from kg.extract.units import Segment, Unit
from kg.schema import Mention


def continued(reading: Reading, known: Sequence[Attribution]) -> list[Attribution]:
    """Attributions without a cue of their own, given those with one."""
    found: list[Attribution] = []
    last: tuple[int, Mention | None] | None = None
    for number, unit in enumerate(reading.units):
        own = [a for a in (*known, *found) if unit.start <= a.cue.i < unit.end or unit.start <= a.start < unit.end]
        speaker, fresh = _current(unit, number, last, reading)
        if own:
            speaker, fresh = max(own, key=lambda a: (a.kind != "according", a.end, -a.start)).speaker, True
        new = _uncovered(unit, own, speaker, fresh, reading)
        found += new
        if own or new:
            last = number, speaker
    return found


def _current(
    unit: Unit, number: int, last: tuple[int, Mention | None] | None, reading: Reading
) -> tuple[Mention | None, bool]:
    """Who is speaking when a unit begins: the last speaker if near, else the subject of the unit before."""
    doc = reading.doc
    before = reading.units[number - 1] if number else None
    own = _acting(unit, reading)
    if own is not None:
        return own, True
    if last is not None and number - last[0] <= 1:
        return last[1], True
    if before is not None:
        acting = _acting(before, reading, speech=False)
        if acting is not None:
            return acting, False
    return (last[1], False) if last is not None and number - last[0] <= 3 and doc is not None else (None, False)


def _acting(unit: Unit, reading: Reading, speech: bool = True) -> Mention | None:
    """The person or body that is the subject of a unit's main clause (a speech verb's if asked)."""
    for segment in unit.segments:
        if segment.kind != "main":
            continue
        finite = reading.doc[segment.finite]
        if first(finite):
            continue
        verb = _main_verb(finite)
        if (
            speech
            and infinitive(verb) not in speech_verbs()
            and ":" not in {t.text for t in reading.doc[segment.end : segment.end + 1]}
        ):
            continue
        for mention in subjects(verb, reading.clauses.get(verb.i), reading.mentions, (unit.start, segment.end)):
            if mention.kind in {"PER", "ORG", "LOC"}:
                return mention
    return None


def _main_verb(finite: Token) -> Token:
    return finite.head if finite.dep_ in {"aux", "aux:pass", "cop"} else finite


def _uncovered(
    unit: Unit, own: Sequence[Attribution], speaker: Mention | None, fresh: bool, reading: Reading
) -> list[Attribution]:
    doc = reading.doc
    found: list[Attribution] = []
    people = [speaker] if speaker is not None else []
    for quotation in reading.quotations:
        if unit.start <= quotation.start - 1 < unit.end and not _covers(own, quotation.start):
            if _sentence(quotation, unit, reading):
                found += said(doc, (quotation.start, quotation.end), doc[quotation.start - 1], people, "direct")
    for segment in unit.segments:
        if segment.finite < 0 or _covers([*own, *found], segment.finite):
            continue
        finite = doc[segment.finite]
        plain = first(finite)
        if not plain and not (
            second(finite)
            and fresh
            and segment.kind == "main"
            and finite.lower_ in {"hätten", "wären", "würden", "seien"}
        ):
            continue
        bounds = _extent(segment, unit, [*own, *found])
        found += said(doc, bounds, finite, people, "indirect", marks=True)
    return found


def _extent(segment: Segment, unit: Unit, covered: Sequence[Attribution]) -> tuple[int, int]:
    if segment.kind in {"rel", "sub"}:
        return segment.start, segment.end
    start = unit.start
    end = unit.end
    cues = [a.cue.i for a in covered if unit.start <= a.cue.i < unit.end]
    for other in unit.segments:
        if other.end <= segment.start and (other.kind == "main" or any(other.start <= c < other.end for c in cues)):
            start = other.end
        if other.start >= segment.end and any(other.start <= c < other.end for c in cues):
            end = other.start
            break
    return start, end


def _sentence(quotation: Quotation, unit: Unit, reading: Reading) -> bool:
    """Whether a quotation is a sentence of its own, or stands after a colon."""
    doc = reading.doc
    before = doc[quotation.start - 2] if quotation.start - 2 >= unit.start else None
    if before is not None and before.text == ":":
        return True
    return before is None and quotation.end >= unit.end - 2 and quotation.end - quotation.start > 2


def _covers(attributions: Sequence[Attribution], index: int) -> bool:
    return any(a.start <= index < a.end for a in attributions)
