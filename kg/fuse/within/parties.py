"""The parties of politicians, as brackets, compounds and nouns for members tell them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Token

from kg.fuse.names import fold
from kg.fuse.within.words import role_key, rows

#: Behind a name: "(SPD)", "von der SPD", "von den Grünen".
_BEHIND = re.compile(r"\s(?:\((?P<bracket>[^()]{2,30})\)|von de[rn] (?P<of>[\w/ -]{2,30}))")


@cache
def _parties() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    names: dict[str, frozenset[str]] = {}
    members: dict[str, frozenset[str]] = {}
    for party, forms, nouns in rows("within_parties.tsv"):
        for cell, table in ((forms, names), (nouns, members)):
            for form in filter(None, cell.split("|")):
                table[fold(form)] = table.get(fold(form), frozenset()) | {party}
    return names, members


@lru_cache(maxsize=1 << 14)
def parties_of(word: str) -> frozenset[str]:
    """The parties that a noun for a person names: "CDU-Politikerin", "Sozialdemokrat"; empty for other nouns."""
    first, hyphen, rest = word.partition("-")
    names, members = _parties()
    if hyphen and rest and (found := names.get(fold(first))):
        return found
    return members.get(role_key(word)) or members.get(fold(word)) or frozenset()


def party_named(name: str) -> frozenset[str]:
    """The party of this very name."""
    return _parties()[0].get(fold(name), frozenset())


def parties_behind(last: Token) -> frozenset[str]:
    """The party that stands right behind a name, given its last word."""
    # Not of the text of the doc, which spaCy puts together anew each time.
    found = _BEHIND.match((last.whitespace_ + last.doc[last.i + 1 : last.i + 41].text)[:40])
    if found is None:
        return frozenset()
    words = re.split(r"[,;/]| und ", found["bracket"]) if found["bracket"] else [found["of"].split(" ")[0]]
    return frozenset[str]().union(*(party_named(w.strip()) for w in words))
