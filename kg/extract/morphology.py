"""Reading single features of a token."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token


def feature(token: Token, name: str) -> str:
    """A morphological feature's value ("Plur"), or "" where the token has none."""
    return _features(str(token.morph)).get(name, "")


def with_zu(verb: Token) -> bool:
    """Whether a verb is an infinitive with "zu": "zu verhaften", "festzunehmen"."""
    return verb.tag_ == "VVIZU" or any(c.tag_ == "PTKZU" for c in verb.children)


@lru_cache(maxsize=4096)
def _features(written: str) -> dict[str, str]:
    """The features of "Case=Dat|Number=Plur", of several values the first."""
    pairs = (pair.partition("=") for pair in written.split("|"))
    return {name: values.partition(",")[0] for name, _, values in pairs}
