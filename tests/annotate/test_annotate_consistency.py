"""Names of one article: completed and of one kind."""

from __future__ import annotations

import pytest
from hand_parsed import names as names_of
from hand_parsed import tagged
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.annotate.components import names
from kg.annotate.consistency import consistency


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Probst|NE|ADV", "Probst"),  # whatever the tagger made of it
        ("Quendlers|NN|NOUN", ""),  # somebody else
        ("Probsts|NN|NOUN", "Probsts"),  # the genitive
    ],
)
def test_the_surname_is_a_name_after_the_full_name(later: str, name: str) -> None:
    made = tagged(f"Uta Probst kam|VVFIN|VERB .|$.|PUNCT {later} ging|VVFIN|VERB", {0: (2, "PER")})
    assert names_of(consistency(made))[1:] == ([(name, "PER")] if name else [])


def test_a_surname_keeps_its_particles() -> None:
    made = tagged(
        "Ida von|APPR|ADP der|ART|DET Pfuhl sprach|VVFIN|VERB mit|APPR|ADP von|APPR|ADP der|ART|DET Pfuhl",
        {0: (4, "PER")},
    )
    assert names_of(consistency(made))[1:] == [("von der Pfuhl", "PER")]


def test_a_common_noun_is_no_surname_where_nouns_have_an_article() -> None:
    made = tagged(
        "Jan Koch|NE|PROPN rief|VVFIN|VERB den|ART|DET Koch|NN|NOUN .|$.|PUNCT Koch|NN|NOUN lachte|VVFIN|VERB",
        {0: (2, "PER")},
    )
    assert [(e.start, e.text) for e in consistency(made).ents] == [(0, "Jan Koch"), (6, "Koch")]


def test_the_first_word_of_a_body_stands_for_it_unless_it_is_a_common_word_or_of_another_name() -> None:
    made = tagged(
        "Xemora Holding kauft|VVFIN|VERB ;|$.|PUNCT Xemora zahlt|VVFIN|VERB ;|$.|PUNCT Xemora Nord klagt|VVFIN|VERB",
        {0: (2, "ORG")},
    )
    assert [(e.start, e.text, e.label_) for e in consistency(made).ents] == [
        (0, "Xemora Holding", "ORG"),
        (4, "Xemora", "ORG"),
    ]
    made = tagged("Deutsche|ADJA|ADJ Quarzbank sah|VVFIN|VERB Deutsche|NN|NOUN", {0: (2, "ORG")})
    assert names_of(consistency(made)) == [("Deutsche Quarzbank", "ORG")]


def test_a_noun_taken_for_a_name_once_is_none_elsewhere() -> None:
    made = tagged("Bischof|NN|PROPN kam|VVFIN|VERB ;|$.|PUNCT als|KOKOM|ADP Bischof|NN|NOUN", {0: (1, "PER")})
    assert len(consistency(made).ents) == 1


def test_one_text_has_one_kind() -> None:
    made = tagged("Quorn ,|$,|PUNCT Quorn ,|$,|PUNCT Quorn", {0: (1, "ORG"), 2: (1, "LOC"), 4: (1, "ORG")})
    assert {label for _, label in names_of(consistency(made))} == {"ORG"}


def test_the_third_word_of_a_korean_name_is_no_preposition() -> None:
    made = tagged("Moon Tae In|APPR|ADP kam|VVFIN|VERB .|$.|PUNCT Moon ging|VVFIN|VERB", {0: (2, "PER")})
    assert names_of(consistency(names(made))) == [("Moon Tae In", "PER"), ("Moon", "PER")]
    made = tagged("Udo Tann In|APPR|ADP Ulm", {0: (2, "PER")})
    assert names_of(names(made)) == [("Udo Tann", "PER")]


def test_no_name_runs_over_a_line_or_holds_half_a_pair_of_brackets() -> None:
    made = Doc(Vocab(), words=["TSV", "Ulm", "\n\n", "TSV", "Ulm", "(", "TSV"], pos=["PROPN"] * 7, tags=["NE"] * 7)
    made.ents = [Span(made, 0, 7, label="ORG")]
    assert names_of(names(made)) == [("TSV Ulm", "ORG"), ("TSV Ulm", "ORG"), ("TSV", "ORG")]
