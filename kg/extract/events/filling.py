"""What stands in a slot: the mentions of its fillers, and whether they are what a frame asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.events.clauses import Filler
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.states import nominative, state_likes
from kg.schema import Mention
from kg.tables import capitals

#: Verbs that mean too little by themselves.
EMPTY = {
    "sein", "haben", "werden", "bleiben", "geben", "gehen", "kommen", "stehen", "liegen", "machen", "lassen", "heißen",
    "gelten", "scheinen", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "tun", "bringen", "nehmen",
    "führen", "gelingen", "befinden", "bezeichnen",
    "sagen", "erklären", "mitteilen", "finden", "sehen", "wissen", "glauben", "meinen", "stellen", "setzen", "legen",
    "halten", "bekommen", "erhalten", "zeigen", "leben", "laufen", "berichten", "nennen", "hören", "folgen",
}  # fmt: skip
#: The weight of what hangs elsewhere than on the verb itself.
WEAK = 0.6
_ACTORS = {"PER", "ORG", "LOC", "MISC"}
_KINDS = {
    "actor": _ACTORS,
    "person": {"PER"},
    "org": {"ORG"},
    "place": {"LOC"},
    "event": {"EVENT", "MISC", "CONCEPT"},
}


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions in a slot with the tokens they stand on."""

    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...]
    weak: bool


def fits(mention: Mention, kinds: frozenset[str]) -> bool:
    """Whether a mention can be what a frame asks for; pronouns can be anyone."""
    if not kinds or "any" in kinds:
        return True
    if mention.form == "PRONOUN":
        return bool(kinds & {"actor", "person"})
    return any(mention.kind in _KINDS.get(kind, set()) for kind in kinds)


def collect(fillers: list[Filler], mentions: Mentions) -> Found | None:
    """The mentions of a slot's fillers and of all that is coordinated with them; None if there is none."""
    tokens = [t for f in fillers for t in listed(f) if t.i == f.token.i or not _owning(t)]
    pairs = [(m, t) for t in tokens for m in mentions.referents(t)]
    if not pairs:
        return None
    unique = {m.id: m for m, _ in pairs}
    return Found(tuple(unique.values()), tuple(t for _, t in pairs), all(f.weak for f in fillers))


def listed(filler: Filler) -> Iterable[Token]:
    """A filler and all that is coordinated with it."""
    return (filler.token,) if filler.alone else chain(filler.token)


def _owning(token: Token) -> bool:
    """Whether a state stands in the genitive before its noun, whatever the parse says: "Finnlands Präsident"."""
    if not token.text.endswith("s") or token.ent_type_ != "LOC" or token.i + 1 >= len(token.doc):
        return False
    if token.nbor(1).pos_ != "NOUN" or token.nbor(1).ent_type_:
        return False
    stem = token.text.removesuffix("s")
    return nominative(token.text) == stem and (stem in state_likes() or stem in capitals())


def several(mention: Mention) -> bool:
    """Whether one phrase names the sides of a symmetric event: "Wir verhandeln", "Beide Länder stritten"."""
    return mention.text.lower() == "wir" or (mention.form != "NAME" and mention.number == "Plur")
