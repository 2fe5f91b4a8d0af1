"""The word lists of this stage, read from ``lexicon/`` once and kept.

Every list is a frozen set or a dict of lower-case strings; what they mean and their columns stand at the head of each
file.  Not here: any decision (cues.py, captions.py, sources.py, dates.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Phrases: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word -> the phrases that begin with it, as words, the longest first."""


def _lines(name: str) -> Iterator[str]:
    text = (files("kg.acquire") / "lexicon" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _rows(name: str) -> Iterator[list[str]]:
    rows = _lines(name)
    next(rows)  # the line with the names of the columns
    return (row.split("\t") for row in rows)


def _by_first(phrases: Iterable[str]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(phrase.split()) for phrase in phrases), key=lambda words: (-len(words), words)):
        table.setdefault(words[0], []).append(words)
    return {first: tuple(entries) for first, entries in table.items()}


def opening(key: tuple[str, ...], phrases: Phrases) -> int:
    """The number of words of the longest phrase that ``key`` begins with, or 0."""
    entries = phrases.get(key[0], ()) if key else ()
    return next((len(words) for words in entries if key[: len(words)] == words), 0)


@cache
def furniture(where: str) -> frozenset[str]:
    """Phrases of page furniture: ``phrase`` or ``label``."""
    return frozenset(phrase for place, phrase in _rows("furniture.tsv") if place == where)


@cache
def furniture_starts() -> Phrases:
    """Beginnings of lines that are page furniture."""
    return _by_first(furniture("start"))


@cache
def sections(kind: str) -> frozenset[str]:
    """Whole lines that open what is not the article: kind ``links`` or ``end``."""
    return frozenset(phrase for k, place, phrase in _rows("sections.tsv") if (k, place) == (kind, "line"))


@cache
def section_starts(kind: str) -> Phrases:
    """Beginnings of such lines."""
    return _by_first(phrase for k, place, phrase in _rows("sections.tsv") if (k, place) == (kind, "start"))


@cache
def legal() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """First word -> (phrase, weight) of legal notices, so that a line is searched word by word."""
    table: dict[str, tuple[tuple[str, int], ...]] = {}
    for weight, phrase in _rows("legal.tsv"):
        first = phrase.split()[0]
        table[first] = (*table.get(first, ()), (phrase, int(weight)))
    return table


@cache
def credits(kind: str) -> frozenset[str]:
    """Marks of picture credits: ``cue``, ``holder`` or ``note``."""
    return frozenset(phrase for k, phrase in _rows("credits.tsv") if k == kind)


@cache
def caption_starts() -> Phrases:
    """Beginnings of captions."""
    return _by_first(credits("caption"))


@cache
def agencies() -> Mapping[str, str]:
    """Variant -> name of an agency, ``-`` for words that join, ``*`` for signs without a name."""
    return {row[0]: row[1] for row in _rows("agencies.tsv")}


@cache
def months() -> Mapping[str, int]:
    """Name of a month -> 1 to 12."""
    return {name: int(month) for name, month in _rows("months.tsv")}


@cache
def date_words(kind: str) -> frozenset[str]:
    """Words beside a date: ``published``, ``updated`` or ``beside``."""
    return frozenset(word for line in _lines("date_words.txt") if line.split()[0] == kind for word in line.split())


@cache
def function_words() -> frozenset[str]:
    """German words of the closed classes."""
    return frozenset(word for line in _lines("function_words.txt") for word in line.split())
