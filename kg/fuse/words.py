"""The word tables of ``kg/fuse/tables``, read once on first use.

Each function returns one table in the shape that its readers need; keys are folded (see :func:`kg.fuse.names.fold`)
where names are looked up.  The header lines of the files say what the columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.fuse.names import fold
from kg.tables import namekinds
from kg.tables import organisations as known_organisations


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, office or role before a name; ``base`` is its male form, so that both forms compare equal."""

    base: str
    group: str
    domain: str
    gender: str
    suffix: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A row of ``organisations.tsv`` or ``places.tsv``: the canonical name and its Wikidata id or ""."""

    name: str
    wikidata: str = ""


def _lines(file: str) -> list[str]:
    text = resources.files("kg.fuse").joinpath("tables", file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(file: str) -> Iterator[list[str]]:
    """The rows of a TSV table without its column line; "-" is read as an empty cell."""
    for line in _lines(file)[1:]:
        yield ["" if cell == "-" else cell for cell in line.split("\t")]


@cache
def titles() -> dict[str, Title]:
    """Lower-case titles, male and female, to their row."""
    table: dict[str, Title] = {}
    for male, female, group, domain, suffix, kept in _rows("titles.tsv"):
        # "der Vorsitzende" and "die Vorsitzende" are the same word.
        adjective = male.endswith("er") and female == male[:-1]
        for form, gender in ((male, "m" if female else ""), (female, "" if adjective else "f")):
            if form:
                table.setdefault(
                    form.lower(),
                    Title(
                        base=male.lower(),
                        group=group,
                        domain=domain,
                        gender=gender,
                        suffix=suffix == "yes",
                        kept=kept == "yes",
                    ),
                )
    return table


@cache
def first_names() -> dict[str, str]:
    """Folded first names to ``m``, ``f`` or "" (both)."""
    return {fold(name): gender if gender in ("m", "f") else "" for name, (gender, _) in namekinds.first_names().items()}


@cache
def german_first_names() -> frozenset[str]:
    """Folded first names that are usual in German-speaking countries."""
    return frozenset(fold(name) for name, (_, german) in namekinds.first_names().items() if german)


@cache
def common_surnames() -> frozenset[str]:
    """Folded surnames that are too frequent to tell who is meant; Korean and Chinese ones are all of that sort."""
    return frozenset(fold(name) for name in _lines("surnames_common.txt")) | eastern_surnames()


@cache
def eastern_surnames() -> frozenset[str]:
    """Folded Korean, Chinese and Vietnamese surnames, which stand first."""
    return frozenset(fold(name) for name in namekinds.eastern_surnames())


@cache
def given_groups() -> dict[str, str]:
    """Folded first names to the first of their group of spellings: "sergei" -> "sergej"."""
    return {fold(name): fold(line.split()[0]) for line in _lines("given_variants.txt") for name in line.split()}


@cache
def translit_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rewriting rules of the transliteration key, in order."""
    return tuple((re.compile(pattern), new) for pattern, new in _rows("translit.tsv"))


@cache
def organisations() -> dict[str, Known]:
    """Folded names and variants of well-known organisations to their row."""
    return _known((name, variants, item) for name, item, variants in known_organisations.organisations())


@cache
def places() -> dict[str, Known]:
    """Folded names and variants of towns and landscapes to their row."""
    return _known((name, variants.split("|") if variants else (), "") for name, variants in _rows("places.tsv"))


def _known(rows: Iterable[tuple[str, Sequence[str], str]]) -> dict[str, Known]:
    table: dict[str, Known] = {}
    for name, variants, item in rows:
        known = Known(name=name, wikidata=item)
        table[fold(name)] = known
        for variant in variants:
            table.setdefault(fold(variant), known)
    return table


@cache
def organisation_words() -> frozenset[str]:
    """Legal forms and descriptions that add nothing to an organisation's name."""
    return frozenset(_lines("orgwords.txt"))


@cache
def sport_words() -> re.Pattern[str]:
    """A pattern for the words of reports on contests."""
    words = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in _lines("sportwords.txt"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def place_words() -> dict[str, bool]:
    """Folded words of sort ("stadt", "landkreis") to whether the name alone means the same place."""
    return {fold(word): drop == "yes" for word, drop in _rows("placewords.tsv")}


@cache
def metonyms() -> dict[str, tuple[str, bool]]:
    """Folded names of capitals with a rule of their own to (target or "", whether to ask for strong evidence)."""
    return {fold(name): (target, care == "yes") for name, target, care in _rows("metonyms.tsv")}


@cache
def metonym_cues(side: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of words ``before`` or ``after`` a capital's name with the reading they ask for (town, state)."""
    cues = []
    for word, where, reading in _rows("metonym_cues.tsv"):
        if where == side:
            body = re.escape(word.strip("*"))
            cues.append((re.compile(r"\w*" * word.startswith("*") + body + r"\w*" * word.endswith("*")), reading))
    # Town words first: "Bürgermeister" decides before a more general word does.
    return tuple(sorted(cues, key=lambda cue: (cue[1] == "state", cue[0].pattern)))
