"""graph.html as a file: self-contained, the same bytes each time, whole, and closed to hostile text."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.output import html
from kg.schema import Fact

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg/onload=alert(1)> href',
    "{{ 7*7 }}{% raw %}",
    "a\x00b\x1b\ud800c",
    "\u202eefil.exe",
    "Zeile\nzwei\u2028drei",
    "x" * 10_000,
    "😀 שלום",
    "constructor",
    "__proto__",
    "",
]


class Page(HTMLParser):
    """The elements of a page, and the text of its scripts by id (or number)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            attributes = self.elements[-1][1]
            self.scripts.append((attributes.get("id") or self.elements[-1][0], data))

    def data(self, name: str) -> Any:
        return json.loads("".join(text for key, text in self.scripts if key == name))


def fact(subject: str, relation: str, object_: str, **given: Any) -> Fact:
    defaults: dict[str, Any] = {
        "doc": "a.txt",
        "subject_kind": "PER",
        "object_kind": "PER",
        "event_type": "",
        "predicate": "treffen",
        "place": "Wonsan",
        "time": "2025-07-12",
        "time_text": "am Samstag",
        "status": "asserted",
        "source": "KCNA; Tass",
        "amount": "",
        "sentence": f"{subject} traf {object_}.",
        "start": 0,
        "end": 10,
        "rule": "r",
        "score": 0.9,
        "subject_id": f"per:{subject}",
        "object_id": f"per:{object_}",
        "date": "2025-07-13",
        "url": "https://zeitung.example/1",
        "title": "Titel",
    }
    return Fact(subject=subject, relation=relation, object=object_, **{**defaults, **given})


def graph_of(facts: list[Fact]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in facts:
        for key, name in ((one.subject_id, one.subject), (one.object_id, one.object)):
            graph.add_node(
                key, label=name, kind="PER", aliases=name, mentions=3, documents=2, first_seen="", last_seen=""
            )
        key = f"{one.subject_id}|{one.relation}|{one.object_id}"
        symmetric = int(one.relation == "met")
        graph.add_edge(
            one.subject_id,
            one.object_id,
            key=key,
            relation=one.relation,
            symmetric=symmetric,
            weight=1.0,
            status="asserted",
        )
    return graph


NEWS = [
    fact("Lawrow", "met", "Kim"),
    fact("Kim", "praised", "Putin", status="reported", doc="b.txt"),
    fact("Kim", "met", "Lawrow", doc="c.txt", url="javascript:alert(1)", time="2025-07-12/.."),
    fact("Putin", "finanzieren", "Kim", score=0.4, source=""),
]


def render(facts: list[Fact] = NEWS, **given: Any) -> str:
    return html.render(graph_of([one for one in facts if one.doc != "c.txt"]), facts=facts, **given)


def test_the_same_input_in_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    turned = nx.MultiDiGraph()
    graph = graph_of(NEWS[:2] + NEWS[3:])
    edges = list(graph.edges(keys=True, data=True))
    random.Random(3).shuffle(edges)
    turned.add_edges_from(edges)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    assert html.render(graph, facts=NEWS) == html.render(turned, facts=NEWS[::-1])


def test_the_same_bytes_under_other_hash_seeds() -> None:
    code = (
        "import hashlib, networkx as nx; from kg.output import html; g = nx.MultiDiGraph()\n"
        "for n in range(60):\n"
        "    g.add_edge(f'n{n % 25}', f'n{n * 7 % 40}', key=str(n), relation='met', weight=float(n % 3 + 1))\n"
        "print(hashlib.sha256(html.render(g, facts=[], shown=10).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_the_page_loads_nothing() -> None:
    page = Page(render())
    loading = [
        (tag, name, value)
        for tag, attributes in page.elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "data", "poster") and value != "data:,"
    ]
    assert loading == []
    styles = "".join(text for key, text in page.scripts if key == "style")
    assert not re.search(r"url\(|@import", styles)
    assert not {"iframe", "object", "embed", "img"} & {tag for tag, _ in page.elements}


def test_the_policy_lets_exactly_these_scripts_run() -> None:
    text = render()
    page = Page(text)
    policy = next(str(a["content"]) for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    running = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(running) == 2
    for script in running:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.elements for name in attributes)


def test_the_data_say_what_the_facts_say() -> None:
    data = Page(render()).data("data")
    nodes = [dict(zip(data["nodes"]["columns"], row, strict=True)) for row in data["nodes"]["rows"]]
    edges = [dict(zip(data["edges"]["columns"], row, strict=True)) for row in data["edges"]["rows"]]
    facts = [dict(zip(data["facts"]["columns"], row, strict=True)) for row in data["facts"]["rows"]]
    assert {"Lawrow", "Kim", "Putin"} == {node["label"] for node in nodes}
    assert {"met", "praised", "finanzieren"} == {edge["relation"] for edge in edges}
    assert data["relations"]["met"] == {"de": "traf", "en": "met"}
    assert data["relations"]["finanzieren"] == {"de": "finanzieren", "en": "finanzieren"}
    assert data["counts"] == {"nodes": 3, "edges": 3, "facts": 4, "isolated": 0}
    met = next(number for number, edge in enumerate(edges) if edge["relation"] == "met")
    told = [one for one in facts if one["edge"] == met]
    assert sorted(one["reversed"] for one in told) == [0, 1]
    assert sorted((one["from"], one["to"]) for one in told) == [
        ("2025-07-12", "2025-07-12"),
        ("2025-07-12", "2025-07-13"),
    ]
    urls = [row[data["documents"]["columns"].index("url")] for row in data["documents"]["rows"]]
    assert {"", "https://zeitung.example/1"} == set(urls)
    sentence = data["sentences"][told[0]["sentence"]]
    assert "Kim" in sentence
    assert {"s", "o", "p"} == set(told[0]["marks"][2::3])


def test_roles_in_events_have_words() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(
        "event:1", label="traf: A – B", kind="HAPPENING", sentence="A traf B.", status="reported", doc="a.txt"
    )
    graph.add_edge("event:1", "per:a", key="1", relation="participant", group="contact", status="reported")
    data = Page(html.render(graph, facts=[])).data("data")
    assert data["relations"] == {"participant": {"de": "mit", "en": "with"}}
    assert data["sentences"] == ["A traf B."]


def test_pyvis_carries_the_picture_with_physics_off() -> None:
    picture = Page(render()).data("network")
    assert picture["options"]["physics"]["enabled"] is False
    assert all({"id", "x", "y", "size", "shape"} <= set(node) for node in picture["nodes"])


def test_parallel_edges_bend_apart() -> None:
    facts = [fact("A", "met", "B"), fact("A", "praised", "B"), fact("B", "praised", "A"), fact("A", "accused", "C")]
    edges = Page(render(facts)).data("network")["edges"]
    ends = [(edge["from"], edge["to"]) for edge in edges]
    alone = [
        edge["smooth"] for edge in edges if ends.count((edge["from"], edge["to"])) == 1 and edge["smooth"] is False
    ]
    assert len(alone) == 1
    # The side on which an edge bends: its turn, mirrored where it runs the other way.
    sides = {
        (1 if edge["smooth"]["type"] == "curvedCW" else -1)
        * (1 if edge["from"] < edge["to"] else -1)
        * edge["smooth"]["roundness"]
        for edge in edges
        if edge["smooth"]
    }
    straight = sum(edge["smooth"] is False for edge in edges) - 1
    assert len(sides) + straight == 3


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_stays_text(text: str) -> None:
    calm = [tag for tag, _ in Page(render(title="Titel")).elements]
    fields = "sentence source place amount time time_text predicate doc title url status subject_kind date"
    evil = fact(text, text or "met", "Kim " + text, **dict.fromkeys(fields.split(), text))
    page = Page(render([*NEWS, evil], title=text))
    assert calm == [tag for tag, _ in page.elements]
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert any(row[1].startswith("Kim") for row in page.data("data")["nodes"]["rows"])


def test_odd_attributes_of_a_graph_do_no_harm() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label=None, kind=None, aliases=None, mentions=None, documents=float("inf"))
    graph.add_edge("a", "b", key=7, weight=float("nan"), status=None)
    graph.add_edge("a", "a", key="loop", relation="met", sentence="A traf sich.", statuses="asserted:1")
    data = Page(html.render(graph, facts=[])).data("data")
    assert len(data["edges"]["rows"]) == 2
    assert [sentence for sentence in data["sentences"] if sentence] == ["A traf sich."]


