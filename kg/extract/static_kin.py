"""Relations between persons that nouns tell: kin ("Kims Schwester X") and succession ("Nachfolger von X ist Y")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.clauses import preposition
from kg.extract.event import Event
from kg.extract.holders import holders
from kg.extract.mentions import Mentions, chain
from kg.extract.namesakes import relative_owner
from kg.extract.static import apart, static
from kg.extract.wordclasses import noun_class
from kg.schema import Mention

_OWNERS = {"nmod", "nmod:poss", "det:poss"}


def kin(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Kims Schwester Kim Yo-jong", "seine Frau X", "X, Tochter von Y", "verheiratet mit X"."""
    noun = noun_class(token.lemma_)
    if noun is not None and noun.source == "kin":
        owners = _owners(token, mentions)
        if owners:  # "Frau Müller", "der Mann" are no kin: kin needs someone whose it is
            for relative in holders(token, mentions):
                for other in owners:
                    if apart(relative, other) and "NOMINAL" not in {other.form}:
                        yield static(token, "family_of", relative, other, "office.kin")
    for relation, subjects, objects in _predecessor(token, mentions):
        for subject in subjects:
            for object_ in objects:
                if apart(subject, object_):
                    yield static(token, relation, subject, object_, "office.succession")


def succession(token: Token, successors: Sequence[Mention], mentions: Mentions) -> Iterator[Event]:
    """ "X wird Nachfolger von Y", "Putins Nachfolger X", "als Nachfolger Y's wurde X gewählt"."""
    for successor in successors:
        for owner in _owners(token, mentions):
            if apart(successor, owner) and owner.form != "NOMINAL":
                yield static(token, "succeeded", successor, owner, "office.succession")


def _predecessor(token: Token, mentions: Mentions) -> Iterator[tuple[str, list[Mention], list[Mention]]]:
    """ "sein Vorgänger X", "Moons Vorgänger Y": who owns the predecessor succeeded him."""
    if not token.lemma_.endswith(("vorgänger", "Vorgänger", "vorgängerin", "Vorgängerin")):
        return
    owners = [o for o in _owners(token, mentions) if o.form != "NOMINAL"]
    if owners:
        yield "succeeded", owners, [h for h in holders(token, mentions) if h.form == "NAME"]


def _owners(token: Token, mentions: Mentions) -> list[Mention]:
    """Whose a relative or successor is, by genitive, "von", possessive pronoun or "deren"."""
    found = []
    for child in token.children:
        if child.dep_ not in _OWNERS or preposition(child)[0] not in {"", "von"}:
            continue
        if child.tag_ in {"PRELAT", "PRELS"}:
            owner = relative_owner(child, mentions)
            found += [owner] if owner is not None and owner.kind == "PER" else []
            continue
        partner = _partner(child, mentions)
        if partner is not None:
            found.append(partner)
            continue
        for member in chain(child):
            other = mentions.referent(member)
            if other is not None and other.kind == "PER":
                found.append(other)
    if not found:
        before = _genitive_before(token, mentions)
        found += [before] if before is not None else []
    return found


def _genitive_before(token: Token, mentions: Mentions) -> Mention | None:
    """The person in the genitive right before a noun and its adjectives, whatever the parse: "Monas Frau"."""
    at = token.i - 1
    while at > 0 and token.doc[at].pos_ == "ADJ" and mentions.entity_at(token.doc[at]) is None:
        at -= 1
    entity = mentions.entity_at(token.doc[at]) if at >= 0 else None
    if entity is None or entity.label_ != "PER" or not entity.text.endswith(("s", "'", "’", "x", "z")):
        return None
    return mentions.named(entity)


def _partner(pronoun: Token, mentions: Mentions) -> Mention | None:
    """Whom "seine" means in "X und seine Frau Y": the person right before the conjunction."""
    if pronoun.dep_ != "det:poss" and pronoun.tag_ != "PPOSAT":
        return None
    at = pronoun.i - 1
    if at < 1 or pronoun.doc[at].lower_ not in {"und", "sowie", "mit"}:
        return None
    entity = mentions.entity_at(pronoun.doc[at - 1])
    return mentions.named(entity) if entity is not None and entity.label_ == "PER" else None
