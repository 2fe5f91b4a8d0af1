"""Reported speech that goes on without a cue of its own: Konjunktiv, quotations that stand alone, "demnach"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.events.clauses import infinitive
from kg.extract.speech.according import anaphoric, scope, source_noun
from kg.extract.speech.quotes import Quotation
from kg.extract.speech.reading import Reading, said
from kg.extract.speech.speakers import source, subjects
from kg.extract.speech.subjunctive import first, reports
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Segment, Unit
from kg.extract.speech.words import listed, speech_flags
from kg.schema import Mention

#: So many units after the last attribution its speaker is still the one who is reported.
_REACH = 4


def continued(reading: Reading, known: Sequence[Attribution]) -> list[Attribution]:
    """Attributions without a cue that names a speaker, given those with one, in the order of the text."""
    found: list[Attribution] = []
    last: tuple[int, Mention | None] | None = None
    for number, unit in enumerate(reading.units):
        own = [a for a in known if unit.start <= a.cue.i < unit.end or unit.start <= a.start < unit.end]
        back = last[1] if last is not None and number - last[0] <= _REACH else None
        before = reading.units[number - 1] if number else None
        pointing = _pointing(unit, back or (_acting(before, reading) if before is not None else None), reading)
        speaker, fresh = (_outermost(own).speaker, True) if own else _current(unit, number, last, reading)
        new = [*pointing, *_uncovered(unit, [*own, *pointing], speaker, fresh, reading)]
        found += new
        if own or new:
            named = next((a.speaker for a in reversed(new) if a.speaker is not None), None)
            last = number, (speaker if own else back if pointing else named or speaker)
    return found


def _outermost(own: Sequence[Attribution]) -> Attribution:
    """The attribution whose matrix clause is no other's content; a verb of speech before a source phrase."""

    def inside(a: Attribution) -> bool:
        return any(b.start <= a.cue.i < b.end for b in own if b.cue.i != a.cue.i)

    return min(own, key=lambda a: (a.speaker is None, inside(a), a.kind == "according", -a.cue.i, a.start))


def _pointing(unit: Unit, back: Mention | None, reading: Reading) -> list[Attribution]:
    found: list[Attribution] = []
    for token in reading.doc[unit.start : unit.end]:
        if anaphoric(token, reading) and not reading.quoted(token.i):
            head = source_noun(token)
            people = [back] if back is not None else source(head, reading.mentions, None) if head is not None else []
            found += said(reading.doc, scope(token, unit, reading), token, people, "according", marks=True)
    return found


def _current(
    unit: Unit, number: int, last: tuple[int, Mention | None] | None, reading: Reading
) -> tuple[Mention | None, bool]:
    """Who is speaking when a unit begins: the last speaker if near, else the subject of the unit before.

    The second value says whether reported speech is going on.
    """
    own = _acting(unit, reading)
    if own is not None:
        return own, True
    if last is not None and number - last[0] <= 1:
        return last[1], reading.units[number].paragraph == reading.units[last[0]].paragraph
    acting = _acting(reading.units[number - 1], reading, speech=False) if number else None
    if acting is not None:
        return acting, False
    return (last[1] if last is not None and number - last[0] <= _REACH else None), False


def _acting(unit: Unit, reading: Reading, speech: bool = True) -> Mention | None:
    """The person or body that is the subject of a unit's main clause (a speech verb's if asked)."""
    for segment in unit.segments:
        if segment.kind != "main":
            continue
        finite = reading.doc[segment.finite]
        verb = finite.head if finite.dep_ in {"aux", "aux:pass", "cop"} else finite
        announces = reading.doc[min(segment.end, len(reading.doc) - 1)].text in {":", ";"}
        lemma = infinitive(verb)
        speaks = announces or speech_flags(lemma) is not None or lemma in listed("naming")
        if first(finite) or (speech and not speaks):
            continue
        for mention in subjects(verb, reading.clauses.get(verb.i), reading.mentions, (unit.start, segment.end)):
            if mention.kind in {"PER", "ORG", "LOC"}:
                return mention
    return None


