"""Who chooses the head of a body: "Die FDP wählte X zur Vorsitzenden", "auf dem Parteitag der FDP"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.pointed import owner_of
from kg.extract.mentions.register import Mentions
from kg.extract.statics.predicates import MAKING
from kg.schema import Mention

#: Ends of the nouns for who elects the heads of a body, and where: "auf dem Parteitag", "vom Aufsichtsrat".
_ELECTING = ("parteitag", "versammlung", "sitzung", "konferenz", "kongress", "aufsichtsrat", "verwaltungsrat")


def chooser_of(token: Token, mentions: Mentions) -> Mention | None:
    """The party or club that makes somebody its head, or whose meeting does: "Die FDP wählte X zur Vorsitzenden"."""
    verb = token.head
    if preposition(token)[0] not in {"zu", "als"} or verb.pos_ != "VERB" or infinitive(verb) not in MAKING:
        return None
    words = [c for c in verb.children if c.dep_ == "nsubj" or (c.dep_.startswith("obl") and _elects(c))]
    found = [(mentions.referent(c), owner_of(c, mentions) if _elects(c) else None) for c in words]
    bodies = (m for pair in found for m in pair if m is not None and m.kind == "ORG" and m.form == "NAME")
    return next((m for m in bodies if kind_of_name(m.norm or m.text) not in {"parliament", "ministry"}), None)


def _elects(token: Token) -> bool:
    """Whether a noun is for a meeting or an organ that elects the heads of its body."""
    return token.lower_.removesuffix("s").removesuffix("e").endswith(_ELECTING)
