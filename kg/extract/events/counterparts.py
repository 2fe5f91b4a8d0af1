"""Relations told by a noun for one side of them: "Orbans Kritiker X", "ihr Gastgeber Y", "Verdis Oper „Aida“"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extract.events.cases import preposition
from kg.extract.events.chunks import behind
from kg.extract.events.event import Event
from kg.extract.lexicon import longest_suffix, table
from kg.extract.mentions.register import Mentions, chain
from kg.extract.statics.holders import holders
from kg.extract.statics.holding import apart, static
from kg.schema import Mention

_NAMES = {
    "actor": {"PER", "ORG", "LOC"},
    "person": {"PER"},
    "body": {"ORG"},
    "work": {"MISC"},
}
_OWNERS = {"nmod", "nmod:poss", "det:poss"}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One row of ``counterparts.tsv``."""

    relation: str
    role: str
    kind: str


def counterpart_events(doc: Doc, mentions: Mentions) -> Iterator[Event]:
    """The relations of all such nouns between what they name and whose it is."""
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or mentions.entity_at(token) is not None:
            continue
        row = _row(token.lemma_) or _row(token.text)
        if row is None:
            continue
        owners = [o for o in _owners(token, mentions) if o.form != "NOMINAL" and o.kind in _NAMES["actor"]]
        if not owners:
            continue
        for named in _named(token, row, mentions):
            for owner in owners:
                if apart(named, owner):
                    sides = (named, owner) if row.role == "subject" else (owner, named)
                    yield static(token, row.relation, *sides, "noun.counterpart")


@lru_cache(maxsize=20_000)
def _row(word: str) -> Counterpart | None:
    known = _counterparts()
    return known.get(word) or known.get(longest_suffix(word, known, least=4))


def _named(token: Token, row: Counterpart, mentions: Mentions) -> list[Mention]:
    """What the noun names: whoever is the person, or the name right behind it."""
    kinds = _NAMES[row.kind]
    found = holders(token, mentions) if "PER" in kinds else []
    found = [m for m in found if m.form == "NAME" and m.kind in kinds]
    if not found:
        after = token.i + 1
        while after < len(token.doc) and token.doc[after].text in {",", "„", '"', "»", "“", "die", "der", "das"}:
            after += 1
        entity = mentions.entity_at(token.doc[after]) if after < len(token.doc) else None
        if entity is not None and entity.start == after:
            found = [m for t in chain(entity.root) if (m := mentions.referent(t)) is not None]
    return [m for m in found if m.form == "NAME" and m.kind in kinds]


def _owners(token: Token, mentions: Mentions) -> list[Mention]:
    """Whose: a genitive, "von", a possessive, a name before the noun, a compound's first part."""
    found = [
        m
        for child in token.children
        if child.dep_ in _OWNERS and preposition(child)[0] in {"", "von"}
        for member in chain(child)
        if (m := mentions.referent(member)) is not None
    ]
    if not found:
        near = [c for c in behind(token, mentions, 1) if c.owner is not None or c.preposition == "von"]
        heads = [h for c in near for h in c.heads]
        found = [m for h in heads if (m := mentions.referent(h)) is not None]
    if not found:
        found = list(_before(token, mentions))
    first = mentions.first_part(token) if not found else None
    return [first] if first is not None else found


def _before(token: Token, mentions: Mentions) -> Iterator[Mention]:
    """The name in the genitive before a noun and its adjectives, whatever the parse."""
    at = token.i - 1
    while at > 0 and token.doc[at].pos_ == "ADJ" and mentions.entity_at(token.doc[at]) is None:
        at -= 1
    entity = mentions.entity_at(token.doc[at]) if at >= 0 else None
    if entity is not None and entity.end == at + 1 and entity.text.endswith(("s", "'", "’")):
        yield mentions.named(entity)


@cache
def _counterparts() -> dict[str, Counterpart]:
    found: dict[str, Counterpart] = {}
    for row in table("counterparts"):
        for column in ("noun", "feminine"):
            if row[column]:
                found[row[column]] = Counterpart(row["relation"], row["role"], row["kind"])
    return found
