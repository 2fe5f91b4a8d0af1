"""How alike two names of persons are, feature by feature, with the reasons in words.

A comparison gives a verdict, not a score to be cut somewhere: ``same`` (may be merged if nothing else speaks against
it), ``unsure`` (merged only with more evidence, else a near-merge) or ``apart``.  String similarity is one feature
among several and never merges by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.fuse.names import translit_key
from kg.fuse.persons import Person, given_conflict
from kg.fuse.words import common_surnames, first_names, german_first_names

#: Surnames at least so alike (0 to 100) are worth a reviewer's look: one letter of nine.
_SIMILAR = 88.0
#: Ends of transliterated surnames, as they are in keys: -enko, -ow, -ski, -tschuk, -witsch, -schwili, -idse.
_FOREIGN = re.compile(r"(?:enko|[aeiou]f|ski|kuk|fik|sfili|ids[ei])$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``decision`` is ``same``, ``unsure`` or ``apart``; ``score`` orders verdicts (0 to 1); ``loose`` names fit others
    too, and must have one fitting partner only ("G. Bush", "George Bush")."""

    decision: str
    score: float
    reason: str
    loose: bool = False


APART = Verdict("apart", 0.0, "")


def name_conflict(a: Person, b: Person) -> str:
    """Why two names of one surname can't belong to one person, or ""."""
    if a.generation and b.generation and a.generation != b.generation:
        return "senior and junior"
    if a.regnal and b.regnal and a.regnal != b.regnal:
        return "different regnal numbers"
    if {a.reign, b.reign} == {"pope", "reign"}:
        return "pope and ruler"
    if given_conflict(a, b):
        return "different first names"
    return ""


def compare(a: Person, b: Person) -> Verdict:
    """Compare two full names.  Symmetric; names of one key are the same."""
    if a.key == b.key:
        return Verdict("same", 1.0, "same name")
    if swapped(a, b):
        return Verdict("same", 0.9, "same name in the other order")
    if a.core != b.core and translit_key(a.core) != translit_key(b.core):
        return _similar(a, b)
    conflict = name_conflict(a, b)
    if conflict:
        alike = fuzz.ratio(a.display, b.display)
        return Verdict("apart", alike / 100, conflict) if alike >= _SIMILAR else APART
    if bool(a.given) != bool(b.given):
        return Verdict("unsure", 0.6, "ruler's name and surname alike") if a.core == b.core else APART
    if a.core != b.core:
        return _transliterated(a, b)
    if a.generation != b.generation or a.regnal != b.regnal:
        return Verdict("unsure", 0.8, "one name without its number or generation", loose=True)
    return _same_surname(a, b)


def _same_surname(a: Person, b: Person) -> Verdict:
    if not a.given:
        return Verdict("same", 0.97, "same name with and without its title")
    initials = any(len(x) == 1 or len(y) == 1 for x, y in zip(a.units, b.units, strict=False) if x != y)
    if initials:
        return Verdict("same", 0.88, "initial of the first name", loose=True)
    if len(a.units) != len(b.units):
        return Verdict("same", 0.93, "same name without a middle name", loose=True)
    return Verdict("same", 0.96, "first name in another spelling")


def _transliterated(a: Person, b: Person) -> Verdict:
    german = german_first_names()
    if a.given and a.given[0] in german and b.given[0] in german and not _FOREIGN.search(translit_key(a.core)):
        # "Peter Maier" and "Peter Mayer" are two Germans, not one Russian.
        return Verdict("unsure", 0.7, "surnames sound alike")
    return Verdict("same", 0.92, "same name in another transliteration", loose=len(a.units) != len(b.units))


def _similar(a: Person, b: Person) -> Verdict:
    """Surnames that differ: worth a look where one letter may be a typing error."""
    if name_conflict(a, b) or not a.units or not b.units or a.units[0] != b.units[0]:
        return APART
    alike = fuzz.ratio(a.core, b.core)
    if alike < _SIMILAR or min(len(a.core), len(b.core)) < 5:
        return APART
    return Verdict("unsure", round(alike / 100 * 0.9, 3), f"surnames alike to {alike:.0f} percent")


def swapped(a: Person, b: Person) -> bool:
    """Whether two names differ in the order of their parts only, one of them plainly surname first ("Orbán Viktor").

    "Franz Peter" and "Peter Franz" are two persons: both parts of them are first names.
    """
    if len(a.given) != 1 or len(b.given) != 1 or a.given[0] != b.core or b.given[0] != a.core or a.core == b.core:
        return False
    names = first_names()
    return (a.core in names) != (b.core in names)


def is_common(person: Person) -> bool:
    """Whether the name is so frequent that namesakes must be expected ("Peter Müller", "Li Wei")."""
    if person.core not in common_surnames():
        return False
    return not person.units or all(u in german_first_names() or u in first_names() or len(u) == 1 for u in person.units)
