"""Parses, and facts and entities, made from bytes."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

import spacy
from bits import ODD, WORDS, Bits, words
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.schema import STATUSES, Entity, Fact

__all__ = ["SEEN", "parse", "told"]

_KINDS = ("PER", "ORG", "LOC", "EVENT", "MISC")
_DEPS = words(
    """nsubj obj iobj obl obl:agent obl:arg nmod nmod:poss amod det case conj cc punct aux aux:pass nsubj:pass advcl acl
    acl:relcl ccomp xcomp parataxis appos flat flat:name compound compound:prt mark advmod nummod expl expl:pv cop dep
    csubj vocative"""
)
_POS = words("NOUN PROPN VERB AUX ADJ DET ADP PRON ADV PUNCT CCONJ SCONJ PART NUM X SPACE")
_TAGS = words("NN NE VVFIN VVPP VVINF VAFIN VMFIN ADJA ADJD ART APPR APPRART PPER PRELS PTKVZ XY")
_MORPHS = (
    *("", "Case=Nom|Number=Sing", "Case=Gen|Number=Plur", "Case=Dat|Gender=Fem"),
    *("Mood=Sub|VerbForm=Fin", "VerbForm=Part"),
)
#: Articles hold none of the others once they are read.
SEEN = tuple(odd for odd in ODD if odd.strip() and odd.isprintable())


def parse(bits: Bits) -> Doc:
    """Words with a random tree, random labels and random entities, as no parser would give them."""
    forms: list[str] = []
    spaces = []
    poses = []
    while bits and len(forms) < 60:
        kind = bits.below(8)
        form, pos = bits.one(_looked_for()) if kind > 3 else (bits.one(WORDS) if kind else bits.one(SEEN), "")
        forms.append(form)
        spaces.append(bool(bits.below(4)))
        poses.append(pos if pos and bits.below(4) else bits.one(_POS))
    forms = forms or ["Nichts"]
    spaces = spaces or [False]
    poses = poses or ["PRON"]
    starts = [0]
    for index in range(1, len(forms)):
        if forms[index - 1] in (".", "!", "?", "\n\n"):
            starts.append(index)
    heads, deps = [0] * len(forms), [""] * len(forms)
    for start, end in zip(starts, [*starts[1:], len(forms)], strict=True):
        # Each word hangs on one that was placed before, so that there is no circle.
        order = sorted(range(start, end), key=lambda _: bits.below(256))
        for rank, index in enumerate(order):
            heads[index] = order[bits.below(rank)] if rank else index
            deps[index] = bits.one(_DEPS) if rank else "ROOT"
    doc = Doc(
        _vocab(),
        words=forms,
        spaces=spaces,
        heads=heads,
        deps=deps,
        pos=["SPACE" if word.isspace() else pos for word, pos in zip(forms, poses, strict=True)],
        tags=[bits.one(_TAGS) for _ in forms],
        morphs=[bits.one(_MORPHS) for _ in forms],
        lemmas=[word if bits.below(2) else word.lower() for word in forms],
    )
    ents, at = [], 0
    while at < len(forms) and bits:
        at += bits.below(6)
        end = min(at + 1 + bits.below(3), len(forms))
        if at < end and not any(token.is_space for token in doc[at:end]):
            ents.append(Span(doc, at, end, label=bits.one(_KINDS)))
        at = end
    doc.ents = ents
    return doc


def told(bits: Bits) -> tuple[list[Entity], list[Fact]]:
    """A few entities and facts with hostile names, sentences, ids, dates and addresses."""
    entities = {}
    for number in range(1 + bits.below(4)):
        id_ = f"per:{number}" if bits.below(2) else bits.text(3) + str(number)
        dates = (bits.one(["", "2025-07-13", "0000", bits.text(1)]) for _ in range(2))
        entities[id_] = Entity(
            id=id_, kind=bits.one((*_KINDS, "CONCEPT")), name=bits.text(4), aliases=(bits.text(3), bits.text(2)),
            mentions=bits.below(9), documents=bits.below(9), first_seen=next(dates), last_seen=next(dates),
            refs=(bits.text(2), "wikidata:Q1"),
        )  # fmt: skip
    known = list(entities.values())
    facts = []
    for _ in range(bits.below(6)):
        left, right = bits.one(known), bits.one(known)
        facts.append(
            Fact(
                doc=bits.text(2),
                subject=left.name,
                subject_kind=left.kind,
                object=right.name,
                object_kind=right.kind,
                relation=bits.one(["met", "leads", "visited", bits.text(2)]),
                event_type=bits.text(1),
                predicate=bits.text(2),
                place=bits.text(2),
                time=bits.one(["", "2025", "2025-07", "2024-09/2024-11", "2025-02-31", bits.text(2)]),
                time_text=bits.text(1),
                status=bits.one(STATUSES),
                source=bits.text(2),
                amount=bits.text(1),
                sentence=bits.text(10),
                start=bits.below(9),
                end=bits.below(9),
                rule=bits.text(1),
                score=bits.below(101) / 100,
                subject_id=left.id,
                object_id=bits.one([right.id, ""]),
                date=bits.one(["", "2025-07-13", bits.text(1)]),
                url=bits.one(["https://a.example/1", bits.text(3)]),
                title=bits.text(3),
            )
        )
    return known, facts


@cache
def _looked_for() -> tuple[tuple[str, str], ...]:
    """Words that the lists of kg hold, with the class that their lists are for: rules begin at them."""
    found = set()
    for folder in ("extract/lexicon", "fuse/tables", "tables"):
        for path in sorted(Path(str(resources.files("kg") / folder)).glob("*.t[sx][vt]")):
            pos = "VERB" if "verb" in path.name else "NOUN"
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
            # No more of the long lists (towns, first names) than of others.
            for line in lines[1 :: 1 + len(lines) // 300]:
                found |= {(word, pos) for word in re.findall(r"[^\W\d_]+", line.partition("\t")[0])}
    return tuple(sorted(found))


@cache
def _vocab() -> Vocab:
    return spacy.blank("de").vocab
