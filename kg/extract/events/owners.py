"""Whose a thing or an act is: "die Pläne der Bahn", "die russische Offensive", "seine Kritik", "EU-Vorschlag"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.events.cases import preposition
from kg.extract.events.chunks import behind
from kg.extract.events.nounframes import is_genitive, noun_frames, suffers
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import noun_class
from kg.schema import Mention
from kg.tables import countries


def owner_tokens(noun: Token, mentions: Mentions) -> list[Token]:
    """The words of a genitive right behind a noun: whoever has imposed "die Sanktionen der USA"."""
    if mentions.entity_at(noun) is not None:
        return []
    return [h for chunk in behind(noun, mentions, 1) if chunk.owner is not None for h in chunk.heads]


def owners(
    noun: Token, mentions: Mentions, deeper: bool = True, places: bool = False, partners: bool = False
) -> Iterator[Mention]:
    """A genitive or von phrase, an adjective of origin, a possessive, a compound's first part; nothing for persons.

    ``places``: also the state in which something is; ``partners``: also with whom something is done together.

    What only happens to somebody is not theirs: whoever condemns "die Festnahme Xs durch Y" has Y in mind.
    """
    noun_kind = noun_class(noun.lemma_)
    if mentions.entity_at(noun) is not None or (noun_kind is not None and noun_kind.kind == "PER"):
        return
    found = False
    passive = suffers(noun)
    for child in noun.children:
        genitive = child.dep_ in {"nmod", "nmod:poss", "det:poss"} and preposition(child)[0] in {"", "von", "aus"}
        genitive = genitive or is_genitive(child, noun)
        agent = child.dep_ in {"nmod", "obl"} and preposition(child)[0] == "durch"
        if (genitive and not passive) or agent:
            for member in chain(child):
                mention = mentions.referent(member)
                if mention is not None and _can_own(mention):
                    found = True
                    yield mention
                elif member.pos_ == "NOUN" and deeper and not agent:  # "ein Ende der türkischen Bohrungen"
                    inner = list(owners(member, mentions, deeper=False))
                    found = found or bool(inner)
                    yield from inner
        elif child.dep_ == "amod":
            state = mentions.origin(child)
            if state is not None:
                found = True
                yield state
    if not found:
        for chunk in behind(noun, mentions, 2 if passive else 1):
            if (
                (chunk.owner is not None or chunk.preposition == "von") and not passive
            ) or chunk.preposition == "durch":
                for head in chunk.heads:
                    mention = mentions.referent(head)
                    if mention is not None and _can_own(mention):
                        found = True
                        yield mention
    if not found and places:  # "kritisierte die Lage in China"
        for chunk in behind(noun, mentions, 2):
            mention = mentions.referent(chunk.head) if chunk.preposition == "in" else None
            if mention is not None and is_state(mention):
                found = True
                yield mention
    if not found and partners and any("symmetric" in f.flags for f in noun_frames(noun)):
        for chunk in behind(noun, mentions, 1):
            for head in chunk.heads if chunk.preposition == "mit" else ():
                mention = mentions.referent(head)
                if mention is not None and _can_own(mention):
                    found = True
                    yield mention
    first = None if found else mentions.first_part(noun)
    if first is not None:
        yield first


def is_state(mention: Mention) -> bool:
    """Whether a mention names a state or a union of states."""
    return mention.kind == "LOC" and mention.form == "NAME" and (mention.norm or mention.text) in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(n for c in countries() if c.kind in {"state", "union"} for n in (c.name, *c.variants))


def _can_own(mention: Mention) -> bool:
    return mention.form in {"NAME", "PRONOUN"} or mention.kind in {"PER", "ORG"}
