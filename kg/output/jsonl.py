"""JSON lines: facts.jsonl and entities.jsonl, the public contract; one object a line, keys in the order of the schema.

Every line is UTF-8 and a line for every reader: code points that end a line for some (U+2028) and halves of surrogate
pairs are written as escapes, so nothing is lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import UsageError
from kg.output import atomic, text
from kg.schema import Entity, Fact, to_json

__all__ = ["read", "read_entities", "read_facts", "write"]

T = TypeVar("T", Fact, Entity)


def write(items: Iterable[Fact] | Iterable[Entity], path: str | os.PathLike[str]) -> int:
    """Writes facts or entities in their order, one a line, and gives their number."""
    count = 0
    with atomic.text(path) as out:
        for count, item in enumerate(items, start=1):  # noqa: B007 - the number is the result
            out.write(text.json_safe(to_json(item)) + "\n")
    return count


def read(path: str | os.PathLike[str], kind: type[T]) -> Iterator[T]:
    """The facts or entities of a file, one by one.

    Raises ``UsageError`` with the number of the line when the file is missing or a line is of another shape.
    """
    number = 0
    try:
        with Path(path).open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007 - named in the error
                if line.strip():
                    yield _item(kind, line)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); make it with kg build") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = f"{path}, line {number}"
        raise UsageError(
            f"{where}, is no {kind.__name__.lower()} ({error}); make the file anew with kg build"
        ) from error


def _item(kind: type[T], line: str) -> T:
    """:func:`kg.schema.from_json` for these two flat types, ten times as fast: there are many facts."""
    found: dict[str, Any] = json.loads(line)
    for name, value in found.items():
        if isinstance(value, list):
            found[name] = tuple(value)
    return kind(**found)


def read_facts(path: str | os.PathLike[str]) -> Iterator[Fact]:
    """The facts of facts.jsonl."""
    return read(path, Fact)


def read_entities(path: str | os.PathLike[str]) -> Iterator[Entity]:
    """The entities of entities.jsonl."""
    return read(path, Entity)
