"""Who says what in an article."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.according import according
from kg.extract.attribution_types import Attribution
from kg.extract.continued import continued
from kg.extract.mentions import Mentions
from kg.extract.reading import read
from kg.extract.speech_verbs import verbal


def find_attributions(doc: Doc, mentions: Mentions) -> list[Attribution]:
    """All words that an article puts into somebody's mouth, sorted by (start, end).

    The same words may come twice with two speakers ("Lawrow sagte laut Tass, ...").  ``mentions`` receives the speakers.
    """
    reading = read(doc, mentions)
    cued = [*verbal(reading), *according(reading)]
    found = _distinct([*cued, *continued(reading, cued)])
    return sorted(found, key=lambda a: (a.start, a.end, a.cue.i, a.kind, a.speaker.id if a.speaker else ""))


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Without a second attribution of the same words to the same speaker, and without nameless ones beside a named one."""
    best: dict[tuple[int, int, str], Attribution] = {}
    for attribution in found:
        key = (attribution.start, attribution.end, attribution.speaker.id if attribution.speaker else "")
        best.setdefault(key, attribution)
    named = {(s, e) for s, e, speaker in best if speaker}
    return [a for (s, e, speaker), a in best.items() if speaker or (s, e) not in named]
