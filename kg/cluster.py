"""Digest over a Dask cluster: the only module that knows Dask.

The scheduler gives the articles of a worker that died to another one; where it gives up, since several died of the same
articles, they are read one by one, and only the one that kills is a failure.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from kg.distribute import AHEAD, Failure, line, reader, work
from kg.errors import KgError, UsageError
from kg.schema import Document, Findings

__all__ = ["LOCAL", "by_cluster"]

#: In place of an address: a cluster of processes on this machine.
LOCAL = "local"
#: Seconds after which a cluster without any worker is given up, and between two looks at it.
_PATIENCE, _LOOK = 300.0, 5.0


def by_cluster(
    chunks: Iterator[tuple[Document, ...]], model: str | None, scheduler: str, jobs: int
) -> Iterator[Findings | Failure]:
    """What the articles tell, in the order given.  See :func:`kg.distribute.digest_parallel`."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("--scheduler needs Dask; install it with: pip install 'kg-german-news[cluster]'") from error
    with contextlib.ExitStack() as open_:
        if scheduler == LOCAL:
            options: dict[str, Any] = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
            scheduler = open_.enter_context(distributed.LocalCluster(**options)).scheduler_address
        try:
            client = open_.enter_context(distributed.Client(scheduler, timeout="20s", set_as_default=False))
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"no Dask scheduler at {scheduler} ({line(error)}); check the address") from error
        if not client.nthreads():
            raise UsageError(f"the Dask scheduler at {scheduler} has no workers; start some with: dask worker")
        own = reader(model)

        def submit(documents: Sequence[Document]) -> Any:
            return client.submit(_work, documents, model=model, expected=own, pure=False)

        waiting: deque[tuple[Sequence[Document], Any]] = deque()
        while True:
            # As many as there are workers now: some may have come or gone.
            ahead = max(1, sum(client.nthreads().values())) * AHEAD
            while len(waiting) < ahead and (chunk := next(chunks, None)):
                waiting.append((chunk, submit(chunk)))
            if not waiting:
                return
            documents, future = waiting.popleft()
            try:
                yield from _result(client, future)
            except distributed.KilledWorker:
                for document in documents:
                    try:
                        yield from _result(client, submit((document,)))
                    except distributed.KilledWorker:
                        reason = "several workers that read it ended (not enough memory?); split the article"
                        yield Failure(document=document.name, reason=reason)


def _work(documents: Sequence[Document], model: str | None, expected: str) -> list[Findings | Failure]:
    """In a worker.  Raises ``UsageError`` where it would read otherwise than the machine that asks."""
    if reader(model) != expected:
        raise UsageError("a worker has another kg or model than this machine; install the same")
    return work(documents, model)


def _result(client: Any, future: Any) -> list[Findings | Failure]:
    """What a worker found.  Raises ``KgError`` when there is nobody left to wait for."""
    alone = 0.0
    while True:
        try:
            return list(future.result(timeout=_LOOK))
        except TimeoutError:
            if client.status != "running":
                raise KgError("the Dask scheduler is gone; what was read so far is kept for the next build") from None
            alone = 0.0 if client.nthreads() else alone or time.monotonic()
            if alone and time.monotonic() - alone > _PATIENCE:
                raise KgError("no Dask worker is left; what was read so far is kept for the next build") from None
