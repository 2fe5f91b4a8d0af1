"""Long articles of nothing but what one rule looks for: reading takes a time in proportion to their length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.acquire import pages, read
from kg.acquire.clean import clean
from kg.errors import KgError

STORY = "Der Rat hat am Montag in Essen getagt. "
UNITS = {
    "one line": STORY,
    "short lines": "Rat tagt\n",
    "paragraphs": f"{STORY}{STORY}\n\n",
    "dates": "13.07.2025 17:30 ",
    "date lines": "13.07.2025\n",
    "prefixes": "date: 2025-07-13\n",
    "agencies": "(dpa) - ",
    "datelines": "Essen (dpa) - \n",
    "credits": "Foto: Anna Berg/dpa\n",
    "credits in a line": "Foto: dpa ",
    "copyrights": "© Anna Berg ",
    "bylines": "Von Anna Berg\n",
    "byline without end": "Von Anna Berg und ",
    "list without end": "Anna, ",
    "links": f"Mehr zum Thema\n\n{STORY}\n\n",
    "open links": "[[a|",
    "open templates": "{{a",
    "open notes": "<ref>",
    "open remarks": "<!--",
    "entities": "&amp;",
    "entities of entities": "amp;",
    "open tags": "<div><b>",
    "headings": "== ",
    "bullets": "* ",
    "quotes": "„",
    "brackets": "(",
    "dashes": "– ",
    "pipes": "|",
    "one word": "a",
    "capitals": "A ",
    "digits": "1",
    "dots": ".",
    "accents": "\u0301",
    "joiners": "\u200d",
    "addresses": "http://a.example/ ",
}
LENGTH = 100_000


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_cleaning_takes_its_time_and_no_more(name: str) -> None:
    text = (UNITS[name] * LENGTH)[:LENGTH]
    started = time.process_time()
    clean(pages.fragment(text), titled=False)
    # Most take a tenth of it; what grows with the square of the length takes ten times as long and more.
    assert time.process_time() - started < 4


HTML = {
    "nested blocks": "<div>",
    "nested tables": "<table><tr><td>",
    "nested lists": "<ul><li>",
    "open links": '<a href="x">a',
    "attributes": "<p " + 'a="b" ' * 1000 + ">a</p>",
    "entities": "&#x41;&auml;&amp;&unknown;",
    "comments": "<!-- a -->",
    "scripts": "<script>a</script>",
    "paragraphs": f"<p>{STORY}</p>",
    "links in lists": f"<ul><li><a href='/a'>{STORY}</a></li></ul>",
    "headings": "<h1>Rat tagt</h1>",
    "breaks": "<br>",
    "json": '<script type="application/ld+json">{"a": [',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HTML)
def test_a_large_page_takes_seconds(name: str, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    body = (HTML[name] * 500_000)[:500_000]
    page.write_text(f"<html><body><article><p>{STORY}</p>{body}</article></body></html>", encoding="utf-8")
    started = time.process_time()
    try:
        list(read([page], on_problem=lambda problem: None))
    except KgError as error:
        assert "\n" not in str(error)
    assert time.process_time() - started < 15
