"""The scene of the story: the time and place that sentences without their own take over from those before them.

News tells when and where once and goes on: "Am Mittwoch hat X in Berlin ... Er warf Y vor ...".  A sentence in the
pluperfect looks back and takes nothing over; a new date or place changes the scene, and a date long ago ends it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.events.clauses import infinitive, preposition, subtree_without
from kg.extract.lexicon import verb_flags
from kg.extract.mentions.register import Mentions
from kg.extract.morphology import feature
from kg.extract.qualifiers.places import Place, is_state, places
from kg.schema import Mention

_OTHER = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj"})
#: How many sentences a date or place holds for.  Tuned on gold/dev, dev2 and data/gold.
REACH = 4
#: How many sentences after headline and dateline may take their day from the next ones.
_LEAD = 3
_BEFORE = {"zuvor", "davor", "vorher", "vorab"}
_AUXILIARY = {"aux", "aux:pass"}
#: Verbs of somebody's life long ago: where it went on is not where the story plays.
_PAST_LIFE = {"gebären", "aufwachsen", "studieren", "stammen"}
_DASHES = {"-", "–", "—"}
#: Prepositions of phrases with a date of their own.
_MEASURES = {"seit", "vor", "bis", "für", "gegen", "über", "um", "von"}
#: Prepositions of the day that is set for something: "für den 3. Mai angesetzt" is no day of the story.
_SET_FOR = {"für", "auf", "bis", "zu"}
#: A day by name or number: "Abend:" alone may be that of the day before.
_NAMED_DAY = re.compile(r"\d|(?:mon|diens|donners|frei|sams|sonn)(?:tag|abend)|mittwoch|gestern|heute")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: So many years before the newest day that the article names, its background begins.
_LONG = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds at a sentence when it says nothing itself; ``far`` and ``ago`` count the sentences back to the place
    and to the time; ``dateline`` is whether the place only heads the article."""

    time: Mention | None = None
    place: Mention | None = None
    far: int = 0
    ago: int = 0
    dateline: bool = False


def scenes(doc: Doc, times: Mapping[int, Mention], mentions: Mentions, published: str = "") -> dict[int, Scene]:
    """The scene of each sentence by its first token: of an earlier sentence nearby, for the lead also of the next.

    ``published`` is the article's day, "" if unknown.
    """
    sentences = [s for s in doc.sents if any(not t.is_space for t in s)]
    past = [_is_past(s.root) for s in sentences]
    backs = [looks_back(s.root) for s in sentences]
    main = [_main_clause(s.root) if p else [] for s, p in zip(sentences, past, strict=True)]
    lives = [infinitive(s.root) in _PAST_LIFE for s in sentences]
    own_time = [
        None if life else _time(words, times) or _heading(s, times)
        for s, words, life in zip(sentences, main, lives, strict=True)
    ]
    told = [words or _verbless(s) for s, words in zip(sentences, main, strict=True)]
    own_place = [_place(s.root, words, mentions) for s, words in zip(sentences, told, strict=True)]
    now = published or max((t.norm for t in times.values() if _is_day(t)), default="")
    ago = [not looks_back(s.root) and _long_ago(s.root, times, now) for s in sentences]
    dateline = _dateline(doc, mentions)
    lead = _headlines(sentences) + _LEAD
    found = {}
    for k, sentence in enumerate(sentences):
        back = backs[k] and not _same_day_before(sentence)
        then = any(t.lower_ == "damals" for t in sentence) or _reported_perfect(sentence.root)
        reach = _since(ago, k, k if back else max(0, k - REACH))
        near = [j for j in range(k, reach - 1, -1) if j == k or then or not backs[j]]
        when = next((j for j in near if own_time[j] is not None), k)
        time = own_time[when]
        at = next((j for j in near if own_place[j] is not None), k)
        place = own_place[at]
        if k < lead and time is None and not back:
            ahead = zip(own_time[k + 1 : k + 4], backs[k + 1 : k + 4], ago[k + 1 : k + 4], strict=True)
            time = next((t for t, b, long in ahead if t is not None and not b and not long), None)
            when = k - 1 if time is not None else when
        if own_time[k] is None and (said := _only_time(sentence, times)) is not None:
            when, time = k, said
        if own_place[k] is None and (here := _anywhere(sentence, mentions)) is not None:
            at, place = k, here
        headed = place is None and k <= REACH and not back
        if headed:
            place, at = dateline, max(k - 1, 0)
        found[sentence.start] = Scene(time, place, far=k - at, ago=k - when, dateline=headed)
    return found


