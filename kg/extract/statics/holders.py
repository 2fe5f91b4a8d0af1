"""Who holds the office, or is the person, that a noun names: the name beside it, before it, or its clause's subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.events.clauses import preposition
from kg.extract.mentions.apposed import is_owner, of_person
from kg.extract.mentions.pointed import owns_before
from kg.extract.mentions.register import Mentions, chain
from kg.extract.mentions.wordclasses import denotes_person
from kg.extract.morphology import feature
from kg.extract.statics.listing import behind_colon, row
from kg.extract.statics.predicates import as_office, is_somebody, predicate
from kg.schema import Mention

_LONGEST_APPOSITION = 12
#: Words that begin the time of an office before its noun, and how long it may be.
_TIMELY = {
    "seit", "bis", "von", "ab", "bislang", "bisher", "zuletzt", "früher", "einst", "ehemals", "inzwischen", "heute",
    "damals", "derzeit", "künftig", "zuvor", "jetzt", "nun", "lange", "vormals", "seinerzeit", "mittlerweile",
    "zwischen", "zurzeit", "aktuell", "noch", "erst", "zunächst", "später", "einstmals", "jahrelang",
}  # fmt: skip
_LONGEST_TIME = 6
_OF = {"von", "an", "in", "bei", "für"}
#: What may stand between a title and a name.
_HONOURS = {"Sir", "Lord", "Dame", "Lady", "Dr.", "Prof.", "Don", "Graf", "Freiherr", "Prinz", "Herr", "Frau"}


def holders(token: Token, mentions: Mentions) -> list[Mention]:
    """The persons whom a noun for a person denotes; the description itself where no name is tied to it."""
    if any(owns_before(c) and c.i < token.i for c in token.children):  # "deren Chefin X"
        return list(_beside(token, mentions))
    listed = behind_colon(token, mentions) if feature(token, "Number") == "Plur" else []
    if listed:
        return listed
    around = _around(token, mentions)
    if around is not None:
        return [around]
    behind = _behind_a_name(token, mentions)
    if behind is not None:
        return [behind]
    for find in (predicate, as_office):
        found = find(token, mentions)
        if found is not None:
            return found
    if token.dep_ == "appos" and mentions.entity_at(token.head) is not None and not _before_name(token, mentions):
        return []
    if token.dep_ == "conj" and denotes_person(token.head) and not is_somebody(token, mentions):
        shared = _in_series(token, mentions)
        if shared:
            return shared
    return list(_beside(token, mentions))


def _around(token: Token, mentions: Mentions) -> Mention | None:
    """ "die Abgeordneten der SPD um X": one of several, named as their centre."""
    if feature(token, "Number") != "Plur":
        return None
    for word in token.doc[token.i + 1 : token.i + 5]:
        if word.pos_ in {"VERB", "AUX", "PUNCT"}:
            return None
        if word.lower_ == "um" and word.i + 1 < len(token.doc):
            entity = mentions.entity_at(token.doc[word.i + 1])
            return mentions.named(entity) if entity is not None and entity.label_ == "PER" else None
    return None


def _behind_a_name(token: Token, mentions: Mentions) -> Mention | None:
    """ "X, Vorsitzender der Y", "X, Chef der A und Sprecher der B": the name before the comma of the apposition."""
    if _before_name(token, mentions) or _next_of_list(token):
        return None  # "Trainer X, Kapitän Y": the next of a list
    before = _just_before(token, mentions)
    if token.dep_ == "appos":
        entity = before or mentions.entity_at(token.head)
        if entity is not None and entity.label_ == "PER" and entity.start < token.i:
            return (
                mentions.named(entity) if not _titled(entity) else _of_next(token, mentions) or mentions.named(entity)
            )
        described = entity is None and denotes_person(token.head) and token.head.i < token.i and not _plain(token)
        mention = mentions.referent(token.head) if described else None
        return mention if mention is not None and mention.form == "NOMINAL" else None
    if token.dep_ in {"ROOT", "conj", "nsubj", "dep", "parataxis"} and before is not None and _apposed(token, before):
        return mentions.named(before)
    if (
        token.dep_ == "conj"
        and _bare(token)
        and token.i >= 2
        and {token.left_edge.lower_, token.doc[token.left_edge.i - 1].lower_} & {"und", ","}
    ):
        # The parser hangs the second office on what the first is of: "Chef der Grünen und Abgeordneter des Tags".
        for ancestor in token.ancestors:
            if ancestor.dep_ == "appos" and denotes_person(ancestor) and token.i - ancestor.i <= _LONGEST_APPOSITION:
                return _behind_a_name(ancestor, mentions)
    return None


def _titled(entity: DocSpan) -> bool:
    return (
        entity.start > 0 and not entity.doc[entity.start - 1].ent_type_ and denotes_person(entity.doc[entity.start - 1])
    )


def _of_next(token: Token, mentions: Mentions) -> Mention | None:
    """ "es kamen Ministerin A, der Leiter der B, C, und X": the name behind the title, where A has one of her own."""
    behind = _set_off(token, mentions)
    if behind is None:
        return None
    at = mentions.head_index(behind) + 1
    while at < len(token.doc) and token.doc[at].ent_iob_ == "I":
        at += 1
    listed = at + 1 < len(token.doc) and token.doc[at].text == "," and token.doc[at + 1].lower_ in {"und", "sowie"}
    return behind if listed else None


def _next_of_list(token: Token) -> bool:
    """ "der Chef der A, X, und der Sprecher der B, Y": a title with an article of its own behind "und"."""
    before = token.doc[token.left_edge.i : token.i]
    return not _bare(token) and any(t.lower_ in {"und", "sowie"} for t in before)


def _before_name(token: Token, mentions: Mentions) -> bool:
    """Whether the name of a person stands right behind a noun."""
    following = mentions.entity_at(token.doc[token.i + 1]) if token.i + 1 < len(token.doc) else None
    return following is not None and following.label_ == "PER"


def _plain(token: Token) -> bool:
    """Whether no comma sets a noun off from what it is an apposition to."""
    return not any(t.text == "," for t in token.doc[token.head.i : token.i])


def _apposed(token: Token, entity: DocSpan) -> bool:
    """Whether a noun is one to the name before its comma: a verb has both as subjects, or it stands between marks."""
    both = token.dep_ == "nsubj" and entity.root.dep_ == "nsubj" and token.head.i == entity.root.head.i
    return both or _closed(token)


def _closed(token: Token) -> bool:
    """Whether a noun phrase behind a comma ends at a comma or full stop without a verb: an apposition, no list."""
    if any(t.pos_ in {"VERB", "AUX"} for t in token.subtree):
        return False
    end = token.right_edge.i + (token.right_edge.text != ",")  # the comma behind it may hang on it
    ended = end >= len(token.doc) or token.doc[end].text in {",", ".", "–", ";", ":", "!", "?"}
    return ended and any(c.dep_ in {"nmod", "nmod:poss", "det:poss"} for c in token.children)


def _just_before(token: Token, mentions: Mentions) -> DocSpan | None:
    """The person right before the comma of an apposition, whatever the parser hung it on."""
    comma = _since(token, token.left_edge.i - (0 if token.left_edge.text == "," else 1))
    if comma < 1 or token.doc[comma].text != ",":
        return None
    last = token.doc[comma - 1]
    if last.text == ")":  # "X (SPD), Vorsitzender der Y"
        last = next(
            (token.doc[i - 1] for i in range(comma - 2, max(comma - 6, 0), -1) if token.doc[i].text == "("), last
        )
    entity = mentions.entity_at(last)
    return entity if entity is not None and entity.label_ == "PER" else None


def _since(token: Token, before: int) -> int:
    """The comma before the words that say since or until when: "X, seit 2006 Chef der Y", "X, bis Mai Trainer"."""
    for at in range(before, max(before - _LONGEST_TIME, 0), -1):
        if token.doc[at].text == ",":
            return at if at == before or token.doc[at + 1].lower_ in _TIMELY else before
        if token.doc[at].pos_ in {"VERB", "AUX", "PUNCT"}:
            break
    return before


def _in_series(token: Token, mentions: Mentions) -> list[Mention]:
    """ "der Chef der A und Sprecher der B, X": who shares the first office holds the second, if it has no article."""
    return holders(token.head, mentions) if _bare(token) else []


def _beside(token: Token, mentions: Mentions) -> Iterator[Mention]:
    mention = mentions.referent(token)
    plural = _several(token)
    if mention is None or mention.kind != "PER" or mention.form != "NAME":
        inner = after_comma(token, mentions, "PER") or _behind_genitive(token, mentions)
        inner = (
            inner or _named_inside(token, mentions) or _title_before(token, mentions) or _next_title(token, mentions)
        ) or _set_off(token, mentions)
        if inner is not None:
            yield inner
            return
    if mention is None or mention.kind != "PER" or (plural and mention.form != "NAME"):
        return
    if mention.form == "NAME":
        head = mentions.head_of(mention)
        if any(t.lower_ == "so" for t in token.doc[token.i + 1 : head.i]):
            return  # "Der Kremlchef, so Biden, habe ...": who speaks is another
        yield mention
        if plural:  # "die Minister X und Y"
            others = [m for t in [*chain(head)][1:] if (m := mentions.referent(t)) and not _has_title(t, mentions)]
            names = [m for m in others if m.kind == "PER" and m.form == "NAME"] + _listed(head, mentions)
            yield from {m.id: m for m in names if m.id != mention.id}.values()
    else:
        yield mention


def _listed(head: Token, mentions: Mentions) -> list[Mention]:
    """The names behind the first of a list, by the order of words: "die Minister X (CDU), Y und Z"."""
    entity = mentions.entity_at(head)
    return list(row(entity.start, mentions))[1:] if entity is not None and entity.label_ == "PER" else []


def _has_title(token: Token, mentions: Mentions) -> bool:
    return mentions.entity_at(token) is None and denotes_person(token)


def after_comma(token: Token, mentions: Mentions, *kinds: str) -> Mention | None:
    """ "Der Chef der Bank in Frankfurt, Christian Sewing, ...": the name between commas after the noun's phrase."""
    if of_person(token, mentions.entity_at):
        return None
    for child in token.rights:
        entity = mentions.entity_at(child)
        if child.dep_ not in {"appos", "flat"} or entity is None or entity.label_ not in kinds or entity.start < 1:
            continue
        if token.doc[entity.start - 1].text != "," or entity.start - token.i > _LONGEST_APPOSITION:
            continue
        between = token.doc[token.i + 1 : entity.start - 1]
        if not any(t.text == "," or t.pos_ in {"VERB", "AUX"} or t.lower_ == "so" for t in between):
            return mentions.named(entity)
    return None


