"""Clusters to entities: canonical name, stable readable id, aliases, counts and dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kg.fuse.clusters import Cluster
from kg.fuse.links import refs_of
from kg.fuse.names import ADJECTIVE, fold, slug
from kg.fuse.organisations import is_acronym, known_organisation
from kg.fuse.persons import Person, parse
from kg.fuse.places import place_name, uninflected
from kg.fuse.referents import Referent
from kg.schema import Entity
from kg.tables import town_origin

#: A form is common if it stands in at least this share of the articles that the most frequent one stands in.
_COMMON = 0.2
#: An acronym is the canonical name if it is so many times as frequent as the long form.
_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity before its id: the cluster's referents with the chosen name.

    ``usual`` is what the id is made of: of a well-known organisation the name in the table, so that the id stays the
    same when an article with another form comes or goes.
    """

    kind: str
    name: str
    usual: str
    referents: tuple[Referent, ...]
    lone: bool

    @property
    def age(self) -> tuple[str, str]:
        """When the entity comes first: the earliest date, then the article's name."""
        return min((r.date or "9999", r.key) for r in self.referents)


def entities_of(
    clusters: Iterable[tuple[Cluster, Sequence[Referent]]], given: Mapping[str, tuple[tuple[str, str], ...]]
) -> list[tuple[Entity, tuple[Referent, ...]]]:
    """The entities of all clusters with their referents, sorted by id."""
    drafts = [_draft(cluster, tuple(referents)) for cluster, referents in clusters]
    ids = _ids(drafts)
    entities = [_entity(draft, ids[i], given) for i, draft in enumerate(drafts)]
    pairs = sorted(zip(_unambiguous(entities, given), drafts, strict=True), key=lambda pair: pair[0].id)
    return [(entity, draft.referents) for entity, draft in pairs]


def _draft(cluster: Cluster, referents: tuple[Referent, ...]) -> Draft:
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for referent in referents:
        for name in referent.names:
            documents[name].add(referent.doc)
    written = Counter(s for r in referents for s in r.surfaces)
    # Forms of as many articles stand in the order of their mentions: a typing error is the rarer one.
    counts = {name: len(documents[name]) for name in sorted(documents, key=lambda n: (-written[n], n))}
    choose = {"PER": _person_name, "ORG": _organisation_name, "LOC": _place_name}.get(cluster.kind, _thing_name)
    name = choose(counts)
    usual = (_usual_name(counts) if cluster.kind == "ORG" else "") or name
    return Draft(kind=cluster.kind, name=name, usual=usual, referents=referents, lone=not cluster.full)


def _person_name(counts: Mapping[str, int]) -> str:
    """The fullest common name, without titles: "Sergej Lawrow" rather than "Lawrow" or a patronymic used once."""
    people: defaultdict[str, int] = defaultdict(int)
    for name, n in counts.items():
        people[parse(name).display] += n
    parsed = {name: parse(name) for name in people}
    full = [name for name, person in parsed.items() if person.full] or list(people)
    most = max(people[name] for name in full)
    common = [name for name in full if people[name] >= _COMMON * most]
    return min(common, key=lambda n: (_shouted(n), -_fullness(parsed[n]), -people[n]))


def _fullness(person: Person) -> int:
    """How much a name tells: initials tell less than names, and a ruler's title belongs to the name."""
    return (
        2 * sum(len(u) > 1 for u in person.units)
        + sum(len(u) == 1 for u in person.units)
        + 2 * len(person.family)
        + bool(person.regnal)
        + bool(person.reign)
    )


def _shouted(name: str) -> bool:
    """Whether a name of several words is written in capitals, as in headlines."""
    return " " in name and name.isupper()


def _organisation_name(counts: Mapping[str, int]) -> str:
    """The usual name of a well-known one, unless its articles have only others ("Front National", once renamed).

    Of acronyms alone nobody knows what they stand for, so that they get the usual name.
    """
    usual = _usual_name(counts)
    inflected = uninflected(fold(usual))
    if usual and any(is_acronym(n) or uninflected(fold(n)).startswith(inflected) for n in counts):
        return usual
    acronyms = [n for n in counts if is_acronym(n)]
    long = [n for n in counts if not is_acronym(n)]
    if acronyms and long:
        best = max(counts[n] for n in acronyms)
        long = long if best < _ACRONYM * max(counts[n] for n in long) else acronyms
    return _thing_name({n: counts[n] for n in long or acronyms})


