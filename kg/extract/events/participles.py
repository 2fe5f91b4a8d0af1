"""Clauses without a finite verb: participles as attributes and behind their noun.

"die von Russland besetzte Region", "der die Reform ablehnende Minister", "die Miliz, von Iran unterstützt, ...".  They
are read by the order of words: the parse often takes the participle for a finite verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.events.chunks import Chunk, chunks
from kg.extract.events.clauses import Clause, Filler
from kg.extract.events.forms import participle
from kg.extract.events.owners import owner_tokens
from kg.extract.lexicon import transitive
from kg.extract.mentions.register import Mentions
from kg.extract.speech.units import Segment, Unit

_AGENT = {"von", "durch", "seitens"}
#: Verbs that name an example of a group: "Zu den von Kim entlassenen Ministern gehört X".
_AMONG = {"gehören", "zählen"}


def participle_clauses(doc: Doc, units: Sequence[Unit], clauses: Iterable[Clause], mentions: Mentions) -> list[Clause]:
    """The clauses that participles make, in the order of their participles."""
    found: list[Clause] = []
    among = {c.finite.i: c for c in clauses if c.lemma in _AMONG}
    for sent in doc.sents:
        for chunk, (word, inside) in _attributed(chunks(list(sent), mentions), doc):
            heads = list(chunk.heads)
            if chunk.preposition == "zu":
                verb = next((c for i, c in sorted(among.items()) if sent.start <= i < sent.end), None)
                heads += [f.token for f in verb.slots.get("nom", [])] if verb is not None else []
            found += _clause(word, inside, heads, mentions)
    for unit in units:
        for number, segment in enumerate(unit.segments):
            found += _apart(doc, unit, number, segment, mentions)
    return sorted(found, key=lambda c: c.verb.i)


def _attributed(found: Sequence[Chunk], doc: Doc) -> Iterator[tuple[Chunk, tuple[Token, list[Chunk]]]]:
    for number, chunk in enumerate(found):
        if chunk.attribute is not None:
            yield chunk, chunk.attribute
        before = found[number - 1] if number else None
        if before is not None and before.preposition in _AGENT and before.end == chunk.start and not chunk.preposition:
            first = doc[chunk.start]
            if first.text.islower() and first.i != chunk.head.i and participle(first.text) is not None:
                yield chunk, (first, [before])  # "von Iran unterstützte Milizen"


def _clause(word: Token, inside: list[Chunk], heads: list[Token], mentions: Mentions) -> Iterator[Clause]:
    read = participle(word.text)
    if read is None:
        return
    lemma, passive = read
    passive = passive and transitive(lemma)
    clause = Clause(verb=word, lemma=lemma, passive=passive, by_order=True)
    clause.slots["acc" if passive else "nom"] = [Filler(h, "") for h in heads]
    _fill(clause, inside)
    if passive and not clause.slots.get("nom"):  # "die gegen Kuba verhängten Sanktionen der USA"
        clause.slots["nom"] = [Filler(t, "gen") for h in heads for t in owner_tokens(h, mentions)]
    yield clause


def _fill(clause: Clause, inside: Iterable[Chunk]) -> None:
    for chunk in inside:
        if chunk.owner is not None:
            continue
        name = chunk.preposition or ("dat" if chunk.cases == {"dat"} else "acc")
        if clause.passive and not chunk.preposition and name == "acc":
            name = "dat"
        clause.slots.setdefault(name, []).extend(Filler(h, chunk.case) for h in chunk.heads)
        if clause.passive and chunk.preposition in _AGENT:
            clause.slots.setdefault("nom", []).extend(Filler(h, chunk.case) for h in chunk.heads)


def _apart(doc: Doc, unit: Unit, number: int, segment: Segment, mentions: Mentions) -> Iterator[Clause]:
    """A participle with an agent between commas: "die Miliz, von Iran unterstützt, ...", "Gelobt von X, trat Y ..."."""
    if segment.finite > segment.start or segment.kind not in {"none", "main"}:
        return
    first, last = doc[segment.start], doc[segment.end - 1]
    for word in (last, first):
        if word.pos_ not in {"VERB", "ADJ", "AUX"} or not word.text[1:].islower():
            continue
        read = participle(word.text)
        inside = [c for c in chunks(list(doc[segment.start : segment.end]), mentions) if c.head.i != word.i]
        if read is None or not read[1] or not any(c.preposition in _AGENT for c in inside):
            continue
        patient = _patient(doc, unit, number, mentions)
        if patient is not None and segment.end - segment.start <= 8:
            yield from _clause(word, inside, list(patient.heads), mentions)
        return


def _patient(doc: Doc, unit: Unit, number: int, mentions: Mentions) -> Chunk | None:
    """The phrase right before the comma, or the subject of the clause that a participle opens."""
    if number > 0:
        earlier = unit.segments[number - 1]
        found = [c for c in chunks(list(doc[earlier.start : earlier.end]), mentions) if c.owner is None]
        return found[-1] if found and found[-1].end == earlier.end else None
    if len(unit.segments) < 2 or unit.segments[1].finite != unit.segments[1].start:
        return None
    later = unit.segments[1]
    found = chunks(list(doc[later.start + 1 : later.end]), mentions)
    return next((c for c in found if not c.preposition and c.owner is None), None)
