"""The commands that ask the graph."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import ENTITIES, FACTS, KIM, LAWROW, fact, folder, kg
from click.testing import CliRunner
from samples import entity

from kg.cli import COMMANDS, cli
from kg.output import jsonl


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("graph"))


def test_facts_as_text_come_once_with_articles_and_sources(out: Path) -> None:
    lines = kg("facts", "--graph", out, "--relation", "met").stdout.splitlines()
    assert lines == [
        "Sergej Lawrow –met– Kim Jong Un @Wonsan [2025-07-12]",
        "Kim Jong Un –met– Sergej Lawrow @Wonsan [2025-07-12]   reported by KCNA; TASS",
        "Sergej Lawrow –met– Kim Jong Un [2025-07]   reported by TASS",  # two papers, one agency text
    ]


def test_facts_forms_hold_every_fact(out: Path) -> None:
    lines = kg("facts", "--graph", out, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["sentence"] for line in lines] == [fact.sentence for fact in FACTS]
    rows = list(csv.DictReader(io.StringIO(kg("facts", "--graph", out, "--format", "csv").stdout)))
    assert [row["doc"] for row in rows] == [fact.doc for fact in FACTS]
    tsv = kg("facts", "--graph", out, "--format", "tsv").stdout.splitlines()
    assert {len(line.split("\t")) for line in tsv} == {24}


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--about", "lawrows"], 5),
        (["--about", "Denkmal"], 1),
        (["--relation", "contact"], 4),
        (["--relation", "traf"], 4),
        (["--relation", "finanzieren"], 1),
        (["--status", "denied"], 1),
        (["--source", "kcna"], 2),
        (["--amounts"], 1),
        (["--min-score", "0.9"], 1),
        (["--until", "2024"], 1),
        (["--since", "2025-07-13", "--relation", "met"], 2),
    ],
)
def test_facts_conditions(out: Path, options: list[str], count: int) -> None:
    found = kg("facts", "--graph", out, "--format", "jsonl", *options)
    assert (found.exit_code, len(found.stdout.splitlines())) == (0, count)


def test_amounts_are_shown(out: Path) -> None:
    assert "14000 Soldat" in kg("facts", "--graph", out, "--amounts").stdout


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (["entity", "Lawrov"], "did you mean Lawrow"),
        (["neighbors", "Zzzzzz"], "kg stats"),
        (["facts", "--relation", "mett"], "did you mean met"),
        (["facts", "--source", "KCNAA"], "did you mean KCNA"),
        (["facts", "--source", "Wonsan"], "cited for nothing"),
        (["who-says", "KCNAs Agentur"], "cited for nothing"),
        (["neighbors", "Denkmal"], "--concepts"),
        (["facts", "--since", "gestern"], "2025-07-12"),
        (["nieghbors", "Kim"], "did you mean neighbors"),
        (["export", "docx"], "graphml"),
    ],
)
def test_mistakes_are_told_in_a_line_with_exit_code_2(out: Path, call: list[str], hint: str) -> None:
    result = kg(*call, *(["--graph", out] if call[0] in COMMANDS else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr
    assert "Traceback" not in result.stderr


def test_a_relation_is_found_by_the_verb_of_its_sentences(tmp_path: Path) -> None:
    out = folder(tmp_path, facts=[fact(LAWROW, "met", KIM, predicate="zusammentreffen")])
    result = kg("facts", "--relation", "zusammentreffen", "--graph", out)
    assert result.stderr == "kg: no relation or group is called 'zusammentreffen'; did you mean met?\n"


def test_no_graph(tmp_path: Path) -> None:
    result = kg("facts", "--graph", tmp_path)
    assert result.exit_code == 2
    assert "kg build ARTICLES" in result.stderr
    (tmp_path / "facts.jsonl").write_text("{}\n")
    assert "line 1" in kg("facts", "--graph", tmp_path).stderr


def test_damaged_store_is_told(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "graph.sqlite").write_bytes(b"no database" * 100)
    result = kg("facts", "--graph", tmp_path)
    assert result.exit_code == 2
    assert "damaged" in result.stderr
    (tmp_path / "graph.sqlite").unlink()
    result = kg("neighbors", "Lawrow", "--graph", tmp_path, "--format", "json")
    assert result.exit_code == 0
    assert "agency copies" in result.stderr
    assert json.loads(result.stdout)[0]["weight"] == 4


def test_neighbors_by_relation(out: Path) -> None:
    result = kg("neighbors", "Lawrow", "--graph", out)
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["Sergej", "Lawrow"]
    assert lines[3][:7] == ["met", "↔", "Kim", "Jong", "Un", "PER", "3"]  # the copy counts with its original
    assert lines[4][:5] == ["office_in", "→", "Russland", "LOC", "1"]
    rows = json.loads(kg("neighbors", "Lawrow", "--graph", out, "--format", "json", "--depth", "2").stdout)
    assert {(row["label"], row["distance"]) for row in rows} >= {("Kim Jong Un", 1), ("Wonsan", 2)}
    rows = json.loads(kg("neighbors", "Lawrow", "--graph", out, "--format", "json", "--relation", "contact").stdout)
    assert [row["id"] for row in rows] == [KIM]
    assert kg("neighbors", "Lawrow", "--graph", out, "--since", "2030").stdout == ""


def test_several_bearers_of_a_name_are_told(out: Path) -> None:
    result = kg("entity", "Kim", "--graph", out)
    assert result.stdout.startswith("Kim Jong Un (PER, per:kim-jong-un)")
    assert "it may also be Kim Yo Jong" in result.stderr


def test_a_bare_name_stands_for_who_is_mentioned_most(tmp_path: Path) -> None:
    folder(tmp_path)
    bare = entity("per:kim", name="Kim", mentions=1)
    jsonl.write([*ENTITIES, bare], tmp_path / "entities.jsonl")
    (tmp_path / "graph.sqlite").unlink()
    result = kg("entity", "Kim", "--graph", tmp_path)
    assert result.stdout.startswith("Kim Jong Un (PER, per:kim-jong-un)")
    assert "it may also be Kim Yo Jong or Kim" in result.stderr


def test_columns_in_which_nothing_stands_leave_their_room(out: Path) -> None:
    head = kg("neighbors", "Lawrow", "--relation", "office_in", "--graph", out).stdout.splitlines()[1].split()
    assert head == ["relation", "name", "kind", "articles", "status"]


def test_concepts_are_nodes_where_the_graph_has_them(tmp_path: Path) -> None:
    folder(tmp_path, concepts=True)
    rows = json.loads(kg("neighbors", "Denkmal", "--graph", tmp_path, "--format", "json").stdout)
    assert [row["id"] for row in rows] == [KIM]


def test_explain_shows_the_evidence(out: Path) -> None:
    text = kg("explain", "Kim Jong Un", "Lawrow", "--graph", out).stdout
    assert text.count("–met–") == 4
    assert "    reported, rule test, score 0.50" in text
    assert "copy.txt, 2025-07-13, a copy of c.txt" in text
    assert kg("explain", "Lawrow", "KCNA", "--graph", out).stderr.startswith("no fact between the two")


def test_articles_do_not_steer_the_terminal(out: Path) -> None:
    for call in (["explain", "Kim Jong Un", "Lawrow"], ["facts", "--format", "jsonl"], ["facts", "--format", "csv"]):
        text = kg(*call, "--graph", out).stdout
        assert "rot" in text
        assert not {"\x1b", "\x9b"} & set(text)


def test_entity_profile(out: Path) -> None:
    profile = json.loads(kg("entity", "Lawrow", "--graph", out, "--format", "json").stdout)
    assert (profile["id"], profile["aliases"], profile["refs"]) == (LAWROW, ["Lawrow"], ["wikidata:Q1"])
    assert profile["ties"] == ["Sergej Lawrow –office_in– Russland"]
    assert (profile["relations"], profile["with"]) == ({"met": 4, "office_in": 1}, {"Kim Jong Un": 4, "Russland": 1})
    assert "cited as a source for 2 facts" in kg("entity", "KCNA", "--graph", out).stdout


def test_path(out: Path) -> None:
    text = kg("path", "Lawrow", "Wonsan", "--graph", out).stdout.splitlines()
    assert [line.split("   ")[0] for line in text] == [
        "Sergej Lawrow –office_in– Russland",
        "Russland –sent_to– Wonsan [2024-10]",
    ]
    assert "no way" in kg("path", "Lawrow", "Wonsan", "--avoid", "Russland", "--graph", out).stderr


def test_timeline_and_who_says(out: Path) -> None:
    days = [line for line in kg("timeline", "Lawrow", "--graph", out).stdout.splitlines() if line[0] != " "]
    assert days == ["2025-07", "2025-07-12", "undated"]
    said = kg("who-says", "KCNA", "--graph", out).stdout.splitlines()
    assert [line.split("   ")[1] for line in said] == ["reported by KCNA; TASS", "denied, according to KCNA"]
    assert len(kg("who-says", "TASS", "--graph", out, "--format", "jsonl").stdout.splitlines()) == 3


def test_merges(out: Path) -> None:
    rows = json.loads(kg("merges", "Lawrow", "--graph", out, "--format", "json").stdout)
    assert [(row["decision"], row["right_name"]) for row in rows] == [("merged", "Sergej Lawrow")]
    assert "Kim Yo Jong" in kg("merges", "--decision", "apart", "--graph", out).stdout


def test_stats(out: Path) -> None:
    found = json.loads(kg("stats", "--graph", out, "--format", "json").stdout)
    assert (found["nodes"], found["edges"], found["facts"], found["articles"]) == (7, 4, 8, 4)
    assert kg("stats", "--graph", out).stdout.startswith("7 nodes (3 without an edge), 4 edges, 8 facts")
    assert json.loads(kg("stats", "--graph", out, "--format", "json", "--status", "denied").stdout)["edges"] == 1
    # Around a name the facts of others do not count.
    found = json.loads(kg("stats", "--graph", out, "--format", "json", "--about", "Wonsan").stdout)
    assert (found["edges"], found["facts"], found["articles"], found["statuses"]) == (1, 1, 1, {"asserted": 1})


def test_diff(out: Path, tmp_path: Path) -> None:
    other = folder(tmp_path, facts=[*FACTS[1:], fact(KIM, "praised", LAWROW)])
    lines = kg("diff", out, other).stdout.splitlines()
    assert lines[0] == "+ Kim Jong Un –praised– Sergej Lawrow"
    assert lines[1].startswith("~ Kim Jong Un –met– Sergej Lawrow: ")
    assert "weight 3.0 → 2.0" in lines[1]
    assert kg("diff", out, other).stderr == "nodes: 0 came, 0 went, 0 differ\nedges: 1 came, 0 went, 1 differ\n"
    assert "the same" in kg("diff", out, out).stderr


def test_every_command_has_help_with_an_example() -> None:
    for name in COMMANDS:
        text = kg(name, "--help").stdout
        assert f"Example: kg {name}" in text, name
        assert name in kg("--help").stdout


def _script(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *(str(argument) for argument in arguments)]


def test_utf8_on_any_locale(out: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(_script("facts", "--graph", out), env=environment, capture_output=True, check=True)
    assert "Sergej Lawrow –met– Kim Jong Un" in run.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    out = folder(tmp_path, facts=FACTS * 500)
    with subprocess.Popen(
        _script("facts", "--graph", out, "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_light_commands_do_not_load_spacy(out: Path) -> None:
    """The time itself is measured only roughly: machines differ."""
    for call in (["--help"], ["facts", "--graph", out], ["neighbors", "Lawrow", "--graph", out]):
        code = "import sys; from kg.cli import cli; cli(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
        started = time.monotonic()
        run = subprocess.run(
            [sys.executable, "-c", code, *map(str, call)], capture_output=True, check=True, text=True, encoding="utf-8"
        )
        assert time.monotonic() - started < 5
        if call[0] != "--help":
            assert not {"spacy", "pyvis", "scipy", "lxml"} & set(run.stdout.splitlines()[-1].split())


def test_unexpected_errors_are_one_line(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("durch null")

    monkeypatch.setattr("kg.graph.stored.Stored.facts", broken)
    result = kg("facts", "--graph", out)
    assert result.exit_code == 70
    assert result.stderr.splitlines() == [
        "kg: a fault of kg itself (ZeroDivisionError: durch null); kg --debug ... shows where"
    ]
    assert isinstance(kg("--debug", "facts", "--graph", out).exception, ZeroDivisionError)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(shell: str) -> None:
    """As README.md and the help say: a script for the shell, and what it asks for."""

    def asked(task: str, line: str = "kg") -> str:
        words = {"COMP_WORDS": line, "COMP_CWORD": line.split()[-1] if shell == "fish" else str(line.count(" "))}
        call = CliRunner(env={"_KG_COMPLETE": f"{shell}_{task}", **words}).invoke(cli, prog_name="kg")
        assert call.exit_code == 0, call.output
        return call.stdout

    assert "_KG_COMPLETE" in asked("source")
    assert "who-says" in asked("complete", "kg who")
    assert "--min-score" in asked("complete", "kg facts --min")
