"""What stands at a name itself: "X (CDU)", "X aus Köln", "das Gericht in Leipzig", "der in Ulm geborene X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.names import sorts
from kg.extract.mentions.orgkinds import is_party, party_of_adjective, party_state
from kg.extract.mentions.pointed import named_thing, town_of, whole_of
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.states import regions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.statics.holding import apart, static
from kg.extract.statics.home import leading_state
from kg.extract.statics.thing import owns_noun
from kg.extract.statics.told import seat
from kg.schema import Mention
from kg.tables import origin

_PLACE_WORDS = {"in", "bei", "auf", "an"}
_LIFE = {"*": "born_in", "†": "died_in", "geboren": "born_in", "gestorben": "died_in", "geb.": "born_in"}
_STEMS = {
    "geboren": "born_in", "gebürtig": "born_in", "aufgewachsen": "from", "gestorben": "died_in",
    "verstorben": "died_in",
}  # fmt: skip
#: How many words an apposition with a participle has at most.
_LONGEST = 12
#: Words before some of the parts of a place just named.
_ESPECIALLY = {"insbesondere", "besonders", "allem", "etwa", "beispielsweise", "speziell", "darunter", "hauptsächlich"}
_ROAD = re.compile(r"[ABELS] ?\d+")
_CLOSING = {")", "/", ",", ";"}


def attributes(entity: DocSpan, mentions: Mentions) -> Iterator[Event]:
    """Relations of a name to what its adjectives and prepositional attributes name."""
    name = mentions.named(entity)
    head = entity.root
    if name.kind == "PER":
        yield from _born_behind(entity, name, mentions)
    for token in entity:
        for child in token.children:
            if child.i in range(entity.start, entity.end):
                continue
            if child.i < entity.start and child.dep_ == "amod":
                yield from _adjective(child, head, name, mentions)
            elif child.i >= entity.end and (child.dep_ in {"nmod", "obl", "appos"} or _one_of_parts(child)):
                yield from _phrase(child, head, entity, name, mentions)


def _adjective(child: Token, head: Token, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "der russische Tass-Dienst", "der in Ulm geborene X"."""
    if name.kind not in {"ORG", "LOC", "PER"}:
        return
    state = mentions.origin(child) or town_of(child, mentions)
    if state is not None and apart(state, name):
        noun = noun_class(head.lemma_)
        organ = name.kind == "ORG" and noun is not None and noun.state_actor
        relation = "part_of" if organ else "from" if name.kind == "PER" else "located_in"
        yield static(head, relation, name, state, "name.adjective")
    place = seat(child, mentions) if name.kind in {"ORG", "LOC"} else None
    if place is not None and apart(name, place):  # "die in Wien ansässige Bank X"
        yield static(head, "located_in", name, place, "name.seat")
    if name.kind == "PER":
        yield from life(child, head, name, mentions)
        party = party_of_adjective(child.lower_)
        if party and party_state(party) in {"", leading_state(child.doc)}:  # "die grüne X"
            yield static(head, "member_of", name, mentions.compound_body(child, party), "name.adjective")


