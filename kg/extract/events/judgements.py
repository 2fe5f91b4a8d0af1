"""Whoever says that somebody is bad or good criticizes or praises him: "X sei ein Populist, sagte Y", "X habe versagt".

The predicate of a clause that an attribution covers is looked up in ``verdicts.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import WEAK
from kg.extract.events.owners import owners
from kg.extract.events.stance import DENIALS, verdict, verdict_of
from kg.extract.mentions.register import Mentions
from kg.extract.speech.types import Attribution
from kg.schema import Mention

_COPULAS = {"sein", "bleiben", "werden"}
_SUBJECTS = {"nsubj", "nsubj:pass", "cop", "aux", "case", "det"}
_SIDES = {"PER", "ORG", "LOC"}


def judgements(attributions: Sequence[Attribution], clauses: Sequence[Clause], mentions: Mentions) -> Iterator[Event]:
    """One event for each speaker and whomever his words judge first."""
    by_verb: Mapping[int, Clause] = {c.verb.i: c for c in clauses if not c.by_order}
    seen: set[tuple[int, str]] = set()
    for said in attributions:
        speaker = said.speaker
        if speaker is None or speaker.form != "NAME" or speaker.kind not in _SIDES:
            continue
        for clause in (by_verb[i] for i in range(said.start, said.end) if i in by_verb):
            relation = _judges(clause)
            if not relation:
                continue
            judged = {m.id: m for m in _judged(clause, mentions) if _name(m) != _name(speaker)}
            if judged and (said.cue.i, relation) not in seen:
                seen.add((said.cue.i, relation))
                yield Event(
                    trigger=said.cue,
                    predicate=clause.lemma,
                    relation=relation,
                    subjects=(speaker,),
                    objects=tuple(judged.values()),
                    rule="speech.judgement",
                    weight=WEAK,
                )


def _judges(clause: Clause) -> str:
    """criticized, praised or supports by the predicate of a clause, or ""; what is denied or asked is no judgement."""
    verb = clause.verb
    around = [verb, *verb.children]
    if any(t.lower_ in DENIALS or t.lower_ in {"wäre", "wären", "würde", "würden"} for t in around):
        return ""
    if verb.sent.text.rstrip(" “\"'»«").endswith("?"):
        return ""
    if verb.pos_ == "VERB":
        return "" if clause.passive else verdict_of(clause.lemma)
    if not any(c.dep_ == "cop" and c.lemma_ in _COPULAS for c in verb.children) and clause.lemma not in _COPULAS:
        return ""
    heads = [verb] if verb.pos_ != "AUX" else [c for c in verb.children if _predicative(c)]
    words = [t for h in heads for t in (*(c for c in h.children if c.dep_ == "amod"), h)]
    if any(c.lower_ in DENIALS for h in heads for c in h.children):
        return ""
    return verdict(words)


def _predicative(token: Token) -> bool:
    bare = not any(c.dep_ == "case" for c in token.children)
    return token.dep_ not in _SUBJECTS and (token.tag_ == "ADJD" or (token.pos_ == "NOUN" and bare))


def _judged(clause: Clause, mentions: Mentions) -> Iterator[Mention]:
    """The named subject of a clause, or whose it is: "Die Politik Xs sei falsch"."""
    for filler in clause.slots.get("nom", []):
        if filler.weak:
            continue
        found = mentions.referent(filler.token)
        named = [found] if found is not None and found.form == "NAME" else list(owners(filler.token, mentions))
        yield from (m for m in named if m.form == "NAME" and m.kind in _SIDES)


def _name(mention: Mention) -> str:
    return mention.norm or mention.text
