"""Who speaks: the mentions behind the subject of a speech verb and behind a source phrase ("laut einem Bericht der BBC")."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.clauses import Clause
from kg.extract.lexicon import longest_suffix, table
from kg.extract.mentions import Mentions, chain
from kg.extract.units import is_finite
from kg.schema import Mention

_SUBJECT = {"nsubj", "nsubj:pass", "sb"}
_NOUNS = {"NOUN", "PROPN", "X"}
_OWN = {"eigen", "eigenen", "eigener"}


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
    known = _kinds()
    for word in (token.text, token.lemma_, token.text.removesuffix("n"), token.text.removesuffix("s")):
        last = word.rpartition("-")[2]
        if last in known:
            return known[last]
        tail = longest_suffix(last, known, 4)  # type: ignore[arg-type]
        if tail:
            return known[tail]
    return ""


def subjects(verb: Token, clause: Clause | None, mentions: Mentions, bounds: tuple[int, int]) -> list[Mention]:
    """The speakers that the subject of a speech verb names, within the token bounds of its clause; else the inherited one."""
    head = _subject(verb, bounds)
    if head is not None:
        return _all(head, mentions)
    if clause is not None:
        for filler in clause.slots.get("acc" if clause.passive else "nom", []):
            if filler.token.i != verb.i:
                return _all(filler.token, mentions)
    return []


def _subject(verb: Token, bounds: tuple[int, int]) -> Token | None:
    start, end = bounds
    near = [t for t in verb.children if t.dep_ in _SUBJECT and start <= t.i < end]
    if near:
        return _best(near)
    doc = verb.doc
    finite = next((t.i for t in doc[start:end] if is_finite(t)), verb.i)
    return next((t for t in [*doc[finite + 1 : end], *doc[start:finite]] if _free(t, bounds)), None)


def _best(found: list[Token]) -> Token:
    """Of several subjects (a wrong parse) the one whose article or form is not plainly another case."""
    return next((t for t in found if _case(t) in {"", "Nom"}), found[0])


def _case(token: Token) -> str:
    for child in token.children:
        if child.dep_ in {"det", "det:poss"}:
            return next(iter(child.morph.get("Case")), "")
    return next(iter(token.morph.get("Case")), "") if token.pos_ == "PRON" else ""


def _free(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a noun is the head of a phrase without preposition and not part of another: a subject that the parse missed."""
    if token.pos_ not in _NOUNS and token.tag_ not in {"PPER", "PDS"}:
        return False
    if token.dep_ in {"obj", "obl", "nmod", "flat", "obl:arg", "iobj", "expl:pv"} or token.lower_ == "sich":
        return token.dep_ in {"obj", "obl:arg"} and _case(token) == "Nom" and token.pos_ in _NOUNS
    if token.dep_ in {"appos", "conj"} and bounds[0] <= token.head.i < bounds[1]:
        return False
    return not any(c.dep_ == "case" for c in token.children)


def _all(head: Token, mentions: Mentions) -> list[Mention]:
    found = [mentions.referent(t) for t in chain(head)]
    return list(dict.fromkeys(m for m in found if m is not None))


def source(head: Token, mentions: Mentions, subject: Token | None) -> list[Mention]:
    """The speakers behind the noun of a source phrase: whom "Angaben", "Bericht" or "Einschätzung" belong to, or the noun.

    ``subject`` is the subject of the clause, to which "nach eigenen Angaben" refers.
    """
    kind = speech_noun(head)
    if kind in {"act", "document"} and mentions.entity_at(head) is None:
        for child in head.children:
            if child.lower_ in _OWN and subject is not None:
                return _all(subject, mentions)
            if child.tag_ == "PPOSAT":
                pronoun = mentions.pronoun(child)
                title = next((c for c in head.rights if c.dep_ in {"appos", "flat"}), None)
                owner = mentions.referent(title) if title is not None else pronoun
                return [m for m in (owner,) if m is not None]
        for child in head.children:
            owner = _owner(child, head)
            if owner is not None:
                return source(owner, mentions, subject) if speech_noun(owner) == "document" else _all(owner, mentions)
        for child in head.children:
            if child.pos_ == "ADJ":
                state = mentions.origin(child)
                if state is not None:
                    return [state]
    return _all(head, mentions)


def _owner(child: Token, head: Token) -> Token | None:
    """A genitive, "von", "aus" or apposition at a speech noun, and a name before it ("Selenskyjs Angaben")."""
    if child.pos_ not in _NOUNS and child.pos_ != "PRON":
        return None
    case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
    if child.dep_ in {"nmod", "nmod:poss", "det:poss", "obl", "obl:agent"}:
        return child if case in {"", "von", "vom", "aus", "durch"} else None
    if child.dep_ in {"appos", "flat"} and child.i > head.i:
        return child
    return None
