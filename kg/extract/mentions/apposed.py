"""Names in apposition that stand far behind their noun, or that the parser did not tie to it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.mentions.wordclasses import denotes_person, noun_class
from kg.extract.morphology import feature

EntityAt = Callable[[Token], DocSpan | None]
#: How many words behind a person's title the name stands if commas set it off.
_FAR = 14


def second_name(child: Token, token: Token, entity_at: EntityAt) -> DocSpan | None:
    """ "Die Chefin der Bank, die Juristin Ada Probe, ...": the name beside a second description."""
    if child.i + 1 >= len(child.doc) or not denotes_person(child) or feature(token, "Number") == "Plur":
        return None
    entity = entity_at(child.nbor(1))
    if entity is None or entity.label_ != "PER" or entity.root.head.i != child.i or entity_at(child) is not None:
        return None
    return entity if set_off(child.doc[child.i : entity.end], token) else None


def of_person(token: Token, entity_at: EntityAt) -> bool:
    """Whether a noun tells whose somebody is, who bears the name behind it: "der Sprecher des Präsidenten, X, ..."."""
    return token.dep_ == "nmod" and denotes_person(token.head) and entity_at(token.head) is None


def is_owner(name: Token) -> bool:
    """Whether a person's name ends in the "s" of the genitive: "die Anwältin Mellis" where the article names Melli."""
    if name.ent_type_ != "PER":
        return False
    last = name
    while last.i + 1 < len(last.doc) and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    stem = last.text.removesuffix("s")
    return stem != last.text and any(e.label_ == "PER" and e[-1].text == stem for e in last.doc.ents)


def set_off(phrase: DocSpan, token: Token) -> bool:
    """Whether commas set a phrase off behind a person's title: "die Chefin der Bank (AB), Ada Probe, ..."."""
    doc = token.doc
    start = phrase[0].left_edge.i if phrase[0].left_edge.i > token.i else phrase.start
    start += doc[start].text == ","
    closed = phrase.end >= len(doc) or doc[phrase.end].text in {",", ".", "("}
    inside = any(t.text == "," or t.pos_ in {"VERB", "AUX"} for t in doc[token.i + 1 : start - 1])
    near = start - token.i <= _FAR and denotes_person(token)
    return doc[start - 1].text == "," and closed and near and not inside


def name_behind(token: Token, entity_at: EntityAt) -> DocSpan | None:
    """ "Die US-Behörde FAA ermittelt": a body's name right behind its noun that the parser did not tie to it."""
    noun = noun_class(token.lemma_)
    entity = entity_at(token.nbor(1)) if token.i + 1 < len(token.doc) else None
    if entity is None or entity.label_ != "ORG" or entity.start != token.i + 1 or noun is None:
        return None
    twins = token.dep_ == entity.root.dep_ == "nsubj" and token.head.i == entity.root.head.i
    inside = entity.root.head.i == token.i and any(t.dep_ == "case" for t in entity)  # "der Verband Pro Bahn"
    astray = entity.root.dep_ == "appos" and token.dep_ == "nmod"  # "X, Chefin des Verbandes Y": hung on X
    own = twins or inside or astray
    return entity if noun.kind == "ORG" and feature(token, "Number") != "Plur" and own else None
