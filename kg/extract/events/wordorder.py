"""Clauses read by the order of words alone: a second reader for sentences whose parse gives a verb no arguments.

A stretch between commas has its finite verb second or last; the phrases around it fill the verb's slots by their
preposition, the case that their article shows and, for bare names, their order: subject before object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.events.cases import adverbial
from kg.extract.events.chunks import Chunk, chunks
from kg.extract.events.clauses import Clause, Filler, controlled_slot, has_partner
from kg.extract.events.forms import infinitive_with
from kg.extract.lexicon import transitive, verbs
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import acts
from kg.extract.morphology import feature
from kg.extract.speech.units import Segment, Unit, is_finite
from kg.extract.speech.words import listed

_NONFINITE = {"VVPP", "VVINF", "VVIZU", "VAPP", "VAINF", "VMINF", "VMPP"}
_LEXICAL = {"VVPP", "VVINF", "VVIZU"}
_AUXILIARIES = {"haben", "sein", "werden", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "lassen"}
_WERDEN = {"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"}
_NOT_NEUTER = {"die", "der", "den", "deren", "denen"}
_RELATIVE = {
    "der": "nom dat", "den": "acc", "dem": "dat", "die": "nom acc", "das": "nom acc", "denen": "dat", "welcher": "nom",
    "welche": "nom acc", "welches": "nom acc", "welchen": "acc", "welchem": "dat",
}  # fmt: skip
_SPLIT = {"und", "oder", "aber", "sowie", "doch", "sondern", "sowohl"}
_REFLEXIVE = {"sich", "einander"}
#: How many words may stand between a verb and the infinitive clause that depends on it.
_NEAR = 12
_QUESTIONS = {"wer", "was", "wen", "wem", "welche", "welcher", "welches"}
#: Times and measures, which are no arguments.
_TIMES = {"Tag", "Woche", "Monat", "Jahr", "Stunde", "Minute", "Mal", "Abend", "Morgen", "Nacht", "Sekunde", "Sommer"}
_TIMES |= {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Winter", "Herbst", "Ende"}
_TIMES |= {"Anfang", "Mitte", "Prozent", "Meter", "Kilometer", "Vormittag", "Nachmittag"}


def word_order_clauses(doc: Doc, units: Iterable[Unit], mentions: Mentions) -> list[Clause]:
    """The clauses of a doc as the order of words shows them, in the order of their verbs."""
    found: list[Clause] = []
    for unit in units:
        for number, segment in enumerate(unit.segments):
            if segment.finite >= 0 and segment.kind in {"main", "sub", "rel"}:
                found += _clauses(doc, unit, number, segment, mentions)
            elif segment.kind == "inf":
                found += _infinitives(doc, segment, found, mentions)
            elif segment.kind == "none" and segment.end - segment.start > 2:
                verb = _misread(doc, segment)
                found += [_read(doc, segment, verb, mentions)] if verb is not None else []
    return sorted(found, key=lambda c: c.verb.i)


def _infinitives(doc: Doc, segment: Segment, before: Sequence[Clause], mentions: Mentions) -> Iterator[Clause]:
    """The clause of an infinitive with "zu"; the clause before it gives the subject: "..., der Stadt Geld zu geben"."""
    tokens = list(doc[segment.start : segment.end])
    verb = tokens[-1]
    main = before[-1] if before and 0 <= segment.start - before[-1].verb.i <= _NEAR else None
    infinitive = verb.tag_ == "VVIZU" or (verb.tag_ == "VVINF" and len(tokens) > 1 and tokens[-2].tag_ == "PTKZU")
    if main is None or not infinitive:
        return
    lemma = infinitive_with(verb, "")
    if lemma not in verbs():
        return
    words = [t for t in tokens[:-1] if t.tag_ != "PTKZU" and t.lower_ not in {"um", "ohne", "anstatt", "statt"}]
    clause = Clause(verb=verb, lemma=lemma, by_order=True)
    clause.reflexive = any(t.lower_ in _REFLEXIVE for t in words)
    controller = controlled_slot(main)
    source = main.slots.get(controller) or main.slots.get("acc" if main.passive else "nom", [])
    _fill(clause, words, mentions, None, None, verb, subject=False)
    clause.slots["nom"] = [Filler(f.token, f.case, weak=True) for f in source]
    yield clause


def _misread(doc: Doc, segment: Segment) -> Token | None:
    """The finite verb of a stretch without one, tagged as something else: "dass China Taiwan bedroht" as a participle.

    Last in a clause that a conjunction opens, or second, behind a phrase.
    """
    first, last = doc[segment.start], doc[segment.end - 1]
    if first.lower_ in listed("subordinating"):
        return (
            last if last.tag_ == "VVPP" and last.text.endswith("t") and infinitive_with(last, "") in verbs() else None
        )
    for token in doc[segment.start + 1 : segment.end - 1]:
        if not token.text.islower() or token.pos_ in {"ADP", "DET", "PRON", "CCONJ", "SCONJ", "PART", "AUX", "NUM"}:
            continue
        before, after = token.nbor(-1), token.nbor(1)
        past = token.tag_ in {"ADJA", "VVPP", "NN", "KON", "ADV", "ADJD", "NE"} and not token.text.startswith("ge")
        if not past or before.pos_ not in {"NOUN", "PROPN"} or not (after.ent_type_ or after.pos_ in {"DET", "ADP"}):
            continue
        if infinitive_with(token, "") in verbs() and token.lower_ not in verbs():
            return token
    return None


def _read(doc: Doc, segment: Segment, verb: Token, mentions: Mentions) -> Clause:
    """The clause around a finite verb that was tagged as something else."""
    lemma = infinitive_with(verb, "")
    clause = Clause(verb=verb, lemma=lemma, by_order=True)
    words = [t for t in doc[segment.start : segment.end] if t.i != verb.i]
    clause.reflexive = any(t.lower_ in _REFLEXIVE for t in words)
    _fill(clause, words, mentions, None, None, verb)
    return clause


def _clauses(doc: Doc, unit: Unit, number: int, segment: Segment, mentions: Mentions) -> Iterator[Clause]:
    """The clauses of one segment: several where "und" joins verbs, the later ones with the first one's subject."""
    before = _forefield(doc, unit, number) if segment.kind == "main" else []
    parts = _parts(list(doc[segment.start : segment.end]))
    subject: list[Filler] = []
    for k, part in enumerate(parts):
        antecedent = _antecedent(doc, unit, number, mentions) if segment.kind == "rel" and k == 0 else None
        clause = _clause(part, before if k == 0 else [], segment.kind, mentions, antecedent)
        if clause is None:
            continue
        own = "acc" if clause.passive else "nom"
        opens = k > 0 and len(part) > 1 and (part[0].text.islower() and is_finite(part[0]))
        if not clause.slots.get(own) and (opens or (k > 0 and segment.kind != "main")):
            clause.slots[own] = [Filler(f.token, f.case, weak=True) for f in subject]
        subject = clause.slots.get(own, subject)
        if not any(t.lower_ in _QUESTIONS for t in part[:1]):
            yield clause


