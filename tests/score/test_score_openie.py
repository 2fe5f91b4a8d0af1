"""Surface triples against a gold file in BenchIE's format."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.score.openie import compare, read

GOLD = """\
sent_id:1\tAnna Berg gründete 1998 in Emden eine Werft.
1--> Cluster 1:
Anna Berg --> gründete --> [eine] Werft
Anna Berg --> gründete  eine --> Werft
1--> Cluster 2:
Anna Berg --> gründete Werft --> [in] Emden

sent_id:2\tEs regnete.
"""


def test_optional_words_and_blanks() -> None:
    sentences = read(GOLD)
    assert [len(s.facts) for s in sentences] == [2, 0]
    assert ("Anna Berg", "gründete eine", "Werft") in sentences[0].facts[0]
    assert {w[2] for w in sentences[0].facts[1]} == {"Emden", "in Emden"}


def test_figures_by_hand() -> None:
    """One fact in two wordings counts once, a wrong line twice, a line of another sentence not at all."""
    rows = [
        ("1", ("Anna Berg", "gründete", "Werft")),
        ("1", ("Anna Berg", "gründete", "eine  Werft")),
        ("1", ("Anna Berg", "gründete", "Emden")),
        ("1", ("Anna Berg", "gründete", "Emden")),
        ("2", ("Es", "regnete", "heute")),
        ("9", ("Es", "regnete", "heute")),
    ]
    outcome = compare(read(GOLD), rows)
    assert outcome.figure("triples.P") == 0.25
    assert outcome.figure("triples.R") == 0.5
    assert outcome.errors[-1] == "1: missed: Anna Berg | gründete Werft | in Emden"
    assert compare(read(GOLD), rows[::-1]).rows == outcome.rows


def test_all_wordings_are_perfect() -> None:
    sentences = read(GOLD)
    rows = [(s.id, wording) for s in sentences for fact in s.facts for wording in fact]
    assert compare(sentences, rows).figure("triples.F1") == 1.0


@pytest.mark.parametrize("line", ["Anna --> gründete", "1--> Cluster 1:", "Unsinn"])
def test_what_is_not_understood_is_named(line: str) -> None:
    with pytest.raises(UsageError, match="line 1 "):
        read(line)
