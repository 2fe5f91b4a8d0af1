"""Normal forms of names: what two spellings have in common, and how a name reads without its genitive.

Nothing here knows what a name refers to; persons, organisations and places are read in modules of their own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.tables import town_origin

#: Letters that Unicode does not decompose, in the spelling of German news without diacritics.
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ð": "d",
        "þ": "th",
    }
)
_MARKS = re.compile(r"[\"'`´′„“”‚‘’ʻʼ«»‹›]")
_BREAKS = re.compile(r"[\s\-‐‑–—_/.,()\[\]:;·]+")
#: What may follow a genitive directly: the noun that it belongs to.
_NOUN_NEXT = re.compile(r"\s+(?:[a-zäöüß]+(?:er|es|em)\s+)?[„\"“]?[A-ZÄÖÜ]")
_DES_BEFORE = re.compile(
    r"\b(?:des|eines|dieses|jenes|ihres|seines|unseres|[a-zäöüß]+ischen)\s+(?:[a-zäöüß]+en\s+)?$", re.IGNORECASE
)
#: A title in the genitive, which shows the case for the name behind it as well: "des Dirigenten", "des Ministers".
_TITLE_BEFORE = re.compile(r"\b(?:[Dd]es|[Ee]ines|\w+ischen)\s(?:[\w-]+(?:en|er)\s)?[A-ZÄÖÜ][\w-]+(?:s|n)\s$")
#: Nouns that are no titles, but of which the bearer of the name behind them is the subject or object.
_ACTION_BEFORE = re.compile(
    r"(?:(?:mord|nenn|haft|nomin|entlass|verurteil|nominier|äußer|forder|ehr|würdig|vernehm|ausweis|befrei|entführ"
    r"|absetz|kandid|inhaft|verteidig|beerdig|besteig|abwähl|weiger|begnadig|operier|ausliefer)(?:ung|ierung|atur)"
    r"|[Ww]ahl|[Ff]estnahme|[Tt]od|[Rr]ücktritts?|[Rr]ede|[Ff]lucht|[Aa]nkunft|[Ss]ieg|[Nn]iederlage|[Aa]btritt)\s$"
)
#: Articles that a mention may begin with; in upper case they are part of the name ("Die Zeit").
_ARTICLE = re.compile(r"^(?:der|die|das|den|dem|des)\s+(?=\S)")
#: An adjective, not a name, as first of several words, with its ending.
ADJECTIVE = re.compile(
    r"(\w*(?:isch|[a-z]{2}lich|[a-z]{2}ig|[a-z]{2}al|[a-z]{2}iv|när|eint|einigt)|[A-Z]\w*deutsch|Deutsch|Neu|Alt|Groß|Klein|Weiß"
    r"|Schwarz|Rot|Grün|Blau|Gelb|Golden|Hoh|Nah|Fern|Frei|Erst|Zweit|Dritt|Jung|Link|Oberst)(e[nmrs]?)(?= \w)"
)
_APOSTROPHES = "'’`´′ʼ"
#: Regnal numbers are no higher: "il" and "li" are syllables.
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
#: A bracket that the recogniser left open: "Unido (UN-Organisation".
_OPEN = re.compile(r"(?<=\w)\s\([^()]*$")
#: A last word with a digit in it, which is no abbreviation, and a full stop.
_NUMBERED = re.compile(r"\d\w{0,20}\.$")
#: What sticks to a name where a blank is missing before it: "2.710)Ruslan".
_STUCK = re.compile(r"^[^\s()]{0,20}\)(?=[A-ZÄÖÜ])")


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """The name without case, diacritics, quotation marks, hyphens and dots: "Kim Jong-un" -> "kim jong un".

    Umlauts become two letters, so that "Müller" and "Mueller" are the same and "Müller" and "Muller" are not.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _BREAKS.sub(" ", _MARKS.sub("", text)).strip()


def slug(text: str) -> str:
    """A readable part of an entity id: "Sergej Lawrow" -> "sergej-lawrow"; names without Latin letters are hashed."""
    ascii_only = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return ascii_only or hashlib.sha256(text.encode()).hexdigest()[:10]


def compact(key: str) -> str:
    """A folded name without blanks: "irak krieg" and "irakkrieg" are the same."""
    return key.replace(" ", "")


@lru_cache(maxsize=1 << 16)
def translit_key(folded: str) -> str:
    """What German and English transliterations of one name have in common: "selenskyj", "zelensky" -> one key."""
    # Imported here because words.py folds its keys with this module.
    from kg.fuse.words import translit_rules

    words = []
    for word in folded.split():
        for pattern, new in translit_rules():
            word = pattern.sub(new, word)
        words.append(word)
    return " ".join(words)


def clean(text: str) -> str:
    """A surface form for display: one line, single blanks, no punctuation at its ends, no article before it."""
    text = _STUCK.sub("", " ".join(text.split()))
    text = _OPEN.sub("", text).strip(' ,;:„“”"»«‚')
    if _NUMBERED.search(text):
        text = text.removesuffix(".")  # the end of a sentence: "Leopard 1.", "A320B."
    return _ARTICLE.sub("", text)


def is_roman(word: str) -> bool:
    """Whether a folded word is a Roman numeral, as in "Benedikt XVI."."""
    return bool(_ROMAN.fullmatch(word))


