"""Whom or what a noun for a body or a place is said of where no name stands beside it.

"X ist eine Stadt in Y", "X, die größte Stadt Ys, ...", and "der Konzern aus Y", which coreference ties to its name.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.mentions.pointed import named_thing
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.morphology import feature
from kg.schema import Mention

_SEATED = ("ansässig", "beheimatet", "gelegen", "angesiedelt", "stationiert", "sitzend", "liegend", "befindlich")
_DEFINITE = ("der", "die", "das", "dem", "den", "des", "dies")
_ENDS = {",", ".", ";", ":", ")", "–", "!", "?"}
_COPULAS = {"sein", "bleiben", "werden"}


def described(token: Token, mentions: Mentions) -> Mention | None:
    """What a noun is said of: its clause's subject, the name before its comma, or whatever it describes."""
    return _subject(token, mentions) or _before_comma(token, mentions) or _known(token, mentions)


def seat(adjective: Token, mentions: Mentions) -> Mention | None:
    """The place in "die in Ulm ansässige Firma"."""
    if not adjective.lower_.startswith(_SEATED):
        return None
    for child in adjective.children:
        if child.dep_ in {"obl", "nmod"} and preposition(child)[0] in {"in", "bei", "auf", "an"}:
            place = named_thing(child, mentions)
            if place is not None and place.kind == "LOC":
                return place
    return None


def _subject(token: Token, mentions: Mentions) -> Mention | None:
    """Who is a member in "Estland ist Mitglied der NATO"."""
    if not any(c.dep_ == "cop" and c.lemma_.lower() in _COPULAS for c in token.children):
        return None
    for child in token.children:
        if child.dep_ == "nsubj":
            return _of_kind(mentions.referent(child), token)
    return None


def _before_comma(token: Token, mentions: Mentions) -> Mention | None:
    """ "In Kumasi, der zweitgrößten Stadt Ghanas, ..."."""
    first = token.left_edge
    comma = first.i if first.text == "," else first.i - 1
    last = token.right_edge
    end = last.i + (last.text not in _ENDS)
    if comma < 1 or token.doc[comma].text != "," or (end < len(token.doc) and token.doc[end].text not in _ENDS):
        return None
    entity = mentions.entity_at(token.doc[comma - 1])
    if entity is None or preposition(token)[0] or any(t.pos_ in {"VERB", "AUX"} for t in token.subtree):
        return None
    return _of_kind(mentions.named(entity), token)


def _of_kind(mention: Mention | None, token: Token) -> Mention | None:
    """A name that can be what the noun says; a single word taken for a person may well be a place or a firm."""
    if mention is None or mention.form != "NAME" or mention.kind == "EVENT":
        return None
    noun = noun_class(token.lemma_)
    strange = mention.kind in {"PER", "MISC"} and " " not in mention.text and noun is not None
    strange = strange and (mention.kind == "MISC" or (noun is not None and noun.kind != "PER"))
    return mention if strange or mention.kind in {"ORG", "LOC"} else None


def _known(token: Token, mentions: Mentions) -> Mention | None:
    """A definite description: "der Konzern aus Ulm"."""
    if feature(token, "Number") == "Plur" or mentions.entity_at(token) is not None:
        return None
    article = any(c.dep_ == "det" and c.lower_.startswith(_DEFINITE) for c in token.children)
    case = next((c.lower_ for c in token.children if c.dep_ == "case"), "")
    if not article and case not in {"im", "am", "beim", "vom", "zum", "zur"}:
        return None
    mention = mentions.referent(token)
    return mention if mention is not None and mention.form == "NOMINAL" and mention.kind in {"ORG", "LOC"} else None
