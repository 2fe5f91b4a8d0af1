"""Results of matches in the style of lists: "Bayern - Bremen 3:1 (3:1)", "Deutschland – Spanien 25:25"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.extract.events.event import Event
from kg.extract.mentions.register import Mentions

_SCORE = re.compile(r"(\d{1,3}):(\d{1,3})")
_AGAINST = {"-", "–", "—", "gegen", "vs.", "vs"}
_SIDES = {"ORG", "LOC", "PER"}
#: Words that may stand between the second side and the score.
_BEFORE_SCORE = {"endete", "mit", ":", ","}


def match_results(doc: Doc, mentions: Mentions) -> Iterator[Event]:
    """A match for each pair of names with a dash between them and a score behind them."""
    named = {e.start: e for e in doc.ents if e.label_ in _SIDES}
    for first in doc.ents:
        if first.label_ not in _SIDES or first.end + 1 >= len(doc) or doc[first.end].text.lower() not in _AGAINST:
            continue
        second = named.get(first.end + 1)
        scores = _scores(doc, second) if second is not None else []
        if second is None or not scores:
            continue
        home, guest = mentions.named(first), mentions.named(second)
        lead = _lead(scores)
        won, lost = (home, guest) if lead >= 0 else (guest, home)
        yield Event(
            trigger=scores[0],
            predicate="besiegen" if lead else "spielen",
            relation="defeated" if lead else "played",
            subjects=(won,),
            objects=(lost,),
            rule="result",
            used=frozenset((first.root.i, second.root.i)),
        )


def _scores(doc: Doc, second: Span) -> list[Token]:
    """The scores right behind the second side, set by set where there are several; those in brackets are no results."""
    at, found = second.end, []
    while at < len(doc):
        token = doc[at]
        if _SCORE.fullmatch(token.text):
            found.append(token)
        elif token.lower_ not in _BEFORE_SCORE or (token.text != "," and found):
            break
        at += 1
    return found


def _lead(scores: list[Token]) -> int:
    """Above 0 if the first side won, below if the second: by the sets if there are several, else by the score."""
    pairs = [tuple(map(int, score.text.split(":"))) for score in scores]
    return sum((a > b) - (a < b) for a, b in pairs)
