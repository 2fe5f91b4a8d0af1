"""Clauses with their arguments in the order of grammar, not of words.

Each verb's dependents are brought to slots: ``nom acc dat gen`` and prepositions with their case.  A passive clause is
turned round (its grammatical subject is ``acc``, the von/durch phrase ``nom``); subjects that coordination, infinitives
and relative clauses leave unsaid are filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.events.cases import TWO_WAY, case_of, preposition
from kg.extract.events.forms import infinitive
from kg.extract.lexicon import Slot, nouns, transitive, verbs
from kg.extract.mentions.wordclasses import acts
from kg.extract.morphology import feature

__all__ = ["Clause", "Filler", "clauses", "has_partner", "infinitive", "preposition", "subtree_without"]

_OBJECT_CONTROL = {
    "auffordern", "bitten", "zwingen", "beauftragen", "ermächtigen", "ermutigen", "drängen", "verpflichten", "erlauben",
    "verbieten", "ermöglichen", "empfehlen", "raten", "befehlen", "helfen", "lassen", "aufrufen", "gestatten",
    "untersagen", "überreden", "überzeugen", "anweisen", "gelingen", "vorwerfen",
}  # fmt: skip
#: Prepositions of what is spoken of.
_ABOUT = {"über", "von", "vor", "wegen", "gegen", "nach"}
#: Forms of personal pronouns that are no subject, and their slot.
_OBJECTS = {"ihn": "acc", "mich": "acc", "dich": "acc", "ihm": "dat", "ihnen": "dat", "mir": "dat", "dir": "dat"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ", "DET"}


@dataclass(slots=True)
class Filler:
    """What fills a slot: a head word with its preposition, and whether it hangs elsewhere than on the verb itself."""

    token: Token
    case: str
    weak: bool = False
    #: Whether it stands for itself only, not for what is coordinated with it: "X, der Y leitete, und Z".
    alone: bool = False


@dataclass(slots=True)
class Clause:
    """One verb with its slots.  ``auxiliaries`` are the finite and modal verbs around it, ``finite`` the finite one.

    ``by_order``: read off the order of words, not off the parse.
    """

    verb: Token
    lemma: str
    passive: bool = False
    reflexive: bool = False
    auxiliaries: tuple[Token, ...] = ()
    by_order: bool = False
    slots: dict[str, list[Filler]] = field(default_factory=dict)

    @property
    def finite(self) -> Token:
        """The finite verb if there is one, else the verb itself."""
        return next((a for a in (*self.auxiliaries, self.verb) if feature(a, "VerbForm") == "Fin"), self.verb)

    def fill(self, slot: Slot) -> list[Filler]:
        """The fillers of a slot; a preposition that governs two cases must show the right one."""
        found = self.slots.get(slot.name, [])
        if slot.case and slot.name in TWO_WAY:
            return [f for f in found if f.case in {slot.case, ""}]
        return found


def clauses(doc: Doc) -> list[Clause]:
    """All clauses of a doc, in the order of their verbs, with inherited subjects."""
    made: dict[int, Clause] = {}
    for token in doc:
        if _is_predicate(token):
            made[token.i] = _clause(token)
    for clause in made.values():
        _second_subject(clause)
        _agreement(clause)
    for clause in made.values():
        _inherit(clause, made, set())
    return [made[i] for i in sorted(made)]


def _is_predicate(token: Token) -> bool:
    if token.dep_ in {"aux", "aux:pass", "cop", "compound:prt"}:
        return False
    if token.pos_ == "VERB":
        return token.dep_ != "amod"
    if token.pos_ in {"ADJ", "NOUN", "ADV"} and any(c.dep_ == "cop" for c in token.children):
        return True  # "ist bereit, ... zu tun" passes its subject on
    return token.pos_ == "AUX" and token.dep_ in {"ROOT", "conj", "ccomp", "advcl", "acl", "xcomp", "parataxis"}


def _clause(verb: Token) -> Clause:
    auxiliaries = tuple(c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"})
    passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children) or any(
        a.lemma_ == "werden" and verb.tag_ == "VVPP" for a in auxiliaries
    )
    passive = passive or (not auxiliaries and _shares_passive(verb))
    lemma = infinitive(verb)
    frames = verbs().get(lemma, ())
    if passive and frames and not transitive(lemma):
        passive = False  # "ist angekommen" is no passive, whatever the parser says
    has_object = any(c.dep_ == "obj" for c in verb.children)
    if not passive and not has_object and verb.tag_ == "VVPP" and any(a.lemma_ == "sein" for a in auxiliaries):
        # "ist angeklagt": a state that a transitive verb leaves
        passive = bool(frames) and all(f.object and f.object[0].name == "acc" for f in frames)
    clause = Clause(verb=verb, lemma=lemma, passive=passive, auxiliaries=auxiliaries)
    for child in verb.children:
        _place(clause, child)
    _bare_dative(clause)
    return clause


def _shares_passive(verb: Token) -> bool:
    """Whether a participle shares the auxiliary of a passive: "wurde gestellt und getötet"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VVPP" or first.tag_ != "VVPP":
        return False
    helped = any(c.dep_ == "aux:pass" or c.lemma_ == "werden" for c in first.children if c.dep_[:3] == "aux")
    return helped and not any(c.dep_ == "obj" for c in verb.children)


