"""Static relations: offices, membership, origin, kin, parts and places, as titles, appositions, attributes tell them.

"Russlands Außenminister Sergej Lawrow", "die Grünen-Politikerin X", "X, Vorsitzender der Y", "X ist Präsident von Y",
"X (CDU)", "der Schwede X", "Kims Schwester X", "die staatliche russische Agentur Tass", "die Region Kursk in Russland".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.bodies import Body, body_of, named_thing
from kg.extract.clauses import preposition
from kg.extract.event import Event
from kg.extract.lexicon import longest_suffix
from kg.extract.mentions import Mentions, chain
from kg.extract.morphology import feature
from kg.extract.roles import Role, roles_of
from kg.extract.wordclasses import noun_class
from kg.schema import Mention
from kg.tables import inhabitants

_COPULAS = {"sein", "werden", "bleiben"}
_OWNED = {"staatlich", "staatseigen", "amtlich", "offiziell", "staatsnah", "regierungsnah", "halbstaatlich"}


def office_events(doc: Doc, mentions: Mentions) -> list[Event]:
    """All static relations of a doc."""
    events: list[Event] = []
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN", "ADJ"} and mentions.entity_at(token) is None:
            events += _holder_relations(token, mentions)
            events += _kin(token, mentions)
            events += _thing(token, mentions)
    for entity in doc.ents:
        events += _in_brackets(entity.root, mentions)
        events += _attribute_of_name(entity.root, mentions)
    return events


# --- persons ------------------------------------------------------------------------------------------------------


def _holder_relations(token: Token, mentions: Mentions) -> Iterator[Event]:
    """Offices, memberships and origins that a noun for a person states of whoever it denotes."""
    noun = noun_class(token.lemma_) or noun_class(token.text)
    nation = inhabitants().get(token.text.lower(), "")
    if (noun is None or noun.kind != "PER" or noun.source == "kin") and not nation:
        return
    holders = list(_holders(token, mentions))
    if not holders:
        return
    if nation and (noun is None or noun.source != "offices"):
        state = mentions.origin(token)
        if state is not None:
            yield from (_static(token, "from", h, state, "office.nation") for h in holders)
        return
    roles = roles_of(token.lemma_, token.text)
    bodies = list(body_of(token, mentions, roles))
    for holder in holders:
        for body in bodies:
            relation = _relation(roles, body, token)
            if relation and holder.id != body.mention.id:
                yield _static(token, relation, holder, body.mention, f"office.{body.how}")


def _relation(roles: tuple[Role, ...], body: Body, token: Token) -> str:
    """Which relation an office states to this body: by the kinds of body that the office is of."""
    if not roles:
        return "from" if body.mention.kind == "LOC" and body.how == "adjective" else _member(body)
    for role in roles:
        if body.fits(role.of):
            deputy = token.lower_.startswith(("vize", "ko-vize")) or any(
                c.dep_ == "amod" and c.lemma_.lower().startswith("stellvertretend") for c in token.children
            )
            return "office_in" if deputy and role.relation == "leads" else role.relation
    if body.mention.kind == "LOC":
        return "from" if body.how == "adjective" else ""
    return _member(body) if body.how == "compound" else roles[0].relation if body.mention.kind == "ORG" else ""


def _member(body: Body) -> str:
    return "member_of" if body.mention.kind == "ORG" and body.how in {"compound", "genitive"} else ""


def _holders(token: Token, mentions: Mentions) -> Iterator[Mention]:
    """Who holds the office: the name beside it, the name it follows, the subject of a copula, else the description."""
    if token.dep_ == "appos":
        entity = _just_before(token, mentions) or mentions.entity_at(token.head)
        if entity is not None and entity.label_ == "PER" and entity.start < token.i:
            yield mentions.named(entity)
            return
        if entity is not None:
            return
    if any(c.dep_ == "cop" and c.lemma_.lower() in _COPULAS for c in token.children):
        negative = any(c.dep_ == "advmod" and c.lower_ == "nicht" for c in token.children)
        for child in token.children:
            if child.dep_ == "nsubj" and not negative and child.tag_ not in {"PWS", "PIS"}:
                for member in chain(child):
                    subject = mentions.referent(child if child.tag_ == "PRELS" else member)
                    if subject is not None and subject.kind == "PER":
                        yield subject
        return
    mention = mentions.referent(token)
    if mention is not None and mention.kind == "PER" and (feature(token, "Number") != "Plur" or mention.form == "NAME"):
        yield mention
        if mention.form == "NAME":  # "die Minister X und Y"
            head = mentions.head_of(mention)
            if feature(token, "Number") == "Plur":
                for other in [*chain(head)][1:]:
                    second = mentions.referent(other)
                    if second is not None and second.kind == "PER" and second.form == "NAME":
                        yield second


def _just_before(token: Token, mentions: Mentions) -> DocSpan | None:
    """The person right before the comma of an apposition, whatever the parser hung it on."""
    comma = token.left_edge.i - 1
    if comma < 1 or token.doc[comma].text != ",":
        return None
    entity = mentions.entity_at(token.doc[comma - 1])
    return entity if entity is not None and entity.label_ == "PER" else None


def _kin(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Kims Schwester Kim Yo-jong", "seine Frau X", "X, Tochter von Y"."""
    noun = noun_class(token.lemma_)
    if noun is None or noun.source != "kin" or _means_no_kin(token):
        return
    relative = next((m for m in _holders(token, mentions)), None)
    if relative is None:
        return
    for child in token.children:
        if child.dep_ in {"nmod", "nmod:poss", "det:poss"} and preposition(child)[0] in {"", "von"}:
            other = mentions.referent(child)
            if other is not None and other.kind == "PER" and other.id != relative.id and other.form != "NOMINAL":
                yield _static(token, "family_of", relative, other, "office.kin")


