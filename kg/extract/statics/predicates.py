"""Offices that a clause states: "X ist Chef von Y", "Neuer Chef von Y wird X", "X als Chef", "zum Chef gewählt"."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.mentions.register import Mentions, chain
from kg.extract.morphology import with_zu
from kg.extract.statics.listing import row
from kg.schema import Mention

_COPULAS = {"sein", "werden", "bleiben"}
#: Verbs that put their object into an office named with "zu" or "als".
MAKING = {"wählen", "ernennen", "bestellen", "berufen", "befördern", "küren", "bestimmen", "machen", "weihen"}
MAKING |= {"wiederwählen", "bestätigen", "einsetzen", "vereidigen", "krönen"}
#: Nouns for holding an office, for coming into it and leaving it, on which "als" and "zum" hang it.
_TERMS = {"Amt", "Amtszeit", "Funktion", "Rolle", "Posten", "Tätigkeit", "Eigenschaft", "Zeit", "Job", "Position"}
_TERMS |= {"Wahl", "Wiederwahl", "Ernennung", "Berufung", "Bestellung", "Beförderung", "Vereidigung", "Rücktritt"}
_TERMS |= {"Entlassung", "Abberufung", "Absetzung", "Abschied", "Dienstzeit", "Dienst", "Mandat", "Karriere"}
_NEAR = 4
#: What makes holding an office a wish, a doubt or past hope: "will Präsident werden", "wäre gern Chef".
_UNREAL = {"wollen", "können", "mögen", "dürfen", "müssen", "sollen"}
_NO_SUBJECT = {"PWS", "PIS", "PDS", "PRF"}


def predicate(token: Token, mentions: Mentions) -> list[Mention] | None:
    """The subject of "X ist, wurde, bleibt Chef von Y" and of "Neuer Chef von Y ist X"; None for no predicate."""
    copula = next((c for c in token.children if c.dep_ == "cop" and c.lemma_.lower() in _COPULAS), None)
    if copula is not None and copula.i < token.i and is_somebody(token, mentions):
        return None  # "Gast war der Minister X"
    if copula is not None:
        return [] if unreal(token) else subjects(token, mentions) or _behind_copula(token, mentions)
    inverted = _inverted(token, mentions)
    if inverted is not None:
        return inverted
    head = token.head
    if token.dep_ == "nsubj" and is_somebody(token, mentions):
        return None  # "Minister X bleibt im Amt"
    if token.dep_ in {"nsubj", "xcomp", "obj", "obl"} and head.i != token.i and not preposition(token)[0]:
        if head.lemma_.lower() in _COPULAS and head.pos_ in {"AUX", "VERB"}:
            return [] if unreal(head) else subjects(head, mentions, token) or subjects(token, mentions)
        if token.dep_ == "nsubj" and any(c.dep_ in {"cop", "aux"} and c.lemma_ in _COPULAS for c in head.children):
            named = _person(head, mentions)  # "Trainer ist X", "Trainer ist der Spanier X"
            entity = mentions.entity_at(mentions.head_of(named)) if named is not None else None
            if entity is not None and entity.label_ == "PER" and not is_somebody(token, mentions):
                return [] if unreal(head) else _all(head, entity, mentions)
    return None


def _inverted(token: Token, mentions: Mentions) -> list[Mention] | None:
    """ "Mitglied des Rats ist X": the subject behind the copula, on which the parser hung that."""
    for child in token.rights:
        copula = next((c for c in child.children if c.dep_ == "cop" and c.lemma_.lower() in _COPULAS), None)
        entity = mentions.entity_at(child)
        if child.dep_ != "nsubj" or copula is None or entity is None or copula.i != entity.start - 1:
            continue
        return _all(child, entity, mentions) if entity.label_ == "PER" and not unreal(child) else []
    return None


def is_somebody(token: Token, mentions: Mentions) -> bool:
    """Whether a noun for a person has the name of one: "Sprecher der Behörde" stands for the body, but has none."""
    mention = mentions.referent(token)
    return mention is not None and mention.form == "NAME" and mention.kind == "PER"


def _all(head: Token, entity: DocSpan, mentions: Mentions) -> list[Mention]:
    """All the persons of the list that begins with a name: "Mitglieder sind A, B und der Historiker C"."""
    found = [m for t in chain(head) if (m := _person(t, mentions)) is not None]
    return list({m.id: m for m in (*found, *row(entity.start, mentions, titled=True))}.values())


def _behind_copula(token: Token, mentions: Mentions) -> list[Mention]:
    """ "Neuer Trainer von Y wird X": the name behind the verb, if the parser takes it for an apposition."""
    copula = next((c for c in token.children if c.dep_ == "cop"), None)
    if copula is None or copula.i < token.i:
        return []
    for child in token.rights:
        entity = mentions.entity_at(child)
        if child.dep_ in {"appos", "flat"} and entity is not None and entity.start == copula.i + 1:
            return [m for t in chain(child) if (m := _person(t, mentions)) is not None]
    return []


def unreal(verb: Token) -> bool:
    """Whether a clause denies that the office is held, or only wishes or doubts it.

    "soll Chef sein" is what somebody says, "soll Chef werden" a plan.
    """
    being = any(c.dep_ == "cop" and c.lemma_ == "sein" for c in verb.children)
    for child in verb.children:
        if child.dep_ in {"advmod", "neg"} and child.lower_ in {"nicht", "nie", "niemals", "kaum"}:
            return True
        if child.dep_ == "det" and child.lower_.startswith("kein"):
            return True
        if child.lemma_ == "sollen" and being:
            continue
        if child.dep_ in {"aux", "cop"} and (child.lemma_ in _UNREAL or child.lower_ in {"wäre", "wären", "würde"}):
            return True
    return verb.lower_ in {"wäre", "wären"} or (verb.dep_ == "xcomp" and verb.head.lemma_ in _UNREAL)


def subjects(verb: Token, mentions: Mentions, noun: Token | None = None) -> list[Mention]:
    """The persons who are the subjects of a verb or predicate, but for ``noun``; of a relative clause its head."""
    found = []
    for child in verb.children:
        if child.dep_ not in {"nsubj", "nsubj:pass", "xcomp"} or child.tag_ in _NO_SUBJECT:
            continue
        if child.dep_ == "xcomp" and not is_somebody(child, mentions):
            continue
        if noun is not None and child.i == noun.i:
            continue
        if child.tag_ == "PRELS":
            antecedent = next((a for a in child.ancestors if a.dep_ in {"acl", "acl:relcl"}), None)
            person = _person(antecedent.head, mentions) if antecedent is not None else None
            found += [person] if person is not None else []
            continue
        found += [m for t in chain(child) if (m := _person(t, mentions)) is not None]
    return found


def _person(token: Token, mentions: Mentions) -> Mention | None:
    mention = mentions.referent(token)
    return mention if mention is not None and mention.kind == "PER" else None


def as_office(token: Token, mentions: Mentions) -> list[Mention] | None:
    """ "X als Vorsitzender der Y", "wurde zum Chef gewählt", "ihr Amt als Chefin"; None for no such phrase."""
    head = token.head
    marker = next((c for c in token.children if c.dep_ in {"case", "mark", "cc"}), None)
    if marker is None and with_zu(head):  # "als Chef zurückzutreten": the parser hangs "als" on the verb
        marker = next((c for c in head.children if c.dep_ == "mark" and c.i == token.left_edge.i - 1), None)
    if marker is None or marker.lower_ not in {"als", "zum", "zur"}:
        return None
    entity = mentions.entity_at(head)
    if marker.lower_ == "als" and entity is not None:
        return [mentions.named(entity)] if entity.label_ == "PER" and 0 < token.i - entity.end <= 4 else []
    if marker.lower_ == "als" and head.lemma_.startswith("Nachfolger"):  # "Nachfolger von A als Chef der B wird C"
        return predicate(head, mentions) or []
    if head.lemma_ in _TERMS:
        return _whose(head, mentions)
    if head.pos_ not in {"VERB", "AUX"} or unreal(head):
        return []
    if infinitive(head) in MAKING:
        passive = [c for c in head.children if c.dep_ == "nsubj:pass"]
        passive = passive or [c for c in head.children if c.dep_ == "nsubj" and _is_passive(head)]
        objects = passive or [c for c in head.children if c.dep_ == "obj"]
        objects = objects or [c for c in head.children if c.dep_ == "nsubj"][1:]  # the parser took it for a subject
        made = [m for c in objects for t in chain(c) if (m := _person(t, mentions)) is not None]
        before = mentions.entity_at(marker.nbor(-1)) if marker.i and not made else None  # the object hung elsewhere
        return [mentions.named(before)] if before is not None and before.label_ == "PER" else made
    if marker.lower_ == "als" and not any(c.dep_ == "obj" for c in head.children):
        found = subjects(head, mentions)
        if head.dep_ == "xcomp" and with_zu(head):  # "kündigte an, als Chef zurückzutreten"
            found += subjects(head.head, mentions)
        return [m for m in found if m.form != "NOMINAL"]
    return []


def _whose(noun: Token, mentions: Mentions) -> list[Mention]:
    """Whose a term of office is: "ihr Amt als", "Meiers Wahl zum", "die Zeit der Politikerin X als"."""
    owners = [c for c in noun.children if c.dep_ in {"nmod", "nmod:poss", "det:poss"} and c.i < noun.i + _NEAR]
    found = [mentions.pronoun(c) if c.dep_ == "det:poss" else _person(c, mentions) for c in owners]
    return [m for m in found if m is not None and m.form != "NOMINAL"][:1]


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in {"aux", "aux:pass"} and c.lemma_ == "werden" for c in verb.children)