def _set_off(token: Token, mentions: Mentions) -> Mention | None:
    """ "der Kommissar für Handel, X, ...": the name between commas by the order of words, behind a title's phrase."""
    if not any(c.dep_ == "det" and c.i < token.i for c in token.children) or feature(token, "Number") == "Plur":
        return None
    if of_person(token, mentions.entity_at):
        return None
    for at in range(token.i + 2, min(token.i + _LONGEST_APPOSITION, len(token.doc) - 1)):
        word = token.doc[at]
        if word.pos_ in {"VERB", "AUX"} or word.lower_ == "so":
            return None
        if word.text == ",":
            entity = mentions.entity_at(token.doc[at + 1])
            closed = entity is not None and entity.end < len(token.doc) and token.doc[entity.end].text in {",", "("}
            own = entity is not None and entity.label_ == "PER" and entity.start == at + 1 and closed
            return mentions.named(entity) if entity is not None and own else None
    return None


def _behind_genitive(token: Token, mentions: Mentions) -> Mention | None:
    """ "der Präsident Russlands Putin", "der Richter am Bundesgerichtshof X": the name right behind the body, on which
    the parser hangs it."""
    for child in token.rights:
        if child.dep_ != "nmod" or (preposition(child)[0] or "von") not in _OF:
            continue
        owner = mentions.entity_at(child)
        end = owner.end if owner is not None else child.i + 1
        while end < len(token.doc) and token.doc[end].text in _HONOURS and mentions.entity_at(token.doc[end]) is None:
            end += 1
        if end >= len(token.doc) or (owner is not None and owner.label_ == "PER"):
            continue
        entity = mentions.entity_at(token.doc[end])
        if entity is not None and entity.label_ == "PER" and entity.start == end:
            return mentions.named(entity)
    return None


