"""When an article appeared and who wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.acquire import dates, sources, stamps
from kg.acquire.stamps import Stamp


def shown(stamp: Stamp | None) -> str:
    return f"{stamp.when.isoformat()} {stamp.granularity}" if stamp else ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-13", "2025-07-13T00:00:00+02:00 day"),
        ("2025-07", "2025-07-01T00:00:00+02:00 month"),
        ("2025", "2025-01-01T00:00:00+01:00 year"),
        (2025, "2025-01-01T00:00:00+01:00 year"),
        ("20250713", "2025-07-13T00:00:00+02:00 day"),
        ("2025/07/13", "2025-07-13T00:00:00+02:00 day"),
        ("13.07.2025", "2025-07-13T00:00:00+02:00 day"),
        ("13.7.25", "2025-07-13T00:00:00+02:00 day"),
        ("5. Jänner 2024", "2024-01-05T00:00:00+01:00 day"),
        ("July 13, 2025", "2025-07-13T00:00:00+02:00 day"),
        ("2025-07-13T17:30:00+02:00", "2025-07-13T17:30:00+02:00 minute"),
        ("2025-07-13T17:30:00Z", "2025-07-13T19:30:00+02:00 minute"),
        ("2025-01-13T17:30:00.123+0000", "2025-01-13T18:30:00+01:00 minute"),
        ("2025-07-13 17:30", "2025-07-13T17:30:00+02:00 minute"),
        ("2025-07-12T22:00:00Z", "2025-07-13T00:00:00+02:00 day"),
        ("2025-07-13T00:00:00Z", "2025-07-13T00:00:00+02:00 day"),
        ("Sat, 12 Jul 2025 16:29:00 GMT", "2025-07-12T18:29:00+02:00 minute"),
        ("Sat, 12 Jul 2025 16:29:00 -0400", "2025-07-12T22:29:00+02:00 minute"),
        (1752330540, "2025-07-12T16:29:00+02:00 minute"),
        (1752330540000, "2025-07-12T16:29:00+02:00 minute"),
        ("1752330540", "2025-07-12T16:29:00+02:00 minute"),
        ("31.02.2025", ""),
        ("gestern", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        (float("nan"), ""),
        (["2025"], ""),
        ("²²²²", ""),
        ("2025-07-13T17:30:00+99:99", ""),
    ],
)
def test_dates_of_metadata(value: object, expected: str) -> None:
    assert shown(stamps.parse(value)) == expected


@given(st.one_of(st.text(), st.integers(), st.floats()))
def test_no_value_is_too_strange(value: object) -> None:
    stamp = stamps.parse(value)
    assert stamp is None or stamp.when.utcoffset() is not None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("13. Juli 2025", "2025-07-13T00:00:00+02:00 day"),
        ("12.07.2025 16:29", "2025-07-12T16:29:00+02:00 minute"),
        ("Stand: 13.07.2025, 17:30 Uhr", "2025-07-13T17:30:00+02:00 minute"),
        ("Stand: 13.07.2025 17:30 Uhr", "2025-07-13T17:30:00+02:00 minute"),
        ("13.07.2025, 17.30 Uhr", "2025-07-13T17:30:00+02:00 minute"),
        ("Veröffentlicht am 13. Juli 2025 um 9 Uhr", "2025-07-13T09:00:00+02:00 minute"),
        ("Sonntag, 13. Juli 2025, 17:30 Uhr (MESZ)", "2025-07-13T17:30:00+02:00 minute"),
        ("Berlin, 13. Juli 2025", "2025-07-13T00:00:00+02:00 day"),
        ("Von Anna Beispiel, Moskau | 13.07.2025", "2025-07-13T00:00:00+02:00 day"),
        ("13.07.2025 – 17:30 Uhr · Lesezeit 3 Min.", "2025-07-13T17:30:00+02:00 minute"),
        ("2025-07-13T17:30:00+02:00", "2025-07-13T17:30:00+02:00 minute"),
        ("13 JULI 2025", "2025-07-13T00:00:00+02:00 day"),
        ("(dpa) - 13.07.2025", "2025-07-13T00:00:00+02:00 day"),
    ],
)
def test_lines_that_are_nothing_but_a_date(line: str, expected: str) -> None:
    found = dates.date_line(line)
    assert found is not None
    assert shown(found[0]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Am 13. Juli 2025 begann der Prozess.",
        "Der Prozess beginnt am 13. Juli 2025",
        "Wahl am 23. Februar 2025",
        "Bundestagswahl 23. Februar 2025",
        "Seit 2022 herrscht Krieg",
        "Drei Tote",
    ],
)
def test_dates_of_the_story_do_not_count(line: str) -> None:
    assert dates.date_line(line) is None


def test_a_later_change_is_told_from_the_publication() -> None:
    found = dates.date_line("Veröffentlicht: 12.07.2025, 16:29 | Aktualisiert: 13.07.2025, 08:00")
    assert found is not None
    assert [stamp.weak for stamp in found] == [False, True]
    assert shown(stamps.choose(reversed(found))) == "2025-07-12T16:29:00+02:00 minute"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2025/07/13/kanzler", "2025-07-13T00:00:00+02:00 day"),
        ("https://a.example/politik/kanzler-20250713-100.html", "2025-07-13T00:00:00+02:00 day"),
        ("https://a.example/2025-07-13-kanzler", "2025-07-13T00:00:00+02:00 day"),
        ("https://a.example/2025/7/kanzler", "2025-07-01T00:00:00+02:00 month"),
        ("https://a.example/artikel-120250713999", ""),
        ("https://a.example/2025/99/99/x", ""),
    ],
)
def test_dates_of_addresses(url: str, expected: str) -> None:
    assert shown(dates.in_address(url)) == expected


@pytest.mark.parametrize(
    ("text", "agencies", "expected"),
    [
        ("Wonsan (dpa) - Der Minister reist ab.", ("dpa",), ""),
        ("Berlin/Wien (APA/dpa) – Der Minister reist ab.", ("APA", "dpa"), ""),
        ("Stuttgart (dpa/lsw) - Der Minister reist ab.", ("dpa",), ""),
        ("(dpa) - 13.07.2025", ("dpa",), "2025-07-13T00:00:00+02:00 day"),
        ("(dpa) - 13.07.2025 – Der Minister reist ab.", ("dpa",), "2025-07-13T00:00:00+02:00 day"),
        ("(dpa) - 13.07.2025 ist ein Sonntag.", ("dpa",), ""),
        ("BERLIN, 3. Mai 2024 (Reuters) – Der Minister reist ab.", ("Reuters",), "2024-05-03T00:00:00+02:00 day"),
        ("Paris (AFP, 13.07.2025) - Der Minister reist ab.", ("AFP",), "2025-07-13T00:00:00+02:00 day"),
    ],
)
def test_datelines(text: str, agencies: tuple[str, ...], expected: str) -> None:
    line = sources.dateline(text)
    assert line is not None
    assert line.agencies == agencies
    assert shown(dates.in_dateline(line)) == expected


@pytest.mark.parametrize("text", ["Der Kanzler (CDU) - so heißt es", "Angela Merkel (70): Ein Leben", "(nur so) - ja"])
def test_brackets_that_are_no_datelines(text: str) -> None:
    assert sources.dateline(text) is None


def test_day_and_month_of_a_dateline_make_a_known_month_finer_and_no_other() -> None:
    line = sources.dateline("BERLIN, 3. Mai (Reuters) – Der Minister reist ab.")
    assert line is not None
    day = dates.in_dateline(line)
    assert shown(stamps.choose([day, stamps.parse("2019-05")])) == "2019-05-03T00:00:00+02:00 day"
    assert shown(stamps.choose([day, stamps.parse("2019-06")])) == "2019-06-01T00:00:00+02:00 month"
    assert stamps.choose([day]) is None


def test_the_most_trusted_date_wins_and_only_grows_finer() -> None:
    day, minute, other = (stamps.parse(v) for v in ("2025-07-13", "2025-07-13T17:30", "2025-08-01T10:00"))
    assert stamps.choose([day, other, minute]) == minute
    assert stamps.choose([day, other]) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("wa/ust (afp, dpa)", ("AFP", "dpa")),
        ("APA/dpa/AFP", ("APA", "dpa", "AFP")),
        ("Von: APA/dpa/AFP", ("APA", "dpa", "AFP")),
        ("Quelle: dpa", ("dpa",)),
        ("Weitere Quellen • AP", ("AP",)),
        ("Mit Material von dpa und Reuters", ("dpa", "Reuters")),
        ("red, ORF.at/Agenturen", ()),
        ("(red)", ()),
        ("kry/AFP/dpa", ("AFP", "dpa")),
    ],
)
def test_agency_lines(line: str, names: tuple[str, ...]) -> None:
    sign = sources.signature(line)
    assert sign is not None
    assert sign.agencies == names


@pytest.mark.parametrize(
    "line", ["Die dpa berichtet aus Kiew", "Und so weiter", "mit und von", "AP-Reporter verhaftet", ""]
)
def test_lines_that_are_no_agency_lines(line: str) -> None:
    assert sources.signature(line) is None


def test_sign_behind_the_last_sentence() -> None:
    assert sources.unsigned("Das sagte sie. (dpa/lsw)") == ("Das sagte sie.", ("dpa",))
    assert sources.unsigned("„Ich gehe.“ dpa") == ("„Ich gehe.“", ("dpa",))
    assert sources.unsigned("Das ist falsch. (Siehe oben)") == ("Das ist falsch. (Siehe oben)", ())
