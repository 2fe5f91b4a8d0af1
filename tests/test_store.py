"""The store: what was read, what the last build was made of, what was decided."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_samples import findings

from kg.errors import KgError
from kg.schema import Document, Link
from kg.store import Damaged, Store, document_key

DOCUMENT = Document(
    id="1", name="a.txt", text="Anna Berg traf Karl Napp. \ud83d halb", published=datetime(2025, 7, 12, tzinfo=UTC)
)


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    found = findings(DOCUMENT)
    with Store(tmp_path / "kg.db") as store:
        assert store.findings(DOCUMENT, "r") is None
        store.keep(found, "r")
    with Store(tmp_path / "kg.db", readonly=True) as store:
        assert store.findings(DOCUMENT, "r") == found
        assert store.findings(DOCUMENT, "another reader") is None
        moved = replace(DOCUMENT, name="b.txt", duplicate_of="2")
        again = store.findings(moved, "r")
        assert again is not None and again.document == moved


@pytest.mark.parametrize("change", [{"text": "x"}, {"published": None}, {"granularity": "day"}, {"source": "dpa"}])
def test_all_that_reading_depends_on_is_in_the_key(change: dict[str, str]) -> None:
    assert document_key(replace(DOCUMENT, **change)) != document_key(DOCUMENT)


def test_the_last_build(tmp_path: Path) -> None:
    with Store(tmp_path / "kg.db") as store:
        assert (store.articles(), store.originals(), store.concepts()) == ([], {}, False)
        store.built([DOCUMENT, replace(DOCUMENT, id="2", name="b.txt")], {"b.txt": "a.txt"}, concepts=True)
        assert [document.name for document in store.articles()] == ["a.txt", "b.txt"]
        assert (store.originals(), store.concepts()) == ({"b.txt": "a.txt"}, True)
        store.built([DOCUMENT], {}, concepts=False)
    with Store(tmp_path / "kg.db", readonly=True) as store:
        assert (store.articles(), store.originals(), store.concepts()) == ([DOCUMENT], {}, False)


def test_a_later_decision_on_the_same_two_counts(tmp_path: Path) -> None:
    one = Link(left="A", right="B", score=1.0, reasons=("x", "y"), decision="join", kind="PER")
    with Store(tmp_path / "kg.db") as store:
        store.decide([one])
        store.decide([replace(one, left="B", right="A", decision="split"), replace(one, right="C")])
    with Store(tmp_path / "kg.db", readonly=True) as store:
        assert [(link.left, link.right, link.decision) for link in store.decisions()] == [
            ("B", "A", "split"),
            ("A", "C", "join"),
        ]


def test_files_that_are_no_store(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    path.write_bytes(b"This is no database, but it is long enough to be read as one. " * 100)
    with pytest.raises(Damaged, match="damaged"):
        Store(path)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE something (x)")
    other.close()
    with pytest.raises(Damaged, match="another version"):
        Store(path)
    with pytest.raises(KgError, match="cannot be written or opened"):
        Store(tmp_path / "missing" / "kg.db")


def test_broken_content_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "kg.db") as store:
        store.keep(findings(DOCUMENT), "r")
    with sqlite3.connect(tmp_path / "kg.db") as raw:
        raw.execute("UPDATE findings SET json = x'00'")
    raw.close()
    with Store(tmp_path / "kg.db") as store, pytest.raises(Damaged, match=r"kg build"):
        store.findings(DOCUMENT, "r")


def test_another_process_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store._PATIENCE", 50)
    with Store(tmp_path / "kg.db") as first, Store(tmp_path / "kg.db") as second:
        first.keep(findings(DOCUMENT), "r")
        with pytest.raises(KgError, match="in use"):
            second.keep(findings(DOCUMENT), "r")
        first.commit()
