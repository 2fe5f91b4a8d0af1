"""Word knowledge for coreference: which descriptions may mean the bearer of which title or name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TypeVar

from kg.fuse.names import fold
from kg.fuse.persons import office_key, title_of
from kg.fuse.places import country
from kg.fuse.words import Title, titles
from kg.tables import inhabitants, origin, seats

V = TypeVar("V")

#: A description's last part counts from so many letters.
_MIN_PART = 4
#: First parts that make another office of an office.
_OTHER = ("vize", "ex", "alt", "stellvertretend", "nicht", "gegen", "mit", "amts")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a noun for organisations or places means: kind, class, and whether it fits every member of the class."""

    kind: str
    sort: str
    general: bool


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a table below its column names; "-" is an empty cell."""
    text = resources.files("kg.fuse").joinpath("tables", file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield ["" if cell == "-" else cell for cell in line.split("\t")]


@cache
def _sets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fold(w) for w in words.split()) for _, words in rows("within_roles.tsv"))


@cache
def _set_words() -> frozenset[str]:
    return frozenset(word for words in _sets() for word in words)


@cache
def _persons() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        fold(noun): (gender, frozenset(fits.split("|")) - {""}) for noun, gender, fits in rows("within_persons.tsv")
    }


@cache
def _things() -> dict[str, tuple[Thing, ...]]:
    table: dict[str, tuple[Thing, ...]] = {}
    for kind, sort, general, nouns in rows("within_things.tsv"):
        for noun in nouns.split():
            table[fold(noun)] = (*table.get(fold(noun), ()), Thing(kind, sort, general == "yes"))
    return table


@lru_cache(maxsize=1 << 14)
def role_key(word: str) -> str:
    """A person noun in its male form, folded: "Amtskollegin" -> "amtskollege", "35-Jährige" -> "jaehriger"."""
    title = title_of(word[:1].upper() + word[1:])
    if title is not None:
        return office_key(word)
    key = fold(word)
    if key.endswith(("jaehrige", "jaehriger", "jaehrigen")):
        return f"{key.split()[0]} jaehriger" if " " in key else "jaehriger"
    if key.endswith("in") and len(key) > 5 and key not in _persons():
        return key[:-2]
    return key


@lru_cache(maxsize=1 << 14)
def person_gender(word: str) -> str:
    """The gender that a noun tells of its bearer: ``m``, ``f`` or ""."""
    row = _part(word, _persons())
    if row is not None and row[0] in {"m", "f"}:
        return row[0]
    if row is not None and row[0] == "x":
        return ""
    title = title_of(word[:1].upper() + word[1:])
    if title is not None:
        return title.gender
    if fold(word).endswith("in") and len(word) > 5 and not word.endswith("ein"):
        return "f"
    known = row is not None or has_role_set(role_key(word))
    return "m" if known and not fold(word).endswith("e") else ""


def epicene(word: str) -> bool:
    """Whether the grammatical gender of a person noun says nothing of the person ("das Opfer")."""
    row = _part(word, _persons())
    return row is not None and row[0] == "x"


@lru_cache(maxsize=1 << 14)
def fits(word: str) -> frozenset[str]:
    """Fields of life that a general person noun fits, ``any`` for all; empty for other nouns."""
    if inhabitants().get(word.lower()):
        return frozenset({"any"})
    row = _part(role_key(word), _persons())
    return row[1] - {"other"} if row is not None else frozenset()


def relational(word: str) -> bool:
    """Whether a noun means somebody by a tie to another: "Nachfolger", "Gast", "Schwester"."""
    exact = _persons().get(role_key(word)) or _persons().get(fold(word))
    return "kin" in fits(word) or (exact is not None and "other" in exact[1])


@cache
def _known() -> dict[str, str]:
    return {fold(name): sort for sort, names in rows("within_known.tsv") for name in names.split("|")}


def known_sort(name: str) -> str:
    """The class of a well-known organisation, or ""."""
    return _known().get(fold(name), "")


@cache
def _state_genders() -> dict[str, frozenset[str]]:
    codes = {"m": "Masc", "f": "Fem", "n": "Neut"}
    return {name: frozenset(codes[c] for c in genders) for name, genders in rows("within_states.tsv")}


def state_genders(name: str) -> frozenset[str]:
    """The genders that the canonical name of a state may have; empty for plural names."""
    return _state_genders().get(name, frozenset({"Neut"}))


@cache
def _titles() -> dict[str, Title]:
    return {fold(form): title for form, title in titles().items()}


@lru_cache(maxsize=1 << 14)
def _title(key: str) -> Title | None:
    """The title that a key is or ends with."""
    table = _titles()
    for start in range(len(key) - _MIN_PART + 1):
        title = table.get(key[start:])
        if title is not None and (start == 0 or title.suffix):
            return title
    return None


def has_role_set(key: str) -> bool:
    """Whether a word's key is one of those that describe the bearers of an office or role."""
    return key in _set_words()


