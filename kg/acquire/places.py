"""Paths -> the files to read, in a fixed order, each once and with a name of its own.

Folders are searched to the bottom; hidden files and folders are passed over, and a folder that was reached already (by
a link that leads back up) is not entered again.  Links that lead out of the folder are not followed: whoever can put a
file into a folder of articles must not choose what else is read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.acquire.problems import Problem, Report
from kg.acquire.tidy import tidy_line
from kg.errors import UsageError

#: Suffix -> format.  Files of other kinds are read only when named one by one.
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A file: ``format`` is one of the values of FORMATS or ``""`` (its content must tell); ``name`` is unique."""

    path: Path
    name: str
    format: str


def shown(path: Path | str) -> str:
    """A path as text that any terminal and file can take: one line, undecodable bytes replaced."""
    return tidy_line(os.fsencode(path).decode("utf-8", errors="replace"), limit=1000)


def find(paths: Iterable[str | Path], report: Report) -> list[Place]:
    """The files behind ``paths``.

    Raises :class:`UsageError` for a path that does not exist and for a folder without an article.
    """
    files: list[Path] = []
    known: set[str] = set()
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not given:
        raise UsageError("no articles given; name files or folders of .txt, .html, .jsonl or .json")
    for path in map(Path, given):
        if path.is_dir():
            inside = _in_folder(path, report)
            if not inside:
                raise UsageError(f"no articles in {shown(path)}; expected files ending in {', '.join(sorted(FORMATS))}")
        elif path.is_file():
            inside = [path]
        elif os.path.lexists(path):
            raise UsageError(f"{shown(path)} is neither a file nor a folder; name an article or a folder of articles")
        else:
            raise UsageError(f"{shown(path)} does not exist; check the path")
        for file in inside:
            real = os.path.realpath(file)
            if real not in known:
                known.add(real)
                files.append(file)
    return [
        Place(path, name, FORMATS.get(path.suffix.lower(), "")) for path, name in zip(files, _names(files), strict=True)
    ]


def _in_folder(top: Path, report: Report) -> list[Path]:
    files: list[Path] = []
    others: Counter[str] = Counter()
    entered: set[str] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path.is_symlink() and path.exists() and path != top and not _within(path, top):
            report(Problem(shown(path), "a link out of the folder, not followed", "name what it leads to", False))
            continue
        if path.is_file():
            if path.suffix.lower() in FORMATS:
                files.append(path)
            else:
                others[path.suffix.lower() or "without suffix"] += 1
            continue
        real = os.path.realpath(path)
        if real in entered or not path.is_dir():
            continue
        entered.add(real)
        try:
            inside = sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
        except OSError as error:
            report(Problem(shown(path), f"the folder cannot be opened ({error.strerror})", "check its permissions"))
            continue
        waiting += inside
    if others and files:
        kinds = ", ".join(f"{count} {shown(kind)}" for kind, count in sorted(others.items()))
        report(
            Problem(
                shown(top), f"files of other kinds passed over: {kinds}", "name them one by one to read them", False
            )
        )
    return files


def _within(path: Path, top: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top))


def _names(files: Sequence[Path]) -> list[str]:
    """The file's name, with as many of its folders before it as are needed to tell it from the others."""
    parts = [path.absolute().parts for path in files]
    sizes = [1] * len(files)
    while True:
        names = ["/".join(p[-size:]) for p, size in zip(parts, sizes, strict=True)]
        count = Counter(names)
        grown = [
            size + 1 if count[name] > 1 and size < len(p) else size
            for p, size, name in zip(parts, sizes, names, strict=True)
        ]
        if grown == sizes:
            return [shown(name) for name in names]
        sizes = grown
