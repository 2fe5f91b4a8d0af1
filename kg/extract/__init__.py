"""Doc -> Findings: mentions, statements with place, time, status and source."""

from kg.extract.article import extract

__all__ = ["extract"]
