"""Gephi's import rules, replayed: what its importers make of a file, and what they would drop or complain about.

After gephi/gephi 0.11 (ImporterGraphML, ImporterGEXF, the spreadsheet importers with Apache Commons CSV, the import
container and the default merge strategy SUM).  Not Gephi itself: it is no package of a registry that tests may ask.
"""

from __future__ import annotations

import itertools
import re
import struct
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

NODE_LOOKS = {"x": float, "y": float, "z": float, "size": float, "r": int, "g": int, "b": int}
EDGE_LOOKS = {"r": int, "g": int, "b": int}
RESERVED = {"id", "label", "timeset", "interval", "timestamp"}


@dataclass
class Node:
    label: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    looks: dict[str, float] = field(default_factory=dict)
    times: list[tuple[date, date]] = field(default_factory=list)


@dataclass
class Edge:
    source: str
    target: str
    kind: str
    label: str = ""
    weight: float = 1.0
    attributes: dict[str, Any] = field(default_factory=dict)
    looks: dict[str, float] = field(default_factory=dict)
    times: list[tuple[date, date]] = field(default_factory=list)


@dataclass
class Container:
    """What an importer hands on; ``issues`` is the report that Gephi shows, empty for a clean file."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)
    dynamic: bool = False

    def add_node(self, id_: str, node: Node) -> None:
        if not id_ or id_ in self.nodes:
            self.issues.append(f"node dropped: {id_!r} is empty or already exists")
        else:
            node.label = node.label or id_
            self.nodes[id_] = node

    def add_edge(self, id_: str, edge: Edge) -> None:
        weight = struct.unpack("f", struct.pack("f", min(edge.weight, 3.4e38)))[0]
        if id_ in self.edges:
            self.issues.append(f"edge dropped: {id_!r} already exists")
        elif not {edge.source, edge.target} <= self.nodes.keys():
            self.issues.append(f"edge dropped: an end of {id_!r} is unknown")
        elif not weight > 0:
            self.issues.append(f"edge dropped: weight of {id_!r} is {edge.weight}")
        else:
            self.edges[id_] = edge

    def merged(self) -> int:
        """The number of edges after merging: one for each source, target and kind."""
        return len({(edge.source, edge.target, edge.kind) for edge in self.edges.values()})

    def parse(self, written: str, type_: str, where: str) -> Any:
        try:
            return java(written, type_)
        except ValueError as error:
            self.issues.append(f"{where}: {error}")
            return None


def java(written: str, type_: str) -> Any:
    """A value as Java's parsers read it; these know neither "inf" nor "True" nor numbers beyond their bits."""
    if type_ in ("int", "integer", "long"):
        bits = 63 if type_ == "long" else 31
        if not re.fullmatch(r"[+-]?\d+", written) or not -(1 << bits) <= int(written) < 1 << bits:
            raise ValueError(f"{written!r} is no {type_}")
        return int(written)
    if type_ in ("double", "float"):
        if not re.fullmatch(r"NaN|[+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)", written):
            raise ValueError(f"{written!r} is no {type_}")
        return float(written)
    if type_ == "boolean":
        if written not in ("true", "false"):
            raise ValueError(f"{written!r} is no boolean")
        return written == "true"
    if type_ != "string":
        raise ValueError(f"unknown type {type_!r}")
    return written


def graphml(path: Path) -> Container:
    box = Container()
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    ids: set[str] = set()
    for key in root.iterchildren("{*}key"):
        id_, role = key.get("id", ""), key.get("for", "all")
        if id_ in ids or not re.fullmatch(r"[\w.:-]+", id_) or role not in ("node", "edge"):
            box.issues.append(f"column {id_!r}: exists already, is no token, or is for {role!r}")
        ids.add(id_)
        keys[role, id_] = key.get("attr.name", ""), key.get("attr.type", "")
    graph = root.find("{*}graph")
    assert graph is not None and graph.get("edgedefault") == "directed"
    for element in graph.iterchildren("{*}node"):
        node = Node()
        for name, value in _data(box, keys, "node", element):
            if name == "label":
                node.label = value
            elif name in NODE_LOOKS:
                node.looks[name] = value
            else:
                node.attributes[name] = value
        box.add_node(element.get("id", ""), node)
    for number, element in enumerate(graph.iterchildren("{*}edge")):
        edge = Edge(element.get("source", ""), element.get("target", ""), element.get("label", ""))
        for name, value in _data(box, keys, "edge", element):
            if name in ("label", "weight"):
                setattr(edge, name, value)
            elif name in EDGE_LOOKS:
                edge.looks[name] = value
            else:
                edge.attributes[name] = value
        box.add_edge(element.get("id") or f"generated {number}", edge)
    return box


