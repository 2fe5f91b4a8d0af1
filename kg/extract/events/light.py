"""Light verbs: a noun and a verb that mean one event together ("einen Besuch abstatten")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.events.clauses import Clause, Filler, preposition
from kg.extract.events.event import Event
from kg.extract.events.filling import WEAK, Found, collect, several
from kg.extract.lexicon import LightVerb, Slot, light_verbs, longest_suffix, nouns
from kg.extract.mentions.register import Mentions

#: What stands right before a noun without attributes that belongs to the verb.
_CONTRACTED = frozenset({"zur", "zum", "ins", "im", "ums", "vom"})
#: Relations to places.
_WHERE = frozenset({"born_in", "died_in", "located_in"})


def light_events(clause: Clause, mentions: Mentions, used: set[int]) -> Iterator[Event]:
    """The event of a clause whose verb means one together with a noun, which is then ``used``."""
    nouns_of, known = _nouns().get(clause.lemma), light_verbs()
    if nouns_of is None:
        return
    for name, fillers in clause.slots.items():
        for filler in fillers:
            noun = filler.token
            if filler.weak or noun.pos_ != "NOUN":
                continue
            lemma = noun.lemma_
            word = lemma if lemma in nouns_of else longest_suffix(lemma, nouns_of)
            for row in known.get((word, clause.lemma), ()):
                wanted = row.preposition or "acc"
                if name != wanted and not (name == "nom" and _as_subject(row)):
                    continue
                event = _light_event(clause, row, noun, mentions)
                if event is not None:
                    used.add(noun.i)
                    yield event
                    return

    yield from _predicative(clause, mentions)
    yield from _parted(clause, mentions, used)


def _as_subject(row: LightVerb) -> bool:
    """Whether the noun of a row may be the grammatical subject: "Kritik kam von X"; there nobody else is one."""
    return not row.preposition and not any(slot.name == "nom" for slot in (*row.subject, *row.object))


def _predicative(clause: Clause, mentions: Mentions) -> Iterator[Event]:
    """An adjective that means one event with its verb: "macht X für die Tat verantwortlich", "sprach X schuldig"."""
    for child in clause.verb.children:
        if child.tag_ != "ADJD" or child.dep_ not in {"xcomp", "advmod", "obl"}:
            continue
        for row in light_verbs().get((child.lower_, clause.lemma), ()):
            event = _light_event(clause, row, child, mentions)
            if event is not None:
                yield event
                return


def _parted(clause: Clause, mentions: Mentions, used: set[int]) -> Iterator[Event]:
    """The noun at the end of the clause that the parser hung on a phrase before it: "kam ... als Sohn ... zur Welt"."""
    verb, known = clause.verb, light_verbs()
    for noun in verb.subtree:
        if noun.pos_ != "NOUN" or noun.dep_ not in {"nmod", "obl"} or noun.head.i == verb.i or noun.i < 2:
            continue
        rows = known.get((noun.lemma_, clause.lemma), ())
        if not rows or noun.nbor(-1).lower_ not in _CONTRACTED or noun.i + 1 >= len(noun.doc):
            continue
        behind = noun.nbor(1)
        if not (behind.is_punct or behind.i == verb.i or behind.lower_ == "und"):
            continue
        for row in rows:
            event = _light_event(clause, row, noun, mentions) if row.preposition == preposition(noun)[0] else None
            if event is not None:
                used.add(noun.i)
                yield event
                return


@cache
def _nouns() -> dict[str, set[str]]:
    """The nouns that make a light-verb construction with a verb, by the verb."""
    found: dict[str, set[str]] = {}
    for noun, verb in light_verbs():
        found.setdefault(verb, set()).add(noun)
    return found


def _light_event(clause: Clause, row: LightVerb, noun: Token, mentions: Mentions) -> Event | None:
    subject = _slot(clause, row.subject, noun, mentions, set())
    if subject is None:
        return None
    taken = {t.i for t in subject.tokens} | {noun.i}
    kind = "LOC" if row.relation in _WHERE else ""
    found = _slot(clause, row.object, noun, mentions, taken, kind)
    if found is None:
        if not ("symmetric" in row.flags and (len(subject.mentions) > 1 or several(subject.mentions[0]))):
            return None
        found = Found((), (), False)
    frames = nouns().get(row.noun)
    return Event(
        trigger=clause.verb,
        predicate=f"{noun.lemma_} {clause.lemma}",
        relation=row.relation or (frames[0].relation if frames and frames[0].relation else clause.lemma),
        subjects=subject.mentions,
        objects=found.mentions,
        rule="light",
        flags=row.flags,
        used=frozenset(t.i for t in (*subject.tokens, *found.tokens)),
        weight=WEAK if subject.weak else 1.0,
    )


def _slot(
    clause: Clause, slots: tuple[Slot, ...], noun: Token, mentions: Mentions, taken: set[int], kind: str = ""
) -> Found | None:
    """Slots of the verb, or with the prefix ``n:`` of the noun (whose phrases the parser may hang on the verb).

    ``kind``: what the mentions must be ("im Alter von 80 Jahren in Ulm" names one place).
    """
    for slot in slots:
        name = slot.name.removeprefix("n:")
        fillers = [f for f in clause.fill(Slot(name=name, case=slot.case)) if f.token.i not in taken]
        if slot.name.startswith("n:") and name == "gen":
            fillers = [
                Filler(c, "gen")
                for c in noun.children
                if c.dep_ in {"nmod", "det:poss"} and preposition(c)[0] in {"", "von"}
            ]
        elif slot.name.startswith("n:"):
            fillers += [Filler(c, "") for c in noun.children if c.dep_ in {"nmod", "obl"} and preposition(c)[0] == name]
        found = collect(fillers, mentions)
        if found is not None and kind:
            right = tuple(m for m in found.mentions if m.kind == kind)
            found = Found(right[:1], found.tokens, found.weak) if right else None
        if found is not None:
            return found
    return None
