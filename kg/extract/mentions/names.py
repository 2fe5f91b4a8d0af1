"""Where names begin and end: the recogniser's entities without the common nouns and adjectives beside them.

"Massenpartei PCF" is the PCF, "Biochemiker Sune Bergström" a person of two names, "Washingtoner SITE-Institut" an
institute in Washington.  The words that are cut off stay in the parse, where titles and origins are read from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.lexicon import entries
from kg.extract.mentions.orgkinds import party_of_member
from kg.extract.mentions.states import regions, state_names
from kg.extract.mentions.wordclasses import class_of, noun_class
from kg.extract.morphology import feature
from kg.tables import cities, inhabitants, origin, town_origin
from kg.tables.namekinds import eastern_surnames, first_names, shown_kind
from kg.tables.organisations import organisations

#: Kinds of places whose noun is no part of the name behind it; "Landkreis", "Kanton" and the like are.
_SETTLEMENTS = ("stadt", "dorf", "insel", "gemeinde", "metropole", "ort", "bundesstaat", "stadtteil", "städtchen")
#: Clubs' short forms, which need the town before them: "Hamburger SV", "Wiener SC".
_CLUB = frozenset(
    (
        "SV",
        "SC",
        "FC",
        "TSV",
        "VfB",
        "VfL",
        "SK",
        "AC",
        "BC",
        "HC",
        "EC",
        "EV",
        "AK",
        "RC",
        "TC",
        "TV",
        "BK",
        "KV",
        "SG",
    )
)


#: Tags of words that are no names by themselves ("Ihn", "Nein"), unless they are written in capitals.
_NO_NAMES = frozenset(("PPER", "PPOSAT", "PDS", "PRF", "PRELS", "PTKANT", "PTKNEG", "KON", "KOUS", "PWAV"))
#: Tags of words that open a phrase and so end no name.
_OPENING = frozenset(("ART", "APPR", "APPRART", "KON"))
_FORCES = frozenset(("military", "government"))
#: Units that the recogniser takes for names now and then.
_CURRENCIES = frozenset(
    ("Euro", "Dollar", "US-Dollar", "Cent", "Franken", "Pfund", "Yen", "Yuan", "Rubel", "Peso", "Kronen", "Lira")
)
#: Prepositions behind which a place stands.
_AT = frozenset(("in", "im", "nach", "bei", "aus", "ab", "um", "nahe", "ins", "am", "durch"))


def trimmed(doc: Doc) -> tuple[Span, ...]:
    """The doc's entities, each cut to its name, and of the kind that its words show."""
    found = doc.ents
    owners = {e[-1].text for e in found if e.label_ == "PER"}
    alone = {e.text for e in found}
    surnames = {e[-1].text for e in found if e.label_ == "PER" and len(e) > 1}
    parted = [part for e in found if not _no_name(e, surnames) for part in _parted(e, alone)]
    cut = [_compatriot(_trim(_owned(e, owners))) for e in parted]
    told = {e.text: kind for e in cut if (kind := _beside(e))}
    people = {_surname(e) for e in cut if e.label_ == "PER" and len(e) > 1}
    return tuple(_labelled(_namesake(e, people), told) for e in cut)


def _surname(person: Span) -> str:
    return person[0].text if person[0].text in eastern_surnames() else person[-1].text


def _namesake(entity: Span, surnames: Set[str]) -> Span:
    """A surname alone taken for a body, of somebody named in full in the article: "Orban blockiert Hilfen"."""
    name = entity.text if entity.text in surnames else entity.text.removesuffix("s")
    lone = entity.label_ in {"ORG", "MISC"} and len(entity) == 1 and name in surnames
    body = entity.start > 0 and entity.doc[entity.start - 1].pos_ in {"DET", "ADP", "NOUN"}  # "bei Bosch"
    if not lone or body or entity.text.isupper():
        return entity
    return Span(entity.doc, entity.start, entity.end, label="PER")


