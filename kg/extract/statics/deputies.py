"""Whose deputies somebody's are: "Minister X und sein Stellvertreter Y" serve the same body."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.mentions.register import Mentions
from kg.extract.statics.bodies import body_of
from kg.extract.statics.body import Body
from kg.extract.statics.holders import holders
from kg.extract.statics.roles import roles_of

_DEPUTIES = ("stellvertreter", "stellvertreterin", "stellvertretern", "stellvertreters", "vize")


def of_principal(token: Token, bodies: list[Body], mentions: Mentions) -> list[Body]:
    """The bodies of a deputy: in place of the person whose deputy it is the bodies of the last head named before."""
    if not token.lower_.endswith(_DEPUTIES):
        return bodies
    owned = [b for b in bodies if b.mention.form == "PRONOUN" or b.mention.kind == "PER"]
    return [b for b in bodies if b not in owned] + (_of_last_head(token, mentions) if owned else [])


def _of_last_head(token: Token, mentions: Mentions) -> list[Body]:
    start = token.sent.start
    first = token.doc[start - 1].sent.start if start else 0
    for word in reversed(token.doc[first : token.i]):
        roles = roles_of(word.lemma_, word.text) if word.pos_ in {"NOUN", "PROPN"} else ()
        if not roles or roles[0].relation != "leads" or mentions.entity_at(word) is not None:
            continue
        found = holders(word, mentions)
        if found:
            bodies = body_of(word, mentions, roles, found[0])
            return [Body(b.mention, "principal") for b in bodies if b.fits(roles[0].of) and b.mention.kind != "PER"]
    return []