def _forefield(doc: Doc, unit: Unit, number: int) -> list[Token]:
    """The words before a verb that a comma, a relative clause or brackets part from it: "Kim, der ..., besuchte"."""
    segment = unit.segments[number]
    if segment.finite != segment.start:
        return []
    taken: list[Segment] = []
    for earlier in reversed(unit.segments[:number]):
        if earlier.kind in {"rel", "inf"}:
            continue
        if earlier.kind != "none":
            break
        taken.append(earlier)
    first = taken[-1] if taken else None
    return list(doc[first.start : first.end]) if first is not None else []


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """A segment cut where "und" joins two finite verbs."""
    verbs_at = [k for k, t in enumerate(tokens) if is_finite(t) and not _repeats(t, tokens[:k])]
    if len(verbs_at) < 2:
        return [tokens]
    cuts = []
    for left, right in pairwise(verbs_at):
        joint = next((k for k in range(right - 1, left, -1) if tokens[k].lower_ in _SPLIT), None)
        if joint is not None:
            cuts.append(joint)
    bounds = [-1, *cuts, len(tokens)]
    return [tokens[a + 1 : b] for a, b in pairwise(bounds) if b - a > 1]


def _repeats(token: Token, before: Sequence[Token]) -> bool:
    """A participle that is tagged as a finite verb stands behind an auxiliary: "hat ... unterzeichnet"."""
    return any(is_finite(t) and t.lemma_.lower() in _AUXILIARIES for t in before) and token.tag_ == "VVFIN"


def _bare_place(chunk: Chunk) -> bool:
    """Whether a phrase is a place's name without article: such names are neuter, so "die" cannot mean them."""
    words = chunk.head.doc[chunk.start : chunk.end]
    named = chunk.head.ent_type_ == "LOC" and bool(chunk.preposition) and not chunk.members
    return named and not any(t.pos_ == "DET" or t.text in {"USA", "Niederlande", "Niederlanden"} for t in words)


