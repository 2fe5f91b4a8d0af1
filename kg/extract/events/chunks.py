"""Noun phrases by the order of words alone, for where the tree of the parse is wrong.

A chunk is a preposition, article, adjectives and a noun or name, in this order; its article narrows down the case.  A
genitive behind a noun belongs to it, and "A, B und C" are one list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.events.cases import CONTRACTED, article_cases
from kg.extract.events.forms import participle
from kg.extract.events.nounframes import is_genitive
from kg.extract.mentions.apposed import is_owner
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import class_of
from kg.extract.morphology import feature

_HEADS = {"NOUN", "PROPN", "X"}
_ARTICLES = {"ART", "PPOSAT", "PDAT", "PIAT"}
_ADVERBS = {"etwa", "rund", "sehr", "nur", "auch", "noch", "mindestens", "mehr", "als", "fast", "knapp", "besonders"}
_PRONOUNS = {"PPER", "PDS"}
_AND = {"und", "sowie", "oder", "&", "noch"}
_QUOTES = {"„", "“", "”", '"', "»", "«", "‚", "‘", "’", "``", "''"}
#: How many words an attribute between an article and its noun may have: "die von Russland besetzte Region".
_REACH = 10


@dataclass(slots=True)
class Chunk:
    """``head`` is the word that refers; ``cases`` those its form allows; ``owner`` the noun that a genitive is of.

    ``attribute`` is the participle with its own phrases between article and noun ("von Russland besetzte").
    """

    start: int
    end: int
    head: Token
    preposition: str
    cases: frozenset[str]
    members: list[Token] = field(default_factory=list)
    owner: Chunk | None = None
    attribute: tuple[Token, list[Chunk]] | None = None

    @property
    def heads(self) -> tuple[Token, ...]:
        """The heads of all that is listed: "A, B und C"."""
        return (self.head, *self.members)

    @property
    def case(self) -> str:
        """The one case that its form allows, or ""."""
        return next(iter(self.cases)) if len(self.cases) == 1 else ""

    def is_genitive(self) -> bool:
        """Whether its form allows a genitive."""
        return "gen" in self.cases or (not self.cases and not self.preposition and _bare_genitive(self))


def chunks(tokens: Sequence[Token], mentions: Mentions) -> list[Chunk]:
    """The noun phrases in a stretch of words, lists joined, genitives tied to what they are of."""
    found: list[Chunk] = []
    at = 0
    while at < len(tokens):
        chunk, after = _chunk(tokens, at, mentions)
        if chunk is None:
            at += 1
            continue
        _tie(chunk, found)
        if found and found[-1].owner is chunk:  # "Südkoreas Präsident": one phrase, the genitive's noun refers
            chunk.start = found.pop().start
        found.append(chunk)
        at = after
    return list(_listed(found, tokens[0].doc)) if tokens else []


def behind(noun: Token, mentions: Mentions, most: int = 4) -> list[Chunk]:
    """The phrases right behind a noun that can belong to it: genitives and prepositional phrases, one after another."""
    stop = min(noun.sent.end, noun.i + 30)
    tail = []
    for token in noun.doc[noun.i : stop]:
        if token.text in {",", ";", ":", "–", "(", "."} or (token.i > noun.i and _is_verb(token)):
            break
        tail.append(token)
    found = chunks(tail, mentions)
    kept: list[Chunk] = []
    for chunk in found[1:]:
        if not chunk.preposition and chunk.owner is None:
            break
        kept.append(chunk)
    return kept[:most] if found and found[0].head.i == noun.i else []


def _is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.tag_ != "ADJA" and token.dep_ != "amod"


def _chunk(tokens: Sequence[Token], at: int, mentions: Mentions) -> tuple[Chunk | None, int]:
    start, word, cases = at, "", frozenset[str]()
    token = tokens[at]
    if token.lower_ == "noch" and any(t.lower_ == "weder" for t in tokens[:at]):
        return None, start
    if token.pos_ == "ADP" and token.tag_ != "PTKVZ" and mentions.entity_at(token) is None:
        word, shown = CONTRACTED.get(token.lower_, (token.lower_, ""))
        cases = frozenset({shown} - {""})
        at += 1
    elif token.tag_ == "KOKOM":  # "wie Opel" compares, it is no argument
        word = token.lower_
        at += 1
    article: Token | None = None
    attribute: tuple[Token, list[Chunk]] | None = None
    while at < len(tokens) and mentions.entity_at(tokens[at]) is None:
        token = tokens[at]
        if article is None and (token.tag_ in _ARTICLES or token.pos_ == "DET"):
            article = token
            closing = _attribute(tokens, at + 1, mentions)
            if closing is not None:
                attribute = (tokens[closing], chunks(tokens[at + 1 : closing], mentions))
                at = closing
        elif token.text in _QUOTES and at > 0 and at + 1 < len(tokens):  # "der „Welt“"
            if mentions.entity_at(tokens[at + 1]) is None or (article is None and not word):
                break
        elif not (token.tag_ in {"ADJA", "CARD"} or token.pos_ in {"ADJ", "NUM"} or token.lower_ in _ADVERBS):
            break
        at += 1
    if at >= len(tokens):
        return None, start
    head, after = _head(tokens, at, mentions)
    if head is None:
        return None, start
    if not cases and (article is not None or head.tag_ in _PRONOUNS):
        first = article if article is not None else head
        named = mentions.entity_at(head) is not None
        cases = frozenset({"nom", "gen", "dat"}) if named and first.lower_ == "der" else article_cases(first, head)
    return Chunk(tokens[start].i, tokens[after - 1].i + 1, head, word, cases, attribute=attribute), after


def _attribute(tokens: Sequence[Token], at: int, mentions: Mentions) -> int | None:
    """Where the participle of an attribute with phrases of its own stands, if an article opens one at ``at``."""
    if at >= len(tokens):
        return None
    opener = tokens[at]
    opens = opener.pos_ in {"ADP", "DET"} or opener.tag_ in _ARTICLES or mentions.entity_at(opener) is not None
    if not opens and opener.pos_ not in {"ADV", "PROPN"}:
        return None
    for k in range(at + 1, min(len(tokens) - 1, at + _REACH)):
        token = tokens[k]
        if token.text in {",", ".", ";"}:
            return None
        following = tokens[k + 1]
        noun = following.pos_ in {*_HEADS, "ADJ"} and (following.text[:1].isupper() or following.pos_ == "ADJ")
        if token.text.islower() and token.pos_ in {"ADJ", "VERB"} and noun and participle(token.text) is not None:
            inside = any(t.pos_ in {"PROPN", "NOUN"} for t in tokens[at:k])
            return k if inside else None
    return None


def _head(tokens: Sequence[Token], at: int, mentions: Mentions) -> tuple[Token | None, int]:
    """The word that refers, and where the phrase ends: a title is part of the name behind it."""
    token = tokens[at]
    entity = mentions.entity_at(token)
    if entity is not None:
        return entity.root, at + sum(1 for t in tokens[at:] if t.i < entity.end)
    if token.tag_ in _PRONOUNS and token.pos_ == "PRON":
        return token, at + 1
    if token.pos_ not in _HEADS or not (token.text[:1].isupper() or token.text[:1].isdigit()):
        return None, at
    quoted = at + 2 < len(tokens) and tokens[at + 1].text in _QUOTES and tokens[at + 2].i == token.i + 2
    behind = at + 1 + quoted
    following = (
        mentions.entity_at(tokens[behind])
        if behind < len(tokens) and tokens[behind].i == token.i + 1 + quoted
        else None
    )
    if following is not None and following.start == token.i + 1 + quoted and token.pos_ == "NOUN":
        sort = class_of(token)
        label = following.label_
        tied = following.root.head.i == token.i and following.root.dep_ in {"appos", "flat"}
        alike = sort.kind == label or {sort.kind, label} <= {"ORG", "LOC"} if sort is not None else tied
        genitive = following[-1].text.endswith("s") and feature(following[-1], "Case") == "Gen"
        genitive = genitive or is_genitive(following.root, token) or is_owner(following.root)
        if alike and not genitive:
            return following.root, behind + sum(1 for t in tokens[behind:] if t.i < following.end)
    return token, at + 1


def _tie(chunk: Chunk, before: list[Chunk]) -> None:
    """A genitive right beside a noun belongs to it: "die Pläne der Bahn", "die Rede Macrons", "Putins Krieg"."""
    last = before[-1] if before else None
    if last is None or chunk.preposition or last.end != chunk.start or last.head.pos_ == "PRON":
        return
    genitive = chunk.is_genitive() or is_genitive(chunk.head, last.head) or is_owner(chunk.head)
    if genitive and last.head.pos_ == "NOUN":
        chunk.owner = last
    elif not chunk.cases and chunk.head.pos_ in _HEADS and last.owner is None:
        first = chunk.head.doc[chunk.start]
        named = last.head.ent_type_ != "" and not last.cases and chunk.head.doc[last.end - 1].text.endswith("s")
        titled = named and first.tag_ == "NN" and first.ent_type_ == ""
        titled = titled and (chunk.head.ent_type_ != "" or not last.preposition)
        if titled or (_bare_genitive(last) and not last.preposition):
            last.owner, chunk.preposition = chunk, last.preposition  # "mit Frankreichs Präsident Macron"


def _bare_genitive(chunk: Chunk) -> bool:
    """A name in the genitive: by the morphologizer, or of several words, the last of them in -s."""
    last = chunk.head.doc[chunk.end - 1]
    if not last.text.endswith(("s", "'", "’")) or chunk.cases or last.pos_ not in {"PROPN", "NOUN", "X"}:
        return False
    return feature(last, "Case") == "Gen" or (chunk.head.ent_type_ == "PER" and last.i > chunk.head.i)


def _listed(found: list[Chunk], doc: Doc) -> Iterator[Chunk]:
    """Join lists of names and nouns: those with "und" between the last two of them."""
    at = 0
    while at < len(found):
        first, after = found[at], _run(found, at, doc)
        target = first
        for member in found[at + 1 : after]:
            if first.owner is not None and not member.is_genitive() and first.owner.end <= first.start:
                target = first.owner  # "der Chef Italiens und die Chefin der EZB"
            target.members.append(member.head)
        first.end = found[after - 1].end
        yield first
        at = after


def _run(found: list[Chunk], at: int, doc: Doc) -> int:
    """Where the list that begins at a chunk ends; behind the chunk itself if there is none."""
    last, k = at + 1, at + 1
    closed = False
    while k < len(found):
        chunk = found[k]
        if chunk.preposition not in {"", found[at].preposition}:
            break
        between = "".join(t.lower_ for t in doc[found[k - 1].end : chunk.start] if t.text not in _QUOTES)
        if chunk.owner is not None and between:
            break
        if between in _AND:
            last, closed = k + 1, True
        elif between != "," or closed:
            break
        k += 1
    return last
