"""Bodies that are somebody's own: "mit seiner Firma X", "seine Miliz Y", "ihre Partei, die Z"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.statics.holders import after_comma
from kg.extract.statics.holding import static

#: What the owner is to the body: who has a firm or a militia heads it, who has a party or club belongs to it.
_TIES = {
    "company": "leads", "group": "leads", "military": "leads", "party": "member_of", "union": "member_of",
    "club": "member_of", "university": "member_of",
}  # fmt: skip


def own(token: Token, mentions: Mentions) -> Iterator[Event]:
    """What the owner of a body is to it, whether a pronoun or a name says whose it is."""
    yield from _of_person(token, mentions)
    yield from _of_pronoun(token, mentions)


def _of_person(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Die Partei des früheren Präsidenten X, Y (YZ), ...": he heads the body that is named behind."""
    noun = noun_class(token.lemma_)
    if noun is None or noun.kind != "ORG" or noun.body not in {"party", "company", "group"}:
        return
    body = after_comma(token, mentions, "ORG")
    for child in token.rights if body is not None else ():
        owner = mentions.referent(child) if child.dep_ == "nmod" and preposition(child)[0] in {"", "von"} else None
        if body is not None and owner is not None and owner.kind == "PER" and owner.form == "NAME":
            yield static(token, "leads", owner, body, "office.own")


def _of_pronoun(token: Token, mentions: Mentions) -> Iterator[Event]:
    """What the owner of a body is to it, for a body with a possessive pronoun before it and its name behind it."""
    noun = noun_class(token.lemma_)
    if noun is None or noun.kind != "ORG" or noun.body not in _TIES:
        return
    pronoun = next((c for c in token.children if c.tag_ == "PPOSAT"), None)
    if pronoun is None or token.lemma_.startswith(("Tochter", "Mutter", "Partner")):
        return
    owner, body = mentions.pronoun(pronoun), mentions.referent(token)
    if owner is None or body is None or body.form != "NAME" or body.kind != "ORG":
        return
    if mentions.head_index(body) > token.i:
        yield static(token, _TIES[noun.body], owner, body, "office.own")
