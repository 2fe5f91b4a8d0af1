"""Whoever judges, wants or refuses something that is somebody's does so to its owner.

"kritisierte die Pläne der Bahn", "unterstützt die russische Offensive", "nannte die Absage Meiers einen Fehler": the
verb tells the stance (``stance.tsv`` and the frames of ``verbs.tsv``), or what the thing is called (``verdicts.tsv``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from kg.extract.events.chunks import behind
from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import WEAK, collect
from kg.extract.events.owners import owners
from kg.extract.lexicon import Slot, longest_suffix, slots, table, verbs
from kg.extract.mentions.register import Mentions, chain
from kg.schema import Mention

#: Relations that pass from a thing to whoever it belongs to.
_OF_OWNERS = {"praised", "criticized", "rejected", "supports", "thanked", "accused", "congratulated", "demanded_from"}
_OF_OWNERS |= {"protested_against", "warned", "attacked"}
#: Relations to the state in which something is as it should not be: "kritisierte die Lage in China".
_LANDS = {"criticized", "demanded_from"}
#: Relations to whom somebody does not want to do something with: "sprach sich gegen eine Koalition mit X aus".
_PARTNERS = {"rejected"}
_PASSING = {"acc", "dat", "an", "auf", "für", "gegen", "über", "vor", "hinter"}
_VERDICTS = {"negative": "criticized", "positive": "praised", "approving": "supports"}
#: Verbs that call something by a name, with the slot of what is called so and the word before the name.
_CALLING = {
    "nennen": ("acc", ""), "bezeichnen": ("acc", "als"), "halten": ("acc", "für"), "finden": ("acc", ""),
    "bewerten": ("acc", "als"), "einstufen": ("acc", "als"), "betrachten": ("acc", "als"), "sehen": ("acc", "als"),
    "beschreiben": ("acc", "als"), "erklären": ("acc", "für"), "abtun": ("acc", "als"), "werten": ("acc", "als"),
    "charakterisieren": ("acc", "als"), "empfinden": ("acc", "als"), "ansehen": ("acc", "als"),
    "verurteilen": ("acc", "als"), "schelten": ("acc", ""), "beschimpfen": ("acc", "als"),
    "äußern": ("über", ""), "zeigen": ("über", ""), "sprechen": ("von", "von"),
}  # fmt: skip
#: Words that turn a judgement round.
DENIALS = {"nicht", "kein", "keine", "keinen", "weder", "kaum"}


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of ``stance.tsv``."""

    reflexive: bool
    slot: Slot
    relation: str


def with_stances(events: Sequence[Event], clauses: Iterable[Clause], mentions: Mentions) -> list[Event]:
    """The events of verbs with the stances towards owners, where none names somebody as its object already.

    A verdict ("nannte X einen Helden") takes the place of the bare verb.
    """
    told = [e for e in events if any(m.form == "NAME" and m.kind != "EVENT" for m in e.objects)]
    settled = {e.trigger.i for e in told if e.relation != e.predicate}
    bare = {e.trigger.i for e in told} - settled
    found: dict[int, Event] = {}
    light = {e.trigger.i: e for e in events if e.rule == "light" and e.relation in _OF_OWNERS}
    for clause in clauses:
        at = clause.verb.i
        if at in light and at not in settled and at not in found:
            event = _of_light(light[at], mentions)
            if event is not None:
                found[at] = event
        if at in settled or at in found or (at in bare and clause.lemma not in _CALLING):
            continue
        event = next(_stances(clause, mentions), None)
        if event is not None:
            found[at] = event
    return [*(e for e in events if e.trigger.i not in found or e.trigger.i not in bare), *found.values()]


def _stances(clause: Clause, mentions: Mentions) -> Iterator[Event]:
    ways = [(clause.fill(slot), relation, flags) for slot, relation, flags in _ways(clause)]
    if clause.lemma not in _CALLING and not any(fillers for fillers, _, _ in ways):
        return
    acting = collect(clause.slots.get("nom", []), mentions)
    subject = [m for m in acting.mentions if _somebody(m)] if acting is not None else []
    if not subject:
        return
    if clause.lemma in _CALLING:
        yield from _called(clause, subject, mentions)
    for fillers, relation, flags in ways:
        things = [t for f in fillers for t in chain(f.token)]
        partners = relation in _PARTNERS
        targets = [m for t in things for m in owners(t, mentions, places=relation in _LANDS, partners=partners)]
        yield from _event(clause, subject, targets, relation, flags)


def _of_light(event: Event, mentions: Mentions) -> Event | None:
    """ "legte Widerspruch gegen die Entlassung durch X ein": what a light verb does to a thing it does to its owner."""
    things = [event.trigger.doc[mentions.head_index(m)] for m in event.objects if m.kind == "CONCEPT"]
    own = {m.id for m in event.subjects}
    targets = {m.id: m for t in things for m in owners(t, mentions) if m.id not in own and _somebody(m)}
    if not targets:
        return None
    return replace(event, objects=tuple(targets.values()), rule="verb.owner")


