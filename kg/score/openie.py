"""Surface triples against a gold file in BenchIE's format (Gashteovski et al. 2022), written after its description.

A gold fact is a cluster of wordings; ``[words]`` may be there or not.  A triple is right when some wording has the
same three slots; it counts for the first fact that has one.  P = facts found / (facts found + lines that match
nothing), R = facts found / facts.  Runs of blanks are one blank.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from kg.errors import UsageError
from kg.extract.triples.surface import triples
from kg.score.measures import Outcome, Row, prf

__all__ = ["PINNED", "Sentence", "compare", "read", "score"]

PINNED = ("triples.F1",)
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_CLUSTER = re.compile(r"\S+-> Cluster .*")
Slots = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its facts, each the set of all its wordings."""

    id: str
    text: str
    facts: tuple[frozenset[Slots], ...]


def read(text: str) -> list[Sentence]:
    """The sentences of a gold file.  Raises :class:`kg.errors.UsageError` with the line that is not understood."""
    found: list[tuple[str, str, list[set[Slots]]]] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        slots = line.split(" --> ")
        if line.startswith("sent_id:"):
            head, _, sentence = line.partition("\t")
            found.append((head.removeprefix("sent_id:").strip(), sentence, []))
        elif _CLUSTER.fullmatch(line) and found:
            found[-1][2].append(set())
        elif len(slots) == 3 and found and found[-1][2]:
            found[-1][2][-1].update(itertools.product(*map(_wordings, slots)))  # type: ignore[arg-type]
        elif line:
            raise UsageError(f"line {number} of the gold triples is not understood: {line[:60]!r}")
    return [Sentence(id_, sentence, tuple(map(frozenset, facts))) for id_, sentence, facts in found]


def score(sentences: Sequence[Sentence], nlp: Language) -> Outcome:
    """Reads the sentences and scores their triples."""
    rows = []
    texts = ((" ".join(s.text.split()), s.id) for s in sentences)
    for doc, id_ in nlp.pipe(texts, as_tuples=True):
        slots = dict.fromkeys((t.subject, t.relation, t.object) for t in triples(doc))
        rows += [(id_, triple) for triple in slots]
    return compare(sentences, rows)


def compare(sentences: Sequence[Sentence], rows: Iterable[tuple[str, Slots]]) -> Outcome:
    """The figures for (sentence id, triple) rows; rows of sentences that gold lacks don't count."""
    facts = {s.id: s.facts for s in sentences}
    found: set[tuple[str, int]] = set()
    wrong = []
    for id_, slots in rows:
        if id_ not in facts:
            continue
        clean: Slots = (_squeeze(slots[0]), _squeeze(slots[1]), _squeeze(slots[2]))
        index = next((i for i, fact in enumerate(facts[id_]) if clean in fact), None)
        if index is None:
            wrong.append((id_, clean))
        else:
            found.add((id_, index))
    wanted = sum(map(len, facts.values()))
    row = Row(name="triples", figures=prf(len(found), len(found) + len(wrong), len(found), wanted))
    errors = [f"{id_}: wrong: {' | '.join(slots)}" for id_, slots in wrong]
    missed = ((s.id, fact) for s in sentences for i, fact in enumerate(s.facts) if (s.id, i) not in found)
    for id_, fact in missed:
        wording = min(fact, key=_longest, default=("", "", ""))
        errors.append(f"{id_}: missed: {' | '.join(wording)}")
    return Outcome(suite="triples", rows=(row,), pinned=PINNED, errors=tuple(errors))


def _wordings(slot: str) -> list[str]:
    """All strings that a slot with optional parts stands for."""
    pieces = _OPTIONAL.split(slot)  # fixed, optional, fixed, optional, ..., fixed
    choices = [(piece,) if i % 2 == 0 else ("", piece) for i, piece in enumerate(pieces)]
    return sorted({_squeeze("".join(chosen)) for chosen in itertools.product(*choices)})


def _longest(slots: Slots) -> tuple[int, Slots]:
    return -len("".join(slots)), slots


def _squeeze(text: str) -> str:
    return " ".join(text.split())
