"""From the corpora to the packaged pipeline, in one command: ``python -m kg.train CORPORA WORK [--out MODEL]``.

1. vectors        floret over all raw text
2. first model    tagger, morphologizer, parser where the treebanks' annotation is whole
3. silver         the first model fills in tags and features of the other trees, within what they say
4. syntax         the shipped tagger, morphologizer, lemmatizer and parser
5. entities       one pass of spacy pretrain, then the recogniser, which also sees tags and the lists that hold a word
6. package        both in one pipeline, half precision on disk, scores and sources in meta.json

A step whose result lies in WORK already is not run again.  Some two hours on two cores.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.train import conllu, convert, entities, graft, own, package, silver, vectors

HERE = Path(__file__).parent
#: The project's own annotations.
OWN = HERE.parent.parent / "data" / "training"
SEED = 1
#: Sentences at the end of a treebank that are held back to choose the best step.
HELD_BACK = {"gsd-dev": 100, "pud-first500": 100, "wikinews": 150}
#: What spaCy's commands must import: the embedding and the reader of the recogniser.
_CODE = ("--code", HERE / "entities.py")
#: Treebanks whose STTS tags are sound, and those whose features and lemmas are whole.
TAGGED = ("gsd-dev", "gsd-test", "hdt-bugs-dev", "hdt-bugs-test")
WHOLE = ("gsd", "pud")


def run(corpora: Path, work: Path, out: Path, *, own_trees: bool = False, more_names: bool = False) -> Language:
    """Every step; returns the packaged pipeline, which lies in ``out``.

    ``own_trees`` adds the project's own trees to the treebanks of the syntax, ``more_names`` its later sentences to
    those of the recogniser: both measured without gain (README), so that the shipped pipeline was trained without them.
    """
    work.mkdir(parents=True, exist_ok=True)
    folder = work / "vectors"
    if not folder.exists():
        vectors.train(corpora, work)
    nlp = spacy.blank("de")
    trees = read_trees(corpora, nlp, own_trees=own_trees)
    first = work / "first"
    if not (first / "model-last").exists():
        _write(first, *split(whole_only(trees), nlp, seed=1))
        _train("syntax.cfg", first, folder, max_steps=2400, dropout=0.15, width=128)
    syntax = work / "syntax"
    if not (syntax / "model-best").exists():
        fill(trees, spacy.load(first / "model-last"))
        _write(syntax, *split(trees, nlp, seed=2))
        _train("syntax.cfg", syntax, folder, max_steps=4500, dropout=0.15, width=160)
    names = work / "entities"
    if not (names / "model-best").exists():
        tagger = spacy.load(syntax / "model-best", enable=["tok2vec", "tagger"])
        train, dev = entity_docs(corpora / "ner", nlp, more_names=more_names)
        _write(names, *([_tagged(doc, tagger) for doc in docs] for docs in (train, dev)))
        start = _pretrain(corpora, names, folder)
        _train("entities.cfg", names, folder, max_steps=3500, dropout=0.2, start=start)
    return package.assemble(syntax / "model-best", names / "model-best", out, package.CARD)


def read_trees(corpora: Path, nlp: Language, *, own_trees: bool) -> dict[str, list[list[conllu.Token]]]:
    """All treebanks by name, harmonised, in the tokenizer's tokens; the project's own trees as "wikinews-own"."""
    found = {}
    for path in sorted((corpora / "ud").glob("*.conllu")):
        harmonised = (conllu.harmonise(s, path.stem) for s in conllu.read(path))
        found[path.stem] = [t for s in harmonised if (t := convert.retokenise(s, nlp)) is not None]
    if own_trees:
        trees = own.trees(OWN, vectors.entity_texts(corpora), nlp)
        found["wikinews-own"] = [conllu.harmonise(s, "wikinews-own") for s in trees]
    return found


def whole_only(trees: dict[str, list[list[conllu.Token]]]) -> dict[str, list[list[conllu.Token]]]:
    """The trees without the features and lemmas of treebanks that give them to some words only."""
    return {name: [[_bare(t, name) for t in s] for s in sentences] for name, sentences in trees.items()}


def _bare(token: conllu.Token, corpus: str) -> conllu.Token:
    features = token.feats if corpus.startswith(WHOLE) else {}
    lemma = "" if corpus.startswith("lit") else token.lemma
    return conllu.Token(**{**{n: getattr(token, n) for n in token.__slots__}, "feats": features, "lemma": lemma})


def fill(trees: dict[str, list[list[conllu.Token]]], first: Language) -> None:
    """Tags and features for the trees that lack them, in place."""
    classes = silver.tag_classes(s for name in TAGGED for s in trees[name])
    for name, sentences in trees.items():
        if not name.startswith("gsd"):
            silver.complete(sentences, first, classes)
        if name.startswith(("lit", "wikinews")):
            for token in (t for s in sentences for t in s):
                token.lemma = ""


def split(trees: dict[str, list[list[conllu.Token]]], nlp: Language, seed: int) -> tuple[list[Doc], list[Doc]]:
    """Training docs and held-back docs."""
    rng = random.Random(seed)
    train: list[Doc] = []
    dev: list[Doc] = []
    for name, sentences in trees.items():
        cut = len(sentences) - HELD_BACK.get(name, len(sentences) if name == "wikinews-dev" else 0)
        groups = convert.grouped(sentences[:cut], rng)
        train += [convert.to_doc([convert.newslike(s, rng) for s in g], nlp) for g in groups]
        dev += [convert.to_doc(g, nlp) for g in convert.grouped(sentences[cut:], rng)]
    return train, dev


def entity_docs(folder: Path, nlp: Language, *, more_names: bool = False) -> tuple[list[Doc], list[Doc]]:
    """Training docs of all annotated sentences, and held-back docs of the development articles and GermEval."""
    rng = random.Random(SEED)
    news = list(entities.read_jsonl(folder / "wikinews.jsonl"))
    german = list(entities.read_germeval(folder / "germeval-dev.tsv"))
    rows = [*news[:-400], *entities.read_jsonl(folder / "bundestag.jsonl"), *german[:-300]]
    rows += entities.read_germeval(folder / "germeval-test-first3500.tsv")
    rows += [*own.named(OWN, vectors.tree_texts(folder.parent)), *own.written(OWN, more=more_names)]
    dev = [*entities.read_jsonl(folder / "wikinews-dev.jsonl"), *news[-400:], *german[-300:]]
    return list(entities.to_docs(rows, nlp, rng)), list(entities.to_docs(dev, nlp, rng, most=1))


def _tagged(doc: Doc, tagger: Language) -> Doc:
    """The doc with the tags that the shipped tagger gives it."""
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    for token, told in zip(doc, tagger(Doc(tagger.vocab, words=words, spaces=spaces)), strict=True):
        token.tag_ = told.tag_
    return doc


def _write(folder: Path, train: Iterable[Doc], dev: Iterable[Doc]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    DocBin(docs=train).to_disk(folder / "train.spacy")
    DocBin(docs=dev).to_disk(folder / "dev.spacy")


def _spacy(*words: object) -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "spacy", *map(str, words)], check=True, env=environment)


def _train(
    config: str,
    folder: Path,
    vectors_: Path,
    *,
    max_steps: int,
    dropout: float,
    width: int = 160,
    start: Path | None = None,
) -> None:
    component = "tok2vec" if config == "syntax.cfg" else "entity_encoder"
    filled = folder / "config.cfg"
    _spacy("init", "fill-config", HERE / config, filled, *(["--pretraining"] if start else []), *_CODE)
    settings: dict[str, object] = {
        "system.seed": SEED,
        "paths.train": folder / "train.spacy",
        "paths.dev": folder / "dev.spacy",
        "paths.vectors": vectors_,
        "training.max_steps": max_steps,
        "training.dropout": dropout,
        f"components.{component}.model.encode.width": width,
    }
    if start:
        begun = folder / "start.bin"
        begun.write_bytes(
            graft.grafted(filled, {n: str(v) if isinstance(v, Path) else v for n, v in settings.items()}, start)
        )
        settings["paths.init_tok2vec"] = begun
    words = (word for name, value in settings.items() for word in (f"--{name}", value))
    _spacy("train", filled, "--output", folder, *words, *_CODE)


def _pretrain(corpora: Path, folder: Path, vectors_: Path) -> Path:
    """Weights of the encoder without tags and lists: raw text has no tags."""
    text = vectors.pretraining_text(corpora, folder / "raw.jsonl")
    filled = folder / "pretrain.cfg"
    _spacy("init", "fill-config", HERE / "entities.cfg", filled, "--pretraining", *_CODE)
    words = ["--paths.vectors", vectors_, "--corpora.pretrain.path", text]
    plain = ["--components.entity_encoder.model.embed.extra", 0]
    _spacy("pretrain", filled, folder / "pretrained", *words, *plain, *_CODE)
    return folder / "pretrained" / "model0.bin"
