"""What is tried with hostile input: each target takes any bytes, and raises only if kg is at fault.

Errors for users (:class:`kg.errors.KgError`, one line) are what hostile input may cause; other exceptions are faults,
and so are results that break a promise: files that strict readers refuse, cells that a spreadsheet would run, addresses
that are none of the web, text that cannot be written.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bits import Bits
from made import SEEN, parse, told
from spacy.language import Language
from spacy.tokens import Doc

from kg import annotate, pipeline
from kg.acquire import pages, read, records
from kg.acquire.clean import clean
from kg.errors import KgError
from kg.extract import extract
from kg.extract.pairs import classifier, with_pairs
from kg.extract.triples.surface import triples
from kg.fuse import read_links, read_merges, write_merges
from kg.fuse.within.resolve import resolve
from kg.graph import assemble, events
from kg.output import FORMATS, html, jsonl, module
from kg.schema import Document, Entity, Fact, Findings, Link, from_json, to_json

ARTICLES = Path(__file__).resolve().parents[2] / "data" / "articles"
SUFFIXES = ("txt", "html", "json", "jsonl", "md")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def reader(data: bytes) -> None:
    """A file of any kind and content."""
    bits = Bits(data)
    suffix = bits.one(SUFFIXES)
    path = folder() / f"a.{suffix}"
    path.write_bytes(bits.rest())
    problems: list[str] = []
    for document in read([path], on_problem=lambda problem: problems.append(str(problem))):
        sound(document)
    for problem in problems:
        assert not _CONTROL.search(problem), problem


def fields(data: bytes) -> None:
    """A JSON article whose fields hold hostile text."""
    bits = Bits(data)
    keys = [key for known in records.KEYS.values() for key in known]
    record: dict[str, object] = {"text": f"Der Rat tagt. {bits.text(30)}"}
    while bits:
        value: object = bits.text(6)
        if bits.below(8) == 0:
            value = bits.one(
                [None, True, -1, 1e308, 10**25, [], {}, [value], {"name": value}, "2025-07-13", "0000-00-00"]
            )
        record[bits.one(keys)] = value
    path = folder() / "a.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    for document in read([path], on_problem=lambda problem: None):
        sound(document)


def cleaner(data: bytes) -> None:
    """Text as an article that was copied from somewhere."""
    bits = Bits(data)
    titled = bool(bits.below(2))
    text = bits.text(200) if bits.below(2) else bits.rest().decode("utf-8", "replace")
    text.encode("utf-8", "surrogatepass")
    cleaned = clean(pages.fragment(text), titled=titled)
    cleaned.text.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e]|\n\n\n|^\s|\s$", cleaned.text), cleaned.text


def page(data: bytes) -> None:
    """Markup that is no HTML any more."""
    bits = Bits(data)
    text = bits.text(120) if bits.below(2) else bits.rest().decode("utf-8", "replace")
    try:
        found = pages.parse(f"<html><body><article><p>Der Rat tagt.</p>{text}</article>")
    except KgError:
        return
    assert isinstance(found.text, str)


def extraction(data: bytes) -> None:
    """Any parse of any words: rules must stand every label, for models err."""
    _extracted(parse(Bits(data)))


def sentences(data: bytes) -> None:
    """Sample articles with words left out, doubled, exchanged and put in, read by the shipped pipeline."""
    bits = Bits(data)
    written = list(bits.one(_sample()))
    while bits and written:
        at, change = bits.below(len(written)), bits.below(5)
        if change == 0:
            del written[at : at + 1 + bits.below(12)]
        elif change == 1:
            written.insert(at, bits.one(written))
        elif change == 2:
            other = bits.below(len(written))
            written[at], written[other] = written[other], written[at]
        elif change == 3:
            written.insert(at, bits.one(bits.one(_sample())))
        else:
            written[at] = bits.one((written[at].upper(), written[at].lower(), written[at].title(), bits.one(SEEN)))
    if text := " ".join(written).strip():
        _extracted(_pipeline()(text))


def _extracted(doc: Doc) -> None:
    document = Document(id="d", name="a.txt", text=doc.text)
    list(triples(doc))
    findings, context = extract(doc, document, "none")
    found = resolve(doc, findings, context.mentions.head_index)
    if len(doc.tensor):  # of the shipped pipeline, which the classifier knows
        found = with_pairs(found, context, classifier.load())
    assert from_json(Findings, to_json(found)) == found
    for mention in found.mentions:
        assert doc.text[mention.span.start : mention.span.end] == mention.text
    graph, facts = pipeline.build([found])
    assert all(0 <= fact.score <= 1 for fact in facts)
    assert graph.number_of_edges() <= len(facts)


def exports(data: bytes) -> None:
    """Facts and entities whose every text is hostile, in all formats."""
    bits = Bits(data)
    entities, facts = told(bits)
    graph = (
        events.view(facts, entities, concepts=bool(bits.below(2)))
        if bits.below(2)
        else assemble.assemble(facts, entities, concepts=bool(bits.below(2)))
    )
    place = folder()
    html.write(graph, place / "graph.html", facts=facts, title=bits.text(3))
    page_of = (place / "graph.html").read_text(encoding="utf-8")
    # Data can neither begin nor end a script: those of the page itself are all there are.
    assert (page_of.count("<script"), page_of.count("</script")) == _own_scripts()
    for name in FORMATS:
        if name == "parquet":
            continue
        options = {"facts": facts} if FORMATS[name].evidenced else {}
        module(name).write(graph, place / (FORMATS[name].file or name), **options)
    for name in ("graph.graphml", "graph.gexf"):
        ElementTree.parse(place / name)
    assert len(json.loads((place / "graph.json").read_text(encoding="utf-8"))["nodes"]) == graph.number_of_nodes()
    for name in ("nodes.csv", "edges.csv"):
        for row in csv.reader(
            (place / "csv" / name).read_text(encoding="utf-8").splitlines(keepends=True), strict=True
        ):
            for cell in row:
                assert not cell.startswith(("=", "+", "@")) and not re.match(r"-(?![\d.]|inf)", cell), cell
    for item, kind in ((facts, Fact), (entities, Entity)):
        assert jsonl.write(item, place / "items.jsonl") == len(list(jsonl.read(place / "items.jsonl", kind)))


def tables(data: bytes) -> None:
    """Files that a user hands back: decisions, identifiers, graphs."""
    bits = Bits(data)
    what = bits.one(["merges", "links", "facts", "json", "graphml", "gexf", "csv", "written"])
    place = folder()
    file = place / "file"
    if what == "written":
        links = [
            Link(left=bits.text(4), right=bits.text(4), score=0.5, reasons=(bits.text(2),), decision="join")
            for _ in range(3)
        ]
        write_merges(links, file)
        for row in csv.reader(file.read_text(encoding="utf-8").splitlines(keepends=True)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        what = "merges"
    elif bits.below(2):
        head = {"merges": "decision,left,right\n", "links": "name,kind,wikidata\n"}.get(what, "")
        file.write_text(head + bits.text(40).encode("utf-8", "replace").decode(), encoding="utf-8")
    else:
        file.write_bytes(bits.rest())
    try:
        if what == "merges":
            read_merges(file)
        elif what == "links":
            read_links(file)
        elif what == "facts":
            list(jsonl.read_facts(file))
        elif what == "csv":
            for name in ("nodes.csv", "edges.csv"):
                shutil.copy(file, place / name)
            module("csv").read(place)
        else:
            module(what).read(file)
    except KgError as error:
        assert str(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (reader, fields, cleaner, page, extraction, sentences, exports, tables)
}


def sound(document: Document) -> None:
    """What every document promises, whatever it was read from."""
    assert from_json(Document, to_json(document)) == document
    to_json(document).encode("utf-8")
    for line in (document.id, document.name, document.title, document.source, document.url, document.lang):
        assert not _CONTROL.search(line), line
    assert not document.url or re.match(r"https?://", document.url)
    assert document.text.strip() and not _CONTROL.search(document.text.replace("\n", ""))


@cache
def _pipeline() -> Language:
    return annotate.load()


@cache
def _sample() -> tuple[tuple[str, ...], ...]:
    """The words of the sample articles, some sentences at a time."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    return tuple(tuple(part.split()) for text in texts for part in text.split("\n\n") if part.strip())


@cache
def _own_scripts() -> tuple[int, int]:
    """How often script elements begin and end in the page of an empty graph."""
    page_of = html.render(assemble.assemble([], []), facts=[])
    return page_of.count("<script"), page_of.count("</script")


_FOLDERS: list[Path] = []


def folder() -> Path:
    """A folder to write to, in memory where that can be had."""
    if not _FOLDERS:
        memory = Path("/dev/shm")
        _FOLDERS.append(Path(tempfile.mkdtemp(prefix="kg-fuzz-", dir=memory if memory.is_dir() else None)))
    return _FOLDERS[0]


@contextmanager
def cleared() -> Iterator[None]:
    """Takes the folder away at the end."""
    try:
        yield
    finally:
        while _FOLDERS:
            shutil.rmtree(_FOLDERS.pop(), ignore_errors=True)
