"""The body that an office belongs to: the state, party, firm or town named around the noun."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.mentions.orgkinds import party_of_adjective, party_state
from kg.extract.mentions.pointed import (
    club_of,
    named_thing,
    namesake,
    nations_of,
    owns_before,
    relative_owner,
    title_body,
    town_of,
    unlisted_town,
    whole_body,
)
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.states import state_named, states
from kg.extract.statics.body import Body
from kg.extract.statics.home import is_german, leading_state
from kg.extract.statics.roles import Role, roles_of
from kg.extract.statics.topics import SHARED, guessed
from kg.extract.statics.units import bodies_of_unit
from kg.extract.statics.unnamed import unnamed
from kg.schema import Mention
from kg.tables import cities

#: Bodies with a proper name that titles name by themselves.
_PROPER = frozenset(
    [
        "EU-Kommission",
        "EU-Parlament",
        "EU",
        "Bundestag",
        "Bundesrat",
        "Bundesbank",
        "Bundeswehr",
        "Bundesregierung",
        "Bundeskanzleramt",
        "Bundesverfassungsgericht",
        "Bundesanwaltschaft",
        "Bundesärztekammer",
        "Bundesverband der Deutschen Industrie",
        "Bundesvereinigung der Deutschen Arbeitgeberverbände",
        "Deutsche Bahn",
        "Deutscher Bauernverband",
        "US-Kongress",
        "Union",
        "katholische Kirche",
    ]
)
_CHAMBERS = {"Bundestag", "EU-Parlament", "US-Kongress"}
_NOT_FEDERAL = ("Bundesvorsitz", "Bundesgeschäft", "Bundesspre", "Bundesliga", "Bundestag", "Bundesrat", "Bundesvorst")
_PARTS_OF_TITLES = {
    "Regierender",
    "Regierende",
    "Regierenden",
    "Erster",
    "Erste",
    "Ersten",
    "Ständiger",
    "Hoher",
    "Hohe",
}
#: Titles before which "republikanisch" and "demokratisch" tell the party, however little an article says of the state.
_SEATED = ("Politiker", "Senator", "Abgeordneter", "Abgeordnete", "Gouverneur", "Kandidat", "kandidat")
_PLACES = frozenset({"town", "region", "state"})
_GENITIVE = ("s", "'", "’", "x", "z")
_OF = {"", "von", "vom", "bei", "in", "im", "der", "für", "an"}


def body_of(token: Token, mentions: Mentions, roles: tuple[Role, ...], holder: Mention | None = None) -> list[Body]:
    """The bodies named at an office's noun; what the noun itself names ("Kremlchef") only where nothing else is."""
    found: dict[str, Body] = {}
    for body in _named(token, mentions, holder):
        found.setdefault(body.mention.id, body)
    if any(b.how in {"genitive", "compound"} for b in found.values()):  # "Fraktionschef der Grünen im Bundestag"
        found = {i: b for i, b in found.items() if b.how != "phrase" or b.kind == "parliament"}
    if not any(b.how != "behind" and b.fits(_kinds(roles)) for b in found.values()) and roles:
        implied = _implied(token, mentions, roles)
        if not any(b.how in {"genitive", "compound", "phrase"} for b in found.values()):
            for guess in [implied] if implied is not None else guessed(token, mentions, roles, holder):
                found.setdefault(guess.mention.id, guess)
    chamber = next((r.default for r in roles if r.default in _CHAMBERS), "")
    if chamber and found and all(b.is_party or b.how == "adjective" for b in found.values()):
        seat = Body(mentions.implied_body(token, chamber), "implied")  # "der SPD-Bundestagsabgeordnete X"
        found.setdefault(seat.mention.id, seat)
    return list(found.values())


def _elected(token: Token) -> str:
    """The state of the parties of those who sit in US bodies, where an article tells nothing of its state."""
    return "USA" if token.lemma_.removesuffix("in").endswith(_SEATED) else ""


def _kinds(roles: tuple[Role, ...]) -> frozenset[str]:
    return frozenset().union(*(r.of for r in roles))


