"""Whoever does something together with somebody: "gemeinsam mit X", "an der Seite von X", "im Beisein von X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.events.chunks import Chunk, chunks
from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import collect
from kg.extract.events.owners import is_state
from kg.extract.mentions.register import Mentions
from kg.schema import Mention

#: Words before a name with what they say of it and the clause's subject: (words, preposition of the name, relation).
_JOINTLY = {"gemeinsam": "mit", "zusammen": "mit"}
_NOUNS = {
    ("an", "Seite"): "met", ("in", "Begleitung"): "met", ("in", "Beisein"): "met", ("in", "Anwesenheit"): "met",
    ("in", "Zusammenarbeit"): "cooperates_with", ("in", "Kooperation"): "cooperates_with",
    ("in", "Partnerschaft"): "cooperates_with",
}  # fmt: skip
_BEHIND = {"von", "mit", ""}
#: Verbs with which "an der Seite von" tells of joint work or of taking sides rather than of a meeting.
_WORK = {"spielen", "drehen", "regieren", "arbeiten", "forschen", "moderieren", "auftreten"}
_SIDING = {"stehen", "stellen", "kämpfen", "schlagen", "bleiben"}


def company_events(clauses: Iterable[Clause], mentions: Mentions) -> list[Event]:
    """One event for each clause whose subject has named company."""
    found: dict[tuple[int, str], Event] = {}
    for clause in clauses:
        fillers = [f for f in clause.slots.get("nom", []) if not f.weak or clause.by_order]
        subject = collect(fillers, mentions) if fillers else None
        if subject is None:
            continue
        acting = tuple(m for m in subject.mentions if m.form == "PRONOUN" or _acts(m))
        for word, relation, companions in _company(clause, mentions):
            others = tuple(m for m in companions if m.id not in {a.id for a in acting})
            key = (word.i, relation)
            if not acting or not others or key in found:
                continue
            if relation == "met" and not all(m.kind == "PER" for m in (*acting, *others)):
                continue
            found[key] = Event(
                trigger=clause.verb,
                predicate=word.lemma_ if word.pos_ == "NOUN" else word.lower_,
                relation=relation,
                subjects=acting,
                objects=others,
                rule="verb.company",
                used=frozenset(int(m.id[1:]) for m in (*acting, *others)),
                weight=0.8,
            )
    return list(found.values())


def _company(clause: Clause, mentions: Mentions) -> Iterator[tuple[Token, str, list[Mention]]]:
    verb = clause.verb
    first = max(verb.sent.start, verb.i - 25)
    for word in verb.doc[first : min(verb.sent.end, verb.i + 25)]:
        relation = _told(word, clause)
        if not relation or not _same_clause(word, clause):
            continue
        tail = list(verb.doc[word.i + 1 : min(verb.sent.end, word.i + 15)])
        phrases = chunks(tail, mentions)
        phrase = phrases[0] if phrases and phrases[0].start == word.i + 1 else None
        if phrase is None or not _fits(phrase, word):
            continue
        named = [m for h in phrase.heads for m in mentions.referents(h) if _acts(m)]
        if named:
            yield word, relation, named


def _told(word: Token, clause: Clause) -> str:
    if word.lower_ in _JOINTLY and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "mit":
        return "cooperates_with"
    if word.pos_ != "NOUN":
        return ""
    before = [t.lower_ for t in word.doc[max(0, word.i - 2) : word.i]]
    for (preposition, noun), relation in _NOUNS.items():
        if word.lemma_ == noun and (
            preposition in before or {"im": "in", "am": "an"}.get(before[-1:][0]) == preposition
        ):
            if noun == "Seite" and (clause.lemma in _SIDING or clause.reflexive):
                return ""
            return "cooperates_with" if noun == "Seite" and clause.lemma in _WORK else relation
    return ""


def _fits(phrase: Chunk, word: Token) -> bool:
    if word.lower_ in _JOINTLY:
        return phrase.preposition == "mit"
    return phrase.preposition in _BEHIND and (phrase.preposition != "" or phrase.is_genitive())


def _same_clause(word: Token, clause: Clause) -> bool:
    """Whether no finite verb or comma of another clause stands between a word and the verb or its auxiliary."""
    ends = [clause.verb.i, *(a.i for a in clause.auxiliaries)]
    nearest = min(ends, key=lambda i: abs(i - word.i))
    low, high = sorted((nearest, word.i))
    between = word.doc[low + 1 : high]
    return not any(
        (t.tag_ in {"VVFIN", "VAFIN", "VMFIN"} and t.i not in ends) or t.tag_ in {"PRELS", "KOUS"} for t in between
    )


def _acts(mention: Mention) -> bool:
    return mention.form == "NAME" and (mention.kind in {"PER", "ORG"} or is_state(mention))