def test_facts_without_ids_find_their_edge_by_name() -> None:
    facts = [fact("Lawrow", "met", "Kim")]
    bare = [fact("Kim", "met", "Lawrow", subject_id="", object_id="")]
    assert Page(html.render(graph_of(facts), facts=bare)).data("data")["counts"]["facts"] == 1


def test_an_edge_keeps_its_best_facts_and_says_how_many_there_are() -> None:
    facts = [fact("A", "met", "B", doc=f"{n}.txt", score=n / 100) for n in range(60)]
    data = Page(render(facts)).data("data")
    assert data["counts"]["facts"] == 60
    scores = [row[data["facts"]["columns"].index("score")] for row in data["facts"]["rows"]]
    assert len(scores) == 40
    assert (max(scores), min(scores)) == (0.59, 0.2)


def test_known_positions_are_taken_over() -> None:
    graph = graph_of(NEWS[:1])
    where = {node: (float(n), 5.0) for n, node in enumerate(sorted(graph.nodes))}
    picture = Page(html.render(graph, facts=[], positions=where)).data("network")
    assert sorted((node["x"], node["y"]) for node in picture["nodes"]) == [(0.0, 5.0), (1.0, 5.0)]


def test_an_empty_graph_gives_a_page() -> None:
    data = Page(html.render(nx.MultiDiGraph(), facts=[])).data("data")
    assert data["nodes"]["rows"] == []


def test_write_leaves_one_utf8_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    html.write(graph_of(NEWS[:1]), tmp_path / "out" / "graph.html", facts=NEWS, title="Größe")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["out", "out/graph.html"]
    assert "<title>Größe</title>" in (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.html"
    path.write_text("alt", encoding="utf-8")
    monkeypatch.setattr(html, "network", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        html.write(graph_of(NEWS[:1]), path, facts=NEWS)
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
    assert path.read_text(encoding="utf-8") == "alt"


@pytest.mark.parametrize("given", [{"language": "fr"}, {"shown": 0}, {"held": 0}])
def test_wrong_options_are_named(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        render(**given)
