"""How likely a rule's reading is right."""

from __future__ import annotations

from kg.extract.event import Event

#: First estimates by rule; kg score --calibrate prints the measured precision beside them.
RULES = {
    "verb.active": 0.65,
    "verb.passive": 0.65,
    "verb.lemma": 0.45,
    "light": 0.6,
    "noun": 0.6,
    "noun.between": 0.75,
    "office": 0.85,
}


def probability(event: Event) -> float:
    """The probability (0 to 1, two decimals) that an event is read right."""
    base = RULES.get(event.rule, RULES.get(event.rule.partition(".")[0], 0.6))
    if "unlisted" in event.flags:
        base *= 0.8
    return round(base * event.weight, 2)
