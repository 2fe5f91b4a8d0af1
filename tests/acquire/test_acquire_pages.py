"""HTML pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.acquire import Problem, pages, read
from kg.acquire.problems import Unreadable

PAGE = """<!DOCTYPE html>
<html lang="de-DE"><head><meta charset="utf-8">
<title>Zoll findet Kokain im Hafen - Küstenblatt</title>
<meta property="og:site_name" content="Küstenblatt">
<meta property="og:title" content="Zoll findet Kokain im Hafen - Küstenblatt">
DATE
<link rel="canonical" href="https://kueste.example/hafen/zoll">
<script>document.write("<p>Das Skript darf nicht gelesen werden und nicht laufen.</p>")</script></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><p>Rauschgift</p><h1>Zoll findet Kokain im Hafen</h1>
<p class="lead">In einem Container aus Ecuador haben Zöllner in Hamburg 800 Kilogramm Kokain entdeckt.</p>
<figure><img src="x.jpg" onerror="alert(1)"><figcaption>Container am Kai. Foto: A. Beispiel/dpa</figcaption></figure>
<p>Die Drogen lagen zwischen Bananenkisten, teilte die Staatsanwaltschaft am Sonntag mit.
Zwei M&auml;nner wurden festgenommen.</p>
<h2>Spur nach Antwerpen</h2>
<p>Die Ermittler vermuten die Hinterm&auml;nner in Antwerpen. Die belgische Polizei durchsuchte dort drei Wohnungen.</p>
<p>Der Container kam am 13. Februar 2025 mit einem Schiff aus Guayaquil an. Er sollte nach Polen gehen. (dpa/lno)</p>
<aside><h3>Mehr zum Thema</h3><a href="/a">Kokain: Rekordfund in Rotterdam</a></aside></article>
<footer>Impressum Datenschutz</footer></body></html>"""
TEXT = """In einem Container aus Ecuador haben Zöllner in Hamburg 800 Kilogramm Kokain entdeckt.

Die Drogen lagen zwischen Bananenkisten, teilte die Staatsanwaltschaft am Sonntag mit. Zwei Männer wurden festgenommen.

Spur nach Antwerpen

Die Ermittler vermuten die Hintermänner in Antwerpen. Die belgische Polizei durchsuchte dort drei Wohnungen.

Der Container kam am 13. Februar 2025 mit einem Schiff aus Guayaquil an. Er sollte nach Polen gehen."""


def page(date: str = "") -> str:
    return PAGE.replace("DATE", date)


def test_article_and_metadata(tmp_path: Path) -> None:
    date = '<meta property="article:published_time" content="2025-03-02T18:22:00+01:00">'
    (tmp_path / "zoll.html").write_text(page(date), encoding="utf-8")
    (document,) = read([tmp_path])
    assert document.text == TEXT
    assert document.title == "Zoll findet Kokain im Hafen"
    assert (document.source, document.lang) == ("Küstenblatt", "de")
    assert document.url == "https://kueste.example/hafen/zoll"
    assert (str(document.published), document.granularity) == ("2025-03-02 18:22:00+01:00", "minute")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('<meta name="date" content="2025-03-02">', "2025-03-02"),
        (
            '<script type="application/ld+json">{"datePublished": "2025-03-02T10:00:00Z"}</script>',
            "2025-03-02T10:00:00Z",
        ),
        ("", None),
    ],
)
def test_date_comes_from_metadata_and_never_from_the_story(date: str, expected: str | None) -> None:
    assert pages.parse(page(date)).date == expected


def test_declared_encoding_of_a_page(tmp_path: Path) -> None:
    old = page().replace("utf-8", "iso-8859-1").replace("–", "-")
    (tmp_path / "alt.htm").write_bytes(old.encode("latin-1"))
    (document,) = read([tmp_path])
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("<p>Der Rat tagt.<p>Er tagt lange.<div><<<", "Er tagt lange."),
        (
            "<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>Grüße aus Köln.</p></body></html>",
            "Grüße aus Köln.",
        ),
        ("Gar keine Tags. Nur Text.", "Gar keine Tags. Nur Text."),
        ("http://127.0.0.1:9/artikel.html", "http://127.0.0.1:9/artikel.html"),
    ],
)
def test_broken_pages_give_their_text(broken: str, text: str) -> None:
    assert text in pages.parse(broken).text


@pytest.mark.parametrize("empty", ["<html><body></body></html>", "<!--", "<script>alert(1)</script>"])
def test_pages_without_text_are_reported(empty: str, tmp_path: Path) -> None:
    (tmp_path / "leer.html").write_text(empty, encoding="utf-8")
    problems: list[Problem] = []
    assert list(read([tmp_path], on_problem=problems.append)) == []
    assert [p.reason for p in problems] == ["no text in this HTML"]


@given(
    st.lists(
        st.sampled_from(["<p>", "</div>", "<script>", "<table><td>", "&#0;", "\x00", "<a href='", "Wort. ", "<!--"])
    )
)
@settings(max_examples=60, deadline=None)
def test_no_page_is_too_broken(parts: list[str]) -> None:
    with suppress(Unreadable):
        assert pages.parse("".join(parts)).text


def test_html_in_a_json_field() -> None:
    assert (
        pages.fragment("<p>Eins &amp; zwei.</p><p>Drei.<br>Vier.</p><script>x()</script>")
        == "Eins & zwei.\n\nDrei.\n\nVier."
    )
    assert pages.fragment("1 < 2, <img onerror=x> bleibt Text") == "1 < 2, <img onerror=x> bleibt Text"
