"""Text -> atoms: words, numbers and signs, each with its class of times.tsv as one character.

The patterns of the times_* modules are regular expressions over the string of these characters.  Atoms are read from
the text and not from the tokens, so that "3./4. Mai" reads the same however a tokenizer cuts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from kg.extract.lexicon import table
from kg.extract.times.numbers import BLANKS, number_words, read_number

_NUMBERS = (
    "DAY",
    "SMALLINT",
    "YEAR",
    "INT",
    "DECIMAL",
    "NUMWORD",
    "NUMDATE",
    "ISODATE",
    "CLOCK",
    "DIGITWORD",
    "DURADJ",
)
_SURFACE = (*_NUMBERS, "WEEKPART", "ERA", "HOLIDAY", "CAP", "LOW", "BREAK", "DASH", "OTHER")
_DECADE = re.compile(r"(?P<y>\d{2}|\d{4})er(?P<tail>n|-?[Jj]ahren?|)")
_ENDINGS = ("e", "en", "er", "es", "em")
_SYMBOLS = frozenset({"%", "€", "$", "km", "m", "kg", "Mio", "Mrd", "Mill", "x", "Prozent"})
_SIGNS = frozenset(".,;:/()!?+%€$§")
_DURATION = re.compile(
    r"(?P<n>\d+(?:,\d)?|[a-zäöüß]+?)-?(?P<u>stündig|tägig|wöchig|monatig|jährig|minütig)(?:e[nrsm]?)?"
)
_UNITS = {
    "stündig": "hour",
    "tägig": "day",
    "wöchig": "week",
    "monatig": "month",
    "jährig": "year",
    "minütig": "minute",
}


#: After these a number of four digits is a year, whatever follows.
_FIRM = ("SEIT", "UYEAR", "MONTH", "SEASON", "EDGE", "HOLIDAY", "UNITEDGE", "UQUARTER", "UHALF")
_COUNTED_TAILS = ("soldaten", "menschen", "euro", "tonnen", "kilometer", "meter", "mitarbeiter", "prozent")
_PARTS = {"morgen": "MO", "früh": "MO", "vormittag": "MO", "vormittags": "MO", "mittag": "MI", "mittags": "MI"}
_PARTS |= {"nachmittag": "AF", "nachmittags": "AF", "abend": "EV", "abends": "EV", "nacht": "NI"}


class Atom(NamedTuple):
    """A word, number or sign: its place in the text (code points), class character and value of that class."""

    start: int
    end: int
    text: str
    code: str
    value: Any


@dataclass(frozen=True, slots=True)
class Line:
    """A text as atoms; ``codes[i]`` is the class of ``atoms[i]``."""

    atoms: tuple[Atom, ...]
    codes: str

    def low(self, index: int) -> str:
        """The atom's text in lower case, or "" beyond the ends."""
        return self.atoms[index].text.lower() if 0 <= index < len(self.atoms) else ""

    def code(self, index: int) -> str:
        """The atom's class, or "" beyond the ends."""
        return self.codes[index] if 0 <= index < len(self.codes) else ""


@cache
def code_of() -> dict[str, str]:
    """The character that stands for each class; classes of times.tsv first, then those that the lexer itself gives."""
    names = dict.fromkeys([row["class"] for row in table("times")]) | dict.fromkeys(_SURFACE)
    return {name: chr(0xE100 + number) for number, name in enumerate(names)}


@cache
def context_words(kind: str) -> frozenset[str]:
    """The words of a class of times_context.tsv."""
    return frozenset(row["word"] for row in table("times_context") if row["class"] == kind)


