"""A light copy of a parse for the rules to read.

Rules look at each word some 160 times.  spaCy makes a new object each time that a word is met, and a new string from
UTF-8 each time that one is read, which was nearly half of extraction; here both are made once.  The copy answers as
spaCy does to whatever the rules ask; what they ask seldom is passed on to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast, overload

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

__all__ = ["light"]


def light(doc: Doc) -> Doc:
    """The copy, which stands in for the Doc; the Doc must not change any more."""
    return cast(Doc, _Doc(doc))


class _Morph(str):
    """Morphological features as spaCy writes them."""

    __slots__ = ()

    def get(self, name: str, default: list[str]) -> list[str]:
        """The values of a feature."""
        return _features(self).get(name, default)


@lru_cache(maxsize=4096)
def _features(written: str) -> dict[str, list[str]]:
    pairs = (pair.partition("=") for pair in written.split("|") if pair)
    return {name: values.split(",") for name, _, values in pairs}


class _Token:
    """A token; all that is read often is an attribute."""

    __slots__ = (
        *("doc", "i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "morph", "ent_type_", "is_space"),
        *("is_punct", "head", "lefts", "rights", "children", "sent"),
    )
    i: int
    idx: int
    text: str
    head: _Token
    sent: _Span

    def __init__(self, doc: _Doc, token: Token) -> None:
        self.doc = doc
        self.i = token.i
        self.idx = token.idx
        self.text = token.text
        self.lower_ = token.lower_
        self.lemma_ = token.lemma_
        self.tag_ = token.tag_
        self.pos_ = token.pos_
        self.dep_ = token.dep_
        self.morph = _Morph(token.morph)
        self.ent_type_ = token.ent_type_
        self.is_space = token.is_space
        self.is_punct = token.is_punct
        self.lefts: tuple[_Token, ...] = ()
        self.rights: tuple[_Token, ...] = ()
        self.children: tuple[_Token, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.parsed[self.i], name)  # what is asked seldom

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: _Token) -> bool:
        return self.i < other.i

    @property
    def subtree(self) -> Iterator[_Token]:
        for word in self.lefts:
            yield from word.subtree
        yield self
        for word in self.rights:
            yield from word.subtree

    @property
    def ancestors(self) -> Iterator[_Token]:
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def left_edge(self) -> _Token:
        return self.doc.tokens[self.doc.parsed[self.i].left_edge.i]

    @property
    def right_edge(self) -> _Token:
        return self.doc.tokens[self.doc.parsed[self.i].right_edge.i]

    def nbor(self, step: int = 1) -> _Token:
        at = self.i + step
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]


class _Span:
    """Some tokens in a row."""

    __slots__ = ("doc", "end", "label_", "start", "tokens")

    def __init__(self, doc: _Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self.tokens = doc.tokens[start:end]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[_Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> _Token: ...

    @overload
    def __getitem__(self, at: slice) -> _Span: ...

    def __getitem__(self, at: int | slice) -> _Token | _Span:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self.tokens))
            return _Span(self.doc, self.start + start, self.start + max(start, stop))
        return self.tokens[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Span):
            return False
        mine, others = (self.start, self.end, self.label_), (other.start, other.end, other.label_)
        return mine == others and self.doc is other.doc

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.parsed[self.start : self.end], name)

    @property
    def start_char(self) -> int:
        return self.tokens[0].idx

    @property
    def end_char(self) -> int:
        return self.tokens[-1].idx + len(self.tokens[-1].text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.tokens else ""

    @property
    def root(self) -> _Token:
        """As spaCy's: the first of the words nearest to the root of their sentence."""
        own = [token for token in self.tokens if token.head is token]
        tops = own[:1] or [token for token in self.tokens if not self.start <= token.head.i < self.end]
        return tops[0] if len(tops) == 1 else min(tops, key=_depth, default=self.doc.tokens[self.start])

    @property
    def sent(self) -> _Span:
        return self.tokens[0].sent

    @property
    def ents(self) -> list[_Span]:
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]


def _depth(token: _Token) -> int:
    """The number of words above; blanks and punctuation come last."""
    lone = (token.is_space or token.is_punct) and not token.children
    return len(token.doc.tokens) if lone else sum(1 for _ in token.ancestors)


class _Doc:
    """A parsed text; ``parsed`` is spaCy's."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        self.text = doc.text
        self.tokens = tokens = [_Token(self, token) for token in doc]
        below: dict[int, list[_Token]] = {}
        for token, copy in zip(doc, tokens, strict=True):
            at = token.head.i
            copy.head = tokens[at]
            if at != copy.i:
                below.setdefault(at, []).append(copy)
        for at, children in below.items():
            copy = tokens[at]
            copy.children = tuple(children)
            copy.lefts = tuple(child for child in children if child.i < at)
            copy.rights = copy.children[len(copy.lefts) :]
        self.sents = tuple(map(self._copied, doc.sents)) if doc.has_annotation("SENT_START") else ()
        for sent in self.sents:
            for copy in sent:
                copy.sent = sent
        self.ents = tuple(map(self._copied, doc.ents))
        self.spans = {name: tuple(map(self._copied, group)) for name, group in doc.spans.items()}

    def _copied(self, span: DocSpan) -> _Span:
        return _Span(self, span.start, span.end, span.label_)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[_Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> _Token: ...

    @overload
    def __getitem__(self, at: slice) -> _Span: ...

    def __getitem__(self, at: int | slice) -> _Token | _Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, stop, _ = at.indices(len(self.tokens))
        return _Span(self, start, max(start, stop))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.parsed, name)

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> _Span | None:
        """The tokens between two characters."""
        found = self.parsed.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else self._copied(found)