def _uncovered(
    unit: Unit, own: Sequence[Attribution], speaker: Mention | None, fresh: bool, reading: Reading
) -> list[Attribution]:
    doc = reading.doc
    found: list[Attribution] = []
    people = [speaker] if speaker is not None else []
    for quotation in reading.quotations:
        inside = unit.start <= quotation.start - 1 < unit.end and not _covers(own, quotation.start)
        if inside and _sentence(quotation, unit, reading):
            found += said(doc, (quotation.start, quotation.end), doc[quotation.start - 1], people, "direct")
    for segment in unit.segments:
        if segment.finite < 0 or _covers([*own, *found], segment.finite):
            continue
        finite = doc[segment.finite]
        going_on = fresh and segment.kind == "main" and reports(finite) and not _hypothetical(segment, unit, reading)
        if (first(finite) and not _unreal(segment, unit, reading)) or going_on:
            named = None if own else _matrix_subject(segment, unit, reading)
            bounds = (segment.start, segment.end) if named is not None else _extent(segment, unit, [*own, *found])
            found += said(doc, bounds, finite, people if named is None else named, "indirect", marks=True)
    return found


def _unreal(segment: Segment, unit: Unit, reading: Reading) -> bool:
    """Whether a clause's Konjunktiv is no reported speech: comparison, purpose, "es sei denn", "sei es", wishes."""
    doc = reading.doc
    words = doc[segment.start : segment.end]
    opener = words[0].lower_
    if opener in listed("unreal") and segment.kind != "main":
        return True
    if opener == "als" or (any(t.lower_ in {"denn", "lebe", "man"} for t in words[:3]) and len(words) <= 4):
        return True
    inverted = segment.finite == segment.start and (segment.start == unit.start or words[0].lower_ == "sei")
    return inverted


def _hypothetical(segment: Segment, unit: Unit, reading: Reading) -> bool:
    """Whether a clause tells what would be: under a condition, or with "sonst", "beinahe"."""
    conditional = any(t.lower_ in {"wenn", "falls"} for t in reading.doc[unit.start : unit.end])
    words = reading.doc[segment.start : segment.end]
    return conditional or any(t.lower_ in {"sonst", "andernfalls", "beinahe", "fast"} for t in words)


def _matrix_subject(segment: Segment, unit: Unit, reading: Reading) -> list[Mention] | None:
    """Who acts in the main clause that a clause in Konjunktiv I follows: "Meier schränkte ein, dass ... sei"."""
    doc = reading.doc
    before = next((s for s in reversed(unit.segments) if s.end == segment.start - 1), None)
    tells = segment.kind == "main" or doc[segment.start].lower_ == "dass"
    if before is None or before.kind != "main" or not tells or doc[segment.start - 1].text != ",":
        return None
    finite = doc[before.finite]
    verb = finite.head if finite.dep_ in {"aux", "aux:pass", "cop"} else finite
    clause = reading.clauses.get(verb.i)
    if first(finite) or (clause is not None and clause.passive):
        return None
    acting = subjects(verb, clause, reading.mentions, (before.start, before.end))
    return [m for m in acting if m.kind in {"PER", "ORG", "LOC"}] or None


def _extent(segment: Segment, unit: Unit, covered: Sequence[Attribution]) -> tuple[int, int]:
    """The clause of a Konjunktiv verb with what belongs to it: a main clause runs to the next cue."""
    if segment.kind in {"rel", "sub"}:
        return segment.start, segment.end
    start, end = unit.start, unit.end
    cues = [a.cue.i for a in covered if unit.start <= a.cue.i < unit.end]
    for other in unit.segments:
        cued = any(other.start <= c < other.end for c in cues)
        if other.end <= segment.start and (other.kind == "main" or cued):
            start = other.end
        if other.start >= segment.end and cued:
            return start, other.start
    return start, end


def _sentence(quotation: Quotation, unit: Unit, reading: Reading) -> bool:
    """Whether a quotation is a sentence of its own, or stands after a colon."""
    if quotation.start - 2 >= unit.start:
        return reading.doc[quotation.start - 2].text == ":"
    return quotation.end >= unit.end - 2 and quotation.end - quotation.start > 2


def _covers(attributions: Sequence[Attribution], index: int) -> bool:
    return any(a.start <= index < a.end for a in attributions)
