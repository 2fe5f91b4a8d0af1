"""What coreference knows of somebody or something while it reads an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.fuse.names import fold
from kg.fuse.persons import parse
from kg.fuse.places import country, town
from kg.fuse.within.parties import parties_behind, parties_of
from kg.fuse.within.titles import Titles, last_word
from kg.fuse.within.view import GENDERS, PERSON_GENDERS, Item, article_reading
from kg.fuse.within.words import known_sort, role_key, state_genders, things


@dataclass(slots=True)
class Entity:
    """A chain in the making.  ``known`` says that a name belongs to it; ``genders`` are those a pronoun may have."""

    kind: str
    items: list[Item] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    known: bool = False
    roles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    genders: frozenset[str] = GENDERS
    number: str = ""
    indefinite: bool = False
    fresh: bool = False
    all_items: tuple[Item, ...] = ()

    @property
    def last(self) -> Item:
        """The mention read last."""
        return self.items[-1]

    def narrow(self, genders: frozenset[str]) -> None:
        """Keep the genders that agree with new evidence, unless that leaves none."""
        self.genders = self.genders & genders or self.genders


def named_entity(items: list[Item], titles: dict[str, Titles], read: dict[str, str]) -> Entity:
    """The entity of a group of names of one article, with all that stands beside them.  ``read``: id to plain name."""
    votes = {k: sum(i.kind == k for i in items) for k in ("PER", "ORG", "LOC", "EVENT", "MISC")}
    kind = max(votes, key=lambda k: (votes[k], k == "PER"))
    entity = Entity(kind=kind, known=True, all_items=tuple(items))
    entity.names = {read[i.id] for i in items if i.id in read}
    for item in items:
        entity.roles |= titles[item.id].keys
        entity.states |= titles[item.id].states
        entity.fresh |= titles[item.id].fresh
    words = [w for i in items for w in titles[i.id].words]
    entity.sorts = {t.sort for w in words for t in things(w) if t.kind == kind}
    if kind == "ORG":
        entity.sorts |= {sort for n in sorted(entity.names) if (sort := known_sort(n))}
    if kind == "PER":
        entity.parties = {p for w in words for p in parties_of(w)} | {
            p for i in items for p in parties_behind(last_word(i))
        }
        _person(entity, items, titles)
    else:
        _thing(entity, items, words)
    return entity


def _person(entity: Entity, items: list[Item], titles: dict[str, Titles]) -> None:
    entity.number = "Sing"
    given = {g for n in sorted(entity.names) if (g := parse(n).gender)}
    told = {g for i in items if (g := titles[i.id].gender)}
    found = given if len(given) == 1 else told
    entity.genders = PERSON_GENDERS[next(iter(found))] if len(found) == 1 else frozenset({"Masc", "Fem"})


def _thing(entity: Entity, items: list[Item], words: list[str]) -> None:
    """Gender and number from the table of states, from articles, from the noun that the name ends with."""
    for name in sorted(entity.names):
        row = country(name)
        if row is not None and row.kind == "state":
            entity.sorts.add("state")
            entity.states.add(row.name)
            genders = state_genders(row.name)
            plural = not genders
            entity.genders = genders or GENDERS
            entity.number = "Plur" if plural else "Sing"
            return
        if entity.kind == "LOC" and row is not None:
            entity.sorts.add("region")
        if entity.kind == "LOC" and (row is None and town(name)):
            entity.sorts.add("settlement")
            entity.genders, entity.number = frozenset({"Neut"}), "Sing"
        # "Mailand" is no "Land": the end of a place's name says nothing.
        words_in = name.split() if entity.kind == "ORG" or " " in name else []
        if entity.kind in {"EVENT", "MISC"}:
            _event(entity, name)
        entity.roles |= {role_key(word) for word in words_in if any(t.kind == entity.kind for t in things(word))}
        entity.sorts |= {t.sort for word in words_in for t in things(word) if t.kind == entity.kind}
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        if not item.id.startswith("m"):  # the article of "der CDU-Politiker" is not that of the CDU
            continue
        for reading in article_reading(item.token, item.token.dep_):
            counts[reading] = counts.get(reading, 0) + 1
        head = item.token.head
        if item.token.dep_ == "appos" and head.pos_ == "NOUN" and item.kind == "ORG":
            for gender in head.morph.get("Gender", []):
                counts[gender, "Sing"] = counts.get((gender, "Sing"), 0) + 2
    if entity.kind == "ORG" and all(i.number == "Plur" for i in items):
        entity.number = "Plur"
        return
    if counts:
        most = max(counts.values())
        best = {reading for reading, n in counts.items() if n == most}
        entity.genders = frozenset(g for g, _ in best if g) or GENDERS
        numbers = {n for _, n in best}
        entity.number = next(iter(numbers)) if len(numbers) == 1 else ""
    elif entity.kind == "LOC":
        entity.genders, entity.number = frozenset({"Neut"}), "Sing"
    elif any(
        fold(n).endswith("fc") or fold(n).startswith(("fc ", "sc ", "vfl ", "vfb ", "sv ", "tsv "))
        for n in entity.names
    ):
        entity.genders, entity.number = frozenset({"Masc"}), "Sing"
    elif len({g for i in items for g in i.genders}) == 1:
        entity.genders = items[0].genders


def _event(entity: Entity, name: str) -> None:
    """What kind of event the words of a name tell: "ASEM-Treffen", "Weltklimakonferenz"."""
    for word in name.replace("-", " ").split():
        sorts = {t.sort for t in things(word) if t.kind == "EVENT"}
        if sorts and word[:1].isupper():
            entity.sorts |= sorts
            entity.roles.add(role_key(word))


def topic_of(entities: Iterable[Entity]) -> Entity | None:
    """The person whom the article names most; None if two are named as often."""
    persons = [e for e in entities if e.kind == "PER" and e.known]
    most = max((len(e.all_items) for e in persons), default=0)
    leaders = [e for e in persons if len(e.all_items) == most]
    return leaders[0] if len(leaders) == 1 else None


def described_entity(item: Item, roles: set[str], states: frozenset[str], sorts: set[str], indefinite: bool) -> Entity:
    """An entity that the text describes without naming it."""
    entity = Entity(kind=item.kind, roles=roles, states=set(states), sorts=sorts, indefinite=indefinite)
    entity.genders, entity.number = item.genders, item.number
    entity.all_items = (item,)
    return entity
