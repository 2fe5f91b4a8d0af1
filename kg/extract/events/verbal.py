"""Events from clauses: verbs with their frames, and light verbs with their nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.events.clauses import Clause, preposition
from kg.extract.events.event import Event
from kg.extract.events.filling import EMPTY, WEAK, Found, collect, fits, several
from kg.extract.events.light import light_events
from kg.extract.events.owners import is_state
from kg.extract.events.slots import first
from kg.extract.lexicon import Frame, Slot, verbs
from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.pointed import whole_body
from kg.extract.mentions.prizes import is_prize
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.statics.posts import as_post
from kg.schema import Mention

#: Prepositions of the place or body that acts in a passive clause without agent.
_HOSTS = {
    "hosted": ("in",), "arrested": ("in",), "sentenced": ("in", "vor"), "released": ("in",), "appointed": ("bei",),
    "sanctioned": ("in", "bei"), "dismissed": ("bei",), "accused": ("vor", "in"),
}  # fmt: skip
#: Relations of members and parts, which a part of the body may stand for: "der Vorstand der Bank".
_BELONGING = frozenset({"member_of", "part_of"})
_MUTUAL = {"einander", "gegenseitig", "wechselseitig", "gegeneinander", "voneinander"}
#: Verbs that relate two names only together with another word.
_HOLLOW = {
    "sein", "sagen", "nennen", "heißen", "gehen", "laufen", "bringen", "sprechen", "zählen", "machen", "lassen",
    "geben", "haben", "werden", "tun", "bezeichnen", "gelten", "kommen", "sehen", "setzen", "stellen", "legen",
    "wissen", "glauben", "meinen", "erklären", "finden", "halten", "führen", "nehmen", "bleiben", "scheinen", "wirken",
}  # fmt: skip
#: Kinds of what a description or pronoun may turn out to name.
_NAMED = {"PER", "ORG", "LOC"}
_HEARERS = frozenset({"person", "org"})
_NOM, _ACC = Slot(name="nom"), Slot(name="acc")


def verbal_events(
    clauses: Iterable[Clause], mentions: Mentions, spare: Iterable[Clause] = ()
) -> tuple[list[Event], set[int]]:
    """Events of all clauses, and the token indices of nouns that a light-verb construction has used up.

    ``spare`` are second readings, for verbs with which the first ones bring no two names together.
    """
    events: list[Event] = []
    used: set[int] = set()
    for clause in clauses:
        light = list(light_events(clause, mentions, used))
        events += light
        if not light:
            events += _framed(clause, mentions)
    settled = {e.trigger.i for e in events if _between_names(e)}
    for clause in spare:
        if clause.verb.i in settled:
            continue
        found = [e for e in (*light_events(clause, mentions, used), *_framed(clause, mentions)) if _between_names(e)]
        found = [e for e in found if e.relation != clause.lemma or clause.lemma not in EMPTY]
        for event in found[:1]:
            events = [e for e in events if e.trigger.i != clause.verb.i]
            events.append(replace(event, rule="verb.order", weight=min(event.weight, WEAK)))
    return [as_post(e, mentions) for e in events], used


def _between_names(event: Event) -> bool:
    """Whether an event has a name or pronoun on one side, a name on the other (or both on one, for what is mutual)."""
    named = [m for m in event.objects if m.form == "NAME"]
    subjects = [m for m in event.subjects if m.form in {"NAME", "PRONOUN"}]
    return bool(subjects) and (bool(named) or (len(subjects) > 1 and not event.objects))


def _framed(clause: Clause, mentions: Mentions) -> Iterator[Event]:
    if clause.verb.pos_ not in {"VERB", "AUX"} and not clause.by_order:
        return
    frames = verbs().get(clause.lemma) or (_default(clause.lemma),)
    mutual = list(_mutual(clause, frames, mentions))
    if mutual:
        yield from mutual
        return
    best: tuple[int, int, Event] | None = None
    giver: Event | None = None
    for rank, frame in enumerate(frames):
        event = _match(clause, frame, mentions)
        if event is None:
            continue
        if not frame.relation and frame.subject[:1] == (_NOM,) and _between_names(event):
            giver = giver or event
        theme = bool(frame.theme) and any(clause.fill(s) for s in frame.theme)
        order = (0 if theme else 1, rank)
        if best is None or order < best[:2]:
            best = (*order, event)
    if best is None or best[2].relation == clause.lemma:
        yield from _spoken_to(clause, frames, mentions)
    if best is None:
        return
    told = best[2]
    if _tells(told, clause):
        yield told
    turned = told.relation == "acquired" and not clause.passive
    if turned and giver is not None and giver.subjects != told.subjects:
        yield giver  # "A verkauft B an C": what A does besides


def _spoken_to(clause: Clause, frames: tuple[Frame, ...], mentions: Mentions) -> Iterator[Event]:
    """Whoever says something to a paper, body or person has talked with them: "äußerte sich gegenüber dem Sender"."""
    if "gegenüber" not in clause.slots or not any("speech" in f.flags for f in frames):
        return
    subject = first(clause, (_NOM,), mentions, frozenset())
    taken = {t.i for t in subject.tokens} if subject is not None else set()
    found = first(clause, (Slot(name="gegenüber"),), mentions, _HEARERS, taken)
    if subject is not None and found is not None:
        yield Event(
            trigger=clause.verb,
            predicate=clause.lemma,
            relation="talked_with",
            subjects=subject.mentions,
            objects=found.mentions,
            rule="verb.active",
            flags=frozenset({"speech"}),
            used=frozenset(t.i for t in (*subject.tokens, *found.tokens)),
            weight=WEAK ** (subject.weak + found.weak),
        )


def _tells(event: Event, clause: Clause) -> bool:
    """Whether an event says something: a verb that means little by itself relates no two names."""
    if event.relation != clause.lemma or clause.lemma not in _HOLLOW:
        return True
    names = any(m.kind in _NAMED and (m.form != "NOMINAL" or m.kind == "PER") for m in event.objects)
    return not _between_names(event) and not (names and any(m.kind in _NAMED for m in event.subjects))


def _mutual(clause: Clause, frames: tuple[Frame, ...], mentions: Mentions) -> Iterator[Event]:
    """Each side to each other: "A und B beschuldigen einander", "A und B loben sich gegenseitig"."""
    verb = clause.verb
    near = [t.i for t in verb.doc[max(0, verb.i - 14) : verb.i + 15] if t.lower_ in _MUTUAL]
    if not near or not any(verb.sent.start <= i < verb.sent.end for i in near):
        return
    subject = first(clause, (_NOM,), mentions, frozenset())
    direct = (f for f in frames if f.object and f.object[0].name not in {"in", "zu"} and f.reflexive != "yes")
    frame = next(direct, None)
    if subject is None or frame is None or len(subject.mentions) < 2:
        return
    for one in subject.mentions:
        others = tuple(m for m in subject.mentions if m.id != one.id)
        yield Event(
            trigger=clause.verb,
            predicate=clause.lemma,
            relation=frame.relation or clause.lemma,
            subjects=(one,),
            objects=others,
            rule="verb.mutual",
            flags=frame.flags,
            used=frozenset(t.i for t in subject.tokens),
        )


def _default(lemma: str) -> Frame:
    return Frame(
        word=lemma, subject=(_NOM,), object=(_ACC,), relation="", kind=frozenset({"any"}), flags=frozenset({"unlisted"})
    )


def _match(clause: Clause, frame: Frame, mentions: Mentions) -> Event | None:
    if frame.reflexive == "yes" and not clause.reflexive:
        return None
    if frame.reflexive == "no" and clause.reflexive and not clause.passive:
        return None
    subject = first(clause, frame.subject, mentions, frozenset()) or _host(clause, frame, mentions)
    if subject is None:
        return None
    if "person" in frame.flags and all(m.form == "NAME" and m.kind != "PER" for m in subject.mentions):
        return None  # "Der Torwart spielt bei Stuttgart", but a club plays there against it
    taken = {t.i for t in subject.tokens}
    if "club" in frame.flags and any(not fits(m, frame.kind) for m in subject.mentions):
        return None  # "Sie gewann beim SV Aalen": where, not against whom
    symmetric = "symmetric" in frame.flags
    found = first(clause, frame.object, mentions, frame.kind, taken)
    if found is not None and "club" in frame.flags and not all(_is_club(m, mentions) for m in found.mentions):
        return None
    if found is not None and frame.relation in _BELONGING:
        found = _whole(found, mentions)
    if frame.relation == "succeeded" and frame.kind == {"person"} and not _persons(subject):
        return None
    if found is not None and "motion" in frame.flags and frame.relation == "visited":
        found = _everywhere(found, clause, frame, mentions)
    if found is not None and frame.relation == "visited":  # "besucht die deutschen Truppen": no visit to Deutschland
        found = _places(found, mentions)
    if found is None:
        if not (symmetric and (len(subject.mentions) > 1 or several(subject.mentions[0]))):
            return None
        found = Found((), (), False)
        if not frame.relation and len(subject.mentions) > 1:  # "A und B streiten": no relation knows itself mutual
            found = Found(subject.mentions[1:], (), False)
            subject = Found(subject.mentions[:1], subject.tokens, subject.weak)
    weak = subject.weak + found.weak
    return Event(
        trigger=clause.verb,
        predicate=clause.lemma,
        relation=_relation(frame, subject, found) or _told(frame, found) or clause.lemma,
        subjects=subject.mentions,
        objects=found.mentions,
        rule="verb.passive" if clause.passive else "verb.active" if frame.relation else "verb.lemma",
        flags=frame.flags,
        used=frozenset(t.i for t in (*subject.tokens, *found.tokens)),
        weight=WEAK**weak,
        static="static" in frame.flags,
    )


def _relation(frame: Frame, subject: Found, found: Found) -> str:
    """The relation of a frame, or "" for the verb itself.

    A person is a member of what a firm would be a part of ("Y gehört zum Verein"); whoever wins a prize took part in
    nothing.
    """
    if frame.relation == "took_part_in" and found.mentions and all(is_prize(m.text) for m in found.mentions):
        return ""
    persons = all(m.kind == "PER" and m.form == "NAME" for m in subject.mentions)
    return "member_of" if frame.relation == "part_of" and persons else frame.relation


def _whole(found: Found, mentions: Mentions) -> Found:
    """The body whose part stands in a slot, where only the body has a name: "gehört zum Ensemble der Oper Köln"."""
    wholes = {t.i: whole_body(t, mentions) for t in found.tokens}
    if not any(wholes.values()):
        return found
    heads = {m.id: mentions.head_index(m) for m in found.mentions}
    named = tuple((wholes.get(heads[m.id]) if m.form != "NAME" else None) or m for m in found.mentions)
    return Found(named, found.tokens, found.weak)


def _is_club(mention: Mention, mentions: Mentions) -> bool:
    """Whether a mention is a sports club, by its name or the noun that describes it, or a state, for its team."""
    if mention.form == "NAME":
        return is_state(mention) or kind_of_name(mention.norm or mention.text) == "team"
    noun = noun_class(mentions.head_of(mention).lemma_)
    return noun is not None and noun.body == "club"


def _persons(found: Found) -> bool:
    return all(m.kind == "PER" for m in found.mentions)


def _places(found: Found, mentions: Mentions) -> Found | None:
    """What is visited, without states that stand for a group of their people."""
    right = tuple(m for m in found.mentions if not (m.kind == "LOC" and _is_group(mentions.head_of(m))))
    return Found(right, found.tokens, found.weak) if right else None


def _is_group(token: Token) -> bool:
    noun = noun_class(token.lemma_) if token.pos_ == "NOUN" and not token.ent_type_ else None
    return noun is not None and noun.kind != "LOC"


def _everywhere(found: Found, clause: Clause, frame: Frame, mentions: Mentions) -> Found:
    """All places that one verb leads to: "Nach Stationen in Wien reist die Band nach Graz und in die Schweiz"."""
    named, tokens = {m.id: m for m in found.mentions}, list(found.tokens)
    for slot in frame.object:
        fillers = [f for f in clause.fill(slot) if not f.weak and f.token.i not in {t.i for t in tokens}]
        more = collect(fillers, mentions)
        for mention in more.mentions if more is not None else ():
            if fits(mention, frame.kind) and mention.form == "NAME":
                named.setdefault(mention.id, mention)
        tokens += more.tokens if more is not None else ()
    return Found(tuple(named.values()), tuple(tokens), found.weak)


def _host(clause: Clause, frame: Frame, mentions: Mentions) -> Found | None:
    """Whoever acts by the place or body of a passive without agent: "wurde in Iran verurteilt", "beim FC entlassen"."""
    if not clause.passive or frame.subject[:1] != (_NOM,):
        return None
    for name in _HOSTS.get(frame.relation, ()):
        for filler in clause.slots.get(name, []):
            mention = mentions.referent(filler.token)
            if mention is None or mention.form != "NAME":
                continue
            if (mention.kind == "ORG" and name != "in") or (name == "in" and is_state(mention)):
                return Found((mention,), (filler.token,), True)
            states = [mentions.origin(c) for c in filler.token.children if c.dep_ == "amod"]
            state = next((s for s in states if s is not None), None)
            if name == "in" and state is not None and is_state(state):  # "in der chilenischen Hauptstadt verhaftet"
                return Found((state,), (), True)
    return None


def _told(frame: Frame, found: Found) -> str:
    """Whoever says something to a person has talked with them: "sagte Kim zu Lawrow", "gegenüber dem Minister"."""
    to = any(preposition(t)[0] in {"zu", "gegenüber"} for t in found.tokens)
    persons = bool(found.mentions) and all(m.kind == "PER" for m in found.mentions)
    return "talked_with" if "speech" in frame.flags and to and persons else ""
