"""Events from verbs, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from spacy.tokens import Doc

from kg.extract.events.clauses import clauses
from kg.extract.events.event import Event
from kg.extract.events.stance import with_stances
from kg.extract.events.verbal import verbal_events
from kg.extract.mentions.register import Mentions


def events(doc: Doc) -> list[Event]:
    mentions, parts = Mentions(doc, "d"), clauses(doc)
    return with_stances(verbal_events(parts, mentions)[0], parts, mentions)


def shown(doc: Doc) -> list[tuple[str, str, str]]:
    return [(_names(e.subjects), e.relation, _names(e.objects)) for e in events(doc)]


def _names(mentions: tuple[object, ...]) -> str:
    return "+".join(getattr(m, "norm", "") or getattr(m, "text", "") for m in mentions)


def clause(subject: str, verb: str, rest: str, ents: dict[str, str]) -> Doc:
    return parsed(f"{subject}|PROPN|2|nsubj|Case=Nom {verb} {rest}", ents=ents)


def test_frame_gives_the_relation() -> None:
    doc = clause(
        "Macron", "kritisierte|VERB|0|||kritisieren", "Ungarn|PROPN|2|obj|Case=Acc", {"Macron": "PER", "Ungarn": "LOC"}
    )
    assert shown(doc) == [("Macron", "criticized", "Ungarn")]
    assert events(doc)[0].rule == "verb.active"


def test_dative_object() -> None:
    doc = clause("Biden", "dankte|VERB|0|||danken", "Polen|PROPN|2|obl:arg|Case=Dat", {"Biden": "PER", "Polen": "LOC"})
    assert shown(doc) == [("Biden", "thanked", "Polen")]


def test_bare_name_of_the_wrong_case_fills_the_slot_that_the_frame_wants() -> None:
    doc = clause("Biden", "dankte|VERB|0|||danken", "Polen|PROPN|2|obj|Case=Acc", {"Biden": "PER", "Polen": "LOC"})
    assert shown(doc) == [("Biden", "thanked", "Polen")]


def test_coordinated_objects_and_subjects() -> None:
    doc = parsed(
        "Polen|PROPN|4|nsubj|Case=Nom und|CCONJ|3|cc Litauen|PROPN|1|conj|Case=Nom loben|VERB|0 "
        "Kanada|PROPN|4|obj|Case=Acc und|CCONJ|7|cc Mexiko|PROPN|5|conj|Case=Acc",
        ents={"Polen": "LOC", "Litauen": "LOC", "Kanada": "LOC", "Mexiko": "LOC"},
    )
    assert shown(doc) == [("Polen+Litauen", "praised", "Kanada+Mexiko")]


def test_symmetric_verb_takes_two_subjects_without_object() -> None:
    doc = parsed(
        "Lawrow|PROPN|4|nsubj|Case=Nom und|CCONJ|3|cc Kim|PROPN|1|conj trafen|VERB|0|||treffen sich|PRON:PRF|4|expl:pv",
        ents={"Lawrow": "PER", "Kim": "PER"},
    )
    assert shown(doc) == [("Lawrow+Kim", "met", "")]


def test_one_subject_of_a_symmetric_verb_is_not_enough() -> None:
    doc = clause("Lawrow", "traf|VERB|0|||treffen", "sich|PRON:PRF|2|expl:pv", {"Lawrow": "PER"})
    assert shown(doc) == []


def test_relation_where_the_subject_is_the_object() -> None:
    doc = clause(
        "Hertha",
        "verlor|VERB|0|||verlieren",
        "gegen|ADP|4|case Union|PROPN|2|obl|Case=Acc",
        {"Hertha": "ORG", "Union": "ORG"},
    )
    assert shown(doc) == [("Union", "defeated", "Hertha")]


def test_verb_of_no_frame_is_its_own_relation() -> None:
    doc = clause(
        "Volt", "beschnuppert|VERB|0|||beschnuppern", "Polen|PROPN|2|obj|Case=Acc", {"Volt": "ORG", "Polen": "LOC"}
    )
    assert shown(doc) == [("Volt", "beschnuppern", "Polen")]
    assert "unlisted" in events(doc)[0].flags


def test_passive_names_its_rule() -> None:
    doc = parsed(
        "Nawalny|PROPN|5|nsubj:pass|Case=Nom wurde|AUX|5|aux:pass||werden von|ADP|4|case Russland|PROPN|5|obl:agent "
        "festgenommen|VERB:VVPP|0||VerbForm=Part|festnehmen",
        ents={"Nawalny": "PER", "Russland": "LOC"},
    )
    assert shown(doc) == [("Russland", "arrested", "Nawalny")]
    assert events(doc)[0].rule == "verb.passive"


def test_criticism_of_a_thing_passes_to_its_owner() -> None:
    doc = clause(
        "Macron", "kritisierte|VERB|0|||kritisieren",
        "die|DET|4|det|Case=Acc Politik|NOUN|2|obj|Case=Acc Ungarns|PROPN|4|nmod|Case=Gen",
        {"Macron": "PER", "Ungarns": "LOC"},
    )  # fmt: skip
    assert ("Macron", "criticized", "Ungarns") in shown(doc)
    assert "verb.owner" in {e.rule for e in events(doc)}


def test_visit_to_a_thing_passes_to_nobody() -> None:
    doc = clause(
        "Macron", "besuchte|VERB|0|||besuchen",
        "die|DET|4|det|Case=Acc Mutter|NOUN|2|obj|Case=Acc Ungarns|PROPN|4|nmod|Case=Gen",
        {"Macron": "PER", "Ungarns": "LOC"},
    )  # fmt: skip
    assert "verb.owner" not in {e.rule for e in events(doc)}


def test_inherited_subject_weakens_the_event() -> None:
    doc = parsed(
        "Merz|PROPN|2|nsubj|Case=Nom versprach|VERB|0|||versprechen ,|PUNCT|6|punct Kiew|PROPN|6|obj|Case=Acc "
        "zu|PART:PTKZU|6|mark besuchen|VERB:VVINF|2|xcomp|VerbForm=Inf|besuchen",
        ents={"Merz": "PER", "Kiew": "LOC"},
    )
    found = next(e for e in events(doc) if e.relation == "visited")
    assert found.weight == pytest.approx(0.6)


def test_light_verb_uses_its_noun_up() -> None:
    doc = parsed(
        "Putin|PROPN|2|nsubj|Case=Nom stattete|VERB|0|||statten Nordkorea|PROPN|2|obl:arg|Case=Dat "
        "einen|DET|5|det|Case=Acc Besuch|NOUN|2|obj|Case=Acc ab|ADP:PTKVZ|2|compound:prt",
        ents={"Putin": "PER", "Nordkorea": "LOC"},
    )
    found, used = verbal_events(clauses(doc), Mentions(doc, "d"))
    assert [(e.relation, e.predicate, e.rule) for e in found] == [("visited", "Besuch abstatten", "light")]
    assert used == {4}


@pytest.mark.parametrize("head", ["2", "5"])
def test_light_verb_finds_the_phrase_at_noun_or_verb(head: str) -> None:
    dep = "obl" if head == "2" else "nmod"
    doc = parsed(
        "Athen|PROPN|2|nsubj|Case=Nom erhob|VERB|0|||erheben schwere|ADJ|5|amod|Case=Acc,Number=Plur neue|ADJ|5|amod "
        f"Vorwürfe|NOUN|2|obj|Case=Acc|Vorwurf gegen|ADP|7|case Ankara|PROPN|{head}|{dep}|Case=Acc",
        ents={"Athen": "LOC", "Ankara": "LOC"},
    )
    assert shown(doc) == [("Athen", "accused", "Ankara")]


def test_saying_to_a_person_is_talking() -> None:
    doc = clause(
        "Kim", "sagte|VERB|0|||sagen", "zu|ADP|4|case Lawrow|PROPN|2|obl|Case=Dat", {"Kim": "PER", "Lawrow": "PER"}
    )
    assert shown(doc) == [("Kim", "talked_with", "Lawrow")]


def test_kind_of_the_object_must_fit() -> None:
    """Only persons can be arrested: a concept is no prisoner."""
    doc = clause("Peru", "verhaftete|VERB|0|||verhaften", "Bananen|NOUN|2|obj|Case=Acc|Banane", {"Peru": "LOC"})
    assert "arrested" not in {e.relation for e in events(doc)}
