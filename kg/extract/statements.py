"""Events and attributions to statements: what the rest of kg reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Doc, Token

from kg.extract.events.clauses import infinitive
from kg.extract.events.event import Event
from kg.extract.lexicon import verb_flags
from kg.extract.mentions.register import Mentions
from kg.extract.qualifiers.places import is_state
from kg.extract.qualifiers.presence import present
from kg.extract.qualifiers.scene import Scene, in_relative, looks_back
from kg.extract.qualifiers.status import assess, clause_verb, told_in_past
from kg.extract.qualifiers.where_when import amount_of, lasting_time, occasions, place_of, time_of, told_as_place
from kg.extract.scores import probability
from kg.extract.speech.sources import claimants, claimed_clause, covering
from kg.extract.speech.types import Attribution
from kg.schema import Argument, Document, Mention, Provenance, Span, Statement
from kg.tables.relations import event_type

#: Relations that last, and those that say what somebody stands for: no day or place of the story is theirs.
_LASTING = frozenset({"cooperates_with", "succeeded"})
#: What happens at once, so that a time until which something holds is that of what was agreed on.
_AT_ONCE = frozenset({"signed_with", "agreed_with", "appointed", "acquired"})
#: Adverbs of clauses that tell more than what happened on the day of the story.
_ANY_DAY = {"bisher", "bislang", "seither", "seitdem", "früher", "einst", "derzeit", "zurzeit", "momentan", "weiterhin"}
_ANY_DAY |= {"künftig", "stets", "immer", "oft", "häufig", "meist", "meistens", "regelmäßig", "gegenwärtig", "sonst"}
_ANY_DAY |= {"jahrelang", "monatelang", "wochenlang", "mehrmals", "wiederholt"}
#: Relations whose object, if it is a place, is where they happen.
AT_OBJECT = frozenset({"attacked", "captured", "sent_to", "visited", "died_in", "born_in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every statement of one article is made with."""

    document: Document
    mentions: Mentions
    attributions: Sequence[Attribution]
    times: Mapping[int, Mention]
    amounts: Sequence[tuple[int, Mention]]
    scenes: Mapping[int, Scene]
    echoes: Mapping[int, tuple[Mention | None, Mention | None]]
    model: str


def statement(event: Event, number: int, context: Context) -> Statement:
    """The statement of an event with its place, time, status and sources."""
    holds = event.static and not claimed_clause(event.trigger)  # a title is no claim of whoever uses it
    said_by = [] if holds else covering(event.trigger, context.attributions)
    given = event.static or "given" in event.flags
    status = "asserted" if given else assess(event.trigger, bool(said_by), announced(said_by))
    time = lasting_time(event, context.times) if event.static else time_of(event, context.times)
    if time is not None and time.bound == "until" and event.relation in _AT_ONCE:
        time = None  # "unterschrieb einen Vertrag bis 2028"
    place = None if event.static else place_of(event, context.mentions)
    if not event.static:
        for index in (event.trigger.i, *(t.i for t in occasions(event.trigger))):
            later_time, later_place = context.echoes.get(index, (None, None))
            time, place = time or later_time, place or later_place
    coming = time is not None and time.bound != "until" and not told_in_past(event.trigger)
    if status == "asserted" and time is not None and coming and _ahead(time, context.document):
        status = "planned"
    if not event.static:
        scene = shared(event, status, time, context)
        time, place = time or scene.time, place or scene.place
        if place is not None and is_state(place) and _at_town(event):
            place = None  # "von Köln und Bonn aus reist er in die Schweiz": each town is nearer than the state
    if place is not None and event.relation not in AT_OBJECT and _is_end(place, event):
        place = None
    amount = None if event.static else amount_of(event, context.amounts)
    claimed = [] if given or said_by else claimants(event, context.mentions)
    if status == "asserted" and (said_by or claimed):
        status = "reported"
    roles = [Argument(role="SUBJECT", target=m.id) for m in event.subjects]
    roles += [Argument(role="OBJECT", target=m.id) for m in event.objects]
    qualifiers = [Argument(role=r, target=m.id) for r, m in (("TIME", time), ("PLACE", place), ("AMOUNT", amount)) if m]
    speakers = [*claimed, *(a.speaker for a in said_by if a.speaker is not None)]
    qualifiers += [Argument(role="SOURCE", target=s.id) for s in speakers]
    return Statement(
        id=f"s{number}",
        doc=context.document.id,
        predicate=event.predicate,
        relation=event.relation,
        event_type=event_type(event.relation) if not event.static else "",
        roles=tuple(roles),
        trigger=_span(event.trigger),
        provenance=_provenance(event.trigger, event.rule, probability(event), context),
        qualifiers=tuple(dict.fromkeys(qualifiers)),
        negated=status == "denied",
        status=status,
    )


