"""Docs parsed by hand, so that tests of the rules do not depend on a model.

A sentence is written token by token: ``form|pos|head|dep|features|lemma``, fields from the right may be missing.
``head`` counts from 1 within the sentence, 0 is the root; ``pos`` may carry an STTS tag (``VERB:VVPP``); features are
joined by commas, and a finite tag implies ``VerbForm=Fin``.  The lemma defaults to the form.  Without any head the doc
has no parse.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import spacy
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

_TAGS = {"NOUN": "NN", "PROPN": "NE", "VERB": "VVFIN", "AUX": "VAFIN", "ADJ": "ADJA", "DET": "ART", "ADP": "APPR"}
_TAGS |= {"PRON": "PPER", "ADV": "ADV", "PUNCT": "$.", "CCONJ": "KON", "SCONJ": "KOUS", "PART": "PTKNEG", "NUM": "CARD"}


@cache
def _vocab() -> Vocab:
    return spacy.blank("de").vocab


def parsed(*sentences: str, ents: dict[str, str] | Iterable[tuple[str, str]] = ()) -> Doc:
    """A doc of hand-parsed sentences; ``ents`` are phrases (words parted by blanks) with their entity labels.

    A phrase that is given twice is the first and the second in the text.
    """
    words, pos, tags, heads, deps, morphs, lemmas = [], [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for row in sentence.split():
            form, kind, head, dep, feats, lemma = (*row.split("|"), "", "", "", "")[:6]
            kind, _, tag = kind.partition(":")
            tag = tag or _TAGS.get(kind, "XY")
            features = [f for f in feats.split(",") if f]
            if tag.endswith("FIN") and "VerbForm" not in feats:
                features.append("VerbForm=Fin")
            if head:
                heads.append(len(words) if head == "0" else offset + int(head) - 1)
                deps.append("ROOT" if head == "0" else dep)
            words.append(form)
            pos.append(kind)
            tags.append(tag)
            morphs.append("|".join(sorted(features)))
            lemmas.append(lemma or form)
    doc = Doc(
        _vocab(), words=words, pos=pos, tags=tags, heads=heads or None, deps=deps or None, morphs=morphs, lemmas=lemmas
    )
    for phrase, label in ents.items() if isinstance(ents, dict) else ents:
        doc.ents = (*doc.ents, _entity(doc, phrase, label))
    return doc


def flat(words: str, ents: dict[str, str] | Iterable[tuple[str, str]] = ()) -> Doc:
    """A sentence of "form|pos" as a parser leaves it that understands nothing: each word hangs on the first."""
    return parsed(" ".join(w + ("|1|dep" if k else "|0") for k, w in enumerate(words.split())), ents=ents)


def _entity(doc: Doc, phrase: str, label: str) -> Span:
    words = phrase.split()
    for start in range(len(doc)):
        span = doc[start : start + len(words)]
        if [t.text for t in span] == words and not any(t.ent_type for t in span):
            return Span(doc, start, start + len(words), label=label)
    raise ValueError(f"{phrase} is not in {doc.text}")


def at(doc: Doc, form: str) -> Token:
    """The first token of this form."""
    return next(t for t in doc if t.text == form)


_CLASSES = {"NE": "PROPN", "NN": "NOUN", "ADJA": "ADJ", "ART": "DET"}


def tagged(text: str, ents: dict[int, tuple[int, str]]) -> Doc:
    """A doc without trees: ``form|tag|pos``, NE where nothing is said; entities by first word: length and label."""
    rows = [(*word.split("|"), "", "")[:3] for word in text.split()]
    tags = [tag or "NE" for _, tag, _ in rows]
    classes = [pos or _CLASSES.get(tag, "PUNCT") for (_, _, pos), tag in zip(rows, tags, strict=True)]
    doc = Doc(_vocab(), words=[form for form, _, _ in rows], tags=tags, pos=classes)
    doc.ents = [Span(doc, start, start + length, label=label) for start, (length, label) in ents.items()]
    return doc


def names(doc: Doc) -> list[tuple[str, str]]:
    """The entities of a doc with their labels."""
    return [(e.text, e.label_) for e in doc.ents]
