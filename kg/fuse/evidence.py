"""What an article tells about a person beside the name: gender, offices, party, ties, age.

Evidence comes from words before the name ("Außenministerin"), after it ("(CDU)", "(34)"), from descriptions and
pronouns of its chain and from static statements.  It tells namesakes apart and finds the bearer of a lone surname.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.fuse.names import fold
from kg.fuse.organisations import known_organisation, organisation_key
from kg.fuse.persons import compound_title, office_key, parse, title_of
from kg.schema import Findings, Mention

#: Relations whose object tells namesakes apart.
_TIES = frozenset({"leads", "office_in", "member_of", "founded"})
#: Parties that exclude each other as membership of one person.
_PARTIES = frozenset(
    {"SPD", "CDU", "CSU", "FDP", "AfD", "Grüne", "Linke", "BSW", "PDS", "NPD", "ÖVP", "SPÖ", "FPÖ", "SVP"}
)
_BRACKET = re.compile(r"\s?\(([^()]{1,30})\)")
_AGE_BEFORE = re.compile(r"(\d{1,2})-?[Jj]ährige[rnms]?\s+(?:\S+\s+)?$")
_AGE_BRACKET = re.compile(r"\d{1,2}")
#: Words by which an article tells namesakes apart itself.
_NAMESAKE = re.compile(
    r"Namensvetter|[Gg]leichnamig|nicht verwandt|verwechsel|(?:genauso|ebenso|auch so|gleich) (?:hieß|heiß)"
    r"|(?:nur|außer) (?:den|dem) (?:Namen|Kürzel)|nichts (?:zu tun|gemein)|desselben Namens|denselben Namen"
)
#: Possessives; "ihr" by itself may be a dative, and "ihrer" may be theirs.
_HIS = re.compile(r"[Ss]eine?[rmns]?")
_HER = re.compile(r"[Ii]hre[rmns]?")
_GENDERS = {"Masc": "m", "Fem": "f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a referent.  ``born`` are the years of birth that an age in an article leaves possible.

    ``offices`` are single offices ("aussenminister"), ``domains`` the fields of life they belong to, ``ties`` folded
    names of organisations and places that the person leads or belongs to.
    """

    gender: str = ""
    offices: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    namesake: bool = False


def joined(a: Evidence, b: Evidence) -> Evidence:
    """The evidence of two referents that are one."""
    return Evidence(
        gender=a.gender or b.gender,
        offices=a.offices | b.offices,
        domains=a.domains | b.domains,
        parties=a.parties | b.parties,
        ties=a.ties | b.ties,
        born=_narrowed(a.born, b.born),
        namesake=a.namesake or b.namesake,
    )


