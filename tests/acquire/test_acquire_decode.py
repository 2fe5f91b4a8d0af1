"""Bytes to text: German umlauts come out right from every encoding that German newsrooms have used."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.acquire.decode import decode
from kg.acquire.problems import Unreadable

GERMAN = "Fünf Bürger aus Köln grüßten „Åsa“ – und Ärzte übten scharfe Kritik."
PLAIN = "Fünf Bürger aus Köln grüßten die Ärzte und übten Kritik."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_german_text_comes_out_right(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)).lstrip("\ufeff") == GERMAN


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15"])
def test_older_encodings(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding)) == PLAIN


def test_a_single_umlaut_in_a_long_latin1_text() -> None:
    text = "Der Rat tagte in der Stadt. " * 200 + "Danach ging es nach Köln."
    assert decode(text.encode("latin-1")) == text


def test_rare_encodings_are_left_to_charset_normalizer() -> None:
    text = "Президент встретился с министром в Москве, сообщило агентство в субботу вечером. " * 5
    assert decode(text.encode("cp1251")) == text


def test_declared_encoding_counts_where_the_text_is_not_utf8() -> None:
    assert decode("Łódź i Kraków".encode("iso8859-2"), "iso-8859-2") == "Łódź i Kraków"
    assert decode(GERMAN.encode("utf-8"), "iso-8859-1") == GERMAN
    assert decode(PLAIN.encode("cp1252"), "no-such-encoding") == PLAIN


def test_stray_bytes_in_utf8_are_read_as_windows1252() -> None:
    assert decode("Grüße aus Köln, ".encode() + "München".encode("cp1252")) == "Grüße aus Köln, München"


def test_utf8_cut_off_in_the_middle_of_a_character() -> None:
    assert decode("Grüße aus Köln und M\u00fc".encode()[:-1]) == "Grüße aus Köln und M"


def test_text_encoded_twice_is_mended() -> None:
    assert decode(GERMAN.encode().decode("cp1252", errors="ignore").encode())[:30] == GERMAN[:30]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, bytes(range(32)) * 20])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="binary"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(b"Anna traf Karl. " * 5000), "compressed"),
        (b"PK\x03\x04 Text", "archive"),
        (b"%PDF-1.7 Text", "PDF"),
    ],
)
def test_files_that_only_look_like_text_are_refused(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        decode(data)


@given(st.binary())
def test_any_bytes_give_text_or_are_refused(data: bytes) -> None:
    with suppress(Unreadable):
        assert isinstance(decode(data), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])))
def test_utf8_comes_out_as_it_went_in(text: str) -> None:
    if not any(mark in text for mark in "ÂÃÄÅâ\ufeff"):
        assert decode(text.encode("utf-8")) == text
