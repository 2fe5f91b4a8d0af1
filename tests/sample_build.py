"""The graph of data/articles, built once for all tests that ask it, and a way to call kg as users do."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.annotate.load import shipped

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "data" / "articles"


def missing() -> str:
    """Why nothing can be built here, or ``""``."""
    return "" if (shipped() / "meta.json").exists() else f"no pipeline in {shipped()}; kg/train makes one"


def kg(*arguments: object, seed: int = 0, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """``kg`` in a process of its own; ``seed`` changes the order of Python's sets."""
    call = [sys.executable, "-m", "kg", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False)


@functools.cache
def workplace() -> Path:
    """A folder with ``data/articles``, their graph in ``out/``, and ``bin/kg``, as after the README's first command."""
    place = Path(tempfile.mkdtemp(prefix="kg-sample-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    shutil.copytree(ROOT / "data", place / "data")
    script = place / "bin" / "kg"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    result = kg("build", "data/articles", "-o", "out", cwd=place)
    if result.returncode:
        raise RuntimeError(f"kg build data/articles: exit code {result.returncode}\n{result.stderr}")
    return place


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A command line of the README in :func:`workplace`, output and reports together, as on a screen."""
    place = workplace()
    path = f"{place / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=place,
        env={**os.environ, "PATH": path},
        check=False,
    )
