"""Picture captions and credits in copied text.

A credit names the holder of the rights ("Foto: Anna Beispiel/dpa", "© AFP"); a caption is what stands before it, on
the same line, glued to it ("... in BerlinBild: dpa") or on the line above.  A caption without any mark cannot be told
from a subhead and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.acquire import lexicon
from kg.acquire.lines import HEAD, Line, line_of, nominal

#: In words.  Longer lines are paragraphs that happen to end in a credit: only the credit goes.
_LONGEST_CAPTION = 45
#: In words.  The line above a credit is its caption only if it is one sentence of at most this length.
_LONGEST_ABOVE = 30
_LONGEST_CREDIT = 14
_TAIL = 160
_MARK = re.compile(r"[:©•/]|\([Cc]\)|[Cc]opyright|COPYRIGHT")
_COPYRIGHT = r"(?:©|\([Cc]\)|[Cc]opyright\b:?|COPYRIGHT\b:?)"
_NOTE = re.compile(r"\(([^()]{1,24})\)")
_TOKEN = re.compile(r"\w[\w'’.-]*")
_SITE = re.compile(r"\s*[-–—|:]")
_SLASH = re.compile(r"(?:^| )(?P<left>[A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,4}) ?/ ?(?P<right>[\w .&/'’-]{2,40})$")
#: "(Anna Beispiel / AP / dpa)"
_BRACKET = re.compile(r"[(\[](?P<rest>[^()\[\]]{2,100}[/|][^()\[\]]{2,100})[)\]]$")
_ALTERNATIVE = re.compile(r"\w \| \w")
_JOINERS = frozenset(
    {
        "von",
        "der",
        "die",
        "das",
        "des",
        "den",
        "dem",
        "via",
        "und",
        "by",
        "the",
        "of",
        "for",
        "für",
        "bei",
        "aus",
        "im",
        "in",
        "courtesy",
        "vom",
        "zur",
        "y",
        "de",
    }
)

#: A caption stands there so often at most.
_MOST_COPIES = 5


@cache
def _whole() -> re.Pattern[str]:
    """A line that is nothing but a credit."""
    cues = _alternatives(lexicon.credits("cue"))
    return re.compile(
        rf"[\[(|]?\s*(?:{_COPYRIGHT}|(?:{cues})(?:\s*[:©•|]+|\s+by\b))\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
    )


@cache
def _end() -> re.Pattern[str]:
    """A credit at the end of a line.

    With a capital letter, for "Vorbild:" holds "bild:"; not parted from the word before it, for copying glues them.
    """
    cues = _alternatives(cue.capitalize() for cue in lexicon.credits("cue"))
    return re.compile(rf"(?:{_COPYRIGHT}|(?:{cues})\s*[:©]+)\s*(?P<rest>[^:©]+)$")


@cache
def _lower_case_holders() -> frozenset[str]:
    return frozenset(word for holder in lexicon.credits("holder") for word in holder.split())


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


class _Page(NamedTuple):
    """``first`` is the first line of the article, ``below_headline`` the first that cannot be its headline any more,
    ``texts`` how many different paragraphs each block has."""

    lines: Sequence[Line]
    first: int
    below_headline: int
    texts: Mapping[int, int]


def _page(lines: Sequence[Line], skip: Sequence[bool]) -> _Page:
    first = next((i for i, gone in enumerate(skip) if not gone), len(lines))
    headline = next(
        (i for i, o in enumerate(lines) if o.kind != HEAD or (o.words >= 4 and not nominal(o.text))), len(lines)
    )
    texts = {(line.block, line.key) for line in lines if line.kind != HEAD}
    return _Page(lines, first, headline + 1, Counter(block for block, _ in texts))


def find(lines: Sequence[Line], skip: Sequence[bool]) -> tuple[set[int], dict[int, str]]:
    """Which lines are credits and captions, and which lose a credit at their end (index -> the rest).

    ``skip`` marks lines that are known not to belong to the article; headlines are never taken for captions.
    """
    page = _page(lines, skip)
    first = page.first
    gone: set[int] = set()
    shortened: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index and index - 1 > first and _is_repeated(lines[index - 1], line):
            gone |= {index - 1, index}
            continue
        body = without_credit(line.text)
        if (body == "" and not line.final) or is_credit(line.text):
            gone.add(index)
            if _is_caption_of(page, index, bare=True):
                gone |= _with_copies(page, index - 1)
            continue
        if body:
            rest = line_of(body, line.block)
            # "... ermittelt. Quelle: dpa" is a paragraph with its source.
            sourced = rest.final and line.text[len(body) :].strip(" [(|–-").startswith("Quelle")
            if rest.words <= _LONGEST_CAPTION and rest.sentences <= 2 and not sourced:
                gone.add(index)
                if _is_caption_of(page, index, bare=False):
                    gone |= _with_copies(page, index - 1)
            else:
                shortened[index] = body
        elif index > first and line.kind == HEAD and _is_marked(line):
            gone.add(index)
            if line.words == 1 and index + 1 < len(lines) and lines[index + 1].words <= _LONGEST_CAPTION:
                gone.add(index + 1)
    return gone, shortened


def is_credit(text: str) -> bool:
    """True for a line that begins as a credit: "Foto: Anna Beispiel/dpa", "© AFP", "Bildquelle: privat"."""
    if not _MARK.search(text[:24]):
        return False
    match = _whole().match(text)
    return bool(match) and _is_holder(match["rest"] if match else "", empty=True)


def without_credit(text: str) -> str | None:
    """The text before a credit at its end, or None if there is no credit."""
    tail = text[-_TAIL:]
    if not _MARK.search(tail):
        return None
    match = _BRACKET.search(tail) if tail.endswith(")") else None
    if match and any(part.strip().lower() in lexicon.credits("holder") for part in re.split("[/|,]", match["rest"])):
        return text[: len(text) - len(match.group())].rstrip()
    match = _end().search(tail)
    if match and _is_holder(match["rest"], empty=False):
        return text[: len(text) - len(match.group())].rstrip(" [(|–-")
    match = _SLASH.search(tail) if "/" in tail else None
    if match is None:
        return None
    holders = lexicon.credits("holder")
    words = match["left"].split()
    # The agency may come first ("AP Photo/Anna Beispiel") or last ("Anna Beispiel/AP").
    sizes = [size for size in (1, 2, 3) if " ".join(words[-size:]).lower() in holders and size <= len(words)]
    if sizes:
        return text[: len(text) - len(match.group())] + " ".join(words[: -max(sizes)])
    if match["right"].split("/")[0].strip().lower() in holders:
        return text[: len(text) - len(match.group())].rstrip()
    return None


def _is_holder(rest: str, *, empty: bool) -> bool:
    """Names only: no word in lower case that is not part of an agency's name."""
    words = _TOKEN.findall(rest)
    if not words:
        return empty and len(rest) < 12
    known = _lower_case_holders()
    return len(words) <= _LONGEST_CREDIT and all(
        not word[0].islower() or word in _JOINERS or word.strip(".") in known for word in words
    )


