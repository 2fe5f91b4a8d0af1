"""Attributions told by verbs of speech: "..., sagte X", "X sagte, dass ...", "X erklärte: ...", "X nannte es „...“".

The content is read off the order of clauses in the sentence, the speaker off the parse.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive
from kg.extract.speech.partial_quotes import partial
from kg.extract.speech.quotes import Quotation
from kg.extract.speech.reading import Reading, content_start, interrupted, matrix_end, said, segment_at
from kg.extract.speech.speakers import NOUNS, case_word, source, speech_noun_entry, subject, subjects
from kg.extract.speech.subjunctive import first, second
from kg.extract.speech.types import Attribution
from kg.extract.speech.units import Segment, Unit, is_finite
from kg.extract.speech.words import listed, speech_flags
from kg.schema import Mention

_JOINERS = {"und", "aber", "sondern", "oder", "doch", "denn", "um", "ohne", "statt", "anstatt"}
_COMPLEMENTISERS = {"dass", "ob"}
_PAUSES = {",", "–", "-", "—"}
#: Words behind a verb by which it is the second one of the clause before.
_CONTRASTS = {"aber", "jedoch", "zugleich", "gleichzeitig", "dagegen", "hingegen", "indes"}


def verbal(reading: Reading) -> list[Attribution]:
    """All attributions with a verb of speech outside quotations, and the quotations that belong to them."""
    found: list[Attribution] = []
    for unit in reading.units:
        for token in reading.doc[unit.start : unit.end]:
            verb = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "amod", "aux:pass", "cop"}
            if verb and not reading.quoted(token.i):
                found += _attributions(token, unit, reading)
    return found


def _attributions(verb: Token, unit: Unit, reading: Reading) -> list[Attribution]:
    anchor = _anchor(verb, unit, reading)
    segment = segment_at(unit, anchor.i)
    if segment is None:
        return []
    lemma = infinitive(verb)
    flags = speech_flags(lemma)
    if lemma in listed("hearsay"):
        flags = frozenset() if _hearsay(verb, lemma) else None
    opener = reading.doc[segment.start]
    so = opener.lower_ == "so" and anchor.i == segment.start + 1
    if anchor.i == segment.start or so:
        quotation = _just_closed(segment, reading)
        if quotation is not None and _quotes(unit, segment, quotation, reading):
            return _after_quotation(verb, unit, segment, quotation, reading)
        before = _before(verb, unit, segment, reading) if flags is not None and segment.kind == "main" else None
        if before is not None:
            return _inverted(verb, unit, segment, before, reading)
    if opener.lower_ == "wie" and segment.kind == "sub":
        return []
    forward = _forward(verb, flags, unit, segment, reading) if flags is not None else []
    if forward or (flags is None and lemma not in listed("naming")):
        return forward
    return partial(verb, anchor, speakers(verb, (unit.start, unit.end), reading), unit, reading)


def _anchor(verb: Token, unit: Unit, reading: Reading) -> Token:
    """The finite verb of a verb's clause: itself, its auxiliary, or a finite auxiliary that opens its segment."""
    own = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"} and is_finite(c)]
    inside = [c for c in own if unit.start <= c.i < unit.end]
    if inside:
        return inside[0]
    segment = segment_at(unit, verb.i)
    if segment is not None and segment.finite >= 0 and reading.doc[segment.finite].pos_ == "AUX":
        return reading.doc[segment.finite]
    return verb


def _hearsay(verb: Token, lemma: str) -> bool:
    """Whether a verb of hearsay is used as one: "heißt es", "ist zu hören", "verlautete"."""
    if lemma == "heißen":
        following = verb.doc[verb.i + 1 : verb.i + 2]
        return any(t.lower_ == "es" for t in (*following, *verb.children))
    if lemma in {"hören", "vernehmen"}:
        return any(c.tag_ == "PTKZU" for c in verb.children)
    return True