def shared(event: Event, status: str, time: Mention | None, context: Context) -> Scene:
    """The time and place of the story as far as an event shares them.

    What is only planned or possible happens elsewhere; lasting relations have no day; whoever enters the story late
    has not been at its place.
    """
    trigger = event.trigger
    scene = context.scenes.get(trigger.sent.start, Scene())
    apart = status not in {"asserted", "denied"} or event.relation in _LASTING or looks_back(trigger)
    apart = apart or (trigger.pos_ == "NOUN" and not _main(trigger))
    day = scene.time if scene.ago == 0 or not apart else None
    place = scene.place if scene.far == 0 or not apart else None
    aside = in_relative(trigger) and (not told_in_past(trigger) or looks_back(trigger))
    if event.relation == "born_in" or aside or _other_days(trigger):
        day = None  # "das Land, das oft mit seinem Nachbarn streitet": what holds at any time
    if apart and day is not None and _beside_words(trigger, day, context):
        day = None  # "er rechne mit einem Treffen, sagte er am Montag": that is when it was said
    if aside or (place is not None and not scene.far and _beside_words(trigger, place, context)):
        place = None
    at_object = event.relation in AT_OBJECT and any(m.kind == "LOC" for m in event.objects)
    other_day = time is not None and (scene.time is None or not _same_day(time, scene.time))
    if at_object or (scene.far and other_day) or not present(event, scene):
        place = None
    return Scene(time=day, place=place)


def _other_days(trigger: Token) -> bool:
    """Whether the clause of an event says that it holds on other days as well: "bisher nutzte die Firma ..."."""
    return any(c.dep_ == "advmod" and c.lower_ in _ANY_DAY for c in clause_verb(trigger).children)


def _beside_words(trigger: Token, named: Mention, context: Context) -> bool:
    """Whether an event stands in somebody's words and a place or time beside them: "..., hieß es in Helsinki"."""
    doc = trigger.doc
    around = [a for a in context.attributions if a.start <= trigger.i < a.end]
    inside = (doc[a.start].idx <= named.head.start <= doc[a.end - 1].idx for a in around)
    return bool(around) and not any(inside)


def _is_end(place: Mention, event: Event) -> bool:
    """Whether a place is no more than one of the sides: "liefert in die USA", but not "trat in Ungarn zurück"."""
    if event.relation != "located_in" and told_as_place(place, event):
        return False
    name = place.norm or place.text
    return any((m.norm or m.text) == name for m in (*event.subjects, *event.objects))


def _at_town(event: Event) -> bool:
    """Whether an event happens at its object, a town or site."""
    return event.relation in AT_OBJECT and any(m.kind == "LOC" and not is_state(m) for m in event.objects)


def announced(said_by: Sequence[Attribution]) -> bool:
    """Whether the innermost of those who say something announces, promises or demands it."""
    if not said_by or said_by[0].kind == "according":
        return False
    return bool(verb_flags(infinitive(said_by[0].cue)) & {"future", "demand"})


def _main(noun: Token) -> bool:
    """Whether an event noun stands in the main clause as its subject or object: "Das Treffen verlief freundlich"."""
    return noun.head.dep_ == "ROOT" and noun.dep_ in {"nsubj", "nsubj:pass", "obj", "obl"}


def _same_day(time: Mention, other: Mention) -> bool:
    a, b = time.norm.partition("T")[0], other.norm.partition("T")[0]
    return a.startswith(b) or b.startswith(a)


def speech(attribution: Attribution, number: int, inside: Sequence[Statement], context: Context, doc: Doc) -> Statement:
    """The SPEECH statement of an attribution; its CONTENT are the statements whose trigger lies in the words said."""
    content = doc[attribution.start : attribution.end]
    roles = [Argument(role="SPEAKER", target=attribution.speaker.id)] if attribution.speaker is not None else []
    start, end = content.start_char, content.end_char
    roles += [Argument(role="CONTENT", target=s.id) for s in inside if start <= s.trigger.start < end]
    return Statement(
        id=f"s{number}",
        doc=context.document.id,
        predicate=attribution.cue.lemma_,
        relation="speech",
        event_type="x:SPEECH",
        roles=tuple(roles),
        trigger=_span(attribution.cue),
        provenance=_provenance(attribution.cue, f"speech.{attribution.kind}", 0.8, context),
        content=Span(start=start, end=end),
    )


def _ahead(time: Mention, document: Document) -> bool:
    published: datetime | None = document.published
    if published is None or document.granularity not in {"minute", "day"}:
        return False
    start = time.norm.partition("/")[0]
    day = published.date().isoformat()
    return start[:4].isdigit() and start[: len(day)] > day[: len(start)]


def _span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token))


def _provenance(token: Token, rule: str, score: float, context: Context) -> Provenance:
    sentence = token.sent
    text = sentence.text
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    start = sentence.start_char + lead
    return Provenance(
        doc=context.document.id,
        span=Span(start=start, end=start + len(stripped)),
        sentence=stripped,
        rule=rule,
        model=context.model,
        score=score,
    )
