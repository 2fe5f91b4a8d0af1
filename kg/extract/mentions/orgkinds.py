"""What sort of body a name is of, as far as its words tell: a party, a team, a medium, a court; "" for the rest."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.extract.lexicon import entries, table
from kg.extract.mentions.wordclasses import noun_class

#: Which kinds of body in offices.tsv a class of orgnouns.tsv is.
_KINDS = {"club": "team", "agency": "media", "government": "ministry"}


_ENDINGS = ("e", "en", "er", "em", "es")


@cache
def parties() -> dict[str, str]:
    """The names of parties in all variants to the usual name: "Grünen" -> "Grüne"."""
    found: dict[str, str] = {}
    for row in table("parties"):
        for name in filter(None, (row["name"], *row["variants"].split("|"))):
            found.setdefault(name, row["name"])
    return found


def party_state(name: str) -> str:
    """The state whose party it is, or ""."""
    return _states().get(parties().get(name, ""), "")


@cache
def _states() -> dict[str, str]:
    return {row["name"]: row["state"] for row in reversed(table("parties"))}


def party_of_member(word: str) -> str:
    """The party whose member a word names by itself: "Sozialdemokratin" -> "SPD"; "" for none."""
    known = _members()
    return known.get(word) or known.get(word.removesuffix("n")) or known.get(word.removesuffix("s"), "")


@cache
def _members() -> dict[str, str]:
    return {member: row["name"] for row in reversed(table("parties")) for member in row["members"].split("|") if member}


def party_of_adjective(word: str) -> str:
    """The party that an adjective before an office names: "grüne", "sozialdemokratischen"; "" for none."""
    known = _adjectives()
    return next((known[stem] for e in _ENDINGS if word.endswith(e) and (stem := word.removesuffix(e)) in known), "")


@cache
def _adjectives() -> dict[str, str]:
    return {row["adjective"]: row["name"] for row in reversed(table("parties")) if row["adjective"]}


def is_party(name: str) -> bool:
    """Whether a name is one of a party or of a branch of one ("SPD Bayern")."""
    known = parties()
    if name in known or "partei" in name.lower() or "Bündnis 90" in name:
        return True
    return any(word in known for word in name.split()) and name.split()[0] not in entries("clubs")


@lru_cache(maxsize=1 << 14)
def kind_of_name(name: str) -> str:
    """The kind of body that a name shows, in the words of offices.tsv ("party", "team", "media" ...), or ""."""
    if is_party(name):
        return "party"
    words = [*name.split(), *name.replace("-", " ").split()]
    numbered = len(words) > 1 and words[-1].isdigit() and len(words[-1]) == 2  # "Hannover 96": the year of foundation
    if any(w in entries("clubs") for w in words) or numbered or (words and words[0].rstrip(".").isdigit()):
        return "team"
    if name in _media():
        return "media"
    last = next(
        (c for w in (name, *reversed(name.split())) if (c := noun_class(w)) is not None and c.kind == "ORG"), None
    )
    return _KINDS.get(last.body, last.body) if last is not None and last.body != "other" else ""


def media_country(name: str) -> str:
    """The state of a known medium or agency, or ""."""
    return _media().get(name, "")


@cache
def _media() -> dict[str, str]:
    """The names of media and agencies to their states."""
    rows = reversed(table("media"))
    return {n: row["country"] for row in rows for n in (row["name"], *row["aliases"].split("|")) if n}