def _just_closed(segment: Segment, reading: Reading) -> Quotation | None:
    """The quotation that ends right before a segment, a comma or dash between them or not."""
    at = segment.start - 1
    while at >= 0 and at >= segment.start - 3 and reading.doc[at].text in {*_PAUSES, "..."}:
        at -= 1
    return next((q for q in reading.quotations if q.end == at), None)


def _quotes(unit: Unit, segment: Segment, quotation: Quotation, reading: Reading) -> bool:
    """Whether the quotation before a verb-first clause is what it says, not a title in its prefield."""
    parted = reading.doc[segment.start - 1].text in _PAUSES
    return parted or quotation.start - 1 <= unit.start or reading.doc[quotation.start - 2].text == ":"


def _after_quotation(
    verb: Token, unit: Unit, segment: Segment, quotation: Quotation, reading: Reading
) -> list[Attribution]:
    """ "„...“, sagte X" and, where the unit holds more of it, the indirect words around the quotation."""
    doc = reading.doc
    end = matrix_end(unit, segment, reading)
    said_by = speakers(verb, (segment.start, end), reading)
    begin = content_start(unit, quotation.start - 1, reading)
    lead = [t for t in doc[begin : quotation.start - 1] if not t.is_punct and not t.is_space]
    found = []
    if not lead or doc[quotation.start - 2].text in {",", ":"}:
        found += said(doc, (quotation.start, quotation.end), verb, said_by, "direct")
    if lead:
        found += said(doc, (begin, quotation.end + 1), verb, said_by, "indirect", marks=True)
    return found + _rest(verb, unit, end, said_by, reading)


def _rest(verb: Token, unit: Unit, end: int, said_by: list[Mention], reading: Reading) -> list[Attribution]:
    """A quotation after the matrix clause: "„...“, sagte X, „...“", "..., sagte X: „...“"."""
    doc = reading.doc
    found: list[Attribution] = []
    for quotation in reading.quotations:
        near = end <= quotation.start - 1 <= end + 2 and quotation.start < unit.end
        if near and all(t.text in {*_PAUSES, ":", "und", "."} for t in doc[end : quotation.start - 1]):
            found += said(doc, (quotation.start, quotation.end), verb, said_by, "direct")
    if not found and end < unit.end and doc[end].text == ":":
        found += said(doc, (end + 1, unit.end), verb, said_by, "indirect", marks=True)
    return found


def _before(verb: Token, unit: Unit, segment: Segment, reading: Reading) -> tuple[int, int] | None:
    """The words before an inverted matrix clause if they can be what is said: a main clause, or one with "dass"."""
    doc = reading.doc
    if segment.start == unit.start or doc[segment.start - 1].text not in _PAUSES:
        return None
    start = content_start(unit, segment.start, reading)
    parts = [s for s in unit.segments if start <= s.start < segment.start]
    if not parts:
        return None
    opener = doc[parts[0].start]
    conditional = parts[0].kind == "main" and parts[0].finite == parts[0].start and not first(doc[parts[0].finite])
    end = matrix_end(unit, segment, reading)
    if doc[min(verb.i + 1, end - 1)].lower_ in _CONTRASTS and not _reported(parts, reading):
        return None  # "X lobte den Plan, kritisierte aber die Regierung"
    hearsay = infinitive(verb) in listed("hearsay")
    if not hearsay and subject(verb, (segment.start, end), names=_reported(parts, reading)) is None:
        return None  # "X begrüßte den Plan, verlangte aber mehr": a second verb of the same clause
    after = next((s for s in unit.segments if s.start > end), None)
    goes_on = _continues(unit, segment, reading) and after is not None and after.finite == after.start
    whole = any(s.kind == "main" for s in parts) and not conditional
    if whole or opener.lower_ in _COMPLEMENTISERS or goes_on:
        return start, segment.start - 1
    return None


def _reported(parts: list[Segment], reading: Reading) -> bool:
    return any(s.finite >= 0 and first(reading.doc[s.finite]) for s in parts)


