"""Reading the name of a person: titles, given names, particles, surname, regnal number, name order.

``parse("Außenminister Sergej Lawrow")`` tells the title apart from the name; ``parse("Kim Jong Un")`` knows that the
surname stands first; ``parse("Papst Franziskus")`` keeps the title, since it belongs to the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.fuse.names import compact, fold, is_roman, translit_key
from kg.fuse.words import Title, eastern_surnames, first_names, german_first_names, given_groups, titles
from kg.tables import inhabitants

_PARTICLE = re.compile(
    r"von|van|vom|de|del|della|di|da|dos|das|der|den|zu|zum|zur|bin|ibn|al|el|la|le|ter|ten|abu|ben|af|av|ap|y|e|du"
)
#: Particles that stay particles in upper case ("Diego Della Valle", "Louis Van Gaal").
_CAPITAL_PARTICLE = re.compile(r"van|della|del|de|di|da|von|abu|bin|ben|al|el|le|la|du")
_ARTICLE = re.compile(r"^(?:al|el|as|ad|an|ar|at|az|es|asch|ash|ul)[-‐‑–' ]", re.IGNORECASE)
_GENERATIONS = {
    "junior": "junior",
    "jr": "junior",
    "jun": "junior",
    "juengere": "junior",
    "senior": "senior",
    "sr": "senior",
    "sen": "senior",
    "aeltere": "senior",
}
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,3}[aeiouy]{1,3}(?:ng|n|m|l|k|r|h|t|p|b)?)"
_ONE_SYLLABLE = re.compile(_SYLLABLE)
_TWO_SYLLABLES = re.compile(_SYLLABLE + _SYLLABLE)
#: Endings of titles in the genitive, dative and accusative.
_CASES = ("s", "es", "n", "en")
#: The shortest title that is looked for at the end of a compound: "Abt" at the end of "Habt" is chance.
_MIN_SUFFIX = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name.  ``given`` and ``family`` are folded words; a lone surname has no ``given``.

    ``core`` is the surname without particles and articles ("al-Assad" -> "assad"), ``units`` the given names with
    hyphenated ones as one word each, ``reign`` is ``pope``, ``reign`` or "" for a name that its title belongs to.
    ``display`` is the name without its titles.
    """

    display: str
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    core: str = ""
    units: tuple[str, ...] = ()
    gender: str = ""
    generation: str = ""
    regnal: str = ""
    reign: str = ""
    titles: tuple[Title, ...] = ()

    @property
    def full(self) -> bool:
        """Whether the name tells who is meant: given name with surname, or a ruler's name."""
        return bool(self.given or self.reign or self.regnal)

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Equal for spellings of one name that differ in case, umlauts, hyphens, particles and titles only."""
        given = compact("".join(self.given))
        return (self.core, given, self.generation, self.regnal, "pope" if self.reign == "pope" else "")

    @property
    def common_given(self) -> bool:
        """Whether the first given name is usual in German-speaking countries."""
        return bool(self.units) and self.units[0] in german_first_names()


def title_of(word: str) -> Title | None:
    """The title that a word is, or that a compound ends with: "SPD-Chef", "Verteidigungsministers", "Dr."."""
    return _title(word)[0]


@lru_cache(maxsize=1 << 14)
def _title(word: str) -> tuple[Title | None, str, str]:
    """The title, its form in the table, and what the compound says before it; (None, "", "") for other words."""
    table = titles()
    lower = word.lower().strip(",")
    for form in (lower, *(lower.removesuffix(end) for end in _CASES if lower.endswith(end))):
        if form in table:
            return table[form], form, ""
    if fold(word) in first_names() or not word[:1].isupper():
        return None, "", ""
    for form in (lower, *(lower.removesuffix(end) for end in _CASES if lower.endswith(end))):
        for start in range(1, len(form) - _MIN_SUFFIX + 1):
            title = table.get(form[start:])
            if title is not None and title.suffix:
                return title, form[start:], form[:start]
    return None, "", ""


def compound_title(word: str) -> str:
    """What a title's compound says beyond the title, folded: "SPD-Politikerin" -> "spd"; "" for plain titles."""
    head, dash, tail = word.rpartition("-")
    return fold(head) if dash and title_of(tail) else ""


def office_key(word: str) -> str:
    """The office that a title names, the same for both genders and all cases: "Außenministerin" -> "aussenminister"."""
    title, _, before = _title(word)
    return fold(before + title.base) if title is not None else fold(word)


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Person:
    """Read a name without genitive ending.  Raises nothing: what is no name of a person gets a surname only."""
    words = text.split()
    found: list[Title] = []
    kept: list[str] = []
    while len(words) > 1:
        title = title_of(words[0])
        if title is None:
            break
        found.append(title)
        if title.kept:
            kept.append(words[0] if words[0].lower() in titles() else _title(words[0])[1].capitalize())
        words = words[1:]
    if len(words) > 2 and words[0].lower() in inhabitants() and fold(words[0]) not in first_names():
        words = words[1:]  # "(der) Schwede Magnus Bäckstedt"
    while len(words) > 1 and fold(words[0]) in {"der", "die", "den", "dem", "des"}:
        words = words[1:]
    inside = range(1, len(words) - 1)
    words = [w for i, w in enumerate(words) if not (i in inside and _between(w))]
    named = words
    words, generation = _generation(words)
    regnal = ""
    if len(words) > 1 and is_roman(fold(words[-1])) and words[-1][:1].isupper():
        regnal, words = fold(words[-1]), words[:-1]
    given, family = _split(words)
    reign = next((t.group for t in found if t.kept), "")
    if regnal and given and not reign:
        # "Johannes Paul II." has no surname.
        given, family = (), (*given, *family)
    if reign and (not given or reign == "pope" or regnal):
        given, family = (), (*given, *family)
    elif given:
        reign = ""
    shown = " ".join([*(kept[-1:] if reign == "pope" or (reign and not regnal) else []), *named])
    if regnal and not shown.endswith("."):
        shown += "."
    units = _units(words, len(given)) if given else ()
    return Person(
        display=shown,
        given=given,
        family=family,
        core=" ".join(_core(words, family, given)),
        units=units,
        gender=_gender(units or (family if reign or regnal else ()), found),
        generation=generation,
        regnal=regnal,
        reign=reign,
        titles=tuple(found),
    )


