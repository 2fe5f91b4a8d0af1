"""No regular expression takes longer than in proportion to the text, whatever the text."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import patterns
import pytest

LENGTH = 20_000
#: In seconds.  What is linear takes a hundredth of it; what grows with the square, ten times as long.
MOST = 0.3


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Ends what takes more processor time."""

    def stop(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow(used: patterns.Used) -> str:
    """The beginning of a text that takes too long, or ``""``."""
    for text in dict.fromkeys(patterns.attacks(used, LENGTH)):
        try:
            with limit(2):
                # Another program may have had the processor's caches: only what is slow twice is slow.
                if patterns.seconds(used, text) > MOST and patterns.seconds(used, text) > MOST:
                    return text[:20]
        except TimeoutError:
            return text[:20]
    return ""


def test_patterns_are_found_wherever_they_are() -> None:
    found = patterns.every()
    assert len(found) > 240
    modules = {used.module for used in found}
    assert {
        "kg.acquire.tidy",
        "kg.extract.times.match",
        "kg.fuse.names",
        "kg.output.text",
        "kg.commands.console",
    } <= modules


@pytest.mark.parametrize("text", [r"(?:a+)+b", r"\s*\n", r"^={2,6} *([^=\n]+?) *={2,6}$", r"[A-Z]\w*x"])
def test_slow_patterns_are_recognized(text: str) -> None:
    assert slow(patterns.Used("here", text, 0, True))


@pytest.mark.slow
def test_every_pattern_is_fast_on_every_text() -> None:
    assert [(used.module, used.text, text) for used in patterns.every() if (text := slow(used))] == []
