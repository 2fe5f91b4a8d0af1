"""First and last days of ISO times."""

from __future__ import annotations

import re

import pytest
from graph_samples import fact
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-12", ("2025-07-12", "2025-07-12")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2025-W28", ("2025-07-07", "2025-07-13")),
        ("2024-09/2024-11", ("2024-09-01", "2024-11-30")),
        ("2025-07-12T10:30:00+02:00", ("2025-07-12", "2025-07-12")),
        ("2022-02/..", ("2022-02-01", "2022-02-28")),
        ("../2024", ("2024-01-01", "2024-12-31")),
        ("2024-12/2024-01", ("", "")),
        ("2025-02-30", ("", "")),
        ("gestern", ("", "")),
        ("..", ("", "")),
        ("", ("", "")),
    ],
)
def test_days_are_the_first_and_last_of_the_time(value: str, expected: tuple[str, str]) -> None:
    assert dates.days(value) == expected


def test_open_end_reaches_to_the_given_day() -> None:
    assert dates.days("2022-02/..", until="2025-07-13") == ("2022-02-01", "2025-07-13")
    assert dates.days("2022-02/", until="2021-01-01") == ("2022-02-01", "2022-02-28")


@given(st.text(alphabet="0123456789-/W.T ", max_size=25))
@settings(deadline=None)
def test_days_of_any_text_are_ordered_days_or_nothing(value: str) -> None:
    first, last = dates.days(value)
    assert bool(first) == bool(last)
    assert first <= last
    assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", day) for day in (first, last))


def test_a_fact_without_time_has_the_days_of_its_article() -> None:
    assert dates.when(fact("per:a", "met", "per:b", time="2024", date="2025-07-13")) == ("2024-01-01", "2024-12-31")
    assert dates.when(fact("per:a", "met", "per:b", time="bald", date="2025-07")) == ("2025-07-01", "2025-07-31")
    assert dates.when(fact("per:a", "met", "per:b", time="", date="")) == ("", "")


def test_spans_that_touch_are_one() -> None:
    spans = [("2025-07-14", "2025-07-15"), ("2025-07-01", "2025-07-12"), ("2025-07-13", "2025-07-13"), ("", "")]
    assert dates.merge(spans) == [("2025-07-01", "2025-07-15")]
    assert dates.spells([*spans, ("2026-01-01", "2026-01-01")]) == "2025-07-01/2025-07-15 | 2026-01-01/2026-01-01"


def test_unknown_days_lie_in_no_limited_period() -> None:
    assert dates.overlaps(("", ""))
    assert not dates.overlaps(("", ""), since="2025")
    assert dates.overlaps(("2025-06-30", "2025-07-01"), since="2025-07", until="2025-07")
    assert not dates.overlaps(("2025-06-01", "2025-06-30"), since="2025-07")
