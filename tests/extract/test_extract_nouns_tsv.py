"""The format of the noun lists: columns, allowed values, order, duplicates, and frames that make sense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import resources

import pytest

from kg.tables.relations import relations

_PREPOSITIONS = "mit gegen hinter auf an in nach bei durch von aus für über zu vor um gegenüber unter wegen als"
_NOUN_SLOTS = frozenset(f"gen adj comp zwischen - {_PREPOSITIONS}".split())
_VERB_SLOT = re.compile(rf"(?:nom|acc|dat|gen|-|(?:{'|'.join(_PREPOSITIONS.split())})\+(?:acc|dat|gen))")


@dataclass(frozen=True)
class Sheet:
    """What a list must look like: ``values`` are the allowed ones by column, split at ``|`` or blanks."""

    name: str
    columns: str
    least: int
    unique: int
    values: dict[str, frozenset[str]] = field(default_factory=dict)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RELATIONS = frozenset(relations()) | {"-"}
_BODIES = _set(
    """state party org town team court police military company region parliament church media university union group
    authority ministry secret_service event person any"""
)

_SHEETS = [
    Sheet(
        "nouns",
        "noun subject object relation kind flags example",
        450,
        6,
        {
            "subject": _NOUN_SLOTS,
            "object": _NOUN_SLOTS,
            "relation": _RELATIONS,
            "kind": _set("actor place person event any"),
            "flags": _set("symmetric head future negates speech -"),
        },
    ),
    Sheet(
        "lightverbs",
        "noun verb prep subject object relation flags example",
        250,
        5,
        {
            "prep": _set(f"- {_PREPOSITIONS} ohne"),
            "relation": _RELATIONS,
            "flags": _set("refl symmetric speech future negates demand static motion -"),
        },
    ),
    Sheet(
        "offices",
        "masculine feminine plural relation of flags note",
        500,
        5,
        {
            "relation": _set("leads office_in member_of part_of founded succeeded -"),
            "of": _BODIES,
            "flags": _set("head adj ambiguous body -"),
        },
    ),
    Sheet(
        "kin",
        "masculine feminine plural kind symmetric flags",
        60,
        1,
        {
            "kind": _set(
                """partner former_partner child parent sibling grandchild grandparent uncle nephew cousin in_law
                descendant ancestor godparent godchild relative"""
            ),
            "symmetric": _set("yes no"),
            "flags": _set("ambiguous adj -"),
        },
    ),
    Sheet(
        "orgnouns",
        "noun plural class state_actor gender",
        300,
        1,
        {
            "class": _set(
                """government military police party company media agency court parliament club union university church
                group ministry authority secret_service international other"""
            ),
            "state_actor": _set("yes no"),
            "gender": _set("m f n p"),
        },
    ),
    Sheet("persons", "masculine feminine plural flags", 300, 1, {"flags": _set("adj ambiguous -")}),
    Sheet(
        "placenouns",
        "noun plural gender type",
        150,
        1,
        {
            "gender": _set("m f n"),
            "type": _set("settlement district state region border island water land transport facility space"),
        },
    ),
    Sheet(
        "eventnouns",
        "noun plural gender type",
        150,
        1,
        {
            "gender": _set("m f n p"),
            "type": _set("conflict meeting election sport culture protest justice disaster other"),
        },
    ),
    Sheet(
        "speechnouns",
        "noun plural gender kind speaker medium status",
        150,
        1,
        {
            "gender": _set("m f n p"),
            "kind": _set("act document source"),
            "speaker": _NOUN_SLOTS,
            "medium": _NOUN_SLOTS,
            "status": _set("reported denied planned possible"),
        },
    ),
    Sheet(
        "media",
        "name aliases kind country flags",
        120,
        1,
        {"kind": _set("agency newspaper magazine broadcaster online publisher"), "flags": _set("ambiguous -")},
    ),
    Sheet("falsecompounds", "noun endings", 100, 1),
]
_BY_NAME = {sheet.name: sheet for sheet in _SHEETS}


def _text(name: str) -> str:
    return resources.files("kg").joinpath("extract", "lexicon", f"{name}.tsv").read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in _text(name).splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def _folded(text: str) -> str:
    return text.lower().translate(str.maketrans("äöü", "aou"))


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda s: s.name)
def test_header_columns_and_size(sheet: Sheet) -> None:
    lines = _text(sheet.name).splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert lines[: len(header)] == header, "comment lines stand on top only"
    assert any("Licence" in line for line in header)
    assert lines[len(header)].split("\t") == sheet.columns.split()
    assert len(lines) - len(header) - 1 >= sheet.least


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda s: s.name)
def test_cells_are_filled_and_trimmed(sheet: Sheet) -> None:
    bad = [row for row in _rows(sheet.name) for cell in row.values() if not cell or cell != " ".join(cell.split())]
    assert bad == []


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda s: s.name)
def test_sorted_without_duplicates(sheet: Sheet) -> None:
    rows = [tuple(row.values()) for row in _rows(sheet.name)]
    assert [r[0] for r in rows] == sorted(r[0] for r in rows)
    keys = [r[: sheet.unique] for r in rows]
    assert len(keys) == len(set(keys)), [k for k in set(keys) if keys.count(k) > 1]


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda s: s.name)
def test_only_known_values(sheet: Sheet) -> None:
    bad = []
    for row in _rows(sheet.name):
        for column, allowed in sheet.values.items():
            parts = row[column].split() if column == "flags" else row[column].split("|")
            if not set(parts) <= allowed or len(parts) != len(set(parts)):
                bad.append((row, column))
    assert bad == []


def test_a_noun_slot_serves_one_role_only() -> None:
    """Else nothing says which side the filler is; both sides in one phrase are what symmetric nouns have."""
    bad = []
    for row in _rows("nouns"):
        shared = set(row["subject"].split("|")) & set(row["object"].split("|")) - {"-"}
        allowed = {"zwischen", "aus"} if "symmetric" in row["flags"] else {"zwischen"}
        if shared - allowed:
            bad.append(row)
    assert bad == []


def test_symmetric_nouns_take_both_sides_in_one_phrase() -> None:
    assert [r["noun"] for r in _rows("nouns") if "symmetric" in r["flags"] and "zwischen" not in r["subject"]] == []


def test_light_verb_slots() -> None:
    bad = []
    for row in _rows("lightverbs"):
        for role in ("subject", "object"):
            for slot in row[role].split("|"):
                known = slot[2:] in _NOUN_SLOTS if slot.startswith("n:") else bool(_VERB_SLOT.fullmatch(slot))
                if not known:
                    bad.append((row, slot))
        if set(row["subject"].split("|")) & set(row["object"].split("|")):
            bad.append((row, "shared"))
    assert bad == []


@pytest.mark.parametrize("name", ["nouns", "lightverbs"])
def test_examples_show_their_noun(name: str) -> None:
    rows = _rows(name)
    assert [r for r in rows if _folded(r["noun"])[:3] not in _folded(r["example"])] == []
    assert [r for r in rows if not r["example"].endswith(".")] == []


@pytest.mark.parametrize("name", ["offices", "kin", "persons"])
def test_adjectival_nouns_end_alike(name: str) -> None:
    """ "Vorsitzender, Vorsitzende, Vorsitzende": the feminine and the plural are the stem with -e (but "Beamtin")."""
    for row in _rows(name):
        if "adj" in row["flags"].split():
            stem = row["masculine"].removesuffix("r")
            assert row["masculine"].endswith("er"), row
            assert row["plural"] == stem, row
            assert row["feminine"] == stem or row["feminine"].endswith("in"), row


def test_roles_of_one_office_differ_in_their_bodies() -> None:
    seen: dict[str, set[str]] = {}
    for row in _rows("offices"):
        bodies = set(row["of"].split("|"))
        assert not bodies & seen.get(row["masculine"], set()), row
        seen.setdefault(row["masculine"], set()).update(bodies)


def test_media_names_and_aliases_are_unambiguous() -> None:
    names = [n for r in _rows("media") for n in [r["name"], *r["aliases"].split("|")] if n != "-"]
    assert len(names) == len(set(names)), [n for n in set(names) if names.count(n) > 1]


def test_false_compounds_belong_to_listed_nouns() -> None:
    listed = {
        row[column]
        for name in ("eventnouns", "placenouns", "orgnouns", "persons", "kin", "offices")
        for row in _rows(name)
        for column in _BY_NAME[name].columns.split()[: 3 if "masculine" in row else 2]
    }
    for row in _rows("falsecompounds"):
        assert row["noun"] in listed, row
        if row["endings"] != "*":
            for ending in row["endings"].split("|"):
                assert ending.endswith(row["noun"].lower()) and ending != row["noun"].lower(), (row, ending)


@pytest.mark.parametrize(
    ("name", "column", "word", "cells"),
    [
        ("offices", "masculine", "Außenminister", {"relation": "office_in"}),
        ("offices", "masculine", "Machthaber", {"relation": "leads"}),
        ("offices", "masculine", "Trainer", {"relation": "office_in"}),
        ("offices", "masculine", "Politiker", {"relation": "member_of", "feminine": "Politikerin"}),
        ("kin", "masculine", "Bruder", {"feminine": "Schwester", "symmetric": "yes"}),
        ("orgnouns", "noun", "Armee", {"class": "military", "state_actor": "yes"}),
        ("orgnouns", "noun", "Partei", {"class": "party", "state_actor": "no"}),
        ("speechnouns", "noun", "Dementi", {"status": "denied"}),
        ("media", "name", "KCNA", {"country": "Nordkorea", "kind": "agency"}),
        ("nouns", "noun", "Angriff", {"relation": "attacked", "object": "auf|gegen"}),
    ],
)
def test_known_entries(name: str, column: str, word: str, cells: dict[str, str]) -> None:
    row = next(r for r in _rows(name) if r[column] == word)
    assert {key: row[key] for key in cells} == cells
