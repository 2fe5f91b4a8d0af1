"""The words of a sentence that a fact rests on: where its subject, its object and its predicate stand.

A fact carries the sentence but not the places of its words, so they are found again: names by every surface form of the
entity, predicates by lemma, separable verbs by verb and particle.  What is not found stays unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.output.html_text import utf16_length

__all__ = ["Mark", "marks", "name_pattern"]

#: Start and end in UTF-16 units, as scripts count, and the role: ``s``, ``o`` or ``p``.
Mark = tuple[int, int, str]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARTICLES = frozenset(
    _WORD.findall(
        "ab an auf aus bei ein fest fort frei her heraus hervor hin hinaus los mit nach nieder teil "
        "um vor voran voraus vorbei weg wider zu zurück zusammen"
    )
)
#: Sentences are longer only where cleaning failed; marking them is not worth the time.
_LONGEST = 4000


def name_pattern(names: Iterable[str], kind: str = "") -> re.Pattern[str] | None:
    """A pattern for all these names, longest first, with the endings of the genitive; a person's surname counts too."""
    forms = {name.strip() for name in names if len(name.strip()) > 1}
    if kind == "PER":
        forms |= {words[-1] for name in forms if len(words := name.split()) > 1 and len(words[-1]) > 2}
    if not forms:
        return None
    choice = "|".join(_inflected(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{choice})(?:s|’s?|'s?)?(?!\w)")


def _inflected(name: str) -> str:
    """The name with any ending on the adjectives before its last word: "Vereinte" and "Vereinten Nationen"."""
    *before, last = name.split(" ")
    return " ".join([*map(_any_ending, before), re.escape(last)])


def _any_ending(word: str) -> str:
    match = re.fullmatch(r"([A-ZÄÖÜ]\w{3,}?)e[mnrs]?", word)
    return re.escape(match[1]) + "e[mnrs]?" if match else re.escape(word)


def marks(
    sentence: str, subject: re.Pattern[str] | None, object_: re.Pattern[str] | None, predicate: str
) -> tuple[Mark, ...]:
    """Marks in order, none overlapping another; names go before predicates."""
    if len(sentence) > _LONGEST:
        return ()
    taken: list[tuple[int, int, str]] = []
    for role, pattern in (("s", subject), ("o", object_)):
        if pattern is not None:
            _take(taken, (match.span() for match in pattern.finditer(sentence)), role)
    _take(taken, _predicate(sentence, predicate), "p")
    return tuple(
        (utf16_length(sentence[:start]), utf16_length(sentence[:end]), role) for start, end, role in sorted(taken)
    )


def _take(taken: list[tuple[int, int, str]], spans: Iterable[tuple[int, int]], role: str) -> None:
    for start, end in spans:
        if all(end <= left or right <= start for left, right, _ in taken):
            taken.append((start, end, role))


def _predicate(sentence: str, predicate: str) -> list[tuple[int, int]]:
    wanted = [word.lower() for word in predicate.split() if len(word) > 2 or word.lower() in _PARTICLES]
    if not wanted:
        return []
    words = [(match.span(), match.group().lower()) for match in _WORD.finditer(sentence)]
    found: list[tuple[int, int]] = []
    for position, (span, word) in enumerate(words):
        lemmas = _lemmas(word)
        for goal in wanted:
            if goal in lemmas or lemmas & _lemmas(goal) or _kin(goal, word):
                found.append(span)
                continue
            particles = {goal.removesuffix(lemma) for lemma in lemmas} & _PARTICLES
            # "kündigte ... an": the particle closes the clause, so it is the next one after the verb.
            later = [where for where, other in words[position + 1 :] if other in particles]
            found += [span, later[0]] if later else []
    return found


def _kin(goal: str, word: str) -> bool:
    """Whether the word is built on the predicate ("Unterstützer" on "unterstützen")."""
    stem = re.sub(r"(?:ieren|eln|ern|en|er|e|n|ung)$", "", goal)
    return len(stem) > 4 and word.startswith(stem)


@lru_cache(maxsize=100_000)
def _lemmas(word: str) -> frozenset[str]:
    """The word and its lemmas as a verb and as a noun, in small letters: capitals tell them apart in a lexicon."""
    import simplemma  # a second to load: only when a page is written

    return frozenset({word, *(simplemma.lemmatize(form, lang="de").lower() for form in (word, word.capitalize()))})
