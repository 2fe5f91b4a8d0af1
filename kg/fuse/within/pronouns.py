"""Pronouns: agreement, binding, and the choice of the most prominent antecedent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.fuse.within.binding import bound, mentioned
from kg.fuse.within.entities import Entity
from kg.fuse.within.speech import says
from kg.fuse.within.view import SUBJECTS, Item, View, verb_numbers

#: How far back an antecedent may lie, in sentences.
_REACH = 3
#: By how much the best antecedent must beat the next.
_MARGIN = 0.45
#: How likelier a pronoun in reported speech means who is cited.
_TELLER = 2.8
#: How many words may stand between a relative pronoun and a possessive that means the same.
_BEHIND = 6
#: Tags of relative pronouns.
RELATIVES = frozenset({"PRELS", "PRELAT"})
_DEPENDENT = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "csubj"})
_MASC, _FEM, _BOTH = frozenset({"Masc"}), frozenset({"Fem"}), frozenset({"Masc", "Neut"})
_ALL = frozenset({"Masc", "Fem", "Neut"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun asks of its antecedent: person (1, 2, 3), possible (gender, number) pairs, and its sort."""

    person: int
    readings: frozenset[tuple[str, str]]
    possessive: bool = False
    reflexive: bool = False
    demonstrative: bool = False

    def fits(self, entity: Entity) -> bool:
        """Whether gender and number of an entity agree."""
        return any(
            (not entity.number or number == entity.number) and (number == "Plur" or gender in entity.genders)
            for gender, number in self.readings
        )


def _pairs(genders: frozenset[str], *numbers: str) -> frozenset[tuple[str, str]]:
    return frozenset((g, n) for n in numbers for g in (genders if n == "Sing" else {""}))


def read_pronoun(token: Token) -> Pronoun | None:
    """The features of a pronoun, or None for polite address and what refers to nobody in particular."""
    form, tag = token.lower_, token.tag_
    possessive = tag in {"PPOSAT", "PPOSS"}
    if token.text[:1].isupper() and form.startswith(("sie", "ihr", "ihnen")) and not token.is_sent_start:
        before = token.nbor(-1).text if token.i else ""
        if before not in {"„", "»", '"', ":", "–", "-"} and "\n" not in before:
            return None
    if form.startswith(("ich", "mich", "mir", "mein")):
        return Pronoun(1, _pairs(_ALL, "Sing"), possessive)
    if form.startswith(("wir", "uns")):
        return Pronoun(1, _pairs(_ALL, "Plur"), possessive)
    if tag == "PRF":
        return Pronoun(3, _pairs(_ALL, "Sing", "Plur"), reflexive=True) if form == "sich" else None
    if possessive and form.startswith("sein"):
        return Pronoun(3, _pairs(_BOTH, "Sing"), True)
    if possessive and form.startswith("ihr"):
        return Pronoun(3, _pairs(_FEM, "Sing", "Plur"), True)
    if tag == "PDS":
        return _demonstrative(token)
    if form in {"er", "ihn"}:
        return Pronoun(3, _pairs(_MASC, "Sing"))
    if form == "ihm":
        return Pronoun(3, _pairs(_BOTH, "Sing"))
    if form == "ihnen":
        return Pronoun(3, _pairs(_FEM, "Plur"))
    if form == "ihr":
        return Pronoun(3, _pairs(_FEM, "Sing"))
    if form == "sie":
        return Pronoun(3, _pairs(_FEM, *_numbers(token)))
    return None


def _demonstrative(token: Token) -> Pronoun | None:
    subject = token.dep_ in SUBJECTS
    if token.lower_ in {"dieser", "jener"} or (token.lower_ == "der" and subject):
        return Pronoun(3, _pairs(_MASC, "Sing"), demonstrative=True) if subject else None
    if token.lower_ in {"diesem", "dem", "diesen", "den"} and token.morph.get("Gender", []) == ["Masc"]:
        return Pronoun(3, _pairs(_MASC, "Sing"), demonstrative=True)
    if token.lower_ in {"diese", "die"} and subject:
        return Pronoun(3, _pairs(_FEM, *_numbers(token)), demonstrative=True)
    if token.lower_ in {"dessen"}:
        return Pronoun(3, _pairs(_BOTH, "Sing"), True, demonstrative=True)
    if token.lower_ in {"deren"}:
        return Pronoun(3, _pairs(_FEM, "Sing", "Plur"), True, demonstrative=True)
    return None


def _numbers(token: Token) -> tuple[str, ...]:
    """The number of "sie": that of its verb if it is the subject, else open."""
    if token.dep_ not in SUBJECTS:
        return "Sing", "Plur"
    found = verb_numbers(token) or frozenset(token.morph.get("Number", []))
    return tuple(sorted(found)) or ("Sing", "Plur")


