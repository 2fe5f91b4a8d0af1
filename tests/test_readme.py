"""README.md: its commands work, and its made parts are current (``python tests/readme_parts.py`` makes them anew)."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import readme_parts
import sample_build
from sample_build import ROOT

from kg.output import FORMATS
from kg.schema import STATUSES, Entity, Fact

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = readme_parts.examples(TEXT)
SHELL = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
built = pytest.mark.skipif(bool(sample_build.missing()), reason=sample_build.missing())


def words(text: str) -> list[str]:
    """The words of help texts without their lay-out, which differs between versions of click."""
    return re.findall(r"[\w'./:-]+", text)


@pytest.mark.parametrize("name", readme_parts.parts())
def test_made_parts_are_current(name: str) -> None:
    assert words(readme_parts.part(TEXT, name)) == words(readme_parts.parts()[name]()), "run tests/readme_parts.py"


@built
@pytest.mark.parametrize("command", EXAMPLES)
def test_examples_print_what_is_shown(command: str) -> None:
    """But for figures (some are seconds) and a quarter of the words: another processor may tip a parse."""
    result = sample_build.shell(command)
    assert result.returncode == 0, result.stdout
    shown, printed = (re.sub(r"\d+", "0", text).split() for text in (EXAMPLES[command], result.stdout))
    assert SequenceMatcher(None, shown, printed).ratio() > 0.75, f"run tests/readme_parts.py; printed:\n{result.stdout}"


def test_examples_show_output() -> None:
    """An example without output was never run by readme_parts.py."""
    assert len(EXAMPLES) > 15
    assert [command for command, output in EXAMPLES.items() if not output.strip()] == []


@built
@pytest.mark.parametrize("code", PYTHON)
def test_python_runs(code: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=sample_build.workplace(),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "Olaf Scholz dismissed Christian Lindner 2024-11-06 asserted" in result.stdout


@pytest.mark.parametrize("command", SHELL)
def test_set_up_commands_are_one_line_of_shell(command: str) -> None:
    assert command.count("\n") == 1
    assert subprocess.run(["bash", "-n", "-c", command], check=False).returncode == 0


@built
@pytest.mark.slow
def test_the_first_command_sets_everything_up(tmp_path: Path) -> None:
    """In a copy of the project, with nothing but Python and a package index."""
    probe = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(tmp_path / "probe"), "click"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("no package index can be reached")
    if not shutil.which("python3.11"):
        pytest.skip("python3.11 is not on the path")
    clone = tmp_path / "clone"
    unwanted = shutil.ignore_patterns(".git", ".venv", "venv", "__pycache__", "*.egg-info", "build", "dist", ".*_cache")
    shutil.copytree(ROOT, clone, ignore=unwanted)
    shutil.rmtree(clone / "out", ignore_errors=True)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    call = ["bash", "-c", SHELL[0]]
    result = subprocess.run(call, capture_output=True, encoding="utf-8", cwd=clone, env=bare, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "32 articles read" in result.stderr
    assert (clone / "out" / "graph.html").stat().st_size > 100_000
    asked = [clone / ".venv" / "bin" / "kg", "facts", "--about", "Scholz"]
    shown = subprocess.run(asked, capture_output=True, encoding="utf-8", cwd=clone, env=bare, check=True)
    assert "Olaf Scholz –dismissed– Christian Lindner" in shown.stdout


def section(title: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    level = title.split()[0]
    after = TEXT.split(f"\n{title}\n")[1]
    return re.split(rf"^#{{1,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(("title", "kind"), [("### facts.jsonl", Fact), ("### entities.jsonl", Entity)])
def test_every_field_is_described(title: str, kind: type[Fact] | type[Entity]) -> None:
    described = set(re.findall(r"`(\w+)`", section(title)))
    assert {field.name for field in dataclasses.fields(kind)} <= described
    assert kind is Entity or set(STATUSES) <= described


def test_every_format_is_described() -> None:
    assert set(FORMATS) <= set(re.findall(r"`(\w+)`", section("### graph.graphml")))


@built
def test_every_attribute_is_described() -> None:
    graph = (sample_build.workplace() / "out" / "graph.graphml").read_text(encoding="utf-8")
    named = set(re.findall(r'attr\.name="(\w+)"', graph))
    assert len(named) > 20
    assert named <= set(re.findall(r"`(\w+)`", section("### graph.graphml")))


def test_files_that_are_named_exist() -> None:
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if not link.startswith("http")]
    assert {"out/README.png", "out/README-profile.png"} <= set(linked)
    named = re.findall(r"`((?:kg|data|tests|\.ci)/[\w./]+)`", TEXT)
    assert [name for name in (*linked, *named) if not (ROOT / name).exists()] == []


@built
def test_the_pictures_show_what_is_in_the_graph() -> None:
    graph = (sample_build.workplace() / "out" / "graph.graphml").read_text(encoding="utf-8")
    pictures = readme_parts.pictures(TEXT)
    assert len(pictures) > 1
    for file, fragment in pictures:
        assert f"(out/{file})" in TEXT
        state = urllib.parse.parse_qs(fragment)
        [shown] = [*state.get("edge", []), *state.get("node", [])]
        assert f'id="{shown}"' in graph


def test_nothing_is_left_to_fill_in() -> None:
    assert not re.search(r"\{\{|TODO|TBD|XXX", TEXT)
