"""Calendar arithmetic and number words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.lexicon import table
from kg.extract.times.calendar import century, duration, easter, holiday, months, of_unit, shift, years
from kg.extract.times.numbers import number_words, read_number


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1818, 3, 22), (1999, 4, 4), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("12-24/12-26", "2025-12-24/2025-12-26"),
        ("12-31/01-01", "2025-12-31/2026-01-01"),
        ("e-46", "2025-03-05"),
        ("a-11", "2025-11-19"),
        ("05-sun2", "2025-05-11"),
        ("11-fri4+1", "2025-11-29"),
    ],
)
def test_feasts(rule: str, value: str) -> None:
    assert holiday(rule, 2025).value == value


def test_every_feast_of_the_list_can_be_computed() -> None:
    for row in table("times_holidays"):
        assert holiday(row["rule"], 2024).first is not None


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown rule"):
        holiday("full moon", 2025)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2024-12-30"),
        ("week", "2025-W01"),
        ("weekend", "2025-01-04/2025-01-05"),
        ("month", "2024-12"),
        ("quarter", "2024-10/2024-12"),
        ("half", "2024-07/2024-12"),
        ("year", "2024"),
        ("decade", "2020/2029"),
        ("century", "2001/2100"),
    ],
)
def test_units(unit: str, value: str) -> None:
    assert of_unit(unit, date(2024, 12, 30)).value == value


def test_years_before_christ_count_with_a_year_zero() -> None:
    assert [years(y, y).value for y in (-1, -44, 9)] == ["0000", "-0043", "0009"]
    assert century(-1).value == "-0099/0000"


def test_the_last_of_a_month_stays_the_last() -> None:
    assert shift("month", date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert shift("year", date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_months_run_into_the_next_year() -> None:
    winter = months(2024, 12, 3)
    assert (winter.value, winter.last) == ("2024-12/2025-02", date(2025, 2, 28))


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "day", "P3D"),
        (2.5, "year", "P2Y6M"),
        (0.5, "year", "P6M"),
        (1.5, "hour", "PT1H30M"),
        (None, "week", "PXW"),
        (2, "decade", "P20Y"),
        (0.5, "day", "PT12H"),
        (1, "weekend", "P2D"),
    ],
)
def test_durations(number: float | None, unit: str, value: str) -> None:
    assert duration(number, unit) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("einundzwanzig", 21),
        ("hundertsiebzehn", 117),
        ("zweitausendfünfhundert", 2500),
        ("neunzehnhundertneunundachtzig", 1989),
        ("hunderttausend", 100_000),
        ("zweieinhalb", 2.5),
    ],
)
def test_number_words(word: str, value: float) -> None:
    assert number_words()[word] == value


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_are_read_back(number: int) -> None:
    assert read_number(f"{number:,}".replace(",", ".")) == number
    assert read_number(f"{number:,}".replace(",", "\u202f")) == number
