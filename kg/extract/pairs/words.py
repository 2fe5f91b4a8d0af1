"""The words of an article as plain lists, read off the parse once, and the classes that the lexicon puts them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from spacy.tokens import Doc

from kg.extract.lexicon import light_verbs, longest_suffix, nouns, table, verbs
from kg.tables.relations import relations

__all__ = ["Words", "classes", "words_of"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One entry a token in each list.  ``parts`` are its classes, ``sentence`` the number of its sentence.

    ``starts`` are offsets in the text; ``bounds`` the first token of each sentence and the one behind its last.
    """

    text: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    children: Sequence[Sequence[int]]
    entity: Sequence[str]
    case: Sequence[str]
    parts: Sequence[tuple[str, ...]]
    sentence: Sequence[int]
    starts: Sequence[int]
    bounds: Sequence[tuple[int, int]]

    def ancestors(self, index: int) -> list[int]:
        """A token and all its heads up to the root."""
        found = [index]
        while self.head[found[-1]] != found[-1] and len(found) < 50:
            found.append(self.head[found[-1]])
        return found

    def verb(self, index: int) -> int | None:
        """The verb of the clause that a token stands in."""
        return next((i for i in self.ancestors(index) if self.pos[i] in _VERBAL), None)


def words_of(doc: Doc) -> Words:
    """The words of a parsed article."""
    head = [t.head.i for t in doc]
    children: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if i != h:
            children[h].append(i)
    lemma = [t.lemma_ for t in doc]
    pos = [t.pos_ for t in doc]
    bounds = [(s.start, s.end) for s in doc.sents]
    return Words(
        text=[t.text for t in doc],
        lemma=[word.lower() for word in lemma],
        pos=pos,
        dep=[t.dep_ for t in doc],
        head=head,
        children=children,
        entity=[t.ent_type_ for t in doc],
        case=["".join(t.morph.get("Case", [])) for t in doc],
        parts=[classes(*word) for word in zip(lemma, pos, strict=True)],
        sentence=[n for n, (start, end) in enumerate(bounds) for _ in range(start, end)],
        starts=[t.idx for t in doc],
        bounds=bounds,
    )


@lru_cache(maxsize=50_000)
def classes(lemma: str, pos: str) -> tuple[str, ...]:
    """What the lexicon says of a word: the relations of its frames, its sort of office, body, place, event ..."""
    if pos in _VERBAL:
        return _verbs().get(lemma, ())
    if pos not in _NOMINAL:
        return ()
    known = _nouns()
    last = lemma.rpartition("-")[2]
    last = last[:1].upper() + last[1:]
    entry = last if last in known else longest_suffix(last, known, 4)
    return known.get(entry, ()) or known.get(lemma, ())


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for verb, frames in verbs().items():
        for frame in frames:
            found[verb] |= {f"flag:{flag}" for flag in frame.flags}
            if frame.relation in relations():
                found[verb].add(f"verb:{frame.relation}")
    for row in table("stance"):
        found[row["verb"]].add(f"stance:{row['relation']}")
    return MappingProxyType({word: tuple(sorted(told)) for word, told in found.items()})


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for noun, frames in nouns().items():
        found[noun] |= {f"noun:{f.relation}" for f in frames if f.relation in relations()}
    for name, columns, told in _TABLES:
        for row in table(name):
            for word in filter(None, (row[column] for column in columns)):
                found[word] |= {f"{name}:{part}" for key in told for part in row[key].split("|")} or {name}
    return MappingProxyType({word: tuple(sorted(told)) for word, told in found.items() if told})


#: Word lists, the columns with their words, and the columns that tell their classes.
_TABLES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("eventnouns", ("noun",), ("type",)),
    ("counterparts", ("noun", "feminine"), ("relation", "role")),
    ("offices", ("masculine", "feminine", "plural"), ("relation", "of")),
    ("orgnouns", ("noun", "plural"), ("class",)),
    ("persons", ("masculine", "feminine", "plural"), ()),
    ("placenouns", ("noun", "plural"), ("type",)),
    ("kin", ("masculine", "feminine", "plural"), ()),
    ("speechnouns", ("noun",), ("kind",)),
    ("verdicts", ("word",), ("verdict",)),
)


@cache
def light(noun: str, verb: str) -> tuple[str, ...]:
    """The relations of the light-verb constructions of a noun and a verb."""
    return tuple(sorted({row.relation for row in light_verbs().get((noun, verb), ())}))
