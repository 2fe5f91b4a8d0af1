"""What the words right beside a person's name tell: "X vom Institut Y", "der Grüne X", "X aus Köln"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.orgkinds import is_party, kind_of_name, party_of_member
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.states import states
from kg.extract.mentions.wordclasses import denotes_person, noun_class
from kg.extract.statics.bodies import heads_place
from kg.extract.statics.holding import apart, static
from kg.extract.statics.thing import home_behind, thing_from
from kg.schema import Mention

_MEMBERS = {"von", "vom", "bei", "beim"}
#: Nouns for leading, and what else stands between "unter" and the name of who leads.
_LEADERSHIPS = {"Führung", "Leitung", "Vorsitz", "Herrschaft", "Präsidentschaft", "Kommando"}
_LEADING = {"der", "des", "dem", "ihrem", "seinem", "ihrer", "seiner", "von", *(n.lower() for n in _LEADERSHIPS)}
_LONGEST_TITLE = 7
_ARTICLES = {"der", "die", "den", "dem", "des"}


def beside_person(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """The relations that the words around a person's name state."""
    yield from _partisan(entity, name, mentions)
    yield from _under(entity, name, mentions)
    if entity.end >= len(entity.doc):
        return
    yield from _member(entity, name, mentions)
    place = home_behind(entity, mentions)
    heads = entity.start and heads_place(entity.doc[entity.start - 1])
    if place is not None and apart(name, place) and not heads:
        yield static(entity.root, "from", name, place, "near.from")


def _partisan(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "der Sozialdemokrat X", "die Grüne Y", "der Liberale Z": a member of the party."""
    if not entity.start:
        return
    word = entity.doc[entity.start - 1]
    party = party_of_member(word.text)
    label = mentions.entity_at(word)
    if label is not None and (len(label) > 1 or not is_party(label.text)):
        return
    if not party or not word.text[:1].isupper():
        return
    named = word.tag_ == "NN" or label is not None
    if named or (word.i and word.nbor(-1).lower_ in _ARTICLES):
        body = mentions.named(label) if label is not None else mentions.implied_body(word, party)
        yield static(word, "member_of", name, body, "near.partisan")


def _under(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "die AfD unter X", "Ungarn unter Präsident Y", "der Verein unter der Leitung von Z": the head of the body."""
    doc, at = entity.doc, entity.start - 1
    while at > max(entity.start - _LONGEST_TITLE, 0) and (
        doc[at].lower_ in _LEADING or doc[at].pos_ == "ADJ" or denotes_person(doc[at])
    ):
        at -= 1
    if at < 1 or doc[at].lower_ != "unter":
        return
    before = mentions.entity_at(doc[at - 1])
    if before is None:
        return
    led = any(t.text in _LEADERSHIPS for t in doc[at : entity.start])
    head = before.root.head
    part = before.root.dep_ in {"nmod", "nmod:poss"} and head.i < before.start and not head.lemma_.endswith("egierung")
    if is_party(before.text) or before.text in states() or (led and before.label_ == "ORG" and not part):
        yield static(entity.root, "leads", name, mentions.named(before), "near.under")


def _member(entity: DocSpan, name: Mention, mentions: Mentions) -> Iterator[Event]:
    """ "X von der Universität Y": a member, unless a passive names the actor ("wurde von der Polizei gefasst")."""
    doc = entity.doc
    word = doc[entity.end]
    if word.lower_ not in _MEMBERS or entity.end + 1 >= len(doc):
        return
    body = thing_from(entity.end + 1, mentions)
    if body is None or body.kind not in {"ORG", "MISC"} or not apart(name, body):
        return
    head = doc[mentions.head_index(body)]
    sort = noun_class(doc[head.i - 1].lemma_)
    away = head.i + 1 < len(doc) and head.nbor(1).lower_ == "aus"  # "vom Hafen X aus"
    if away or (sort is not None and sort.kind == "LOC"):
        return
    if (_passive(entity.root) or _passive(head)) and not _agent(entity.root):
        return
    if word.lower_ in {"bei", "beim"} and kind_of_name(body.norm or body.text) in {"", "ministry"}:
        return
    yield static(entity.root, "member_of", name, body, "near.member")


def _agent(token: Token) -> bool:
    """Whether a name is itself whom a passive names as actor: "vom Architekten X von der Firma Y geplant"."""
    while token.dep_ in {"appos", "flat"}:
        token = token.head
    return preposition(token)[0] == "von"


def _passive(token: Token) -> bool:
    """Whether the next verb above a word is in the passive or may be: a participle without an auxiliary."""
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.tag_ != "VVPP":
        return False
    helping = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    return not helping or any(c.lemma_ == "werden" for c in helping)
