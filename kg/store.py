"""What has been read so far: articles, their findings, the articles of the last build, decisions on merges.

One SQLite file, ``kg.sqlite``, beside the outputs.  Findings are kept by the hash of all that reading depends on: the
article's text and date, and the reader (model, code and word lists).  Whatever changes there makes another key, so that
a graph made with the store is the same as one made without it.  What neither the last build nor the one before it used
is deleted, so that the file does not grow for ever.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import KgError
from kg.schema import Document, Findings, Link, from_json, to_json

__all__ = ["FILE", "OLD_FILE", "Article", "Damaged", "Store", "document_key", "locked"]

#: The usual name of the file, and the one that it had once.
FILE, OLD_FILE = "kg.sqlite", "kg.db"
_LOCK = ".kg-lock"
#: Raised with every change of the tables: files of another format are put aside and made anew.
_FORMAT = 2
#: Milliseconds to wait for another process that writes.
_PATIENCE = 30_000
#: ``uses`` stands apart from what it speaks of, since to change a row is to write all of it again.
_TABLES = """
CREATE TABLE documents (key TEXT PRIMARY KEY, json BLOB NOT NULL);
CREATE TABLE findings (document TEXT NOT NULL, reader TEXT NOT NULL, json BLOB NOT NULL, UNIQUE (document, reader));
CREATE TABLE uses (document TEXT NOT NULL, reader TEXT NOT NULL, build INTEGER NOT NULL,
                   PRIMARY KEY (document, reader)) WITHOUT ROWID;
