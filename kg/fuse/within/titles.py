"""The nouns that an article uses with a name: titles before it, appositions after it, predicates ("ist Präsident")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.fuse.places import country
from kg.fuse.within.view import Item
from kg.fuse.within.words import epicene, person_gender, role_key, state_of, things
from kg.tables import origin

#: What stands before the state of an office: "Präsident der Ukraine", "Japans Regierungschef", "Ministerin aus Polen".
_OF_STATE = frozenset({"", "von", "aus"})
_FRESH = ("neue", "designiert", "künftig", "frisch")
_DENIALS = frozenset({"nicht", "nie", "kein", "keine", "weder"})


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands beside one name: words as written (lemmas), and the states that they or their adjectives name.

    ``fresh`` says that the office is new to its holder: "der neue Trainer X", "Nachfolger wird X".
    """

    words: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()
    fresh: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The words folded and in their male form."""
        return frozenset(role_key(w) for w in self.words)

    @property
    def gender(self) -> str:
        """``m`` or ``f`` if the words tell, else ""."""
        found = {g for w in self.words if not epicene(w) and (g := person_gender(w))}
        return "f" if "f" in found else "m" if found == {"m"} else ""


def titles_of(item: Item) -> Titles:
    """The titles and sorts used with one name in the text."""
    words: list[str] = []
    states: set[str] = set()
    fresh = False
    for noun in _nouns(item):
        fresh = fresh or noun.lemma_.startswith("Nachfolger") or is_fresh(noun)
        words.append(word_of(noun))
        states.update(states_at(noun))
    words += _age(item)
    return Titles(tuple(dict.fromkeys(words)), frozenset(states), fresh)


def states_at(noun: Token) -> frozenset[str]:
    """The states that a noun phrase names by an adjective of origin, a genitive or the noun itself."""
    found = {state_of(noun.lemma_) or state_of(noun.text)}
    for child in noun.children:
        if child.pos_ == "ADJ" and child.dep_ == "amod":
            found.add(origin(child.text))
        elif child.dep_ in {"nmod", "nmod:poss"} and child.pos_ == "PROPN":
            case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            row = country(child.text) or country(child.text.removesuffix("s")) if case in _OF_STATE else None
            found.add(row.name if row is not None and row.kind == "state" else "")
    return frozenset(found) - {""}


def is_fresh(noun: Token) -> bool:
    """Whether an adjective says that somebody is new in an office."""
    return any(c.dep_ == "amod" and c.lower_.startswith(_FRESH) for c in noun.lefts)


def word_of(noun: Token) -> str:
    """The noun's lemma, or its form where the lemma is no noun or lost its female ending."""
    lemma = noun.lemma_
    if not lemma[:1].isupper() or (noun.text.endswith("in") and not lemma.endswith("in")):
        return noun.text
    return lemma


def _nouns(item: Item) -> Iterator[Token]:
    """Common nouns that stand beside a name and mean the same as it."""
    token = item.token
    names = {t.i for t in _entity(token)}
    head = token
    while head.dep_ in {"appos", "flat"} and head.head.i != head.i:
        head = head.head
        if head.i not in names and _common(head) and _agrees(head, item.kind):
            yield head
    before = min(names) - 1
    while before >= 0 and _common(token.doc[before]) and before != head.i and item.kind == "PER":
        if not _agrees(token.doc[before], "PER"):
            break
        yield token.doc[before]
        before -= 1
    for i in sorted(names):
        for child in token.doc[i].children:
            if child.dep_ == "appos" and child.i not in names and _common(child) and _agrees(child, item.kind):
                yield child
    clause = head.head
    if head.dep_ == "nsubj" and _common(clause) and _is(clause) and _agrees(clause, item.kind):
        yield clause
    for child in head.lefts if head.i != token.i and _is(head) else ():
        if child.dep_ == "nsubj" and _common(child) and _agrees(child, item.kind):
            yield child  # "Nachfolger ist der bisherige Direktor X"
    for child in token.lefts:
        if presents(child) and _common(child) and _agrees(child, item.kind):
            yield child


def presents(token: Token) -> bool:
    """Whether a noun is the subject of a name: "Neuer Präsident ist Alassane Ouattara"."""
    return token.dep_ == "nsubj" and token.head.pos_ == "PROPN" and _is(token.head)


def _is(predicate: Token) -> bool:
    """Whether a noun is what somebody or something is said to be."""
    children = list(predicate.children)
    return any(c.dep_ == "cop" for c in children) and not any(c.lower_ in _DENIALS for c in children)


def _age(item: Item) -> list[str]:
    """An age in brackets after a name or before it as a word that its bearer may be called by later."""
    words = _entity(item.token)
    after = item.token.doc[words[-1].i + 1 : words[-1].i + 4]
    if len(after) == 3 and after[0].text == "(" and after[1].text.isdigit() and after[2].text in {")", ","}:
        return [f"{after[1].text}-Jähriger"]
    if item.kind != "PER":
        return []
    before = item.token.doc[max(0, words[0].i - 4) : item.token.i]
    found = [t.text for t in before if re.fullmatch(r"\d{1,3}-[Jj]ährige[rnms]?", t.text)]
    return [found[-1].partition("-")[0] + "-Jähriger"] if found else []


def last_word(item: Item) -> Token:
    """The last word of a name."""
    return _entity(item.token)[-1]


def _entity(token: Token) -> list[Token]:
    start, end, doc = token.i, token.i + 1, token.doc
    if not token.ent_type_:
        return [token]
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return list(doc[start:end])


def _common(token: Token) -> bool:
    return (token.pos_ == "NOUN" or token.tag_ == "NN") and not token.ent_type_ and token.text[:1].isupper()


def _agrees(noun: Token, kind: str) -> bool:
    """Whether a noun can be used of this kind of name: sorts of organisations and places not of persons, and so on."""
    sorts = {t.kind for t in things(word_of(noun))}
    if kind == "PER":
        return not sorts or bool(person_gender(noun.text))
    return not person_gender(noun.text) if kind in {"ORG", "LOC"} else True
