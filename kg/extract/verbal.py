"""Events from clauses: verbs with their frames, and light verbs with their nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.clauses import Clause, Filler, preposition
from kg.extract.event import Event
from kg.extract.lexicon import Frame, LightVerb, Slot, light_verbs, longest_suffix, nouns, verbs
from kg.extract.mentions import Mentions, chain
from kg.schema import Mention

_ACTORS = {"PER", "ORG", "LOC", "MISC"}
_KINDS = {
    "actor": _ACTORS,
    "person": {"PER"},
    "place": {"LOC"},
    "event": {"EVENT", "MISC", "CONCEPT"},
}
_WEAK = 0.6
_NOM, _ACC = Slot(name="nom"), Slot(name="acc")


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions in a slot with the tokens they stand on."""

    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...]
    weak: bool


def verbal_events(clauses: Iterable[Clause], mentions: Mentions) -> tuple[list[Event], set[int]]:
    """Events of all clauses, and the token indices of nouns that a light-verb construction has used up."""
    events: list[Event] = []
    used: set[int] = set()
    for clause in clauses:
        light = list(_light(clause, mentions, used))
        events += light
        if not light:
            events += _framed(clause, mentions)
    return events, used


def fits(mention: Mention, kinds: frozenset[str]) -> bool:
    """Whether a mention can be what a frame asks for; pronouns can be anyone."""
    if not kinds or "any" in kinds:
        return True
    if mention.form == "PRONOUN":
        return bool(kinds & {"actor", "person"})
    return any(mention.kind in _KINDS.get(kind, set()) for kind in kinds)


def collect(fillers: list[Filler], mentions: Mentions) -> Found | None:
    """The mentions of a slot's fillers and of all that is coordinated with them."""
    tokens = [t for f in fillers for t in chain(f.token)]
    pairs = [(m, t) for t in tokens if (m := mentions.referent(t)) is not None]
    if not pairs:
        return None
    unique = {m.id: m for m, _ in pairs}
    return Found(tuple(unique.values()), tuple(t for _, t in pairs), all(f.weak for f in fillers))


def _framed(clause: Clause, mentions: Mentions) -> Iterator[Event]:
    frames = verbs().get(clause.lemma)
    if frames is None:
        frames = (_default(clause.lemma),)
    best: tuple[int, int, Event] | None = None
    for rank, frame in enumerate(frames):
        event = _match(clause, frame, mentions)
        if event is None:
            continue
        theme = bool(frame.theme) and any(clause.fill(s) for s in frame.theme)
        order = (0 if theme else 1, rank)
        if best is None or order < best[:2]:
            best = (*order, event)
    if best is not None:
        yield best[2]


def _default(lemma: str) -> Frame:
    return Frame(
        word=lemma, subject=(_NOM,), object=(_ACC,), relation="", kind=frozenset({"any"}), flags=frozenset({"unlisted"})
    )


def _match(clause: Clause, frame: Frame, mentions: Mentions) -> Event | None:
    if frame.reflexive == "yes" and not clause.reflexive:
        return None
    if frame.reflexive == "no" and clause.reflexive and not clause.passive:
        return None
    subject = _first(clause, frame.subject, mentions, frozenset())
    if subject is None:
        return None
    taken = {t.i for t in subject.tokens}
    symmetric = "symmetric" in frame.flags
    found = _first(clause, frame.object, mentions, frame.kind, taken)
    if found is None:
        if not (symmetric and len(subject.mentions) > 1):
            return None
        found = Found((), (), False)
    weak = subject.weak + found.weak
    return Event(
        trigger=clause.verb,
        predicate=clause.lemma,
        relation=frame.relation or clause.lemma,
        subjects=subject.mentions,
        objects=found.mentions,
        rule="verb.passive" if clause.passive else "verb.active" if frame.relation else "verb.lemma",
        flags=frame.flags,
        used=frozenset(t.i for t in (*subject.tokens, *found.tokens)),
        weight=_WEAK**weak,
        static="static" in frame.flags,
    )


def _first(
    clause: Clause, slots: tuple[Slot, ...], mentions: Mentions, kinds: frozenset[str], taken: set[int] | None = None
) -> Found | None:
    for slot in slots:
        fillers = [f for f in clause.fill(slot) if f.token.i not in (taken or ())]
        for group in ([f for f in fillers if not f.weak], [f for f in fillers if f.weak]):
            found = collect(group, mentions) if group else None
            if found is None:
                continue
            right = tuple(m for m in found.mentions if fits(m, kinds))
            if right:
                return Found(right, found.tokens, found.weak)
    return None


# --- light verbs ---------------------------------------------------------------------------------------------------


def _light(clause: Clause, mentions: Mentions, used: set[int]) -> Iterator[Event]:
    known = light_verbs()
    for name, fillers in clause.slots.items():
        for filler in fillers:
            noun = filler.token
            if filler.weak or noun.pos_ != "NOUN":
                continue
            lemma = noun.lemma_
            word = lemma if (lemma, clause.lemma) in known else _compound_head(lemma, clause.lemma)
            for row in known.get((word, clause.lemma), ()):
                wanted = row.preposition or "acc"
                if name != wanted and not (name == "nom" and not row.preposition and not row.subject):
                    continue
                event = _light_event(clause, row, noun, mentions)
                if event is not None:
                    used.add(noun.i)
                    yield event
                    return


def _compound_head(lemma: str, verb: str) -> str:
    heads = frozenset(noun for noun, v in light_verbs() if v == verb)
    return longest_suffix(lemma, heads)


def _light_event(clause: Clause, row: LightVerb, noun: Token, mentions: Mentions) -> Event | None:
    subject = _slot(clause, row.subject, noun, mentions, set())
    if subject is None:
        return None
    taken = {t.i for t in subject.tokens} | {noun.i}
    found = _slot(clause, row.object, noun, mentions, taken)
    if found is None:
        if not ("symmetric" in row.flags and len(subject.mentions) > 1):
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
        weight=_WEAK if subject.weak else 1.0,
    )


def _slot(
    clause: Clause, slots: tuple[Slot, ...], noun: Token, mentions: Mentions, taken: set[int]
) -> Found | None:
    """Slots of the verb, or with the prefix ``n:`` of the noun (whose phrases the parser may hang on the verb)."""
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
        found = collect(fillers, mentions) if fillers else None
        if found is not None:
            return found
    return None
