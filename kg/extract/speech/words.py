"""The word lists of the attribution rules: ``attribution.tsv`` and the speech flags of ``verbs.tsv``."""

from __future__ import annotations

from functools import cache

from kg.extract.lexicon import table, verb_flags


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one class of attribution.tsv.  Raises ``KeyError`` for a class that it lacks."""
    return {row["class"]: frozenset(row["words"].split()) for row in table("attribution")}[name]


def speech_flags(verb: str) -> frozenset[str] | None:
    """The flags of a verb's frames if it can take what somebody says, else None."""
    flags = verb_flags(verb)
    return flags if "speech" in flags and verb not in listed("silent") else None
