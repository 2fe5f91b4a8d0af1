"""Bodies named with the person who has or leads them: "die Firma X des Milliardärs Y", "die Regierung von Z"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.event import Event
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import denotes_person, noun_class
from kg.extract.statics.holding import apart, static
from kg.extract.statics.home import home_state, one_state
from kg.extract.statics.roles import roles_of
from kg.schema import Mention

#: Kinds of body that nobody has as his own, or that a person behind them does not head.
_NOT_OWN = frozenset(
    {"media", "team", "university", "ministry", "authority", "court", "police", "parliament", "church", "military"}
)
_OF = {"des", "der", "von", "vom", "um"}
#: How many words the longest title has.
_LONGEST = 6


def headed(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Die Firma X des Milliardärs Y", "die Partei X von Präsident Y": who has a body of his own heads it."""
    doc = entity.doc
    if name.kind != "ORG" or entity.end + 1 >= len(doc) or doc[entity.end].lower_ not in _OF - {"um"}:
        return
    if kind_of_name(name.norm or name.text) in _NOT_OWN:
        return
    person = _person(entity.end, mentions)
    if person is None or not _hangs(person, entity):
        return
    if person.start == entity.end + 1 and not (_sort(entity) or kind_of_name(name.norm or name.text) == "party"):
        return  # "das Werk X von Y" tells who made it
    owner = mentions.named(person)
    if apart(owner, name):
        yield static(person.root, "leads", owner, name, "headed.body")


def government(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Die Regierung von X", "die türkische Regierung unter Y", "der Rücktritt der Regierung Z": its head."""
    if token.lemma_ not in {"Regierung", "Übergangsregierung", "Minderheitsregierung", "Militärregierung"}:
        return
    at = token.i + 1
    if at >= len(token.doc):
        return
    entity = mentions.entity_at(token.doc[at])
    person = entity if entity is not None and entity.label_ == "PER" else _person(at, mentions)
    if person is None or _titled(person):
        return
    states = [s for c in token.children if c.dep_ == "amod" and (s := mentions.origin(c)) is not None]
    if not states and (entity is not None or not one_state(token)):
        return  # "die Regierung X" may well be one of another state
    state = states[0] if states else home_state(token, mentions)
    if state is not None:
        yield static(token, "leads", mentions.named(person), state, "headed.government")


def _person(at: int, mentions: Mentions) -> DocSpan | None:
    """The person that a genitive or "von" at a token leads to, with or without a title."""
    doc = mentions.doc
    if doc[at].lower_ not in {*_OF, "unter"}:
        return None
    for token in doc[at + 1 : at + 1 + _LONGEST]:
        entity = mentions.entity_at(token)
        if entity is not None and entity.label_ == "PER":
            plain = entity.start == at + 1 and doc[at].lower_ in {"von", "unter"}
            return entity if plain or denotes_person(doc[entity.start - 1]) else None
        if token.pos_ not in {"ADJ", "NOUN", "DET", "PROPN"} or (entity is not None and entity.label_ != "LOC"):
            return None
        if token.pos_ == "NOUN" and not denotes_person(token):
            return None
    return None


def _titled(person: DocSpan) -> bool:
    """Whether a person has a title that tells by itself what he heads: "die Regierung von Präsident X"."""
    before = person.doc[person.start - 1] if person.start else person.root
    return any(r.relation in {"leads", "office_in"} for r in roles_of(before.lemma_, before.text))


def _hangs(person: DocSpan, entity: DocSpan) -> bool:
    """Whether a person, or the title before, is an attribute of a body or of the noun for its sort."""
    head = person.root
    while head.dep_ in {"appos", "flat"} and head.head.i >= entity.end:
        head = head.head
    return head.head.i in range(entity.start, entity.end) or (_sort(entity) and head.head.i == entity.start - 1)


def _sort(entity: DocSpan) -> bool:
    """Whether the noun for a sort of body stands before a name: "die Firma X"."""
    noun = noun_class(entity.doc[entity.start - 1].lemma_) if entity.start else None
    return noun is not None and noun.kind == "ORG"
