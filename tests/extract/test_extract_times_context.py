"""What tags, parses, entities and neighbours change in the reading of time expressions."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import spacy
from hand_parsed import parsed
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.extract.times.expressions import TimeExpression, find_times

NLP = spacy.blank("de")
MONDAY = datetime(2025, 7, 14, 9, 30, tzinfo=UTC)


def only(doc: Doc, granularity: str = "day") -> TimeExpression:
    (found,) = find_times(doc, MONDAY, granularity)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Er|PRON trifft|VERB|||Tense=Pres sie|PRON FRIDAY .|PUNCT", "2025-07-18"),
        ("Er|PRON küsste|VERB|||Tense=Past sie|PRON FRIDAY .|PUNCT", "2025-07-11"),
        ("Er|PRON hat|AUX|||Tense=Pres sie|PRON FRIDAY geküsst|VERB:VVPP .|PUNCT", "2025-07-11"),
        ("Er|PRON wird|AUX|||Tense=Pres sie|PRON FRIDAY küssen|VERB:VVINF .|PUNCT", "2025-07-18"),
        ("Er|PRON will|VERB:VMFIN|||Tense=Pres FRIDAY fahren|VERB:VVINF .|PUNCT", "2025-07-18"),
        ("Er|PRON sagte|VERB|||Tense=Past ,|PUNCT:$, er|PRON fährt|VERB|||Tense=Pres FRIDAY .|PUNCT", "2025-07-18"),
        ("Er|PRON fährt|VERB|||Tense=Pres ,|PUNCT:$, sagte|VERB|||Tense=Past er|PRON FRIDAY .|PUNCT", "2025-07-11"),
    ],
)
def test_the_tense_of_the_clause_decides(text: str, value: str) -> None:
    assert only(parsed(text.replace("FRIDAY", "am|ADP:APPRART Freitag|NOUN"))).value == value


def test_the_governing_verb_decides_where_commas_mislead() -> None:
    doc = parsed(
        "Am|ADP:APPRART|2|case Freitag|NOUN|9|obl wird|AUX|9|aux|Tense=Pres Kim|PROPN|9|nsubj ,|PUNCT:$,|7|punct "
        "der|PRON:PRELS|7|nsubj siegte|VERB|4|acl|Tense=Past ,|PUNCT:$,|7|punct reisen|VERB:VVINF|0 .|PUNCT|9|punct"
    )
    assert only(doc).value == "2025-07-18"


def test_the_parse_gives_the_head() -> None:
    found = only(
        parsed(
            "Ende|NOUN|4|obl des|DET|3|det Monats|NOUN|1|nmod starb|VERB|0||Tense=Past er|PRON|4|nsubj .|PUNCT|4|punct"
        )
    )
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
