"""Digest over processes, or by :mod:`kg.cluster` over many machines: the same findings in the same order as in one.

An article that makes the reading fail costs itself alone: it comes back as a :class:`Failure` in its place.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import resources
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.limits import SECONDS, TookTooLongError, limited, too_long
from kg.schema import Document, Findings

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["AHEAD", "Failure", "digest_each", "digest_parallel", "fingerprint", "line", "reader", "work"]

_LOG = logging.getLogger("kg.distribute")
#: Articles that travel together to a worker, and how many such chunks wait for each worker.
_CHUNK, AHEAD = 4, 3
#: So many articles are read in a process of their own also with one job: its end gives the memory of the pipeline back
#: (some 200 MB, of which a process that goes on frees little), before who is who needs it.  For fewer, the second that
#: the start of a process takes is worth more.
_MANY = 100
_TURN = threading.Lock()
#: What the findings depend on besides the model and the article.
_CODE = ("annotate", "extract", "fuse", "tables", "schema.py", "pipeline.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be read to the end: its name, and why in one line."""

    document: str
    reason: str


def digest_each(documents: Iterable[Document], nlp: Language) -> Iterator[Findings | Failure]:
    """As :func:`kg.pipeline.digest`, but an article that fails gives a :class:`Failure` and the next one is read."""
    from kg.pipeline import digest

    for document in documents:
        if reason := too_long(document.text):
            yield Failure(document=document.name, reason=reason)
            continue
        try:
            with limited(SECONDS):
                found = list(digest([document], nlp))
            yield from found
        except TookTooLongError:
            reason = f"took more than {SECONDS:g} seconds; split it, or remove what is no text of an article"
            yield Failure(document=document.name, reason=reason)
        except Exception as error:  # whatever it is, the other articles can be read
            _LOG.debug("reading %s failed", document.name, exc_info=True)
            yield Failure(document=document.name, reason=line(error))


def digest_parallel(
    documents: Iterable[Document], model: str | None = None, jobs: int = 1, *, scheduler: str = ""
) -> Iterator[Findings | Failure]:
    """What each article tells, in the order given, read by ``jobs`` processes or the Dask cluster at ``scheduler``.

    ``model`` is as for :func:`kg.annotate.load`; each worker loads it once.  ``scheduler`` may be ``local``: a cluster
    of ``jobs`` processes here.  With one job, few articles are read in this process.  Only some articles a worker are
    in memory at a time.  A worker that dies loses no article, but one that its reading kills again and again is a
    failure.  Raises :class:`kg.errors.UsageError` when Dask is missing or its workers have another kg, ``ModelError``
    for the model.
    """
    if scheduler:
        from kg.cluster import by_cluster

        yield from by_cluster(_chunks(documents), model, scheduler, jobs)
        return
    waiting = iter(documents)
    first = list(islice(waiting, _MANY)) if jobs == 1 else []
    if jobs > 1 or len(first) == _MANY:
        yield from _by_processes(chain(first, waiting), model, jobs)
    else:
        yield from digest_each(first, _pipeline(model))
        # What follows needs the room.
        _pipeline.cache_clear()


@functools.lru_cache(maxsize=4)
def reader(model: str | None) -> str:
    """:func:`fingerprint` of this process, which stays what it was when it began."""
    return fingerprint(model)


def fingerprint(model: str | None = None) -> str:
    """What identifies a reader: the version of kg and spaCy, and hashes of the code, word lists and model.

    Two readers with the same fingerprint find the same in the same article.  Nothing is loaded for it.
    """
    package = Path(str(resources.files("kg")))
    code = (file for name in _CODE for file in _files(package / name) if "model" not in file.relative_to(package).parts)
    folder = _model_folder(model)
    own = _hashed(package, code)
    trained = _hashed(folder, _files(folder)) if folder else f"unknown {model}"
    return f"kg {__version__} {own}; spacy {importlib.metadata.version('spacy')}; model {trained}"


@functools.lru_cache(maxsize=1)
def _pipeline(model: str | None) -> Language:
    from kg.annotate import load

    return load(model)


def _chunks(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    waiting = iter(documents)
    while chunk := tuple(islice(waiting, _CHUNK)):
        yield chunk


def work(chunk: Sequence[Document], model: str | None) -> list[Findings | Failure]:
    """What some articles tell, read by the pipeline of this process."""
    # Workers of a cluster may have several threads; a pipeline must not be used by two at once.
    with _TURN:
        return list(digest_each(chunk, _pipeline(model)))


def _by_processes(documents: Iterable[Document], model: str | None, jobs: int) -> Iterator[Findings | Failure]:
    chunks = _chunks(documents)
    waiting: deque[tuple[tuple[Document, ...], Future[list[Findings | Failure]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for chunk in islice(chunks, jobs * AHEAD - len(waiting)):
                waiting.append((chunk, pool.submit(work, chunk, model)))
            if not waiting:
                return
            try:
                yield from waiting[0][1].result()
                waiting.popleft()
            except BrokenProcessPool:
                # All that was on its way is lost with the pool.  Which article it was shows when each is read alone.
                lost = [document for chunk, _ in waiting for document in chunk]
                waiting.clear()
                pool.shutdown(wait=False)
                yield from _one_by_one(lost, model)
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not fork: a copy of a process with threads (the progress display has one) may hang.
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_start)


def _start() -> None:
    """In each worker, before anything else."""
    # The interruption from the keyboard is left to the main process, which ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # When that is killed, nobody does: a worker would wait for articles for ever.
    threading.Thread(target=_leave_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    # There is a process for each core, so no library may start threads.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def _leave_with(parent: multiprocessing.process.BaseProcess | None) -> None:
    """Ends this process as soon as its parent has ended."""
    if parent is not None:
        parent.join()
        os._exit(1)


def _one_by_one(documents: Iterable[Document], model: str | None) -> Iterator[Findings | Failure]:
    """Read articles of which one has ended its process; that one is a failure."""
    pool = _pool(1)
    try:
        for document in documents:
            try:
                yield from pool.submit(work, (document,), model).result()
            except BrokenProcessPool:
                reason = "the process that read it ended (not enough memory?); split the article or use fewer --jobs"
                yield Failure(document=document.name, reason=reason)
                pool.shutdown(wait=False)
                pool = _pool(1)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def line(error: BaseException) -> str:
    """An error in one line."""
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _model_folder(model: str | None) -> Path | None:
    """The folder of a pipeline: the shipped one, one given as a path, or that of an installed package."""
    if model is None:
        return Path(str(resources.files("kg"))) / "annotate" / "model"
    if Path(model).is_dir():
        return Path(model)
    found = importlib.util.find_spec(model) if model.isidentifier() else None
    return Path(found.origin).parent if found and found.origin else None


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _hashed(top: Path, files: Iterable[Path]) -> str:
    total = hashlib.blake2b(digest_size=12)
    for file in files:
        with file.open("rb") as data:
            content = hashlib.file_digest(data, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
        total.update(f"{file.relative_to(top).as_posix()}\0{content}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()
