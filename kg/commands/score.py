"""``kg score``: how good and how fast, against gold and floors; ``kg score calibrate``: the scores of facts."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import console

if TYPE_CHECKING:
    from kg.score.floors import Breach
    from kg.score.gold import Gold
    from kg.score.measures import Figure, Outcome
    from kg.score.suites import Report

__all__ = ["score"]

#: As :data:`kg.score.suites.SUITES`, which costs seconds to import.
_SUITES = ("facts", "identity", "times", "quotes", "entities", "triples", "speed")
_CALIBRATE = "calibrate"
_SCALE = "scale"
_PATH = click.Path(path_type=Path)


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="How good and how fast, measured on gold.",
    epilog="Example: kg score facts times --gold gold.jsonl --gold times.tsv --articles articles/ --errors",
)
@click.argument("suites", nargs=-1, metavar="[SUITE]...", type=click.Choice([*_SUITES, _SCALE, _CALIBRATE]))
@click.option("--gold", multiple=True, type=_PATH, help="Gold file or folder; repeatable.  [default: data/gold]")
@click.option("--articles", multiple=True, type=_PATH, help="Its articles; repeatable.  [default: data/articles]")
@click.option("--model", help="German spaCy pipeline to read with: a folder or an installed package.")
@click.option("--resolution", is_flag=True, help="With facts: what they are worth without resolving who is who, too.")
@click.option("--errors", is_flag=True, help="List what is wrong and what was missed, too.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Form of output."
)
@click.option("--floors", type=_PATH, help="File of floors.  [default: that of kg]")
@click.option("--pin", is_flag=True, help="Raise the floors to what was measured.")
@click.option("--lower-floors", is_flag=True, help="Set the floors to what was measured, lower ones too.")
@click.option(
    "--generated", type=click.IntRange(10), default=1_000_000, show_default=True, help="With scale: facts to make."
)
@click.option("-o", "--out", type=_PATH, help="With calibrate: where the table goes.  [default: into kg]")
def score(
    suites: Sequence[str],
    gold: Sequence[Path],
    articles: Sequence[Path],
    model: str | None,
    resolution: bool,
    errors: bool,
    form: str,
    floors: Path | None,
    pin: bool,
    lower_floors: bool,
    generated: int,
    out: Path | None,
) -> None:
    """Measure kg against gold: SUITE is facts, identity, times, quotes, entities, triples or speed; all by default.

    Exit code 1 when a figure is below its floor.  Floors belong to the gold file they were measured on.

    kg score scale writes, asks and exports a graph of generated facts; it needs no gold, and some minutes.

    kg score calibrate measures how often each kind of fact is right, and writes the table that facts get their scores
    from.
    """
    for alone in (_CALIBRATE, _SCALE):
        if alone in suites and len(suites) > 1:
            raise click.UsageError(f"{alone} stands alone: kg score {alone}")
    if pin and lower_floors:
        raise click.UsageError("--lower-floors raises floors too; leave --pin out")
    if _SCALE in suites:
        from kg.score import scale
        from kg.score.suites import Report

        _print(Report(outcomes=(scale.score(generated),), versions={}), (), form, errors)
        return
    from kg.score.gold import read_gold, sample

    given = read_gold(gold or sample()[:1])
    places = tuple(articles) or sample()[1:]
    if _CALIBRATE in suites:
        _calibrate(given, places, model, out, form, errors)
        return
    from kg.score import floors as files
    from kg.score.suites import available, run

    report = run(suites or available(given), given, places, model, resolution=resolution)
    for note in report.notes:
        console.say(f"note: {note}")
    path = floors or files.place()
    known = files.read(path)
    if pin or lower_floors:
        known = files.pinned(report.outcomes, known, lower=lower_floors)
        files.write(known, path)
        console.say(f"wrote {path}")
    below = files.breaches(report.outcomes, known)
    _print(report, below, form, errors)
    for breach in below:
        console.say(str(breach))
    if below:
        console.say("if that is as it must be, set the floors with --lower-floors")
        sys.exit(1)


def _calibrate(
    gold: Gold, articles: Sequence[Path], model: str | None, out: Path | None, form: str, errors: bool
) -> None:
    from kg.annotate import load
    from kg.errors import UsageError
    from kg.score import calibrate
    from kg.score.suites import Report, digest_all, read_articles

    if not gold.facts:
        raise UsageError("the gold given has no facts to calibrate with")
    notes: list[str] = []
    documents = read_articles(articles, gold, notes)
    cases = calibrate.cases(gold.facts, digest_all(documents, load(model), notes))
    for note in notes:
        console.say(f"note: {note}")
    _print(Report(outcomes=(calibrate.reliability(cases),), versions={}), (), form, errors)
    path = out or calibrate.place()
    calibrate.write(calibrate.fit(cases), path)
    console.say(f"wrote {path}: {len(cases)} facts of {len({case.doc for case in cases})} articles")


def _print(report: Report, below: Sequence[Breach], form: str, errors: bool) -> None:
    if form == "json":
        suites = [dataclasses.asdict(outcome) for outcome in report.outcomes]
        for suite in suites if not errors else ():
            del suite["errors"]
        found = {"versions": dict(report.versions), "suites": suites, "below": [dataclasses.asdict(b) for b in below]}
        console.print_json(found)
        return
    if report.versions:
        console.write(", ".join(f"{name} {version}" for name, version in report.versions.items()))
    for outcome in report.outcomes:
        _print_outcome(outcome)
        for line in outcome.errors if errors else ():
            console.write(f"  {line}")


def _print_outcome(outcome: Outcome) -> None:
    title = f"{outcome.suite} (gold {outcome.gold})" if outcome.gold else outcome.suite
    for (part, columns), rows in groupby(outcome.rows, key=lambda row: (row.part, tuple(row.figures))):
        cells = [[row.name, *(_cell(row.figures[column]) for column in columns)] for row in rows]
        console.print_table(title, (part or "figure", *columns), cells, right=columns)
        title = ""


def _cell(value: Figure) -> str:
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