@lru_cache(maxsize=1)
def lex(text: str) -> Line:
    """The atoms of a text; those of the last one are kept, since times and amounts read the same."""
    found, known, codes = [], _known(), code_of()
    cap, low = codes["CAP"], codes["LOW"]
    for match in _scanner().finditer(text):
        kind, word = str(match.lastgroup), match.group()
        if kind == "word":
            entry = known.get(word) or known.get(word.lower())
            code, value = entry if entry else (cap if word[0].isupper() else low, None)
            if entry is None and "ig" in word:  # all units end so
                code, value = _adjective(word) or (code, None)
        elif kind == "blank":
            if word.count("\n") < 2:
                continue
            code, value = codes["BREAK"], None
        elif kind == "sign":
            code, value = (word if word in _SIGNS else codes["DASH" if word in "-–—" else "OTHER"]), None
        else:
            name, value = _figure(kind, word)
            code = codes[name]
        found.append(Atom(match.start(), match.end(), word, code, value))
    atoms = tuple(_settled(found, i) if a.code == codes["YEAR"] else a for i, a in enumerate(found))
    return Line(atoms, "".join(a.code for a in atoms))


def _figure(kind: str, word: str) -> tuple[str, Any]:
    """Class and value of what begins with a digit, and of phrases."""
    if kind == "int":
        value = int(word)
        if len(word) <= 2:
            return ("DAY" if 1 <= value <= 31 else "SMALLINT"), value
        return ("YEAR" if len(word) == 4 and 1000 <= value <= 2199 else "INT"), value
    if kind in ("group", "decimal"):
        return ("DECIMAL" if "," in word else "INT"), read_number(word)
    if kind == "isodate":
        parts = [int(part) for part in re.findall(r"\d+", word)]
        return _checked("ISODATE", parts[0], parts[1], parts[2], tuple(parts[3:5]))
    if kind == "numdate":
        parts = [int(part) for part in re.findall(r"\d+", word)]
        year = None if len(parts) < 3 else parts[2] + (0 if parts[2] > 99 else 2000 if parts[2] < 50 else 1900)
        return _checked("NUMDATE", year, parts[1], parts[0])
    if kind == "clock":
        hour, minute = (int(part) for part in re.findall(r"\d+", word)[:2])
        return ("CLOCK", (hour, minute)) if hour <= 24 else ("OTHER", None)
    if kind == "era":
        return "ERA", -1 if word[0] == "v" else 1
    if kind == "phrase":
        return "HOLIDAY", _rules()[word]
    decade = _DECADE.fullmatch(word)
    if decade and decade["y"][-1] == "0":
        year = int(decade["y"]) + (0 if len(decade["y"]) == 4 else 2000 if decade["y"] == "00" else 1900)
        return ("DECADE" if decade["tail"] else "DECADEADJ"), year
    adjective = _adjective(word)
    return ("DURADJ", adjective[1]) if adjective else ("DIGITWORD", None)


def _checked(name: str, year: int | None, month: int, day: int, clock: tuple[int, ...] = ()) -> tuple[str, Any]:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return "OTHER", None
    return name, (year, month, day, clock)


def _adjective(word: str) -> tuple[str, Any] | None:
    """ "zweitägigen", "24-stündige": the number and its unit."""
    match = _DURATION.fullmatch(word.lower())
    if match is None:
        return None
    number = read_number(match["n"]) if match["n"][0].isdigit() else _numerals().get(match["n"])
    return None if number is None else (code_of()["DURADJ"], (number, _UNITS[match["u"]]))


@cache
def _numerals() -> dict[str, int | float]:
    return {"ein": 1, "halb": 0.5, **number_words()}


def _settled(atoms: list[Atom], i: int) -> Atom:
    """A year, or a mere number if what stands around it counts something."""
    atom, codes = atoms[i], code_of()
    before, after = atoms[i - 1] if i else None, atoms[i + 1] if i + 1 < len(atoms) else None
    firm = before is not None and before.code in {codes[name] for name in _FIRM}
    if before is not None and before.text in ("€", "$", "§", "+", "EUR", "USD", "CHF"):
        return atom._replace(code=codes["INT"])
    if after is None or firm:
        return atom
    noun = after.text
    if after.code == codes["LOW"] and noun.endswith(("e", "en", "er")) and i + 2 < len(atoms):
        noun = atoms[i + 2].text
    soft = (
        before is not None and atom.value % 50 and before.code in {codes[name] for name in ("BIS", "AB", "NACH", "VOR")}
    )
    estimated = before is not None and before.code in {codes[name] for name in ("ABOUT", "MOREOVER", "ZU", "DET")}
    capital = noun[:1].isupper() and after.code in (codes["CAP"], codes["LOW"])
    counting = after.text in _SYMBOLS or (_counted(noun) and not soft)
    if counting or (capital and after.code == codes["CAP"] and not soft and (estimated or atom.value % 50 == 0)):
        return atom._replace(code=codes["INT"])
    return atom


