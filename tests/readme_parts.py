"""What is made in README.md, not written: help texts, relations, output of examples, the pictures.

    python tests/readme_parts.py              writes them all anew (builds data/articles; the pictures need Chromium)
    python tests/readme_parts.py --no-run     only what needs no graph: help texts and relations

A part stands between ``<!-- NAME: begin -->`` and ``<!-- NAME: end -->``.  An example is a block of ```console: its
lines that begin with ``$`` are run, and what they print takes the place of the other lines.  A picture stands before
``<!-- picture: FILE FRAGMENT -->``: its file in out/, and what follows the # in the address of the page.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE / "browser")]

import sample_build  # noqa: E402

from kg.cli import COMMANDS, cli  # noqa: E402
from kg.tables import relations  # noqa: E402

README = HERE.parent / "README.md"
OUT = HERE.parent / "out"
#: Width of the help texts, so that GitHub shows them without a scroll bar.
_WIDTH = 88
_PICTURE = re.compile(r"<!-- picture: (\S+) (\S+) -->")
_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def reference() -> str:
    """The help of every command."""
    parts = []
    for command in ("", *COMMANDS):
        call = [*command.split(), "--help"]
        result = CliRunner().invoke(cli, call, prog_name="kg", terminal_width=_WIDTH)
        if result.exit_code:
            raise RuntimeError(f"kg {' '.join(call)}: {result.output}")
        help_ = "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())
        parts.append(f"### `kg {command}`".replace(" `", "`") if not command else f"### kg {command}")
        parts.append(f"```text\n{help_}\n```")
    return "\n\n".join(["### kg", *parts[1:]])


def vocabulary() -> str:
    """The table of relations."""
    lines = ["| relation | event type | in words | from → to | meaning |", "|---|---|---|---|---|"]
    for row in relations.relations().values():
        arrow = "↔" if row.symmetric else "→"
        ends = f"{_either(row.subject)} {arrow} {_either(row.object)}"
        lines.append(
            f"| `{row.id}` | {row.event_type or '–'} | {row.label_de} | {ends} | {row.definition.replace('|', '/')} |"
        )
    return "\n".join(lines)


def examples(text: str) -> dict[str, str]:
    """The command lines of all examples, each with the output that is shown."""
    parts = (part for block in _CONSOLE.findall(text) for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
    return {command: output for command, _, output in (part.partition("\n") for part in parts)}


def filled(text: str) -> str:
    """The text with the output of its examples made anew."""
    return _CONSOLE.sub(lambda block: "\n".join(map(_shown, examples(f"```console\n{block[0]}```"))) + "\n", text)


def part(text: str, name: str) -> str:
    """What stands between the marks of a part."""
    found = _between(name).search(text)
    return found[0].strip("\n") if found else ""


def parts() -> dict[str, Callable[[], str]]:
    """The parts between marks and what makes them."""
    return {"reference": reference, "relations": vocabulary}


def pictures(text: str) -> list[tuple[str, str]]:
    """File and fragment of every picture."""
    return [(file, fragment) for file, fragment in _PICTURE.findall(text)]


def picture(page: Path, out: Path, fragment: str) -> None:
    """A screenshot of the page, opened at a place of the graph."""
    import chrome

    with chrome.browser(language="en") as driver:
        chrome.resize(driver, 1400, 860)
        driver.get(f"{page.absolute().as_uri()}#{fragment}")
        time.sleep(3)
        driver.save_screenshot(str(out))


def _between(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name}: begin -->)\n.*?(?=<!-- {name}: end -->)", re.DOTALL)


def _either(kinds: tuple[str, ...]) -> str:
    return " or ".join(kinds)


def _shown(command: str) -> str:
    result = sample_build.shell(command)
    if result.returncode:
        raise RuntimeError(f"{command}: exit code {result.returncode}\n{result.stdout}")
    return "\n".join([f"$ {command}", *(line.rstrip() for line in result.stdout.rstrip().splitlines())])


def main(run: bool) -> None:
    """Writes README.md, and with ``run`` its pictures."""
    text = README.read_text(encoding="utf-8")
    for name, make in parts().items():
        made = f"\n{make()}\n"
        text = _between(name).sub(lambda _, made=made: made, text)
    if run:
        place = sample_build.workplace()
        # The first example is a first build.
        (place / "out" / "kg.sqlite").unlink()
        text = filled(text)
        for file, fragment in pictures(text):
            picture(place / "out" / "graph.html", OUT / file, fragment)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(run="--no-run" not in sys.argv[1:])
