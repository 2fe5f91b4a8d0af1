"""Relations that no rule reads: a trained classifier over pairs of entities of one article.

``words`` holds what is asked of each word, ``candidates`` finds the pairs, ``features`` describes a pair in strings and
``vectors`` in numbers, ``classifier`` tells how likely each relation is, ``told`` makes statements of the likely ones.
The weights lie in ``model``; ``kg.train.pairs`` makes them.
"""

from kg.extract.pairs.classifier import classifier_for
from kg.extract.pairs.told import RULE, with_pairs

__all__ = ["RULE", "classifier_for", "with_pairs"]
