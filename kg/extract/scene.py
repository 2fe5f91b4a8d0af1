"""The scene of the story: the time and place that sentences without their own take over from those before them.

News tells when and where once and goes on: "Am Mittwoch hat X in Berlin ... Er warf Y vor ...".  A sentence in the
pluperfect looks back and takes nothing over; a new date or place changes the scene.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.clauses import infinitive, preposition, subtree_without
from kg.extract.lexicon import verbs
from kg.extract.mentions import Mentions
from kg.extract.morphology import feature
from kg.schema import Mention
from kg.tables import demonyms

_OTHER = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj"})
#: How many sentences a date or place holds for.  Tuned on gold/dev, dev2 and data/gold.
REACH = 4
_IN = {"in", "bei", "auf"}
_DASHES = {"-", "–", "—"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds at a sentence when it says nothing itself."""

    time: Mention | None = None
    place: Mention | None = None


def scenes(doc: Doc, times: Mapping[int, Mention], mentions: Mentions) -> dict[int, Scene]:
    """The scene of each sentence by its first token: of an earlier sentence nearby, for the lead also of the next."""
    sentences = [s for s in doc.sents if any(not t.is_space for t in s)]
    past = [_is_past(s.root) for s in sentences]
    own_time = [_time(s.root, times) if p else None for s, p in zip(sentences, past, strict=True)]
    own_place = [_place(s.root, mentions) if p else None for s, p in zip(sentences, past, strict=True)]
    dateline = _dateline(doc, mentions)
    found = {}
    for k, sentence in enumerate(sentences):
        if looks_back(sentence.root):
            found[sentence.start] = Scene()
            continue
        near = range(k, max(-1, k - REACH - 1), -1)
        time = next((own_time[j] for j in near if own_time[j] is not None), None)
        place = next((own_place[j] for j in near if own_place[j] is not None), None)
        if k < 2 and time is None:
            time = next((t for t in own_time[k + 1 : k + 3] if t is not None), None)
        if place is None and k <= REACH:
            place = dateline
        found[sentence.start] = Scene(time, place)
    return found


def looks_back(root: Token) -> bool:
    """Whether a sentence is told in the pluperfect."""
    finite = [t for t in (root, *root.children) if t.dep_ in {"ROOT", "aux", "aux:pass"}]
    return any(t.lower_ in {"hatte", "hatten", "war", "waren"} and t.dep_ != "ROOT" for t in finite) and any(
        t.tag_ in {"VVPP", "VAPP"} for t in (root, *root.children)
    )


def _is_past(root: Token) -> bool:
    """Whether a sentence tells what has happened: only that makes a scene for the next ones."""
    verbs = [t for t in (root, *root.children) if t.dep_ in {"ROOT", "aux", "aux:pass", "cop"}]
    modal = any(t.tag_.startswith("VM") or t.lower_ in {"wird", "werden", "werde", "würde", "würden"} for t in verbs)
    past = any(feature(t, "Tense") == "Past" and t.tag_.endswith("FIN") for t in verbs)
    perfect = root.tag_ in {"VVPP", "VAPP"}
    return (past or perfect) and not (modal and not past)


def _time(root: Token, times: Mapping[int, Mention]) -> Mention | None:
    for token in sorted(subtree_without(root, _OTHER), key=lambda t: t.i):
        mention = times.get(token.i)
        if mention is not None and len(mention.norm) >= 10 and mention.norm[:1].isdigit() and not mention.bound:
            return mention
    return None


def _place(root: Token, mentions: Mentions) -> Mention | None:
    states = frozenset(demonyms().values())
    motion = any("motion" in f.flags for f in verbs().get(infinitive(root), ()))
    prepositions = _IN | {"nach"} if motion else _IN
    for token in sorted(subtree_without(root, _OTHER), key=lambda t: t.i):
        entity = mentions.entity_at(token)
        if entity is None or entity.label_ != "LOC" or entity.root.i != token.i or token.dep_ not in {"obl", "appos"}:
            continue
        top = token.head if token.dep_ == "appos" else token
        if top.dep_ == "obl" and preposition(top)[0] in prepositions and entity.text not in states:
            return mentions.named(entity)
    return None


def _dateline(doc: Doc, mentions: Mentions) -> Mention | None:
    """The town before the first dash: "Wonsan (dpa) - ...", "BERLIN – ..."."""
    for entity in doc.ents:
        if entity.label_ != "LOC":
            continue
        before = doc[entity.start - 1] if entity.start else None
        if before is not None and not (before.is_space and "\n" in before.text):
            continue
        after = [t.text for t in doc[entity.end : entity.end + 6] if not t.is_space]
        bracket = after[:1] == ["("] and ")" in after and after[after.index(")") + 1 : after.index(")") + 2]
        if (after and after[0] in _DASHES) or (bracket and bracket[0] in _DASHES | {":"}):
            return mentions.named(entity)
        if entity.start > 60:
            break
    return None