def _is_repeated(line: Line, below: Line) -> bool:
    """A caption that stands there twice, the second time with its credit ("... in Kiew Reuters")."""
    size = len(line.key)
    if size < 3 or line.words > _LONGEST_CAPTION or below.key[:size] != line.key or len(below.key) == size:
        return False
    rest = below.text[len(line.text) :]
    return not _SITE.match(rest) and _is_holder(rest.strip(), empty=False)


def _with_copies(page: _Page, index: int) -> set[int]:
    """A caption and the same words above it, as alternative text and caption are often the same."""
    first = index
    least = max(page.first + 1, index - _MOST_COPIES)
    while first > least and page.lines[first - 1].key == page.lines[index].key:
        first -= 1
    return set(range(first, index + 1))


def _are_alike(line: Line, below: Line) -> bool:
    """The alternative text of a picture says in other words what the caption says."""
    one, two = set(line.key), set(below.key)
    return len(one) >= 4 and len(one & two) >= 0.6 * min(len(one), len(two))


def _is_marked(line: Line) -> bool:
    """A caption by its own words: "Legende: ...", "... (Archivbild)", "Kim (l.) und ...", "Alternativtext | ..."."""
    if line.words > _LONGEST_CAPTION:
        return False
    if lexicon.opening(line.key, lexicon.caption_starts()):
        return True
    notes = lexicon.credits("note")
    return any(note.replace(".", " ").strip().lower() in notes for note in _NOTE.findall(line.text))


def _is_caption_of(page: _Page, index: int, *, bare: bool) -> bool:
    """Whether the line above the credit at ``index`` is its caption; ``bare``: the credit has no caption of its own."""
    above = index - 1
    if above <= page.first:
        return False
    line, credit = page.lines[above], page.lines[index]
    if line.words > _LONGEST_ABOVE or line.sentences > 1:
        return False
    if len(line.key) >= 3 and credit.key[: len(line.key)] == line.key:
        return True
    together = line.block == credit.block
    if _is_marked(line) or _ALTERNATIVE.search(line.text) or (together and _are_alike(line, credit)):
        return True
    if line.kind != HEAD and not nominal(line.text):
        # Where paragraphs are not parted by empty lines a sentence above a credit may be one of them.
        return bare and together and page.texts[line.block] == 1
    return page.below_headline <= above and (together or (bare and not line.final))
