"""Reading in several processes: the same as in one, and failures that cost one article."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cli_samples import findings

from kg import distribute, limits
from kg.distribute import Failure, digest_each, digest_parallel, fingerprint
from kg.errors import ModelError, UsageError
from kg.schema import Document, Findings


class FakeLanguage:
    """Stands for a pipeline; :func:`fake_digest` does not look at it."""


def fake_digest(documents: Iterable[Document], nlp: object) -> Iterator[Findings]:
    for document in documents:
        if "KAPUTT" in document.text:
            raise ValueError("kaputt\nund mehr")
        while "ENDLOS" in document.text:
            with contextlib.suppress(Exception):
                len(document.text)
        if "TOT" in document.text:
            os._exit(9)
        yield findings(document)


def articles(*texts: str) -> list[Document]:
    return [Document(id=str(i), name=f"{i}.txt", text=text) for i, text in enumerate(texts)]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.digest", fake_digest)


def test_a_failure_costs_one_article(pipeline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 1000)
    monkeypatch.setattr(limits, "WORDS", 100)
    given = articles("Anna Berg.", "KAPUTT", "x" * 2000, "Karl Napp.", "!" * 200)
    found = list(digest_each(given, FakeLanguage()))  # type: ignore[arg-type]
    assert found == [
        findings(given[0]),
        Failure(document="1.txt", reason="ValueError: kaputt und mehr"),
        Failure(document="2.txt", reason="longer than 1,000 characters; split it into its articles"),
        findings(given[3]),
        Failure(document="4.txt", reason="longer than 100 words and signs; split it into its articles"),
    ]


def test_an_endless_article_costs_itself(pipeline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the thread of the process as in one of a worker of a cluster."""
    monkeypatch.setattr(distribute, "SECONDS", 0.2)
    given = articles("Anna Berg.", "ENDLOS", "Karl Napp.", "ENDLOS")
    failed = [Failure(document=name, reason="took more than 0.2 seconds") for name in ("1.txt", "3.txt")]
    wanted = [findings(given[0]), failed[0], findings(given[2]), failed[1]]

    def read() -> list[Findings | Failure]:
        found = digest_each(given, FakeLanguage())  # type: ignore[arg-type]
        return [replace(f, reason=f.reason.partition(";")[0]) if isinstance(f, Failure) else f for f in found]

    assert read() == wanted
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(read).result() == wanted


def test_the_time_of_others_is_not_counted() -> None:
    with limits.limited(0.1):
        time.sleep(0.3)
    with pytest.raises(limits.TookTooLongError), limits.limited(0.05):
        while True:
            pass


def _start_worker() -> None:
    """In each worker: the fake pipeline, for monkeypatches do not reach another process."""
    import kg.pipeline

    kg.pipeline.digest = fake_digest
    distribute._pipeline = lambda model: FakeLanguage()  # type: ignore[assignment]


@pytest.mark.slow
def test_processes_give_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribute, "_start", _start_worker)
    given = articles(*(f"Anna Berg traf Karl Napp {i}." for i in range(13)), "KAPUTT", "Ende.")
    found = list(digest_parallel(iter(given), None, jobs=2))
    assert [f.document if isinstance(f, Failure) else f.document.name for f in found] == [d.name for d in given]
    assert [f for f in found if isinstance(f, Findings)] == [findings(d) for d in given if d.text != "KAPUTT"]


@pytest.mark.slow
def test_many_articles_are_read_beside_this_process_also_with_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribute, "_start", _start_worker)
    monkeypatch.setattr(distribute, "_MANY", 5)
    given = articles("Eins.", "Zwei.", "TOT", "Drei.", "Vier.", "Fünf.")
    # Here the third would end this process.
    found = list(digest_parallel(iter(given), None))
    assert [f.document if isinstance(f, Failure) else f.document.name for f in found] == [d.name for d in given]
    assert [isinstance(f, Failure) for f in found] == [False, False, True, False, False, False]


@pytest.mark.slow
def test_a_process_that_dies_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribute, "_start", _start_worker)
    monkeypatch.setattr(distribute, "_CHUNK", 2)
    given = articles("Anna Berg.", "Eins.", "TOT", "Zwei.", "Drei.")
    found = list(digest_parallel(given, None, jobs=2))
    assert [isinstance(f, Failure) for f in found] == [False, False, True, False, False]
    assert "memory" in next(f.reason for f in found if isinstance(f, Failure))


@pytest.mark.slow
def test_a_worker_ends_with_the_process_that_started_it() -> None:
    """Also when that is killed and can end nobody."""
    code = (
        "import os, time\nfrom kg.distribute import _pool\n"
        "if __name__ == '__main__':\n    print(_pool(1).submit(os.getpid).result(), flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as main:
        assert main.stdout is not None
        worker = int(main.stdout.readline())
        main.kill()
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on")


@pytest.mark.slow
def test_a_missing_model_is_told_from_any_process() -> None:
    for jobs in (1, 2):
        with pytest.raises(ModelError, match="no_such_model"):
            list(digest_parallel(articles("Text."), "no_such_model", jobs=jobs))


def test_fingerprint_tells_models_and_code_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text("{}")
    first = fingerprint(str(model))
    assert fingerprint(str(model)) == first
    (model / "weights").write_bytes(b"1")
    second = fingerprint(str(model))
    assert len({first, second, fingerprint("no_such_model")}) == 3
    monkeypatch.setattr(distribute, "_CODE", ("schema.py",))
    assert fingerprint(str(model)) != second


def test_dask_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"kg-german-news\[cluster\]"):
        list(digest_parallel(articles("Text."), None, scheduler="tcp://host:8786"))
