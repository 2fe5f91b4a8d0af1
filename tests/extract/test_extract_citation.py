"""Names: where they begin, and how they read in the nominative."""

from __future__ import annotations

import pytest
from hand_parsed import flat, parsed

from kg.extract.mentions.citation import citation
from kg.extract.mentions.names import trimmed


def _kinds(words: str, tags: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    """The names that are left of these; all words are nouns for the parser."""
    doc = flat(" ".join(f"{w}|NOUN:{t}" for w, t in zip(words.split(), tags.split(), strict=True)), names)
    return [(e.text, e.label_) for e in trimmed(doc)]


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
    adjective, noun = phrase.split()
    first, second = tags.split()
    features = morph.replace("|", ",")
    doc = parsed(f"{article}|DET:ART|3|det {adjective}|ADJ:{first}|3|amod {noun}|NOUN:{second}|0||{features}")
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
    assert _kinds(words, tags, (words, label)) == [(wanted, kind)]


def test_a_person_and_a_town_side_by_side_are_two_where_the_article_has_both_alone() -> None:
    words, tags, both = "Ada Probe Erfurt Ada Probe Erfurt", "NE NE NE NE NE NE", ("Ada Probe Erfurt", "PER")
    parts = [("Ada Probe", "PER"), ("Erfurt", "LOC")]
    assert _kinds(words, tags, both, *parts) == parts * 2
    assert _kinds(words, tags, both) == [both]


def test_the_noun_before_a_name_tells_its_kind_for_the_whole_article() -> None:
    """A village once is a village always; an office makes a person, but not of a town."""
    village = _kinds("Dorf Probeck brannte Probeck", "NN NE VVFIN NE", ("Probeck", "PER"), ("Probeck", "PER"))
    assert village == [("Probeck", "LOC"), ("Probeck", "LOC")]
    assert _kinds("Ministerin Probeck ging", "NN NE VVFIN", ("Probeck", "LOC")) == [("Probeck", "PER")]
    assert _kinds("Bürgermeister Bremen", "NN NE", ("Bremen", "LOC")) == [("Bremen", "LOC")]


def test_words_that_are_no_names_are_left_out() -> None:
    """Pronouns, verbs, offices and events in one word; not so surnames of that form and words in capitals."""
    assert _kinds("Ihn traf", "PPER VVFIN", ("Ihn", "PER")) == []
    assert _kinds("Aufgewachsen hier", "VVPP ADV", ("Aufgewachsen", "PER")) == []
    assert _kinds("Verhandlungen laufen", "NN VVFIN", ("Verhandlungen", "LOC")) == []
    assert _kinds("Minister redet", "NN VVFIN", ("Minister", "PER")) == []
    names = _kinds(
        "Ada Minister und Minister redet", "NE NE KON NN VVFIN", ("Ada Minister", "PER"), ("Minister", "PER")
    )
    assert names == [("Ada Minister", "PER"), ("Minister", "PER")]


def test_whose_something_is_stands_before_its_name() -> None:
    """ "Probes Holding" is the Holding where Probe is named; elsewhere it may be a name."""
    words, tags = "Probes Nordwerft und Ada Probe", "NE NE KON NE NE"
    assert _kinds(words, tags, ("Probes Nordwerft", "ORG"), ("Ada Probe", "PER"))[0] == ("Nordwerft", "ORG")
    assert _kinds(words, tags, ("Probes Nordwerft", "ORG")) == [("Probes Nordwerft", "ORG")]