def _data(box: Container, keys: dict[tuple[str, str], tuple[str, str]], role: str, element: Any) -> Any:
    for cell in element.iterchildren("{*}data"):
        if (role, cell.get("key")) not in keys:
            box.issues.append(f"no column {cell.get('key')!r} of {role}s")
            continue
        name, type_ = keys[role, cell.get("key")]
        if cell.text:
            looks = NODE_LOOKS if role == "node" else EDGE_LOOKS
            asked = {float: "double", int: "int"}[looks[name]] if name in looks else type_
            value = box.parse(cell.text, "double" if (role, name) == ("edge", "weight") else asked, name)
            if name in "rgb" and value is not None and not 0 <= value <= 255:
                box.issues.append(f"colour {value}")
            yield name, value


def gexf(path: Path) -> Container:
    box = Container()
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    graph = root.find("{*}graph")
    assert graph is not None and root.get("version") == "1.3"
    box.dynamic = graph.get("mode") == "dynamic" and graph.get("timeformat") == "date"
    columns: dict[tuple[str, str], tuple[str, str]] = {}
    for role in graph.iterchildren("{*}attributes"):
        for column in role.iterchildren("{*}attribute"):
            key = (role.get("class", ""), column.get("id", ""))
            if key in columns or key[1].lower() in RESERVED | ({"weight"} if key[0] == "edge" else set()):
                box.issues.append(f"column {key} exists")
            columns[key] = column.get("title", ""), column.get("type", "")
    for element in graph.iterfind("{*}nodes/{*}node"):
        node = Node(element.get("label", ""), _attvalues(box, columns, "node", element), {}, _spells(box, element))
        place, size, colour = (element.find(f"{{*}}{name}") for name in ("position", "size", "color"))
        if place is None or size is None or colour is None:
            box.issues.append("a node without place, size or colour")
        else:
            node.looks = {name: float(place.get(name, "nan")) for name in "xyz"} | {
                "size": float(size.get("value", ""))
            }
            node.looks |= {name: int(colour.get(name, "")) for name in "rgb"}
        box.add_node(element.get("id", ""), node)
    for element in graph.iterfind("{*}edges/{*}edge"):
        if element.get("type", "directed") not in ("directed", "undirected", "mutual"):
            box.issues.append(f"edge type {element.get('type')!r}")
        weight = box.parse(element.get("weight", "1.0"), "double", "weight")
        edge = Edge(element.get("source", ""), element.get("target", ""), element.get("kind", ""))
        edge.label, edge.weight = element.get("label", ""), weight
        edge.attributes, edge.times = _attvalues(box, columns, "edge", element), _spells(box, element)
        box.add_edge(element.get("id", ""), edge)
    return box


def _attvalues(
    box: Container, columns: dict[tuple[str, str], tuple[str, str]], role: str, element: Any
) -> dict[str, Any]:
    row = {}
    for cell in element.iterfind("{*}attvalues/{*}attvalue"):
        if (role, cell.get("for", "")) not in columns:
            box.issues.append(f"no column {cell.get('for')!r}")
        elif cell.get("value", ""):
            name, type_ = columns[role, cell.get("for", "")]
            row[name] = box.parse(cell.get("value", ""), type_, name)
    return row


def _spells(box: Container, element: Any) -> list[tuple[date, date]]:
    found = [(spell.get("start", ""), spell.get("end", "")) for spell in element.iterfind("{*}spells/{*}spell")]
    return _intervals(box, found)


def _intervals(box: Container, found: list[tuple[str, str]]) -> list[tuple[date, date]]:
    try:
        spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in found]
    except ValueError as error:
        box.issues.append(f"time: {error}")
        return []
    if any(first > last for first, last in spans) or any(a[1] >= b[0] for a, b in itertools.pairwise(spans)):
        box.issues.append(f"intervals overlap or run backwards: {found}")
    return spans


