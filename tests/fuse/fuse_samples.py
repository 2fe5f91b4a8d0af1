"""Findings for tests of identity from marked text: ``[[Putins|PER|putin]] Plan`` (see tests/cases/fuse/README.md)."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kg.schema import Argument, Document, Findings, Mention, Provenance, Span, Statement

CASES = Path(__file__).parent.parent / "cases" / "fuse"
_MARK = re.compile(r"\[\[([^]]+)\]\]")


def article(
    name: str, marked: str, *, date: str = "2024-05-01", said: Sequence[tuple[str, str, str]] = ()
) -> tuple[Findings, dict[tuple[str, str], str]]:
    """The findings of a marked text and its gold: (document id, mention id) to the entity meant.

    ``said`` are statements as (subject's number, relation, object's number), mentions numbered from 0; a role other
    than SUBJECT and OBJECT is written before the number ("PLACE 3").
    """
    doc = hashlib.sha256(f"{name} {marked}".encode()).hexdigest()[:16]
    text, at, mentions, chains, gold = "", 0, [], defaultdict(list), {}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        words, kind, meant, chain, extra = [*match[1].split("|"), "", ""][:5]
        form, _, value = extra.partition("=")
        span = Span(start=len(text), end=len(text) + len(words))
        text += words
        mention = Mention(
            id=f"m{len(mentions)}",
            doc=doc,
            span=span,
            head=span,
            text=words,
            kind=kind,
            form=form if form in ("NOMINAL", "PRONOUN") else "NAME",
            norm=value if form in ("NOMINAL", "NORM") else "",
            gender=value if form == "PRONOUN" else "",
            number="Sing" if form in ("NOMINAL", "PRONOUN") else "",
        )
        mentions.append(mention)
        if chain not in ("", "-"):
            chains[chain].append(mention.id)
        if meant != "-":
            gold[doc, mention.id] = meant
    text += marked[at:]
    published = datetime.fromisoformat(f"{date}T12:00:00+01:00") if date else None
    document = Document(id=doc, name=f"{name}.txt", text=text, published=published, granularity="day" if date else "")
    statements = tuple(_statement(f"s{i}", document, *row) for i, row in enumerate(said))
    found = Findings(
        document=document,
        mentions=tuple(mentions),
        statements=statements,
        chains=tuple(tuple(c) for c in chains.values()),
    )
    return found, gold


def _statement(number: str, document: Document, subject: str, relation: str, target: str) -> Statement:
    def argument(role: str, value: str) -> Argument:
        given, _, mention = value.rpartition(" ")
        return Argument(role=given or role, target=f"m{mention}")

    arguments = [argument(r, v) for r, v in (("SUBJECT", subject), ("OBJECT", target)) if v]
    whole = Span(start=0, end=len(document.text))
    return Statement(
        id=number,
        doc=document.id,
        predicate=relation,
        relation=relation,
        event_type="",
        roles=tuple(a for a in arguments if a.role not in ("PLACE", "SOURCE")),
        trigger=whole,
        provenance=Provenance(doc=document.id, span=whole, sentence=document.text, rule="test"),
        qualifiers=tuple(a for a in arguments if a.role in ("PLACE", "SOURCE")),
    )


def case(name: str) -> tuple[list[Findings], dict[tuple[str, str], str]]:
    """All articles of a case file with their gold; entities of one file are distinct from those of others."""
    findings: list[Findings] = []
    gold: dict[tuple[str, str], str] = {}
    for block in re.split(r"^=== ", (CASES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        title, _, date = head.partition(" ")
        found, meant = article(title, body.strip(), date=date.strip())
        findings.append(found)
        gold |= {mention: f"{name}:{entity}" for mention, entity in meant.items()}
    return findings, gold


def cases() -> list[str]:
    """The names of all case files."""
    return sorted(p.name for p in CASES.glob("*.txt"))
