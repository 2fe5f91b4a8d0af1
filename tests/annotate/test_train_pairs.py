"""The training of the classifier of pairs: what gold says of a pair, how scores become probabilities, one network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.extract.pairs import classifier as shipped
from kg.extract.pairs.classifier import ELSE, Classifier, Outcome, outcomes
from kg.extract.pairs.features import UNREAD
from kg.train import pairs as training

BARRED = {"s": ["Olav Brekke", "Brekke"], "o": ["Nordkai"], "evidence": [[0, 40]]}


def labels(names: tuple[str, str], relations: list[str], sentence: tuple[int, int] = (0, 35)) -> tuple:
    return training._labels(names, sentence, [{**BARRED, "r": relations}])


def test_gold_labels_a_pair_either_way_round() -> None:
    assert labels(("Olav Brekke", "Nordkai"), ["leads"])[0] == {Outcome("leads"): 1.0}
    assert labels(("Nordkai", "Brekke"), ["leads"])[0] == {Outcome("leads", turned=True): 1.0}
    assert labels(("Nordkai", "Brekke"), ["met"])[0] == {Outcome("met"): 1.0}  # symmetric
    assert labels(("Nordkai", "Bergen"), ["leads"]) == ({}, frozenset())


def test_second_best_relations_count_less_and_unlisted_ones_are_something_else() -> None:
    told, _ = labels(("Olav Brekke", "Nordkai"), ["lemma:pachten", "acquired"])
    assert told == {Outcome(ELSE): 1.0, Outcome("acquired"): training.ALSO}


def test_what_another_sentence_tells_is_right_but_not_told_here() -> None:
    told, right = labels(("Olav Brekke", "Nordkai"), ["leads"], sentence=(60, 90))
    assert (told, right) == ({}, frozenset({Outcome("leads")}))
    example = training.Example("a", [], np.zeros(2, dtype="float32"), told, right)
    assert example.doubtful


def test_probabilities_never_fall() -> None:
    rng = np.random.default_rng(1)
    judged = [(float(score), bool(rng.random() < score**2)) for score in rng.random(600)]
    steps = training.calibrated(judged)
    assert steps == sorted(steps) and steps[0] == (0.0, 0.0)
    shares = [share for _, share in steps]
    assert shares == sorted(shares) and shares[-1] == pytest.approx(0.95, abs=0.1)


def test_a_network_learns_what_decides_and_survives_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(2)
    leads, nothing = {Outcome("leads"): 1.0}, {}
    found = [
        training.Example(
            doc=str(n),
            features=[UNREAD, "title" if n % 2 else "comma", f"noise {n % 7}"],
            vector=rng.normal(size=12).astype("float32"),
            told=leads if n % 2 else nothing,
            right=frozenset(leads if n % 2 else nothing),
        )
        for n in range(600)
    ]
    rows = {name: n for n, name in enumerate(sorted({f for e in found for f in e.features}))}
    model = training.fit(found, rows, seed=1)
    known = Classifier(networks=[model], rows=rows, pipeline="p-1", steps=[(0, 0), (1, 1)], least=0.4)
    vectors = np.asarray([e.vector for e in found[:2]])
    scores = known.scores([e.features for e in found[:2]], vectors)
    at = outcomes().index(Outcome("leads"))
    assert scores[1, at] > 0.8 and scores[0].sum() < 0.3
    training.write(known, tmp_path)
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path)
    shipped._meta.cache_clear()
    try:
        again = shipped.load.__wrapped__()
        assert (again.rows, again.pipeline, again.least) == (rows, "p-1", 0.4)
        assert again.scores([e.features for e in found[:2]], vectors) == pytest.approx(scores, abs=0.01)
    finally:
        shipped._meta.cache_clear()
