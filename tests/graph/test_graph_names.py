"""Names are found as people type them."""

from __future__ import annotations

import pytest
from graph_samples import DUPLICATES, ENTITIES, FACTS, KIM, LAWROW
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import assemble, names

INDEX = names.index(assemble.assemble(FACTS, ENTITIES, duplicates=DUPLICATES))


@pytest.mark.parametrize(
    ("query", "rank", "ids"),
    [
        (LAWROW, "id", (LAWROW,)),
        ("Sergej Lawrow", "name", (LAWROW,)),
        ("SERGEJ LAWROW", "name", (LAWROW,)),
        ("sergej lawrows", "name", (LAWROW,)),
        ("Lawrows", "alias", (LAWROW,)),
        ("Putins", "alias", ("per:wladimir-putin",)),
        ("Kim Jong-Un", "name", (KIM,)),
        ("kim jong un’s", "name", (KIM,)),
        ("KIM-JONG UN", "name", (KIM,)),
        ("Joerg Mueller", "name", ("per:joerg-mueller",)),
        ("jörg müller", "name", ("per:joerg-mueller",)),
        ("Jo\u0308rg Mu\u0308ller", "name", ("per:joerg-mueller",)),
        ("Moskaus", "alias", ("loc:russland",)),
        ("Paris", "name", ("loc:paris",)),
        ("Kim", "alias", (KIM, "per:kim-yo-jong")),
        ("Müller", "alias", ("per:joerg-mueller",)),
        ("Yo-jong", "part", ("per:kim-yo-jong",)),
        ("jong", "surname", ("per:kim-yo-jong",)),
        ("Sergej", "prefix", (LAWROW,)),
        ("Aussenministerium", "part", ("org:aussenministerium",)),
        ("Putin!", "alias", ("per:wladimir-putin",)),
    ],
)
def test_a_name_is_found(query: str, rank: str, ids: tuple[str, ...]) -> None:
    match = names.find(INDEX, query)
    assert (match.rank, match.ids) == (rank, ids)
    assert match.id == (ids[0] if len(ids) == 1 else "")


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [("Lawrov", "Lawrow"), ("Kim Jong Ung", "Kim Jong Un"), ("Rusland", "Russland"), ("Muller", "Müller")],
)
def test_a_near_miss_suggests_names(query: str, suggestion: str) -> None:
    match = names.find(INDEX, query)
    assert match.ids == ()
    assert match.suggestions[0] == suggestion


@pytest.mark.parametrize("query", ["", "   ", "?!", "Xylophonquartett"])
def test_nothing_is_found_for_nonsense(query: str) -> None:
    assert names.find(INDEX, query) == names.Match(query=query, rank="", ids=())


def test_a_surname_is_found_if_nothing_else_has_it() -> None:
    graph = assemble.assemble((), [e for e in ENTITIES if e.id == "per:anna-mueller"])
    assert names.find(graph, "Mueller").rank == "surname"


@given(st.text())
@settings(deadline=None)
def test_folding_is_stable_and_slugs_are_plain(name: str) -> None:
    folded = names.fold(name)
    assert names.fold(folded) == folded
    slug = names.slug(name)
    assert slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
