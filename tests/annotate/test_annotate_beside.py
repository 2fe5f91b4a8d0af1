"""Names by what stands beside them: nouns for their sort, quotation marks, acronyms, first names."""

from __future__ import annotations

import pytest
from hand_parsed import names as names_of
from hand_parsed import tagged
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.annotate.beside import beside
from kg.annotate.components import names
from kg.annotate.consistency import consistency
from kg.tables.namekinds import shown_kind
from kg.tables.sorts import sort_of


@pytest.mark.parametrize(
    ("text", "ents", "names"),
    [
        ("Diözese|NN Linz", {1: (1, "LOC")}, [("Diözese Linz", "ORG")]),
        ("Volksbank|NN Ulm-Nord", {1: (1, "ORG")}, [("Volksbank Ulm-Nord", "ORG")]),
        ("Volksbank|NN Xemo", {1: (1, "ORG")}, [("Xemo", "ORG")]),  # no place
        ("Volksbanken|NN Ulm", {1: (1, "LOC")}, [("Ulm", "LOC")]),  # several
        ("Strafgericht|NN Basel-Stadt", {}, [("Strafgericht Basel-Stadt", "ORG")]),
        ("Fregatte|NN Hessen", {1: (1, "LOC")}, [("Hessen", "MISC")]),
        ("Roman|NN Thomas Quandts", {1: (2, "PER")}, [("Thomas Quandts", "PER")]),  # the author
        ("Sender|NN Kwixo", {}, [("Kwixo", "ORG")]),
        ("Sender|NN Haus|NN", {}, []),
        ('Partei|NN "|$( Mut|NN zum|APPRART Wandel|NN "|$(', {}, [("Mut zum Wandel", "ORG")]),
        ('Film|NN "|$( Winter|NN in|APPR Kiel "|$(', {4: (1, "LOC")}, [("Winter in Kiel", "MISC")]),
        ('Film|NN "|$( Winter|NN in|APPR Kiel', {4: (1, "LOC")}, [("Kiel", "LOC")]),  # never closed
        ("Anna Kwessel", {}, [("Anna Kwessel", "PER")]),
        ("Anna Maria Kwessel", {1: (2, "PER")}, [("Anna Maria Kwessel", "PER")]),
        ("Anna Berlin", {1: (1, "LOC")}, [("Berlin", "LOC")]),
    ],
)
def test_the_word_before_shows_a_name(
    text: str, ents: dict[int, tuple[int, str]], names: list[tuple[str, str]]
) -> None:
    assert names_of(beside(tagged(text, ents))) == names


@pytest.mark.parametrize(
    ("text", "ents", "names"),
    [
        (
            "Nordischer|ADJA Rat|NN für|APPR Fische|NN (|$( NRF )|$(",
            {1: (1, "ORG")},
            [("Nordischer Rat für Fische", "ORG"), ("NRF", "ORG")],
        ),
        ("Quorn Nord|NN (|$( QN )|$( ;|$. QN", {0: (1, "ORG"), 3: (1, "MISC"), 6: (1, "MISC")}, None),
        (
            "Quornlabor Ost (|$( QMBL )|$(",
            {0: (2, "ORG"), 3: (1, "MISC")},
            [("Quornlabor Ost", "ORG"), ("QMBL", "ORG")],
        ),
        ("Ada Tann (|$( CDU )|$(", {0: (2, "PER"), 3: (1, "ORG")}, [("Ada Tann", "PER"), ("CDU", "ORG")]),
        ("Rasche|ADJA Hilfe|NN (|$( RH )|$(", {}, []),  # nobody says that it is a name
    ],
)
def test_an_acronym_shows_where_its_name_begins(
    text: str, ents: dict[int, tuple[int, str]], names: list[tuple[str, str]] | None
) -> None:
    expected = names if names is not None else [("Quorn Nord", "ORG"), ("QN", "ORG"), ("QN", "ORG")]
    assert names_of(beside(tagged(text, ents))) == expected


def test_two_names_side_by_side_are_parted() -> None:
    made = tagged("Melbourne Anna Kwessel", {0: (3, "LOC")})
    assert names_of(names(made)) == [("Melbourne", "LOC"), ("Anna Kwessel", "PER")]
    made = tagged("Quorn-Instituts|NN Anna Kwessel", {0: (3, "ORG")})
    assert names_of(names(made)) == [("Quorn-Instituts", "ORG"), ("Anna Kwessel", "PER")]
    made = tagged("Genf /|$( Kiel", {0: (3, "ORG")})
    assert names_of(names(made)) == [("Genf", "LOC"), ("Kiel", "LOC")]
    made = tagged("Frankfurt /|$( Main", {0: (3, "LOC")})
    assert names_of(names(made)) == [("Frankfurt / Main", "LOC")]
    made = tagged("Kwessels Truppen|NN", {0: (2, "PER")})
    assert names_of(names(made)) == [("Kwessels", "PER")]


def test_the_whole_name_stands_for_its_pieces_and_glued_towns_are_cut() -> None:
    made = tagged("Ora Maria Kwessel ;|$. Ora Maria Kwessel", {0: (3, "PER"), 5: (2, "PER")})
    assert names_of(consistency(made)) == [("Ora Maria Kwessel", "PER")] * 2
    made = tagged("Ora Kwessel ;|$. Ora Kwessel Ulm", {0: (2, "PER"), 3: (3, "PER")})
    assert names_of(consistency(made)) == [("Ora Kwessel", "PER"), ("Ora Kwessel", "PER"), ("Ulm", "LOC")]


def test_surnames_are_persons_and_states_are_places() -> None:
    made = tagged("Ora Kwessel ;|$. Kwessel ;|$. Kenias", {0: (2, "PER"), 3: (1, "LOC"), 5: (1, "PER")})
    assert names_of(consistency(made)) == [("Ora Kwessel", "PER"), ("Kwessel", "PER"), ("Kenias", "LOC")]
    assert shown_kind("Burkina Fasos", "PER") == "LOC"
    made = tagged("Ora Le Quorn ;|$. Le Quorn", {0: (3, "PER"), 4: (2, "ORG")})
    assert names_of(consistency(made)) == [("Ora Le Quorn", "PER"), ("Le Quorn", "PER")]
    assert shown_kind("National League for Quorn", "ORG") == "ORG"
    assert shown_kind("Quorn League", "ORG") == "EVENT"
    assert shown_kind("Quorn State University", "LOC") == "ORG"


def test_sorts_are_told_by_the_end_of_a_noun_in_the_singular() -> None:
    assert [sort_of(w) for w in ("Kantonspolizei", "Erzbistums", "Forschungsschiff", "Sender")] == [
        "SEAT",
        "SEAT",
        "MISC",
        "ORG",
    ]
    assert [sort_of(w) for w in ("Volksbanken", "Kalender", "Großfilm", "Tisch")] == ["", "", "", ""]


def test_a_headline_in_capitals_has_the_names_of_the_article_only() -> None:
    words = ["QUORN", "SIEGT", "ÜBER", "KNIAT", "\n\n", "Quorn", "siegte"]
    made = Doc(Vocab(), words=words, tags=["NE"] * 7, pos=["PROPN"] * 7)
    made.ents = [Span(made, 1, 2, label="PER"), Span(made, 3, 4, label="MISC"), Span(made, 5, 6, label="LOC")]
    assert names_of(consistency(made)) == [("QUORN", "LOC"), ("Quorn", "LOC")]


def test_an_office_is_no_part_of_a_name() -> None:
    assert names_of(names(tagged("Juntachef|NN Ora Kwessel", {0: (3, "PER")}))) == [("Ora Kwessel", "PER")]
