"""The bounds of a noun phrase, and words that count those named before."""

from __future__ import annotations

from spacy.tokens import Token

_BOTH = {"beide", "beiden"}
_COUNTS = {"drei", "vier", "fünf"}


def several_named(token: Token) -> bool:
    """Whether a word means several who were named: "beide", "die beiden", "alle drei"."""
    counted = token.lower_ in _COUNTS and token.i > 0 and token.nbor(-1).lower_ in {"alle", "allen", "die"}
    if counted and token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}:
        return False
    return (token.lower_ in _BOTH or counted) and token.dep_ not in {"det", "amod", "nummod"}


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token bounds of a noun with its adjectives and number before it and a genitive after it, without the article."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in {"amod", "nummod", "compound"} and child.right_edge.i == start - 1:
            start = child.left_edge.i
        elif child.dep_ not in {"det", "det:poss", "case", "punct"}:
            break
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "nmod" and child.left_edge.i == end and not any(c.dep_ == "case" for c in child.children):
            if any(t.dep_ in {"acl", "advcl", "ccomp", "punct"} for t in child.subtree):
                break
            end = child.right_edge.i + 1
            break
    return start, end