def _implied(token: Token, mentions: Mentions, roles: tuple[Role, ...]) -> Body | None:
    for role in roles:
        if not role.default:
            continue
        if role.noun in SHARED and not is_german(token.doc):
            return None
        state = mentions.implied(token, role.default)
        if state is not None:
            return Body(state, "implied")
        same = next((e for e in token.doc.ents if _is_called(e.text, role.default)), None)
        if same is not None and same.label_ in {"ORG", "LOC", "MISC"}:
            return Body(mentions.named(same), "implied")
        if role.default in _PROPER:
            return Body(mentions.implied_body(token, role.default), "implied")
        party = party_state(role.default)
        if party and party == leading_state(token.doc):
            return Body(mentions.implied_body(token, role.default), "implied")
    if _federal(token) and is_german(token.doc):
        state = mentions.implied(token, "Deutschland")
        return Body(state, "implied") if state is not None else None
    return None


def _federal(token: Token) -> bool:
    """Whether "Bundes-" makes an office one of the republic: "Bundesbeauftragter", not "Bundesvorsitzende"."""
    word = token.text
    return word.startswith("Bundes") and not word.startswith(_NOT_FEDERAL) and "-" not in word


def _is_called(name: str, default: str) -> bool:
    return name in {default, default + "s", default + "es"}


def _named(token: Token, mentions: Mentions, holder: Mention | None) -> Iterator[Body]:
    for child in token.children:
        if child.dep_ == "amod":
            for adjective in chain(child):
                nations = nations_of(adjective, mentions)
                yield from (Body(nation, "adjective") for nation in nations[1:])
                state = nations[0] if nations else town_of(adjective, mentions)
                if state is None and "town" in _kinds(roles_of(token.lemma_, token.text)):
                    state = unlisted_town(adjective, mentions)
                party = party_of_adjective(adjective.lower_)
                if party and party_state(party) in {
                    "",
                    leading_state(token.doc) or _elected(token),
                }:  # "grüne Ministerin"
                    yield Body(mentions.compound_body(adjective, party), "adjective")
                elif state is not None:
                    club = _club(state, token, mentions)
                    yield Body(club, "genitive") if club is not None else Body(state, "adjective")
        elif child.dep_ == "det:poss" or child.tag_ == "PPOSAT":
            owner = mentions.pronoun(child)
            if owner is not None:
                yield Body(owner, "possessive")
        elif child.dep_ in {"nmod", "obl"} and preposition(child)[0] == "aus" and heads_place(token):
            place = named_thing(child, mentions)
            if place is not None and place.kind == "LOC":
                yield Body(place, "phrase")
        elif child.dep_ in {"nmod", "nmod:poss", "obl"} and preposition(child)[0] in _OF:
            yield from _phrase(child, token, holder, mentions)
            for whole in bodies_of_unit(child, mentions):
                yield Body(whole, "unit")
    behind = _genitive_behind(token, mentions)
    if behind is not None:
        yield Body(behind, "genitive")
    realm = _realm(token, holder, mentions)
    if realm is not None:
        yield Body(realm, "genitive")
    first = namesake(token, mentions) or mentions.first_part(token) or title_body(token, mentions)
    first = first or _people_in(token, mentions)
    if first is not None:
        yield Body(_club(first, token, mentions) or first, "compound")
    entity = owner_before(token, mentions)
    if entity is not None:
        owner = mentions.named(entity)
        yield Body(_club(owner, token, mentions) or owner, "genitive")


def _genitive_behind(token: Token, mentions: Mentions) -> Mention | None:
    """A state in the genitive right behind a title that the parser took for its holder: "Präsident Venezuelas"."""
    if token.i + 1 >= len(token.doc):
        return None
    entity = mentions.entity_at(word := token.nbor(1))
    if entity is None or len(entity) > 1 or entity.label_ != "LOC" or word.dep_ not in {"flat", "appos"}:
        return None
    return mentions.named(entity) if word.text.endswith("s") and word.text[:-1] in states() else None


def _people_in(token: Token, mentions: Mentions) -> Mention | None:
    """The state whose people a title begins with: "Palästinenserpräsident", "Kurdenführer"."""
    roles = roles_of(token.lemma_, token.text)
    if not roles or "-" in token.text or token.text == roles[0].noun:
        return None
    state = state_named(token.text[: token.text.lower().find(roles[0].noun.lower())])
    return mentions.implied(token, state) if state else None


