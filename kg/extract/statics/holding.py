"""What the rules for static relations share: making an event of a relation that simply holds."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.event import Event
from kg.schema import Mention

_NAMES = frozenset({"PER", "ORG", "LOC", "MISC"})


def static(trigger: Token, relation: str, subject: Mention, object_: Mention, rule: str) -> Event:
    """A relation between two mentions, resting on ``trigger``, that holds without place, time or source.

    It has no predicate where it rests on a name: "Merkel (CDU)".
    """
    return Event(
        trigger=trigger,
        predicate="" if trigger.ent_type_ in _NAMES else trigger.lemma_,
        relation=relation,
        subjects=(subject,),
        objects=(object_,),
        rule=rule,
        static=True,
    )


def apart(one: Mention, other: Mention) -> bool:
    """Whether two mentions can be two things."""
    return one.id != other.id and (one.norm or one.text) != (other.norm or other.text)
