"""The network behind the classifier: which features a pair shows, and its vector, to a score for each outcome.

A feature is a row of an embedding; the sum of the rows and the pair's vector go through one hidden layer each and
another together, as a feed-forward tagger would.  Outcome 0 is that anything is told of the two at all, the others
(:class:`kg.extract.pairs.classifier.Outcome`) are what, given that something is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Dropout, Embed, LayerNorm, Linear, Model, Ragged, Relu, chain, reduce_sum, with_array
from thinc.types import Floats2d

__all__ = ["network"]

_TOLD = 64
_SEEN = 192
_HIDDEN = 192
#: Dropout of the vector and of what the two parts give; found on 45 held-back Wikinews articles.
_DROPOUT, _DROPOUT_OUT = 0.3, 0.4

Input = tuple[Ragged, Floats2d]


def network(features: int, width: int, outcomes: int) -> Model[Input, Floats2d]:
    """A network for so many features, vectors of this width, and outcomes; without weights.

    It takes the row numbers of each pair's features (ragged) and the vectors, and gives an array (pairs, outcomes).
    """
    rows: Any = Embed(_TOLD, features, initializer=_small)
    told: Any = chain(with_array(rows), reduce_sum(), LayerNorm(_TOLD))
    seen: Any = chain(Dropout(_DROPOUT), Relu(_SEEN, width), LayerNorm(_SEEN))
    together: Any = _side_by_side(told, seen)
    out: Any = Linear(outcomes, _HIDDEN)
    return chain(together, Dropout(_DROPOUT_OUT), Relu(_HIDDEN, _TOLD + _SEEN), Dropout(_DROPOUT_OUT), out)


def _small(ops: Any, shape: tuple[int, ...]) -> Any:
    """Rows to start from: many are added up."""
    return ops.asarray_f(ops.xp.random.normal(scale=0.1, size=shape))


def _side_by_side(told: Model[Any, Any], seen: Model[Any, Any]) -> Model[Input, Floats2d]:
    return Model("side_by_side", _forward, init=_init, layers=[told, seen], dims={"nO": _TOLD + _SEEN, "nI": None})


def _init(model: Model[Input, Floats2d], X: Any = None, Y: Any = None) -> None:
    for layer in model.layers:
        layer.initialize()


def _forward(model: Model[Input, Floats2d], given: Input, is_train: bool) -> tuple[Floats2d, Callable[[Any], Any]]:
    told, seen = model.layers
    left, back_left = told(given[0], is_train)
    right, back_right = seen(given[1], is_train)

    def backward(gradient: Any) -> Input:
        return back_left(gradient[:, :_TOLD]), back_right(gradient[:, _TOLD:])

    both: Any = np.concatenate([left, right], axis=1)
    return both, backward
