"""Files -> Documents: the order of the steps of this stage.

1. places: which files;  2. decode: bytes to text;  3. records or pages: text to raw articles;  4. clean: the article in
the text;  5. dates and sources: when and from whom.  Bad input costs one article: it is reported.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from kg.acquire import dates, pages, records, sources, stamps
from kg.acquire.clean import clean
from kg.acquire.decode import MAX_BYTES, decode, mark_of
from kg.acquire.places import Place, find, shown
from kg.acquire.problems import Problem, Report, Unreadable, log
from kg.acquire.records import Raw
from kg.acquire.tidy import tidy_line
from kg.errors import InputError
from kg.schema import Document

_LONGEST_NAME = 200
_LONGEST_ADDRESS = 2000
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2})")
_TOO_LONG = f"longer than {MAX_BYTES // 1_000_000} MB"
_SPLIT = "split it into its articles"


def read(
    paths: Iterable[str | Path],
    *,
    date: datetime.date | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Document]:
    """Reads .txt, .html, .jsonl and .json files and folders of them, as cleaned documents in the order of their paths.

    ``date`` is the publication date of articles that do not tell theirs.  ``on_problem`` is called with each article
    that cannot be read (else problems are logged); the same article twice is yielded once.  Keys of JSON:
    :data:`kg.acquire.records.KEYS`.  Raises :class:`kg.errors.UsageError` at once for a missing path, and for a folder
    without any article.
    """
    report = on_problem or log
    return _documents(find(paths, report), date, report)


def _documents(places: list[Place], date: datetime.date | None, report: Report) -> Iterator[Document]:
    names = {place.name for place in places}
    seen: dict[str, str] = {}
    for place in places:
        for number, raw in _articles(place, report):
            where = _where(place, number)
            try:
                document = _document(raw, _name(raw, place, number, names), date)
            except InputError as error:
                report(_problem(where, error))
                continue
            if raw.date not in (None, "") and stamps.parse(raw.date) is None:
                said = tidy_line(str(raw.date), 40)
                report(Problem(where, f'the date "{said}" cannot be read', "write it as 2025-07-13T17:30", False))
            if document.id in seen:
                report(
                    Problem(where, f"the same article as {seen[document.id]}", "nothing to do: it is read once", False)
                )
                continue
            names.add(document.name)
            seen[document.id] = document.name
            yield document


def _where(place: Place, number: int) -> str:
    return f"{shown(place.path)}:{number}" if number else shown(place.path)


def _problem(where: str, error: InputError) -> Problem:
    if isinstance(error, Unreadable):
        return Problem(where, error.reason, error.hint)
    return Problem(where, str(error), "remove it")


def _name(raw: Raw, place: Place, number: int, names: Collection[str]) -> str:
    """The file's name; of an article among others in its file the id, else ``file:number``."""
    if not number:
        return place.name
    line = f"{place.name}:{number}"
    given = tidy_line(raw.id, _LONGEST_NAME)
    free = (f"{line}#{count}" for count in itertools.count(2))
    return next(name for name in itertools.chain([given, line], free) if name and name not in names)


def _articles(place: Place, report: Report) -> Iterator[tuple[int, Raw]]:
    """The raw articles of a file, numbered by line or entry from 1, or 0 for a file that is one article."""
    try:
        for number, raw in _found(place):
            if isinstance(raw, Unreadable):
                report(_problem(_where(place, number), raw))
            else:
                yield number, raw
    except InputError as error:
        report(_problem(_where(place, 0), error))
    except OSError as error:
        report(Problem(_where(place, 0), f"the file cannot be opened ({error.strerror})", "check that it may be read"))


def _found(place: Place) -> Iterable[tuple[int, Raw | Unreadable]]:
    if place.format == "jsonl":
        return records.parse_lines(_lines(place.path))
    data = _bytes(place.path)
    text = decode(data, pages.declared_encoding(data) if place.format == "html" else "")
    if not text.strip():
        raise Unreadable("the file is empty", "remove it or save the article again")
    kind = place.format or ("html" if _HTML.match(text) else "json" if text.lstrip().startswith("{") else "text")
    if kind == "text":
        return [(0, Raw(text=text))]
    if kind == "html":
        return [(0, pages.parse(text))]
    found = records.parse(text)
    return [(0, found[0])] if len(found) == 1 else enumerate(found, start=1)


def _bytes(path: Path) -> bytes:
    # Read up to the limit rather than asked for its size, for files may grow and special files have none.
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_LONG, _SPLIT)
    return data


def _lines(path: Path) -> Iterator[str | Unreadable]:
    """The lines of a JSON lines file, one at a time, for such files may hold a million articles."""
    with path.open("rb") as file:
        encoding = mark_of(file.read(4))
        file.seek(0)
        if encoding.startswith(("utf-16", "utf-32")):
            yield from _bytes(path).decode(encoding, errors="replace").split("\n")
            return
        while line := file.readline(MAX_BYTES + 1):
            if len(line) > MAX_BYTES:
                while line and not line.endswith(b"\n"):
                    line = file.readline(MAX_BYTES + 1)
                yield Unreadable(f"the line is {_TOO_LONG}", _SPLIT)
                continue
            try:
                yield decode(line.strip())
            except Unreadable as error:
                yield error


def _document(raw: Raw, name: str, date: datetime.date | None) -> Document:
    """Cleans an article and finds out when it appeared and where it comes from."""
    cleaned = clean(pages.fragment(raw.text), titled=bool(raw.title.strip()))
    if not cleaned.text:
        raise Unreadable("no text of an article in it", "check that the file holds the article itself")
    opening = cleaned.text.split("\n\n")[:3]
    line = next(filter(None, map(sources.dateline, opening)), None)
    published = stamps.choose(
        [
            stamps.parse(raw.date),
            *cleaned.stamps,
            dates.in_dateline(line) if line else next(filter(None, map(dates.in_opening, opening)), None),
            dates.in_address(raw.url[:_LONGEST_ADDRESS]),
        ]
    ) or (stamps.of_day(date) if date else None)
    agencies = [*(line.agencies if line else ()), *cleaned.agencies]
    title, url = tidy_line(raw.title) or cleaned.title, _address(raw.url)
    stamp = f"{published.when.isoformat()} {published.granularity}" if published else ""
    content = "\x1f".join((title, cleaned.text, stamp, url))
    return Document(
        id=hashlib.sha256(content.encode("utf-8")).hexdigest()[:16],
        name=name,
        text=cleaned.text,
        title=title,
        source=tidy_line(raw.source, _LONGEST_NAME) or sources.join(agencies),
        url=url,
        published=published.when if published else None,
        granularity=published.granularity if published else "",
        lang=_language(raw.lang),
    )


def _language(tag: str) -> str:
    """The language of a tag such as "de-AT"; German unless told otherwise."""
    match = _LANGUAGE.match(tag)
    return match[1].lower() if match else "de"


def _address(url: str) -> str:
    """The address if it is one of the web: others ("javascript:...") must not become links in an output."""
    url = tidy_line(url, _LONGEST_ADDRESS)
    return url if re.match(r"https?://[^\s]+$", url) else ""
