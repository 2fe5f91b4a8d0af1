"""What each article speaks of: its coreference chains as referents with names, kind and evidence.

A referent is a chain (or a name that stands alone) of one article.  Names are read here once: without genitive, with
the norm of adjectives of origin in their place.  Chains in which coreference tied two different names are taken apart.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.fuse.evidence import Evidence
from kg.fuse.names import clean, fold
from kg.fuse.organisations import initials_match, organisation_key, thing_key
from kg.fuse.persons import given_conflict, parse
from kg.fuse.places import country, is_place, place_key, uninflected
from kg.fuse.reading import count_names, read_names, text_position
from kg.schema import Findings, Mention

__all__ = [
    "KIND_ORDER",
    "Referent",
    "chains_of",
    "count_names",
    "date_of",
    "name_key",
    "prepare",
    "read_names",
    "referents_of",
]

#: Where two kinds have the same number of mentions, the first of these is taken.
KIND_ORDER = ("PER", "ORG", "LOC", "EVENT", "MISC")
#: Kinds of rows of the country table that a description's norm may name.
_STATES = frozenset({"state", "territory", "union", "land", "region", "bundesland", "kanton", "former"})
#: Ids of mentions whose name is not in the text: states and bodies that a title implies, places inside other names.
_IMPLIED = frozenset("odi")
_ALIAS_CUE = re.compile(
    r"^[\s,(„\"“–-]*+(?:alias|genannt|bürgerlich|eigentlich|geborener?|kurz|vormals)?[\s,(„\"“:–-]*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One chain of one article.  ``names`` are its names without genitive, fullest first; ``surfaces`` all spellings.

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


def prepare(findings: Iterable[Findings] | Mapping[str, Findings]) -> Mapping[str, Findings]:
    """The findings by document id, in an order that doesn't depend on how they came, each document once.

    A mapping is taken as it is: it is in that order, and may load each of the findings when it is asked for.
    """
    if isinstance(findings, Mapping):
        return findings
    once = {f.document.id: f for f in sorted(findings, key=lambda f: (f.document.name, f.document.id), reverse=True)}
    return {i: once[i] for i in sorted(once, key=lambda i: (once[i].document.name, i))}


def chains_of(article: Findings) -> Iterator[tuple[Mention, ...]]:
    """The chains of an article, and every mention outside chains as a chain of its own, in text order."""
    by_id = {m.id: m for m in article.mentions}
    seen: set[str] = set()
    chains = []
    for chain in sorted(article.chains):
        members = [by_id[i] for i in chain if i in by_id and i not in seen]
        seen.update(m.id for m in members)
        if members:
            chains.append(tuple(sorted(members, key=text_position)))
    chains += [(mention,) for mention in article.mentions if mention.id not in seen]
    yield from sorted(chains, key=lambda chain: text_position(chain[0]))


def surface(mention: Mention, kind: str, name: str) -> str:
    """The spelling that a mention adds to the names of its entity, without genitive; "" if its words are no name.

    Titles, adjectives of origin and groups that act for a state ("Kanzlerin", "russische", "ukrainische Truppen") are
    read as its name by extraction, and are none themselves.
    """
    if mention.form != "NAME" or mention.id[:1] in _IMPLIED:
        return ""
    if not mention.norm:
        return parse(clean(name)).display if kind == "PER" else clean(name)
    written = clean(mention.text)
    if name_key(kind, written) != name_key(kind, name):
        return ""
    row = country(name) if kind == "LOC" else None
    stem = uninflected(fold(written))
    forms = (name, *(row.variants if row is not None else ()))
    return next((form for form in forms if uninflected(fold(form)) == stem), written)


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
            first = min(part, key=text_position)
            found.append(
                Referent(
                    key=f"{article.document.name}#{first.id}",
                    doc=article.document.id,
                    date=date_of(article),
                    kind=kind,
                    names=_fullest_first(forms),
                    surfaces=tuple(s for m in named if (s := surface(m, kind, names[m.id]))),
                    # The same few ids recur in every article.
                    mentions=tuple(sys.intern(m.id) for m in part),
                    named=tuple(sys.intern(m.id) for m in named),
                )
            )
    return found


def part_of(
    referent: Referent, ids: Sequence[str], mentions: Mapping[str, Mention], names: Mapping[str, str]
) -> Referent:
    """A referent of some of the mentions of another."""
    named = tuple(i for i in referent.named if i in ids)
    return replace(
        referent,
        key=f"{referent.key.rpartition('#')[0]}#{ids[0]}",
        names=_fullest_first(names[i] for i in named) or referent.names,
        surfaces=tuple(s for i in named if (s := surface(mentions[i], referent.kind, names[i]))),
        mentions=tuple(ids),
        named=named,
    )


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
    first, second = sorted((a, b), key=text_position)
    return bool(_ALIAS_CUE.match(text[first.span.end : second.span.start]))


def roles_in(article: Findings) -> dict[str, list[tuple[str, str]]]:
    """Mention id to the (role, relation) pairs that it has in the article's statements."""
    roles: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement in article.statements:
        for argument in (*statement.roles, *statement.qualifiers):
            roles[argument.target].append((argument.role, statement.relation))
    return roles
