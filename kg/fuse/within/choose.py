"""Whom a description means of which the article never said that it fits: the most salient that it may mean.

German news name somebody once and then vary: "Scholz ... der Sozialdemokrat", "die Lufthansa ... der Konzern".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.fuse.persons import title_of
from kg.fuse.within.conflicts import is_former, other_field
from kg.fuse.within.entities import Entity
from kg.fuse.within.parties import parties_of
from kg.fuse.within.speech import says
from kg.fuse.within.titles import states_at, word_of
from kg.fuse.within.view import Item, View
from kg.fuse.within.words import domain, fits, has_role_set, relational, role_key, things
from kg.tables import inhabitants, town_origin

#: How many sentences back the antecedent of an epithet, of a calling and of a body may lie.
_EPITHET, _CALLING, _BODY, _PLACE = 3, 2, 6, 4
#: By how much the best candidate must beat the next.
_MARGIN = 0.6
#: The rank of who is presented as something (see View.rank).
_PRESENTED = 2.5
#: Fields of life in which a description is as often somebody else: "der Richter", "der Polizist", "der Arzt".
_STRANGERS = frozenset({"justice", "crime", "health", "media", "military"})
#: Sorts of bodies that news call by nouns for some of them only: "der Hersteller", "der Bundesligist".
_VARIED = frozenset({"company", "club", "party", "group", "school", "hospital"})
#: Nouns for bodies that mean something else as often: "auf der Bank", "im Amt", "in der Schule".
_OTHERWISE = frozenset({"amt", "bank", "schule", "kirche", "gesellschaft", "kette", "block", "band", "einrichtung"})
#: Participles and adjectives that stand for a person: "der Geehrte", "den Verstorbenen", "die Verurteilte".
_PARTICIPLE = re.compile(r"(?:ge|ver|be|er|ent|zer|ab|an|auf|aus|ein|vor)\w+(?:t|en)e[nr]?")


def person(
    item: Item, entities: Sequence[Entity], view: View, owner: Entity | None, topic: Entity | None
) -> Entity | None:
    """The person whom a description means by salience: in a paragraph who was spoken of last, at its start the topic.

    ``owner`` is whom its possessive means, ``topic`` whom the article names most.
    """
    word = word_of(item.token)
    bound = relational(word)
    if "kin" in fits(word) or (bound and owner is None) or _dative_plural(item.token):
        return None
    epithet = is_epithet(item.token)
    own = {domain(role_key(word))} - {""}
    if not (epithet or bound) and own & _STRANGERS:
        return None
    states, parties, passive = states_at(item.token), parties_of(word), _is_participle(item.token)
    scored = []
    for entity in entities:
        if (
            not entity.known
            or entity is owner
            or item.sentence - entity.last.sentence > (_EPITHET if epithet else _CALLING)
        ):
            continue
        if (not epithet and other_field(item, entity)) or (is_former(item) and _current(item, entity)):
            continue
        if states and not epithet and not states & entity.states and entity.roles:
            continue
        score = _nearness(item, entity, view) + 0.3 * min(len(entity.all_items), 6) + 1.5 * (entity is topic)
        score -= 1.5 * (passive and says(view, entity.last.token))
        score += 0.8 * bool(own & {domain(r) for r in entity.roles})
        score += 3.0 * bool(parties & entity.parties or states & entity.states)
        scored.append((score, entity))
    if bound and len(scored) != 1:
        return None
    centre = _centre(item, [e for _, e in scored], view)
    return _best([(score + 1.5 * (entity is centre), entity) for score, entity in scored])


def _centre(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    """The only one of several whom the sentence before speaks of, as its subject and in the same paragraph.

    Who only told something there is not what the text is about.
    """
    near = [
        (e, max(o.rank for o in said))
        for e in entities
        if (
            said := [
                o
                for o in e.items
                if o.sentence == item.sentence - 1 and view.paragraphs[o.index] == view.paragraphs[item.index]
            ]
        )
    ]
    if len(near) != 1 or near[0][1] < _PRESENTED or any(says(view, o.token) for o in near[0][0].items[-2:]):
        return None
    return near[0][0]


def former(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    """Whom "der frühere Torjäger" means: the last subject of this sentence or the one before, if it is the only one.

    News add what somebody was once to whom they just named; who held an office before somebody else is told by name.
    """
    if item.kind != "PER" or relational(word_of(item.token)):
        return None
    free = [e for e in entities if e.known and not other_field(item, e) and not _current(item, e)]
    for back in (0, 1):
        said = [
            e
            for e in free
            if any(o.is_subject and o.sentence == item.sentence - back and o.index < item.index for o in e.items)
        ]
        if said:
            return said[0] if len(said) == 1 else None
    return None


def _nearness(item: Item, entity: Entity, view: View) -> float:
    """How near an entity was mentioned, and how prominently; a new paragraph makes distance count less."""
    same = view.paragraphs[item.index] == view.paragraphs[entity.last.index]
    distance = item.sentence - entity.last.sentence
    rank = max(o.rank for o in entity.items[-3:] if o.sentence == entity.last.sentence)
    return 0.6 * rank + 1.0 * same - (1.4 if same else 0.7) * distance


def _dative_plural(token: Token) -> bool:
    """Whether a noun that the tagger took for a singular is a plural: "rief den Abgeordneten zu"."""
    article = next((c.lower_ for c in token.lefts if c.tag_ == "ART"), "")
    return article == "den" and (token.dep_ in {"iobj", "obl:arg"} or token.morph.get("Case", []) == ["Dat"])


def body(item: Item, entities: Sequence[Entity]) -> Entity | None:
    """The organisation that "der Konzern" or "die Partei" means: the most salient of its sort or of unknown sort."""
    word = word_of(item.token)
    sorts = {t.sort for t in things(word) if t.kind == "ORG" and (t.general or t.sort in _VARIED)}
    if role_key(word) in _OTHERWISE:
        return None
    states = states_at(item.token)  # "der US-Konzern": no body that the article calls one of another state
    scored = []
    for entity in entities:
        distance = item.sentence - entity.last.sentence
        if not entity.known or entity.kind != "ORG" or distance > _BODY or not sorts:
            continue
        if (entity.sorts and not sorts & entity.sorts) or (states and entity.states and not states & entity.states):
            continue
        if states and not states & entity.states and not sorts & entity.sorts:
            continue  # neither its sort nor its state is known
        fitting = 1.5 if sorts & entity.sorts else 0.0
        fitting += 2.0 * bool(states & entity.states)
        scored.append((fitting - 0.7 * distance + 0.3 * min(len(entity.items), 6) + 0.3 * entity.last.rank, entity))
    return _best(scored)


def place(item: Item, entities: Sequence[Entity]) -> Entity | None:
    """The place that "die Stadt", "der Ort" or "das Land" means: the last one of its sort, unless two stand close."""
    if states_at(item.token):
        return None
    sorts = {t.sort for t in things(word_of(item.token)) if t.kind == "LOC" and t.general}
    scored = []
    for entity in entities:
        distance = item.sentence - entity.last.sentence
        if not entity.known or entity.kind != "LOC" or distance > _PLACE or not sorts:
            continue
        if (entity.sorts and not sorts & entity.sorts) or (not entity.sorts and "state" in sorts):
            continue
        fitting = 1.0 if sorts & entity.sorts else 0.0
        scored.append((fitting - 0.8 * distance + 0.3 * min(len(entity.items), 6), entity))
    return _best(scored)


def is_epithet(token: Token) -> bool:
    """Whether a noun names somebody by origin, age, party or what befell them: nearly always somebody named before."""
    text, word = token.text, word_of(token)
    if role_key(word).endswith("jaehriger") or parties_of(word) or "politics" in fits(word):
        return True
    if _is_participle(token) and not domain(role_key(word)):
        return True
    people = inhabitants()
    listed = title_of(word) is not None or has_role_set(role_key(word))
    return not listed and any(people.get(w.lower()) or _of_town(w) for w in (text, word))


def _is_participle(token: Token) -> bool:
    """Whether a noun is a participle for a man, by its form and an article that agrees: "der Geehrte"."""
    article = next((c.lower_ for c in token.lefts if c.tag_ == "ART"), "")
    text = token.text.lower()
    weak = (article == "der" and text.endswith("e")) or (article in {"den", "dem", "des"} and text.endswith("en"))
    return weak and "Fem" not in token.morph.get("Gender", []) and bool(_PARTICIPLE.fullmatch(text))


def _of_town(word: str) -> bool:
    man = word.removesuffix("in") if word.endswith("erin") else word
    return man.endswith("er") and bool(town_origin(man))


def _current(item: Item, entity: Entity) -> bool:
    """Whether the office that somebody held once is the one that this entity holds now."""
    return role_key(word_of(item.token)) in entity.roles


def _best(scored: list[tuple[float, Entity]]) -> Entity | None:
    scored.sort(key=lambda pair: (-pair[0], -pair[1].last.index))
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
        return None
    return scored[0][1]
