"""The parliament of members whose title names none, and the city whose senator somebody is."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.register import Mentions
from kg.schema import Mention
from kg.tables import town_origin

#: Chambers whose name stands in the words for their members, sittings and offices.
_CHAMBERS = ("Bundestag", "Landtag", "Nationalrat", "Europaparlament", "Knesset", "Sejm", "Unterhaus")
#: The Lands that are towns, whose ministers are called senators.
_CITY_STATES = frozenset({"Berlin", "Hamburg", "Bremen"})


def chamber_of(token: Token, mentions: Mentions) -> Mention | None:
    """The parliament that an article speaks of: the last one named before a title, else the only one behind it."""
    named = [(t.i, name) for t in token.doc if (name := _chamber(t, mentions))]
    before = [pair for pair in named if pair[0] < token.i]
    if not before and len({name for _, name in named}) != 1:
        return None
    at, name = before[-1] if before else named[0]
    entity = mentions.entity_at(token.doc[at])
    return mentions.named(entity) if entity is not None else mentions.implied_body(token, name)


def _chamber(token: Token, mentions: Mentions) -> str:
    """The parliament that a word names, by itself or as the first part of a compound ("Bundestagssitzung")."""
    entity = mentions.entity_at(token)
    if entity is not None:
        parliament = entity.label_ == "ORG" and token.i == entity.root.i and kind_of_name(entity.text) == "parliament"
        return entity.text if parliament else ""
    return next((c for c in _CHAMBERS if token.text.startswith(c)), "") if token.pos_ in {"NOUN", "PROPN"} else ""


def city_state(token: Token, mentions: Mentions) -> Mention | None:
    """The city state that an article names most, by name or adjective."""
    counts: Counter[str] = Counter()
    first: dict[str, Token] = {}
    for word in token.doc:
        if not word.text[:1].isupper():
            continue
        plain = word.text if word.text in _CITY_STATES else word.text.removesuffix("s")
        name = plain if plain in _CITY_STATES else town_origin(word.text)
        if name in _CITY_STATES:
            counts[name] += 1
            first.setdefault(name, word)
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return mentions.inner(first[best[0][0]], best[0][0])
