"""Builds that are killed, that find no room, that meet each other: no half file, nothing lost, nothing doubled."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import random
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_samples import Reader, content, kg

from kg.commands import building, publishing
from kg.commands.request import Request
from kg.output import jsonl
from kg.store import locked

FILES = building.FILES
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
NAMES = ("Anna Berg", "Karl Napp", "Acme", "Köln")
#: Events before which a build may be killed; sqlite3 itself tells of no write, so some are killed by the clock.
EVENTS = ("open", "os.", "sqlite3.", "shutil.", "pathlib.")


class Quiet:
    """A progress that shows nothing."""

    def step(self, name: str) -> None: ...

    def articles(self, done: int, total: int) -> None: ...


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader().replace_reading(monkeypatch, "rules; model")
    monkeypatch.setattr("kg.commands.gathering._SAVED", 3)
    monkeypatch.setattr(
        publishing.html, "write", lambda graph, path, **options: path.write_text(str(options["title"]) * 2000)
    )
    return reader


def write_articles(folder: Path, numbers: range) -> Path:
    folder.mkdir()
    for number in numbers:
        left, right = NAMES[number % 4], NAMES[(number + 1 + number % 3) % 4]
        text = f"Köln, {number % 28 + 1}. Juli 2025 - {left} traf am Abend wieder {right}. Es war das {number}. Mal."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def build(articles: Path, out: Path) -> None:
    building.run(Request(articles=[articles], out=out), Quiet())


def forked(work: Callable[[], None]) -> int:
    """The exit status of a child that does some work; negative for the signal that killed it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def killed_at(event: int, work: Callable[[], None]) -> Callable[[], None]:
    """The work, killed before the n-th time that it touches a file."""
    seen = 0

    def hook(name: str, arguments: object) -> None:
        nonlocal seen
        if name.startswith(EVENTS):
            seen += 1
            if seen == event:
                os.kill(os.getpid(), signal.SIGKILL)

    def run() -> None:
        sys.addaudithook(hook)
        work()

    return run


def killed_after(seconds: float, work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        timer = threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()
        work()

    return run


def events(work: Callable[[], None]) -> int:
    """How often some work touches a file, at most: it is killed at ever later events until it ends."""
    count = 1
    while forked(killed_at(count, work)) < 0:
        count *= 2
    return count


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_killed_builds_leave_the_old_files_or_the_new(kills: int, tmp_path: Path) -> None:
    """Two folders of articles in turn, killed at random; after each kill every file is of one of them, whole."""
    chance = random.Random(kills)
    given = [write_articles(tmp_path / "one", range(0, 20)), write_articles(tmp_path / "two", range(10, 25))]
    wanted = []
    for folder in given:
        build(folder, tmp_path / f"out-{folder.name}")
        wanted.append(content(tmp_path / f"out-{folder.name}"))
    out = tmp_path / "out"
    started = time.monotonic()
    assert forked(lambda: build(given[0], tmp_path / "timed")) == 0
    whole = time.monotonic() - started
    last = events(lambda: build(given[0], tmp_path / "counted"))
    hits = 0
    for number in range(5 * kills):  # when a build is over before its kill, another one is tried
        if hits == kills:
            break
        folder = given[number // 3 % 2]
        work = functools.partial(build, folder, out)
        by_clock = killed_after(chance.uniform(0, whole), work)
        by_event = killed_at(chance.randrange(1, last), work)
        hits += forked(by_clock if number % 2 else by_event) == -signal.SIGKILL
        for name in FILES:
            if (out / name).exists():
                assert (out / name).read_bytes() in [one[name] for one in wanted], f"{name} after kill {number}"
        if (out / "facts.jsonl").exists():
            assert list(jsonl.read_facts(out / "facts.jsonl"))
    assert hits == kills
    for folder, files in zip(given, wanted, strict=True):
        build(folder, out)
        assert content(out) == files
    assert sorted(path.name for path in out.iterdir()) == sorted([*FILES, ".kg-lock", "kg.sqlite"])


def test_what_was_read_before_a_kill_is_not_read_again(reader: Reader, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles", range(10))
    reading = building.digest_parallel

    def killed(*arguments: object, **options: object) -> object:
        for count, found in enumerate(reading(*arguments, **options)):  # type: ignore[arg-type]
            if count == 7:
                os.kill(os.getpid(), signal.SIGKILL)
            yield found

    building.digest_parallel = killed  # type: ignore[assignment]
    try:
        assert forked(lambda: build(articles, tmp_path / "out")) == -signal.SIGKILL
    finally:
        building.digest_parallel = reading  # type: ignore[assignment]
    build(articles, tmp_path / "out")
    assert reader.read == ["06.txt", "07.txt", "08.txt", "09.txt"]


def test_files_are_on_the_disk_before_they_take_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut could undo: a file moved before its bytes are written out."""
    articles = write_articles(tmp_path / "articles", range(4))
    settled: set[int] = set()
    moved: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noting(handle: int) -> None:
        settled.add(os.fstat(handle).st_ino)
        fsync(handle)

    def moving(self: Path, target: Path) -> Path:
        if target.parent == tmp_path / "out":
            assert self.stat().st_ino in settled, self
            moved.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noting)
    monkeypatch.setattr(Path, "replace", moving)
    build(articles, tmp_path / "out")
    assert moved == list(FILES)


@pytest.mark.parametrize("room", [1_000, 15_000, 40_000])
def test_a_full_disk_leaves_everything_as_it_was(room: int, tmp_path: Path) -> None:
    """No file may grow beyond a limit: the store, or one of the outputs, fails in the middle of a write."""
    few = write_articles(tmp_path / "few", range(2))
    many = write_articles(tmp_path / "many", range(40))
    out = tmp_path / "out"
    build(few, out)
    before = content(out)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        result = kg("build", many, "-o", out)
        assert result.exit_code == 2, result.stderr
        assert result.stderr.count("\n") == 1, result.stderr
        assert "cannot be written" in result.stderr or "no room" in result.stderr, result.stderr

    assert forked(full) == 0
    assert content(out) == before
    build(many, out)
    build(many, tmp_path / "nothing")
    assert content(out) == content(tmp_path / "nothing")


def test_two_builds_in_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles", range(3))
    out = tmp_path / "out"
    build(articles, out)
    with locked(out):
        result = kg("build", articles, "-o", out)
        assert (result.exit_code, "another kg builds in" in result.stderr) == (2, True)
        # Who asks the graph meanwhile is served.
        assert kg("facts", "--graph", out).exit_code == 0
