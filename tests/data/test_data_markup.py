"""The notation of the marked-up sources: brackets, nesting, offsets, errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.score.markup import MarkupError, kind_of, parse


def test_forms_kinds_and_offsets() -> None:
    marked = parse("[[Kim|per:kim]] traf [[ihn|per:moon|pro]] in [[Seoul|loc:seoul]]; [[der Mann|per:kim|nom]] ging.")
    assert marked.text == "Kim traf ihn in Seoul; der Mann ging."
    found = [(m.text, m.form, m.kind, m.entity, m.start) for m in marked.mentions]
    assert found == [
        ("Kim", "NAME", "PER", "per:kim", 0),
        ("ihn", "PRONOUN", "PER", "per:moon", 9),
        ("Seoul", "NAME", "LOC", "loc:seoul", 16),
        ("der Mann", "NOMINAL", "PER", "per:kim", 23),
    ]
    assert all(marked.text[m.start : m.end] == m.text for m in marked.mentions)


def test_nested_brackets_come_out_longest_first() -> None:
    marked = parse("„<<[[[[seine|per:a|pro]] Frau|per:b|nom]] kam {{am Montag|2020-01-06}}|per:c|direct>>“")
    assert marked.text == "„seine Frau kam am Montag“"
    assert [(m.text, m.entity) for m in marked.mentions] == [("seine Frau", "per:b"), ("seine", "per:a")]
    assert [(t.text, t.value, t.start) for t in marked.times] == [("am Montag", "2020-01-06", 16)]
    assert [(q.text, q.speaker, q.kind, q.start) for q in marked.quotes] == [
        ("seine Frau kam am Montag", "per:c", "direct", 1)
    ]


def test_parts_of_words_keep_their_detail() -> None:
    marked = parse("[[russische|loc:russland|adj]] und [[US|loc:usa|part]]-Truppen")
    assert [(m.text, m.form, m.detail) for m in marked.mentions] == [
        ("russische", "NAME", "adjective"),
        ("US", "NAME", "compound"),
    ]


def test_several_entities_at_once() -> None:
    (mention,) = parse("[[beide|loc:a+loc:b|pro]]").mentions
    assert (mention.entity, mention.kind) == ("loc:a+loc:b", "LOC")


def test_offsets_are_code_points() -> None:
    (mention,) = parse("Ş𝄞 [[Ğ|per:g]]").mentions
    assert (mention.start, mention.end) == (3, 4)


@pytest.mark.parametrize(
    "source",
    [
        "[[Kim|per:kim",
        "[[Kim",
        "[[Kim]]",
        "[[Kim|mensch:kim]]",
        "[[Kim|per:]]",
        "[[Kim|per:kim|name]]",
        "[[Kim|per:kim|nom|x]]",
        "[[beide|per:a+loc:b|pro]]",
        "{{heute|}}",
        "<<Nein|per:kim>>",
        "<<Nein|per:kim|gesagt>>",
        "<<Nein|Kim|direct>>",
    ],
)
def test_errors(source: str) -> None:
    with pytest.raises(MarkupError):
        parse(source)


def test_kind_of() -> None:
    assert (kind_of("misc:patriot"), kind_of("event:x")) == ("MISC", "EVENT")


@given(st.text(alphabet=st.characters(exclude_characters="[]{}<>|")))
def test_text_without_brackets_stays_as_it_is(text: str) -> None:
    assert parse(text).text == text


@given(st.lists(st.text(alphabet="abä ", min_size=1, max_size=5), min_size=1, max_size=6))
def test_deep_nesting_keeps_the_text(parts: list[str]) -> None:
    source = "".join(f"[[{part}" for part in parts) + "|per:x]]" * len(parts)
    marked = parse(source)
    assert marked.text == "".join(parts)
    assert {m.text for m in marked.mentions} == {"".join(parts[i:]) for i in range(len(parts))}
