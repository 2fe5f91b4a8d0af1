"""The words of a phrase as the text writes them: trimmed, with or without what follows its head, spread over "und"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from spacy.tokens import Token

from kg.extract.qualifiers.status import is_negation

#: What a phrase leaves out: its own clauses, the other members of a coordination, and remarks.
_OUTSIDE = frozenset({"acl", "advcl", "ccomp", "csubj", "xcomp", "parataxis", "conj", "cc", "discourse", "vocative"})
#: What belongs to the clause of a predicate noun, not to its phrase.
_CLAUSAL = frozenset(
    {"nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "expl", "expl:pv", "mark", "obl", "obl:arg", "obj"}
)
_PREDICATIVE = frozenset({"cop", "aux", "aux:pass", "nsubj", "nsubj:pass"})
_SIMPLE = frozenset({"ADJ", "ADV", "NUM"})
_FOLLOWING = frozenset({"nmod", "obl", "advmod", "amod"})
#: Members of a coordination above which it is left as it is: a list or a table, not a statement about each.
_MOST = 25
_COMMAS = frozenset({",", "(", "–", "-"})
_OPENING = frozenset("([{<\"'„“»«‚‘`") | {"``"}
_CLOSING = frozenset(")]}>\"'“”«»‘’`") | {"''", "´´"}


def text_of(tokens: Iterable[Token]) -> str:
    """The tokens with the blanks that the text has between them; one blank where words were left out."""
    ordered = sorted(set(tokens), key=lambda token: token.i)
    parts = []
    for token, after in zip_longest(ordered, ordered[1:]):
        parts.append(token.text)
        parts.append(token.whitespace_ if after is not None and after.i == token.i + 1 else " ")
    return " ".join("".join(parts).split())


def phrase(head: Token, *, short: bool = False, titled: bool = False) -> list[Token]:
    """The tokens of the phrase of ``head`` in their order, without clauses, appositions after a comma, coordination.

    ``short`` leaves out what follows the head as well, genitives and prepositional phrases; ``titled`` the name that
    follows a title.
    """
    return _trim(sorted(_gather(head, short, titled), key=lambda token: token.i), head)


def variants(head: Token, *, deep: bool = True) -> list[list[Token]]:
    """The phrase of ``head`` once for each thing that it names, each with the preposition of the first.

    Coordination and appositions are spread: "von dem Pianisten Max Beck und Eva Roth" gives "von dem Pianisten", "von
    Max Beck", "von Eva Roth".  With ``deep`` also what is coordinated within the phrase: "für Maler aus Kanada und den
    USA" gives "für Maler aus Kanada" and "für Maler aus den USA".
    """
    named = [t for t in _named(head) if not _set_right(t)] or [head]
    if len(named) > _MOST:
        return [_joint(head)]
    if len(named) > 1 or named[:1] != [head]:
        prepositions = marker(head)
        return [_with(prepositions, phrase(token, titled=True), token) for token in named]
    node = _coordinated(head)
    if node is None:
        return [phrase(head)]
    others = list(members(node))[1:]
    if not deep or len(others) >= _MOST:
        return [_joint(head)]
    first = {t.i for t in _gather(node)} - {t.i for t in marker(node)}
    found = [phrase(head)]
    for member in others:
        outside = {t for t in _gather(head) if t.i not in first}
        if marker(member):
            outside -= set(marker(node))
        found.append(_trim(sorted(outside | set(phrase(member)), key=lambda token: token.i), head))
    return found


def _set_right(member: Token) -> bool:
    """Whether "sondern" puts another in the place of a member: "nicht nach Bonn, sondern nach Köln"."""
    first = member.left_edge.i
    denied = (first > 0 and member.doc[first - 1].lower_ == "nicht") or member.doc[first].lower_ == "nicht"
    return denied and any(t.lower_ == "sondern" for t in member.sent if t.i > member.i)


def _joint(head: Token) -> list[Token]:
    """The phrase of ``head`` with everything coordinated within it, but without its clauses."""
    dropped = {t.i for c in head.subtree if c.dep_ in _OUTSIDE - {"conj", "cc"} and c.i != head.i for t in c.subtree}
    remarks = {t.i for c in head.children if c.dep_ == "appos" and after_comma(c) for t in c.subtree}
    return _trim([t for t in head.subtree if t.i not in dropped | remarks], head)


def _named(head: Token) -> list[Token]:
    """The head words of what a phrase names, each once: members of the coordination, their appositions, theirs."""
    found: dict[int, Token] = {}
    for member in members(head):
        for name in names(member):
            for token in members(name) if name.i != member.i else (name,):
                found.setdefault(token.i, token)
    return list(found.values())


def _with(prepositions: list[Token], tokens: list[Token], token: Token) -> list[Token]:
    if marker(token) or not prepositions or prepositions[0].i in {t.i for t in tokens}:
        return tokens
    return [*prepositions, *tokens]


def _coordinated(head: Token) -> Token | None:
    for i in sorted({t.i for t in _gather(head)}):
        token = head.doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X"} and len(list(members(token))) > 1:
            return token
    return None


def whole(head: Token) -> list[Token]:
    """All tokens below ``head``, with clauses and coordination, without punctuation at the edges."""
    return _trim(list(head.subtree), head)


def members(head: Token) -> Iterator[Token]:
    """``head`` and the nouns coordinated with it, in the order of the text."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        coordinated = [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        waiting.extend(c for c in reversed(coordinated) if c.pos_ not in {"VERB", "AUX"} and not _verbal(c))


