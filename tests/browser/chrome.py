"""Headless Chromium for the tests, the screenshots and the measurements of graph.html."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


def missing() -> str:
    """What is not installed, or ``""``."""
    wanted = {"chromium": binary(), "chromedriver": shutil.which("chromedriver")}
    return " and ".join(name for name, path in wanted.items() if not path)


def binary() -> str | None:
    """The browser's path; Debian calls it chromium, others chromium-browser or google-chrome."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def browser(downloads: Path | None = None, language: str = "de") -> Iterator[webdriver.Chrome]:
    """A fresh browser with an empty profile that logs the console and every request."""
    options = Options()
    options.binary_location = binary() or ""
    profile = tempfile.mkdtemp(prefix="kg-chrome-")
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--lang={language}", "--window-size=1400,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option(
        "prefs", {"intl.accept_languages": language, "download.default_directory": str(downloads or profile)}
    )
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        if downloads:
            allow = {"behavior": "allow", "downloadPath": str(downloads)}
            driver.execute_cdp_cmd("Browser.setDownloadBehavior", allow)
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


def resize(driver: webdriver.Chrome, width: int, height: int, *, ratio: float = 1.0, mobile: bool = False) -> None:
    """The size of the page in CSS pixels, exactly (the window has a frame)."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": mobile}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": mobile})


def theme(driver: webdriver.Chrome, name: str) -> None:
    """What the page takes for the reader's preference: ``light`` or ``dark``."""
    feature = {"name": "prefers-color-scheme", "value": name}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def requests(driver: webdriver.Chrome) -> list[str]:
    """The addresses that left the page since the last call, other than its own file and data in it.

    Those that the page's policy stopped are not among them; the console reports these.
    """
    asked: dict[str, str] = {}
    for entry in driver.get_log("performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked[message["params"]["requestId"]] = message["params"]["request"]["url"]
        if message["method"] == "Network.loadingFailed" and message["params"].get("blockedReason") == "csp":
            asked.pop(message["params"]["requestId"], None)
    return [url for url in asked.values() if not url.startswith(("file:", "data:", "blob:", "chrome:"))]


def hover(driver: webdriver.Chrome, element: WebElement, x: float = 0, y: float = 0) -> None:
    """Moves the mouse to a point, counted from the middle of the element, in two steps as a hand would."""
    chain = ActionChains(driver).move_to_element_with_offset(element, round(x) - 4, round(y))
    chain.move_to_element_with_offset(element, round(x), round(y)).perform()


def double_click(driver: webdriver.Chrome, element: WebElement, x: float, y: float) -> None:
    """A double click at a point, counted from the middle of the element."""
    ActionChains(driver).move_to_element_with_offset(element, round(x), round(y)).double_click().perform()


def drag(driver: webdriver.Chrome, element: WebElement, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags between two points, counted from the middle of the element, with stops on the way."""
    chain = ActionChains(driver).move_to_element_with_offset(element, round(start[0]), round(start[1])).click_and_hold()
    for step in range(1, 5):
        share = step / 4
        x, y = (start[axis] + (end[axis] - start[axis]) * share for axis in (0, 1))
        chain.move_to_element_with_offset(element, round(x), round(y))
    chain.release().perform()
