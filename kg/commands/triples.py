"""``kg triples``: surface triples of plain text, one TSV line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.commands import console

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["triples"]

#: Texts that the pipeline takes at once: more is hardly faster and keeps the first line waiting.
_BATCH = 64
#: Text above this is parsed paragraph by paragraph in parts of about this size: spaCy's limit is a million characters.
_LARGEST = 100_000


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="Surface triples of plain text.",
    epilog="Example: kg triples sentences.txt --lines",
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lines", is_flag=True, help="Each line of FILE is one sentence; its number is the number of its line.")
@click.option("--model", help="German spaCy pipeline to read with: a folder or an installed package.")
def triples(file: Path, lines: bool, model: str | None) -> None:
    """Write who does what as the text of FILE (- for standard input) says it, in its own words.

    One line each: number of the sentence, subject, relation and object, separated by tabs.
    """
    with click.open_file(str(file), encoding="utf-8-sig", errors="replace") as stream:
        texts = _lines(stream) if lines else _paragraphs(stream)
        from kg.annotate import load

        for row in rows(texts, load(model), single=lines):
            click.echo("\t".join(map(console.plain, row)))


def rows(texts: Iterable[tuple[int, str]], nlp: Language, *, single: bool) -> Iterator[tuple[str, str, str, str]]:
    """The four columns for each triple of numbered texts.

    With ``single`` each text is one sentence and its number is given; else sentences are counted over all texts.
    """
    from kg.extract.triples.surface import triples as extract

    before = 0
    pairs = ((" ".join(text.split()) if single else text, number) for number, text in texts)
    for doc, number in nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
        seen: set[tuple[str, str, str]] = set()  # a line may be parsed as two sentences
        for triple in extract(doc):
            slots = (triple.subject, triple.relation, triple.object)
            if not single:
                yield str(before + triple.sentence), *slots
            elif slots not in seen:
                seen.add(slots)
                yield str(number), *slots
        before += sum(1 for _ in doc.sents)


def _lines(stream: IO[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield number, line


def _paragraphs(stream: IO[str]) -> Iterator[tuple[int, str]]:
    """The text in parts that end with a line, so that no part is too large for the parser."""
    part: list[str] = []
    size = count = 0
    for line in stream:
        part.append(line)
        size += len(line)
        if size >= _LARGEST:
            count += 1
            yield count, "".join(part)
            part, size = [], 0
    if "".join(part).strip():
        yield count + 1, "".join(part)