def _named_inside(token: Token, mentions: Mentions) -> Mention | None:
    """ "Pääbos Vater, der Biochemiker Sune Bergström": the name beside an apposition."""
    for child in token.rights:
        listed = _bare(child) and any(t.text == "," for t in token.doc[token.i : child.i])  # "Trainer X, Kapitän Y"
        apposed = child.dep_ == "appos" or _taken_for_list(token, child)
        if apposed and denotes_person(child) and mentions.entity_at(child) is None and not listed:
            mention = mentions.referent(child)
            if mention is not None and mention.kind == "PER" and mention.form == "NAME":
                return mention
    return None


def _taken_for_list(token: Token, child: Token) -> bool:
    """Whether the parser took an apposition for the next of a list: "mit ihrem Mann, dem Dichter X, ..."."""
    comma = token.i + 1 < len(token.doc) and token.nbor(1).text == ","
    one = not any(c.dep_ in {"cc", "conj"} for c in (*child.children, *token.children) if c.i != child.i)
    return child.dep_ == "conj" and comma and one and child.i <= token.i + 4 and not _bare(child)


def _title_before(token: Token, mentions: Mentions) -> Mention | None:
    """A title right before a name that the parser did not tie to it as apposition: "Bayern-Trainer Vincent Kompany"."""
    if token.i + 1 >= len(token.doc) or feature(token, "Number") == "Plur":
        return None
    at = token.i + 1
    while at + 1 < len(token.doc) and token.doc[at].text in _HONOURS and mentions.entity_at(token.doc[at]) is None:
        at += 1
    entity = mentions.entity_at(token.doc[at])
    if entity is None or entity.label_ != "PER" or entity.start != at or is_owner(entity.root):
        return None
    if at > token.i + 1:  # "der Milliardär Sir X"
        return mentions.named(entity)
    root = entity.root
    tied = token.head.i in range(entity.start, entity.end) or root.head.i == token.i
    bare = not any(c.dep_ in {"det", "det:poss"} for c in token.children) and root.head.i == token.head.i
    return mentions.named(entity) if tied or bare else None


