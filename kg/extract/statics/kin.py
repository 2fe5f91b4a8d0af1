"""Relations between persons that nouns tell: kin ("Kims Schwester X") and succession ("Nachfolger von X ist Y")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span, Token

from kg.extract.events.clauses import infinitive, preposition
from kg.extract.events.event import Event
from kg.extract.lexicon import table
from kg.extract.mentions.pointed import relative_owner
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import noun_class
from kg.extract.morphology import feature
from kg.extract.statics.holders import holders
from kg.extract.statics.holding import apart, static
from kg.extract.statics.listing import behind_title, row
from kg.schema import Mention

#: Nouns that name both of a pair.
_COUPLES = {"Ehepaar", "Eheleute", "Brautpaar", "Liebespaar", "Geschwister", "Geschwisterpaar", "Zwilling", "Zwillinge"}
_OWNERS = {"nmod", "nmod:poss", "det:poss"}


def kin(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Kims Schwester Kim Yo-jong", "seine Frau X", "X, Tochter von Y", "verheiratet mit X"."""
    noun = noun_class(token.lemma_)
    if noun is not None and noun.source == "kin" and not _played(token):
        owners = _owners(token, mentions)
        if owners:  # "Frau Müller", "der Mann" are no kin: kin needs someone whose it is
            found = _behind_owner(token, mentions) or _listed(token, mentions) or holders(token, mentions)
            if not any(m.form == "NAME" for m in found):
                found = _named_next(token, mentions) or found
            for relative in found:
                for other in owners:
                    if apart(relative, other) and other.form != "NOMINAL":
                        yield static(token, "family_of", relative, other, "office.kin")
    yield from _each_other(token, mentions)
    for relation, subjects, objects in _predecessor(token, mentions):
        for subject in subjects:
            for object_ in objects:
                if apart(subject, object_):
                    yield static(token, relation, subject, object_, "office.succession")


def _played(token: Token) -> bool:
    """Whether a relative is a part in a play: "X spielt seine Freundin"."""
    return token.dep_ == "obj" and infinitive(token.head) in {"spielen", "verkörpern", "mimen"}


def _behind_owner(token: Token, mentions: Mentions) -> list[Mention]:
    """ "Die Witwe von X, Y, sagte": the name between commas behind whose relative it is."""
    for child in token.rights:
        owner = _owner_at(child, mentions)
        if owner is None or owner.end + 2 > len(token.doc):
            continue
        relative = mentions.entity_at(token.doc[owner.end + 1]) if token.doc[owner.end].text == "," else None
        if relative is None or relative.label_ != "PER" or feature(token, "Number") == "Plur":
            continue
        if relative.end < len(token.doc) and token.doc[relative.end].text == ",":
            return [mentions.named(relative)]
    return []


def _owner_at(child: Token, mentions: Mentions) -> Span | None:
    """The person in a genitive or behind "von", with a title or without: "die Witwe Omars", "des Präsidenten X"."""
    if child.dep_ not in _OWNERS and not (child.dep_ in {"appos", "flat"} and _in_genitive(mentions.entity_at(child))):
        return None
    owner = mentions.referent(child) if mentions.entity_at(child) is None else None
    head = mentions.head_of(owner) if owner is not None and owner.form == "NAME" else child
    entity = mentions.entity_at(head)
    return entity if entity is not None and entity.label_ == "PER" else None


def _in_genitive(entity: Span | None) -> bool:
    """Whether a person's name may be a genitive that another name follows behind a comma: "Omars, Y, ..."."""
    if entity is None or entity.label_ != "PER" or not entity.text.endswith(("s", "'", "’", "x", "z")):
        return False
    doc, end = entity.doc, entity.end
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].ent_type_ == "PER"


def _listed(token: Token, mentions: Mentions) -> list[Mention]:
    """ "zwei Töchter, Lena und Marie": those who are counted."""
    if feature(token, "Number") != "Plur" or token.i + 2 >= len(token.doc) or token.nbor(1).text not in {",", ":"}:
        return []
    found = list(row(token.i + 2, mentions))
    return found if len(found) > 1 else []


def _named_next(token: Token, mentions: Mentions) -> list[Mention]:
    """The names right behind a noun, whatever the parser hung them on: "mit seinen Söhnen Udo und Karl"."""
    found = list(row(token.i + 1, mentions)) if token.i + 1 < len(token.doc) else []
    return found if feature(token, "Number") == "Plur" else found[:1]


def _each_other(token: Token, mentions: Mentions) -> Iterator[Event]:
    """ "Die Brüder X und Y", "das Ehepaar X und Y", "die Eheleute X und Y"."""
    if token.i + 1 >= len(token.doc) or not (token.lemma_ in _COUPLES or token.text in _mutual()):
        return
    found = list(row(token.i + 1, mentions))
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if apart(one, other):
                yield static(token, "family_of", one, other, "office.kin")


@cache
def _mutual() -> frozenset[str]:
    """The plurals of the kin nouns that hold both ways: "Brüder", "Cousinen"."""
    rows = [row for row in table("kin") if row["symmetric"] == "yes" and row["flags"] == "-"]
    women = [row["feminine"] + ending for row in rows if row["feminine"] for ending in ("n", "en", "nen")]
    return frozenset(w for row in rows for w in (row["plural"], row["plural"] + "n") if w not in {"", "n"}) | {*women}


