"""How long graph.html takes to open and to move, beside stock pyvis on the same graphs in the same run.

    PYTHONPATH=. python tests/browser/measure.py [--runs 3] [EDGES ...]

Prints a table: size of the file, time from the request to the first picture, time until it can be used (stock pyvis
shakes its nodes into place first), and the time between frames while the picture is dragged.  Times in milliseconds.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chrome
import networkx as nx
import news_graph
from selenium.common.exceptions import TimeoutException
from urllib3.exceptions import ReadTimeoutError

from kg.output import html
from kg.schema import Fact

#: Nodes for each number of edges that is measured.
NODES = {500: 200, 2000: 700, 10_000: 2000}
PATIENCE = 60.0
ROW = "{:30} {:>6} {:>6} {:>5} {:>8} {:>8} {:>6} {:>8}"
Graph = nx.MultiDiGraph
Writer = Callable[["Graph[str]", list[Fact], Path], None]


def ours(graph: Graph[str], facts: list[Fact], path: Path) -> None:
    html.write(graph, path, facts=facts, shown=10**6)


def ours_folded(graph: Graph[str], facts: list[Fact], path: Path) -> None:
    html.write(graph, path, facts=facts)


def stock(graph: Graph[str], facts: list[Fact], path: Path, *, physics: bool = True) -> None:
    from pyvis.network import Network

    picture = Network(directed=True, cdn_resources="in_line", height="850px")
    for node, data in graph.nodes(data=True):
        picture.add_node(node, label=data["label"], value=data["documents"])
    for source, target, data in graph.edges(data=True):
        picture.add_edge(source, target, label=data["label"], title=data["sentence"], value=data["weight"])
    picture.toggle_physics(physics)
    path.write_text(picture.generate_html(notebook=False), encoding="utf-8")


def stock_still(graph: Graph[str], facts: list[Fact], path: Path) -> None:
    stock(graph, facts, path, physics=False)


WRITERS: dict[str, Writer] = {
    "graph.html": ours_folded,
    "graph.html, everything shown": ours,
    "stock pyvis": stock,
    "stock pyvis, physics off": stock_still,
}
USABLE = {
    "graph": "return document.documentElement.dataset.ready === 'true'",
    "stock": "return typeof network === 'object' && (network.physics.stabilized || !network.physics.physicsEnabled)",
}
FRAME = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[arguments.length - 1](performance.now())))"


def opened(driver: Any, file: Path, kind: str) -> tuple[float, float]:
    """Milliseconds until the first picture, and until the page is at rest; ``inf`` where it was not in time."""
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    try:
        driver.get("about:blank")
        driver.get(file.as_uri())
        first = float(driver.execute_async_script(FRAME))
    except TimeoutException:
        return float("inf"), float("inf")
    end = time.monotonic() + PATIENCE
    while not driver.execute_script(USABLE[kind]):
        if time.monotonic() > end:
            return first, float("inf")
        time.sleep(0.05)
    return first, max(first, float(driver.execute_script("return performance.now()")) if kind == "stock" else first)


def frames(driver: Any) -> list[float]:
    """Milliseconds between frames while the mouse drags the picture for a second."""
    driver.execute_script(
        "window.times = []; const tick = (now) => { times.push(now); requestAnimationFrame(tick); };"
        "requestAnimationFrame(tick);"
    )
    where = {"x": 600, "y": 450, "button": "left", "clickCount": 1}
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mousePressed", **where})
    end, step = time.monotonic() + 1.0, 0
    while time.monotonic() < end:
        step += 1
        where |= {"x": 600 + step % 200, "y": 450 + step % 90}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "buttons": 1, **where})
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseReleased", **where})
    times = driver.execute_script("return window.times")
    return [after - before for before, after in itertools.pairwise(times)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edges", nargs="*", type=int, default=sorted(NODES))
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(ROW.format("page", "nodes", "edges", "MB", "picture", "at rest", "frame", "slowest"))
    with tempfile.TemporaryDirectory() as folder:
        for edges in given.edges:
            graph, facts = news_graph.random_graph(NODES.get(edges, edges // 5), edges)
            for name, write in WRITERS.items():
                file = Path(folder) / "page.html"
                write(graph, facts, file)
                size = f"{file.stat().st_size / 1e6:.1f}"
                cells = (f"{value:.0f}" for value in measured(file, name[:5], given.runs))
                print(ROW.format(name, graph.number_of_nodes(), edges, size, *cells), flush=True)


def measured(file: Path, kind: str, runs: int) -> tuple[float, float, float, float]:
    """Time to the first picture, until it is at rest, between frames, and the longest of these.

    Each page has a browser of its own: one that hangs must not hold up the next.
    """
    nothing = float("inf")
    first, rest, between = nothing, nothing, []
    try:
        with chrome.browser() as driver:
            chrome.resize(driver, 1400, 900)
            driver.execute_cdp_cmd("Network.enable", {})
            # Stock pages ask two servers for style sheets; without a network that must not count against them.
            driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["http://*", "https://*"]})
            times = [opened(driver, file, kind) for _ in range(runs)]
            first, rest = (statistics.median(run[part] for run in times) for part in (0, 1))
            between = frames(driver) if first < nothing else []
    except (TimeoutException, ReadTimeoutError):
        pass  # the page did not answer for two minutes: what was not measured is infinite
    return first, rest, statistics.median(between) if between else nothing, max(between, default=nothing)


if __name__ == "__main__":
    main()
