"""Well-known organisations, found by their names."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate.wellknown import Organisations

_NLP = spacy.blank("de")
_COMPONENT = Organisations(_NLP)


def found(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    """The entities of a text, tagged as nouns, after the component; those given are there before."""
    made = Doc(
        _NLP.vocab, words=[t.text for t in _NLP.make_doc(text)], spaces=[t.whitespace_ != "" for t in _NLP(text)]
    )
    for token in made:
        token.tag_ = "NN"
    spans = [made.char_span(text.index(e), text.index(e) + len(e), label=label) for e, label in entities]
    made.ents = [s for s in spans if s is not None]
    return [(e.text, e.label_) for e in _COMPONENT(made).ents]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ein Sprecher der Deutschen Forschungsgemeinschaft kam.", "Deutschen Forschungsgemeinschaft"),
        ("Der Chef des Bundesamts für Verfassungsschutz ging.", "Bundesamts für Verfassungsschutz"),
        ("Das sagten Ärzte ohne Grenzen.", "Ärzte ohne Grenzen"),
        ("Sie lobt die EZB.", "EZB"),
        ("Das meldete die Unesco.", "Unesco"),
        ("Die Aktie von Vonovia fiel.", "Vonovia"),
        ("Die Aktie Vonovias fiel.", "Vonovias"),
    ],
)
def test_names_are_found_in_every_inflection(text: str, name: str) -> None:
    assert found(text) == [(name, "ORG")]


@pytest.mark.parametrize("text", ["Er sah deutsche Banken.", "Die letzte Generation kam.", "Sie fährt einen Volvo."])
def test_common_words_and_products_are_no_organisations(text: str) -> None:
    assert found(text) == []


def test_the_kind_and_the_bounds_of_the_recogniser_are_put_right() -> None:
    assert found("Er ging zu Goldman Sachs.", ("Goldman Sachs", "PER")) == [("Goldman Sachs", "ORG")]
    assert found("Die La France insoumise kam.", ("La France", "LOC")) == [("La France insoumise", "ORG")]
    assert found("Beim Front National Anna Probe", ("Front National Anna Probe", "ORG")) == [
        ("Front National", "ORG"),
        ("Anna Probe", "PER"),
    ]
    assert found("In der Testarena Werder Bremen", ("Testarena Werder Bremen", "ORG")) == [
        ("Testarena", "LOC"),
        ("Werder Bremen", "ORG"),
    ]
    assert found("Die Umweltgruppe Oxfam half", ("Umweltgruppe Oxfam", "ORG")) == [("Oxfam", "ORG")]


@pytest.mark.parametrize("name", ["DB Probenetz AG", "Deutsche Bank Stiftung", "CDU Sachsen"])
def test_a_longer_name_stays_whole(name: str) -> None:
    assert found(f"Die {name} kam.", (name, "ORG")) == [(name, "ORG")]


def test_a_surname_is_no_firm() -> None:
    assert found("Uta Barclays kam. Barclays ging.", ("Uta Barclays", "PER")) == [("Uta Barclays", "PER")]
