"""Graphs for the output tests: a small one made from facts, one of hostile text, and random ones."""

from __future__ import annotations

from typing import Any

import networkx as nx
import samples
from hypothesis import strategies as st

from kg.graph import assemble, events
from kg.schema import Entity, Fact

#: What article text may hold at worst; every one is a name, a title and a sentence in some test.
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</data></node><node id='evil'>",
    "]]> <![CDATA[ &amp; &lt; &#0; %s {} ${x}",
    "Sie sagte: \"Nein\", dann 'ja'; und, dann",
    "Zeile eins\nZeile zwei\r\nZeile drei\rEnde\tTab",
    "NUL\x00 ESC\x1b BEL\x07 VT\x0b FF\x0c US\x1f DEL\x7f NEL\x85 FFFE\ufffe FFFF\uffff",
    "halbes Paar \ud83d und \udc00 hier",
    "Emoji 👩‍👩‍👧‍👦 🇩🇪 und 𝔉raktur",
    "rechts \u202enach links\u202c, Trenner \u2028 und \u2029, Nullbreite \u200b, BOM \ufeff",
    '=HYPERLINK("http://evil.example","klick")',
    "+49 30 1234",
    "-5 Grad",
    "@handle",
    "\t=1+1",
    "endet mit Rückstrich\\",
    'Rückstrich mitten\\n drin \\" und \\\\ doppelt',
    "C:\\neu\\temp",
    "  Blanks am Rand  ",
    "a | b",
    "null",
    "NaN",
    "x" * 10_000,
    "ä" * 5_000 + "<" * 5_000,
    "ZALGO t̷̢͝e̶x̸t",
    "javascript:alert(1)",
)


def fact(subject: str, relation: str, object_: str, **changes: Any) -> Fact:
    """A fact between two persons by their names."""
    values = {
        "subject": subject,
        "object": object_,
        "sentence": "Ein Satz über Käse & Brot.",
        "url": "https://example.org/a?b=1&c=2",
        "title": "Ein Titel",
    }
    return samples.fact(f"per:{subject.lower()}", relation, f"per:{object_.lower()}", **(values | changes))


ENTITIES = (
    Entity(id="per:anna", kind="PER", name="Anna", aliases=("Anna", "Frau A."), mentions=7, documents=4,
           first_seen="2025-07-01", last_seen="2025-07-20", refs=("wikidata:Q42", "iso:XX")),
    Entity(id="per:bernd", kind="PER", name="Bernd", mentions=3, documents=2, first_seen="2025-07-13",
           last_seen="2025-07-13"),
    Entity(id="loc:köln", kind="LOC", name="Köln", mentions=2, documents=1),
    Entity(id="org:dpa", kind="ORG", name="dpa", mentions=1, documents=1),
)  # fmt: skip
FACTS = (
    fact("Anna", "met", "Bernd", place="Köln", time="2025-07-12", score=0.9, source="dpa; AFP"),
    fact("Bernd", "met", "Anna", doc="b.txt", time="2025-08", amount="2 Stunde"),
    fact("Anna", "praised", "Bernd", status="denied"),
    fact("Anna", "finanzieren", "Bernd", time="2024/2025", date="2025-07-20"),
    fact("Bernd", "from", "Köln", object_id="loc:köln", object_kind="LOC", date=""),
)


def small() -> nx.MultiDiGraph[str]:
    return assemble.assemble(FACTS, ENTITIES)


def happenings() -> nx.MultiDiGraph[str]:
    return events.view(FACTS, ENTITIES)


def hostile() -> nx.MultiDiGraph[str]:
    """Every hostile text as a label, an alias, a sentence, a relation, and within ids."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"per:{number}", label=text, kind="PER", aliases=text, mentions=1, documents=number)
        graph.add_node(f"{text[:50]}{number}", label="x", kind=text[:20], aliases="", mentions=1, documents=1)
    nodes = list(graph)
    for number, text in enumerate(HOSTILE):
        ends = nodes[number], nodes[-number - 1]
        data = {"label": text[:40], "relation": text[:40], "weight": 1.0, "sentence": text, "place": text, "score": 0.5}
        graph.add_edge(*ends, key=f"{text[:60]}|{number}", **data, first_date="2025-07-12", last_date="2025-07-12")
        graph.add_edge(*ends, key=f"zweite {number}", **data, first_date="", last_date="")
    return graph


def joined(value: str) -> str:
    """Halves of a surrogate pair side by side are one character for a reader of JSON."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(alphabet="\ud800\udfff\x00\x1f\\\"',;=\n\r\t |<&>]\ufffe a", max_size=12),
)
values = st.one_of(texts, st.integers(), st.floats(allow_nan=False), st.booleans())
days = st.dates().map(lambda day: day.isoformat())


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    """Any graph with scalar attributes: nodes, loops, parallel edges, keys that are not unique, odd weights."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = draw(st.lists(texts, min_size=1, max_size=6, unique=True))
    for name in names:
        graph.add_node(name, label=draw(texts), kind=draw(texts), mentions=draw(st.integers(0, 9)), extra=draw(values))
    for _ in range(draw(st.integers(0, 8))):
        data = {"relation": draw(texts), "sentence": draw(texts), "weight": draw(st.floats() | st.integers(-3, 3))}
        key = draw(st.one_of(texts, st.integers(0, 2), st.none()))
        spells = {"first_date": draw(days), "last_date": draw(days)}
        graph.add_edge(draw(st.sampled_from(names)), draw(st.sampled_from(names)), key=key, **data, **spells)
    return graph
