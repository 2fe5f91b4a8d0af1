"""Who speaks: the mentions behind the subject of a speech verb and behind a source phrase ("laut einem Bericht")."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.events.clauses import Clause
from kg.extract.lexicon import longest_suffix, table
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.speech.units import is_finite
from kg.extract.speech.words import listed
from kg.schema import Mention

_SUBJECT = {"nsubj", "nsubj:pass"}
NOUNS = frozenset({"NOUN", "PROPN", "X"})
_OWN = {"eigen", "eigene", "eigenen", "eigener"}
_OF = {"", "von", "vom", "aus", "durch"}


@cache
def _kinds() -> dict[str, str]:
    """The kind (act, document, source) of each speech noun in both numbers."""
    found: dict[str, str] = {}
    for row in table("speechnouns"):
        for form in (row["noun"], row["plural"]):
            if form:
                found[form] = row["kind"]
    return found


def speech_noun(token: Token) -> str:
    """The kind of a noun for something said, written, or for a source; "" for other words."""
    return _kinds().get(speech_noun_entry(token), "")


def speech_noun_entry(token: Token) -> str:
    """The entry of speechnouns.tsv that a noun is or ends in ("Polizeiangaben"), or ""."""
    if token.pos_ not in NOUNS and not token.text[:1].isupper():
        return ""
    known = _kinds()
    for word in (token.text, token.lemma_, token.text.removesuffix("n"), token.text.removesuffix("s")):
        last = word.rpartition("-")[2]
        tail = last if last in known else longest_suffix(last, known, 4)
        if tail:
            return tail
    return ""


def case_word(token: Token) -> str:
    """The preposition of a noun as written, in lower case, or ""."""
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


def subjects(verb: Token, clause: Clause | None, mentions: Mentions, bounds: tuple[int, int]) -> list[Mention]:
    """The speakers that the subject of a speech verb names within the bounds of its clause, else the inherited.

    In the passive they are its agents ("wurde von X aufgefordert"), and whoever is quoted ("X wird von Y zitiert").
    """
    if clause is not None and clause.passive:
        agents = [m for filler in clause.slots.get("nom", []) for m in people(filler.token, mentions)]
        if clause.lemma not in listed("quoting"):
            return agents or _agent_before(verb, mentions)
        quoted = [m for filler in clause.slots.get("acc", []) for m in people(filler.token, mentions)]
        return list(dict.fromkeys([*quoted, *agents]))
    head = subject(verb, bounds)
    if head is not None and (head.tag_ == "PRELS" or (head.tag_ == "PDS" and verb.dep_ == "acl")):
        head = _antecedent(verb, head)
    if head is not None:
        return source(head, mentions, None) if _told_by(head, mentions) else people(head, mentions)
    if clause is not None:
        for filler in clause.slots.get("acc" if clause.passive else "nom", []):
            if filler.token.i != verb.i:
                return people(filler.token, mentions)
    return []


def _agent_before(verb: Token, mentions: Mentions) -> list[Mention]:
    """The agent right before a participle that the parser hung on another noun: "wurde X vom Verband aufgefordert"."""
    last = verb.nbor(-1) if verb.i else verb
    head = next((t for t in (last, *last.ancestors) if t.i < verb.i and case_word(t) in {"von", "vom"}), None)
    return people(head, mentions) if head is not None and head.right_edge.i + 1 == verb.i else []


def _told_by(head: Token, mentions: Mentions) -> bool:
    """Whether a subject is what somebody said or wrote, who speaks by it: "Der Bericht der Kommission sagt, ..."."""
    return speech_noun(head) in {"act", "document"} and bool(owner(head, mentions, None))


def subject(verb: Token, bounds: tuple[int, int], names: bool = True) -> Token | None:
    """The head of a verb's subject within bounds, from the parse or, where that has none, from the order of words.

    ``names`` lets a bare name that the parser took for an object be the subject where there is no other.
    """
    start, end = bounds
    near = [t for t in verb.children if t.dep_ in _SUBJECT and start <= t.i < end]
    if near:
        return next((t for t in near if _case(t) in {"", "Nom"}), near[0])
    doc = verb.doc
    finite = next((t.i for t in reversed(doc[start:end]) if is_finite(t)), verb.i)
    around = [*doc[finite + 1 : end], *doc[start:finite]]
    clear = next((t for t in around if _free(t, bounds)), None)
    if clear is not None or verb.i < start or verb.i >= end:
        return clear
    inherits = verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "acl" and start > verb.head.i)
    return None if inherits or not names else next((t for t in around if _loose(t)), None)


def _antecedent(verb: Token, pronoun: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause hangs on, else the nearest noun before it."""
    if verb.dep_ == "acl" and verb.head.i < pronoun.i and verb.head.pos_ in NOUNS:
        return verb.head
    return next((t for t in reversed(verb.doc[max(0, pronoun.i - 6) : pronoun.i]) if t.pos_ in NOUNS), None)


