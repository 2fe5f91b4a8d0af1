"""Where a clause looks: to the past or to the future."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.lexicon import table

_STOPS = frozenset(".?!")
_BREAKS = frozenset(",;:–—")
_PARTICIPLE = re.compile(
    r"\w{0,40}?ge\w+(?:t|en)|\w{2,}iert|(?:be|ver|er|ent|emp|zer|miss|über|unter|wider|hinter)\w+(?:t|en)"
)
_PRETERITE = re.compile(r"(?!ge|be|ver)\w{3,}te(?:n|te|ten)?")
#: Reported speech: without a participle it may be of the past as well ("das Treffen am Samstag sei freundlich").
_SUBJUNCTIVE = frozenset({"sei", "seien", "habe"})
_HAVE = frozenset({"habe", "hat", "haben", "hatte", "hatten", "hätte", "hätten"})
_REACH = 60
_TO_COME = re.compile(r"\w{2,}(?:end|ernd|elnd)e[nrsm]?|(?:geplant|vorgesehen|angesetzt|angekündigt)e[nrsm]?")
_DONE = re.compile(r"\w{3,}(?:t|en)e[nrsm]?")


def direction(doc: Doc, index: int) -> str:
    """ "past", "future" or "" (nothing says so) for the clause of a token.

    Read from the verbs that govern it if the doc is parsed, else from the words between the commas around it, then from
    those of the clauses beside it.
    """
    attribute = _attribute(doc, index)
    if attribute:
        return attribute
    if doc.has_annotation("DEP"):
        found = _read(_governing(doc[index]))
        if found:
            return "future" if found == "open" else found
    parts = _clauses(doc, index)
    for part in parts:
        found = _read(part)
        if found == "open":
            return "past" if any(_closes(part, other) for other in parts) else "future"
        if found:
            return found
    return ""


def _closes(opening: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether a later clause brings the participle: "hat am Montag, wie erwartet, [den Vertrag unterschrieben]"."""
    if not other or other[0].i < opening[0].i or other is opening or other[0].lower_ == "wie":
        return False
    return _has_participle(other) and not any(_cue(token) for token in other)


def _attribute(doc: Doc, index: int) -> str:
    """What a participle before a noun says: "der am Dienstag erfolgten Wahl", "der im Mai beginnenden Messe"."""
    start = index
    while start > 0 and index - start < 6 and doc[start].lower_ not in _forms("preposition"):
        start -= 1
    while start > 0 and doc[start - 1].lower_ in _forms("adverb"):
        start -= 1
    if start == 0 or doc[start - 1].lower_ not in _forms("article"):
        return ""
    for token in doc[index + 1 : index + 8]:
        if token.text in _BREAKS or token.text in _STOPS:
            break
        if token.is_lower and token.i + 1 < len(doc) and doc[token.i + 1].text[:1].isupper():
            if _TO_COME.fullmatch(token.text):
                return "future"
            if _DONE.fullmatch(token.text):
                return "past"
    return ""


def _governing(token: Token) -> list[Token]:
    """The nearest verb above a token with its auxiliaries and particles, in text order."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return []
    helpers = [t for t in verb.children if t.dep_ in ("aux", "aux:pass", "cop", "compound:prt", "mark")]
    return sorted([verb, *helpers], key=lambda t: t.i)


def _clauses(doc: Doc, index: int) -> list[list[Token]]:
    """The stretch between commas that holds a token, then its neighbours within the sentence, the nearest first."""
    first = last = index
    while first > 0 and index - first < _REACH and not _ends(doc, first - 1):
        first -= 1
    while last + 1 < len(doc) and last - index < _REACH and not _ends(doc, last):
        last += 1
    parts: list[list[Token]] = [[]]
    home = 0
    for token in doc[first : last + 1]:
        if token.text in _BREAKS:
            parts.append([])
        elif token.text not in _STOPS:
            parts[-1].append(token)
        if token.i == index:
            home = len(parts) - 1
    order = sorted(range(len(parts)), key=lambda k: (abs(k - home), k < home))
    return [parts[k] for k in order]


def _ends(doc: Doc, index: int) -> bool:
    token = doc[index]
    return token.text in _STOPS or (token.is_space and token.text.count("\n") > 1)


def _read(tokens: Sequence[Token]) -> str:
    """ "past", "future", "" or "open": an auxiliary of the present whose participle, if any, stands elsewhere."""
    cues = [_cue(token) for token in tokens]
    lows = [token.lower_ for token in tokens]
    if not any(cues):
        return ""
    if "plan" in cues:
        return "future"
    done = _has_participle(tokens)
    if "future" in cues and "worden" not in lows and not (done and _is_perfect(lows)):
        return "future"
    if "modal" in cues:
        return "past" if done and _is_perfect(lows) else "future"
    if "past" in cues:
        return "past"
    if "aux" in cues:
        return "past" if done else "" if _SUBJUNCTIVE & set(lows) else "open"
    return "future" if "present" in cues else "past"


def _is_perfect(lows: Sequence[str]) -> bool:
    """ "getötet haben", "getötet worden sein", "gestorben sein", but not "fertig gebaut sein" (the state to come)."""
    before = lows[-2] if len(lows) > 1 else ""
    return lows[-1] == "haben" or (lows[-1] == "sein" and (before.endswith(("en", "reist")) or before == "geflüchtet"))


def _cue(token: Token) -> str:
    listed = _cues().get(token.lower_)
    if listed:
        return listed
    if token.morph and (token.tag_.endswith("FIN") or "Fin" in token.morph.get("VerbForm", [])):
        tense = token.morph.get("Tense", [])
        return "past" if "Past" in tense else "present" if "Pres" in tense else ""
    if not token.morph and token.pos_ in ("", "VERB") and token.is_lower and _PRETERITE.fullmatch(token.text):
        return "weak" if not _is_attribute(token) else ""
    return ""


def _is_attribute(token: Token) -> bool:
    """ "geplante" in "die geplante Reform": between an article and a noun."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    return before in _forms("article") or (
        before.endswith(("e", "en", "er", "es", "em")) and i + 1 < len(doc) and doc[i + 1].is_title
    )


def _has_participle(tokens: Sequence[Token]) -> bool:
    """By tag; without tags by form, and only at the end of the clause, where adjectives of that form do not stand."""
    if any(token.tag_ for token in tokens):
        return any(token.tag_ in ("VVPP", "VAPP", "VMPP") or _is_read_as_infinitive(token, tokens) for token in tokens)
    return any(t.is_lower and _PARTICIPLE.fullmatch(t.text) and t.text != "gegen" for t in tokens[-3:])


def _is_read_as_infinitive(token: Token, tokens: Sequence[Token]) -> bool:
    """ "hat ... empfangen", "hat ... besiegt": participles that look like other forms are often tagged as such."""
    endings = ("en", "t") if token.tag_ == "VVFIN" else ("en",)
    if token.tag_ not in {"VVINF", "VVFIN"} or not token.text.endswith(endings):
        return False
    if not _PARTICIPLE.fullmatch(token.text):
        return False
    return any(t.lower_ in _HAVE for t in tokens) and not any(t.tag_ in {"PTKZU", "VMFIN", "VMINF"} for t in tokens)


@cache
def _forms(cue: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table("times_tense") if row["cue"] == cue)


@cache
def _cues() -> dict[str, str]:
    return {
        row["form"]: row["cue"]
        for row in table("times_tense")
        if row["cue"] not in ("article", "preposition", "adverb")
    }
