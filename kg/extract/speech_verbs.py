"""Attributions told by verbs of speech: "..., sagte X", "X sagte, dass ...", "X erklärte: ...", "X nannte ihn einen „...“"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.attribution_types import Attribution
from kg.extract.clauses import infinitive
from kg.extract.lexicon import verbs
from kg.extract.quotes import MARKS, Quotation
from kg.extract.reading import Reading, said, segment_at
from kg.extract.speakers import source, subjects
from kg.extract.subjunctive import first, second
from kg.extract.units import Segment, Unit, is_finite
from kg.schema import Mention

#: Verbs that put a quoted word into their subject's mouth though they take no clause: "nannte ihn einen „Fehler“".
_NAMING = frozenset(
    "nennen bezeichnen beschimpfen titulieren heißen loben würdigen danken vorwerfen sprechen fordern".split()
)
_JOINERS = {"und", "aber", "sondern", "oder", "doch", "denn", "um", "ohne", "statt", "anstatt"}
_COMPLEMENTISERS = {"dass", "ob"}
_QUESTION = {"PWS", "PWAV", "PWAT"}


@cache
def speech_verbs() -> dict[str, frozenset[str]]:
    """The flags of every verb that can take what is said, by infinitive."""
    return {
        v: frozenset().union(*(f.flags for f in frames))
        for v, frames in verbs().items()
        if any("speech" in f.flags for f in frames)
    }


def verbal(reading: Reading) -> list[Attribution]:
    """All attributions with a verb of speech outside quotations; quotations in them included."""
    found: list[Attribution] = []
    for unit in reading.units:
        for token in reading.doc[unit.start : unit.end]:
            if (
                token.pos_ in {"VERB", "AUX"}
                and not reading.quoted(token.i)
                and token.dep_ not in {"aux", "amod", "aux:pass"}
            ):
                found += _attributions(token, unit, reading)
    return found


def _attributions(verb: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    anchor = _anchor(verb, unit)
    segment = segment_at(unit, anchor.i)
    if segment is None:
        return []
    lemma = infinitive(verb)
    speech = lemma in speech_verbs()
    quotation = _just_closed(segment, reading)
    if anchor.i == segment.start and quotation is not None:
        return _after_quotation(verb, unit, segment, quotation, reading)
    if not speech:
        return _partial(verb, lemma, unit, segment, reading) if lemma in _NAMING else []
    opener = reading.doc[segment.start]
    if opener.lower_ == "wie" and segment.kind == "sub":
        return []
    if anchor.i == segment.start and segment.start > unit.start and segment.kind == "main":
        before = _before(unit, segment, reading)
        if before is not None:
            return _inverted(verb, unit, segment, before, reading)
    found = _forward(verb, lemma, unit, segment, reading)
    return found or _partial(verb, lemma, unit, segment, reading)


def _anchor(verb: Token, unit: Unit) -> Token:
    """The finite verb of a verb's clause: itself or its auxiliary."""
    if is_finite(verb):
        return verb
    own = [c for c in verb.children if c.dep_ in {"aux", "aux:pass"} and is_finite(c) and unit.start <= c.i < unit.end]
    return own[0] if own else verb


def _just_closed(segment: Segment, reading: Reading) -> Quotation | None:
    """The quotation that ends right before a segment, a comma or dash between them or not."""
    doc = reading.doc
    at = segment.start - 1
    while at >= 0 and at >= segment.start - 3 and doc[at].text in {",", "–", "-", "..."}:
        at -= 1
    return next((q for q in reading.quotations if q.end == at), None)


def matrix_end(unit: Unit, segment: Segment, reading: Reading) -> int:
    """The end of a clause that brackets interrupt: "sagte Merkel (CDU) dem Sender"."""
    end = segment.end
    doc = reading.doc
    while end < unit.end and doc[end].text == "(":
        close = next((i for i in range(end, unit.end) if doc[i].text == ")"), None)
        if close is None:
            break
        following = segment_at(unit, close + 1)
        end = following.end if following is not None else close + 1
    return end


