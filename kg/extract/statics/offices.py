"""Static relations: offices, membership, origin, kin, parts and places, as titles, appositions, attributes tell them.

"Russlands Außenminister Sergej Lawrow", "die Grünen-Politikerin X", "X, Vorsitzender der Y", "X ist Präsident von Y",
"X (CDU)", "der Schwede X", "Kims Schwester X", "die staatliche russische Agentur Tass", "die Region Kursk in Russland".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.pointed import club_of, named_thing, town_of_inhabitant
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import class_of, noun_class
from kg.extract.statics.belonging import belonging
from kg.extract.statics.beside_names import attributes, brackets, life
from kg.extract.statics.bodies import body_of, heads_place
from kg.extract.statics.body import Body
from kg.extract.statics.deputies import of_principal
from kg.extract.statics.headed import government, headed
from kg.extract.statics.holders import holders
from kg.extract.statics.holding import apart, static
from kg.extract.statics.kin import kin, succession
from kg.extract.statics.near import near
from kg.extract.statics.occasions import occasion
from kg.extract.statics.operators import operator
from kg.extract.statics.own import own
from kg.extract.statics.roles import Role, roles_of
from kg.extract.statics.things import things
from kg.schema import Mention
from kg.tables import inhabitants

_DEPUTY = ("vize", "ko-vize", "stellvertretend", "vice")
#: What a noun may be tagged as; "Esa-Astronaut" is often taken for a foreign word.
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
#: Bodies of which one cannot be the head when they stand behind a name: "Kanzler X von der SPD".
_OFFICE_OF_STATES = frozenset({"state", "region", "town", "parliament"})
#: Nouns for who holds the same office elsewhere.
_PEERS = {"Amtskollege", "Amtskollegin"}
#: Who is called by them is not said to come from anywhere.
_CONTINENTS = frozenset({"Europa", "Afrika", "Asien", "Amerika", "Südamerika", "Lateinamerika"})
_AGED = ("-Jähriger", "-Jährige", "-jähriger", "-jährige", "-Jährigen", "-jährigen")


def office_events(doc: Doc, mentions: Mentions) -> list[Event]:
    """All static relations of a doc."""
    events: list[Event] = []
    for token in doc:
        if token.pos_ in _HEADS and mentions.entity_at(token) is None:
            events += _holder_relations(token, mentions)
            events += kin(token, mentions)
            events += things(token, mentions)
            events += own(token, mentions)
            events += government(token, mentions)
            events += operator(token, mentions)
        events += occasion(token, mentions)
        events += belonging(token, mentions)
    for entity in doc.ents:
        events += brackets(entity, mentions)
        events += attributes(entity, mentions)
        events += near(entity, mentions)
        events += headed(entity, mentions.named(entity), mentions)
    return list({(e.relation, e.subjects[0].id, e.objects[0].id): e for e in reversed(events)}.values())[::-1]


def _holder_relations(token: Token, mentions: Mentions) -> Iterator[Event]:
    """Offices, memberships and origins that a noun for a person states of whoever it denotes."""
    noun = class_of(token)
    nation = (
        inhabitants().get(token.text.lower(), "") if token.dep_ != "amod" or token.is_lower else ""
    )  # "das Schweizer Amt"
    town = town_of_inhabitant(token) if noun is None and not nation else ""
    man = noun is not None and noun.source == "kin" and token.text.endswith(("-Mann", "-Frau", "-Leute"))
    man = man or (noun is not None and noun.entry == "Mann" and _of_a_body(token, mentions))
    aged = token.text.endswith(_AGED)
    if (
        (noun is None or noun.kind != "PER" or (noun.source == "kin" and not man))
        and not nation
        and not aged
        and not town
    ):
        return
    found = holders(token, mentions) or (_first_of_nation(token, mentions) if nation else [])
    if not found:
        return
    if town:
        yield from _townspeople(token, town, found, mentions)
        return
    if nation and (noun is None or noun.source != "offices"):
        state = mentions.origin(token)
        for holder in found:
            if state is not None and nation not in _CONTINENTS:  # "ein großer Europäer"
                yield static(token, "from", holder, state, "office.nation")
            yield from _home(token, holder, mentions)
        return
    roles = roles_of(token.lemma_, token.text)
    if any(r.relation == "succeeded" for r in roles):
        yield from succession(token, found, mentions)
        return
    bodies = of_principal(token, body_of(token, mentions, roles, found[0]), mentions)
    for holder in found:
        for body in bodies:
            relation = _relation(roles, body, token, bodies)
            if relation == "office_in" and token.lemma_ in _PEERS:
                relation = _of_peer(token)
            if relation and holder.id != body.mention.id:
                yield static(token, relation, holder, body.mention, f"office.{body.how}")
        yield from _home(token, holder, mentions)


def _first_of_nation(token: Token, mentions: Mentions) -> list[Mention]:
    """Who does something "als erste Deutsche": the subject."""
    if not any(c.dep_ in {"case", "mark"} and c.lower_ == "als" for c in token.children):
        return []
    subjects = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    people = [m for c in subjects if (m := mentions.referent(c)) is not None and m.kind == "PER"]
    return [m for m in people if m.form != "NOMINAL"]


def _of_a_body(token: Token, mentions: Mentions) -> bool:
    """ "ein Mann des Geheimdienstes", "die Frau vom Team X": no spouse but a member."""
    for child in token.children:
        if child.dep_ == "nmod" and preposition(child)[0] in {"", "von"}:
            body = named_thing(child, mentions)
            if body is not None and body.kind == "ORG":
                return True
    return False


def _townspeople(token: Token, town: str, found: list[Mention], mentions: Mentions) -> Iterator[Event]:
    """ "der Rostocker X": from the town, or of its club in a report on it."""
    club = club_of(town, mentions)
    for holder in found:
        if holder.form == "NAME" and holder.kind == "PER" and club is not None:
            yield static(token, "member_of", holder, club, "office.club")
        elif holder.form == "NAME" and holder.kind == "PER":
            yield static(token, "from", holder, mentions.town(token, town), "office.town")


def _relation(roles: tuple[Role, ...], body: Body, token: Token, bodies: list[Body]) -> str:
    """Which relation an office states to this body: by the kinds of body that the office is of."""
    place = body.mention.kind == "LOC" and body.mention.form == "NAME"
    if not roles:
        origin = body.how == "adjective" or (body.how == "compound" and token.text.startswith("US-"))
        return "from" if place and origin else _member(body)
    if place and body.how == "adjective" and _of_other_body(token, roles[0].noun):
        return "from"
    others = [b for b in bodies if b.how in {"genitive", "compound"} and b is not body]
    if place and body.how == "adjective" and any(not b.is_party for b in others):
        return "from"  # "der französische Präsident der Kommission"
    kinds = frozenset().union(*(r.of for r in roles))
    if place and body.how == "adjective" and kinds & {"party", "any"} and any(b.is_party for b in others):
        return "from"  # "die hessische SPD-Chefin" heads no Land
    if body.how == "phrase" and body.kind == "parliament" and any(b.is_party or b.kind == "parliament" for b in others):
        return "member_of"  # "Fraktionschef der Grünen im Bundestag", "Vorsitzender des Finanzausschusses im Senat"
    if body.how == "behind" and body.mention.kind == "ORG" and kinds <= _OFFICE_OF_STATES:
        return "member_of"
    for role in sorted(roles, key=lambda r: ("party" in r.of) != body.is_party):
        if body.fits(role.of):
            if place and role.relation in {"member_of", "", "-"}:  # "der US-Astronaut": nobody is a member of a state
                return "from" if body.how == "adjective" or token.text.startswith("US-") else ""
            lower = _deputy(token) or body.how == "unit"
            return "office_in" if role.relation == "leads" and lower else role.relation
    if body.mention.kind == "LOC":
        return "from" if body.how == "adjective" else ""
    if body.how in {"compound", "behind"} or (body.is_party and body.how == "adjective"):
        return "member_of"
    return roles[0].relation if body.mention.kind == "ORG" else ""


def _of_other_body(token: Token, noun: str) -> bool:
    """Whether a title's first part is the noun of a body that is no state's: "der norwegische Komiteechef"."""
    first = token.text[: -len(noun)] if noun and token.text.endswith(noun.lower()) else ""
    body = noun_class(first) or noun_class(first.removesuffix("s")) if len(first) > 2 else None
    return body is not None and body.kind == "ORG" and not body.state_actor


def _of_peer(token: Token) -> str:
    """ "Präsident X und sein Amtskollege Y" hold the same office: the relation of the title before."""
    start = token.sent.start
    before = token.doc[token.doc[start - 1].sent.start if start else 0 : token.i]
    titles = (roles_of(t.lemma_, t.text) for t in reversed(before) if t.pos_ == "NOUN")
    return next((r[0].relation for r in titles if r and r[0].relation in {"leads", "office_in"}), "office_in")


def _deputy(token: Token) -> bool:
    """Whether a title is one of the second in rank, as is a party's "parlamentarischer Geschäftsführer"."""
    return token.lower_.startswith(_DEPUTY) or any(
        c.dep_ == "amod" and c.lower_.startswith(("stellvertretend", "parlamentarisch")) for c in token.children
    )


def _member(body: Body) -> str:
    return "member_of" if body.mention.kind == "ORG" and body.how in {"compound", "genitive", "behind"} else ""


def _home(token: Token, holder: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "der Chemiker X aus Köln", "die Kielerin", "die 35-Jährige aus Kiel": where the person comes from."""
    for child in token.children:
        if child.dep_ == "amod" and child.i < token.i:
            yield from life(child, token, holder, mentions)
        if child.dep_ in {"nmod", "obl"} and preposition(child)[0] == "aus" and not heads_place(token):
            for member in chain(child):
                place = named_thing(member, mentions)
                if place is not None and place.kind == "LOC" and apart(holder, place):
                    yield static(token, "from", holder, place, "office.from")
