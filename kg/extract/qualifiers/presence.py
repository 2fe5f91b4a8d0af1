"""Who shares the place of the story: those who have been told of there, and not what bodies say from anywhere.

"Merkel besuchte Köln.  Sie dankte den Helfern." happened in Köln; "Die Partei forderte ..." and "Sie lobte ihn in einem
Brief" need not have.  What a match has to do with the place of another one is nothing either.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import subtree_without
from kg.extract.events.event import Event
from kg.extract.qualifiers.status import clause_verb
from kg.schema import Mention

#: Relations of words and attitudes: whoever is in them need not be anywhere.
_STANCES = frozenset({"accused", "criticized", "demanded_from", "rejected", "warned", "praised", "thanked"})
_STANCES |= {"congratulated", "supports", "offered", "sanctioned", "dismissed", "founded", "zitieren"}
#: So many sentences behind the one that tells the place somebody named for the first time, or who only says something,
#: may still be there.
_BY = 2
_BODIES = {"ORG", "LOC"}
#: Words for ways to reach somebody elsewhere: "am Telefon", "in einem Brief", "im Interview".
_REMOTE = ("telefon", "fernschreiben", "brief", "schreiben", "schalte", "videokonferenz", "interview", "twitter")
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl", "conj", "parataxis", "csubj", "xcomp"})


def present(event: Event, place: Mention, far: int) -> bool:
    """Whether an event shares a place of the story that is told ``far`` sentences before it."""
    if _from_afar(event, far):
        return False
    return not far or not _strangers(event, place.span.start, far)


def _from_afar(event: Event, far: int) -> bool:
    """Whether what is said or felt needs no place: by a body, long after the place was named, or through a medium."""
    talk = event.relation == "talked_with"
    if talk and any(m.kind == "ORG" for m in event.objects):
        return True  # "sagte der Zeitung": the media are nowhere
    if not talk and event.relation not in _STANCES:
        return False
    bodies = bool(event.subjects) and all(m.kind in _BODIES for m in event.subjects)
    return far > _BY or (bodies and not talk) or _remote(event.trigger)


def _remote(trigger: Token) -> bool:
    """Whether something is said by telephone, letter or the like."""
    verb = clause_verb(trigger)
    words = (verb, *subtree_without(verb, _OTHER_CLAUSES))
    return any(w.pos_ in {"NOUN", "VERB"} and w.lemma_.lower().startswith(_REMOTE) for w in words)


def _strangers(event: Event, since: int, far: int) -> bool:
    """Whether nobody in an event has been named since the place was told; late in the story, nobody who acts in it."""
    ends = event.subjects if far > _BY else (*event.subjects, *event.objects)
    named = [m for m in ends if m.form == "NAME" and m.kind in {"PER", "ORG"}]
    start = event.trigger.sent.start_char
    if not named or len(named) < len(ends) or not start:
        return False
    doc = event.trigger.doc
    told = 0 if far > _BY else next((s.start_char for s in doc.sents if s.end_char > since), 0)
    actors = [e.text for e in doc.ents if told <= e.start_char < start and e.label_ in {"PER", "ORG"}]
    return bool(actors) and not any(m.text.split()[-1] in actor for m in named for actor in actors)
