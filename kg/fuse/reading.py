"""Reading the names of an article: without genitive, in the nominative, and in full where the text shortens them.

Whether "Engels" is a name or the genitive of "Engel" is decided by what else the article and all others say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.fuse.names import (
    behind_action,
    behind_genitive,
    certain_genitive,
    clean,
    fold,
    genitive_context,
    nominative,
    without_genitive,
    without_inner_genitive,
)
from kg.fuse.organisations import known_organisation
from kg.fuse.persons import is_eastern, parse
from kg.fuse.places import country, is_place
from kg.fuse.words import common_surnames, first_names
from kg.schema import NAMED_KINDS, Findings, Mention

#: What a form in the same article weighs, in occurrences elsewhere.
_HERE = 1000
_AND = re.compile(r"\s?(?:und|sowie|&|/|,)\s?")
#: What tells two generations of one name apart, behind it or before it.
_GENERATION = re.compile(
    r" (?:senior|junior|sen\.|jun\.|sr\.|jr\.|Sr\.|Jr\.|d\. ?[ÄJ]\.|der (?:Ältere|Jüngere))(?![\w-])"
)
_ELDER = re.compile(r"\b(?:[Dd]e[rmn]|[Dd]es) (ältere|jüngere)[nrms]? $")
#: The rest of a name in two syllables, where the recogniser ended at the hyphen: "Moon Jae" + "-in".
_SYLLABLE = re.compile(r"[-‐‑][a-zäöü]{2,6}\b")
_THIRD = re.compile(r" [A-Z][a-z]{1,4}(?![\w-])")
_WORD_BEFORE = re.compile(r"([A-ZÄÖÜ][\w-]{0,40})\s$")


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How often names and surnames occur in all articles, as written (genitives included).

    ``plain`` are the folded names that occur where no genitive can be.
    """

    names: Mapping[str, int]
    lasts: Mapping[str, int]
    plain: frozenset[str] = frozenset()


def is_normed(mention: Mention) -> bool:
    """Whether extraction gave a name its normal form: the place of an adjective of origin, a body in the nominative."""
    return mention.form == "NAME" and bool(mention.norm)


def count_names(findings: Iterable[Findings]) -> NameCounts:
    """Count the names of all articles for telling genitives from names that end in -s."""
    names: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    plain: set[str] = set()
    for article in findings:
        text = article.document.text
        for mention in article.mentions:
            if mention.form == "NAME" and mention.kind in NAMED_KINDS and not is_normed(mention):
                folded = fold(mention.text)
                if folded and not certain_genitive(mention.text):
                    names[folded] += 1
                    lasts[folded.rsplit(" ", 1)[-1]] += 1
                    if not genitive_context(text, mention.span.start, mention.span.end):
                        plain.add(folded)
    return NameCounts(names, lasts, frozenset(plain))


def read_names(article: Findings, counts: NameCounts) -> dict[str, str]:
    """Mention id to name, without genitive, for all names of an article; names of several words are read first."""
    text = article.document.text
    mentions = [m for m in article.mentions if m.form == "NAME" and m.kind in NAMED_KINDS and fold(m.text)]
    read: dict[str, str] = {m.id: m.norm for m in mentions if is_normed(m)}
    own = Counter(fold(m.text) for m in mentions if m.id not in read)
    lasts: dict[bool, set[str]] = {True: set(), False: set()}
    for name in own:
        lasts[" " in name].add(name.rsplit(" ", 1)[-1])

    def weight_full(name: str) -> float:
        folded = fold(name)
        last = folded.rsplit(" ", 1)[-1]
        seen = counts.names.get(folded, 0) + (_HERE if folded in own else 0)
        return seen or (1 if last in lasts[False] else 0)

    def weight_lone(name: str) -> float:
        folded = fold(name)
        return counts.lasts.get(folded, 0) + (_HERE if folded in own or folded in full_lasts else 0)

    full_lasts: set[str] = set()
    for lone in (False, True):
        for mention in mentions:
            name = clean(mention.text)
            if mention.id in read or (" " not in fold(name)) != lone:
                continue
            person = mention.kind == "PER"

            def certain(form: str, person: bool = person, lone: bool = lone) -> bool:
                return _is_name(form, person) or (lone and fold(form) in full_lasts)

            read[mention.id] = without_genitive(
                name,
                noun=not person,
                in_context=_asks_for_genitive(mention, text, person=person, lone=lone),
                own=(counts.lasts if lone else counts.names).get(fold(name), 0),
                weight=weight_lone if lone else weight_full,
                certain=certain,
                plain=not person and fold(name) in counts.plain,
            )
            if not person:
                bare = without_inner_genitive(read[mention.id], text, mention.span.start)
                read[mention.id] = nominative(bare, mention.gender, mention.number)
            if not lone:
                full_lasts.add(fold(read[mention.id]).rsplit(" ", 1)[-1])
    _complete(mentions, read, text)
    return read


