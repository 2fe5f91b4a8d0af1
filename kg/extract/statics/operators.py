"""Who runs or owns a site or body: "der Betreiber des Flughafens X, die Firma Y", "Y, Eigentümer von X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.events.event import Event
from kg.extract.mentions.pointed import named_thing
from kg.extract.mentions.register import Mentions
from kg.extract.statics.holders import after_comma
from kg.extract.statics.holding import apart, static
from kg.extract.statics.told import described

_RUNS = ("betreiber", "betreiberin", "betreiberfirma", "betreibergesellschaft", "betreiberunternehmen")
_OWNS = ("eigentümer", "eigentümerin", "mehrheitseigner", "besitzer", "besitzerin", "eigner", "eignerin")

_MOTHERS = frozenset({"Mutter", "Holding", "Mutterkonzern", "Muttergesellschaft", "Mutterfirma", "Eigentümer"})


def operator(token: Token, mentions: Mentions) -> Iterator[Event]:
    """What the operator heads, and what is part of its owner."""
    yield from _mother(token, mentions)
    word = token.lemma_.lower()
    if not word.endswith((*_RUNS, *_OWNS)):
        return
    sites = [c for c in token.rights if c.dep_ == "nmod" and preposition(c)[0] in {"", "von"}]
    found = [m for c in sites if (m := named_thing(c, mentions)) is not None]
    if not found:
        return
    apposed = [c for c in token.rights if c.dep_ == "appos"]
    beside = [m for t in (token, *apposed) if (m := mentions.referent(t)) is not None and m.form == "NAME"]
    body = next((m for m in beside if m.kind == "ORG"), None)
    body = body or after_comma(token, mentions, "ORG") or described(token, mentions)
    if body is None or body.kind != "ORG":
        return
    for site in found:
        if apart(site, body):
            if word.endswith(_RUNS):
                yield static(token, "leads", body, site, "operator.runs")
            else:
                yield static(token, "part_of", site, body, "operator.owns")


def _mother(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Die Facebook-Mutter Meta", "die Google-Holding X": the first is a part of the second."""
    name, hyphen, last = token.text.rpartition("-")
    if not hyphen or last not in _MOTHERS or token.i + 1 >= len(token.doc):
        return
    entity = mentions.entity_at(token.nbor(1))
    if entity is None or entity.start != token.i + 1 or entity.label_ == "LOC":
        return
    part, whole = mentions.compound_body(token, name), mentions.named(entity)
    if apart(part, whole):
        yield static(token, "part_of", part, whole, "operator.mother")
