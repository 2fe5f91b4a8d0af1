"""Tables that users write or edit: CSV from any spreadsheet program."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.errors import InputError

__all__ = ["read_table"]

Row = dict[str, str]


def read_table(path: Path | str) -> tuple[tuple[str, ...], list[Row]]:
    """The names of the columns and the rows of a CSV file, UTF-8 with or without BOM, comma or semicolon.

    Cells that are not there are "", those beyond the last column are left out.  Raises
    :class:`kg.errors.InputError` for a file that is none.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}); save it as CSV UTF-8") from error
    head = text.split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        columns = tuple(next(lines, ()))
        rows = [dict(zip(columns, [*cells, *("" for _ in columns)], strict=False)) for cells in lines if cells]
    except csv.Error as error:
        raise InputError(f"{path}, line {lines.line_num}: no CSV ({error}); save it as CSV UTF-8") from error
    return columns, rows
