"""The mentions in the first of a frame's slots that is filled, with what the parse gets wrong about cases set right."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.events.clauses import Clause, Filler
from kg.extract.events.filling import Found, collect, fits
from kg.extract.events.nounframes import suffers
from kg.extract.lexicon import Slot
from kg.extract.mentions.pointed import town_before, whole_of
from kg.extract.mentions.register import Mentions

_BARE = {"acc", "dat"}


def first(
    clause: Clause, slots: tuple[Slot, ...], mentions: Mentions, kinds: frozenset[str], taken: set[int] | None = None
) -> Found | None:
    """The mentions of these kinds in the first slot that has any, what hangs on the verb itself before the rest."""
    for slot in slots:
        fillers = [f for f in clause.fill(slot) if f.token.i not in (taken or ())]
        if slot.name == "von":
            fillers = [f for f in fillers if not _of_noun(f.token)]
        if not fillers and slot.name in _BARE:
            fillers = _undeclined(clause, slot.name, taken or set())
        for group in ([f for f in fillers if not f.weak], [f for f in fillers if f.weak]):
            if kinds == {"place"}:  # "liegt im Westen der Stadt"
                town = next((m for f in group if (m := town_before(f.token, mentions)) is not None), None)
                if town is not None:  # "starb in einem Wiener Krankenhaus"
                    return Found((town,), tuple(f.token for f in group), False)
                group = [replace(f, token=whole_of(f.token, mentions)) for f in group]
            found = collect(group, mentions)
            if found is None:
                continue
            right = tuple(m for m in found.mentions if fits(m, kinds))
            if right:
                return Found(right, found.tokens, found.weak)
    return None


def _of_noun(token: Token) -> bool:
    """Whether a von phrase is whom a noun before it happens to: "forderte die Freilassung von X" asks X for nothing."""
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].pos_ == "NOUN" and suffers(token.doc[before])


def _undeclined(clause: Clause, case: str, taken: set[int]) -> list[Filler]:
    """The one object without article: a name shows no case, so the frame decides ("dankte Deutschland")."""
    bare = [
        f
        for name in _BARE - {case}
        for f in clause.slots.get(name, [])
        if f.token.i not in taken and not any(c.dep_ in {"det", "case", "amod"} for c in f.token.children)
    ]
    return bare if len(bare) == 1 and bare[0].token.ent_type_ else []
