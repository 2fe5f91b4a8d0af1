"""What one article may cost: an article beyond it is named and set aside, and the others are read.

The time is that of the processor, so that a busy machine sets no article aside.  Work in this process cannot be ended
from outside; the limit of length sees to it that no single step in C takes long, and between two steps of Python the
work is ended by an exception that a second thread sends.
"""

from __future__ import annotations

import ctypes
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["CHARACTERS", "SECONDS", "WORDS", "TookTooLongError", "limited", "too_long"]

#: The longest news reports have some 15,000 words.  30,000 in a single sentence take a minute and 1.1 GB at most.
CHARACTERS, WORDS = 300_000, 30_000
#: Seconds of processor time: twice what the longest article takes.
SECONDS = 120.0
_WORD = re.compile(r"\w+|[^\w\s]")


class TookTooLongError(BaseException):
    """The time is over.  No ``Exception``, so that nobody on the way takes it for a fault of his own."""


def too_long(text: str) -> str:
    """Why a text is too long to be read as one article; "" if it is not."""
    if len(text) > CHARACTERS:
        return f"longer than {CHARACTERS:,} characters; split it into its articles"
    if sum(1 for _ in _WORD.finditer(text)) > WORDS:
        return f"longer than {WORDS:,} words and signs; split it into its articles"
    return ""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Ends its block by :class:`TookTooLongError` when it has used so many seconds of processor time."""
    over = threading.Event()
    turn = threading.Lock()
    worker = ctypes.c_ulong(threading.get_ident())
    started = time.process_time()

    def watch() -> None:
        left = seconds
        while not over.wait(max(left, 0.01)):
            left = started + seconds - time.process_time()
            if left <= 0:
                with turn:
                    if not over.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(TookTooLongError))
                return

    threading.Thread(target=watch, daemon=True, name="kg-limit").start()
    try:
        yield
    finally:
        with turn:  # afterwards nothing is sent any more
            over.set()