@cache
def _counted(noun: str) -> bool:
    return noun in context_words("counted") or noun.endswith(_COUNTED_TAILS)


@cache
def _rules() -> dict[str, str]:
    return {row["name"]: row["rule"] for row in table("times_holidays")}


@cache
def _known() -> dict[str, tuple[str, Any]]:
    """Class and value by word form: capitalised forms for nouns, lower case for the rest."""
    codes = code_of()
    found: dict[str, tuple[str, Any]] = {w: (codes["NUMWORD"], n) for w, n in number_words().items()}
    for row in table("times"):
        value: Any = int(row["value"]) if row["value"].lstrip("-").isdigit() else row["value"]
        stem = row["form"].removesuffix("+")
        forms = [stem] if stem == row["form"] else [stem + ending for ending in _ENDINGS]
        found.update(dict.fromkeys(forms, (codes[row["class"]], value)))
        if row["class"] == "WEEKDAY":
            found.update({stem + tail: (codes["WEEKPART"], (value, part)) for tail, part in _PARTS.items()})
    for name, rule in _rules().items():
        found.update(dict.fromkeys((name, name + "s"), (codes["HOLIDAY"], rule)))
    return found


@cache
def _scanner() -> re.Pattern[str]:
    phrases = sorted((name for name in _rules() if not name.isalpha()), key=len, reverse=True)
    blank = f"[{BLANKS}]"
    return re.compile(
        rf"""
      (?P<phrase> (?<!\w) (?: {"|".join(re.escape(p) for p in phrases)} ) (?!\w) )
    | (?=\d) (?:
        (?P<isodate> (?<![\w.-]) \d{{4}}-[01]\d-[0-3]\d (?: T[0-2]\d:[0-5]\d (?: :\d\d )? Z? )? (?![\w-]) )
        | (?P<numdate> (?<![\w.,/]) [0-3]?\d\.[01]?\d\. (?: (?: [12]\d{{3}} | \d\d ) (?![\w/]|[.,]\d) | (?!\w|[.,]\d) )
            | (?<![\w.,/]) [0-3]?\d\.[ ]?[01]?\d\.[ ]?[12]\d{{3}} (?![\w/]|[.,]\d) )
        | (?P<group> (?<![\w.,]) \d{{1,3}} (?: (?: [.'’]\d{{3}} )+ | (?: {blank}\d{{3}} )+ ) (?: ,\d+ )? (?!\w|[.:]\d) )
        | (?P<clock> (?<![\w.,:]) [0-2]?\d[:.][0-5]\d (?: :[0-5]\d )? (?![\w:]|[.,]\d) )
        | (?P<decimal> (?<![\w.,]) \d+,\d+ (?!\w) )
        | (?P<digitword> \d+ (?: [.,]\d+ )? (?: -(?=[^\W\d_]) )? [^\W\d_]\w* (?: -\w+ )* )
        | (?P<int> \d+ )
      )
    | (?P<era> (?<!\w) [vn]\.\s?(?: u\.\s? )? (?: Chr | Z )\b\.?
        | (?<!\w) (?: vor | nach )\ Christ (?: us | i\ Geburt ) (?!\w) )
    | (?P<word> [^\W\d_][\w’]* (?: -\w+ )* )
    | (?P<blank> \s+ )
    | (?P<sign> . )
    """,
        re.VERBOSE,
    )