def _second_subject(clause: Clause) -> None:
    """Of two subjects of one verb one is the object; so is the one behind a verb that opens a second clause.

    "hat die Minister X und Y entlassen", "bleibt im Amt, verließ aber die FDP": names show no case.
    """
    subjects = [f for f in clause.slots.get("nom", []) if not f.weak]
    if clause.passive or clause.slots.get("acc") or not subjects:
        return
    frames = verbs().get(clause.lemma, ())
    if frames and not any(s.name == "acc" for f in frames for s in (*f.object, *f.theme)):
        _dative_name(clause, subjects)
        return
    verb = clause.verb
    if len(subjects) > 1:
        accusative = [f for f in subjects if _masculine_accusative(f.token)]
        moved = accusative[0] if accusative else subjects[-1]
    elif verb.dep_ == "conj" and _opens(verb) and subjects[0].token.i > verb.i and frames:
        moved = subjects[0]
    else:
        return
    clause.slots["nom"].remove(moved)
    clause.slots.setdefault("acc", []).append(moved)


def _agreement(clause: Clause) -> None:
    """Swap a lone person and a plural noun that the verb agrees with: "Die Zeitungen lobten X", "Die Pläne lobte X"."""
    if clause.passive:
        return
    nominative = [f for f in clause.slots.get("nom", []) if not f.weak]
    accusative = [f for f in clause.slots.get("acc", []) if not f.weak]
    if len(nominative) != 1 or len(accusative) != 1:
        return
    subject, object_ = nominative[0], accusative[0]
    turned = subject.token.i < object_.token.i and feature(subject.token, "Number") != "Plur"
    turned = turned and _masculine_accusative(subject.token) and not _masculine_accusative(object_.token)
    if turned:  # "Ihren Rivalen A forderte B auf"
        clause.slots["nom"], clause.slots["acc"] = clause.slots["acc"], clause.slots["nom"]
        return
    number = feature(clause.finite, "Number")
    person, several = (subject, object_) if number == "Plur" else (object_, subject)
    if number in {"Sing", "Plur"} and _one_person(person.token) and _several(several.token):
        clause.slots["nom"] = [f for f in clause.slots["nom"] if f is not subject] + [object_]
        clause.slots["acc"] = [f for f in clause.slots["acc"] if f is not object_] + [subject]


def _one_person(token: Token) -> bool:
    return token.ent_type_ == "PER" and not any(c.dep_ == "conj" for c in token.children)


def _several(token: Token) -> bool:
    """Whether a noun is plural by its tags and its article."""
    articles = {c.lower_ for c in token.children if c.dep_ == "det"}
    plural = feature(token, "Number") == "Plur" and token.pos_ == "NOUN" and not token.ent_type_
    return plural and articles <= {"die", "diese", "alle", "viele", "seine", "ihre", "keine"}