def _antecedent(doc: Doc, unit: Unit, number: int, mentions: Mentions) -> Chunk | None:
    """What a relative clause is about: the last phrase before it, or the noun that a genitive there belongs to."""
    if number == 0:
        return None
    earlier = unit.segments[number - 1]
    found = chunks(list(doc[earlier.start : earlier.end]), mentions)
    if not found or doc[unit.segments[number].start - 1].text != ",":
        return None
    if len(found) > 1 and _bare_place(found[-1]) and unit.segments[number].start < len(doc):
        opening = doc[unit.segments[number].start : unit.segments[number].start + 2]
        if any(t.tag_ in {"PRELS", "PRELAT"} and t.lower_ in _NOT_NEUTER for t in opening):
            found = found[:-1]  # "eine Rakete auf Tel Aviv, die ..."
    last = found[-1]
    verb = doc[unit.segments[number].finite]
    parsed = next((c for c in found if verb.dep_ == "acl" and verb.head.i in {h.i for h in c.heads}), None)
    return parsed or last


def _clause(
    tokens: list[Token], before: list[Token], kind: str, mentions: Mentions, antecedent: Chunk | None
) -> Clause | None:
    finite = next((t for t in tokens if is_finite(t)), None)
    if finite is None:
        return None
    verb, particle, cluster = _cluster(tokens, finite)
    if verb is None:
        return None
    lemma = infinitive_with(verb, particle)
    if lemma not in verbs():
        return None
    passive = verb.tag_ in {"VVPP", "VVFIN"} and any(t.lower_ in _WERDEN for t in cluster if t.i != verb.i)
    passive = passive and transitive(lemma)
    spent = {t.i for t in cluster}
    words = [t for t in (*before, *tokens) if t.i not in spent]
    reflexive = any(t.lower_ in _REFLEXIVE for t in words)
    clause = Clause(
        verb=verb,
        lemma=lemma,
        passive=passive,
        reflexive=reflexive and not passive,
        auxiliaries=tuple(t for t in cluster if t.i != verb.i and t.lemma_.lower() in _AUXILIARIES),
        by_order=True,
    )
    relative = None
    if kind == "rel" and antecedent is not None:
        relative = next((t for t in words[:2] if t.lower_ in _RELATIVE), None)
        if relative is None:
            return None
    _fill(clause, words, mentions, relative, antecedent, finite)
    return clause


def _cluster(tokens: list[Token], finite: Token) -> tuple[Token | None, str, list[Token]]:
    """The main verb, its separated particle, and all verbs and the particle."""
    others = [t for t in tokens if t.i != finite.i and (t.tag_ in _NONFINITE or (t.tag_ == "VVFIN" and t.i > finite.i))]
    cluster = [finite, *others]
    caused = [t for t in others if t.tag_ == "VVINF"]
    if finite.lemma_.lower() == "lassen" and caused:  # "lässt Soldaten entsenden": whoever has it done does it
        return caused[-1], "", cluster
    helping = finite.lemma_.lower() in _AUXILIARIES or finite.tag_ in {"VAFIN", "VMFIN"}
    if helping and (finite.lemma_.lower() != "lassen" or any(t.tag_ in _LEXICAL for t in others)):
        lexical = [t for t in others if t.tag_ in {*_LEXICAL, "VVFIN"}]
        return (lexical[0] if lexical else None), "", cluster
    last = next((t for t in reversed(tokens) if not t.is_punct), None)
    if last is None or last.i <= finite.i or not last.text.islower() or last.tag_ in _NONFINITE:
        return finite, "", cluster
    parted = last.tag_ == "PTKVZ" or last.dep_ == "compound:prt" or last.pos_ in {"ADP", "ADV"}
    if parted and infinitive_with(finite, last.lower_).startswith(last.lower_):
        return finite, last.lower_, [*cluster, last]
    return finite, "", cluster


