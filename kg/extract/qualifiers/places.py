"""Where: the places that stand around the word an event rests on, and which of them is its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extract.events.clauses import preposition
from kg.extract.lexicon import longest_suffix, nouns
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import class_of, noun_class
from kg.schema import Mention
from kg.tables import cities, countries, demonyms, town_origin, towns

_PREPOSITIONS = {"in", "bei", "auf", "an", "nahe", "unweit", "vor", "außerhalb", "innerhalb", "nördlich"}
_PREPOSITIONS |= {"südlich", "östlich", "westlich", "nordöstlich", "nordwestlich", "südöstlich", "südwestlich"}
#: Those that tell nothing but the place, whatever the verb, before names of places.
_AT_SITES = _PREPOSITIONS - {"an", "vor"}
_THERE = {"dort", "ebenda"}
#: Nouns that with an article take up the town or site named last.
_ANAPHORS = {"Ort", "Stadt", "Stelle", "Dorf", "Gemeinde", "Hafenstadt", "Küstenstadt", "Metropole", "Insel"}
_DEFINITE = {"der", "dem", "dieser", "diesem", "derselben", "im", "am"}
#: Places that an adjective of origin names: "auf ukrainischem Boden", "in der polnischen Hauptstadt".
_SOIL = {"Boden", "Gebiet", "Territorium", "Staatsgebiet", "Hoheitsgebiet", "Hauptstadt", "Seite", "Grund", "Markt"}
_SEATS = ("sitz", "zentrale", "hauptquartier")
_HOMELY = ("geboren", "aufgewachsen", "ansässig", "beheimatet", "lebend", "wohnhaft", "wohnend", "gelegen", "sitzend")
#: Classes of bodies that act at their seat.
_LOCAL = {"court", "police"}
#: What stands before the name of the town where it was held: "Finale von München", "Gipfel von Rom".
_OF = {"von", "vom", "zu", "zum", "zur"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an event may have: ``rank`` 0 at its own word, 1 inside another phrase of place or occasion, 2 in
    the phrase of somebody or something else."""

    rank: int
    mention: Mention


def best(found: Iterable[Place]) -> Mention | None:
    """The place to take: towns and sites before states, what is said of the event itself before what is said beside."""
    ordered = sorted(found, key=lambda p: (p.rank == 2, is_state(p.mention), p.rank))
    return ordered[0].mention if ordered else None


def is_state(mention: Mention) -> bool:
    """Whether a place is a whole country."""
    return (mention.norm or mention.text) in states()


@cache
def states() -> frozenset[str]:
    """The names of states and wider regions that have adjectives of origin, but for those that are no more than a town.

    Lands without a capital of their own are towns: Hamburg, Wien.
    """
    city_states = {c.name for c in countries() if c.kind in {"land", "bundesland"} and not c.capital}
    return frozenset(demonyms().values()) - city_states


def places(tokens: Iterable[Token], trigger: Token, used: frozenset[int], mentions: Mentions) -> Iterator[Place]:
    """The places in phrases among the tokens of a clause; ``used`` are words that play another part in the event."""
    for token in tokens:
        dep, free = token.dep_, token.i not in used
        if (dep == "advmod" and token.lower_ in _THERE) or (dep == "obl" and free and _same_place(token)):
            last = last_place(token.doc, token.i, mentions)
            if last is not None:
                yield Place(1, last)  # "Dort trat er in Bern auf": the name is nearer than what "dort" takes up
        elif dep in {"obl", "nmod", "conj"} and free and not _denied(token):
            rank = _rank(token, trigger)
            yield from (Place(rank, m) for m in _named(token, used, mentions))


def _same_place(noun: Token) -> bool:
    """Whether a phrase means the place named last: "in dem kleinen Ort", "an gleicher Stelle", "vor Ort"."""
    word = preposition(noun)[0] if noun.lemma_ in _ANAPHORS else ""
    if word not in _PREPOSITIONS:
        return False
    if any(c.dep_ in {"appos", "nmod", "flat", "acl"} for c in noun.children):
        return False
    pointing = any(c.lower_ in _DEFINITE or c.lower_[:5] == "gleic" for c in noun.children if c.i < noun.i)
    return pointing or (word == "vor" and noun.lemma_ == "Ort")