def _next_title(token: Token, mentions: Mentions) -> Mention | None:
    """ "Bundeskanzler und CDU-Chef Friedrich Merz": one person with two titles, if the verb is no plural."""
    second = next((c for c in token.rights if c.dep_ == "conj" and c.i <= token.i + 4), None)
    if second is None or not denotes_person(second) or mentions.entity_at(second) is not None or not _bare(second):
        return None
    if token.doc[second.left_edge.i - 1].lower_ not in {"und", "sowie"} and not any(
        c.dep_ == "cc" for c in second.children
    ):
        return None
    verb = token.head
    finite = [
        v for v in (verb, *verb.children) if feature(v, "VerbForm") == "Fin" or v.tag_ in {"VVFIN", "VAFIN", "VMFIN"}
    ]
    if token.dep_ == "nsubj" and any(feature(v, "Number") == "Plur" for v in finite):
        return None
    mention = mentions.referent(second)
    if mention is None or mention.form != "NAME":
        return _behind_genitive(second, mentions)
    return mention if mention.kind == "PER" else None


def _bare(token: Token) -> bool:
    return not any(c.dep_ in {"det", "det:poss", "nummod"} for c in token.children)


def _several(token: Token) -> bool:
    """Whether a title is in the plural, which "die Minister" shows by its article alone."""
    if feature(token, "Number") == "Plur":
        return True
    masculine = feature(token, "Gender") == "Masc" and feature(token, "Case") in {"Nom", "Acc", ""}
    return masculine and any(c.dep_ == "det" and c.lower_ == "die" for c in token.children)
