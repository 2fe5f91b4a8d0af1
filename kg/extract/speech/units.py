"""Sentences as attribution needs them, and their clauses told apart by commas and finite verbs.

The parser ends a sentence at a colon and sometimes in the middle of one; a unit runs to a full stop or the
end of the paragraph.
Segments are the stretches between commas, dashes, brackets, colons and quotation marks; quotations are opaque.  The
order of words tells a segment's kind more reliably than the parse of a long sentence: verb-final clauses begin with a
subordinating or relative word, main clauses have the finite verb first or second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.lexicon import verbs
from kg.extract.speech.quotes import MARKS, Quotation
from kg.extract.speech.words import listed

_STOPS = {".", "!", "?", "…", "..."}
_PAUSES = {",", ";", ":", "(", ")", "–", "—", "-"} | _STOPS | MARKS
_RELATIVE = {"PRELS", "PRELAT"}
_FINITE = {"VVFIN", "VAFIN", "VMFIN"}
#: Words that are prepositions too: they open a subordinate clause only if the verb comes late.
_BOTH = {"seit", "bis", "während"}
_PRONOUNS = {"der", "die", "das", "dem", "den", "deren", "dessen", "denen"}
_COMPARING = {"wie", "als"}
_ORDINAL_STOP = {"ADP", "DET", "PRON", "ADV", "CCONJ", "SCONJ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Tokens ``start`` to ``end`` between two breaks.  ``kind``: main, sub, rel, inf, none (no verb)."""

    start: int
    end: int
    kind: str
    finite: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence: its bounds without blanks around, and its segments outside quotations."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    paragraph: int


def find_units(doc: Doc, quotations: Sequence[Quotation]) -> list[Unit]:
    """The units of a doc in order."""
    inside = quoted_words(quotations)
    closed = {q.end for q in quotations}
    starts = {s.start for s in doc.sents}
    units: list[Unit] = []
    start, paragraph = 0, 0
    for i, token in enumerate(doc):
        line = token.is_space and "\n" in token.text
        last = i + 1 == len(doc)
        if line or last or _ends(token, inside, closed, starts):
            unit = _unit(doc, start, i + 1, inside, paragraph)
            if unit is not None:
                units.append(unit)
            start = i + 1
            paragraph += int(line)
    return units


def quoted_words(quotations: Sequence[Quotation]) -> frozenset[int]:
    """The tokens between the marks of quotations."""
    return frozenset(i for q in quotations for i in range(q.start, q.end))


def _ends(token: Token, inside: frozenset[int], closed: set[int], starts: set[int]) -> bool:
    """Whether a sentence ends after a token: at its full stop, or at a quotation's end with the full stop inside."""
    i, text = token.i, token.text
    stop = text in _STOPS or (i in closed and token.nbor(-1).text in _STOPS)
    if not (stop or text.endswith(".")) or i in inside or i + 1 in closed:
        return False
    after = token.nbor()
    if not stop:
        dotted = len(text) > 1 and after.text[:1].isupper()
        return dotted and (i + 1 in starts or (text[:-1].isdigit() and after.pos_ in _ORDINAL_STOP))
    if after.text in {",", ";", ":", "–", "-"}:
        return False
    if text in MARKS and not after.is_space:
        return not after.text[:1].islower() and after.pos_ not in {"VERB", "AUX"}
    return True


def _unit(doc: Doc, start: int, end: int, inside: frozenset[int], paragraph: int) -> Unit | None:
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    if start >= end:
        return None
    segments = tuple(_resumed(doc, list(_segments(doc, start, end, inside))))
    return Unit(start=start, end=end, segments=segments, paragraph=paragraph)


def _segments(doc: Doc, start: int, end: int, inside: frozenset[int]) -> Iterator[Segment]:
    at = start
    for token in doc[start:end]:
        i, text = token.i, token.text
        if i in inside or token.is_space or (text in _PAUSES and not (text in MARKS and _marks_name(doc, i))):
            if i > at:
                yield _segment(doc, at, i)
            at = i + 1
    if end > at:
        yield _segment(doc, at, end)