def _parted(entity: Span, alone: Set[str]) -> tuple[Span, ...]:
    """A person and a town side by side ("hat Ada Probe Erfurt verlassen"), where the article has both by themselves."""
    first = entity[:-1]
    if (
        entity.label_ != "PER"
        or len(entity) < 3
        or not {first.text, entity[-1].text} <= alone
        or entity[-1].text not in cities()
    ):
        return (entity,)
    doc = entity.doc
    return Span(doc, entity.start, entity.end - 1, label="PER"), Span(doc, entity.end - 1, entity.end, label="LOC")


def _no_name(entity: Span, surnames: Set[str]) -> bool:
    """Whether the recogniser took a common word for a name: a pronoun, a verb, an office, a nation."""
    first = entity[0]
    if entity.text in _CURRENCIES:
        return True
    if len(entity) > 1 or (first.text.isupper() and len(first.text) > 1):
        return False
    if first.tag_ in _NO_NAMES or first.tag_.startswith("VV"):
        return first.text not in surnames
    if first.lower_ in inhabitants() and entity.end < len(entity.doc) and entity.doc[entity.end].ent_type_ == "PER":
        return True  # "der Schwede Jan Probe"
    noun = class_of(first)
    if first.tag_ != "NN" or noun is None or first.text in surnames:
        return False
    force = noun.state_actor and noun.body in _FORCES and entity.label_ == "ORG" and _of_state(first)
    if force and first.text not in _proper():
        return True  # "Israels Luftwaffe" is read as any other force of a state
    office = noun.source == "offices" and entity.label_ == "PER"
    return office or (noun.kind == "EVENT" and entity.label_ in {"LOC", "PER", "ORG"} and "-" not in first.text)


@cache
def _proper() -> frozenset[str]:
    """Names of one word of well-known bodies: "die deutsche Bundeswehr" is no army of any sort."""
    return frozenset(name for name, _, _ in organisations() if " " not in name)


def _of_state(noun: Token) -> bool:
    """Whether a state's name or adjective stands right before a noun."""
    before = noun.nbor(-1).text if noun.i else ""
    return bool(origin(before)) or before in state_names() or before.removesuffix("s") in state_names()


def _compatriot(entity: Span) -> Span:
    """A person behind a noun for a nation whose last name only was seen: "den Äthiopier Arkebe Probe"."""
    if (len(entity) > 1 and entity.label_ != "PER") or entity.start < 2:
        return entity
    first, nation = entity.doc[entity.start - 1], entity.doc[entity.start - 2]
    people = nation.tag_ in {"NN", "NE"} and nation.lower_ in inhabitants() and not nation.ent_type_
    named = first.text[:1].isupper() and first.pos_ in {"PROPN", "NOUN"} and not first.ent_type_
    tied = first.head.i == nation.i or first.text in first_names()
    if not people or not named or not tied or noun_class(first.text) is not None:
        return entity
    return Span(entity.doc, first.i, entity.end, label="PER")


def _owned(entity: Span, owners: Set[str]) -> Span:
    """An entity without the person in the genitive before it: "Merkels CDU", where Merkel is named too."""
    if len(entity) > 1 and entity[0].text.endswith("s") and entity[0].text[:-1] in owners:
        return Span(entity.doc, entity.start + 1, entity.end, label=entity.label_)
    return entity


def _labelled(entity: Span, told: Mapping[str, str]) -> Span:
    """An entity of the kind that its words show, else of the one that a noun beside it tells anywhere in the text."""
    at_place = entity.start > 0 and entity.doc[entity.start - 1].lower_ in _AT
    label = shown_kind(entity.text, told.get(entity.text, entity.label_), at_place=at_place)
    if label == "PER" and entity.text in state_names():
        label = "LOC"  # "Sri Lanka"
    return Span(entity.doc, entity.start, entity.end, label=label) if label != entity.label_ else entity


