"""``python -m kg.train CORPORA WORK [--out MODEL]``: see recipe.py."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.annotate.load import shipped
from kg.train.recipe import run

parser = argparse.ArgumentParser(prog="python -m kg.train", description="Train and package the German pipeline.")
parser.add_argument("corpora", type=Path, help="folder with ud/, ner/ and bundestag.txt.xz")
parser.add_argument("work", type=Path, help="folder for what lies between; finished steps in it are kept")
parser.add_argument("--out", type=Path, default=shipped(), help="where the pipeline goes (default: the shipped one)")
parser.add_argument("--own-trees", action="store_true", help="train the syntax on the project's own trees as well")
parser.add_argument("--more-names", action="store_true", help="train the recogniser on names-more.txt as well")

if __name__ == "__main__":
    options = parser.parse_args()
    nlp = run(options.corpora, options.work, options.out, own_trees=options.own_trees, more_names=options.more_names)
    print(f"{nlp.meta['name']} {nlp.meta['version']} in {options.out}")
