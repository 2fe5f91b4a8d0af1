"""Gold files to plain values; what a file holds is told by its content, so any name will do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kg
from kg.errors import UsageError
from kg.score.markup import GoldMention, GoldQuote, GoldTime

__all__ = ["Gold", "GoldArticle", "GoldFact", "GoldText", "read_gold", "sample"]

_SUFFIXES = frozenset({".jsonl", ".tsv", ".txt"})
_MENTION = ("start", "end", "text", "form", "kind", "entity")
_QUOTE = ("start", "end", "text", "kind", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """A fact with all its acceptable names, relations, places, times and sources, the best first.

    ``must`` facts count for recall; ``status`` holds one value, or none where it is not asked.
    """

    subject: tuple[str, ...]
    relations: tuple[str, ...]
    object: tuple[str, ...]
    place: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    must: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """All facts of one article."""

    doc: str
    facts: tuple[GoldFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """The body of an article and its mentions; offsets count in ``text``."""

    doc: str
    text: str
    mentions: tuple[GoldMention, ...]


@dataclass(slots=True, kw_only=True)
class Gold:
    """All that the given files hold.  ``hashes`` are by kind: facts, texts, times, quotes, names, triples."""

    facts: list[GoldArticle] = field(default_factory=list)
    texts: dict[str, GoldText] = field(default_factory=dict)
    times: dict[str, list[GoldTime]] = field(default_factory=dict)
    quotes: dict[str, list[GoldQuote]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    triples: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)

    def docs(self) -> set[str]:
        """The names of the articles that any gold speaks of."""
        return {a.doc for a in self.facts} | set(self.texts) | set(self.times) | set(self.quotes)


def sample() -> tuple[Path, Path]:
    """The folders ``data/gold`` and ``data/articles`` of the repository.

    Raises :class:`kg.errors.UsageError` where kg was installed without them.
    """
    data = Path(kg.__file__).resolve().parent.parent / "data"
    if not (data / "gold").is_dir():
        raise UsageError("the sample gold (data/gold) is not installed with kg; give --gold FILE and --articles PATH")
    return data / "gold", data / "articles"


def read_gold(paths: Iterable[Path]) -> Gold:
    """The gold of files and folders.  A folder gives the gold files that lie directly in it.

    Raises :class:`kg.errors.UsageError` for a file that cannot be read or is of no known kind.
    """
    gold = Gold()
    contents: dict[str, list[bytes]] = {}
    for path in _files(paths):
        try:
            raw = path.read_bytes()
            kind, take = _kind(path, raw.decode("utf-8"))
            take(gold)
        except OSError as error:
            raise UsageError(f"{path} cannot be read ({error.strerror})") from error
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise UsageError(f"{path} is no gold file of a known kind ({error}); see data/README.md") from error
        contents.setdefault(kind, []).append(raw)
    for kind, parts in contents.items():
        total = hashlib.blake2b(digest_size=8)
        for part in sorted(parts):
            total.update(hashlib.blake2b(part).digest())
        gold.hashes[kind] = total.hexdigest()
    return gold


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(f for f in path.iterdir() if f.is_file() and f.suffix in _SUFFIXES)
        else:
            found.append(path)
    return found


Take = Callable[[Gold], None]


def _kind(path: Path, text: str) -> tuple[str, Take]:
    """The kind of a file, and what puts its content into the gold."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise ValueError("it is empty")
    if lines[0].startswith("sent_id:"):
        return "triples", lambda gold: gold.triples.append(text)
    if lines[0].startswith("{"):
        rows = [json.loads(line) for line in lines]
        if "facts" in rows[0]:
            return "facts", lambda gold: gold.facts.extend(map(_article, rows))
        if "mentions" in rows[0]:
            return "texts", lambda gold: gold.texts.update({row["doc"]: _text(row) for row in rows})
        if "speaker" in rows[0]:
            return "quotes", lambda gold: _group(gold.quotes, rows, _quote)
        raise ValueError("its lines have neither facts nor mentions nor speakers")
    cells = [line.split("\t") for line in lines]
    if cells[0][:5] == ["doc", "start", "end", "text", "value"]:
        return "times", lambda gold: _group(gold.times, [dict(zip(cells[0], c, strict=True)) for c in cells[1:]], _time)
    if all(len(row) == 2 and ":" in row[0] for row in cells):
        pairs = {row[0]: tuple(n.strip() for n in row[1].split(";")) for row in cells}
        return "names", lambda gold: gold.names.update(pairs)
    raise ValueError(f"{path.suffix or 'a file'} with unknown columns")


def _article(row: Mapping[str, Any]) -> GoldArticle:
    return GoldArticle(doc=row["doc"], facts=tuple(map(_fact, row["facts"])))


def _fact(row: Mapping[str, Any]) -> GoldFact:
    return GoldFact(
        subject=_values(row["s"]),
        relations=_values(row["r"]),
        object=_values(row["o"]),
        place=_values(row.get("place")),
        time=_values(row.get("time")),
        status=_values(row.get("status")),
        source=_values(row.get("source")),
        must=row.get("must", True),
        evidence=row.get("evidence", ""),
    )


def _values(given: str | Sequence[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) and given else tuple(given or ())


def _text(row: Mapping[str, Any]) -> GoldText:
    found = (GoldMention(**{name: m[name] for name in _MENTION}, detail=m.get("detail", "")) for m in row["mentions"])
    return GoldText(doc=row["doc"], text=row["text"], mentions=tuple(found))


def _quote(row: Mapping[str, Any]) -> GoldQuote:
    return GoldQuote(**{name: row[name] for name in _QUOTE})


def _time(row: Mapping[str, Any]) -> GoldTime:
    return GoldTime(start=int(row["start"]), end=int(row["end"]), text=row["text"], value=row["value"])


def _group(
    into: dict[str, list[Any]], rows: Iterable[Mapping[str, Any]], make: Callable[[Mapping[str, Any]], Any]
) -> None:
    for row in rows:
        into.setdefault(row["doc"], []).append(make(row))
