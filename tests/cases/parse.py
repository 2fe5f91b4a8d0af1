"""Writes parses.tsv, the parse of each text of cases.txt by a model: ``python tests/cases/parse.py FOLDER [MODEL]``."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import kg.annotate


def main(folder: Path, model: str | None = None) -> None:
    nlp = kg.annotate.load(model)
    lines = (folder / "cases.txt").read_text(encoding="utf-8").splitlines()
    rows = ["# Parses of the texts of cases.txt; see README.md for the columns."]
    for heading, text in pairwise(lines):
        if not heading.startswith("## "):
            continue
        rows.append(heading)
        for token in nlp(text.replace("¶", "\n\n")):
            entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
            word = token.text.replace("\n", "¶")
            cells = (word, token.lemma_.strip(), token.tag_, token.pos_, token.dep_, token.head.i, token.morph)
            flags = (entity, int(bool(token.whitespace_)), int(bool(token.is_sent_start)))
            rows.append("\t".join(str(cell) for cell in (*cells, *flags)))
    (folder / "parses.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
