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
from kg.schema import Entity

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.filters import Filter
    from kg.graph.stored import Stored

__all__ = ["Loaded", "load"]

#: Ranks of matches at which one of several bearers of a name is taken; the others are said.
_SURE = frozenset({"name", "alias", "surname"})
_SHOWN = 6


@dataclass(frozen=True)
class Loaded:
    """A folder with a graph.  ``stored`` is asked; ``entities`` and ``graph`` are loaded when wanted."""

    folder: Path
    stored: Stored

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities."""
        from kg.output import jsonl

        return tuple(jsonl.read_entities(self.folder / "entities.jsonl"))

    @cached_property
    def duplicates(self) -> Mapping[str, str]:
        """The agency copies, each with the article that it copies."""
        return self.stored.copies()

    @property
    def concepts(self) -> bool:
        """Whether phrases are nodes."""
        return bool(self.stored.meta("concepts"))

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole graph, as it was built."""
        return self.stored.graph()

    def label(self, node: str) -> str:
        """The name of an entity or phrase."""
        return str(self.stored.node(node)["label"])

    def find(self, name: str) -> str:
        """The id that a name means.  Of several bearers of the name the most mentioned is taken, which is said.

        Raises ``UsageError`` with names alike for one that nobody bears or that is the beginning of several.
        """
        from kg.graph import names

        match = names.find(self.stored, name)
        if not match.ids:
            hint = f"did you mean {_either(match.suggestions)}?" if match.suggestions else "see kg stats for names"
            raise UsageError(f"nothing in {self.folder} is called {name!r}; {hint}")
        ids = self._bearers(name, match.ids) if match.rank in _SURE else match.ids
        labels = [self.label(node) for node in ids]
        same = [f" ({node})" if labels.count(name) > 1 else "" for name, node in zip(labels, ids, strict=True)]
        shown = [name + id_ for name, id_ in zip(labels, same, strict=True)]
        if len(ids) > 1 and match.rank not in _SURE:
            raise UsageError(f"{name!r} may be {_either(shown)}; give more of the name")
        if len(ids) > 1:
            console.say(f"note: {name!r} is taken for {shown[0]}; it may also be {_either(shown[1:])}")
        return ids[0]

    def _bearers(self, name: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Who may be meant by one word that is a person's name, the most mentioned first.

        Somebody whom an article calls "Kim" and no more must not stand before Kim Jong Un.
        """
        from kg.graph import names

        text = names.fold(name)
        if " " in text or any(self.stored.node(node)["kind"] != "PER" for node in found):
            return found
        more = (*self.stored.lookup("surname", text), *self.stored.lookup("prefix", f"{text} "))
        nodes = {node: self.stored.node(node) for node in dict.fromkeys([*found, *more])}
        persons = [node for node, data in nodes.items() if data["kind"] == "PER"]
        return tuple(sorted(persons, key=lambda node: (-nodes[node]["mentions"], node)))

    def node(self, name: str) -> str:
        """As :meth:`find`, for a node of the graph: a phrase is one only if the graph has them."""
        found = self.find(name)
        if found not in self.stored:
            raise UsageError(f"{name!r} is a phrase, and the graph has none; build it with kg build --concepts")
        return found

    def spellings(self, source: str) -> tuple[str, ...]:
        """All names of a cited source.  Raises ``UsageError`` with names alike if it is cited for nothing."""
        from kg.graph import names

        cited = {names.fold(name): name for name in self.stored.cited()}
        match = names.find(self.stored, source)
        own = [match.ids[0]] if match.ids and (match.id or match.rank in _SURE) else []
        spellings = (source, *self.stored.names_of(own))
        folded = {reading for name in spellings for reading in names.readings(name)}
        if folded.isdisjoint(cited):
            near = [like for like in match.suggestions if self._cited(like)] or _near(names.fold(source), cited)
            hint = f"; did you mean {_either(near)}?" if near else "; kg stats names the sources"
            raise UsageError(f"{source!r} is cited for nothing in {self.folder}{hint}")
        return spellings

    def _cited(self, name: str) -> bool:
        from kg.graph import names

        spellings = self.stored.names_of(names.find(self.stored, name).ids)
        return bool(self.stored.citations([names.fold(spelling) for spelling in spellings]))

    def relations(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Ids and groups of relations for what was typed: an id, a group, or the words shown for it in either language.

        Raises ``UsageError`` with relations alike for an unknown one.
        """
        from kg.tables import relations

        known = {name: name for name in self.stored.relations()} | {name: name for name in relations.groups()}
        for row in relations.relations().values():
            for name in (row.label_de, row.label_en, row.id):
                known[name] = row.id
        lower = {name.casefold(): id_ for name, id_ in sorted(known.items())}
        found = []
        for name in wanted:
            if name not in known and name.casefold() not in lower:
                # Who asks for "treffen" means what its sentences are told as: met.
                near = [*self.stored.told_by(name), *_near(name.casefold(), lower)][:_SHOWN]
                hint = f"did you mean {_either(near)}?" if near else "kg stats names those of the graph"
                raise UsageError(f"no relation or group is called {name!r}; {hint}")
            found.append(known.get(name) or lower[name.casefold()])
        return tuple(found)

    def chosen(
        self, *, about: Iterable[str] = (), relation: Iterable[str] = (), source: Iterable[str] = (), **options: Any
    ) -> Filter:
        """The filter that the options of :func:`kg.commands.options.conditions` describe."""
        from kg.graph.filters import Filter

        around = tuple(self.find(name) for name in about)
        if not around:
            options.pop("steps", None)  # from nowhere
        return Filter(
            about=around,
            relations=self.relations(relation),
            sources=tuple(spelling for name in source for spelling in self.spellings(name)),
            kinds=tuple(options.pop("kind", ())),
            statuses=tuple(options.pop("status", ())),
            **options,
        )


def load(folder: Path) -> Loaded:
    """What ``kg build`` wrote into a folder.  Raises :class:`kg.errors.KgError` for no graph or a damaged file."""
    from kg.graph.stored import FILE, Stored
    from kg.output import jsonl
    from kg.store import OLD_FILE

    facts, path = folder / "facts.jsonl", folder / FILE
    if not facts.exists():
        raise UsageError(f"no graph in {folder}; make one with: kg build ARTICLES -o {folder}")
    copies: Mapping[str, str] = {}
    concepts = None
    if path.exists():
        stored = Stored(path)
        if stored.meta("size") == facts.stat().st_size:
            return Loaded(folder, stored)
        copies, concepts = stored.copies(), bool(stored.meta("concepts"))
        stored.close()
    elif (folder / OLD_FILE).exists():
        raise UsageError(f"{folder} was made by an earlier kg; build the graph anew: kg build ARTICLES -o {folder}")
    else:
        console.say(f"note: {path} is missing, so agency copies count as articles of their own")
    # Facts that were made or changed by others: the tables are made in memory.
    given = tuple(jsonl.read_facts(facts))
    entities = tuple(jsonl.read_entities(folder / "entities.jsonl"))
    if concepts is None:
        concepts = any(entity.kind == "CONCEPT" for entity in entities)
    return Loaded(folder, Stored.of(given, entities, concepts=concepts, duplicates=copies))


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    return [known[text] for text in difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)]


def _either(names: Iterable[str]) -> str:
    given = list(dict.fromkeys(names))
    shown = [*given[:_SHOWN], *([f"{len(given) - _SHOWN} others"] if len(given) > _SHOWN else [])]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
