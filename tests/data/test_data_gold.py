"""The gold files must agree with the articles, with each other and with their hand-written sources."""

from __future__ import annotations

import html
import importlib.util
import json
import re
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from kg.schema import NAMED_KINDS, STATUSES
from kg.score.markup import kind_of
from kg.tables.relations import relations

DATA = Path(__file__).resolve().parents[2] / "data"
GOLD = DATA / "gold"
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SUBJECTS = {
    "diplomacy", "war", "election", "coalition", "trial", "eu", "economy", "football", "cycling", "tennis",
    "olympics", "disaster", "science", "space", "culture", "church", "local",
}  # fmt: skip
STYLES = {"wire", "magazine", "tabloid", "portal", "bulletin"}


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("data_gold_compile", GOLD / "compile.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Document name -> what a reader of the file sees, found without the compiler's help."""
    found = {}
    for path in sorted((DATA / "articles").iterdir()):
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            found.update(
                {item["id"]: item["title"] + "\n" + item["text"] for item in map(json.loads, raw.splitlines())}
            )
        elif path.suffix == ".html":
            found[path.name] = html.unescape(re.sub(r"<[^>]+>", "", raw))
        else:
            found[path.name] = raw
    return found


@pytest.fixture(scope="module")
def identity() -> dict[str, dict]:
    return {row["doc"]: row for row in rows("identity.jsonl")}


def entity_ids() -> set[str]:
    return {row[0] for row in table(GOLD / "entities.tsv")}


def test_files_are_what_the_compiler_writes(compiler: ModuleType) -> None:
    for name, content in compiler.compile_gold().items():
        assert (GOLD / name).read_text(encoding="utf-8") == content, f"{name} is stale: run data/gold/compile.py"


def test_every_article_has_all_gold_and_a_row_in_the_list(texts: dict[str, str], identity: dict[str, dict]) -> None:
    listed = {row[0]: row for row in table(DATA / "articles.tsv")[1:]}
    assert len(texts) >= 30
    assert set(texts) == set(identity) == {row["doc"] for row in rows("facts.jsonl")} == set(listed)
    assert all(row[1] == identity[doc]["date"] for doc, row in listed.items())
    assert {row[2] for row in listed.values()} == SUBJECTS
    assert {row[3] for row in listed.values()} == STYLES


def test_formats_and_names(texts: dict[str, str]) -> None:
    paths = sorted((DATA / "articles").iterdir())
    assert all(re.fullmatch(r"[a-z0-9_]+\.(txt|html|jsonl)", path.name) for path in paths)
    assert {path.suffix for path in paths} == {".txt", ".html", ".jsonl"}


def test_lengths(identity: dict[str, dict]) -> None:
    for doc, row in identity.items():
        assert 120 <= len(row["text"].split()) <= 300, doc


def test_text_of_the_gold_stands_in_the_article(texts: dict[str, str], identity: dict[str, dict]) -> None:
    for doc, row in identity.items():
        parts = [row["title"], *row["text"].split("\n\n")]
        assert not [part for part in parts if part not in texts[doc]], doc
        assert not re.search(r"\[\[|\]\]|\{\{|\}\}|<<|>>|\|", row["text"]), doc


def test_offsets_forms_and_entities_of_mentions(identity: dict[str, dict]) -> None:
    known = entity_ids()
    for doc, row in identity.items():
        spans = [(m["start"], m["end"], m["entity"]) for m in row["mentions"]]
        assert len(set(spans)) == len(spans) >= 15, doc
        for m in row["mentions"]:
            assert row["text"][m["start"] : m["end"]] == m["text"], (doc, m)
            assert m["text"] == m["text"].strip() and m["form"] in {"NAME", "NOMINAL", "PRONOUN"}, (doc, m)
            assert m["kind"] in NAMED_KINDS and set(m["entity"].split("+")) <= known, (doc, m)
            assert {kind_of(part) for part in m["entity"].split("+")} == {m["kind"]}, (doc, m)
            assert m.get("detail", "adjective") in {"adjective", "compound"}, (doc, m)


def test_mentions_nest_or_stand_apart(identity: dict[str, dict]) -> None:
    for doc, row in identity.items():
        for a in row["mentions"]:
            for b in row["mentions"]:
                assert not a["start"] < b["start"] < a["end"] < b["end"], (doc, a, b)


def test_a_name_outside_mentions_is_an_oversight(identity: dict[str, dict]) -> None:
    """A person's full name that stands unmarked in an article which marks it elsewhere was forgotten."""
    for doc, row in identity.items():
        covered = [(m["start"], m["end"]) for m in row["mentions"]]
        names = {m["text"] for m in row["mentions"] if m["form"] == "NAME" and m["kind"] == "PER" and " " in m["text"]}
        for name in names:
            for hit in re.finditer(rf"\b{re.escape(name)}\b", row["text"]):
                assert any(s <= hit.start() and hit.end() <= e for s, e in covered), (doc, name, hit.start())


def test_facts(identity: dict[str, dict]) -> None:
    known = set(relations())
    fields = {"s", "r", "o", "place", "time", "status", "source", "must", "evidence"}
    for row in rows("facts.jsonl"):
        doc, whole = row["doc"], identity[row["doc"]]["title"] + "\n" + identity[row["doc"]]["text"]
        assert row["date"] == identity[doc]["date"] and 12 <= len(row["facts"]) <= 36, doc
        for fact in row["facts"]:
            assert set(fact) == fields and fact["s"] and fact["r"] and fact["o"], (doc, fact)
            assert all(r in known or re.fullmatch(r"lemma:[a-zäöüß]+", r) for r in fact["r"]), (doc, fact)
            assert fact["status"] in STATUSES and isinstance(fact["must"], bool), (doc, fact)
            assert fact["status"] != "reported" or fact["source"], (doc, fact)
            assert all(ISO.fullmatch(end) for time in fact["time"] for end in time.split("/")), (doc, fact)
            assert not [part for part in fact["evidence"].split(" … ") if part not in whole], (doc, fact)
            assert set(fact["s"]) != set(fact["o"]) or fact["r"] == ["family_of"], (doc, fact)


def test_times(identity: dict[str, dict]) -> None:
    header, *lines = table(GOLD / "times.tsv")
    assert header == ["doc", "start", "end", "text", "value"] and len(lines) >= 150
    for doc, start, end, text, value in lines:
        assert identity[doc]["text"][int(start) : int(end)] == text
        ends = value.split("/")
        assert len(ends) <= 2 and all(ISO.fullmatch(part) for part in ends) and ends == sorted(ends), (doc, text, value)
        if re.fullmatch(r"\d{4}", text):
            assert value == text, (doc, text, value)


def test_quotes(identity: dict[str, dict]) -> None:
    known, kinds = entity_ids(), defaultdict(int)
    for row in rows("quotes.jsonl"):
        text = identity[row["doc"]]["text"]
        assert text[row["start"] : row["end"]] == row["text"], row
        assert set(row["speaker"].split("+")) <= known, row
        kinds[row["kind"]] += 1
        if row["kind"] == "direct":
            assert (
                text[row["start"] - 1] == "„" and text[row["end"] : row["end"] + 2].rstrip().strip(".,!?")[:1] == "“"
            ), row
    assert min(kinds["direct"], kinds["indirect"]) >= 20


def test_traps_are_really_there(identity: dict[str, dict]) -> None:
    """Different entities under one name, and one entity under several spellings, or the set would test nothing."""
    by_name, by_entity = defaultdict(set), defaultdict(set)
    for row in identity.values():
        for m in row["mentions"]:
            if m["form"] == "NAME" and not m.get("detail"):
                by_name[m["text"]].add(m["entity"])
                by_entity[m["entity"]].add(m["text"])
    shared = {name for name, ids in by_name.items() if len(ids) > 1}
    assert shared >= {
        "Gerd Müller",
        "Müller",
        "Friedrich Merz",
        "Merz",
        "Essen",
        "Paris",
        "Hugh Grant",
        "Bayer",
        "Bush",
    }
    assert {"Wolodymyr Selenskyj", "Wolodimir Selenski"} <= by_entity["per:selenskyj"]
    assert {"Kim Jong Un", "Kim Jong-un"} <= by_entity["per:kim-jong-un"]
    assert {"Ukraine", "Kiew"} <= by_entity["loc:ukraine"]
    wide = {doc for doc, row in identity.items() if any(m["entity"] == "per:kim-jong-un" for m in row["mentions"])}
    assert len(wide) >= 4
