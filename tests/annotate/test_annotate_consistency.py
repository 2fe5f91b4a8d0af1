"""Names of one article: completed and of one kind."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.annotate.components import names
from kg.annotate.consistency import consistency

_VOCAB = Vocab()


def doc(text: str, ents: dict[int, tuple[int, str]]) -> Doc:
    """Words as ``word/TAG/POS``, NE and PROPN where nothing is said; entities by first word: length and label."""
    parts = [word.split("/") for word in text.split()]
    tags = [p[1] if len(p) > 1 else "NE" for p in parts]
    poses = [p[2] if len(p) > 2 else "PROPN" for p in parts]
    made = Doc(_VOCAB, words=[p[0] for p in parts], tags=tags, pos=poses)
    made.ents = [Span(made, start, start + length, label=label) for start, (length, label) in ents.items()]
    return made


def found(made: Doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in made.ents]


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Probst/NE/ADV", "Probst"),  # whatever the tagger made of it
        ("Quendlers/NN/NOUN", ""),  # somebody else
        ("Probsts/NN/NOUN", "Probsts"),  # the genitive
    ],
)
def test_the_surname_is_a_name_after_the_full_name(later: str, name: str) -> None:
    made = doc(f"Uta Probst kam/VVFIN/VERB ./$./PUNCT {later} ging/VVFIN/VERB", {0: (2, "PER")})
    assert found(consistency(made))[1:] == ([(name, "PER")] if name else [])


def test_a_surname_keeps_its_particles() -> None:
    made = doc(
        "Ida von/APPR/ADP der/ART/DET Pfuhl sprach/VVFIN/VERB mit/APPR/ADP von/APPR/ADP der/ART/DET Pfuhl",
        {0: (4, "PER")},
    )
    assert found(consistency(made))[1:] == [("von der Pfuhl", "PER")]


def test_a_common_noun_is_no_surname_where_nouns_have_an_article() -> None:
    made = doc(
        "Jan Koch/NE/PROPN rief/VVFIN/VERB den/ART/DET Koch/NN/NOUN ./$./PUNCT Koch/NN/NOUN lachte/VVFIN/VERB",
        {0: (2, "PER")},
    )
    assert [(e.start, e.text) for e in consistency(made).ents] == [(0, "Jan Koch"), (6, "Koch")]


def test_the_first_word_of_a_body_stands_for_it_unless_it_is_a_common_word_or_of_another_name() -> None:
    made = doc(
        "Xemora Holding kauft/VVFIN/VERB ;/$./PUNCT Xemora zahlt/VVFIN/VERB ;/$./PUNCT Xemora Nord klagt/VVFIN/VERB",
        {0: (2, "ORG")},
    )
    assert [(e.start, e.text, e.label_) for e in consistency(made).ents] == [
        (0, "Xemora Holding", "ORG"),
        (4, "Xemora", "ORG"),
    ]
    made = doc("Deutsche/ADJA/ADJ Quarzbank sah/VVFIN/VERB Deutsche/NN/NOUN", {0: (2, "ORG")})
    assert found(consistency(made)) == [("Deutsche Quarzbank", "ORG")]


def test_a_noun_taken_for_a_name_once_is_none_elsewhere() -> None:
    made = doc("Bischof/NN/PROPN kam/VVFIN/VERB ;/$./PUNCT als/KOKOM/ADP Bischof/NN/NOUN", {0: (1, "PER")})
    assert len(consistency(made).ents) == 1


def test_one_text_has_one_kind() -> None:
    made = doc("Quorn ,/$,/PUNCT Quorn ,/$,/PUNCT Quorn", {0: (1, "ORG"), 2: (1, "LOC"), 4: (1, "ORG")})
    assert {label for _, label in found(consistency(made))} == {"ORG"}


def test_the_third_word_of_a_korean_name_is_no_preposition() -> None:
    made = doc("Moon Tae In/APPR/ADP kam/VVFIN/VERB ./$./PUNCT Moon ging/VVFIN/VERB", {0: (2, "PER")})
    assert found(consistency(names(made))) == [("Moon Tae In", "PER"), ("Moon", "PER")]
    made = doc("Udo Tann In/APPR/ADP Ulm", {0: (2, "PER")})
    assert found(names(made)) == [("Udo Tann", "PER")]


def test_no_name_runs_over_a_line_or_holds_half_a_pair_of_brackets() -> None:
    made = Doc(_VOCAB, words=["TSV", "Ulm", "\n\n", "TSV", "Ulm", "(", "TSV"], pos=["PROPN"] * 7, tags=["NE"] * 7)
    made.ents = [Span(made, 0, 7, label="ORG")]
    assert found(names(made)) == [("TSV Ulm", "ORG"), ("TSV Ulm", "ORG"), ("TSV", "ORG")]
