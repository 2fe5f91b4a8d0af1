"""Who wrote it: agency lines, lines with the authors' names, datelines, signs behind the last sentence.

An agency's name comes out in the one spelling of ``lexicon/agencies.tsv``; several are joined by ``"; "`` in the
order of the text.  Not here: agencies that took the pictures (captions.py), those cited within the story (extraction).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.acquire import lexicon

_TOKEN = re.compile(r"[^\s/,;|•·&+()\[\]:=*]+")
_INITIALS = re.compile(r"[a-zäöü]{1,4}|@\w+")
#: The medium's own address among the signs: "ntv.de, mau/AFP/dpa".
_SITE = re.compile(r"[\w-]+\.(?:de|at|ch|com|net|org|tv)")
_MARKED = re.compile(r"[/()\[\]]")
_DASH = re.compile(r" [-–—]+ |(?:(?<! ) +)?[–—]+ *")
_BYLINE = re.compile(
    r"(?:Von|VON|von|Text|Autor(?:in|en|innen)?|Interview|Protokoll|Aufgezeichnet von|By"
    r"|Ein(?:e|en)? [A-ZÄÖÜ][\w-]+ von)\s*:?\s+(?P<names>\S.*)"
)
_NAME_PARTICLES = frozenset(
    {"und", "von", "van", "de", "di", "da", "del", "al", "el", "bin", "ben", "le", "la", "in", "aus", "mit", "for"}
)
_NO_NAMES = frozenset({"der", "den", "dem", "des"})
_SIGNED = re.compile(
    r"(?<=[a-zäöüß0-9%)\]\"“”»«])(?P<end>[.!?…][\"“”»«’)]*)\s*"
    r"(?P<sign>[(\[][^()\[\]]{2,60}[)\]]|[\w/,;+&-]{2,40}(?: ?\([\w/,; -]{2,40}\))?)$"
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÄÖÜ][^()\n:;!?\"„“»«]{1,80}?)?\s*\((?P<agencies>[^()\n]{2,60})\)\s*(?:[-–—=:.]|--)+\s*(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What an agency line says: the names in order, and whether it is one at all (``wa/ust`` names none)."""

    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """``place`` is all that stands before the bracket, ``note`` what is in it, ``rest`` what follows the dash."""

    place: str
    note: str
    agencies: tuple[str, ...]
    rest: str


def join(names: Iterable[str]) -> str:
    """Several sources as one value of :attr:`Document.source`."""
    return "; ".join(dict.fromkeys(names))


def signature(text: str) -> Signature | None:
    """Reads ``wa/ust (afp, dpa)``, ``APA/dpa/AFP``, ``Quelle: dpa``, ``(red)``; None where any other word stands."""
    if len(text) > 120:
        return None
    tokens = _TOKEN.findall(_DASH.sub(" ", text.rstrip(". ")))
    names: list[str] = []
    signed = False
    index = 0
    while index < len(tokens):
        for size in (3, 2, 1):
            name = lexicon.agencies().get(" ".join(tokens[index : index + size]).lower())
            if name is not None and index + size <= len(tokens):
                signed = signed or name != "-"
                names += [name] if len(name) > 1 else []
                index += size
                break
        else:
            if not _INITIALS.fullmatch(tokens[index]) and not _SITE.fullmatch(tokens[index]):
                return None
            index += 1
    # Initials alone sign an article only where marked as such: "(mgo)", "wa/ust".
    if not signed and not (tokens and len(tokens) <= 3 and _MARKED.search(text) and _only_initials(tokens)):
        return None
    return Signature(tuple(dict.fromkeys(names)))


def _only_initials(tokens: list[str]) -> bool:
    return all(2 <= len(t) <= 4 and _INITIALS.fullmatch(t) and t not in lexicon.function_words() for t in tokens)


def byline(text: str) -> bool:
    """True for a line that names the authors: "Von Anna Beispiel und Bernd Muster, Moskau"."""
    match = _BYLINE.fullmatch(text)
    if not match:
        return False
    tokens = _TOKEN.findall(match.group("names"))
    if not 1 <= len(tokens) <= 14 or tokens[0].lower() in _NO_NAMES or text.endswith(("?", "!")):
        return False
    known = lexicon.agencies()
    return all(not t[0].islower() or t in _NAME_PARTICLES or t in known for t in tokens)


def named(text: str) -> tuple[str, ...]:
    """The agencies among the words of a line that is known to tell authors or dates."""
    known = (lexicon.agencies().get(token.lower(), "-") for token in _TOKEN.findall(text))
    return tuple(dict.fromkeys(name for name in known if len(name) > 1))


def unsigned(text: str) -> tuple[str, tuple[str, ...]]:
    """Takes the agency's sign off a paragraph: "... sagte sie. (dpa/lsw)" -> ("... sagte sie.", ("dpa",))."""
    match = _SIGNED.search(text[-120:])
    if not match:
        return text, ()
    sign = signature(match.group("sign"))
    if sign is None:
        return text, ()
    return text[: len(text) - len(match.group()) + len(match.group("end"))], sign.agencies


def dateline(text: str) -> Dateline | None:
    """Reads ``Wonsan (dpa) - ...`` and ``BERLIN, 3. Mai (Reuters) – ...`` at the start of a paragraph."""
    match = _DATELINE.match(text[:240])
    if not match:
        return None
    names = named(match.group("agencies"))
    if not names:
        return None
    return Dateline((match.group("place") or "").strip(), match.group("agencies"), names, match.group("rest"))
