"""What the pipeline does besides its trained components."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.tables import capitals, cities, countries, inhabitants
from kg.tables.namekinds import eastern_surnames, is_first_name, is_place

#: The key of ``Doc.spans`` under which derived forms stand: "russische" (LOCderiv), "Ukraine-Krise" (LOCpart).
DERIVED = "derived"


#: "Wonsan (dpa) - ", "BERLIN, 3. Mai (AFP) – ", "Seyne-les-Alpes – ": place and agency before the first sentence.
_DATELINE = re.compile(
    r"^[A-ZÄÖÜ][\w.ß-]*(?:[ /][A-ZÄÖÜ(][\w.-]*\)?){0,3}"  # the town, or several
    r"(?:, \d{1,2}\. [A-ZÄÖÜ]\w+)?(?: \([^()\n]{2,30}\))?"  # day, agency
    r"\s?[-–—]\s(?=\S)",
    re.MULTILINE,
)


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """A line break in the text ends a sentence: the parser splits further but joins nothing across it."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            token.is_sent_start = token.i == 0
            doc[token.i + 1].is_sent_start = True
    for match in _DATELINE.finditer(doc.text):
        first = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if first is not None and first[0].idx >= match.end():
            first[0].is_sent_start = True
            for inside in doc.char_span(match.start(), match.end(), alignment_mode="contract") or ():
                inside.is_sent_start = inside.i == 0 or inside.idx == match.start()
    return doc


