"""What sentences take over from those around them: the day and place of the story, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from spacy.tokens import Doc

from kg.extract.mentions.register import Mentions
from kg.extract.qualifiers.scene import REACH, Scene, looks_back, scenes
from kg.schema import Mention, Span

DATED = (
    "Am|ADP:APPRART|2|case {day}|NOUN|3|obl traf|VERB|0||Mood=Ind,Tense=Past,VerbForm=Fin|treffen "
    "Kim|PROPN|3|nsubj in|ADP|6|case {town}|PROPN|3|obl"
)
PLAIN = "Er|PRON|2|nsubj lachte|VERB|0||Mood=Ind,Tense=Past,VerbForm=Fin|lachen"
BACK = (
    "Er|PRON|3|nsubj hatte|AUX|3|aux|Mood=Ind,Tense=Past,VerbForm=Fin|haben gelacht|VERB:VVPP|0||VerbForm=Part|lachen"
)


def times(doc: Doc, **days: str) -> dict[int, Mention]:
    """The time mentions of a doc: word to value."""
    found = {}
    for token in doc:
        if token.text in days:
            span = Span(start=token.idx, end=token.idx + len(token))
            found[token.i] = Mention(
                id=f"t{token.i}", doc="d", span=span, head=span, text=token.text, kind="TIME", form="VALUE",
                norm=days[token.text],
            )  # fmt: skip
    return found


def seen(doc: Doc, **days: str) -> list[tuple[str, str]]:
    found = scenes(doc, times(doc, **days), Mentions(doc, "d"))
    values = [found.get(s.start, Scene()) for s in doc.sents]
    return [(v.time.norm if v.time else "", v.place.text if v.place else "") for v in values]


def story(*rest: str, town: str = "Wonsan") -> Doc:
    return parsed(DATED.format(day="Samstag", town=town), *rest, ents={town: "LOC", "Kim": "PER"})


def test_later_sentences_take_over_day_and_place() -> None:
    assert seen(story(PLAIN), Samstag="2025-07-12") == [("2025-07-12", "Wonsan")] * 2


def test_pluperfect_looks_back_and_takes_nothing_over() -> None:
    assert seen(story(BACK, PLAIN), Samstag="2025-07-12")[1:] == [("", ""), ("2025-07-12", "Wonsan")]


def test_scene_ends_after_some_sentences() -> None:
    found = seen(story(*[PLAIN] * (REACH + 2)), Samstag="2025-07-12")
    assert found[REACH] == ("2025-07-12", "Wonsan")
    assert found[REACH + 1] == ("", "")


def test_new_day_and_place_change_the_scene() -> None:
    second = DATED.format(day="Sonntag", town="Rason")
    doc = parsed(DATED.format(day="Samstag", town="Wonsan"), second, PLAIN, ents={"Wonsan": "LOC", "Rason": "LOC"})
    assert seen(doc, Samstag="2025-07-12", Sonntag="2025-07-13")[2] == ("2025-07-13", "Rason")


def test_states_are_no_scene() -> None:
    assert seen(story(PLAIN, town="Nordkorea"), Samstag="2025-07-12")[1] == ("2025-07-12", "")


@pytest.mark.parametrize("value", ["2025", "2025-07", "P2D"])
def test_only_days_are_a_scene(value: str) -> None:
    assert seen(story(PLAIN), Samstag=value)[1] == ("", "Wonsan")


def test_lead_takes_the_day_of_the_sentence_behind_it() -> None:
    doc = parsed(PLAIN, DATED.format(day="Samstag", town="Wonsan"), ents={"Wonsan": "LOC"})
    assert seen(doc, Samstag="2025-07-12")[0] == ("2025-07-12", "")


def test_dateline() -> None:
    doc = parsed(
        "Wonsan|PROPN|6|dep (|PUNCT|3|punct dpa|PROPN|1|appos )|PUNCT|3|punct -|PUNCT|6|punct "
        "lachte|VERB|0||Mood=Ind,Tense=Past,VerbForm=Fin|lachen "
        "Kim|PROPN|6|nsubj",
        PLAIN,
        ents={"Wonsan": "LOC", "dpa": "ORG"},
    )
    assert [place for _, place in seen(doc)] == ["Wonsan", "Wonsan"]


@pytest.mark.parametrize(("aux", "back"), [("hatte", True), ("hat", False)])
def test_looks_back(aux: str, back: bool) -> None:
    doc = parsed(BACK.replace("hatte", aux))
    assert looks_back(next(doc.sents).root) == back
