"""What each article speaks of: its coreference chains as referents with names, kind and evidence.

A referent is a chain (or a name that stands alone) of one article.  Names are read here once: without genitive, with
the norm of adjectives of origin in their place.  Chains in which coreference tied two different names are taken apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.fuse.evidence import Evidence
from kg.fuse.names import certain_genitive, clean, fold, genitive_context, without_genitive
from kg.fuse.organisations import initials_match, known_organisation, organisation_key, thing_key
from kg.fuse.persons import given_conflict, parse
from kg.fuse.places import country, is_place, place_key
from kg.fuse.words import common_surnames, first_names
from kg.schema import NAMED_KINDS, Findings, Mention

#: Where two kinds have the same number of mentions, the first of these is taken.
KIND_ORDER = ("PER", "ORG", "LOC", "EVENT", "MISC")
#: Kinds of rows of the country table that a description's norm may name.
_STATES = frozenset({"state", "territory", "union", "land", "region", "bundesland", "kanton", "former"})
_ALIAS_CUE = re.compile(
    r"^[\s,(„\"“–-]*(?:alias|genannt|bürgerlich|eigentlich|geborener?|kurz|vormals)?[\s,(„\"“:–-]*$"
)
_AND = re.compile(r"\s?(?:und|sowie|&|/|,)\s?")
_WORD_BEFORE = re.compile(r"([A-ZÄÖÜ][\w-]*)\s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One chain of one article.  ``names`` are its names without genitive, fullest use first; ``surfaces`` as written.

    ``key`` is ``"<document name>#<first mention id>"``, ``mentions`` are the ids of all its mentions.
    """

    key: str
    doc: str
    date: str
    kind: str
    names: tuple[str, ...]
    surfaces: tuple[str, ...]
    mentions: tuple[str, ...]
    named: tuple[str, ...]
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How often names and surnames occur in all articles, as written (genitives included)."""

    names: Mapping[str, int]
    lasts: Mapping[str, int]


def prepare(findings: Iterable[Findings]) -> list[Findings]:
    """The findings in an order that doesn't depend on how they came, each document once."""
    once = {f.document.id: f for f in sorted(findings, key=lambda f: (f.document.name, f.document.id), reverse=True)}
    return [once[i] for i in sorted(once, key=lambda i: (once[i].document.name, i))]


def is_normed(mention: Mention) -> bool:
    """Whether extraction gave a name its normal form: the place of an adjective of origin, a body in the nominative."""
    return mention.form == "NAME" and bool(mention.norm)


def count_names(findings: Iterable[Findings]) -> NameCounts:
    """Count the names of all articles for telling genitives from names that end in -s."""
    names: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    for article in findings:
        for mention in article.mentions:
            if mention.form == "NAME" and mention.kind in NAMED_KINDS and not is_normed(mention):
                folded = fold(mention.text)
                if folded and not certain_genitive(mention.text):
                    names[folded] += 1
                    lasts[folded.rsplit(" ", 1)[-1]] += 1
    return NameCounts(names, lasts)


def read_names(article: Findings, counts: NameCounts) -> dict[str, str]:
    """Mention id to name, without genitive, for all names of an article; names of several words are read first."""
    text = article.document.text
    mentions = [m for m in article.mentions if m.form == "NAME" and m.kind in NAMED_KINDS]
    read: dict[str, str] = {m.id: m.norm for m in mentions if is_normed(m)}
    own = Counter(fold(m.text) for m in mentions if m.id not in read)
    lasts: dict[bool, set[str]] = {True: set(), False: set()}
    for name in own:
        lasts[" " in name].add(name.rsplit(" ", 1)[-1])

    def weight_full(name: str) -> float:
        folded = fold(name)
        last = folded.rsplit(" ", 1)[-1]
        return 10 * own[folded] + counts.names.get(folded, 0) + (5 if last in lasts[False] else 0)

    def weight_lone(name: str) -> float:
        folded = fold(name)
        return 10 * own[folded] + counts.lasts.get(folded, 0)

    full_lasts: set[str] = set()
    for lone in (False, True):
        for mention in mentions:
            name = clean(mention.text)
            if mention.id in read or (" " not in fold(name)) != lone:
                continue
            person = mention.kind == "PER"

            def certain(form: str, person: bool = person, lone: bool = lone) -> bool:
                return _is_name(form, person) or (lone and fold(form) in full_lasts)

            read[mention.id] = without_genitive(
                name,
                noun=not person,
                in_context=genitive_context(text, mention.span.start, mention.span.end),
                weight=weight_lone if lone else weight_full,
                certain=certain,
            )
            if not lone:
                full_lasts.add(fold(read[mention.id]).rsplit(" ", 1)[-1])
    _complete(mentions, read, text)
    return read


def _complete(mentions: Sequence[Mention], read: dict[str, str], text: str) -> None:
    """Give names that the article shortens in passing their full form.

    "Hans und Karl Müller" are two Müllers; "Pérez Esquivel" is the end of "Adolfo Pérez Esquivel"; "im Kanton Zürich"
    is another place than Zürich.
    """
    persons = sorted((m for m in mentions if m.kind == "PER"), key=_position)
    words_of = {name: tuple(fold(name).split()) for name in sorted({read[m.id] for m in persons})}
    ends: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, words in words_of.items():
        for at in range(1, len(words) - 1):
            ends[words[at:]].add(name)
    for mention, following in zip(persons, [*persons[1:], None], strict=True):
        words = words_of[read[mention.id]]
        if len(words) > 1 and words[0] not in first_names() and len(longer := ends.get(words, set())) == 1:
            read[mention.id] = next(iter(longer))
        if following is None or len(words) != 1 or words[0] not in first_names():
            continue
        other = parse(read[following.id])
        if other.given and _AND.fullmatch(text[mention.span.end : following.span.start]) and other.core != words[0]:
            surname = " ".join(other.display.split()[len(other.given) :])
            read[mention.id] = f"{read[mention.id]} {surname}"
    for mention in mentions:
        if mention.kind == "LOC" and not mention.norm:
            before = _WORD_BEFORE.search(text[max(0, mention.span.start - 40) : mention.span.start])
            if before and country(f"{before[1]} {read[mention.id]}") is not None:
                read[mention.id] = f"{before[1]} {read[mention.id]}"


