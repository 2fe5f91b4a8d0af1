"""Document -> spaCy Doc: the German pipeline."""

from kg.annotate.load import identity, load

__all__ = ["identity", "load"]
