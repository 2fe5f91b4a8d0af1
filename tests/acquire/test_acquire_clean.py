"""Cleaning: golden pages of different sites, and properties that hold for any text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.acquire import read
from kg.acquire.clean import clean
from kg.acquire.tidy import tidy, without_markup

CASES = sorted((Path(__file__).parents[1] / "cases" / "acquire").glob("*.txt"))
MARK = "--- expected ---\n"

#: Building bricks of pages: every kind of line that a rule knows, and lines that look like one and are none.
BRICKS = [
    "Zum Inhalt springen",
    "Politik",
    "Ukraine-Krieg",
    "„Das war ein Fehler“",
    "Minister kündigt in Kiew neue Hilfen an",
    "Minister kündigt in Kiew neue Hilfen an - Tagblatt",
    "Von Anna Beispiel und dpa",
    "13.07.2025, 17:30 Uhr",
    "13. Juli 2025",
    "Stand: 14.07.2025 09:00 Uhr",
    "date 2025-07 Kanzler reist nach Paris",
    "Der Minister ist am Sonntag in Kiew eingetroffen. Dort will er neue Hilfen zusagen, wie ein Sprecher mitteilte.",
    "Er bleibt drei Tage.",
    "Berlin (dpa) - Der Bundestag hat das Gesetz beschlossen.",
    "Die Folgen für die Wirtschaft",
    "Was sagt die Opposition?",
    "Der Minister (l.) und sein Amtskollege",
    "Der Minister und sein Amtskollege in KiewFoto: Anna Beispiel/dpa",
    "Foto: Anna Beispiel/dpa",
    "Copyright AP Photo/Anna Beispiel",
    "Legende:",
    "Teilen",
    "Kommentare",
    "Anzeige",
    "Mehr zum Thema",
    "Lesen Sie auch: Was der Minister plant",
    "Folgende Länder nehmen teil:",
    "Deutschland",
    "FC Beispiel - SV Muster 2:1 (1:0)",
    "00:00 / 00:00",
    "wa/ust (afp, dpa)",
    "Das teilte die Polizei mit. (dpa/lsw)",
    "* [[Kiew|Hauptstadt]] der ''Ukraine'' &amp;nbsp; [1]",
    "Wir verwenden Cookies und ähnliche Techniken. Sie können Ihre Einwilligung jederzeit widerrufen.",
    "wurde nach Angaben der Behörde am Morgen in der Stadt",
    "",
]


def golden(case: Path) -> tuple[str, str]:
    page, expected = case.read_text(encoding="utf-8").split(MARK)
    return page, expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_page_comes_out_as_its_article(case: Path, tmp_path: Path) -> None:
    page, expected = golden(case)
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    (document,) = read([tmp_path])
    published = document.published.isoformat() if document.published else ""
    got = (
        f"title: {document.title}\nsource: {document.source}\npublished: {published}\n"
        f"granularity: {document.granularity}\n\n{document.text}\n"
    )
    assert got == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_clean_article_stays_as_it_is(case: Path) -> None:
    _, expected = golden(case)
    article = expected.split("\n\n", 1)[1].strip()
    assert clean(article).text == article


@given(st.lists(st.tuples(st.sampled_from(BRICKS), st.sampled_from(["\n", "\n\n", " "])), max_size=24), st.booleans())
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_is_cleaning_once(bricks: list[tuple[str, str]], titled: bool) -> None:
    once = clean("".join(line + end for line, end in bricks), titled=titled).text
    assert clean(once, titled=titled).text == once


@given(st.text())
@example("''''a'' [[b|[[c]]]] &amp;amp;lt;")
@example("date 2025-07 date 2025-08 x")
@settings(max_examples=200, deadline=None)
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert once == unicodedata.normalize("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in once.replace("\n", ""))
    once.encode("utf-8")


SENTENCES = [brick for brick in BRICKS if brick.endswith(".") and "Cookies" not in brick]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True))
@settings(max_examples=60, deadline=None)
def test_sentences_of_a_story_are_never_lost(sentences: list[str]) -> None:
    assert clean("\n\n".join(sentences)).text.split("\n\n") == sentences


@pytest.mark.parametrize(
    "line",
    [
        "Kommentare von Ministern sorgten in Brüssel für Unmut.",
        "Mehr zum Thema Rente sagte der Kanzler am Abend nicht.",
        "Der Konzern will Cookies verbieten und den Datenschutz der Kunden jederzeit achten.",
        "Ein Foto: Es zeigt den Täter am Bahnhof von Ulm.",
        "Anzeige gegen den Bürgermeister",
        "Von der Leyen reist nach Kiew",
        "Von Washington nach Moskau",
        "Am 13. Juli 2025 begann der Prozess.",
        "Das Magazin »Bild« berichtete, der Minister trete zurück.",
        "Teilen will die Partei ihre Macht nicht.",
    ],
)
def test_line_of_a_story_is_kept(line: str) -> None:
    before = "Der Rat hat am Montag in der Stadt getagt und mehrere Beschlüsse gefasst."
    after = "Der Vorsitzende sprach am Ende von einem guten Tag für alle Beteiligten."
    assert line in clean(f"{before}\n\n{line}\n\n{after}").text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "Teilen Merken Drucken",
        "Politik Wirtschaft Sport Kultur Panorama",
        "12 Kommentare",
        "Foto: Anna Beispiel / dpa",
        "(Foto: Anna Beispiel/imago images)",
        "Bildquelle: picture alliance/dpa | Anna Beispiel",
        "© 2025 AFP",
        "Lesen Sie auch: Warum der Rat tagte",
        "Der Vorsitzende am Montag im RathausBild: Anna Beispiel/AFP",
        "Der Vorsitzende am Montag (Archivbild)",
        "Von Anna Beispiel und Bernd Muster, Brüssel",
        "Lesezeit: 4 Min.",
        "https://www.example.org/artikel",
        "#Rat #Stadt",
        "00:00 / 12:31",
        "Melden Sie sich jetzt für unseren Newsletter an.",
        "dpa",
        "(mgo/afp)",
    ],
)
def test_line_of_the_page_is_dropped(line: str) -> None:
    before = "Der Rat hat am Montag in der Stadt getagt und mehrere Beschlüsse gefasst."
    after = "Der Vorsitzende sprach am Ende von einem guten Tag für alle Beteiligten."
    assert clean(f"{before}\n\n{line}\n\n{after}").text == f"{before}\n\n{after}"


def test_a_page_without_prose_keeps_its_headline() -> None:
    assert clean("Kanzler trifft König in Madrid").text == "Kanzler trifft König in Madrid"


def test_wrapped_lines_become_paragraphs() -> None:
    wrapped = (
        "Der Stadtrat hat am Montag nach langer Debatte den neuen Haushalt\n"
        "verabschiedet. Für den Entwurf stimmten alle Fraktionen außer der\n"
        "Linken, die mehr Geld für Schulen verlangt hatte. Auch die Unter-\n"
        "führung am Bahnhof wird gebaut.\n\nDie Kosten trägt der Bund.\n"
    )
    assert clean(wrapped).text == (
        "Der Stadtrat hat am Montag nach langer Debatte den neuen Haushalt verabschiedet. Für den Entwurf stimmten "
        "alle Fraktionen außer der Linken, die mehr Geld für Schulen verlangt hatte. Auch die Unterführung am Bahnhof "
        "wird gebaut.\n\nDie Kosten trägt der Bund."
    )


def test_comments_below_an_article_are_cut_and_a_button_above_is_not_the_end() -> None:
    story = "Der Rat hat am Montag in der Stadt getagt. " * 8
    page = f"Rat tagt in der Stadt\n\nKommentare\n\n{story}\n\nKommentare\n\nhansi\nDas ist doch seit Jahren bekannt."
    assert clean(page).text == f"Rat tagt in der Stadt\n\n{story.strip()}"


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("15&#8239;000 &amp;nbsp; Euro", "15 000 Euro"),
        (
            "Mu\u0308ller\u00ad\u200b sagte:\r\n\u201eJa\u201c \u2013 so\u00a0ist\tes \u2026",
            "Müller sagte:\n„Ja“ – so ist es …",
        ),
        ("AT&T &copy2 &unbekannt;", "AT&T &copy2 &unbekannt;"),
        ("a\x00b\ud800c\x07d", "abcd"),
    ],
)
def test_tidy(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("das ''gepunktete'' Trikot", "das gepunktete Trikot"),
        ("[[Datei:Bild.jpg|mini|Text]]In [[Bern]] und [[Zürich|der Stadt]]", "In Bern und der Stadt"),
        ("{{Infobox}}Text<ref name=a>Quelle</ref>", "Text"),
        ("• Erstens\n- Zweitens\n## Drittens", "Erstens\nZweitens\nDrittens"),
        ("[Bericht](https://example.org/a) und [https://example.org Seite]", "Bericht und Seite"),
        ("-5 Grad und 3 * 4", "-5 Grad und 3 * 4"),
    ],
)
def test_markup_remains(raw: str, plain: str) -> None:
    assert without_markup(raw) == plain
