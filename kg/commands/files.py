"""Files that commands write: their names, what is said of them, and what when they cannot be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.output import FORMATS, module
from kg.schema import Fact

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["name", "size", "write", "writing"]


def name(format: str, stem: str) -> str:
    """The usual name of a file of this format, or of a folder for tables."""
    usual = FORMATS[format].file
    return f"{stem}{Path(usual).suffix}" if usual else f"{stem}-{format}"


def size(graph: nx.MultiDiGraph[str]) -> str:
    """How large a graph is, in words."""
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    words = f"{nodes} node{'' if nodes == 1 else 's'}, {edges} edge{'' if edges == 1 else 's'}"
    return words if edges else f"{words}; no fact fits"


def write(graph: nx.MultiDiGraph[str], facts: Sequence[Fact], format: str, out: Path) -> None:
    """Writes a graph in memory in one of :data:`kg.output.FORMATS`."""
    options: dict[str, Any] = {"facts": facts} if FORMATS[format].evidenced else {}
    with writing(out):
        module(format).write(graph, out, **options)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Raises ``UsageError`` when the place cannot be written."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); name another place with -o") from error
