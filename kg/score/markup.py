"""Reads the marked-up sources of the identity gold: text with mentions, times and quotations in brackets.

Three kinds of brackets, which may be nested::

    [[Kim Jong Un|per:kim-jong-un]]          a name          (kind from the id: per, org, loc, event, misc)
    [[der Machthaber|per:kim-jong-un|nom]]   a description
    [[er|per:kim-jong-un|pro]]               a pronoun       (personal, possessive, relative)
    [[russische|loc:russland|adj]]           a name inside an adjective of origin
    [[US|loc:usa|part]]-Präsident            a name inside a compound
    [[beide|per:a+per:b|pro]]                several at once: ids joined by +
    {{am Samstag|2018-04-28}}                a time expression and its ISO 8601 value
    „<<Es gibt keinen Krieg mehr|per:a|direct>>“   words said, without their quotation marks, and who says them
"""

from __future__ import annotations

from dataclasses import dataclass

CLOSERS = {"[[": "]]", "{{": "}}", "<<": ">>"}
KINDS = {"per": "PER", "org": "ORG", "loc": "LOC", "event": "EVENT", "misc": "MISC"}
#: Marks of a mention: form in the gold file, and the detail that tells adjectives and compound parts from plain names.
MARKS = {
    "": ("NAME", ""),
    "nom": ("NOMINAL", ""),
    "pro": ("PRONOUN", ""),
    "adj": ("NAME", "adjective"),
    "part": ("NAME", "compound"),
}
QUOTE_KINDS = ("direct", "indirect")


class MarkupError(ValueError):
    """The marked-up text breaks the notation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A mention with its entity; offsets are code points in the text without markup.

    ``detail`` is ``adjective``, ``compound`` or ``""``; ``entity`` joins several ids with ``+``.
    """

    start: int
    end: int
    text: str
    form: str
    kind: str
    entity: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """A time expression and its ISO 8601 value (date, month, year or interval)."""

    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """The words said (without quotation marks), ``direct`` or ``indirect``, and the entity who says them."""

    start: int
    end: int
    text: str
    kind: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked-up text taken apart; every tuple is in order of (start, longest first)."""

    text: str
    mentions: tuple[GoldMention, ...]
    times: tuple[GoldTime, ...]
    quotes: tuple[GoldQuote, ...]


def parse(source: str) -> Marked:
    """Strip the markup and compute the offsets.

    Raises :class:`MarkupError` for an unclosed bracket, an unknown mark or an id without a known kind.
    """
    out: list[str] = []
    length = 0
    opened: list[tuple[str, int, int]] = []
    mentions: list[GoldMention] = []
    times: list[GoldTime] = []
    quotes: list[GoldQuote] = []
    i = 0
    while i < len(source):
        opener = source[i : i + 2]
        if opener in CLOSERS:
            opened.append((opener, length, len(out)))
            i += 2
        elif source[i] == "|" and opened:
            kind, start, first = opened.pop()
            close = source.find(CLOSERS[kind], i)
            if close < 0:
                raise MarkupError(f"unclosed {kind} before {source[i : i + 40]!r}")
            text = "".join(out[first:])
            fields = source[i + 1 : close].split("|")
            if kind == "[[":
                mentions.append(_mention(start, length, text, fields))
            elif kind == "{{":
                times.append(GoldTime(start=start, end=length, text=text, value=_only(fields, text)))
            else:
                quotes.append(_quote(start, length, text, fields))
            i = close + 2
        else:
            out.append(source[i])
            length += 1
            i += 1
    if opened:
        raise MarkupError(f"unclosed {opened[-1][0]} at code point {opened[-1][1]} of the text")
    return Marked(
        text="".join(out),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        times=tuple(sorted(times, key=lambda t: (t.start, -t.end))),
        quotes=tuple(sorted(quotes, key=lambda q: (q.start, -q.end))),
    )


def kind_of(entity: str) -> str:
    """The kind that an entity id names by its prefix: ``per:angela-merkel`` is PER."""
    prefix, colon, name = entity.partition(":")
    if prefix not in KINDS or not colon or not name:
        raise MarkupError(f"not an entity id: {entity!r}")
    return KINDS[prefix]


def _mention(start: int, end: int, text: str, fields: list[str]) -> GoldMention:
    entity, mark = (*fields, "")[:2]
    if len(fields) > 2 or mark not in MARKS:
        raise MarkupError(f"unknown mark in {text!r}: {'|'.join(fields)}")
    kinds = {kind_of(part) for part in entity.split("+")}
    if len(kinds) > 1:
        raise MarkupError(f"ids of different kinds in {text!r}: {entity}")
    form, detail = MARKS[mark]
    return GoldMention(start=start, end=end, text=text, form=form, kind=kinds.pop(), entity=entity, detail=detail)


def _quote(start: int, end: int, text: str, fields: list[str]) -> GoldQuote:
    if len(fields) != 2 or fields[1] not in QUOTE_KINDS:
        raise MarkupError(f"a quotation needs a speaker and direct or indirect: {text[:40]!r} {fields}")
    for part in fields[0].split("+"):
        kind_of(part)
    return GoldQuote(start=start, end=end, text=text, kind=fields[1], speaker=fields[0])


def _only(fields: list[str], text: str) -> str:
    if len(fields) != 1 or not fields[0]:
        raise MarkupError(f"a time needs one value: {text!r} {fields}")
    return fields[0]
