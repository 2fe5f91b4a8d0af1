"""Nouns before a name that tell what it names: "die Fregatte Hessen", "der Sender Arte".  A leaf module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

__all__ = ["sort_of"]

#: Letters that the end of a compound has at least.
_SHORTEST = 3


@cache
def _ends() -> Mapping[str, str]:
    text = resources.files("kg.tables").joinpath("sortnouns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return MappingProxyType({word: kind for words, kind in rows for word in words.split()})


@lru_cache(maxsize=1 << 14)
def sort_of(noun: str) -> str:
    """``ORG``, ``MISC`` or ``SEAT`` for a noun in the singular, in any case; "" for all others."""
    lower = noun.lower()
    for form in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
        if found := _ends().get(f"={form}"):
            return found
        ends = (form[start:] for start in range(len(form) - _SHORTEST))
        if found := next((_ends()[end] for end in ends if end in _ends()), ""):
            return found
    return ""
