"""When two names are the same: without case, diacritics, hyphens, articles, quotation marks and a genitive s."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["among", "key", "same"]

_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
_QUOTES = re.compile(r"[\"'„“”»«’‘]")
_JOINTS = re.compile(r"[-–—_/]")


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The form in which names are compared; ä, ae and a are one."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    bare = _JOINTS.sub(" ", _QUOTES.sub("", bare))
    words = bare.replace("ae", "a").replace("oe", "o").replace("ue", "u").split()
    while words and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def same(name: str, aliases: Iterable[str]) -> bool:
    """Whether the name is one of the aliases."""
    if not name:
        return False
    own = key(name)
    return any(own == other or own == other + "s" or own + "s" == other for other in map(key, aliases))


def among(values: str, aliases: Iterable[str]) -> bool:
    """Whether one of several values joined by ``;`` is one of the aliases."""
    wanted = tuple(aliases)
    return any(same(part, wanted) for part in values.split(";"))
