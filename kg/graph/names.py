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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
from rapidfuzz import fuzz, process

from kg.graph import fold as folding

__all__ = ["Index", "Match", "find", "fold", "index", "readings", "slug", "suggest"]

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


@dataclass(frozen=True, slots=True)
class Index:
    """The folded names of a graph: tables from folded text to node ids, one for each rank."""

    ids: frozenset[str]
    labels: dict[str, tuple[str, ...]]
    aliases: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]
    order: dict[str, tuple[float, str]]
    shown: dict[str, str]


def fold(name: str) -> str:
    """A spelling that all writings of a name share: ``fold("Kim Jong-un") == fold("KIM JONG UN")``."""
    lower = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)).casefold()
    return _GAPS.sub(" ", plain.replace("’", "'").replace("'", "")).strip()


def slug(name: str) -> str:
    """An id part made of a-z, 0-9 and hyphens; a short hash where nothing of the name would be left."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words) or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def index(graph: nx.MultiDiGraph[str]) -> Index:
    """The names of all nodes, to be used for several searches in the same graph."""
    labels: dict[str, set[str]] = defaultdict(set)
    aliases: dict[str, set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    order: dict[str, tuple[float, str]] = {}
    shown: dict[str, str] = {}
    for node, data in sorted(graph.nodes(data=True)):
        label = str(data.get("label", node))
        order[node] = (-float(data.get("mentions", 0)), node)
        labels[fold(label)].add(node)
        shown.setdefault(fold(label), label)
        for alias in (a for a in str(data.get("aliases", "")).split(folding.SEPARATOR) if a):
            aliases[fold(alias)].add(node)
            shown.setdefault(fold(alias), alias)
        if data.get("kind") == "PER" and " " in fold(label):
            surnames[fold(label).rpartition(" ")[2]].add(node)

    def table(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
        return {text: tuple(sorted(ids, key=order.__getitem__)) for text, ids in found.items()}

    return Index(frozenset(order), table(labels), table(aliases), table(surnames), order, shown)


def find(where: nx.MultiDiGraph[str] | Index, name: str) -> Match:
    """The nodes that a name means, or suggestions.  See the module for the order of ranks."""
    names = where if isinstance(where, Index) else index(where)
    if name in names.ids:
        return Match(query=name, rank="id", ids=(name,))
    for ranks in (_WHOLE, _PARTS):
        for reading, rank in itertools.product(readings(name), ranks):
            if ids := _lookup(names, rank, reading):
                return Match(query=name, rank=rank, ids=ids)
    return Match(query=name, rank="", ids=(), suggestions=suggest(names, name))


def suggest(names: Index, name: str, limit: int = 5) -> tuple[str, ...]:
    """Names alike, the nearest first, one for each entity."""
    query = fold(name)
    if not query:
        return ()
    near = process.extract(query, sorted(names.shown), scorer=_alike, score_cutoff=_NEAR, limit=None)
    best: dict[str, None] = {}
    taken: set[str] = set()
    for text, _, _ in sorted(near, key=lambda hit: (-hit[1], hit[0])):
        nodes = set(names.labels.get(text, ())) | set(names.aliases.get(text, ()))
        if not nodes <= taken:
            best[names.shown[text]] = None
            taken |= nodes
    return tuple(best)[:limit]


def readings(name: str) -> Iterator[str]:
    """The folded name, then without the ending of a genitive: "Lawrows" -> "lawrows", "lawrow"."""
    folded = fold(name)
    if folded:
        yield folded
        if folded.endswith("s") and len(folded) > 3:
            yield folded[:-1].rstrip()


def _lookup(names: Index, rank: str, text: str) -> tuple[str, ...]:
    if rank == "name":
        return names.labels.get(text, ())
    if rank == "alias":
        return names.aliases.get(text, ())
    if rank == "surname":
        return names.surnames.get(text, ())
    tables = (names.labels, names.aliases)
    if rank == "prefix":
        return _ranked(names, (ids for table in tables for key, ids in table.items() if key.startswith(text)))
    inner = f" {text} "
    return _ranked(names, (ids for table in tables for key, ids in table.items() if inner in f" {key} "))


def _ranked(names: Index, finds: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({node for ids in finds for node in ids}, key=names.order.__getitem__))


def _alike(left: str, right: str, **options: Any) -> float:
    """Like letters in the whole name, or in the nearest word of it: "Lawrov" is near "Sergej Lawrow"."""
    whole = fuzz.ratio(left, right)
    return max(whole, max((0.95 * fuzz.ratio(left, word) for word in right.split(" ")), default=0.0))
