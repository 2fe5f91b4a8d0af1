"""Options that several commands share: the graph's folder, the form of the output, the conditions of a filter."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.graph import dates
from kg.schema import NAMED_KINDS, STATUSES

__all__ = ["PERIOD", "choice", "conditions", "form", "graph", "period", "relations", "statuses"]

Command = TypeVar("Command", bound=Callable[..., Any])
#: Kinds of nodes of the entities view; CONCEPT is a phrase.
_KINDS = (*sorted(NAMED_KINDS), "CONCEPT")


class _Period(click.ParamType[str]):
    """A day, month or year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        # Empty is the default: no limit.
        if value and ("/" in str(value) or not dates.days(str(value))[0]):
            self.fail(f"{value!r} is no date; write 2025, 2025-07 or 2025-07-12", param, ctx)
        return str(value)


PERIOD = _Period()

#: ``folder``: where the graph lies.
graph = click.option(
    "--graph",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder of the graph, as kg build wrote it.",
)
#: ``relation``: ids, groups or words of relations.
relations = click.option(
    "--relation", multiple=True, metavar="R", help="Only this relation or group (met, traf, contact); repeatable."
)
#: ``status``: how sure the article is.
statuses = click.option(
    "--status", multiple=True, type=click.Choice(STATUSES, case_sensitive=False), help="Only this status; repeatable."
)


def form(*forms: str) -> Callable[[Command], Command]:
    """``form``: one of the forms, the first by default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="Form of the output."
    )


def period(command: Command) -> Command:
    """``since`` and ``until``: ISO days, months or years."""
    until = click.option("--until", type=PERIOD, default="", help="Up to this day, month or year, included.")
    since = click.option("--since", type=PERIOD, default="", help="From this day, month or year on.")
    return since(until(command))


def choice(command: Command) -> Command:
    """The conditions of :class:`kg.graph.filters.Filter`, by its names but in the singular, without that on kinds."""
    options = [
        click.option("--about", multiple=True, metavar="NAME", help="Only what is around this name; repeatable."),
        click.option("--steps", type=click.IntRange(0, 10), default=1, help="How far around; 1 by default."),
        relations,
        click.option("--source", multiple=True, metavar="NAME", help="Only what this source is cited for; repeatable."),
        statuses,
        period,
        click.option("--min-articles", type=click.IntRange(1), default=1, help="Only edges of so many articles."),
        click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Only facts as sure as this."),
    ]
    return functools.reduce(lambda inner, option: option(inner), reversed(options), command)


def conditions(command: Command) -> Command:
    """All conditions of :class:`kg.graph.filters.Filter`, by its names but in the singular."""
    kind = click.option(
        "--kind",
        multiple=True,
        type=click.Choice(_KINDS, case_sensitive=False),
        help="Only edges between such nodes; repeatable.",
    )
    return choice(kind(command))
