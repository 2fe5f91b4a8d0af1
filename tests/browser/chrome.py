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
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

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
    """The addresses that the page asked for since the last call, other than its own file and data in it."""
    found = []
    for entry in driver.get_log("performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return [url for url in found if not url.startswith(("file:", "data:", "blob:", "chrome:"))]
