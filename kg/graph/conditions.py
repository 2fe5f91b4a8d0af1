"""Conditions on facts as SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kg.graph import dates, names
from kg.graph.filters import Filter
from kg.tables import relations

__all__ = ["citing", "conditions"]


def conditions(chosen: Filter, known: Iterable[str]) -> tuple[list[str], list[Any]]:
    """The conditions on facts, with the values in them; ``known`` are the relations of all facts."""
    where: list[str] = []
    values: list[Any] = []

    def one_of(column: str, wanted: Collection[str]) -> None:
        where.append(f"{column} IN ({', '.join('?' * len(wanted))})")
        values.extend(wanted)

    if chosen.min_score > 0:
        where.append("score >= ?")
        values.append(chosen.min_score)
    if chosen.statuses:
        one_of("status", chosen.statuses)
    if chosen.kinds:
        one_of("subject_kind", chosen.kinds)
        one_of("object_kind", chosen.kinds)
    if chosen.relations:
        one_of("relation", [name for name in known if {name, relations.group(name)} & set(chosen.relations)])
    if chosen.sources:
        more, texts = citing(sorted({text for name in chosen.sources for text in names.readings(name)}))
        where += more
        values += texts
    since, until = dates.days(chosen.since)[0], dates.days(chosen.until)[1]
    if since or until:
        where.append("first <> ''")
        where += [f"{column} {sign} ?" for column, sign, day in (("last", ">=", since), ("first", "<=", until)) if day]
        values += [day for day in (since, until) if day]
    return where, values


def citing(texts: Collection[str]) -> tuple[list[str], list[Any]]:
    """The condition that one of these sources, as :func:`kg.graph.names.fold` writes them, is cited."""
    return [f"f IN (SELECT fact FROM sources WHERE text IN ({', '.join('?' * len(texts))}))"], list(texts)
