"""A reader that has seen enough (``kg stats | head``): every command ends without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import folder
from sample_build import ROOT

from kg.cli import COMMANDS

CALLS: dict[str, tuple[str, ...]] = {
    "neighbors": ("Kim Jong Un",),
    "facts": (),
    "explain": ("Lawrow", "Kim Jong Un"),
    "timeline": ("Kim Jong Un",),
    "who-says": ("TASS",),
    "entity": ("Lawrow",),
    "path": ("Lawrow", "Kim Jong Un"),
    "stats": (),
    "merges": (),
    "project": ("--format", "csv"),
    "view": ("--no-open", "--about", "Lawrow"),
}
#: These print nothing on stdout, or need a pipeline; their help is tried instead.
OTHERS = sorted(set(COMMANDS) - set(CALLS))


def closed(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Calls kg with a stdout that nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        return subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            stdout=theirs,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    finally:
        os.close(theirs)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("pipes") / "out")


@pytest.mark.parametrize("command", CALLS)
def test_questions_end_silently(command: str, graph: Path) -> None:
    done = closed(command, *CALLS[command], "--graph", str(graph))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["", *OTHERS])
def test_help_ends_silently(command: str) -> None:
    assert closed(*filter(None, [command]), "--help").stderr == ""
