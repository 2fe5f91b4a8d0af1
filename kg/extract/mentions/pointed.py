"""Names that words near a noun point to: first parts of compounds, adjectives of towns, "deren", noun phrases."""

from __future__ import annotations

from simplemma import is_known
from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.register import Mentions, compounded
from kg.extract.mentions.states import regions
from kg.extract.mentions.wordclasses import noun_class
from kg.schema import Mention
from kg.tables import origin, town_origin, towns

_SIDES = {"Westen", "Osten", "Norden", "Süden", "Nordwesten", "Nordosten", "Südwesten", "Südosten", "Zentrum", "Herzen"}
_SIDES |= {"Mitte", "Umgebung", "Nähe", "Umland", "Stadtteil", "Ortsteil", "Bezirk", "Innenstadt"}

#: How many letters the last part of a compound has at least whose first is a name.
_SHORTEST = 4
#: How many words before "deren" its owner may stand.
_BACK = 4
#: First parts of titles in capitals that are no bodies.
_NO_NAMES = frozenset(
    [
        "tv",
        "it",
        "ki",
        "pr",
        "wm",
        "em",
        "ns",
        "op",
        "sek",
        "lkw",
        "pkw",
        "akw",
        "ceo",
        "vip",
        "dj",
        "edv",
        "gps",
        "suv",
        "öpnv",
        "dna",
        "hr",
        "qa",
        "dm",
        "ev",
        "kz",
        "ss",
        "sa",
    ]
)


def owns_before(token: Token) -> bool:
    """Whether a word is "deren" or "dessen" before what it owns, whatever the tagger took it for."""
    return token.tag_ in {"PRELAT", "PRELS"} or token.lower_ in {"deren", "dessen"}


def relative_owner(pronoun: Token, mentions: Mentions) -> Mention | None:
    """Whom "deren" and "dessen" mean: the noun before the comma of their clause; at the head of one the last name."""
    clause = next((a for a in pronoun.ancestors if a.dep_ in {"acl", "acl:relcl"}), None)
    if clause is not None:
        return mentions.referent(clause.head)
    first = pronoun.sent.start - (_BACK if pronoun.is_sent_start else 0)
    for at in range(pronoun.i - 1, max(pronoun.i - _BACK, first - 1, -1), -1):
        entity = mentions.entity_at(pronoun.doc[at])
        if entity is not None:
            return mentions.named(entity)
    return None


def namesake(noun: Token, mentions: Mentions) -> Mention | None:
    """The body of the article that a compound's first part names: "Bayer-Chef" where the firm Bayer is named."""
    first = compounded(noun.text) or _first_word(noun)
    if not first or mentions.entity_at(noun) is not None:
        return None
    for entity in noun.doc.ents:
        if entity.label_ in {"ORG", "LOC"} and entity.text == first.replace("-", " " if " " in entity.text else "-"):
            return mentions.named(entity) if entity.label_ == "ORG" or not mentions.first_part(noun) else None
    return None


def _first_word(noun: Token) -> str:
    """The name of the article that a compound without hyphen begins with: "Talibanführer", "Volkswagentochter"."""
    word = noun.text
    if "-" in word or len(word) < _SHORTEST + 3:
        return ""
    for entity in noun.doc.ents:
        name = entity.text
        if entity.label_ in {"ORG", "LOC"} and len(name) > 2 and word.startswith(name):
            last = word[len(name) :].removeprefix("s")
            if len(last) >= _SHORTEST and is_known(last, lang="de") and noun_class(last.capitalize()) is not None:
                return name
    return ""


def title_body(noun: Token, mentions: Mentions) -> Mention | None:
    """The body in a title's first part: one that the article names, a party, a club, or no German noun."""
    first = compounded(noun.text)
    if not first or mentions.entity_at(noun) is not None or first.lower() in _NO_NAMES:
        return None
    for entity in noun.doc.ents:
        if entity.label_ == "ORG" and len(first) > 2 and first in (entity[0].text, entity[-1].text):
            return mentions.named(entity)  # "Juventus-Direktor" where Juventus Turin is named
    if origin(first) or first in regions():
        return None
    known = kind_of_name(first) in {"party", "team", "media"} or (first.isupper() and 2 <= len(first) <= 5)
    words = first.split("-")
    article = len(words) > 1 and words[0] in {"Al", "El", "Ash", "As"}
    strange = len(first) > 2 and first[:1].isupper() and not any(is_known(w, lang="de") for w in words if len(w) > 2)
    strange = strange or article
    return mentions.compound_body(noun, first) if known or strange else None


