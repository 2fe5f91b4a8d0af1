"""Who takes part in the event that an article is about, where the sentence names none.

"Mit dabei ist X", "Unter den Gästen waren X und Y", "X hielt einen Vortrag", "Gastland ist Y": in an article on a
fair, a congress or a tournament that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.events.clauses import Clause
from kg.extract.events.event import Event
from kg.extract.events.filling import collect
from kg.extract.events.owners import is_state
from kg.extract.lexicon import table
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.statics.topics import named_most
from kg.schema import Mention

#: Sorts of events that have guests and participants.
_SORTS = frozenset({"meeting", "sport", "culture"})
#: The event is named in one of the first sentences, or so often.
_HEAD, _OFTEN = 3, 2
#: Words that tell with "sein" that somebody takes part.
_PRESENT = frozenset({"dabei", "vertreten", "anwesend", "zugegen"})
_AS_GUEST = frozenset({("zu", "Gast"), ("am", "Start"), ("der", "Partie")})
#: Nouns for those who take part: "unter den Gästen", "zu den Rednern".
_PARTICIPANTS = frozenset(
    ("Gast", "Ehrengast", "Teilnehmer", "Teilnehmerin", "Besucher", "Redner", "Referent", "Starter")
)
_PARTICIPANTS |= {"Anwesender", "Anwesende", "Gratulant", "Aussteller", "Mitwirkende", "Mitwirkender", "Künstler"}
_PARTICIPANTS |= {"Gewinner", "Preisträger"}
_AMONG = frozenset({"sein", "gehören", "zählen", "befinden", "finden"})
#: Who is called so takes part.
_CALLED = frozenset(("Gastland", "Partnerland", "Ehrengast", "Stargast", "Festredner", "Festrednerin", "Laudator"))
_CALLED |= {"Laudatorin", "Hauptredner", "Hauptrednerin", "Gastredner", "Gastrednerin", "Titelverteidiger"}
_CALLED |= {"Titelverteidigerin"}
_TALKS = ("vortrag", "rede", "laudatio", "keynote", "ansprache", "referat")
#: Verbs of those who take part, which may leave out in what; what firms and artists do at fairs and festivals.
_TAKING_PART = frozenset({"teilnehmen", "mitmachen", "mitwirken", "auftreten", "mitspielen", "referieren"})
_SHOWING = frozenset({"präsentieren", "ausstellen", "vorstellen"})
_WHERE = frozenset({"an", "bei", "in", "auf"})
_DENIED = frozenset({"nicht", "kein", "keine", "nie"})
_JOINTS = frozenset({",", "und", "sowie", "oder"})


def attendance(doc: Doc, clauses: Iterable[Clause], mentions: Mentions) -> Iterator[Event]:
    """One event for each sentence that tells participants of the article's event without its name."""
    event = _topic(doc, mentions)
    if event is None:
        return
    for sentence in doc.sents:
        if sentence.start_char > event.span.end and not _names_other(sentence, mentions):
            for cue, people in _told(sentence, mentions):
                yield _taking_part(cue, cue.lemma_, people, event, mentions)
    for clause in clauses:
        if clause.verb.idx > event.span.end and not clause.passive and _is_part(clause, event, mentions):
            subject = collect([f for f in clause.slots.get("nom", []) if not f.weak], mentions)
            people = [m for m in subject.mentions if _acts(m)] if subject is not None else []
            if people and not _names_other(clause.verb.sent, mentions):
                yield _taking_part(clause.verb, clause.lemma, people, event, mentions)


def _taking_part(cue: Token, predicate: str, people: Sequence[Mention], event: Mention, mentions: Mentions) -> Event:
    return Event(
        trigger=cue,
        predicate=predicate,
        relation="took_part_in",
        subjects=tuple(people),
        objects=(event,),
        rule="verb.topic",
        used=frozenset(mentions.head_index(m) for m in people),
        weight=0.8,
    )


def _topic(doc: Doc, mentions: Mentions) -> Mention | None:
    """The event that an article names in its first sentences, or most and more than once."""
    named = named_most(mentions, lambda m: m.kind == "EVENT" and _sort(m) in _SORTS)
    if not named:
        return None
    head = 0
    for number, sentence in enumerate(doc.sents):
        if number < _HEAD:
            head = sentence.end_char
    best = named[0]
    return best.first if best.times >= _OFTEN or best.first.span.start < head else None


def _sort(mention: Mention) -> str:
    noun = noun_class((mention.norm or mention.text).split()[-1])
    if noun is None or noun.source != "eventnouns":
        nouns = (noun_class(w) for w in mention.text.split())
        noun = next((n for n in nouns if n is not None and n.source == "eventnouns"), None)
    return _sorts().get(noun.entry, "") if noun is not None else ""


@cache
def _sorts() -> dict[str, str]:
    return {row["noun"]: row["type"] for row in table("eventnouns")}


