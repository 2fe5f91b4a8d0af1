"""Titles of pages, in both languages of the page: the archive, or the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.graph.filters import ALL, Filter
from kg.output.html_assets import texts
from kg.tables import relations

__all__ = ["part", "whole"]

#: Names and sources that a title has room for.
_NAMED = 3
_WORDS = {
    "de": {
        "events": "Geschehen",
        "from": "ab {}",
        "until": "bis {}",
        "source": "laut {}",
        "more": "{} weitere",
        "least": "ab {} Artikeln",
        "sure": "ab {} % sicher",
    },
    "en": {
        "events": "Events",
        "from": "since {}",
        "until": "until {}",
        "source": "according to {}",
        "more": "{} more",
        "least": "at least {} articles",
        "sure": "at least {}% sure",
    },
}


def whole(articles: int | None) -> dict[str, str]:
    """The title of all; ``None`` where the number of articles is not known."""
    if articles is None:
        return dict.fromkeys(texts(), "kg")
    return {language: f"kg – {_count(words, 'articles', articles)}" for language, words in texts().items()}


def part(
    chosen: Filter, articles: int | None, *, view: str, sources: Sequence[str], label: Callable[[str], str]
) -> dict[str, str]:
    """The title of a part: the conditions in words, and the archive where there are none on what is chosen.

    ``sources`` are the cited names as they were asked for; ``label`` gives the name of a node.
    """
    found = {language: _parts(chosen, language, view, sources, label) for language in texts()}
    archive = whole(articles) if chosen == ALL else {}
    return {language: " · ".join([*filter(None, [archive.get(language)]), *found[language]]) for language in found}


def _parts(chosen: Filter, language: str, view: str, sources: Sequence[str], label: Callable[[str], str]) -> list[str]:
    own, page = _WORDS[language], texts()[language]
    about = _listed([label(node) for node in dict.fromkeys(chosen.about)], own)
    steps = f" ({_count(page, 'steps', chosen.steps)})" if about and chosen.steps != 1 else ""
    related = [page.get(f"group.{name}") or relations.label(name, language) for name in chosen.relations]
    since, until = chosen.since, chosen.until
    period = f"{since} – {until}" if since and until else ""
    found = [
        about + steps,
        own["events"] if view == "events" else "",
        _listed(related, own),
        ", ".join(page[f"kind.{kind}"] for kind in chosen.kinds),
        ", ".join(page[f"status.{status}"] for status in chosen.statuses),
        own["source"].format(_listed(sources, own)) if sources else "",
        period or (own["from"].format(since) if since else own["until"].format(until) if until else ""),
        own["least"].format(chosen.min_articles) if chosen.min_articles > 1 else "",
        own["sure"].format(round(100 * chosen.min_score)) if chosen.min_score else "",
    ]
    return [words for words in found if words]


def _listed(names: Sequence[str], words: dict[str, str]) -> str:
    more = [words["more"].format(len(names) - _NAMED)] if len(names) > _NAMED else []
    return ", ".join([*names[:_NAMED], *more])


def _count(words: dict[str, Any], key: str, number: int) -> str:
    pattern = words.get(f"{key}.one") if number == 1 else None
    return str(pattern or words[key]).replace("{n}", str(number))