def town_of(adjective: Token, mentions: Mentions) -> Mention | None:
    """The town or village of the article that an adjective in -er means, if the tables lack it: "Delmenhorster"."""
    word = adjective.text
    if not word[:1].isupper() or not word.endswith("er") or mentions.entity_at(adjective) is not None:
        return None
    stems = {word.removesuffix("er"), word.removesuffix("r"), word.removesuffix("er") + "en"}
    return next((mentions.named(e) for e in adjective.doc.ents if e.label_ == "LOC" and e.text in stems), None)


def nations_of(adjective: Token, mentions: Mentions) -> list[Mention]:
    """The states that an adjective of origin names: "deutsch-iranische" two of them."""
    first, hyphen, last = adjective.text.rpartition("-")
    if hyphen and not origin(adjective.text) and origin(first + "e") and origin(last):
        return [mentions.inner(adjective, origin(first + "e")), mentions.town(adjective, origin(last))]
    found = mentions.origin(adjective)
    return [found] if found is not None else []


def town_before(noun: Token, mentions: Mentions) -> Mention | None:
    """The town in the adjective of a site or house without a name: "in einem Wiener Krankenhaus"."""
    known = noun_class(noun.lemma_)
    if known is None or known.kind not in {"LOC", "ORG"} or mentions.entity_at(noun) is not None:
        return None
    for child in noun.lefts:
        if child.dep_ == "amod" and child.text[:1].isupper() and child.text.endswith("er"):
            return mentions.origin(child) or town_of(child, mentions)
    return None


def unlisted_town(adjective: Token, mentions: Mentions) -> Mention | None:
    """The town that an adjective in -er before a noun of town government must mean: "Neustrelitzer Bürgermeister"."""
    word = adjective.text
    if adjective.tag_ != "ADJA" or not word[:1].isupper() or not word.endswith("er") or len(word) < 6:
        return None
    if mentions.entity_at(adjective) is not None or adjective.is_sent_start or is_known(word.lower(), lang="de"):
        return None
    return mentions.town(adjective, word.removesuffix("er"))


def town_of_inhabitant(noun: Token) -> str:
    """The town whose people a noun names: "Rostocker", "Kielerin" -> Rostock, Kiel; "" for others."""
    word = noun.text
    if noun.pos_ not in {"NOUN", "PROPN"} or not word[:1].isupper():
        return ""
    form = word.removesuffix("in") if word.endswith("erin") else word.removesuffix("n")
    return town_origin(form) or (towns().get(form.lower(), "") if form.endswith("er") else "")


def club_of(town: str, mentions: Mentions) -> Mention | None:
    """The only sports club with a town in its name that the article names."""
    found: dict[str, Mention] = {}
    for entity in mentions.doc.ents:
        if entity.label_ == "ORG" and town in entity.text.split() and kind_of_name(entity.text) == "team":
            found.setdefault(entity.text, mentions.named(entity))
    return next(iter(found.values())) if len(found) == 1 else None


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


def whole_body(token: Token, mentions: Mentions) -> Mention | None:
    """The body whose part a noun without a name is: "Mitglied im Ortsverein der SPD", "der Vorstand der Bank"."""
    noun = noun_class(token.lemma_)
    if noun is None or noun.kind != "ORG" or mentions.entity_at(token) is not None:
        return None
    return owner_of(token, mentions)


def owner_of(token: Token, mentions: Mentions) -> Mention | None:
    """The body in the genitive behind a noun: "der Parteitag der FDP"."""
    for child in token.children:
        if child.dep_ in {"nmod", "nmod:poss"} and preposition(child)[0] in {"", "von", "bei"}:
            return named_thing(child, mentions)
    return None
