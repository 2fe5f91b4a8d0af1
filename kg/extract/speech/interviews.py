"""Interviews in the form of a play: "Meier: Wir ... Schmidt: Nein, ..." puts each turn into its speaker's mouth."""

from __future__ import annotations

from kg.extract.speech.reading import Reading, said
from kg.extract.speech.speakers import people
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Unit
from kg.schema import Mention

#: So many turns make an interview; fewer names before colons may be headlines or lists.
_TURNS = 3
_LONGEST = 5


def interviews(reading: Reading) -> list[Attribution]:
    """The turns of an interview; each ends before the next one, and before a question that nobody is named for."""
    found: list[Attribution] = []
    labels = {n: label for n, unit in enumerate(reading.units) if (label := _label(unit, reading)) is not None}
    if len(labels) < _TURNS:
        return found
    for number, (colon, speakers) in labels.items():
        end = reading.units[number].end
        for later in range(number + 1, len(reading.units)):
            unit = reading.units[later]
            last_turn = number == max(labels) and unit.paragraph != reading.units[number].paragraph
            if later in labels or last_turn or reading.doc[unit.end - 1].text == "?":
                break
            end = unit.end
        found += said(reading.doc, (colon + 1, end), reading.doc[colon], speakers, "direct")
    return found


def _label(unit: Unit, reading: Reading) -> tuple[int, list[Mention]] | None:
    """The colon behind the bare name that opens a unit, and who is named."""
    doc = reading.doc
    start = unit.start
    while start < unit.end and doc[start].text in {":", "::", "*"}:
        start += 1
    colon = next((t.i for t in doc[start : start + _LONGEST + 1] if t.text == ":" and t.i < unit.end), None)
    if colon is None or colon == start or doc[colon - 1].ent_type_ != "PER":
        return None
    entity = reading.mentions.entity_at(doc[colon - 1])
    if entity is None or any(t.pos_ in {"VERB", "AUX", "ADP"} for t in doc[start:colon]):
        return None
    speakers = people(entity.root, reading.mentions)
    return (colon, speakers) if speakers else None
