"""Static relations from titles, appositions, attributes and copulas, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from spacy.tokens import Doc, Span

from kg.extract.mentions.register import Mentions
from kg.extract.statics.offices import office_events


def shown(doc: Doc) -> list[tuple[str, str, str]]:
    found = office_events(doc, Mentions(doc, "d"))
    return [(e.subjects[0].text, e.relation, e.objects[0].norm or e.objects[0].text) for e in found]


LAWROW = {"Sergej Lawrow": "PER"}


def test_genitive_before_a_title() -> None:
    doc = parsed(
        "Russlands|PROPN|2|nmod|Case=Gen Außenminister|NOUN|5|nsubj|Number=Sing Sergej|PROPN|2|appos "
        "Lawrow|PROPN|3|flat "
        "lacht|VERB|0",
        ents={"Russlands": "LOC", **LAWROW},
    )
    assert shown(doc) == [("Sergej Lawrow", "office_in", "Russlands")]


@pytest.mark.parametrize(
    ("title", "relation"), [("Außenminister", "office_in"), ("Präsident", "leads"), ("Botschafter", "office_in")]
)
def test_adjective_of_origin_before_a_title(title: str, relation: str) -> None:
    doc = parsed(
        f"Der|DET|3|det russische|ADJ|3|amod {title}|NOUN|6|nsubj|Number=Sing Sergej|PROPN|3|appos Lawrow|PROPN|4|flat "
        "lacht|VERB|0",
        ents=LAWROW,
    )
    assert shown(doc) == [("Sergej Lawrow", relation, "Russland")]


def test_office_that_names_its_state_by_itself() -> None:
    doc = parsed("Kremlchef|NOUN|3|nsubj|Number=Sing Putin|PROPN|1|appos lacht|VERB|0", ents={"Putin": "PER"})
    assert shown(doc) == [("Putin", "leads", "Russland")]


def test_state_as_first_part_of_a_compound() -> None:
    doc = parsed("US-Präsident|NOUN|3|nsubj|Number=Sing Trump|PROPN|1|appos lacht|VERB|0", ents={"Trump": "PER"})
    assert shown(doc) == [("Trump", "leads", "USA")]


@pytest.mark.parametrize(("title", "relation"), [("SPD-Politikerin", "member_of"), ("SPD-Chefin", "leads")])
def test_party_as_first_part_of_a_compound(title: str, relation: str) -> None:
    doc = parsed(f"{title}|NOUN|3|nsubj|Number=Sing Esken|PROPN|1|appos lacht|VERB|0", ents={"Esken": "PER"})
    doc.spans["derived"] = [Span(doc, 0, 1, label="ORGpart")]
    assert shown(doc) == [("Esken", relation, "SPD")]


def test_apposition_behind_the_name() -> None:
    doc = parsed(
        "Türmer|PROPN|7|nsubj ,|PUNCT|3|punct Vorsitzender|NOUN|1|appos|Number=Sing der|DET|5|det|Case=Gen "
        "Jusos|PROPN|3|nmod|Case=Gen ,|PUNCT|3|punct lacht|VERB|0",
        ents={"Türmer": "PER", "Jusos": "ORG"},
    )
    assert shown(doc) == [("Türmer", "leads", "Jusos")]


def test_apposition_to_an_organisation_gives_the_person_no_office() -> None:
    doc = parsed(
        "Bosch|PROPN|7|nsubj ,|PUNCT|3|punct Partner|NOUN|1|appos|Number=Sing der|DET|5|det|Case=Gen "
        "Bahn|PROPN|3|nmod|Case=Gen ,|PUNCT|3|punct wächst|VERB|0",
        ents={"Bosch": "ORG", "Bahn": "ORG"},
    )
    assert shown(doc) == []


COPULA = (
    "Cook|PROPN|{n}|nsubj {verb}|AUX|{n}|cop|VerbForm=Fin|{lemma} {no}Chef|NOUN|0||Number=Sing von|ADP|{a}|case "
    "Apple|PROPN|{n}|nmod"
)


@pytest.mark.parametrize(("verb", "lemma"), [("ist", "sein"), ("wurde", "werden"), ("bleibt", "bleiben")])
def test_copula(verb: str, lemma: str) -> None:
    doc = parsed(COPULA.format(n=3, a=5, verb=verb, lemma=lemma, no=""), ents={"Cook": "PER", "Apple": "ORG"})
    assert shown(doc) == [("Cook", "leads", "Apple")]


def test_negated_copula() -> None:
    text = COPULA.format(n=4, a=6, verb="ist", lemma="sein", no="nicht|PART|4|advmod ")
    assert shown(parsed(text, ents={"Cook": "PER", "Apple": "ORG"})) == []


@pytest.mark.parametrize(("inside", "label", "relation"), [("CDU", "ORG", "member_of"), ("Kenia", "LOC", "from")])
def test_brackets(inside: str, label: str, relation: str) -> None:
    doc = parsed(
        f"Wulff|PROPN|5|nsubj (|PUNCT|3|punct {inside}|PROPN|1|appos )|PUNCT|3|punct lacht|VERB|0",
        ents={"Wulff": "PER", inside: label},
    )
    assert shown(doc) == [("Wulff", relation, inside)]


def test_brackets_further_behind_are_not_the_name_s() -> None:
    doc = parsed(
        "Wulff|PROPN|2|nsubj lacht|VERB|0 (|PUNCT|4|punct CDU|PROPN|2|appos )|PUNCT|4|punct",
        ents={"Wulff": "PER", "CDU": "ORG"},
    )
    assert shown(doc) == []


def test_inhabitant_is_from_there() -> None:
    doc = parsed(
        "Der|DET|2|det Schwede|NOUN|5|nsubj|Number=Sing Armand|PROPN|2|appos Duplantis|PROPN|3|flat springt|VERB|0",
        ents={"Armand Duplantis": "PER"},
    )
    assert shown(doc) == [("Armand Duplantis", "from", "Schweden")]


@pytest.mark.parametrize("word", ["Vizepräsident", "Präsident"])
def test_deputies_hold_an_office_below_the_highest(word: str) -> None:
    deputy = "" if word.startswith("Vize") else "stellvertretende|ADJ|4|amod|||stellvertretend "
    shift = 1 if deputy else 0
    doc = parsed(
        f"Der|DET|{3 + shift}|det irakische|ADJ|{3 + shift}|amod "
        f"{deputy.replace('|4|', f'|{3 + shift}|').replace('|||', '||')}"
        f"{word}|NOUN|{5 + shift}|nsubj|Number=Sing Ali|PROPN|{3 + shift}|appos lacht|VERB|0",
        ents={"Ali": "PER"},
    )
    assert shown(doc) == [("Ali", "office_in", "Irak")]


def test_kin_with_genitive() -> None:
    doc = parsed(
        "Kims|PROPN|2|nmod|Case=Gen Schwester|NOUN|4|nsubj|Number=Sing Yo-jong|PROPN|2|appos lacht|VERB|0",
        ents={"Kims": "PER", "Yo-jong": "PER"},
    )
    assert shown(doc) == [("Yo-jong", "family_of", "Kims")]


def test_frau_as_a_form_of_address_is_no_kin() -> None:
    doc = parsed("Frau|NOUN|3|nsubj|Number=Sing Müller|PROPN|1|appos lacht|VERB|0", ents={"Müller": "PER"})
    assert shown(doc) == []


def test_town_in_a_state() -> None:
    doc = parsed(
        "Die|DET|3|det russische|ADJ|3|amod Region|NOUN|5|nsubj Kursk|PROPN|3|appos brennt|VERB|0",
        ents={"Kursk": "LOC"},
    )
    assert shown(doc) == [("Kursk", "located_in", "Russland")]


def test_state_s_agency_is_part_of_it() -> None:
    doc = parsed(
        "Die|DET|4|det staatliche|ADJ|4|amod||staatlich russische|ADJ|4|amod Agentur|NOUN|6|nsubj Tass|PROPN|4|appos "
        "meldet|VERB|0",
        ents={"Tass": "ORG"},
    )
    assert shown(doc) == [("Tass", "part_of", "Russland")]


def test_name_with_its_town() -> None:
    doc = parsed(
        "Bosch|PROPN|4|nsubj aus|ADP|3|case Stuttgart|PROPN|1|nmod wächst|VERB|0",
        ents={"Bosch": "ORG", "Stuttgart": "LOC"},
    )
    assert shown(doc) == [("Bosch", "located_in", "Stuttgart")]


def test_name_with_its_employer() -> None:
    doc = parsed(
        "Ciesek|PROPN|4|nsubj vom|ADP:APPRART|3|case RKI|PROPN|1|nmod lacht|VERB|0",
        ents={"Ciesek": "PER", "RKI": "ORG"},
    )
    assert shown(doc) == [("Ciesek", "member_of", "RKI")]


def test_plural_title_holds_for_all_names() -> None:
    doc = parsed(
        "Die|DET|3|det polnischen|ADJ|3|amod Minister|NOUN|7|nsubj|Number=Plur Tusk|PROPN|3|appos und|CCONJ|6|cc "
        "Sikorski|PROPN|4|conj lachen|VERB|0",
        ents={"Tusk": "PER", "Sikorski": "PER"},
    )
    assert shown(doc) == [("Tusk", "office_in", "Polen"), ("Sikorski", "office_in", "Polen")]
