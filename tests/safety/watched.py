"""Runs ``kg`` and writes down every file that it opens, every connection, every program that it starts.

python tests/safety/watched.py LOG ARGUMENTS OF KG
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

_WATCHED = (
    "open",
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.",
    "sqlite3.connect",
    "urllib.Request",
)
_HARMLESS = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.putenv", "os.unsetenv", "sqlite3.connect/handle")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    log, sys.argv[1:] = Path(sys.argv[1]), sys.argv[2:]
    events: list[tuple[str, str, bool]] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not event.startswith(_WATCHED) or event in _HARMLESS:
            return
        first = arguments[0] if arguments else ""
        if event == "open" and isinstance(first, int):
            return
        name = os.fsdecode(first) if isinstance(first, (str, bytes, os.PathLike)) else repr(arguments)
        writes = (
            event != "open" or bool((arguments[2] or 0) & _WRITES) or any(c in (arguments[1] or "") for c in "wax+")
        )
        if event == "sqlite3.connect":
            name = name.removeprefix("file:").partition("?")[0]
        events.append((event, str(Path(name).absolute()) if event in ("open", "sqlite3.connect") else name, writes))

    sys.addaudithook(watch)
    from kg.cli import main as kg

    try:
        kg()
    finally:
        seen = list(dict.fromkeys(events))
        with log.open("w", encoding="utf-8", errors="backslashreplace") as out:
            json.dump(seen, out)


if __name__ == "__main__":
    main()
