"""What a noun for a body or a place states of the name beside it: its state, its town, its parent, its union."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.lexicon import longest_suffix
from kg.extract.mentions.orgkinds import is_party, kind_of_name, media_country
from kg.extract.mentions.pointed import named_thing, namesake, town_of, whole_of
from kg.extract.mentions.register import Mentions, chain, compounded
from kg.extract.mentions.states import unions
from kg.extract.mentions.wordclasses import NounClass, noun_class
from kg.extract.morphology import feature
from kg.extract.statics.districts import maker, quarter, settlement
from kg.extract.statics.holders import after_comma
from kg.extract.statics.holding import apart, static
from kg.extract.statics.home import states_named
from kg.extract.statics.told import described, seat
from kg.extract.statics.topics import named_most
from kg.schema import Mention
from kg.tables import capitals

_OWNED = {"staatlich", "staatseigen", "amtlich", "offiziell", "staatsnah", "regierungsnah", "halbstaatlich"}
_DAUGHTERS = frozenset(
    ["Tochter", "Tochterfirma", "Tochterunternehmen", "Tochtergesellschaft", "Sparte", "Ableger", "Marke", "Töchter"]
)
_PARENTS = frozenset(["Mutterkonzern", "Muttergesellschaft", "Mutterunternehmen", "Mutterfirma", "Mutterhaus"])
#: What a mother, and what a whole of other sorts, is taken for.
_FIRMS = {True: ("ORG", "PER", "MISC"), False: ("ORG",)}
_QUOTES = {"„", "“", '"', "»", "«", "‚"}
#: Bodies that are organs of the state or town whose adjective they bear.
_ORGANS = {"parliament", "authority", "ministry", "police", "government"}
_MEMBERS = (
    "mitglied",
    "Mitglied",
    "mitgliedstaat",
    "Mitgliedstaat",
    "Mitgliedsstaat",
    "Mitgliedsland",
    "-Staat",
    "-Land",
)

_HOLDINGS = ("-Holding", "-Mutterkonzern", "-Muttergesellschaft", "-Mutterfirma")
_SIDES = {"nördlich", "südlich", "östlich", "westlich", "nordöstlich", "nordwestlich", "südöstlich", "südwestlich"}
_SIDES |= {"unweit", "abseits", "entfernt", "jenseits", "außerhalb"}


def things(token: Token, mentions: Mentions) -> Iterator[Event]:
    """The relations of one noun's name to what its adjectives, genitives and first part name."""
    if token.text.endswith(_HOLDINGS):
        return  # "die Google-Holding X": see operators
    noun = noun_class(token.lemma_)
    member = token.lemma_.endswith(_MEMBERS)
    daughter = _one_of(token.lemma_, _DAUGHTERS)
    if not member and not daughter and (noun is None or noun.kind not in {"ORG", "LOC"}):
        yield from maker(token, mentions)
        return
    if noun is not None and noun.kind == "LOC":
        yield from quarter(token, mentions)
        yield from settlement(token, mentions)
    mention = _name(token, mentions, strange=member or daughter)
    told = mention is None
    mention = mention or described(token, mentions)
    if mention is None:
        return
    itself = mentions.head_index(mention) == token.i
    if itself and mention.number == "Plur" and noun is not None and not _organ(noun):
        return  # "deutsche Unternehmer": that a group is of its state says nothing new
    told_state = mention.kind == "LOC" and mention.norm and mention.norm not in capitals()
    if not told_state and not member and not daughter and noun is not None:
        yield from _attributes(token, noun, mention, mentions, told=told)
    first = namesake(token, mentions) or mentions.first_part(token)
    if first is None and (daughter or (noun is not None and noun.kind == "ORG" and is_party(compounded(token.text)))):
        name = compounded(token.text)
        first = mentions.compound_body(token, name) if len(name) > 2 and name[0].isupper() else None
    if first is not None and apart(first, mention) and not itself:
        relation = _compound(token, noun, mention, first, member=member, daughter=daughter)
        if relation:
            yield static(token, relation, mention, first, "thing.compound")
    if first is not None and itself and noun is not None and noun.kind == "ORG" and is_party(first.text):
        yield static(token, "part_of", mention, first, "thing.branch")
    parent = _one_of(token.lemma_, _PARENTS)
    if member or daughter or parent:
        found = list(_family(token, mention, mentions, member=member, daughter=daughter))
        yield from found or (_daughter_of(token, mention, mentions) if parent else ())


