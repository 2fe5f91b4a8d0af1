"""``kg entity``: the profile of a person, organisation, place or thing."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

import click

from kg.commands import console, options
from kg.commands.loaded import Loaded, load

__all__ = ["entity"]

#: Longest lists of a profile as text; JSON has all.
_LISTED = 10


@click.command(short_help="The profile of a name.", epilog="Example: kg entity Lawrow --format json")
@click.argument("name")
@options.form("text", "json")
@options.graph
def entity(folder: Path, name: str, form: str) -> None:
    """Show what is known of NAME: other names, offices and ties, companions, what it is cited for, when it was seen."""
    loaded = load(folder)
    profile = _profile(loaded, loaded.find(name))
    if form == "json":
        console.print_json(profile)
        return
    console.write(f"{profile['name']} ({profile['kind']}, {profile['id']})")
    seen = " – ".join(dict.fromkeys(filter(None, (profile["first_seen"], profile["last_seen"]))))
    span = f", {seen}" if seen else ""
    console.write(f"{profile['mentions']} mentions in {profile['documents']} articles{span}")
    lists = [
        ("also called", profile["aliases"]),
        ("refs", profile["refs"]),
        ("ties", profile["ties"]),
        ("relations", [f"{name} ({count})" for name, count in profile["relations"].items()]),
        ("with", [f"{name} ({count})" for name, count in profile["with"].items()]),
        ("places", [f"{name} ({count})" for name, count in profile["places"].items()]),
    ]
    for title, values in lists:
        if values:
            more = f" +{len(values) - _LISTED}" if len(values) > _LISTED else ""
            console.write(f"{title}: {', '.join(values[:_LISTED])}{more}")
    if profile["cited"]:
        console.write(f"cited as a source for {profile['cited']} facts; see kg who-says {profile['name']!r}")


def _profile(loaded: Loaded, node: str) -> dict[str, Any]:
    from kg.graph import assemble, fold, names, query
    from kg.tables import relations

    data = loaded.stored.node(node)
    aliases = [alias for alias in data["aliases"].split(fold.SEPARATOR) if alias]
    own = query.timeline(loaded.stored.facts(ends=[node]), node)
    spellings = {names.fold(name) for name in (data["label"], *aliases)}
    others = Counter(end[2] for fact in own for end in assemble.ends(fact) if end[0] != node)
    return {
        "id": node,
        "name": data["label"],
        "kind": data["kind"],
        "aliases": [alias for alias in aliases if alias != data["label"]],
        "mentions": data["mentions"],
        "documents": data["documents"],
        "first_seen": data["first_seen"],
        "last_seen": data["last_seen"],
        "refs": [ref for ref in data["refs"].split(fold.SEPARATOR) if ref],
        "ties": list(dict.fromkeys(query.text(fact) for fact in own if relations.static(fact.relation))),
        "relations": _counted(Counter(fact.relation for fact in own)),
        "with": _counted(others),
        "places": _counted(Counter(fact.place for fact in own if fact.place)),
        "cited": loaded.stored.citations(sorted(spellings)),
        "facts": [dataclasses.asdict(fact) for fact in own],
    }


def _counted(counts: Counter[str]) -> dict[str, int]:
    """The counts by size, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
