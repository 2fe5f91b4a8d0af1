"""What ``kg build``, ``add`` and ``remove`` do, step by step: read, digest what is new, find out who is who, write.

The outputs depend on the articles and options alone: the store only saves reading again what was read.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.commands import gathering
from kg.commands.library import Library
from kg.commands.publishing import FILES, Graph, publish
from kg.commands.request import Progress, Report, Request
from kg.distribute import digest_parallel, fingerprint
from kg.errors import UsageError
from kg.fuse import read_links, read_merges
from kg.pipeline import streamed
from kg.schema import Link, from_json, to_json
from kg.store import FILE, OLD_FILE, Damaged, Store, locked

__all__ = ["FILES", "Progress", "Report", "Request", "run"]

#: Decisions of reviewers in merges.csv.
_DECISIONS = frozenset({"join", "split"})


def run(request: Request, progress: Progress) -> Report:
    """Builds the graph.  Raises :class:`kg.errors.KgError` when the call is wrong or nothing can be written."""
    started = time.monotonic()
    _writable(request.out)
    given = read_merges(request.merges) if request.merges else ()
    refs = read_links(request.link) if request.link else ()
    with locked(request.out):
        notes = _old_store(request)
        try:
            report = _run(request, given, refs, progress)
        except Damaged as error:
            if request.add or request.remove:
                raise
            # All but the decisions can be read again, and those are in merges.csv as well.
            path = request.out / FILE
            aside = path.with_name(f"{FILE}.damaged")
            path.replace(aside)
            notes.append(f"{str(error).partition(';')[0]}; it was moved to {aside} and made anew")
            report = _run(request, given, refs, progress)
    report.notes[:0] = notes
    report.seconds = time.monotonic() - started
    return report


def _run(request: Request, given: Sequence[Link], refs: Sequence[Link], progress: Progress) -> Report:
    report = Report()
    with Store(request.out / FILE) as store:
        if request.add or request.remove:
            request, refs = _as_before(request, store, refs)
        progress.step("reading articles")
        before = store.articles()
        articles = gathering.articles(request, store, report)
        kept = {article.key for article in articles}
        forget = [article.key for article in before if article.key not in kept] if request.remove else []
        decisions = _decisions(request, store, given, report)
        reader = fingerprint(request.model)
        articles = gathering.digested(articles, request, store, report, progress, digest_parallel, reader)
        if not articles and not report.complete:
            # A graph of nothing must not take the place of one that is there.
            return report

        progress.step("who is who")
        articles, report.undated = gathering.originals(articles, store)
        copies = {article.name: article.original for article in articles if article.original}
        report.articles, report.copies = len(articles), len(copies)
        findings = Library(store, articles, reader)
        identity, facts = streamed(findings, merges=decisions, literal=request.literal, refs=refs)
        sure = (fact for fact in facts if fact.score >= request.min_score)
        graph = Graph(
            facts=sure,
            entities=identity.entities,
            links=_reviewed(identity.links, decisions),
            copies=copies,
            concepts=request.concepts,
            articles=len(articles),
        )
        # The facts need who is who until they are written; what is drawn afterwards does not.
        del findings, identity, facts, sure
        progress.step("writing")
        with _room(request.out):
            report.facts, report.entities, report.edges = publish(graph, request.out)
        report.files = [request.out / name for name in FILES]
        # A build that is killed before this line is done once more and ends the same.
        store.built(articles, reader, _settings(request, refs), forget=forget)
    return report


def _writable(folder: Path) -> None:
    """Makes the folder and tries it, before any work is done for nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".kg-trial"
        trial.touch()
        trial.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); name another folder with -o") from error


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"{folder} cannot be written ({error.strerror or error}); the files in it are as they were"
        raise UsageError(f"{what}: make room or name another folder, what was read is kept") from error


def _old_store(request: Request) -> list[str]:
    """Takes the decisions out of a store of the first format; what to say about it."""
    old, path = request.out / OLD_FILE, request.out / FILE
    if not old.exists() or path.exists():
        return []
    if request.add or request.remove:
        raise UsageError(f"{request.out} was made by an earlier kg; build the graph anew with kg build")
    with Store(path) as store:
        try:
            store.take_over(old)
        except (sqlite3.Error, ValueError, KeyError, TypeError):
            return [f"{old} of an earlier kg cannot be read; it is no longer used and can be deleted"]
    return [f"{path} takes the place of {old}, whose decisions on merges are kept; {OLD_FILE} can be deleted"]


def _as_before(request: Request, store: Store, refs: Sequence[Link]) -> tuple[Request, Sequence[Link]]:
    """The request with the options of the last build."""
    if request.remove and not store.articles():
        raise UsageError(f"no graph in {request.out}; make one with: kg build ARTICLES -o {request.out}")
    options = replace(
        request,
        model=store.setting("model") or None,
        literal=store.setting("literal") == "1",
        concepts=store.setting("concepts") == "1",
        min_score=float(store.setting("min_score") or 0),
    )
    return options, [*refs, *(from_json(Link, line) for line in store.setting("refs").split("\n") if line)]


def _settings(request: Request, refs: Iterable[Link]) -> dict[str, str]:
    return {
        "model": request.model or "",
        "literal": str(int(request.literal)),
        "concepts": str(int(request.concepts)),
        "min_score": repr(request.min_score),
        "refs": "\n".join(map(to_json, refs)),
    }


def _decisions(request: Request, store: Store, given: Sequence[Link], report: Report) -> tuple[Link, ...]:
    """The decisions that hold for this build: those of ``--merges``, and of ``kg add`` those of earlier builds too.

    Decisions in the merges.csv that this build replaces are kept, for they are somebody's work.
    """
    before = request.out / "merges.csv"
    written = _decided(read_merges(before)) if before.exists() else []
    store.decide([*written, *_decided(given)])
    kept = store.decisions()
    applied = kept if request.add or request.remove else tuple(_decided(given))
    if left_out := len(kept) - len(applied) if not request.merges else 0:
        many = (
            f"{left_out} decisions on merges from before are" if left_out > 1 else "1 decision on merges from before is"
        )
        report.notes.append(f"{many} not applied; kg merges --decided --format csv gives a file for --merges")
    return applied


def _decided(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.decision in _DECISIONS]


def _reviewed(links: Iterable[Link], decisions: Sequence[Link]) -> list[Link]:
    """The rows of merges.csv: decisions stay in it, in place of what the rules say of the same two."""
    settled = {frozenset((link.left, link.right)) for link in decisions}
    return [*decisions, *(link for link in links if frozenset((link.left, link.right)) not in settled)]
