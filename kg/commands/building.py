"""What ``kg build`` does, step by step: read, digest what is new, find out who is who, write.

The outputs depend on the articles and options of the call alone: the store only saves reading again what was read.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.acquire import Problem, mark_duplicates, read
from kg.distribute import Failure, digest_parallel, fingerprint
from kg.errors import UsageError
from kg.fuse import read_links, read_merges, write_merges
from kg.graph.assemble import assemble
from kg.output import graphml, html, jsonl, layout
from kg.pipeline import copies, resolved
from kg.schema import Document, Findings, Link
from kg.store import FILE, Damaged, Store

__all__ = ["FILES", "Progress", "Report", "Request", "run"]

#: What a build writes, in this order.
FILES = ("facts.jsonl", "entities.jsonl", "merges.csv", "graph.graphml", "graph.html")
#: Decisions of reviewers in merges.csv.
_DECISIONS = frozenset({"join", "split"})
#: Articles after which the store is brought to the disk: what an interruption costs at most.
_SAVED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A call of ``kg build``; the fields are its options."""

    articles: Sequence[Path]
    out: Path
    date: datetime.date | None = None
    jobs: int = 1
    model: str | None = None
    merges: Path | None = None
    literal: bool = False
    link: Path | None = None
    concepts: bool = False
    min_score: float = 0.0
    scheduler: str = ""
    fresh: bool = False
    add: bool = False


@dataclass(slots=True, kw_only=True)
class Report:
    """What a build did.  ``stored`` of the articles ``read`` were known; ``notes`` are what the user should know."""

    articles: int = 0
    stored: int = 0
    copies: int = 0
    skipped: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: int = 0
    entities: int = 0
    edges: int = 0
    files: list[Path] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether no article is missing."""
        return not (self.skipped or self.failed)


class Progress(Protocol):
    """Shown while a build runs: steps without an end known, and articles of a known number."""

    def step(self, name: str) -> None:
        """A step begins."""

    def articles(self, done: int, total: int) -> None:
        """So many articles are digested."""


def run(request: Request, progress: Progress) -> Report:
    """Builds the graph.  Raises :class:`kg.errors.KgError` when the call is wrong or nothing can be written."""
    started = time.monotonic()
    report = Report()
    _writable(request.out)
    given = read_merges(request.merges) if request.merges else ()
    refs = read_links(request.link) if request.link else ()
    progress.step("reading articles")
    documents = _documents(request, report)
    with _store(request, report) as store:
        decisions = _decisions(request, store, given, report)
        if request.add:
            documents = _added(documents, store, report)
        documents = mark_duplicates(documents)
        findings = list(_findings(documents, request, store, report, progress))
        read_ones = [found.document for found in findings]
        originals = copies(read_ones)
        report.articles, report.copies = len(read_ones), len(originals)
        report.undated = [document.name for document in read_ones if document.published is None]

        progress.step("who is who")
        identity, facts = resolved(findings, merges=decisions, literal=request.literal, refs=refs)
        facts = [fact for fact in facts if fact.score >= request.min_score]
        graph = assemble(facts, identity.entities, concepts=request.concepts, duplicates=originals)
        report.facts, report.entities, report.edges = len(facts), len(identity.entities), graph.number_of_edges()

        progress.step("writing")
        paths = {name: request.out / name for name in FILES}
        try:
            jsonl.write(facts, paths["facts.jsonl"])
            jsonl.write(identity.entities, paths["entities.jsonl"])
            write_merges(_reviewed(identity.links, decisions), paths["merges.csv"])
            graphml.write(graph, paths["graph.graphml"], positions=layout.positions(graph))
            # From here on facts.jsonl and the store tell of the same articles, whatever happens to the page.
            store.built(read_ones, originals, concepts=request.concepts)
            html.write(graph, paths["graph.html"], facts=facts, title=_title(read_ones))
        except OSError as error:
            raise UsageError(f"{request.out} cannot be written ({error.strerror}); name another folder") from error
        report.files = list(paths.values())
    report.seconds = time.monotonic() - started
    return report


def _writable(folder: Path) -> None:
    """Makes the folder and tries it, before any work is done for nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".kg-trial"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); name another folder with -o") from error


def _documents(request: Request, report: Report) -> list[Document]:
    def take(problem: Problem) -> None:
        (report.skipped if problem.lost else report.hints).append(problem)

    paths = sorted(set(request.articles), key=lambda path: path.as_posix())
    if not paths and request.add:
        return []
    return list(read(paths, date=request.date, on_problem=take))


def _store(request: Request, report: Report) -> Store:
    """The store of the folder; one that cannot be used is put aside, for all but the decisions can be read again."""
    path = request.out / FILE
    try:
        return Store(path)
    except Damaged as error:
        if request.add:
            raise
        aside = path.with_name(f"{FILE}.damaged")
        path.replace(aside)
        report.notes.append(f"{str(error).partition(';')[0]}; it was moved to {aside} and made anew")
        return Store(path)


def _decisions(request: Request, store: Store, given: Sequence[Link], report: Report) -> tuple[Link, ...]:
    """The decisions that hold for this build: those of ``--merges``, and with ``--add`` those of earlier builds too.

    Decisions in the merges.csv that this build replaces are kept, for they are somebody's work.
    """
    before = request.out / "merges.csv"
    written = _decided(read_merges(before)) if before.exists() else []
    store.decide([*written, *_decided(given)])
    kept = store.decisions()
    applied = kept if request.add else tuple(_decided(given))
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


def _added(documents: Sequence[Document], store: Store, report: Report) -> list[Document]:
    """The articles of the last build and the new ones; a new article takes the place of an old one of its name."""
    new = {document.name: document for document in documents}
    ids = {document.id for document in documents}
    old = [document for document in store.articles() if document.id not in ids]
    for document in old:
        if document.name in new:
            report.notes.append(f"{document.name} is another text than before and takes its place")
    both = {document.name: document for document in old} | new
    return [both[name] for name in sorted(both)]


def _findings(
    documents: Sequence[Document], request: Request, store: Store, report: Report, progress: Progress
) -> Iterable[Findings]:
    """The findings of all articles that can be read, from the store or by the pipeline."""
    reader = fingerprint(request.model)
    known = {} if request.fresh else {d.id: found for d in documents if (found := store.findings(d, reader))}
    report.stored = len(known)
    yield from known.values()
    new = [document for document in documents if document.id not in known]
    if not new:
        return
    progress.step("loading the pipeline")
    jobs = min(request.jobs, len(new))
    results = digest_parallel(new, request.model, jobs, scheduler=request.scheduler)
    for done, result in enumerate(results, start=1):
        if isinstance(result, Failure):
            report.failed.append(result)
        else:
            store.keep(result, reader)
            yield result
        if done % _SAVED == 0:
            store.commit()
        progress.articles(done, len(new))


def _title(documents: Sequence[Document]) -> str:
    return f"kg – {len(documents)} Artikel"
