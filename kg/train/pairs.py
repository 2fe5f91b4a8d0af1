"""The classifier of pairs (kg.extract.pairs), from annotated facts to weights: ``python -m kg.train.pairs CORPORA``.

The articles of data/training/facts.jsonl are read by the shipped pipeline and the rules; each pair of entities gets
what gold tells of it in that sentence.  The articles fall into folds; each member of the committee learns from all
folds but one, so that every article has scores from a network that has not seen it: these make scores probabilities.
Some three minutes on one core; seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Adam, Model, fix_random_seed

from kg.annotate import identity as model_name
from kg.annotate import load as load_pipeline
from kg.extract import extract
from kg.extract.pairs import classifier as shipped
from kg.extract.pairs.candidates import Pair, pairs_of
from kg.extract.pairs.classifier import ELSE, Classifier, Outcome, outcomes, parameters, ragged
from kg.extract.pairs.features import UNREAD
from kg.extract.pairs.network import network
from kg.extract.pairs.told import described, read_by_rules
from kg.extract.pairs.words import Words, words_of
from kg.fuse.within.resolve import resolve
from kg.pipeline import resolved
from kg.schema import Document, Entity, Findings, Identity
from kg.score.names import same
from kg.tables.relations import relations, symmetric

Floats = NDArray[np.float32]

HERE = Path(__file__).parent
FACTS = HERE.parent.parent / "data" / "training" / "facts.jsonl"
#: One article in thirty or so is left to check on.
KEPT = "kept"
FOLDS = 4
#: A feature that fewer pairs show is left out.  With this and the next numbers, recall on 54 held-back articles at a
#: precision of .65 was best among some fifteen settings (.297 to .305: all close).
LEAST = 16
EPOCHS = 8
BATCH = 64
RATE = 0.0015
DECAY = 0.02
#: The share of features that are hidden from each pair in each round.
HIDDEN = 0.25
#: What a second-best relation of gold counts beside the best.
ALSO = 0.4
#: Below this share of right ones, an outcome is not told.  On 30 kept-back Wikinews articles, relations had precision
#: .75 and recall .31 with it (without the classifier .75 and .26); with .40 it was .73 and .32, with .25 .57 and .36.
LEAST_RIGHT = 0.48


@dataclass(frozen=True)
class Example:
    """A pair with its features and vector.

    ``told`` weighs the outcomes that gold has for it in this sentence, ``right`` are those that it has anywhere in the
    article.
    """

    doc: str
    features: Sequence[str]
    vector: Floats
    told: dict[Outcome, float]
    right: frozenset[Outcome]

    @property
    def doubtful(self) -> bool:
        """Whether gold has a fact of the two, but elsewhere: this sentence may tell it as well."""
        return bool(self.right) and not self.told


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.pairs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, help="folder with ner/wikinews.jsonl, whose articles are annotated")
    parser.add_argument("--out", type=Path, default=shipped.folder(), help="where the weights go (default: in kg)")
    options = parser.parse_args()
    nlp = load_pipeline()
    gold = {row["doc"]: row for row in map(json.loads, FACTS.read_text(encoding="utf-8").splitlines())}
    gold = {doc: row for doc, row in gold.items() if row["set"] != KEPT}
    found = list(examples(articles(options.corpora, gold), gold, nlp))
    print(
        f"{len(gold)} articles with {len(found)} pairs, of which {sum(bool(e.told) for e in found)} are told something"
    )
    write(train(found, model_name(nlp)), options.out)


def articles(corpora: Path, wanted: Iterable[str]) -> Iterator[Document]:
    """The annotated articles: the sentences of the corpus in their order, joined by blanks."""
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    with (corpora / "ner" / "wikinews.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            sentences[row["article"]].append(row["text"])
    for name in wanted:
        yield Document(id=name, name=name, text=" ".join(sentences[name]))


def examples(documents: Iterable[Document], gold: dict[str, Any], nlp: Language) -> Iterator[Example]:
    """Every pair of the articles."""
    read: list[tuple[Findings, Words, list[Pair], list[list[str]], Floats]] = []
    for document in documents:
        findings, context = extract(nlp(document.text), document)
        doc, head_index = context.mentions.doc, context.mentions.head_index
        findings = resolve(doc, findings, head_index)
        words = words_of(doc)
        pairs = pairs_of(doc, findings, head_index, words)
        if pairs:
            read.append((findings, words, pairs, *described(doc, pairs, pairs, read_by_rules(findings), words)))
    who, _ = resolved([findings for findings, *_ in read])
    entities = {entity.id: entity for entity in who.entities}
    for findings, words, pairs, shown, vectors_of in read:
        name = findings.document.name
        spans = [(words.starts[start], words.starts[end - 1]) for start, end in words.bounds]
        for pair, told, vector in zip(pairs, shown, vectors_of, strict=True):
            names = _names(pair, findings, who, entities)
            if names is not None:
                labels = _labels(names, spans[words.sentence[pair.first.head]], gold[name]["facts"])
                yield Example(name, sorted(set(told)), vector, *labels)


def _names(pair: Pair, findings: Findings, who: Identity, entities: dict[str, Entity]) -> tuple[str, str] | None:
    ids = [who.of.get((findings.document.id, end.mention.id), "") for end in (pair.first, pair.second)]
    first, second = (entities.get(i) for i in ids)
    if first is None or second is None or first.name == second.name:
        return None
    return first.name, second.name


def _labels(
    names: tuple[str, str], sentence: tuple[int, int], facts: Any
) -> tuple[dict[Outcome, float], frozenset[Outcome]]:
    """What gold tells of two names in a sentence, and all that it tells of them."""
    told: dict[Outcome, float] = {}
    right = set()
    for fact in facts:
        straight = same(names[0], fact["s"]) and same(names[1], fact["o"])
        if not straight and not (same(names[1], fact["s"]) and same(names[0], fact["o"])):
            continue
        here = any(start <= sentence[1] and end > sentence[0] for start, end in fact["evidence"])
        for place, relation in enumerate(fact["r"]):
            known = relation if relation in relations() else ELSE
            outcome = Outcome(known, turned=not straight and not symmetric(known))
            right.add(outcome)
            if here:
                told[outcome] = max(told.get(outcome, 0.0), ALSO if place else 1.0)
    return told, frozenset(right)


def train(found: Sequence[Example], pipeline: str) -> Classifier:
    """A committee with the probabilities of its scores."""
    counts = Counter(f for example in found for f in example.features)
    rows = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= LEAST))}
    fold = np.asarray([zlib.crc32(e.doc.encode()) % FOLDS for e in found])
    networks = []
    judged: list[tuple[float, bool]] = []
    for n in range(FOLDS):
        model = fit([e for e, f in zip(found, fold, strict=True) if f != n], rows, seed=n)
        unseen = [e for e, f in zip(found, fold, strict=True) if f == n]
        alone = Classifier(networks=[model], rows=rows, pipeline=pipeline, steps=[(0, 0), (1, 1)], least=0.0)
        judged += _judged(alone, unseen)
        networks.append(model)
        print(f"member {n + 1} of {FOLDS}")
    steps = calibrated(judged)
    least = float(np.interp(LEAST_RIGHT, [share for _, share in steps], [score for score, _ in steps]))
    print(f"probabilities {steps}; told from {least:.2f}")
    return Classifier(networks=networks, rows=rows, pipeline=pipeline, steps=steps, least=round(least, 3))


def fit(found: Sequence[Example], rows: dict[str, int], seed: int) -> Model[Any, Any]:
    """One network."""
    fix_random_seed(seed)
    rng = np.random.default_rng(seed)
    known = [np.asarray([rows[f] for f in e.features if f in rows] or [0]) for e in found]
    vectors = np.asarray([e.vector for e in found])
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-3
    vectors = (vectors - mean) / spread
    anything = np.asarray([float(bool(e.told)) for e in found], dtype="float32")
    sure = np.asarray([float(not e.doubtful) for e in found], dtype="float32")
    which = np.asarray([[e.told.get(o, 0.0) for o in outcomes()] for e in found], dtype="float32")
    which /= np.maximum(which.sum(axis=1, keepdims=True), 1e-9)
    model = network(len(rows), vectors.shape[1], 1 + len(outcomes()))
    model.initialize()
    steps = EPOCHS * (len(found) // BATCH + 1)
    optimizer = Adam(RATE, beta1=0.9, beta2=0.999, L2=DECAY, L2_is_weight_decay=True, grad_clip=1.0)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(found))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            optimizer.learn_rate = RATE * min(1.0, step / 100) * max(0.02, 1 - step / steps)
            shown = [_some(known[i], rng) for i in batch]
            raw, back = model.begin_update((ragged(shown), vectors[batch].astype("float32")))
            back(_gradient(np.asarray(raw), anything[batch], sure[batch], which[batch]))
            model.finish_update(optimizer)
            step += 1
    _take_in(model, mean, spread)
    return model


def _some(rows: NDArray[np.int64], rng: np.random.Generator) -> list[int]:
    kept = rows[rng.random(len(rows)) >= HIDDEN]
    return [int(row) for row in (kept if len(kept) else rows)]


def _gradient(raw: Floats, anything: Floats, sure: Floats, which: Floats) -> Any:
    """Of the cross-entropy of "anything told" and, where something is, of the softmax over what."""
    gradient = np.zeros_like(raw)
    gradient[:, 0] = (1 / (1 + np.exp(-raw[:, 0])) - anything) * sure
    raised = np.exp(raw[:, 1:] - raw[:, 1:].max(axis=1, keepdims=True))
    gradient[:, 1:] = (raised / raised.sum(axis=1, keepdims=True) - which) * (anything > 0)[:, None]
    return gradient / len(raw)


def _take_in(model: Model[Any, Any], mean: Floats, spread: Floats) -> None:
    """Let the first layer over the vectors do what was done to them in training: centre and scale."""
    layer = next(node for node in model.walk() if node.has_dim("nI") and node.get_dim("nI") == len(mean))
    weights = layer.get_param("W") / spread
    layer.set_param("W", weights)
    layer.set_param("b", layer.get_param("b") - weights @ mean)


def _judged(classifier: Classifier, found: Sequence[Example]) -> Iterator[tuple[float, bool]]:
    """Every outcome with some score of pairs that the rules leave, and whether it is right."""
    scores = classifier.scores([e.features for e in found], np.asarray([e.vector for e in found], dtype="float32"))
    for example, row in zip(found, scores, strict=True):
        if UNREAD not in example.features:
            continue
        for score, outcome in zip(row, outcomes(), strict=True):
            if score >= 0.05 and outcome.relation != ELSE:
                yield float(score), outcome in example.right


def calibrated(judged: Sequence[tuple[float, bool]], bins: int = 30) -> list[tuple[float, float]]:
    """(score, share right) in bins of like size, rising, from (0, 0) on."""
    ordered = sorted(judged)
    groups = np.array_split(np.asarray(ordered, dtype="float64"), bins)
    steps = [(0.0, 0.0)]
    for group in groups:
        score, share = group.mean(axis=0)
        steps.append((round(float(score), 3), round(max(float(share), steps[-1][1]), 3)))
    return steps


def write(classifier: Classifier, folder: Path) -> None:
    """The weights in half precision, the features by row, and what else the classifier knows."""
    folder.mkdir(parents=True, exist_ok=True)
    members = enumerate(classifier.networks)
    arrays = {f"{n}.{name}": a.astype("float16") for n, model in members for name, a in parameters(model).items()}
    np.savez_compressed(folder / "weights.npz", **arrays)
    (folder / "features.txt").write_text("\n".join(classifier.rows) + "\n", encoding="utf-8")
    width = max(node.get_dim("nI") for node in classifier.networks[0].walk() if node.has_dim("nI"))
    meta = {
        "members": len(classifier.networks),
        "width": width,
        "pipeline": classifier.pipeline,
        "steps": classifier.steps,
        "least": classifier.least,
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
