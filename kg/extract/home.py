"""The state or Land that an article is about, for titles that name none ("Präsident Macron")."""

from __future__ import annotations

from collections import Counter
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.mentions import Mentions
from kg.schema import Mention
from kg.tables import capitals, countries, origin

#: Bodies whose mere name tells that a German article speaks of German politics.
_GERMAN = {"CDU", "CSU", "SPD", "FDP", "AfD", "Grüne", "Grünen", "Linke", "Linken", "Bundestag", "Bundesrat"}
_GERMAN |= {"Bundesregierung", "Bundeswehr", "Bundestages", "Bundestags", "Union", "Bundesverfassungsgericht"}
_SHARE = 0.6
_LEAST = 2


def home_state(token: Token, mentions: Mentions) -> Mention | None:
    """The state that most of an article's state names point to, if none other stands before in the sentence."""
    state = _leading(states_named(token.doc))
    if not state:
        return None
    start = token.sent.start
    near = {name for t in token.doc[start : token.i] if (name := _state_of(t.text))}
    return mentions.implied(token, state) if not near - {state} else None


def leading_state(doc: Doc) -> str:
    """The state that most of an article's state names point to, or ""."""
    return _leading(states_named(doc))


def is_german(doc: Doc) -> bool:
    """Whether nothing speaks for Austria or Switzerland as the state of a title that they share with Germany."""
    return _sharing(states_named(doc)) == "Deutschland"


def shared_state(token: Token, mentions: Mentions) -> Mention | None:
    """Austria or Switzerland as the state of such a title."""
    state = _sharing(states_named(token.doc))
    return mentions.implied(token, state) if state != "Deutschland" else None


def _sharing(counts: Counter[str]) -> str:
    others = [n for n in ("Österreich", "Schweiz") if counts[n] > 1 and counts[n] > counts["Deutschland"]]
    return max(others, key=lambda n: counts[n]) if others else "Deutschland"


def home_land(token: Token, mentions: Mentions) -> Mention | None:
    """The German Land that an article names most, by name or adjective."""
    found: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for entity in token.doc.ents:
        name = entity.text if entity.text in _lands() else entity.text.removesuffix("s")
        if entity.label_ == "LOC" and name in _lands():
            found.setdefault(name, mentions.named(entity))
            counts[name] += 1
    for word in token.doc:
        name = origin(word.text) if word.pos_ == "ADJ" else ""
        state = mentions.origin(word) if name in _lands() else None
        if state is not None:
            found.setdefault(name, state)
            counts[name] += 1
    best = counts.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return found[best[0][0]] if clear else None


def _leading(counts: Counter[str]) -> str:
    total = sum(counts.values())
    if not total:
        return ""
    name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return name if count >= _LEAST and count / total >= _SHARE else ""


def states_named(doc: Doc) -> Counter[str]:
    """How often an article names each state, by name, adjective, capital or compound."""
    counts: Counter[str] = Counter()
    for token in doc:
        name = _state_of(token.text)
        if name:
            counts[name] += 1
    for entity in doc.ents:  # "das Vereinigte Königreich"
        name = _names().get(_nominative(entity.text), "") if len(entity) > 1 else ""
        if name:
            counts[name] += 1
    return counts


@cache
def _nominative(name: str) -> str:
    """A name of several words in the form of the tables: "Vereinigten Königreichs" -> "Vereinigtes Königreich"."""
    words = name.removesuffix("s").removesuffix("e").split()
    return next((n for n in _names() if " " in n and [w[:6] for w in n.split()] == [w[:6] for w in words]), "")


@cache
def _state_of(word: str) -> str:
    if not word[:1].isalpha():
        return ""
    names = _names()
    if word in names or word.removesuffix("s") in names:
        return names.get(word) or names[word.removesuffix("s")]
    first, hyphen, _ = word.partition("-")
    if hyphen and first in names:
        return names[first]
    if word in _GERMAN or first in _GERMAN:
        return "Deutschland"
    state = origin(word)
    state = capitals().get(state, state)
    return state if state in _state_names() else _parents().get(state, "")


@cache
def _names() -> dict[str, str]:
    found = {v: c.name for c in reversed(countries()) if c.kind == "state" for v in (c.name, *c.variants)}
    return {**capitals(), **found, "US": "USA"}


@cache
def _state_names() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "state")


@cache
def _parents() -> dict[str, str]:
    return {c.name: c.parent for c in countries() if c.parent}


@cache
def _lands() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "land")