def _continues(unit: Unit, segment: Segment, reading: Reading) -> bool:
    """Whether the words said go on after an inverted matrix clause: verb-first, or in Konjunktiv."""
    end = matrix_end(unit, segment, reading)
    if end >= unit.end or reading.doc[end].text not in _PAUSES:
        return False
    after = [s for s in unit.segments if s.start > end]
    if not after:
        return False
    if after[0].kind == "main" and after[0].finite == after[0].start:
        return True
    opener = reading.doc[after[0].start]
    if opener.lower_ in _COMPLEMENTISERS or opener.lower_ in _JOINERS - {"um", "ohne", "statt", "anstatt"}:
        return any(s.finite >= 0 and _konjunktiv(s, reading) for s in after)
    return after[0].kind in {"sub", "rel"} and after[0].finite >= 0 and first(reading.doc[after[0].finite])


def _inverted(
    verb: Token, unit: Unit, segment: Segment, before: tuple[int, int], reading: Reading
) -> list[Attribution]:
    """ "..., sagte X": the words before, and those after if they go on."""
    end = matrix_end(unit, segment, reading)
    said_by = speakers(verb, (segment.start, end), reading)
    start, stop = before
    bounds = (start, unit.end if _continues(unit, segment, reading) else stop)
    found = said(reading.doc, bounds, verb, said_by, "indirect", marks=True)
    return found + _rest(verb, unit, end, said_by, reading)


def _forward(verb: Token, flags: frozenset[str], unit: Unit, segment: Segment, reading: Reading) -> list[Attribution]:
    """ "X sagte, dass ...", "X sagte, er komme", "X erklärte: ...", "X sagte: „...“"."""
    doc = reading.doc
    evaluates = infinitive(verb) in listed("evaluative")
    at = max(verb.i, segment.finite) + 1
    while at < unit.end:
        quotation = next((q for q in reading.quotations if q.start - 1 == at), None)
        if quotation is not None:
            at = quotation.end + 1
        elif doc[at].text == ":":
            return _announced(verb, at, unit, reading)
        elif doc[at].text == ",":
            opened = next((q for q in reading.quotations if q.start - 2 == at), None)
            if opened is not None:
                return _quoted_complement(verb, at, opened, unit, reading)
            following = segment_at(unit, at + 1)
            if following is None:
                at += 1
                continue
            start = _complement(verb, following, flags, evaluates, unit, reading)
            if start is not None:
                said_by = speakers(verb, (unit.start, at), reading)
                end = _content_end(unit, following, segment, reading)
                return said(doc, (start, end), verb, said_by, "indirect", marks=True)
            if doc[following.start].lower_ in _JOINERS and following.kind == "main":
                return []
            at = following.end
        elif doc[at].lower_ == "dass" and doc[at].tag_ == "KOUS":  # a comma forgotten
            said_by = speakers(verb, (unit.start, at), reading)
            return said(doc, (at + 1, unit.end), verb, said_by, "indirect", marks=True)
        elif doc[at].text == ";":
            return []
        else:
            at += 1
    return []


def _announced(verb: Token, colon: int, unit: Unit, reading: Reading) -> list[Attribution]:
    """What follows a colon: a quotation, or words to the end of the unit."""
    if any(t.text == ":" and not reading.quoted(t.i) for t in reading.doc[colon + 1 : unit.end]):
        return []  # "Kritik übte auch die Kommission: Meier sagte: „...“"
    said_by = speakers(verb, (unit.start, colon), reading)
    quotation = next((q for q in reading.quotations if q.start - 2 == colon), None)
    if quotation is not None:
        return said(reading.doc, (quotation.start, quotation.end), verb, said_by, "direct")
    after = [s for s in unit.segments if s.start > colon]
    if not any(s.finite >= 0 for s in after):
        return []
    return said(reading.doc, (colon + 1, unit.end), verb, said_by, "indirect", marks=True)


