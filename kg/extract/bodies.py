"""The body that an office belongs to: the state, party, firm or town named around the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract.clauses import preposition
from kg.extract.home import home_land, home_state, mentioned
from kg.extract.mentions import Mentions, chain
from kg.extract.namesakes import named_thing, namesake, relative_owner, town_of
from kg.extract.roles import Role
from kg.schema import Mention
from kg.tables import countries, town_origin

_ORG_KINDS = frozenset({"team", "company", "org", "party", "union", "university", "media", "court", "group"})
_OF = {"", "von", "vom", "bei", "in", "im", "der", "für", "an"}
_STATE_LIKE = frozenset({"state", "region", "town", "any"})
_POLITICAL = frozenset({"state", "region", "ministry", "parliament"})
#: Heads of state and of government that Germany does not have.
_NOT_GERMAN = {"Ministerpräsident", "Premierminister", "Premier", "Präsident", "König", "Staatspräsident", "Machthaber"}
#: Names of parties, for offices that parties and other bodies have ("Generalsekretär").
_PARTIES = {
    "CDU",
    "CSU",
    "SPD",
    "FDP",
    "AfD",
    "BSW",
    "PDS",
    "NPD",
    "SED",
    "DKP",
    "ÖVP",
    "SPÖ",
    "FPÖ",
    "KPÖ",
    "BZÖ",
    "NEOS",
}
_PARTIES |= {
    "SVP",
    "Grüne",
    "Grünen",
    "Linke",
    "Linken",
    "Union",
    "Labour",
    "Tories",
    "Republikaner",
    "Demokraten",
    "Die Linke",
}
#: Titles of several German-speaking states: only what else an article names tells whose they are.
_SHARED = {
    "Bundeskanzler",
    "Bundespräsident",
    "Altkanzler",
    "Altbundespräsident",
    "Bundesminister",
    "Vizekanzler",
    "Kanzler",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body and how it is named: ``genitive``, ``adjective``, ``compound``, ``phrase`` (bei, in), ``behind`` (after
    the holder's name), ``implied``, ``near``, ``home``."""

    mention: Mention
    how: str

    def fits(self, kinds: frozenset[str]) -> bool:
        """Whether an office of bodies of these kinds can be an office in this one."""
        if "any" in kinds:
            return True
        if self.mention.kind == "LOC" and self.mention.norm not in _unions():
            if self.how == "adjective":  # "der italienische Stürmer" is from Italy, plays for a team
                name = self.mention.norm or self.mention.text
                return bool(kinds & ({"state"} if name in _states() else {"region", "state", "town"}))
            if kinds == {"state"} and self.how == "genitive" and town_origin(self.mention.text + "er"):
                return False  # "die Königin von Wimbledon" rules no state
            return bool(kinds & _STATE_LIKE) or bool(kinds & {"team", "police", "court", "authority"})
        return bool(kinds - {"state", "town", "region"})

    @property
    def is_party(self) -> bool:
        """Whether the name is one of a party."""
        name = self.mention.norm or self.mention.text
        return name in _PARTIES or "partei" in name.lower() or "Bündnis 90" in name


def body_of(token: Token, mentions: Mentions, roles: tuple[Role, ...], holder: Mention | None = None) -> list[Body]:
    """The bodies named at an office's noun; what the noun itself names ("Kremlchef") only where nothing else is."""
    found: dict[str, Body] = {}
    for body in _named(token, mentions, holder):
        found.setdefault(body.mention.id, body)
    if any(b.how in {"genitive", "compound"} for b in found.values()):  # "Fraktionschef der Grünen im Bundestag"
        found = {i: b for i, b in found.items() if b.how != "phrase"}
    if not any(b.how != "behind" and b.fits(_kinds(roles)) for b in found.values()) and roles:
        guess = _implied(token, mentions, roles) or _guessed(token, mentions, roles, holder)
        if guess is not None and not any(b.how in {"genitive", "compound", "phrase"} for b in found.values()):
            found.setdefault(guess.mention.id, guess)
    return list(found.values())


def _kinds(roles: tuple[Role, ...]) -> frozenset[str]:
    return frozenset().union(*(r.of for r in roles))


def _implied(token: Token, mentions: Mentions, roles: tuple[Role, ...]) -> Body | None:
    for role in roles:
        if not role.default:
            continue
        state = mentions.implied(token, role.default)
        if state is not None:
            return None if role.noun in _SHARED and not _ours(token) else Body(state, "implied")
        same = next((e for e in token.doc.ents if _is_called(e.text, role.default)), None)
        if same is not None and same.label_ in {"ORG", "LOC", "MISC"}:
            return Body(mentions.named(same), "implied")
    return None


