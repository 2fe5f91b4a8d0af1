"""Events from nouns: "das Treffen zwischen A und B", "der russische Angriff auf X", "bei seinem Besuch in Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.events.chunks import behind
from kg.extract.events.clauses import Clause, Filler, preposition
from kg.extract.events.control import ADDRESSING, Surroundings, actor, addressed, both_sides
from kg.extract.events.event import Event
from kg.extract.events.filling import WEAK, Found, collect, fits
from kg.extract.events.nounframes import noun_frames
from kg.extract.lexicon import Frame
from kg.extract.mentions.register import Mentions, chain
from kg.extract.morphology import feature

#: Nouns of no event where "im" stands before them and "zu" or "mit" behind them.
_COMPARING = {"vergleich", "gegensatz", "unterschied", "einklang", "zusammenhang", "hinblick"}
#: How far the names of both sides may stand behind their noun, and the second behind "und".
_PAIR, _REACH = 30, 10
_SIDES = frozenset({"PER", "ORG", "LOC"})
#: The rule of events whose object is whoever reacts to them.
_ADDRESSED = "noun.addressed"


def nominal_events(doc: Doc, clauses: Iterable[Clause], mentions: Mentions, used: set[int]) -> list[Event]:
    """Events of all nouns with a frame that no light verb has used up.

    What such a verb rejects or answers was still meant for its subject: "wies die Vorwürfe Xs zurück".
    """
    around = Surroundings(clauses)
    events = []
    for token in doc:
        if (token.pos_ != "NOUN" and token.tag_ != "NN") or mentions.entity_at(token) is not None:
            continue
        if _compares(token):
            continue
        for frame in noun_frames(token):
            if not frame.relation or (token.i in used and frame.relation not in ADDRESSING):
                continue
            event = _match(token, frame, around, mentions)
            if event is not None and (token.i not in used or event.rule == _ADDRESSED):
                events.append(event)
                break
    return events


def _compares(token: Token) -> bool:
    """Whether a noun is part of a preposition: "im Vergleich zu", "in Einklang mit"."""
    if token.lower_ not in _COMPARING or not 0 < token.i < len(token.doc) - 1:
        return False
    return token.nbor(-1).lower_ in {"im", "in"} and token.nbor(1).lower_ in {"zu", "zum", "zur", "mit"}


def _match(token: Token, frame: Frame, around: Surroundings, mentions: Mentions) -> Event | None:
    symmetric = "symmetric" in frame.flags
    between = _between(token, mentions) or both_sides(token, around, mentions)
    if between is not None and any(s.name == "zwischen" for s in (*frame.subject, *frame.object)):
        return _event(token, frame, between, Found((), (), False), "noun.between", 1.0)
    taken: set[int] = set()
    subject, weight = _find(token, frame, "subject", mentions, taken), 1.0
    if subject is not None:
        taken |= {t.i for t in subject.tokens}
    found = _find(token, frame, "object", mentions, taken)
    if found is not None:
        right = tuple(m for m in found.mentions if fits(m, frame.kind))
        found = Found(right, found.tokens, found.weak) if right else None
    if subject is not None and found is None and any(s.name == "adj" for s in frame.subject):
        origin = _adjective(token, mentions)  # "die deutsche Unterstützung der Ukraine": the genitive is the other side
        if origin is not None and origin.mentions != subject.mentions:
            subject, found = origin, subject
    if subject is None and found is not None:
        subject, weight = actor(token, frame.relation, around, mentions, found), 0.7
    if subject is None:
        return None
    if found is None and frame.relation in ADDRESSING:
        found = addressed(token, around, mentions, subject)
        if found is not None:
            made = _event(token, frame, subject, found, _ADDRESSED, WEAK if found.weak else 0.8)
            return replace(made, flags=made.flags | {"given"})
    if found is None:
        if not (symmetric and len(subject.mentions) > 1):
            return None
        found = Found((), (), False)
    return _event(token, frame, subject, found, "noun", weight * (WEAK if found.weak or subject.weak else 1.0))


def _event(token: Token, frame: Frame, subject: Found, found: Found, rule: str, weight: float) -> Event:
    return Event(
        trigger=token,
        predicate=token.lemma_,
        relation=frame.relation,
        subjects=subject.mentions,
        objects=found.mentions,
        rule=rule,
        flags=frame.flags,
        used=frozenset(t.i for t in (*subject.tokens, *found.tokens)),
        weight=weight,
    )


def _find(token: Token, frame: Frame, role: str, mentions: Mentions, taken: set[int]) -> Found | None:
    slots = frame.subject if role == "subject" else frame.object
    other = frame.object if role == "subject" else frame.subject
    both_genitive = any(s.name == "gen" for s in slots) and any(s.name == "gen" for s in other)
    for slot in slots:
        if slot.name == "gen":
            von = not any(s.name == "von" for s in other)
            fillers = list(_genitives(token, von))
            if role == "object" and both_genitive:
                fillers = [f for f in fillers if f.token.i > token.i]
            found = _collect(fillers, mentions, taken)
            if found is None:
                late = role == "object" and both_genitive
                found = _collect(list(_beside(token, von, late, mentions)), mentions, taken)
        elif slot.name == "adj":
            found = _adjective(token, mentions)
        elif slot.name == "comp":
            first = mentions.first_part(token)
            found = Found((first,), (token,), False) if first is not None else None
        elif slot.name in {"zwischen", "-"}:
            found = None
        else:
            fillers = [
                Filler(c, "") for c in token.children if c.dep_ in {"nmod", "obl"} and preposition(c)[0] == slot.name
            ]
            found = _collect(fillers, mentions, taken)
            if found is None:
                found = _collect(list(_displaced(token, slot.name)), mentions, taken)
            if found is None:
                found = _collect(list(_behind(token, slot.name, mentions)), mentions, taken)
        if role == "subject" and found is not None and all(m.kind == "CONCEPT" for m in found.mentions):
            continue  # "die Lieferung von Panzern": things don't act
        if found is not None and not (slot.name != "comp" and {t.i for t in found.tokens} <= taken):
            return found
    return None


def _behind(token: Token, word: str, mentions: Mentions) -> Iterator[Filler]:
    """A phrase that the order of words puts behind the noun, wherever the parser hung it."""
    for chunk in behind(token, mentions):
        if chunk.preposition == word:
            yield from (Filler(h, "") for h in chunk.heads)
            return


def _beside(token: Token, von: bool, late: bool, mentions: Mentions) -> Iterator[Filler]:
    """A genitive that the order of words shows: behind the noun, or a bare name right before it."""
    for chunk in behind(token, mentions):
        if (chunk.owner is not None and chunk.owner.head.i == token.i) or (von and chunk.preposition == "von"):
            yield from (Filler(h, "gen") for h in chunk.heads)
            return
        break
    before = token.i - 1
    while before > 0 and token.doc[before].tag_ == "ADJA" and mentions.entity_at(token.doc[before]) is None:
        before -= 1
    entity = mentions.entity_at(token.doc[before]) if before >= 0 and not late else None
    if entity is None or entity.end != before + 1:
        return
    last = entity[-1]
    if last.text.endswith(("s'", "s’")) or (last.text.endswith("s") and feature(last, "Case") == "Gen"):
        yield Filler(entity.root, "gen")


def _collect(fillers: list[Filler], mentions: Mentions, taken: set[int]) -> Found | None:
    return collect([f for f in fillers if f.token.i not in taken], mentions)


def _genitives(token: Token, von: bool) -> Iterator[Filler]:
    for child in token.children:
        if child.dep_ == "det:poss":
            yield Filler(child, "gen")
        elif child.dep_ in {"nmod", "nmod:poss"}:
            word = preposition(child)[0]
            if word == "" or (von and word == "von"):
                yield Filler(child, "gen")


def _adjective(token: Token, mentions: Mentions) -> Found | None:
    for child in token.lefts:
        if child.dep_ == "amod":
            for adjective in chain(child):
                origin = mentions.origin(adjective)
                if origin is not None:
                    return Found((origin,), (adjective,), False)
    return None


def _displaced(token: Token, word: str) -> Iterator[Filler]:
    """A phrase that the parser hung on the verb although it stands right behind the noun."""
    if token.dep_ not in {"obj", "nsubj", "nsubj:pass", "obl", "conj"}:
        return
    for sibling in token.head.children:
        if sibling.dep_ == "obl" and preposition(sibling)[0] == word and 0 < sibling.left_edge.i - token.i <= 3:
            between = token.doc[token.i + 1 : sibling.left_edge.i]
            if all(t.dep_ in {"nmod", "flat", "appos", "det"} for t in between):
                yield Filler(sibling, "", weak=True)


def _between(token: Token, mentions: Mentions) -> Found | None:
    near = [c for c in token.rights if c.i - token.i <= 8]
    for child in (*token.children, *(g for c in near for g in c.rights)):
        if child.dep_ in {"nmod", "obl"} and preposition(child)[0] == "zwischen":
            found = collect([Filler(child, "dat")], mentions)
            if found is not None and len(found.mentions) > 1:
                return found
    return _pair(token, mentions) if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "zwischen" else None


def _pair(token: Token, mentions: Mentions) -> Found | None:
    """The names on either side of the first "und" behind a noun's "zwischen", where the parse errs."""
    doc, end = token.doc, min(token.sent.end, token.i + _PAIR)
    middle = next(
        (i for i in range(token.i + 2, end - 1) if doc[i].lower_ in {"und", "sowie"} and doc[i - 1].ent_type_), 0
    )
    if not middle or doc[middle - 1].ent_type_ not in _SIDES:
        return None
    behind_ = range(middle + 1, min(end, middle + _REACH))
    second = next((i for i in behind_ if doc[i].ent_type_ in _SIDES or doc[i].tag_.endswith("FIN")), 0)
    if not second or doc[second].ent_type_ not in _SIDES:
        return None
    sides = [mentions.entity_at(doc[i]) for i in (middle - 1, second)]
    if any(side is None or side.root.pos_ != "PROPN" for side in sides):
        return None
    tokens = tuple(side.root for side in sides if side is not None)
    return Found(tuple(mentions.named(side) for side in sides if side is not None), tokens, True)
