"""Surface triples of plain text: subject, relation and object in the text's own words (open information extraction).

A clause with several parts gives several triples: the verb with each part that means something without the others, the
object or predicate with each phrase beside it, and the clause as a whole.  Which cuts are written was measured on
benchmarks/benchie_de: those that readers of German hardly ever count as facts are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract.triples.clauses import Part, Predicate, predicates
from kg.extract.triples.phrases import marker, phrase, text_of, variants, whole

_SUBORDINATE = frozenset({"clause", "adverbial", "infinitive"})
_CONJUNCTIONS = frozenset({"dass", "daß", "ob"})
_INFINITIVES = frozenset({"VVINF", "VVIZU", "VAINF", "VMINF"})
#: Parts from which on a clause is given as a whole too.
_MANY = 4
_LEADS = frozenset({"object", "predicate"})


@dataclass(frozen=True, slots=True)
class Triple:
    """One statement.  ``sentence`` counts from 1 in its Doc; the slots are words of the text, in one line."""

    sentence: int
    subject: str
    relation: str
    object: str


def triples(doc: Doc) -> Iterator[Triple]:
    """The triples of a parsed Doc in the order of its verbs, each once per sentence."""
    numbers = {sentence.start: number for number, sentence in enumerate(doc.sents, 1)}
    seen: set[Triple] = set()
    for predicate in predicates(doc):
        number = numbers[predicate.head.sent.start]
        cuts = list(_cuts(predicate))
        for subject in _subjects(predicate.subject):
            for relation, object_ in cuts:
                triple = Triple(number, subject, relation, object_)
                if subject and relation and object_ and triple not in seen:
                    seen.add(triple)
                    yield triple


def _subjects(head: Token) -> list[str]:
    """The wordings of a subject, one for each thing that it names, without a preposition of its own."""
    prepositions = {token.i for token in marker(head)}
    return [text_of(t for t in tokens if t.i not in prepositions) for tokens in variants(head, deep=False)]


def _cuts(predicate: Predicate) -> Iterator[tuple[str, str]]:
    """The pairs of relation and object that a clause gives."""
    verb = " ".join(token.text for token in predicate.group)
    particle = predicate.particle.text if predicate.particle is not None else ""
    relation = f"{verb} {particle}".strip()
    parts = [part for part in predicate.parts if part.role not in _SUBORDINATE]
    for object_ in chain(_singles(parts), () if particle else _pairs(parts), _reported(predicate)):
        yield relation, object_
    yield from _governed(predicate, relation)
    for object_ in _wholes(parts, separable=bool(particle)):
        if "sich" in verb.split():  # "halten sich auf": kept together
            yield relation, object_
        else:  # "ordnete | die Prüfung an": as the words stand
            yield verb, f"{object_} {particle}".strip()


def _singles(parts: Sequence[Part]) -> Iterator[str]:
    """Parts by themselves.  Without its object a verb says nothing of a phrase ("begann | mit dem Film"), and what
    stands before the verb is mostly the scene of the whole."""
    lead = _lead(parts)
    for part in parts:
        alone = len(parts) == 1
        if (part.role == "oblique" and lead is not None) or ((part.role == "adverb" or part.front) and not alone):
            continue
        wordings = variants(part.token)
        yield from map(text_of, wordings)
        if len(wordings) == 1 and part.token in wordings[0] and part.role != "adverb":
            yield text_of(phrase(part.token, short=True))


def _pairs(parts: Sequence[Part]) -> Iterator[str]:
    """The object or predicate with one phrase that follows it or one part that stands before it."""
    lead = _lead(parts)
    if lead is None:
        return
    for part in parts:
        if part.token.i > lead.token.i and part.role == "oblique":
            for wording in variants(part.token):
                yield f"{text_of(phrase(lead.token, short=True))} {text_of(wording)}"
        elif part.token.i < lead.token.i and not part.front and part.token not in phrase(lead.token):
            yield f"{text_of(whole(part.token))} {text_of(variants(lead.token)[0])}"


def _wholes(parts: Sequence[Part], *, separable: bool) -> Iterator[str]:
    """All parts in the order of the text: where there are many, and where the verb's particle closes the clause."""
    if len(parts) > 1 and (separable or (len(parts) >= _MANY and _lead(parts) is not None)):
        yield " ".join(text_of(_full(part)) for part in parts)


def _reported(predicate: Predicate) -> Iterator[str]:
    """Clauses that the verb takes as its object ("dass ..."), without their commas."""
    for part in predicate.parts:
        if part.role == "clause" and _is_reported(part.token):
            yield text_of(token for token in whole(part.token) if token.text != ",")


def _governed(predicate: Predicate, relation: str) -> Iterator[tuple[str, str]]:
    """Infinitives that the verb governs: "begann zu bauen | eine Brücke", "versuchte | eine Brücke zu bauen"."""
    for part in predicate.parts:
        if part.role != "infinitive" or any(p.role == "object" and p.token.i < part.token.i for p in predicate.parts):
            continue
        verb = text_of([*(c for c in part.token.children if c.tag_ == "PTKZU"), part.token])
        yield relation, text_of(whole(part.token))
        for child in part.token.children:
            if child.dep_ in {"obj", "obl", "obl:arg"} and child.lower_ != "sich":
                for wording in variants(child):
                    yield f"{relation} {verb}", text_of(wording)


def _is_reported(clause: Token) -> bool:
    """Whether a clause is said, known or believed: one with "dass" or "ob", or a main clause."""
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
    return bool(marks & _CONJUNCTIONS) or (not marks and clause.tag_ not in _INFINITIVES and not _has_relative(clause))


def _has_relative(clause: Token) -> bool:
    return any(token.tag_ in {"PRELS", "PRELAT"} for token in clause.subtree)


def _full(part: Part) -> list[Token]:
    return phrase(part.token) if part.role == "predicate" else whole(part.token)


def _lead(parts: Sequence[Part]) -> Part | None:
    return next((part for part in parts if part.role in _LEADS), None)
