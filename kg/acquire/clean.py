"""A copied web page -> the article: title, lead, paragraphs and real subheads.

Rules are general: what a line says (cues.py), whether it is prose or a short line (lines.py), where it stands and what
stands around it (layout.py).  Order of the steps:

1. characters and markup remains;  2. each line by itself: furniture, dates, signatures;  3. the end of the article;
4. lists of links;  5. captions;  6. repetitions;  7. short lines by their place: before, behind, between paragraphs.

Steps 2 to 7 run until nothing changes, so cleaning twice is the same as cleaning once.  Paragraphs come out parted by
an empty line.  Not here: HTML (pages.py), the choice among dates (dates.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.acquire import captions, cues, dates, layout, sources, tidy
from kg.acquire.layout import BOX, DATE, END, JUNK, LINKS
from kg.acquire.lines import HEAD, Line, line_of, split
from kg.acquire.stamps import Stamp

#: Each pass only takes away and the second finds nothing new as a rule; a bound keeps hostile input linear.
_MOST_PASSES = 8
#: All in words.
_TAIL_SIGN = 40
_LONGEST_TITLE, _LONGEST_SIGN, _LONGEST_DATE, _SHORTEST_SENTENCE = 30, 12, 16, 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Paragraphs of an article, its headline if the first is one, agencies that signed it, dates of its date lines."""

    text: str
    title: str
    agencies: tuple[str, ...]
    stamps: tuple[Stamp, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a line is by itself: its kind, or junk, date, links, end, and what it tells of the article."""

    label: str
    agencies: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notes:
    """What the lines that go tell of the article; grows from pass to pass."""

    agencies: list[str]
    stamps: list[Stamp]


def clean(text: str, *, titled: bool = False) -> Cleaned:
    """Removes what is not the article from ``text``.

    ``titled`` says that the headline is known from elsewhere, so that no line is needed as one.
    """
    text = tidy.tidy(text)
    early: Stamp | None = None
    notes = _Notes([], [])
    lines: list[Line] = []
    known: dict[str, Line] = {}
    judged: dict[str, _Verdict] = {}
    for _ in range(_MOST_PASSES):
        found, text = dates.prefix(text)
        early = early or found
        text = tidy.tidy(tidy.without_markup(text))
        after = split(text, known)
        if after == lines:
            break
        lines = [_unsigned(line, notes) for line in after]
        known = {line.text: line for line in lines}
        judged = {line.text: judged.get(line.text) or _judge(line) for line in lines}
        text = "\n\n".join(_sweep(lines, [judged[line.text] for line in lines], notes, titled=titled))
    # The prefix was put there by whoever collected the articles: what the page itself says is more exact.
    stamps = [*notes.stamps, early] if early else notes.stamps
    first = line_of(text.partition("\n\n")[0], 0)
    title = first.text if first.kind == HEAD and 2 <= first.words <= _LONGEST_TITLE else ""
    return Cleaned(text, title, tuple(dict.fromkeys(notes.agencies)), tuple(dict.fromkeys(stamps)))


def _unsigned(line: Line, notes: _Notes) -> Line:
    """The paragraph without the agency's or author's sign behind its last sentence."""
    if line.final:
        return line
    body, names = sources.unsigned(line.text)
    if body == line.text or len(body.split()) < _SHORTEST_SENTENCE:
        return line
    notes.agencies.extend(names)
    return line_of(body, line.block)


def _judge(line: Line) -> _Verdict:
    """Step 2: what a line is by itself."""
    dated = dates.date_line(line.text) if line.kind == HEAD or line.words <= _LONGEST_DATE else None
    if dated:
        return _Verdict(DATE, sources.named(line.text), dated)
    sign = sources.signature(line.text) if line.words <= _LONGEST_SIGN else None
    if sign:
        return _Verdict(JUNK, sign.agencies)
    if sources.byline(line.text):
        return _Verdict(JUNK, sources.named(line.text))
    kind = cues.section(line)
    if kind in {BOX, LINKS, END}:
        return _Verdict(kind)
    if kind or cues.is_wordless(line) or cues.is_furniture(line):
        return _Verdict(JUNK)
    # "© dpa-infocom, dpa:250713-930-787" is the agency's sign.
    return _Verdict(JUNK, sources.named(line.text[:_TAIL_SIGN])) if cues.is_legal(line) else _Verdict(line.kind)


def _sweep(lines: Sequence[Line], verdicts: Sequence[_Verdict], notes: _Notes, *, titled: bool) -> list[str]:
    """One pass of the steps 3 to 7: what is left of the lines."""
    labels = [verdict.label for verdict in verdicts]
    dated = {i: verdict.stamps[0] for i, verdict in enumerate(verdicts) if verdict.stamps}
    weak = layout.place_dates(lines, labels, dated)
    for index, verdict in enumerate(verdicts):
        if labels[index] == JUNK:
            notes.agencies.extend(verdict.agencies)
            notes.stamps.extend(replace(s, weak=s.weak or index in weak) for s in verdict.stamps)
    layout.cut_names(lines, labels)
    layout.cut_end(lines, labels)
    layout.cut_links(lines, labels)
    layout.cut_addresses(lines, labels)
    gone, shortened = captions.find(lines, [label == JUNK for label in labels])
    for index in gone:
        labels[index] = JUNK
    layout.cut_repeated(lines, labels)
    layout.judge_head(lines, labels, titled=titled)
    layout.judge_tail(lines, labels)
    layout.judge_middle(lines, labels)
    return [shortened.get(i, line.text) for i, line in enumerate(lines) if labels[i] != JUNK]
