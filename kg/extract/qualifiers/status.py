"""How sure the article is: denied, possible, planned, or plainly asserted.

Read from negation, modal and future auxiliaries, moods, adverbs, adjectives of plan and possibility, and from the
verbs and nouns under which a clause or an event noun stands.  Who says it is another matter (kg.extract.speech).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.lexicon import noun_flags, table, verb_flags
from kg.extract.morphology import feature
from kg.extract.speech.subjunctive import second

_NEGATIONS = {"nicht", "nie", "niemals", "keineswegs", "keinesfalls", "nimmer", "mitnichten", "kaum", "weder"}
_CONDITIONS = {"wenn", "falls", "sofern", "ob", "solange"}
#: Verbs that say of an event noun no more than that it takes place.
_SUPPORT = {
    "stattfinden",
    "geben",
    "erfolgen",
    "kommen",
    "folgen",
    "beginnen",
    "zustandekommen",
    "führen",
    "durchführen",
    "abhalten",
    "halten",
    "leisten",
    "machen",
    "tun",
    "unternehmen",
    "bestehen",
    "sein",
    "starten",
    "laufen",
    "anstehen",
}
#: Prepositions of what a verb plans or demands: "plädiert für den Abzug".
_GOVERNED = {"um", "nach", "mit", "auf", "zu", "für", "über"}
#: Tags of verbs that make the perfect with an auxiliary; a full verb beside one is no finite one, whatever its tag.
_PERFECT = {"VVPP", "VAPP", "VVFIN"}
#: Verbs that say of their subject that it does not come about.
_FAILING = {"scheitern", "ausfallen", "unterbleiben", "wegfallen"}
#: Which status wins where several words give one.
_FULLNESS = {"denied": 5, "possible": 4, "reported": 3, "planned": 2, "subjunctive": 1, "asserted": 0}


@cache
def cues() -> dict[str, str]:
    """Adverbs and adjectives with the status that they give: "möglicherweise" -> possible, "geplant" -> planned."""
    return {row["word"]: row["status"] for row in table("status")}


def assess(trigger: Token, said: bool = False, promised: bool = False) -> str:
    """``denied``, ``possible``, ``planned``, ``reported`` (hearsay: "soll ... haben") or ``asserted``.

    In what somebody is cited for (``said``) "hätte" and "würde" only stand for Konjunktiv I; in what he announces or
    demands (``promised``) they tell what is to come.
    """
    verbal = trigger.pos_ in {"VERB", "AUX"} or (trigger.dep_ == "ROOT" and trigger.pos_ != "NOUN")
    status = _verb(trigger, set()) if verbal else _noun(trigger)
    if verbal and promised and status in {"subjunctive", "asserted"} and not told_in_past(trigger):
        return "planned"
    if status == "subjunctive":
        return "asserted" if said else "possible"
    return status


def told_in_past(trigger: Token) -> bool:
    """Whether the clause of an event is in the preterite, the perfect or the pluperfect."""
    verb = clause_verb(trigger)
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    if any(a.lemma_.lower() in {"werden", "sollen", "wollen"} and feature(a, "Tense") != "Past" for a in auxiliaries):
        return False
    finite = [t for t in (verb, *auxiliaries) if t.tag_.endswith("FIN")]
    perfect = verb.tag_ in _PERFECT and any(a.lemma_.lower() in {"haben", "sein"} for a in auxiliaries)
    return perfect or any(feature(t, "Tense") == "Past" for t in finite)


def clause_verb(trigger: Token) -> Token:
    """The verb of the clause that an event's word stands in."""
    return next((t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"}), trigger)


def _strongest(statuses: list[str]) -> str:
    return max(statuses, key=lambda s: _FULLNESS[s], default="asserted")


def _verb(verb: Token, seen: set[int]) -> str:
    if verb.i in seen:
        return "asserted"
    seen.add(verb.i)
    statuses = ["asserted"]
    if negated(verb):
        statuses.append("denied")
    statuses.append(_auxiliaries(verb))
    known = cues()
    for child in verb.children:
        if child.dep_ in {"advmod", "obl", "mark"}:
            statuses.append(known.get(child.lower_, known.get(child.lemma_.lower(), "asserted")))
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            statuses.append("possible")
        if child.dep_ == "mark" and child.lower_ == "ohne":
            statuses.append("denied")
        if child.dep_ == "mark" and child.lower_ == "um":
            statuses.append("planned")
    statuses.append(_embedding(verb, seen))
    return _strongest(statuses)


def negated(verb: Token) -> bool:
    """Whether a verb has a negation of its own or a subject or object with "kein"."""
    for child in verb.children:
        if child.dep_ in {"advmod", "cc", "cc:preconj", "det"} and is_negation(child):
            return True
        if child.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:arg"} and _kein(child):
            return True
        if child.lower_ in {"mehr", "länger"} and any(is_negation(c) for c in child.lefts):
            return True
    return False


def is_negation(word: Token) -> bool:
    """Whether a word denies its clause: not in "nicht nur", and not where "sondern" sets something right."""
    if word.lower_ not in _NEGATIONS:
        return False
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ == "nicht" and following in {"nur", "zuletzt", "allein"}:
        return False
    return not any(t.lower_ == "sondern" for t in word.sent if t.i > word.i)


def _kein(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_.startswith("kein") for c in noun.children) or noun.lower_ in {
        "niemand", "nichts", "keiner",
    }  # fmt: skip


def _auxiliaries(verb: Token) -> str:
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    if not auxiliaries and verb.dep_ == "conj" and feature(verb, "VerbForm") != "Fin":
        auxiliaries = [c for c in verb.head.children if c.dep_ in {"aux", "aux:pass"}]
    if not auxiliaries and feature(verb, "VerbForm") != "Fin":  # "dass X gekauft und Y geschlossen werden soll"
        auxiliaries = _of_last(verb)
    lemmas = {a.lemma_.lower(): a for a in auxiliaries}
    perfect = verb.tag_ in _PERFECT and {"haben", "sein"} & lemmas.keys()
    for lemma, token in lemmas.items():
        subjunctive = token.lower_.startswith(("könnt", "würd", "dürft", "müsst", "sollt", "wollt", "möcht"))
        if lemma in {"können", "dürfen"}:
            if token.lower_.startswith(("könnte", "dürfte")):
                return "possible"
            if lemma == "können" and feature(token, "Tense") != "Past" and not token.lower_.startswith("konnt"):
                return "possible"
        elif lemma == "sollen":
            return "reported" if perfect else "planned"
        elif lemma in {"wollen", "mögen"}:
            return "reported" if perfect and lemma == "wollen" else "planned"
        elif lemma == "müssen" and (subjunctive or any(c.lower_ == "noch" for c in verb.children)):
            return "planned"
        elif lemma == "werden" and token.lower_.startswith("würd"):
            return "subjunctive"
        elif lemma == "werden" and _future(verb, auxiliaries):
            return "planned"
    if perfect and any(a.lower_.startswith(("hätte", "wäre")) for a in auxiliaries):
        return "subjunctive"
    return "asserted"


def _of_last(verb: Token) -> list[Token]:
    """The auxiliaries that a verb of the same form shares with the last verb beside it at the end of the clause."""
    beside = (c for c in verb.children if c.dep_ == "conj" and c.i > verb.i and c.tag_ == verb.tag_)
    return [a for c in beside for a in c.children if a.dep_ in {"aux", "aux:pass"} and a.i > c.i]


def _future(verb: Token, auxiliaries: list[Token]) -> bool:
    if any(a.lower_ in {"wurde", "wurden", "worden", "werde", "würde", "wurdest"} for a in auxiliaries):
        return any(a.lower_ == "werde" for a in auxiliaries) and verb.tag_ in {"VVINF", "VAINF"}
    infinitives = sum(a.tag_ in {"VAINF", "VMINF"} for a in auxiliaries)
    plain = verb.tag_ == "VVFIN" and verb.lower_ == verb.lemma_.lower()  # "werden ... spielen" taken for a plural
    return plain or verb.tag_ in {"VVINF", "VAINF"} or infinitives > 0


def _embedding(verb: Token, seen: set[int]) -> str:
    """What the verb or noun above says of this clause: planned under "plant", denied under "bestreitet"."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"} and head.dep_ in {"ccomp", "xcomp", "acl"}:
        return _embedding(head, seen)
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in {"bereit", "gewillt", "entschlossen"}:
        return "planned"
    if verb.dep_ in {"ccomp", "xcomp", "csubj"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        flags = verb_flags(infinitive(head))
        finite = any(c.dep_ == "mark" and c.lower_ == "dass" for c in verb.children)
        if "negates" in flags:
            return "denied"
        if "demand" in flags or ("future" in flags and not (finite and "speech" in flags)):
            return "planned"
        return _verb(head, seen) if verb.dep_ == "xcomp" else "asserted"
    if verb.dep_ == "acl" and head.pos_ == "NOUN" and any(c.lower_ == "zu" for c in verb.children):
        flags = noun_flags(head.lemma_)
        return "planned" if "future" in flags or not flags else "asserted"
    return "asserted"


def _noun(noun: Token) -> str:
    statuses = ["asserted"]
    known = cues()
    for child in noun.children:
        if child.dep_ in {"amod", "advmod"}:
            statuses.append(known.get(child.lemma_.lower(), known.get(_stem(child.lower_), "asserted")))
    if _kein(noun):
        statuses.append("denied")
    head = noun.head
    if noun.dep_ in {"obj", "nsubj", "nsubj:pass", "obl", "obl:arg"} and head.pos_ in {"VERB", "AUX"}:
        lemma = infinitive(head)
        flags = verb_flags(lemma)
        object_ = noun.dep_ in {"obj", "nsubj:pass"}
        complement = object_ or (noun.dep_ == "obl" and preposition(noun)[0] in _GOVERNED)
        if "negates" in flags and object_:
            statuses.append("denied")
        elif flags & {"future", "demand"} and complement:
            statuses.append("planned")
        elif noun.dep_ == "nsubj" and _fails(head, lemma, flags):
            statuses.append("possible" if _auxiliaries(head) in {"possible", "planned"} else "denied")
        elif noun.dep_ == "nsubj" and _imagined(head):
            statuses.append("subjunctive")
        elif lemma in _SUPPORT:
            statuses.append(_verb(head, set()))
    elif noun.dep_ == "nsubj" and head.pos_ == "ADJ":  # "Eine Koalition ist unmöglich"
        statuses.append(known.get(head.lemma_.lower(), known.get(_stem(head.lower_), "asserted")))
    elif noun.dep_ == "nmod" and head.pos_ == "NOUN":
        flags = noun_flags(head.lemma_)
        if "negates" in flags:
            statuses.append("denied")
        elif "future" in flags:
            statuses.append("planned")
    return _strongest(statuses)


def _imagined(verb: Token) -> bool:
    """Whether a clause is in Konjunktiv II: "Ein Bündnis aus X und Y käme auf 50 Prozent"."""
    finite = [t for t in (verb, *verb.children) if t.tag_.endswith("FIN") and t.pos_ in {"VERB", "AUX"}]
    return any(second(t) or (feature(t, "Mood") == "Sub" and set(t.lower_) & set("äöü")) for t in finite)


def _fails(verb: Token, lemma: str, flags: frozenset[str]) -> bool:
    return lemma in _FAILING or (
        "negates" in flags and not any(c.dep_ in {"obj", "ccomp", "xcomp"} for c in verb.children)
    )


def _stem(adjective: str) -> str:
    """An adjective without its ending, the comparative's too: "wahrscheinlicher" -> "wahrscheinlich"."""
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending):
            return adjective[: -len(ending)]
    return adjective
