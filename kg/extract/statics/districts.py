"""Where a body or a part of a town is at home that the words beside it leave open: the maker X, the quarter Y."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.pointed import town_of
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.states import regions, state_names, states
from kg.extract.mentions.wordclasses import PARTS
from kg.extract.morphology import feature
from kg.extract.statics.holding import apart, static
from kg.extract.statics.home import leading_state, one_state
from kg.extract.statics.roles import roles_of
from kg.schema import Mention
from kg.tables import cities, origin

#: Parts of a town, whose town an article names before.
_QUARTERS = ("tadtteil", "rtsteil", "tadtviertel", "Viertel", "nviertel", "tadtbezirk", "orort")
#: Nouns for places that a state has many of, and words behind their names that tell where they are.
_SETTLEMENTS = (
    "Ort", "Stadt", "stadt", "Dorf", "dorf", "Gemeinde", "gemeinde", "Ortschaft", "Provinz", "provinz", "Präfektur",
    "Bundesstaat", "bundesstaat", "Distrikt", "Departement", "Departamento", "Region", "Bezirk", "Badeort",
)  # fmt: skip
_PLACING = {"in", "im", "von", "der", "des", "(", "auf", "bei"}
#: Endings of nouns for those who make, sell or do something, which firms are called by as well as persons.
_MAKERS = ("er", "ant", "ivale", "iese", "pezialist")


def quarter(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "In Kairo kam es im Stadtteil X zu Unruhen": a part of the one town named before."""
    if not token.lemma_.endswith(_QUARTERS) or any(_tells(c) for c in token.children):
        return
    part = mentions.entity_at(token.nbor(1)) if token.i + 1 < len(token.doc) else None
    if part is None or part.label_ != "LOC" or part.start != token.i + 1:
        return
    if part.end + 1 < len(token.doc) and token.doc[part.end].lower_ in {"in", "von", "der", "des", "("}:
        return
    town = _town_before(token, mentions)
    if town is not None and apart(mentions.named(part), town):
        yield static(token, "located_in", mentions.named(part), town, "thing.quarter")


def settlement(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "In Polen ist der Ort X bedroht", "die Präfektur Y" in a report on Japan: a place with the noun for its sort."""
    if not token.lemma_.endswith(_SETTLEMENTS) or feature(token, "Number") == "Plur":
        return
    part = mentions.entity_at(token.nbor(1)) if token.i + 1 < len(token.doc) else None
    if part is None or part.label_ != "LOC" or part.start != token.i + 1 or part.text in regions():
        return
    beside = [c for c in token.children if c.i not in range(part.start, part.end)]
    if any(_tells(c) or (c.dep_ == "amod" and origin(c.text)) for c in beside):
        return
    if part.end + 1 < len(token.doc) and token.doc[part.end].lower_ in _PLACING:
        return
    name = mentions.named(part)
    near = {m.norm or m.text.removesuffix("s"): m for t in token.sent if (m := _state_at(t, mentions)) is not None}
    state = next((m for m in near.values() if len(near) == 1 and _within(mentions.head_of(m))), None)
    if not near and one_state(token) and (leading := leading_state(token.doc)) != "Deutschland":
        state = mentions.implied(token, leading)  # of a German town readers know
    if state is not None and apart(name, state):
        yield static(token, "located_in", name, state, "thing.settlement")


def _within(name: Token) -> bool:
    """Whether something is said to be in a state or a part of it: "in Polen", "im Norden Australiens"."""
    if name.ent_type_ != "LOC":
        return False
    side = name.head if name.dep_ == "nmod" else name
    return preposition(side)[0] == "in" and (side.i == name.i or side.lemma_ in PARTS)


def _state_at(token: Token, mentions: Mentions) -> Mention | None:
    """The state that a word names, as a name or as an adjective of origin."""
    entity = mentions.entity_at(token)
    if entity is None:
        return mentions.origin(token) if token.pos_ == "ADJ" and origin(token.text) in states() else None
    text = entity.text
    named = entity.label_ == "LOC" and entity.root.i == token.i and bool({text, text.removesuffix("s")} & state_names())
    return mentions.named(entity) if named else None


def _tells(child: Token) -> bool:
    """Whether an attribute itself tells the town: "im Ulmer Stadtteil X", "einem Vorort von Paris"."""
    return child.dep_ in {"nmod", "nmod:poss"} or (child.dep_ == "amod" and child.text[:1].isupper())


def _town_before(token: Token, mentions: Mentions) -> Mention | None:
    """The one town that the sentence of a word, or else the one before, names before it."""
    for start, end in ((token.sent.start, token.i), (_previous(token), token.sent.start)):
        towns = {m.norm or m.text: m for e in token.doc[start:end].ents if (m := mentions.named(e)).kind == "LOC"}
        known = [m for name, m in towns.items() if {name, name.removesuffix("s")} & cities()]
        if towns:
            return known[0] if len(known) == 1 else None
    return None


def _previous(token: Token) -> int:
    start = token.sent.start
    return token.doc[start - 1].sent.start if start else 0


def maker(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Der schwedische Möbelhändler X", "der Ulmer Projektentwickler Y", "der US-Konkurrent Z": where the firm is."""
    if token.pos_ != "NOUN" or not token.lemma_.endswith(_MAKERS) or token.i + 1 >= len(token.doc):
        return
    if any(r.relation in {"leads", "office_in"} for r in roles_of(token.lemma_, token.text)):
        return
    firm = mentions.entity_at(token.nbor(1))
    if firm is None or firm.label_ != "ORG" or firm.start != token.i + 1 or preposition(firm.root)[0]:
        return
    if firm.root.dep_ not in {"appos", "flat"} or firm.root.head.i != token.i:
        return
    name = mentions.named(firm)
    homes = [mentions.origin(c) or town_of(c, mentions) for c in token.children if c.dep_ == "amod"]
    for home in (*homes, mentions.first_part(token)):
        if home is not None and home.kind == "LOC" and apart(name, home):
            yield static(token, "located_in", name, home, "thing.maker")
