"""``kg build`` with the shipped pipeline on the sample articles: the whole way, in processes of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.commands.building import FILES

pytestmark = pytest.mark.slow
ARTICLES = sorted((Path(__file__).parent.parent / "data" / "articles").glob("*.txt"))[:6]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "kg", *(str(argument) for argument in arguments)]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "out"
    result = run("build", *ARTICLES, "-o", out)
    assert result.returncode == 0, result.stderr
    return out


def test_facts_have_their_evidence_in_the_articles(out: Path) -> None:
    facts = [json.loads(line) for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({fact["doc"] for fact in facts}) == len(ARTICLES)
    assert all(fact["end"] - fact["start"] == len(fact["sentence"]) for fact in facts)
    assert run("facts", "--graph", out).stdout.count("\n") > len(ARTICLES)


@pytest.mark.parametrize("options", [["--fresh"], ["--fresh", "--jobs", "2"], []])
def test_order_processes_and_store_change_no_byte(out: Path, tmp_path: Path, options: list[str]) -> None:
    before = {name: (out / name).read_bytes() for name in FILES}
    target = tmp_path / "other" if "--fresh" in options else out
    result = run("build", *reversed(ARTICLES), "-o", target, *options)
    assert result.returncode == 0, result.stderr
    assert (f"{len(ARTICLES)} from kg.sqlite" in result.stderr) == (not options)
    for name, content in before.items():
        assert (target / name).read_bytes() == content, name


def test_bad_files_cost_themselves_alone(out: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "gut.txt").write_text(ARTICLES[0].read_text(encoding="utf-8"), encoding="utf-8")
    (articles / "leer.txt").write_text("", encoding="utf-8")
    (articles / "binaer.txt").write_bytes(bytes(range(256)) * 64)
    (articles / "gross.txt").write_text("Der Fluss ist lang. " * 1_000_000, encoding="utf-8")
    (articles / "mittel.txt").write_text("Der Fluss ist lang und breit. " * 50_000, encoding="utf-8")
    (articles / "zeilen.jsonl").write_text('{"title": "Ohne Text"}\n{"text": kaputt\n', encoding="utf-8")
    (articles / "latein.txt").write_bytes(
        "Köln, 3. Mai 2024 - Die Brücke wird für Fußgänger geöffnet.".encode("latin-1")
    )
    (articles / "kaputt.html").write_text(
        "<html><body><p>Der Präsident besuchte am Montag Köln.<div><p", encoding="utf-8"
    )
    result = run("build", articles, "-o", tmp_path / "out")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for name in ("leer.txt", "binaer.txt", "gross.txt", "mittel.txt", "zeilen.jsonl:1", "zeilen.jsonl:2"):
        assert name in result.stderr
    assert "3 articles read" in result.stderr