def heads_place(token: Token) -> bool:
    """Whether an office is that of the head of a town or region, who is one "aus" it: "Gouverneur X aus Texas"."""
    roles = roles_of(token.lemma_, token.text)
    kinds = _kinds(roles)
    return bool(kinds & {"town", "region"}) and kinds <= _PLACES and all(r.relation == "leads" for r in roles)


def _realm(token: Token, holder: Mention | None, mentions: Mentions) -> Mention | None:
    """The state in the name of its king: "König Karl von Spanien"."""
    if holder is None or holder.form != "NAME" or "state" not in _kinds(roles_of(token.lemma_, token.text)):
        return None
    _, of, name = holder.text.rpartition(" von ")
    return mentions.implied(token, name) if of and name in states() else None


def _club(place: Mention, token: Token, mentions: Mentions) -> Mention | None:
    """The club that a town's name means beside a sports role: "Leverkusens Trainer", "der Jenaer Stürmer"."""
    if place.kind != "LOC" or "team" not in _kinds(roles_of(token.lemma_, token.text)):
        return None
    return club_of((place.norm or place.text).removesuffix("s"), mentions)


def owner_before(token: Token, mentions: Mentions) -> DocSpan | None:
    """The name right before a title and its adjectives: "SPD Chef", "Berlins Regierender Bürgermeister".

    A person in the genitive owns somebody who serves persons: "Kerbers Trainer", "Bidens neuer Berater".
    """
    at = token.i - 1
    while at > 0 and _describes(token.doc[at], mentions):
        at -= 1
    entity = mentions.entity_at(token.doc[at]) if at >= 0 else None
    if entity is None or (entity.label_ not in {"LOC", "ORG"} and not (entity.label_ == "PER" and _serves(token))):
        return None
    if entity.text.endswith(_GENITIVE) and not _governed(entity.root):
        return entity
    if entity.label_ == "PER":
        return None
    free = entity.root.dep_ not in {"nmod", "nmod:poss", "amod", "appos"}
    return entity if free and entity.root.head.i in {token.i, entity.root.i} else None


def _serves(token: Token) -> bool:
    """Whether a noun is for somebody in the service of a person: adviser, counsel, coach."""
    return "person" in _kinds(roles_of(token.lemma_, token.text))


def _governed(token: Token) -> bool:
    """Whether a genitive stands behind what owns it, or a preposition rules it: "der Präsident Russlands"."""
    return bool(preposition(token)[0]) or (token.dep_ in {"nmod", "nmod:poss", "appos"} and token.head.i < token.i)


def _describes(token: Token, mentions: Mentions) -> bool:
    adjective = token.pos_ == "ADJ" or token.dep_ == "amod" or token.text in _PARTS_OF_TITLES
    return adjective and mentions.entity_at(token) is None


def _whereabouts(token: Token, thing: Mention, holder: Mention | None) -> bool:
    """Whether a town is where somebody described is, not what the office is of: "sagte die Ministerin in Berlin"."""
    if holder is None or holder.form != "NOMINAL" or (thing.norm or thing.text) not in cities():
        return False
    return "town" not in _kinds(roles_of(token.lemma_, token.text))


def _phrase(child: Token, token: Token, holder: Mention | None, mentions: Mentions) -> Iterator[Body]:
    name = mentions.head_index(holder) if holder is not None and holder.form == "NAME" else -1
    word = preposition(child)[0]
    if owns_before(child):  # "die Firma, deren Chef X ist"
        owner = relative_owner(child, mentions)
        if owner is not None:
            yield Body(owner, "genitive")
        return
    for member in chain(child):
        thing = (
            named_thing(member, mentions)
            or whole_body(member, mentions)
            or unnamed(member, mentions, serves=_serves(token))
        )
        if thing is None or thing.id == (holder.id if holder is not None else ""):
            continue
        how = "genitive" if word in {"", "von"} else "phrase"
        if word == "in" and _whereabouts(token, thing, holder):
            continue
        if (
            token.i < name < member.i
            and thing.kind == "LOC"
            and any(r.default for r in roles_of(token.lemma_, token.text))
        ):
            continue  # "Bundeskanzler X in Berlin" says where, not of what
        yield Body(thing, "behind" if token.i < name < member.i else how)
