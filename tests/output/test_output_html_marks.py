"""Finding the words again that a fact rests on."""

from __future__ import annotations

import pytest

from kg.output.html_marks import marks, name_pattern


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "object_", "expected"),
    [
        (
            "Lawrow traf Kim in Wonsan.",
            ("Sergej Lawrow", "PER"),
            "treffen",
            ("Kim Jong Un", "PER"),
            ["s:Lawrow", "p:traf"],
        ),
        (
            "Merz kündigte am Montag Hilfen für die Ukraine an.",
            ("Friedrich Merz", "PER"),
            "ankündigen",
            ("Ukraine", "LOC"),
            ["s:Merz", "p:kündigte", "o:Ukraine", "p:an"],
        ),
        (
            "Der Besuch Söders bei den Vereinten Nationen dauerte lange.",
            ("Markus Söder", "PER"),
            "Besuch",
            ("Vereinte Nationen", "ORG"),
            ["p:Besuch", "s:Söders", "o:Vereinten Nationen"],
        ),
        ("😀 Putin dankte 😀 Xi.", ("Putin", "PER"), "danken", ("Xi", "PER"), ["s:Putin", "p:dankte", "o:Xi"]),
        ("Die Nation feierte Unionspolitiker.", ("Union", "ORG"), "treffen", ("Natio", "ORG"), []),
        ("", ("Union", "ORG"), "treffen", ("Nato", "ORG"), []),
    ],
)
def test_marks(
    sentence: str, subject: tuple[str, str], predicate: str, object_: tuple[str, str], expected: list[str]
) -> None:
    found = marks(sentence, name_pattern([subject[0]], subject[1]), name_pattern([object_[0]], object_[1]), predicate)
    units = sentence.encode("utf-16-le")
    assert expected == [f"{role}:{units[2 * start : 2 * end].decode('utf-16-le')}" for start, end, role in found]


def test_marks_of_names_win_over_predicates_and_never_overlap() -> None:
    found = marks("Die Treffen AG traf Treffen.", name_pattern(["Treffen AG"]), None, "treffen")
    assert list(found) == [(4, 14, "s"), (15, 19, "p"), (20, 27, "p")]


def test_names_are_text_and_no_pattern() -> None:
    assert marks("a.*b und acxb", name_pattern(["a.*b"]), None, "") == ((0, 4, "s"),)
    assert name_pattern(["", " ", "x"]) is None


def test_very_long_sentences_stay_unmarked() -> None:
    assert marks("Kim " * 2000, name_pattern(["Kim"]), None, "") == ()