def _beside(entity: Span) -> str:
    """The kind that the noun directly before a name tells: "das Dorf Bruneck", "Ministerin Amato"; else ""."""
    noun = entity.doc[entity.start - 1] if entity.start else None
    if noun is None or noun.tag_ != "NN" or entity.label_ not in {"PER", "LOC", "MISC"}:
        return ""
    known = class_of(noun)
    if known is None or feature(noun, "Number") == "Plur" or entity.text.isupper() or entity.text.endswith("s"):
        return ""
    if known.kind == "LOC" and noun.text.lower().endswith(_SETTLEMENTS):
        return "LOC"
    town = bool({entity.text, entity[0].text} & cities())
    return "PER" if known.source == "offices" and not town and entity.text not in regions() else ""


def _trim(entity: Span) -> Span:
    start, label = entity.start, entity.label_
    while start + 1 < entity.end:
        noun = entity.doc[start]
        if _is_sort(noun, entity.doc[start + 1], label):
            label = "PER" if _person(noun) else label
        elif not _is_origin(noun, entity[start + 1 - entity.start :]):
            break
        start += 1
    end = entity.end
    while end - 1 > start and entity.doc[end - 1].tag_ in _OPENING and entity.doc[end - 1].is_lower:
        end -= 1  # "das Auswärtige Amt der" Bundesrepublik
    cut = start > entity.start or end < entity.end
    return Span(entity.doc, start, end, label=label) if cut else entity


def _is_sort(noun: Token, following: Token, label: str) -> bool:
    """Whether a word is a common noun that tells the sort of the name behind it."""
    if not following.text[:1].isupper():
        return False
    if _partisan(noun, following):
        return True
    if following.tag_ not in {"NE", "XY", "FM"}:
        return False
    if noun.lower_ in inhabitants() and (label == "PER" or following.text in first_names()):
        return True  # "der Schwede Jan Probe"; "Bayer Leverkusen" and "Deutsche Bank" are names as they stand
    if noun.tag_ != "NN":
        return False
    if label == "LOC":
        return noun.text.lower().endswith(_SETTLEMENTS) and not noun.text.endswith("straße")
    if noun.text in sorts() or noun.text.removesuffix("s") in sorts():
        return True
    known = class_of(noun)
    if known is None:
        return False
    if _person(noun):
        return label in {"PER", "ORG"}
    if label != "ORG" or known.kind != "ORG" or known.entry.lower() not in _lower_sorts():
        return False
    # "Heimatverein Ulm" is no Ulm, as "Softwarefirma Xemo" is Xemo
    places = (e.text for e in noun.doc.ents if e.label_ == "LOC")
    return following.text not in cities() and following.text not in places


def _partisan(noun: Token, following: Token) -> bool:
    """Whether a word for a party's member stands before a person: "der Grüne Jan Probe", no "Grüne Jugend"."""
    if not party_of_member(noun.text) or following.pos_ not in {"PROPN", "NOUN"} or following.i + 1 >= len(noun.doc):
        return False
    last = noun.doc[following.i + 1]
    names = all(noun_class(t.lemma_) is None and noun_class(t.text) is None for t in (following, last))
    return names and last.pos_ == "PROPN" and last.ent_type_ == following.ent_type_ == noun.ent_type_


def _person(noun: Token) -> bool:
    known = class_of(noun)
    return (
        (known is not None and known.kind == "PER") or noun.lower_ in inhabitants() or bool(party_of_member(noun.text))
    )


def _is_origin(adjective: Token, rest: Span) -> bool:
    """Whether a town's adjective only qualifies a name that is complete without it ("Berliner KaDeWe")."""
    if len(rest) != 1 or adjective.tag_ == "NE" or not town_origin(adjective.text) or rest[0].text in _CLUB:
        return False
    return (rest[0].tag_ == "NE" and not rest[0].text.isupper()) or "-" in rest[0].text


def sorts() -> frozenset[str]:
    """Nouns that only name the sort of the thing beside them: "Konzern", "Partei", "Zeitung"."""
    return entries("sorts")


@cache
def _lower_sorts() -> frozenset[str]:
    return frozenset(sort.lower() for sort in sorts())
