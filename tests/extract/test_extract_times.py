"""Golden cases of time expressions: tests/cases/times/*.tsv."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.extract.times.expressions import find_times

CASES = sorted((Path(__file__).parents[1] / "cases" / "times").glob("*.tsv"))
NLP = spacy.blank("de")


def _rows() -> list[tuple[str, str, str, str]]:
    rows = []
    for path in CASES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                published, text, expected = line.split("\t")
                rows.append((f"{path.stem}:{number}", published, text.replace("\\n", "\n"), expected))
    return rows


def published(cell: str) -> tuple[datetime | None, str]:
    """ "2025-07@month" -> the date and its granularity."""
    day, _, granularity = cell.partition("@")
    if day == "-":
        return None, ""
    return datetime.fromisoformat(day if len(day) > 7 else f"{day}-01"), granularity or "day"


def _cases() -> list[Any]:
    known = pytest.mark.xfail(reason="known weakness")
    return [pytest.param(*r[1:], id=r[0], marks=[known] if r[0].startswith("known") else []) for r in _rows()]


@pytest.mark.parametrize(("date", "text", "expected"), _cases())
def test_golden_case(date: str, text: str, expected: str) -> None:
    found = find_times(NLP(text), *published(date))
    assert (" | ".join(f"{t.text}={t.value}" for t in found) or "-") == expected
