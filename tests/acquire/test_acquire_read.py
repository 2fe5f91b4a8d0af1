"""Files and folders to documents, and what happens to bad input."""

from __future__ import annotations

import datetime
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.acquire import Problem, decode, read
from kg.errors import UsageError
from kg.schema import Document, from_json, to_json

STORY = "Der Rat hat am Montag in Essen getagt. Er beschloss den Bau einer Schule."
OTHER = "Die Polizei hat in Ulm zwei Männer festgenommen. Sie sollen Autos gestohlen haben."


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def lines(path: Path, *values: Any) -> Path:
    return write(path, "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values))


def run(*paths: Path, **options: Any) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(read(paths, on_problem=problems.append, **options)), problems


def test_json_lines_with_synonyms_of_the_keys(tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl",
        {
            "id": "n-1",
            "title": "Rat tagt",
            "text": STORY,
            "date": "2025-07-13",
            "url": "https://a.example/1",
            "source": "A",
        },
        {"headline": "Festnahme", "body": OTHER, "published": "2025-07-13T17:30:00Z", "link": "https://a.example/2"},
        {
            "Title": "T",
            "articleBody": ["Eins ist da.", "Zwei ist da."],
            "publisher": {"name": "Blatt"},
            "lang": "de-AT",
        },
        {"guid": 7, "content": "Drei ist da.", "date_published": 1752330540},
    )
    documents, problems = run(tmp_path)
    assert problems == []
    assert [d.name for d in documents] == ["n-1", "a.jsonl:2", "a.jsonl:3", "7"]
    assert [d.title for d in documents] == ["Rat tagt", "Festnahme", "T", ""]
    assert [d.text for d in documents] == [STORY, OTHER, "Eins ist da.\n\nZwei ist da.", "Drei ist da."]
    assert [str(d.published)[:16] for d in documents] == [
        "2025-07-13 00:00",
        "2025-07-13 19:30",
        "None",
        "2025-07-12 16:29",
    ]
    assert [d.granularity for d in documents] == ["day", "minute", "", "minute"]
    assert [d.source for d in documents] == ["A", "", "Blatt", ""]
    assert documents[1].url == "https://a.example/2"


def test_one_article_a_json_file_and_lists_of_them(tmp_path: Path) -> None:
    write(tmp_path / "a.json", json.dumps({"title": "Rat", "text": STORY}))
    write(tmp_path / "b.json", json.dumps([{"text": "Eins ist da."}, {"id": "x", "text": "Zwei ist da."}]))
    documents, problems = run(tmp_path)
    assert [d.name for d in documents] == ["a.json", "b.json:1", "x"]
    assert problems == []


def test_folders_are_read_to_the_bottom_in_order_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path / "b" / "z.txt", STORY)
    write(tmp_path / "b" / ".hidden.txt", "Versteckt ist das hier.")
    write(tmp_path / ".git" / "x.txt", "Versteckt ist auch das.")
    write(tmp_path / "a.txt", OTHER)
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "dead.txt").symlink_to(tmp_path / "nowhere")
    documents, _ = run(tmp_path)
    assert [d.name for d in documents] == ["a.txt", "z.txt"]
    assert [d.name for d in run(tmp_path / "b" / "z.txt", tmp_path)[0]] == ["z.txt", "a.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", OTHER)
    write(tmp_path / "more" / "x.txt", OTHER)
    write(tmp_path / "in" / "a.txt", STORY)
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "c").symlink_to(tmp_path / "more", target_is_directory=True)
    documents, problems = run(tmp_path / "in")
    assert [d.name for d in documents] == ["a.txt"]
    assert [(Path(p.where).name, p.reason, p.lost) for p in problems] == [
        ("b.txt", "a link out of the folder, not followed", False),
        ("c", "a link out of the folder, not followed", False),
    ]
    # Who names a link wants what it leads to.
    assert [d.text for d in run(tmp_path / "in" / "b.txt")[0]] == [OTHER]
    (tmp_path / "folder").symlink_to(tmp_path / "in", target_is_directory=True)
    assert [d.name for d in run(tmp_path / "folder")[0]] == ["a.txt"]