def _case(token: Token) -> str:
    for child in token.children:
        if child.dep_ in {"det", "det:poss"}:
            return next(iter(child.morph.get("Case", [])), "")
    return next(iter(token.morph.get("Case", [])), "") if token.pos_ == "PRON" else ""


def _free(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a noun heads a phrase without preposition and is no part of another: a subject that the parse missed."""
    if (token.pos_ not in NOUNS and token.tag_ not in {"PPER", "PDS"}) or token.lower_ == "sich":
        return False
    if token.dep_ in {"obj", "obl", "nmod", "flat", "obl:arg", "iobj", "expl:pv"}:
        return token.dep_ in {"obj", "obl:arg"} and _case(token) == "Nom" and token.pos_ in NOUNS
    if token.dep_ in {"appos", "conj"} and bounds[0] <= token.head.i < bounds[1]:
        return False
    return not case_word(token)


def _loose(token: Token) -> bool:
    """A name without article that the parser took for an object: "Siemens versicherte, ..."."""
    return token.pos_ == "PROPN" and token.dep_ in {"obj", "obl:arg", "iobj"} and not case_word(token)


def people(head: Token, mentions: Mentions) -> list[Mention]:
    """The mentions of a noun and of what is coordinated with it in the same clause."""
    found = []
    for token in chain(head):
        if token.i != head.i and any(is_finite(t) for t in head.doc[head.i : token.i]):
            break
        found.append(mentions.referent(token))
    return list(dict.fromkeys(m for m in found if m is not None))


def owner(head: Token, mentions: Mentions, clause_subject: Token | None) -> list[Mention]:
    """Whom the words of a speech noun belong to: "Angaben der Polizei", "seine Worte", "russische Angaben"; or [].

    ``clause_subject`` is the subject of the clause, to which "nach eigenen Angaben" refers.
    """
    for child in head.children:
        if child.lower_ in _OWN and clause_subject is not None:
            return people(clause_subject, mentions)
        if child.tag_ == "PPOSAT" and not any(t.dep_ in {"appos", "flat"} for t in head.rights):
            pronoun = mentions.pronoun(child)
            return [pronoun] if pronoun is not None else []
    for child in head.children:
        if _owns(child, head):
            inner = speech_noun(child) in {"act", "document"} and mentions.entity_at(child) is None
            deeper = owner(child, mentions, clause_subject) if inner else []
            return deeper or people(child, mentions)
    for child in head.lefts:
        if child.pos_ == "ADJ":
            state = mentions.origin(child)
            if state is not None:
                return [state]
    return []


def source(head: Token, mentions: Mentions, clause_subject: Token | None) -> list[Mention]:
    """The speakers behind the noun of a source phrase: whom the words belong to, or the noun's own mention."""
    if speech_noun(head) in {"act", "document"}:
        medium = head.text.rpartition("-")[0]
        if kind_of_name(medium) == "media":  # "nach dpa-Informationen", "laut Spiegel-Bericht"
            return [mentions.compound_body(head, medium)]
    if speech_noun(head) in {"act", "document"} and mentions.entity_at(head) is None:
        found = owner(head, mentions, clause_subject)
        part = _speaking_part(head)
        if found or part is None:
            return found or people(head, mentions)
        return [mentions.compound_body(head, *part, "NOMINAL")]
    return people(head, mentions)


def _speaking_part(noun: Token) -> tuple[str, str] | None:
    """Who speaks in a compound of a noun for something said, and the sort: "Polizeiangaben" -> Polizei, ORG."""
    entry = speech_noun_entry(noun)
    if speech_noun(noun) != "act":
        return None
    first = next((noun.text[: -len(w)] for w in (*_forms(entry),) if noun.text.endswith(w.lower())), "")
    for word in (first, first.removesuffix("s")):
        known = noun_class(word) if len(word) > 3 else None
        if known is not None and known.entry == word and known.kind in {"ORG", "PER"}:
            return word, known.kind
    return None


@cache
def _forms(entry: str) -> tuple[str, ...]:
    """The forms of a speech noun in which it ends a compound, the longest first."""
    row = next((r for r in table("speechnouns") if entry in (r["noun"], r["plural"])), None)
    words = {entry} if row is None else {w for w in (row["noun"], row["plural"]) if w not in {"", "-"}}
    return tuple(sorted(words | {w + "n" for w in words}, key=lambda w: (-len(w), w)))


def _owns(child: Token, head: Token) -> bool:
    if child.pos_ not in NOUNS and child.pos_ != "PRON" and not (child.pos_ == "ADJ" and child.text[:1].isupper()):
        return False
    if any(c.dep_ == "nummod" for c in child.children):  # "An Bord waren nach Polizeiangaben 62 Personen"
        return False
    if child.dep_ in {"nmod", "nmod:poss", "det:poss", "obl", "obl:agent"}:
        return case_word(child) in _OF
    return child.dep_ in {"appos", "flat"} and child.i > head.i
