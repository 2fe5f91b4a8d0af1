"""graph.html as a reader uses it: open, look, click, type, drag.  All input goes through the browser's own events."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

T = TypeVar("T")
#: A place of the picture at which every test can compute where a node is on the screen.
SCALE = 0.72
NUMBERS = itertools.count()
STILL = f"at=0_0_{SCALE}"


class Page:
    """The page in a browser."""

    def __init__(self, driver: Chrome, file: Path) -> None:
        self.driver = driver
        self.file = file

    def open(self, fragment: str = "") -> Page:
        """A fresh load; a change of the fragment alone would not be one, so each has a number of its own."""
        address = f"{self.file.as_uri()}?{next(NUMBERS)}"
        self.driver.get(f"{address}#{fragment}" if fragment else address)
        self.until(lambda: self.script("return document.documentElement.dataset.ready") == "true")
        return self

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.find(selector).text)

    def until(self, ready: Callable[[], T], seconds: float = 8.0) -> T:
        """The first true answer; the last one, to be asserted on, when there is none in time."""
        end = time.monotonic() + seconds
        while not (answer := ready()) and time.monotonic() < end:
            time.sleep(0.03)
        return answer

    def keys(self, *keys: str) -> Page:
        ActionChains(self.driver).send_keys(*keys).perform()
        return self

    def data(self, block: str = "data") -> Any:
        return json.loads(self.script("return document.getElementById(arguments[0]).textContent", block))

    def table(self, name: str) -> list[dict[str, Any]]:
        table = self.data()[name]
        return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]

    def counts(self) -> list[int]:
        """Names, relations, facts and articles in the picture."""
        return [int(part.split()[0].replace(".", "").replace(",", "")) for part in self.text("#counts").split(" · ")]

    def heading(self) -> str:
        return self.text("#panel h2").replace("\n", " ")

    def fragment(self) -> dict[str, list[str]]:
        """The address's fragment, once the page has had the time to write it."""
        time.sleep(0.12)
        return parse_qs(self.script("return location.hash.slice(1)"))

    # The picture, opened with STILL: its middle shows (0, 0).

    def centred(self, label: str) -> str:
        """The fragment of a view that has this node in its middle."""
        x, y = self.place(label)
        return f"at={round(x / SCALE)}_{round(y / SCALE)}_{SCALE}"

    def place(self, label: str) -> tuple[float, float]:
        """Where a node is, in pixels from the middle of the picture."""
        index = next(n for n, node in enumerate(self.table("nodes")) if node["label"] == label)
        node = self.data("network")["nodes"][index]
        return node["x"] * SCALE, node["y"] * SCALE

    def free_edge(self) -> tuple[dict[str, Any], tuple[float, float]]:
        """A straight edge, and its middle, which is far from every node and from other edges' middles."""
        picture, edges = self.data("network"), self.table("edges")
        where = [(node["x"], node["y"]) for node in picture["nodes"]]
        middles = [
            ((where[e["from"]][0] + where[e["to"]][0]) / 2, (where[e["from"]][1] + where[e["to"]][1]) / 2)
            for e in edges
        ]

        def lonely(number: int) -> float:
            x, y = middles[number]
            others = [*where, *(m for n, m in enumerate(middles) if n != number)]
            return min(abs(x - a) + abs(y - b) for a, b in others)

        straight = [n for n, edge in enumerate(picture["edges"]) if edge["smooth"] is False]
        best = max(straight, key=lonely)
        return edges[best], (middles[best][0] * SCALE, middles[best][1] * SCALE)

    def click_at(self, x: float, y: float) -> Page:
        chain = ActionChains(self.driver).move_to_element_with_offset(self.find("#picture"), round(x), round(y))
        chain.click().perform()
        return self

    def tap_at(self, x: float, y: float) -> Page:
        finger = PointerInput(POINTER_TOUCH, "finger")
        actions = ActionBuilder(self.driver, mouse=finger)
        actions.pointer_action.move_to(self.find("#picture"), round(x), round(y)).pointer_down().pause(
            0.05
        ).pointer_up()
        actions.perform()
        return self
