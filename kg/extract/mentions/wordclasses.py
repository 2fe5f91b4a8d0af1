"""What a German noun denotes: a person, a body, a place, an event, by lists and by the last part of compounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma
from spacy.tokens import Token

from kg.extract.lexicon import longest_suffix, table
from kg.tables import inhabitants

#: Nouns for people who stand for the body that they belong to: "Vertreter der Partei" acts for the party.
REPRESENTATIVES = frozenset(
    ["Vertreter", "Vertreterin", "Delegation", "Abordnung", "Unterhändler", "Unterhändlerin", "Gesandte"]
)
#: Nouns for a part of a place: what happens to it happens to the place.
PARTS = frozenset(
    [
        *("Teil", "Großteil", "Hälfte", "Zentrum", "Stadtzentrum", "Innenstadt", "Altstadt", "Norden", "Süden"),
        *("Osten", "Westen", "Nordosten", "Nordwesten", "Südosten", "Südwesten", "Umgebung", "Umland", "Vorort"),
        *("Außenbezirk", "Ostteil", "Westteil", "Nordteil", "Südteil", "Nachbarschaft", "Stadtgebiet"),
    ]
)


_GENDERS = {"masculine": "Masc", "feminine": "Fem", "m": "Masc", "f": "Fem", "n": "Neut"}


#: "der 69-Jährige", "die Dreißigjährige".
_AGED = re.compile(r"[\w-]*[Jj]ährigen?r?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NounClass:
    """``kind`` of the thing denoted; ``entry`` the list's word; ``source`` the list; ``body`` the class of a body."""

    kind: str
    entry: str
    source: str
    body: str = ""
    state_actor: bool = False
    gender: str = ""


@cache
def _classes() -> dict[str, NounClass]:
    """All listed nouns by their singular and plural forms; offices win over other person nouns, those over bodies."""
    found: dict[str, NounClass] = {}
    for name, columns, kind in (
        ("eventnouns", ("noun", "plural"), "EVENT"),
        ("placenouns", ("noun", "plural"), "LOC"),
        ("orgnouns", ("noun", "plural"), "ORG"),
        ("persons", ("masculine", "feminine", "plural"), "PER"),
        ("kin", ("masculine", "feminine", "plural"), "PER"),
        ("offices", ("masculine", "feminine", "plural"), "PER"),
    ):
        for row in table(name):
            if "body" in row.get("flags", "").split():
                continue
            for column in columns:
                for form in filter(None, row.get(column, "").split("|")):
                    found[form] = NounClass(
                        kind=kind,
                        entry=row[columns[0]] or form,
                        source=name,
                        body=row.get("class", ""),
                        state_actor=row.get("state_actor") == "yes",
                        gender=_GENDERS.get(column, _GENDERS.get(row.get("gender", ""), "")),
                    )
    return found


@lru_cache(maxsize=1 << 16)
def noun_class(lemma: str) -> NounClass | None:
    """The class of a noun by its lemma, or by the last part of it ("Küstenstadt", "US-Truppen"); None if unknown."""
    known = _classes()
    if lemma in known:
        return known[lemma]
    last = lemma.rpartition("-")[2]
    for word in dict.fromkeys((last, _singular(last) if last else "", last.removesuffix("n"))):
        if word in known:
            return known[word]
        tail = longest_suffix(word, known)
        if tail:
            return known[tail]
    if _AGED.fullmatch(lemma):
        return NounClass(kind="PER", entry=lemma, source="persons")
    return None


def class_of(token: Token) -> NounClass | None:
    """The class of a noun by its lemma, else by its form.

    A body's noun with a person's name behind it means one of its members: "der Siemens-Vorstand Max Probe".
    """
    found = noun_class(token.lemma_) or noun_class(token.text)
    if found is None and token.text.endswith("n"):  # nouns of plural use: "den Sicherheitskräften"
        found = noun_class(token.text[:-1])
    if found is not None and found.kind == "ORG" and found.entry in _members() and _before_person(token):
        return _members()[found.entry]
    return found


def _before_person(token: Token) -> bool:
    """Whether a person's name begins right behind a word."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return after is not None and after.ent_type_ == "PER" and after.ent_iob_ == "B"


@cache
def _members() -> dict[str, NounClass]:
    """The nouns for bodies that are also those for their members: "Vorstand", "Stadtrat"."""
    rows = (row["masculine"] for row in table("offices") if "body" in row["flags"].split())
    return {noun: NounClass(kind="PER", entry=noun, source="offices", gender="Masc") for noun in rows}


def denotes_person(token: Token) -> bool:
    """Whether a word is a noun for a person."""
    noun = class_of(token)
    return noun is not None and noun.kind == "PER"


@cache
def plural_forms() -> frozenset[str]:
    """The plurals of the listed nouns for bodies, places and events that differ from every singular."""
    plurals: set[str] = set()
    singulars: set[str] = set()
    for name in ("eventnouns", "placenouns", "orgnouns"):
        for row in table(name):
            if row.get("gender") != "p":
                singulars.add(row["noun"])
            plurals.update(filter(None, row.get("plural", "").split("|")))
    return frozenset(plurals - singulars)


@lru_cache(maxsize=1 << 14)
def _singular(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="de"))


def acts(noun: Token) -> bool:
    """Whether a noun or name is one of somebody who acts: a person or a body."""
    if noun.ent_type_:
        return noun.ent_type_ in {"PER", "ORG"}
    found = noun_class(noun.lemma_)
    people = noun.lower_ in inhabitants() or noun.lemma_.lower() in inhabitants()
    return people or (found is not None and found.kind in {"PER", "ORG"})
