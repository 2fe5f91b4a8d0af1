"""The whole of kg on a folder of hostile articles: what is read and written, what is said, what comes out."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from sample_build import ROOT, missing

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]

STORY = "Anna Berg hat am Montag in Köln den Minister Karl Napp getroffen. Napp lobte die Stadt."
EVIL = "=cmd|'/C calc'!A0 <script>alert(1)</script> <img src=x onerror=\"alert(2)\"> ../../evil \u202eevil"
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///SECRET">]>'
)
PAGE = f"""{BILLION}<html lang="de"><head><title>Rat tagt</title><base href="file:///SECRET">
<link rel="canonical" href="file:///SECRET"><meta http-equiv="refresh" content="0; url=file:///SECRET">
<script src="file:///SECRET"></script><script>alert(1)</script></head><body><article><h1>Rat tagt in Köln</h1>
<p>{STORY} {STORY}</p><p>&x; &c; {STORY}</p><iframe src="file:///SECRET"></iframe>
<xi:include href="file:///SECRET" parse="text"/><object data="file:///SECRET"></object></article></body></html>"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a call of kg did."""

    code: int
    stdout: str
    stderr: str
    events: list[tuple[str, str, bool]]


def kg(place: Path, *arguments: object) -> Run:
    call = [sys.executable, str(ROOT / "tests/safety/watched.py"), str(place / "log"), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        call, capture_output=True, encoding="utf-8", env=environment, cwd=place, check=False, timeout=300
    )
    return Run(done.returncode, done.stdout, done.stderr, json.loads((place / "log").read_text(encoding="utf-8")))


def articles(place: Path) -> Path:
    folder = place / "articles"
    folder.mkdir()
    (place / "secret.txt").write_text("Geheim: Otto Schlau traf Eva Klug in Ulm.", encoding="utf-8")
    secret = str(place / "secret.txt").lstrip("/")
    (folder / "link.txt").symlink_to(place / "secret.txt")
    (place / "elsewhere").mkdir()
    (place / "elsewhere" / "more.txt").write_text("Otto Schlau traf Eva Klug.", encoding="utf-8")
    (folder / "linked").symlink_to(place / "elsewhere", target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    (folder / "page.html").write_text(PAGE.replace("SECRET", secret), encoding="utf-8")
    (folder / "deep.html").write_text("<html><body>" + "<div><b>" * 50_000 + STORY, encoding="utf-8")
    (folder / "deep.json").write_text("[" * 200_000, encoding="utf-8")
    (folder / "wide.json").write_text('{"text": ' + '{"a": ' * 900 + "1" + "}" * 901, encoding="utf-8")
    (folder / "nul.txt").write_bytes(b"\0\0\0Napp\0lobte\0K\xf6ln" * 50)
    (folder / "blanks.txt").write_text(
        " " * 200_000 + f"{STORY} Viertens." + "\n" * 200_000 + "„" * 5_000, encoding="utf-8"
    )
    records = [
        {
            "id": "../../../evil",
            "text": f"{STORY} Zweitens.",
            "title": EVIL,
            "url": "file:///etc/passwd",
            "source": EVIL,
        },
        {"id": f"{place}/evil", "text": f"{STORY} Drittens. {EVIL}", "url": "javascript:alert(1)", "lang": "\ud800x"},
        {"id": EVIL, "text": f"{EVIL} lobte Karl Napp. {STORY}", "title": "\ud800\x00\u202e", "date": EVIL},
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    # Ten kilobytes that would be ten megabytes and more of text.
    bomb = gzip.compress(STORY.encode() * 120_000)
    (folder / "bomb.txt").write_bytes(bomb)
    (folder / "bomb.html").write_bytes(bomb)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", STORY * 120_000)
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile").resolve()


@pytest.fixture(scope="module")
def built(place: Path) -> Run:
    return kg(place, "build", articles(place), "-o", place / "out")


def outside(run: Run, place: Path, *written: Path) -> list[tuple[str, str, bool]]:
    """What a call read of the user's files but the articles, wrote but its outputs, and did that it has no need of."""
    found = []
    for event, name, writes in run.events:
        path = Path(name)
        own = any(path.is_relative_to(root) for root in (*written, place / "out"))
        theirs = path.is_relative_to(place) and not path.is_relative_to(place / "articles")
        moved = event in ("os.rename", "os.remove", "os.mkdir", "os.chmod") and own
        if (
            not own
            and not moved
            and (event not in ("open",) or writes or theirs)
            and name not in ("/dev/null", str(place / "log"))
        ):
            found.append((event, name, writes))
    return found


def test_what_is_bad_is_named_and_the_rest_is_read(built: Run) -> None:
    assert built.code == 1
    assert "Traceback" not in built.stderr and "fault of kg" not in built.stderr
    skipped = [line for line in built.stderr.splitlines() if line.startswith("skipped: ")]
    assert sorted(re.findall(r"articles/(\S+?):", " ".join(skipped))) == [
        "bomb.html",
        "bomb.txt",
        "deep.html",
        "deep.json",
        "nul.txt",
        "wide.json",
    ]
    assert all("; " in line for line in skipped)
    assert built.stderr.count("a link out of the folder, not followed") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", built.stderr)


def test_nothing_else_is_read_or_written_and_nothing_started(built: Run, place: Path) -> None:
    assert outside(built, place) == []
    assert sorted(path.name for path in place.iterdir()) == ["articles", "elsewhere", "log", "out", "secret.txt"]
    for path in (place / "out").iterdir():
        assert "Otto Schlau" not in path.read_bytes().decode("utf-8", "replace")


def test_facts_are_those_of_the_articles(built: Run, place: Path) -> None:
    facts = [json.loads(line) for line in (place / "out/facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"page.html", "../../../evil"} <= {fact["doc"] for fact in facts}
    assert all(fact["url"] == "" for fact in facts)


@pytest.mark.parametrize("form", ["csv", "gexf", "graphml", "json", "neo4j", "rdf", "html"])
@pytest.mark.parametrize("view", ["entities", "events"])
def test_exports_hold_the_hostile_text_as_text(form: str, view: str, built: Run, place: Path) -> None:
    out = place / "exports" / f"{view}-{form}"
    run = kg(place, "export", form, "--view", view, "-o", out)
    assert run.code == 0, run.stderr
    assert outside(run, place, place / "exports") == []
    if form in ("gexf", "graphml"):
        ElementTree.parse(out)
    if form in ("csv", "neo4j"):
        for path in out.iterdir():
            if path.suffix == ".csv":
                for row in csv.reader(path.open(encoding="utf-8", newline=""), strict=True):
                    assert not any(cell.startswith(("=", "+", "@", "-c")) for cell in row)


@pytest.mark.parametrize(
    "call", [["facts"], ["stats"], ["neighbors", "Napp"], ["who-says", EVIL], ["entity", EVIL], ["merges"]]
)
def test_questions_print_nothing_that_a_terminal_obeys(call: list[str], built: Run, place: Path) -> None:
    run = kg(place, *call)
    assert run.code in (0, 2)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", run.stdout + run.stderr)
    assert outside(run, place) == []