def names(head: Token) -> Iterator[Token]:
    """``head`` and its appositions: several ways to call one thing.

    A title without an article gives way to the name ("Präsident Meier": "Meier"); one with an article stands beside it.
    """
    appositions = [child for child in head.children if child.dep_ == "appos" and child.i > head.i]
    titled = [c for c in appositions if _is_title(head, c)]
    article = any(c.dep_ in {"det", "det:poss"} for c in head.children) and head.morph.get("Number", []) != ["Plur"]
    if not titled or article:
        yield head
    for child in appositions:
        if after_comma(child) or child in titled:
            yield child


def _is_title(head: Token, apposition: Token) -> bool:
    name = apposition.ent_type_ in {"PER", "ORG"} or apposition.tag_ == "NE"
    if apposition.ent_type_ == "LOC" and head.morph.get("Number", []) != ["Plur"]:
        return False  # "die Stadt Kiel", and what may be a genitive: "die Geschichte Roms"
    return name and head.pos_ == "NOUN" and not after_comma(apposition)


def after_comma(token: Token) -> bool:
    """Whether the phrase of ``token`` begins after a comma or a bracket."""
    first = min(t.i for t in token.subtree)
    return token.doc[first].text in _COMMAS or (first > 0 and token.doc[first - 1].text in _COMMAS)


def marker(head: Token) -> list[Token]:
    """The prepositions (or "als", "wie") at the start of a phrase."""
    return [c for c in head.children if c.dep_ == "case" and c.i < head.i]


def _verbal(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "obj"} for child in token.children)


def _gather(head: Token, short: bool = False, titled: bool = False) -> Iterator[Token]:
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        top = token.i == head.i
        outside = frozenset[str]()
        if any(c.dep_ in _PREDICATIVE for c in token.children):
            outside = _CLAUSAL if token.pos_ in {"ADJ", "ADV"} else _CLAUSAL | {"advmod"}
        for child in token.children:
            if outside and is_negation(child):
                continue  # it stands with the copula: "ist nicht | schön"
            if child.dep_ not in outside and _belongs(child, token, short=short and top, titled=titled and top):
                waiting.append(child)


def _belongs(child: Token, head: Token, *, short: bool, titled: bool) -> bool:
    if child.dep_ in _OUTSIDE:  # but "direkte und indirekte"
        return child.pos_ in _SIMPLE | {"CCONJ"} and head.pos_ in _SIMPLE and not _verbal(child)
    if child.dep_ == "appos" and (after_comma(child) or (titled and _is_title(head, child))):
        return False
    return not (short and child.i > head.i and child.dep_ in _FOLLOWING and child.pos_ != "NUM")


def _trim(tokens: list[Token], head: Token) -> list[Token]:
    """Without the punctuation at the edges, and with quotation marks only in pairs."""
    words = [t.i for t in tokens if not t.is_punct and t.text not in _OPENING | _CLOSING]
    while len(words) > 1 and head.doc[words[0]].dep_ == "cc" and words[0] < head.i:
        words = words[1:]
    if not words:
        return [head]
    doc, first, last = head.doc, words[0], words[-1]
    inside = [t for t in tokens if first <= t.i <= last]
    before, after = (doc[first - 1] if first else None), (doc[last + 1] if last + 1 < len(doc) else None)
    if after is not None and after.text in _CLOSING:
        if before is not None and before.text in _OPENING:
            inside = [before, *inside, after]
        elif sum(t.text in _OPENING | _CLOSING for t in inside) % 2:
            inside = [*inside, after]
    return inside