def genitive_stems(name: str, *, noun: bool = False) -> Iterator[str]:
    """The names that may stand behind a genitive, likeliest first: "Putins" -> "Putin"; "Strauß'" -> "Strauß".

    ``noun`` allows endings of common nouns as well: "Bundestages" -> "Bundestag", "Niederlanden" -> "Niederlande".
    """
    if name[-1:] in _APOSTROPHES:
        yield name[:-1]
    elif re.search(rf"[{_APOSTROPHES}]s$", name):
        yield name[:-2]
    elif name.endswith("s") and not name.endswith("ss") and len(name) > 2:
        yield name[:-1]
        if noun and name.endswith("es") and len(name) > 5:
            yield name[:-2]
    elif noun and name.endswith(("en", "ern")) and len(name) > 5:
        yield name[:-1]


def certain_genitive(name: str) -> bool:
    """Whether an apostrophe shows the genitive."""
    return name[-1:] in _APOSTROPHES or bool(re.search(rf"[{_APOSTROPHES}]s$", name))


def genitive_context(text: str, start: int, end: int) -> bool:
    """Whether the words around ``text[start:end]`` ask for a genitive: "des ...", or a noun that follows directly."""
    return after_des(text, start) or _NOUN_NEXT.match(text, end) is not None


def behind_genitive(text: str, start: int) -> bool:
    """Whether the words before a person's name ``text[start:]`` bear the genitive, so that the name itself has none:
    "des Dirigenten", "des", "des jungen"."""
    return after_des(text, start) or _TITLE_BEFORE.search(text[max(0, start - 60) : start]) is not None


def behind_action(text: str, start: int) -> bool:
    """Whether a noun for what happens to somebody stands before a name: "die Ermordung", "seit der Wahl"."""
    return _ACTION_BEFORE.search(text[max(0, start - 40) : start]) is not None


def after_des(text: str, start: int) -> bool:
    """Whether an article or adjective in the genitive stands directly before ``text[start:]``."""
    return _DES_BEFORE.search(text[max(0, start - 40) : start]) is not None


def without_genitive(
    name: str,
    *,
    noun: bool,
    in_context: bool,
    own: float,
    weight: Callable[[str], float],
    certain: Callable[[str], bool],
    plain: bool = False,
) -> str:
    """The name without a genitive ending, if the evidence says that there is one.

    ``weight`` tells how much other evidence there is for a form (0 = never seen), ``own`` how often the name occurs as
    it stands, ``certain`` whether a table shows a form to be a name in itself ("Paris", "Hans").  ``in_context`` is
    :func:`genitive_context`; ``plain`` tells that the name stands as it is where no genitive can.  Without any
    evidence an ending -s is taken off before a noun only ("Merkels Rede").
    """
    if len(name.rstrip("s'’")) < 2:
        return name  # nothing would be left
    if certain_genitive(name):
        return next(genitive_stems(name))
    stems = list(genitive_stems(name, noun=noun))
    if not stems or certain(name):
        return name
    for stem in stems:
        if certain(stem):
            return stem
    for stem in stems:
        # Genitives are rarer than the name itself; "Engel" once beside fifty "Engels" is somebody else.
        if weight(stem) and (in_context or weight(stem) * (5 if " " in stem else 2) >= own):
            return stem
    if in_context and not plain and name.endswith("s") and not name.endswith(("us", "is", "os", "ens", "ss")):
        return stems[-1] if noun and _long_ending(name) else stems[0]
    return name


def without_inner_genitive(name: str, text: str, start: int) -> str:
    """The name without the genitive of its first word: "(des) Oberlandesgerichts Dresden"."""
    first, blank, rest = name.partition(" ")
    if not blank or not first.endswith("s") or len(first) < 6 or first.endswith("ss"):
        return name
    if not after_des(text, start):
        return name
    return (first[:-2] if _long_ending(first) else first[:-1]) + blank + rest


def nominative(name: str, gender: str, number: str) -> str:
    """The name with its adjective in the nominative without article: "Schwarzen Meer" -> "Schwarzes Meer".

    ``gender`` and ``number`` are those of the head noun as in :class:`kg.schema.Mention`; without them the name stays.
    Only adjectives that can't be names themselves are changed, and not those that have the ending of a nominative
    without article already.
    """
    ending = "e" if number == "Plur" else {"Masc": "er", "Fem": "e", "Neut": "es"}.get(gender, "")
    match = ADJECTIVE.match(name)
    if match is None or not ending or match[2] == "es" or town_origin(match[0]):
        return name
    return f"{match[1]}{ending}{name[match.end(2) :]}"


def _long_ending(name: str) -> bool:
    """Whether -es rather than -s is the ending: in common nouns that end in a consonant ("Gerichtes", "Reiches")."""
    return bool(
        re.search(
            r"(?:cht|rat|bund|tag|werk|amt|haus|kreis|platz|land|reich|setz|sitz|kampf|zug|stadion|verein|museum"
            r"|forum|berg|burg|dorf|feld|fest|preis|heim|hof|krieg|markt|netz|recht|stift|team|tal|tum|wald|wesen|zirk"
            r"|dienst|ss|ß|volk|verband|stab|flug|sieg|turnier|azin|blatt|buch|bild|lied|stück|spiel|pakt|vertrag)es$",
            name,
            re.IGNORECASE,
        )
    )
