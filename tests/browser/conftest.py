"""One browser and one set of pages for all tests of this folder; after each test nothing may have left the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

try:
    import chrome
    import news_graph
    from page import Page
except ModuleNotFoundError as missing:
    if missing.name != "selenium":
        raise
    # The tests import it too: without it they cannot even be collected.
    collect_ignore_glob = ["test_*.py"]

from kg.output import html


def pytest_report_header() -> list[str]:
    """Says why there are no browser tests where that is so."""
    return ["browser tests left out: selenium is not installed"] if "chrome" not in globals() else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def driver(folder: Path) -> Iterator[Any]:
    if lacking := chrome.missing():
        pytest.skip(f"{lacking} not installed: apt-get install chromium chromium-driver")
    with chrome.browser(downloads=folder / "downloads") as opened:
        opened.get("about:blank")
        yield opened


@pytest.fixture(scope="session")
def news_file(folder: Path) -> Path:
    graph, facts = news_graph.news()
    html.write(graph, folder / "news.html", facts=facts, title="Nachrichten im Sommer 2025")
    return folder / "news.html"


@pytest.fixture(scope="session")
def hostile_file(folder: Path) -> Path:
    graph, facts = news_graph.hostile()
    html.write(graph, folder / "hostile.html", facts=facts, title=news_graph.HOSTILE[0])
    return folder / "hostile.html"


@pytest.fixture(scope="session")
def large_file(folder: Path) -> Path:
    graph, facts = news_graph.random_graph(900, 2500)
    html.write(graph, folder / "large.html", facts=facts, shown=500, held=800)
    return folder / "large.html"


@pytest.fixture
def clean(driver: Any) -> Iterator[None]:
    """The desktop size before, and after the test an empty console and not one request."""
    chrome.resize(driver, 1400, 900)
    chrome.theme(driver, "light")
    driver.get_log("browser")
    chrome.requests(driver)
    yield
    assert driver.get_log("browser") == []
    assert chrome.requests(driver) == []


@pytest.fixture
def news(driver: Any, news_file: Path, clean: None) -> Page:
    return Page(driver, news_file)


@pytest.fixture
def hostile(driver: Any, hostile_file: Path, clean: None) -> Page:
    return Page(driver, hostile_file)


@pytest.fixture
def large(driver: Any, large_file: Path, clean: None) -> Page:
    return Page(driver, large_file)


@pytest.fixture
def downloads(folder: Path) -> Path:
    """The folder of saved files, empty."""
    path = folder / "downloads"
    path.mkdir(exist_ok=True)
    for file in path.iterdir():
        file.unlink()
    return path
