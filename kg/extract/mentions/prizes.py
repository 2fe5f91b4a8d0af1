"""Prizes, told by the words of their names."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.lexicon import entries


@lru_cache(maxsize=1 << 12)
def is_prize(name: str) -> bool:
    """Whether a name is that of a prize or medal: "Büchner-Preis", "Preis der Stadt Ulm"; "Großer Preis" is a race."""
    words = name.lower().replace("-", " ").split()
    if not words or words[0].startswith("groß"):
        return False
    return any(w.endswith(tuple(entries("prizes"))) for w in words)
