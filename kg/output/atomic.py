"""Files that are whole or not there: written beside their place under another name, then moved.

A reader never sees half a file, and a failed run leaves the previous file as it was.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, TextIO

__all__ = ["binary", "text"]


@contextmanager
def text(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A UTF-8 text file with ``\\n`` line ends that replaces ``path`` when the block ends without an error.

    The folder is made if it is missing.  Raises ``OSError`` when the place cannot be written.
    """
    with _replacing(Path(path)) as temporary, temporary.open("x", encoding="utf-8", newline="\n") as out:
        yield out
        _settle(out)


@contextmanager
def binary(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """As :func:`text`, for bytes."""
    with _replacing(Path(path)) as temporary, temporary.open("xb") as out:
        yield out
        _settle(out)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: its files can be read by their owner alone, and would keep that after the move.
    temporary = path.with_name(f".kg-{secrets.token_hex(8)}.part")
    try:
        yield temporary
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _settle(out: IO[str] | IO[bytes]) -> None:
    """Brings the bytes to the disk before the move, so that a power cut leaves the old file or the new one."""
    out.flush()
    os.fsync(out.fileno())