def _quoted_complement(
    verb: Token, comma: int, quotation: Quotation, unit: Unit, reading: Reading
) -> list[Attribution]:
    """ "X sagte, „...“" with the quotation as the whole complement or as the beginning of it."""
    said_by = speakers(verb, (unit.start, comma), reading)
    after = [t for t in reading.doc[quotation.end + 1 : unit.end] if not t.is_punct]
    if after:
        return said(reading.doc, (comma + 1, unit.end), verb, said_by, "indirect", marks=True)
    return said(reading.doc, (quotation.start, quotation.end), verb, said_by, "direct")


def _complement(
    verb: Token, segment: Segment, flags: frozenset[str], evaluates: bool, unit: Unit, reading: Reading
) -> int | None:
    """Where the words said begin if a segment after the matrix clause is its complement."""
    doc = reading.doc
    opener = doc[segment.start]
    told = opener.lower_ == "wie" and segment.kind == "sub" and infinitive(verb) in listed("telling")
    if told:  # "Zeugen berichteten, wie X ..."
        return segment.start + 1
    if opener.lower_ in _COMPLEMENTISERS:
        noun = doc[segment.start - 2]
        if noun.text in listed("situation") or noun.lemma_ in listed("situation"):
            return None
        if evaluates and segment.finite >= 0 and not _konjunktiv(segment, reading):
            return None
        return segment.start + 1
    if opener.lower_ in _JOINERS:
        return None
    if segment.kind == "main" and segment.finite > segment.start:
        return segment.start
    if segment.kind == "none" and (interrupted(segment, unit, doc) or _quoted_clause(segment, reading)):
        return segment.start
    own_plan = "future" in flags and "demand" not in flags  # "versprach zu kommen": an event of the speaker himself
    return segment.start if segment.kind == "inf" and not own_plan else None


def _quoted_clause(segment: Segment, reading: Reading) -> bool:
    """Whether words without verb begin a clause that ends in quotation marks: "sagte, die Lage „ist ernst“"."""
    quotation = next((q for q in reading.quotations if q.start - 1 == segment.end), None)
    return quotation is not None and any(is_finite(t) for t in reading.doc[quotation.start : quotation.end])


def _content_end(unit: Unit, content: Segment, matrix: Segment, reading: Reading) -> int:
    """The end of a complement: the unit's end, or where the matrix clause or a coordinate of it goes on."""
    doc = reading.doc
    embedded = matrix.kind in {"sub", "rel"}
    reported = content.finite >= 0 and first(doc[content.finite])
    for segment in unit.segments:
        if segment.start <= content.start:
            continue
        opener = doc[segment.start]
        goes_on = embedded and segment.kind == "main" and segment.finite == segment.start
        joined = segment.kind == "main" and opener.lower_ in {"und", "aber", "doch"}
        if goes_on or doc[segment.start - 1].text == ";" or (joined and reported and not _konjunktiv(segment, reading)):
            return segment.start - 1
    return unit.end


def _konjunktiv(segment: Segment, reading: Reading) -> bool:
    finite = reading.doc[segment.finite]
    return first(finite) or second(finite)


def speakers(verb: Token, bounds: tuple[int, int], reading: Reading) -> list[Mention]:
    """The subject of the verb; for "hieß es aus Y" and "heißt es in Y" the source phrase."""
    if infinitive(verb) not in listed("hearsay"):
        return subjects(verb, reading.clauses.get(verb.i), reading.mentions, bounds)
    for token in reading.doc[bounds[0] : bounds[1]]:
        if token.pos_ in NOUNS and case_word(token) in {"aus", "in", "im", "von", "vom", "bei", "beim", "seitens"}:
            named = reading.mentions.entity_at(token)
            known = speech_noun_entry(token) or named is not None
            if known or case_word(token) in {"aus", "von", "vom", "seitens"}:
                return source(token, reading.mentions, None)
    return []
