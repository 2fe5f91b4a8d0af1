"""Speed: every step is timed, every output has a size."""

from __future__ import annotations

import pytest
from score_samples import findings

from kg.score import speed


def test_steps_and_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = findings()
    monkeypatch.setattr(speed, "digest", lambda documents, nlp: [found for _ in documents])
    outcome = speed.score([found.document], lambda text: None)  # type: ignore[arg-type]
    steps = {row.name: row.figures for row in outcome.rows if row.part == "step"}
    assert {"parse", "digest", "identify", "assemble", "facts.jsonl", "graph.graphml", "graph.html"} <= set(steps)
    assert steps["graph.html"]["bytes"] > 1000
    assert steps["parse"]["bytes"] is None
    total = sum(figures["seconds"] for name, figures in steps.items() if name != "parse")
    assert outcome.figure("build.seconds") == pytest.approx(total, abs=0.01)


def test_without_articles_there_is_no_rate() -> None:
    outcome = speed.score([], lambda text: None)  # type: ignore[arg-type]
    assert outcome.figure("parse.articles/s") is None
    assert outcome.figure("build.times") is None


def test_memory_is_in_bytes() -> None:
    memory = speed.peak_memory()
    assert memory is None or 10_000_000 < memory < 10**12
