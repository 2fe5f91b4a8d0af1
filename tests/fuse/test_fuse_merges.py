"""merges.csv: writing, reading, and decisions that beat the rules."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from fuse_samples import article
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.fuse import identify, read_links, read_merges, write_merges
from kg.schema import Findings, Identity, Link

_text = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
_cells = _text.map(lambda s: " ".join(s.split())).filter(bool)


@given(
    st.lists(
        st.builds(
            Link,
            left=_cells,
            right=_cells,
            score=st.sampled_from([0.5, 0.875, 1.0]),
            reasons=st.just(("same name", "second reason")),
            decision=st.sampled_from(["merged", "apart", "join", "split"]),
            left_name=_cells,
            right_name=_cells,
            kind=st.sampled_from(["PER", "ORG"]),
        ),
        unique=True,
    )
)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, links: list[Link]) -> None:
    """What is written is read again, whatever the names are; order and doubles don't matter."""
    path = tmp_path_factory.mktemp("merges") / "merges.csv"
    write_merges(links + links[:1], path)
    assert set(read_merges(path)) == set(links)
    first = path.read_bytes()
    write_merges(reversed(links), path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+49", "-1", "@SUM", "'quoted"])
def test_no_formula_reaches_a_spreadsheet(tmp_path: Path, name: str) -> None:
    """Cells that a spreadsheet would calculate are written as text, and read as they were."""
    path = tmp_path / "merges.csv"
    write_merges([Link(left=name, right="x", score=1, reasons=(), decision="merged", left_name=name)], path)
    with path.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["left"] == row["left_name"] == "'" + name
    assert read_merges(path)[0].left == name


def test_reads_what_spreadsheets_make_of_it(tmp_path: Path) -> None:
    """A BOM, semicolons, another order of columns and missing ones are understood; comma scores as well."""
    path = tmp_path / "merges.csv"
    path.write_text("left;right;decision;score\nLawrow;Sergej Lawrow;JOIN;0,5\n", encoding="utf-8-sig")
    (row,) = read_merges(path)
    assert (row.left, row.right, row.decision, row.score) == ("Lawrow", "Sergej Lawrow", "join", 0.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no column"),
        ("decision,left,right\njoin,,x\n", "line 2"),
        ("decision,left,right,score\na,b,c,d", "no number"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, text: str, words: str) -> None:
    """An error says which file and line, and what is wrong."""
    path = tmp_path / "merges.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_merges(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_merges(tmp_path / "none.csv")


def _decide(decision: str, left: str, right: str, **names: str) -> Link:
    return Link(left=left, right=right, score=1.0, reasons=(), decision=decision, **names)


def _two() -> list[Findings]:
    return [
        article("a", "[[Peter Müller|PER|x]] (CDU) sprach. [[Müller|PER|x]] ging.", date="2024-01-01")[0],
        article("b", "[[Peter Müller|PER|x]] (SPD) sprach.", date="2024-01-02")[0],
        article("c", "[[Petra Müller|PER|x]] malt. [[Angela Merkel|PER|x]] lobte sie.", date="2024-01-03")[0],
        article("d", "[[Merkel|PER|x]] reist ab.", date="2024-01-04")[0],
    ]


def _names(identity: Identity) -> list[str]:
    return sorted(e.id for e in identity.entities)


def test_without_decisions() -> None:
    """The rules keep the two Peters apart and give Merkel her first name."""
    assert _names(identify(_two())) == [
        "per:angela-merkel",
        "per:peter-mueller",
        "per:peter-mueller-spd",
        "per:petra-mueller",
    ]


def test_join_by_key_beats_the_veto() -> None:
    """A reviewer joins what different parties keep apart."""
    assert len(identify(_two(), merges=[_decide("join", "a.txt#m0", "b.txt#m0")]).entities) == 3


def test_split_by_key_and_by_name() -> None:
    """A reviewer parts what the rules merge, for one chain or for a name."""
    for row in (_decide("split", "d.txt#m0", "c.txt#m1"), _decide("split", "Merkel", "Angela Merkel")):
        assert "per:merkel" in {e.id.rsplit("-", 1)[0] for e in identify(_two(), merges=[row]).entities}


def test_join_by_name() -> None:
    """All bearers of two names are one."""
    ids = _names(identify(_two(), merges=[_decide("join", "Petra Müller", "Angela Merkel", kind="PER")]))
    assert len(ids) == 3


def test_stale_keys_are_void() -> None:
    """A key whose mention has another name now decides nothing, nor do rows of the rules."""
    rules = _names(identify(_two()))
    stale = _decide("join", "a.txt#m0", "b.txt#m0", left_name="Karl Napp")
    assert _names(identify(_two(), merges=[stale, _decide("merged", "a.txt#m0", "b.txt#m0")])) == rules


def test_rows_round_trip_as_decisions(tmp_path: Path) -> None:
    """The file that a run writes, with one decision changed, does what it says."""
    path = tmp_path / "merges.csv"
    write_merges(identify(_two()).links, path)
    text = path.read_text(encoding="utf-8").replace(
        "apart,PER,Peter Müller,Peter Müller", "join,PER,Peter Müller,Peter Müller"
    )
    path.write_text(text, encoding="utf-8")
    assert _names(identify(_two(), merges=read_merges(path))) == [
        "per:angela-merkel",
        "per:peter-mueller",
        "per:petra-mueller",
    ]


def test_link_table(tmp_path: Path) -> None:
    """Identifiers of the user's table go to entities of that name and kind; states have those of the shipped one."""
    path = tmp_path / "links.csv"
    path.write_text(
        "name,kind,wikidata\nAngela Merkel,PER,Q567\nMerkel,ORG,Q1\nPetra Mueller,,gnd:1\n", encoding="utf-8-sig"
    )
    found = [*_two(), article("e", "[[Russlands|LOC|x]] Präsident kam, die [[NATO|ORG|x]] tagt.")[0]]
    refs = {e.id: e.refs for e in identify(found, refs=read_links(path)).entities if e.refs}
    assert refs == {
        "per:angela-merkel": ("wikidata:Q567",),
        "per:petra-mueller": ("gnd:1",),
        "loc:russland": ("iso:RU", "wikidata:Q159"),
        "org:nato": ("wikidata:Q7184",),
    }


def test_link_table_errors(tmp_path: Path) -> None:
    """A table without the columns, or with empty cells, is refused with its line."""
    path = tmp_path / "links.csv"
    path.write_text("title,wikidata\nx,Q1\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns"):
        read_links(path)
    path.write_text("name,wikidata\nx,\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_links(path)
