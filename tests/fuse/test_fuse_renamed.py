"""Two names of one bearer by the article's own words."""

from __future__ import annotations

import pytest
from fuse_samples import article

from kg.fuse import identify


@pytest.mark.parametrize(
    "text",
    [
        "[[Hanna Riedl|PER|x]] (später [[Schwester Benigna|PER|x]]) starb.",
        "[[Hanna Riedl|PER|x]] nannte sich [[Luna Mar|PER|x]].",
        "[[Hanna Riedl|PER|x]] (bürgerlich [[Johanna Zöpfl|PER|x]]) sang.",
        "[[Otto Kamm|PER|x]] wählte als Papst den Namen [[Lando|PER|x]].",
        "[[Novatron|ORG|x]], das früher [[Kaltmann Werke|ORG|x]] hieß, wächst.",
        "[[Kaltmann Werke|ORG|x]] wurde in [[Novatron|ORG|x]] umbenannt.",
        "[[Novatron|ORG|x]] (vormals [[Kaltmann Werke|ORG|x]]) wächst.",
        "[[Sankt Anton|LOC|x]], das nun [[Antonow|LOC|x]] heißt, liegt am Meer.",
    ],
)
def test_names_that_the_text_ties_are_one(text: str) -> None:
    """One entity with both names, and a row that tells why."""
    found, _ = article("a", text)
    identity = identify([found])
    (entity,) = identity.entities
    assert len(entity.aliases) == 2
    assert any("own words" in reason for row in identity.links for reason in row.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "[[Hanna Riedl|PER|x]], früher Ministerin unter [[Otto Kamm|PER|y]], starb.",
        "Trainerin war [[Hanna Riedl|PER|x]], später [[Otto Kamm|PER|y]].",
        "[[Hanna Riedl|PER|x]] und später [[Otto Kamm|PER|y]] sangen.",
        "[[Hanna Riedl|PER|x]], die früher [[Otto Kamm|PER|y]] beriet, sang.",
        "[[Hanna Riedl|PER|x]] nannte [[Otto Kamm|PER|y]] einen Freund.",
        "[[Novatron|ORG|x]], das früher [[Bad Lums|LOC|y]] hieß.",
        "[[Hanna Riedl|PER|x]] ging. Später kam [[Otto Kamm|PER|y]].",
    ],
)
def test_other_words_tie_nothing(text: str) -> None:
    """Words of time alone, other verbs, other kinds and other sentences."""
    found, _ = article("a", text)
    assert len(identify([found]).entities) == 2


def test_the_tie_holds_in_all_articles() -> None:
    """What one article tells joins the names in the others."""
    found = [
        article("a", "[[Novatron|ORG|x]], das früher [[Kaltmann Werke|ORG|x]] hieß, wächst.")[0],
        article("b", "[[Kaltmann Werke|ORG|x]] baut.")[0],
        article("c", "[[Novatron|ORG|x]] baut.")[0],
    ]
    (entity,) = identify(found).entities
    assert entity.documents == 3
