"""What the text shows of a pair, as strings: the classifier has learnt what each is worth.

Most are told together with the kinds of both ends ("PERLOC"), so that they count for such pairs alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.pairs.candidates import End, Pair
from kg.extract.pairs.words import Words, light

__all__ = ["UNREAD", "Path", "features", "path_between"]

#: The feature of pairs of which the rules read nothing.
UNREAD = "unread"

_DISTANCES = (0, 1, 2, 3, 5, 8, 12, 20, 40)
#: So many words behind the first mention, and before the second, tell what stands between them.
_BETWEEN = 14
_QUOTES = frozenset('„“”»«"')
_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "xcomp", "iobj"})
_NOT = frozenset({"nicht", "kein", "nie", "ohne"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The way through the tree from one head to the other: ``up`` to ``top`` and ``down``; no top in a broken tree.

    Both ways begin with the head itself, unless that is the top.
    """

    up: Sequence[int]
    top: int | None
    down: Sequence[int]

    def inner(self, first: int, second: int) -> list[int]:
        """The words on the way that are neither end."""
        inside = [*self.up[1:], *self.down[1:]]
        return inside if self.top is None or self.top in (first, second) else [*inside, self.top]


def path_between(words: Words, first: int, second: int) -> Path:
    """The shortest way between two tokens."""
    up, down = words.ancestors(first), words.ancestors(second)
    common = set(down)
    top = next((i for i in up if i in common), None)
    if top is None:
        return Path(up=up[:3], top=None, down=down[:3])
    return Path(up=up[: up.index(top)], top=top, down=down[: down.index(top)])


def features(pair: Pair, ends: Sequence[End], read: Sequence[str], words: Words) -> list[str]:
    """All features of a pair; ``ends`` are those of the article, ``read`` is what the rules read of the two."""
    kinds = f"{pair.first.kind}{pair.second.kind}"
    way = path_between(words, pair.first.head, pair.second.head)
    return [
        *_shape(pair, ends, kinds, words),
        *(read or (UNREAD,)),
        *_tree(pair, way, kinds, words),
        *_between(pair, kinds, words),
        *_around(pair, kinds, words),
        *(f for side, end in (("A", pair.first), ("B", pair.second)) for f in _clause(side, end, kinds, words)),
        *_sentence(pair, kinds, words),
    ]


def _shape(pair: Pair, ends: Sequence[End], kinds: str, words: Words) -> Iterator[str]:
    first, second = pair.first, pair.second
    far = _bucket(max(0, second.start - first.end))
    start, end = words.bounds[words.sentence[first.head]]
    amid = {e.entity for e in ends if first.end <= e.head < second.start}
    yield f"kinds {kinds}"
    yield f"forms {kinds} {first.mention.form} {second.mention.form}"
    yield f"made {kinds} {first.mention.id[0]}{second.mention.id[0]}"
    yield f"far {far}"
    yield f"far {kinds} {far}"
    yield f"names {kinds} {min(len(amid), 4)}"
    yield f"rank {kinds} {min(first.rank, 3)}{min(second.rank, 3)}"
    yield f"sentence {min(words.sentence[first.head], 3)}"
    yield f"quotes {any(w in _QUOTES for w in words.text[start:end])}"
    if first.head == second.head:
        yield f"word {words.lemma[first.head]}"
        yield f"word {kinds} {words.lemma[first.head][-6:]}"


def _tree(pair: Pair, way: Path, kinds: str, words: Words) -> Iterator[str]:
    lemma, dep, parts = words.lemma, words.dep, words.parts
    first, second = pair.first.head, pair.second.head
    shape = ">".join(dep[i] for i in way.up) + "^" + "<".join(dep[i] for i in reversed(way.down))
    cases = [next((lemma[c] for c in words.children[i] if dep[c] == "case"), "-") for i in (first, second)]
    yield f"path {shape}"
    yield f"path {kinds} {shape}"
    yield f"case A {kinds} {cases[0]}"
    yield f"case B {kinds} {cases[1]}"
    yield f"case {kinds} {cases[0]} {cases[1]}"
    top = way.top
    if top is not None:
        ends = f"{dep[way.up[-1]] if way.up else '-'} {dep[way.down[-1]] if way.down else '-'}"
        if top not in (first, second):
            yield f"top {lemma[top]}"
            yield f"top {kinds} {lemma[top]}"
            yield f"top {lemma[top]} {ends}"
            yield f"top {words.pos[top]} {shape}"
        for part in parts[top]:
            yield f"top {kinds} {part}"
            yield f"top {part} {ends}"
            yield f"top {part} {len(way.up)}{len(way.down)}"
        yield f"nominal {kinds} {top in (first, second) or words.pos[top] in ('NOUN', 'PROPN')}"
    for side, inside in (("A", way.up[1:]), ("B", way.down[1:])):
        for i in inside:
            yield f"way {side} {lemma[i]}"
            yield f"way {side} {kinds} {lemma[i]}"
            yield f"way {side} {kinds} -{lemma[i][-5:]}"
            yield from (f"way {side} {kinds} {part}" for part in parts[i])
    over = "*" if top is None or top in (first, second) else f"*{lemma[top]}"
    chain = " ".join([*(lemma[i] for i in way.up[1:]), over, *(lemma[i] for i in reversed(way.down[1:]))])
    yield f"chain {chain}"
    yield f"chain {kinds} {cases[0]} {cases[1]} {chain}"


