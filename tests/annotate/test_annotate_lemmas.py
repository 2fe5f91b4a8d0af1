"""Lemmas and word classes where dictionary, name or syntax know better, on docs annotated by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.annotate.lemmas import lemmas

NLP = spacy.blank("de")


def _doc(word: str, pos: str, lemma: str, tag: str = "", dep: str = "ROOT") -> Doc:
    return Doc(NLP.vocab, words=[word], pos=[pos], tags=[tag], lemmas=[lemma], deps=[dep], heads=[0])


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
    assert lemmas(_doc(word, pos, given))[0].lemma_ == wanted


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
    doc = Doc(
        NLP.vocab,
        words=[word, "da"],
        pos=[pos, "ADV"],
        tags=[tag, "ADV"],
        lemmas=[word, "da"],
        deps=[dep, "advmod" if dep == "ROOT" else "ROOT"],
        heads=[0, 0] if dep == "ROOT" else [1, 1],
    )
    assert lemmas(doc)[0].pos_ == wanted


@pytest.mark.parametrize(("word", "label", "wanted"), [("KPX", "ORG", "PROPN"), ("Polizei", "ORG", "NOUN")])
def test_a_body_in_one_word_that_no_dictionary_has_is_a_name(word: str, label: str, wanted: str) -> None:
    doc = _doc(word, "NOUN", word)
    doc.ents = (Span(doc, 0, 1, label=label),)
    assert lemmas(doc)[0].pos_ == wanted
