"""Names by what stands right beside them: a noun that tells their sort, quotation marks, an acronym in brackets.

"Kantonspolizei Zürich" is one name, "die Fregatte Hessen" no place, 'die Partei "Mut zum Wandel"' a party whatever its
name looks like, and "Nordischer Rat für Fische (NRF)" begins where the letters of the acronym do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from kg.tables import cities
from kg.tables.namekinds import is_first_name, is_place, shown_kind
from kg.tables.sorts import sort_of

_NAME_TAGS = {"NE", "FM", "XY"}
_OPENING_QUOTES = {'"', "„", "“", "»", "«", "‚", "'"}
_CLOSING_QUOTES = {'"', "“", "”", "»", "«", "‘", "'"}
_ACRONYM = re.compile(r"(?=.*[A-ZÄÖÜ].*[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,7}")
#: Words that a name in quotation marks has at most, and those before an acronym in brackets.
_MOST = 8
#: Letters that a name has at least which nothing but the noun before it shows.
_SHORTEST = 3


@Language.component("beside")
def beside(doc: Doc) -> Doc:
    """Add, complete and relabel the entities that the words and signs beside them show."""
    inside = {t.i: e for e in doc.ents for t in e}
    found: list[Span] = []
    for token in doc:
        if token.text == "(":
            found.extend(_spelt(token, inside))
        elif token.text[:1].isupper() and token.i + 1 < len(doc):
            name = _sorted(token, inside) or _person(token, inside)
            if name is not None:
                found.append(name)
    if found:
        found = filter_spans(found)
        taken = {t.i for e in found for t in e}
        told = {e.text: e.label_ for e in found if e.label_ == "ORG" and not is_place(e.text)}
        kept = [
            Span(doc, e.start, e.end, label=told.get(e.text, e.label_))
            for e in doc.ents
            if taken.isdisjoint(range(e.start, e.end))
        ]
        doc.ents = tuple(sorted((*kept, *found), key=lambda e: e.start))
    return doc


def _sorted(noun: Token, inside: dict[int, Span]) -> Span | None:
    """The name behind a noun that tells its sort; None where the recogniser has it so, or where none is there."""
    if noun.tag_ not in {"NN", "NE"} or noun.i in inside:
        return None
    sort = sort_of(noun.text)
    if not sort:
        return None
    doc, entity = noun.doc, inside.get(noun.i + 1)
    if sort == "SEAT":
        seat = entity or Span(doc, noun.i + 1, noun.i + 2)
        if seat.start != noun.i + 1 or not (seat.label_ == "LOC" or _is_place(seat)):
            return None
        return Span(doc, noun.i, seat.end, label="ORG")
    if doc[noun.i + 1].text in _OPENING_QUOTES:
        return _quoted(noun.nbor(1), sort)
    if entity is not None:
        if entity.start != noun.i + 1 or entity.label_ == sort or (sort == "ORG" and entity.label_ != "MISC"):
            return None
        if sort == "MISC" and (is_first_name(entity[0].text) or entity[-1].text.endswith("s")):
            return None  # "der Roman Thomas Manns", "im Film Disneys"
        return Span(doc, entity.start, entity.end, label=sort)
    name = noun.nbor(1)
    new = name.tag_ in {"NN", *_NAME_TAGS} and name.text[:1].isupper() and len(name.text) >= _SHORTEST
    if sort != "ORG" or not new or simplemma.is_known(name.text, lang="de"):
        return None
    end = name.i + 1
    while end < len(doc) and doc[end].tag_ in _NAME_TAGS and doc[end].text[:1].isupper() and end not in inside:
        end += 1
    return Span(doc, name.i, end, label="ORG")


def _is_place(entity: Span) -> bool:
    """Whether a name is a place's by the tables: a town, a state or region, two of them with a hyphen."""
    return any(is_place(word) for word in (entity.text, *entity.text.split("-")))


def _quoted(opening: Token, sort: str) -> Span | None:
    """What stands in quotation marks behind a noun that tells its sort."""
    doc, start = opening.doc, opening.i + 1
    for end in range(start, min(start + _MOST, len(doc))):
        if doc[end].text in _CLOSING_QUOTES:
            named = end > start and doc[start].text[:1].isupper()
            return Span(doc, start, end, label=sort) if named else None
        if doc[end].is_space:
            return None
    return None


def _person(first: Token, inside: dict[int, Span]) -> Span | None:
    """A person whose first name, or whose whole name, the recogniser missed."""
    if first.i in inside or first.tag_ not in _NAME_TAGS or not is_first_name(first.text):
        return None
    doc, entity = first.doc, inside.get(first.i + 1)
    if entity is not None:
        person = entity.label_ == "PER" or (len(entity) == 1 and entity.text not in cities())
        whole = person and entity.start == first.i + 1 and entity.label_ != "MISC" and not entity.text.isupper()
        return Span(doc, first.i, entity.end, label="PER") if whole and entity[0].text[:1].isupper() else None
    name = first.nbor(1)
    named = name.tag_ in _NAME_TAGS and name.text.istitle() and len(name.text) >= _SHORTEST
    if not named or name.text in cities() or simplemma.is_known(name.text, lang="de"):
        return None
    return Span(doc, first.i, name.i + 1, label="PER")


def _spelt(bracket: Token, inside: dict[int, Span]) -> Iterator[Span]:
    """The name whose acronym stands in brackets behind it, and the acronym: both names of one kind."""
    doc = bracket.doc
    if bracket.i + 2 >= len(doc) or doc[bracket.i + 2].text not in {")", ",", ";"} or not bracket.i:
        return
    acronym = doc[bracket.i + 1]
    if not _ACRONYM.fullmatch(acronym.text):
        return
    end = bracket.i - (doc[bracket.i - 1].text in _CLOSING_QUOTES)
    body = inside.get(end - 1)
    if body is not None and body.label_ == "ORG" and body.end == end and body.text[0] == acronym.text[0]:
        yield Span(doc, acronym.i, acronym.i + 1, label="ORG")
    start = _beginning(doc, end, acronym.text)
    if start is None:
        return
    name = Span(doc, start, end)
    labels = [inside[t.i].label_ for t in (*name, acronym) if t.i in inside]
    shown = shown_kind(name.text, "")
    label = {"EVENT": "MISC"}.get(shown, shown) or ("ORG" if "ORG" in labels else labels[0] if labels else "")
    if not label or label == "PER":
        return
    if any(inside[t.i].start < start for t in name if t.i in inside):
        return  # a longer name
    yield Span(doc, start, end, label=label)
    yield Span(doc, acronym.i, acronym.i + 1, label=label)


def _beginning(doc: Doc, end: int, acronym: str) -> int | None:
    """Where the name begins whose capitals the acronym spells: each of its words gives its first letter."""
    letters = acronym.upper()
    for start in range(end - 2, max(end - 1 - _MOST, -1), -1):
        first = doc[start]
        if first.is_space or first.is_punct or first.pos_ in {"VERB", "AUX"}:
            return None
        if not first.text[:1].isupper() or first.text[0].upper() != letters[0]:
            continue
        initials = "".join(t.text[0].upper() for t in doc[start:end] if t.text[:1].isupper())
        if len(initials) > 1 and len(letters) - len(initials) <= 1 and _in_order(initials, letters):
            return start
    return None


def _in_order(initials: str, letters: str) -> bool:
    """Whether the letters hold the initials in their order: "DGLV" for "Deutsche Gesellschaft für Luftverkehr"."""
    rest = iter(letters)
    return all(initial in rest for initial in initials)