def _between(pair: Pair, kinds: str, words: Words) -> Iterator[str]:
    inside = range(pair.first.end, pair.second.start)
    said = [words.entity[i] or words.lemma[i] for i in inside]
    if len(said) <= 5:
        yield f"between {' '.join(said)}"
        yield f"between {kinds} {' '.join(said)}"
    yield f"tags {kinds} {' '.join(words.pos[i] for i in inside)[:40]}"
    for word in dict.fromkeys(said[:_BETWEEN]):
        yield f"has {word}"
        yield f"has {kinds} {word}"
    for i in inside[:_BETWEEN]:
        if words.pos[i] == "NOUN":
            yield f"has {kinds} -{words.lemma[i][-5:]}"
    for i in inside[: _BETWEEN + 4]:
        yield from (f"has {kinds} {part}" for part in words.parts[i])


def _around(pair: Pair, kinds: str, words: Words) -> Iterator[str]:
    first, second = pair.first, pair.second
    start, end = words.bounds[words.sentence[first.head]]
    for step in (1, 2):
        places = (
            ("before A", first.start - step),
            ("behind A", first.end + step - 1),
            ("before B", second.start - step),
            ("behind B", second.end + step - 1),
        )
        for place, i in places:
            inside = start <= i < end
            word = words.lemma[i] if inside else "#"
            yield f"{place} {step} {word}"
            if step == 1:
                yield f"{place} {kinds} {word}"
            if inside:
                if words.pos[i] == "NOUN":
                    yield f"{place} {kinds} -{word[-5:]}"
                yield from (f"{place} {step} {kinds} {part}" for part in words.parts[i])


def _clause(side: str, end: End, kinds: str, words: Words) -> Iterator[str]:
    lemma, dep, parts, i = words.lemma, words.dep, words.parts, end.head
    for child in words.children[i]:
        yield f"child {side} {kinds} {dep[child]}"
        if words.pos[child] in ("NOUN", "ADJ", "PROPN"):
            yield f"child {side} {dep[child]} {lemma[child]}"
        yield from (f"child {side} {dep[child]} {part}" for part in parts[child])
    head = words.head[i]
    if head != i:
        yield f"head {side} {dep[i]} {lemma[head]}"
        yield f"head {side} {kinds} {dep[i]} -{lemma[head][-5:]}"
        yield from (f"head {side} {kinds} {dep[i]} {part}" for part in parts[head])
    yield f"role {side} {words.case[i]} {dep[i]}"
    yield from (f"self {side} {kinds} {part}" for part in parts[i])
    if "-" in words.text[i] or len(words.text[i]) > 9:
        yield f"self {side} {kinds} -{words.text[i][-5:].lower()}"
    verbs = [n for n in words.ancestors(i) if words.pos[n] in ("VERB", "AUX")][:2]
    for n, verb in enumerate(verbs):
        role = next((dep[x] for x in words.ancestors(i) if words.head[x] == verb), "-")
        yield from (f"verb {side} {n} {role} {part}" for part in parts[verb])
        yield from (f"verb {side} {n} {kinds} {part}" for part in parts[verb])
        if n == 0:
            yield f"verb {side} {lemma[verb]}"
            yield f"verb {side} {kinds} {lemma[verb]}"
            yield f"not {side} {any(lemma[c] in _NOT for c in words.children[verb])}"
        for child in words.children[verb]:
            if dep[child] not in _ARGUMENTS or words.entity[child]:
                continue
            yield f"with {side} {lemma[child]}"
            yield f"with {side} {lemma[verb]} {lemma[child]}"
            if words.pos[child] == "NOUN":
                yield from (f"with {side} {kinds} {dep[child]} {part}" for part in parts[child])
                noun = lemma[child][:1].upper() + lemma[child][1:]
                yield from (f"light {side} {role} {relation}" for relation in light(noun, lemma[verb]))


def _sentence(pair: Pair, kinds: str, words: Words) -> Iterator[str]:
    start, end = words.bounds[words.sentence[pair.first.head]]
    told = {p for i in range(start, end) for p in words.parts[i] if p.startswith(("verb:", "noun:", "stance:"))}
    yield from (f"told {kinds} {part}" for part in sorted(told))


def _bucket(distance: int) -> int:
    return next((n for n, most in enumerate(_DISTANCES) if distance <= most), len(_DISTANCES))
