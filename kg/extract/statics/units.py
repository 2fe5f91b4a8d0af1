"""Parts of a body that have heads of their own: "Leiter der Abteilung Migration bei der Stiftung X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.mentions.pointed import named_thing
from kg.extract.mentions.register import Mentions
from kg.schema import Mention

_UNITS = (
    "abteilung", "bereich", "referat", "referats", "referates", "ressort", "ressorts", "sparte", "lehrstuhl",
    "arbeitsgruppe", "forschungsgruppe", "dezernat", "dezernats", "redaktion", "büro", "büros", "stab", "stabs",
    "bereichs", "lehrstuhls", "gruppe", "kompanie", "sektion", "labor", "labors", "programm", "programms",
)  # fmt: skip
_IN = frozenset({"bei", "in", "an", "von", "der", ""})
#: How many words behind a unit the body may stand that it is of.
_FAR = 9


def bodies_of_unit(unit: Token, mentions: Mentions) -> Iterator[Mention]:
    """The bodies that a unit is said to be of, behind its own name."""
    if not unit.lower_.endswith(_UNITS) or preposition(unit)[0] not in {"", "von"}:
        return
    for token in unit.doc[unit.i + 1 : unit.i + _FAR]:
        if token.text in {",", ".", ":", ";", "("} or token.pos_ in {"VERB", "AUX"}:
            return
        word = preposition(token)[0]
        owned = word in _IN and token.dep_ in {"nmod", "obl"} and any(c.dep_ in {"det", "case"} for c in token.lefts)
        thing = named_thing(token, mentions) if owned else None
        if thing is not None and thing.kind == "ORG":
            yield thing
            return
