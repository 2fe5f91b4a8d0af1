"""In reports on contests a town's name often stands for its club: "Essen liegt vor Münster".

A town is read as the club only where the article names a club of that town in full, and where no word before it says
that the place is meant ("in Essen", "nach Münster").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.fuse.names import fold
from kg.fuse.persons import title_of
from kg.fuse.places import town
from kg.fuse.referents import Referent, part_of, roles_in
from kg.schema import Findings, Link, Mention
from kg.tables import cities, town_origin

#: Relations between the sides of a contest.
CONTESTS = frozenset({"played", "defeated"})
#: Words before a name that make it a place.
_AT = re.compile(
    r"\b(?:in|im|nach|aus|um|durch|über|nahe|bis|ab|bei|von|nördlich|südlich|östlich|westlich|Stadt|Raum|Region)\s+"
    r"(?:der |dem |den )?(?:[a-zäöüß]+(?:en|er|em)\s+)?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:gegen|schlug|besiegte|bezwang)\s+(?:den |die |das )?$")
#: The place at the head of a report: "Essen (dpa) –".
_DATELINE = re.compile(r"\s?(?:\([^)\n]{2,20}\)\s?)?[–—-]\s")
_NEXT = re.compile(r"\s+([A-ZÄÖÜ][\w-]+)")


def may_be_clubs(referents: Sequence[Referent]) -> bool:
    """Whether an article names a town by itself and in the name of an organisation."""
    clubs = _clubs(referents)
    return any(r.kind == "LOC" and _town(r.names[0]) in clubs for r in referents)


def resolve_clubs(
    referents: Sequence[Referent], article: Findings, names: Mapping[str, str], refused: Mapping[str, str]
) -> tuple[list[Referent], list[Link]]:
    """The referents of a report on a contest with its towns split into town and club, and a row for each club.

    ``refused`` are the readings that a reviewer split: keys of chains (or folded names) with the club's name.
    """
    clubs = _clubs(referents)
    mentions = {m.id: m for m in article.mentions}
    roles = roles_in(article)
    done: list[Referent] = []
    links: list[Link] = []
    for referent in referents:
        found = clubs.get(_town(referent.names[0]), set()) if referent.kind == "LOC" else set()
        if len(found) != 1:
            done.append(referent)
            continue
        club = next(iter(found))
        reasons = {i: _reason(mentions[i], article, roles.get(i, [])) for i in referent.named}
        keys = {i: (f"{article.document.name}#{i}", fold(names[i])) for i in referent.named}
        for i in referent.named:
            if any(fold(refused.get(key, "")) == fold(club) for key in (referent.key, *keys[i])):
                reasons[i] = ""
        current, meant = "", []
        for i in referent.mentions:
            current = reasons.get(i, current)
            if current:
                meant.append(i)
        if not meant:
            done.append(referent)
            continue
        kept = [i for i in referent.mentions if i not in meant]
        if kept:
            done.append(part_of(referent, kept, mentions, names))
        first = next(i for i in meant if i in referent.named)
        part = part_of(referent, meant, mentions, names)
        done.append(replace(part, names=(club,), kind="ORG"))
        links.append(
            Link(
                left=f"{article.document.name}#{first}",
                right=club,
                score=0.85,
                reasons=("metonymy", f"club of the town, {reasons[first]}"),
                decision="merged",
                left_name=names[first],
                right_name=club,
                kind="ORG",
            )
        )
    return done, links


def _town(name: str) -> str:
    """The folded name of a town, or ""."""
    return fold(town(name) or name) if name in cities() or town(name) else ""


def _clubs(referents: Sequence[Referent]) -> dict[str, set[str]]:
    """Folded towns to the names of the article's organisations that bear them: "Preußen Münster"."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for referent in referents:
        words = referent.names[0].split()
        if referent.kind == "ORG" and len(words) > 1:
            for part in dict.fromkeys((*words, *(p for word in words for p in word.split("-")))):
                # "Hamburger SV": an adjective makes a club only beside an abbreviation of one.
                short = any(word.isupper() and 1 < len(word) < 5 for word in words)
                if key := _town(part) or (fold(town_origin(part)) if short else ""):
                    found[key].add(referent.names[0])
    return found


def _reason(mention: Mention, article: Findings, roles: Sequence[tuple[str, str]]) -> str:
    """Why a mention of a town is its club, or "" where the town is meant."""
    text, start, end = article.document.text, mention.span.start, mention.span.end
    before = text[max(0, start - 40) : start].rsplit("\n", 1)[-1]
    following = _NEXT.match(text, end)
    if following is not None and (title := title_of(following[1])) is not None:
        return f"before „{following[1]}“" if title.domain == "sport" else ""
    if _AGAINST.search(before):
        return f"after „{before.split()[-1]}“"
    if (
        mention.norm
        or mention.id.startswith("i")
        or any(role == "PLACE" for role, _ in roles)
        or _AT.search(before)
        or _DATELINE.match(text, end)
    ):
        return ""
    if any(role in ("SUBJECT", "OBJECT") and relation in CONTESTS for role, relation in roles):
        return "side of a contest"
    if following is not None:
        return ""  # "Essen Hauptbahnhof"
    return "no sign of a place in a report on a contest"
