"""Telling entities apart on texts that are built to deceive (tests/cases/fuse)."""

from __future__ import annotations

import pytest
from fuse_samples import case, cases

from kg.fuse import identify
from kg.score.bcubed import bcubed


@pytest.mark.parametrize("name", cases())
def test_case(name: str) -> None:
    """Every case file is resolved almost without a wrong merge, and with few open ones."""
    findings, gold = case(name)
    score = bcubed(gold, identify(findings).of)
    assert score.wrong < 0.02
    assert score.precision > 0.98
    assert score.recall > 0.95


def test_all_cases_together() -> None:
    """The articles of all files in one corpus are resolved as well; towns are the same in all of them."""
    findings, gold = [], {}
    for name in cases():
        more, meant = case(name)
        findings += more
        gold |= meant
    koeln = {"organisations.txt:koeln", "places.txt:koeln", "teams.txt:koeln"}
    gold = {mention: "koeln" if entity in koeln else entity for mention, entity in gold.items()}
    score = bcubed(gold, identify(findings).of)
    assert score.wrong < 0.02
    assert score.precision > 0.98
    assert score.recall > 0.95
