"""Files that are whole or not there: written beside their place under another name, then moved.

A reader never sees half a file, and a failed run leaves the previous file as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, TextIO

__all__ = ["binary", "text"]

#: Characters gathered before they go to the disk.
_BUFFER = 1 << 18


@contextmanager
def text(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A UTF-8 text file with ``\\n`` line ends that replaces ``path`` when the block ends without an error.

    The folder is made if it is missing.  Raises ``OSError`` when the place cannot be written.
    """
    with (
        _replacing(Path(path)) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER) as out,
    ):
        yield out
        _settle(out)


@contextmanager
def binary(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """As :func:`text`, for bytes."""
    with _replacing(Path(path)) as temporary, temporary.open("wb", buffering=_BUFFER) as out:
        yield out
        _settle(out)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        # mkstemp makes files that only their owner can read; a result should have the usual rights.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _settle(out: IO[str] | IO[bytes]) -> None:
    """Brings the bytes to the disk before the move, so that a power cut leaves the old file or the new one."""
    out.flush()
    os.fsync(out.fileno())
