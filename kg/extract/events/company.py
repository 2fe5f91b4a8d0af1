"""Whoever does something together with somebody: "gemeinsam mit X", "an der Seite von X", "im Beisein von X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.extract.events.cases import CONTRACTED
from kg.extract.events.chunks import Chunk, chunks
from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import collect
from kg.extract.events.owners import is_state
from kg.extract.mentions.register import Mentions
from kg.schema import Mention

_JOINTLY = {"gemeinsam", "zusammen"}
#: Nouns before a name, with the preposition before them, and the relation of the name to the clause's subject.
_NOUNS = {
    ("an", "Seite"): "met", ("in", "Begleitung"): "met", ("in", "Beisein"): "met", ("in", "Anwesenheit"): "met",
    ("in", "Zusammenarbeit"): "cooperates_with", ("in", "Kooperation"): "cooperates_with",
    ("in", "Partnerschaft"): "cooperates_with",
}  # fmt: skip
_BEHIND = {"von", "mit", ""}
#: How far from its verb a word of company may stand.
_REACH = 25
_COMPANY = {noun for _, noun in _NOUNS}
#: Verbs with which "an der Seite von" tells of joint work or of taking sides rather than of a meeting.
_WORK = {"spielen", "drehen", "regieren", "arbeiten", "forschen", "moderieren", "auftreten"}
_SIDING = {"stehen", "stellen", "kämpfen", "schlagen", "bleiben"}


def company_events(clauses: Iterable[Clause], mentions: Mentions) -> list[Event]:
    """One event for each clause whose subject has named company."""
    found: dict[tuple[int, str], Event] = {}
    words = _words(mentions.doc)
    for clause in clauses if words else ():
        fillers = [f for f in clause.slots.get("nom", []) if not f.weak or clause.by_order]
        subject = collect(fillers, mentions)
        if subject is None:
            continue
        acting = tuple(m for m in subject.mentions if m.form == "PRONOUN" or _acts(m))
        for word, relation, companions in _company(clause, words, mentions):
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
                used=frozenset(mentions.head_index(m) for m in (*acting, *others)),
                weight=0.8,
            )
    return list(found.values())


def _words(doc: Doc) -> dict[int, str]:
    """The words that tell of company with the relation that they tell, by their index."""
    found: dict[int, str] = {}
    for token in doc:
        if token.lower_ in _JOINTLY:
            if token.i + 1 < len(doc) and token.nbor(1).lower_ == "mit":
                found[token.i] = "cooperates_with"
        elif token.pos_ == "NOUN" and token.lemma_ in _COMPANY:
            before = [CONTRACTED.get(t.lower_, (t.lower_,))[0] for t in doc[max(0, token.i - 2) : token.i]]
            relation = next((r for (word, noun), r in _NOUNS.items() if noun == token.lemma_ and word in before), "")
            if relation:
                found[token.i] = relation
    return found


def _company(
    clause: Clause, words: Mapping[int, str], mentions: Mentions
) -> Iterator[tuple[Token, str, list[Mention]]]:
    verb = clause.verb
    near = [i for i in words if -_REACH <= i - verb.i < _REACH]
    if not near:
        return
    sent = verb.sent
    for word in (verb.doc[i] for i in near if sent.start <= i < sent.end):
        relation = words[word.i]
        if word.lemma_ == "Seite":
            if clause.lemma in _SIDING or clause.reflexive:
                continue
            relation = "cooperates_with" if clause.lemma in _WORK else relation
        if not _same_clause(word, clause):
            continue
        phrases = chunks(list(verb.doc[word.i + 1 : min(sent.end, word.i + 15)]), mentions)
        phrase = phrases[0] if phrases and phrases[0].start == word.i + 1 else None
        if phrase is None or not _fits(phrase, word):
            continue
        named = [m for h in phrase.heads for m in mentions.referents(h) if _acts(m)]
        if named:
            yield word, relation, named


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