CREATE TABLE articles (name TEXT PRIMARY KEY, document TEXT NOT NULL, id TEXT NOT NULL,
                       original TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE decisions (kind TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL, json TEXT NOT NULL,
                        PRIMARY KEY (kind, left, right)) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
#: What no build has used lately.  The names in a subquery let SQLite look at an index instead of the texts.
_PRUNE = (
    "DELETE FROM findings WHERE rowid IN (SELECT f.rowid FROM findings f WHERE NOT EXISTS"
    " (SELECT 1 FROM uses u WHERE u.document = f.document AND u.reader = f.reader))",
    "DELETE FROM documents WHERE rowid IN (SELECT d.rowid FROM documents d WHERE NOT EXISTS"
    " (SELECT 1 FROM uses u WHERE u.document = d.key))",
)


class Damaged(KgError):
    """The file is no store, or one of another version of kg."""


def document_key(document: Document) -> str:
    """The hash of all of a document that reading depends on: neither its name nor what it is a copy of."""
    plain = replace(document, name="", duplicate_of="")
    return hashlib.sha256(to_json(plain).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article in the store: its name, the key of all that reading depends on, and its document's id.

    ``original`` is the name of the article that it is an agency copy of, or "".
    """

    name: str
    key: str
    id: str
    original: str = ""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other builds out of a folder; the lock ends with the process, however that ends.

    Raises :class:`kg.errors.KgError` when another process builds there.
    """
    with _Told(folder), closing(sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                raise
            raise KgError(f"another kg builds in {folder}; wait until it has ended, or name another folder") from error
        yield


class Store:
    """An open store; a context manager that commits and closes.

    Raises :class:`Damaged` for a file that cannot be used, and :class:`kg.errors.KgError` when another process holds
    it or the place cannot be written.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path = path
        # Where it can be written even readers may: what a killed build left half done has to be taken back first.
        mode = "rwc" if not readonly else "rw" if os.access(path, os.W_OK) else "ro"
        with _Told(path):
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE / 1000)
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
                # What is deleted is gone: overwritten, and its room given back.
                self._db.execute("PRAGMA auto_vacuum = INCREMENTAL")
                self._db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
            elif version != _FORMAT:
                raise Damaged(f"{self._path} was made by another version of kg; build the graph anew with kg build")
            self._db.execute("PRAGMA secure_delete = ON")
            if readonly:
                self._db.execute("PRAGMA query_only = ON")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # What was read before an interruption stays read; an error on the way there must not hide the first one.
        with suppress(KgError) if error else _Told(self._path), _Told(self._path), closing(self._db):
            self._db.commit()

    def put(self, document: Document) -> Article:
        """Keep the text of an article."""
        key = document_key(document)
        self._do("INSERT OR IGNORE INTO documents VALUES (?, ?)", [(key, _packed(document))])
        return Article(name=document.name, key=key, id=document.id)

    def document(self, article: Article) -> Document:
        """An article that was :meth:`put`, under its name of now."""
        rows = self._all("SELECT json FROM documents WHERE key = ?", article.key)
        if not rows:
            raise Damaged(f"{self._path} lacks the text of {article.name}; build the graph anew with kg build")
        found: Document = self._unpacked(Document, rows[0][0])
        return replace(found, name=article.name, duplicate_of="")

    def readers(self, key: str) -> tuple[str, ...]:
        """Who has read the article of a key before."""
        rows = self._all("SELECT reader FROM findings WHERE document = ? ORDER BY reader", key)
        return tuple(row[0] for row in rows)

    def has(self, article: Article, reader: str) -> bool:
        """Whether the reader has read this article."""
        return bool(self._all("SELECT 1 FROM findings WHERE document = ? AND reader = ?", article.key, reader))

    def known(self, article: Article, reader: str) -> Findings:
        """What the reader found in an article that it :meth:`has` read."""
        found = self.findings(article, reader)
        if found is None:
            raise Damaged(f"{self._path} lacks what {article.name} tells; build the graph anew with kg build")
        return found

    def findings(self, article: Article, reader: str) -> Findings | None:
        """What the reader found in this article before, or None."""
        rows = self._all("SELECT json FROM findings WHERE document = ? AND reader = ?", article.key, reader)
        if not rows:
            return None
        found: Findings = self._unpacked(Findings, rows[0][0])
        return replace(found, document=self.document(article))

    def keep(self, findings: Findings, reader: str) -> None:
        """Keep what the reader found; on disk after :meth:`commit`."""
        key = self.put(findings.document).key
        # The text is there already.
        bare = replace(findings, document=Document(id=findings.document.id, name="", text=""))
        self._do("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", [(key, reader, _packed(bare))])
        self._do("INSERT OR REPLACE INTO uses VALUES (?, ?, ?)", [(key, reader, self._builds())])

    def commit(self) -> None:
        """Bring everything to the disk."""
        with _Told(self._path):
            self._db.commit()

    def articles(self) -> list[Article]:
        """The articles of the graph that was built last, by name."""
        rows = self._all("SELECT name, document, id, original FROM articles ORDER BY name")
        return [Article(name=name, key=key, id=id_, original=original) for name, key, id_, original in rows]

    def setting(self, name: str) -> str:
        """How that graph was made, in one point; "" for what was never said."""
        rows = self._all("SELECT value FROM settings WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def built(
        self, articles: Iterable[Article], reader: str, settings: Mapping[str, str], *, forget: Iterable[str] = ()
    ) -> None:
        """Note of what articles the graph consists now, and how it was made.

        What this build and the one before did not use is deleted, and at once what has the keys of ``forget``.
        """
        build = self._builds() + 1
        self._do("DELETE FROM articles", [()])
        self._do("INSERT INTO articles VALUES (?, ?, ?, ?)", ((a.name, a.key, a.id, a.original) for a in articles))
        self._do("DELETE FROM uses WHERE document = ?", [(key,) for key in forget])
        self._do("INSERT OR REPLACE INTO uses SELECT document, ?, ? FROM articles", [(reader, build)])
        self._do("INSERT OR REPLACE INTO settings VALUES (?, ?)", [*settings.items(), ("builds", str(build))])
        self._do("DELETE FROM uses WHERE build < ?", [(build - 1,)])
        for sql in _PRUNE:
            self._do(sql, [()])
        self.commit()
        with _Told(self._path):
            # As a script, for this statement gives no rows and as one of the usual kind ends after its first page.
            self._db.executescript("PRAGMA incremental_vacuum")

    def decisions(self) -> tuple[Link, ...]:
        """What reviewers decided in earlier builds (rows of merges.csv), in a fixed order."""
        rows = self._all("SELECT json FROM decisions ORDER BY kind, left, right")
        return tuple(from_json(Link, row[0]) for row in rows)

    def decide(self, links: Iterable[Link]) -> None:
        """Keep decisions; a new one on the same two names or chains replaces the old one."""
        rows = [(link.kind, *sorted((link.left, link.right)), to_json(link)) for link in links]
        self._do("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?)", rows)
        self.commit()

    def take_over(self, old: Path) -> None:
        """Keep the decisions in a file of the first format, of which all else can be read again."""
        with closing(sqlite3.connect(f"{old.absolute().as_uri()}?mode=ro", uri=True)) as before:
            rows = before.execute("SELECT json FROM decisions ORDER BY kind, left, right").fetchall()
        self.decide(from_json(Link, row[0]) for row in rows)

    def _builds(self) -> int:
        return int(self.setting("builds") or 0)

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
        # Only these speak of the place and not of the content.
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise KgError(f"{self._path} is in use by another process; wait until it has ended") from error
        if name.startswith("SQLITE_FULL"):
            raise KgError(
                f"no room is left for {self._path}; what was read so far is kept, make room and go on"
            ) from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
            raise KgError(f"{self._path} cannot be written or opened ({error}); check the folder") from error
        raise Damaged(f"{self._path} is damaged ({error}); build the graph anew with kg build") from error


def _packed(value: Findings | Document) -> bytes:
    return zlib.compress(to_json(value).encode("utf-8", "surrogatepass"), level=6)
