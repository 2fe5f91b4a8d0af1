"""Weights of one pass of ``spacy pretrain`` for an encoder that has more in its embedding than was pretrained."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.training.initialize import init_nlp
from spacy.util import load_config, registry
from thinc.api import Model

__all__ = ["grafted"]

#: New columns of the mixing layer begin with this share of their random values, so that they do not drown the rest.
_FAINT = 0.3
_KINDS = ("hashembed", "static_vectors", "maxout", "layernorm")


def grafted(config: Path, settings: Mapping[str, object], pretrained: Path) -> bytes:
    """The bytes of the encoder of ``config`` with the pretrained weights of the same with ``extra = 0``."""
    filled = load_config(config, overrides=dict(settings), interpolate=True)
    nlp = init_nlp(filled)
    whole = nlp.get_pipe("entity_encoder").model  # type: ignore[attr-defined]
    model = filled["components"]["entity_encoder"]["model"]
    model["embed"]["extra"] = 0
    plain = registry.resolve({"model": model})["model"]
    plain.initialize(X=[nlp.make_doc("Ein Satz.")])
    plain.from_bytes(pretrained.read_bytes())
    _copy(plain, whole)
    return bytes(whole.to_bytes())


def _copy(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """All weights of ``source``; where the target has more columns, these keep a part of their random values."""
    width = source.get_dim("nO")
    for kind in _KINDS:
        olds = [node for node in source.walk() if node.name.startswith(kind)]
        news = [
            n for n in target.walk() if n.name.startswith(kind) and (kind != "hashembed" or n.get_dim("nO") == width)
        ]
        for old, new in zip(olds, news, strict=True):
            for name in old.param_names:
                value: Any = old.get_param(name)
                columns = value.shape[-1]
                if columns < new.get_param(name).shape[-1]:
                    wide = np.array(new.get_param(name)) * _FAINT
                    wide[..., :columns] = value
                    value = wide
                new.set_param(name, value)