def looks_back(root: Token) -> bool:
    """Whether a sentence is told in the pluperfect."""
    auxiliary = any(t.lower_ in {"hatte", "hatten", "war", "waren"} and t.dep_ in _AUXILIARY for t in root.children)
    # A full verb with an auxiliary is no finite one, whatever its tag ("hatte ... telefoniert").
    return auxiliary and any(t.tag_ in {"VVPP", "VAPP", "VVFIN"} for t in (root, *root.children))


def _long_ago(root: Token, times: Mapping[int, Mention], now: str) -> bool:
    """Whether a main clause has a date of years ago: what it tells is background, not the story."""
    words = [] if _reported_perfect(root) else subtree_without(root, _OTHER)
    dates = [m.norm for t in words if (m := times.get(t.i)) is not None and m.norm[:4].isdigit()]
    return bool(now) and any(int(d[:4]) + _LONG <= int(now[:4]) for d in dates)


def _since(ago: Sequence[bool], sentence: int, first: int) -> int:
    """The first sentence from which one may take over: what stands before some background is over."""
    return next((j + (j < sentence) for j in range(sentence, first - 1, -1) if ago[j]), first)


def _headlines(sentences: Sequence[DocSpan]) -> int:
    """How many sentences stand in a headline, or are no more than a dateline."""
    title = next((k + 1 for k, s in enumerate(sentences[:_LEAD]) if "\n" in s.text), 0)
    return title + sum(s[-1].text in _DASHES and len(s) <= _LEAD for s in sentences[title : title + 1])


def _reported_perfect(root: Token) -> bool:
    """Whether a sentence tells in Konjunktiv what has been: "Die Soldaten hätten geholfen" goes back with its story."""
    forms = {"habe", "hätte", "hätten", "sei", "seien", "wäre", "wären"}
    return root.tag_ in {"VVPP", "VAPP"} and any(
        c.dep_ in {"aux", "aux:pass"} and c.lower_ in forms for c in root.children
    )


def _same_day_before(sentence: DocSpan) -> bool:
    """Whether a sentence tells what came just before: "Zuvor hatte ...", "Kurz davor war ..." (not "Tage zuvor")."""
    for word in sentence:
        if word.lower_ in _BEFORE and word.dep_ == "advmod":
            measured = any(c.pos_ in {"NOUN", "NUM"} for c in word.children) or (
                word.i > sentence.start and word.nbor(-1).pos_ in {"NOUN", "NUM"}
            )
            return not measured
    return False


def _is_past(root: Token) -> bool:
    """Whether a sentence tells what has happened: only that makes a scene for the next ones."""
    verbs = [t for t in (root, *root.children) if t.dep_ in {"ROOT", "aux", "aux:pass", "cop"}]
    modal = any(t.tag_.startswith("VM") or t.lower_ in {"wird", "werden", "werde", "würde", "würden"} for t in verbs)
    past = any(feature(t, "Tense") == "Past" and t.tag_.endswith("FIN") for t in verbs)
    perfect = root.tag_ in {"VVPP", "VAPP"}
    return (past or perfect) and not (modal and not past)


def _main_clause(root: Token) -> list[Token]:
    return sorted(subtree_without(root, _OTHER), key=lambda t: t.i)


def _verbless(sentence: DocSpan) -> list[Token]:
    """The words of a sentence or headline without a verb: "Eklat in Wien!" """
    return [] if any(t.pos_ in {"VERB", "AUX"} for t in sentence) else list(sentence)


def _time(words: Sequence[Token], times: Mapping[int, Mention]) -> Mention | None:
    for token in words:
        mention = times.get(token.i)
        if mention is None or not _is_day(mention) or preposition(token)[0] in _SET_FOR:
            continue
        if not of_another(token) and not in_attribute(token):
            return mention
    return None


