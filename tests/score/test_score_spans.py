"""Identity, times, quotations and entities against gold made by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from score_samples import BODY, HEADLINE, findings, identity, write_gold

from kg.errors import UsageError
from kg.schema import Argument, Span
from kg.score import identity as identity_suite
from kg.score import quotes, times
from kg.score.align import place, place_by_items
from kg.score.entities import compare, names
from kg.score.gold import Gold, read_gold
from kg.score.spans import pairs


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return read_gold([write_gold(tmp_path / "gold")])


def test_perfect_findings_are_perfect(gold: Gold) -> None:
    found = {"a.txt": findings()}
    outcomes = [
        times.score(gold, found),
        quotes.score(gold, found, identity()),
        identity_suite.score(gold, found, identity()),
    ]
    for outcome in outcomes:
        for figure in outcome.pinned:
            assert outcome.figure(figure) == (0.0 if figure.endswith("wrong") else 1.0), figure
        assert not outcome.errors


def test_an_article_that_was_not_read_is_missed(gold: Gold) -> None:
    assert times.score(gold, {}).figure("value.R") == 0.0
    assert quotes.score(gold, {}, identity()).figure("speaker.R") == 0.0
    assert identity_suite.score(gold, {}, identity()).figure("all.R") == pytest.approx(0.6)  # every mention alone


def test_paragraphs_are_found_wherever_the_article_has_them() -> None:
    first, second = BODY.split("\n\n")
    text = f"{HEADLINE}{first}\nBildunterschrift\n{second}"
    placed = place(BODY, text)
    start = text.index("Emden")
    assert placed.to_gold(start, start + 5) == (BODY.index("Emden"), BODY.index("Emden") + 5)
    caption = text.index("Bild")
    assert placed.to_gold(caption, caption + 4) is None
    assert placed.to_gold(0, 3) is None


def test_gold_without_text_is_placed_by_its_words(gold: Gold) -> None:
    placed = place_by_items(gold.times["a.txt"], HEADLINE + BODY)
    start = (HEADLINE + BODY).index("Am Freitag")
    assert placed.to_gold(start, start + 10) == (BODY.index("Am"), BODY.index("Am") + 10)
    assert place_by_items(gold.times["a.txt"], "ganz anderes").to_gold(0, 3) is None


def test_spans_pair_once_and_best_first() -> None:
    assert pairs([(0, 10), (10, 20)], [(8, 20), (0, 4)]) == [(0, 1), (1, 0)]
    assert pairs([(0, 10)], [(0, 10), (0, 9)]) == [(0, 0)]
    assert pairs([(0, 5)], [(5, 9)]) == []


def test_times_want_the_value_and_leave_durations_out(gold: Gold) -> None:
    found = findings()
    late = tuple(dataclasses.replace(m, norm="2025-06-20T09:00") if m.kind == "TIME" else m for m in found.mentions)
    outcome = times.score(gold, {"a.txt": dataclasses.replace(found, mentions=late)})
    assert (outcome.figure("span.F1"), outcome.figure("value.F1")) == (1.0, 0.0)
    assert outcome.errors == ("a.txt: Am Freitag = 2025-06-20, gold: Am Freitag = 2025-06-13",)
    bare = [m for m in found.mentions if m.kind != "TIME"]
    day = next(m for m in found.mentions if m.kind == "TIME")
    short = dataclasses.replace(day, span=Span(start=day.span.start + 3, end=day.span.end), text="Freitag")
    without = dataclasses.replace(found, mentions=(*bare, short))
    assert times.score(gold, {"a.txt": without}).figure("span.F1") == 1.0, "prepositions are no matter"
    lasting = tuple(dataclasses.replace(m, norm="P5Y") if m.kind == "TIME" else m for m in found.mentions)
    assert times.score(gold, {"a.txt": dataclasses.replace(found, mentions=lasting)}).figure("span.given") == 0


def test_quotes_want_speaker_and_half_of_the_words(gold: Gold) -> None:
    found = findings()
    speech = found.statements[0]
    other = dataclasses.replace(speech, roles=(Argument(role="SPEAKER", target="m1"),))
    outcome = quotes.score(gold, {"a.txt": dataclasses.replace(found, statements=(other,))}, identity())
    assert (outcome.figure("content.F1"), outcome.figure("speaker.F1"), outcome.figure("named.F1")) == (1.0, 0.0, 0.0)
    assert speech.content
    start = speech.content.start
    halves = [Span(start=start, end=start + 9), Span(start=start + 9, end=speech.content.end)]
    split = tuple(dataclasses.replace(speech, content=half) for half in halves)
    assert (
        quotes.score(gold, {"a.txt": dataclasses.replace(found, statements=split)}, identity()).figure("speaker.F1")
        == 1
    )
    little = dataclasses.replace(speech, content=Span(start=start, end=start + 3))
    outcome = quotes.score(gold, {"a.txt": dataclasses.replace(found, statements=(little,))}, identity())
    assert (outcome.figure("speaker.P"), outcome.figure("speaker.R")) == (1.0, 0.0)


def test_identity_counts_wrong_merges(gold: Gold) -> None:
    merged = identity()
    merged = dataclasses.replace(merged, of={**merged.of, ("d", "m4"): merged.of["d", "m0"]})
    outcome = identity_suite.score(gold, {"a.txt": findings()}, merged)
    assert outcome.figure("names.wrong") == 1.0
    assert outcome.figure("names.R") == 1.0
    assert outcome.figure("all.wrong") == pytest.approx(4 / 8)
    assert outcome.errors == ("joined: x:per:petra-wolf: loc:emden (1), per:petra-wolf (1)",)


def test_order_of_findings_does_not_matter(gold: Gold) -> None:
    found = findings()
    turned = dataclasses.replace(found, mentions=found.mentions[::-1], statements=found.statements[::-1])
    for score in (lambda f: times.score(gold, f), lambda f: quotes.score(gold, f, identity())):
        assert score({"a.txt": turned}) == score({"a.txt": found})
    assert identity_suite.score(gold, {"a.txt": turned}, identity()) == identity_suite.score(
        gold, {"a.txt": found}, identity()
    )


def test_entities_want_span_and_label(gold: Gold) -> None:
    texts = list(gold.texts.values())
    wanted, _ = names(texts[0])
    assert compare(texts, {"a.txt": wanted}).figure("strict.F1") == 1.0
    wrong = [(start, end, "ORG") for start, end, _ in wanted]
    outcome = compare(texts, {"a.txt": wrong})
    assert outcome.figure("strict.P") == pytest.approx(1 / 3, abs=1e-4)
    assert outcome.figure("span.F1") == 1.0
    assert "a.txt: missed: Emden (LOC)" in outcome.errors


def test_entities_ignore_adjectives_and_compounds(gold: Gold) -> None:
    text = gold.texts["a.txt"]
    detailed = tuple(dataclasses.replace(m, detail="adjective") if m.text == "Emden" else m for m in text.mentions)
    changed = [dataclasses.replace(text, mentions=detailed)]
    assert compare(changed, {"a.txt": names(text)[0]}).figure("strict.F1") == 1.0


@pytest.mark.parametrize(
    "content", ["", "{}\n", '{"doc": "a"}\n', "a\tb\tc\n1\t2\t3\n", "doc\tstart\tend\ttext\tvalue\na\n"]
)
def test_files_of_no_kind_are_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "strange.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"strange\.tsv"):
        read_gold([path])


def test_hashes_follow_the_content_and_not_the_order(tmp_path: Path) -> None:
    one, two = write_gold(tmp_path / "one"), write_gold(tmp_path / "two")
    (two / "facts.jsonl").write_text((two / "facts.jsonl").read_text("utf-8").replace("Wolf", "Wulf"), "utf-8")
    files = [one / "facts.jsonl", two / "facts.jsonl"]
    assert read_gold(files).hashes == read_gold(files[::-1]).hashes
    assert read_gold([one]).hashes["facts"] != read_gold([two]).hashes["facts"]
    assert read_gold([one]).hashes["times"] == read_gold([two]).hashes["times"]
