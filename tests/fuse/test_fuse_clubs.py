"""Towns that stand for their clubs in reports on contests, and kinds of names told by the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fuse_samples import article

from kg.fuse import identify
from kg.schema import Findings

_REPORT = (
    "Fußball: [[Aalen|LOC|town]] – Der [[VfR Aalen|ORG|club]] gewann das Heimspiel der Regionalliga. Die Mannschaft "
    "führte zur Halbzeit. {} Der Trainer lobte seinen Torwart."
)


def _meant(marked: str, *, literal: bool = False) -> dict[str, str]:
    found, gold = article("a", _REPORT.format(marked))
    of = identify([found], literal=literal).of
    return {entity: of[mention] for mention, entity in gold.items()}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In der Tabelle liegt [[Aalen|LOC|it]] vorn.", "org"),
        ("Kiel verlor gegen [[Aalen|LOC|it]] hoch.", "org"),
        ("[[Aalens|LOC|it]] Torjäger traf.", "org"),
        ("In [[Aalen|LOC|it]] feierten die Fans.", "loc"),
        ("Der Bus fuhr nach [[Aalen|LOC|it]] zurück.", "loc"),
        ("[[Aalens|LOC|it]] Bürgermeister gratulierte.", "loc"),
        ("Das Finale von [[Aalen|LOC|it]] war ausverkauft.", "loc"),
    ],
)
def test_town_or_club(sentence: str, kind: str) -> None:
    """Prepositions of place and titles of town government keep the town; otherwise its club plays."""
    meant = _meant(sentence)
    assert meant["it"].partition(":")[0] == kind
    assert (meant["it"] == meant["club"]) == (kind == "org")
    assert meant["town"].startswith("loc:")


def test_literal_keeps_the_town() -> None:
    """``literal`` switches every metonymy off."""
    assert _meant("In der Tabelle liegt [[Aalen|LOC|it]] vorn.", literal=True)["it"].startswith("loc:")


def test_two_clubs_of_one_town_leave_it_open() -> None:
    """With two clubs of the town in the article nothing tells which of them is meant."""
    assert _meant("Auch der [[SC Aalen|ORG|x]] siegte. [[Aalen|LOC|it]] jubelt.")["it"].startswith("loc:")


def test_outside_sport_a_town_is_a_town() -> None:
    """The same names in a report on something else."""
    found, gold = article("a", "Der [[VfR Aalen|ORG|club]] baut. [[Aalen|LOC|it]] zahlt die Hälfte.")
    of = identify([found]).of
    assert {of[m].partition(":")[0] for m, e in gold.items() if e == "it"} == {"loc"}


def test_a_reviewer_splits_town_and_club() -> None:
    """The row of merges.csv tells the reason; with ``split`` the town stays one."""
    found, gold = article("a", _REPORT.format("In der Tabelle liegt [[Aalen|LOC|it]] vorn."))
    (row,) = [k for k in identify([found]).links if k.reasons[0] == "metonymy"]
    assert (row.left_name, row.right_name, row.kind) == ("Aalen", "VfR Aalen", "ORG")
    of = identify([found], merges=[replace(row, decision="split")]).of
    assert all(of[m].startswith("loc:") for m, e in gold.items() if e == "it")


def _kinds(*marked: str) -> set[str]:
    found: list[Findings] = [article(f"a{i}", text)[0] for i, text in enumerate(marked)]
    return {e.id for e in identify(found).entities}


def test_a_surname_of_the_article_is_a_person() -> None:
    """Whatever the recogniser says of it, unless it is a town or a body that the article names too."""
    assert _kinds("[[Lena Brandauer|PER|x]] kam. [[Brandauer|LOC|x]] ging.") == {"per:lena-brandauer"}
    assert _kinds("[[Marie La Rue|PER|x]] kam. [[La Rue|ORG|x]] ging.") == {"per:marie-la-rue"}
    both = _kinds("[[Otto Kramm|PER|x]] gründete [[Kramm Logistik|ORG|y]]. [[Kramm|ORG|y]] wächst.")
    assert both >= {"per:otto-kramm", "org:kramm"}
    assert _kinds("[[Ina Essen|PER|x]] wohnt in [[Essen|LOC|y]].") == {"per:ina-essen", "loc:essen"}


def test_generations_of_one_name() -> None:
    """ "senior" behind a name and "der ältere" before it tell father and son apart."""
    found, gold = article(
        "a",
        "[[Paul Rabe|PER|son]] sprach, wie einst [[Paul Rabe|PER|father]] senior. Der ältere [[Rabe|PER|father]] "
        "schwieg. [[Rabe|PER|son]] lachte.",
    )
    of = identify([found]).of
    ids = {entity: {of[m] for m, e in gold.items() if e == entity} for entity in ("son", "father")}
    assert (len(ids["son"]), len(ids["father"]), ids["son"] & ids["father"]) == (1, 1, set())


def test_names_in_syllables_are_completed() -> None:
    """The recogniser now and then ends before the last syllable of a Korean name."""
    assert _kinds("[[Han Dong|PER|x]] Soo kam.", "[[Han Dong-soo|PER|x]] ging.", "[[Han Dong|PER|x]]-soo sprach.") == {
        "per:han-dong-soo"
    }


def test_one_place_in_two_orders() -> None:
    """A town's adjective before a building is the town behind it."""
    assert _kinds("Der [[Bremer Hafen|LOC|x]].", "Der [[Hafen Bremen|LOC|x]].") == {"loc:hafen-bremen"}
    assert len(_kinds("[[Landkreis Ulm|LOC|x]].", "[[Kreis Ulm|LOC|x]].", "[[Ulm|LOC|x]].")) == 2
