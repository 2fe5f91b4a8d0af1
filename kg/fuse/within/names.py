"""Which names of one article mean the same: shortened names, genitives, titles, short forms in brackets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.fuse.evidence import alike_at
from kg.fuse.names import fold
from kg.fuse.organisations import initials_match, is_acronym
from kg.fuse.persons import Person, given_conflict, parse
from kg.fuse.places import country
from kg.fuse.reading import whole
from kg.fuse.referents import name_key
from kg.fuse.within.sorts import body_sorts, differ, other_sort, shortens, told_sorts
from kg.fuse.within.words import fits
from kg.fuse.words import first_names
from kg.schema import Findings, Mention

_OPENED = re.compile(r"^[“”\"]?\s?\(\s?(?:kurz:? |abgekürzt:? )?[„\"]?$")
_CLOSED = re.compile(r"^[“”\"]?\s?[),;]")
_ALIAS = re.compile(r"^\s?[,(]?\s?(?:alias|genannt|kurz|bürgerlich|eigentlich)\s[„\"]?$")
_SAME_NAME = re.compile(r"[Gg]leichnamige[nrms]? (?:\S+ )?$")
#: How many mentions by another kind a surname of several words outweighs.
_OF_MANY = 3
_KINDS = ("PER", "ORG", "LOC", "EVENT", "MISC")


def name_groups(
    findings: Findings, read: Mapping[str, str], titles: Mapping[str, frozenset[str]], genders: Mapping[str, str]
) -> list[list[str]]:
    """The ids of the article's names, grouped by whom they mean, in text order.

    ``read`` are the names without genitive (see :func:`kg.fuse.reading.read_names`), ``titles`` the words used with a
    name (folded), ``genders`` what its title says of its bearer, by mention id.
    """
    mentions = sorted((m for m in findings.mentions if m.form == "NAME" and m.kind in _KINDS), key=_position)
    text = findings.document.text
    groups = _Groups()
    kinds = _kinds(mentions, read)
    for mention in mentions:
        groups.add(mention.id)
    persons = [m for m in mentions if kinds[m.id] == "PER" and m.id in read]
    _persons(persons, read, text, titles, genders, groups)
    apart = {m.id for m in mentions if _SAME_NAME.search(text[max(0, m.span.start - 60) : m.span.start])}
    bodies = [m for m in mentions if m.id in read and kinds[m.id] == "ORG"]
    sorts = body_sorts(bodies, read, titles)
    same: defaultdict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.id in read and kinds[mention.id] != "PER":
            kind = kinds[mention.id]
            other = mention.id if mention.id in apart else other_sort(mention, read, titles, sorts)
            same[kind, name_key(kind, read[mention.id]), other].append(mention)
    for first, *rest in same.values():
        for mention in rest:
            groups.join(first.id, mention.id)
    _short_forms([m for m in bodies if m.id not in apart], read, titles, sorts, groups)
    _brackets(mentions, read, kinds, text, groups)
    order = {m.id: i for i, m in enumerate(mentions)}
    return [sorted(ids, key=order.__getitem__) for ids in groups.all()]


class _Groups:
    """Sets of ids that grow together."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def add(self, item: str) -> None:
        self._parent.setdefault(item, item)

    def find(self, item: str) -> str:
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def join(self, a: str, b: str) -> None:
        self._parent[self.find(b)] = self.find(a)

    def all(self) -> list[list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for item in self._parent:
            found[self.find(item)].append(item)
        return list(found.values())


def _position(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, mention.span.end, mention.id


def _kinds(mentions: Sequence[Mention], read: Mapping[str, str]) -> dict[str, str]:
    """The kind of each name: that of most mentions of the same form, unless it is a town or club of that name.

    The recogniser now and then takes one of several mentions of "Lawrow" for a place.  Towns share their names with
    persons and companies, though, so only names of no known place change their kind.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    longer = {w for m in mentions if m.kind == "ORG" and " " in read.get(m.id, "") for w in fold(read[m.id]).split()}
    for mention in mentions:
        if mention.id in read:
            folded = fold(read[mention.id])
            if mention.text[:1].islower() and folded in longer:
                continue  # "der bayerische Minister" does not make a place of the club that is called "die Bayern"
            votes[folded][mention.kind] += 1
            if " " in folded and mention.kind == "PER":
                votes[folded.rsplit(" ", 1)[-1]]["PER"] += 1
                family = parse(read[mention.id]).family
                if len(family) > 1:  # "Le Pen" is no company, whatever the recogniser says
                    votes[" ".join(family)]["PER"] += _OF_MANY
    kinds = {}
    for mention in mentions:
        kind = mention.kind
        if mention.id in read and not mention.norm:
            counts = votes[fold(read[mention.id])]
            place = country(read[mention.id])
            if place is not None:
                kind = "LOC" if counts["LOC"] else kind
            elif len(counts) > 1 and not (counts["LOC"] and counts["ORG"]):
                kind = max(_KINDS, key=lambda k: (counts[k], -_KINDS.index(k)))
        kinds[mention.id] = kind
    return kinds


def _persons(
    mentions: Sequence[Mention],
    read: Mapping[str, str],
    text: str,
    titles: Mapping[str, frozenset[str]],
    genders: Mapping[str, str],
    groups: _Groups,
) -> None:
    """Full names first, then lone surnames and first names, each with its only possible bearer."""
    # Only what the recogniser took for a person was read in full.
    parsed = {m.id: parse(whole(read[m.id], m, text)) for m in mentions}
    bearers: list[list[Mention]] = []
    for mention in mentions:
        person = parsed[mention.id]
        if not person.full:
            continue
        same = [b for b in bearers if _same_full(person, parsed[b[0].id])]
        if len(same) > 1:
            same = [b for b in same if _shared(mention, b, titles)] or same[:1]
        if same and not _shared(mention, same[0], titles) and _another(text, mention, titles):
            same = []
        if len(same) == 1:
            same[0].append(mention)
            groups.join(same[0][0].id, mention.id)
        else:
            bearers.append([mention])
    lone: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not parsed[mention.id].full:
            lone[fold(parsed[mention.id].display)].append(mention)
    for name, those in lone.items():
        core = parsed[those[0].id].core
        by_family = [b for b in bearers if parsed[b[0].id].core == core or _ends(parsed[b[0].id], name)]
        by_given = [b for b in bearers if name in _given(parsed[b[0].id])] if name in first_names() else []
        candidates = by_family or by_given
        if not candidates:
            for mention in those[1:]:
                if not _clash(those[:1], mention, titles, genders):
                    groups.join(those[0].id, mention.id)
            continue
        surname: Mention | None = None  # somebody else, whom the article calls by the surname alone
        for mention in those:
            able = [c for c in candidates if parsed[mention.id].generation in {"", parsed[c[0].id].generation}]
            before = [c for c in able if _position(c[0]) < _position(mention)]
            chosen = _bearer(mention, before or able, titles, genders, parsed)
            if chosen is not None and (surname is None or titles.get(mention.id)):
                groups.join(chosen[0].id, mention.id)
            elif surname is not None and not _clash([surname], mention, titles, genders):
                groups.join(surname.id, mention.id)
            elif chosen is None and not before and genders.get(mention.id):
                surname = mention


def _shared(mention: Mention, others: Iterable[Mention], titles: Mapping[str, frozenset[str]]) -> bool:
    return any(titles.get(mention.id, frozenset()) & titles.get(m.id, frozenset()) for m in others)


def _another(text: str, mention: Mention, titles: Mapping[str, frozenset[str]]) -> bool:
    """Whether a name used again is that of a namesake: a relative, or told apart in the words of the text."""
    words = titles.get(mention.id, frozenset())
    if any("kin" in fits(w) for w in words):
        return True
    return bool(words) and alike_at(text, mention)


def _same_full(a: Person, b: Person) -> bool:
    return a.key == b.key or (a.core == b.core and a.generation == b.generation and not given_conflict(a, b))


def _ends(person: Person, name: str) -> bool:
    """Whether a lone name is the surname with its particles, or one part of a double name."""
    family = " ".join(person.family)
    return family == name or (family.endswith(" " + name) and len(name) > 3)


def _given(person: Person) -> set[str]:
    return {*person.units, *person.given, " ".join(person.given)}


def _bearer(
    mention: Mention,
    candidates: Sequence[Sequence[Mention]],
    titles: Mapping[str, frozenset[str]],
    genders: Mapping[str, str],
    parsed: Mapping[str, Person],
) -> Sequence[Mention] | None:
    """The one bearer that a short name can mean: by gender, then by title, then because it's the only one."""
    gender = genders.get(mention.id, "")
    fitting = [
        c
        for c in candidates
        if not gender or not (known := parsed[c[0].id].gender or _first(genders, c)) or known == gender
    ]
    if len(fitting) == 1:
        return fitting[0]
    words = titles.get(mention.id, frozenset())
    titled = [c for c in fitting if any(words & titles.get(m.id, frozenset()) for m in c)]
    return titled[0] if words and len(titled) == 1 else None


def _first(genders: Mapping[str, str], mentions: Iterable[Mention]) -> str:
    return next((genders[m.id] for m in mentions if genders.get(m.id)), "")


def _clash(
    group: Sequence[Mention], mention: Mention, titles: Mapping[str, frozenset[str]], genders: Mapping[str, str]
) -> bool:
    """Whether titles show two bearers of one lone surname ("Frau Müller", "Herr Müller")."""
    a, b = _first(genders, group), genders.get(mention.id, "")
    return bool(a and b and a != b)


def _short_forms(
    mentions: Sequence[Mention],
    read: Mapping[str, str],
    titles: Mapping[str, frozenset[str]],
    sorts: Mapping[str, frozenset[str]],
    groups: _Groups,
) -> None:
    """Organisations by a part of their name ("Volkswagen" of "Volkswagen Financial AG") or an acronym, if unique."""
    names: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        names.setdefault((read[mention.id], groups.find(mention.id)), []).append(mention)
    for (short, _), own in names.items():
        longer = [
            others[0]
            for (long, _), others in names.items()
            if (shortens(short, long) or (is_acronym(short) and len(short) > 2 and initials_match(short, long)))
            and not any(differ(told_sorts(m, titles), sorts[long]) for m in own)
        ]
        if len({groups.find(o.id) for o in longer}) == 1:
            groups.join(longer[0].id, own[0].id)


def _brackets(
    mentions: Sequence[Mention], read: Mapping[str, str], kinds: Mapping[str, str], text: str, groups: _Groups
) -> None:
    """Short forms that the text itself introduces: "Gewerkschaft der Polizei (GdP)"."""
    own = [m for m in mentions if m.id in read and m.id.startswith("m")]
    for first, second in pairwise(own):
        between = text[first.span.end : second.span.start]
        if _ALIAS.match(between) and kinds[first.id] == kinds[second.id]:
            groups.join(first.id, second.id)
        if not (_OPENED.match(between) and _CLOSED.match(text[second.span.end : second.span.end + 3])):
            continue
        long, short = sorted((read[first.id], read[second.id]), key=len, reverse=True)
        if kinds[first.id] != "PER" and initials_match(short, long, strict=False):
            groups.join(first.id, second.id)
            for mention in own:
                if mention.id not in (first.id, second.id) and fold(read[mention.id]) == fold(short):
                    groups.join(first.id, mention.id)
