"""Who is who over all articles: findings in, :class:`kg.schema.Identity` out.

The result is the same for any order of the findings, and the findings stay as they are: identity is a layer over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.fuse.clubs import CONTESTS, may_be_clubs, resolve_clubs
from kg.fuse.cluster import cluster_persons
from kg.fuse.clusters import Clusters
from kg.fuse.entities import entities_of
from kg.fuse.evidence import Evidence, named_alike, person_evidence, ties_of
from kg.fuse.kinds import settle
from kg.fuse.links import given_refs
from kg.fuse.merges import constraints, literal_places
from kg.fuse.metonymy import may_act, resolve_metonyms
from kg.fuse.namesakes import Contexts, context_name
from kg.fuse.persons import parse
from kg.fuse.places import country
from kg.fuse.reading import NameCounts, count_names, read_names
from kg.fuse.referents import Referent, name_key, prepare, referents_of
from kg.fuse.renamed import join_renamed, renamed
from kg.fuse.things import cluster_things
from kg.fuse.words import sport_words
from kg.schema import Findings, Identity, Link

#: So many different words of sport make an article one about sport; reports on politics have one or two by chance.
_SPORT_WORDS = 4


def identify(
    findings: Iterable[Findings] | Mapping[str, Findings],
    *,
    merges: Iterable[Link] = (),
    literal: bool = False,
    refs: Iterable[Link] = (),
) -> Identity:
    """Resolve the mentions of all articles to entities.

    ``findings`` come in any order, or by document id in the order of (name, id); then each is asked for several times.
    ``merges`` are rows of merges.csv, of which decisions (``join``, ``split``) are applied before the rules;
    ``literal`` leaves capitals and seats of government the towns that they are; ``refs`` are rows of
    :func:`kg.fuse.links.read_links`.  Mentions that name nobody (values, descriptions without a name) are left out.
    """
    articles = prepare(findings)
    decisions = tuple(merges)
    counts = count_names(articles.values())
    referents: list[Referent] = []
    contests: set[str] = set()
    renamings: dict[str, list[tuple[str, str]]] = {}
    for article in articles.values():
        names = read_names(article, counts)
        contest = _is_contest(article)
        referents += _with_evidence(article, names, contest=contest)
        if pairs := list(renamed(article, names)):
            renamings[article.document.id] = pairs
        if contest:
            contests.add(article.document.id)
    referents = settle(referents, contests)
    links: list[Link] = []
    if not literal:
        referents, links = _metonyms(referents, articles, counts, contests, literal_places(decisions))

    clusters = Clusters(referents, constraints(decisions, referents))
    persons = [i for i, r in enumerate(referents) if r.kind == "PER"]
    things = [i for i, r in enumerate(referents) if r.kind != "PER"]
    cluster_persons(clusters, persons, Contexts(_contexts(referents)))
    cluster_things(clusters, things, articles, contests)
    join_renamed(clusters, renamings)

    members = [
        (clusters.at(root), [referents[i] for i in sorted(clusters.at(root).members)]) for root in clusters.roots()
    ]
    found = entities_of(members, given_refs(refs))
    of = {(r.doc, m): entity.id for entity, members in found for r in members for m in r.mentions}
    return Identity(entities=tuple(e for e, _ in found), of=of, links=_sorted([*links, *clusters.links]))


def _is_contest(article: Findings) -> bool:
    """Whether an article is about sport: it tells of a contest, or uses several of its words."""
    if any(s.relation in CONTESTS for s in article.statements):
        return True
    return len({word.lower() for word in sport_words().findall(article.document.text)}) >= _SPORT_WORDS


def _with_evidence(article: Findings, names: Mapping[str, str], *, contest: bool) -> Iterable[Referent]:
    """The referents with what the article tells of them; who has no office in a report on sport is of that field."""
    mentions = {m.id: m for m in article.mentions}
    ties = ties_of(article, names)
    for referent in referents_of(article, names):
        if referent.kind == "PER":
            chain = [mentions[m] for m in referent.mentions]
            evidence = person_evidence(article, chain, referent.names, ties)
            if contest and not evidence.domains:
                evidence = replace(evidence, domains=frozenset({"sport"}))
            yield replace(referent, evidence=evidence)
        elif referent.kind == "ORG" and named_alike(article, [mentions[m] for m in referent.mentions]):
            yield replace(referent, evidence=Evidence(namesake=True))
        else:
            yield referent


def _metonyms(
    referents: Sequence[Referent],
    articles: Mapping[str, Findings],
    counts: NameCounts,
    contests: Collection[str],
    refused: Mapping[str, str],
) -> tuple[list[Referent], list[Link]]:
    by_article: defaultdict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        by_article[referent.doc].append(referent)
    result: list[Referent] = []
    links: list[Link] = []
    for doc, members in by_article.items():
        states = any(r.kind in ("LOC", "ORG") and r.named and any(map(may_act, r.names)) for r in members)
        sides = doc in contests and may_be_clubs(members)
        if not states and not sides:
            result += members
            continue
        article = articles[doc]
        names = read_names(article, counts)
        split: Sequence[Referent] = members
        if states:
            split, rows = resolve_metonyms(split, article, names, refused)
            links += rows
        if sides:
            split, rows = resolve_clubs(split, article, names, refused)
            links += rows
        result += split
    return result, links


def _contexts(referents: Sequence[Referent]) -> dict[str, frozenset[str]]:
    """Document id to the names of its persons (in full), organisations, events and places other than states."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for referent in referents:
        if referent.kind == "PER":
            found[referent.doc].update(context_name(p) for p in map(parse, referent.names) if p.full)
        elif referent.kind in ("ORG", "EVENT", "LOC") and not _is_state(referent.names[0]):
            found[referent.doc].add(f"{referent.kind} {name_key(referent.kind, referent.names[0])}")
    return {doc: frozenset(names) for doc, names in found.items()}


def _is_state(name: str) -> bool:
    row = country(name)
    return row is not None and row.kind in ("state", "union", "continent")


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    """Rows in a fixed order, each once."""
    unique = dict.fromkeys(links)
    return tuple(
        sorted(unique, key=lambda k: (k.kind, k.right_name, k.left_name, k.left, k.right, k.decision, k.reasons))
    )
