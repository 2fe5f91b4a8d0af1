"""Which frames an event noun has, and who acts in what it tells."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from kg.extract.lexicon import Frame, longest_suffix, nouns


def noun_frames(token: Token) -> tuple[Frame, ...]:
    """The frames of a noun, or of the last part of a compound; () for what is no event."""
    return _frames_of(token.lemma_)


@lru_cache(maxsize=20_000)
def _frames_of(lemma: str) -> tuple[Frame, ...]:
    known = nouns()
    if lemma not in known:
        lemma = lemma.replace("ß", "ss")  # the lemmatizer writes some nouns in the old way: "Prozeß", "Beschluß"
    if lemma in known:
        return known[lemma]
    heads = _heads()
    last = lemma.rpartition("-")[2]
    tail = last if last in heads else longest_suffix(last, heads)
    return tuple(f for f in known.get(tail, ()) if "head" in f.flags)


@cache
def _heads() -> frozenset[str]:
    """The nouns that also count as the last part of compounds."""
    return frozenset(noun for noun, frames in nouns().items() if any("head" in f.flags for f in frames))


def suffers(token: Token) -> bool:
    """Whether a genitive at the noun is whom it happens to: "die Festnahme Nawalnys", not "der Angriff Russlands"."""
    frames = noun_frames(token)
    if not frames:
        return False
    first = frames[0]
    return not any(s.name == "gen" for s in first.subject) and any(s.name == "gen" for s in first.object)


def is_genitive(name: Token, noun: Token) -> bool:
    """Whether a person's name right behind an event noun is its genitive, whatever the parser calls it.

    "der Rücktritt Scholz' und Lindners", "die Rede Obamas": an event is no title, so the name is no apposition.
    """
    close = name.i - noun.i == 1 and name.ent_type_ == "PER" and name.ent_iob_ == "B"
    return close and name.dep_ in {"appos", "flat", "nmod"} and bool(noun_frames(noun))