@lru_cache(maxsize=1 << 14)
def _one_of(lemma: str, words: frozenset[str]) -> bool:
    return lemma in words or bool(longest_suffix("x" + lemma.replace("-", ""), words))


def _name(token: Token, mentions: Mentions, *, strange: bool) -> Mention | None:
    """The organisation or place that the noun stands before; ``strange``: though it is listed as a noun for persons."""
    mention = mentions.referent(token)
    if mention is not None and mention.form == "NAME" and mention.kind in {"ORG", "LOC"}:
        head = mentions.head_of(mention)
        whole = head.head.i == token.i and head.dep_ in {"nmod", "nmod:poss"}  # "X, ein Vorort von Y"
        return None if whole else mention
    noun = noun_class(token.lemma_)
    beside = _right_behind(token, mentions) if noun is not None and noun.kind in {"ORG", "LOC"} else None
    if beside is not None:
        return beside
    behind = after_comma(token, mentions, "ORG", "LOC")
    if behind is not None or not strange:
        return behind
    for child in token.rights:
        entity = mentions.entity_at(child)
        near = entity is not None and entity.start - token.i <= 6
        if child.dep_ in {"appos", "flat"} and entity is not None and near and entity.label_ in {"ORG", "LOC"}:
            return mentions.named(entity)
    return None


def _right_behind(token: Token, mentions: Mentions) -> Mention | None:
    """A name right behind its sort that the recogniser took for another: "Hersteller Merz", "die Deponie „X“"."""
    at = token.i + 1
    quoted = at < len(token.doc) and token.doc[at].text in _QUOTES
    at += int(quoted)
    entity = mentions.entity_at(token.doc[at]) if at < len(token.doc) else None
    if entity is None or entity.start != at or feature(token, "Number") == "Plur":
        return None
    strange = (entity.label_ == "PER" and len(entity) == 1 and not quoted) or entity.label_ == "MISC"
    return mentions.named(entity) if strange and entity.root.head.i == token.i else None


def _attributes(token: Token, noun: NounClass, mention: Mention, mentions: Mentions, *, told: bool) -> Iterator[Event]:
    """``told``: the noun is said of a name that stands elsewhere ("X ist eine Stadt in Y"), or of one named before."""
    owned = any(c.dep_ == "amod" and c.lemma_.lower() in _OWNED for c in token.children)
    part = owned or token.lemma_.startswith("Staats") or _organ(noun)
    relation = "part_of" if part and mention.kind == "ORG" else "located_in"
    itself = mentions.head_index(mention) == token.i  # "deutsche und polnische Behörden": each is of one state
    itself = itself and mention.norm not in capitals()  # "die österreichische Hauptstadt"
    country = media_country(mention.text) if owned and mention.kind == "ORG" else ""
    if country and not any(mentions.origin(c) for c in token.children if c.dep_ == "amod"):
        state = mentions.implied(token, country)  # "die staatliche Agentur KCNA"
        if state is not None and states_named(token.doc)[country]:
            yield static(token, "part_of", mention, state, "thing.media")
    for child in token.children:
        if child.dep_ in {"amod", "compound"} and child.i < token.i:
            several = [a for a in chain(child) if not itself or a.text in mention.text.split()]
            for adjective in several:
                state = mentions.origin(adjective) or town_of(adjective, mentions)
                if state is not None and apart(state, mention):
                    yield static(token, relation, mention, state, "thing.adjective")
                place = seat(adjective, mentions)
                if place is not None and apart(place, mention):
                    yield static(token, "located_in", mention, place, "thing.seat")
        elif child.dep_ in {"nmod", "nmod:poss"} or (told and child.dep_ == "flat" and child.ent_type_ == "LOC"):
            word = preposition(child)[0]
            other = named_thing(whole_of(child, mentions), mentions)
            if other is None or not apart(other, mention) or _beyond(child):
                continue
            here = noun.kind == "LOC" or mention.form == "NAME"  # "tritt die Gruppe in Bern auf"
            if other.kind == "LOC" and (word == "aus" or (word in {"in", "bei"} and here)):
                yield static(token, "located_in", mention, other, "thing.place")
            elif word in {"", "von"} and other.kind in {"ORG", "LOC"} and _belongs(token, child, noun, other):
                yield static(token, relation, mention, other, "thing.genitive")
            elif word in {"", "von"} and told and noun.kind == "ORG" and other.kind in {"ORG", "LOC"}:
                whole = "part_of" if other.kind == "ORG" else "located_in"
                yield static(token, whole, mention, other, "thing.genitive")


