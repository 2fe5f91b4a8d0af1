"""Pictures of graph.html for the README.

    PYTHONPATH=. python tests/browser/screenshots.py FOLDER [GRAPH_HTML]

Without a page of its own it shows the made-up news of this folder.  Names that the page does not have are passed over.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import chrome
import news_graph
from page import Page
from selenium.webdriver import Keys

from kg.output import html


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A view of the page: its address, its size in CSS pixels, and what is typed into the search field."""

    name: str
    fragment: str
    width: int = 1400
    height: int = 860
    ratio: float = 1.0
    typed: str = ""


MET = "edge=per:kim-jong-un%7Cmet%7Cper:sergej-lawrow"
SHOTS = (
    Shot(name="graph", fragment="lang=de"),
    Shot(name="graph-profile", fragment="lang=de&node=per:sergej-lawrow&focus=per:sergej-lawrow&steps=1"),
    Shot(name="graph-evidence", fragment=f"lang=de&{MET}"),
    Shot(name="graph-dark-english", fragment="lang=en&theme=dark&node=per:friedrich-merz"),
    Shot(name="graph-path", fragment="lang=de&path=per:kim-jong-un&to=per:petra-lindner"),
    Shot(name="graph-search", fragment="lang=de", typed="soe"),
    Shot(name="graph-phone", fragment=f"lang=de&{MET}", width=390, height=780, ratio=2.0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("page", type=Path, nargs="?")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, chrome.browser() as driver:
        file = given.page
        if file is None:
            graph, facts = news_graph.news()
            file = Path(made) / "graph.html"
            html.write(graph, file, facts=facts, title="Nachrichten im Sommer 2025")
        page = Page(driver, file.resolve())
        chrome.theme(driver, "light")
        for shot in SHOTS:
            chrome.resize(driver, shot.width, shot.height, ratio=shot.ratio, mobile=shot.width < 700)
            page.open(shot.fragment)
            if "gone" in page.script("return document.querySelector('#panel h2').dataset.is ?? ''"):
                continue
            if shot.typed:
                page.find("#search").send_keys(shot.typed, Keys.ARROW_DOWN)
            time.sleep(0.6)  # the picture glides to its place
            driver.save_screenshot(str(given.folder / f"{shot.name}.png"))
            print(given.folder / f"{shot.name}.png")


if __name__ == "__main__":
    main()
