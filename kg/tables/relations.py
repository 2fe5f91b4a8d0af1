"""The vocabulary of relations: event type, symmetry, group and labels of each relation id.

A leaf module: it imports nothing of kg.  The data are in ``relations.tsv``, whose header lines say what the columns
mean.  Relations outside the table (German infinitives: "finanzieren") are events, not symmetric, group ``other``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

__all__ = ["OTHER", "Relation", "event_type", "group", "groups", "label", "relations", "static", "symmetric"]

#: The group of relations that are not in the table.
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A row of ``relations.tsv``; ``subject`` and ``object`` are the kinds of things that may stand on either side."""

    id: str
    event_type: str
    symmetric: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    group: str
    label_de: str
    label_en: str
    definition: str


@cache
def relations() -> Mapping[str, Relation]:
    """All rows of ``relations.tsv`` by id, sorted by id."""
    text = resources.files("kg.tables").joinpath("relations.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = (["" if cell == "-" else cell for cell in line.split("\t")] for line in lines[1:])
    table = {
        row[0]: Relation(
            id=row[0],
            event_type=row[1],
            symmetric=row[2] == "yes",
            subject=tuple(row[3].split("|")),
            object=tuple(row[4].split("|")),
            group=row[5],
            label_de=row[6],
            label_en=row[7],
            definition=row[8],
        )
        for row in rows
    }
    return MappingProxyType(table)


def symmetric(relation: str) -> bool:
    """Whether A–relation–B says the same as B–relation–A."""
    row = relations().get(relation)
    return row is not None and row.symmetric


def static(relation: str) -> bool:
    """Whether the relation is a state (office, kin, location) and no event."""
    row = relations().get(relation)
    return row is not None and not row.event_type


def event_type(relation: str) -> str:
    """The PLOVER type of the relation, "" for static relations and those outside the table."""
    row = relations().get(relation)
    return row.event_type if row else ""


def group(relation: str) -> str:
    """The group of the relation ("contact", "force", ...), ``other`` for relations outside the table."""
    row = relations().get(relation)
    return row.group if row else OTHER


@cache
def groups() -> tuple[str, ...]:
    """All groups, sorted, with ``other`` at the end."""
    return (*sorted({row.group for row in relations().values()}), OTHER)


def label(relation: str, language: str = "de") -> str:
    """The words to print between two names: ``label("met") == "traf"``; relations outside the table stand as they are.

    ``language`` is ``de`` or ``en``.
    """
    row = relations().get(relation)
    if row is None:
        return relation
    return row.label_en if language == "en" else row.label_de
