"""The same name in one article: found everywhere, and of one kind.

The recogniser reads sentence by sentence.  A name that it has found is a name in the other sentences too, and so are,
after the full name, the surname of a person and the first word of a body ("Acorda Therapeutics", later "Acorda"), also
in the genitive; where it gives one text two kinds, the more frequent one holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from kg.annotate.components import PARTICLES
from kg.tables.namekinds import eastern_surnames, is_first_name, is_place, shown_kind

_KINDS = {"PER", "ORG", "LOC"}
_NAME_TAGS = {"NE", "FM", "XY"}
#: What stands before a noun, never before a person's bare surname: "der Koch", "seinem neuen Koch".
_BEFORE_NOUNS = {"ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD", "APPRART"}
#: A name that was found so often is one whatever its word class; found once, it must look like one.
_OFTEN = 2
#: Letters that the shortened name has at least: shorter words are found in everything.
_SHORTEST = 4
#: Words that a headline in capitals has at least.
_HEADLINE = 3


@Language.component("consistency")
def consistency(doc: Doc) -> Doc:
    """Complete and harmonise the entities of a doc of several sentences."""
    entities = _uncut(doc)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        seen[entity.text][entity.label_] += 1
    surnames = {name for e in entities if e.label_ == "PER" and len(e) > 1 for name in _surnames(e)}
    majority = {text: _kind(text, _winner(labels), surnames) for text, labels in seen.items()}
    kept = [Span(doc, e.start, e.end, label=majority[e.text]) for e in entities]
    covered = {i for e in kept for i in range(e.start, e.end)}
    text = [t.text for t in doc]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(text):
        if i not in covered:
            places[word].append(i)
    found = [
        Span(doc, start, start + len(words), label=label)
        for words, (label, sure) in _known(kept, seen).items()
        for start in places.get(words[0], ())
        if tuple(text[start : start + len(words)]) == words
        if covered.isdisjoint(range(start, start + len(words)))
        if _is_name(doc, start, len(words), sure)
    ]
    doc.ents = tuple(filter_spans([*kept, *found])) if found else tuple(kept)
    return doc


def _uncut(doc: Doc) -> list[Span]:
    """The entities, the whole name for a piece of it where the article has the whole elsewhere; towns part from names.

    "Rainer Maria Tann" stands for "Maria Tann" in the same words, "Ada Tann" and "Ulm" for "Ada Tann Ulm".
    """
    entities = _calm(doc)
    alone = {e.text: e.label_ for e in entities}
    parted: list[Span] = []
    for entity in entities:
        first, last = entity[:-1], entity[-1:]
        glued = entity.label_ == "PER" and len(entity) > 2 and alone.get(first.text) == "PER"
        if glued and (alone.get(last.text) == "LOC" or is_place(last.text)):
            parted += [Span(doc, first.start, first.end, label="PER"), Span(doc, last.start, last.end, label="LOC")]
        else:
            parted.append(entity)
    wholes: dict[str, list[Span]] = defaultdict(list)
    for entity in parted:
        if len(entity) > 1 and entity.label_ in {"PER", "ORG"} and (entity.label_ == "ORG" or entity[0].tag_ != "NN"):
            for word in entity:
                if word.text[:1].isupper():
                    wholes[word.text].append(entity)
    made = [_whole(entity, wholes.get(entity[0].text, ())) for entity in parted]
    return sorted(filter_spans(made), key=lambda e: e.start)


def _calm(doc: Doc) -> list[Span]:
    """The entities; in a headline all in capitals those alone whose words the article has as a name elsewhere."""
    end = next((t.i for t in doc if "\n" in t.text), 0)
    if sum(t.text.isalpha() for t in doc[:end]) < _HEADLINE or not doc[:end].text.isupper():
        return list(doc.ents)
    rest = [e for e in doc.ents if e.start >= end]
    words = [t.text for t in doc[:end]]
    known = {tuple(t.text.upper() for t in e): e.label_ for e in reversed(rest)}
    found = [
        Span(doc, i, i + len(name), label=label)
        for name, label in known.items()
        for i in range(end)
        if tuple(words[i : i + len(name)]) == name
    ]
    return [*sorted(filter_spans(found), key=lambda e: e.start), *rest]


def _whole(entity: Span, wholes: Sequence[Span]) -> Span:
    """The longest of the longer names whose words stand around an entity, else the entity."""
    doc, best = entity.doc, entity
    for whole in wholes:
        if len(whole) <= len(best) or whole.start == entity.start:
            continue
        for offset in range(len(whole) - len(entity) + 1):
            start = entity.start - offset
            if start >= 0 and doc[start : start + len(whole)].text == whole.text:
                best = Span(doc, start, start + len(whole), label=whole.label_)
    return best


def _surnames(person: Span) -> Iterator[str]:
    """The surname of somebody named in full, with its particle too: "Pen", "Le Pen"."""
    yield person[0].text if person[0].text in eastern_surnames() else person[-1].text
    if len(person) > 2 and person[-2].text.lower() in PARTICLES:
        yield person[-2:].text


def _kind(text: str, label: str, surnames: Set[str]) -> str:
    """The kind of a name: its words', its bearer's whom the article names in full, a state's in the genitive."""
    name = text if text in surnames else text.removesuffix("s")
    if " " in text and label in {"LOC", "ORG"} and name in surnames and not is_place(text):
        return "PER"
    if " " in text:
        shown = shown_kind(text, label)
        return shown if shown in _KINDS else label
    if label == "LOC" and name in surnames and not is_place(text) and not text.isupper():
        return "PER"
    if label == "PER" and name not in surnames and not is_first_name(text) and not is_first_name(name):
        return "LOC" if is_place(text) else label
    return label


