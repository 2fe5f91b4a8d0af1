"""Bodies that an office is of though no name stands for them: "der Chef des Verbands", "Minister des Landes".

A compound that tells which body of its sort it is ("Wahlkommission", "Landesumweltamt") is its name; any other is what
the article has named before.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.cases import case_of
from kg.extract.events.clauses import preposition
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.morphology import feature
from kg.schema import Mention

_DEFINITE = {"der", "die", "das", "des", "dem", "den", "dieser", "dieses", "diesem"}
_GENITIVE = ("s", "'", "’", "x", "z")
_MERGED = {"vom", "beim", "im", "am", "zum", "zur"}
#: Nouns for a state or region that has been named before.
_REALMS = frozenset({"Land", "Staat", "Bundesstaat", "Bundesland", "Provinz", "Inselstaat", "Königreich", "Stadt"})
#: Last parts of compounds that name an authority or an organ of a parliament.
_ORGANS = ("amt", "behörde", "ausschuss", "kommission", "fraktion", "zentrum", "akademie", "institut", "komitee")


def unnamed(token: Token, mentions: Mentions, *, serves: bool) -> Mention | None:
    """The body, state or person that a noun of an office's phrase means; ``serves``: the office can be a person's."""
    if mentions.entity_at(token) is not None:
        if not serves or not _genitive(token):
            return None
        mention = mentions.referent(token)
        return mention if mention is not None and mention.kind == "PER" else None
    noun = noun_class(token.lemma_)
    if noun is None or noun.kind not in {"ORG", "LOC"} or feature(token, "Number") == "Plur":
        return None
    if noun.kind == "LOC" and token.lemma_ not in _REALMS:
        return None
    if is_ministry(token) or is_organ(token):
        return mentions.implied_body(token, token.lemma_)
    definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children)
    merged = any(c.dep_ == "case" and c.lower_ in _MERGED for c in token.children)
    mention = mentions.referent(token) if definite or merged else None
    return mention if mention is not None and mention.kind == noun.kind else None


def _genitive(token: Token) -> bool:
    """Whether a name shows that it owns what stands before it: "Berater von X", "der Sprecher Putins"."""
    return preposition(token)[0] == "von" or token.text.endswith(_GENITIVE) or case_of(token) == "gen"


def is_ministry(token: Token) -> bool:
    """Whether a noun alone names a ministry: "das Innenministerium", "im Kanzleramt"."""
    noun = noun_class(token.lemma_)
    own = noun is not None and token.lemma_ != "Ministerium" and not token.lemma_.startswith("Bundesministerium")
    return own and noun is not None and (noun.body == "ministry" or noun.entry.endswith("anzleramt"))


def is_organ(token: Token) -> bool:
    """Whether a compound tells which authority or organ it is: "Wahlkommission", "Landesumweltamt"."""
    tail = next((t for t in _ORGANS if token.lemma_.endswith(t)), "")
    definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children)
    merged = any(c.dep_ == "case" and c.lower_ in _MERGED for c in token.children)
    return len(token.lemma_) > len(tail) + 2 and bool(tail) and (definite or merged)