def _named(token: Token, used: frozenset[int], mentions: Mentions) -> Iterator[Mention]:
    word = preposition(token)[0] or (preposition(token.head)[0] if token.dep_ == "conj" else "")
    if word not in _PREPOSITIONS or _addressed(token, word, mentions):
        return
    for member in chain(token):
        if member.i in used:
            continue
        noun = noun_class(member.lemma_) if member.pos_ == "NOUN" else None
        if noun is None or noun.kind in {"LOC", "ORG"}:
            mention = mentions.referent(member)
            if mention is not None and is_place(member, mention, mentions) and not _at_home(mentions.head_of(mention)):
                yield mention
                continue
        town = venue(member, mentions) or seat(member, mentions)
        if town is not None:
            yield town
        yield from _inside(member, mentions)


def _addressed(token: Token, word: str, mentions: Mentions) -> bool:
    """Whether a phrase names a state or town as somebody: "Waffen an Moskau", "Kritik an Paris" (but "an der Oder")."""
    bare = not any(c.dep_ == "det" or c.lower_ == "am" for c in token.children)
    return word == "an" and bare and mentions.entity_at(token) is not None


def is_place(token: Token, mention: Mention, mentions: Mentions) -> bool:
    """Whether a name in a phrase of place is one: a place by the recogniser, or a building by its noun."""
    entity = mentions.entity_at(token)
    if mention.form != "NAME" or mention.kind not in {"LOC", "ORG"}:
        return False
    if any(c.lower_ == "beim" for c in token.children) and mention.kind == "LOC" and noun_class(token.lemma_) is None:
        return False  # towns and states have no article: "beim Schach"
    last = None if entity is None else noun_class(entity[-1].text) or noun_class(entity.root.lemma_)
    if mention.kind == "ORG":
        return last is not None and last.kind == "LOC"
    return last is None or last.kind not in {"EVENT", "PER"}


def _inside(noun: Token, mentions: Mentions) -> Iterator[Mention]:
    """The place in a phrase whose noun is no name: "im Rathaus von X", "im Berliner Kanzleramt"."""
    if noun.pos_ not in {"NOUN", "PROPN"} or mentions.entity_at(noun) is not None:
        known = noun_class(noun.lemma_)
        if known is None or known.kind != "LOC":
            return
    known = class_of(noun)
    site = known is not None and known.kind in {"LOC", "ORG"}
    occasion = is_occasion(noun)
    for child in noun.children:
        if child.dep_ == "amod" and (_of_town(child, mentions) or noun.lemma_ in _SOIL):
            origin = mentions.origin(child)
            if origin is not None:
                yield origin
        elif child.dep_ == "nmod" and (site or occasion):
            word = preposition(child)[0]
            mention = mentions.referent(child) if (word in _OF or (not word and site)) else None
            named = mention is not None and mention.kind == "LOC" and mention.form == "NAME"
            if mention is not None and named and (site or not is_state(mention)):
                yield mention


def venue(token: Token, mentions: Mentions) -> Mention | None:
    """The town in the name of a fair, race or meeting: "die Leipziger Buchmesse", "der Berlin-Marathon"."""
    entity = mentions.entity_at(token)
    if entity is None or not _names_occasion(entity[-1].text.rpartition("-")[2]):
        return None
    first = entity[0]
    town = _town(first.text) if len(entity) > 1 or "-" in first.text else ""
    return mentions.inner(first, town) if town and town not in states() else None


def seat(token: Token, mentions: Mentions) -> Mention | None:
    """The town of a court or police force, where it does what it does: "das Landgericht Ulm", "die Ulmer Polizei"."""
    entity = mentions.entity_at(token)
    words = [token, *token.children] if entity is None else [*entity, *entity.root.children]
    if not any((c := noun_class(w.lemma_)) is not None and c.body in _LOCAL for w in words[: len(entity or [token])]):
        return None
    for word in words:
        town = _town(word.text)
        inside = entity is not None and entity.start <= word.i < entity.end
        if not inside and word.dep_ == "nmod" and preposition(word)[0] in {"in", "von"}:
            named = mentions.referent(word)
            if named is not None and named.kind == "LOC" and named.form == "NAME" and not is_state(named):
                return named
        elif town and (inside or word.dep_ in {"amod", "appos", "nmod", "flat"}):
            return mentions.inner(word, town)
    return None


