"""Graphs that grow and shrink: what is read anew and why, ``kg add``, ``kg remove``, files of earlier versions."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from cli_samples import TEXTS, Reader, articles_in, content, kg

from kg.commands import building
from kg.schema import Link, to_json
from kg.store import Store

NEWER = "Köln, 14. Juli 2025 - Karl Napp traf am Sonntag auch noch Acme. Davon hatte vorher niemand gewusst."
RULES, MODEL = "kg 1 aaa; spacy 3; ", "model one"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader().replace_reading(monkeypatch, f"{RULES}{MODEL}")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles")


def test_a_grown_folder_is_read_where_it_grew(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "read anew: 3 new\n" in kg("build", articles, "-o", out).stderr
    (articles / "d.txt").write_text(NEWER, encoding="utf-8")
    (articles / "b.txt").write_text(TEXTS["b.txt"].replace("gestern", "heute"), encoding="utf-8")
    (articles / "a.txt").unlink()
    (articles / "c.txt").rename(articles / "moved.txt")
    told = kg("build", articles, "-o", out).stderr
    assert "read anew: 1 changed, 1 new; forgotten: 2 articles\n" in told
    assert "3 articles read (1 from kg.sqlite)" in told
    assert reader.read[3:] == ["b.txt", "d.txt"]
    kg("build", articles, "-o", tmp_path / "nothing")
    assert content(out) == content(tmp_path / "nothing")
    told = kg("build", articles, "-o", out).stderr
    assert "read anew" not in told
    assert "forgotten" not in told


def test_another_reader_reads_everything_and_says_why(
    reader: Reader, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    kg("build", articles, "-o", out)
    assert "read anew: 3 for another model\n" in kg("build", articles, "-o", out, "--model", "x").stderr
    assert "read anew: 3 asked for\n" in kg("build", articles, "-o", out, "--model", "x", "--fresh").stderr
    kg("build", articles, "-o", out)
    monkeypatch.setattr(building, "fingerprint", lambda model: f"kg 2 bbb; spacy 3; {MODEL}")
    assert "read anew: 3 for other rules\n" in kg("build", articles, "-o", out).stderr
    monkeypatch.setattr(building, "fingerprint", lambda model: "kg 3 ccc; spacy 3; model three")
    assert "read anew: 3 for other rules and another model\n" in kg("build", articles, "-o", out).stderr


def test_added_and_removed_is_as_built_at_once(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out, whole, less = tmp_path / "out", tmp_path / "whole", tmp_path / "less"
    options = ["--concepts", "--literal", "--min-score", "0.2"]
    kg("build", articles, "-o", whole, *options)
    kg("build", articles / "a.txt", articles / "c.txt", "-o", less, *options)
    links = tmp_path / "links.csv"
    links.write_text("name,wikidata\nAnna Berg,Q42\n", encoding="utf-8")
    kg("build", articles / "a.txt", "-o", out, *options)
    told = kg("add", articles / "b.txt", articles / "c.txt", "-o", out).stderr
    assert "read anew: 2 new\n" in told
    assert content(out) == content(whole)
    told = kg("remove", "elsewhere/b.txt", "-o", out).stderr
    assert "forgotten: 1 article\n" in told
    assert content(out) == content(less)
    with Store(out / "kg.sqlite", readonly=True) as store:
        assert [article.name for article in store.articles()] == ["a.txt", "c.txt"]
        assert (store.setting("concepts"), store.setting("literal"), store.setting("min_score")) == ("1", "1", "0.2")
    with sqlite3.connect(out / "kg.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    raw.close()
    # Identifiers that were given once stay.
    kg("build", articles / "a.txt", "-o", out, "--link", links)
    kg("add", articles / "b.txt", "-o", out)
    found = [json.loads(line) for line in (out / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {entity["name"]: entity["refs"] for entity in found}["Anna Berg"] == ["wikidata:Q42"]


def test_to_remove_what_is_not_there(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = kg("remove", "a.txt", "-o", out)
    assert (result.exit_code, "kg build" in result.stderr) == (2, True)
    kg("build", articles, "-o", out)
    before = content(out)
    result = kg("remove", "a.txt", "b.text", "-o", out)
    assert (result.exit_code, "did you mean b.txt" in result.stderr) == (2, True)
    assert content(out) == before
    assert kg("remove", "a.txt", "b.txt", "c.txt", "-o", out).exit_code == 0
    assert (out / "facts.jsonl").read_bytes() == b""


def test_a_store_of_the_first_format_gives_its_decisions(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    link = Link(left="Anna Berg", right="Karl Napp", score=1.0, reasons=(), decision="join", kind="PER")
    with sqlite3.connect(out / "kg.db") as old:
        old.execute("CREATE TABLE decisions (kind TEXT, left TEXT, right TEXT, json TEXT)")
        old.execute("INSERT INTO decisions VALUES ('PER', 'Anna Berg', 'Karl Napp', ?)", [to_json(link)])
    old.close()
    assert "an earlier kg" in kg("add", articles, "-o", out).stderr
    told = kg("build", articles, "-o", out).stderr
    assert f"note: {out}/kg.sqlite takes the place of {out}/kg.db, whose decisions on merges are kept" in told
    assert "join,PER" in kg("merges", "--decided", "--graph", out, "--format", "csv").stdout
    (out / "kg.sqlite").unlink()
    (out / "graph.sqlite").unlink()
    assert "an earlier kg" in kg("facts", "--graph", out).stderr
    (out / "kg.db").write_bytes(b"no database" * 100)
    assert "cannot be read" in kg("build", articles, "-o", out).stderr
