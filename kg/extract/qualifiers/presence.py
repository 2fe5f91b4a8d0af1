"""Who shares the place of the story: those who have been told of there, and not what bodies say from anywhere.

"Merkel besuchte Köln.  Sie dankte den Helfern." happened in Köln; "Die Partei forderte ..." and "Sie lobte ihn in einem
Brief" need not have.  What a match has to do with the place of another one is nothing either.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.clauses import subtree_without
from kg.extract.events.event import Event
from kg.extract.qualifiers.scene import Scene
from kg.extract.qualifiers.status import clause_verb

#: Relations of words and attitudes: whoever is in them need not be anywhere.
_STANCES = frozenset({"accused", "criticized", "demanded_from", "rejected", "warned", "praised", "thanked"})
_STANCES |= {"congratulated", "supports", "offered", "sanctioned", "dismissed", "founded", "zitieren"}
#: So many sentences behind the one that tells the place somebody named for the first time, or who only says something,
#: may still be there.
_BY = 2
_CONTEST = {"played", "defeated"}
_BODIES = {"ORG", "LOC"}
#: Words for ways to reach somebody elsewhere: "am Telefon", "in einem Brief", "im Interview".
_REMOTE = ("telefon", "fernschreiben", "brief", "schreiben", "schalte", "videokonferenz", "interview", "twitter")
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl", "conj", "parataxis", "csubj", "xcomp"})


def present(event: Event, scene: Scene) -> bool:
    """Whether an event shares the place of the scene."""
    if scene.place is None or _from_afar(event, scene.far):
        return False
    return not scene.far or scene.dateline or not _strangers(event, scene.place.span.start, scene.far)


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
    if far <= _BY and event.relation not in _CONTEST:
        return False
    ends = event.subjects if far > _BY else (*event.subjects, *event.objects)
    named = [m for m in ends if m.form == "NAME" and m.kind in {"PER", "ORG"}]
    start = event.trigger.sent.start_char
    if not named or len(named) < len(ends) or not start:
        return False
    doc = event.trigger.doc
    told = 0 if far > _BY else next((s.start_char for s in doc.sents if s.end_char > since), 0)
    before = doc.text[min(told, start) : start]
    return not any(m.text.split()[-1] in before for m in named)
