"""Two names of one bearer where the text says so: "Cassius Clay (später Muhammad Ali)", "Meta, das früher F. hieß".

Only names side by side count, with nothing but the words of renaming between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.fuse.clusters import Clusters
from kg.fuse.names import fold
from kg.fuse.reading import text_position
from kg.schema import Findings

_QUOTE = r"[„\"»‚]?"
_WHEN = (
    r"(?:früher|zuvor|einst|vormals|ehemals|bisher|heute|jetzt|nun|später|seither|seitdem|inzwischen|fortan|künftig)"
)
#: Words between the two names that tell it by themselves.
_BETWEEN = re.compile(
    r"\s?[,(–]?\s?(?:alias|genannt|bürgerlich|eigentlich|geboren(?:e[rn]?)? als|(?:besser )?bekannt als"
    r"|(?:mit|unter) (?:bürgerlichem|richtigem|eigentlichem|dem) (?:Künstler)?[Nn]amen"
    r"|(?:sein|ihr|der) (?:bürgerlicher?|richtiger?|eigentlicher?) Name(?: ist| war| lautet)?)\s" + _QUOTE
)
#: Words of time tell it in brackets only: of coaches, "Meier, später Müller" are two.
_BRACKET = re.compile(rf"\s\({_WHEN}\s{_QUOTE}")
_CLOSED = re.compile(r"[“\"«‘]?\)")
#: "… nahm den Namen …", "… nennt sich nun …"
_NAMING = re.compile(
    r"[^.;:()\n]{0,50}?\b(?:den (?:neuen |Papst|Künstler)?[Nn]amen"
    rf"|n(?:a|e)nnte? sich(?: {_WHEN}| selbst)?)\s{_QUOTE}"
)
#: What needs a word behind the second name.
_OPEN = re.compile(rf",? (?:(?:der|die|das) )?(?:sich )?{_WHEN}\s{_QUOTE}|,? (?:der|die|das) sich\s{_QUOTE}")
_CLOSING = re.compile(r"[“\"«‘]?\s(?:heißt|hieß|hiess|genannt|nennt|nannte)\b")
_INTO = re.compile(rf" (?:wurde|wird|ist|hat sich|benannte sich|benennt sich|heißt)(?: \w+)? in\s{_QUOTE}")
_RENAMED = re.compile(r"[“\"«‘]?\s(?:um|umbenannt)\b")


def renamed(article: Findings, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of mention ids of names that the article says are those of one bearer."""
    text = article.document.text
    named = sorted((m for m in article.mentions if m.id in names and m.id[:1] == "m"), key=text_position)
    for first, second in pairwise(named):
        between = text[first.span.end : second.span.start]
        if first.kind != second.kind or not 0 < len(between) <= 90 or fold(names[first.id]) == fold(names[second.id]):
            continue
        after = text[second.span.end : second.span.end + 20]
        if (
            (_OPEN.fullmatch(between) and _CLOSING.match(after))
            or (_INTO.fullmatch(between) and _RENAMED.match(after))
            or (_BETWEEN.fullmatch(between) and not _CLOSING.match(after))
            or (_BRACKET.fullmatch(between) and _CLOSED.match(after))
            or _NAMING.fullmatch(between)
        ):
            yield first.id, second.id


def join_renamed(clusters: Clusters, pairs: Mapping[str, list[tuple[str, str]]]) -> None:
    """Merge the clusters of the pairs that :func:`renamed` found, by document id."""
    owner = {(r.doc, m): i for i, r in enumerate(clusters.referents) if r.doc in pairs for m in r.mentions}
    for doc in sorted(pairs):
        for left, right in pairs[doc]:
            i, j = owner.get((doc, left)), owner.get((doc, right))
            if i is not None and j is not None:
                clusters.merge(i, j, "two names of one bearer by the article's own words", 0.9, exact=True)