def _dative_name(clause: Clause, subjects: list[Filler]) -> None:
    """The second subject of a verb that takes a dative only is one: "Beide gehören der FDP an"."""
    takes = any(s.name == "dat" for f in verbs().get(clause.lemma, ()) for s in f.object)
    if len(subjects) < 2 or not takes or clause.slots.get("dat"):
        return
    dative = [f for f in subjects if any(c.lower_ in {"der", "dem"} and c.dep_ == "det" for c in f.token.children)]
    moved = next((f for f in reversed(dative) if feature(f.token, "Gender") != "Masc"), None)
    if moved is not None:
        clause.slots["nom"].remove(moved)
        clause.slots["dat"] = [moved]


def _opens(verb: Token) -> bool:
    """Whether a verb stands first in its clause, but for a comma or conjunction."""
    return all(c.dep_ in {"punct", "cc"} for c in verb.lefts)


def _masculine_accusative(token: Token) -> bool:
    return any(c.lower_ in {"den", "einen", "seinen", "ihren", "diesen", "keinen"} for c in token.children)


def _bare_dative(clause: Clause) -> None:
    """Of two objects without a telling article the name is the dative: "hat Russland Hilfe zugesagt"."""
    if clause.slots.get("dat"):
        return
    for name in ("acc", "nom"):
        fillers = clause.slots.get(name, [])
        own = [f for f in fillers if not f.weak and f.token.dep_ in {"obj", "nsubj"}]
        if name == "nom":  # "Kim hat Russland Hilfe zugesagt" with two subjects: the later one
            own = own[1:] if clause.slots.get("acc") else []
        elif len(own) < 2:
            continue
        names = [f for f in own if f.token.ent_type_ in {"PER", "ORG", "LOC"} or f.token.tag_ == "PPER"]
        if len(names) == 1:
            fillers.remove(names[0])
            clause.slots["dat"] = names
            return


def _place(clause: Clause, child: Token) -> None:
    dep, slots = child.dep_, clause.slots
    if dep == "expl:pv" or (child.lower_ == "sich" and dep in {"obj", "obl:arg", "expl"}):
        clause.reflexive = True
        return
    if child.tag_ == "ART" and child.i + 1 < len(child.doc) and child.nbor(1).pos_ in {"PROPN", "NOUN", "ADJ"}:
        return  # the article of what stands behind it
    if child.pos_ not in _NOMINAL or dep not in {
        "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "obl:agent", "nmod", "appos",
    }:  # fmt: skip
        return
    if any(t.text == ":" for t in child.doc[child.i : clause.verb.i]):
        return  # "X in Wien: „Das Land lebt“"
    word, case = preposition(child)
    if dep in {"nsubj", "nsubj:pass"}:
        name = "acc" if clause.passive else _OBJECTS.get(child.lower_, "nom")
    elif word and clause.passive and (dep == "obl:agent" or word in {"von", "durch"}):
        slots.setdefault(word, []).append(Filler(child, case))
        name = "nom"
    elif word:
        name = word
    elif dep == "obj":
        name = "dat" if case_of(child) == "dat" else "acc"
    elif dep in {"obl:arg", "iobj"}:
        genitive = any(s.name == "gen" for f in verbs().get(clause.lemma, ()) for s in (*f.object, *f.theme))
        name = "gen" if case_of(child) == "gen" and genitive else "dat"
    else:
        return
    slots.setdefault(name, []).append(Filler(child, case))
    if dep in {"obj", "obl", "obl:arg", "nsubj", "nsubj:pass"} and not has_partner(word, child):
        for member in (child, *(c for c in child.rights if c.dep_ == "conj")):
            for inner in member.rights:  # what the parser hung on the noun may belong to the verb
                if inner.dep_ in {"nmod", "obl"} and preposition(inner)[0]:
                    outer, outer_case = preposition(inner)
                    slots.setdefault(outer, []).append(Filler(inner, outer_case, weak=True))


def has_partner(word: str, noun: Token) -> bool:
    """Whether what is spoken of has a partner of its own: who speaks "über ein Treffen mit X" need not talk to X."""
    return word in _ABOUT and any(
        s.name == "mit" for f in nouns().get(noun.lemma_, ()) for s in (*f.object, *f.subject)
    )


