"""Rows: a graph as sorted, typed, unique rows, the common ground of all formats of nodes and edges.

Whatever graph is given, the rows fulfil what Gephi and others ask: ids are legal, unique and on one line; each column
has one type; no value is None; an edge's weight is above 0; no two edges from one node to another are of the same kind
(Gephi would add them up and keep the attributes of one).  Rows are sorted by id, columns by :data:`ORDER`, then by
name, so that equal graphs give equal bytes.
"""

from __future__ import annotations

import itertools
import operator
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import networkx as nx

from kg.output import text

__all__ = ["ORDER", "Column", "Edge", "Node", "Rows", "Stream", "columns", "missing", "rows"]

#: Columns that come first, in this order.
ORDER = (
    *("label", "kind", "aliases", "mentions"),
    *(
        "relation",
        "group",
        "event_type",
        "predicate",
        "symmetric",
        "weight",
        "documents",
        "facts",
        "status",
        "statuses",
    ),
    *("time", "times", "place", "places", "source", "sources", "amounts", "first_date", "last_date", "spells"),
    *("first_seen", "last_seen", "refs", "score", "sentence", "doc", "url"),
)
_RANK = {name: rank for rank, name in enumerate(ORDER)}
_PLAIN = frozenset({str, int, float, bool})
#: Gephi keeps weights in 32 bits and drops edges of no weight, so weights stay within these bounds.
_FAINT, _HEAVY = 1e-30, 1e30

_id = operator.attrgetter("id")


class Column(NamedTuple):
    """A column and its type: ``string``, ``int`` (32 bits), ``long`` (64 bits), ``double`` or ``boolean``."""

    name: str
    type: str


class Node(NamedTuple):
    """A node with its id in files, the key that it has in the graph, and plain attributes."""

    id: str
    key: Hashable
    data: Mapping[str, Any]


