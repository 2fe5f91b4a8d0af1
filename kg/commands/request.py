"""What a build is asked for, what it reports, and how it shows where it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.acquire import Problem
from kg.distribute import Failure

__all__ = ["Progress", "Report", "Request"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A call of ``kg build``, ``kg add`` or ``kg remove``; the fields are their options.

    With ``add`` the articles join those of the last build, with ``remove`` (names) some leave; model, concepts,
    literal, min_score and links are then those of the last build.
    """

    out: Path
    articles: Sequence[Path] = ()
    date: datetime.date | None = None
    jobs: int = 1
    model: str | None = None
    merges: Path | None = None
    literal: bool = False
    link: Path | None = None
    concepts: bool = False
    min_score: float = 0.0
    scheduler: str = ""
    fresh: bool = False
    add: bool = False
    remove: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Report:
    """What a build did.

    ``stored`` of the ``articles`` were known, ``anew`` counts the others by why they were read; ``forgotten`` of the
    last build's are in the graph no more.  ``notes`` are what the user should know.
    """

    articles: int = 0
    stored: int = 0
    anew: Mapping[str, int] = field(default_factory=dict)
    forgotten: int = 0
    replaced: list[str] = field(default_factory=list)
    copies: int = 0
    skipped: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: int = 0
    entities: int = 0
    edges: int = 0
    files: list[Path] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether no article is missing."""
        return not (self.skipped or self.failed)


class Progress(Protocol):
    """Shown while a build runs: steps without an end known, and articles of a known number."""

    def step(self, name: str) -> None:
        """A step begins."""

    def articles(self, done: int, total: int) -> None:
        """So many articles are digested."""
