"""Coreference within an article: word knowledge, and what holds for all chains."""

from __future__ import annotations

import dataclasses

import pytest
import spacy
from spacy.tokens import Doc

from kg.fuse.within.resolve import resolve
from kg.fuse.within.words import fits, other_office, person_gender, role_key, role_match, state_of, things
from kg.schema import Document, Findings, Mention, Span


def parsed(text: str) -> Doc:
    """A Doc with sentences only."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp(text)


def name(id_: str, start: int, text: str, kind: str = "PER") -> Mention:
    last = text.rsplit(" ", 1)[-1]
    end = start + len(text)
    return Mention(
        id=id_,
        doc="d",
        span=Span(start=start, end=end),
        head=Span(start=end - len(last), end=end),
        text=text,
        kind=kind,
        form="NAME",
    )


def chains(text: str, *names: tuple[str, str]) -> list[list[str]]:
    """The chains of the names of a text, as texts; no parse is needed for names."""
    doc = parsed(text)
    mentions, at = [], 0
    for surface, kind in names:
        start = text.index(surface, at)
        at = start + len(surface)
        mentions.append(name(f"m{start}", start, surface, kind))
    starts = {m.id: doc.char_span(m.head.start, m.head.end)[0].i for m in mentions}
    findings = Findings(document=Document(id="d", name="d", text=text), mentions=tuple(mentions))
    found = resolve(doc, findings, lambda m: starts[m.id]).chains
    return [[m.text for i in ids for m in mentions if m.id == i] for ids in found]


def test_names_need_no_parse() -> None:
    text = "Olaf Scholz kam nach Essen. Scholz lobte Essens Zeche."
    names = [("Olaf Scholz", "PER"), ("Essen", "LOC"), ("Scholz", "PER"), ("Essens", "LOC")]
    assert chains(text, *names) == [["Olaf Scholz", "Scholz"], ["Essen", "Essens"]]


def test_generation_behind_a_name_leaves_its_surname() -> None:
    text = "Uwe Rabe senior ist tot. Rabe wurde 94 Jahre alt."
    assert chains(text, ("Uwe Rabe", "PER"), ("Rabe", "PER")) == [["Uwe Rabe", "Rabe"]]


def test_no_mentions_no_chains() -> None:
    assert chains("Es regnet.") == []


def test_single_mentions_make_no_chain() -> None:
    assert chains("Olaf Scholz kam.", ("Olaf Scholz", "PER")) == []


def test_town_and_club_of_one_name_stay_apart() -> None:
    assert chains("In Essen siegte Essen.", ("Essen", "LOC"), ("Essen", "ORG")) == []


def test_times_and_amounts_are_in_no_chain() -> None:
    doc = parsed("Heute und heute.")
    time = dataclasses.replace(name("t0", 0, "Heute", "TIME"), form="VALUE")
    again = dataclasses.replace(name("t10", 10, "heute", "TIME"), form="VALUE")
    findings = Findings(document=Document(id="d", name="d", text=doc.text), mentions=(time, again))

    def refuse(mention: Mention) -> int:
        raise AssertionError(mention)

    assert resolve(doc, findings, refuse).chains == ()


def test_order_of_mentions_does_not_matter() -> None:
    text = "Olaf Scholz traf Peter Müller. Scholz und Müller stritten."
    doc = parsed(text)
    spots = [(0, "Olaf Scholz"), (17, "Peter Müller"), (31, "Scholz"), (42, "Müller")]
    mentions = tuple(name(f"m{at}", at, surface) for at, surface in spots)
    heads = {m.id: doc.char_span(m.head.start, m.head.end)[0].i for m in mentions}
    document = Document(id="d", name="d", text=text)
    results = {
        resolve(doc, Findings(document=document, mentions=order), lambda m: heads[m.id]).chains
        for order in (mentions, mentions[::-1], mentions[2:] + mentions[:2])
    }
    assert results == {(("m0", "m31"), ("m17", "m42"))}


@pytest.mark.parametrize(
    ("word", "gender"),
    [("Außenministerin", "f"), ("Kanzler", "m"), ("Opfer", ""), ("Mann", "m"), ("Schwester", "f"), ("Mensch", "")],
)
def test_gender_of_person_nouns(word: str, gender: str) -> None:
    assert person_gender(word) == gender


@pytest.mark.parametrize(
    ("description", "known", "match"),
    [
        ("Außenministerin", "Außenminister", 3.0),
        ("Minister", "Außenminister", 2.5),
        ("Staatschef", "US-Präsident", 2.0),
        ("Regierungschef", "Kanzler", 2.0),
        ("Finanzminister", "Außenminister", 0.0),
        ("SPD-Chef", "CDU-Chef", 0.0),
        ("Präsident", "Vizepräsident", 0.0),
        ("Trainer", "Kanzler", 0.0),
    ],
)
def test_descriptions_of_offices(description: str, known: str, match: float) -> None:
    assert role_match(role_key(description), role_key(known)) == match


def test_other_office() -> None:
    assert other_office(role_key("Justizminister"), role_key("Außenminister"))
    assert not other_office(role_key("Bundesaußenminister"), role_key("Außenminister"))


def test_words() -> None:
    assert state_of("Kremlchef") == "Russland"
    assert state_of("Chef") == ""
    assert "any" in fits("35-Jährige")
    assert {t.sort for t in things("Konzern")} == {"company"}
    assert things("Sport") == ()