def _ways(clause: Clause) -> Iterator[tuple[Slot, str, frozenset[str]]]:
    """Slots of things with the relation to their owners; no relation (the verb itself) passes to events and works."""
    for stance in stances().get(clause.lemma, ()):
        if stance.reflexive == clause.reflexive or clause.passive:
            yield stance.slot, stance.relation, frozenset()
    for frame in verbs().get(clause.lemma, ()):
        if frame.relation and frame.relation not in _OF_OWNERS:
            continue
        if frame.subject and frame.subject[0].name != "nom":
            continue
        if frame.reflexive == ("no" if clause.reflexive else "yes"):
            continue
        if frame.object and frame.object[0].name not in _PASSING:
            continue
        for slot in (*frame.object, *frame.theme):
            yield slot, frame.relation, frame.flags


def _event(
    clause: Clause, subject: list[Mention], targets: list[Mention], relation: str, flags: frozenset[str]
) -> Iterator[Event]:
    own = {m.id for m in subject}
    if not relation:  # "gewann die siebte Etappe der Tour": a lemma passes to an event or work, no further
        targets = [m for m in targets if m.kind in {"EVENT", "MISC"} and "speech" not in flags]
    objects = {m.id: m for m in targets if m.id not in own and _somebody(m)}
    if objects:
        yield Event(
            trigger=clause.verb,
            predicate=clause.lemma,
            relation=relation or clause.lemma,
            subjects=tuple(subject),
            objects=tuple(objects.values()),
            rule="verb.owner" if relation else "verb.owner.lemma",
            flags=flags,
            used=frozenset(int(m.id[1:]) for m in (*subject, *objects.values())),
            weight=WEAK if clause.by_order else 1.0,
        )


def _somebody(mention: Mention) -> bool:
    """Whether a mention is a name, a pronoun, or a description of one person or body: "die Pläne des Kanzlers"."""
    if mention.form in {"NAME", "PRONOUN"}:
        return True
    return mention.form == "NOMINAL" and mention.kind in {"PER", "ORG"} and mention.number != "Plur"


def _called(clause: Clause, subject: list[Mention], mentions: Mentions) -> Iterator[Event]:
    """ "nannte die Rede Macrons einen Meilenstein", "äußerte sich kritisch über X", "sprach von einem Versagen Xs"."""
    name, marker = _CALLING[clause.lemma]
    fillers = clause.slots.get(name, [])
    if not fillers:
        return
    thing = min(fillers, key=lambda f: f.token.i).token
    taken = {t.i for t in _phrase(thing)} if clause.lemma != "sprechen" else set()
    words = [t for t in clause.verb.sent if t.i not in taken and abs(t.i - clause.verb.i) < 25]
    if marker and clause.lemma != "sprechen":
        at = next((t.i for t in words if t.lower_ in {marker, "fürs", "zum", "zur"}), None)
        words = [t for t in words if at is not None and at < t.i <= at + 8]
    elif clause.lemma == "sprechen":
        words = [thing]
    relation = verdict(words)
    if not relation:
        return
    targets = [m for m in [mentions.referent(thing)] if m is not None and m.form in {"NAME", "PRONOUN"}]
    targets = targets or list(owners(thing, mentions)) or _regarding(clause, mentions)
    yield from _event(clause, subject, targets, relation, frozenset({"speech"}))


def _regarding(clause: Clause, mentions: Mentions) -> list[Mention]:
    """ "sprach mit Blick auf X von einem Versagen"."""
    for token in clause.verb.sent:
        if token.lower_ in {"blick", "bezug", "hinblick"} and token.i + 2 < len(token.doc):
            found = behind(token, mentions, 1)
            heads = found[0].heads if found and found[0].preposition == "auf" else ()
            return [m for h in heads if (m := mentions.referent(h)) is not None and m.form == "NAME"]
    return []


def _phrase(thing: Token) -> Iterator[Token]:
    yield thing
    for child in thing.children:
        if child.dep_ in {"det", "amod", "nmod", "flat", "appos", "det:poss", "case"}:
            yield from child.subtree


def verdict(words: Sequence[Token]) -> str:
    """criticized or praised by the first word of judgement; "" for none or a denied one."""
    known = verdicts()
    for number, token in enumerate(words):
        if token.pos_ in {"VERB", "AUX"} or token.ent_type_:
            continue
        word = next((w for w in (token.lemma_, token.text, _bare(token.lower_)) if w in known), "")
        if not word and token.pos_ == "NOUN":
            word = longest_suffix(token.lemma_, _nouns())
        if word:
            denied = any(t.lower_ in DENIALS for t in words[max(0, number - 3) : number])
            return "" if denied else _VERDICTS[known[word]]
    return ""


def verdict_of(word: str) -> str:
    """The relation that one listed word of judgement stands for, or ""."""
    return _VERDICTS.get(verdicts().get(word, ""), "")


def _bare(adjective: str) -> str:
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending) and adjective.removesuffix(ending) in verdicts():
            return adjective.removesuffix(ending)
    return adjective


@cache
def stances() -> dict[str, tuple[Stance, ...]]:
    """``stance.tsv`` by verb."""
    found: dict[str, list[Stance]] = defaultdict(list)
    for row in table("stance"):
        found[row["verb"]] += [Stance(row["refl"] == "yes", slot, row["relation"]) for slot in slots(row["slot"])]
    return {verb: tuple(rows) for verb, rows in found.items()}


@cache
def verdicts() -> dict[str, str]:
    """``verdicts.tsv``: word to negative or positive."""
    return {row["word"]: row["verdict"] for row in table("verdicts")}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(w for w in verdicts() if w[:1].isupper())
