"""Reading on a Dask cluster: a real scheduler and workers in processes of their own, one of which is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_samples import findings

from kg.distribute import Failure, digest_parallel
from kg.errors import UsageError
from kg.schema import Document, Findings

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
PRELOAD = HERE / "cluster_worker.py"


def articles(count: int, **special: str) -> list[Document]:
    texts = [special.get(f"at{i}", f"Anna Berg traf Karl Napp {i}.") for i in range(count)]
    return [Document(id=str(i), name=f"{i}.txt", text=text) for i, text in enumerate(texts)]


def started(*arguments: object, log: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}
    call = [sys.executable, "-m", "distributed.cli.dask_" + str(arguments[0]), *map(str, arguments[1:])]
    return subprocess.Popen(call, env=environment, stdout=log.open("wb"), stderr=subprocess.STDOUT)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with two workers, and the workers."""
    file = tmp_path / "scheduler.json"
    scheduler = ["scheduler", "--port", 0, "--no-dashboard", "--scheduler-file", file]
    running = [started(*scheduler, log=tmp_path / "scheduler.log")]
    worker = ["worker", "--scheduler-file", file, "--nthreads", 1, "--no-nanny", "--no-dashboard"]
    try:
        for number in range(2):
            call = [*worker, "--local-directory", tmp_path / str(number), "--preload", PRELOAD]
            running.append(started(*call, log=tmp_path / f"worker-{number}.log"))
        with distributed.Client(scheduler_file=str(file), timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def test_a_killed_worker_loses_no_article(cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = cluster
    given = articles(60, at20="KAPUTT")
    found = []
    for number, result in enumerate(digest_parallel(iter(given), None, scheduler=address)):
        found.append(result)
        if number == 10:
            workers[0].send_signal(signal.SIGKILL)
    assert workers[0].wait(5) == -signal.SIGKILL
    wanted: list[Findings | Failure] = [findings(document) for document in given]
    wanted[20] = Failure(document="20.txt", reason="ValueError: kaputt")
    assert found == wanted


def test_an_article_that_kills_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a cluster of this machine, which replaces workers that die."""
    options = {"distributed.worker.preload": [str(PRELOAD)], "distributed.scheduler.allowed-failures": 1}
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE.parent), str(HERE)]))
    given = articles(20, at9="TOT")
    import dask

    with dask.config.set(options):
        found = list(digest_parallel(given, None, 2, scheduler="local"))
    assert [f.document for f in found if isinstance(f, Failure)] == ["9.txt"]
    assert "workers that read it ended" in next(f.reason for f in found if isinstance(f, Failure))
    assert [f for f in found if isinstance(f, Findings)] == [findings(d) for d in given if d.text != "TOT"]


def test_wrong_clusters_are_told(cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = cluster
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.cluster.reader", lambda model: "another kg")
        with pytest.raises(UsageError, match="another kg or model"):
            list(digest_parallel(articles(3), None, scheduler=address))
    for worker in workers:
        worker.kill()
        worker.wait()
    time.sleep(1)
    with pytest.raises(UsageError, match="has no workers"):
        list(digest_parallel(articles(3), None, scheduler=address))