def _narrowed(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    if a is None or b is None:
        return a or b
    return max(a[0], b[0]), min(a[1], b[1])


def conflict(a: Evidence, b: Evidence, *, common: bool) -> str:
    """Why two referents of one name can't be the same, or "".  ``common`` names are told apart by lighter evidence."""
    if a.gender and b.gender and a.gender != b.gender:
        return "different gender"
    if a.born and b.born and (a.born[0] > b.born[1] + 1 or b.born[0] > a.born[1] + 1):
        return "different age"
    if not common:
        return ""
    if a.parties and b.parties and not a.parties & b.parties:
        return "different party"
    if a.domains and b.domains and not a.domains & b.domains:
        return "different field"
    return ""


def shared(a: Evidence, b: Evidence) -> str:
    """What speaks for two referents being the same beside their name, or ""."""
    for name, x, y in (("office", a.offices, b.offices), ("tie", a.ties, b.ties), ("party", a.parties, b.parties)):
        if common := sorted(x & y):
            return f"same {name} ({common[0]})"
    return ""


def ties_of(article: Findings, names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Mention id of a subject to the folded names that it leads, belongs to or holds an office in."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for statement in article.statements:
        if statement.relation in _TIES and not statement.negated:
            targets = [names[a.target] for a in statement.roles if a.role == "OBJECT" and a.target in names]
            for argument in statement.roles:
                if argument.role == "SUBJECT":
                    ties[argument.target].update(organisation_key(t) for t in targets)
    return {mention: frozenset(found) for mention, found in ties.items()}


def person_evidence(
    article: Findings, chain: Sequence[Mention], names: Sequence[str], ties: Mapping[str, frozenset[str]]
) -> Evidence:
    """The evidence of one person of an article; ``chain`` are all its mentions, ``names`` its names."""
    text, words, parties = article.document.text, [], set()
    year = article.document.published.year if article.document.published and article.document.granularity else None
    born: tuple[int, int] | None = None
    genders: Counter[str] = Counter()
    for mention in chain:
        if mention.form == "NAME":
            before = text[max(0, mention.span.start - 60) : mention.span.start]
            words += _titles_in(mention.text)
            if _plain(mention, names):
                # "der Nachfolger Merkels" is somebody else.
                words += _titles_before(before)
            age = _AGE_BEFORE.search(before)
            years = int(age[1]) if age else None
            bracket = _BRACKET.match(text, mention.span.end)
            if bracket is not None:
                if (known := known_organisation(bracket[1])) and known.name in _PARTIES:
                    parties.add(fold(known.name))
                if _AGE_BRACKET.fullmatch(bracket[1].strip()):
                    years = int(bracket[1])
            if years is not None and year is not None:
                born = _narrowed(born, (year - years - 1, year - years))
        elif mention.form == "NOMINAL":
            words += [mention.norm] if mention.norm and mention.number != "Plur" else []
        elif mention.form == "PRONOUN" and (gender := _pronoun_gender(mention)):
            genders[gender] += 1
    offices, domains = set(), set()
    for word in words:
        title = title_of(word[:1].upper() + word[1:])
        if title is None:
            continue
        genders[title.gender] += 3 if title.gender == "f" or title.group == "address" else 1
        if title.group in ("office", "role", "church", "reign", "pope"):
            offices.add(office_key(word[:1].upper() + word[1:]))
            domains.add(title.domain)
        prefix = known_organisation(word.rpartition("-")[0]) if compound_title(word) else None
        if prefix is not None and prefix.name in _PARTIES:
            parties.add(fold(prefix.name))
    return Evidence(
        gender=_gender(names, genders),
        offices=_shared(frozenset(offices)),
        domains=_shared(frozenset(d for d in domains if d not in ("-", ""))),
        parties=_shared(frozenset(parties)),
        ties=_shared(frozenset().union(*(ties.get(m.id, frozenset()) for m in chain))),
        born=born,
        namesake=named_alike(article, chain),
    )


@lru_cache(maxsize=100_000)
def _shared(values: frozenset[str]) -> frozenset[str]:
    """One set for all that are equal: an archive has thousands of ministers and of people of whom nothing is known."""
    return values


def _pronoun_gender(mention: Mention) -> str:
    """``m`` or ``f`` by a pronoun; the endings of a possessive are those of what is owned ("seiner Frau")."""
    if _HIS.fullmatch(mention.text):
        return "m"
    return _GENDERS.get(mention.gender, "") if mention.number == "Sing" and not _HER.fullmatch(mention.text) else ""


def named_alike(article: Findings, chain: Sequence[Mention]) -> bool:
    """Whether an article says of what it names that something else bears the same name."""
    return any(alike_at(article.document.text, m) for m in chain if m.form == "NAME")


def alike_at(text: str, mention: Mention) -> bool:
    """Whether the words around a mention tell its bearer from a namesake."""
    return _NAMESAKE.search(_sentence(text, mention)) is not None


def _sentence(text: str, mention: Mention) -> str:
    """The words around a mention, up to the next full stops but not far."""
    before = text[max(0, mention.span.start - 120) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 120]
    return re.split(r"[.!?]\s", before)[-1] + " " + re.split(r"[.!?](?:\s|$)", after)[0]


def _plain(mention: Mention, names: Iterable[str]) -> bool:
    """Whether a name stands without genitive ending."""
    return fold(mention.text) in {fold(name) for name in names}


def _gender(names: Iterable[str], genders: Counter[str]) -> str:
    """First names decide; else pronouns and titles, if they agree for the most part."""
    given = {g for name in names if (g := parse(name).gender)}
    if len(given) == 1:
        return given.pop()
    m, f = genders["m"], genders["f"]
    return "m" if m > 2 * f else "f" if f > 2 * m else ""


def _titles_before(before: str) -> list[str]:
    """Up to three titles that stand directly before a name, nearest first."""
    found: list[str] = []
    for word in reversed(before.rsplit("\n", 1)[-1].split()):
        if title_of(word) is None or word[-1] in ",;:!?)" or len(found) == 3:
            break
        found.append(word)
    return found


def _titles_in(text: str) -> list[str]:
    """The titles at the beginning of a mention."""
    words = text.split()
    found: list[str] = []
    for word in words[:-1]:
        if title_of(word) is None:
            break
        found.append(word)
    return found
