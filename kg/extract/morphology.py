"""Reading single features of a token."""

from __future__ import annotations

from spacy.tokens import Token


def feature(token: Token, name: str) -> str:
    """A morphological feature's value ("Plur"), or "" where the token has none."""
    return next(iter(token.morph.get(name, [])), "")
