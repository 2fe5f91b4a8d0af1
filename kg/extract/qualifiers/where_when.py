"""Where and when: the place and the time of an event, read around the word that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.events.clauses import infinitive, preposition, subtree_without
from kg.extract.events.event import Event
from kg.extract.mentions.register import Mentions
from kg.extract.morphology import with_zu
from kg.extract.qualifiers.places import Place, best, is_occasion, places, seat, stands_in, venue
from kg.extract.qualifiers.scene import in_attribute, of_another
from kg.extract.qualifiers.status import clause_verb
from kg.schema import Mention
from kg.tables.relations import group

#: Dependents that have a place and a time of their own.
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl", "conj", "parataxis", "csubj", "xcomp", "root"})
#: Relations besides criticism that words make: where the thing spoken of is, nothing need happen.
_WORDS = {"praised", "thanked", "congratulated", "offered"}
_AT = {"bei", "während", "auf", "in"}
#: What is said of occasions with their place.
_HELD = {"stattfinden", "austragen", "abhalten", "veranstalten", "ausrichten", "steigen", "tagen"}
_MEANWHILE = {"als", "während", "wo", "wobei"}


def place_of(event: Event, mentions: Mentions) -> Mention | None:
    """The most specific place at the event's own word, else at the clause around it, else of what happens meanwhile."""
    words = group(event.relation) == "criticism" and event.relation != "protested_against"
    farthest = 1 if words or event.relation in _WORDS else 2
    inside = [Place(0, m) for m in event.objects + event.subjects if m.kind == "LOC" and told_as_place(m, event)]
    held = (venue(event.trigger.doc[mentions.head_index(m)], mentions) for m in event.objects if m.form == "NAME")
    inside += [Place(1, town) for town in held if town is not None]
    nouns = [event.trigger, *(event.trigger.doc[mentions.head_index(m)] for m in event.objects)]
    own = (*_layers(event.trigger), _around(event.trigger))
    for layer in (*own, *_venues(nouns), *_meanwhile(event.trigger)):
        layer = [t for t in layer if not in_attribute(t, event.trigger)]
        near = (p for p in places(layer, event.trigger, event.used, mentions) if p.rank <= farthest)
        found = best([*near, *inside])
        if found is not None:
            return found
    doc = event.trigger.doc
    seats = (seat(doc[mentions.head_index(m)], mentions) for m in event.subjects if m.kind == "ORG")
    return next((town for town in seats if town is not None), None)


def told_as_place(mention: Mention, event: Event) -> bool:
    """Whether what may be a side as well is told as the place: "wurde in Polen empfangen", "tritt in Bern auf"."""
    return any(t.idx == mention.head.start and stands_in(t) for t in event.trigger.sent)


def time_of(event: Event, times: Mapping[int, Mention]) -> Mention | None:
    """The first resolved date at the event's own word, else at the clause around it; ``times`` by head token."""
    for layer in (*_layers(event.trigger), _matrix(event.trigger)):
        words = [t for t in layer if t.i in times and dated(times[t.i]) and not _elsewhere(t, event)]
        if words:
            return times[min(words, key=lambda t: (_aside(t, event.trigger), t.i)).i]
        then = next((t for t in layer if t.lower_ == "damals" and t.dep_ == "advmod"), None)
        before = [i for i in times if then is not None and i < then.i and dated(times[i])]
        if before:
            return times[max(before)]
    return None


def _elsewhere(time: Token, event: Event) -> bool:
    """Whether a date belongs to another thing in a phrase of the event's clause, not to the event's own noun."""
    return in_attribute(time, event.trigger) or (event.trigger.pos_ != "NOUN" and of_another(time))


def dated(time: Mention) -> bool:
    """Whether a time is a stretch of the calendar, no duration or set."""
    return time.norm.strip("./")[:1].isdigit()


def _aside(time: Token, trigger: Token) -> bool:
    """Whether a time dates what is said of somebody in passing: "Meier, seit Montag Minister, war im Mai in Bonn"."""
    if time.dep_ == "nmod" and time.head.ent_type_ == "PER":
        return True
    return any(t.dep_ == "appos" for t in (time, *time.ancestors) if t.i != trigger.i and trigger in t.ancestors)


def occasions(trigger: Token) -> list[Token]:
    """The meetings, visits and the like at which something is done: "sagte bei einem Treffen mit X zu, ..."."""
    verb = clause_verb(trigger)
    return [
        t
        for t in (*subtree_without(verb, _OTHER_CLAUSES), *_around(trigger))
        if t.pos_ == "NOUN" and preposition(t)[0] in _AT and t.i != trigger.i and is_occasion(t)
    ]