def _usual_name(counts: Mapping[str, int]) -> str:
    """The name of a well-known organisation in German news, else ""."""
    names = sorted(counts, key=lambda n: (-counts[n], n))
    return next((known.name for name in names if (known := known_organisation(name)) is not None), "")


def _place_name(counts: Mapping[str, int]) -> str:
    for name in sorted(counts, key=lambda n: (-counts[n], n)):
        if known := place_name(name):
            return known
    return _thing_name(counts)


def _thing_name(counts: Mapping[str, int]) -> str:
    """The most frequent form; one in an oblique case ("Deutschen Theater") only if there is no other.

    A town as a noun ("Flughafen Bremen") comes before its adjective ("Bremer Flughafen").
    """
    return min(counts, key=lambda n: (_oblique(n), _shouted(n), bool(town_origin(n.split()[0])), -counts[n], -len(n)))


def _oblique(name: str) -> bool:
    """Whether a name begins with an adjective in the accusative, dative or genitive."""
    match = ADJECTIVE.match(name)
    return match is not None and match[2] in ("en", "em")


# Ids ----------------------------------------------------------------------------------------------------------------
def _ids(drafts: Sequence[Draft]) -> list[str]:
    """Readable ids; the earliest of several namesakes has the plain one, the others a qualifier that stays.

    Surnames whose bearer is open are always qualified: another one may turn up tomorrow.
    """
    surnames = Counter(_surname(d) for d in drafts if d.kind == "PER")
    ids = [""] * len(drafts)
    taken: set[str] = set()
    for i in sorted(range(len(drafts)), key=lambda i: (drafts[i].kind, slug(drafts[i].usual), drafts[i].age)):
        draft = drafts[i]
        plain = f"{draft.kind.lower()}:{slug(draft.usual)}"
        must = draft.kind == "PER" and draft.lone and surnames[_surname(draft)] > 1
        wanted = chain([] if must else [plain], (f"{plain}-{q}" for q in _qualifiers(draft)))
        ids[i] = next(w for w in wanted if w not in taken)
        taken.add(ids[i])
    return ids


def _surname(draft: Draft) -> str:
    return parse(draft.name).core


def _qualifiers(draft: Draft) -> Iterable[str]:
    """What tells a namesake apart, most lasting first; the last are the hashes of its articles."""
    if draft.kind == "PER":
        evidence = [r.evidence for r in draft.referents]
        for values in (
            [e.parties for e in evidence],
            [e.ties for e in evidence],
            [e.offices for e in evidence],
            [e.domains for e in evidence],
        ):
            counts = Counter(v for value in values for v in value)
            yield from (slug(v) for v in sorted(counts, key=lambda v: (-counts[v], v)))
    first = min(draft.referents, key=lambda r: (r.date or "9999", r.key))
    yield first.doc[:8]
    number = 2
    while True:
        yield f"{first.doc[:8]}-{number}"
        number += 1


# Entities -----------------------------------------------------------------------------------------------------------
def _entity(draft: Draft, entity_id: str, given: Mapping[str, tuple[tuple[str, str], ...]]) -> Entity:
    surfaces = Counter(s for r in draft.referents for s in r.surfaces if s)
    aliases = tuple(sorted(surfaces, key=lambda s: (-surfaces[s], s)))
    dates = sorted(r.date for r in draft.referents if r.date)
    names = sorted({n for r in draft.referents for n in r.names})
    return Entity(
        id=entity_id,
        kind=draft.kind,
        name=draft.name,
        aliases=aliases,
        mentions=sum(len(r.mentions) for r in draft.referents),
        documents=len({r.doc for r in draft.referents}),
        first_seen=dates[0] if dates else "",
        last_seen=dates[-1] if dates else "",
        refs=refs_of(draft.kind, draft.name, names, given),
    )


def _unambiguous(entities: Sequence[Entity], given: Mapping[str, tuple[tuple[str, str], ...]]) -> list[Entity]:
    """Take a given identifier off entities that have it for an alias only, where several do."""
    holders = Counter(ref for e in entities for ref in e.refs)
    result = []
    for entity in entities:
        own = {ref for _, ref in given.get(fold(entity.name), ())}
        kept = tuple(r for r in entity.refs if holders[r] == 1 or r in own)
        result.append(entity if kept == entity.refs else replace(entity, refs=kept))
    return result