def _fill(
    clause: Clause,
    words: list[Token],
    mentions: Mentions,
    relative: Token | None,
    antecedent: Chunk | None,
    finite: Token,
    subject: bool = True,
) -> None:
    """Fill a clause's slots with the phrases among its words; the antecedent stands for the relative pronoun."""
    rest = [t for t in words if (relative is None or t.i != relative.i) and not adverbial(t)]
    found = [c for c in chunks(rest, mentions) if c.owner is None]
    bare = [c for c in found if not c.preposition and not _is_time(c)]
    owner: Chunk | None = None
    for chunk in found:
        last, owner = owner, chunk
        if chunk.preposition:
            if last is not None and last.end == chunk.start and has_partner(last.preposition, last.head):
                continue
            if last is not None and _attribute(chunk, last, clause, finite):
                continue
            clause.slots.setdefault(chunk.preposition, []).extend(Filler(h, chunk.case) for h in chunk.heads)
            if clause.passive and chunk.preposition in {"von", "durch"}:
                clause.slots.setdefault("nom", []).extend(Filler(h, chunk.case) for h in chunk.heads)
    open_cases = ["nom", "acc", "dat"] if subject else ["acc", "dat"]
    if relative is not None and antecedent is not None:
        cases = frozenset(_RELATIVE[relative.lower_].split())
        feminine = antecedent.head.ent_type_ != "PER" and feature(antecedent.head, "Gender") == "Fem"
        if relative.lower_ == "der" and feminine:
            cases = frozenset({"dat"})
        stand_in = Chunk(antecedent.start, antecedent.end, antecedent.head, "", cases, list(antecedent.members))
        if relative.i > 0 and relative.nbor(-1).pos_ == "ADP":
            return
        bare = _ordered(stand_in, bare)
    if len(bare) > 1 and bare[0].head.tag_ == "PDS" and any("speech" in f.flags for f in verbs().get(clause.lemma, ())):
        bare[0].cases = frozenset({"acc"})  # "Das sagte X": what is said stands first
    for name, chunk in _assigned(bare, open_cases, finite):
        slot = "acc" if clause.passive and name == "nom" else name
        clause.slots.setdefault(slot, []).extend(Filler(h, name) for h in chunk.heads)


def _attribute(chunk: Chunk, before: Chunk, clause: Clause, finite: Token) -> bool:
    """Whether a phrase is of that before it: before the finite verb stands one phrase, "Der Film von X wurde prämiert".

    Asked of passives alone, where "von X" would be the agent.
    """
    opens = clause.passive and chunk.preposition in {"von", "durch"} and chunk.end <= finite.i < clause.verb.i
    return opens and not before.preposition and all(t.is_quote for t in finite.doc[before.end : chunk.start])


def _ordered(relative: Chunk, others: list[Chunk]) -> list[Chunk]:
    """A relative pronoun stands first whatever its case: where forms are silent, a person rather acts than a thing."""
    if len(relative.cases) == 1 or not others:
        return [relative, *others]
    first = others[0]
    named = first.head.ent_type_ != "" and acts(first.head)
    if not first.cases and named and not acts(relative.head):
        return [first, relative, *others[1:]]
    return [relative, *others]


def _assigned(bare: list[Chunk], cases: list[str], finite: Token) -> Iterator[tuple[str, Chunk]]:
    """Each bare phrase with its case: what forms tell first, then by order: nominative, dative, accusative."""
    free, left = list(cases), list(bare)
    sure: dict[int, str] = {}
    for chunk in left:
        possible = chunk.cases & set(free)
        if len(possible) == 1 and len(chunk.cases & set(cases)) == 1:
            name = next(iter(possible))
            sure[chunk.start] = name
            free.remove(name)
    if "nom" in free:
        plural = feature(finite, "Number") == "Plur"
        options = [c for c in left if c.start not in sure and (not c.cases or "nom" in c.cases)]
        agreeing = [c for c in options if (len(c.heads) > 1 or feature(c.head, "Number") == "Plur") == plural]
        chosen = (agreeing if plural and agreeing else options)[:1]
        for chunk in chosen:
            sure[chunk.start] = "nom"
            free.remove("nom")
    rest = [c for c in left if c.start not in sure]
    names: list[str] = [n for n in (("dat", "acc") if len(rest) > 1 else ("acc", "dat")) if n in free]
    for chunk in rest:
        name = next((n for n in names if not chunk.cases or n in chunk.cases), "")
        if name:
            names.remove(name)
            sure[chunk.start] = name
    for chunk in bare:
        if chunk.start in sure:
            yield sure[chunk.start], chunk


def _is_time(chunk: Chunk) -> bool:
    """Whether a bare phrase is a time or measure rather than somebody: "nächste Woche", "zwei Tage"."""
    return chunk.head.lemma_ in _TIMES
