"""The word lists of extraction, read once and kept: TSV files in this folder whose headers say what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where an argument stands: a case (``nom acc dat gen``), a preposition with its case, or a noun's slot."""

    name: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One reading of a verb, an event noun or a light-verb construction.  See the headers of the files."""

    word: str
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    relation: str
    kind: frozenset[str]
    flags: frozenset[str]
    reflexive: str = "any"
    theme: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A noun and a verb that mean one event together: "einen Besuch abstatten"."""

    noun: str
    verb: str
    preposition: str
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    relation: str
    flags: frozenset[str]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``name``.tsv as dicts by column; a cell ``-`` is the empty string."""
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = [("" if c == "-" else c) for c in line.split("\t")]
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False)))
    return tuple(rows)


@cache
def words(name: str, column: str = "") -> frozenset[str]:
    """The words of one column (by default the first) of a table."""
    rows = table(name)
    return frozenset(row[column or next(iter(row))] for row in rows) - {""}


@cache
def entries(name: str) -> frozenset[str]:
    """The lines of ``name``.txt."""
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#"))


@cache
def verbs() -> dict[str, tuple[Frame, ...]]:
    """Frames by infinitive, best first."""
    frames: dict[str, list[Frame]] = defaultdict(list)
    for row in table("verbs"):
        frames[row["verb"]].append(
            Frame(
                word=row["verb"],
                subject=slots(row["subject"]),
                object=slots(row["object"]),
                theme=slots(row["theme"]),
                relation=row["relation"],
                kind=_set(row["kind"], "|"),
                flags=_set(row["flags"]),
                reflexive=row["refl"],
            )
        )
    return {verb: tuple(rows) for verb, rows in frames.items()}


@cache
def nouns() -> dict[str, tuple[Frame, ...]]:
    """Frames of event nouns by lemma, best first."""
    frames: dict[str, list[Frame]] = defaultdict(list)
    for row in table("nouns"):
        frames[row["noun"]].append(
            Frame(
                word=row["noun"],
                subject=slots(row["subject"]),
                object=slots(row["object"]),
                relation=row["relation"],
                kind=_set(row["kind"], "|"),
                flags=_set(row["flags"]),
            )
        )
    return {noun: tuple(rows) for noun, rows in frames.items()}


@cache
def verb_flags(verb: str) -> frozenset[str]:
    """The flags of all frames of a verb."""
    return frozenset().union(*(f.flags for f in verbs().get(verb, ())))


@cache
def noun_flags(noun: str) -> frozenset[str]:
    """The flags of all frames of an event noun."""
    return frozenset().union(*(f.flags for f in nouns().get(noun, ())))


@cache
def light_verbs() -> dict[tuple[str, str], tuple[LightVerb, ...]]:
    """Light-verb constructions by (noun, verb)."""
    found: dict[tuple[str, str], list[LightVerb]] = defaultdict(list)
    for row in table("lightverbs"):
        found[row["noun"], row["verb"]].append(
            LightVerb(
                noun=row["noun"],
                verb=row["verb"],
                preposition=row["prep"],
                subject=slots(row["subject"]),
                object=slots(row["object"]),
                relation=row["relation"],
                flags=_set(row["flags"]),
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def transitive(verb: str) -> bool:
    """Whether a verb takes an accusative in any of its frames, so that it has a passive; False for unlisted ones."""
    return any(s.name == "acc" for f in verbs().get(verb, ()) for s in (*f.subject, *f.object, *f.theme))


@cache
def _false_compounds() -> dict[str, frozenset[str]]:
    """Words that look like compounds of a listed noun and are none, by that noun; ``*`` bars it as a last part."""
    return {row["noun"]: _set(row["endings"], "|") for row in table("falsecompounds")}


def longest_suffix(word: str, known: Container[str], least: int = 3) -> str:
    """The longest entry that ends ``word`` as the last part of a compound, in the entry's spelling, or "".

    "Überraschungsoffensive" -> "Offensive".  A match that leaves fewer than two letters before it is none, nor are
    words that only sound like one ("Kosten" is no Osten).
    """
    false = _false_compounds()
    for start in range(2, len(word) - least + 1):
        head = word[start].upper() + word[start + 1 :]
        if head in known:
            barred = false.get(head, frozenset())
            if "*" in barred or any(word.lower().endswith(ending) for ending in barred):
                continue
            return head
    return ""


@cache
def slots(cell: str) -> tuple[Slot, ...]:
    """The slots in a cell of a table: "nom|an+acc"."""
    return tuple(Slot(name=s.partition("+")[0], case=s.partition("+")[2]) for s in cell.split("|") if s)


@cache
def _set(cell: str, separator: str = " ") -> frozenset[str]:
    return frozenset(cell.split(separator)) - {""}