def _inherit(clause: Clause, made: dict[int, Clause], seen: set[int]) -> None:
    """Fill in the subject that a coordinated, infinitive or relative clause shares with its surroundings."""
    verb = clause.verb
    if verb.i in seen:
        return
    seen.add(verb.i)
    if verb.dep_ == "acl":
        _relative(clause, verb.head)
    own = "acc" if clause.passive else "nom"
    shared = made.get(verb.head.i) if verb.dep_ == "conj" and clause.passive and not clause.auxiliaries else None
    if shared is not None and shared.passive and not clause.slots.get("nom"):
        agents = [f for f in shared.slots.get("nom", []) if f.token.i < shared.verb.i]
        clause.slots["nom"] = [Filler(f.token, f.case, weak=f.weak) for f in agents]  # "von der Polizei gestellt und X"
    if clause.slots.get(own) or verb.dep_ == "ROOT":
        return
    finite = feature(clause.finite, "VerbForm") == "Fin"
    matrix = made.get(verb.head.i)
    if verb.dep_ == "conj" and matrix is not None:
        _inherit(matrix, made, seen)
        source = matrix.slots.get("acc" if matrix.passive else "nom", [])
        clause.slots.setdefault(own, []).extend(Filler(f.token, f.case, weak=f.weak) for f in source)
    elif verb.dep_ in {"xcomp", "advcl", "ccomp"} and not finite and matrix is not None:
        _inherit(matrix, made, seen)
        source = matrix.slots.get(controlled_slot(matrix)) or matrix.slots.get("nom", [])
        clause.slots.setdefault(own, []).extend(Filler(f.token, f.case, weak=True) for f in source)
    elif verb.dep_ == "acl" and not finite:
        noun = verb.head
        matrix = next((made[a.i] for a in noun.ancestors if a.i in made), None)
        if matrix is not None:
            _inherit(matrix, made, seen)
            source = [f for f in matrix.slots.get("nom", []) if f.token.i != noun.i]
            clause.slots.setdefault(own, []).extend(Filler(f.token, f.case, weak=True) for f in source)


def controlled_slot(matrix: Clause) -> str:
    """The slot of a clause whose filler is the subject of the infinitive under it."""
    if matrix.lemma in _OBJECT_CONTROL:
        return "acc" if matrix.slots.get("acc") else "dat"
    return "an" if matrix.lemma == "appellieren" else "nom"


def _relative(clause: Clause, antecedent: Token) -> None:
    """Put the antecedent where the relative pronoun stands."""
    for fillers in clause.slots.values():
        for filler in fillers:
            if filler.token.tag_ == "PRELS" or feature(filler.token, "PronType") == "Rel":
                ambiguous = filler.token.lower_ in {"die", "das", "welche", "welches"}
                filler.token = antecedent
                filler.alone = _listed_later(antecedent, clause.verb)
                if ambiguous and filler in clause.slots.get("nom", []):
                    _acting(clause, filler)


def _listed_later(antecedent: Token, verb: Token) -> bool:
    """Whether what is coordinated with an antecedent stands behind its relative clause."""
    return any(c.dep_ == "conj" and c.i > verb.i for c in antecedent.rights)


def _acting(clause: Clause, relative: Filler) -> None:
    """ "die Anlage, die BMW betreibt": where forms are silent, a person or body rather acts than a thing does."""
    others = clause.slots.get("acc", [])
    if clause.passive or len(others) != 1 or len(clause.slots["nom"]) != 1 or others[0].weak:
        return
    other = others[0].token
    if acts(other) and not acts(relative.token) and not _masculine_accusative(other):
        clause.slots["nom"], clause.slots["acc"] = [others[0]], [relative]


def subtree_without(token: Token, stop: frozenset[str]) -> Iterator[Token]:
    """The words below a token, without going into dependents of the kinds in ``stop``."""
    left = [token]
    while left:
        word = left.pop()
        yield word
        left += reversed([c for c in word.children if c.dep_ not in stop])
