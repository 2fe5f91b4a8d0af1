"""How likely a rule's reading is right, as measured on gold (``kg score calibrate`` writes ``lexicon/scores.tsv``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from kg.extract.events.event import Event
from kg.schema import Mention
from kg.tables.relations import group

__all__ = ["cells", "described", "precisions", "probability"]

#: What the rule's own doubt costs: too rare in gold to be measured by class.
_DOUBT = 0.95


def probability(event: Event) -> float:
    """The probability (0 to 1, two decimals) that an event is read right."""
    if event.probability:
        return round(event.probability, 2)
    known = precisions()
    ways = cells(event.rule, event.relation, described((*event.subjects, *event.objects)))
    base = next(known[cell] for cell in ways if cell in known)
    doubted = event.weight < 1 or "unlisted" in event.flags
    return round(base * (_DOUBT if doubted else 1.0), 2)


def cells(rule: str, relation: str, described: bool) -> tuple[str, ...]:
    """The classes that a reading belongs to, from the narrowest to the one of all (``*``)."""
    form = f"{rule} {'described' if described else 'named'}"
    return f"{form} {group(relation)}", form, rule, f"{rule.partition('.')[0]}.*", "*"


def described(ends: Iterable[Mention]) -> bool:
    """Whether an end is a pronoun or a description, so that the fact rests on coreference too."""
    return any(m.form != "NAME" and m.kind != "CONCEPT" for m in ends)


@cache
def precisions() -> Mapping[str, float]:
    """``scores.tsv``: class to smoothed precision; the class ``*`` is always there."""
    text = resources.files("kg.extract").joinpath("lexicon", "scores.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return MappingProxyType({cell: float(precision) for cell, _, _, precision in lines[1:]})