def succession(token: Token, successors: Sequence[Mention], mentions: Mentions) -> Iterator[Event]:
    """ "X wird Nachfolger von Y", "Putins Nachfolger X", "als Nachfolger Y's wurde X gewählt"."""
    for successor in successors:
        for owner in _owners(token, mentions):
            if apart(successor, owner) and owner.form != "NOMINAL":
                yield static(token, "succeeded", successor, owner, "office.succession")


def _predecessor(token: Token, mentions: Mentions) -> Iterator[tuple[str, list[Mention], list[Mention]]]:
    """ "sein Vorgänger X", "Moons Vorgänger Y": who owns the predecessor succeeded him."""
    if not token.lemma_.endswith(("vorgänger", "Vorgänger", "vorgängerin", "Vorgängerin")):
        return
    owners = [o for o in _owners(token, mentions) if o.form != "NOMINAL"]
    if owners:
        yield "succeeded", owners, [h for h in holders(token, mentions) if h.form == "NAME"]


def _owners(token: Token, mentions: Mentions) -> list[Mention]:
    """Whose a relative or successor is, by genitive, "von", possessive pronoun or "deren"."""
    found = []
    for child in token.children:
        if child.dep_ not in _OWNERS or preposition(child)[0] not in {"", "von"}:
            continue
        if child.tag_ in {"PRELAT", "PRELS"}:
            owner = relative_owner(child, mentions)
            found += [owner] if owner is not None and owner.kind == "PER" else []
            continue
        partner = _partner(child, mentions)
        if partner is not None:
            found.append(partner)
            continue
        for member in chain(child):
            other = mentions.referent(member)
            if other is not None and other.kind == "PER":
                found.append(other)
    if not found:
        before = _genitive_before(token, mentions) or _owner_behind(token, mentions) or _who_has(token, mentions)
        found += [before] if before is not None else []
    return found


def _who_has(token: Token, mentions: Mentions) -> Mention | None:
    """Whose relatives "Er hat zwei Töchter" tells of."""
    first = token.head if token.dep_ == "conj" else token  # "hinterlässt seine Frau und den Sohn X"
    if first.dep_ != "obj" or first.head.lemma_ not in {"haben", "hinterlassen"}:
        return None
    subject = next((c for c in first.head.children if c.dep_ == "nsubj"), None)
    mention = mentions.referent(subject) if subject is not None else None
    return mention if mention is not None and mention.kind == "PER" else None


def _genitive_before(token: Token, mentions: Mentions) -> Mention | None:
    """The person in the genitive right before a noun and its adjectives, whatever the parse: "Monas Frau"."""
    at = token.i - 1
    while at > 0 and token.doc[at].pos_ == "ADJ" and mentions.entity_at(token.doc[at]) is None:
        at -= 1
    entity = mentions.entity_at(token.doc[at]) if at >= 0 else None
    if entity is None or entity.label_ != "PER" or not entity.text.endswith(("s", "'", "’", "x", "z")):
        return None
    return mentions.named(entity)


def _owner_behind(token: Token, mentions: Mentions) -> Mention | None:
    """Whose relative by the order of words alone: "Gründerin von A und Frau von Vorstandschef Y"."""
    at = token.i + 1
    if at + 1 >= len(token.doc):
        return None
    beside = mentions.entity_at(token.doc[at])
    if beside is not None and _in_genitive(beside):
        return mentions.named(beside)
    if token.doc[at].lower_ not in {"von", "des", "der"}:
        return None
    entity = mentions.entity_at(token.doc[behind_title(at + 1, mentions)])
    return mentions.named(entity) if entity is not None and entity.label_ == "PER" else None


def _partner(pronoun: Token, mentions: Mentions) -> Mention | None:
    """Whom "seine" means in "X und seine Frau Y": the person right before the conjunction; behind a relative of
    somebody's ("X, ihr Mann Y und ihr Sohn Z") whoever that relative's is."""
    if pronoun.dep_ != "det:poss" and pronoun.tag_ != "PPOSAT":
        return None
    entity = _joined(pronoun, mentions)
    while entity is not None:
        earlier = next((t for t in pronoun.doc[max(entity.start - 3, 0) : entity.start] if t.tag_ == "PPOSAT"), None)
        if earlier is None or earlier.lower_[:3] != pronoun.lower_[:3]:
            return mentions.named(entity)
        entity = _joined(earlier, mentions)
    return None


def _joined(pronoun: Token, mentions: Mentions) -> Span | None:
    """The person named right before "und" and a possessive, but for a bracket: "X (CDU) und ihr Mann"."""
    doc, at = pronoun.doc, pronoun.i - 2
    if at < 0 or doc[at + 1].lower_ not in {"und", "sowie", "mit", ","}:
        return None
    if doc[at].text == ")":
        at = next((t.i - 1 for t in reversed(doc[max(at - 6, 0) : at]) if t.text == "("), 0)
    entity = mentions.entity_at(doc[at])
    return entity if entity is not None and entity.label_ == "PER" else None
