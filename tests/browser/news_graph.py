"""Graphs for the browser tests, the screenshots and the measurements: made-up news, hostile text, and random ones."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from kg.graph.assemble import assemble
from kg.schema import Entity, Fact
from kg.tables import relations

HERE = Path(__file__).parent


def news() -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """Some sixty names of politics, a flood, a trial and a tournament, from the tables beside this file."""
    kinds: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for kind, name, others in rows("news_entities.tsv"):
        kinds[name] = kind
        aliases[name] = [name, *filter(None, others.split(" | "))]
    articles = {doc: (date, host, title) for doc, date, host, title in rows("news_articles.tsv")}
    facts = []
    for cells in rows("news_facts.tsv"):
        doc, subject, relation, object_, place, time, said, status, source, amount, predicate, sentence = cells
        date, host, title = articles[doc]
        facts.append(
            fact(
                (subject, kinds[subject]),
                relation,
                (object_, kinds[object_]),
                doc=doc,
                date=date,
                place=place,
                time=time,
                time_text=said,
                status=status,
                source=source,
                amount=amount,
                predicate=predicate,
                sentence=sentence,
                url=f"https://{host}/{date}/{doc}",
                title=title,
            )
        )
    return graph_of(facts, aliases), facts


def fact(subject: tuple[str, str], relation: str, object_: tuple[str, str], **given: object) -> Fact:
    """A fact between two (name, kind) with everything else filled in."""
    empty = ("place", "time", "time_text", "source", "amount", "predicate", "sentence", "url", "title")
    defaults: dict[str, object] = dict.fromkeys(empty, "")
    defaults |= {"doc": "a", "status": "asserted", "start": 0, "end": 0, "rule": "test", "score": 0.9}
    defaults["date"] = "2025-07-12"
    return Fact(
        subject=subject[0],
        subject_kind=subject[1],
        relation=relation,
        object=object_[0],
        object_kind=object_[1],
        event_type=relations.event_type(relation),
        subject_id=identifier(*subject),
        object_id=identifier(*object_),
        **{**defaults, **given},  # type: ignore[arg-type]
    )


def graph_of(facts: list[Fact], aliases: dict[str, list[str]] | None = None) -> nx.MultiDiGraph[str]:
    """The graph of these facts, with an entity for each name."""
    ends: dict[str, tuple[str, str]] = {}
    docs: dict[str, list[Fact]] = {}
    for one in facts:
        for key, name, kind in (
            (one.subject_id, one.subject, one.subject_kind),
            (one.object_id, one.object, one.object_kind),
        ):
            ends[key] = (name, kind)
            docs.setdefault(key, []).append(one)
    entities = [
        Entity(
            id=key,
            kind=kind,
            name=name,
            aliases=tuple((aliases or {}).get(name, [name])),
            mentions=2 * len(docs[key]) + 1,
            documents=len({one.doc for one in docs[key]}),
            first_seen=min(one.date for one in docs[key]),
            last_seen=max(one.date for one in docs[key]),
        )
        for key, (name, kind) in ends.items()
    ]
    return assemble(facts, entities, concepts=True)


def random_graph(nodes: int, edges: int, seed: int = 1) -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """A graph with clusters and hubs, about as many facts as edges and some more."""
    chance = random.Random(seed)
    kinds = ["PER", "PER", "ORG", "LOC", "EVENT", "MISC"]
    names = [(f"{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES).lower()} {n}", kinds[n % 6]) for n in range(nodes)]
    clusters = max(2, nodes // 40)
    home = [chance.randrange(clusters) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for node, cluster in enumerate(home):
        members.setdefault(cluster, []).append(node)
    verbs = sorted(relations.relations())
    facts: list[Fact] = []
    pairs: set[tuple[int, str, int]] = set()
    while len(pairs) < edges:
        left = len(pairs) if len(pairs) < nodes else int(nodes * chance.random() ** 2)
        right = chance.choice(members[home[left]]) if chance.random() < 0.8 else int(nodes * chance.random() ** 2)
        verb = chance.choice(verbs)
        if left == right or (left, verb, right) in pairs or (right, verb, left) in pairs:
            continue
        pairs.add((left, verb, right))
        for _ in range(min(6, int(chance.paretovariate(2.2)))):
            day = f"2025-{chance.randint(1, 7):02}-{chance.randint(1, 28):02}"
            facts.append(
                fact(
                    names[left],
                    verb,
                    names[right],
                    doc=f"doc{chance.randrange(3 * nodes)}",
                    date=day,
                    time=day if chance.random() < 0.6 else "",
                    place=chance.choice(["", "Berlin", "Kiew", "Brüssel"]),
                    status=chance.choices(STATUSES, (70, 15, 5, 6, 4))[0],
                    source=chance.choice(["", "", "", "dpa", "Tass", "Reuters"]),
                    predicate="treffen",
                    sentence=f"{names[left][0]} traf nach langem Zögern und einigen Tagen {names[right][0]}.",
                    title="Ein Tag der Gespräche",
                    url=f"https://zeitung.example/{day}",
                )
            )
    return graph_of(facts), facts


SYLLABLES = ["Har", "Mei", "Lud", "Wie", "Bren", "Kar", "Sol", "Tann", "Rhei", "Öst", "Grün", "Fal", "Nord", "Wes"]
STATUSES = ("asserted", "reported", "denied", "planned", "possible")


def identifier(name: str, kind: str) -> str:
    """An entity id as kg.fuse makes them: readable, ASCII."""
    slug = name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return f"{kind.lower()}:" + "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in slug).split())


def rows(file: str) -> Iterator[list[str]]:
    """The cells of a table beside this file, without its header lines."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


#: What might come as a name, a title, a sentence or an address.
HOSTILE = [
    "<img src=x onerror=window.broken=1>",
    "</script><script>window.broken=1</script>",
    "\"><svg/onload=window.broken=1> href='x'",
    "javascript:window.broken=1",
    "{{constructor.constructor('window.broken=1')()}}",
    "steuer\x00zeichen\x1b[31m\ud800\u2028",
    "\u202egnaf na thcin tsi saD",
    "lang " + "x" * 10_000,
    "😀👩‍👩‍👧 שלום مرحبا",
    "__proto__",
    "=HYPERLINK(1)",
    "a | b, \"c\"; d\te & 'f'",
]


def hostile() -> tuple[nx.MultiDiGraph[str], list[Fact]]:
    """A ring in which every text of every fact is hostile."""
    facts = []
    for number, text in enumerate(HOSTILE):
        neighbour = HOSTILE[(number + 1) % len(HOSTILE)]
        given = dict.fromkeys(
            ["doc", "place", "time_text", "source", "amount", "predicate", "sentence", "title", "url"], text
        )
        one = fact((text, "PER"), "met" if number % 2 else text, (neighbour, "PER"), **given)
        facts.append(dataclasses.replace(one, subject_id=f"per:{text}", object_id=f"per:{neighbour}"))
    return graph_of(facts, dict.fromkeys(HOSTILE, HOSTILE)), facts
