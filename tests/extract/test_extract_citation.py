"""Names: where they begin, and how they read in the nominative."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.extract.mentions.citation import citation
from kg.extract.mentions.names import trimmed

_NLP = spacy.blank("de")


def _doc(words: str, tags: str, poses: str, heads: list[int], deps: str, morphs: list[str] | None = None) -> Doc:
    forms = words.split()
    return Doc(
        _NLP.vocab,
        words=forms,
        tags=tags.split(),
        pos=poses.split(),
        heads=heads,
        deps=deps.split(),
        lemmas=forms,
        morphs=morphs,
    )


@pytest.mark.parametrize(
    ("phrase", "tags", "article", "morph", "wanted"),
    [
        ("Römischen Reiches", "ADJA NN", "des", "Case=Gen|Gender=Neut|Number=Sing", "Römisches Reich"),
        ("Schwedischen Akademie", "ADJA NN", "der", "Case=Gen|Gender=Fem|Number=Sing", "Schwedische Akademie"),
        ("Leipziger Straße", "ADJA NN", "der", "Case=Dat|Gender=Fem|Number=Sing", "Leipziger Straße"),
        ("Olympischen Winterspiele", "ADJA NN", "die", "Case=Acc|Gender=Neut|Number=Plur", "Olympische Winterspiele"),
        ("Hamburger Grünen", "ADJA NN", "die", "Case=Nom|Gender=Masc|Number=Plur", "Hamburger Grüne"),
        ("Kieler Landtag", "ADJA NN", "der", "Case=Nom|Gender=Masc|Number=Sing", "Kieler Landtag"),
        ("Roten Kreuzes", "ADJA NN", "des", "Case=Gen|Gender=Neut|Number=Sing", "Rotes Kreuz"),
    ],
)
def test_names_read_in_the_nominative(phrase: str, tags: str, article: str, morph: str, wanted: str) -> None:
    doc = _doc(f"{article} {phrase}", f"ART {tags}", "DET ADJ NOUN", [2, 2, 2], "det amod ROOT", ["", "", morph])
    assert citation(doc[1:3], doc[2]) == wanted


@pytest.mark.parametrize(
    ("words", "tags", "label", "wanted", "kind"),
    [
        ("Massenpartei KPX", "NN NE", "ORG", "KPX", "ORG"),
        ("Biochemikerin Ada Probe", "NN NE NE", "PER", "Ada Probe", "PER"),
        ("Chemiker Ada Probe", "NN NE NE", "ORG", "Ada Probe", "PER"),
        ("Hansestadt Bremen", "NN NE", "LOC", "Bremen", "LOC"),
        ("Landkreis Gotha", "NN NE", "LOC", "Landkreis Gotha", "LOC"),
        ("Universität Kassel", "NN NE", "ORG", "Universität Kassel", "ORG"),
        ("Berliner KaDeWe", "ADJA NE", "ORG", "KaDeWe", "ORG"),
        ("Hamburger SV", "ADJA NE", "ORG", "Hamburger SV", "ORG"),
        ("Werner Probe", "NE NE", "PER", "Werner Probe", "PER"),
        ("Schwede Jan Probe", "NE NE NE", "PER", "Jan Probe", "PER"),
        ("Bayer Leverkusen", "NE NE", "ORG", "Bayer Leverkusen", "ORG"),
    ],
)
def test_names_begin_behind_their_sort(words: str, tags: str, label: str, wanted: str, kind: str) -> None:
    n = len(words.split())
    doc = _doc(words, tags, " ".join(["NOUN"] + ["PROPN"] * (n - 1)), [0] * n, " ".join(["ROOT"] + ["flat"] * (n - 1)))
    doc.ents = (Span(doc, 0, n, label=label),)
    (entity,) = trimmed(doc)
    assert (entity.text, entity.label_) == (wanted, kind)


def test_a_person_and_a_town_side_by_side_are_two_where_the_article_has_both_alone() -> None:
    words = "Ada Probe Erfurt Ada Probe Erfurt"
    doc = _doc(words, " ".join(["NE"] * 6), " ".join(["PROPN"] * 6), [0] * 6, " ".join(["ROOT"] + ["dep"] * 5))
    doc.ents = (Span(doc, 0, 3, label="PER"), Span(doc, 3, 5, label="PER"), Span(doc, 5, 6, label="LOC"))
    assert [(e.text, e.label_) for e in trimmed(doc)][:2] == [("Ada Probe", "PER"), ("Erfurt", "LOC")]
    doc.ents = (Span(doc, 0, 3, label="PER"),)
    assert [e.text for e in trimmed(doc)] == ["Ada Probe Erfurt"]


def _kinds(words: str, tags: str, *names: tuple[int, int, str]) -> list[tuple[str, str]]:
    n = len(words.split())
    doc = _doc(words, tags, " ".join(["NOUN"] * n), [0] * n, " ".join(["ROOT"] + ["dep"] * (n - 1)))
    doc.ents = tuple(Span(doc, start, end, label=label) for start, end, label in names)
    return [(e.text, e.label_) for e in trimmed(doc)]


def test_the_noun_before_a_name_tells_its_kind_for_the_whole_article() -> None:
    """A village once is a village always; an office makes a person, but not of a town."""
    village = _kinds("Dorf Probeck brannte Probeck", "NN NE VVFIN NE", (1, 2, "PER"), (3, 4, "PER"))
    assert village == [("Probeck", "LOC"), ("Probeck", "LOC")]
    assert _kinds("Ministerin Probeck ging", "NN NE VVFIN", (1, 2, "LOC")) == [("Probeck", "PER")]
    assert _kinds("Bürgermeister Bremen", "NN NE", (1, 2, "LOC")) == [("Bremen", "LOC")]


def test_words_that_are_no_names_are_left_out() -> None:
    """Pronouns, verbs, offices and events in one word; not so surnames of that form and words in capitals."""
    assert _kinds("Ihn traf", "PPER VVFIN", (0, 1, "PER")) == []
    assert _kinds("Aufgewachsen hier", "VVPP ADV", (0, 1, "PER")) == []
    assert _kinds("Verhandlungen laufen", "NN VVFIN", (0, 1, "LOC")) == []
    assert _kinds("Minister redet", "NN VVFIN", (0, 1, "PER")) == []
    names = _kinds("Ada Minister und Minister redet", "NE NE KON NN VVFIN", (0, 2, "PER"), (3, 4, "PER"))
    assert names == [("Ada Minister", "PER"), ("Minister", "PER")]


def test_whose_something_is_stands_before_its_name() -> None:
    """ "Probes Holding" is the Holding where Probe is named; elsewhere it may be a name."""
    words, tags = "Probes Nordwerft und Ada Probe", "NE NE KON NE NE"
    assert _kinds(words, tags, (0, 2, "ORG"), (3, 5, "PER"))[0] == ("Nordwerft", "ORG")
    assert _kinds(words, tags, (0, 2, "ORG")) == [("Probes Nordwerft", "ORG")]
