"""Capitals and seats of government that stand for their state."""

from __future__ import annotations

import pytest
from fuse_samples import article

from kg.fuse import identify
from kg.schema import Link


def resolved(marked: str, said: tuple[tuple[str, str, str], ...] = (), **options: object) -> list[str]:
    """The entity ids of the mentions of a text, in order."""
    found, _ = article("a", marked, said=said)
    of = identify([found], **options).of  # type: ignore[arg-type]
    return [of[found.document.id, m.id] for m in found.mentions]


@pytest.mark.parametrize(
    ("marked", "ids"),
    [
        ("[[Pjöngjang|LOC|x]] erklärte, man werde liefern.", "loc:nordkorea"),
        ("Daraufhin drohte [[Teheran|LOC|x]].", "loc:iran"),
        ("In [[Pjöngjang|LOC|x]] schneit es.", "loc:pjoengjang"),
        ("Er lebt im verschneiten [[Moskau|LOC|x]].", "loc:moskau"),
        ("Er kam aus [[Moskau|LOC|x]] und flog nach [[Kiew|LOC|x]].", "loc:moskau loc:kiew"),
        ("Gespräche zwischen [[Moskau|LOC|x]] und [[Kiew|LOC|x]] ruhen.", "loc:russland loc:ukraine"),
        ("Ein Zug zwischen [[Berlin|LOC|x]] und [[München|LOC|x]] fiel aus.", "loc:berlin loc:muenchen"),
        ("[[Moskaus|LOC|x]] Angriff geht weiter.", "loc:russland"),
        ("[[Moskaus|LOC|x]] Bürgermeister lächelt.", "loc:moskau"),
        ("Der [[Kreml|ORG|x]] dementiert.", "loc:russland"),
        ("Das steht in Meldungen aus dem [[Kreml|LOC|x]].", "loc:russland"),
        ("Im [[Kreml|LOC|x]] brennt Licht.", "loc:kreml"),
        ("Er wurde im [[Weißen Haus|LOC|x]] empfangen.", "loc:weisses-haus"),
        ("Die [[Downing Street|LOC|x]] bestätigte das.", "loc:grossbritannien"),
        ("[[Brüssel|LOC|x]] fordert Reformen.", "org:europaeische-union"),
        ("[[Berlin|LOC|x]] fordert von [[Russland|LOC|x]] Aufklärung.", "loc:deutschland loc:russland"),
        ("[[Berlin|LOC|x]] fordert mehr Geld. Auch [[Brandenburg|LOC|x]] will das.", "loc:berlin loc:brandenburg"),
        ("Der Bürgermeister von [[Kiew|LOC|x]] sprach.", "loc:kiew"),
        ("Die Regierung von [[Kiew|LOC|x]] sprach.", "loc:ukraine"),
        ("[[London|LOC|x]] und [[Paris|LOC|x]] wollen helfen.", "loc:grossbritannien loc:frankreich"),
        ("Die [[Moskauer|LOC|x|-|NORM=Moskau]] Regierung schweigt.", "loc:russland"),
        ("Die [[Moskauer|LOC|x|-|NORM=Moskau]] Metro fährt.", "loc:moskau"),
        ("[[Peking|LOC|x|c]] drohte. In [[Peking|LOC|x|c]] schwieg man.", "loc:china loc:peking"),
        ("[[Singapur|LOC|x]] erklärte den Notstand.", "loc:singapur"),
    ],
)
def test_words_decide(marked: str, ids: str) -> None:
    """Prepositions, verbs and nouns beside the name tell the town from the state."""
    assert " ".join(resolved(marked)) == ids


@pytest.mark.parametrize(
    ("marked", "said", "ids"),
    [
        ("Gestern gab [[Hanoi|LOC|x]] [[Kuba|LOC|x]] Reis.", ("0", "aided", "1"), "loc:vietnam loc:kuba"),
        ("[[Putin|PER|x]] mied [[Kiew|LOC|x]].", ("0", "criticized", "1"), "per:putin loc:ukraine"),
        ("[[Scholz|PER|x]] sah [[Kiew|LOC|x]].", ("0", "visited", "1"), "per:scholz loc:kiew"),
        ("[[Putin|PER|x]] traf [[Kiew|LOC|x]].", ("0", "attacked", "1"), "per:putin loc:kiew"),
        ("[[Scholz|PER|x]] sprach, [[Kiew|LOC|x]].", ("0", "speech", "PLACE 1"), "per:scholz loc:kiew"),
        ("[[Madrid|ORG|x]] schlug [[Bochum|ORG|x]].", ("0", "defeated", "1"), "org:madrid org:bochum"),
    ],
)
def test_roles_decide(marked: str, said: tuple[str, str, str], ids: str) -> None:
    """Where words say nothing the roles in statements do; contests are left as they are."""
    assert " ".join(resolved(marked, (said,))) == ids


def test_literal_switches_it_off() -> None:
    """With ``literal`` every capital is the town."""
    assert resolved("[[Pjöngjang|LOC|x]] erklärte das.", literal=True) == ["loc:pjoengjang"]


def test_each_has_a_row_that_can_be_refused() -> None:
    """A row tells the reason; a reviewer's split makes it the town again."""
    found, _ = article("a", "[[Pjöngjang|LOC|x]] erklärte, man werde liefern.")
    (row,) = identify([found]).links
    assert (row.left, row.left_name, row.right, row.decision) == ("a.txt#m0", "Pjöngjang", "Nordkorea", "merged")
    assert row.reasons == ("metonymy", "before „erklärte“")
    refused = Link(left=row.left, right=row.right, score=1, reasons=(), decision="split", left_name=row.left_name)
    assert identify([found], merges=[refused]).of == {(found.document.id, "m0"): "loc:pjoengjang"}


def test_the_town_is_an_alias_of_the_state() -> None:
    """The state keeps the capital's name among its aliases."""
    found, _ = article("a", "[[Nordkorea|LOC|x]] liefert. [[Pjöngjang|LOC|x]] erklärte das.")
    (entity,) = identify([found]).entities
    assert (entity.name, set(entity.aliases), entity.mentions) == ("Nordkorea", {"Nordkorea", "Pjöngjang"}, 2)
