"""The body that an office belongs to: the state, party, firm or town named around the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.clauses import preposition
from kg.extract.mentions import Mentions, chain
from kg.extract.roles import Role
from kg.schema import Mention
from kg.tables import countries

_ORG_KINDS = frozenset({"team", "company", "org", "party", "union", "university", "media", "court", "group"})
_OF = {"", "von", "vom", "bei", "in", "im", "der", "für", "an"}
_STATE_LIKE = frozenset({"state", "region", "town", "any"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body and how it is named: ``genitive``, ``adjective``, ``compound``, ``phrase`` (von, bei), ``implied``."""

    mention: Mention
    how: str

    def fits(self, kinds: frozenset[str]) -> bool:
        """Whether an office of bodies of these kinds can be an office in this one."""
        if "any" in kinds:
            return True
        if self.mention.kind == "LOC":
            if self.how == "adjective":  # "der italienische Stürmer" is from Italy, plays for a team
                name = self.mention.norm or self.mention.text
                return bool(kinds & ({"state"} if name in _states() else {"region", "state", "town"}))
            return bool(kinds & _STATE_LIKE) or bool(kinds & {"team", "police", "court", "authority"})
        return bool(kinds - {"state", "town", "region"})


def body_of(token: Token, mentions: Mentions, roles: tuple[Role, ...]) -> Iterator[Body]:
    """The bodies named at an office's noun; what the noun itself names ("Kremlchef") only where nothing else is."""
    found: dict[str, Body] = {}
    for body in _named(token, mentions):
        found.setdefault(body.mention.id, body)
    if not found:
        for role in roles:
            state = mentions.implied(token, role.default)
            if state is not None:
                found[state.id] = Body(state, "implied")
                break
    if not found and roles:
        near = _near(token, mentions, roles)
        if near is not None:
            found[near.id] = Body(near, "near")
    yield from found.values()


def _near(token: Token, mentions: Mentions, roles: tuple[Role, ...]) -> Mention | None:
    """The last fitting body before a bare title ("Der Verein ... Trainer X"): in its sentence or the one before.

    Only for a title that stands before a name without article or attribute, as news does once the body is known.
    """
    if any(c.dep_ in {"det", "amod", "nmod", "det:poss"} for c in token.children):
        return None
    holder = mentions.referent(token)
    if holder is None or holder.form != "NAME" or token.i + 1 >= len(token.doc):
        return None
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    kinds = frozenset().union(*(r.of for r in roles))
    if "state" in kinds and not kinds & {"team", "company"}:  # to guess a person's state is to err badly
        return None
    for entity in reversed([e for e in token.doc.ents if before <= e.start < token.i]):
        mention = mentions.named(entity)
        if mention.kind == "ORG" and kinds & _ORG_KINDS:
            return mention
        if mention.kind == "LOC":
            name = mention.norm or mention.text
            if "town" in kinds and name not in _regions() and name.removesuffix("s") not in _regions():
                return mention
    return None


def _named(token: Token, mentions: Mentions) -> Iterator[Body]:
    for child in token.children:
        if child.dep_ == "amod":
            for adjective in chain(child):
                state = mentions.origin(adjective)
                if state is not None:
                    yield Body(state, "adjective")
        elif child.dep_ in {"nmod", "nmod:poss", "obl"} and preposition(child)[0] in _OF:
            word = preposition(child)[0]
            for member in chain(child):
                thing = named_thing(member, mentions)
                if thing is not None:
                    yield Body(thing, "genitive" if word in {"", "von"} else "phrase")
    first = mentions.first_part(token)
    if first is not None:
        yield Body(first, "compound")
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.dep_ not in {"nmod", "nmod:poss", "amod"}:
        entity = mentions.entity_at(before)  # "Russlands Außenminister", "SPD Chef" where the parser saw no tie
        same = entity is not None and entity.label_ in {"LOC", "ORG"} and before.head.i in {token.i, before.i}
        if entity is not None and same and before.dep_ != "appos":
            yield Body(mentions.named(entity), "genitive")


def named_thing(token: Token, mentions: Mentions) -> Mention | None:
    """The named state, place or organisation that a noun phrase refers to."""
    mention = mentions.referent(token)
    if mention is None or mention.form != "NAME" or mention.kind not in {"LOC", "ORG", "MISC"}:
        return None
    return mention


def _regions() -> frozenset[str]:
    return frozenset(c.name for c in countries())


def _states() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "state")