def _is_name(form: str, person: bool) -> bool:
    """Whether a table knows a form as a name in itself."""
    folded = fold(form)
    if person:
        last = folded.rsplit(" ", 1)[-1]
        return " " not in folded and (last in first_names() or last in common_surnames())
    return is_place(form) or known_organisation(form) is not None


def chains_of(article: Findings) -> Iterator[tuple[Mention, ...]]:
    """The chains of an article in text order, and every mention outside chains as a chain of its own."""
    by_id = {m.id: m for m in article.mentions}
    seen: set[str] = set()
    for chain in sorted(article.chains):
        members = [by_id[i] for i in chain if i in by_id and i not in seen]
        seen.update(m.id for m in members)
        if members:
            yield tuple(sorted(members, key=_position))
    for mention in sorted(article.mentions, key=_position):
        if mention.id not in seen:
            yield (mention,)


def _position(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, mention.span.end, mention.id


def name_key(kind: str, name: str) -> str:
    """What makes two names of one kind the same; persons are compared by :mod:`kg.fuse.compare` instead."""
    if kind == "ORG":
        return organisation_key(name)
    if kind == "LOC":
        return place_key(name)
    return thing_key(name)


def referents_of(article: Findings, names: Mapping[str, str]) -> list[Referent]:
    """The named referents of an article, without evidence, in text order of their first mention."""
    found = []
    for chain in chains_of(article):
        for part, kind in _parts(chain, names, article.document.text):
            named = [m for m in part if m.id in names]
            forms = [names[m.id] for m in named] or [m.norm for m in part if _names_state(m)]
            first = min(part, key=_position)
            found.append(
                Referent(
                    key=f"{article.document.name}#{first.id}",
                    doc=article.document.id,
                    date=date_of(article),
                    kind=kind,
                    names=_fullest_first(forms),
                    surfaces=tuple(clean(m.text) for m in named if m.form == "NAME"),
                    mentions=tuple(m.id for m in part),
                    named=tuple(m.id for m in named),
                )
            )
    return found


def date_of(article: Findings) -> str:
    """The article's date as far as it is known: "2025-07-12", "2025-07", "2025" or ""."""
    published, known = article.document.published, article.document.granularity
    if published is None or not known:
        return ""
    return published.date().isoformat()[: {"year": 4, "month": 7}.get(known, 10)]


def _fullest_first(forms: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(forms)
    return tuple(sorted(counts, key=lambda n: (-len(n.split()), -counts[n], n)))


def _parts(
    chain: tuple[Mention, ...], names: Mapping[str, str], text: str
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """The chain, or the chains that it falls into, with the kind of each; nothing if it names nobody."""
    named = [m for m in chain if m.id in names]
    if not named:
        if any(_names_state(m) for m in chain):
            yield chain, "LOC"
        return
    kind = _majority(m.kind for m in named)
    groups: list[list[Mention]] = []
    for mention in named:
        for group in groups:
            if any(_same(mention, other, kind, names, text) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    if len(groups) == 1:
        yield chain, kind
        return
    owner = {m.id: i for i, group in enumerate(groups) for m in group}
    parts: dict[int, list[Mention]] = defaultdict(list)
    current = 0
    for mention in chain:
        # A pronoun or description goes with the name that stands last before it.
        current = owner.get(mention.id, current)
        parts[current].append(mention)
    for i, group in enumerate(groups):
        yield tuple(parts[i]), _majority(m.kind for m in group)


def _names_state(mention: Mention) -> bool:
    """Whether a description's norm is a state instead of a lemma ("nordkoreanische Soldaten")."""
    row = country(mention.norm) if mention.form == "NOMINAL" and mention.norm else None
    return row is not None and row.kind in _STATES and row.name == mention.norm


def _majority(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    return max(counts, key=lambda k: (counts[k], -KIND_ORDER.index(k)))


def _same(a: Mention, b: Mention, kind: str, names: Mapping[str, str], text: str) -> bool:
    """Whether two names of one chain may well be the same: coreference is trusted unless the names speak against it."""
    x, y = names[a.id], names[b.id]
    if fold(x) == fold(y):
        return True
    if kind == "PER":
        p, q = parse(x), parse(y)
        if given_conflict(p, q) and p.core == q.core:
            return False
        words_p, words_q = {*fold(x).split()}, {*fold(y).split()}
        if words_p & words_q and (not p.full or not q.full or p.core == q.core):
            return True
    else:
        if name_key(kind, x) == name_key(kind, y):
            return True
        if kind == "LOC" and is_place(x) and is_place(y):
            return False
        words_x, words_y = {*fold(x).split()}, {*fold(y).split()}
        if words_x < words_y or words_y < words_x or initials_match(x, y) or initials_match(y, x):
            return True
    first, second = sorted((a, b), key=_position)
    return bool(_ALIAS_CUE.match(text[first.span.end : second.span.start]))
