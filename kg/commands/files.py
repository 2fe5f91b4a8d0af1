"""Files that commands write: their names, what is said of them, and what when they cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.output import FORMATS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["name", "size", "written"]


def name(format: str, stem: str) -> str:
    """The usual name of a file of this format, or of a folder for tables."""
    usual = FORMATS[format].file
    return f"{stem}{Path(usual).suffix}" if usual else f"{stem}-{format}"


def size(graph: nx.MultiDiGraph[str]) -> str:
    """How large a graph is, in words."""
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    words = f"{nodes} node{'' if nodes == 1 else 's'}, {edges} edge{'' if edges == 1 else 's'}"
    return words if edges else f"{words}; no fact fits"


def written(write: Callable[[], object], out: Path) -> Path:
    """Writes, and gives the place.  Raises ``UsageError`` when it cannot be written."""
    try:
        write()
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); name another place with -o") from error
    return out
