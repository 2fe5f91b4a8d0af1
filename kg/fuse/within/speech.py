"""Who says a quotation: the entity that "ich" and "mein" in it mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.fuse.within.view import Item, View
from kg.schema import Findings

_SPEECH = re.compile(
    r"(?:zu|hinzu|an|aus|mit|be|er|ver|ein|nach|fort|unter|wider|ent|vor)?(?:sag|füg|klär|beton|sprech|sprach|teil|mein|warn|ruf|rief|schreib|schrieb"
    r"|frag|antwort|wort|kündig|kommentier|richt|forder|lob|kritisier|klag|räum|gegn|schwärm|jubel|bilanzier|äußer|setz|konstatier|teuer|sicher"
    r"|zitier|gratulier|dank|scherz|zähl|urteil|mahn|künd|twitter|post|konter|freu|sag|hieß|gab|geb|nann|nenn|fand|find)(?:e?r?n|e?t?e?n?|e?te)"
)
#: How many words may stand between a quotation and the verb that introduces it.
_NEAR = 14


def speakers(view: View, findings: Findings, items: Sequence[Item]) -> dict[int, str]:
    """The number of a quotation to the mention id of its speaker, for quotations whose speaker is named beside them.

    What the article's attributions say comes first; else the subject of a verb of speech after or before it.  A
    quotation without a speaker of its own goes on with that of the quotation before it in the paragraph.
    """
    found = _attributed(view, findings)
    bounds: dict[int, tuple[int, int]] = {}
    for i, quote in enumerate(view.quotes):
        if quote:
            bounds[quote] = (bounds.get(quote, (i, i))[0], i)
    outside = {i.index: i for i in items if not view.quotes[i.index] and i.mention is not None}
    previous, end_before = "", -1
    for quote, (start, end) in sorted(bounds.items()):
        broken = any("\n" in t.text for t in view.doc[max(0, end_before) : start])
        said = found.get(quote) or _beside(view, outside, start, end)
        if not said and not broken:
            said = previous
        if said:
            found[quote] = said
        previous, end_before = said, end
    return found


def _attributed(view: View, findings: Findings) -> dict[int, str]:
    found: dict[int, str] = {}
    for statement in findings.statements:
        speaker = next((a.target for a in statement.roles if a.role == "SPEAKER"), "")
        if statement.relation != "speech" or statement.content is None or not speaker:
            continue
        span = view.doc.char_span(statement.content.start, statement.content.end, alignment_mode="contract")
        quotes = {view.quotes[t.i] for t in span} - {0} if span is not None else set()
        for quote in sorted(quotes):
            found.setdefault(quote, speaker)
    return found


def _beside(view: View, by_index: Mapping[int, Item], start: int, end: int) -> str:
    """The subject of a verb of speech right after the quotation, or before it with a colon.

    ``by_index`` are the mentions outside of quotations by the index of their token.
    """
    doc = view.doc
    after = range(end + 1, min(len(doc), end + _NEAR))
    for i in after:
        if "\n" in doc[i].text or doc[i].text in {".", "„", "»", ";"}:
            break
        if i in by_index and (says(view, by_index[i].token) or any(t.lower_ == "so" for t in doc[end + 1 : i])):
            return by_index[i].id
    if start >= 2 and doc[start - 2].text == ":":
        for i in range(start - 3, max(-1, start - 2 - 2 * _NEAR), -1):
            if "\n" in doc[i].text or doc[i].text in {".", "!", "?"}:
                break
            if i in by_index and view.role(by_index[i].token) == "nsubj":
                return by_index[i].id
    return ""


def says(view: View, token: Token) -> bool:
    """Whether a word heads the subject of a verb of speech."""
    top = view.heading(token)
    if top.dep_ == "parataxis" and any(c.dep_ == "advmod" and c.lower_ == "so" for c in top.lefts):
        return True  # ", so der Minister weiter,"
    return top.dep_ in {"nsubj", "parataxis"} and is_speech(top.head)


def is_speech(verb: Token) -> bool:
    """Whether a word is a verb of speech."""
    return any(_SPEECH.fullmatch(w) for w in (verb.lemma_, verb.lower_))
