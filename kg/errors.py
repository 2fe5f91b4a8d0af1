"""What can go wrong in a way that the user can mend.

Each error is one line that says what happened, where, and what to do next.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that are shown to the user without a traceback."""


class InputError(KgError):
    """One article cannot be read; the others can."""


class UsageError(KgError):
    """The call itself is wrong: a missing path, an unknown format, no graph in the folder."""


class ModelError(KgError):
    """The pipeline cannot be loaded or lacks a component that extraction needs."""
