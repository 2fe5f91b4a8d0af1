"""The graph in a folder, as the commands ask it: its facts and entities, and names as people type them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands import console
from kg.errors import UsageError
from kg.schema import Entity, Fact

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.filters import Filter
    from kg.graph.names import Index

__all__ = ["Loaded", "load"]

#: Ranks of matches at which one of several bearers of a name is taken; the others are said.
_SURE = frozenset({"name", "alias", "surname"})
_SHOWN = 6


@dataclass(frozen=True)
class Loaded:
    """What a folder holds.  ``duplicates`` are the agency copies, ``concepts`` whether phrases are nodes."""

    folder: Path
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    duplicates: Mapping[str, str]
    concepts: bool

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole graph, as it was built."""
        from kg.graph.assemble import assemble

        return assemble(self.facts, self.entities, concepts=self.concepts, duplicates=self.duplicates)

    @cached_property
    def nodes(self) -> nx.MultiDiGraph[str]:
        """All that facts speak of, phrases too, without edges."""
        from kg.graph import assemble

        return assemble.nodes(self.facts, self.entities, concepts=True)

    @cached_property
    def names(self) -> Index:
        """The names of all nodes, phrases too."""
        from kg.graph import names

        return names.index(self.nodes)

    def label(self, node: str) -> str:
        """The name of an entity or phrase."""
        return str(self.nodes.nodes[node].get("label", node))

    def find(self, name: str) -> str:
        """The id that a name means.  Of several bearers of the name the most mentioned is taken, which is said.

        Raises ``UsageError`` with names alike for one that nobody bears or that is the beginning of several.
        """
        from kg.graph import names

        match = names.find(self.names, name)
        if not match.ids:
            hint = f"did you mean {_either(match.suggestions)}?" if match.suggestions else "see kg stats for names"
            raise UsageError(f"nothing in {self.folder} is called {name!r}; {hint}")
        labels = [self.label(node) for node in match.ids]
        same = [f" ({node})" if labels.count(name) > 1 else "" for name, node in zip(labels, match.ids, strict=True)]
        shown = [name + id_ for name, id_ in zip(labels, same, strict=True)]
        if len(match.ids) > 1 and match.rank not in _SURE:
            raise UsageError(f"{name!r} may be {_either(shown)}; give more of the name")
        if len(match.ids) > 1:
            console.say(f"note: {name!r} is taken for {shown[0]}; it may also be {_either(shown[1:])}")
        return match.ids[0]

    def node(self, name: str) -> str:
        """As :meth:`find`, for a node of the graph: a phrase is one only if the graph has them."""
        found = self.find(name)
        if found not in self.graph:
            raise UsageError(f"{name!r} is a phrase, and the graph has none; build it with kg build --concepts")
        return found

    def spellings(self, source: str) -> tuple[str, ...]:
        """All names of a cited source.  Raises ``UsageError`` with names alike if it is cited for nothing."""
        from kg.graph import fold, names

        cited = sorted({name for fact in self.facts for name in fold.sources(fact)})
        match = names.find(self.names, source)
        own = [match.ids[0]] if match.ids and (match.id or match.rank in _SURE) else []
        tables = (self.names.labels, self.names.aliases)
        same = [text for table in tables for text, ids in table.items() if set(own) & set(ids)]
        spellings = (source, *sorted(self.names.shown[text] for text in same))
        folded = {reading for name in spellings for reading in names.readings(name)}
        if not folded & {names.fold(name) for name in cited}:
            near = _near(names.fold(source), {names.fold(name): name for name in cited})
            hint = f"; did you mean {_either(near)}?" if near else "; kg stats names the sources"
            raise UsageError(f"{source!r} is cited for nothing in {self.folder}{hint}")
        return spellings

    def relations(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Ids and groups of relations for what was typed: an id, a group, or the words shown for it in either language.

        Raises ``UsageError`` with relations alike for an unknown one.
        """
        from kg.tables import relations

        known = {fact.relation: fact.relation for fact in self.facts} | {name: name for name in relations.groups()}
        for row in relations.relations().values():
            for name in (row.label_de, row.label_en, row.id):
                known[name] = row.id
        lower = {name.casefold(): id_ for name, id_ in sorted(known.items())}
        found = []
        for name in wanted:
            if name not in known and name.casefold() not in lower:
                near = _near(name.casefold(), lower)
                hint = f"did you mean {_either(near)}?" if near else "kg stats names those of the graph"
                raise UsageError(f"no relation or group is called {name!r}; {hint}")
            found.append(known.get(name) or lower[name.casefold()])
        return tuple(found)

    def chosen(
        self, *, about: Iterable[str] = (), relation: Iterable[str] = (), source: Iterable[str] = (), **options: Any
    ) -> Filter:
        """The filter that the options of :func:`kg.commands.options.conditions` describe."""
        from kg.graph.filters import Filter

        return Filter(
            about=tuple(self.find(name) for name in about),
            relations=self.relations(relation),
            sources=tuple(spelling for name in source for spelling in self.spellings(name)),
            kinds=tuple(options.pop("kind", ())),
            statuses=tuple(options.pop("status", ())),
            **options,
        )


def load(folder: Path) -> Loaded:
    """What ``kg build`` wrote into a folder.  Raises :class:`kg.errors.KgError` for no graph or a damaged file."""
    from kg.output import jsonl
    from kg.store import FILE, OLD_FILE, Store

    if not (folder / "facts.jsonl").exists():
        raise UsageError(f"no graph in {folder}; make one with: kg build ARTICLES -o {folder}")
    facts = tuple(jsonl.read_facts(folder / "facts.jsonl"))
    entities = tuple(jsonl.read_entities(folder / "entities.jsonl"))
    path = folder / FILE
    if not path.exists() and (folder / OLD_FILE).exists():
        raise UsageError(f"{folder} was made by an earlier kg; build the graph anew: kg build ARTICLES -o {folder}")
    if not path.exists():
        console.say(f"note: {path} is missing, so agency copies count as articles of their own")
        return Loaded(folder, facts, entities, {}, any(entity.kind == "CONCEPT" for entity in entities))
    with Store(path, readonly=True) as store:
        originals = {article.name: article.original for article in store.articles() if article.original}
        return Loaded(folder, facts, entities, originals, store.setting("concepts") == "1")


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    return [known[text] for text in difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)]


def _either(names: Iterable[str]) -> str:
    given = list(dict.fromkeys(names))
    shown = [*given[:_SHOWN], *([f"{len(given) - _SHOWN} others"] if len(given) > _SHOWN else [])]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
