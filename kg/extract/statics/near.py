"""What the words right beside the name of a body or a place tell, whatever the parser hung them on.

"Das Museum X in Wien", "X mit Sitz in Ulm", "X, Hessen", "Universität Oxford", "die Hamburger SPD", "Firma X aus Bonn".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.cases import CONTRACTED
from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.orgkinds import is_party, kind_of_name, parties
from kg.extract.mentions.register import Mentions, compounded
from kg.extract.mentions.states import regions, states
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.morphology import feature
from kg.extract.speech.units import is_finite
from kg.extract.statics.holding import apart, static
from kg.extract.statics.persons import beside_person
from kg.extract.statics.thing import home_behind, owns_noun, thing_from
from kg.schema import Mention
from kg.tables import cities, origin, town_origin

_IN = {"in", "im", "bei", "nahe"}
#: Articles that show a direction ("in die Türkei"), which tells no place; "den" is one of them before a singular.
_ACCUSATIVE = {"die", "das", "den"}
_PLURAL_STATES = {"USA", "Vereinigten", "Niederlanden", "Niederlande", "Philippinen", "Vereinigte", "Emiraten"}
#: Sorts of bodies that stand at one place, so that "in" behind them tells where.
_SEATED = frozenset({"university", "court", "authority", "ministry", "parliament", "church", "police"})
_SEATS = {"Sitz", "Hauptsitz", "Stammsitz", "Firmensitz", "Zentrale"}
_CLOSING_MARKS = {"“", "”", '"', "«", "»", "‘", "’"}
_LONGEST_BRACKET = 6
#: Names with a town's adjective that lie in another town: "die Leipziger Straße".
_STREETS = ("straße", "Straße", "Allee", "allee", "Platz", "platz", "Tor", "Chaussee", "Bahnhof", "Ring", "Brücke")


def near(entity: DocSpan, mentions: Mentions) -> Iterator[Event]:
    """The relations that the words around a name state."""
    name = mentions.named(entity)
    yield from _inside(entity, name, mentions)
    if entity.end >= len(entity.doc):
        return
    if name.kind in {"ORG", "LOC", "EVENT", "MISC"}:
        yield from _place_behind(entity, name, mentions)
        yield from _after_comma(entity, name, mentions)
        yield from _seat(entity, name, mentions)
        yield from _from_behind(entity, name, mentions)
        yield from _whole_behind(entity, name, mentions)
    elif name.kind == "PER":
        yield from beside_person(entity, name, mentions)


def _from_behind(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Die Firma X aus Ulm": where a body is at home."""
    place = home_behind(entity, mentions) if name.kind == "ORG" else None
    if place is not None and apart(name, place):
        yield static(entity.root, "located_in", name, place, "near.from")


def _behind_short_form(entity: DocSpan) -> int:
    """Where the words behind a name begin that may have its short form in brackets: "der Fonds (MIF) der Bank"."""
    doc, at = entity.doc, entity.end
    short = at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and doc[at + 1].text[:1].isupper()
    return at + 3 if short else at


