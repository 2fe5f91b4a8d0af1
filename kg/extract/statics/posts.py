"""Posts that somebody takes over: "X übernimmt das Finanzministerium", "X übernahm den Verein".

A firm that takes over another owns it; a person who takes over a ministry, a party or an authority leads it, and one
who takes over a team coaches it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.events.event import Event
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.register import Mentions
from kg.extract.statics.unnamed import is_ministry
from kg.schema import Mention

_LED = frozenset({"ministry", "party", "authority", "parliament", "military", "police", "court", "university"})


def as_post(event: Event, mentions: Mentions) -> Event:
    """An event of taking over as the office that it is, with the person as its subject; any other event as it is."""
    if event.relation != "acquired":
        return event
    for people, bodies in ((event.subjects, event.objects), (event.objects, event.subjects)):
        persons = [m for m in people if m.kind == "PER" and m.form == "NAME"] or [m for m in people if m.kind == "PER"]
        led = _body(bodies[0], mentions) if len(bodies) == 1 else None
        if persons and persons[0].form != "NOMINAL" and led is not None:
            relation = "office_in" if kind_of_name(led.norm or led.text) == "team" else "leads"
            return replace(event, relation=relation, subjects=tuple(persons), objects=(led,), rule="office.post")
    return event


def _body(mention: Mention, mentions: Mentions) -> Mention | None:
    """The body whose head one becomes by taking it over; None for what one buys."""
    head = mentions.head_of(mention)
    if mention.form == "NOMINAL":
        return mentions.implied_body(head, head.lemma_) if is_ministry(head) else None
    shown = kind_of_name(mention.norm or mention.text)
    return mention if mention.kind == "ORG" and (shown in _LED or shown == "team") else None