def _beyond(child: Token) -> bool:
    """Whether a side stands before "von": a town "südlich von Bagdad" lies elsewhere."""
    before = child.left_edge.nbor(-1) if child.left_edge.i else None
    return before is not None and before.lower_ in _SIDES and preposition(child)[0] == "von"


def _organ(noun: NounClass) -> bool:
    return noun.kind == "ORG" and (noun.state_actor or noun.body in _ORGANS)


def _belongs(token: Token, child: Token, noun: NounClass, other: Mention) -> bool:
    """Whether a genitive names what holds the thing: before the noun always, behind it where the noun is no place."""
    return child.i < token.i or (noun.kind == "LOC" and other.kind == "LOC")


def _compound(
    token: Token, noun: NounClass | None, mention: Mention, first: Mention, *, member: bool, daughter: bool
) -> str:
    if member and mention.kind == "LOC" and first.kind == "LOC" and not _union(first):
        return "located_in"  # "der US-Staat X"
    if member:
        return "member_of" if first.kind == "ORG" or _union(first) else ""
    if daughter:
        return "part_of" if mention.kind == "ORG" else ""
    if noun is None or (noun.kind == "ORG" and mention.kind == "LOC"):
        return ""  # "das Airbus-Werk Laupheim" is neither a town's part nor its member
    if mention.kind == "LOC":
        return "located_in" if first.kind == "LOC" else ""
    if noun.body == "club" and first.kind != "LOC":
        return ""  # "der Fußball-Bundesligist X": what the club plays, or in which league
    owned = token.lemma_.startswith("Staats") or noun.state_actor
    return "part_of" if first.kind == "ORG" or owned else "located_in"


def _union(mention: Mention) -> bool:
    return mention.norm in unions()


def _family(token: Token, mention: Mention, mentions: Mentions, *, member: bool, daughter: bool) -> Iterator[Event]:
    """ "die Tochter des Konzerns X, Y", "der Mutterkonzern von X, Y", "das Mitglied der Nato"."""
    for child in token.children:
        owner = mentions.pronoun(child) if daughter and child.tag_ == "PPOSAT" else None
        if owner is not None and mention.kind == "ORG":  # "seine Tochter X"
            yield static(token, "part_of", mention, owner, "thing.family")
        if child.dep_ not in {"nmod", "nmod:poss"} or preposition(child)[0] not in {"", "von"}:
            continue
        for part in chain(child):
            other = named_thing(part, mentions)
            if other is None and daughter:  # a strange name is easily taken for a person
                named = mentions.entity_at(part)
                other = mentions.named(named) if named is not None and len(named) == 1 else None
            if other is None or not apart(other, mention) or (other.kind not in _FIRMS[daughter] and not _union(other)):
                continue
            if member:
                yield static(token, "member_of", mention, other, "thing.family")
            elif daughter:
                yield static(token, "part_of", mention, other, "thing.family")
            elif mention.kind == "ORG":
                yield static(token, "part_of", other, mention, "thing.family")


def _daughter_of(token: Token, mother: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "Der Mutterkonzern X bedauert das": mother of the firm that the article names most."""
    owned = any(c.dep_ == "det" and c.lower_.startswith(("ein", "kein")) for c in token.children)
    firms = named_most(mentions, lambda m: m.kind == "ORG" and kind_of_name(m.text) in {"", "company"})
    firms = [f for f in firms if apart(f.first, mother) and f.first.text not in mother.text]
    clear = len(firms) == 1 or (len(firms) > 1 and firms[0].times > firms[1].times)
    if mother.form == "NAME" and mother.kind == "ORG" and clear and not owned:
        yield static(token, "part_of", firms[0].first, mother, "thing.mother")
