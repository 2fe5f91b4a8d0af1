"""The name that the words behind another name lead to, read by their order alone."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan

from kg.extract.events.cases import CONTRACTED
from kg.extract.events.clauses import infinitive
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.states import regions
from kg.extract.mentions.wordclasses import class_of, noun_class
from kg.extract.speech.units import is_finite
from kg.schema import Mention

#: Verbs of coming to a body from another one.
_ARRIVING = frozenset({"kommen", "wechseln", "holen", "verpflichten", "ausleihen", "zurückkehren"})
_FAR = 5
_DESCRIBING = {"DET", "ADJ", "NOUN", "NUM", "ADV", "PROPN"}


def thing_from(start: int, mentions: Mentions) -> Mention | None:
    """The name that a noun phrase beginning at a token is, or has: "der afghanischen Provinz Helmand"."""
    doc = mentions.doc
    nouns = 0
    for token in doc[start : min(start + _FAR, len(doc))]:
        entity = mentions.entity_at(token)
        if entity is not None:
            return mentions.named(entity) if entity.label_ != "PER" else None
        if token.text in regions():
            return mentions.inner(token, token.text)
        if token.pos_ == "NOUN":
            noun = class_of(token)
            following = mentions.entity_at(doc[token.i + 1]) if token.i + 1 < len(doc) else None
            if noun is None or noun.kind not in {"LOC", "ORG"} or nouns or following is None:
                mention = mentions.referent(token) if noun is not None and noun.kind == "ORG" else None
                return mention if mention is not None and mention.form == "NAME" else None
            nouns += 1
        elif token.pos_ not in {"DET", "ADJ", "NUM"} and token.lower_ != "heutigen":
            return None
    return None


def home_behind(entity: DocSpan, mentions: Mentions) -> Mention | None:
    """The place of "X aus Y", unless the words may belong to a verb of motion: "vertrieb X aus Y"."""
    doc = entity.doc
    if entity.end + 1 >= len(doc) or doc[entity.end].lower_ != "aus":
        return None
    place = thing_from(entity.end + 1, mentions)
    if place is None or place.kind != "LOC":
        return None
    head = doc[mentions.head_index(place)]
    free = head.head.pos_ in {"VERB", "AUX"} and head.head.i not in range(entity.start, entity.end)
    return None if free and not _before_the_verb(entity, head.i + 1) else place


def _before_the_verb(entity: DocSpan, end: int) -> bool:
    """Whether a name and what follows it up to ``end`` are all that stands before the finite verb: one phrase."""
    doc = entity.doc
    opening = doc[entity[0].sent.start : entity.start]
    return end < len(doc) and is_finite(doc[end]) and all(t.pos_ in _DESCRIBING for t in opening)


def owns_noun(entity: DocSpan) -> bool:
    """Whether a noun before a body names a part of it, whose place is that behind both: "das Werk von X in Y"."""
    head = entity.root.head if entity.root.dep_ in {"appos", "flat"} else entity.root
    whole = head.head
    if entity.label_ != "ORG" or head.dep_ not in {"nmod", "nmod:poss"} or whole.i >= entity.start or whole.ent_type_:
        return False
    if whole.lemma_.startswith(("Stamm", "Haupt", "Zentrale")):
        return False  # where its head office is, the body is
    noun = noun_class(whole.lemma_)
    return whole.pos_ == "NOUN" and (whole.lemma_.endswith("amt") if noun is None else noun.kind in {"ORG", "LOC"})


def passed(entity: DocSpan) -> bool:
    """Whether a body is only where somebody came from or whom another one played: "kommt vom VfL", "gegen den VfL"."""
    at = entity[0]
    while at.i > at.sent.start and at.pos_ != "ADP" and entity.start - at.i < 5:  # "vom Ligakonkurrenten VfL"
        at = at.nbor(-1)
        if at.pos_ not in {"NOUN", "ADJ", "DET", "ADP"}:
            return False
    word = CONTRACTED.get(at.lower_, (at.lower_, ""))[0]
    verb = next((a for a in entity.root.ancestors if a.pos_ == "VERB"), None)
    return word == "gegen" or (word in {"von", "aus"} and verb is not None and infinitive(verb) in _ARRIVING)
