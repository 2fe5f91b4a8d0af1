"""What tags, parses, entities and neighbours change in the reading of time expressions."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.extract.times.expressions import TimeExpression, find_times

NLP = spacy.blank("de")
MONDAY = datetime(2025, 7, 14, 9, 30, tzinfo=UTC)


def tagged(text: str, parse: bool = False) -> Doc:
    """A doc from "word/TAG/Tense" triples; with ``parse`` each is "word/TAG/Tense/head/dep"."""
    cells = [cell.split("/") for cell in text.split(" ")]
    tense = {"past": "Tense=Past", "pres": "Tense=Pres", "": ""}
    return Doc(
        NLP.vocab,
        words=[c[0] for c in cells],
        tags=[c[1] for c in cells],
        morphs=[tense[c[2]] for c in cells],
        pos=["AUX" if c[1].startswith("VA") else "VERB" if c[1].startswith("V") else "X" for c in cells],
        heads=[int(c[3]) for c in cells] if parse else None,
        deps=[c[4] for c in cells] if parse else None,
    )


def only(doc: Doc, granularity: str = "day") -> TimeExpression:
    (found,) = find_times(doc, MONDAY, granularity)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Er/PPER/ trifft/VVFIN/pres sie/PPER/ am/APPRART/ Freitag/NN/ ./$./", "2025-07-18"),
        ("Er/PPER/ küsste/VVFIN/past sie/PPER/ am/APPRART/ Freitag/NN/ ./$./", "2025-07-11"),
        ("Er/PPER/ hat/VAFIN/pres sie/PPER/ am/APPRART/ Freitag/NN/ geküsst/VVPP/ ./$./", "2025-07-11"),
        ("Er/PPER/ wird/VAFIN/pres sie/PPER/ am/APPRART/ Freitag/NN/ küssen/VVINF/ ./$./", "2025-07-18"),
        ("Er/PPER/ will/VMFIN/pres am/APPRART/ Freitag/NN/ fahren/VVINF/ ./$./", "2025-07-18"),
        ("Er/PPER/ sagte/VVFIN/past ,/$,/ er/PPER/ fährt/VVFIN/pres am/APPRART/ Freitag/NN/ ./$./", "2025-07-18"),
        ("Er/PPER/ fährt/VVFIN/pres ,/$,/ sagte/VVFIN/past er/PPER/ am/APPRART/ Freitag/NN/ ./$./", "2025-07-11"),
    ],
)
def test_the_tense_of_the_clause_decides(text: str, value: str) -> None:
    assert only(tagged(text)).value == value


def test_the_governing_verb_decides_where_commas_mislead() -> None:
    text = (
        "Am/APPRART//1/case Freitag/NN//8/obl wird/VAFIN/pres/8/aux Kim/NE//8/nsubj ,/$,//6/punct der/PRELS//6/nsubj "
        "siegte/VVFIN/past/3/acl ,/$,//6/punct reisen/VVINF//8/ROOT ./$.//8/punct"
    )
    assert only(tagged(text, parse=True)).value == "2025-07-18"


def test_the_parse_gives_the_head() -> None:
    text = (
        "Ende/NN//4/obl des/ART//2/det Monats/NN//0/nmod starb/VVFIN/past/4/x er/PPER//4/nsubj ./$.//4/punct"  # head: 4
    )
    found = only(tagged(text, parse=True))
    assert (found.text, found.head_start, found.head_end) == ("Ende des Monats", 0, 4)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Es geschah am 12. Juli 2025.", "Juli"),
        ("Es geschah am Freitag, den 4. Juli.", "Freitag"),
        ("Es geschah im Herbst vergangenen Jahres.", "Herbst"),
        ("Es geschah vor zwei Wochen.", "Wochen"),
        ("Es geschah um 16:29 Uhr.", "Uhr"),
        ("Es geschah in der Nacht zum Sonntag.", "Nacht"),
        ("Es geschah im Jahr 2003.", "Jahr"),
    ],
)
def test_head_without_a_parse(text: str, head: str) -> None:
    found = only(NLP(text))
    assert text[found.head_start : found.head_end] == head


@pytest.mark.parametrize(
    ("text", "kind", "granularity", "bound", "part"),
    [
        ("Am 12. Juli kam er.", "DATE", "day", "", ""),
        ("Seit Februar 2022 ist Krieg.", "DATE", "month", "since", ""),
        ("Bis Ende 2026 wird gebaut.", "DATE", "year", "until", "END"),
        ("Um 1900 lebten sie dort.", "DATE", "year", "about", ""),
        ("Gegen 11 Uhr kam er.", "TIME", "hour", "about", ""),
        ("Um 11.30 Uhr kam er.", "TIME", "minute", "", ""),
        ("Am Samstagabend kam er.", "TIME", "day", "", "EV"),
        ("In der Nacht zum Sonntag kam er.", "TIME", "day", "", "NI"),
        ("Vor knapp einer Woche kam er.", "DATE", "day", "about", ""),
        ("Vor zwei Wochen kam er.", "DATE", "week", "", ""),
        ("Im Frühjahr 2020 kam er.", "DATE", "season", "", ""),
        ("Im zweiten Quartal 2020 kam er.", "DATE", "quarter", "", ""),
        ("In den 1990er Jahren kam er.", "DATE", "decade", "", ""),
        ("Im 19. Jahrhundert kam er.", "DATE", "century", "", ""),
        ("Er blieb drei Tage.", "DURATION", "day", "", ""),
        ("Er kommt jeden Montag.", "SET", "day", "", ""),
        ("Vor dem 3. Mai kam er.", "DATE", "day", "until", ""),
        ("Kurz nach Ostern 2024 kam er.", "DATE", "day", "about", ""),
    ],
)
def test_fields(text: str, kind: str, granularity: str, bound: str, part: str) -> None:
    found = only(NLP(text))
    assert (found.kind, found.granularity, found.bound, found.part) == (kind, granularity, bound, part)


def test_a_person_who_is_called_like_a_day() -> None:
    doc = NLP("Gestern sah Sonntag ihn.")
    assert [t.text for t in find_times(doc, MONDAY)] == ["Gestern", "Sonntag"]
    doc.ents = [Span(doc, 2, 3, label="PER")]
    assert [t.text for t in find_times(doc, MONDAY)] == ["Gestern"]


def test_spaced_tokens_read_alike() -> None:
    doc = Doc(NLP.vocab, words=re.split(" ", "Am 12 . Juli 2025 um 16:29 Uhr ( Ortszeit ) begann es ."))
    assert only(doc).value == "2025-07-12T16:29"


def test_an_hour_belongs_to_the_day_of_its_paragraph() -> None:
    text = "Am 3. März 2021 begann es.\n\nUm 9 Uhr sprach sie, um 10 Uhr er. Am 4. März 2021 endete es um 11 Uhr."
    values = [t.value for t in find_times(NLP(text), MONDAY)]
    assert values == ["2021-03-03", "2025-07-14T09:00", "2025-07-14T10:00", "2021-03-04", "2021-03-04T11:00"]


def test_an_unknown_granularity_is_no_date() -> None:
    assert only(NLP("Am Samstag kam er."), "").value == ""


PIECES = (
    "am im vom zum bis seit vor nach in der den und von um jeden letzten vergangenen kommenden mehr als später halb|"
    "3. 53. 20. 31 30. 2024 99 12.13.2024 9999 0 24 25:61 2,5 zwei ein Million Soldaten € / – , . ( )|"
    "Mai Februar Montag Nacht Ende heute Jahr Woche Wochen Uhr 1990er Jahrhundert v. Chr. Ostern Quartal KW"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*re.split(r"[ |]", PIECES), "\n\n"]), max_size=14))
def test_any_text_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for found in find_times(NLP(text), MONDAY):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end