def spreadsheet(folder: Path) -> Container:
    box = Container(dynamic=True)
    for row in _sheet(box, folder / "nodes.csv", {"id", "label", "timeset"}):
        node = Node(row.pop("label") or "", times=_timeset(box, row.pop("timeset")))
        id_ = row.pop("id") or ""
        node.attributes = {name: value for name, value in row.items() if value is not None}
        box.add_node(id_, node)
    special = {"source", "target", "type", "id", "kind", "label", "weight", "timeset"}
    for row in _sheet(box, folder / "edges.csv", special):
        if (row.pop("type") or "").lower() not in ("directed", "undirected", "mixed"):
            box.issues.append("edge type")
        edge = Edge(row.pop("source") or "", row.pop("target") or "", row.pop("kind") or "", row.pop("label") or "")
        edge.weight = box.parse(row.pop("weight") or "1", "double", "weight")
        edge.times, id_ = _timeset(box, row.pop("timeset")), row.pop("id") or ""
        edge.attributes = {name: value for name, value in row.items() if value is not None}
        box.add_edge(id_, edge)
    return box


def _sheet(box: Container, path: Path, special: set[str]) -> Any:
    """Rows with special columns in lower case, others as written; Gephi knows special ones in any case."""
    lines = commons_csv(path.read_bytes().decode("utf-8"))
    head = [name.lower() if (name or "").lower() in special else name for name in lines[0]]
    if len(set(head)) != len(head) or None in head or not special <= set(head):
        box.issues.append(f"head of {path.name}: {lines[0]}")
    for line in lines[1:]:
        if len(line) != len(head):
            box.issues.append(f"{path.name}: a row of {len(line)} cells")
        else:
            yield dict(zip(head, line, strict=True))


def _timeset(box: Container, written: str | None) -> list[tuple[date, date]]:
    if written is None:
        return []
    if not re.fullmatch(r"<\[[^][,;]+, [^][,;]+\](; \[[^][,;]+, [^][,;]+\])*>", written):
        box.issues.append(f"timeset {written!r}")
    return _intervals(box, re.findall(r"\[([^][,;]+), ([^][,;]+)\]", written))


def commons_csv(source: str) -> list[list[str | None]]:
    r"""Apache Commons CSV in Gephi's format: escape ``\``, surrounding blanks ignored, cells trimmed, "" is null."""
    records: list[list[str | None]] = []
    record: list[str | None] = []
    at = 0
    while at < len(source):
        if not record and source[at] == "\n":  # empty lines are ignored
            at += 1
            continue
        while at < len(source) and source[at] in " \t\x0b\x0c":
            at += 1
        cell, at = _quoted(source, at + 1) if source[at : at + 1] == '"' else _bare(source, at)
        record.append(cell.strip("".join(map(chr, range(33)))) or None)
        if at >= len(source) or source[at] in "\r\n":
            records.append(record)
            record = []
            at += 2 if source[at : at + 2] == "\r\n" else 1
        else:
            at += 1
            if at >= len(source):
                records.append([*record, None])
    return records


def _bare(source: str, at: int) -> tuple[str, int]:
    cell = []
    while at < len(source) and source[at] not in ",\r\n":
        piece, at = _escaped(source, at) if source[at] == "\\" else (source[at], at + 1)
        cell.append(piece)
    return "".join(cell), at


def _quoted(source: str, at: int) -> tuple[str, int]:
    cell = []
    while True:
        if at >= len(source):
            raise ValueError("the file ends within quotes")
        if source[at] == "\\":
            piece, at = _escaped(source, at)
            cell.append(piece)
        elif source[at] != '"':
            cell.append(source[at])
            at += 1
        elif source[at + 1 : at + 2] == '"':
            cell.append('"')
            at += 2
        else:
            at += 1
            while at < len(source) and source[at] not in ",\r\n":
                if not source[at].isspace():
                    raise ValueError(f"{source[at]!r} between quote and comma")
                at += 1
            return "".join(cell), at


def _escaped(source: str, at: int) -> tuple[str, int]:
    sign = source[at + 1 : at + 2]
    if not sign:
        raise ValueError("the file ends after an escape sign")
    known = {"r": "\r", "n": "\n", "t": "\t", "b": "\b", "f": "\f"}
    if sign in known:
        return known[sign], at + 2
    return (sign if sign in '\\",\r\n\f\t\b' else "\\" + sign), at + 2