def _heading(sentence: DocSpan, times: Mapping[int, Mention]) -> Mention | None:
    """The day with a colon behind it that dates what follows: "Samstag, 5. November:", not "Rauswurf am Abend:"."""
    words = [t for t in sentence if not t.is_space]
    if len(words) < 2 or words[-1].text != ":":
        return None
    span = words[-2].idx
    days = (m for m in times.values() if _is_day(m) and _NAMED_DAY.search(m.text.lower()))
    return next((m for m in days if m.span.start <= span < m.span.end), None)


def of_another(time: Token) -> bool:
    """Whether a date is that of what the event is measured by or meant for: "der erste seit dem Absturz am 1. Mai".

    What comes after something dated by the calendar has another day as well ("nach der Wahl am 1. Mai"), while "nach
    dem Treffen am Montag" mostly tells of that day.
    """
    above = time.head
    while above.pos_ in {"NOUN", "PROPN"} and above.head.i != above.i:
        word = preposition(above)[0]
        if word in _MEASURES or (word == "nach" and any(c.text[:1].isdigit() for c in time.subtree)):
            return True
        above = above.head
    return False


def _is_day(time: Mention) -> bool:
    return _DAY.match(time.norm) is not None and not time.bound


def _place(root: Token, words: Sequence[Token], mentions: Mentions) -> Mention | None:
    """The town or site where the main clause of a sentence plays, or where its subject went."""
    if infinitive(root) in _PAST_LIFE:
        return None
    found = [p for p in places(words, root, frozenset(), mentions) if p.rank < 2]
    if "motion" in verb_flags(infinitive(root)):
        found += [Place(0, m) for t in words if t.dep_ == "obl" and (m := _goal(t, mentions)) is not None]
    return next((p.mention for p in found if not is_state(p.mention)), None)


def _only_time(sentence: DocSpan, times: Mapping[int, Mention]) -> Mention | None:
    """The only date that a sentence names, in whatever clause."""
    dated = [(t, m) for t in sentence if (m := times.get(t.i)) is not None and m.norm[:1].isdigit()]
    dated = [(t, m) for t, m in dated if not in_attribute(t) and not of_another(t)]
    return dated[0][1] if len(dated) == 1 and not in_relative(dated[0][0]) else None


def in_relative(token: Token) -> bool:
    """Whether a word stands in a relative clause, which dates what it says of one thing only."""
    for verb in (token, *token.ancestors):
        if verb.dep_ == "acl" and any(_relative(d) for c in verb.children for d in (c, *c.children)):
            return True
    return False


def in_attribute(token: Token, trigger: Token | None = None) -> bool:
    """Whether a word stands in a participle before a noun, whose date is its own: "der 1923 in Ulm geborene Maler"."""
    for above in token.ancestors:
        if trigger is not None and above.i == trigger.i:
            return False
        if above.dep_ == "amod" and above.i > token.i:
            return True
    return False


def _relative(word: Token) -> bool:
    """Whether a word is a relative pronoun, also where it has the tag of an article."""
    return word.tag_ in {"PRELS", "PRELAT"} or (word.pos_ == "PRON" and word.tag_ == "ART")


def _anywhere(sentence: DocSpan, mentions: Mentions) -> Mention | None:
    """The only town or site that a sentence names in a phrase of place of its own, not in a relative clause."""
    found: dict[str, Mention] = {}
    phrases = (t for t in sentence if not in_relative(t))
    for p in places(phrases, sentence.root, frozenset(), mentions):
        if p.rank < 2 and not is_state(p.mention):
            found.setdefault(p.mention.text, p.mention)
    return next(iter(found.values())) if len(found) == 1 else None


def _goal(token: Token, mentions: Mentions) -> Mention | None:
    mention = mentions.referent(token) if preposition(token)[0] == "nach" else None
    return mention if mention is not None and mention.kind == "LOC" and mention.form == "NAME" else None


def _dateline(doc: Doc, mentions: Mentions) -> Mention | None:
    """The town before the first dash: "Kassel (dpa) - ...", "BERLIN – ..."."""
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
