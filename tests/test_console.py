"""Tables in a file or a pipe are those that rich makes, only made faster."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from kg.commands import console

HEAD = ("relation", "", "name", "articles", "places")
RIGHT, WIDE = ("articles",), ("name", "places")
#: Letters of one and two cells, with and without an accent of their own, blanks at every place, a sign that steers.
TEXTS = st.lists(st.sampled_from(("a", "Ä", "–", " ", "|", "漢", "🙂", "e\u0301", "\t")), max_size=30).map("".join)
ROWS = st.lists(st.lists(TEXTS, min_size=len(HEAD), max_size=len(HEAD)), max_size=5)


def _printed(monkeypatch: pytest.MonkeyPatch, title: str, rows: list[list[str]]) -> str:
    out = io.StringIO()
    with monkeypatch.context() as changed:
        changed.setattr("sys.stdout", out)
        console.print_table(title, HEAD, rows, right=RIGHT, wide=WIDE)
    return out.getvalue()


def _by_rich(title: str, rows: list[list[str]]) -> str:
    out = Console(file=io.StringIO(), highlight=False, markup=False, emoji=False, width=400)
    cells = [[console.plain(cell) for cell in row] for row in rows]
    return console._by_rich(out, console.plain(title), HEAD, cells, RIGHT, WIDE)


@given(title=TEXTS, rows=ROWS)
def test_a_table_that_fits_is_the_one_of_rich(title: str, rows: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert _printed(patch, title, rows) == _by_rich(title, rows)


@pytest.mark.parametrize(("title", "cell"), [("t", "Wort " * 100), ("Wort " * 100, "a"), ("t", "漢" * 300)])
def test_a_table_that_is_too_wide_wraps(title: str, cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["r", "→", cell, "1", "Berlin"]]
    assert _printed(monkeypatch, title, rows) == _by_rich(title, rows)
    assert max(map(len, _printed(monkeypatch, title, rows).splitlines())) <= 400