def _marks_name(doc: Doc, i: int) -> bool:
    """Whether a quotation mark only sets off a name: "sagte sie der „Welt“ am Montag"."""
    for at, step in ((i + 1, 1), (i - 1, -1)):
        k = at
        while 0 <= k < len(doc) and doc[k].ent_type_:
            k += step
        if k != at and 0 <= k < len(doc) and doc[k].text in MARKS:
            after = doc[min(max(i, k) + 1, len(doc) - 1)]  # a new sentence may begin without a full stop before it
            return not after.text[:1].isupper() or after.pos_ in {"NOUN", "PROPN"}
    return False


def _resumed(doc: Doc, segments: list[Segment]) -> Iterator[Segment]:
    """Segments with the verb of a subordinate clause that a relative clause interrupts marked as what it is.

    "Falls das Band, das er schickte, echt ist, ...": "echt ist" looks like a main clause by itself.
    """
    open_clause = False
    for segment in segments:
        word = doc[segment.start].lower_
        if segment.kind in {"none", "inf"} and word in listed("subordinating") and word not in _COMPARING:
            open_clause = True
        elif open_clause and segment.kind == "main":
            open_clause = False
            if segment.finite == segment.end - 1:
                segment = Segment(start=segment.start, end=segment.end, kind="sub", finite=segment.finite)
        yield segment


def _segment(doc: Doc, start: int, end: int) -> Segment:
    tokens = doc[start:end]
    finite = next((t.i for t in tokens if is_finite(t)), -1)
    first = tokens[0]
    lone = len(tokens) == 1 or first.lower_ in listed("subordinating")
    opener = tokens[1] if first.pos_ in {"ADP", "CCONJ"} and not lone else first
    last = finite == end - 1 or doc[min(finite + 1, end - 1)].tag_ == "KON"
    final = last and (finite < end - 1 or end >= len(doc) or doc[end].text not in MARKS)
    if finite < 0:
        infinitive = any(t.tag_ in {"VVIZU", "PTKZU"} or _with_zu(t) for t in tokens)
        return Segment(start=start, end=end, kind="inf" if infinitive else "none")
    if _relative(opener, finite, end, final):
        kind = "rel"
    elif opener.lower_ in listed("subordinating") and opener.i != finite and not _verb_second(opener, finite):
        kind = "sub"
    else:
        kind = "main"
    return Segment(start=start, end=end, kind=kind, finite=finite)


def _with_zu(token: Token) -> bool:
    """Whether a form is an infinitive with "zu" inside, whatever its tag: "niederzulegen"."""
    return token.pos_ == "VERB" and "zu" in token.text[2:] and token.lower_.replace("zu", "", 1) in verbs()


def _relative(opener: Token, finite: int, end: int, final: bool) -> bool:
    if opener.tag_ in _RELATIVE:
        return final or (finite > opener.i + 1 and end - finite <= 3)
    if opener.lower_ in _PRONOUNS and finite == opener.i + 1:
        return final and opener.doc[finite].dep_ == "acl"
    return opener.lower_ in _PRONOUNS and final and finite > opener.i + (3 if opener.tag_ == "ART" else 1)


def _verb_second(opener: Token, finite: int) -> bool:
    """ "Seit Montag gilt ...", "Bis gestern war ...", "Was sagt er?": the word opens a main clause after all."""
    return (opener.pos_ == "ADP" and opener.lower_ in _BOTH) or (
        opener.tag_ in {"PWS", "PWAV"} and finite == opener.i + 1
    )


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb, by its tag, or by its features where the tag is missing."""
    return token.tag_ in _FINITE or (
        token.pos_ in {"VERB", "AUX"} and not token.tag_.startswith("V") and token.morph.get("VerbForm", []) == ["Fin"]
    )
