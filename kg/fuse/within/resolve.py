"""Coreference within one article: names first, then descriptions and pronouns in the order of the text.

Precision comes first.  A mention without a clear antecedent stays alone, since a wrong merge costs more than a
missed one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Doc, Token

from kg.fuse.referents import count_names, read_names
from kg.fuse.within.choose import is_epithet
from kg.fuse.within.describe import Scene, antecedent, described_genders
from kg.fuse.within.entities import Entity, described_entity, named_entity, topic_of
from kg.fuse.within.groups import groups_of
from kg.fuse.within.names import name_groups
from kg.fuse.within.parties import parties_of
from kg.fuse.within.pronouns import RELATIVES, read_pronoun, relative_antecedent, resolve_pronoun
from kg.fuse.within.singles import with_singles
from kg.fuse.within.speech import speakers
from kg.fuse.within.titles import Titles, presents, states_at, titles_of, word_of
from kg.fuse.within.view import GENDERS, PERSON_GENDERS, Item, View, article_reading, determiner, item_of, view_of
from kg.fuse.within.words import fits, role_key, things
from kg.schema import NAMED_KINDS, Findings, Mention

_COMPETING = frozenset({"nsubj", "nsubj:pass", "obj", "obl:arg", "obl:agent", "iobj"})


def resolve(doc: Doc, findings: Findings, head_index: Callable[[Mention], int]) -> Findings:
    """The findings of one article with coreference chains (at least two mention ids in text order) and groups.

    ``head_index`` gives the index of a mention's head token in ``doc``; times and amounts are in no chain.
    """
    view = view_of(doc)
    mentions = [m for m in findings.mentions if m.form in {"NAME", "NOMINAL", "PRONOUN"} and m.kind not in _VALUES]
    items = sorted((item_of(view, m, head_index) for m in mentions), key=_order)
    entities = _named(findings, items)
    _Reader(view, entities, speakers(view, findings, items)).read([*items, *_rivals(view, items)])
    findings = with_singles(findings, entities)
    chains = []
    for entity in entities:
        ids = [i.id for i in sorted(entity.items, key=_order) if i.mention is not None]
        if len(ids) > 1:
            chains.append((_order(min(entity.items, key=_order)), tuple(ids)))
    groups = groups_of(view, items, entities)
    return dataclasses.replace(findings, chains=tuple(ids for _, ids in sorted(chains)), groups=groups)


_VALUES = frozenset({"TIME", "AMOUNT"})


def _order(item: Item) -> tuple[int, int, int, str]:
    mention = item.mention
    return (item.index, mention.span.start if mention else 0, mention.span.end if mention else 0, item.id)


def _named(findings: Findings, items: Sequence[Item]) -> list[Entity]:
    """The entities that have names."""
    named = {i.id: i for i in items if i.form == "NAME"}
    titles: dict[str, Titles] = {k: titles_of(i) if k.startswith("m") else Titles() for k, i in named.items()}
    keys = {k: t.keys for k, t in titles.items()}
    genders = {k: t.gender for k, t in titles.items()}
    read = read_names(findings, count_names([findings]))
    groups = name_groups(findings, read, keys, genders)
    return [named_entity([named[i] for i in ids if i in named], titles, read) for ids in groups]


def _rivals(view: View, items: Sequence[Item]) -> Iterable[Item]:
    """Noun phrases that are no mentions: a pronoun may well mean them."""
    taken = {i.index for i in items}
    for item in items:
        token = item.token
        while token.dep_ in {"appos", "flat", "compound"} and token.head.i != token.i:
            token = token.head
            taken.add(token.i)
    for item in items:
        joined = [c for c in view.heading(item.token).children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        if joined and item.form != "PRONOUN":
            yield dataclasses.replace(item, index=joined[-1].i, mention=None, genders=GENDERS, number="Plur")
    for token in view.doc:
        if token.pos_ == "NOUN" and token.i not in taken and not token.ent_type_ and token.dep_ in _COMPETING:
            yield Item(
                index=token.i,
                mention=None,
                token=token,
                kind="",
                form="NOMINAL",
                genders=frozenset(token.morph.get("Gender", [])) & GENDERS or GENDERS,
                number=next(iter(token.morph.get("Number", [])), ""),
                sentence=view.sentences[token.i],
                rank=view.rank(token),
            )


def _number(item: Item) -> str:
    """The number of a noun phrase: that of its article where that leaves no doubt, since nouns in -er look alike."""
    if any(c.dep_ == "nummod" for c in item.token.lefts):
        return item.number
    if any(c.tag_ == "ART" and c.lower_.startswith("ein") for c in item.token.lefts):
        return "Sing"
    man = item.kind == "PER" and item.genders == PERSON_GENDERS["m"] and not item.token.text.endswith("e")
    if man and any(c.lower_ == "die" for c in item.token.lefts):
        return "Plur"  # "die Kanadier" are several, whatever the tagger says
    numbers = {number for _, number in article_reading(item.token, item.token.dep_)}
    return next(iter(numbers)) if len(numbers) == 1 else item.number


def _introduced(token: Token) -> bool:
    """Whether a sentence says what somebody is called, who is nobody named before: "Die erste Siegerin hieß X"."""
    named = (c for c in token.head.children if c.i > token.head.i and c.pos_ == "PROPN")
    return token.dep_ == "nsubj" and token.head.lemma_ == "heißen" and any(named)


def _name_end(doc: Doc, index: int) -> Token:
    """The last word of a name, given that of what stands behind it: "George Bush senior", "Lars Klingbeil (SPD)"."""
    if doc[index].text == ")":
        opened = next((i for i in range(index - 1, max(0, index - 6), -1) if doc[i].text == "("), index)
        return doc[opened - 1] if 0 < opened < index else doc[index]
    return doc[index - 1] if index and doc[index].lower_ in {"senior", "junior"} else doc[index]


class _Reader:
    """Goes through the mentions of an article and puts each into its entity."""

    def __init__(self, view: View, entities: list[Entity], said_by: dict[int, str]) -> None:
        self._view, self._entities, self._said_by = view, entities, said_by
        self._of = {i.id: e for e in entities for i in e.all_items}
        self._topic = topic_of(entities)

    def read(self, items: Iterable[Item]) -> None:
        """Resolve all items; pronouns of the first person last, since their speaker is often named after them."""
        later: list[Item] = []
        for item in sorted(items, key=_order):
            if item.form == "NAME":
                self._put(item, self._of.get(item.id))
            elif item.form == "NOMINAL":
                self._description(item)
            elif item.token.tag_ in RELATIVES:
                self._put(item, relative_antecedent(item, self._reachable(item), self._view))
            else:
                pronoun = read_pronoun(item.token)
                if pronoun is None:
                    continue
                if pronoun.person == 1:
                    later.append(item)
                    continue
                speaker = self._of.get(self._said_by.get(self._view.quotes[item.index], ""))
                found = resolve_pronoun(item, pronoun, self._reachable(item), self._view, speaker)
                if found is not None:
                    if found.kind == "PER" and not pronoun.reflexive:
                        found.narrow(frozenset(g for g, number in pronoun.readings if number == "Sing"))
                    self._put(item, found)
        for item in later:
            speaker = self._of.get(self._said_by.get(self._view.quotes[item.index], ""))
            pronoun = read_pronoun(item.token)
            if speaker is not None and speaker.kind == "PER" and pronoun is not None and pronoun.fits(speaker):
                self._put(item, speaker)

    def _reachable(self, item: Item) -> list[Entity]:
        return [e for e in self._entities if e.items and e.last.index < item.index]

    def _put(self, item: Item, entity: Entity | None) -> None:
        if entity is None:
            return
        entity.items.append(item)
        self._of[item.id] = entity

    def _description(self, item: Item) -> None:
        token = item.token
        if any(c.dep_ == "cop" for c in token.children) or _introduced(token):
            return
        man = item.kind == "ORG" and item.number == "Sing" and "Masc" in item.genders and parties_of(word_of(token))
        if man or (item.kind in {"CONCEPT", "LOC"} and (is_epithet(token) or "any" in fits(word_of(token)))):
            item = dataclasses.replace(item, kind="PER")
        item = dataclasses.replace(item, genders=described_genders(item))
        item = dataclasses.replace(item, number=_number(item))
        apposed = self._apposed(item)
        if apposed is not None:
            self._put(item, apposed)
            return
        how = determiner(token)
        loose = item.kind == "PER" and self._before_comma(token) is not None
        if (
            item.mention is not None
            and item.kind in NAMED_KINDS
            and item.number != "Plur"
            and how not in {"", "indef"}
            and not loose
        ):
            inside = {t.i for t in token.subtree}
            held = {id(e) for e in self._entities if e.items and any(i.index in inside for i in e.items)}
            speaker = self._of.get(self._said_by.get(self._view.quotes[item.index], ""))
            free = [e for e in self._reachable(item) if id(e) not in held]
            found = antecedent(item, free, Scene(self._view, speaker, self._owner(token), self._topic))
            if found is not None:
                found.roles.add(role_key(word_of(token)))
                found.states |= states_at(token)
                if found.kind == "PER":
                    found.narrow(item.genders)
                self._put(item, found)
                return
        roles = {role_key(word_of(token))}
        sorts = {t.sort for t in things(word_of(token)) if t.kind == item.kind}
        entity = described_entity(item, roles, states_at(token), sorts, how == "indef")
        self._entities.append(entity)
        self._put(item, entity)

    def _owner(self, token: Token) -> Entity | None:
        """Whom the possessive pronoun of a noun phrase means."""
        return next((self._of.get(f"m{c.i}") for c in token.lefts if c.tag_ == "PPOSAT"), None)

    def _before_comma(self, token: Token) -> Token | None:
        """The word before the comma that a phrase follows, if the phrase ends with a comma or the sentence."""
        start, end = token.left_edge.i, token.right_edge.i
        bare = determiner(token) == "" and (token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children))
        if start < 2 or self._view.doc[start - 1].text != "," or bare:
            return None
        following = self._view.doc[end + 1].text if end + 1 < len(self._view.doc) else "."
        return _name_end(self._view.doc, start - 2) if following in {",", ".", "–", ";"} else None

    def _apposed(self, item: Item) -> Entity | None:
        """The named entity that a description stands in apposition to: "Lawrow, der russische Außenminister"."""
        token = item.token
        if item.kind not in {"PER", "ORG", "LOC"} or item.number == "Plur":
            return None
        for entity in self._entities:
            for other in entity.all_items:
                mention = other.mention
                if mention is None or other.sentence != item.sentence or entity.kind != item.kind:
                    continue
                if not mention.id.startswith("m"):
                    continue
                gap = mention.span.start - token.idx - len(token)
                if gap == 1 and mention.text in entity.names and item.genders & entity.genders:
                    return entity
        top = self._before_comma(token) if item.kind == "PER" else None
        if top is None and (token.dep_ == "appos" or presents(token)):
            top = token.head
        if top is None:
            return None
        for entity in self._entities:
            for other in (*entity.items, *entity.all_items):
                inside = other.mention is not None and other.mention.span.end == top.idx + len(top)
                near = inside or other.index == top.i or (other.token.head.i == top.i and other.token.dep_ == "flat")
                if not near or entity.kind != item.kind or not other.id.startswith("m"):
                    continue
                if other.form == "NAME" or (determiner(token) == "" and determiner(other.token) not in {"", "indef"}):
                    return entity if item.genders & entity.genders else None
        return None
