"""Quotations in a text: which words stand between quotation marks, whatever the marks.

German news mixes „…“, »…«, «…», "…", “…”, ‚…‘, '…' and ``…''.  An opening mark is known by its form or, where form
does not tell, by what stands beside it.  A paragraph that ends without a closing mark leaves the quotation open: it
goes on in the next paragraph if that opens with a mark again.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

_OPEN_ONLY = {"„", "‚", "``"}
_BOTH_WAYS = {"“", "”", '"', "»", "«", "›", "‹", "‘", "’", "'", "''"}
_PAIRS = {
    "„": {"“", "”", '"'},
    "‚": {"‘", "’", "'"},
    "``": {"''", '"'},
    "“": {"”", '"', "“"},
    "”": {"”"},
    '"': {'"', "“", "”"},
    "»": {"«", "»"},
    "«": {"»"},
    "›": {"‹"},
    "‹": {"›"},
    "‘": {"’", "‘"},
    "'": {"'"},
    "''": {"''"},
}
MARKS = frozenset(_OPEN_ONLY | _BOTH_WAYS)
#: Marks that also are apostrophes: they open only after a blank and close only before one.
_APOSTROPHES = {"'", "’", "‘"}
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between marks: the marks are the tokens ``start - 1`` and ``end``; ``end`` may be the paragraph's end."""

    start: int
    end: int

    def holds(self, index: int) -> bool:
        """Whether a token lies between the marks or is one of them."""
        return self.start - 1 <= index <= self.end


def find_quotations(doc: Doc) -> list[Quotation]:
    """The outermost quotations of a doc, in order; empty ones and marks without a partner are left out."""
    found: list[Quotation] = []
    at = 0
    while at < len(doc):
        token = doc[at]
        end = _closing(doc, at) if token.text in MARKS and _opens(doc, at) else None
        if end is None or end <= at + 1:
            at += 1
            continue
        found.append(Quotation(start=at + 1, end=end))
        at = end + 1
    return found


def _opens(doc: Doc, at: int) -> bool:
    text = doc[at].text
    if at + 1 >= len(doc) or doc[at].whitespace_ or doc[at + 1].is_space:
        return False
    if text in _OPEN_ONLY:
        return True
    before = doc[at - 1] if at else None
    parted = before is None or bool(before.whitespace_) or before.is_space or before.text in {"(", "[", "-", "–", "/"}
    return parted or (before is not None and before.text in MARKS and text not in _APOSTROPHES)


def _closing(doc: Doc, opening: int) -> int | None:
    """The index of the closing mark; the end of the paragraph if the next one opens again; None without either."""
    mark = doc[opening].text
    partners = _PAIRS.get(mark, set())
    for i in range(opening + 1, min(len(doc), opening + _LONGEST)):
        token = doc[i]
        if token.is_space and "\n" in token.text:
            again = i + 1 < len(doc) and doc[i + 1].text == mark and mark in _OPEN_ONLY
            return i if again else None
        if token.text in partners and _closes(doc, i, mark):
            return i
    return None


def _closes(doc: Doc, i: int, opening: str) -> bool:
    text = doc[i].text
    if text == opening and text in {'"', "'", "“", "»", "‘"} and not _ends_here(doc, i):
        return False
    return text not in _APOSTROPHES or _ends_here(doc, i)


def _ends_here(doc: Doc, i: int) -> bool:
    token: Token = doc[i]
    after = doc[i + 1] if i + 1 < len(doc) else None
    return bool(token.whitespace_) or after is None or after.is_punct or after.is_space or after.text in MARKS
