"""Places that the recogniser missed or took for something else, told by the words around them.

"im Grenzort Ybbs", "im Schloss Mirabell": a noun for a place tells the sort of the name behind it.  "in Linz": so does
a list of towns behind a preposition without an article.  "in grünem Pullover" is no place, whatever stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.lexicon import longest_suffix, table
from kg.extract.mentions.wordclasses import class_of
from kg.tables import cities, town_origin, towns

_TOWN_PREPOSITIONS = {"in", "aus", "nach", "bei", "nahe"}
_LANDS = {"settlement", "district", "region", "island"}
_NAMES = {"NE", "FM", "XY"}
_DEFINITE = {"der", "die", "das", "dem", "den", "des", "am", "im", "beim", "vom", "zum", "zur"}


def localities(doc: Doc) -> tuple[Span, ...]:
    """The doc's entities without the common nouns taken for places, and with the places that were missed."""
    kept = [_relabelled(e) for e in doc.ents if e.label_ != "LOC" or not _common(e)]
    taken = {t.i for e in kept for t in e}
    added = list(_missed(doc, taken))
    taken |= {t.i for e in added for t in e}
    added += [s for t in doc if t.i not in taken and (s := _towns_own(t, taken)) is not None]
    taken |= {t.i for e in added for t in e}
    again = {e.text for e in (*kept, *added) if e.label_ == "LOC" and len(e) == 1 and e[0].tag_ in _NAMES}
    added += [_word(t) for t in doc if t.i not in taken and t.text in again and _is_name(t) and _alone(t)]
    return tuple(sorted([*kept, *added], key=lambda e: e.start))


def _common(entity: Span) -> bool:
    """Whether an entity is an adjective in lower case with a noun that is no place: "olivgrünem Pullover"."""
    first, last = entity[0], entity[-1]
    if len(entity) < 2 or not first.text[:1].islower() or first.pos_ != "ADJ" or last.tag_ != "NN":
        return False
    known = class_of(last)
    return known is None or known.kind != "LOC"


def _relabelled(entity: Span) -> Span:
    """A name right behind a noun for a settlement or region is a place: "im Badeort Jurmala"."""
    if entity.label_ == "LOC" or entity.start == 0 or entity.root.dep_ not in {"appos", "flat"}:
        return entity
    noun = entity.doc[entity.start - 1]
    sort = _sort(noun) if noun.pos_ == "NOUN" and entity.root.head.i == noun.i else ""
    return Span(entity.doc, entity.start, entity.end, label="LOC") if sort in _LANDS else entity


def _missed(doc: Doc, taken: set[int]) -> Iterator[Span]:
    i = 0
    while i < len(doc):
        span = None if i in taken else _behind_noun(doc[i], taken) or _town(doc[i], taken)
        if span is not None:
            yield span
            i = span.end
        else:
            i += 1


def _behind_noun(noun: Token, taken: set[int]) -> Span | None:
    """The name behind a noun for a place; a building's noun belongs to its name ("Schloss Mirabell")."""
    if noun.tag_ != "NN" or noun.pos_ != "NOUN" or noun.i + 1 >= len(noun.doc):
        return None
    kind = _sort(noun)
    name = noun.nbor(1)
    if not kind or name.i in taken or not _is_name(name) or name.dep_ not in {"appos", "flat", "nmod"}:
        return None
    if name.head.i != noun.i or any(c.dep_ == "case" for c in name.children):
        return None
    end = name.i + 1
    while end < len(noun.doc) and end not in taken and _is_name(noun.doc[end]) and noun.doc[end].dep_ == "flat":
        end += 1
    start = noun.i if kind == "facility" else name.i
    return Span(noun.doc, start, end, label="LOC")


def _towns_own(noun: Token, taken: set[int]) -> Span | None:
    """What a town has one of, with its adjective: "die Kieler Tafel", "am Kölner Dom"."""
    if noun.tag_ not in {"NN", "NE"} or noun.i < 2 or noun.i - 1 in taken:
        return None
    town = noun.nbor(-1)
    if noun.nbor(-2).lower_ not in _DEFINITE or town.tag_ == "NE":
        return None
    if not town_origin(town.text) and town.lower_ not in towns():
        return None
    kinds = _unique()
    kind = kinds.get(noun.lemma_) or kinds.get(noun.text) or kinds.get(longest_suffix(noun.lemma_, kinds), "")
    if not kind:
        return None
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.i in taken and following.head.i == noun.i and following.dep_ == "appos":
        return None
    return Span(noun.doc, town.i, noun.i + 1, label=kind)


@cache
def _unique() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in table("townnames")}


def _town(token: Token, taken: set[int]) -> Span | None:
    if token.text not in cities() or token.i in taken or not _is_name(token) or token.i == 0:
        return None
    before = token.nbor(-1)
    if before.lower_ in _TOWN_PREPOSITIONS and before.head.i == token.i and before.pos_ == "ADP" and _alone(token):
        return _word(token)
    return None


def _word(token: Token) -> Span:
    return Span(token.doc, token.i, token.i + 1, label="LOC")


def _alone(token: Token) -> bool:
    """Whether a name has no other name beside it, of which it could be a part."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i else None
    return not any(
        t is not None and t.text[:1].isupper() and t.tag_ != "NN" and t.pos_ == "PROPN" for t in (before, after)
    )


def _is_name(token: Token) -> bool:
    return token.tag_ in _NAMES and token.text[:1].isupper() and token.is_alpha


def _sort(noun: Token) -> str:
    known = class_of(noun)
    return _types().get(known.entry, "") if known is not None and known.source == "placenouns" else ""


@cache
def _types() -> dict[str, str]:
    return {row["noun"]: row["type"] for row in table("placenouns") if row["type"] != "border"}
