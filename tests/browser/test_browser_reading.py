"""Finding a name, reading a profile and the sentences behind a relation."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import chrome
import news_graph
from page import STILL, Page
from selenium.webdriver import ActionChains, Keys

from kg.output import html

LAWROW, KIM = "per:sergej-lawrow", "per:kim-jong-un"
SPELLINGS = {
    "selenskyj": "Wolodymyr Selenskyj",
    "SÖDER": "Markus Söder",
    "soeder": "Markus Söder",
    "oezdemir kraft": "Miriam Özdemir-Kraft",
    "ozdemir-kr": "Miriam Özdemir-Kraft",
    "THW": "Technisches Hilfswerk",
    "kim jong-un": "Kim Jong Un",
    "grunau an": "Grünau an der Ilse",
}
MET = f"edge={KIM}%7Cmet%7C{LAWROW}"


def test_the_page_opens_on_an_overview(news: Page) -> None:
    news.open()
    assert news.counts() == [57, 120, 132, 32]
    assert "Wer hat was mit wem getan" in news.heading()
    assert "Russland" in news.text(".ranking li")
    articles = [int(row.text.split("\n")[-1].split()[0]) for row in news.all("#panel .ranking li")]
    assert len(articles) > 5
    assert articles == sorted(articles, reverse=True)
    # The slider's words are the days of the first and the last fact, not "earlier".
    first = min(fact["from"] for fact in news.table("facts"))
    assert str(int(first[8:])) in news.text("#period").split(" ")[0]
    assert news.find("#picture canvas").size["height"] > 400


def test_search_finds_names_however_they_are_written(news: Page) -> None:
    news.open()
    found = {}
    for typed in SPELLINGS:
        news.find("#search").clear()
        news.find("#search").send_keys(typed, Keys.ENTER)
        found[typed] = news.heading()
    assert found == SPELLINGS
    assert news.fragment()["node"] == ["loc:gruenau-an-der-ilse"]


def test_suggestions_are_chosen_with_arrow_keys(news: Page) -> None:
    news.open()
    field = news.find("#search")
    news.keys("/", "ru")
    assert news.script("return document.activeElement.id") == "search"
    options = [option.text.split("\n")[0] for option in news.all(".search [role=option]")]
    assert options[0] == "Russland"
    assert field.get_attribute("aria-expanded") == "true"
    news.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    active = news.find("#" + str(field.get_attribute("aria-activedescendant")))
    assert (active.get_attribute("aria-selected"), active.text.split("\n")[0]) == ("true", options[1])
    news.keys(Keys.ENTER)
    assert news.heading() == options[1]
    assert field.get_attribute("aria-expanded") == "false"


def test_suggestions_close_with_escape_and_say_when_there_are_none(news: Page) -> None:
    news.open()
    news.find("#search").send_keys("xyzzy")
    assert "Kein Name" in news.text(".search .suggestions")
    news.find("#search").send_keys(Keys.BACKSPACE * 5, "merz", Keys.ESCAPE)
    assert not news.find(".search .suggestions").is_displayed()


def test_the_profile_tells_aliases_offices_relations_and_timeline(news: Page) -> None:
    news.open(f"node={LAWROW}")
    panel = news.text("#panel")
    assert "Lawrow · Außenminister Lawrow" in panel
    assert "29-mal in 7 Artikeln" in panel
    assert "hat ein Amt in Russland" in panel
    assert "traf Kim Jong Un" in panel
    assert "Wang Yi empfing Sergej Lawrow" in panel
    days = [moment.text for moment in news.all("#panel .timeline time")]
    assert days[0] == "15. Juli 2025"
    news.find("#panel .timeline summary").click()
    assert "Am Dienstag traf Lawrow auch Staatschef Xi." in news.text("#panel .timeline .evidence")


def test_a_click_on_a_node_reads_its_profile(news: Page) -> None:
    news.open(STILL)
    news.click_at(*news.place("Markus Söder"))
    assert news.heading() == "Markus Söder"
    news.keys(Keys.ESCAPE)
    assert "Wer hat was" in news.heading()


def test_a_click_on_an_edge_shows_its_sentence(news: Page) -> None:
    news.open(STILL)
    edge, middle = news.free_edge()
    news.click_at(*middle)
    nodes, facts = news.table("nodes"), news.table("facts")
    for end in ("from", "to"):
        assert nodes[edge[end]]["label"] in news.heading()
    sentences = news.data()["sentences"]
    number = news.table("edges").index(edge)
    fact = next(fact for fact in facts if fact["edge"] == number)
    assert news.text("#panel blockquote") == sentences[fact["sentence"]]


def test_evidence_marks_the_words_and_names_source_date_and_article(news: Page) -> None:
    news.open(MET)
    assert news.heading() == "Kim Jong Un – traf – Sergej Lawrow"
    assert "4 unabhängige Artikel · 4 Belege" in news.text("#panel")
    told = next(one for one in news.all("#panel .evidence") if "Jacht" in one.text)
    marked = {mark.get_attribute("class"): mark.text for mark in told.find_elements("css selector", "mark")}
    assert marked == {"subject": "Machthaber Kim", "predicate": "traf", "object": "Lawrow"}
    for piece in ("laut KCNA", "12. Juli 2025", "„am Samstag“", "Wonsan", "zitiert", "abendkurier.example"):
        assert piece in told.text
    link = told.find_element("css selector", "a")
    assert link.get_attribute("href") == "https://abendkurier.example/2025-07-12/a02"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_from_profile_to_relation_and_on_to_the_other_name(news: Page) -> None:
    news.open(f"node={LAWROW}")
    news.find(f"#panel [data-edge='{KIM}|met|{LAWROW}']").click()
    assert "traf" in news.heading()
    news.all("#panel h2 button")[0].click()
    assert news.heading() == "Kim Jong Un"


def test_the_keyboard_goes_on_from_what_it_opened(news: Page) -> None:
    held = "const e = document.activeElement; return e.tagName + ' ' + e.textContent"
    news.open(f"node={LAWROW}")
    news.all("#panel .row")[0].send_keys(Keys.ENTER)
    assert news.script(held).startswith("H2 Sergej Lawrow")
    news.keys(Keys.TAB, Keys.ENTER)  # to the first name of the relation
    assert news.script(held) == "H2 " + news.heading()
    news.all("#panel .actions [aria-pressed]")[0].send_keys(Keys.ENTER)
    assert news.script(held) == "BUTTON 1 Schritt"
    news.find("#end-focus").send_keys(Keys.ENTER)
    assert news.script("return document.activeElement.id") == "picture"


def test_hovering_points_out_without_selecting(news: Page) -> None:
    news.open(STILL)
    x, y = news.place("Petra Lindner")
    chrome.hover(news.driver, news.find("#picture"), x, y)
    assert news.until(lambda: "pointing" in (news.find("#picture canvas").get_attribute("class") or ""))
    assert "Wer hat was" in news.heading()


def test_the_path_between_two_names(news: Page) -> None:
    news.open()
    news.find("#find-path").click()
    news.find("#path-from").send_keys("kim jong", Keys.ENTER)
    assert news.script("return document.activeElement.id") == "path-to"
    news.find("#path-to").send_keys("macron", Keys.ENTER)
    names = [name.text for name in news.all("#panel .way > li:not(.between)")]
    assert (names[0], names[-1]) == ("Kim Jong Un", "Emmanuel Macron")
    assert f"{len(names) - 1} Schritte" in news.text("#panel")
    assert len(news.all("#panel .way blockquote")) == len(names) - 1
    # What was found is not covered by suggestions, and the keyboard goes on from its heading.
    assert not any(found.is_displayed() for found in news.all("#panel .suggestions"))
    assert news.script("return document.activeElement.tagName") == "H2"
    assert {"path", "to"} <= set(news.fragment())


def test_there_is_no_path_between_politics_and_football(news: Page) -> None:
    news.open(f"path={KIM}&to=org:dfb-frauen")
    assert "kein Weg" in news.text("#panel")


def test_names_can_be_walked_with_arrow_keys(news: Page) -> None:
    news.open()
    news.find("#picture").send_keys(Keys.ARROW_RIGHT)
    first = news.heading()
    assert first == "Russland"
    news.keys(Keys.ARROW_UP)
    second = news.heading()
    assert second != first
    assert news.script("return document.getElementById('said').textContent").startswith(second)
    news.keys(Keys.ENTER)
    assert news.script("return document.activeElement.tagName") == "H2"


def test_keys_zoom_and_move_the_picture(news: Page) -> None:
    news.open(STILL)
    news.find("#picture").send_keys("+")
    assert news.fragment()["at"] == ["0_0_0.9"]
    news.keys("-")
    ActionChains(news.driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
    assert news.fragment()["at"] == ["111_0_0.72"]


def test_help_opens_and_closes(news: Page) -> None:
    news.open()
    news.find("#picture").send_keys("?")
    assert "Pfeiltasten" in news.text("#help") or "nächsten Namen" in news.text("#help")
    news.keys(Keys.ESCAPE)
    assert not news.find("#help").is_displayed()


def test_names_without_a_relation_are_counted_and_found(driver: Any, folder: Path, clean: None) -> None:
    graph, facts = news_graph.news()
    graph.add_node("loc:emden", label="Emden", kind="LOC", aliases="Emdens", mentions=3, documents=2)
    graph.add_node("per:emmi-ehlers", label="Emmi Ehlers", kind="PER", aliases="", mentions=1, documents=1)
    html.write(graph, folder / "loose.html", facts=facts, title="Nachrichten")
    page = Page(driver, folder / "loose.html")
    page.open()
    assert page.counts()[0] == 57
    assert page.text("#loose summary") == "2 weitere Namen ohne Beziehung; die Suche findet sie"
    page.find("#loose summary").click()
    page.all("#loose .name")[0].click()
    assert page.heading() == "Emden"
    assert "kein Beleg verbindet ihn" in page.text("#panel")
    assert page.fragment()["node"] == ["loc:emden"]
    # In the search they come after those that are in the picture.
    page.find("#search").clear()
    page.find("#search").send_keys("ehlers")
    assert page.text(".search .suggestions").split("\n")[-2:] == ["Emmi Ehlers", "ohne Beziehung"]
    page.find("#search").send_keys(Keys.ARROW_UP, Keys.ENTER)
    assert page.heading() == "Emmi Ehlers"
    page.open("node=loc:emden")  # the address of such a view can be sent
    assert page.heading() == "Emden"


def test_namesakes_are_told_apart_in_the_search(driver: Any, folder: Path, clean: None) -> None:
    facts = [news_graph.fact(("Jan Thal", "PER"), "leads", ("Emden", "LOC"))]
    facts.append(dataclasses.replace(facts[0], subject_id="per:jan-thal-tennis", relation="visited"))
    graph = news_graph.graph_of(facts)
    html.write(graph, folder / "namesakes.html", facts=facts, title={"de": "Zwei Thals", "en": "Two Thals"})
    page = Page(driver, folder / "namesakes.html").open("lang=de")
    page.find("#search").send_keys("thal")
    options = [option.text.split("\n")[:2] for option in page.all(".search [role=option]")]
    assert options == [["Jan Thal", "jan-thal"], ["Jan Thal", "jan-thal-tennis"]]
    titles = "return [document.title, document.querySelector('h1').textContent]"
    assert page.script(titles) == ["Zwei Thals"] * 2
    page.find("#language").click()
    assert page.script(titles) == ["Two Thals"] * 2


def test_on_a_phone_a_large_graph_opens_where_it_can_be_read(large: Page) -> None:
    chrome.resize(large.driver, 390, 780, ratio=2, mobile=True)
    large.open()
    large.find("#zoom-in").click()
    x, _, scale = large.fragment()["at"][0].split("_")
    assert float(scale) / 1.25 > 0.35
    # The strongest name is in sight.
    strongest = large.data("network")["nodes"][0]
    assert abs(strongest["x"] - float(x)) * float(scale) < 390


def test_on_a_phone_the_table_shows_each_fact_whole(news: Page) -> None:
    chrome.resize(news.driver, 390, 780, ratio=2, mobile=True)
    news.open("view=table")
    row = news.all("#table tbody tr")[0]
    assert row.size["width"] <= 390
    assert row.find_elements("css selector", "td")[-1].is_displayed()
    assert row.find_elements("css selector", "td")[-1].rect["x"] < 60
