"""Putting the trained parts together: one pipeline, vectors in half precision, meta.json with sources and scores."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from kg.annotate.precision import store_as

NAME, VERSION = "kg_news", "1.2.0"

#: What goes into meta.json: what it is, what it was made from, under which licence.
CARD: dict[str, Any] = {
    "description": "German news: STTS tags, UPOS, morphology, lemmas, UD dependencies, entities PER ORG LOC MISC",
    "author": "the kg contributors",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD German GSD, dev and test", "license": "CC BY-SA 4.0"},
        {"name": "UD German LIT", "license": "CC BY-SA"},
        {"name": "UD German PUD, first 500 sentences", "license": "CC BY-SA 3.0"},
        {"name": "UD German HDT, extracts", "license": "CC BY-SA 4.0"},
        {"name": "Wikinews sentences with trees and entities, annotated for this project", "license": "CC BY 2.5"},
        {"name": "Bundestag debates with entities, annotated for this project", "license": "official documents"},
        {"name": "5,600 sentences with entities, written for this project (data/training)", "license": "MIT"},
        {"name": "Entities over sentences of GSD, PUD and HDT, annotated for this project", "license": "CC BY-SA 4.0"},
        {"name": "GermEval 2014, dev and first 3,500 of test", "license": "CC BY 4.0"},
        {"name": "Bundestag plenary records 2017-2026 (vectors, pretraining)", "license": "official documents"},
    ],
    #: Gold tokens, punctuation left out, labels without subtypes; on sentences held back from training.
    "scores": {
        "news (wikinews-dev, 144 sentences)": {"uas": 0.910, "las": 0.870, "upos": 0.970},
        "PUD (last 100 of the 500)": {"uas": 0.881, "las": 0.831, "upos": 0.924, "lemmas": 0.972},
        "entities, strict F1 (wikinews-dev, 219 sentences)": {"p": 0.895, "r": 0.844, "f1": 0.868},
        "entities, strict F1 (last 400 of wikinews)": {"p": 0.890, "r": 0.918, "f1": 0.904},
        "entities, strict F1 (last 300 of GermEval dev)": {"p": 0.727, "r": 0.710, "f1": 0.718},
    },
}


def assemble(syntax: Path, entities: Path, out: Path, meta: dict[str, Any]) -> Language:
    """Write the pipeline of both trainings to ``out``; ``meta`` goes into meta.json beside spaCy's own fields."""
    nlp = spacy.load(syntax)
    names = spacy.load(entities)
    for name in ("entity_encoder", "ner"):
        nlp.add_pipe(name, source=names)
    store_as(nlp, np.float16)
    nlp.meta.update(name=NAME, version=VERSION, **meta)
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out, exclude=["lookups"])
    _slim(out)
    return nlp


def _slim(folder: Path) -> None:
    """Drop what is only needed to go on training, and training's own scores of components."""
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def size(folder: Path) -> int:
    """Bytes on disk."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
