"""Surface triples: golden cases of tests/cases/triples/clauses.txt, and what holds for every text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from spacy.tokens import Doc

import kg.annotate
from kg.commands.triples import triples as command
from kg.extract.triples.surface import Triple, triples

CASES = Path(__file__).parents[1] / "cases" / "triples" / "clauses.txt"
VOCAB = spacy.blank("de").vocab


@dataclass
class Case:
    about: str
    text: str
    rows: list[list[str]]
    wanted: list[str]


def _cases() -> list[Case]:
    cases: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            cases.append(Case(line[3:], "", [], []))
        elif line.startswith("# text = "):
            cases[-1].text = line.removeprefix("# text = ")
        elif line.startswith("=> "):
            cases[-1].wanted.append(line[3:])
        elif "\t" in line:
            cases[-1].rows.append(line.split("\t"))
    return cases


def _doc(*cases: Case) -> Doc:
    rows = [row for case in cases for row in case.rows]
    heads = [index + int(row[4]) for index, row in enumerate(rows)]
    starts = {sum(len(c.rows) for c in cases[:number]) for number in range(len(cases))}
    return Doc(
        VOCAB,
        words=[row[0].removesuffix("_") for row in rows],
        spaces=[not row[0].endswith("_") for row in rows],
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=heads,
        ents=["O" if row[5] == "-" else f"B-{row[5]}" for row in rows],
        morphs=["" if row[6] == "-" else row[6] for row in rows],
        sent_starts=[index in starts for index in range(len(rows))] if len(cases) > 1 else None,
    )


ALL = _cases()


def _plain(found: Iterable[Triple]) -> list[str]:
    return [f"{t.subject} | {t.relation} | {t.object}" for t in found]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.about)
def test_golden_case(case: Case) -> None:
    assert _plain(triples(_doc(case))) == case.wanted


def test_there_are_cases() -> None:
    assert len(ALL) >= 20
    assert all(case.rows and case.text and case.wanted for case in ALL)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.about)
def test_all_words_are_the_texts_own(case: Case) -> None:
    doc = _doc(case)
    known = {token.text for token in doc}
    for triple in triples(doc):
        for slot in (triple.subject, triple.relation, triple.object):
            assert slot == " ".join(slot.split())
            assert slot
            assert set(slot.replace('"', ' " ').split()) <= known


def test_sentences_are_numbered_and_triples_are_not_repeated() -> None:
    doc = _doc(ALL[0], ALL[1])
    found = list(triples(doc))
    assert [t.sentence for t in found] == [1] * len(ALL[0].wanted) + [2] * len(ALL[1].wanted)
    assert len(set(found)) == len(found)
    assert list(triples(doc)) == found


def test_text_without_verbs_has_none() -> None:
    doc = Doc(VOCAB, words=["Gute", "Nacht"], pos=["ADJ", "NOUN"], deps=["amod", "ROOT"], heads=[1, 1])
    assert list(triples(doc)) == []


class _Pipeline:
    """Knows the parses of the golden cases by their text."""

    def pipe(self, texts: Iterable[tuple[str, int]], **options: Any) -> Iterator[tuple[Doc, int]]:
        parses = {case.text: case for case in ALL}
        for text, number in texts:
            yield _doc(*(parses[line] for line in text.splitlines())), number


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(kg.annotate, "load", lambda model=None: _Pipeline())
    return CliRunner()


def test_command_numbers_lines(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_text(f"{ALL[2].text}\n\n  {ALL[1].text}\n", encoding="utf-8")
    result = runner.invoke(command, [str(file), "--lines"])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1\tDer Stürmer\twurde geboren\tin Dortmund",
        "3\tDer Minister\tbesuchten\tdas Museum",
        "3\tseine Frau\tbesuchten\tdas Museum",
    ]


def test_command_numbers_sentences_of_running_text(runner: CliRunner) -> None:
    result = runner.invoke(command, ["-"], input=f"{ALL[1].text}\n{ALL[2].text}\n")
    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["1", "1", "2"]


def test_command_of_nothing_and_of_a_missing_file(runner: CliRunner, tmp_path: Path) -> None:
    assert runner.invoke(command, ["-"], input="\n \n").stdout == ""
    missing = runner.invoke(command, [str(tmp_path / "none.txt")])
    assert missing.exit_code != 0
    assert missing.stdout == ""
