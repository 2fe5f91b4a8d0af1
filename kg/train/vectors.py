"""Word vectors: floret over the raw text of all corpora, in the tokenizer's own tokens."""

from __future__ import annotations

import json
import lzma
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy

#: How often the few news sentences are repeated beside 37 million words of debates.
NEWS_TIMES = 4
SETTINGS = {
    "model": "cbow", "mode": "floret", "dim": 128, "bucket": 50_000, "hashCount": 2, "minn": 4, "maxn": 5,
    "minCount": 20, "epoch": 4, "neg": 10, "lr": 0.05, "ws": 5, "thread": 2,
}  # fmt: skip


def entity_texts(corpora: Path) -> Iterator[str]:
    """The sentences of the news and newspaper corpora of entities."""
    for name in ("wikinews", "germeval-dev", "germeval-test-first3500"):
        for line in (corpora / "ner" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def tree_texts(corpora: Path) -> Iterator[str]:
    """The sentences of the treebanks, the development articles left out."""
    for path in sorted((corpora / "ud").glob("*.conllu")):
        if path.stem != "wikinews-dev":
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("# text = "):
                    yield line.removeprefix("# text = ").strip()


def news(corpora: Path) -> Iterator[str]:
    """The sentences of all annotated corpora but the development articles."""
    yield from entity_texts(corpora)
    yield from tree_texts(corpora)


def debates(corpora: Path) -> Iterator[str]:
    """The paragraphs of the plenary records."""
    with lzma.open(corpora / "bundestag.txt.xz", "rt", encoding="utf-8") as handle:
        yield from (line.strip() for line in handle)


def train(corpora: Path, work: Path) -> Path:
    """The folder of spaCy vectors, made in ``work``.  Two threads: repeat runs differ in the last digits."""
    import floret  # an extra: only training needs it

    raw, table, folder = work / "raw.txt", work / "vectors.floret", work / "vectors"
    tokenizer = spacy.blank("de").tokenizer
    with raw.open("w", encoding="utf-8") as out:
        for _ in range(NEWS_TIMES):
            for text in news(corpora):
                out.write(" ".join(t.text for t in tokenizer(text) if not t.is_space) + "\n")
        for text in debates(corpora):
            out.write(" ".join(t.text for t in tokenizer(text) if not t.is_space) + "\n")
    floret.train_unsupervised(str(raw), **SETTINGS).save_floret_vectors(str(table))
    subprocess.run(
        [sys.executable, "-m", "spacy", "init", "vectors", "de", table, folder, "--mode", "floret"], check=True
    )
    return folder


def pretraining_text(corpora: Path, out: Path, share: float = 0.147, seed: int = 3) -> Path:
    """Some six million words for ``spacy pretrain``: the news twice and a sample of the debates, shuffled."""
    rng = random.Random(seed)
    lines = [*news(corpora)] * 2
    lines += [t for t in debates(corpora) if rng.random() < share and 40 < len(t) < 2500]
    rng.shuffle(lines)
    out.write_text("".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in lines), encoding="utf-8")
    return out
