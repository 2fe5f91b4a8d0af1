"""The body of a bare title: "Trainer X", "die Parteichefin X", "Außenminister X", "Bürgermeister X".

It is the last body of the right sort in the sentence or the one before, else the one that the article is about; for
offices of states the state that most of the article points to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from kg.extract.mentions.orgkinds import kind_of_name
from kg.extract.mentions.pointed import whole_body
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.states import regions
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.statics.body import Body
from kg.extract.statics.chambers import chamber_of, city_state
from kg.extract.statics.choosers import chooser_of
from kg.extract.statics.home import (
    home_land,
    home_state,
    only_state_before,
    shared_or_german,
    shared_state,
    speaks_of_land,
    state_before,
    state_of_desk,
    state_of_host,
    state_of_last_office,
)
from kg.extract.statics.roles import Role
from kg.extract.statics.thing import passed
from kg.schema import Mention
from kg.tables import town_origin

_POLITICAL = frozenset({"state", "region", "ministry", "parliament"})
#: Heads of state and of government that Germany does not have.
_NOT_GERMAN = {"Ministerpräsident", "Premierminister", "Premier", "Präsident", "König", "Staatspräsident", "Machthaber"}
_NOT_GERMAN |= {"Kaiser", "Diktator", "Vizepräsident", "Königin", "Staatschef", "Zar", "Kronprinz"}
#: Titles of several German-speaking states: only what else an article names tells whose they are.
SHARED = {
    "Bundeskanzler",
    "Bundespräsident",
    "Altkanzler",
    "Altbundespräsident",
    "Bundesminister",
    "Vizekanzler",
    "Kanzler",
}
#: Kinds of body that a name must show, and those that it must not show for any other office.
_SHOWN = frozenset({"party", "team", "parliament", "court", "union", "university", "church", "media"})
_BUSINESS = frozenset({"company", "org", "group", "international", "authority", "media"})
_UNSHOWN = frozenset({"company", "org", "group", "any", "authority", "secret_service"})
#: Titles of any body that are used bare for the head or voice of the body just named.
_BARE = frozenset({"Chef", "Vorsitzender", "Sprecher", "Pressesprecher", "Boss", "Leiter", "Vizechef", "Co-Chef"})
_ARTICLES = {"der", "die", "das", "den", "dem", "des", "am", "im", "zum", "zur", "vom", "beim", "ins", "ans"}
#: Towns that are Lands themselves.
_CITY_STATES = {"Berlin", "Hamburg", "Bremen", "Wien"}
#: How many words from its beginning an article may give titles of a body that it names later only.
_LEAD = 60
_OWNED = {"nmod", "nmod:poss", "det:poss"}


def guessed(token: Token, mentions: Mentions, roles: tuple[Role, ...], holder: Mention | None) -> list[Body]:
    """The bodies that a title which names none may be of: a description and a name may mean the same one."""
    if holder is None or mentions.head_index(holder) == token.i or token.lower_.startswith("opposition"):
        return []
    kinds = frozenset().union(*(r.of for r in roles)) - {"person"}
    described = _described_before(token, mentions, kinds) if holder.form == "NAME" and _open(roles, kinds) else None
    found = _guess(token, mentions, roles, holder)
    return [b for b in (Body(described, "near") if described is not None else None, found) if b is not None]


def _open(roles: tuple[Role, ...], kinds: frozenset[str]) -> bool:
    """Whether a title is one of firms, clubs, parties and other bodies that an article describes by a noun."""
    if any(r.default for r in roles) or kinds <= _POLITICAL | {"town"} or roles[0].noun == "Präsident":
        return False
    return any(r.relation in {"leads", "office_in"} for r in roles) and (kinds != {"any"} or roles[0].noun in _BARE)


def _guess(token: Token, mentions: Mentions, roles: tuple[Role, ...], holder: Mention) -> Body | None:
    place = mentions.head_index(holder)
    if any(c.dep_ in _OWNED and not token.i < place < c.i for c in token.children if not _of_subject(c)):
        return None
    if any(r.default for r in roles):  # "Kommissionspräsidentin" says whose, if not in a way to point at
        state = shared_state(token, mentions) if roles[0].noun in SHARED else None
        return Body(state, "home") if state is not None else None
    if token.lemma_ in {"Kanzler", "Kanzlerin"}:
        return Body(state, "home") if (state := shared_or_german(token, mentions)) is not None else None
    kinds = frozenset().union(*(r.of for r in roles)) - {"person"}
    if kinds == {"region"}:
        return _of_district(mentions)
    if kinds == {"region", "town"}:
        senate = city_state(token, mentions)
        return Body(senate, "home") if senate is not None else None
    if {"parliament", "party"} <= kinds and roles[0].relation == "office_in":
        chamber = chamber_of(token, mentions)
        return Body(chamber, "topic") if chamber is not None else None
    chooser = chooser_of(token, mentions)
    if chooser is not None and ("any" in kinds or _suits(chooser, kinds)):
        return Body(chooser, "near")
    if kinds <= _POLITICAL or roles[0].noun == "Präsident":
        return _of_state(token, mentions, roles[0], kinds)
    if kinds == {"town"}:
        return _of_town(token, mentions)
    if holder.form != "NAME":
        return None
    return _of_body(token, mentions, roles, kinds)


def _of_district(mentions: Mentions) -> Body | None:
    """The one district that an article names, for its head: "Landrat X" and "im Landkreis Y"."""
    districts = named_most(
        mentions, lambda m: m.kind == "LOC" and m.text.split()[0].endswith(("kreis", "Kreis", "kreises"))
    )
    return Body(districts[0].first, "topic") if len(districts) == 1 else None


def _of_subject(token: Token) -> bool:
    """Whether a "für" phrase tells what an office is about: "Ministerin für Verkehr"."""
    return any(c.dep_ == "case" and c.lower_ == "für" for c in token.children)


def _of_state(token: Token, mentions: Mentions, role: Role, kinds: frozenset[str]) -> Body | None:
    if "state" not in kinds and "region" not in kinds:
        return _topic(token, mentions, kinds)
    if token.text.startswith("Landes"):  # "Landesinnenministerin" is never the republic's
        land = home_land(token, mentions)
        return Body(land, "home") if land is not None else None
    home = state_of_desk(token, mentions) or state_before(token, mentions) or home_state(token, mentions)
    of_land = role.noun in {"Ministerpräsident", "Landeschef"} or (
        "region" in kinds and role.relation == "office_in" and speaks_of_land(token.doc)
    )
    if of_land and (home is None or home.norm == "Deutschland"):
        land = home_land(token, mentions)
        if land is not None:
            return Body(land, "home")
    home = home or state_of_host(token, mentions) or state_of_last_office(token, mentions, role.relation == "leads")
    home = home or only_state_before(token, mentions)
    if home is None or (home.norm == "Deutschland" and role.noun in _NOT_GERMAN):
        return None
    return Body(home, "home")


def _of_town(token: Token, mentions: Mentions) -> Body | None:
    """The last town in the sentence or the one before, else the first town of the article if none is named more."""
    for mention in _near(token, mentions, "LOC"):
        if _town(mention, mentions):
            return Body(mention, "near")
    towns = named_most(mentions, lambda m: m.kind == "LOC" and _town(m, mentions))
    first = min((t.first for t in towns), key=lambda m: m.span.start, default=None)
    if first is None:
        first = _town_of_adjectives(mentions)
        return Body(first, "topic") if first is not None else None
    return Body(first, "topic") if first is towns[0].first else None


def _town_of_adjectives(mentions: Mentions) -> Mention | None:
    """The one town that the adjectives of an article name, in names or before nouns: "die Essener Tafel"."""
    found: dict[str, Token] = {}
    for token in mentions.doc:
        name = town_origin(token.text) if token.text[:1].isupper() and token.text.endswith("er") else ""
        if name and token.i + 1 < len(mentions.doc) and mentions.doc[token.i + 1].text[:1].isupper():
            found.setdefault(name, token)
    if len(found) != 1:
        return None
    name, token = next(iter(found.items()))
    return mentions.inner(token, name)


class _Named(NamedTuple):
    """What an article names: its first mention, and how often."""

    first: Mention
    times: int


def named_most(mentions: Mentions, suits: Callable[[Mention], bool]) -> list[_Named]:
    """The names of an article whose mentions suit: the most frequent first, of two the one that comes first."""
    named: dict[str, _Named] = {}
    for entity in mentions.doc.ents:
        mention = mentions.named(entity)
        if suits(mention):
            name = (mention.norm or mention.text).removesuffix("s")
            first, times = named.get(name, _Named(mention, 0))
            named[name] = _Named(first, times + 1)
    return sorted(named.values(), key=lambda n: -n.times)


def _town(mention: Mention, mentions: Mentions) -> bool:
    """Whether a place can be a town: no state or region, and no noun for another sort of place before it."""
    name = mention.norm or mention.text
    if not {name, name.removesuffix("s")} & _CITY_STATES and {name, name.removesuffix("s")} & regions():
        return False
    words = mention.text.split()
    sort = noun_class(words[0])
    if len(words) > 1 and (town_origin(words[0]) or (sort is not None and sort.kind == "LOC")):
        return False  # "Ulmer Dom", "Landkreis Aalen"
    before = mentions.head_index(mention) - 1
    if before >= 0 and mentions.doc[before].lower_ in _ARTICLES:
        return False  # "an der Ahr", "im Harz"
    noun = noun_class(mentions.doc[before].lemma_) if before >= 0 else None
    return noun is None or noun.kind != "LOC" or noun.entry.lower().endswith(("stadt", "gemeinde", "ort", "dorf"))


def _of_body(token: Token, mentions: Mentions, roles: tuple[Role, ...], kinds: frozenset[str]) -> Body | None:
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    marker = next((c.lower_ for c in token.children if c.dep_ == "case"), before.lower_)
    if "party" in kinds and marker in {"mit", "unter", "um"}:  # "die CDU unter ihrem Spitzenkandidaten X"
        return _topic(token, mentions, frozenset({"party"}))
    leading = any(r.relation in {"leads", "office_in"} for r in roles)
    if not leading or (kinds == {"any"} and roles[0].noun not in _BARE):
        return None
    if any(c.dep_ == "det" and c.lower_.startswith(("ein", "kein")) for c in token.children):
        return None
    return _topic(token, mentions, kinds)


def _topic(token: Token, mentions: Mentions, kinds: frozenset[str]) -> Body | None:
    spoken_of = _subject_before(token, mentions, kinds)
    if spoken_of is not None:
        return Body(spoken_of, "near")
    for mention in _near(token, mentions, "ORG"):
        if _suits(mention, kinds):
            return Body(mention, "near")
    if kinds == {"any"}:
        return None
    bodies = named_most(mentions, lambda m: m.kind == "ORG" and _suits(m, kinds))
    known = [b for b in bodies if b.first.span.start < token.idx]
    bodies = known or (bodies if token.i < _LEAD else [])
    if not bodies or (len(bodies) > 1 and bodies[0].times == bodies[1].times):
        return None
    if bodies[0].times == 1 and bodies[0].first.span.start >= _end_of_lead(token):
        return None  # named once in passing
    return Body(bodies[0].first, "topic")


def _end_of_lead(token: Token) -> int:
    """Where the first two sentences of an article end: who is named in them is what it is about."""
    second = token.doc[0].sent.end
    return token.doc[min(second, len(token.doc) - 1)].sent.end_char


def _subject_before(token: Token, mentions: Mentions, kinds: frozenset[str]) -> Mention | None:
    """The body that acts right before a title by its name: "Siemens streicht Stellen. Vorstandschef X ..."."""
    for word in _subjects(token):
        mention = mentions.referent(word)
        if mention is None or mention.form != "NAME":
            mention = whole_body(word, mentions)  # "Der Betriebsrat der Werft tagte. Betriebsratschef X ..."
        if mention is not None and mention.kind == "ORG" and mention.form == "NAME" and _suits(mention, kinds):
            return mention
    return None


def _described_before(token: Token, mentions: Mentions, kinds: frozenset[str]) -> Mention | None:
    """The body that acts right before a title by a description: "Der Verein trennte sich von Trainer X"."""
    for word in _subjects(token):
        noun = noun_class(word.lemma_)
        definite = any(c.dep_ == "det" and c.lower_ in _ARTICLES for c in word.children)
        if not definite or noun is None or mentions.entity_at(word) is not None or not _described(noun.body, kinds):
            continue
        mention = mentions.referent(word)
        if mention is not None and mention.kind == "ORG" and mention.form == "NOMINAL":
            return mention
    return None


def _subjects(token: Token) -> Iterator[Token]:
    """The subjects before a token in its sentence and the one before, last first."""
    for at in range(token.i - 1, max(_start(token) - 1, -1), -1):
        if token.doc[at].dep_ in {"nsubj", "nsubj:pass"}:
            yield token.doc[at]


def _described(body: str, kinds: frozenset[str]) -> bool:
    """Whether a noun for a body of this class can stand for one of these kinds."""
    kind = "team" if body == "club" else body
    return (
        kind in kinds or ("any" in kinds and kind != "") or (kind in _BUSINESS | {"other"} and bool(kinds & _BUSINESS))
    )


def _suits(mention: Mention, kinds: frozenset[str]) -> bool:
    shown = kind_of_name(mention.norm or mention.text)
    if kinds & _SHOWN & {shown}:
        return True
    if not kinds & _UNSHOWN or (not shown and kinds & {"state", "parliament"}):
        return False
    if "authority" in kinds and not kinds & {"company", "org"} and not shown:  # no prosecutor of a hospital
        return not any(
            (c := noun_class(w)) is not None and c.kind == "ORG" for w in (mention.norm or mention.text).split()
        )
    if shown == "authority" and kinds <= {"company"}:
        return False
    return not shown or (shown in _BUSINESS and shown != "media")


def _near(token: Token, mentions: Mentions, kind: str) -> Iterator[Mention]:
    """The names of a kind before a token in its sentence and the one before, last first."""
    for entity in reversed([e for e in token.doc.ents if _start(token) <= e.start < token.i]):
        mention = mentions.named(entity)
        if mention.kind == kind and not (kind == "ORG" and (passed(entity) or _of_another(entity, mentions))):
            yield mention


def _of_another(entity: Span, mentions: Mentions) -> bool:
    """Whether a body stands in the bracket behind a person's name: "A (SC Ulm) und Trainer B"."""
    if entity.start < 2 or entity.doc[entity.start - 1].text != "(":
        return False
    owner = mentions.entity_at(entity.doc[entity.start - 2])
    return owner is not None and owner.label_ == "PER"


def _start(token: Token) -> int:
    """Where the sentence before that of a token begins."""
    start = token.sent.start
    return token.doc[start - 1].sent.start if start else 0
