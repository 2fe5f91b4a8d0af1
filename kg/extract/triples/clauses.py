"""Verbs with the parts of their clause in the order of the words: what surface triples are made of.

Unlike :mod:`kg.extract.events.clauses` nothing is brought to the order of grammar: a passive stays a passive, and a
phrase keeps its preposition.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.qualifiers.status import is_negation

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_OBJECTS = frozenset({"obj", "iobj", "obl:arg"})
_PHRASES = frozenset({"obj", "iobj", "obl", "obl:arg", "obl:agent", "nmod", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET", "SYM"})
_INFINITIVES = frozenset({"VVINF", "VVIZU", "VAINF", "VMINF"})
#: What the nominative of a relative pronoun tells of its noun.
_GENDERS = {"der": "Masc", "die": "Fem", "das": "Neut"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause beside verb and subject: its head word and how it belongs to the verb.

    ``role`` is one of ``object oblique predicate adverb clause infinitive adverbial``; ``front`` tells that it stands
    before the finite verb of a main clause.
    """

    token: Token
    role: str
    front: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, or a noun or adjective with a copula, and its clause.

    ``group`` holds the words of the verb in the order of a main clause ("hatte sich gestellt", "hatte nicht gestellt"),
    without ``particle``;
    ``subject`` is the head word of the subject, the antecedent's in a relative clause.
    """

    head: Token
    subject: Token
    group: tuple[Token, ...]
    particle: Token | None
    parts: tuple[Part, ...]


def predicates(doc: Doc) -> list[Predicate]:
    """The predicates of a doc whose subject the text tells, in the order of the text."""
    subjects: dict[int, Token | None] = {}
    found = []
    for token in doc:
        if _is_predicate(token):
            subject = _subject(token, subjects)
            if subject is not None:
                found.append(_predicate(token, subject))
    return found


def _is_predicate(token: Token) -> bool:
    if token.dep_ in _AUXILIARIES or token.dep_ in {"amod", "compound:prt", "case", "flat", "punct"}:
        return False
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_ in _AUXILIARIES for c in token.children)


def _predicate(head: Token, subject: Token) -> Predicate:
    reflexive = [c for c in head.children if c.lower_ == "sich" and c.dep_ in _OBJECTS | {"expl:pv", "expl"}]
    negation = _negation(head)
    group = _group(head, [*reflexive, *negation])
    own = _own_subject(head)
    parts = [] if head in group else [Part(head, "predicate")]
    for child in head.children:
        if child in reflexive or child in negation or child == own or (child.dep_ == "expl" and child.lower_ == "es"):
            continue
        role = _role(child)
        if role and not _is_relative(child):
            parts.append(Part(child, role, front=_in_front(child, head, group)))
    parts.sort(key=lambda part: part.token.i)
    particle = next((c for c in head.children if c.dep_ == "compound:prt"), None)
    return Predicate(head, subject, group, particle, tuple(parts))


def _group(head: Token, reflexive: list[Token]) -> tuple[Token, ...]:
    """The words of the verb: the finite one, "sich", the others ("wurde gebaut", "war ermordet worden")."""
    auxiliaries = [c for c in head.children if c.dep_ in _AUXILIARIES]
    if not auxiliaries and head.tag_ == "VVPP":
        auxiliaries = _shared_auxiliaries(head)
    auxiliaries.sort(key=lambda token: token.i)
    verbal = [head] if head.pos_ in {"VERB", "AUX"} or head.tag_ == "VVPP" else []
    if not auxiliaries:
        return (*verbal, *reflexive)
    # The finite verb stands before the others in a main clause and behind them in a subordinate one.
    finite = auxiliaries[0] if auxiliaries[0].i < head.i else auxiliaries[-1]
    rest = sorted((*verbal, *(a for a in auxiliaries if a.i != finite.i)), key=lambda token: token.i)
    return (finite, *reflexive, *rest)


def _negation(head: Token) -> list[Token]:
    """What denies the verb: without it the triple would say the opposite ("hat nicht angenommen | den Plan")."""
    return [c for c in head.children if c.dep_ == "advmod" and is_negation(c)]


def _shared_auxiliaries(token: Token) -> list[Token]:
    """The auxiliaries of a coordinated participle: "wurde gebaut und verkauft", "weil es gebaut und verkauft wurde"."""
    linked = [token.head] if token.dep_ == "conj" else []
    linked += [c for c in token.children if c.dep_ == "conj" and c.tag_ == "VVPP"]
    shared = ([c for c in other.children if c.dep_ in {"aux", "aux:pass"}] for other in linked)
    return next((found for found in shared if found), [])


def _role(child: Token) -> str:
    if child.dep_ in {"ccomp", "csubj"}:
        return "clause"
    if child.dep_ == "xcomp":
        return "infinitive" if child.tag_ in _INFINITIVES else "predicate"
    if child.dep_ == "advcl":
        return "adverbial"
    if child.dep_ == "advmod":
        return "adverb"
    if child.dep_ in _SUBJECTS:  # beside "es", or a second one by mistake of the parser
        return "object"
    if child.dep_ in _PHRASES and child.pos_ in _NOMINAL:
        bare = not any(c.dep_ == "case" for c in child.children)
        return "object" if bare and child.dep_ in _OBJECTS else "oblique"
    return ""


def _in_front(child: Token, head: Token, group: tuple[Token, ...]) -> bool:
    finite = group[0] if group else head
    return child.i < finite.i <= head.i and not any(c.dep_ == "mark" for c in head.children)


def _own_subject(head: Token) -> Token | None:
    """The word that the clause itself has as its subject; "es" before the verb comes before a later noun."""
    expletive = next((c for c in head.children if c.dep_ == "expl" and c.lower_ == "es"), None)
    return expletive or next((c for c in head.children if c.dep_ in _SUBJECTS and c.lower_ != "sich"), None)


def _subject(head: Token, known: dict[int, Token | None]) -> Token | None:
    if head.i not in known:
        known[head.i] = None  # a circle of clauses has no subject
        own = _own_subject(head)
        if own is None:
            known[head.i] = _inherited(head, known)
        elif _is_relative(own):
            antecedent = _antecedent(head, own)
            # "X ist ein Y, der ...": it is X that does it.
            said_of = antecedent is not None and _is_predicate(antecedent) and antecedent.i < own.i
            known[head.i] = (_subject(antecedent, known) if antecedent and said_of else None) or antecedent
        else:
            known[head.i] = own
    return known[head.i]


def _inherited(head: Token, known: dict[int, Token | None]) -> Token | None:
    """The subject of the clause around a coordinated one or an infinitive; its object, where it governs that."""
    if head.dep_ == "conj":
        return _subject(head.head, known) if _is_predicate(head.head) else None
    if head.tag_ not in _INFINITIVES:
        return None
    if head.dep_ in {"xcomp", "ccomp"}:
        governed = next((c for c in head.head.children if c.dep_ in _OBJECTS and c.lower_ != "sich"), None)
        if governed is not None and governed.i < head.i:
            return governed
        if head.dep_ == "xcomp" and head.head.pos_ == "VERB":
            return None  # part of what the other verb says: "begann zu bauen"
    if head.dep_ in {"xcomp", "ccomp", "advcl"} or (head.dep_ == "acl" and _is_predicate(head.head)):
        around = next((a for a in head.ancestors if _is_predicate(a)), None)
        return _subject(around, known) if around is not None else None
    return None


def _is_relative(token: Token) -> bool:
    return token.tag_ in {"PRELS", "PRELAT"}


def _antecedent(verb: Token, pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: the parser's, or a nearer one where gender speaks against that."""
    clause = verb
    while clause.dep_ == "conj":
        clause = clause.head
    parsed = clause.head if clause.dep_ == "acl" and clause.head.i < pronoun.i else None
    if parsed is not None and parsed.pos_ in _NOMINAL and _agrees(pronoun, parsed):
        return parsed
    first = parsed.i if parsed is not None else pronoun.sent.start
    for token in reversed(pronoun.doc[first : pronoun.i]):
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "flat" and _agrees(pronoun, token):
            return token
    return parsed if parsed is not None and parsed.pos_ in _NOMINAL else None


def _agrees(pronoun: Token, noun: Token) -> bool:
    gender, plural = noun.morph.get("Gender", []), noun.morph.get("Number", []) == ["Plur"]
    expected = _GENDERS.get(pronoun.lower_)
    if expected is None or not gender:
        return True
    return expected == "Fem" if plural else gender == [expected]
