"""Outside identifiers: the user's ``--link`` table, and those of the shipped tables for states and organisations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import InputError
from kg.fuse.names import fold
from kg.fuse.organisations import known_organisation
from kg.fuse.places import place_refs
from kg.fuse.tables import read_table
from kg.schema import Link

_ITEM = re.compile(r"Q[1-9]\d*")
_COLUMNS = ("name", "kind", "ref")


def read_links(path: Path | str) -> tuple[Link, ...]:
    """Read a ``--link`` table: CSV with the columns name, kind (may be empty) and wikidata (or ref).

    An identifier like ``Q159`` becomes ``"wikidata:Q159"``; one with a scheme ("gnd:118579568") is kept.  The rows come
    as links with the decision ``ref``: left is the name, right the identifier.

    Raises :class:`kg.errors.InputError` for a file that is no UTF-8 CSV with these columns, or a row without them.
    """
    columns, rows = read_table(path)
    fields = {name.strip().lower(): name for name in columns}
    column = next((fields[c] for c in ("wikidata", "wikidata id", "ref", "id") if c in fields), None)
    if "name" not in fields or column is None:
        raise InputError(f"{path}: the columns name and wikidata are needed; found {', '.join(fields) or 'none'}")
    links = []
    for number, row in enumerate(rows, start=2):
        name, ref = row[fields["name"]].strip(), row[column].strip()
        if not name or not ref:
            raise InputError(f"{path}, line {number}: name and identifier must not be empty")
        kind = row.get(fields.get("kind", ""), "").strip().upper()
        links.append(
            Link(
                left=name,
                right=f"wikidata:{ref}" if _ITEM.fullmatch(ref) else ref,
                score=1.0,
                reasons=("given",),
                decision="ref",
                left_name=name,
                kind=kind,
            )
        )
    return tuple(links)


def given_refs(refs: Iterable[Link]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded name to the (kind or "", identifier) pairs of a ``--link`` table."""
    table: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in refs:
        table[fold(row.left)].add((row.kind, row.right))
    return {name: tuple(sorted(pairs)) for name, pairs in table.items()}


def refs_of(
    kind: str, name: str, aliases: Iterable[str], given: Mapping[str, tuple[tuple[str, str], ...]]
) -> tuple[str, ...]:
    """All identifiers of an entity, sorted.  A given one for the canonical name beats those for its aliases."""
    found: set[str] = set()
    for names in ([name], list(aliases)):
        for form in names:
            found.update(ref for wanted, ref in given.get(fold(form), ()) if wanted in ("", kind))
        if found:
            break
    if kind == "LOC":
        found.update(place_refs(name))
    elif kind == "ORG":
        known = known_organisation(name)
        if known is not None and known.name == name and known.wikidata:
            found.add(f"wikidata:{known.wikidata}")
    return tuple(sorted(found))
