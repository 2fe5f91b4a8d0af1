"""The findings of all articles of a graph, loaded from the store when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.schema import Findings
from kg.store import Article, Store

__all__ = ["Library"]

#: Articles whose findings stay in memory: 80 kB each.  Of more the others are loaded each time, some milliseconds each.
_HELD = 500


class Library(Mapping[str, Findings]):
    """What the reader found, by document id, in the order of the articles' names."""

    def __init__(self, store: Store, articles: Sequence[Article], reader: str) -> None:
        self._store, self._reader = store, reader
        self._articles = {article.id: article for article in sorted(articles, key=lambda a: (a.name, a.id))}
        self._held: dict[str, Findings] = {}

    def __getitem__(self, id_: str) -> Findings:
        found = self._held.get(id_)
        if found is None:
            found = self._store.known(self._articles[id_], self._reader)
            if len(self._held) < _HELD:
                self._held[id_] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)
