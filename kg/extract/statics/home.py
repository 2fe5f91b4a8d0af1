"""The state or Land that an article is about, for titles that name none ("Präsident Macron")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extract.events.cases import preposition
from kg.extract.mentions.register import Mentions
from kg.extract.mentions.states import state_named, states
from kg.extract.statics.roles import roles_of
from kg.schema import Mention
from kg.tables import capitals, countries, inhabitants, origin

#: Heads of the government of a Land.
_HEADS = {"Ministerpräsident", "Regierungschef", "Landeschef"}
#: Lands whose head is a mayor.
_CITIES = frozenset({"Berlin", "Hamburg", "Bremen"})
#: Bodies whose mere name tells that a German article speaks of German politics.
_GERMAN = {"CDU", "CSU", "SPD", "FDP", "AfD", "Grüne", "Grünen", "Linke", "Linken", "Bundestag", "Bundesrat"}
_GERMAN |= {
    "Bundesgerichtshof",
    "Bundesgerichtshofs",
    "Bundesverfassungsgerichts",
    "Bundeskabinett",
    "Bundesanwaltschaft",
}
_GERMAN |= {"Bundeskriminalamt", "Bundesverwaltungsgericht", "Bundesarbeitsgericht", "Bundesagentur", "Bundesländer"}
_GERMAN |= {"Bundesregierung", "Bundeswehr", "Bundestages", "Bundestags", "Union", "Bundesverfassungsgericht"}
#: The share of its state names, and the least number of them, that make an article one about a state; or so many of
#: them, twice as many as those of any other.
_SHARE, _LEAST, _OFTEN = 0.6, 2, 4
#: The share that makes a state the only one that an article is about.
_MOST = 0.7
#: A sentence of so few words is a headline or the place before the story.
_DATELINE = 6
#: So many sentences back an office may be whose state is also that of a bare title.
_BACK = 3
#: Capitals in which the bodies of unions meet: who is there need not be of the state.
_SEATS = frozenset({"Brüssel", "Wien", "Straßburg", "Luxemburg"})
#: Who holds the same office elsewhere.
_PEERS = frozenset({"Kollege", "Kollegin", "Amtskollege", "Amtskollegin", "Botschafter"})
#: Words of the politics of a Land, and those of the republic.
_OF_LAND, _OF_REPUBLIC = (
    ("Landtag", "Landesregierung", "Landesminister", "Staatsregierung"),
    ("Bundesminister", "Bundesr"),
)


def home_state(token: Token, mentions: Mentions) -> Mention | None:
    """The state that most of an article's state names point to, if none other stands before in the sentence."""
    state = _leading(states_named(token.doc))
    if not state:
        return None
    start = token.sent.start
    near = {name for t in token.doc[start : token.i] if not _inhabitant(t) and (name := _state_of(t.text))}
    return mentions.implied(token, state) if not near - {state} and state != _state_of_peer(token) else None


def state_before(token: Token, mentions: Mentions) -> Mention | None:
    """The state that acts in the sentence before a title at the head of its own: "Syrien droht. Präsident X ..."."""
    before = _sentence_before(token)
    acting = [t for t in before if t.dep_ == "nsubj" and (t.text in _names() or t.text == "Bundesregierung")]
    alone = len(acting) == 1 and not any(c.dep_ == "conj" for c in acting[0].children)
    state = _state_of(acting[0].text) if alone else ""
    if _state_of_stage(token) not in {"", state}:  # "Syrien droht. Außenminister X sagte in Rom": of either
        return None
    return mentions.implied(token, state) if state and state != _state_of_peer(token) else None


def only_state_before(token: Token, mentions: Mentions) -> Mention | None:
    """The one state that the sentence before such a title names in any way."""
    named = {name for t in _sentence_before(token) if not _inhabitant(t) and (name := _state_of(t.text))}
    state = named.pop() if len(named) == 1 else ""
    return mentions.implied(token, state) if state and state != _state_of_peer(token) else None


def state_of_host(token: Token, mentions: Mentions) -> Mention | None:
    """The state whose capital somebody is in who meets the holder of a title: "In Oslo sprach X mit König Y"."""
    if preposition(token)[0] not in {"mit", "von", "bei"}:
        return None
    for word in reversed(token.doc[_start_before(token) : token.i]):
        if word.text in capitals() and word.text not in _SEATS and preposition(word)[0] in {"in", "nach"}:
            return mentions.implied(token, capitals()[word.text])
    return None


