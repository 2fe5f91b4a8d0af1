"""Loading a German pipeline: the shipped one, or any installed spaCy pipeline that has what extraction needs."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from kg.annotate import (  # noqa: F401  (imported to be known to spaCy)
    beside,
    components,
    consistency,
    lemmas,
    name_embed,
    wellknown,
)
from kg.annotate.precision import store_as
from kg.annotate.schemes import scheme_of
from kg.annotate.vectors import remember
from kg.errors import ModelError

#: What extraction reads from a Doc, and a component that can provide it.
NEEDED = {"parser": "a dependency parse", "ner": "entities"}

#: A full stop behind a small letter and one capital ("AfD.", "KfW."); abbreviations have a stop between them ("z.B.").
_MIXED_CASE_STOP = r"(?<=[a-zäöüß][A-ZÄÖÜ])\.$"


def shipped() -> Path:
    """The folder of the pipeline that comes with kg."""
    return Path(str(resources.files("kg.annotate") / "model"))


def load(model: str | Path | None = None) -> Language:
    """The pipeline called ``model``: an installed package's name or a folder; by default the shipped one.

    Raises :class:`kg.errors.ModelError` when it cannot be loaded or lacks a component.
    """
    name = model or shipped()
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, KeyError, ImportError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(f"cannot load the pipeline {name}: {reason}; install it or leave --model out") from error
    if nlp.lang != "de":
        raise ModelError(f"the pipeline {name} is for the language {nlp.lang!r}; kg reads German (de)")
    for component, what in NEEDED.items():
        if component not in nlp.pipe_names:
            raise ModelError(f"the pipeline {name} has no component {component!r} ({what}), which extraction needs")
    if nlp.vocab.vectors.data.dtype == np.float16:  # the shipped one is stored in half the space
        store_as(nlp, np.float32)
    remember(nlp)
    part_mixed_case_stops(nlp)
    if "paragraphs" not in nlp.pipe_names:
        nlp.add_pipe("paragraphs", first=True)
    if "derived" not in nlp.pipe_names:
        nlp.add_pipe("derived", after="ner")
    if scheme_of(nlp) == "tiger" and "tiger_to_ud" not in nlp.pipe_names:
        nlp.add_pipe("tiger_to_ud", last=True)
    if "names" not in nlp.pipe_names:
        nlp.add_pipe("names", last=True)
    if "organisations" not in nlp.pipe_names:
        nlp.add_pipe("organisations", last=True)
    if "beside" not in nlp.pipe_names:
        nlp.add_pipe("beside", last=True)
    if "consistency" not in nlp.pipe_names:
        nlp.add_pipe("consistency", last=True)
    if "lemmas" not in nlp.pipe_names:
        nlp.add_pipe("lemmas", last=True)
    return nlp


def part_mixed_case_stops(nlp: Language) -> None:
    """Part the full stop from names that end in one capital: else "AfD." at the end of a sentence is one word."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):  # a pipeline may bring its own
        return
    pattern = getattr(getattr(tokenizer.suffix_search, "__self__", None), "pattern", "")
    if pattern and _MIXED_CASE_STOP not in pattern:
        tokenizer.suffix_search = re.compile(f"{pattern}|{_MIXED_CASE_STOP}").search


def identity(nlp: Language) -> str:
    """Name and version of a pipeline, as provenance records it: ``"de_kg_news-1.0.0"``."""
    return f"{nlp.meta.get('lang')}_{nlp.meta.get('name')}-{nlp.meta.get('version')}"
