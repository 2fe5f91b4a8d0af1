"""graph.html: the graph as one file that a browser opens, with the sentences behind every edge.

The page is a pyvis network in a template of our own.  It loads nothing: scripts and styles stand in it, and its
Content-Security-Policy forbids any connection, so that reading it tells nobody what is read.  Article text is data in a
JSON block and reaches the page as text nodes alone, never as markup.

Limits: the file holds the strongest 5,000 nodes and 40,000 edges, and of each edge the best 40 facts; names are cut
after 200 characters and sentences after 4,000.  Nodes without an edge are not drawn, but the
search finds them.  The page says what it leaves out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.errors import UsageError
from kg.output import atomic, html_assets
from kg.output.html_data import payload
from kg.output.html_network import network
from kg.output.html_select import select
from kg.schema import Fact

__all__ = ["HELD", "MOST_EDGES", "MOST_FACTS", "MOST_LOOSE", "SHOWN", "render", "write"]

_LANGUAGES = ("auto", "de", "en")
#: Limits of the file: nodes drawn at first, nodes, edges, and facts of an edge.
SHOWN, HELD, MOST_EDGES, MOST_FACTS = 1500, 5000, 40_000, 40
#: Names without an edge that the search finds.
MOST_LOOSE = 3000


def write(
    graph: nx.MultiDiGraph[str],
    path: str | os.PathLike[str],
    *,
    facts: Iterable[Fact],
    title: str | Mapping[str, str] = "kg",
    language: str = "auto",
    shown: int = SHOWN,
    held: int = HELD,
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Writes the page to ``path``, whole or not at all.  See :func:`render`; raises ``OSError`` when it cannot."""
    page = render(graph, facts=facts, title=title, language=language, shown=shown, held=held, positions=positions)
    with atomic.text(path) as out:
        out.write(page)


def render(
    graph: nx.MultiDiGraph[str],
    *,
    facts: Iterable[Fact],
    title: str | Mapping[str, str] = "kg",
    language: str = "auto",
    shown: int = SHOWN,
    held: int = HELD,
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> str:
    """The page as text; the same graph and facts, in any order, give the same bytes.

    ``facts`` are those the edges were made of.  ``title`` may be one for ``de`` and one for ``en``.  ``language`` of
    the interface is ``de``, ``en`` or ``auto`` (the reader's own).  Of the ``held`` strongest nodes in the file the
    ``shown`` strongest are drawn at first, the others stand behind nodes that open.  ``positions`` are those of
    :func:`kg.output.layout.positions` where they are known already; else they are computed for the part that the file
    holds.

    Raises :class:`~kg.errors.UsageError` for another language or a limit below 1.
    """
    if language not in _LANGUAGES:
        raise UsageError(f"no language {language!r} for the page: one of {', '.join(_LANGUAGES)}")
    if shown < 1 or held < 1:
        raise UsageError("the page must show and hold at least one node")
    chosen = select(graph, shown=shown, held=max(shown, held), most_edges=MOST_EDGES, most_loose=MOST_LOOSE)
    data = payload(graph, chosen, facts, title=title, language=language, most_facts=MOST_FACTS)
    picture = network(graph, chosen, positions)
    first = "de" if language == "auto" else language
    scripts = [html_assets.vis_network(), html_assets.script()]
    picture.templateEnv = html_assets.environment()
    picture.path = "graph.html.j2"
    picture.templateEnv.globals |= {
        "title": data["title"][first],
        "language": first,
        "texts": html_assets.texts(),
        "data": data,
        "style": html_assets.style(),
        "scripts": scripts,
        "policy": html_assets.policy(scripts, [html_assets.style()]),
    }
    return str(picture.generate_html())
