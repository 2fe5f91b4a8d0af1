"""``kg build`` with a reader that needs no model: what is written, said and kept."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from cli_samples import TEXTS, Reader, articles_in, content, kg

from kg.commands import building
from kg.store import Store

FILES = building.FILES


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader().replace_reading(monkeypatch, "reader ")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles")


def facts(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]


def test_build_writes_everything_and_says_so(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    result = kg("build", articles, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == sorted([*FILES, ".kg-lock", "kg.sqlite"])
    assert [(f["doc"], f["subject"], f["object"]) for f in facts(out)] == [
        ("a.txt", "Anna Berg", "Karl Napp"),
        ("b.txt", "Anna Berg", "Karl Napp"),
        ("c.txt", "Acme", "Anna Berg"),
    ]
    lines = result.stderr.splitlines()
    assert lines[0] == "note: 1 article without a date (c.txt): relative dates stay open; use --date"
    assert lines[1] == "read anew: 3 new"
    assert lines[2].startswith("3 articles read in ")
    assert lines[3] == "3 facts, 4 entities, 2 edges"
    assert lines[4].startswith(f"wrote {out}/facts.jsonl, ")
    assert "without a date" not in kg("build", articles, "-o", out, "--date", "2025-07-20").stderr


def test_any_order_gives_the_same_bytes(reader: Reader, articles: Path, tmp_path: Path) -> None:
    (articles / "d.txt").write_text(TEXTS["a.txt"], encoding="utf-8")  # read once, under the first name
    paths = sorted(articles.iterdir())
    for out, given in (("one", [articles]), ("two", paths[::-1]), ("three", paths[::-1])):
        kg("build", *given, "-o", tmp_path / out)
    assert content(tmp_path / "one") == content(tmp_path / "two") == content(tmp_path / "three")


def test_what_was_read_is_not_read_again(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", articles, "-o", out)
    before = content(out)
    assert "(3 from kg.sqlite)" in kg("build", articles, "-o", out).stderr
    assert reader.read == ["a.txt", "b.txt", "c.txt"]
    assert before == content(out)
    kg("build", articles, "-o", out, "--fresh")
    assert len(reader.read) == 6
    assert before == content(out)
    kg("build", articles, "-o", out, "--model", "other")
    assert len(reader.read) == 9
    (articles / "b.txt").write_text(TEXTS["b.txt"].replace("gestern", "heute"), encoding="utf-8")
    kg("build", articles, "-o", out)
    assert reader.read[9:] == ["b.txt"]


def test_an_article_that_fails_costs_itself_and_is_tried_again(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (articles / "k.txt").write_text("KAPUTT ist hier alles, und zwar von Anfang an bis zum Ende.", encoding="utf-8")
    (articles / "leer.txt").write_text("", encoding="utf-8")
    for _ in range(2):
        result = kg("build", articles, "-o", out)
        assert result.exit_code == 1
        assert "failed: k.txt: ValueError: kaputt" in result.stderr
        assert "leer.txt: the file is empty" in result.stderr
        assert "1 skipped, 1 failed)" in result.stderr
        assert len(facts(out)) == 3
    assert reader.read == ["a.txt", "b.txt", "c.txt", "k.txt", "k.txt"]


def test_a_build_of_nothing_leaves_the_graph_that_is_there(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", articles, "-o", out)
    before = content(out)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "leer.txt").write_text("", encoding="utf-8")
    (tmp_path / "bad" / "k.txt").write_text("KAPUTT ist hier alles, und zwar von Anfang an.", encoding="utf-8")
    result = kg("build", tmp_path / "bad", "-o", out)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("no article could be read: nothing was written")
    assert content(out) == before
    # The next build knows the articles of the graph that is there.
    assert "3 from kg.sqlite" in kg("build", articles, "-o", out).stderr
    assert kg("remove", *TEXTS, "-o", out).exit_code == 0  # wanted, unlike a graph of nothing by mistake
    assert facts(out) == []


@pytest.mark.skipif(os.name == "nt", reason="files have other rights there")
def test_all_files_have_the_rights_that_the_umask_leaves(reader: Reader, articles: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        kg("build", articles, "-o", tmp_path / "out")
    finally:
        os.umask(before)
    assert {name: (tmp_path / "out" / name).stat().st_mode & 0o777 for name in FILES} == dict.fromkeys(FILES, 0o640)


def test_only_the_articles_of_the_call_unless_added(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    kg("build", articles, "-o", whole)
    kg("build", articles / "a.txt", "-o", out)
    kg("build", articles / "b.txt", "-o", out)
    assert {f["doc"] for f in facts(out)} == {"b.txt"}
    kg("add", articles / "a.txt", articles / "c.txt", "-o", out)
    assert content(out) == content(whole)
    assert kg("add", "-o", out).exit_code == 0
    assert content(out) == content(whole)
    (articles / "a.txt").write_text(TEXTS["a.txt"].replace("Karl Napp", "Acme"), encoding="utf-8")
    assert "a.txt is another text than before" in kg("add", articles / "a.txt", "-o", out).stderr
    assert [f["subject"] for f in facts(out)] == ["Acme", "Anna Berg", "Acme"]


def test_agency_copies_count_once_in_every_view(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (articles / "kopie.txt").write_text(TEXTS["a.txt"] + " Nachgedruckt.", encoding="utf-8")
    assert "1 agency copy" in kg("build", articles, "-o", out).stderr
    rows = json.loads(kg("neighbors", "Anna Berg", "--graph", out, "--format", "json").stdout)
    assert [(row["label"], row["weight"]) for row in rows] == [("Karl Napp", 2), ("Acme", 1)]
    assert 'key="e_weight">2.0' in (out / "graph.graphml").read_text(encoding="utf-8")


def test_decisions_are_applied_and_never_lost(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", articles, "-o", out)
    decided = tmp_path / "decided.csv"
    decided.write_text("decision,kind,left,right\njoin,PER,Anna Berg,Karl Napp\n", encoding="utf-8")
    kg("build", articles, "-o", out, "--merges", decided)
    assert [f["subject"] for f in facts(out)] == ["Acme"]
    with (out / "merges.csv").open(encoding="utf-8") as file:
        assert [row["left"] for row in csv.DictReader(file) if row["decision"] == "join"] == ["Anna Berg"]
    # Without --merges the call alone counts, yet the work in the merges.csv that is replaced is kept, and said.
    assert "1 decision on merges from before is not applied" in kg("build", articles, "-o", out).stderr
    assert len(facts(out)) == 3
    kept = kg("merges", "--decided", "--graph", out, "--format", "csv").stdout
    assert "join,PER" in kept
    decided.write_text(kept, encoding="utf-8")
    kg("build", articles, "-o", out, "--merges", decided)
    assert len(facts(out)) == 1
    kg("build", articles, "-o", out)
    kg("add", "-o", out)
    assert len(facts(out)) == 1


def test_options_reach_the_graph(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "0 facts" in kg("build", articles, "-o", out, "--min-score", "0.9").stderr
    links = tmp_path / "links.csv"
    links.write_text("name,wikidata\nAnna Berg,Q42\n", encoding="utf-8")
    kg("build", articles, "-o", out, "--link", links, "--concepts")
    entities = [json.loads(line) for line in (out / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {e["name"]: e["refs"] for e in entities}["Anna Berg"] == ["wikidata:Q42"]
    with Store(out / "kg.sqlite", readonly=True) as store:
        assert store.setting("concepts") == "1"


def test_a_damaged_store_is_put_aside(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", articles, "-o", out)
    (out / "kg.sqlite").write_bytes(b"kaputt " * 1000)
    assert "damaged" in kg("add", articles, "-o", out).stderr
    result = kg("build", articles, "-o", out)
    assert (result.exit_code, (out / "kg.sqlite.damaged").read_bytes()[:6]) == (0, b"kaputt")
    assert "made anew" in result.stderr
    assert len(facts(out)) == 3


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ([], "no articles given"),
        (["missing.txt"], "does not exist"),
        (["empty"], "no articles in"),
        (["articles", "-o", "articles/a.txt"], "cannot be written"),
        (["articles", "-o", "articles/a.txt/out"], "cannot be written"),
        (["articles", "--merges", "missing.csv"], "missing.csv: cannot be read (No such file"),
        (["articles", "--link", "articles/a.txt"], "name and wikidata"),
        (["articles", "--date", "gestern"], "--date"),
        (["articles", "--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_calls(
    reader: Reader, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: list[str], hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    result = kg("build", *call)
    assert result.exit_code == 2
    *_, line = result.stderr.splitlines()
    assert line.startswith(("kg: ", "Error: "))
    assert hint in line
    assert not reader.read


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_unwritable_folder(reader: Reader, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "locked"
    out.mkdir(mode=0o500)
    assert kg("build", articles, "-o", out).exit_code == 2


def test_an_interruption_keeps_what_was_read(
    reader: Reader, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object, **options: object) -> object:
        for count, found in enumerate(reader(*arguments, **options)):  # type: ignore[arg-type]
            if count == 2:
                raise KeyboardInterrupt
            yield found

    out = tmp_path / "out"
    monkeypatch.setattr(building, "digest_parallel", interrupted)
    result = kg("build", articles, "-o", out)
    assert (result.exit_code, result.stderr.count("\n")) == (130, 1)
    assert not (out / "facts.jsonl").exists()
    monkeypatch.setattr(building, "digest_parallel", reader)
    assert "(2 from kg.sqlite)" in kg("build", articles, "-o", out).stderr