def _after_quotation(
    verb: Token, unit: Unit, segment: Segment, quotation: Quotation, reading: Reading
) -> list[Attribution]:
    """ "„...“, sagte X" and, where the unit holds more of it, the indirect words around the quotation."""
    doc = reading.doc
    end = matrix_end(unit, segment, reading)
    speakers = _speakers(verb, unit, (segment.start, end), reading)
    found = said(doc, (quotation.start, quotation.end), verb, speakers, "direct")
    if unit.start < quotation.start - 1:
        begin = _content_start(unit, quotation.start - 1, reading)
        if begin < quotation.start - 1:
            found += said(doc, (begin, quotation.end + 1), verb, speakers, "indirect", marks=True)
    return found + _rest(verb, unit, end, speakers, reading)


def _rest(verb: Token, unit: Unit, end: int, speakers: list[Mention], reading: Reading) -> list[Attribution]:
    """A quotation or a clause in Konjunktiv after the matrix clause: "„...“, sagte X, „...“", "..., sagte X: „...“"."""
    doc = reading.doc
    found: list[Attribution] = []
    for quotation in reading.quotations:
        if end <= quotation.start - 1 <= end + 2 and quotation.start < unit.end:
            between = doc[end : quotation.start - 1]
            if all(t.text in {",", ":", "und", "–", "."} for t in between):
                found += said(doc, (quotation.start, quotation.end), verb, speakers, "direct")
    return found


def _content_start(unit: Unit, before: int, reading: Reading) -> int:
    """Where the words said begin in a unit: after the last colon or semicolon, else at its start."""
    marks = [i for i in range(unit.start, before) if reading.doc[i].text in {":", ";"} and not reading.quoted(i)]
    return marks[-1] + 1 if marks else unit.start


def _before(unit: Unit, segment: Segment, reading: Reading) -> tuple[int, int] | None:
    """The clause before an inverted matrix clause if it can be what is said: it has a main clause or begins with "dass"."""
    doc = reading.doc
    if doc[segment.start - 1].text not in {",", "–", "-"}:
        return None
    start = _content_start(unit, segment.start, reading)
    parts = [s for s in unit.segments if start <= s.start and s.end < segment.start + 1]
    if not parts:
        return None
    whole = any(s.kind == "main" for s in parts)
    complement = doc[parts[0].start].lower_ in _COMPLEMENTISERS
    interrupted = all(s.kind in {"none", "inf"} for s in parts) and _continues(unit, segment, reading) is not None
    conditional = all(s.kind != "main" for s in parts) and _continues(unit, segment, reading) is not None
    if whole or complement or interrupted or conditional:
        return start, segment.start - 1
    return None


def _continues(unit: Unit, segment: Segment, reading: Reading) -> int | None:
    """Where the words said end if they go on after an inverted matrix clause: a segment in Konjunktiv or verb-first."""
    end = matrix_end(unit, segment, reading)
    if end >= unit.end or reading.doc[end].text not in {",", "–"}:
        return None
    after = [s for s in unit.segments if s.start > end]
    if not after:
        return None
    following = after[0]
    if following.kind == "main" and following.finite == following.start:
        return unit.end
    if any(s.finite >= 0 and first(reading.doc[s.finite]) for s in after):
        return unit.end
    return None


def _inverted(
    verb: Token, unit: Unit, segment: Segment, before: tuple[int, int], reading: Reading
) -> list[Attribution]:
    """ "..., sagte X": the words before, and those after if they go on."""
    end = matrix_end(unit, segment, reading)
    speakers = _speakers(verb, unit, (segment.start, end), reading)
    start, stop = before
    further = _continues(unit, segment, reading)
    bounds = (start, further if further is not None else stop)
    found = said(reading.doc, bounds, verb, speakers, "indirect", marks=True)
    return found + _rest(verb, unit, end, speakers, reading)