_NO_NAME = {"ADP", "VERB", "AUX", "SCONJ", "CCONJ", "ADV", "PRON"}
#: Function words that names of persons hold.
PARTICLES = {"von", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al"}
PARTICLES |= {"bin", "ibn", "ter", "ten", "y"}

#: Ends of compounds for offices; surnames as well are only some of the bare words ("Richter"), which are too short.
_OFFICES: tuple[str, ...] = (
    "chef",
    "chefin",
    "präsident",
    "präsidentin",
    "minister",
    "ministerin",
    "sprecher",
    "sprecherin",
)
_OFFICES += ("anführer", "anführerin", "vorsitzender", "vorsitzende", "direktor", "direktorin")


@Language.component("names")
def names(doc: Doc) -> Doc:
    """Part persons' names that run over a preposition or a verb ("Kim gegenüber Lawrow"): no name has one inside."""
    found: list[Span] = []
    for entity in _bounded(doc.ents):
        cuts = [
            t.i
            for t in entity
            if entity.label_ == "PER" and t.text.islower() and t.lower_ not in PARTICLES and t.pos_ in _NO_NAME
            if t.lower_ not in {"und", "zu"} or "von" not in {w.lower_ for w in entity}  # "von und zu"
        ]
        bounds = [entity.start - 1, *cuts, _eastern_end(entity)]
        if not cuts and _ends_in_place(entity):  # "hat Kim Jong Un Moskau besucht": two names side by side
            found.append(Span(doc, entity.end - 1, entity.end, label="LOC"))
            bounds[-1] = entity.end - 1
        for left, right in itertools.pairwise(bounds):
            while (
                entity.label_ == "PER" and left + 2 < right and (_is_sort(doc[left + 1]) or _is_office(doc[left + 1]))
            ):
                left += 1
            if left + 1 < right:
                found.append(Span(doc, left + 1, right, label=entity.label_))
    doc.ents = tuple(sorted(found, key=lambda e: e.start))
    return doc


def _owner(entity: Span) -> Span:
    """A person in the genitive without the common noun behind: "Daglos Truppen", no "Hans Truppen"."""
    if entity.label_ != "PER" or len(entity) != 2 or entity[-1].tag_ != "NN" or is_first_name(entity[0].text):
        return entity
    owning = entity[0].text.endswith("s") and simplemma.is_known(entity[-1].text, lang="de")
    return Span(entity.doc, entity.start, entity.start + 1, label="PER") if owning else entity


def _towns(entity: Span) -> Iterator[Span]:
    """An entity, or the towns that it lists with strokes: "Genf/Kiel"; "Frankfurt/Main" is one."""
    doc, strokes = entity.doc, [t.i for t in entity if t.text == "/"]
    bounds = itertools.pairwise([entity.start - 1, *strokes, entity.end])
    parts = [Span(doc, left + 1, right, label="LOC") for left, right in bounds if left + 1 < right]
    listed = strokes and all(p.text in cities() or p.text in capitals() for p in parts)
    yield from parts if listed else (entity,)


def _peopled(entity: Span) -> Iterator[Span]:
    """An entity, or the town or body and the person that it runs over: "in Ulm Ada Tann", "Ifo-Instituts Ada Tann"."""
    doc = entity.doc
    for first in entity[1:-1] if entity.label_ in {"LOC", "ORG"} and len(entity) > 2 else ():
        before, behind = entity.text[: first.idx - entity[0].idx].strip(), entity[-1]
        if not is_first_name(first.text) or first.i < behind.i - 2 or not behind.text.istitle():
            continue
        owning = entity.label_ == "ORG" and before.endswith("s") and doc[first.i - 1].tag_ == "NN"
        if (is_place(before) and not is_place(f"{first.text} {behind.text}")) or owning:
            yield Span(doc, entity.start, first.i, label="ORG" if owning else "LOC")
            yield Span(doc, first.i, entity.end, label="PER")
            return
    yield from _towns(entity)


def _bounded(entities: Iterable[Span]) -> Iterator[Span]:
    """The entities, parted at line breaks, at strokes between towns and at brackets of which only one is inside."""
    for entity in (part for e in entities for part in _peopled(_owner(e))):
        text = entity.text
        open_bracket = entity.label_ != "MISC" and text.count("(") != text.count(")")
        cuts = [t.i for t in entity if t.text.isspace() or (open_bracket and t.text in {"(", ")"})]
        for left, right in itertools.pairwise([entity.start - 1, *cuts, entity.end]):
            if left + 1 < right:
                yield Span(entity.doc, left + 1, right, label=entity.label_)


def _eastern_end(entity: Span) -> int:
    """Where an entity ends; a Korean or Chinese name of two words holds the capitalised "In" or "An" behind it."""
    if entity.label_ != "PER" or len(entity) != 2 or entity.end >= len(entity.doc):
        return entity.end
    following = entity.doc[entity.end]
    third = following.text.istitle() and following.tag_ in {"APPR", "APZR", "NE"} and not following.ent_type_
    return entity.end + (third and entity[0].text in eastern_surnames())


def _ends_in_place(entity: Span) -> bool:
    """Whether a person's name of three words or more ends in the name of a capital or a state."""
    if entity.label_ != "PER" or len(entity) < 3 or entity[-2].text.islower():
        return False
    return entity[-1].text in capitals() or any(entity[-1].text == c.name for c in countries())


def _is_sort(token: Token) -> bool:
    """Whether a noun names an inhabitant: in "Äthiopier Arkebe Oqubay" it is no part of the name behind it."""
    return token.lower_ in inhabitants() and token.pos_ == "NOUN"


def _is_office(token: Token) -> bool:
    """Whether a word is an office that no dictionary of names holds: "Juntachef" in "Juntachef Ora Tann"."""
    return token.tag_ == "NN" and token.text.lower().endswith(_OFFICES) and not is_first_name(token.text)


@Language.component("derived")
def derived(doc: Doc) -> Doc:
    """Move the derived labels (LOCderiv, ORGpart ...) from the entities to a span group of their own."""
    found = [e for e in doc.ents if e.label_.endswith(("deriv", "part"))]
    doc.spans[DERIVED] = found
    doc.ents = tuple(e for e in doc.ents if not e.label_.endswith(("deriv", "part")))
    return doc
