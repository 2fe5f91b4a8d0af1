"""Names that words near a noun point to: first parts of compounds, adjectives of towns, "deren", noun phrases."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses import preposition
from kg.extract.mentions import Mentions
from kg.schema import Mention

_SIDES = {"Westen", "Osten", "Norden", "Süden", "Nordwesten", "Nordosten", "Südwesten", "Südosten", "Zentrum", "Herzen"}
_SIDES |= {"Mitte", "Umgebung", "Nähe", "Umland", "Stadtteil", "Ortsteil", "Bezirk", "Innenstadt"}


def relative_owner(pronoun: Token, mentions: Mentions) -> Mention | None:
    """Whom "deren" and "dessen" mean: the noun before the comma of their clause."""
    clause = next((a for a in pronoun.ancestors if a.dep_ in {"acl", "acl:relcl"}), None)
    if clause is not None:
        return mentions.referent(clause.head)
    for at in range(pronoun.i - 1, max(pronoun.i - 4, pronoun.sent.start - 1), -1):
        entity = mentions.entity_at(pronoun.doc[at])
        if entity is not None:
            return mentions.named(entity)
    return None


def namesake(noun: Token, mentions: Mentions) -> Mention | None:
    """The body of the article that a compound's first part names: "Bayer-Chef" where the firm Bayer is named."""
    first, hyphen, rest = noun.text.rpartition("-")
    if not hyphen or not rest or mentions.entity_at(noun) is not None:
        return None
    for entity in noun.doc.ents:
        if entity.label_ in {"ORG", "LOC"} and entity.text == first.replace("-", " " if " " in entity.text else "-"):
            return mentions.named(entity) if entity.label_ == "ORG" or not mentions.first_part(noun) else None
    return None


def town_of(adjective: Token, mentions: Mentions) -> Mention | None:
    """The town or village of the article that an adjective in -er means, if the tables lack it: "Delmenhorster"."""
    word = adjective.text
    if not word[:1].isupper() or not word.endswith("er") or mentions.entity_at(adjective) is not None:
        return None
    stems = {word.removesuffix("er"), word.removesuffix("r"), word.removesuffix("er") + "en"}
    return next((mentions.named(e) for e in adjective.doc.ents if e.label_ == "LOC" and e.text in stems), None)


def named_thing(token: Token, mentions: Mentions) -> Mention | None:
    """The named state, place or organisation that a noun phrase refers to."""
    mention = mentions.referent(token)
    if mention is None or mention.form != "NAME" or mention.kind not in {"LOC", "ORG", "MISC"}:
        return None
    return mention


def whole_of(token: Token, mentions: Mentions) -> Token:
    """The place that "im Westen der Region Kursk" means: what the side is a side of."""
    if token.lemma_ in _SIDES and mentions.entity_at(token) is None:
        for child in token.children:
            if child.dep_ == "nmod" and preposition(child)[0] in {"", "von"}:
                return child
    return token
