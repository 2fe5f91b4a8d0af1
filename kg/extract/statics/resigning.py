"""Whoever gives up an office leaves the body that it is in: "Außenministerin X trat zurück" (X left the state).

Which body that is, the office says that the article gives the person somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.owners import owners
from kg.extract.mentions.orgkinds import is_party
from kg.extract.mentions.register import Mentions, chain
from kg.schema import Mention

_OFFICES = ("leads", "office_in", "member_of")
#: Verbs of giving up an office by themselves.
_LEAVING = {"zurücktreten", "abdanken"}
#: Those of giving it up with a noun, by the slot that the noun stands in.
_WITH_NOUN = {
    "niederlegen": "acc", "aufgeben": "acc", "abgeben": "acc", "räumen": "acc", "scheiden": "aus", "ausscheiden": "aus",
    "zurückziehen": "aus", "erklären": "acc", "bekanntgeben": "acc", "verkünden": "acc", "ankündigen": "acc",
    "einreichen": "acc", "anbieten": "acc", "geben": "acc",
}  # fmt: skip
_OFFICE_NOUNS = ("amt", "ämter", "mandat", "posten", "vorsitz", "rücktritt", "demission", "rücktrittsgesuch")
#: How many sentences before the office of somebody who is called by a pronoun or description may stand.
_REACH = 2


def resignations(
    clauses: Iterable[Clause], mentions: Mentions, offices: Sequence[Event], known: Sequence[Event]
) -> list[Event]:
    """Events of leaving the body of an office, where no event of ``known`` names what is left."""
    told = {e.trigger.i for e in known if e.relation == "withdrew_from" and any(m.form == "NAME" for m in e.objects)}
    held = [e for e in offices if e.relation in _OFFICES and e.subjects[0].kind == "PER" and not _party(e)]
    found: dict[int, Event] = {}
    for clause in clauses:
        verb = clause.verb
        if verb.i in told or verb.i in found or not _leaves(clause):
            continue
        leaving = [m for f in clause.slots.get("nom", []) for t in chain(f.token) for m in mentions.referents(t)]
        for event in _events(verb, clause.lemma, list({m.id: m for m in leaving}.values()), held, mentions):
            found.setdefault(verb.i, event)
    for noun in mentions.doc:
        if noun.lemma_ == "Rücktritt" and noun.i not in told and noun.pos_ == "NOUN":
            leaving = [m for m in owners(noun, mentions) if m.kind == "PER"]
            if noun.head.i not in found:
                for event in _events(noun, "Rücktritt", leaving, held, mentions):
                    found.setdefault(noun.i, event)
    return list(found.values())


def _party(office: Event) -> bool:
    """Whether it tells of which party somebody is: whoever gives up an office stays in the party."""
    return office.relation == "member_of" and is_party(office.objects[0].text)


def _leaves(clause: Clause) -> bool:
    if clause.lemma in _LEAVING:
        return True
    slot = _WITH_NOUN.get(clause.lemma, "")
    nouns = [t for f in clause.slots.get(slot, []) for t in chain(f.token)] if slot else []
    return any(t.pos_ == "NOUN" and t.lower_.endswith(_OFFICE_NOUNS) and _own(t) for t in nouns)


def _own(noun: Token) -> bool:
    """Whether an office is the subject's own: with a possessive or an article, and nobody else's name behind it."""
    return not any(c.dep_ in {"nmod", "amod"} and (c.ent_type_ or c.pos_ == "PROPN") for c in noun.children)


def _events(
    trigger: Token, predicate: str, leaving: Sequence[Mention], held: Sequence[Event], mentions: Mentions
) -> Iterator[Event]:
    pairs = [(m, office) for m in leaving if (office := _office(m, trigger, held, mentions)) is not None]
    # "kündigte an, als Chef zurückzutreten": the parser takes the office for the subject
    pairs = [(o.subjects[0] if mentions.head_index(m) == o.trigger.i else m, o) for m, o in pairs]
    bodies = {office.objects[0].id: office.objects[0] for _, office in pairs}
    for body in bodies.values():  # one event holds one body
        subjects = tuple(m for m, office in pairs if office.objects[0].id == body.id)
        yield Event(
            trigger=trigger,
            predicate=predicate,
            relation="withdrew_from",
            subjects=subjects,
            objects=(body,),
            rule="verb.resign",
            used=frozenset({*(mentions.head_index(m) for m in subjects)}),
            weight=0.8,
        )


def _office(person: Mention, trigger: Token, held: Sequence[Event], mentions: Mentions) -> Event | None:
    """The office that somebody gives up: the nearest one that the article says is theirs."""
    if person.form == "NAME":
        name = person.text.split()[-1]
        theirs = [e for e in held if e.subjects[0].id == person.id]
        theirs = theirs or [e for e in held if e.subjects[0].text.split()[-1] == name]
    else:
        doc = trigger.doc
        near = [s.start for s in doc.sents if s.start <= trigger.i][-1 - _REACH :]
        theirs = [e for e in held if e.subjects[0].id == person.id]
        if not theirs and person.form == "PRONOUN":
            theirs = [e for e in held if near[0] <= e.trigger.i < trigger.i][-1:]
        if not theirs and person.form == "NOMINAL":
            noun = mentions.head_of(person).lemma_
            theirs = [e for e in held if e.trigger.lemma_ == noun and e.trigger.i < trigger.i][-1:]
    if not theirs:
        return None
    return min(theirs, key=lambda e: (_OFFICES.index(e.relation) > 1, abs(e.trigger.i - trigger.i)))