def _winner(labels: Counter[str]) -> str:
    return max(sorted(labels), key=lambda label: (labels[label], label in _KINDS))


def _known(entities: list[Span], seen: Mapping[str, Counter[str]]) -> dict[tuple[str, ...], tuple[str, bool]]:
    """Token sequences that are names wherever they stand: their kind, and whether they are so in any word class."""
    known: dict[tuple[str, ...], tuple[str, bool]] = {}
    for entity in entities:
        label = entity.label_
        words = tuple(t.text for t in entity)
        if label not in _KINDS or not words[0][:1].isupper():
            continue
        often = len(words) > 1 or seen[entity.text][label] >= _OFTEN
        if often or not simplemma.is_known(words[0], lang="de"):
            known.setdefault(words, (label, often))
    for entity in entities:
        for words in _shortened(entity):
            known.setdefault(words, (entity.label_, False))
    for words, (label, sure) in list(known.items()):
        inflected = label != "ORG" or len(words) == 1
        if inflected and words[-1][-1] not in "sxzß" and len(words[-1]) >= _SHORTEST:
            known.setdefault((*words[:-1], f"{words[-1]}s"), (label, sure))
    return known


def _shortened(entity: Span) -> Iterator[tuple[str, ...]]:
    """A person's surname, first or last, with and without particles; the first word of a body, if in no dictionary."""
    if len(entity) < 2:
        return
    words = tuple(t.text for t in entity)
    if entity.label_ == "PER":
        if words[0] in eastern_surnames() and not simplemma.is_known(words[0], lang="de"):
            yield words[:1]
        if len(words[-1]) < _SHORTEST or not _looks_like_name(entity[-1]):
            return
        start = len(words) - 1
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
        if start < len(words) - 1:
            yield words[start:]
        yield words[-1:]
        return
    named = entity.label_ == "ORG" and len(words[0]) >= _SHORTEST and entity[0].tag_ in _NAME_TAGS
    if named and not simplemma.is_known(words[0], lang="de"):
        yield words[:1]


def _is_name(doc: Doc, start: int, length: int, sure: bool) -> bool:
    """Whether known words are the name here, and no part of another or a common noun."""
    first = doc[start]
    if length > 1:
        return first.pos_ in {"PROPN", "X", "NOUN"} or _looks_like_name(doc[start + length - 1])
    if not sure:
        after = doc[start + 1] if start + 1 < len(doc) else None
        if after is not None and after.tag_ in _NAME_TAGS and not after.ent_type_ and after.text[:1].isupper():
            return False
    return _looks_like_name(first)


def _looks_like_name(token: Token) -> bool:
    """Tagged as a name, or a word of no dictionary, or a noun that stands without all that nouns stand with."""
    if token.pos_ in {"PROPN", "X"} or token.tag_ in _NAME_TAGS:
        return True
    if not simplemma.is_known(token.text, lang="de"):
        return token.text[:1].isupper()
    before = token.nbor(-1) if token.i else None
    return token.pos_ == "NOUN" and (before is None or before.is_space or before.tag_ not in _BEFORE_NOUNS)