def _is_called(name: str, default: str) -> bool:
    return name in {default, default + "s", default + "es"}


def _ours(token: Token) -> bool:
    """Whether nothing speaks for Austria or Switzerland as the state of a title that they share with Germany."""
    counts = mentioned(token.doc)
    return counts["Deutschland"] >= counts["Österreich"] and not counts["Österreich"] > 1


def _guessed(token: Token, mentions: Mentions, roles: tuple[Role, ...], holder: Mention | None) -> Body | None:
    """The body of a bare title beside a name: the last before it that fits, else the state of the article."""
    if holder is None or holder.form != "NAME" or token.lower_.startswith("opposition"):
        return None
    place = mentions.head_index(holder)
    owned = {"nmod", "nmod:poss", "det:poss"}
    if any(c.dep_ in owned and not token.i < place < c.i for c in token.children):
        return None
    home = home_state(token, mentions)
    if any(r.default for r in roles):  # "Kommissionspräsidentin" says whose, if not in a way to point at
        foreign = roles[0].noun in _SHARED and home is not None and home.norm != "Deutschland"
        return Body(home, "home") if foreign and home is not None else None
    kinds = _kinds(roles)
    described = any(c.dep_ in {"det", "amod"} for c in token.children)
    if "state" not in kinds:
        near = None if described else _near(token, mentions, kinds)
        return Body(near, "near") if near is not None else None
    if not kinds <= _POLITICAL and roles[0].noun != "Präsident":
        return None
    if roles[0].noun == "Ministerpräsident":
        land = home_land(token, mentions)
        if land is not None:
            return Body(land, "home")
    if home is None or (home.norm == "Deutschland" and roles[0].noun in _NOT_GERMAN):
        return None
    return Body(home, "home")


def _near(token: Token, mentions: Mentions, kinds: frozenset[str]) -> Mention | None:
    """The last fitting body in a bare title's sentence or the one before ("Der Verein ... Trainer X")."""
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    for entity in reversed([e for e in token.doc.ents if before <= e.start < token.i]):
        mention = mentions.named(entity)
        if mention.kind == "ORG" and kinds & _ORG_KINDS:
            return mention
        if mention.kind == "LOC":
            name = mention.norm or mention.text
            if "town" in kinds and name not in _regions() and name.removesuffix("s") not in _regions():
                return mention
    return None


def _named(token: Token, mentions: Mentions, holder: Mention | None) -> Iterator[Body]:
    name = mentions.head_index(holder) if holder is not None and holder.form == "NAME" else -1
    for child in token.children:
        if child.dep_ == "amod":
            for adjective in chain(child):
                state = mentions.origin(adjective) or town_of(adjective, mentions)
                if state is not None:
                    yield Body(state, "adjective")
        elif child.dep_ == "det:poss" or child.tag_ == "PPOSAT":
            owner = mentions.pronoun(child)
            if owner is not None:
                yield Body(owner, "possessive")
        elif child.dep_ in {"nmod", "nmod:poss", "obl"} and preposition(child)[0] in _OF:
            yield from _phrase(child, token, name, mentions)
    first = mentions.first_part(token)
    first = namesake(token, mentions) or first
    if first is not None:
        yield Body(first, "compound")
    at = token.i - 1
    while (
        at > 0
        and (token.doc[at].pos_ == "ADJ" or token.doc[at].dep_ == "amod")
        and not mentions.entity_at(token.doc[at])
    ):
        at -= 1
    entity = mentions.entity_at(token.doc[at]) if at >= 0 else None
    if (
        entity is None
        or entity.label_ not in {"LOC", "ORG"}
        or entity.root.dep_ in {"nmod", "nmod:poss", "amod", "appos"}
    ):
        return
    if entity.root.head.i in {token.i, entity.root.i} or (at < token.i - 1 and entity.text.endswith("s")):
        yield Body(mentions.named(entity), "genitive")  # "SPD Chef", "Berlins Regierender Bürgermeister"


def _phrase(child: Token, token: Token, name: int, mentions: Mentions) -> Iterator[Body]:
    word = preposition(child)[0]
    if child.tag_ in {"PRELAT", "PRELS"}:  # "die Firma, deren Chef X ist"
        owner = relative_owner(child, mentions)
        if owner is not None:
            yield Body(owner, "genitive")
        return
    for member in chain(child):
        thing = named_thing(member, mentions)
        if thing is None:
            continue
        how = "genitive" if word in {"", "von"} else "phrase"
        yield Body(thing, "behind" if token.i < name < member.i else how)


@cache
def _unions() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "union")


@cache
def _regions() -> frozenset[str]:
    return frozenset(c.name for c in countries())


@cache
def _states() -> frozenset[str]:
    return frozenset(c.name for c in countries() if c.kind == "state")
