"""The word lists of the attribution rules: ``attribution.tsv`` and the speech flags of ``verbs.tsv``."""

from __future__ import annotations

from functools import cache

from kg.extract.lexicon import table, verbs

#: The classes of attribution.tsv, as its header explains them.
CLASSES = (
    "naming",
    "silent",
    "evaluative",
    "reporting",
    "hearsay",
    "after",
    "backward",
    "situation",
    "subordinating",
    "unreal",
)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one class of attribution.tsv.  Raises ``KeyError`` for a class that it lacks."""
    return {row["class"]: frozenset(row["words"].split()) for row in table("attribution")}[name]


@cache
def speech_flags(verb: str) -> frozenset[str] | None:
    """The flags of a verb's frames if it can take what somebody says, else None."""
    frames = verbs().get(verb, ())
    if verb in listed("silent") or not any("speech" in f.flags for f in frames):
        return None
    return frozenset().union(*(f.flags for f in frames))
