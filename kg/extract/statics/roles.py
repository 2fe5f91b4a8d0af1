"""Offices and roles by noun: which relation they state, and to what kind of body."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import longest_suffix, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One row of offices.tsv: ``of`` the kinds of body, ``default`` the body that the noun itself names."""

    noun: str
    relation: str
    of: frozenset[str]
    default: str
    compound_head: bool


@cache
def _roles() -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for row in table("offices"):
        note = row.get("note", "")
        default = (
            note.partition("object=")[2].partition(" unless")[0].partition(";")[0].strip() if "object=" in note else ""
        )
        role = Role(
            noun=row["masculine"] or row["feminine"],
            relation=row["relation"],
            of=frozenset(row["of"].split("|")),
            default=default,
            compound_head="head" in row["flags"].split(),
        )
        for column in ("masculine", "feminine", "plural"):
            for form in filter(None, row.get(column, "").split("|")):
                if role not in found[form]:
                    found[form].append(role)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def _heads() -> frozenset[str]:
    return frozenset(form for form, rows in _roles().items() if any(r.compound_head for r in rows))


def roles_of(*forms: str) -> tuple[Role, ...]:
    """The roles of a noun given by lemma and form, else those of the last part of a compound; () if none."""
    known = _roles()
    for form in forms:
        if form in known:
            return known[form]
    for form in forms:
        last = form.rpartition("-")[2]
        word = last[:1].upper() + last[1:]
        tail = word if word in _heads() and last != form else longest_suffix(last, _heads())
        if tail:
            return tuple(r for r in known[tail] if r.compound_head)
    return ()
