"""The command line: which commands there are, and what every one of them does with errors and streams.

Exit codes: 0, 1 (some articles failed, everything else was built), 2 (the call is wrong), 70 (a fault of kg itself),
130 (interrupted).
"""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

from kg import __version__
from kg.commands import console
from kg.errors import KgError

__all__ = ["COMMANDS", "cli", "main"]

#: Each command and the module of :mod:`kg.commands` that holds it, as a function of the same name.
COMMANDS = MappingProxyType(
    {
        "build": "build",
        "add": "build",
        "remove": "build",
        "neighbors": "neighbors",
        "facts": "facts",
        "explain": "facts",
        "timeline": "facts",
        "who-says": "facts",
        "entity": "entity",
        "path": "neighbors",
        "stats": "overview",
        "merges": "overview",
        "diff": "overview",
        "export": "export",
        "view": "export",
        "project": "project",
        "triples": "triples",
        "score": "score",
    }
)
FAULT, INTERRUPTED = 70, 130


class Commands(click.Group):
    """Loads a command when it is called, and turns errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"kg.commands.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else "; see kg --help"
            raise click.UsageError(f"there is no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # The reader (head, less) has seen enough.  What is still in the buffer must not fail at the end either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            kept = (
                "; articles read so far are kept for the next build"
                if ctx.invoked_subcommand in ("build", "add", "remove")
                else ""
            )
            console.say(f"kg: interrupted{kept}")
            ctx.exit(INTERRUPTED)
        except KgError as error:
            console.say(f"kg: {error}")
            ctx.exit(2)
        except OSError as error:
            console.say(f"kg: {console.reason(error)}")
            ctx.exit(2)
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            console.say(f"kg: a fault of kg itself ({type(error).__name__}: {error}); kg --debug ... shows where")
            ctx.exit(FAULT)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: kg build articles/ -o out, then kg neighbors 'Sergej Lawrow'",
)
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show where an unexpected error comes from.")
def cli(debug: bool) -> None:
    """Turns German news articles into a knowledge graph of sourced facts.

    Data go to stdout, reports to stderr.  Exit code 0; 1 when some articles could not be read and everything else was
    built; 2 when the call is wrong.

    Completion in the shell: eval "$(_KG_COMPLETE=bash_source kg)", for zsh and fish likewise.
    """
    console.prepare(debug)


def main() -> None:
    """The console script ``kg``."""
    console.prepare(False)
    cli(prog_name="kg")
