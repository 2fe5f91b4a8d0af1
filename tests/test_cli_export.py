"""``kg export``, ``kg view`` and ``kg project``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import KIM, LAWROW, fact, folder, kg

from kg.output import FORMATS, graphml, nodelink


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return folder(tmp_path / "out")


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format(out: Path, tmp_path: Path, format: str) -> None:
    if format in ("rdf", "parquet"):
        pytest.importorskip({"rdf": "rdflib", "parquet": "pyarrow"}[format])
    place = tmp_path / "made" / FORMATS[format].file
    result = kg("export", format, "--graph", out, "-o", place)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(": 7 nodes, 4 edges\n")
    assert all(path.stat().st_size for path in ([place] if place.is_file() else place.iterdir()))


@pytest.mark.parametrize("format", [*sorted(FORMATS), "html"])
def test_a_large_graph_is_written_without_being_loaded(
    out: Path, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row by row the files are the same, but for the places of nodes, which take too long for many."""
    if format == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr("kg.output.picture._LAID_OUT", 0)
    name = "graph.html" if format == "html" else FORMATS[format].file or "tables"
    content = []
    for loads in (True, False):
        if not loads:
            monkeypatch.setattr("kg.commands.streaming.LARGE", 0)
            monkeypatch.setattr("kg.graph.stored.Stored.graph", None)
        place = tmp_path / str(loads) / name
        result = kg("export", format, "--graph", out, "-o", place)
        assert result.stderr.endswith(": 7 nodes, 4 edges\n")
        content.append([path.read_bytes() for path in ([place] if place.is_file() else sorted(place.iterdir()))])
    assert content[0] == content[1]


