"""A page as lines, each with the features that tell running text from everything else.

``TEXT`` is a line of sentences, ``HEAD`` everything shorter or without an end: headlines, subheads, menu items,
captions, table rows.  Method after Pomikálek, "Removing Boilerplate and Duplicate Content from Web Corpora" (2011),
carried over from HTML blocks to lines of plain text.  Not here: which lines go (clean.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.acquire import lexicon

TEXT, HEAD = "text", "head"

_WORD = re.compile(r"[^\W_]+")
_FINAL = re.compile(r"[.!?…][\"'“”„»«›‹’)\]]*$")
_ASKED = re.compile(r"[!?][\"'“”„»«›‹’)\]]*$")
#: A sentence ends inside the line: a full stop after a whole word, then a capital letter.
_INSIDE = re.compile(r"[a-zäöüß]{3}[\"“”»«’)\]]*[.!?…][\"“”»«’)\]]* +[\"„“»«‚‘(]*[A-ZÄÖÜ]")
_ADJECTIVE = re.compile(r"(?:e|er|en|es|em)$")
_PLAIN = re.compile(r"[^\W\d_]+")
#: Line widths in characters that mail and agency systems wrap at.
_NARROWEST, _WIDEST, _SLACK = 45, 110, 3
#: "Nord-" at the end of a line keeps its hyphen before these.
_AFTER_HYPHEN = frozenset({"und", "oder", "bis", "wie", "sowie"})


@dataclass(frozen=True, slots=True)
class Line:
    """``block`` counts groups of lines between blank lines; ``key`` is the line's words in lower case, numbers as #."""

    text: str
    block: int
    key: tuple[str, ...]
    words: int
    sentences: int
    kind: str

    @property
    def final(self) -> bool:
        """Ends as a sentence does."""
        return bool(_FINAL.search(self.text))


def key_of(text: str) -> tuple[str, ...]:
    """Words for comparing with cue lists: lower case, ``#`` for each run of words with digits, none at the start."""
    key: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word.isalpha():
            key.append(word)
        elif key and key[-1] != "#":
            key.append("#")
    return tuple(key)


def line_of(text: str, block: int) -> Line:
    """The features of one line."""
    words = text.split()
    inside = len(_INSIDE.findall(text))
    return Line(text, block, key_of(text), len(words), 1 + inside, _kind(text, words, inside))


def _moved(line: Line, block: int) -> Line:
    return Line(line.text, block, line.key, line.words, line.sentences, line.kind)


def _kind(text: str, words: list[str], inside: int) -> str:
    count = len(words)
    if _FINAL.search(text):
        if _ASKED.search(text):
            return TEXT if inside or count > 20 else HEAD
        return TEXT if count > 1 else HEAD
    if text.endswith(":") and count >= 8:
        return TEXT
    # Unfinished, but prose by its length: menus have hardly a word in lower case.
    if inside and count >= 12:
        return TEXT
    lower = sum(word[0].islower() for word in words)
    return TEXT if count >= 25 and lower >= 0.25 * count else HEAD


def split(text: str, known: Mapping[str, Line] | None = None) -> list[Line]:
    """The lines of tidy text, lines that were wrapped at a fixed width joined again.

    ``known`` holds lines whose features were found before, by their text.
    """
    groups = [[row for row in group.split("\n") if row] for group in text.split("\n\n")]
    width = _width(groups)
    lines: list[Line] = []
    for block, rows in enumerate(groups):
        for row in _unwrapped(rows, width) if width else rows:
            line = known.get(row) if known else None
            lines.append(_moved(line, block) if line else line_of(row, block))
    return lines


def _width(groups: list[list[str]]) -> int:
    """The width at which the text was wrapped, or 0.

    Lines that go on in lower case show it: the longest of them is as wide as the page, and the others could not have
    taken the first word of the next line.
    """
    pairs = [pair for rows in groups for pair in pairwise(rows)]
    running = [(before, after) for before, after in pairs if after[0].islower() and not _FINAL.search(before)]
    width = max((len(before) for before, _ in running), default=0)
    full = sum(_full(before, after, width) for before, after in running)
    wrapped = len(running) >= 2 and len(running) >= 0.2 * len(pairs) and full >= 0.8 * len(running)
    return width if wrapped and _NARROWEST <= width <= _WIDEST else 0


def _full(before: str, after: str, width: int) -> bool:
    return width - _SLACK < len(before) + 1 + len(after.split()[0]) and len(before) <= width + _SLACK


def _unwrapped(rows: list[str], width: int) -> list[str]:
    out = rows[:1]
    for before, row in pairwise(rows):
        if not _full(before, row, width):
            out.append(row)
        elif not out[-1].endswith("-") or row.split()[0] in _AFTER_HYPHEN:
            out[-1] += f" {row}"
        else:
            out[-1] = (out[-1][:-1] if row[0].islower() else out[-1]) + row
    return out


def nominal(text: str) -> bool:
    """True for a phrase without a verb ("Krieg in der Ukraine"), as sections and kickers are, headlines rarely.

    A word in lower case is taken for a verb unless it is of a closed class or can be an adjective where it stands.
    """
    previous = ""
    for word in _PLAIN.findall(text):
        if word[0].islower() and word not in lexicon.function_words():
            noun = previous and previous[0].isupper() and not previous.endswith("s")
            if noun or not _ADJECTIVE.search(word):
                return False
        previous = word
    return True
