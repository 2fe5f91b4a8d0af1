"""Filling in what a treebank lacks, within what it says.

News trees have UPOS but no tags and features, HDT and LIT give features to some words only.  A first model, trained
where the annotation is whole, ranks the labels of each word; the best one that agrees with the treebank's own word
class and features is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language

from kg.train.conllu import Token
from kg.train.convert import to_doc

Sentences = list[list[Token]]


def tag_classes(sentences: Iterable[list[Token]], least: int = 3) -> dict[str, set[str]]:
    """For each UPOS the STTS tags seen with it at least so often."""
    seen: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for sentence in sentences:
        for token in sentence:
            if token.xpos and token.upos:
                seen[token.upos][token.xpos] += 1
    return {upos: {t for t, n in tags.items() if n >= least} for upos, tags in seen.items()}


def complete(sentences: Sentences, nlp: Language, classes: dict[str, set[str]]) -> None:
    """Set the missing tags and features of the sentences' tokens in place."""
    pipes: list[Any] = [nlp.get_pipe(n) for n in ("tok2vec", "tagger", "morphologizer")]
    encoder, tagger, morphologizer = pipes
    tags = list(tagger.labels)
    morphs = [dict(f.split("=", 1) for f in label.split("|") if "=" in f) for label in morphologizer.labels]
    by_class: dict[str, list[int]] = defaultdict(list)
    for k, morph in enumerate(morphs):
        by_class[morph.get("POS", "")].append(k)
    for start in range(0, len(sentences), 256):
        batch = sentences[start : start + 256]
        docs = [to_doc([s], nlp) for s in batch]
        encoder.set_annotations(docs, encoder.predict(docs))  # the others read Doc.tensor
        rows = zip(batch, tagger.model.predict(docs), morphologizer.model.predict(docs), strict=True)
        for sentence, tag_scores, morph_scores in rows:
            for token, ts, ms in zip(sentence, tag_scores, morph_scores, strict=True):
                if not token.xpos:
                    allowed = [k for k, t in enumerate(tags) if t in classes.get(token.upos, ())]
                    token.xpos = tags[_best(ts, allowed)] if allowed else tags[int(np.argmax(ts))]
                known = token.feats
                fitting = [
                    k
                    for k in by_class.get(token.upos, ())
                    if all(morphs[k].get(name, value) == value for name, value in known.items())
                ]
                if fitting:
                    best = morphs[_best(ms, fitting)]
                    token.feats = {**{n: v for n, v in best.items() if n != "POS"}, **known}


def _best(scores: np.ndarray, allowed: list[int]) -> int:
    return allowed[int(np.argmax([scores[k] for k in allowed]))]
