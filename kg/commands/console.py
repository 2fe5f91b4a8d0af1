"""What the commands print: data on stdout, reports on stderr, in UTF-8 whatever the locale.

Text from articles cannot steer the terminal: control characters are replaced before anything is printed.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["plain", "prepare", "print_json", "print_rows", "print_table", "reason", "say", "write"]

#: Width of tables that no terminal shows: nothing is cut for want of room in a file or a pipe.
_WIDE = 400
_LEAST = 10
_Cells = Sequence[Sequence[str]]
#: Control characters, halves of surrogate pairs, and marks that turn the direction of the text around.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def prepare(debug: bool) -> None:
    """Sets both streams to UTF-8; with ``debug``, what modules log goes to stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if debug:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(name)s: %(message)s")


def say(message: str) -> None:
    """A line of a report, on stderr."""
    click.echo(plain(message), err=True)


def write(line: str) -> None:
    """A line of text from articles, on stdout."""
    click.echo(plain(line))


def plain(text: str) -> str:
    """The text in one line without anything that a terminal would obey."""
    return _CONTROLS.sub(" ", text)


def reason(error: OSError) -> str:
    """What the system says about a file, in one line."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def print_table(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[str] = (),
    wide: Sequence[str] = (),
) -> None:
    """A table that fits the terminal, colours only there.

    ``right`` are the columns of figures, ``wide`` those of free text, which wrap where there is little room.
    """
    from rich.cells import cell_len
    from rich.console import Console

    title, cells = plain(title), [[plain(cell) for cell in row] for row in rows]
    width = None if sys.stdout.isatty() else _WIDE
    out = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)
    if not out.is_terminal and not out.options.ascii_only:
        lines = _aligned(title, head, cells, right, wide)
        if max(map(cell_len, lines[:2])) <= _WIDE:
            click.echo("\n".join(lines))
            return
    click.echo(_by_rich(out, title, head, cells, right, wide), nl=False)


def _by_rich(
    out: Console, title: str, head: Sequence[str], rows: _Cells, right: Sequence[str], wide: Sequence[str]
) -> str:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name in head:
        # Wide columns stay wide enough for a date.
        least = _LEAST if name in wide else None
        justify: Literal["left", "right"] = "right" if name in right else "left"
        table.add_column(name, justify=justify, no_wrap=name not in wide, overflow="fold", min_width=least)
    for row in rows:
        table.add_row(*map(Text, row))
    # Not printed by rich itself: it would exit with 1 when the reader of a pipe has seen enough.
    with out.capture() as captured:
        if title:
            out.print(Text(title, style="bold"))
        out.print(table)
        out.print()
    return captured.get()


def _aligned(title: str, head: Sequence[str], rows: _Cells, right: Sequence[str], wide: Sequence[str]) -> list[str]:
    """The lines that rich makes where nothing wraps: it takes half a minute for the edges of a hub."""
    from rich.cells import cell_len

    def filled(cell: str, width: int, name: str) -> str:
        if name not in right:
            return cell + " " * (width - cell_len(cell))
        cell = cell.rstrip()
        return " " * (width - cell_len(cell)) + cell

    def line(cells: Sequence[str]) -> str:
        return "  ".join(map(filled, cells, widths, head))

    columns = zip(head, *rows, strict=True)
    least = [_LEAST if name in wide else 0 for name in head]
    widths = [max(width, *map(cell_len, column)) for width, column in zip(least, columns, strict=True)]
    rule = "─" * (sum(widths) + 2 * len(widths) - 2)
    return [*([title] if title else []), line(head), rule, *map(line, rows), ""]


def print_rows(rows: Iterable[Mapping[str, Any]], head: Sequence[str], form: str) -> None:
    """Rows as ``json`` (one array), ``jsonl``, ``csv`` or ``tsv`` on stdout."""
    if form == "json":
        print_json([{name: row[name] for name in head} for row in rows])
        return
    if form == "jsonl":
        for row in rows:
            click.echo(_json({name: row[name] for name in head}, indent=None))
        return
    import csv

    # A tab separated table has no quotes: blanks stand for what would break a line or a column.
    options: dict[str, Any] = {"delimiter": "\t", "quoting": csv.QUOTE_NONE, "quotechar": None} if form == "tsv" else {}
    writer = csv.writer(sys.stdout, lineterminator="\n", **options)
    writer.writerow(head)
    for row in rows:
        writer.writerow([plain(str(row[name])) for name in head])


def print_json(value: Any) -> None:
    """A value as JSON with indents on stdout."""
    click.echo(_json(value, indent=2))


def _json(value: Any, indent: int | None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Legal in JSON, but a line break or a command for others.
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
