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
from kg.store import Damaged, Store, document_key, locked

DOCUMENT = Document(
    id="1", name="a.txt", text="Anna Berg traf Karl Napp. \ud83d halb", published=datetime(2025, 7, 12, tzinfo=UTC)
)


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    found = findings(DOCUMENT)
    with Store(tmp_path / "kg.sqlite") as store:
        article = store.put(DOCUMENT)
        assert (article.name, article.id, store.has(article, "r")) == ("a.txt", "1", False)
        assert store.findings(article, "r") is None
        store.keep(found, "r")
    with Store(tmp_path / "kg.sqlite", readonly=True) as store:
        assert store.document(article) == DOCUMENT
        assert store.known(article, "r") == found
        assert store.findings(article, "another reader") is None
        assert store.readers(article.key) == ("r",)
        again = store.findings(replace(article, name="b.txt"), "r")
        assert again is not None
        assert again.document == replace(DOCUMENT, name="b.txt")


@pytest.mark.parametrize("change", [{"text": "x"}, {"published": None}, {"granularity": "day"}, {"source": "dpa"}])
def test_all_that_reading_depends_on_is_in_the_key(change: dict[str, str]) -> None:
    assert document_key(replace(DOCUMENT, **change)) != document_key(DOCUMENT)


def test_the_last_build(tmp_path: Path) -> None:
    with Store(tmp_path / "kg.sqlite") as store:
        assert (store.articles(), store.setting("concepts")) == ([], "")
        one, two = store.put(DOCUMENT), store.put(replace(DOCUMENT, id="2", name="b.txt"))
        copy = replace(two, original="a.txt")
        store.built([copy, one], "r", {"concepts": "1"})
        assert (store.articles(), store.setting("concepts")) == ([one, copy], "1")
        store.built([one], "r", {"concepts": "0"})
    with Store(tmp_path / "kg.sqlite", readonly=True) as store:
        assert (store.articles(), store.setting("concepts")) == ([one], "0")


def test_what_two_builds_did_not_use_is_deleted(tmp_path: Path) -> None:
    """A build of the wrong folder costs nothing; the next one forgets, and what is asked for is forgotten at once."""
    other = replace(DOCUMENT, id="2", name="b.txt", text="Karl Napp traf Acme. Geheimnis.")
    path = tmp_path / "kg.sqlite"
    with Store(path) as store:
        one, two = store.put(DOCUMENT), store.put(other)
        for document in (DOCUMENT, other):
            for reader in ("old", "new"):
                store.keep(findings(document), reader)
        store.built([one, two], "old", {})
        store.built([one], "new", {})
        assert store.has(one, "old")
        assert store.has(two, "old")
        assert not store.has(two, "new")
        store.built([one], "new", {})
        assert [store.has(article, reader) for article in (one, two) for reader in ("old", "new")] == [
            False, True, False, False,
        ]  # fmt: skip
        with pytest.raises(Damaged, match=r"lacks the text of b\.txt"):
            store.document(two)
        store.put(other)
        store.keep(findings(other), "new")
        store.built([one, two], "new", {})
        store.built([one], "new", {}, forget=[two.key])
        assert not store.has(two, "new")


def test_what_is_deleted_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    noise = "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(300_000))
    with Store(path) as store:
        one, two = store.put(DOCUMENT), store.put(replace(DOCUMENT, id="2", name="b.txt", text=noise))
        store.built([one, two], "r", {})
    large = path.stat().st_size
    with Store(path) as store:
        store.built([one], "r", {}, forget=[two.key])
    assert path.stat().st_size < large / 5


def test_a_later_decision_on_the_same_two_counts(tmp_path: Path) -> None:
    one = Link(left="A", right="B", score=1.0, reasons=("x", "y"), decision="join", kind="PER")
    with Store(tmp_path / "kg.sqlite") as store:
        store.decide([one])
        store.decide([replace(one, left="B", right="A", decision="split"), replace(one, right="C")])
    with Store(tmp_path / "kg.sqlite", readonly=True) as store:
        assert [(link.left, link.right, link.decision) for link in store.decisions()] == [
            ("B", "A", "split"),
            ("A", "C", "join"),
        ]


def test_files_that_are_no_store(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
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
        Store(tmp_path / "missing" / "kg.sqlite")


def test_broken_content_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "kg.sqlite") as store:
        article = store.put(DOCUMENT)
        store.keep(findings(DOCUMENT), "r")
    with sqlite3.connect(tmp_path / "kg.sqlite") as raw:
        raw.execute("UPDATE findings SET json = x'00'")
    raw.close()
    with Store(tmp_path / "kg.sqlite") as store, pytest.raises(Damaged, match=r"kg build"):
        store.findings(article, "r")


def test_another_process_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store._PATIENCE", 50)
    with Store(tmp_path / "kg.sqlite") as first, Store(tmp_path / "kg.sqlite") as second:
        first.keep(findings(DOCUMENT), "r")
        with pytest.raises(KgError, match="in use"):
            second.keep(findings(DOCUMENT), "r")
        first.commit()


def test_the_lock_of_a_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(KgError, match="another kg builds in"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
