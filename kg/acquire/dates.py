"""Where an article says when it appeared.

Lines that hold nothing but a date ("Stand: 13.07.2025, 17:30 Uhr"), datelines ("BERLIN, 3. Mai (Reuters) –"), addresses
(``/2025/07/13/``) and the prefix ``date 2025-07``.  A date inside a sentence never counts.  Not here: how dates are
written (stamps.py); relative dates of the story ("am Samstag"), which extraction resolves.
"""

from __future__ import annotations

import re
from functools import cache

from kg.acquire import lexicon
from kg.acquire.sources import Dateline, byline, signature
from kg.acquire.stamps import Stamp, find, find_yearless, parse

#: Longer lines are sentences.  In characters.
_LONGEST_LINE = 160
#: Stands for a date while the words around it are looked at.
_HERE = "\0"

_ADDRESS_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_ADDRESS_MONTH = re.compile(r"/((?:19|20)[0-9]{2})/(0?[1-9]|1[0-2])/")
_PREFIX = re.compile(r"\s*(?:date|datum)\s*(?:[:=]\s*)?([0-9]{4}(?:-[0-9]{2}){0,2})(?![0-9-])[ \t:]*\n?", re.IGNORECASE)
_OPENING = re.compile(r"(?:[A-ZÄÖÜ][\w.’'-]*(?:[ /]+[A-ZÄÖÜ(][\w.)’'-]*){0,4}, )?(?=[0-9])")
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;|•·()\[\]\n]+|\s[-–—]+\s|[–—]|\.\s|:")
_INITIALS = re.compile(r"[a-zäöü]{2,4}")
_DASH = re.compile(r"\s*[-–—]+\s")


def date_line(text: str) -> tuple[Stamp, ...] | None:
    """The dates of a line that only says when (and where, by whom) the article appeared; None for other lines."""
    if len(text) > _LONGEST_LINE or not _DIGIT.search(text):
        return None
    found = sorted(find(text), key=lambda hit: (hit[0], -hit[1]))
    if not found:
        return None
    rest, end = "", 0
    stamps: list[Stamp] = []
    for start, stop, stamp in found:
        if start < end:
            continue
        before = text[end:start]
        updated = any(word.lower() in lexicon.date_words("updated") for word in _WORD.findall(before))
        stamps.append(Stamp(stamp.when, stamp.granularity, weak=updated))
        rest += before + _HERE
        end = stop
    return tuple(stamps) if all(map(_is_beside, _PARTS.split(rest + text[end:]))) else None


@cache
def _cues() -> frozenset[str]:
    return lexicon.date_words("published") | lexicon.date_words("updated")


@cache
def _known() -> frozenset[str]:
    return _cues() | lexicon.date_words("beside")


def _is_beside(part: str) -> bool:
    """Whether a piece of a date line may stand there: cue words, a place, a section, a name, an agency."""
    words = _WORD.findall(part)
    if all(word.lower() in _known() for word in words):
        return True
    name = part.replace(_HERE, "").strip()
    if byline(name) or signature(name) or name.isupper() or _INITIALS.fullmatch(name):
        return True
    # "Wahl 23. Februar 2025" is a headline; what is neither cue nor name stands apart from the date: "Berlin, ...".
    while words and words[0].lower() in _known():
        words = words[1:]
    return _HERE not in part and len(words) <= 3 and all(word[0].isupper() for word in words)


def cued(text: str) -> bool:
    """True if a date line says itself what its date is ("Stand:", "Veröffentlicht am")."""
    return any(word.lower() in _cues() for word in _WORD.findall(text))


def prefix(text: str) -> tuple[Stamp | None, str]:
    """Takes ``date 2025-07`` off the start of a text, as some collections put it there."""
    match = _PREFIX.match(text)
    stamp = parse(match[1]) if match else None
    return (stamp, text[match.end() :]) if match and stamp else (None, text)


def in_address(url: str) -> Stamp | None:
    """The date in an address: ``/2025/07/13/``, ``-20250713-``, ``/2025/07/``."""
    day = _ADDRESS_DAY.search(url)
    stamp = parse(f"{day[1]}-{day[3]}-{day[4]}") if day else None
    month = _ADDRESS_MONTH.search(url)
    return stamp or (parse(f"{month[1]}-{month[2]:0>2}") if month else None)


def in_dateline(line: Dateline) -> Stamp | None:
    """The date of a dateline: before the bracket, in it, or alone behind the dash ("(dpa) - 13.07.2025")."""
    pieces = (line.place, line.note)
    hits = [stamp for piece in pieces for _, _, stamp in find(piece)]
    for start, stop, stamp in find(line.rest[:_LONGEST_LINE]):
        rest = line.rest[stop:]
        if not line.rest[:start].strip() and (not rest.split("\n")[0].strip(" .") or _DASH.match(rest)):
            hits.append(stamp)
    return hits[0] if hits else next(filter(None, map(find_yearless, pieces)), None)


def in_opening(text: str) -> Stamp | None:
    """The date of a dateline without an agency: "Berlin, 13. Juli 2025 – Die Regierung ..."."""
    match = _OPENING.match(text)
    if not match:
        return None
    for start, stop, stamp in find(text[:_LONGEST_LINE]):
        if start == match.end() and _DASH.match(text[stop:]):
            return stamp
    return None
