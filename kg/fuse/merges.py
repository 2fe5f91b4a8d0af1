"""merges.csv: every merge and near-merge with its reasons, and what a reviewer decided about them.

A reviewer writes ``join`` or ``split`` into the column ``decision`` and hands the file back; decisions beat the rules.
Rows may be written by hand as well: ``left`` and ``right`` are names of entities, or keys of chains
(``"article.txt#m12"``) where a name is not enough to say who is meant.
"""

from __future__ import annotations

import csv
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.fuse.clusters import Constraints
from kg.fuse.names import fold
from kg.fuse.persons import parse
from kg.fuse.referents import Referent
from kg.fuse.tables import read_table
from kg.schema import Link

COLUMNS = ("decision", "kind", "left_name", "right_name", "score", "reasons", "left", "right")
DECISIONS = frozenset({"join", "split"})
#: Cells that begin like this are formulas for a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_merges(links: Iterable[Link], path: Path | str) -> None:
    """Write the rows as CSV (UTF-8), sorted, atomically.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again.
    """
    path = Path(path)
    rows = sorted(dict.fromkeys(map(_row, links)), key=lambda row: (row[0], row[1], fold(row[3]), fold(row[2]), row))
    # Not tempfile: its files can be read by their owner alone, and would keep that after the move.
    temporary = path.with_name(f".kg-{secrets.token_hex(8)}.part")
    try:
        with temporary.open("x", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([_safe(cell) for cell in row] for row in rows)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _row(link: Link) -> tuple[str, ...]:
    reasons = "; ".join(link.reasons)
    return (
        link.decision,
        link.kind,
        link.left_name,
        link.right_name,
        f"{link.score:.3f}",
        reasons,
        link.left,
        link.right,
    )


def _safe(cell: str) -> str:
    cell = " ".join(cell.split())
    return "'" + cell if cell.startswith((*_FORMULA, "'")) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {*_FORMULA, "'"} else cell


def read_merges(path: Path | str) -> tuple[Link, ...]:
    """Read merges.csv in any column order, with or without BOM, comma or semicolon.

    Raises :class:`kg.errors.InputError` when the columns ``decision``, ``left`` and ``right`` are missing or the file
    is not UTF-8; rows without left or right are refused as well.
    """
    columns, rows = read_table(path)
    missing = {"decision", "left", "right"} - set(columns)
    if missing:
        raise InputError(f"{path}: no column {', '.join(sorted(missing))}; expected {', '.join(COLUMNS)}")
    return tuple(_link(row, Path(path), number) for number, row in enumerate(rows, start=2))


def _link(row: dict[str, str], path: Path, number: int) -> Link:
    cell = {key: _unsafe(row.get(key, "").strip()) for key in COLUMNS}
    left, right = cell["left"] or cell["left_name"], cell["right"] or cell["right_name"]
    if not left or not right:
        raise InputError(f"{path}, line {number}: left and right must not be empty; give names or keys")
    try:
        score = float((cell["score"] or "1").replace(",", "."))
    except ValueError as error:
        raise InputError(f"{path}, line {number}: score {cell['score']!r} is no number") from error
    return Link(
        left=left,
        right=right,
        score=score,
        reasons=tuple(r for r in cell["reasons"].split("; ") if r),
        decision=cell["decision"].lower(),
        left_name=cell["left_name"],
        right_name=cell["right_name"],
        kind=cell["kind"],
    )


def decided(merges: Iterable[Link]) -> tuple[Link, ...]:
    """The rows that a reviewer decided, in a fixed order."""
    rows = [m for m in merges if m.decision in DECISIONS]
    return tuple(sorted(rows, key=lambda m: (m.decision, m.left, m.right, m.left_name, m.right_name, m.kind)))


def constraints(merges: Iterable[Link], referents: Sequence[Referent]) -> Constraints:
    """What the decisions mean for these referents; keys of chains that are gone or have another name now are void."""
    by_key: dict[str, int] = {}
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    for i, referent in enumerate(referents):
        for mention in referent.mentions:
            by_key[f"{referent.key.rsplit('#', 1)[0]}#{mention}"] = i
        for name in referent.names:
            by_name[fold(name)].add(i)
            if referent.kind == "PER":
                by_name[fold(parse(name).display)].add(i)

    def positions(side: str, name: str, kind: str) -> list[int]:
        if side in by_key:
            i = by_key[side]
            known = {fold(n) for n in referents[i].names} | {fold(parse(n).display) for n in referents[i].names}
            return [i] if not name or fold(name) in known else []
        found = sorted(by_name.get(fold(side), set()))
        return [i for i in found if not kind or referents[i].kind == kind]

    join: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    names: list[tuple[str, str]] = []
    for row in decided(merges):
        left = positions(row.left, row.left_name, row.kind)
        right = positions(row.right, row.right_name, row.kind)
        if not left or not right:
            continue
        if row.decision == "join":
            every = [*left, *right]
            join += [(every[0], i) for i in every[1:]]
        elif row.left in by_key or row.right in by_key:
            apart += [(i, j) for i in left for j in right if i != j]
        elif fold(row.left) != fold(row.right):
            names.append((fold(row.left), fold(row.right)))
    return Constraints(join=tuple(join), apart=tuple(apart), names=tuple(names))


def literal_places(merges: Iterable[Link]) -> dict[str, str]:
    """Metonyms that a reviewer refused: chain keys or folded town names to the state that is not meant."""
    refused: dict[str, str] = {}
    for row in decided(merges):
        if row.decision == "split":
            for side, other in ((row.left, row.right), (row.right, row.left)):
                refused[side if "#" in side else fold(side)] = other
    return refused
