"""Who acts in an event that a noun tells, where only the clause around it says so.

"Tesla plant die Übernahme von Rivian", "Der Polizei gelang die Festnahme Xs", "Bei einem Treffen mit X sagte Y": the
verb (``control.tsv``) or the preposition passes one of its own arguments on to the noun.  Whoever reacts to a demand or
reproach ("wies die Vorwürfe Xs zurück", "auf Bitte von X", ``reactions.tsv``) is whom it was meant for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract.events.clauses import Clause, Filler, preposition
from kg.extract.events.filling import Found, collect
from kg.extract.lexicon import Slot, slots, table
from kg.extract.mentions.register import Mentions, chain
from kg.tables.relations import relations

#: Prepositions before an event noun under which the clause's subject takes part in the event itself.
_DURING = {"bei", "nach", "während", "zu", "vor", "in", "auf", "an"}
#: Event types in which that holds: whoever speaks "at a meeting with X" has met X.
_SHARED = {"CONSULT"}
#: Relations of acts that are meant for somebody who can react to them.
ADDRESSING = frozenset({"accused", "criticized", "demanded_from", "warned", "offered", "hosted"})
#: Prepositions before such a noun under which the clause's subject reacts to it; those of which only a bare noun tells.
_ON = {"auf", "trotz", "nach", "wegen", "angesichts", "unter"}
_BARE = {"auf", "nach", "unter"}
#: What a demand for it counts as: "fordert eine Haftstrafe für X", "verlangt ein Treffen mit X".
_ASKED = {"sanctioned", "sentenced", "dismissed", "met", "talked_with", "cooperates_with"}


@dataclass(frozen=True, slots=True)
class Control:
    """One row of ``control.tsv``."""

    reflexive: bool
    slot: Slot
    who: str


class Surroundings:
    """The clauses in whose slots a noun stands, by the index of the noun; those of the parse win."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._by_verb: dict[int, Clause] = {}
        self._at: dict[int, tuple[Clause, str]] = {}
        for clause in clauses:
            self._by_verb.setdefault(clause.verb.i, clause)
            for name, fillers in clause.slots.items():
                for filler in fillers:
                    for token in chain(filler.token):
                        self._at.setdefault(token.i, (clause, name))

    def slot_of(self, noun: Token) -> tuple[Clause, str] | None:
        """The clause and the slot of it that a noun stands in."""
        return self._at.get(noun.i)

    def above(self, noun: Token) -> Clause | None:
        """The clause whose verb the noun hangs on."""
        return self._by_verb.get(noun.head.i)


def actor(noun: Token, relation: str, around: Surroundings, mentions: Mentions, known: Found) -> Found | None:
    """Whoever acts in a noun's event by the clause around it, besides those that it names itself."""
    fillers = _controlled(noun, relation, around)
    if fillers is None:
        fillers = _attending(noun, relation, around) or _court(noun, relation, around)
    found = collect(fillers or [], mentions)
    if found is None:
        return None
    own = {m.id for m in known.mentions}
    acting = tuple(
        m for m in found.mentions if m.kind in {"PER", "ORG", "LOC"} and m.id not in own and m.form != "NOMINAL"
    )
    return Found(acting, found.tokens, found.weak) if acting else None


def both_sides(noun: Token, around: Surroundings, mentions: Mentions) -> Found | None:
    """ "Zwischen A und B kam es zu Gefechten": both sides stand in the clause, the event in another slot of it."""
    place = around.slot_of(noun)
    if place is None or place[1] == "zwischen":
        return None
    # Not "bei dem Gespräch ging es um die Bahn zwischen A und B": these are the sides of another noun.
    fillers = [f for f in place[0].slots.get("zwischen", []) if not f.weak]
    found = collect(fillers, mentions)
    return found if found is not None and len(found.mentions) > 1 else None


def addressed(noun: Token, around: Surroundings, mentions: Mentions, author: Found) -> Found | None:
    """Whom a demand, threat or reproach is meant for where the noun does not say so: whoever reacts to it."""
    place = around.slot_of(noun)
    if place is None:
        return None
    clause, name = place
    if noun.lemma_.lower().endswith("klage") and not clause.reflexive:
        return None  # "Das Gericht wies die Klage Xs ab": no court is accused
    rows = reactions().get(clause.lemma, ())
    bare = not any(c.dep_.startswith("det") for c in noun.children)
    if not (name in _ON and (bare or name not in _BARE)) and not any(
        r.name == name and reflexive <= clause.reflexive for r, reflexive in rows
    ):
        return None
    found = collect([f for f in clause.slots.get("nom", []) if f.token.i != noun.i], mentions)
    if found is None:
        return None
    own = {m.id for m in author.mentions}
    acting = tuple(m for m in found.mentions if m.kind in {"PER", "ORG", "LOC"} and m.id not in own)
    return Found(acting, found.tokens, found.weak) if acting else None


def _controlled(noun: Token, relation: str, around: Surroundings) -> list[Filler] | None:
    place = around.slot_of(noun)
    if place is None:
        return None
    clause, name = place
    for row in controls().get(clause.lemma, ()):
        if row.slot.name != name or (row.reflexive and not clause.reflexive):
            continue
        if row.who == "asks":
            if relation in _ASKED:
                return clause.slots.get("nom", [])
            continue
        return clause.slots.get(row.who, [])
    return None


def _court(noun: Token, relation: str, around: Surroundings) -> list[Filler]:
    """ "Vor dem Landgericht Köln hat der Prozess gegen X begonnen"."""
    place = around.slot_of(noun) if relation == "accused" else None
    return [f for f in place[0].slots.get("vor", []) if f.token.ent_type_ == "ORG"] if place is not None else []


def _attending(noun: Token, relation: str, around: Surroundings) -> list[Filler] | None:
    """The clause's subject as one who takes part: "Bei einem Treffen mit X sagte Y ..." says that Y met X."""
    row = relations().get(relation)
    if row is None or row.event_type not in _SHARED or preposition(noun)[0] not in _DURING:
        return None
    if noun.dep_ not in {"obl", "obl:arg"} and around.slot_of(noun) is None:
        return None
    clause = around.above(noun)
    if clause is None:
        place = around.slot_of(noun)
        clause = place[0] if place is not None else None
    return clause.slots.get("acc" if clause.passive else "nom", []) if clause is not None else None


@cache
def controls() -> dict[str, tuple[Control, ...]]:
    """``control.tsv`` by verb."""
    found: dict[str, list[Control]] = defaultdict(list)
    for row in table("control"):
        found[row["verb"]] += [Control(row["refl"] == "yes", slot, row["who"]) for slot in slots(row["slot"])]
    return {verb: tuple(rows) for verb, rows in found.items()}


@cache
def reactions() -> dict[str, tuple[tuple[Slot, bool], ...]]:
    """``reactions.tsv`` by verb: the slot of what is reacted to, and whether the verb needs "sich"."""
    found: dict[str, list[tuple[Slot, bool]]] = defaultdict(list)
    for row in table("reactions"):
        found[row["verb"]] += [(slot, row["refl"] == "yes") for slot in slots(row["slot"])]
    return {verb: tuple(rows) for verb, rows in found.items()}