def state_of_desk(token: Token, mentions: Mentions) -> Mention | None:
    """The state in whose capital a spokesman speaks: "Regierungssprecher X sagte in Ankara"."""
    if not token.lemma_.endswith(("sprecher", "sprecherin")):
        return None
    state = _state_of_stage(token)
    return mentions.implied(token, state) if state else None


def _state_of_stage(title: Token) -> str:
    """The state in whose capital something is said to happen behind a title, or ""."""
    behind = (t for t in title.sent if t.i > title.i and t.text in capitals() and t.text not in _SEATS)
    return next((capitals()[t.text] for t in behind if preposition(t)[0] == "in"), "")


def _sentence_before(title: Token) -> Sequence[Token]:
    """The sentence before that of a title, if the title opens its own."""
    start = title.sent.start
    opens = all(t.pos_ in {"DET", "ADV", "ADJ", "PUNCT"} and not _state_of(t.text) for t in title.doc[start : title.i])
    return list(title.doc[start - 1].sent) if start and opens else []


def _start_before(title: Token) -> int:
    start = title.sent.start
    return title.doc[start - 1].sent.start if start else 0


def _inhabitant(token: Token) -> bool:
    """Whether a word says where one person is from, which tells nothing of the next one's office."""
    return token.text.lower() in inhabitants()


def _state_of_peer(title: Token) -> str:
    """The state that the holder of a title has a colleague in, and so does not serve: "ihr türkischer Kollege"."""
    peers = (t for t in title.sent if t.i > title.i and t.lemma_ in _PEERS)
    return next((name for t in peers for c in t.children if c.dep_ == "amod" and (name := _state_of(c.text))), "")


def state_of_last_office(token: Token, mentions: Mentions, leading: bool) -> Mention | None:
    """The state of the last office of state named with one, in the sentences before: "Der polnische Präsident ...".

    ``leading``: the title is one of a head of state or government.
    """
    start = token.sent.start
    first = start
    for _ in range(_BACK):
        first = token.doc[first - 1].sent.start if first else 0
    for word in reversed(token.doc[first:start]):
        roles = roles_of(word.lemma_, word.text) if word.pos_ in {"NOUN", "PROPN"} else ()
        if not roles or not any("state" in r.of for r in roles) or roles[0].relation not in {"leads", "office_in"}:
            continue
        name = _named_at(word)
        if name:
            two_heads = leading and roles[0].relation == "leads"  # another head is likely one of another state
            return mentions.implied(token, name) if not two_heads and states_named(token.doc)[name] >= _LEAST else None
    return None


def _named_at(office: Token) -> str:
    """The state in the adjective, the genitive or the compound of an office: "polnischer", "Polens", "US-"."""
    near = [c for c in office.children if c.dep_ in {"amod", "nmod", "nmod:poss"}]
    words = [c.text for c in near] + ([office.text] if "-" in office.text else [])
    return next((name for w in words if (name := _state_of(w))), "")


def leading_state(doc: Doc) -> str:
    """The state that most of an article's state names point to, or ""."""
    return _leading(states_named(doc))


def one_state(token: Token) -> bool:
    """Whether nearly all that an article says of states is said of one."""
    counts = states_named(token.doc)
    return bool(counts) and max(counts.values()) >= _MOST * sum(counts.values())


def is_german(doc: Doc) -> bool:
    """Whether nothing speaks for Austria or Switzerland as the state of a title that they share with Germany."""
    return _sharing(states_named(doc)) == "Deutschland"


def shared_state(token: Token, mentions: Mentions) -> Mention | None:
    """Austria or Switzerland as the state of such a title."""
    state = _sharing(states_named(token.doc))
    return mentions.implied(token, state) if state != "Deutschland" else None


def shared_or_german(token: Token, mentions: Mentions) -> Mention | None:
    """Austria or Germany as the state of a chancellor."""
    return mentions.implied(token, _sharing(states_named(token.doc)))


def _sharing(counts: Counter[str]) -> str:
    others = [n for n in ("Österreich", "Schweiz") if counts[n] > 1 and counts[n] > counts["Deutschland"]]
    return max(others, key=lambda n: counts[n]) if others else "Deutschland"


def home_land(token: Token, mentions: Mentions) -> Mention | None:
    """The German Land that an article names most, by name or adjective; for a title of a head not one that has one."""
    leading = any(r.noun in _HEADS for r in roles_of(token.lemma_, token.text))
    others = _governed_lands(token) if leading else frozenset()
    others |= _CITIES if token.lemma_.startswith("Ministerpräsident") else frozenset()
    found: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for entity in token.doc.ents:
        name = entity.text if entity.text in _lands() else entity.text.removesuffix("s")
        if entity.label_ == "LOC" and name in _lands() - others:
            found.setdefault(name, mentions.named(entity))
            counts[name] += 1
    for word in token.doc:
        name = origin(word.text) if word.pos_ == "ADJ" else ""
        state = mentions.origin(word) if name in _lands() - others else None
        if state is not None:
            found.setdefault(name, state)
            counts[name] += 1
    best = counts.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return found[best[0][0]] if clear else None


