"""Names as people type them: found without regard to case, umlaut spelling, genitive, hyphen or accent.

Ranks, the first that finds something wins: the name itself or the entity id, an alias, a surname, the beginning of a
name, whole words within a name.  Several finds of one rank are all given, the most mentioned first.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import networkx as nx
from rapidfuzz import fuzz, process

from kg.graph import fold as folding

__all__ = ["Index", "Match", "Names", "find", "fold", "forms", "index", "readings", "slug", "suggest"]

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i"}
)
#: What may stand between the parts of a name, apostrophes included: "Kim Jong-un", "O’Neill".
_GAPS = re.compile(r"[\W_]+")
#: Below this share of like letters (0 to 100) a name is no suggestion.  "Lawrov" for "Lawrow" has 83, "Merkel" for
#: "Merz" 60.
_NEAR = 70
#: A genitive of a whole name goes before the beginning of a longer one.
_WHOLE = ("name", "alias", "surname")
_PARTS = ("prefix", "part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a name refers to.

    ``rank`` is ``id``, ``name``, ``alias``, ``surname``, ``prefix``, ``part``, or ``""`` for nothing.  More than one
    id: the name is ambiguous.  ``suggestions`` are names alike, given when there are no ids.
    """

    query: str
    rank: str
    ids: tuple[str, ...]
    suggestions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id, if there is exactly one; else ""."""
        return self.ids[0] if len(self.ids) == 1 else ""


class Names(Protocol):
    """Names of nodes to search in: an :class:`Index`, or a graph in a file."""

    def has(self, id_: str) -> bool:
        """Whether there is a node of this id."""

    def lookup(self, rank: str, text: str) -> tuple[str, ...]:
        """The ids that a folded name means by the rule of one rank, the most mentioned first."""

    def like(self, text: str) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Folded names that may be like one, with a writing and the ids of each."""


@dataclass(frozen=True, slots=True)
class Index:
    """The folded names of a graph: tables from folded text to node ids, one for each rank."""

    ids: frozenset[str]
    labels: dict[str, tuple[str, ...]]
    aliases: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]
    order: dict[str, tuple[float, str]]
    shown: dict[str, str]

    def has(self, id_: str) -> bool:
        """Whether there is a node of this id."""
        return id_ in self.ids

    def lookup(self, rank: str, text: str) -> tuple[str, ...]:
        """The ids that a folded name means by the rule of one rank, the most mentioned first."""
        whole = {"name": self.labels, "alias": self.aliases, "surname": self.surnames}
        if rank in whole:
            return whole[rank].get(text, ())
        tables = (self.labels, self.aliases)
        if rank == "prefix":
            return self._ranked(ids for table in tables for key, ids in table.items() if key.startswith(text))
        inner = f" {text} "
        return self._ranked(ids for table in tables for key, ids in table.items() if inner in f" {key} ")

    def like(self, text: str) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Folded names that may be like one: all."""
        return {
            key: (shown, frozenset({*self.labels.get(key, ()), *self.aliases.get(key, ())}))
            for key, shown in self.shown.items()
        }

    def _ranked(self, finds: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(sorted({node for ids in finds for node in ids}, key=self.order.__getitem__))


def fold(name: str) -> str:
    """A spelling that all writings of a name share: ``fold("Kim Jong-un") == fold("KIM JONG UN")``."""
    lower = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)).casefold()
    return _GAPS.sub(" ", plain.replace("’", "'").replace("'", "")).strip()


def slug(name: str) -> str:
    """An id part made of a-z, 0-9 and hyphens; a short hash where nothing of the name would be left."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words) or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def forms(label: str, aliases: str, kind: str) -> Iterator[tuple[str, int, str]]:
    """The names of a node, folded, with their rank (0 label, 1 alias, 2 surname) and as they are written."""
    yield fold(label), 0, label
    for alias in (a for a in aliases.split(folding.SEPARATOR) if a):
        yield fold(alias), 1, alias
    if kind == "PER" and " " in fold(label):
        yield fold(label).rpartition(" ")[2], 2, label


def index(graph: nx.MultiDiGraph[str]) -> Index:
    """The names of all nodes, to be used for several searches in the same graph."""
    tables: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
    order: dict[str, tuple[float, str]] = {}
    shown: dict[str, str] = {}
    for node, data in sorted(graph.nodes(data=True)):
        order[node] = (-float(data.get("mentions", 0)), node)
        label, aliases, kind = str(data.get("label", node)), str(data.get("aliases", "")), str(data.get("kind", ""))
        for text, rank, written in forms(label, aliases, kind):
            tables[rank][text].add(node)
            if rank < 2:
                shown.setdefault(text, written)

    def table(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
        return {text: tuple(sorted(ids, key=order.__getitem__)) for text, ids in found.items()}

    labels, aliases_, surnames = map(table, tables)
    return Index(frozenset(order), labels, aliases_, surnames, order, shown)


def find(where: nx.MultiDiGraph[str] | Names, name: str) -> Match:
    """The nodes that a name means, or suggestions.  See the module for the order of ranks."""
    names = index(where) if isinstance(where, nx.Graph) else where
    if names.has(name):
        return Match(query=name, rank="id", ids=(name,))
    for ranks in (_WHOLE, _PARTS):
        for reading, rank in itertools.product(readings(name), ranks):
            if ids := names.lookup(rank, reading):
                return Match(query=name, rank=rank, ids=ids)
    return Match(query=name, rank="", ids=(), suggestions=suggest(names, name))


def suggest(names: Names, name: str, limit: int = 5) -> tuple[str, ...]:
    """Names alike, the nearest first, one for each entity."""
    query = fold(name)
    if not query:
        return ()
    known = names.like(query)
    near = process.extract(query, sorted(known), scorer=_alike, score_cutoff=_NEAR, limit=None)
    best: dict[str, None] = {}
    taken: set[str] = set()
    for text, _, _ in sorted(near, key=lambda hit: (-hit[1], hit[0])):
        shown, nodes = known[text]
        if not nodes <= taken:
            best[shown] = None
            taken |= nodes
    return tuple(best)[:limit]


def readings(name: str) -> Iterator[str]:
    """The folded name, then without the ending of a genitive: "Lawrows" -> "lawrows", "lawrow"."""
    folded = fold(name)
    if folded:
        yield folded
        if folded.endswith("s") and len(folded) > 3:
            yield folded[:-1].rstrip()


def _alike(left: str, right: str, **options: Any) -> float:
    """Like letters in the whole name, or in the nearest word of it: "Lawrov" is near "Sergej Lawrow"."""
    whole = fuzz.ratio(left, right)
    return max(whole, max((0.95 * fuzz.ratio(left, word) for word in right.split(" ")), default=0.0))
