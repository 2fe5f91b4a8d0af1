"""Who belongs to a body by a word of work: "X ist bei Y tätig", "der bei Y beschäftigte X", "der Z angehörend"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.events.event import Event
from kg.extract.mentions.pointed import named_thing, owner_of, whole_of
from kg.extract.mentions.register import Mentions
from kg.extract.statics.holding import apart, static
from kg.extract.statics.predicates import subjects, unreal
from kg.schema import Mention

#: The words, and the prepositions that lead from them to the body; none: a dative.
_WORDS = {
    "tätig": ("bei", "für", "an"),
    "beschäftigt": ("bei", "an"),
    "angestellt": ("bei", "an"),
    "angehörend": ("",),
}
_STEMS = tuple(_WORDS)
_ENDINGS = ("", "e", "er", "en", "em", "es")
_COPULAS = {"sein", "bleiben"}


def belonging(token: Token, mentions: Mentions) -> Iterator[Event]:
    """The membership that a word of work states, as predicate or before a noun, or the verb "gehören"."""
    yield from _among(token, mentions)
    if not token.lower_.startswith(_STEMS):
        return
    stem = next((s for s in _STEMS if token.lower_.startswith(s) and token.lower_[len(s) :] in _ENDINGS), "")
    people = _who(token, mentions) if stem else []
    for child in token.children if people else ():
        if child.dep_ not in {"obl", "nmod", "obj"} or preposition(child)[0] not in _WORDS[stem]:
            continue
        body = named_thing(whole_of(child, mentions), mentions)
        for person in people if body is not None and body.kind == "ORG" else ():
            if body is not None and apart(person, body):
                yield static(token, "member_of", person, body, "office.belonging")


def _among(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Er gehört zum Führungskreis der Z", "X zählt zur Spitze der Y": a person who is one of a part of a body."""
    if token.pos_ != "VERB" or infinitive(token) not in {"gehören", "zählen"} or unreal(token):
        return
    people = [m for m in subjects(token, mentions) if m.form != "NOMINAL"]
    for child in token.children if people else ():
        if child.dep_ != "obl" or preposition(child)[0] != "zu" or mentions.entity_at(child) is not None:
            continue
        body = owner_of(child, mentions)
        for person in people if body is not None and body.kind == "ORG" else ():
            if body is not None and apart(person, body):
                yield static(token, "member_of", person, body, "office.belonging")


def _who(token: Token, mentions: Mentions) -> list[Mention]:
    if token.dep_ == "amod":
        person = mentions.referent(token.head)
        return [person] if person is not None and person.kind == "PER" and person.form == "NAME" else []
    being = any(c.dep_ in {"cop", "aux", "aux:pass"} and c.lemma_.lower() in _COPULAS for c in token.children)
    return [m for m in subjects(token, mentions) if m.form != "NOMINAL"] if being and not unreal(token) else []
