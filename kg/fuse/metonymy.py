"""Capitals and seats of government that act stand for their state: "Pjöngjang sagte zu" is Nordkorea.

Where the town itself is meant ("in Pjöngjang", "nach Kiew", "Moskaus Bürgermeister") it stays the town.  The signals
are plain: the words around the name, and the roles that the mention plays in statements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.fuse.clubs import CONTESTS
from kg.fuse.names import fold
from kg.fuse.places import capital_states, country, uninflected
from kg.fuse.referents import Referent, part_of, roles_in
from kg.fuse.words import metonym_cues, metonyms
from kg.schema import Findings, Link, Mention
from kg.tables import seats

#: Relations whose object is a place (or is meant as one when it is a capital).
_PLACE_OBJECTS = frozenset(
    {"visited", "located_in", "captured", "born_in", "died_in", "from", "sent_to", "withdrew_from", "attacked"}
    | {"leads", "office_in", "part_of", "took_part_in"}
)
#: Relations whose subject is a place when it is a capital.
_PLACE_SUBJECTS = frozenset({"located_in", "part_of", "captured_by"})
_ACTORS = frozenset({"SUBJECT", "OBJECT", "RECIPIENT", "SPEAKER", "SOURCE"})
#: A seat of government is the building itself behind these words only; news come "aus dem Kreml".
_INSIDE = re.compile(
    r"\b(?:im|am|ins|zum|vorm|(?:in|an|vor|neben|hinter|um|durch|unter) (?:dem|den|der|die|das))\s+$", re.I
)
#: In the dative or accusative without such a word before it, it is the building as well ("sein Amtssitz, dem Kreml").
_OBLIQUE = re.compile(r"(?<!aus )(?<!von )(?<!mit )(?<!gegen )(?<!für )(?<!laut )(?<!gegenüber )\bde[mn]\s+$", re.I)
_WORD = re.compile(r"\w[\w.-]*")
_NEXT_WORD = re.compile(r"\s+[„\"]?(\w[\w-]*)")
_SECOND = re.compile(r"\s+(?:und|sowie)\s+(\w[\w-]*(?:\s[A-ZÄÖÜ][\w-]*)?)")
#: Signs that an article is about the town's or the Land's own government.
_LOCAL = re.compile(r"\b(?:Regierende[rn]? Bürgermeister|Senat|Senator|Bezirksamt|Abgeordnetenhaus|Landesregierung)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """``town`` or ``state`` with the words that say so; ``strong`` readings rest on words, others on roles."""

    sort: str
    reason: str
    strong: bool = True
    state: str = ""


@cache
def _actors() -> dict[str, tuple[str, bool, bool]]:
    """Folded names that may stand for an actor: (actor's name, whether to take care, whether it is a building)."""
    table = {uninflected(name): (state, False, False) for name, state in capital_states().items()}
    table |= {uninflected(fold(name)): (state, False, True) for name, state in seats().items()}
    for name, (target, care) in metonyms().items():
        name = uninflected(name)
        state, _, building = table.get(name, (target, False, False))
        table[name] = (target or state, care, building)
    return table


def may_act(name: str) -> bool:
    """Whether a name is a capital or a seat of government that may stand for a state."""
    return actor(name) is not None and (country(name) is None or fold(name) in metonyms())


def actor(name: str) -> tuple[str, bool, bool] | None:
    """What a capital or seat may stand for: the actor's name, whether to take care, whether it is a building."""
    return _actors().get(uninflected(fold(name)))


def resolve_metonyms(
    referents: Sequence[Referent], article: Findings, names: Mapping[str, str], literal: Mapping[str, str]
) -> tuple[list[Referent], list[Link]]:
    """Split the referents of an article into the towns and the states they stand for, with a row for each state.

    ``literal`` holds what a reviewer decided: keys of chains (or folded names) that are towns, with the state's name.
    """
    done: list[Referent] = []
    links: list[Link] = []
    roles = roles_in(article)
    mentions = {m.id: m for m in article.mentions}
    reader = _Reader(article, roles, names)
    for referent in referents:
        if referent.kind not in ("LOC", "ORG") or not any(may_act(names.get(m, "")) for m in referent.named):
            done.append(referent)
            continue
        town, acting = reader.split(referent, mentions)
        acting = {state: ids for state, ids in acting.items() if not _refused(referent, state, ids, article, literal)}
        if not acting:
            done.append(referent)
            continue
        kept = [m for m in referent.mentions if not any(m in ids for ids in acting.values())]
        if town:
            done.append(part_of(referent, kept, mentions, names))
        for state, ids in acting.items():
            rest = ids if town or len(acting) > 1 else list(referent.mentions)
            part = replace(
                part_of(referent, rest, mentions, names),
                names=(state,),
                kind="ORG" if _is_body(state) else "LOC",
            )
            done.append(part)
            first = next(m for m in rest if m in ids)
            links.append(
                Link(
                    left=f"{article.document.name}#{first}",
                    right=state,
                    score=0.9 if reader.reasons[first].strong else 0.75,
                    reasons=("metonymy", reader.reasons[first].reason),
                    decision="merged",
                    left_name=names[first],
                    right_name=state,
                    kind=part.kind,
                )
            )
    return done, links


def _is_body(state: str) -> bool:
    row = country(state)
    return row is not None and row.kind == "union"


def _refused(referent: Referent, state: str, ids: Sequence[str], article: Findings, literal: Mapping[str, str]) -> bool:
    keys = [referent.key, *(f"{article.document.name}#{i}" for i in ids), *(fold(n) for n in referent.names)]
    return any(fold(literal.get(key, "")) == fold(state) for key in keys)


class _Reader:
    """Reads the capitals of one article in text order, since coordinated ones are read alike."""

    def __init__(self, article: Findings, roles: Mapping[str, list[tuple[str, str]]], names: Mapping[str, str]) -> None:
        self.text = article.document.text
        self.roles = roles
        self.names = names
        self.reasons: dict[str, _Reading] = {}
        rows = [row for name in names.values() if not may_act(name) and (row := country(name)) is not None]
        self.states = {row.name for row in rows if row.kind in ("state", "union")}
        #: Whether the article is about a town's or Land's own affairs.
        self.local = any(row.kind in ("land", "bundesland") for row in rows) or bool(_LOCAL.search(self.text))
        self.after: dict[int, _Reading] = {}
        for mention in sorted(article.mentions, key=lambda m: (m.span.start, m.span.end, m.id)):
            if mention.form == "NAME" and may_act(names.get(mention.id, "")):
                self.reasons[mention.id] = self.after[mention.span.end] = self._read(mention)

    def split(self, referent: Referent, mentions: Mapping[str, Mention]) -> tuple[bool, dict[str, list[str]]]:
        """Whether some mention is the town (or another name) itself, and the mentions of each state."""
        acting: defaultdict[str, list[str]] = defaultdict(list)
        town, current = False, ""
        for i in referent.mentions:
            if i in referent.named:
                reading = self.reasons.get(i)
                current = reading.state if reading is not None and reading.sort == "state" else ""
                town = town or not current
            if current:
                acting[current].append(i)
        return town, dict(acting)

    def _read(self, mention: Mention) -> _Reading:
        state, care, building = actor(self.names[mention.id]) or ("", False, False)
        return replace(self._sort(mention, state, care, building), state=state)

    def _sort(self, mention: Mention, state: str, care: bool, building: bool) -> _Reading:
        roles = self.roles.get(mention.id, [])
        if any(relation in CONTESTS for _, relation in roles):
            return _Reading("town", "in a contest")
        if any(role == "PLACE" for role, _ in roles):
            return _Reading("town", "place of an event")
        before = self.text[max(0, mention.span.start - 60) : mention.span.start].rsplit("\n", 1)[-1]
        if building:
            return self._building(before, care, roles)
        reading = self._words(mention, before) or self._by_role(roles) or _after_verb(before)
        if reading is None:
            return _Reading("town", "no sign of an actor")
        if reading.sort == "state" and care and (self.local or _weak(reading) or not self.states - {state}):
            return _Reading("town", "the town may be meant")
        return reading

    def _building(self, before: str, care: bool, roles: Sequence[tuple[str, str]]) -> _Reading:
        if _INSIDE.search(before):
            return _Reading("town", "the building as a place")
        by_role = self._by_role(roles)
        if by_role is not None:
            return by_role
        if care or _OBLIQUE.search(before):
            return _Reading("town", "no sign of an actor")
        return _Reading("state", "seat of government", strong=False)

    def _words(self, mention: Mention, before: str) -> _Reading | None:
        """What the words before and after say."""
        words = _WORD.findall(before)
        link = re.search(r"(?<=\S)(?:\s+(?:und|oder|sowie)|,|/)\s*$", before)
        if link is not None:
            end = mention.span.start - (len(before) - link.start())
            if (other := self.after.get(end)) is not None:
                return other
        if words and not re.search(r"[.,;:!?)“\"]\s*$", before):
            cue = _cue("before", words[-1].lower())
            if cue is None and len(words) > 1 and re.fullmatch(r"[a-zäöüß]+(?:en|er|em|e|s)|d\w\w", words[-1]):
                cue = _cue("before", words[-2].lower())  # "im verschneiten Moskau"
            if cue == "state" and words[-1].lower() == "zwischen" and not self._two_states(mention):
                cue = "town"
            said = words[-1]
            if cue is None and words[-1].lower() == "von" and len(words) > 1:
                cue = _cue("after", words[-2].lower())  # "der Bürgermeister von Berlin"
                said = " ".join(words[-2:])
            if cue is not None:
                return _Reading(cue, f"after „{said}“")
        second = _SECOND.match(self.text, mention.span.end) if self._two_states(mention) else None
        following = _NEXT_WORD.match(self.text, second.end() if second is not None else mention.span.end)
        if following is not None:
            cue = _cue("after", following[1].lower())
            inflected = fold(mention.text) != fold(self.names[mention.id]) or bool(mention.norm)
            if cue is not None and (inflected or following[1][:1].islower()):
                return _Reading(cue, f"before „{following[1]}“")
            if inflected and mention.norm:
                return _Reading("town", "adjective of the town")
        return None

    def _two_states(self, mention: Mention) -> bool:
        second = _SECOND.match(self.text, mention.span.end)
        return second is not None and (may_act(second[1]) or country(second[1]) is not None)

    def _by_role(self, roles: Sequence[tuple[str, str]]) -> _Reading | None:
        for role, relation in roles:
            if (role == "OBJECT" and relation in _PLACE_OBJECTS) or (role == "SUBJECT" and relation in _PLACE_SUBJECTS):
                return _Reading("town", f"place of „{relation}“")
        for role, relation in roles:
            if role in _ACTORS:
                return _Reading("state", f"{role.lower()} of „{relation}“", strong=False)
        return None


def _after_verb(before: str) -> _Reading | None:
    """Whether a verb of acting stands before the name: "Daraufhin erklärte Moskau"."""
    last = re.search(r"\b([a-zäöüß]+)\s+$", before)
    if last is not None and _cue("after", last[1]) == "state":
        return _Reading("state", f"after „{last[1]}“", strong=False)
    return None


def _weak(reading: _Reading) -> bool:
    """Whether a reading rests on being an object only, which a town often is."""
    return reading.reason.startswith("object")


@cache
def _cue(side: str, word: str) -> str | None:
    return next((reading for pattern, reading in metonym_cues(side) if pattern.fullmatch(word)), None)
