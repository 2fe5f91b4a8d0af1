"""Clauses and their slots, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import at, parsed
from spacy.tokens import Doc

from kg.extract.events.clauses import Clause, case_of, clauses, infinitive, preposition
from kg.extract.lexicon import Slot


def slots(clause: Clause) -> dict[str, list[str]]:
    return {name: [f.token.text for f in fillers] for name, fillers in clause.slots.items() if fillers}


def clause_of(doc: Doc, verb: str) -> Clause:
    return next(c for c in clauses(doc) if c.verb.text == verb)


RECEIVED = parsed(
    "Den|DET|2|det|Case=Acc Minister|NOUN|3|obj|Case=Acc empfing|VERB|0|||empfangen Kim|PROPN|3|nsubj|Case=Nom "
    "am|ADP:APPRART|6|case Flughafen|NOUN|3|obl|Case=Dat",
    ents={"Kim": "PER"},
)


def test_case_not_position_decides() -> None:
    found = clause_of(RECEIVED, "empfing")
    assert slots(found) == {"acc": ["Minister"], "nom": ["Kim"], "an": ["Flughafen"]}
    assert (found.passive, found.reflexive, found.lemma) == (False, False, "empfangen")


def test_contracted_preposition_shows_its_case() -> None:
    assert preposition(at(RECEIVED, "Flughafen")) == ("an", "dat")


def test_two_way_preposition_is_bound_to_the_case_that_the_article_shows() -> None:
    doc = parsed(
        "Er|PRON|2|nsubj reiste|VERB|0|||reisen in|ADP|5|case die|DET|5|det|Case=Acc Stadt|NOUN|2|obl|Case=Acc"
    )
    found = clause_of(doc, "reiste")
    assert [f.token.text for f in found.fill(Slot(name="in", case="acc"))] == ["Stadt"]
    assert found.fill(Slot(name="in", case="dat")) == []


def test_bare_name_leaves_the_case_of_a_two_way_preposition_open() -> None:
    doc = parsed("Er|PRON|2|nsubj schoss|VERB|0|||schießen auf|ADP|4|case Israel|PROPN|2|obl|Case=Dat")
    assert [f.token.text for f in clause_of(doc, "schoss").fill(Slot(name="auf", case="acc"))] == ["Israel"]


def test_article_wins_over_the_noun_in_case() -> None:
    doc = parsed("den|DET|2|det|Case=Acc Präsidenten|NOUN|0||Case=Gen")
    assert case_of(at(doc, "Präsidenten")) == "acc"


PASSIVE = (
    "Nawalny|PROPN|5|nsubj:pass|Case=Nom wurde|AUX|5|aux:pass||werden {by}|ADP|4|case Russland|PROPN|5|{dep}|Case=Dat "
    "festgenommen|VERB:VVPP|0||VerbForm=Part|festnehmen"
)


@pytest.mark.parametrize(("by", "dep"), [("von", "obl:agent"), ("von", "obl"), ("durch", "obl")])
def test_passive_is_turned_round(by: str, dep: str) -> None:
    found = clause_of(parsed(PASSIVE.format(by=by, dep=dep)), "festgenommen")
    assert found.passive
    assert slots(found)["acc"] == ["Nawalny"]
    assert slots(found)["nom"] == ["Russland"]


def test_other_prepositions_are_no_agents() -> None:
    found = clause_of(parsed(PASSIVE.format(by="mit", dep="obl")), "festgenommen")
    assert "nom" not in slots(found)


def test_verbs_without_object_have_no_passive() -> None:
    doc = parsed("Putin|PROPN|3|nsubj:pass ist|AUX|3|aux:pass||sein angekommen|VERB:VVPP|0||VerbForm=Part|ankommen")
    found = clause_of(doc, "angekommen")
    assert not found.passive
    assert slots(found) == {"nom": ["Putin"]}


def test_coordinated_verb_inherits_the_subject() -> None:
    doc = parsed(
        "Macron|PROPN|2|nsubj besuchte|VERB|0|||besuchen Kiew|PROPN|2|obj|Case=Acc und|CCONJ|5|cc "
        "lobte|VERB|2|conj||loben Polen|PROPN|5|obj|Case=Acc"
    )
    found = clause_of(doc, "lobte")
    assert slots(found) == {"acc": ["Polen"], "nom": ["Macron"]}
    assert not found.slots["nom"][0].weak


def _infinitive(verb: str, lemma: str) -> Doc:
    return parsed(
        f"Merz|PROPN|2|nsubj|Case=Nom {verb}|VERB|0|||{lemma} Macron|PROPN|2|obj|Case=Acc ,|PUNCT|7|punct "
        "Kiew|PROPN|7|obj|Case=Acc zu|PART:PTKZU|7|mark besuchen|VERB:VVINF|2|xcomp|VerbForm=Inf|besuchen"
    )


def test_infinitive_takes_the_subject_of_its_matrix() -> None:
    found = clause_of(_infinitive("versprach", "versprechen"), "besuchen")
    assert slots(found)["nom"] == ["Merz"]
    assert found.slots["nom"][0].weak


def test_object_control_takes_the_object_of_its_matrix() -> None:
    assert slots(clause_of(_infinitive("bat", "bitten"), "besuchen"))["nom"] == ["Macron"]


def test_predicate_adjective_passes_its_subject_on() -> None:
    doc = parsed(
        "China|PROPN|3|nsubj ist|AUX|3|cop||sein bereit|ADJ:ADJD|0 ,|PUNCT|7|punct Pakistan|PROPN|7|obj|Case=Dat "
        "zu|PART:PTKZU|7|mark helfen|VERB:VVINF|3|xcomp|VerbForm=Inf"
    )
    assert slots(clause_of(doc, "helfen")) == {"dat": ["Pakistan"], "nom": ["China"]}


@pytest.mark.parametrize(
    ("pronoun", "dep", "case", "slot"), [("der", "nsubj", "Nom", "nom"), ("den", "obj", "Acc", "acc")]
)
def test_antecedent_stands_where_the_relative_pronoun_does(pronoun: str, dep: str, case: str, slot: str) -> None:
    doc = parsed(
        f"Kim|PROPN|6|nsubj ,|PUNCT|5|punct {pronoun}|PRON:PRELS|5|{dep}|Case={case},PronType=Rel "
        "Lawrow|PROPN|5|obl traf|VERB|1|acl||treffen lacht|VERB|0|||lachen"
    )
    assert slots(clause_of(doc, "traf"))[slot] == ["Kim"]


def test_of_two_objects_without_article_the_name_is_the_dative() -> None:
    doc = parsed(
        "Kim|PROPN|5|nsubj hat|AUX|5|aux||haben Russland|PROPN|5|obj|Case=Acc Hilfe|NOUN|5|obj|Case=Acc "
        "zugesagt|VERB:VVPP|0||VerbForm=Part|zusagen",
        ents={"Kim": "PER", "Russland": "LOC"},
    )
    assert slots(clause_of(doc, "zugesagt")) == {"nom": ["Kim"], "acc": ["Hilfe"], "dat": ["Russland"]}


def test_of_two_subjects_the_later_is_the_object() -> None:
    doc = parsed("Frankreich|PROPN|2|nsubj besiegte|VERB|0|||besiegen Belgien|PROPN|2|nsubj")
    assert slots(clause_of(doc, "besiegte")) == {"nom": ["Frankreich"], "acc": ["Belgien"]}


def test_of_two_subjects_the_masculine_accusative_is_the_object() -> None:
    doc = parsed("den|DET|2|det Kanzler|NOUN|3|nsubj besiegte|VERB|0|||besiegen Merz|PROPN|3|nsubj")
    assert slots(clause_of(doc, "besiegte")) == {"nom": ["Merz"], "acc": ["Kanzler"]}


@pytest.mark.parametrize(
    ("verb", "particle", "expected"),
    [("kündigte|VERB|0|||kündigen", "an", "ankündigen"), ("nahm|VERB|0|||nehmen", "fest", "festnehmen")],
)
def test_particle_joins_the_infinitive(verb: str, particle: str, expected: str) -> None:
    doc = parsed(f"{verb} {particle}|ADP:PTKVZ|1|compound:prt")
    assert infinitive(doc[0]) == expected


def test_unknown_lemma_is_mended_from_the_form() -> None:
    doc = parsed("besuchte|VERB|0|||besuchte")
    assert infinitive(doc[0]) == "besuchen"


def test_reflexive_is_a_mark_and_no_slot() -> None:
    doc = parsed("Merz|PROPN|2|nsubj äußerte|VERB|0|||äußern sich|PRON:PRF|2|expl:pv")
    found = clause_of(doc, "äußerte")
    assert found.reflexive
    assert slots(found) == {"nom": ["Merz"]}


def test_phrase_hung_on_the_object_is_a_weak_filler_of_the_verb() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj schickte|VERB|0|||schicken Soldaten|NOUN|2|obj|Case=Acc nach|ADP|5|case "
        "Russland|PROPN|3|nmod"
    )
    filler = clause_of(doc, "schickte").slots["nach"][0]
    assert (filler.token.text, filler.weak) == ("Russland", True)
