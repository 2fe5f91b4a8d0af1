"""Narrowing the graph down, sending what is seen, saving it, and reading it as a table."""

from __future__ import annotations

import csv
import struct
from pathlib import Path

import chrome
import networkx as nx
from page import STILL, Page
from selenium.webdriver import Keys


def box(page: Page, facet: str, value: str) -> None:
    page.find(f"#facet-{facet} input[data-value='{value}']").click()


def only(page: Page, facet: str, value: str) -> None:
    label = page.find(f"#facet-{facet} input[data-value='{value}']")
    page.script("arguments[0].scrollIntoView({ block: 'center' })", label)
    chrome.hover(page.driver, label)
    row = label.find_element("xpath", "./ancestor::li")
    row.find_element("css selector", ".only").click()


def test_kinds_can_be_switched_off_and_on(news: Page) -> None:
    news.open()
    before = news.counts()
    box(news, "kind", "LOC")
    assert news.counts()[0] < before[0]
    assert news.fragment()["-kind"] == ["LOC"]
    box(news, "kind", "LOC")
    assert news.counts() == before
    assert news.fragment() == {}


def test_each_filter_leaves_its_facts(news: Page) -> None:
    news.open()
    expected = {
        ("status", "denied"): 5,
        ("group", "justice"): 4,
        ("source", "KCNA"): 5,
        ("medium", "ilse-bote.example"): 18,
    }
    for (facet, value), facts in expected.items():
        only(news, facet, value)
        assert news.counts()[2] == facts, value
        assert news.fragment()[facet] == [value]
        news.find("#end-filters").click()
    assert news.counts()[2] == 132


def test_filters_add_up_and_an_empty_picture_is_said(news: Page) -> None:
    news.open("source=KCNA&status=denied")
    assert news.counts() == [0, 0, 0, 0]
    assert "Kein Beleg passt" in news.text("#notice")


def test_the_slider_narrows_by_keyboard(news: Page) -> None:
    news.open()
    before = news.counts()
    news.find("#since").send_keys(Keys.ARROW_RIGHT * 30)
    assert news.counts()[2] < before[2]
    since = news.fragment()["since"][0]
    days = [fact["to"] for fact in news.table("facts")]
    assert news.counts()[2] == sum(day >= since for day in days)
    assert news.find("#since").get_attribute("aria-valuetext") in news.text("#period")
    news.find("#timeline-all").click()
    assert news.counts() == before


def test_the_slider_narrows_by_dragging(news: Page) -> None:
    news.open()
    handle = news.find("#until")
    half = handle.size["width"] / 2
    chrome.drag(news.driver, handle, (half - 8, 0), (0, 0))
    assert news.counts()[2] < 132
    assert "until" in news.fragment()


def test_the_slider_can_go_by_the_days_of_the_articles(news: Page) -> None:
    news.open("by=article&since=2025-07-24")
    assert news.counts()[3] == 3
    assert news.find("#by").get_property("value") == "article"


def test_focus_shows_one_step_and_two(news: Page) -> None:
    news.open("node=per:thomas-ehlers")
    news.all("#panel .actions [aria-pressed]")[0].click()
    near = news.counts()[0]
    assert near == 5
    news.all("#panel .actions [aria-pressed]")[1].click()
    assert near < news.counts()[0] < 57
    assert news.fragment()["steps"] == ["2"]
    news.find("#end-focus").click()
    assert news.counts()[0] == 57


def test_a_double_click_focuses(news: Page) -> None:
    news.open(STILL)
    chrome.double_click(news.driver, news.find("#picture"), *news.place("Thomas Ehlers"))
    assert news.until(lambda: news.counts()[0] == 5)


def test_an_address_restores_the_view(news: Page) -> None:
    news.open("node=per:sergej-lawrow")
    news.all("#panel .actions [aria-pressed]")[0].click()
    only(news, "status", "asserted")
    news.find("#language").click()
    news.find("#theme").click()
    seen = news.counts(), news.heading(), news.text("#chips"), news.text("#facet-status")
    fragment = news.script("return location.hash.slice(1)") if news.fragment() else ""
    news.open(fragment)
    assert (news.counts(), news.heading(), news.text("#chips"), news.text("#facet-status")) == seen
    assert news.script("return document.documentElement.dataset.theme") == "dark"