def _town(word: str) -> str:
    """The town that a word names or tells the origin of: "Ulm", "Ulm-Mitte", "Ulmer"; "" for others."""
    first = word.partition("-")[0]
    if first in cities() or first in _irregular():
        return first
    return town_origin(word) or (towns().get(word.lower(), "") if word.endswith("er") and word[:1].isupper() else "")


@cache
def _irregular() -> frozenset[str]:
    """The towns whose adjectives are listed."""
    return frozenset(towns().values())


def _of_town(adjective: Token, mentions: Mentions) -> bool:
    town = town_origin(adjective.text) or adjective.lower_ in towns()
    return bool(town) and mentions.entity_at(adjective) is None


def is_occasion(noun: Token) -> bool:
    """Whether a noun is something at which other things happen: a meeting, a visit, a final, a trial."""
    return _names_occasion(noun.lemma_)


@lru_cache(maxsize=20_000)
def _names_occasion(noun: str) -> bool:
    known = nouns()
    word = noun if noun in known else longest_suffix(noun, known)
    listed = noun_class(noun)
    return any(f.relation for f in known.get(word, ())) or (listed is not None and listed.kind == "EVENT")


def _rank(token: Token, trigger: Token) -> int:
    if token.head.i == trigger.i or token.dep_ == "conj":
        return 0
    head = token.head
    if head.pos_ == "NOUN" and token.dep_ == "nmod" and _acting(head):
        return 2
    while head.i != trigger.i and head.head.i != head.i:
        if head.dep_ == "amod" and is_occasion(head.head):
            return 1  # "auf der in Bonn abgehaltenen Tagung"
        if head.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:arg", "obl:agent", "iobj", "amod"}:
            return 2
        head = head.head
    return 1


def _acting(noun: Token) -> bool:
    """Whether a noun is somebody with a place of his own: "die Führung in Peking", "Vertreter in Genf"."""
    known = noun_class(noun.lemma_)
    return known is not None and known.kind in {"PER", "ORG"} and not is_occasion(noun)


def _at_home(token: Token) -> bool:
    """Whether a phrase tells where somebody or something is at home: "mit Sitz in Ulm", "der in Ulm ansässige X"."""
    head = token.head
    if head.pos_ == "NOUN":
        return head.lemma_.lower().endswith(_SEATS) and preposition(head)[0] == "mit"
    return head.dep_ == "amod" and head.lower_.startswith(_HOMELY)


def _denied(token: Token) -> bool:
    """ "nicht in Bonn, sondern hier"."""
    first = token.left_edge
    return first.lower_ == "nicht" or (first.i > 0 and token.doc[first.i - 1].lower_ == "nicht")


def stands_in(token: Token) -> bool:
    """Whether a name that may be a side as well is told as the place: "in Polen", "im Süden Polens", "auf Kreta"."""
    for _ in range(3):
        part = token.dep_ in {"nmod", "appos"} and (noun := noun_class(token.head.lemma_)) and noun.kind == "LOC"
        if not part and not (token.dep_ == "amod" and token.head.lemma_ in _SOIL):
            break
        if preposition(token)[0] not in {"", "von"}:
            break
        token = token.head
    word, case = preposition(token)
    if token.dep_ != "obl" or case == "acc":
        return False
    return word in {"in", "bei"} or (word in _AT_SITES and (bool(case) or token.text not in states()))


def _there(state: Token) -> bool:
    return state.dep_ == "obl" and preposition(state)[0] in {"in", "nach"}


def last_place(doc: Doc, index: int, mentions: Mentions) -> Mention | None:
    """The last town or site named before a word, or the state where one was or went just before: what "dort" means."""
    start = doc[index].sent.start  # "reiste nach Island und traf dort X": in the same sentence a state is a place too
    near = doc[start - 1].sent.start if start else 0
    named = [e for e in doc.ents if e.end <= index and e.label_ == "LOC"]
    before = [e for e in named if e.text not in states() or e.start >= start or (e.start >= near and _there(e.root))]
    return mentions.named(before[-1]) if before else None
