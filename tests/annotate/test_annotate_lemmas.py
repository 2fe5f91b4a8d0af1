"""Lemmas and word classes where dictionary, name or syntax know better, on docs annotated by hand."""

from __future__ import annotations

import pytest
from hand_parsed import parsed

from kg.annotate.lemmas import lemmas


@pytest.mark.parametrize(
    ("word", "pos", "given", "wanted"),
    [
        ("Brückensanierungen", "NOUN", "Brückensanierung", "Brückensanierung"),
        ("Gletscherabbrüchen", "NOUN", "Gletscherabbrüch", "Gletscherabbruch"),
        ("Tarif-Verhandlungen", "NOUN", "Tarif-Verhandlungen", "Tarif-Verhandlung"),
        ("Island", "PROPN", "Island", "Island"),
        ("Islands", "PROPN", "Islands", "Island"),
        ("Paris", "PROPN", "Paris", "Paris"),
        ("stand", "VERB", "stinden", "stehen"),
        ("dezimiert", "VERB", "dezimiern", "dezimieren"),
        ("fragmentiert", "VERB", "fragmentiern", "fragmentieren"),
        ("weisen", "VERB", "weisen", "weisen"),
        ("geschützten", "ADJ", "schützen", "geschützt"),
        ("überraschend", "ADJ", "überraschen", "überraschend"),
        ("baumlosen", "ADJ", "baumlosen", "baumlos"),
        ("größte", "ADJ", "groß", "groß"),
    ],
)
def test_lemmas(word: str, pos: str, given: str, wanted: str) -> None:
    assert lemmas(parsed(f"{word}|{pos}|0|||{given}"))[0].lemma_ == wanted


@pytest.mark.parametrize(
    ("word", "tag", "dep", "pos", "wanted"),
    [
        ("hatte", "VAFIN", "ROOT", "AUX", "VERB"),
        ("hatte", "VAFIN", "aux", "AUX", "AUX"),
        ("war", "VAFIN", "ROOT", "AUX", "AUX"),
        ("diese", "PDS", "nsubj", "DET", "PRON"),
        ("diese", "PDAT", "det", "DET", "DET"),
    ],
)
def test_word_classes_by_syntax(word: str, tag: str, dep: str, pos: str, wanted: str) -> None:
    root = dep == "ROOT"
    doc = parsed(f"{word}|{pos}:{tag}|{0 if root else 2}|{dep} da|ADV|{1 if root else 0}|advmod")
    assert lemmas(doc)[0].pos_ == wanted


@pytest.mark.parametrize(("word", "label", "wanted"), [("KPX", "ORG", "PROPN"), ("Polizei", "ORG", "NOUN")])
def test_a_body_in_one_word_that_no_dictionary_has_is_a_name(word: str, label: str, wanted: str) -> None:
    assert lemmas(parsed(f"{word}|NOUN|0", ents={word: label}))[0].pos_ == wanted
