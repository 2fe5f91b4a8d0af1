"""Names of organisations: what makes two forms the same, acronyms and their long forms.

An organisation whose name contains a town is never the town: keys compare whole names, not parts of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.fuse.names import fold
from kg.fuse.places import uninflected
from kg.fuse.words import Known, organisation_words, organisations
from kg.tables import origin, towns

_SMALL = frozenset(
    {
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "zu",
        "zur",
        "zum",
        "von",
        "vom",
        "und",
        "fuer",
        "in",
        "im",
        "an",
        "am",
        "of",
        "the",
        "and",
        "de",
        "la",
        "le",
        "du",
        "et",
        "for",
    }
)
#: Words that an acronym is spelt like: "der Bund und die Länder" are not the BUND.
_WORDS = frozenset({"Bund", "Bunds", "Bundes"})
_CAMEL = re.compile(r"[A-ZÄÖÜ]")


@lru_cache(maxsize=1 << 15)
def known_organisation(name: str) -> Known | None:
    """The row of ``organisations.tsv`` that a name means, in any inflection of its adjectives, or ``None``.

    Acronyms must be written in capitals: "IS" is one, the verb form "is" isn't.
    """
    key = fold(name)
    found = organisations().get(key) or _inflected().get(uninflected(key))
    if found is None or name in _WORDS:
        return None
    if len(key) <= 3 and not any(c.isupper() for c in name[1:]) and key != fold(found.name):
        return None
    return found


@lru_cache(maxsize=1)
def _inflected() -> dict[str, Known]:
    return {uninflected(key): row for key, row in organisations().items()}


@lru_cache(maxsize=1 << 15)
def organisation_key(name: str) -> str:
    """What the forms of one name have in common; equal keys mean the same organisation.

    Inflection, articles, legal forms and the place of a town's adjective don't count: "Kölner Universität",
    "Universität Köln" and "Universität zu Köln" are the same, "Ferrari" and "Ferrari-Team" as well.
    """
    known = known_organisation(name)
    if known is not None:
        return "=" + fold(known.name)
    words = fold(name).split()
    if len(words) > 2 and words[0].isdigit() and words[1].isalpha() and len(words[1]) <= 3:
        words = words[1:]  # "1. FC Köln" is called "FC Köln" as well
    words = [fold(towns()[w]) if w in towns() else w for w in words if w not in _SMALL] or words
    if not words:
        return name  # signs alone
    for i in range(len(words) - 1):
        if words[i : i + 2] == ["e", "v"] and len(words) > 2:
            del words[i : i + 2]
            break
    kept = [w for w in words if w not in organisation_words()] or words
    if len(kept) < len(words) and (known := known_organisation(" ".join(kept))) is not None:
        return "=" + fold(known.name)  # "Commerzbank AG"
    # The same words in another order are the same organisation; only the last word keeps its ending.
    last = kept[-1]
    if len(kept) > 1 and last.endswith(("dienste", "truppen", "behoerden")) and origin(name.split()[0]):
        last = last[:-1]  # a state's service, in the plural
    stemmed = [*uninflected(" ".join(kept)).split()[:-1], last]
    return " ".join(sorted(stemmed))


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: one word, mostly capitals ("DGB", "BVerfG", "GdP")."""
    return bool(re.fullmatch(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü.&-]{1,7}", name)) and len(_CAMEL.findall(name)) >= 2


def initials_match(short: str, long: str, *, strict: bool = True) -> bool:
    """Whether an acronym stands for a long form.

    Its letters must appear in order, and each content word must give its first letter.  ``strict`` asks for the
    initials of the words (or of the parts that a hyphen or capital shows) and nothing else; without it letters inside
    a word count as well, which a bracket in the text must justify: "Bundesverfassungsgericht (BVerfG)".
    """
    letters = [c for c in fold(short) if c.isalnum()]
    words = [w for w in re.split(r"[\s/–-]+", long) if w]
    content = [fold(w) for w in words if fold(w) not in _SMALL and fold(w)]
    if len(letters) < 2 or not content or fold(short) == fold(long):
        return False
    if strict:
        return "".join(letters) in {"".join(w[0] for w in content), "".join(fold(w)[0] for w in words if fold(w))}
    starts = [w[0] for w in content]
    return _in_order(letters, "".join(content)) and _in_order(starts, "".join(letters)) and letters[0] == starts[0]


def _in_order(part: list[str], whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in part)


def thing_key(name: str) -> str:
    """The key of an event, work or product: no inflection of adjectives, no articles, no blanks ("Irak-Krieg")."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in {"der", "die", "das", "den", "dem", "des"}:
        words = words[1:]
    return uninflected(" ".join(words)).replace(" ", "")
