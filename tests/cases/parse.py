"""Cases with a stored parse: cases.txt holds the texts, parses.tsv what a model made of them.

``python tests/cases/parse.py FOLDER [MODEL]`` writes parses.tsv.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

import kg.annotate


def blocks(file: Path) -> dict[str, list[str]]:
    """Heading to the lines below it."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            lines = found.setdefault(line[3:], [])
        elif line.strip() and not line.startswith("# "):
            lines.append(line)
    return found


@cache
def _vocab() -> Vocab:
    return spacy.blank("de").vocab


def stored(lines: list[str]) -> Doc:
    """The doc of a block of parses.tsv."""
    rows = [line.split("\t") for line in lines]
    return Doc(
        _vocab(),
        words=[r[0].replace("¶", "\n") for r in rows],
        lemmas=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        pos=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        heads=[int(r[5]) for r in rows],
        morphs=[r[6] for r in rows],
        ents=[r[7] for r in rows],
        spaces=[r[8] == "1" for r in rows],
    )


def main(folder: Path, model: str | None = None) -> None:
    """Parses every text anew."""
    nlp = kg.annotate.load(model)
    rows = ["# Parses of the texts of cases.txt; see README.md for the columns."]
    for heading, (text, *_) in blocks(folder / "cases.txt").items():
        rows.append(f"## {heading}")
        for token in nlp(text.replace("¶", "\n\n")):
            entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
            word = token.text.replace("\n", "¶")
            cells = (word, token.lemma_.strip(), token.tag_, token.pos_, token.dep_, token.head.i, token.morph)
            flags = (entity, int(bool(token.whitespace_)), int(bool(token.is_sent_start)))
            rows.append("\t".join(str(cell) for cell in (*cells, *flags)))
    (folder / "parses.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
