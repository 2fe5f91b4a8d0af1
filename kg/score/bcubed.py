"""B-cubed: how well a clustering agrees with the gold one, item by item (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision, recall and F1 (0 to 1) over ``items`` items; ``wrong`` the share of joined pairs that gold parts."""

    precision: float
    recall: float
    f1: float
    items: int
    wrong: float


def bcubed(gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]) -> BCubed:
    """Score the system's clusters against gold's; both map items (mentions) to the id of their cluster.

    Only the items of gold count.  An item that the system leaves out stands alone, so that leaving out costs recall
    and gains nothing.  ``wrong`` counts merges: pairs of items that the system joins and gold doesn't, out of all pairs
    that the system joins (0 if it joins none).
    """
    items = list(gold)
    if not items:
        return BCubed(1.0, 1.0, 1.0, 0, 0.0)
    label: dict[Item, Hashable] = {i: ("system", system[i]) if i in system else ("alone", i) for i in items}
    golds = Counter(gold[i] for i in items)
    systems = Counter(label[i] for i in items)
    both = Counter((gold[i], label[i]) for i in items)
    precision = sum(n * n / systems[s] for (_, s), n in both.items()) / len(items)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(items)
    joined = sum(n * (n - 1) for n in systems.values())
    right = sum(n * (n - 1) for n in both.values())
    return BCubed(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall),
        items=len(items),
        wrong=(joined - right) / joined if joined else 0.0,
    )