def _means_no_kin(token: Token) -> bool:
    """ "Frau Müller", "der Mann" are no kin: kin needs someone whose it is."""
    return not any(c.dep_ in {"nmod", "nmod:poss", "det:poss"} for c in token.children)


# --- organisations and places -------------------------------------------------------------------------------------


def _thing(token: Token, mentions: Mentions) -> Iterator[Event]:
    """What a noun for a body or a place states of the name beside it: state, town, parent."""
    noun = noun_class(token.lemma_)
    if noun is None or noun.kind not in {"ORG", "LOC"}:
        return
    mention = mentions.referent(token)
    if mention is None or mention.form != "NAME" or mention.kind not in {"ORG", "LOC"}:
        return
    if mention.kind == "LOC" and mention.norm:
        return
    owned = any(c.dep_ == "amod" and c.lemma_.lower() in _OWNED for c in token.children)
    owned = owned or token.lemma_.startswith("Staats")
    part = owned or (noun.kind == "ORG" and noun.state_actor)
    relation = "part_of" if part and mention.kind == "ORG" else "located_in"
    for child in token.children:
        if child.dep_ == "amod":
            for adjective in chain(child):
                state = mentions.origin(adjective)
                if state is not None and _apart(state, mention):
                    yield _static(token, relation, mention, state, "thing.adjective")
        elif child.dep_ in {"nmod", "nmod:poss"}:
            word = preposition(child)[0]
            other = named_thing(child, mentions)
            if other is None or not _apart(other, mention):
                continue
            if word in {"in", "bei"} and other.kind == "LOC":
                yield _static(token, "located_in", mention, other, "thing.place")
            elif word in {"", "von"} and other.kind in {"ORG", "LOC"} and child.i < token.i:
                yield _static(token, relation, mention, other, "thing.genitive")
    first = mentions.first_part(token)
    if first is not None and _apart(first, mention):
        daughter = bool(
            longest_suffix("x" + token.lemma_, frozenset({"Tochter", "Tochterfirma", "Tochterunternehmen"}))
        )
        member = token.lemma_.endswith(("mitglied", "Mitglied", "-Staat", "-Land"))
        if first.kind == "ORG" and (member or mention.kind == "LOC"):
            yield _static(token, "member_of", mention, first, "thing.compound")
        elif mention.kind == "ORG":
            yield _static(
                token, "part_of" if daughter or first.kind == "ORG" else relation, mention, first, "thing.compound"
            )


def _attribute_of_name(head: Token, mentions: Mentions) -> Iterator[Event]:
    """What stands at a name itself: "X aus den Niederlanden", "das Gericht in Leipzig", "Paris in Frankreich"."""
    entity = mentions.entity_at(head)
    if entity is None:
        return
    name = mentions.named(entity)
    for child in head.children:
        if child.i < entity.end and child.dep_ == "amod" and name.kind in {"ORG", "LOC", "PER"}:
            state = mentions.origin(child)
            if state is not None and _apart(state, name):
                relation = "from" if name.kind == "PER" else "located_in"
                yield _static(head, relation, name, state, "name.adjective")
        if child.dep_ not in {"nmod", "appos"}:
            continue
        word = preposition(child)[0]
        other = named_thing(child, mentions)
        if other is None or not _apart(other, name):
            continue
        if word in {"von", "vom", "bei"} and name.kind == "PER" and other.kind == "ORG" and child.i - entity.end <= 4:
            yield _static(head, "member_of", name, other, "name.of")
            continue
        if other.kind != "LOC":
            continue
        if word == "aus" and name.kind == "PER":
            yield _static(head, "from", name, other, "name.from")
        elif word == "aus" and name.kind == "ORG" and child.i - entity.end <= 2:
            yield _static(head, "located_in", name, other, "name.from")
        elif word in {"in", "bei"} and name.kind in {"LOC", "ORG", "EVENT"} and child.i - entity.end <= 3:
            yield _static(head, "located_in", name, other, "name.place")


def _in_brackets(head: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Christian Wulff (CDU)" is a member, "Tom Boonen (Belgien)" is from there."""
    entity = mentions.entity_at(head)
    if entity is None or entity.label_ != "PER" or entity.end + 1 >= len(head.doc):
        return
    doc = head.doc
    if doc[entity.end].text != "(":
        return
    inside = mentions.entity_at(doc[entity.end + 1])
    if inside is None or inside.end >= len(doc) or doc[inside.end].text not in {")", "/", ",", ";"}:
        return
    if inside.start != entity.end + 1 or inside.label_ not in {"ORG", "LOC"}:
        return
    relation = "member_of" if inside.label_ == "ORG" else "from"
    yield _static(head, relation, mentions.named(entity), mentions.named(inside), "name.brackets")


def _apart(one: Mention, other: Mention) -> bool:
    return one.id != other.id and (one.norm or one.text) != (other.norm or other.text)


def _static(trigger: Token, relation: str, subject: Mention, object_: Mention, rule: str) -> Event:
    return Event(
        trigger=trigger,
        predicate=trigger.lemma_,
        relation=relation,
        subjects=(subject,),
        objects=(object_,),
        rule=rule,
        static=True,
    )
