"""Doc -> Findings: mentions, statements with place, time, status and source.

``article`` goes through an article in order: ``times`` and ``mentions`` are found first, then who says what
(``speech``), what happens (``events``) and what holds (``statics``); ``statements`` gives each its ``qualifiers``.
``triples`` is the open information extraction beside it.  The word lists lie in ``lexicon``.
"""

from kg.extract.article import extract

__all__ = ["extract"]
