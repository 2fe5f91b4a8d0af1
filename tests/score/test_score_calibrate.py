"""Calibration: classes of facts, smoothing, and scores that foretell precision."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score_samples import fact, findings, identity

from kg.extract.scores import cells, precisions
from kg.score import calibrate
from kg.score.calibrate import Case, cross_validated, fit, reliability
from kg.score.gold import GoldArticle, GoldFact
from kg.score.suites import Reading


def many(rule: str, right: int, wrong: int, docs: int = 20) -> list[Case]:
    ways = cells(rule, "met", False)
    return [Case(f"d{i % docs}", ways, i < right, 0.5) for i in range(right + wrong)]


def test_classes_nest() -> None:
    assert cells("verb.active", "met", True) == (
        "verb.active described contact", "verb.active described", "verb.active", "verb.*", "*",
    )  # fmt: skip


def test_few_facts_move_a_class_little() -> None:
    table = fit([*many("verb.active", 90, 10), *many("noun", 0, 12)])
    overall, noun = table["*"][2], table["noun.*"][2]
    assert overall == pytest.approx((90 + calibrate.PRIOR * 0.5) / (112 + calibrate.PRIOR))
    assert noun == pytest.approx(calibrate.PRIOR * overall / (12 + calibrate.PRIOR))
    assert table["verb.*"][:2] == (100, 90)
    assert "noun" not in table, "the same facts must not count twice"
    assert "light.*" not in fit([*many("verb.active", 9, 1), *many("light", 1, 1)]), "two facts say nothing"


def test_no_facts_say_nothing() -> None:
    assert fit([]) == {"*": (0, 0, 0.5)} or fit([]) == {"*": (0, 0, pytest.approx(0.5))}


@given(st.lists(st.tuples(st.sampled_from(["verb.active", "verb.lemma", "noun"]), st.booleans(), st.integers(0, 5))))
def test_precisions_are_probabilities_and_order_does_not_matter(drawn: list) -> None:
    given_cases = [Case(f"d{doc}", cells(rule, "met", False), right, 0.5) for rule, right, doc in drawn]
    table = fit(given_cases)
    assert all(0 < precision < 1 for _, _, precision in table.values())
    assert fit(given_cases[::-1]) == table
    assert len(cross_validated(given_cases)) == len(given_cases)


def test_precision_rises_with_the_cross_validated_score() -> None:
    cases = [*many("verb.lemma", 40, 60), *many("verb.active", 80, 20), *many("noun", 97, 3)]
    rows = [row for row in reliability(cases).rows if row.part == "cross-validated"]
    shares = [row.figures["precision"] for row in rows]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert reliability(cases).figure("cross-validated.ranked") > 0.7


def test_cases_are_judged_by_gold() -> None:
    reading = Reading(
        findings={"a.txt": findings()},
        identity=identity(),
        facts=(
            fact("Wolf", "leads", "Nordwerft"),
            fact("Wolf", "met", "Emden"),
            fact("Wolf", "leads", "Pläne", object_kind="CONCEPT"),
            fact("Wolf", "leads", "Nordwerft", doc="elsewhere.txt"),
        ),
    )
    gold = [GoldArticle(doc="a.txt", facts=(GoldFact(subject=("Wolf",), relations=("leads",), object=("Nordwerft",)),))]
    assert [(case.right, case.cells[0]) for case in calibrate.cases(gold, reading)] == [
        (True, "verb.active named attribute"),
        (False, "verb.active named contact"),
    ]


def test_the_written_table_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "scores.tsv"
    calibrate.write(fit(many("verb.active", 9, 3)), path)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0] == ["cell", "facts", "right", "precision"]
    assert [row[0] for row in lines[1:]] == ["*"], "every narrower class has the same facts"


def test_the_table_of_kg_is_sound() -> None:
    known = precisions()
    assert all(0 < value < 1 for value in known.values())
    assert known["noun.*"] > known["verb.lemma"], "event nouns are read more surely than verbs without a relation"
