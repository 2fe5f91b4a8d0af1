"""JSON records -> raw articles: one article a line (.jsonl) or one a file (.json).

Keys are compared without case, ``_``, ``-`` and blanks; the first key of KEYS that holds a value counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.acquire.problems import Unreadable

#: Field -> the keys it is known by in news collections (news-please, Fundus, trafilatura, schema.org).
KEYS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "articlebody", "maintext", "fulltext", "rawtext", "articletext", "plaintext",
        "article",
    ),
    "title": ("title", "headline", "titel", "heading", "ueberschrift", "überschrift"),
    "date": (
        "date", "published", "publishedat", "datepublished", "datepublish", "publisheddate", "publishingdate",
        "publicationdate", "pubdate", "publishdate", "datum", "created", "createdat", "timestamp", "time",
    ),
    "url": ("url", "link", "href", "canonicalurl", "permalink", "uri", "sourceurl"),
    "id": ("id", "docid", "articleid", "guid", "uuid"),
    "source": (
        "source", "publisher", "sitename", "outlet", "medium", "agency", "quelle", "publication", "hostname", "domain",
    ),
    "lang": ("lang", "language", "languagecode", "inlanguage"),
}  # fmt: skip
_SEPARATORS = str.maketrans("", "", "_- ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """An article as found, before cleaning; ``date`` as the source has it (string, number or None)."""

    text: str
    title: str = ""
    date: object = None
    url: str = ""
    id: str = ""
    source: str = ""
    lang: str = ""


def parse(text: str) -> list[Raw | Unreadable]:
    """The articles of a JSON file: one object, a list of them, or objects one a line.

    Raises :class:`Unreadable` if the whole is not JSON.
    """
    try:
        value = load(text)
    except Unreadable:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:2]):
            raise
        return [_try(line) for line in lines]
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    return [_tried(item) for item in value] if isinstance(value, list) else [record(value)]


def load(text: str) -> Any:
    """The value of JSON text; raises :class:`Unreadable` with the place of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"broken JSON ({error.msg} at {place})", "repair or remove it") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("JSON with a number too long or nested too deeply", "remove it") from error


def record(value: Any) -> Raw:
    """The article of one JSON object; raises :class:`Unreadable` if it holds none."""
    if not isinstance(value, dict):
        raise Unreadable(f"JSON holds {_kind(value)}, not an object", 'write {"title": ..., "text": ..., "date": ...}')
    found = {str(key).lower().translate(_SEPARATORS): item for key, item in reversed(list(value.items()))}
    text = _first(found, "text")
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if text is None:
        raise Unreadable("JSON without a text", f"name the field one of {', '.join(KEYS['text'][:4])}")
    if not isinstance(text, str):
        raise Unreadable(f"the text is {_kind(text)}, not a string", "write the text as one JSON string")
    date = _first(found, "date")
    return Raw(
        text=text,
        title=_string(_first(found, "title")),
        date=date if isinstance(date, (str, int, float)) else None,
        url=_string(_first(found, "url")),
        id=_string(_first(found, "id")),
        source=_string(_first(found, "source")),
        lang=_string(_first(found, "lang")),
    )


def _try(line: str) -> Raw | Unreadable:
    try:
        return _tried(load(line))
    except Unreadable as error:
        return error


def _tried(value: Any) -> Raw | Unreadable:
    try:
        return record(value)
    except Unreadable as error:
        return error


def _first(found: Mapping[str, Any], field: str) -> Any:
    return next((found[key] for key in KEYS[field] if found.get(key) not in (None, "", [], {})), None)


def _string(value: Any) -> str:
    """A value as metadata: strings and whole numbers as they are, ``{"name": ...}`` by its name, others not at all."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value)


def _kind(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")


def parse_lines(lines: Iterable[str | Unreadable]) -> Iterator[tuple[int, Raw | Unreadable]]:
    """Line number (from 1) and article of each line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if isinstance(line, Unreadable):
            yield number, line
        elif line.strip():
            yield number, _try(line)