def lasting_time(event: Event, times: Mapping[int, Mention]) -> Mention | None:
    """Since when or how long something holds: a time with a bound or a span at the words that say it holds.

    "seit 2004 Präsident", "führt die Bank seit Mai", "von 1998 bis 2005 Kanzler"; births, deaths and what somebody
    became have plain dates ("wurde 2003 Vorsitzende").
    """
    trigger = event.trigger
    words = {t.i for t in subtree_without(trigger, _OTHER_CLAUSES)}
    if trigger.dep_ == "conj" and trigger.head.i < trigger.i:  # "von 2001 bis 2004 Chef und bis 2009 Präsident"
        words.update(range(trigger.head.right_edge.i if trigger.head.pos_ == "VERB" else trigger.head.i, trigger.i))
    plain = event.relation in {"born_in", "died_in"} or _became(trigger)
    on_days = [i for i in sorted(words & times.keys()) if dated(times[i])]
    lasting = [i for i in on_days if plain or times[i].bound in {"since", "until"} or "/" in times[i].norm]
    before = [i for i in lasting if i < trigger.i]
    return times[before[-1] if before else lasting[0]] if lasting else None


def _became(noun: Token) -> bool:
    """Whether somebody became what a noun says: "2003 wurde sie Vorsitzende"."""
    verbs = [c for c in noun.children if c.dep_ in {"cop", "aux", "aux:pass"}]
    verbs += [noun.head] if noun.dep_ in {"xcomp", "nsubj", "obj"} else []
    return noun.pos_ == "NOUN" and any(v.lower_ in {"wurde", "wurden", "geworden"} for v in verbs)


def amount_of(event: Event, amounts: Sequence[tuple[int, Mention]]) -> Mention | None:
    """What the event counts: an amount in one of the phrases at its word."""
    below = {t.i for t in subtree_without(event.trigger, _OTHER_CLAUSES)}
    return next((m for i, m in amounts if i in below), None)


def _layers(trigger: Token) -> Iterator[list[Token]]:
    """The words of an event's own phrase, then those of the clause it stands in."""
    yield list(subtree_without(trigger, _OTHER_CLAUSES))
    if trigger.pos_ == "NOUN":
        for ancestor in trigger.ancestors:
            if ancestor.pos_ in {"VERB", "AUX"} or ancestor.dep_ == "ROOT":
                yield list(subtree_without(ancestor, _OTHER_CLAUSES))
                break
    elif trigger.dep_ in {"xcomp", "conj"} and not any(c.dep_ == "nsubj" for c in trigger.children):
        yield list(subtree_without(trigger.head, _OTHER_CLAUSES))


def _around(trigger: Token) -> list[Token]:
    """The clause above an infinitive: "Der Polizei gelang es in Köln, ihn zu verhaften"."""
    verb = clause_verb(trigger)
    if not with_zu(verb) or verb.dep_ not in {"xcomp", "ccomp", "csubj", "acl"}:
        return []
    above = clause_verb(verb.head)
    return list(subtree_without(above, _OTHER_CLAUSES))


def _meanwhile(trigger: Token) -> Iterator[list[Token]]:
    """The clauses that go on at the same place: "Als er in X sprach, ...", "landete in X, wo ihn Y empfing"."""
    verb = clause_verb(trigger)
    if verb.dep_ in {"advcl", "acl"} and any(
        c.lower_ in _MEANWHILE and c.dep_ in {"mark", "advmod"} for c in verb.children
    ):
        yield list(subtree_without(clause_verb(verb.head), _OTHER_CLAUSES))
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"als", "während"} for c in child.children):
            yield list(subtree_without(child, _OTHER_CLAUSES))


def _venues(words: Sequence[Token]) -> Iterator[list[Token]]:
    """The clauses that tell where an occasion is held: "nahm am Turnier teil, das in Genf ausgetragen wurde"."""
    for word in words:
        for child in word.children:
            if child.dep_ == "acl" and infinitive(child) in _HELD:
                yield list(subtree_without(child, _OTHER_CLAUSES))


def _matrix(trigger: Token) -> list[Token]:
    """The clause above a complement clause: "Im April räumte der Konzern ein, dass ..." dates what was done as well."""
    verb = clause_verb(trigger)
    if verb.dep_ not in {"ccomp", "xcomp"}:
        return []
    return list(subtree_without(verb.head, _OTHER_CLAUSES))
