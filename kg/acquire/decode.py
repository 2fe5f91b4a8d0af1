"""Bytes of unknown origin -> text.

Order: byte order mark, UTF-16 without one, UTF-8 (also with a few stray bytes in it), Windows-1252 where it gives
German text, then charset-normalizer.  Not here: what the characters mean (tidy.py).
"""

from __future__ import annotations

import codecs
import re

from kg.acquire.problems import Unreadable

#: Files and lines above this are not articles but archives or dumps; parsing one would take gigabytes of memory later
#: (spaCy needs about 1 GB per million characters), so they are refused before they are read.
MAX_BYTES = 10_000_000

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How files begin that are no text, though much of them may look like it.
_SIGNS = (
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!\x1a", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"%PDF-", "a PDF"),
)
_HINTS = {"a compressed file": "unpack it", "an archive": "unpack it"}
#: What stands above ASCII in German text, names included.
_WESTERN = frozenset("ÄÖÜäöüß„“”‚‘’–—«»‹›…€§°éèêëáàâãåæøóòôõíìîïúùûçñšžŠŽ·•©´\xa0\xad".encode("cp1252"))
_SAMPLE = 65_536
_HIGH_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ESCAPED = re.compile(r"[\udc80-\udcff]+")
#: UTF-8 that was once read as Windows-1252: "Ã¼" for "ü", "â€ž" for "„".
_TWICE = re.compile(r"[ÂÃÄÅâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
_TWICE_SURE = re.compile(r"Ã[¤¶¼Ÿ„–œ]|â€[žœ“”™\x9d]")


def mark_of(head: bytes) -> str:
    """The encoding that a byte order mark at the start of ``head`` announces, or ``""``."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``; ``declared`` is the encoding that the document itself claims (``<meta charset>``).

    Raises :class:`Unreadable` for binary data.
    """
    kind = next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")
    if kind:
        raise Unreadable(f"not text but {kind}", _HINTS.get(kind, "convert it to .txt or .html"))
    text = _decode(data, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 50:
        raise Unreadable("not text but binary data", "convert it to .txt or .html")
    return _mend(text)


def _decode(data: bytes, declared: str) -> str:
    encoding = mark_of(data) or _wide(data[:4096])
    if encoding:
        return data.decode(encoding, errors="replace")
    text = data.decode("utf-8", errors="surrogateescape")
    stray = sum(map(len, _ESCAPED.findall(text)))
    if not stray:
        return text
    # A UTF-8 file with some bytes of another encoding pasted in, or cut off in the middle of a character.
    if stray <= sum(char > "\x7f" for char in text) - stray:
        cut = text[:-3] + _ESCAPED.sub("", text[-3:])
        return _ESCAPED.sub(lambda m: _bytes(m.group()).decode("cp1252", errors="replace"), cut)
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass  # the claim is wrong: go on as if there were none
    return data.decode(_single_byte(data), errors="replace")


def _bytes(escaped: str) -> bytes:
    return escaped.encode("utf-8", errors="surrogateescape")


def _wide(head: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _single_byte(data: bytes) -> str:
    """The likely encoding of text that is not UTF-8: Windows-1252 if most of its high bytes are then Western letters.

    charset-normalizer is asked second, for it mistakes short German texts for Eastern European ones.
    """
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte > 0x7F]
    # In Western text letters above ASCII stand alone, in Cyrillic or Greek one follows the other.
    runs = sum(map(len, _HIGH_RUN.findall(sample)))
    if sum(byte in _WESTERN for byte in high) >= 0.8 * len(high) and runs <= 0.5 * len(high):
        return "cp1252"
    # Imported here: only files in rare encodings need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _mend(text: str) -> str:
    if not _TWICE_SURE.search(text):
        return text

    def once(match: re.Match[str]) -> str:
        try:
            return match.group().encode("cp1252").decode("utf-8")
        except UnicodeError:
            return match.group()

    return _TWICE.sub(once, text)