def _whole_behind(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Der Investitionsfonds (MIF) der Entwicklungsbank", "das Fischereiamt des Ministeriums": the body it is of."""
    doc = entity.doc
    if name.kind not in {"ORG", "MISC"} or kind_of_name(name.norm or name.text) in {"team", "party"}:
        return
    at = _behind_short_form(entity)
    at += at < len(doc) and doc[at].text in _CLOSING_MARKS
    if at + 1 >= len(doc) or doc[at].lower_ not in {"der", "des"}:
        return
    whole = thing_from(at + 1, mentions)
    if whole is None or whole.kind != "ORG" or not apart(name, whole):
        return
    top = doc[mentions.head_index(whole)]
    if top.dep_ in {"appos", "flat"} and at < top.head.i < top.i:
        top = top.head  # "der Fluggesellschaft X"
    owned = top.head.i in range(entity.start, at) and top.dep_ in {"nmod", "nmod:poss"}
    if owned and feature(top, "Case") in {"Gen", ""}:
        yield static(top, "part_of", name, whole, "near.whole")


def _place_behind(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    doc = entity.doc
    end = _behind_short_form(entity)
    end += doc[end].text in _CLOSING_MARKS if end < len(doc) else 0
    if end + 1 >= len(doc) or doc[end].lower_ not in {*_IN, "auf"} or _state(name):
        return
    word, after = doc[end], doc[end + 1]
    if word.lower_ == "auf" and (name.kind != "LOC" or after.lower_ in _ACCUSATIVE):
        return  # "in Pontianak auf Borneo"
    if after.lower_ in _ACCUSATIVE and word.lower_ == "in":
        plural = any(t.text in _PLURAL_STATES for t in doc[after.i : after.i + 3])
        if after.lower_ != "den" or not plural:
            return
    place = thing_from(end + 1, mentions)
    if place is not None and word.lower_ == "auf" and any(c.isdigit() for c in place.text):
        return  # "bei Ulm auf der Autobahn 9"
    if place is None or place.kind != "LOC" or not apart(name, place) or not _attribute(entity, name, place, mentions):
        return
    yield static(entity.root, "located_in", name, place, "near.place")


def _quoted(entity: DocSpan) -> bool:
    """Whether a name stands in quotation marks."""
    return entity.end < len(entity.doc) and entity.doc[entity.end].text in _CLOSING_MARKS


def _state(name: Mention) -> bool:
    return bool({name.norm, name.text, name.text.removesuffix("s")} & states())


def _attribute(entity: DocSpan, name: Mention, place: Mention, mentions: Mentions) -> bool:
    """Whether a place behind a name tells where the named thing lies, not where something happens."""
    doc = entity.doc
    head = doc[mentions.head_index(place)]
    before = CONTRACTED.get(doc[entity.start - 1].lower_, (doc[entity.start - 1].lower_, ""))[0] if entity.start else ""
    if name.kind == "LOC":
        return before not in {"auf", "nach"} or (place.norm or place.text) in regions()
    if owns_noun(entity):
        return False
    seated = kind_of_name(name.norm or name.text) in _SEATED
    noun = noun_class(entity[-1].text) or noun_class(entity[0].text)
    before_it = noun_class(doc[entity.start - 2].lemma_) if entity.start > 1 and _quoted(entity) else None
    noun = before_it or noun  # "die Deponie „X“ in Y"
    facility = noun is not None and (noun.kind == "LOC" or noun.body in _SEATED)
    if name.kind == "EVENT" or seated or facility:
        return True
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    opening = entity.start - entity[0].sent.start <= 3 and following is not None and is_finite(following)
    return opening and not is_finite(
        doc[entity[0].sent.start]
    )  # "Die Firma X in Ulm baut ...": one phrase before the verb


def _after_comma(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "die Universität St. Andrews, Schottland," and "Pearl River, New York": the larger place between commas."""
    doc = entity.doc
    if doc[entity.end].text != "," or entity.end + 1 >= len(doc) or _state(name):
        return
    yield from _described_place(entity, name, mentions)
    yield from _close_to(entity, name, mentions)
    place = mentions.entity_at(doc[entity.end + 1])
    if place is None or place.label_ != "LOC" or place.start != entity.end + 1 or name.text in regions():
        return
    if (place.text not in regions()) or (entity.start > 0 and doc[entity.start - 1].text in {",", "und", "oder"}):
        return
    closed = place.end >= len(doc) or doc[place.end].text in {",", ".", ")", ";", ":"}
    listed = (
        place.end + 1 < len(doc) and doc[place.end].text == "," and mentions.entity_at(doc[place.end + 1]) is not None
    )
    if closed and not listed and name.kind in {"ORG", "LOC"}:
        yield static(entity.root, "located_in", name, mentions.named(place), "near.comma")


def _close_to(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "In Chakan, in der Nähe von Pune, ...": the larger place that a place is close to."""
    doc, start = entity.doc, entity.end + 4
    if name.kind != "LOC" or start >= len(doc) or doc[entity.end + 1 : start].text != "in der Nähe":
        return
    place = thing_from(start + (doc[start].lower_ == "von"), mentions)
    if place is not None and place.kind == "LOC" and apart(name, place):
        yield static(entity.root, "located_in", name, place, "near.close")


def _described_place(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Aalen, eine Stadt im Osten Württembergs": what the apposition of a place tells."""
    for token in entity.doc[entity.end + 1 : entity.end + 5]:
        if token.pos_ in {"DET", "ADJ"}:
            continue
        noun = noun_class(token.lemma_)
        if token.pos_ != "NOUN" or noun is None or noun.kind not in {"LOC", "ORG"} or token.i + 2 >= len(entity.doc):
            return
        if entity.doc[token.i + 1].lower_ in _IN and noun.kind == name.kind:
            place = thing_from(token.i + 2, mentions)
            if place is not None and place.kind == "LOC" and apart(name, place):
                yield static(token, "located_in", name, place, "near.described")
        return


def _seat(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "X mit Sitz in Ulm", "„X“ mit Sitz in Ulm", "X (XY) mit Sitz in Ulm"."""
    doc = entity.doc
    start = _end(entity)
    if name.kind != "ORG" or start >= len(doc) or doc[start].lower_ not in {"mit", ","}:
        return
    for token in doc[start : min(start + 4, len(doc))]:
        if token.text in _SEATS and token.i + 2 < len(doc) and doc[token.i + 1].lower_ in {"in", "im"}:
            place = thing_from(token.i + 2, mentions)
            if place is not None and place.kind == "LOC":
                yield static(token, "located_in", name, place, "near.seat")


def _end(entity: DocSpan) -> int:
    """Where a name ends with its closing quotation mark and the short form in brackets behind it."""
    doc, end = entity.doc, entity.end
    end += doc[end].text in _CLOSING_MARKS
    if end < len(doc) and doc[end].text == "(":
        return next((t.i + 1 for t in doc[end : end + _LONGEST_BRACKET] if t.text == ")"), end)
    return end


def _inside(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Museum Wien" and "Deutsche Oper Berlin" lie in the town; "SPD Hessen" and "Hamburger Grüne" are of a party."""
    if len(entity) == 1 and name.kind == "ORG":
        yield from _compound(entity[0], name, mentions)
    if len(entity) == 1 and name.kind == "LOC":
        yield from _district(entity[0], name, mentions)
    if len(entity) < 2 or name.kind not in {"ORG", "LOC", "EVENT", "MISC"} or _state(name) or _republic(entity):
        return
    first, last = entity[0], entity[-1]
    party = next((t for t in entity if t.text in parties()), None)
    town = town_origin(first.text) or (origin(first.text) if first.text.endswith("er") else "")
    noun = next((n for t in entity[:-1] if (n := noun_class(t.text)) is not None and n.kind in {"ORG", "LOC"}), None)
    place: Mention | None = None
    # "Wiener Neustadt" is a town itself
    named_town = town and town not in states() and kind_of_name(name.text) != "team" and name.text not in cities()
    sorted_out = name.kind == "LOC" and noun_class(last.text) is None and "-" not in last.text
    sort = name.kind == "ORG" or (noun is not None and noun.kind == "LOC")
    if named_town and not sorted_out and not last.text.endswith(_STREETS):
        place = mentions.inner(first, town)
    elif not town and sort and (noun or party) is not None and _is_place(last) and not preposition(last)[0]:
        place = mentions.inner(last)
    if place is None:
        return
    yield static(last, "located_in", name, place, "near.inside")
    if party is not None and name.kind == "ORG":
        yield static(party, "part_of", name, mentions.compound_body(party, party.text), "near.branch")


def _republic(entity: DocSpan) -> bool:
    """Whether a name is the full one of a state: "Demokratische Republik Kongo"."""
    return entity[-1].text in states() or any(t.text == "Republik" for t in entity[:-1])


def _district(token: Token, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Köln-Ehrenfeld" lies in Köln; "Köln-Bonn" are two towns."""
    town, hyphen, rest = token.text.partition("-")
    if not hyphen or town not in cities() or not rest[:1].isupper() or token.text.removesuffix("s") in regions():
        return
    if rest.partition("-")[0] not in cities() and noun_class(rest) is None:
        yield static(token, "located_in", name, mentions.inner(token, town), "near.district")


def _compound(token: Token, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "die SPD-Landtagsfraktion" is part of the party, "die EU-Kommission" of the union."""
    first = compounded(token.text)
    noun = noun_class(token.text.rpartition("-")[2])
    if not first or noun is None or noun.kind != "ORG":
        return
    if is_party(first):
        yield static(token, "part_of", name, mentions.compound_body(token, first), "near.branch")
    elif noun.state_actor or first in {"EU", "UN"}:
        state = mentions.state_part(token, first)
        if state is not None:
            yield static(token, "part_of", name, state, "near.organ")


def _is_place(token: Token) -> bool:
    if token.text in states():
        return False
    return token.text in regions() or any(town_origin(token.text + e) == token.text for e in ("er", "r"))