def _forward(verb: Token, lemma: str, unit: Unit, segment: Segment, reading: Reading) -> list[Attribution]:
    """ "X sagte, dass ...", "X sagte, er komme", "X erklärte: ...", "X sagte: „...“"."""
    doc = reading.doc
    flags = speech_verbs().get(lemma, frozenset())
    latest = max(verb.i, segment.finite)
    at = latest + 1
    while at < unit.end:
        token = doc[at]
        if token.text in MARKS and not reading.quoted(at):
            opened = next((q for q in reading.quotations if q.start - 1 == at), None)
            if opened is not None and doc[at - 1].text in {",", ":"}:
                speakers = _speakers(verb, unit, (unit.start, at), reading)
                found = said(doc, (opened.start, opened.end), verb, speakers, "direct")
                if opened.end + 1 < unit.end and doc[at - 1].text == ",":
                    found += said(doc, (at, unit.end), verb, speakers, "indirect", marks=True)
                return found
            at = opened.end + 1 if opened is not None else at + 1
            continue
        if token.text == ":":
            nxt = next((q for q in reading.quotations if q.start - 1 == at + 1), None)
            speakers = _speakers(verb, unit, (unit.start, at), reading)
            if nxt is not None:
                return said(doc, (nxt.start, nxt.end), verb, speakers, "direct")
            return said(doc, (at + 1, unit.end), verb, speakers, "indirect", marks=True)
        if token.text == ",":
            following = segment_at(unit, at + 1)
            if following is None:
                at += 1
                continue
            start = _complement(following, flags, reading)
            if start is not None:
                speakers = _speakers(verb, unit, (unit.start, at), reading)
                end = _content_end(verb, unit, following, segment, reading)
                return said(doc, (start, end), verb, speakers, "indirect", marks=True)
            if doc[following.start].lower_ in _JOINERS and following.kind == "main":
                return []
            at = following.end
            continue
        if token.text in {";", "–"}:
            return []
        at += 1
    return []


def _complement(segment: Segment, flags: frozenset[str], reading: Reading) -> int | None:
    """Where the words said begin if a segment after the matrix clause is its complement."""
    doc = reading.doc
    opener = doc[segment.start]
    if opener.lower_ in _COMPLEMENTISERS:
        indicative = segment.finite >= 0 and not first(doc[segment.finite]) and not second(doc[segment.finite])
        if "factive" in flags and indicative:
            return None
        return segment.start + 1
    if opener.lower_ in _JOINERS:
        return None
    if segment.kind == "main" and segment.finite > segment.start:
        return segment.start
    if segment.kind == "inf" and not flags & {"demand", "future", "negates"}:
        return segment.start
    return None


def _content_end(verb: Token, unit: Unit, content: Segment, matrix: Segment, reading: Reading) -> int:
    """The end of a complement: the unit's end, or where the matrix clause or its coordinate goes on."""
    doc = reading.doc
    embedded = matrix.kind in {"sub", "rel"}
    for segment in unit.segments:
        if segment.start <= content.start:
            continue
        if doc[segment.start - 1].text == ";":
            return segment.start - 1
        opener = doc[segment.start]
        if embedded and segment.kind == "main" and segment.finite == segment.start:
            return segment.start - 1
        if segment.kind == "main" and opener.lower_ in {"und", "aber", "doch"} and segment.finite >= 0:
            finite = doc[segment.finite]
            if not first(finite) and not second(finite) and first(doc[content.finite] if content.finite >= 0 else verb):
                return segment.start - 1
    return unit.end


def _partial(verb: Token, lemma: str, unit: Unit, segment: Segment, reading: Reading) -> list[Attribution]:
    """Quoted words inside a clause of speech or naming: "sprach von einem „großen Fehler“"."""
    doc = reading.doc
    found: list[Attribution] = []
    for quotation in reading.quotations:
        if not (unit.start < quotation.start and quotation.end <= unit.end):
            continue
        head = doc[quotation.start : quotation.end].root
        if not any(a.i == verb.i for a in head.ancestors) or doc[quotation.start - 2].text == ":":
            continue
        speakers = _speakers(verb, unit, (unit.start, unit.end), reading)
        found += said(doc, (quotation.start, quotation.end), verb, speakers, "direct")
    return found


def _speakers(verb: Token, unit: Unit, bounds: tuple[int, int], reading: Reading) -> list[Mention]:
    """The subject of the verb; for "hieß es aus Y" and "heißt es in Y" the source phrase."""
    if infinitive(verb) == "heißen":
        for child in verb.children:
            case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            if case in {"aus", "in", "im", "von", "vom", "bei", "beim"} and child.pos_ in {"NOUN", "PROPN", "X"}:
                return source(child, reading.mentions, None)
        return []
    return subjects(verb, reading.clauses.get(verb.i), reading.mentions, bounds)
