"""How likely each relation is between the two entities of a pair, by the trained network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, Ragged

from kg.extract.pairs.network import network
from kg.tables.relations import relations, symmetric

__all__ = ["ELSE", "Classifier", "Outcome", "classifier_for", "folder", "load", "outcomes", "parameters", "ragged"]

#: What is told between the two, but is none of the relations of the table.
ELSE = "else"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation, from the first entity of a pair to the second unless ``turned``."""

    relation: str
    turned: bool = False


@cache
def outcomes() -> tuple[Outcome, ...]:
    """All outcomes in the order of the network's scores, without the first ("anything at all")."""
    names = [*relations(), ELSE]
    turned = [Outcome(name, turned=True) for name in names if not symmetric(name)]
    return (*(Outcome(name) for name in names), *turned)


@dataclass(frozen=True)
class Classifier:
    """The networks (a committee: their scores are averaged) and what they were trained with.

    ``rows`` maps a feature to its row; ``pipeline`` is name and version of the pipeline whose vectors they know;
    ``steps`` are (score, share right) of held-back pairs, rising, which make a score a probability; ``least`` is the
    score below which nothing is told.
    """

    networks: Sequence[Model[Any, Any]]
    rows: Mapping[str, int]
    pipeline: str
    steps: Sequence[tuple[float, float]]
    least: float

    def scores(self, features: Sequence[Sequence[str]], vectors: Floats) -> Floats:
        """The score of every outcome: an array (pairs, outcomes), rows of at most 1 in sum."""
        given = ragged([self.known(told) for told in features]), vectors
        raw = np.mean([model.predict(given) for model in self.networks], axis=0)
        told = 1 / (1 + np.exp(-raw[:, :1]))
        raised = np.exp(raw[:, 1:] - raw[:, 1:].max(axis=1, keepdims=True))
        result: Floats = (told * raised / raised.sum(axis=1, keepdims=True)).astype("float32")
        return result

    def known(self, features: Sequence[str]) -> list[int]:
        """The rows of the features that were seen in training."""
        return sorted({self.rows[feature] for feature in features if feature in self.rows})

    def probability(self, score: float) -> float:
        """The probability (0 to 1) that an outcome of this score is right, as measured on held-back pairs."""
        places, shares = zip(*self.steps, strict=True)
        return float(np.interp(score, places, shares))


def ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    """Row numbers of several pairs as the network takes them."""
    flat: Any = np.asarray([row for each in rows for row in each], dtype="int32")
    lengths: Any = np.asarray([len(each) for each in rows], dtype="int32")
    return Ragged(flat, lengths)


def folder() -> Path:
    """Where the weights lie."""
    return Path(str(resources.files("kg.extract.pairs") / "weights"))


def classifier_for(pipeline: str) -> Classifier | None:
    """The shipped classifier if it knows the vectors of the pipeline of that name and version, else None."""
    return load() if pipeline == _meta()["pipeline"] else None


@cache
def _meta() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((folder() / "meta.json").read_text(encoding="utf-8"))
    return MappingProxyType(found)


@cache
def load() -> Classifier:
    """The shipped classifier."""
    meta = _meta()
    names = (folder() / "features.txt").read_text(encoding="utf-8").splitlines()
    with np.load(folder() / "weights.npz") as stored:
        arrays = {name: stored[name].astype("float32") for name in stored.files}
    networks = []
    for member in range(meta["members"]):
        model = network(len(names), meta["width"], 1 + len(outcomes()))
        _fill(model, arrays, f"{member}")
        networks.append(model)
    return Classifier(
        networks=networks,
        rows={name: row for row, name in enumerate(names)},
        pipeline=meta["pipeline"],
        steps=[(score, share) for score, share in meta["steps"]],
        least=meta["least"],
    )


def parameters(model: Model[Any, Any]) -> dict[str, Any]:
    """All weights of a network by place and name."""
    nodes = enumerate(model.walk())
    return {
        f"{n}.{name}": node.get_param(name) for n, node in nodes for name in node.param_names if node.has_param(name)
    }


def _fill(model: Model[Any, Any], arrays: Mapping[str, Floats], member: str) -> None:
    model.initialize()
    for n, node in enumerate(model.walk()):
        for name in node.param_names:
            weights: Any = arrays[f"{member}.{n}.{name}"]
            node.set_param(name, weights)
