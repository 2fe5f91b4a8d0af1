"""The format of the verb list: columns, slots, allowed values, order, duplicates, examples that show their frame."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib import resources

import pytest
import simplemma

from kg.tables.relations import relations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COLUMNS = ["verb", "refl", "subject", "object", "theme", "relation", "kind", "flags", "example"]
_DATIVE = _set("mit von zu bei aus nach seit gegenüber")
_ACCUSATIVE = _set("für gegen um durch ohne bis")
_TWO_WAY = _set("an auf hinter in neben über unter vor zwischen")
_KINDS = _set("actor place person org event any")
_FLAGS = _set("speech future negates factive demand symmetric motion static person club")
_REFLEXIVE = _set("sich mich dich uns euch mir dir")
_CONTRACTED = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei",
    "aufs": "auf", "fürs": "für", "durchs": "durch", "ums": "um", "übers": "über", "vorm": "vor",
}  # fmt: skip


@cache
def _lines() -> tuple[str, ...]:
    text = resources.files("kg").joinpath("extract", "lexicon", "verbs.tsv").read_text(encoding="utf-8")
    return tuple(text.splitlines())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    body = [line for line in _lines() if not line.startswith("#")]
    return tuple(dict(zip(body[0].split("\t"), line.split("\t"), strict=True)) for line in body[1:])


def _slots(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split("|")


def _slot_is_right(slot: str) -> bool:
    word, plus, case = slot.partition("+")
    if not plus:
        return word in {"nom", "acc", "dat", "gen"}
    if word in _TWO_WAY:
        return case in {"acc", "dat"}
    if word == "als":
        return case == "acc"
    return case == ("dat" if word in _DATIVE else "acc" if word in _ACCUSATIVE else "gen" if word == "wegen" else "?")


def _words(text: str) -> list[str]:
    return [w.lower() for w in re.findall(r"\w+", text)]


def _stem(verb: str) -> str:
    return re.sub(r"e?n$", "", verb)


def _is_form(word: str, verb: str) -> bool:
    stem = _stem(verb)
    regular = len(stem) > 2 and word.startswith((stem, "ge" + stem))
    return bool(word) and (regular or simplemma.lemmatize(word, lang="de").lower() == verb)


def shows(verb: str, sentence: str) -> bool:
    """Whether a sentence holds a form of the verb, in one word ("angekündigt") or in two ("kündigt ... an")."""
    words = _words(sentence)
    if any(_is_form(w, verb) for w in words):
        return True
    for end in range(2, len(verb) - 2):
        particle, base = verb[:end], verb[end:]
        if particle in words and any(_is_form(w, base) for w in words):
            return True
        tails = [w[end:] for w in words if w.startswith(particle)]
        if any(_is_form(tail, base) or _is_form(tail.removeprefix("zu"), base) for tail in tails):
            return True
    return False


def test_the_file_has_a_header_columns_and_enough_rows() -> None:
    lines = _lines()
    body = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("#") and any("Licence" in line for line in lines if line.startswith("#"))
    assert body[0].split("\t") == _COLUMNS
    assert not [line for line in body if len(line.split("\t")) != len(_COLUMNS) or line != line.strip() or "  " in line]
    assert len({row["verb"] for row in _rows()}) >= 3400
    assert len(_rows()) >= 4100


def test_rows_are_sorted_by_verb() -> None:
    verbs = [row["verb"] for row in _rows()]
    assert verbs == sorted(verbs)


def test_values_are_of_the_allowed_ones() -> None:
    known = set(relations()) | {"-"} | {row["verb"] for row in _rows()}
    wrong = []
    for row in _rows():
        flags = [] if row["flags"] == "-" else row["flags"].split(" ")
        slots = [s for column in ("subject", "object", "theme") for s in _slots(row[column])]
        right = (
            re.fullmatch(r"[a-zäöüß]+n", row["verb"]) is not None
            and row["refl"] in {"no", "yes", "any"}
            and _slots(row["subject"]) != []
            and all(_slot_is_right(s) for s in slots)
            and row["relation"] in known
            and set(row["kind"].split("|")) <= _KINDS
            and set(flags) <= _FLAGS
            and flags == sorted(set(flags))
        )
        if not right:
            wrong.append(row)
    assert wrong == []


def test_a_relation_has_an_object_or_two_sides() -> None:
    """Without an object slot only a symmetric verb ("Beide telefonierten") can state a relation."""
    wrong = [r for r in _rows() if r["relation"] != "-" and r["object"] == "-" and "symmetric" not in r["flags"]]
    assert wrong == []


def test_symmetric_flags_follow_the_relations() -> None:
    table = relations()
    named = [row for row in _rows() if row["relation"] != "-" and "symmetric" in row["flags"].split()]
    assert len(named) > 80
    assert [row for row in named if not table[row["relation"]].symmetric and row["relation"] != "acquired"] == []


def test_no_frame_stands_behind_one_that_always_matches_first() -> None:
    seen: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    wrong = []
    for row in _rows():
        before = seen[row["verb"], row["subject"]]
        for other in before:
            objects = row["object"] != "-" and set(_slots(row["object"])) <= set(_slots(other["object"]))
            objects = objects or row["object"] == other["object"]
            theme = set(_slots(row["theme"])) <= set(_slots(other["theme"]))  # with a theme of its own it goes first
            kind = other["kind"] == "any" or set(row["kind"].split("|")) <= set(other["kind"].split("|"))
            narrowed = {"person", "club"} & set(other["flags"].split())
            if objects and theme and kind and not narrowed and other["refl"] in {"any", row["refl"]}:
                wrong.append((row["verb"], row["example"]))
        before.append(row)
    assert wrong == []


def test_examples_are_sentences_that_show_the_frame() -> None:
    wrong = []
    for row in _rows():
        example = row["example"]
        words = set(_words(example))
        prepositions = words | {_CONTRACTED[w] for w in words & _CONTRACTED.keys()}
        named = [s.partition("+")[0] for s in _slots(row["object"]) if "+" in s]
        only_prepositions = named and len(named) == len(_slots(row["object"]))
        if not example.endswith((".", "!", "?")) or not example[0].isupper():
            wrong.append(("sentence", example))
        if not shows(row["verb"], example):
            wrong.append(("verb", example))
        if (row["refl"] == "yes" and not words & _REFLEXIVE) or (row["refl"] == "no" and "sich" in words):
            wrong.append(("sich", example))
        if only_prepositions and not prepositions & set(named):
            wrong.append(("preposition", example))
    assert wrong == []


@pytest.mark.parametrize(
    ("verb", "sentence", "expected"),
    [
        ("ankündigen", "Er kündigt einen Umbau an.", True),
        ("ankündigen", "Sie plant, den Umbau anzukündigen.", True),
        ("ankündigen", "Der Umbau wurde angekündigt.", True),
        ("ankündigen", "Er kündigt den Vertrag.", False),
        ("verbieten", "Das Gericht verbot die Feier.", True),
        ("verbieten", "Das Gericht gebot Ruhe.", False),
    ],
)
def test_the_check_of_examples_can_fail(verb: str, sentence: str, expected: bool) -> None:
    assert shows(verb, sentence) is expected


@pytest.mark.parametrize(
    ("verb", "subject", "object_", "relation"),
    [
        ("angreifen", "nom", "acc", "attacked"),
        ("unterliegen", "dat", "nom", "defeated"),
        ("verlieren", "gegen+acc", "nom", "defeated"),
        ("abblitzen", "bei+dat", "nom", "rejected"),
        ("helfen", "nom", "dat", "aided"),
        ("einmarschieren", "nom", "in+acc", "attacked"),
        ("sterben", "nom", "in+dat", "died_in"),
        ("vorwerfen", "nom", "dat", "accused"),
        ("beitreten", "nom", "dat", "member_of"),
        ("stammen", "nom", "aus+dat", "from"),
        ("austreten", "nom", "aus+dat", "withdrew_from"),
        ("telefonieren", "nom", "mit+dat", "talked_with"),
        ("verkaufen", "an+acc", "acc", "acquired"),
    ],
)
def test_frames_that_everything_rests_on(verb: str, subject: str, object_: str, relation: str) -> None:
    first = next(row for row in _rows() if row["verb"] == verb)
    place = {column: (_slots(first[column]) or ["-"])[0] for column in ("subject", "object")}
    assert (place["subject"], place["object"], first["relation"]) == (subject, object_, relation)


@pytest.mark.parametrize(
    ("flag", "verbs", "others"),
    [
        ("negates", "ablehnen bestreiten dementieren verhindern weigern verzichten", "sagen stellen einstellen planen"),
        ("future", "planen ankündigen versprechen versuchen drohen", "entscheiden bestätigen bestreiten beginnen"),
        ("demand", "fordern verlangen bitten auffordern plädieren", "klagen sagen zwingen"),
        ("speech", "sagen erklären mitteilen betonen einräumen beteuern berichten", "angreifen treffen bauen"),
    ],
)
def test_flags_that_decide_the_status(flag: str, verbs: str, others: str) -> None:
    flagged = {row["verb"] for row in _rows() if flag in row["flags"].split()}
    assert set(verbs.split()) <= flagged
    assert not set(others.split()) & flagged
