"""The word tables of kg/fuse: format, header, and that they agree with each other."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest

from kg.fuse import identify
from kg.fuse.names import fold
from kg.fuse.organisations import known_organisation, organisation_key
from kg.fuse.places import country, place_key
from kg.fuse.words import _rows, metonyms, organisations, places, titles
from kg.schema import Document, Findings, Mention, Span
from kg.score.bcubed import bcubed
from kg.tables import organisations as known
from kg.tables import origin

_FILES = sorted(f.name for f in resources.files("kg.fuse").joinpath("tables").iterdir() if f.name[0] not in "._")
_GOLD = Path(__file__).parents[2] / "data" / "gold" / "identity.jsonl"


@pytest.mark.parametrize("name", _FILES)
def test_format(name: str) -> None:
    """Each file says what it is and under which licence, has rows of one width, and none twice."""
    lines = resources.files("kg.fuse").joinpath("tables", name).read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = lines[len(head) :]
    assert head and "Licence" in " ".join(head) and "Source" in " ".join(head)
    assert all(rows) and len(rows) == len(set(rows))
    if name.endswith(".tsv"):
        assert len({row.count("\t") for row in rows}) == 1


_ORGANISATIONS = [(name, variants) for name, _, variants in known.organisations()]
_PLACES = [(name, tuple(filter(None, variants.split("|")))) for name, variants in _rows("places.tsv")]


@pytest.mark.parametrize("rows", [_ORGANISATIONS, _PLACES], ids=["organisations", "places"])
def test_variants_lead_to_one_name(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    """No name or variant of an organisation or place has two meanings."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, variants in rows:
        for variant in (name, *variants):
            meanings[fold(variant)].add(name)
    assert len(meanings) > 100
    assert {variant: names for variant, names in meanings.items() if len(names) > 1} == {}


def test_canonical_names_mean_themselves() -> None:
    for row in organisations().values():
        assert known_organisation(row.name) is row
        assert organisation_key(row.name).startswith("=")
    for row in places().values():
        assert place_key(row.name) == place_key(row.name.replace("(", "").replace(")", ""))


def test_a_legal_form_makes_no_other_organisation() -> None:
    assert organisation_key("Vonovia SE") == organisation_key("Vonovia")
    assert organisation_key("Vonovia Stiftung") != organisation_key("Vonovia")


def test_metonyms_have_a_target() -> None:
    """Every target of the table is a state or union of the shared table."""
    targets = [target for target, _ in metonyms().values() if target]
    assert targets
    assert [target for target in targets if country(target) is None] == []


def test_titles_tell_genders() -> None:
    """Female forms are female; nominalised adjectives, which look alike for both, are neither."""
    assert titles()["ministerin"].gender == "f"
    assert titles()["vorsitzende"].gender == ""
    assert titles()["ministerin"].base == titles()["minister"].base == "minister"


def _sample() -> tuple[list[Findings], dict[tuple[str, str], str]]:
    findings, gold = [], {}
    for line in _GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        date = datetime.fromisoformat(f"{row['date']}T12:00:00+00:00") if row["date"] else None
        doc = Document(id=row["doc"], name=row["doc"], text=row["text"], published=date, granularity="day")
        mentions, chains = [], {}
        for i, m in enumerate(row["mentions"]):
            span = Span(start=m["start"], end=m["end"])
            norm = origin(m["text"]) if m.get("detail") == "adjective" else ""
            mentions.append(
                Mention(
                    id=f"m{i}",
                    doc=doc.id,
                    span=span,
                    head=span,
                    text=m["text"],
                    kind=m["kind"],
                    form=m["form"],
                    norm=norm,
                )
            )
            chains.setdefault(m["entity"], []).append(f"m{i}")
            if "+" not in m["entity"]:
                gold[doc.id, f"m{i}"] = m["entity"]
        findings.append(
            Findings(document=doc, mentions=tuple(mentions), chains=tuple(tuple(c) for c in chains.values()))
        )
    return findings, gold


@pytest.mark.skipif(not _GOLD.exists(), reason="sample articles are not there")
def test_sample_articles() -> None:
    """On the sample articles, with their coreference given, next to nothing is merged wrongly."""
    findings, gold = _sample()
    score = bcubed(gold, identify(findings).of)
    assert score.wrong < 0.02
    assert score.precision > 0.97
    assert score.recall > 0.93
