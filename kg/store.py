"""What has been read so far: articles with their findings, the articles of the last build, decisions on merges.

One SQLite file, ``kg.db``, beside the outputs.  Findings are kept by the hash of all that reading depends on: the
article's text and date, and the reader (model, code and word lists).  Whatever changes there makes another key, so that
a graph made with the store is the same as one made without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import KgError
from kg.schema import Document, Findings, Link, from_json, to_json

__all__ = ["FILE", "Damaged", "Store", "document_key"]

#: The usual name of the file.
FILE = "kg.db"
#: Raised with every change of the tables: files of another format are put aside and made anew.
_FORMAT = 1
#: Milliseconds to wait for another process that writes.
_PATIENCE = 30_000
_TABLES = """
CREATE TABLE findings (document TEXT NOT NULL, reader TEXT NOT NULL, json BLOB NOT NULL,
                       PRIMARY KEY (document, reader)) WITHOUT ROWID;
CREATE TABLE articles (name TEXT PRIMARY KEY, original TEXT NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE decisions (kind TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL, json TEXT NOT NULL,
                        PRIMARY KEY (kind, left, right)) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Damaged(KgError):
    """The file is no store, or one of another version of kg."""


def document_key(document: Document) -> str:
    """The hash of all of a document that reading depends on: neither its name nor what it is a copy of."""
    plain = replace(document, name="", duplicate_of="")
    return hashlib.sha256(to_json(plain).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Store:
    """An open store; a context manager that commits and closes.

    Raises :class:`Damaged` for a file that cannot be used, and :class:`kg.errors.KgError` when another process holds
    it or the place cannot be written.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path = path
        with _Told(path):
            address = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
            self._db = sqlite3.connect(address, uri=True, timeout=_PATIENCE / 1000)
        try:
            self._check(readonly)
        except BaseException:
            self._db.close()
            raise

    def _check(self, readonly: bool) -> None:
        with _Told(self._path):
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if not tables and not readonly:
                self._db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
            elif version != _FORMAT:
                raise Damaged(f"{self._path} was made by another version of kg; build the graph anew with kg build")
            elif self._db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Damaged(f"{self._path} is damaged; build the graph anew with kg build")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # What was read before an interruption stays read.
        with _Told(self._path):
            self._db.commit()
            self._db.close()

    def findings(self, document: Document, reader: str) -> Findings | None:
        """What the reader found in this article before, or None.  The document of the findings is the one given."""
        rows = self._all("SELECT json FROM findings WHERE document = ? AND reader = ?", document_key(document), reader)
        if not rows:
            return None
        found: Findings = self._unpacked(Findings, rows[0][0])
        return replace(found, document=document)

    def keep(self, findings: Findings, reader: str) -> None:
        """Keep what the reader found; on disk after :meth:`commit`."""
        row = (document_key(findings.document), reader, _packed(findings))
        self._do("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", [row])

    def commit(self) -> None:
        """Bring everything to the disk."""
        with _Told(self._path):
            self._db.commit()

    def articles(self) -> list[Document]:
        """The articles of the graph that was built last, by name."""
        return [self._unpacked(Document, row[0]) for row in self._all("SELECT json FROM articles ORDER BY name")]

    def originals(self) -> Mapping[str, str]:
        """The names of the agency copies of that graph, each with the name of the article that it copies."""
        return dict(self._all("SELECT name, original FROM articles WHERE original <> '' ORDER BY name"))

    def concepts(self) -> bool:
        """Whether that graph has nodes for phrases."""
        return self._all("SELECT value FROM settings WHERE name = 'concepts'") == [("1",)]

    def built(self, documents: Iterable[Document], originals: Mapping[str, str], *, concepts: bool) -> None:
        """Note of what articles the graph consists now, and how it was made."""
        rows = [(d.name, originals.get(d.name, ""), _packed(d)) for d in documents]
        self._do("DELETE FROM articles", [()])
        self._do("INSERT INTO articles VALUES (?, ?, ?)", rows)
        self._do("INSERT OR REPLACE INTO settings VALUES ('concepts', ?)", [(str(int(concepts)),)])
        self.commit()

    def decisions(self) -> tuple[Link, ...]:
        """What reviewers decided in earlier builds (rows of merges.csv), in a fixed order."""
        rows = self._all("SELECT json FROM decisions ORDER BY kind, left, right")
        return tuple(from_json(Link, row[0]) for row in rows)

    def decide(self, links: Iterable[Link]) -> None:
        """Keep decisions; a new one on the same two names or chains replaces the old one."""
        rows = [(link.kind, *sorted((link.left, link.right)), to_json(link)) for link in links]
        self._do("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?)", rows)
        self.commit()

    def _all(self, sql: str, *values: str) -> list[Any]:
        with _Told(self._path):
            return self._db.execute(sql, values).fetchall()

    def _do(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with _Told(self._path):
            self._db.executemany(sql, rows)

    def _unpacked(self, kind: type[Any], data: bytes) -> Any:
        try:
            return from_json(kind, zlib.decompress(data).decode("utf-8", "surrogatepass"))
        except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"{self._path} is damaged ({error}); build the graph anew with kg build") from error


class _Told:
    """Turns errors of SQLite into errors that say what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not isinstance(error, sqlite3.Error):
            return
        # Only these two speak of the place and not of the content (SQLITE_BUSY, _LOCKED, _READONLY, _FULL, _CANTOPEN).
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise KgError(f"{self._path} is in use by another process; wait until it has ended") from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
            raise KgError(f"{self._path} cannot be written or opened ({error}); check the folder") from error
        raise Damaged(f"{self._path} is damaged ({error}); build the graph anew with kg build") from error


def _packed(value: Findings | Document) -> bytes:
    return zlib.compress(to_json(value).encode("utf-8", "surrogatepass"), level=6)