def speaks_of_land(doc: Doc) -> bool:
    """Whether an article is on the politics of a Land: it names its bodies or its premier, and no federal minister."""
    words = [t.text for t in doc]
    told = any(w.startswith((*_OF_LAND, "Ministerpräsident")) for w in words) or any(map(_ministry_of_land, doc))
    return told and not any(w.startswith(_OF_REPUBLIC) for w in words)


def _ministry_of_land(word: Token) -> bool:
    """Whether a word is the ministry of a Land: "das hessische Sozialministerium"."""
    if not word.text.endswith(("ministerium", "ministeriums")) or not word.i:
        return False
    return origin(word.nbor(-1).text) in _lands()


def _governed_lands(title: Token) -> frozenset[str]:
    """The Lands that other titles of heads of government name as their own: "NRW-Regierungschef"."""
    found = set()
    for word in title.doc:
        if word.i == title.i or not any(r.noun in _HEADS for r in roles_of(word.lemma_, word.text)):
            continue
        before = word.doc[word.i - 1 : word.i] if word.i else ()
        near = [c.text for c in word.children if c.dep_ in {"amod", "nmod", "nmod:poss"}] + [t.text for t in before]
        for name in (*near, *word.text.split("-")[:-1]):
            land = origin(name) or state_named(name) or name.removesuffix("s")
            found |= {land} & _lands()
    return frozenset(found)


def _leading(counts: Counter[str]) -> str:
    total = sum(counts.values())
    if not total:
        return ""
    (name, count), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    clear = count >= _OFTEN and all(count >= 2 * n for _, n in others)
    return name if count >= _LEAST and (clear or count / total >= _SHARE) else ""


@lru_cache(maxsize=1)
def states_named(doc: Doc) -> Counter[str]:
    """How often an article names each state, by name, adjective, capital or compound; the last count is kept."""
    counts: Counter[str] = Counter()
    opening: set[str] = set()
    first = next((s.end for s in doc.sents if len(s) > _DATELINE), 0)
    for token in doc:
        name = _state_of(token.text)
        if name and not (token.text == "Union" and _of_states(doc, token.i - 1)):
            counts[name] += 1
            opening |= {name} if token.i < first else set()
    if len(opening) == 1 and counts[state := opening.pop()] == max(counts.values()):
        counts[state] += 1  # the only state of the opening sentence is what the story is about
    for entity in doc.ents:  # "das Vereinigte Königreich"
        name = _names().get(_nominative(entity.text), "") if len(entity) > 1 else ""
        if name:
            counts[name] += 1
    return counts


def _of_states(doc: Doc, before: int) -> bool:
    """Whether the word before "Union" makes it one of states: "die Europäische Union", "die Afrikanische Union"."""
    return before >= 0 and doc[before].text.startswith(("Europäische", "Afrikanische"))


@lru_cache(maxsize=1 << 14)
def _nominative(name: str) -> str:
    """A name of several words in the form of the tables: "Vereinigten Königreichs" -> "Vereinigtes Königreich"."""
    words = name.removesuffix("s").removesuffix("e").split()
    return next((n for n in _names() if " " in n and [w[:6] for w in n.split()] == [w[:6] for w in words]), "")


@lru_cache(maxsize=1 << 14)
def _state_of(word: str) -> str:
    if not word[:1].isalpha():
        return ""
    names = _names()
    if word in names or word.removesuffix("s") in names:
        return names.get(word) or names[word.removesuffix("s")]
    first, hyphen, _ = word.partition("-")
    if hyphen and first in names:
        return names[first] if not word.endswith(("-Dollar", "-Dollars")) else ""
    if word in _GERMAN or first in _GERMAN:
        return "Deutschland"
    state = origin(word)
    state = capitals().get(state, state)
    return state if state in states() else _parents().get(state, "")


@cache
def _names() -> dict[str, str]:
    found = {v: c.name for c in reversed(countries()) if c.kind == "state" for v in (c.name, *c.variants)}
    return {**capitals(), **found, "US": "USA"}


@cache
def _parents() -> dict[str, str]:
    return {c.name: c.parent for c in countries() if c.parent}


@cache
def _lands() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "land")