def test_names_are_unique_and_tell_files_apart(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt", STORY)
    write(tmp_path / "b" / "x.txt", OTHER)
    lines(
        tmp_path / "c.jsonl",
        {"id": "a/x.txt", "text": "Eins ist da."},
        {"id": "d", "text": "Zwei ist da."},
        {"id": "d", "text": "Drei."},
    )
    documents, _ = run(tmp_path)
    assert [d.name for d in documents] == ["a/x.txt", "b/x.txt", "c.jsonl:1", "d", "c.jsonl:3"]


def test_the_id_depends_on_the_content_alone(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt", STORY), write(tmp_path / "b.txt", OTHER)
    forth = {d.name: d.id for d in run(first, second)[0]}
    back = {d.name: d.id for d in run(second, first)[0]}
    assert forth == back
    renamed = write(tmp_path / "c.txt", STORY)
    assert run(renamed)[0][0].id == forth["a.txt"]
    assert len({*forth.values(), run(first, date=datetime.date(2025, 7, 13))[0][0].id}) == 3


def test_the_same_article_twice_is_read_once_with_a_note(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", STORY + "\n")
    documents, problems = run(tmp_path)
    assert [d.name for d in documents] == ["a.txt"]
    assert [(p.reason, p.lost) for p in problems] == [("the same article as a.txt", False)]


def test_headline_of_a_text_file_is_title_and_first_paragraph(tmp_path: Path) -> None:
    (document,), _ = run(write(tmp_path / "a.txt", f"Rat beschließt Bau einer Schule\n\n{STORY}"))
    assert document.title == "Rat beschließt Bau einer Schule"
    assert document.text == f"{document.title}\n\n{STORY}"
    (document,), _ = run(lines(tmp_path / "a.jsonl", {"title": "Rat beschließt Bau", "text": STORY}))
    assert document.text == STORY


def test_dateline_stays_in_the_text_and_names_the_source(tmp_path: Path) -> None:
    (document,), _ = run(write(tmp_path / "a.txt", f"Essen (dpa) - {STORY}"))
    assert document.source == "dpa"
    assert document.text == f"Essen (dpa) - {STORY}"


def test_date_of_the_call_counts_where_no_other_is_found(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", f"Festnahme in Ulm nach Diebstählen\n13.07.2025\n\n{OTHER}")
    documents, _ = run(tmp_path, date=datetime.date(2024, 12, 24))
    assert [str(d.published) for d in documents] == ["2024-12-24 00:00:00+01:00", "2025-07-13 00:00:00+02:00"]
    assert [d.granularity for d in documents] == ["day", "day"]


def test_address_gives_the_date_and_must_be_one_of_the_web(tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl",
        {"text": STORY, "url": "https://a.example/2025/07/13/rat"},
        {"text": OTHER, "url": "javascript:alert(1)"},
    )
    documents, _ = run(tmp_path)
    assert (str(documents[0].published), documents[0].granularity) == ("2025-07-13 00:00:00+02:00", "day")
    assert documents[1].url == ""


BAD_LINES = [
    ('{"text": "offen', "broken JSON"),
    ("[1, 2]", "JSON holds a list, not an object"),
    ('"text"', "JSON holds a string, not an object"),
    ("null", "JSON holds null, not an object"),
    ('{"title": "ohne Text"}', "JSON without a text"),
    ('{"text": 12}', "the text is a number, not a string"),
    ('{"text": ["a", 1]}', "the text is a list, not a string"),
    ('{"text": "Teilen\\n\\nDrucken"}', "no text of an article in it"),
    ("[" * 100_000, "JSON with a number too long or nested too deeply"),
    ("9" * 10_000, "JSON with a number too long or nested too deeply"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason[:30] for _, reason in BAD_LINES])
def test_a_bad_line_costs_that_article_only(line: str, reason: str, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"id": "1", "text": STORY}, line, "", {"id": "3", "text": OTHER})
    documents, problems = run(path)
    assert [d.name for d in documents] == ["1", "3"]
    (problem,) = problems
    assert problem.where == f"{path}:2"
    assert problem.reason.startswith(reason)
    assert problem.hint
    assert problem.lost
    assert "\n" not in str(problem)


def test_wrong_types_beside_the_text_are_passed_over(tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl", {"text": STORY, "title": ["x"], "date": {"y": 1}, "url": 5.5, "id": None, "source": [1]}
    )
    (document,), problems = run(tmp_path)
    assert (document.title, document.url, document.source, document.published) == ("", "", "", None)
    assert problems == []


def test_a_date_that_cannot_be_read_is_a_note(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", {"text": STORY, "date": "vorgestern"})
    (document,), (problem,) = run(tmp_path)
    assert document.published is None
    assert (problem.reason, problem.lost) == ('the date "vorgestern" cannot be read', False)


def test_bad_files_cost_that_article_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a_good.txt", STORY)
    write(tmp_path / "b_empty.txt", " \n")
    (tmp_path / "c_binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    write(tmp_path / "d_broken.json", '{"text": ')
    write(tmp_path / "e_long.txt", "Wort " * 300)
    write(tmp_path / "f_good.txt", OTHER)
    monkeypatch.setattr(sys.modules["kg.acquire.read"], "MAX_BYTES", 1000)
    documents, problems = run(tmp_path)
    assert [d.name for d in documents] == ["a_good.txt", "f_good.txt"]
    assert [(Path(p.where).name, p.reason.split(" (")[0]) for p in problems] == [
        ("b_empty.txt", "the file is empty"),
        ("c_binary.txt", "not text but binary data"),
        ("d_broken.json", "broken JSON"),
        ("e_long.txt", "longer than 10 MB"),
    ]


def test_a_line_that_is_too_long_is_never_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg.acquire.read"], "MAX_BYTES", 1000)
    path = lines(tmp_path / "a.jsonl", {"text": STORY}, {"text": "Wort " * 3000}, {"text": OTHER})
    documents, (problem,) = run(path)
    assert [d.name for d in documents] == ["a.jsonl:1", "a.jsonl:3"]
    assert problem.where.endswith("a.jsonl:2")
    assert "longer than" in problem.reason


def test_the_limit_is_ten_megabytes() -> None:
    assert decode.MAX_BYTES == 10_000_000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission_are_reported(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", OTHER).chmod(0)
    documents, (problem,) = run(tmp_path)
    assert [d.name for d in documents] == ["a.txt"]
    assert problem.reason.startswith("the file cannot be opened")


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", STORY)
    blocked = write(tmp_path / "b.txt", OTHER)
    real = Path.open

    def guarded(path: Path, *args: Any, **options: Any) -> Any:
        if path == blocked:
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)

    monkeypatch.setattr(Path, "open", guarded)
    documents, (problem,) = run(tmp_path)
    assert [d.name for d in documents] == ["a.txt"]
    assert problem.reason == "the file cannot be opened (Permission denied)"


def test_files_of_other_kinds_are_named_and_can_be_read_one_by_one(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    note = write(tmp_path / "notes.md", OTHER)
    documents, (problem,) = run(tmp_path)
    assert [d.name for d in documents] == ["a.txt"]
    assert (problem.reason, problem.lost) == ("files of other kinds passed over: 1 .md", False)
    assert [d.text for d in run(note)[0]] == [OTHER]


@pytest.mark.parametrize("make", ["missing", "empty folder", "folder without articles", "nothing"])
def test_calls_that_cannot_work_raise_at_once(make: str, tmp_path: Path) -> None:
    paths = [tmp_path / "x"]
    if make != "missing":
        paths[0].mkdir()
    if make == "folder without articles":
        write(paths[0] / "picture.jpg", "x")
    with pytest.raises(UsageError):
        read([] if make == "nothing" else paths)


def test_problems_that_nobody_takes_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path / "a.txt", "")
    assert list(read([tmp_path])) == []
    assert "the file is empty" in caplog.text


def test_strange_file_names_become_clean_names(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"k\xf6ln\n.txt")).write_text(STORY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (document,), _ = run(tmp_path)
    document.name.encode("utf-8")
    assert "\n" not in document.name


def test_other_languages_are_let_through(tmp_path: Path) -> None:
    english = "The council met in Essen on Monday. It decided to build a school."
    (document,), problems = run(lines(tmp_path / "a.jsonl", {"text": english, "language": "en"}))
    assert (document.text, document.lang, problems) == (english, "en", [])


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes((json.dumps({"text": OTHER}, ensure_ascii=False) + "\n").encode("utf-16"))
    assert [d.text for d in run(tmp_path)[0]] == [OTHER]


@given(st.binary(max_size=400), st.sampled_from(["txt", "html", "json", "jsonl"]))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_stop_a_run(tmp_path: Path, data: bytes, suffix: str) -> None:
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    bad = tmp_path / f"bad.{suffix}"
    bad.write_bytes(data)
    documents, problems = run(bad, tmp_path / "good.txt")
    bad.unlink()
    assert documents[-1].text == STORY or any(not p.lost for p in problems)
    for document in documents:
        document.text.encode("utf-8")


@given(st.text(max_size=300), st.text(max_size=50))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_becomes_a_document_that_can_be_written(tmp_path: Path, text: str, title: str) -> None:
    lines(tmp_path / "a.jsonl", {"text": f"{STORY}\n\n{text}", "title": title})
    (document,), _ = run(tmp_path)
    assert document.text.startswith(STORY[:38])
    assert "\n" not in document.title
    assert from_json(Document, to_json(document)) == document


def test_offsets_are_code_points(tmp_path: Path) -> None:
    (document,), _ = run(write(tmp_path / "a.txt", f"😀 „Mu\u0308ller“: {STORY}"))
    assert document.text.index("Essen") == len("😀 „Müller“: Der Rat hat am Montag in ")


def test_a_thousand_short_articles_take_about_a_second(tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl", *({"id": f"n{i}", "text": f"{STORY} Es war Sitzung {i}.\n\n{OTHER}"} for i in range(1000))
    )
    start = time.process_time()
    assert len(run(tmp_path)[0]) == 1000
    # A fifth of this on an idle machine; the bound leaves room for one that is shared.
    assert time.process_time() - start < 3