def resolve_pronoun(
    item: Item, pronoun: Pronoun, entities: Sequence[Entity], view: View, speaker: Entity | None
) -> Entity | None:
    """The antecedent of a pronoun of the third person among the entities read so far, or None if none is clear.

    ``speaker`` is who says the quotation that the pronoun stands in: they would say "ich" of themselves.
    """
    if pronoun.reflexive:
        return _subject(item, entities, view)
    if pronoun.possessive and (related := _relative(item, pronoun, entities, view)) is not None:
        return related
    scored = []
    teller = reporter(item, entities, view)
    for entity in entities:
        if entity is speaker or not pronoun.fits(entity) or bound(item, pronoun.possessive, entity, view):
            continue
        if not any(o.id.startswith(("m", "-")) for o in entity.items[-4:]):
            continue  # a part of a compound only: "Die CDU-Chefin ... sie"
        distance = item.sentence - entity.last.sentence
        if distance > (_REACH if entity.known else 2):
            continue
        scored.append((salience(item, pronoun, entity, view, teller), entity))
    if not scored:
        return None
    scored.sort(key=lambda pair: (-pair[0], -pair[1].last.index))
    best = scored[0]
    if len(scored) > 1 and best[0] - scored[1][0] < _MARGIN:
        return None
    return best[1] if best[1].last.mention is not None or best[1].known else None


def _subject(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    clause = view.clauses[item.index]
    for entity in entities:
        for other in entity.items:
            if view.clauses[other.index] == clause and view.role(other.token) in SUBJECTS:
                return entity if entity.last.mention is not None else None
    return None


def reporter(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    """Whose words a clause in the subjunctive of reported speech gives: the last subject of a verb of speech."""
    clause = view.doc[view.clauses[item.index]]
    above = view.doc[view.clauses[clause.head.i]] if clause.dep_ in _DEPENDENT else clause
    if not (_reported(clause) or _reported(above)):
        return None
    last: tuple[int, Entity] | None = None
    for entity in entities:
        for other in entity.items[-4:]:
            near = item.sentence - other.sentence <= 2
            if near and says(view, other.token) and (last is None or other.index > last[0]):
                last = other.index, entity
    return last[1] if last is not None else None


def _reported(clause: Token) -> bool:
    """Whether the predicate of a clause stands in the subjunctive of reported speech."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in {"aux", "aux:pass", "cop"})]
    return any(v.morph.get("Mood", []) == ["Sub"] and v.morph.get("Tense", []) == ["Pres"] for v in verbs)


def _relative(item: Item, pronoun: Pronoun, entities: Sequence[Entity], view: View) -> Entity | None:
    """What a relative clause's subject stands for, for a possessive behind it: "Libyen, das sein Programm aufgab"."""
    doc, at = view.doc, item.index - 1
    while at > 1 and item.index - at <= _BEHIND and doc[at].tag_ != "PRELS":
        if doc[at].pos_ in {"VERB", "AUX", "PUNCT"}:
            return None
        at -= 1
    if doc[at].tag_ != "PRELS" or doc[at].dep_ not in SUBJECTS or doc[at - 1].text != ",":
        return None
    end = doc[at - 2].idx + len(doc[at - 2])
    for entity in entities:
        for other in entity.items:
            mention = other.mention
            if mention is not None and end in {mention.span.end, mention.head.end} and pronoun.fits(entity):
                return entity
    return None


def relative_antecedent(item: Item, entities: Sequence[Entity], view: View) -> Entity | None:
    """What a relative pronoun stands for: the noun that its clause hangs on, else the one right before the comma."""
    doc, start = view.doc, item.index
    while start > 0 and item.index - start < 3 and doc[start - 1].text != ",":
        start -= 1  # "mit dem", "in deren Haus"
    ends = {doc[start - 2].idx + len(doc[start - 2])} if start > 1 and doc[start - 1].text == "," else set()
    clause = next((a for a in (item.token, *item.token.ancestors) if a.dep_ in {"acl", "acl:relcl"}), None)
    heads = {clause.head.i, view.heading(clause.head).i} if clause is not None else set()
    near: Entity | None = None
    for entity in entities:
        for other in mentioned(entity, item.sentence):
            if other.mention is None or not other.mention.id.startswith("m") or other.index >= item.index:
                continue
            if other.index in heads:
                return entity
            if ends & {other.mention.span.end, other.mention.head.end}:
                near = entity
    return near


def salience(item: Item, pronoun: Pronoun, entity: Entity, view: View, teller: Entity | None) -> float:
    """How likely an entity is the antecedent: nearness, role, parallel role, persons first, how often it was named."""
    best = -99.0
    role = view.role(item.token)
    for other in entity.items[-4:]:
        distance = item.sentence - other.sentence
        score = other.rank - 1.8 * distance
        if distance == 0:
            score -= 0.02 * (item.index - other.index)
        if role in SUBJECTS and view.role(other.token) in SUBJECTS:
            score += 0.6
        if pronoun.possessive and distance == 0 and view.clauses[other.index] == view.clauses[item.index]:
            score += 1.0
        if view.quotes[other.index] != view.quotes[item.index] and view.quotes[other.index]:
            score -= 0.8
        if pronoun.demonstrative:
            score = 3.0 - 3.0 * distance - 0.4 * (item.index - other.index)
        best = max(best, score)
    if entity is teller:
        best += _TELLER
    if entity.kind == "PER":
        best += 1.2
        if len(entity.genders) > 1 and ("", "Plur") not in pronoun.readings:
            best -= 0.5
    elif says(view, item.token):
        best -= 1.5
    elif entity.kind == "ORG" and not pronoun.possessive and not pronoun.demonstrative:
        best -= 0.6
    elif entity.kind == "LOC" and entity.last.rank < 2:
        best -= 0.5
    elif entity.last.mention is None:
        best -= 0.4
    if entity.kind == "LOC" and "state" not in entity.sorts and best < 2.5:
        best -= 1.0
    return best + 0.2 * min(len(entity.items), 4) + 0.3 * entity.known
