"""Who says what: the value that the attribution rules hand on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.schema import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that the article puts into somebody's mouth.

    ``start`` and ``end`` are the content's token bounds (half-open), ``cue`` the word that tells it (a speech verb,
    "laut", an opening quotation mark, a Konjunktiv verb), ``speaker`` who says it if known.  ``kind`` is ``direct``
    (in quotation marks), ``indirect`` (dass, verb-second, Konjunktiv) or ``according`` (laut, zufolge, so X, wie X
    mitteilte).
    """

    start: int
    end: int
    cue: Token
    speaker: Mention | None
    kind: str
