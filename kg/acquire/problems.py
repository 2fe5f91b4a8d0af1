"""What stands in the way of reading an article, in one line: where, what, and what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import InputError

_LOG = logging.getLogger("kg.acquire")


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a path, with ``:LINE`` for JSON lines; ``lost`` is False for a mere note: no article is missing."""

    where: str
    reason: str
    hint: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.hint}"


Report: TypeAlias = Callable[[Problem], None]
"""Takes each problem as it is found."""


class Unreadable(InputError):
    """One article cannot be read; holds what :class:`Problem` needs but the place."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(f"{reason}; {hint}")
        self.reason = reason
        self.hint = hint


def log(problem: Problem) -> None:
    """Where problems go if the caller does not take them: to the log, as warnings."""
    _LOG.warning("%s", problem)
