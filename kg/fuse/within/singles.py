"""Bodies and events that an article never names: "die Polizei", "die Landtagswahl", "das Zentralgefängnis von X".

Where a description of one stays without an antecedent, its noun is its name in this article.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.fuse.within.entities import Entity
from kg.fuse.within.view import Item, determiner
from kg.schema import Findings, Mention
from kg.tables.single import single_kind


def with_singles(findings: Findings, entities: Iterable[Entity]) -> Findings:
    """The findings with the nouns of such bodies and events as names."""
    named: dict[str, Mention] = {}
    for entity in entities:
        if all(i.form != "NAME" for i in entity.items) and entity.kind in {"ORG", "EVENT"}:
            nouns = {noun for i in entity.items if (noun := _noun(i))}
            for item in entity.items:
                mention = item.mention
                if mention is not None and item.form == "NOMINAL" and mention.norm in nouns:
                    kind = single_kind(mention.norm)
                    named[mention.id] = dataclasses.replace(mention, form="NAME", kind=kind, citation="")
    if not named:
        return findings
    return dataclasses.replace(findings, mentions=tuple(named.get(m.id, m) for m in findings.mentions))


def _noun(item: Item) -> str:
    """The noun of a description of one such body or event; "" for others.  An event may be presented: "eine Messe"."""
    if item.form != "NOMINAL" or item.mention is None or item.mention.number == "Plur":
        return ""
    noun = item.mention.norm
    how = determiner(item.token)
    told = how == "def" or (how in {"", "indef", "dem"} and item.mention.kind == "EVENT")
    return noun if told and single_kind(noun) == item.mention.kind else ""
