"""Files are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import networkx as nx
import pytest

from kg.output import atomic, graphml


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "graph.txt"
    path.write_text("alt", encoding="utf-8")
    with pytest.raises(RuntimeError), atomic.text(path) as out:
        out.write("neu, aber")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "alt"
    assert list(tmp_path.iterdir()) == [path]


def test_a_graph_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph([("a", "b")])
    with pytest.raises(ValueError):
        graphml.write(graph, tmp_path / "graph.graphml", positions={"a": ("x", None), "b": (0, 0)})
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_and_rights_are_the_usual(tmp_path: Path) -> None:
    path = tmp_path / "neu" / "tief" / "datei.txt"
    with atomic.text(path) as out:
        out.write("ä\n")
    assert path.read_bytes() == "ä\n".encode()
    plain = tmp_path / "plain"
    plain.write_text("", encoding="utf-8")
    assert path.stat().st_mode == plain.stat().st_mode
    with atomic.binary(path) as out:
        out.write(b"\x00")
    assert path.read_bytes() == b"\x00"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_an_os_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError), atomic.text(tmp_path / "x"):
        pass