def test_an_address_with_nonsense_opens_the_page(news: Page) -> None:
    news.open("node=per:niemand&kind=XXX&since=morgen&at=a_b_c&focus=per:niemand&open=99&view=x&lang=xx&steps=9")
    assert news.heading() == "Nicht in diesem Graphen"
    assert news.counts()[0] == 57


def test_a_new_address_is_followed_without_a_reload(news: Page) -> None:
    news.open()
    news.script("location.hash = 'node=per:markus-soeder&status=asserted'")
    assert news.until(lambda: news.heading() == "Markus Söder")


def test_back_goes_to_what_was_read_before(news: Page) -> None:
    news.open("node=per:markus-soeder")
    news.find("#search").send_keys("ehlers", Keys.ENTER)
    assert news.fragment()["node"] == ["per:thomas-ehlers"]
    news.driver.back()
    assert news.until(lambda: news.heading() == "Markus Söder")


def test_the_table_holds_the_facts_that_are_shown(news: Page) -> None:
    news.open("status=denied")
    news.find("#view-table").click()
    rows = news.all("#table tbody tr")
    assert len(rows) == news.counts()[2] == 5
    assert news.text("#table caption") == "5 Belege, die das Bild gerade zeigt"
    assert all("bestritten" in row.text for row in rows)
    heads = [cell.get_attribute("scope") for cell in news.all("#table th")]
    assert (heads.count("col"), heads.count("row")) == (9, 5)
    link = rows[0].find_element("css selector", "a")
    assert link.get_attribute("href").startswith("https://") and "noopener" in link.get_attribute("rel")
    rows[0].find_element("css selector", "button").click()
    assert news.find("#picture").is_displayed()
    assert "kritisierte" in news.heading()


def test_both_languages(news: Page) -> None:
    news.open("node=per:sergej-lawrow")
    news.find("#language").click()
    assert news.script("return document.documentElement.lang") == "en"
    assert "has" not in news.heading()
    for words in ("met Kim Jong Un", "Offices and memberships", "Person"):
        assert words in news.text("#panel")
    assert "asserted" in news.text("#facet-status")
    assert news.find("#search").get_attribute("placeholder") == "Person, place, organisation …"


def test_dark_by_preference_and_by_choice(news: Page) -> None:
    chrome.theme(news.driver, "dark")
    news.open()
    ground = "return getComputedStyle(document.body).backgroundColor"
    dark = news.script(ground)
    news.find("#theme").click()
    assert news.script(ground) != dark
    assert news.fragment()["theme"] == ["light"]


def test_saving_the_picture(news: Page, downloads: Path) -> None:
    news.open()
    save(news, "png")
    data = arrived(news, downloads, "graph.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 700
    assert height > 500
    # An empty picture of this size packs into a few kilobytes.
    assert len(data) > 30_000


def test_saving_the_facts(news: Page, downloads: Path) -> None:
    news.open("status=denied")
    save(news, "csv")
    text = arrived(news, downloads, "graph.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 5
    assert {row["status"] for row in rows} == {"denied"}
    assert {"subject", "relation", "object", "sentence", "url"} <= set(rows[0])


def test_saving_the_graph(news: Page, downloads: Path) -> None:
    news.open("kind=PER")
    save(news, "graphml")
    graph = nx.read_graphml(arrived(news, downloads, "graph.graphml"), edge_key_type=str, force_multigraph=True)
    assert [graph.number_of_nodes(), graph.number_of_edges()] == news.counts()[:2]
    assert graph.nodes["per:sergej-lawrow"]["label"] == "Sergej Lawrow"
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"PER"}


def save(page: Page, what: str) -> None:
    page.find("#save summary").click()
    page.find(f"#save-{what}").click()


def arrived(page: Page, folder: Path, name: str) -> Path:
    path = folder / name
    assert page.until(lambda: path.exists() and path.stat().st_size > 0), f"{name} was not saved"
    return path
