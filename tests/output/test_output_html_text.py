"""Foreign text on its way into the page."""

from __future__ import annotations

import json

import pytest

from kg.output.html_dates import span
from kg.output.html_text import clean, json_block, listed, number, utf16_length, web_address


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Kim Jong Un", "Kim Jong Un"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("Zeile\neins\tzwei\rdrei", "Zeile\neins\tzweidrei"),
        ("an\u202egriff\u2066x\u2069", "angriffx"),
        ("\ud83d allein", "\ufffd allein"),
        ("\ufeffBOM\ufffe", "BOM"),
        ("😀 ناصر", "😀 ناصر"),
        ("<img onerror=alert(1)>", "<img onerror=alert(1)>"),
        (None, ""),
        (3, "3"),
    ],
)
def test_clean_drops_what_is_not_seen_and_nothing_else(given: object, expected: str) -> None:
    assert expected == clean(given, 100)


def test_clean_cuts_long_text_visibly() -> None:
    assert clean("x" * 10_000, 100) == "x" * 99 + "…"


def test_listed_splits_cleans_and_drops_repeats() -> None:
    assert listed("Lawrow | Sergei\u00a0L. |  | Law\x00row", 50) == ["Lawrow", "Sergei\u00a0L."]


@pytest.mark.parametrize(
    "address", ["https://zeitung.example/a?b=1&c=2", "http://zeitung.example:8080/ä", "HTTPS://X.example"]
)
def test_web_addresses_pass(address: str) -> None:
    assert address == web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//zeitung.example/a",
        "zeitung.example/a",
        "https:///a",
        "https://",
        "https://bank.example@evil.example/",
        "https://zeitung.example/a b",
        "https://zeitung.example\\evil.example",
        "https://zeitung.example/\u202egpj",
        "https://[::1",
        "https://zeitung.example:99999/",
        "https://zeitung.example/" + "x" * 3000,
        "",
        None,
    ],
)
def test_other_addresses_do_not(address: object) -> None:
    assert web_address(address) == ""


def test_json_block_cannot_end_its_script_and_stays_the_same_data() -> None:
    value = {"a": "</script><!--<script>&\u2028\u2029", "b": [1, 0.5, "😀"]}
    block = str(json_block(value))
    assert not set("<>&\u2028\u2029") & set(block)
    assert value == json.loads(block)


def test_json_block_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_block(float("nan"))


@pytest.mark.parametrize(("given", "expected"), [(3, 3.0), (-1, 7.0), (float("inf"), 7.0), ("5", 7.0), (None, 7.0)])
def test_number_takes_finite_numbers_only(given: object, expected: float) -> None:
    assert expected == number(given, 7.0)


def test_utf16_length_counts_as_scripts_do() -> None:
    assert utf16_length("a😀ß!") == 5


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2025-07-12", ("2025-07-12", "2025-07-12")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2025-W28", ("2025-07-07", "2025-07-13")),
        ("2025-07-11/2025-07-13", ("2025-07-11", "2025-07-13")),
        ("2022-02/..", ("2022-02-01", "2025-07-14")),
        ("../2022-02", ("2022-02-01", "2022-02-28")),
        ("2025-07-12T10:30", ("2025-07-12", "2025-07-12")),
        ("2025-13", ("", "")),
        ("2025-02-30", ("", "")),
        ("am Samstag", ("", "")),
        ("", ("", "")),
    ],
)
def test_span_of_iso_times(time: str, expected: tuple[str, str]) -> None:
    assert expected == span(time, until="2025-07-14")
