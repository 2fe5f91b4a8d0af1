"""Places that the recogniser missed or took for something else, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from spacy.tokens import Doc

from kg.extract.mentions.localities import localities


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in localities(doc)]


def test_name_behind_a_noun_for_a_settlement() -> None:
    doc = parsed("im|ADP:APPRART|2|case Grenzort|NOUN|3|obl getroffen|VERB:VVPP|0", ents={})
    assert found(doc) == []
    doc = parsed("im|ADP:APPRART|2|case Grenzort|NOUN|4|obl Ybbs|PROPN|2|appos getroffen|VERB:VVPP|0", ents={})
    assert found(doc) == [("Ybbs", "LOC")]


def test_building_keeps_its_noun() -> None:
    doc = parsed("im|ADP:APPRART|2|case Schloss|NOUN|4|obl Mirabell|PROPN|2|appos getroffen|VERB:VVPP|0", ents={})
    assert found(doc) == [("Schloss Mirabell", "LOC")]


def test_person_behind_a_settlement_is_the_place() -> None:
    doc = parsed(
        "im|ADP:APPRART|2|case Badeort|NOUN|4|obl Jurmala|PROPN|2|appos getroffen|VERB:VVPP|0", ents={"Jurmala": "PER"}
    )
    assert found(doc) == [("Jurmala", "LOC")]


def test_clothes_are_no_place() -> None:
    doc = parsed(
        "In|ADP|3|case grünem|ADJ|3|amod Pullover|NOUN|4|obl kam|VERB|0 Kim|PROPN|4|nsubj",
        ents={"grünem Pullover": "LOC", "Kim": "PER"},
    )
    assert found(doc) == [("Kim", "PER")]


@pytest.mark.parametrize(
    ("phrase", "place"), [("in|ADP|2|case Linz|PROPN|3|obl", True), ("den|DET|2|det Linz|PROPN|3|obj", False)]
)
def test_listed_town_behind_a_preposition(phrase: str, place: bool) -> None:
    assert bool(found(parsed(f"{phrase} traf|VERB|0", ents={}))) == place


def test_place_known_from_elsewhere_in_the_article() -> None:
    doc = parsed(
        "Rukla|PROPN|2|nsubj lag|VERB|0", "Haus|NOUN|0 von|ADP|3|case Rukla|PROPN|1|nmod", ents={"Rukla": "LOC"}
    )
    assert found(doc) == [("Rukla", "LOC"), ("Rukla", "LOC")]