class Edge(NamedTuple):
    """An edge with its unique id; ``kind`` is unique among the edges from ``source`` to ``target``."""

    id: str
    source: str
    target: str
    kind: str
    weight: float
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a graph; ``weight`` is no column of edges, since each edge has one anyway.

    Nodes and edges can be gone through several times, and may be read from a file each time.
    """

    nodes: Iterable[Node]
    edges: Iterable[Edge]
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]


class Stream(Protocol):
    """A graph too large for memory, for all writers that take a graph of networkx.

    Its ids are legal and unique, its rows sorted by id, its kinds of edges unique between two nodes already.
    """

    def __len__(self) -> int:
        """The number of nodes."""

    def __iter__(self) -> Iterator[str]:
        """The ids of the nodes."""

    def degree(self, node: str) -> int:
        """The number of edges at a node."""

    def rows(self, skip_nodes: Collection[str], skip_edges: Collection[str]) -> Rows:
        """As :func:`rows`."""


def rows(
    graph: nx.MultiDiGraph[Any] | Stream, *, skip_nodes: Collection[str] = (), skip_edges: Collection[str] = ()
) -> Rows:
    """The rows of any graph; columns in ``skip_nodes`` and ``skip_edges`` are left out of the columns, not the data."""
    if not isinstance(graph, nx.Graph):
        return graph.rows(skip_nodes, skip_edges)
    keys = sorted(graph.nodes, key=str)
    ids = dict(zip(keys, _unique([str(key) for key in keys]), strict=True))
    node_types, node_data = _typed([graph.nodes[key] for key in keys])
    nodes = sorted((Node(ids[key], key, data) for key, data in zip(keys, node_data, strict=True)), key=_id)

    # Lists in step rather than a list of rows: a hundred thousand small tuples would keep the garbage collector busy.
    sources, targets, edge_keys, kinds, records = list[str](), list[str](), list[Any](), list[str](), list[Any]()
    for source, target, key, kind, data in _edges(graph, ids):
        sources.append(source)
        targets.append(target)
        edge_keys.append(key)
        kinds.append(kind)
        records.append(data)
    edge_types, edge_data = _typed(records)
    names = _edge_names(sources, targets, edge_keys, kinds)
    order = sorted(range(len(names)), key=names.__getitem__)
    edges = [Edge(names[i], sources[i], targets[i], kinds[i], _weight(edge_data[i]), edge_data[i]) for i in order]
    return Rows(nodes, edges, columns(node_types, skip_nodes), columns(edge_types, {"weight", *skip_edges}))


def missing(column: Column, data: Mapping[str, Any]) -> bool:
    """Whether a row has nothing to write in a column: no value, or an empty text, which readers take for none."""
    value = data.get(column.name)
    return value is None or value == ""


def _edges(
    graph: nx.MultiDiGraph[Any], ids: Mapping[Hashable, str]
) -> Iterator[tuple[str, str, Any, str, Mapping[str, Any]]]:
    """Ids of both ends, key, kind and attributes of each edge; a second "met" between the same two is "met~2"."""
    several = graph.is_multigraph()
    names: dict[str, str] = {}
    for left, neighbours in graph.adjacency():
        source = ids[left]
        for right, found in neighbours.items():
            parallel = found if several else {0: found}
            taken: set[str] = set()
            for key, data in parallel.items() if len(parallel) == 1 else sorted(parallel.items(), key=_by_key):
                base = data.get("relation") or data.get("label") or data.get("kind") or ""
                kind = names.get(base) if type(base) is str else None
                if kind is None:
                    kind = text.line(str(base)) or "edge"
                    names[str(base)] = kind
                kind = _free(kind, taken)
                taken.add(kind)
                yield source, ids[right], key, kind, data


def _edge_names(sources: Sequence[str], targets: Sequence[str], keys: Sequence[Any], kinds: Sequence[str]) -> list[str]:
    """A unique id for each edge: its key where that tells it from all others, else made from its ends and kind."""
    # Keys such as 0 and 1 are counted anew for each pair of nodes.
    uses = Counter(keys)
    names = [
        text.line(key) if type(key) is str and uses[key] == 1 else f"{sources[i]}|{kinds[i]}|{targets[i]}"
        for i, key in enumerate(keys)
    ]
    if len(set(names)) == len(names) and "" not in names:
        return names
    order = sorted(range(len(names)), key=lambda i: (names[i], sources[i], targets[i], kinds[i]))
    return [name for _, name in sorted(zip(order, _unique([names[i] for i in order]), strict=True))]


def _weight(data: Mapping[str, Any]) -> float:
    """The weight as a number that Gephi keeps; 1 where there is none."""
    value = data.get("weight")
    if not isinstance(value, (int, float)) or value != value:
        return 1.0
    return float(min(max(value, _FAINT), _HEAVY))


def _by_key(edge: tuple[Any, Any]) -> str:
    return str(edge[0])


def _unique(names: Sequence[str]) -> list[str]:
    """Legal names that differ, in the same order: a second "a" becomes "a~2"."""
    numbers: dict[str, int] = {}
    unique = []
    for name in names:
        base = name = text.line(name) or "~"
        while name in numbers:
            numbers[base] += 1
            name = f"{base}~{numbers[base]}"
        numbers[name] = 1
        unique.append(name)
    return unique


def _free(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    return next(other for number in itertools.count(2) if (other := f"{name}~{number}") not in taken)


def _typed(records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, set[str]], list[Mapping[str, Any]]]:
    """The types that occur in each column, and the records with plain values under names of text."""
    types: dict[str, set[str]] = {}
    # Most records are of one shape, which is looked at once; of whole numbers the size counts too.
    whole: dict[tuple[Any, ...], tuple[str, ...]] = {}
    plain = []
    for record in records:
        shape = (*record, *map(type, record.values()))
        if shape not in whole:
            if not (_PLAIN.issuperset(map(type, record.values())) and all(map(_is_name, record))):
                record = _simplified(record)
                shape = (*record, *map(type, record.values()))
            whole[shape] = tuple(name for name, value in record.items() if type(value) is int)
            for name, value in record.items():
                types.setdefault(name, set()).update(() if type(value) is int else (_TYPES[type(value)],))
        for name in whole[shape]:
            types[name].add("int" if -(1 << 31) <= record[name] < 1 << 31 else _size(record[name]))
        plain.append(record)
    return types, plain


def _simplified(record: Mapping[Any, Any]) -> dict[str, Any]:
    pairs = ((text.line(str(name)), _simple(value)) for name, value in record.items())
    return {name: value for name, value in pairs if name and value is not None}


_TYPES = {str: "string", float: "double", bool: "boolean"}


def _size(value: int) -> str:
    """The type of a number beyond 32 bits."""
    return "long" if -(1 << 63) <= value < 1 << 63 else "string"


def _is_name(name: object) -> bool:
    return type(name) is str and name.isidentifier()


def _simple(value: Any) -> Any:
    """A plain value for any other: the number within a NumPy scalar, the parts of a list in one text."""
    if type(value) in _PLAIN or value is None:
        return value
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        return _simple(value.item())
    if isinstance(value, (list, tuple)):
        return " | ".join(str(part) for part in value)
    if isinstance(value, (set, frozenset)):
        return " | ".join(sorted(str(part) for part in value))
    return str(value)


def columns(types: Mapping[str, set[str]], skip: Collection[str]) -> tuple[Column, ...]:
    """The columns in their order, each of the one type that holds all types of its values."""
    names = sorted((name for name in types if name not in skip), key=lambda name: (_RANK.get(name, len(_RANK)), name))
    return tuple(Column(name, _common(types[name])) for name in names)


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    if types == {"int", "long"}:
        return "long"
    return "double" if types <= {"int", "double"} else "string"
