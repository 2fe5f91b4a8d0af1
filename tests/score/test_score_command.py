"""``kg score`` as users call it, with a reader without spaCy; and, slowly, the shipped pipeline against its floors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from score_samples import BODY, HEADLINE, fact, findings, identity, write_gold

from kg.annotate.load import shipped
from kg.commands.score import _SUITES, score
from kg.errors import UsageError
from kg.score import floors, gold, suites

PINNED = ("facts", "identity", "times", "quotes")


class Blank:
    """A pipeline that is only asked for its name."""

    def __init__(self) -> None:
        self.meta = {"lang": "de", "name": "test", "version": "1"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with gold and its article, read perfectly, but with one fact too many."""
    write_gold(tmp_path / "gold")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(HEADLINE + BODY, encoding="utf-8")
    told = [
        fact("Petra Wolf", "leads", "Nordwerft"),
        fact("Nordwerft", "located_in", "Emden"),
        fact("Emden", "met", "Nordwerft"),
    ]

    def digest(documents: list, nlp: Blank) -> Iterator:
        for document in documents:
            yield findings(document.text)

    monkeypatch.setattr(suites, "load", lambda model: Blank())
    monkeypatch.setattr(suites, "digest_each", digest)
    monkeypatch.setattr(suites, "resolved", lambda found: (identity(), told))
    return tmp_path


def call(place: Path, *arguments: str) -> Result:
    paths = [
        "--gold",
        str(place / "gold"),
        "--articles",
        str(place / "articles"),
        "--floors",
        str(place / "floors.json"),
    ]
    return CliRunner().invoke(score, [*arguments, *paths])


def test_suites_are_those_of_the_help() -> None:
    assert tuple(suites.SUITES) == _SUITES


def test_json_holds_all_figures(place: Path) -> None:
    result = call(place, *PINNED, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["versions"]["model"] == "de_test-1"
    rows = {(s["suite"], r["part"], r["name"]): r["figures"] for s in found["suites"] for r in s["rows"]}
    assert rows["facts", "", "relation"]["P"] == pytest.approx(2 / 3, abs=1e-4)
    assert rows["quotes", "", "named"]["F1"] == 1.0
    assert "errors" not in found["suites"][0]


def test_tables_and_errors(place: Path) -> None:
    plain = call(place, "facts")
    assert "facts (gold " in plain.stdout and "relation" in plain.stdout
    assert "other relation:" not in plain.stdout
    assert "other relation: Emden –met– Nordwerft" in call(place, "facts", "--errors").stdout


def test_below_a_floor_is_exit_code_1(place: Path) -> None:
    assert call(place, "facts", "--pin").exit_code == 0
    path = place / "floors.json"
    assert call(place, "facts").exit_code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("0.66", "0.67"), encoding="utf-8")
    below = call(place, "facts")
    assert below.exit_code == 1
    assert "relation.P 0.6667 is below its floor 0.67" in below.stderr
    assert call(place, "facts", "--pin").exit_code == 1, "pinning never lowers"
    assert call(place, "facts", "--lower-floors").exit_code == 0
    assert call(place, "facts").exit_code == 0


def test_wrong_calls_are_told(place: Path) -> None:
    assert isinstance(call(place, "triples").exception, UsageError)
    assert call(place, "facts", "--pin", "--lower-floors").exit_code == 2
    assert call(place, "facts", "calibrate").exit_code == 2
    (place / "articles" / "a.txt").rename(place / "articles" / "b.txt")
    missing = call(place, "facts").exception
    assert isinstance(missing, UsageError) and "--articles" in str(missing)


def test_without_the_sample_the_user_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gold.kg, "__file__", str(tmp_path / "kg" / "__init__.py"))
    error = CliRunner().invoke(score, ["facts"]).exception
    assert isinstance(error, UsageError) and "--gold" in str(error)


@pytest.mark.slow
@pytest.mark.skipif(not (shipped() / "meta.json").exists(), reason="the shipped pipeline is not built yet")
def test_the_shipped_pipeline_holds_its_floors() -> None:
    """After a change for the worse that has to be: ``kg score facts identity times quotes --lower-floors``."""
    golds, articles = gold.sample()
    given = gold.read_gold([golds])
    report = suites.run(PINNED, given, [articles])
    known = floors.read(floors.place())
    for outcome in report.outcomes:
        assert known.get(outcome.suite, {}).get(outcome.gold), f"no floors for {outcome.suite}: kg score --pin"
    assert [str(breach) for breach in floors.breaches(report.outcomes, known)] == []
