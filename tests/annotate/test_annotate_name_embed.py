"""What the recogniser sees of a word beside its form, and how pretrained weights come into its encoder."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vectors import Vectors

from kg.annotate.name_embed import listed, name_embed
from kg.train.graft import _copy


def doc(*tags: str) -> Doc:
    vocab = spacy.blank("de").vocab
    vocab.vectors = Vectors(
        data=np.ones((2, 4), dtype="f"), keys=[vocab.strings.add("Xemora"), vocab.strings.add("kam")]
    )
    return Doc(vocab, words=["Xemora", "kam"], tags=list(tags))


def embedding(extra: int) -> Any:
    made = name_embed(width=8, attrs=["NORM", "SHAPE"], rows=[50, 50], extra=extra)
    made.initialize(X=[doc("NE", "VVFIN")])
    return made


@pytest.mark.parametrize(
    ("word", "like"),
    [("Berlins", "Berlin"), ("Leipzig", "Dresden"), ("Angela", "Petra"), ("Frankreich", "Italien"), ("IWF", "OECD")],
)
def test_words_of_the_same_lists_are_told_alike(word: str, like: str) -> None:
    assert listed(word) == listed(like) != 0


def test_words_of_other_lists_are_told_apart() -> None:
    told = [listed(word) for word in ("haus", "Haus", "Xemora", "Berlin", "Angela", "Frankreich", "IWF", "Volksbank")]
    assert len(set(told)) == len(told)
    assert told[0] == 0


def test_the_tag_counts() -> None:
    made = embedding(extra=4)
    name, noun = (made.predict([doc(tag, "VVFIN")])[0] for tag in ("NE", "NN"))
    assert not np.allclose(name[0], noun[0])
    np.testing.assert_array_equal(name[1], noun[1])


def test_pretrained_weights_come_into_the_larger_embedding() -> None:
    plain, whole = embedding(extra=0), embedding(extra=4)
    plain.set_dim("nO", 8, force=True)
    _copy(plain, whole)
    (old,) = (n.get_param("W") for n in plain.walk() if n.name == "maxout")
    (new,) = (n.get_param("W") for n in whole.walk() if n.name == "maxout")
    np.testing.assert_array_equal(new[..., : old.shape[-1]], old)
    assert new.shape[-1] == old.shape[-1] + 8
    tables = [
        [n.get_param("E") for n in m.walk() if n.name == "hashembed" and n.get_dim("nO") == 8] for m in (plain, whole)
    ]
    for one, other in zip(*tables, strict=True):
        np.testing.assert_array_equal(one, other)
