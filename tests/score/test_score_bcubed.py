"""B-cubed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.score.bcubed import bcubed

_clusters = st.dictionaries(st.integers(0, 20), st.sampled_from("abcd"), min_size=1)


def test_known_values() -> None:
    """An example by hand: gold {1,2,3} {4}, system {1,2} {3,4}."""
    score = bcubed({1: "a", 2: "a", 3: "a", 4: "b"}, {1: "x", 2: "x", 3: "y", 4: "y"})
    assert score.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert score.wrong == pytest.approx(0.5)
    assert score.items == 4


@given(_clusters)
def test_gold_scores_one(gold: dict[int, str]) -> None:
    """Gold against itself is perfect, under any names of clusters."""
    score = bcubed(gold, {i: f"other {c}" for i, c in gold.items()})
    assert (score.precision, score.recall, score.f1, score.wrong) == (1.0, 1.0, 1.0, 0.0)


@given(_clusters)
def test_all_in_one_has_full_recall(gold: dict[int, str]) -> None:
    """One cluster of everything finds all pairs; every item alone makes no wrong one."""
    assert bcubed(gold, dict.fromkeys(gold, "one")).recall == pytest.approx(1.0)
    alone = bcubed(gold, {})
    assert (alone.precision, alone.wrong) == (1.0, 0.0)


def test_what_gold_does_not_know_is_left_out() -> None:
    """Extra items of the system don't count, and an empty gold is perfect."""
    assert bcubed({1: "a"}, {1: "x", 2: "x"}).precision == 1.0
    assert bcubed({}, {1: "x"}).f1 == 1.0