def _born_behind(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "X, 1981 in Ulm geboren, ...": where a person was born or died, between commas behind the name."""
    doc = entity.doc
    if entity.end >= len(doc) or doc[entity.end].text != ",":
        return
    phrase = doc[entity.end + 1 : entity.end + _LONGEST]
    end = next((t.i for t in phrase if t.text in {",", ".", ";"}), 0)
    relation = _STEMS.get(doc[end - 1].lower_, "") if end else ""
    for token in doc[entity.end + 1 : end] if relation else ():
        place = mentions.entity_at(token)
        if place is not None and place.label_ == "LOC" and doc[place.start - 1].lower_ == "in":
            yield static(entity.root, relation, name, mentions.named(place), "name.born")
            return


def life(adjective: Token, head: Token, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """Where a person was born or died: "der in Ulm geborene X", "die in Graz verstorbene Malerin"."""
    found = next((r for stem, r in _STEMS.items() if adjective.lower_.startswith(stem)), "")
    for inner in adjective.children if found else ():
        if inner.dep_ in {"obl", "nmod"} and preposition(inner)[0] in {"in", "aus"}:
            place = named_thing(inner, mentions)
            if place is not None and place.kind == "LOC":
                yield static(head, found, name, place, "name.born")


def _phrase(child: Token, head: Token, entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    word = preposition(child)[0]
    distance = child.left_edge.i - entity.end
    if distance > 1 or not word:
        return
    for member in chain(child):
        other = named_thing(whole_of(member, mentions), mentions)
        if other is None or not apart(other, name):
            continue
        if word in {"von", "bei"} and name.kind == "PER" and other.kind == "ORG":
            yield static(head, "member_of", name, other, "name.of")
        elif other.kind != "LOC":
            continue
        elif word == "aus" and name.kind in {"PER", "ORG"}:
            yield static(head, "from" if name.kind == "PER" else "located_in", name, other, "name.from")
        elif word in _PLACE_WORDS and name.kind in {"LOC", "ORG", "EVENT"} and _lies(name, head, word):
            if owns_noun(entity):
                continue  # "das Werk der Firma X in Y"
            if _one_of_parts(child) and name.kind == "LOC":
                yield static(head, "located_in", other, name, "name.parts")  # "in den USA, besonders in New York"
                continue
            yield static(head, "located_in", name, other, "name.place")


def _one_of_parts(child: Token) -> bool:
    """Whether a phrase names some of the parts of a place: "insbesondere in New York"."""
    return any(c.lower_ in _ESPECIALLY for c in child.lefts)


def _lies(name: Mention, head: Token, word: str) -> bool:
    """Whether a place can lie in another: "auf Mallorca im Palast X" names the larger one first."""
    if preposition(head)[0] == "auf":
        return False
    state = bool(origin((name.norm or name.text).lower())) or bool(name.norm)
    return not (name.kind == "LOC" and state) and not (word in {"auf", "an"} and name.kind == "ORG")


def brackets(entity: DocSpan, mentions: Mentions) -> Iterator[Event]:
    """ "Christian Wulff (CDU)" is a member, "Tom Boonen (Belgien)" is from there, "Ulm (Bayern)" lies in it."""
    doc = entity.doc
    if entity.label_ not in {"PER", "LOC", "ORG"} or entity.end + 1 >= len(doc) or doc[entity.end].text != "(":
        return
    name = mentions.named(entity)
    if entity.label_ == "PER":
        yield from _life(entity, name, mentions)
    at = entity.end + 1
    everyone = entity.label_ == "PER" and doc[at].lower_ in {"alle", "beide"}
    at += int(everyone) or int(doc[at].like_num)
    while at < len(doc) and (doc[at].text in {",", "/"} or doc[at].is_space):
        at += 1
    while at < len(doc):
        sort = mentions.entity_at(doc[at]) is None and _sort(doc[at]) and at + 1 < len(doc)
        at += int(sort)  # "(Team X)", "(US-Bundesstaat Y)"
        inside = mentions.entity_at(doc[at])
        if inside is None or inside.start != at or inside.label_ == "PER" or inside.end >= len(doc):
            return
        closing = doc[inside.end].text
        if closing not in _CLOSING:
            return
        relation = _bracketed(entity, mentions.named(inside), closing)
        if relation and apart(name, mentions.named(inside)):
            for member in _listed(entity, mentions) if everyone else [name]:
                yield static(entity.root, relation, member, mentions.named(inside), "name.brackets")
        if closing == ")" or entity.label_ != "PER":
            return
        at = inside.end + 1


def _sort(token: Token) -> bool:
    """Whether a word is a noun for the sort of body or place that the name behind it is of."""
    if token.text in sorts():
        return True
    noun = noun_class(token.text) if token.pos_ in {"NOUN", "PROPN"} else None
    return noun is not None and noun.kind == "LOC"


def _life(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "X (* 1931 in Ulm; † 2001 in Graz)"."""
    relation = ""
    for token in entity.doc[entity.end + 1 : entity.end + 25]:
        if token.text == ")":
            return
        relation = _LIFE.get(token.text, _LIFE.get(token.text[:1], relation))
        place = mentions.entity_at(token)
        if relation and place is not None and place.label_ == "LOC" and entity.doc[place.start - 1].lower_ == "in":
            yield static(entity.root, relation, name, mentions.named(place), "name.life")
            relation = ""


def _bracketed(entity: DocSpan, inside: Mention, closing: str) -> str:
    """What a name in brackets behind another states of it."""
    if entity.label_ == "ORG":  # "der FC Aalen (Bayern)", but an acronym or alias is no place
        return "located_in" if inside.kind == "LOC" and closing == ")" and _region(inside) else ""
    if entity.label_ == "LOC":
        road = _ROAD.fullmatch(inside.text) is not None  # "nach Lyon (A 36)"
        return "located_in" if inside.kind == "LOC" and closing == ")" and not road else ""
    if inside.text == "".join(t.text[0] for t in entity if t.text[0].isupper()):
        return ""  # a body that was taken for a person, and its short form
    return {"ORG": "member_of", "LOC": "from", "MISC": "member_of" if is_party(inside.text) else ""}.get(
        inside.kind, ""
    )


def _region(place: Mention) -> bool:
    return (place.norm or place.text) in regions()


def _listed(entity: DocSpan, mentions: Mentions) -> Iterator[Mention]:
    """The persons of the list that ends with a name: "A, B und C (alle CDU)"."""
    yield mentions.named(entity)
    at = _before_title(entity)
    while at > entity[0].sent.start and entity.doc[at].text in {",", "und", "sowie"}:
        other = mentions.entity_at(entity.doc[at - 1])
        if other is None or other.label_ != "PER":
            return
        yield mentions.named(other)
        at = _before_title(other)


def _before_title(entity: DocSpan) -> int:
    """The index of the word before a name and its title: "A und Innenministerin B (beide CDU)"."""
    at = entity.start - 1
    while at > entity[0].sent.start and entity.doc[at].pos_ in {"NOUN", "ADJ", "DET"} and not entity.doc[at].ent_type_:
        at -= 1
    return at
