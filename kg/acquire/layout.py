"""Which lines of a page belong to the article by where they stand and what stands around them.

Each function takes the lines of a page with a label for each (``text`` and ``head`` as in lines.py, ``junk``, ``date``,
``links`` and ``end`` for lines that open such a part) and changes the labels in place.  Not here: what a line is by
itself (cues.py), captions (captions.py), the order of the steps (clean.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.acquire import cues, dates
from kg.acquire.lines import HEAD, TEXT, Line, nominal
from kg.acquire.stamps import Stamp

JUNK, DATE, BOX, LINKS, END = "junk", "date", "box", "links", "end"

#: In words: behind this much prose a line like "Kommentare" ends the article; above it is a button.
_BODY = 60
#: In words: a paragraph this long behind a list of links is the story again, or two of the length of a teaser; right
#: below a short line it has to be longer still.
_PARAGRAPH, _TEASER, _LONG_PARAGRAPH = 20, 12, 30
#: In words: behind a box in the middle of the story any paragraph will do.
_BOXED = 6
#: More short lines than this above the first paragraph are a menu with unknown words.
_MOST_HEADLINES = 5
#: So many lines of furniture between two paragraphs are a box that has short lines of its own.
_WIDGET = 3
#: In words: a line this long above the article can be its headline.
_HEADLINE = 4
#: In words.
_LONGEST_NAME = 5
#: A bare date below the lead is that of publication only if a web page can have appeared then.
_FIRST_WEB_YEAR = 1990
_QUOTED = re.compile(r"[\"„“»«‚‘][^\"„“”»«]*[\"“”«»’‘]")


def place_dates(lines: Sequence[Line], labels: list[str], dated: Mapping[int, Stamp]) -> set[int]:
    """Date lines above the article, below its lead and behind its end go; between paragraphs they are subheads.

    ``dated`` has the first stamp of each date line by its index.  Returns the lines whose dates are weak: above the
    headline stands the date of the day, behind the end that of a broadcast.
    """
    texts = [i for i, label in enumerate(labels) if label == TEXT]
    top, bottom = (texts[0], texts[-1]) if texts else (len(lines), 0)
    lead = texts[1] if len(texts) > 1 else len(lines)
    between = labels[top:bottom].count(DATE)
    for index, stamp in dated.items():
        outside = index < top or index > bottom or dates.cued(lines[index].text)
        below = index < lead and _is_stamp(stamp, between)
        labels[index] = JUNK if outside or below else lines[index].kind
    headline = max((i for i in range(top) if labels[i] == HEAD and lines[i].words >= _HEADLINE), default=0)
    return {i for i in dated if (i < headline or i > bottom) and not dates.cued(lines[i].text)}


def _is_stamp(stamp: Stamp, between: int) -> bool:
    """Whether a date line below the lead dates the article: in a chronology there are several, and older ones."""
    return stamp.granularity == "minute" or (between == 1 and stamp.when.year >= _FIRST_WEB_YEAR)


def cut_end(lines: Sequence[Line], labels: list[str]) -> None:
    """Step 3: nothing of the article follows a comment section or the notes of the editors."""
    prose = [line.words if label == TEXT else 0 for line, label in zip(lines, labels, strict=True)]
    total, before = sum(prose), 0
    for index, label in enumerate(labels):
        before += prose[index]
        if label != END:
            continue
        # "12 Kommentare" stands below the lead as well.
        button = len(lines[index].key) == 1
        if before >= _BODY or (before and not button and 2 * before >= total):
            labels[index:] = [JUNK] * (len(labels) - index)
            return
        labels[index] = JUNK


def cut_links(lines: Sequence[Line], labels: list[str]) -> None:
    """Step 4: teasers behind "Mehr zum Thema", up to where the story goes on."""
    inside = story = boxed = False
    for index, label in enumerate(labels):
        if label in {BOX, LINKS}:
            # Above the article such a line is an entry of the menu, and its headline follows.
            inside, boxed = story, label == BOX
            labels[index] = JUNK
        elif inside and label == TEXT:
            inside = not _goes_on(lines, labels, index, boxed=boxed)
        if inside:
            labels[index] = JUNK
        story = story or labels[index] == TEXT


def _goes_on(lines: Sequence[Line], labels: Sequence[str], index: int, *, boxed: bool) -> bool:
    """Whether a paragraph behind links belongs to the story: a teaser is short and stands right below its headline.

    ``boxed``: the links are a box within the story, not the list at its end.
    """
    words = lines[index].words
    if lines[index - 1].block == lines[index].block and lines[index - 1].kind == HEAD:
        return words >= _LONG_PARAGRAPH
    if words >= (_BOXED if boxed else _PARAGRAPH):
        return True
    later = next((i for i in range(index + 1, len(labels)) if labels[i] != JUNK), None)
    return words >= _TEASER and later is not None and labels[later] == TEXT and lines[later].words >= _TEASER


def cut_addresses(lines: Sequence[Line], labels: list[str]) -> None:
    """A sentence to the reader beside furniture is part of it ("Jeden Tag bekommen Sie ... in Ihr Postfach")."""
    order = range(len(lines))
    for indices, step in ((order, -1), (reversed(order), 1)):
        for index in indices:
            beside = 0 <= index + step < len(lines) and labels[index + step] == JUNK
            if beside and labels[index] == TEXT and cues.addresses_reader(lines[index]):
                labels[index] = JUNK


def cut_names(lines: Sequence[Line], labels: list[str]) -> None:
    """The authors below a line that only says "Von"."""
    for index, line in enumerate(lines[:-1]):
        if line.key in {("von",), ("by",), ("text",)}:
            labels[index] = JUNK
            below = lines[index + 1]
            if labels[index + 1] == HEAD and below.words <= _LONGEST_NAME and nominal(below.text):
                labels[index + 1] = JUNK


def cut_repeated(lines: Sequence[Line], labels: list[str]) -> None:
    """Step 6: a line that recurs stays where it stood first; a short one that recurs is a button everywhere."""
    count = Counter(line.key for line, label in zip(lines, labels, strict=True) if label == HEAD)
    seen: set[tuple[str, ...]] = set()
    for index, line in enumerate(lines):
        if labels[index] == JUNK or not line.key or (labels[index] == TEXT and line.words < 5):
            continue
        button = labels[index] == HEAD and count[line.key] > 1 and len(line.key) <= 3 and "#" not in line.key
        if button or (line.key in seen and "#" not in line.key):
            labels[index] = JUNK
        seen.add(line.key)


def judge_head(lines: Sequence[Line], labels: list[str], *, titled: bool) -> None:
    """Step 7a: of the short lines above the first paragraph the headline stays, and subtitles below it."""
    start = labels.index(TEXT) if TEXT in labels else 0
    above = [i for i in range(start) if labels[i] == HEAD]
    if len(above) > _MOST_HEADLINES:
        long = [i for i in above if lines[i].words >= 4 and not nominal(lines[i].text)]
        for index in above:
            if index not in long[:2] + long[-2:]:
                labels[index] = JUNK
        above = [i for i in above if labels[i] == HEAD]
    for index in above:
        if cues.is_label(lines[index]):
            labels[index] = JUNK
    above = [i for i in above if labels[i] == HEAD]
    if not titled:
        while len(above) > 1 and _is_kicker(lines[above[0]], lines[above[1]]):
            labels[above.pop(0)] = JUNK
        above = above[1:]
    for index in above:
        if lines[index].words <= 3 and nominal(lines[index].text):
            labels[index] = JUNK


def _is_kicker(line: Line, below: Line) -> bool:
    """A topic or a quotation above the headline ("Krieg in der Ukraine")."""
    if line.words <= 2 < below.words:
        return True
    if line.words > 6:
        return False
    quoted = bool(_QUOTED.fullmatch(line.text)) and line.words < below.words
    return quoted or (nominal(line.text) and (line.words < below.words or not nominal(below.text)))


def judge_tail(lines: Sequence[Line], labels: list[str]) -> None:
    """Step 7b: short lines behind the last paragraph go, unless they are a table or one line by itself."""
    if TEXT not in labels:
        return
    last = len(labels) - 1 - labels[::-1].index(TEXT)
    tail = [i for i in range(last + 1, len(labels)) if labels[i] == HEAD]
    alone = len(tail) == 1 and len(labels) == tail[0] + 1 and tail[0] == last + 1
    if alone or _is_list(lines, tail, last):
        return
    for index in tail:
        labels[index] = JUNK


def judge_middle(lines: Sequence[Line], labels: list[str]) -> None:
    """Step 7c: between paragraphs a short line is a subhead; several are a list, a table or remains of a menu."""
    texts = [i for i, label in enumerate(labels) if label == TEXT]
    for before, after in pairwise(texts):
        between = range(before + 1, after)
        heads = [i for i in between if labels[i] == HEAD]
        if not heads or _is_list(lines, heads, before):
            continue
        junk_blocks = Counter(lines[i].block for i in between if labels[i] == JUNK)
        head_blocks = Counter(lines[i].block for i in heads)
        for index in heads[:-1] if heads[-1] == after - 1 else heads:
            junk = junk_blocks[lines[index].block]
            small = lines[index].words <= 4 and nominal(lines[index].text)
            if junk and (small or (junk > 1 and junk >= head_blocks[lines[index].block])):
                labels[index] = JUNK
        heads = [i for i in heads if labels[i] == HEAD]
        mean = sum(lines[i].words for i in heads) / len(heads) if heads else 0
        junk = sum(junk_blocks.values())
        if (len(heads) > 2 and (junk > 1 or mean <= 3)) or (len(heads) > 1 and junk >= _WIDGET):
            for index in heads[:-1]:
                labels[index] = JUNK


def _is_list(lines: Sequence[Line], members: Sequence[int], before: int) -> bool:
    """Entries of a list or rows of a table: a colon announces them, or most hold numbers."""
    if not members:
        return False
    if lines[before].text.endswith(":") or lines[members[0]].text.endswith(":"):
        return True
    numbered = sum(any(char.isdigit() for char in lines[i].text) for i in members)
    return len(members) >= 3 and numbered >= 0.6 * len(members)
