"""``kg build``, ``kg add`` and ``kg remove``: articles to a graph of sourced facts."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import console

if TYPE_CHECKING:
    from kg.commands.request import Progress, Report

#: Names that a summary gives before it only counts.
_NAMED = 5


_ARTICLES = click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
_OUT = click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Folder of the graph."
)
_DATE = click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), help="Publication date of articles that do not tell theirs."
)
_JOBS = click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read articles."
)
_MERGES = click.option(
    "--merges", type=click.Path(path_type=Path), help="merges.csv with your decisions: join or split."
)
_SCHEDULER = click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Read on a Dask cluster; local: one of --jobs processes here (extra: cluster).",
)


@click.command(
    short_help="Build the graph of articles.", epilog="Example: kg build articles/ report.html --date 2025-07-13 -o out"
)
@_ARTICLES
@_OUT
@_DATE
@_JOBS
@click.option("--model", help="German spaCy pipeline to read with: a folder or an installed package.")
@_MERGES
@click.option("--literal", is_flag=True, help="Moskau is always the town, never Russia's government.")
@click.option("--link", type=click.Path(path_type=Path), help="Table (CSV) of names and their Wikidata ids.")
@click.option("--concepts", is_flag=True, help="Phrases (Denkmal, Lebensmittel) are nodes too.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave less sure facts out."
)
@click.option("--fresh", is_flag=True, help="Read every article again, whether it was read before or not.")
@_SCHEDULER
def build(date: datetime.datetime | None, **options: Any) -> None:
    """Build the graph of ARTICLES: .txt, .html, .json and .jsonl files and folders of them.

    Writes facts.jsonl, entities.jsonl, merges.csv, graph.graphml, graph.html and graph.sqlite, and keeps what was read
    in kg.sqlite, so that the next build reads only what is new or changed, and forgets what is gone.  An article that
    cannot be read is named and skipped.
    """
    if not options["articles"]:
        raise click.UsageError("no articles given; name files or folders, as in: kg build articles/ -o out")
    _run(date=date, **options)


@click.command(short_help="Add articles to the graph.", epilog="Example: kg add articles/today/ -o out")
@_ARTICLES
@_OUT
@_DATE
@_JOBS
@_MERGES
@_SCHEDULER
def add(date: datetime.datetime | None, **options: Any) -> None:
    """Add ARTICLES to the graph in the folder; one of the same name takes the place of the old one.

    The graph is the same as if all were built at once, with the options of the last build and all decisions on merges.
    Without ARTICLES it is only made anew.
    """
    _run(date=date, add=True, **options)


@click.command(short_help="Remove articles from the graph.", epilog="Example: kg remove report.html -o out")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLES")
@_OUT
@_JOBS
@_SCHEDULER
def remove(names: Sequence[str], **options: Any) -> None:
    """Remove ARTICLES, named by file or id, from the graph in the folder, and delete what is kept of them.

    The graph is the same as if they had never been in it.
    """
    _run(remove=names, **options)


def _run(*, date: datetime.datetime | None = None, **options: Any) -> None:
    """Builds as asked, and says what was done; exit code 1 when articles are missing."""
    from kg.commands.building import run
    from kg.commands.request import Request

    request = Request(date=date.date() if date else None, **options)
    with _progress() as progress:
        report = run(request, progress)
    for line in summary(report):
        console.say(line)
    if not report.complete:
        sys.exit(1)


def summary(report: Report) -> Iterator[str]:
    """The lines of the report at the end of a build."""
    for problem in report.skipped:
        yield f"skipped: {problem}"
    for failure in report.failed:
        yield f"failed: {failure.document}: {failure.reason}; it is tried again by the next build"
    for problem in report.hints:
        yield f"note: {problem}"
    for note in report.notes:
        yield f"note: {note}"
    if not report.files:
        yield "no article could be read: nothing was written, what was there before is as it was"
        return
    for name in report.replaced:
        yield f"note: {name} is another text than before and takes its place"
    if report.undated:
        named = ", ".join(report.undated[:_NAMED]) + (", ..." if len(report.undated) > _NAMED else "")
        count = _many(len(report.undated), "article")
        yield f"note: {count} without a date ({named}): relative dates stay open; use --date"
    if anew := _anew(report):
        yield anew
    extras = [
        f"{report.stored} from kg.sqlite" if report.stored else "",
        _many(report.copies, "agency copy", "agency copies") if report.copies else "",
        f"{len(report.skipped)} skipped" if report.skipped else "",
        f"{len(report.failed)} failed" if report.failed else "",
    ]
    added = ", ".join(extra for extra in extras if extra)
    yield f"{_many(report.articles, 'article')} read{f' ({added})' if added else ''} in {report.seconds:.1f} s"
    facts, entities = _many(report.facts, "fact"), _many(report.entities, "entity", "entities")
    yield f"{facts}, {entities}, {_many(report.edges, 'edge')}"
    yield "wrote " + ", ".join(str(path) for path in report.files)


def _anew(report: Report) -> str:
    """What was read anew and why, and how much was forgotten; "" when nothing is other than before."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in report.anew.items())
    gone = f"forgotten: {_many(report.forgotten, 'article')}" if report.forgotten else ""
    return "; ".join(filter(None, [f"read anew: {reasons}" if reasons else "", gone]))


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


@contextmanager
def _progress() -> Iterator[Progress]:
    """A line on stderr that tells how far the build is; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    shown = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with shown:
        yield _Shown(shown)


class _Shown:
    """The steps of a build as tasks of a rich progress display."""

    def __init__(self, shown: Any) -> None:
        self._shown = shown
        self._task: Any = None
        self._first = (0, 0.0)

    def step(self, name: str) -> None:
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(name, total=None, rate="")
        self._first = (0, 0.0)

    def articles(self, done: int, total: int) -> None:
        # The time in which the pipeline is loaded counts for no article.
        now = time.monotonic()
        if not self._first[0]:
            self._first = (done, now)
        rate = f"{(done - self._first[0]) / (now - self._first[1]):.1f} a second" if now > self._first[1] else ""
        self._shown.update(self._task, description="reading articles", completed=done, total=total, rate=rate)
