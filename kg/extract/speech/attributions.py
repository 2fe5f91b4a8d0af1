"""Who says what in an article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.events.clauses import Clause, clauses
from kg.extract.mentions.register import Mentions
from kg.extract.speech.according import according
from kg.extract.speech.backward import backward
from kg.extract.speech.continued import continued
from kg.extract.speech.headlines import headlines
from kg.extract.speech.interviews import interviews
from kg.extract.speech.manner import manner
from kg.extract.speech.nouns import nominal
from kg.extract.speech.reading import Reading, read
from kg.extract.speech.speech_verbs import verbal
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit


def find_attributions(doc: Doc, mentions: Mentions, parts: Sequence[Clause] | None = None) -> list[Attribution]:
    """All words that an article puts into somebody's mouth, sorted by (start, end).

    The same words may come twice with two speakers ("Meier sagte laut Reuters, ...").  ``mentions`` gets the speakers.
    ``parts`` are the doc's clauses, where they have been read before.
    """
    reading = read(doc, mentions, clauses(doc) if parts is None else parts)
    spoken = verbal(reading)
    phrased = [*manner(reading), *_shared(according(reading), spoken, reading)]
    cued = [*spoken, *phrased, *nominal(reading), *interviews(reading)]
    cued += headlines(reading, cued)
    cued += backward(reading, cued)
    found = _distinct(_outer([*cued, *continued(reading, cued)]))
    return sorted(found, key=lambda a: (a.start, a.end, a.cue.i, a.kind, a.speaker.id if a.speaker else ""))


def _shared(phrases: Sequence[Attribution], spoken: Sequence[Attribution], reading: Reading) -> list[Attribution]:
    """Source phrases with those in the matrix clause of other words telling these: "Meier sagte laut Reuters, ..."."""
    found: list[Attribution] = []
    for phrase in phrases:
        unit = next(u for u in reading.units if u.start <= phrase.cue.i < u.end)
        told = [a for a in spoken if _clausal(a, unit, reading) and not a.start <= phrase.cue.i < a.end]
        told = [a for a in told if phrase.start <= a.cue.i < phrase.end and a.cue.i not in _quoted(reading, a)]
        same = [
            Attribution(start=a.start, end=a.end, cue=phrase.cue, speaker=phrase.speaker, kind=phrase.kind)
            for a in told
        ]
        found += same or [phrase]
    return found


def _clausal(attribution: Attribution, unit: Unit, reading: Reading) -> bool:
    """Whether the words said are a clause in this unit, not a noun phrase or a quoted word."""
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in reading.doc[attribution.start : attribution.end])
    return verbs and unit.start <= attribution.cue.i < unit.end


def _quoted(reading: Reading, attribution: Attribution) -> range:
    quotation = reading.quotation_at(attribution.cue.i)
    return range(quotation.start, quotation.end) if quotation is not None else range(0)


def _outer(found: Sequence[Attribution]) -> list[Attribution]:
    """Without quoted parts of longer indirect speech whose own cue lies inside it, and without what a pronoun repeats.

    In "Er hoffe auf ein „schnelles Ende“, sagte X" the quoted part and the hope are X's words already told.
    """
    kept = []
    for a in found:
        around = [
            b for b in found if b.start <= a.cue.i < b.end and b.start <= a.start and a.end <= b.end and b is not a
        ]
        repeated = a.kind == "direct" or (a.speaker is not None and a.speaker.form == "PRONOUN")
        if not (around and repeated):
            kept.append(a)
    return kept


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    """Each words-and-speaker pair once; nameless attributions give way to named ones of the same words."""
    best: dict[tuple[int, int, str], Attribution] = {}
    for attribution in found:
        key = (attribution.start, attribution.end, attribution.speaker.id if attribution.speaker else "")
        best.setdefault(key, attribution)
    named = {(start, end) for start, end, speaker in best if speaker}
    return [a for (start, end, speaker), a in best.items() if speaker or (start, end) not in named]
