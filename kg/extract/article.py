"""All that is read off one article, in order."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from kg.extract.amounts import find_amounts
from kg.extract.events.anyverb import any_verb_events
from kg.extract.events.attendance import attendance
from kg.extract.events.clauses import clauses
from kg.extract.events.company import company_events
from kg.extract.events.counterparts import counterpart_events
from kg.extract.events.echoes import echoes, shared_we
from kg.extract.events.judgements import judgements
from kg.extract.events.nominal import nominal_events
from kg.extract.events.participles import participle_clauses
from kg.extract.events.results import match_results
from kg.extract.events.stance import with_stances
from kg.extract.events.verbal import verbal_events
from kg.extract.events.wordorder import word_order_clauses
from kg.extract.light import light
from kg.extract.mentions.anaphors import mention_anaphors
from kg.extract.mentions.localities import localities
from kg.extract.mentions.names import trimmed
from kg.extract.mentions.register import Mentions
from kg.extract.qualifiers.scene import scenes
from kg.extract.speech.attributions import find_attributions
from kg.extract.speech.units import find_units
from kg.extract.statements import Context, speech, statement
from kg.extract.statics.offices import office_events
from kg.extract.statics.resigning import resignations
from kg.extract.statics.wider import wider
from kg.extract.times.expressions import find_times
from kg.schema import Document, Findings, Mention, Span


def extract(doc: Doc, document: Document, model: str = "") -> tuple[Findings, Context]:
    """The findings of an article (chains still empty), and what they were made with.

    Coreference needs its mentions with the doc, the classifier of pairs all of it.
    """
    doc.ents = trimmed(doc)
    doc.ents = localities(doc)
    doc = light(doc)
    times = _times(doc, document)
    dates = frozenset(i for m in times.values() for i in _words(doc, m))
    mentions = Mentions(doc, document.id, dates)
    for entity in doc.ents:
        mentions.named(entity)
    parts = clauses(doc)
    attributions = find_attributions(doc, mentions, parts)
    units = find_units(doc, ())
    spare = [*word_order_clauses(doc, units, mentions), *participle_clauses(doc, units, parts, mentions)]
    verbal, used = verbal_events(parts, mentions, spare)
    verbal = with_stances(verbal, [*parts, *spare], mentions)
    verbal += any_verb_events([*parts, *spare], mentions, verbal)
    verbal = list(shared_we(verbal, attributions, mentions))
    nominal = nominal_events(doc, [*parts, *spare], mentions, used)
    static = [*office_events(doc, mentions), *counterpart_events(doc, mentions)]
    verbal += company_events([*parts, *spare], mentions)
    verbal += resignations([*parts, *spare], mentions, static, [*verbal, *nominal])
    verbal += match_results(doc, mentions)
    verbal += attendance(doc, [*parts, *spare], mentions)
    verbal += judgements(attributions, parts, mentions)
    amounts = _amounts(doc, document, times.values())
    published = document.published.date().isoformat() if document.published is not None else ""
    context = Context(
        document=document,
        mentions=mentions,
        attributions=attributions,
        times=times,
        amounts=amounts,
        scenes=scenes(doc, times, mentions, published),
        echoes=echoes(doc, sorted([*verbal, *nominal], key=lambda e: e.trigger.i), times, mentions),
        model=model,
    )
    found = [*verbal, *nominal, *static]
    events = sorted(
        [*found, *wider(e for e in found if e.subjects and e.objects)],
        key=lambda e: (e.trigger.i, e.rule, e.relation, e.predicate),
    )
    statements = [statement(event, number, context) for number, event in enumerate(events)]
    mention_anaphors(doc, mentions)
    said = [speech(a, len(statements) + k, statements, context, doc) for k, a in enumerate(attributions)]
    told = (*mentions.all(), *sorted(times.values(), key=_place), *(m for _, m in amounts))
    return Findings(document=document, mentions=told, statements=(*statements, *said)), context


def _times(doc: Doc, document: Document) -> dict[int, Mention]:
    found = {}
    for time in find_times(doc, document.published, document.granularity or "day"):
        head = doc.char_span(time.head_start, time.head_end, alignment_mode="expand")
        if head is None:
            continue
        found[head[0].i] = Mention(
            id=f"t{time.start}",
            doc=document.id,
            span=Span(start=time.start, end=time.end),
            head=Span(start=time.head_start, end=time.head_end),
            text=time.text,
            kind="TIME",
            form="VALUE",
            norm=time.value,
            bound=time.bound,
        )
    return found


def _amounts(doc: Doc, document: Document, times: Iterable[Mention]) -> list[tuple[int, Mention]]:
    found = []
    for amount in find_amounts(doc, sorted((m.span.start, m.span.end) for m in times)):
        span = doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if span is None:
            continue
        mention = Mention(
            id=f"a{amount.start}",
            doc=document.id,
            span=Span(start=amount.start, end=amount.end),
            head=Span(start=span[-1].idx, end=span[-1].idx + len(span[-1])),
            text=amount.text,
            kind="AMOUNT",
            form="VALUE",
            norm=amount.norm,
            bound=amount.bound,
        )
        found.append((span[-1].i, mention))
    return found


def _words(doc: Doc, mention: Mention) -> range:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end