def _between(word: str) -> bool:
    """Whether a word inside a name is a title that may be left out: "Joseph Kardinal Ratzinger"."""
    title = titles().get(word.lower())
    return title is not None and title.group in ("church", "degree")


def _generation(words: list[str]) -> tuple[list[str], str]:
    """Take "junior", "sen.", "d. Ä.", "der Jüngere" off the end."""
    tail = " ".join(words[-2:])
    if len(words) > 2 and re.search(r"\bd\. ?[ÄJ]\.$|\bder (?:Ältere|Jüngere)$", tail):
        return words[:-2], "senior" if "Ä" in tail else "junior"
    if len(words) > 1 and (sort := _GENERATIONS.get(fold(words[-1]))):
        return words[:-1], sort
    return words, ""


def _split(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and surname, folded word by word."""
    if not words:
        return (), ()
    folded = [fold(w) for w in words]
    if len(words) == 1:
        return (), tuple(folded)
    if _eastern(words):
        return ("".join(folded[1:]).replace(" ", ""),), (folded[0],)
    for i, word in enumerate(words):
        lower = word.lower()
        small = word == lower and _PARTICLE.fullmatch(lower)
        large = _CAPITAL_PARTICLE.fullmatch(lower) and i + 1 < len(words) and (i > 0 or folded[0] not in first_names())
        if small or large or (i > 0 and _ARTICLE.match(word)):
            return tuple(folded[:i]), tuple(folded[i:])
    return tuple(folded[:-1]), (folded[-1],)


def _eastern(words: list[str]) -> bool:
    """Whether the surname stands first, as in "Kim Jong Un", "Moon Jae-in", "Xi Jinping"."""
    first, rest = fold(" ".join(words[:1])), fold(" ".join(words[1:])).split()
    if first not in eastern_surnames() or not rest or len(words) > 3:
        return False
    if len(rest) == 2:
        return all(_ONE_SYLLABLE.fullmatch(w) and len(w) <= 6 and w not in german_first_names() for w in rest)
    alone = "".join(rest)
    if first in first_names() or alone in first_names():
        return False
    return bool(_ONE_SYLLABLE.fullmatch(alone) or _TWO_SYLLABLES.fullmatch(alone))


def is_eastern(name: str) -> bool:
    """Whether a name of three syllables has its surname first, as in "Kim Jong Un"."""
    words = name.split()
    return len(words) == 3 and _eastern(words)


def _units(words: list[str], count: int) -> tuple[str, ...]:
    """Given names with hyphenated ones as one word: "Hans-Peter Karl" -> ("hanspeter", "karl")."""
    if _eastern(words):
        return (fold(" ".join(words[1:])).replace(" ", ""),)
    units = [fold(w).replace(" ", "") for w in words[:count]]
    return tuple(given_groups().get(u, u) for u in units)


def _core(words: list[str], family: tuple[str, ...], given: tuple[str, ...]) -> list[str]:
    """The surname's words without particles and Arabic articles."""
    if _eastern(words):
        return list(family)
    plain = [w for w in words[len(given) :] if not _PARTICLE.fullmatch(w.lower())]
    core = [fold(_ARTICLE.sub("", w)) for w in plain]
    return [w for w in core if w] or list(family)


def _gender(names: tuple[str, ...], found: list[Title]) -> str:
    """``m``, ``f`` or "": a female title decides, then the first name, then a male title."""
    if any(t.gender == "f" for t in found):
        return "f"
    first = _first_gender(names)
    return first or ("m" if any(t.gender == "m" for t in found) else "")


def _first_gender(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    table, name = first_names(), names[0]
    if name in table:
        return table[name]
    # "hanspeter": the first part of a hyphenated name decides; "jeanclaude": Jean may be a woman.
    parts = ((name[:cut], name[cut:]) for cut in range(len(name) - 1, 3, -1))
    return next((table[first] or table[second] for first, second in parts if first in table and second in table), "")


def given_conflict(a: Person, b: Person) -> bool:
    """Whether two given names can't belong to one bearer: "Peter" and "Petra", "Hans" and "Hans-Peter".

    Initials agree with what they may stand for, a missing middle name agrees with any, two different ones don't.
    """
    if not a.units or not b.units or a.key[1] == b.key[1]:
        return False
    if not _same_given(a.units[0], b.units[0]):
        return not (_called_by_second(a, b) or _called_by_second(b, a))
    rest_a, rest_b = a.units[1:], b.units[1:]
    return any(not _same_given(x, y) for x, y in zip(rest_a, rest_b, strict=False))


def _called_by_second(a: Person, b: Person) -> bool:
    """Whether ``a`` may be ``b`` without the first of several names ("Tayyip Erdogan"); Germans go by any of theirs."""
    return len(b.units) > 1 and b.units[0] not in german_first_names() and a.units == b.units[1:]


def _same_given(x: str, y: str) -> bool:
    if x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]):
        return True
    german = german_first_names()
    return x not in german and y not in german and translit_key(x) == translit_key(y)
