"""What stands at a name itself: "X (CDU)", "X aus Köln", "das Gericht in Leipzig", "der in Ulm geborene X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.clauses import preposition
from kg.extract.event import Event
from kg.extract.mentions import Mentions, chain
from kg.extract.namesakes import named_thing, town_of, whole_of
from kg.extract.static import apart, static
from kg.extract.wordclasses import noun_class
from kg.schema import Mention
from kg.tables import origin

_PLACE_WORDS = {"in", "bei", "auf", "an"}
_CLOSING = {")", "/", ",", ";"}


def attributes(entity: DocSpan, mentions: Mentions) -> Iterator[Event]:
    """Relations of a name to what its adjectives and prepositional attributes name."""
    name = mentions.named(entity)
    head = entity.root
    for token in entity:
        for child in token.children:
            if child.i in range(entity.start, entity.end):
                continue
            if child.i < entity.start and child.dep_ == "amod":
                yield from _adjective(child, head, name, mentions)
            elif child.i >= entity.end and child.dep_ in {"nmod", "obl", "appos"}:
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
    births = {"geboren": "born_in", "gebürtig": "born_in", "aufgewachsen": "from", "gestorben": "died_in"}
    found = next((r for stem, r in births.items() if child.lower_.startswith(stem)), "")
    found = found or ("died_in" if child.lower_.startswith("verstorben") else "")
    if name.kind != "PER" or not found:
        return
    for inner in child.children:
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
            yield static(head, "located_in", name, other, "name.place")


def _lies(name: Mention, head: Token, word: str) -> bool:
    """Whether a place can lie in another: "auf Mallorca im Palast X" names the larger one first."""
    if preposition(head)[0] == "auf":
        return False
    state = bool(origin((name.norm or name.text).lower())) or bool(name.norm)
    return not (name.kind == "LOC" and state) and not (word in {"auf", "an"} and name.kind == "ORG")


def brackets(entity: DocSpan, mentions: Mentions) -> Iterator[Event]:
    """ "Christian Wulff (CDU)" is a member, "Tom Boonen (Belgien)" is from there, "Ulm (Bayern)" lies in it."""
    doc = entity.doc
    if entity.label_ not in {"PER", "LOC"} or entity.end + 1 >= len(doc) or doc[entity.end].text != "(":
        return
    name = mentions.named(entity)
    at = entity.end + 1
    while at < len(doc):
        inside = mentions.entity_at(doc[at])
        if inside is None or inside.start != at or inside.label_ not in {"ORG", "LOC"} or inside.end >= len(doc):
            return
        if doc[inside.end].text not in _CLOSING:
            return
        relation = {"PERORG": "member_of", "PERLOC": "from", "LOCLOC": "located_in"}.get(
            entity.label_ + inside.label_, ""
        )
        if relation == "located_in" and doc[inside.end].text != ")":
            return
        if relation and apart(name, mentions.named(inside)):
            yield static(entity.root, relation, name, mentions.named(inside), "name.brackets")
        if doc[inside.end].text == ")" or entity.label_ == "LOC":
            return
        at = inside.end + 1
