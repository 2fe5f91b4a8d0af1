"""Descriptions: whom "der Kremlchef", "die 35-Jährige" or "der Konzern" means among those read so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.fuse.within.attributes import (
    defined,
    loose,
    named_behind,
    narrowed,
    office_of_another_time,
    superlative,
    tells_more,
)
from kg.fuse.within.binding import commands, same_clause
from kg.fuse.within.choose import body, former, person, place
from kg.fuse.within.conflicts import contradicts, is_former, other_field
from kg.fuse.within.entities import Entity
from kg.fuse.within.parties import party_named
from kg.fuse.within.titles import is_fresh, states_at, word_of
from kg.fuse.within.view import PERSON_GENDERS, Item, View, article_reading
from kg.fuse.within.words import (
    domain,
    epicene,
    fits,
    is_office,
    other_office,
    person_gender,
    relational,
    role_key,
    role_match,
    things,
)
from kg.tables import inhabitants

#: A description without any evidence must find its antecedent within so many sentences.
_NEAR = 3
#: Who came into office is still the newcomer so many sentences later.
_LONG = 6
#: The evidence of a word already used of somebody.
_SAME = 2.5
#: What belongs to a politician as "seine Partei", "ihr Land".
_OWN = frozenset({"partei", "land", "heimatland", "staat", "nation"})
#: Sorts that a name of unknown sort may well have.
_GUESSED = frozenset({"company", "club", "settlement", "association"})


def described_genders(item: Item) -> frozenset[str]:
    """The genders of pronouns that can refer to what a description describes."""
    if item.kind != "PER":
        return item.genders
    word = word_of(item.token)
    if epicene(word):
        return frozenset({"Masc", "Fem", "Neut"})
    told = PERSON_GENDERS.get(person_gender(word))
    if told is not None:
        return told
    # The article knows better than a tagger that never saw the noun: "der Slowake".
    articles = article_reading(item.token, item.token.dep_)
    genders = frozenset(gender for gender, _ in articles) & (PERSON_GENDERS["m"] | PERSON_GENDERS["f"])
    if genders and all(number == "Sing" for _, number in articles):
        return genders
    # "Deutscher" is the lemma of "die Deutsche", too.
    man = inhabitants().get(word.lower()) and not word.endswith("e") and "deutsch" not in word.lower()
    return PERSON_GENDERS["m"] if man else item.genders


@dataclass(frozen=True)
class Scene:
    """What surrounds a description.

    ``owner`` is whom a possessive at the noun means, ``speaker`` who says the quotation that it stands in, ``topic``
    the person whom the article names most.
    """

    view: View
    speaker: Entity | None = None
    owner: Entity | None = None
    topic: Entity | None = None


def antecedent(item: Item, entities: Sequence[Entity], scene: Scene) -> Entity | None:
    """The entity that a definite description means, or None.

    The best evidence wins (the very noun used with the name, then a synonym, then a general word of the right field),
    of several with the same evidence the most salient.  Without evidence it is the most salient that nothing speaks
    against.
    """
    view, owner = scene.view, scene.owner
    word = word_of(item.token)
    narrow = narrowed(item)
    if owner is not None and (own := owned(item, owner, entities)) is not None:
        return own
    if superlative(item.token):
        return None
    after = item.token.nbor(1) if item.token.i + 1 < len(item.token.doc) else None
    if after is not None and ((after.lower_ == "aus" and item.kind == "PER") or named_behind(after, item)):
        return None
    entities = [
        e
        for e in entities
        if _agree(item, e) and not (same_clause(item, e, view) or commands(item, e, view) or contradicts(item, e))
    ]
    if item.kind == "PER" and tells_more(item.token):
        return former(item, entities, view)
    if item.kind == "PER" and is_fresh(item.token):
        return _newcomer(item, entities)
    least = _SAME if narrow else 0.1
    scored = [
        (s, e) for e in entities if (s := _evidence(item, e)) >= least and e is not owner and not _faint(item, e, s)
    ]
    if scored:
        best = max(s for s, _ in scored)
        leaders = sorted((e for s, e in scored if s == best), key=lambda e: -e.last.index)
        if len(leaders) == 1 or item.sentence - leaders[1].last.sentence > item.sentence - leaders[0].last.sentence + 2:
            return leaders[0]
        return _salient(item, leaders, scene)
    if narrow and is_former(item) and not defined(item):
        return former(item, entities, scene.view)
    if narrow and not (item.kind == "PER" and (relational(word) or loose(item))):
        return None
    return _salient(item, entities, scene) or _unknown(item, entities, view)


def _salient(item: Item, entities: Sequence[Entity], scene: Scene) -> Entity | None:
    if item.kind == "PER":
        others = [e for e in entities if e is not scene.speaker]
        return person(item, others, scene.view, scene.owner, scene.topic)
    if item.kind == "ORG":
        return body(item, entities)
    return place(item, entities) if item.kind == "LOC" else None


def owned(item: Item, owner: Entity, entities: Sequence[Entity]) -> Entity | None:
    """The state or party that "sein Land" or "ihre Partei" means: that of its owner by titles and brackets."""
    key = role_key(word_of(item.token))
    if owner.kind != "PER" or key not in _OWN:
        return None
    if key == "partei":
        named = [(e, frozenset[str]().union(*map(party_named, e.names))) for e in entities if e.kind == "ORG"]
        if owner.parties:
            found = [e for e, parties in named if parties & owner.parties]
        else:  # "Er trat aus der CDU aus.  Seine Partei ..."
            found = [e for e, parties in named if parties and item.sentence - e.last.sentence <= _NEAR]
    else:
        found = [e for e in entities if e.kind == "LOC" and "state" in e.sorts and e.states & owner.states]
    return found[0] if len(found) == 1 else None


def _newcomer(item: Item, entities: Sequence[Entity]) -> Entity | None:
    """Whom "der neue Trainer" means: the only one whom the article calls new in office, or else by that office."""
    key = role_key(word_of(item.token))
    near = [e for e in entities if e.known and item.sentence - e.last.sentence <= _LONG and not other_field(item, e)]
    fresh = [e for e in near if e.fresh] or [e for e in near if any(role_match(key, r) >= _SAME for r in e.roles)]
    return fresh[0] if len(fresh) == 1 else None


def _faint(item: Item, entity: Entity, evidence: float) -> bool:
    """Whether a mere synonym is all that ties a description to somebody who was mentioned once, long ago."""
    return evidence < _SAME and len(entity.items) < 2 and item.sentence - entity.last.sentence > _NEAR


def _agree(item: Item, entity: Entity) -> bool:
    # "Die USA ... das Land", "die Stadtwerke ... das Unternehmen": a plural name is of one body or state, unlike
    # "deutsche Behörden".
    proper = entity.known and all(n[:1].isupper() for n in entity.names)
    one = item.kind in {"ORG", "LOC"} and proper and entity.number == "Plur"
    if entity.number and item.number and entity.number != item.number and not one:
        return False
    if item.kind != entity.kind and not (entity.kind == "MISC" and item.kind == "EVENT"):
        return False
    if item.kind != "PER":
        return True
    return bool(described_genders(item) & entity.genders)


def _evidence(item: Item, entity: Entity) -> float:
    """How well the article supports that a description means an entity; 0 for no support."""
    if not _agree(item, entity):
        return 0.0
    word = word_of(item.token)
    states = states_at(item.token)
    former = office_of_another_time(item.token)
    if item.kind == "PER":
        if any(other_office(role_key(word), r) for r in entity.roles):
            return 3.0 if role_key(word) in entity.roles else 0.0
        if states and entity.states and not states & entity.states:
            return 0.0
        bonus = 0.4 if states and states & entity.states else 0.0
        key = role_key(word)
        best = max((role_match(key, r) for r in sorted(entity.roles)), default=0.0)
        if former:
            return 0.0
        if best:
            return best + bonus
        general = fits(word)
        if general & {domain(r) for r in entity.roles} - {""}:
            return 1.5 + bonus
        return 1.2 if bonus and ("any" in general) else 0.0
    key = role_key(word)
    if key in entity.roles:
        return 3.0
    if any(role_match(key, r) >= 2.5 for r in entity.roles):
        return 2.5
    sorts = {t.sort for t in things(word) if t.kind == item.kind and t.general}
    return 2.0 if sorts & entity.sorts else 0.0


def _unknown(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    """The only entity near by that a description can mean when nothing is known of its role."""
    word = word_of(item.token)
    near = [e for e in entities if _agree(item, e) and item.sentence - e.last.sentence <= _NEAR]
    if item.kind == "PER":
        near = [e for e in near if not _conflict(item, e)]
        states = states_at(item.token)
        if "any" in fits(word):
            return _topic(item, near, view)
        if not person_gender(word) and not is_office(word):
            return None
        free = [e for e in near if e.known and not any(is_office(r) or domain(r) for r in e.roles)]
        return free[0] if len(near) == 1 and len(free) == 1 and states <= free[0].states else None
    if {t.sort for t in things(word) if t.kind == item.kind and t.general} & _GUESSED:
        free = [e for e in near if e.known and not e.sorts]
        others = [e for e in near if e.known]
        return free[0] if len(others) == 1 and len(free) == 1 else None
    return None


def _conflict(item: Item, entity: Entity) -> bool:
    """Whether state or age speak against a description."""
    states = states_at(item.token)
    if states and entity.states and not states & entity.states:
        return True
    key = role_key(word_of(item.token))
    return key.endswith(" jaehriger") and any(r.endswith(" jaehriger") and r != key for r in entity.roles)


def _topic(item: Item, near: Sequence[Entity], view: View) -> Entity | None:
    """Whom the text speaks of: the only person near by, or else the only subject of the last clauses."""
    clause = view.clauses[item.index]
    near = [e for e in near if not any(view.clauses[o.index] == clause for o in e.items[-2:])]
    if len(near) == 1:
        return near[0]
    recent = [e for e in near if item.sentence - e.last.sentence <= 1 and e.known]
    subjects = [e for e in recent if any(o.is_subject and item.sentence - o.sentence <= 1 for o in e.items[-3:])]
    if len(subjects) > 1:
        last = max(o.sentence for e in subjects for o in e.items[-3:] if o.is_subject)
        subjects = [e for e in subjects if any(o.is_subject and o.sentence == last for o in e.items[-3:])]
    # Who the article speaks of most is the topic; a subject in passing is not.
    most = max((len(e.items) for e in near), default=0)
    return subjects[0] if len(subjects) == 1 and [e for e in near if len(e.items) == most] == subjects else None
