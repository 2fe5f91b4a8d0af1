"""Names of groups: peoples and faiths ("die Kopten"), and those named by their state ("spanische Zeitungen").

A group that is counted or only a part of itself ("zwei Iraner", "viele Muslime") is no group with a name.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.lexicon import longest_suffix, table
from kg.extract.mentions.wordclasses import NounClass
from kg.extract.morphology import feature
from kg.tables import inhabitants, origin, town_origin

#: Words before a plural noun that mean some of a group, not the group.
_SOME = ("ein", "kein", "mehr", "viel", "wenig", "manch", "solch", "beid", "jed", "etlich", "unzählig", "zahlreich")
#: Tables of nouns for people and bodies, by the column of their plurals.
_TABLES = ("persons", "offices", "orgnouns")


def people(noun: Token) -> str:
    """The people or faith that a noun names as a whole, in the nominative: "Muslimen" -> "Muslime"; "" for others."""
    form, same = _peoples().get(noun.text, ("", False))
    number = _tag(noun)
    if not form or _partial(noun) or (same and number == "Sing") or number == "One":
        return ""
    return form


def inhabitants_of(noun: Token) -> str:
    """The state whose people a plural noun names as a whole: "die Iraner" -> Iran; "" for single inhabitants."""
    state = inhabitants().get(noun.text.lower(), "")
    if not state or not noun.text[:1].isupper() or _partial(noun) or _tag(noun) != "Plur":
        return ""
    return "" if any(c.dep_ == "amod" for c in noun.lefts) else state


def group_of_origin(noun: Token, sort: NounClass) -> str:
    """What people or bodies with an adjective of origin are called: "spanischen Zeitungen"; "" for others."""
    if sort.kind not in {"PER", "ORG"} or sort.source not in _TABLES or _partial(noun):
        return ""
    plural = nominative_plural(noun.text)
    adjective = next((c for c in noun.lefts if c.dep_ == "amod" and c.pos_ == "ADJ" and _of_origin(c.text)), None)
    if not plural or adjective is None:
        return ""
    dative = plural != noun.text and _tag(noun) != "One"  # "den deutschen Managern" can be nothing else
    if not dative and _singular(noun, adjective):
        return ""
    return f"{uninflected(adjective.text)} {plural}"


def _singular(noun: Token, adjective: Token) -> bool:
    """Whether article and ending show one: "die deutsche Abgeordnete", not "deutsche Winzer"."""
    number = _tag(noun)
    article = next((c for c in noun.lefts if c.dep_ == "det"), None)
    if number == "One" or town_origin(adjective.text):
        return number != "Plur"
    if article is not None:
        return (article.lower_ == "die" and adjective.text.endswith("e")) or number == "Sing"
    if adjective.text.endswith("er"):
        return feature(noun, "Case") != "Gen" or number == "Sing"
    return number == "Sing" and (not adjective.text.endswith("e") or feature(noun, "Gender") == "Fem")


def adjective_of_origin(noun: Token) -> str:
    """The adjective of origin at a noun, as in a plural without article; "" if there is none."""
    adjective = next((c for c in noun.lefts if c.dep_ == "amod" and _of_origin(c.text)), None)
    return uninflected(adjective.text) if adjective is not None else ""


def uninflected(adjective: str) -> str:
    """An adjective of origin as in a plural without article: "spanischen" -> "spanische", "Hamburger" as it is."""
    if town_origin(adjective) or adjective.endswith(("e", "aner")):
        return adjective if town_origin(adjective) else _uncapitalised(adjective)
    low = _uncapitalised(adjective)
    return low[:-1] if low[-2:] in {"en", "er", "es", "em"} else low


def nominative_plural(word: str) -> str:
    """The nominative of a listed plural, or of a compound that ends in one: "Journalisten", "Ärzten" -> "Ärzte"."""
    known = _plurals()
    for form in (word, word.removesuffix("n")):
        if form in known or longest_suffix(form, known, least=5):
            return form
    return ""


def _of_origin(word: str) -> str:
    """The place that an adjective is made from; of two, as in "deutsch-dänische", the second."""
    first, hyphen, second = word.rpartition("-")
    both = origin(second) if hyphen and origin(f"{first}e") else ""
    return origin(word) or town_origin(word) or both


def _tag(noun: Token) -> str:
    """ "One" if the article shows a singular, else the tagger's number."""
    article = next((c for c in noun.lefts if c.dep_ == "det"), None)
    if article is not None and article.lower_ in {"das", "dem", "des", "ein", "eine", "einem", "einen", "eines"}:
        return "One"
    if article is not None and article.lower_ == "der" and not noun.dep_.startswith("nmod"):
        return "One"  # "sagte der Pfälzer": only a genitive has this article in the plural
    return feature(noun, "Number")


def _partial(noun: Token) -> bool:
    """Whether a number or a word for some stands before a noun: "zwei Iraner", "viele Muslime"."""
    for child in noun.lefts:
        if child.dep_ == "nummod" or child.pos_ == "NUM" or child.tag_ == "CARD":
            return True
        if child.dep_ in {"det", "amod"} and child.lower_.startswith(_SOME) and child.lower_ != "einige":
            return True
        if child.lower_ in {"einige", "einigen", "einiger", "dutzende", "hunderte", "tausende"}:
            return True
    before = noun.nbor(-1) if noun.i else None
    return before is not None and (before.like_num or before.lower_ in {"paar", "dutzend", "tausende", "hunderte"})


@cache
def _peoples() -> dict[str, tuple[str, bool]]:
    """Every form of a plural in ``peoples.tsv`` with its nominative, and whether the singular looks like it."""
    found: dict[str, tuple[str, bool]] = {}
    for row in table("peoples"):
        plural, flags = row["plural"], row["flags"].split()
        forms = {plural}
        if "adj" in flags:
            forms |= {plural + "n", plural + "r"}
        elif plural[-1] not in "nsaiou":
            forms.add(plural + "n")
        for form in forms:
            found[form] = (plural, "same" in flags)
    return found


@cache
def _plurals() -> frozenset[str]:
    """The plurals of all listed nouns for people and bodies that no singular looks like, and those of -er nouns."""
    found: set[str] = set()
    for name in _TABLES:
        for row in table(name):
            found.update(filter(None, row.get("plural", "").split("|")))
    return frozenset(found)


def _uncapitalised(adjective: str) -> str:
    """An adjective as it is written in a sentence: "Russische" -> "russische", "US-amerikanische" as it is."""
    return adjective if adjective[:2].isupper() else adjective[:1].lower() + adjective[1:]
