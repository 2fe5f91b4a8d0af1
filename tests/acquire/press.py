"""Copies of articles as newspapers make them from an agency's report, and other reports on the same event."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.acquire import read

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "data" / "articles"
_SENTENCE = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])")
#: What an editor puts in place of another word, or of a name that was said before.
_OTHERS = (
    "dort",
    "auch",
    "nun",
    "bereits",
    "hingegen",
    "erneut",
    "nach eigenen Worten",
    "dem Vernehmen nach",
    "er",
    "sie",
)


@cache
def originals() -> Mapping[str, str]:
    """The sample articles by name: headline and paragraphs."""
    return {d.name: d.text for d in read([ARTICLES]) if len(d.text) > 500}


@cache
def other_reports() -> Mapping[str, str]:
    """For some sample articles a report on the same event by another hand."""
    text = (HERE / "other_reports.txt").read_text(encoding="utf-8")
    parts = re.split(r"^= (\S+)\n", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def copies(text: str, own: str, seed: int) -> Iterator[tuple[str, str]]:
    """Kind and text of each copy; ``own`` is what a newspaper adds of its own."""
    chance = random.Random(seed)
    paragraphs = text.split("\n\n")[1:]
    for kind, make in _EDITS.items():
        yield kind, "\n\n".join(make(paragraphs, chance))
    sentences, added = _sentences(paragraphs), _sentences(own.split("\n\n")[1:])
    for share in (80, 60):
        # Of the words of the copy this share is the agency's.
        words = sum(len(sentence.split()) for sentence in sentences)
        mixed = list(sentences)
        while added and (sum(len(s.split()) for s in mixed) - words) < words * (100 - share) / share:
            mixed.insert(chance.randrange(len(mixed) + 1), added.pop())
        yield f"with sentences of its own, {share} % the agency's", " ".join(mixed)


def quoting(text: str, own: str) -> str:
    """An independent report that quotes the same words: all sentences of ``text`` with quotation marks, in ``own``."""
    quoted = [sentence for sentence in _sentences(text.split("\n\n")[1:]) if "„" in sentence]
    paragraphs = own.split("\n\n")
    return "\n\n".join([*paragraphs[:2], *quoted, *paragraphs[2:]])


def _sentences(paragraphs: list[str]) -> list[str]:
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def _headline(paragraphs: list[str], chance: random.Random) -> list[str]:
    return ["Was bisher bekannt ist – und was nicht", "Von unserer Redaktion", *paragraphs]


def _kept(share: int) -> Callable[[list[str], random.Random], list[str]]:
    def cut(paragraphs: list[str], chance: random.Random) -> list[str]:
        """The first sentence, and others, until this share of the words is there."""
        sentences = _sentences(paragraphs)
        words = sum(len(sentence.split()) for sentence in sentences) * share / 100
        kept = {0}
        for index in chance.sample(range(1, len(sentences)), len(sentences) - 1):
            if sum(len(sentences[i].split()) for i in kept) >= words:
                break
            kept.add(index)
        return [" ".join(sentences[i] for i in sorted(kept))]

    return cut


def _reordered(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [paragraphs[0], *chance.sample(paragraphs[1:], len(paragraphs) - 1)]


def _edited(every: int) -> Callable[[list[str], random.Random], list[str]]:
    def edit(paragraphs: list[str], chance: random.Random) -> list[str]:
        """One word of so many another one."""
        changed = []
        for paragraph in paragraphs:
            words = paragraph.split()
            for index in range(chance.randrange(every), len(words), every):
                words[index] = chance.choice(_OTHERS)
            changed.append(" ".join(words))
        return changed

    return edit


def _typography(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Other quotation marks and dashes, the byline at the end, paragraphs joined."""
    text = " ".join(paragraphs).replace("„", "»").replace("“", "«").replace(" – ", " - ")
    return [f"{text} (dpa/mit Material von AFP)"]


_EDITS: Mapping[str, Callable[[list[str], random.Random], list[str]]] = {
    "other headline and byline": _headline,
    "other typography": _typography,
    "paragraphs in another order": _reordered,
    "60 % kept": _kept(60),
    "40 % kept": _kept(40),
    "20 % kept": _kept(20),
    "one word of 20 changed": _edited(20),
    "one word of 10 changed": _edited(10),
}
