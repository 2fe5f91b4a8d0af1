"""Who is cited for an event besides those whose words its sentence gives.

Whoever reports, denies or demands what a noun names ("Kabul meldete die Einnahme von X"), and whoever announces what
he himself will do ("Siemens hat versprochen, X zu kaufen").  What a definite phrase takes for granted ("bei dem
Treffen") the article itself says, whoever is cited for the rest of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.events.event import Event
from kg.extract.lexicon import verb_flags
from kg.extract.mentions.register import Mentions
from kg.extract.morphology import with_zu
from kg.extract.qualifiers.scene import in_relative
from kg.extract.speech.speakers import people
from kg.extract.speech.types import Attribution
from kg.extract.speech.words import listed
from kg.schema import Mention

#: Articles, by themselves and in a preposition.
_DEFINITE = {"der", "die", "das", "dem", "den", "des", "dieser", "diese", "diesem", "diesen", "dieses"}
_DEFINITE |= {"beim", "im", "am", "vom", "zum", "zur"}


def claimants(event: Event, mentions: Mentions) -> list[Mention]:
    """Who reports, denies, demands or announces the event."""
    trigger = event.trigger
    verb = trigger.head
    if trigger.pos_ == "NOUN" and trigger.dep_ == "obj" and infinitive(verb) in listed("claiming"):
        return _subjects(verb, mentions)
    if trigger.pos_ == "VERB" and trigger.dep_ in {"xcomp", "ccomp"} and verb.pos_ == "VERB" and with_zu(trigger):
        return _subjects(verb, mentions) if {"speech", "future"} <= verb_flags(infinitive(verb)) else []
    return []


def covering(token: Token, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose content holds the token, innermost first."""
    found = [a for a in attributions if a.start <= token.i < a.end and a.cue.i != token.i]
    if found and _presupposed(token):
        found = [a for a in found if a.kind == "direct"]
    return sorted(found, key=lambda a: (a.end - a.start, a.start, a.kind))


def claimed_clause(word: Token) -> bool:
    """Whether a clause states what a word says: "lebte in Y", "Meier sei Chef von Y", "Chef von Y wird Meier"."""
    if word.pos_ == "VERB" and word.dep_ != "amod":
        return not in_relative(word)  # what a relative clause adds the article itself says
    if any(c.dep_ == "cop" for c in word.children):
        return True
    copula = word.head.pos_ in {"AUX", "VERB"} and infinitive(word.head) in {"sein", "werden", "bleiben"}
    return copula and word.dep_ in {"nsubj", "xcomp", "obj"}


def _subjects(verb: Token, mentions: Mentions) -> list[Mention]:
    return [m for c in verb.children if c.dep_ == "nsubj" for m in people(c, mentions)]


def _presupposed(noun: Token) -> bool:
    """Whether a word tells what the clause takes for granted: "bei dem Treffen", "zum Krieg", "der verunglückte X"."""
    if noun.pos_ == "ADJ" and noun.dep_ == "amod":
        return True
    if noun.pos_ != "NOUN" or noun.dep_ not in {"obl", "nmod"}:
        return False
    for child in noun.children:
        if child.i < noun.i and child.dep_ in {"det", "case"} and child.lower_ in _DEFINITE:
            return True
        if child.i < noun.i and child.dep_ in {"nmod", "nmod:poss"} and child.pos_ == "PROPN":  # "Meiers Krieg"
            return True
    return False
