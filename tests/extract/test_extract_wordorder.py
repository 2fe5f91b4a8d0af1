"""Forms, phrases and clauses by the order of words, on sentences whose parse by hand leaves everything unattached."""

from __future__ import annotations

import pytest
from hand_parsed import flat, parsed

from kg.extract.events.chunks import chunks
from kg.extract.events.clauses import clauses
from kg.extract.events.company import company_events
from kg.extract.events.forms import infinitive, participle
from kg.extract.events.nounframes import suffers
from kg.extract.events.owners import owners
from kg.extract.events.participles import participle_clauses
from kg.extract.events.stance import stances, verdicts
from kg.extract.events.wordorder import word_order_clauses
from kg.extract.lexicon import table, verbs
from kg.extract.mentions.register import Mentions
from kg.extract.speech.units import find_units
from kg.tables.relations import relations


@pytest.mark.parametrize(
    ("form", "verb", "passive"),
    [
        ("besetzte", "besetzen", True),
        ("gegründeten", "gründen", True),
        ("festgenommene", "festnehmen", True),
        ("unterstützende", "unterstützen", False),
        ("beschossenen", "beschießen", True),
    ],
)
def test_participles_as_attributes(form: str, verb: str, passive: bool) -> None:
    assert participle(form) == (verb, passive)


@pytest.mark.parametrize("form", ["rote", "neuen", "internationaler"])
def test_adjectives_are_no_participles(form: str) -> None:
    assert participle(form) is None


def test_particle_that_the_parse_has_lost() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj sichert|VERB:VVFIN|0|||sichern Russland|PROPN|2|obj Hilfe|NOUN|2|obj zu|ADP|4|case",
        ents={"Kim": "PER", "Russland": "LOC"},
    )
    assert infinitive(doc[1]) == "zusichern"


def test_subject_before_object_where_names_show_no_case() -> None:
    doc = flat("Polen|PROPN besiegte|VERB:VVFIN Ungarn|PROPN .|PUNCT", {"Polen": "LOC", "Ungarn": "LOC"})
    (clause,) = word_order_clauses(doc, find_units(doc, ()), Mentions(doc, "d"))
    assert clause.lemma == "besiegen"
    assert [f.token.text for f in clause.slots["nom"]] == ["Polen"]
    assert [f.token.text for f in clause.slots["acc"]] == ["Ungarn"]


def test_company_may_be_the_first_word_of_an_article() -> None:
    doc = parsed(
        "Kooperation|NOUN:NN|4|obj mit|ADP:APPR|3|case Bombardier|PROPN|1|nmod plant|VERB:VVFIN|0|||planen "
        "Siemens|PROPN|4|nsubj",
        ents={"Bombardier": "ORG", "Siemens": "ORG"},
    )
    assert company_events(clauses(doc), Mentions(doc, "d")) == []


def test_genitive_belongs_to_the_noun_before_it() -> None:
    doc = flat("Die|DET:ART Rede|NOUN:NN des|DET:ART Ministers|NOUN:NN", {})
    found = chunks(list(doc), Mentions(doc, "d"))
    assert [(c.head.text, c.owner.head.text if c.owner else "") for c in found] == [
        ("Rede", ""),
        ("Ministers", "Rede"),
    ]


def test_participle_between_article_and_noun_is_a_clause() -> None:
    doc = flat(
        "Die|DET:ART von|ADP:APPR Polen|PROPN:NE besetzte|ADJ:ADJA Stadt|NOUN:NN Wilna|PROPN:NE .|PUNCT",
        {"Polen": "LOC", "Wilna": "LOC"},
    )
    (clause,) = participle_clauses(doc, find_units(doc, ()), [], Mentions(doc, "d"))
    assert (clause.lemma, clause.passive) == ("besetzen", True)
    assert [f.token.text for f in clause.slots["nom"]] == ["Polen"]


def test_whom_something_happens_to_does_not_own_it() -> None:
    doc = parsed("die|DET|2|det Festnahme|NOUN|0|||Festnahme Meiers|PROPN|2|nmod|Case=Gen", ents={"Meiers": "PER"})
    assert suffers(doc[1])
    assert list(owners(doc[1], Mentions(doc, "d"))) == []


def test_word_lists_name_relations_and_verbs_in_order() -> None:
    vocabulary = set(relations())
    assert {s.relation for rows in stances().values() for s in rows} <= vocabulary
    assert set(verdicts().values()) == {"negative", "positive", "approving"}
    for name, column in (("stance", "verb"), ("control", "verb"), ("verdicts", "word"), ("strongverbs", "verb")):
        words = [row[column] for row in table(name)]
        assert words == sorted(words), name
    for name in ("stance", "control"):
        keys = [(row["verb"], row["refl"], row["slot"]) for row in table(name)]
        assert sorted(set(keys)) == sorted(keys), name
    unknown = [row["verb"] for row in table("strongverbs") if row["verb"] not in verbs()]
    assert len(unknown) < len(table("strongverbs")) / 4