def _names_other(sentence: Span, mentions: Mentions) -> bool:
    """Whether a sentence names an event of its own."""
    return any(mentions.named(e).kind == "EVENT" for e in sentence.ents)


def _told(sentence: Span, mentions: Mentions) -> Iterator[tuple[Token, list[Mention]]]:
    for token in sentence:
        if token.lower_ in _PRESENT or (token.text in {"Gast", "Start", "Partie"} and _as_guest(token)):
            verb = _being(token)
            if verb is not None:
                behind = list(_listed(max(verb.i, token.i) + 1, sentence.end, mentions)) if verb.i > token.i else []
                people = behind or _subject(token, verb, mentions)
                if people:
                    yield token, people
        elif token.pos_ == "NOUN" and token.lemma_ in _PARTICIPANTS and _is_among(token):
            verb = next((t for t in sentence if t.i > token.i and t.pos_ in {"VERB", "AUX"}), None)
            if verb is not None and verb.lemma_ in _AMONG:
                people = list(_listed(verb.i + 1, sentence.end, mentions))
                if people:
                    yield token, people
        elif token.lemma_ in _CALLED:
            people = list(_listed(_behind(token, sentence.end), sentence.end, mentions))
            if people:
                yield token, people


def _behind(noun: Token, end: int) -> int:
    """Where the name begins that a noun is said of: right behind it, or behind the verb: "Gastland ist X"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 6, end)]:
        if token.ent_type_ == "PER" or token.is_punct:
            break
        if token.lemma_ in {"sein", "werden"}:
            return token.i + 1
    return noun.i + 1


def _as_guest(token: Token) -> bool:
    return token.i > 0 and (token.nbor(-1).lower_, token.text) in _AS_GUEST


def _being(token: Token) -> Token | None:
    """The form of "sein" in a clause of no other verb, by the order of words; none if it is denied."""
    first, last = token.i, token.i
    while first > token.sent.start and not token.doc[first - 1].is_punct:
        first -= 1
    while last + 1 < token.sent.end and not token.doc[last + 1].is_punct:
        last += 1
    stretch = token.doc[first : last + 1]
    verbs = [t for t in stretch if t.tag_.startswith("V") and t.i != token.i]
    denied = any(t.lower_ in _DENIED for t in stretch)
    return verbs[0] if len(verbs) == 1 and verbs[0].lemma_ == "sein" and not denied else None


def _subject(token: Token, verb: Token, mentions: Mentions) -> list[Mention]:
    words = [c for t in (token, verb) for c in t.children if c.dep_.startswith("nsubj")]
    return [m for w in words for m in mentions.referents(w) if m.form == "NAME" and _acts(m)]


def _is_among(noun: Token) -> bool:
    """Whether "unter den" or "zu den" stands before a noun for participants, at the head of its sentence."""
    first = noun.sent.start
    before = [t.lower_ for t in noun.doc[first : noun.i]]
    return before[:1] in (["unter"], ["zu"], ["unterm"]) and len(before) <= 4


def _listed(start: int, end: int, mentions: Mentions) -> Iterator[Mention]:
    """The names of one kind that a list has: "der Koch A aus Spanien, die in Wien lebende Malerin B und C"."""
    doc, at, inside, kind = mentions.doc, start, False, ""
    while at < end:
        token = doc[at]
        entity = mentions.entity_at(token)
        if entity is not None:
            mention = mentions.named(entity)
            if not inside and _acts(mention) and kind in {"", mention.kind}:
                kind = mention.kind
                yield mention
            inside, at = True, entity.end
            continue
        if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"PRELS", "KOUS"}:
            return
        if token.lower_ in _JOINTS or (token.pos_ == "NOUN" and _closes(token)):
            inside = False
        elif token.pos_ == "ADP":
            inside = True
        at += 1


def _closes(noun: Token) -> bool:
    """Whether a phrase ends with a noun, so that what follows is not in it: "in diesem Jahr Malta"; no "Stadt Ulm"."""
    sort = noun_class(noun.lemma_)
    return sort is None or sort.kind == "PER"


def _is_part(clause: Clause, event: Mention, mentions: Mentions) -> bool:
    """Whether a clause tells what participants do, without another place or event where they do it."""
    if clause.lemma == "halten":
        return any(f.token.lemma_.lower().endswith(_TALKS) for f in clause.slots.get("acc", []))
    if clause.lemma in _SHOWING:
        return _sort(event) == "culture" and bool(clause.slots.get("acc"))
    where = [f.token for name in _WHERE for f in clause.slots.get(name, [])]
    return clause.lemma in _TAKING_PART and not any(mentions.entity_at(t) is None for t in where)


def _acts(mention: Mention) -> bool:
    return mention.kind in {"PER", "ORG"} or is_state(mention)