def domain(key: str) -> str:
    """The field of life that the title of a key (see :func:`role_key`) belongs to, or ""."""
    title = _title(key)
    return title.domain.strip("-") if title is not None else ""


def is_office(word: str) -> bool:
    """Whether a word or key is the title of an office: who holds one is seldom called by another."""
    title = _title(fold(word))
    return title is not None and title.group in {"office", "reign", "pope", "church"}


@lru_cache(maxsize=1 << 14)
def state_of(word: str) -> str:
    """The state that a person noun implies, or "": "Kremlchef" -> Russland, "US-Präsident" -> USA."""
    first, hyphen, _ = word.partition("-")
    if hyphen:
        row = country(first)
        state = origin(first) or (row.name if row is not None else "")
        if state:
            return state
    if nation := inhabitants().get(word.lower(), ""):
        return nation
    return next((state for seat, state in sorted(seats().items()) if len(seat) > 4 and word.startswith(seat)), "")


@lru_cache(maxsize=1 << 16)
def role_match(description: str, known: str) -> float:
    """How well a description fits a word already used of somebody: 3 the same, 2.5 a part, 2 a synonym, 0 not at all.

    Both are keys of :func:`role_key`.
    """
    if description == known:
        return 3.0
    short, long = sorted((description, known), key=len)
    last = long.split()[-1]
    if last == short.split()[-1]:
        # "SPD-Chef" and "CDU-Chef" differ in their first part; "Chef" fits both, but not the "Ex-Chef".
        return 2.5 if " " not in short and long.split()[0] not in _OTHER else 0.0
    if len(short) >= _MIN_PART and " " not in short and long.endswith(short):
        rest = long[: -len(short)].strip()
        return 0.0 if rest in _OTHER else 2.5
    (base, first), (other, second) = _based(description), _based(known)
    if base == other or first in _OTHER or second in _OTHER:
        return 0.0
    return 2.0 if any(base in words and other in words for words in _sets()) else 0.0


def _based(key: str) -> tuple[str, str]:
    """The longest word of a set that a key is or ends with, and what stands before it."""
    words = _set_words()
    for start in range(len(key) - _MIN_PART + 1):
        if key[start:] in words:
            return key[start:], key[:start].strip()
    return key, ""


@lru_cache(maxsize=1 << 16)
def other_office(description: str, known: str) -> bool:
    """Whether two keys name different offices of one sort: "justizminister" and "aussenminister"."""
    if role_match(description, known):
        return False
    ends = (description[start:] for start in range(1, len(description)))
    return any(known.endswith(end) and known != end and end in _set_words() for end in ends)


@lru_cache(maxsize=1 << 14)
def things(word: str) -> tuple[Thing, ...]:
    """The classes of organisations or places that a noun names, by its last part; empty for other nouns.

    A compound says more than its last part, so it never fits a whole class ("Familienunternehmen").
    """
    found = _things().get(fold(word))
    if found is not None:
        return found
    return tuple(Thing(t.kind, t.sort, False) for t in _part(word, _things()) or ())


def _part(word: str, table: Mapping[str, V]) -> V | None:
    """The table's entry for a folded word or the longest last part of it."""
    key = fold(word).split()[-1] if fold(word) else ""
    for start in range(max(1, len(key) - _MIN_PART + 1)):
        if key[start:] in table:
            return table[key[start:]]
    return None
