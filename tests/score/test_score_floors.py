"""Floors: what breaks them, what raises and what lowers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.score import floors
from kg.score.measures import Outcome, Row
from kg.score.suites import SUITES


def outcome(f1: float | None, wrong: float = 0.0, gold: str = "g") -> Outcome:
    row = Row(name="names", figures={"F1": f1, "wrong": wrong})
    return Outcome(suite="identity", rows=(row,), pinned=("names.F1", "names.wrong"), gold=gold)


def test_pinning_rounds_to_the_lenient_side_and_holds() -> None:
    pinned = floors.pinned([outcome(0.29, 0.011)], {})
    assert pinned == {"identity": {"g": {"names.F1": 0.29, "names.wrong": 0.02}}}
    assert floors.breaches([outcome(0.29, 0.02)], pinned) == []
    assert [b.figure for b in floors.breaches([outcome(0.28, 0.03)], pinned)] == ["names.F1", "names.wrong"]
    assert "above its ceiling" in str(floors.breaches([outcome(0.3, 0.03)], pinned)[0])


def test_floors_rise_and_fall_only_when_told() -> None:
    pinned = floors.pinned([outcome(0.5, 0.1)], {})
    assert floors.pinned([outcome(0.4, 0.2)], pinned) == pinned
    assert floors.pinned([outcome(0.6, 0.05)], pinned)["identity"]["g"] == {"names.F1": 0.6, "names.wrong": 0.05}
    lowered = floors.pinned([outcome(0.4, 0.2)], pinned, lower=True)
    assert lowered["identity"]["g"] == {"names.F1": 0.4, "names.wrong": 0.2}


def test_other_gold_has_floors_of_its_own() -> None:
    pinned = floors.pinned([outcome(0.9)], {})
    assert floors.breaches([outcome(0.1, gold="other")], pinned) == []
    assert set(floors.pinned([outcome(0.1, gold="other")], pinned)["identity"]) == {"g", "other"}


def test_a_figure_that_is_gone_breaks_its_floor() -> None:
    pinned = floors.pinned([outcome(0.5)], {})
    assert [b.value for b in floors.breaches([outcome(None)], pinned)] == [0.0]
    lost = {"identity": {"g": {"none.F1": 0.5}}}
    assert len(floors.breaches([outcome(0.5)], lost)) == 1


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert floors.read(path) == {}
    pinned = floors.pinned([outcome(0.5, 0.1)], {})
    floors.write(pinned, path)
    assert floors.read(path) == pinned
    path.write_text('{"facts": 3}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"floors\.json"):
        floors.read(path)


def test_the_floors_of_kg_are_those_of_its_suites() -> None:
    held = floors.read(floors.place())
    assert {"entities", "facts", "identity", "quotes", "times"} <= set(held) <= set(SUITES)
