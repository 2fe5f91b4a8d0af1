"""``kg facts``, ``kg explain``, ``kg timeline`` and ``kg who-says``: the facts themselves, with their evidence."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kg.commands import console, options
from kg.commands.loaded import load
from kg.schema import Fact

__all__ = ["explain", "facts", "timeline", "who_says"]

_COLUMNS = tuple(field.name for field in dataclasses.fields(Fact))
_FORMS = ("text", "jsonl", "csv", "tsv")


@click.command(
    short_help="List the facts of the graph.", epilog="Example: kg facts --about Lawrow --relation met --since 2025-07"
)
@click.option("--about", multiple=True, metavar="NAME", help="Only facts with this name on either side; repeatable.")
@options.relations
@options.statuses
@click.option("--source", multiple=True, metavar="NAME", help="Only what this source is cited for; repeatable.")
@options.period
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Only facts as sure as this.")
@click.option("--amounts", is_flag=True, help="Only facts that count something, with the amount.")
@options.form(*_FORMS)
@options.graph
def facts(folder: Path, form: str, about: Sequence[str], amounts: bool, **conditions: Any) -> None:
    """List the facts of the graph.

    As text, each fact comes once, with the number of articles that tell it; the other forms have one line for each
    time that an article tells it, with sentence, place in the text, rule and score.
    """
    loaded = load(folder)
    chosen = loaded.chosen(**conditions)
    found: Iterable[Fact] = loaded.stored.facts(chosen, ends=sorted({loaded.find(name) for name in about}))
    if amounts:
        found = (fact for fact in found if fact.amount)
    if form == "text":
        _print_merged(list(found), loaded.duplicates, amounts=amounts)
    else:
        _print(found, form)


@click.command(
    short_help="Every fact between two names, with its sentences.", epilog="Example: kg explain Lawrow 'Kim Jong Un'"
)
@click.argument("subject")
@click.argument("object", metavar="OBJECT")
@options.form(*_FORMS)
@options.graph
def explain(folder: Path, subject: str, object: str, form: str) -> None:
    """Show every fact between two names, either way round, with the sentences it rests on."""
    from kg.graph import query

    loaded = load(folder)
    ends = loaded.find(subject), loaded.find(object)
    found = query.explain(loaded.stored.between(*ends), *ends)
    if not found:
        console.say(f"no fact between the two; a way through others may be shown by: kg path {subject!r} {object!r}")
    if form != "text":
        _print(found, form)
        return
    for fact in found:
        console.write(f"{query.text(fact)}{_said(fact.status, fact.source)}")
        console.write(f"    „{fact.sentence}“")
        article = ", ".join(part for part in (fact.doc, fact.date, fact.title, fact.url) if part)
        copied = f", a copy of {loaded.duplicates[fact.doc]}" if fact.doc in loaded.duplicates else ""
        console.write(f"    {article}{copied}")
        amount = f", amount {fact.amount}" if fact.amount else ""
        time = f", time “{fact.time_text}”" if fact.time_text else ""
        console.write(f"    {fact.status}{time}{amount}, rule {fact.rule}, score {fact.score:.2f}")


@click.command(
    short_help="What happened to somebody, day by day.", epilog="Example: kg timeline 'Kim Jong Un' --since 2025-07"
)
@click.argument("name")
@options.period
@options.form(*_FORMS)
@options.graph
def timeline(folder: Path, name: str, since: str, until: str, form: str) -> None:
    """Show what happened to somebody, day by day.

    Facts without a time of their own stand at the day of their article, which is marked by a ~; those without either
    come last.
    """
    from kg.graph import query

    loaded = load(folder)
    node = loaded.find(name)
    found = query.timeline(loaded.stored.facts(ends=[node]), node, since=since, until=until)
    if form != "text":
        _print(found, form)
        return
    days: dict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        days[fact.time or (f"~{fact.date}" if fact.date else "undated")].append(fact)
    for day, those in days.items():
        console.write(day)
        for line in _merged(those, loaded.duplicates):
            console.write(f"    {line}")


@click.command("who-says", short_help="What a source is cited for.", epilog="Example: kg who-says KCNA --format csv")
@click.argument("source")
@options.period
@options.form(*_FORMS)
@options.graph
def who_says(folder: Path, source: str, since: str, until: str, form: str) -> None:
    """Show the facts for which a source is cited, by day."""
    from kg.graph import dates, query

    loaded = load(folder)
    spellings = loaded.spellings(source)
    cited = query.who_says(loaded.stored.citing(spellings), spellings)
    found = [fact for fact in cited if dates.overlaps(dates.when(fact), since, until)]
    if form == "text":
        for line in _merged(found, loaded.duplicates):
            console.write(line)
    else:
        _print(found, form)


def _print(facts: Iterable[Fact], form: str) -> None:
    console.print_rows((dataclasses.asdict(fact) for fact in facts), _COLUMNS, form)


def _print_merged(facts: Sequence[Fact], duplicates: Mapping[str, str], *, amounts: bool) -> None:
    for line in _merged(facts, duplicates, amounts=amounts):
        console.write(line)


def _merged(facts: Sequence[Fact], duplicates: Mapping[str, str], *, amounts: bool = False) -> Iterable[str]:
    """A line for each fact in the order given: what, the number of independent articles if several, who says so."""
    from kg.graph import fold, query

    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[query.text(fact), fact.status, fact.amount if amounts else ""].append(fact)
    for (text, status, amount), those in groups.items():
        articles = len({fold.original(fact.doc, duplicates) for fact in those})
        many = f"   {articles} articles" if articles > 1 else ""
        sources = "; ".join(dict.fromkeys(source for fact in those for source in fold.sources(fact)))
        yield f"{text}{f'   {amount}' if amount else ''}{many}{_said(status, sources)}"


def _said(status: str, sources: str) -> str:
    """How sure it is and who says so, with blanks before it; nothing for what an article asserts itself."""
    if status == "asserted":
        return f"   according to {sources}" if sources else ""
    by = f"{' by' if status == 'reported' else ', according to'} {sources}" if sources else ""
    return f"   {status}{by}"
