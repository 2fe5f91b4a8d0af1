"""Facts against gold: matching, figures, and agreement with the script of the development gold."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score_samples import fact

from kg.score.facts import match, score
from kg.score.gold import GoldArticle, GoldFact, read_gold
from kg.score.names import among, key, same
from kg.tables.relations import relations

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def gold(subject: str, relation: str, object_: str, **more: object) -> GoldFact:
    values = {
        "subject": (subject,),
        "relations": tuple(relation.split("|")),
        "object": (object_,),
        "status": ("asserted",),
    }
    return GoldFact(**(values | more))  # type: ignore[arg-type]


def test_names_match_across_spellings() -> None:
    assert key("Der „Müller-Verlag“") == key("muller verlag") == key("MUELLER VERLAG")
    assert same("Trumps", ["Trump"]) and same("Trump", ["Trumps"])
    assert not same("", [""]) and not same("Iran", ["Irak"])
    assert among("KCNA; TASS", ["TASS"]) and not among("", ["TASS"])


def test_direction_counts_except_for_symmetric_relations() -> None:
    assert match(fact("Kim", "met", "Putin"), gold("Putin", "met", "Kim")).relation
    turned = match(fact("Kim", "visited", "Putin"), gold("Putin", "visited", "Kim"))
    assert turned.pair and not turned.relation
    assert not match(fact("Kim", "met", "Xi"), gold("Putin", "met", "Kim")).pair


def test_lemma_matches_relation_or_predicate() -> None:
    wanted = gold("Bund", "lemma:finanzieren", "Bahn")
    assert match(fact("Bund", "finanzieren", "Bahn"), wanted).relation
    assert match(fact("Bund", "supports", "Bahn", predicate="finanzieren"), wanted).relation
    assert not match(fact("Bund", "supports", "Bahn"), wanted).relation


def test_figures_by_hand() -> None:
    """Two right of four, one of them minor; one pair with another relation; one must missed."""
    article = GoldArticle(
        doc="a.txt",
        facts=(
            gold("A", "leads", "B", place=("Emden",), time=("2025",)),
            gold("C", "met", "D", must=False),
            gold("E", "visited", "F", source=("dpa",)),
        ),
    )
    given_facts = [
        fact("A", "leads", "B", place="Kiel", time="2025"),
        fact("A", "leads", "B", place="Emden", start=40),  # the same fact again: counts once, its place counts
        fact("D", "met", "C", place="Bonn"),
        fact("E", "criticized", "F"),
        fact("X", "met", "Y"),
        fact("A", "leads", "Denkmal", object_kind="CONCEPT"),
        fact("A", "leads", "Z", doc="b.txt"),
    ]
    result = score([article], given_facts)
    assert result.figure("relation.P") == 0.5
    assert result.figure("relation.R") == 0.5
    assert result.figure("pair.P") == 0.75
    assert result.figure("pair.R") == 1.0
    assert result.figure("place.accuracy") == 1.0
    assert result.figure("place.extra") == 1
    assert result.figure("source.accuracy") is None
    parts = {(row.part, row.name): row.figures for row in result.rows}
    assert parts["kind", "state"]["P"] == 1.0
    assert parts["rule", "verb.active"]["given"] == 4
    assert [line.split(" | ")[0] for line in result.errors] == [
        "a.txt: other relation: E –criticized– F (verb.active)",
        "a.txt: wrong: X –met– Y (verb.active)",
        "a.txt: missed: E –visited– F",
    ]


_names = st.sampled_from(["Nord", "Süd", "Ost", "West"])
_relations = st.sampled_from(["met", "leads", "visited", "finanzieren"])
_facts = st.lists(st.builds(fact, _names, _relations, _names, start=st.integers(0, 3), place=_names), max_size=8)


@given(_facts.filter(bool))
def test_gold_as_output_is_perfect(facts: list) -> None:
    wanted = [
        gold(
            f.subject, f"lemma:{f.relation}" if f.relation == "finanzieren" else f.relation, f.object, place=(f.place,)
        )
        for f in facts
    ]
    result = score([GoldArticle(doc="a.txt", facts=tuple(wanted))], facts)
    for name in ("relation.P", "relation.R", "relation.F1", "pair.F1", "place.accuracy", "status.accuracy"):
        assert result.figure(name) == 1.0, name
    assert not result.errors


@given(_facts, _facts, st.randoms())
def test_order_does_not_matter(facts: list, others: list, random) -> None:
    article = GoldArticle(doc="a.txt", facts=tuple(gold(f.subject, f.relation, f.object) for f in others))
    before = score([article], facts)
    shuffled = random.sample(facts, len(facts))
    assert score([article], shuffled) == before


@pytest.mark.skipif(not (SHARED / "score_facts.py").exists(), reason="the development gold is not here")
@pytest.mark.parametrize("name", ["dev", "dev2"])
def test_agrees_with_the_script(name: str) -> None:
    """Facts made from the gold itself, some spoiled, get the same figures from both programs."""
    spec = importlib.util.spec_from_file_location("score_facts", SHARED / "score_facts.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    articles = read_gold([SHARED / f"{name}.jsonl"]).facts
    facts = []
    for number, (doc, g) in enumerate((a.doc, g) for a in articles for g in a.facts):
        changes = {"doc": doc, "start": number, "place": "".join(g.place[:1]), "time": "".join(g.time[:1])}
        ends = [g.subject[-1], g.object[0]] if number % 5 else [g.object[0], g.subject[0]]
        relation = g.relations[0].removeprefix("lemma:") if number % 3 else "criticized"
        status, source = "asserted" if number % 4 else "reported", "; ".join(g.source[:2])
        if number % 7:
            facts.append(fact(ends[0], relation, ends[1], status=status, source=source, **changes))
    symmetric = {row.id for row in relations().values() if row.symmetric}
    raw = [json.loads(line) for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = script.score(raw, [dataclasses.asdict(f) for f in facts], symmetric)
    result = score(articles, facts)
    for level in ("pair", "relation"):
        assert {c: result.figure(f"{level}.{c}") for c in ("P", "R", "F1")} == {
            c: expected[level][c] for c in ("P", "R", "F1")
        }
    for qualifier in ("place", "time", "status", "source"):
        for column in ("right", "asked", "accuracy", "extra"):
            assert result.figure(f"{qualifier}.{column}") == expected[qualifier][column], (qualifier, column)