def _asks_for_genitive(mention: Mention, text: str, *, person: bool, lone: bool) -> bool:
    """Whether the words around a name ask for a genitive; those before a person's name may bear it themselves."""
    start, end = mention.span.start, mention.span.end
    if person and behind_genitive(text, start):
        return False
    return genitive_context(text, start, end) or (person and not lone and behind_action(text, start))


def _complete(mentions: Sequence[Mention], read: dict[str, str], text: str) -> None:
    """Give names that the article shortens in passing their full form.

    "Hans und Karl Müller" are two Müllers; "Pérez Esquivel" is the end of "Adolfo Pérez Esquivel"; "im Kanton Zürich"
    is another place than Zürich.
    """
    persons = sorted((m for m in mentions if m.kind == "PER"), key=text_position)
    for mention in persons:
        read[mention.id] = whole(read[mention.id], mention, text)
    words_of = {name: tuple(fold(name).split()) for name in sorted({read[m.id] for m in persons})}
    ends: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, words in words_of.items():
        for at in range(1, len(words) - 1):
            ends[words[at:]].add(name)
    for mention, following in zip_longest(persons, persons[1:]):
        words = words_of[read[mention.id]]
        if len(words) > 1 and words[0] not in first_names() and len(longer := ends.get(words, set())) == 1:
            read[mention.id] = next(iter(longer))
        if following is None or len(words) != 1 or words[0] not in first_names():
            continue
        other = parse(read[following.id])
        if other.given and _AND.fullmatch(text[mention.span.end : following.span.start]) and other.core != words[0]:
            surname = " ".join(other.display.split()[len(other.given) :])
            read[mention.id] = f"{read[mention.id]} {surname}"
    for mention in mentions:
        if mention.kind == "LOC" and not mention.norm:
            before = _WORD_BEFORE.search(text[max(0, mention.span.start - 40) : mention.span.start])
            if before and country(f"{before[1]} {read[mention.id]}") is not None:
                read[mention.id] = f"{before[1]} {read[mention.id]}"


def whole(name: str, mention: Mention, text: str) -> str:
    """A person's name with the syllable and the generation that the text adds: "George Bush" + "senior".

    What the name has already is not added again.
    """
    end = mention.span.end
    syllable = _SYLLABLE.match(text, end) if " " in name and fold(name) == fold(mention.text) else None
    if syllable is None and (third := _THIRD.match(text, end)) is not None and is_eastern(name + third[0]):
        syllable = third
    if syllable is not None:
        name, end = name + syllable[0], syllable.end()
    generation = _GENERATION.match(text, end)
    elder = _ELDER.search(text[max(0, mention.span.start - 20) : mention.span.start])
    if generation is not None and not parse(name).generation:
        return name + generation[0]
    if elder is not None and not parse(name).generation:
        return f"{name} {'senior' if elder[1] == 'ältere' else 'junior'}"
    return name


def _is_name(form: str, person: bool) -> bool:
    """Whether a table knows a form as a name in itself."""
    folded = fold(form)
    if person:
        last = folded.rsplit(" ", 1)[-1]
        return " " not in folded and (last in first_names() or last in common_surnames())
    return is_place(form) or known_organisation(form) is not None


def text_position(mention: Mention) -> tuple[int, int, str]:
    """Sorts mentions in text order."""
    return mention.span.start, mention.span.end, mention.id