def test_facts_that_others_changed_are_asked(out: Path) -> None:
    lines = (out / "facts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "facts.jsonl").write_text("".join(lines[:1]), encoding="utf-8")
    assert len(kg("facts", "--graph", out).stdout.splitlines()) == 1


def test_a_part_has_another_usual_name_than_the_whole(out: Path) -> None:
    kg("export", "json", "--graph", out)
    assert len(nodelink.read(out / "graph.json").edges) == 4
    kg("export", "json", "--graph", out, "--about", "Lawrow", "--relation", "met", "--min-articles", "2")
    part = nodelink.read(out / "selection.json")
    assert [set(edge) for edge in part.edges()] == [{LAWROW, KIM}]
    kg("export", "csv", "--graph", out, "--about", "Kim Jong Un", "--steps", "2")
    assert (out / "selection-csv" / "edges.csv").exists()


def test_events_as_nodes(out: Path, tmp_path: Path) -> None:
    kg("export", "graphml", "--graph", out, "--view", "events", "-o", tmp_path / "e.graphml")
    kinds = [data["kind"] for _, data in graphml.read(tmp_path / "e.graphml").nodes(data=True)]
    assert "HAPPENING" in kinds


def test_steps_around_a_name_lead_over_events(out: Path, tmp_path: Path) -> None:
    """An event is no step of its own: whom somebody met is one step away in both views."""
    place = tmp_path / "e.graphml"
    kg("export", "graphml", "--graph", out, "--view", "events", "--about", "Lawrow", "-o", place)
    nodes = graphml.read(place).nodes(data=True)
    assert {LAWROW, KIM, "loc:russland"} <= {node for node, _ in nodes}
    kg("export", "html", "--graph", out, "--view", "events", "-o", tmp_path / "e.html")
    data = (tmp_path / "e.html").read_text(encoding="utf-8").partition('id="data">')[2].partition("</script>")[0]
    docs = [row[0] for row in json.loads(data)["documents"]["rows"]]
    assert len(docs) == len(set(docs)) <= 4  # an article is one, whatever tells of it
    assert "HAPPENING" in {data["kind"] for _, data in nodes}


def test_a_projection_takes_the_conditions_of_every_output(out: Path) -> None:
    def shared(*conditions: object) -> list[str]:
        given = kg("project", "--graph", out, "--format", "json", *conditions)
        return [row["shared"] for row in json.loads(given.stdout)]

    assert shared() == ["traf: Kim Jong Un – Sergej Lawrow [2025-07-12]"]
    assert shared("--since", "2026") == shared("--status", "denied") == shared("--about", "Wonsan") == []
    assert "nobody shares" in kg("project", "--graph", out, "--since", "2026").stderr


def test_a_place_that_cannot_be_written(out: Path) -> None:
    result = kg("export", "json", "--graph", out, "-o", out / "facts.jsonl" / "x.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_view(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)) or True)
    assert kg("view", "--graph", out).exit_code == 2
    (out / "graph.html").write_text("<p>", encoding="utf-8")
    assert kg("view", "--graph", out, "--no-open").stdout == f"{out}/graph.html\n"
    assert opened == []
    kg("view", "--graph", out)
    assert opened == [(out / "graph.html").as_uri()]
    result = kg("view", "--graph", out, "--no-open", "--about", "Lawrow")
    assert result.stdout == f"{out}/selection.html\n"
    assert "Kim Jong Un" in (out / "selection.html").read_text(encoding="utf-8")


def test_pages_are_titled_by_what_they_show(out: Path) -> None:
    def title(*conditions: object) -> list[str]:
        kg("export", "html", "--graph", out, "-o", out / "x.html", *conditions)
        page = (out / "x.html").read_text(encoding="utf-8")
        data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
        assert f"<title>{data['title']['de']}</title>" in page.replace("&gt;", ">")
        return [data["title"]["de"], data["title"]["en"]]

    assert title() == ["kg – 4 Artikel", "kg – 4 articles"]
    assert title("--steps", "2") == title()
    assert title("--about", "Lawrow", "--steps", "2", "--since", "2025-07") == [
        "Sergej Lawrow (2 Schritte) · ab 2025-07",
        "Sergej Lawrow (2 steps) · since 2025-07",
    ]
    assert title("--relation", "contact", "--source", "TASS", "--until", "2025", "--min-articles", "2") == [
        "Treffen, Gespräche · laut TASS · bis 2025 · ab 2 Artikeln",
        "Meetings and talks · according to TASS · until 2025 · at least 2 articles",
    ]
    assert title("--view", "events", "--kind", "PER", "--status", "denied", "--min-score", "0.1")[0] == (
        "Geschehen · Person · bestritten · ab 10 % sicher"
    )
    assert title("--view", "events")[1] == "kg – 4 articles · Events"
    assert title("--about", "Lawrow", "--about", "Kim", "--about", "Russland", "--about", "Wonsan")[1] == (
        "Sergej Lawrow, Kim Jong Un, Russland, 1 more"
    )


def test_an_export_of_nothing_says_so(out: Path, tmp_path: Path) -> None:
    result = kg("export", "json", "--graph", out, "-o", tmp_path / "x.json", "--about", "KCNA", "--relation", "met")
    assert result.stderr.endswith("x.json: 1 node, 0 edges; no fact fits\n")


def test_project(tmp_path: Path) -> None:
    out = folder(tmp_path, facts=[fact(KIM, "praised", "org:kcna"), fact(LAWROW, "met", "org:kcna")])
    rows = json.loads(kg("project", "--graph", out, "--through", "ORG", "--format", "json").stdout)
    assert [(row["left"], row["right"], row["shared"]) for row in rows] == [("Kim Jong Un", "Sergej Lawrow", "KCNA")]
    out = folder(tmp_path, facts=[fact(KIM, "met", LAWROW), fact(KIM, "member_of", "org:kcna"),
                                  fact(LAWROW, "member_of", "org:kcna")])  # fmt: skip
    rows = json.loads(kg("project", "--graph", out, "--format", "json").stdout)
    assert [(row["left"], row["right"], row["weight"]) for row in rows] == [("Kim Jong Un", "Sergej Lawrow", 2.0)]
    assert "KCNA" in rows[0]["shared"]
    result = kg("project", "--graph", out, "--relation", "met", "--format", "gexf", "-o", tmp_path / "p.gexf")
    assert result.stderr.endswith("p.gexf: 2 nodes, 1 edge\n")
    assert kg("project", "--graph", out, "-o", tmp_path / "p.txt").exit_code == 2
