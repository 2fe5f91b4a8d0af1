"""What a line is by its words alone: navigation, sharing buttons, legal notices, the start of a list of links.

Cue lists are data (``lexicon/``); where a line stands is not considered here (clean.py).
"""

from __future__ import annotations

import re

from kg.acquire import lexicon
from kg.acquire.lines import HEAD, TEXT, Line

#: In words; longer lines tell a story even if they begin like a hint to the reader.
_LONGEST_HINT = 40
_LONGEST_MENU = 14
#: What the weights in legal.tsv add up to in a line that is dropped.
_LEGAL = 3
#: Polite address in the middle of a sentence, or the site speaking of itself.
_ADDRESS = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihre?[mnrs]?|Ihnen)\b|\b(?:[Uu]nsere?[mnrs]?|[Ww]ir|[Dd]eine?[mnrs]?)\b")
_POLITE = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihre?[mnrs]?|Ihnen)\b")
_PLEASE = re.compile(r"Bitte [a-zäöüß]+ Sie\b")
_QUOTE = re.compile(r"[\"„“”»«]")
#: The head line of an agency report: "bdt0412 3 pl 212 dpa 1044".
_WIRE = re.compile(r"[a-z]{3}[0-9]{4} .{1,40} [a-z]{2,4} [0-9]{3,4}")
_ADDRESS_ONLY = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,100}@\S+\.\w{1,60}|(?:[#@][\w-]+[\s,]*)+|\S+\.(?:jpe?g|png|gif|webp|svg|mp[34]|pdf)",
    re.IGNORECASE,
)


def is_wordless(line: Line) -> bool:
    """Numbers, times and signs only, nothing but addresses and hashtags, or the number of an agency report."""
    return not line.key or bool(_ADDRESS_ONLY.fullmatch(line.text) or _WIRE.fullmatch(line.text))


def is_furniture(line: Line) -> bool:
    """Navigation, buttons, players, advertising, hints to the reader."""
    if line.words > _LONGEST_HINT:
        return False
    short = line.kind == HEAD and line.words <= _LONGEST_MENU
    # One or two words begin sentences of a story too: they count in short lines only.
    if lexicon.opening(line.key, lexicon.furniture_starts()) >= (1 if short or line.words <= 4 else 3):
        return True
    return (short and _coverage(line)[0]) or bool(_PLEASE.match(line.text) and not _QUOTE.search(line.text))


def is_label(line: Line) -> bool:
    """The name of a section of the paper, which may be a subhead or an entry of a list as well."""
    return line.kind == HEAD and line.words <= 4 and _coverage(line)[1]


def _coverage(line: Line) -> tuple[bool, bool]:
    """(furniture, only section names), by the share of the words that are known as such."""
    phrases, labels, neutral = lexicon.furniture("phrase"), lexicon.furniture("label"), lexicon.function_words()
    key = tuple(word for word in line.key if word != "#")
    known = named = free = index = 0
    while index < len(key):
        size = next(
            (n for n in (4, 3, 2, 1) if " ".join(key[index : index + n]) in phrases and index + n <= len(key)), 0
        )
        if size:
            known += size
        elif key[index] in labels:
            named += 1
        elif key[index] in neutral:
            free += 1
        index += size or 1
    content = len(key) - free
    share = (known + named) / content if content else 0.0
    if known or named >= 3:
        return share == 1.0 or (content >= 4 and share >= 0.7), False
    return False, share == 1.0


def addresses_reader(line: Line) -> bool:
    """A short sentence outside of a quotation that speaks to the reader by the polite "Sie"."""
    return line.words <= _LONGEST_HINT and bool(_POLITE.search(line.text)) and not _QUOTE.search(line.text)


def section(line: Line) -> str:
    """``box``, ``links`` or ``end`` for a line that opens such a part, ``hint`` for one that names its article."""
    key = tuple(word for word in line.key if word != "#")
    if not key or line.words > _LONGEST_HINT:
        return ""
    for kind in ("end", "links", "box"):
        if line.kind == HEAD and " ".join(key) in lexicon.sections(kind):
            return kind
        size = lexicon.opening(key, lexicon.section_starts(kind))
        if not size or (size < 3 and (line.kind == TEXT or line.words > _LONGEST_MENU)):
            continue
        # "Lesen Sie hier, wie ..." speaks to the reader, "Mehr zum Thema sagte er nicht." tells a story.
        if kind != "end" and line.kind == TEXT and ":" not in line.text and "sie" not in key[:size]:
            continue
        if kind != "end" and (":" in line.text.rstrip(": ") or len(key) - size >= 3):
            return "hint"
        return kind
    return ""


def is_legal(line: Line) -> bool:
    """Cookie banners, comment rules, copyright and paywall notices."""
    words = line.key
    table = lexicon.legal()
    hits: list[int] = []
    joined = ""
    for index, word in enumerate(words):
        if word in table:
            joined = joined or " ".join(words)
            rest = " ".join(words[index : index + 6])
            hits += [weight for phrase, weight in table[word] if rest == phrase or rest.startswith(phrase + " ")]
    if not hits:
        return False
    if max(hits) >= _LEGAL and not _QUOTE.search(line.text):
        return True
    if _QUOTE.search(line.text):
        return False
    if sum(hit for hit in hits if hit > 1) > _LEGAL:
        return True
    return bool(_ADDRESS.search(line.text)) and sum(hits) >= (_LEGAL - 1 if max(hits) > 1 else _LEGAL)
