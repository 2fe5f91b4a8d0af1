"""All that an article refers to: names, adjectives of origin, descriptions and pronouns.

Mentions are made when asked for, one for each head word, so that only what takes part in something is described.
Their ids follow from the position of the head word, so they never depend on the order of asking.
"""

from __future__ import annotations

import re

from simplemma import is_known
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.events.nounframes import is_genitive
from kg.extract.mentions.acting import (
    body_beside,
    capital_of,
    party_in,
    seat_of,
    seated_name,
    state_beside,
    whole_place,
)
from kg.extract.mentions.apposed import is_owner, name_behind, of_person, second_name, set_off
from kg.extract.mentions.citation import citation, described, inflected
from kg.extract.mentions.coordination import chain
from kg.extract.mentions.groups import adjective_of_origin, group_of_origin, inhabitants_of, people
from kg.extract.mentions.names import sorts
from kg.extract.mentions.particular import end_of_event
from kg.extract.mentions.phrases import noun_phrase, several_named
from kg.extract.mentions.states import ENVOYS, FORCES, state_likes, state_named
from kg.extract.mentions.wordclasses import NounClass, class_of, noun_class
from kg.extract.morphology import feature
from kg.schema import Mention, Span
from kg.tables import cities, demonyms, inhabitants, origin, seats, town_origin

__all__ = ["FORMER", "Mentions", "chain", "compounded", "noun_phrase"]

_PRONOUN_TAGS = {"PPER", "PPOSAT", "PPOSS", "PDS", "PRF"}
_RELATIVE_TAGS = {"PRELS", "PRELAT"}
_IMPERSONAL = {"man", "es", "wer", "was", "das", "dies", "alles", "nichts", "etwas", "jemand", "niemand"}
#: Bodies that are the state itself when an adjective of origin or a state's name qualifies them.
_STATE_BODIES = {"government", "military"}
#: Bodies of which a state or town has one, so that its adjective makes a name: "der Dresdner Stadtrat".
_LOCAL_BODIES = {"parliament", "court", "authority", "ministry", "police", "government"}
#: How many words behind a noun its name stands, unless commas set it off.
_NEAR = 6
_PARTS = {"LOCpart", "ORGpart", "PERpart"}
#: What a number before it counts: "der 45-Jährige", "die 30-jährige".
_AGED = re.compile(r"\d+-[Jj]ährige")
#: Parts of compounds that say how one holds an office, not where.
FORMER = frozenset({"Ex", "Vize", "Co", "Ko", "Alt", "Noch", "Interims", "Chef", "Rekord", "Star", "Neo", "Jung"})


class Mentions:
    """The mentions of one spaCy Doc.  ``document`` is the id that they carry, ``values`` the words of dates."""

    def __init__(self, doc: Doc, document: str, values: frozenset[int] = frozenset()) -> None:
        self.doc = doc
        self.document = document
        self._values = values
        self._made: dict[str, Mention] = {}
        self._referents: dict[int, Mention | None] = {}
        self._entity_at: dict[int, DocSpan] = {t.i: e for e in doc.ents for t in e}
        self._parts: dict[int, str] = {
            t.i: s.label_ for s in doc.spans.get("derived", []) if s.label_ in _PARTS for t in s
        }
        self._heads = {self._key(e): e.root.i for e in doc.ents}

    # --- looking up -------------------------------------------------------------------------------------------

    def all(self) -> tuple[Mention, ...]:
        """Every mention made so far, in the order of the text."""
        return tuple(sorted(self._made.values(), key=lambda m: (m.head.start, m.span.start, m.id)))

    def head_of(self, mention: Mention) -> Token:
        """The head token of a mention of this doc."""
        return self.doc[self.head_index(mention)]

    def entity_at(self, token: Token) -> DocSpan | None:
        """The named entity that covers the token."""
        return self._entity_at.get(token.i)

    def _named_at(self, token: Token) -> DocSpan | None:
        """The named entity that covers a token or stands in apposition to it: "der Terrormiliz X"."""
        return self.entity_at(token) or (self._name_beside(token) if token.pos_ == "NOUN" else None)

    def referent(self, token: Token) -> Mention | None:
        """The mention of what a noun phrase refers to, given its head word; None for words that refer to nothing.

        A name in apposition wins over its title ("Außenminister Sergej Lawrow" is Sergej Lawrow); a government or an
        army with an adjective of origin is its state; whoever represents a body stands for it.
        """
        if token.i not in self._referents:
            self._referents[token.i] = self._referent(token) if token.i not in self._values else None
        return self._referents[token.i]

    def _referent(self, token: Token) -> Mention | None:
        entity = self.entity_at(token)
        if entity is not None:
            single = len(entity) == 1 and token.lower_ in inhabitants() and feature(token, "Number") != "Plur"
            named = self._name_beside(token) if single else None  # "der Schwede Magnus Backstedt"
            return self.named(named or entity)
        if token.pos_ == "PRON" or token.tag_ in {"PPOSAT", "PPER"} or several_named(token):
            return self.pronoun(token)
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "X"}:
            return None
        named = self._name_beside(token)
        if named is not None:
            return self.named(named)
        if token.pos_ == "ADJ" and not token.text[:1].isupper():
            return None
        return self._described(token)

    def referents(self, token: Token) -> list[Mention]:
        """All that a noun phrase refers to: "die Minister A, B und C", "die Länder A und B" name each."""
        first = self.referent(token)
        found = [first] if first is not None else []
        if token.pos_ == "NOUN" and self.entity_at(token) is None and feature(token, "Number") == "Plur":
            for child in token.rights:
                entity = self.entity_at(child)
                if child.dep_ != "appos" or entity is None or entity.label_ not in {"PER", "ORG", "LOC"}:
                    continue
                if entity.label_ == "PER" or (first is not None and entity.start == token.i + 1):
                    named = [m for t in chain(child) if (m := self.referent(t)) is not None and m not in found]
                    found += [m for m in named if entity.label_ == "PER" or m.kind == entity.label_]
        return found

    # --- making -----------------------------------------------------------------------------------------------

    def named(self, entity: DocSpan) -> Mention:
        """The mention of a named entity."""
        at = self._heads[self._key(entity)]
        made = self._made.get(f"m{at}")
        if made is not None:
            return made
        head = self.doc[at]
        kind = entity.label_ if entity.label_ in {"PER", "ORG", "LOC", "EVENT"} else "MISC"
        if kind == "MISC":
            last = noun_class(entity[-1].text) or noun_class(head.lemma_)
            kind = "EVENT" if last is not None and last.kind == "EVENT" else "MISC"
        norm = ""
        if kind == "LOC":
            norm = demonyms().get(entity.text.lower(), "") if entity.text.lower() in inhabitants() else ""
        return self._make("m", head, entity.start, entity.end, kind, "NAME", norm or self._norm(entity, head, kind))

    def _norm(self, entity: DocSpan, head: Token, kind: str) -> str:
        """The citation form of a name that its words do not show: "Deutschen Reiches", "Thales-Konzern"; else ""."""
        if kind == "PER":
            return ""
        first = entity.text.split("/")[0].strip() if kind == "LOC" else entity.text
        if first != entity.text and first in cities():  # "Rom/Wien (AB)": a report from two towns
            return first
        if len(entity) == 1:
            return self._bare_name(head) if kind == "ORG" else ""
        adjectives = any(inflected(t) for t in entity if t.i < head.i)
        genitive = head.tag_ == "NN" and head.text.endswith("es")  # "des Verbandes Junger Ärzte"
        if not genitive and (
            entity[0].i == head.i or not (adjectives or kind == "EVENT")
        ):  # "den Salzburger Festspielen"
            return ""
        form = citation(entity, head)
        return form if form != entity.text else ""

    def _bare_name(self, token: Token) -> str:
        """The name in a compound with a noun for its sort: "Thales-Konzern" -> "Thales", "Bild-Zeitung" -> "Bild"."""
        name, hyphen, sort = token.text.rpartition("-")
        label = self._parts.get(token.i, "ORG")
        if not hyphen or len(name) < 3 or label[:3] == "PER" or state_named(name):
            return ""
        words = name.split("-")
        if len(words) > 1 and all(is_known(w, lang="de") for w in words):  # "Fünf-Sterne-Bewegung"
            return ""
        return name if sort.removesuffix("s") in sorts() else ""

    def origin(self, adjective: Token) -> Mention | None:
        """The state or region that an adjective of origin names: "russische" -> Russland."""
        if adjective.pos_ not in {"ADJ", "NOUN", "PROPN"} or self.entity_at(adjective) is not None:
            return None
        state = origin(adjective.text) or (town_origin(adjective.text) if adjective.tag_ == "ADJA" else "")
        if not state:
            return None
        prefix = "m" if adjective.pos_ == "ADJ" else "c"  # "der Schwede" is a person besides
        return self._make(prefix, adjective, adjective.i, adjective.i + 1, "LOC", "NAME", state)

    def first_part(self, noun: Token) -> Mention | None:
        """The name that is the first part of a compound: "US-Präsident" -> USA, "Ukraine-Krieg" -> Ukraine."""
        first, hyphen, rest = noun.text.partition("-")
        if first in FORMER:
            first, hyphen, rest = rest.partition("-")
        if not hyphen or not rest or self.entity_at(noun) is not None:
            return None
        state = state_named(first)
        if not state and not first.isupper():  # "Al-Qaida-Chef", "Juventus-Ex-Direktor"
            first = compounded(noun.text)
            state = state_named(first)
        label = self._parts.get(noun.i, "")
        if not state and not label:
            return None
        kind = label[:3] if label and not state else "LOC"
        return self._make("c", noun, noun.i, noun.i + 1, kind, "NAME", state, text=first)

    def implied(self, noun: Token, state: str) -> Mention | None:
        """The state that an office names by itself: "Bundeskanzler" -> Deutschland.  None for what is no state."""
        name = seats().get(state, state)
        if name not in state_likes():
            return None
        return self._make("o", noun, noun.i, noun.i + 1, "LOC", "NAME", name)

    def implied_body(self, noun: Token, name: str) -> Mention:
        """The body that an office names by itself: "Bundestagsabgeordneter" -> Bundestag."""
        return self._make("d", noun, noun.i, noun.i + 1, "ORG", "NAME", name)

    def compound_body(self, noun: Token, name: str, kind: str = "ORG", form: str = "NAME") -> Mention:
        """Who is named or told by a part of a compound: "Lazio-Klubchef" -> Lazio, "Polizeiangaben" -> Polizei."""
        return self._make("c", noun, noun.i, noun.i + 1, kind, form, "" if form == "NAME" else name, text=name)

    def state_part(self, noun: Token, first: str) -> Mention | None:
        """The state or union in a compound that is a name: "EU-Kommission" -> Europäische Union."""
        state = state_named(first)
        return self._make("c", noun, noun.i, noun.i + 1, "LOC", "NAME", state, text=first) if state else None

    def town(self, adjective: Token, name: str) -> Mention:
        """The town that an adjective in -er means, if no table has it."""
        return self._make("m", adjective, adjective.i, adjective.i + 1, "LOC", "NAME", name)

    def inner(self, token: Token, name: str = "") -> Mention:
        """The place that a word inside a longer name names: "Museum Wien", "Hamburger SPD"."""
        return self._make("i", token, token.i, token.i + 1, "LOC", "NAME", name)

    def head_index(self, mention: Mention) -> int:
        """The index of a mention's head token in the doc."""
        return int(mention.id[1:])

    def pronoun(self, token: Token) -> Mention | None:
        """A personal, possessive or demonstrative pronoun that can refer to someone."""
        if (token.tag_ not in _PRONOUN_TAGS and not several_named(token)) or token.lower_ in _IMPERSONAL:
            return None
        return self._make("m", token, token.i, token.i + 1, "PER", "PRONOUN", "")

    def relative(self, token: Token) -> Mention | None:
        """A relative pronoun; facts have the noun before its comma in its place."""
        if token.tag_ not in _RELATIVE_TAGS or token.lower_ in _IMPERSONAL - {"das"}:
            return None
        return self._make("m", token, token.i, token.i + 1, "PER", "PRONOUN", "")

    def _described(self, token: Token) -> Mention | None:
        noun = class_of(token)
        if noun is not None and noun.kind in {"ORG", "PER"}:
            stands_for = self._stands_for(token, noun)
            if stands_for is not None:
                return stands_for
        represented = body_beside(token, noun, self._named_at) or whole_place(token, self.entity_at)
        if represented is not None:
            return self.named(represented)
        capital = capital_of(token, self.entity_at)
        if capital:
            return self._make("m", token, token.i, token.i + 1, "LOC", "NAME", capital)
        start, end = noun_phrase(token)
        group = self._group(token, noun, start, end)
        if group is not None:
            return group
        seat = seat_of(token, noun, self.entity_at) if noun is not None else None
        if noun is not None and seat is not None:
            return self._make("m", token, token.i, token.i + 1, "ORG", "NAME", seated_name(token, noun, seat))
        if noun is not None and noun.kind == "ORG" and (noun.state_actor or noun.body in _LOCAL_BODIES):
            beside = [c.i for c in token.lefts if c.dep_ == "amod" and (origin(c.text) or town_origin(c.text))]
            if beside:  # "das russische Außenministerium" is a name of its own
                start = max(start, beside[0])
                return self._make("m", token, start, end, "ORG", "NAME", citation(self.doc[start:end], token))
        federal = token.lemma_.startswith("Bundes") and noun is not None and noun.body in _LOCAL_BODIES - {"government"}
        if federal and feature(token, "Number") != "Plur" and noun is not None and noun.kind == "ORG":
            return self._make("m", token, token.i, token.i + 1, "ORG", "NAME", token.lemma_)
        # "der US-Konzern" is a firm that has been named before, no name
        firm = noun is not None and noun.body == "company" and bool(state_named(token.text.partition("-")[0]))
        if noun is not None and noun.kind == "ORG" and not firm and "-" in token.text and self._part_name(token):
            cited = token.text if feature(token, "Number") == "Plur" else token.lemma_  # "US-Medien"
            return self._make("m", token, token.i, token.i + 1, "ORG", "NAME", self._bare_name(token) or cited)
        last = end_of_event(token, end, self._part_name, self.entity_at) if noun and noun.kind == "EVENT" else 0
        if last:
            return self._make("m", token, start, last, "EVENT", "NAME", citation(self.doc[start:last], token))
        kind = noun.kind if noun is not None else "PER" if token.lower_ in inhabitants() else "CONCEPT"
        return self._make("m", token, start, end, kind, "NOMINAL", token.lemma_)

    def _group(self, token: Token, noun: NounClass | None, start: int, end: int) -> Mention | None:
        """A people, a faith, the people of a state, or a group named by its state: they act as one."""
        faith = people(token)
        name = f"{adjective_of_origin(token)} {faith}".strip() if faith else ""
        party = party_in(token, noun) if not name else ""
        if party:
            return self.compound_body(token, party)
        if not name and noun is not None:
            name = group_of_origin(token, noun)
        if name:
            return self._make("m", token, start, end, "ORG", "NAME", name)
        state = inhabitants_of(token) if noun is None else ""
        return self._make("m", token, start, end, "LOC", "NAME", state) if state else None

    def _part_name(self, token: Token) -> bool:
        """Whether the first part of a compound is a name: "Lotto-Team", "FDP-Fraktion"."""
        first, _, sort = token.text.partition("-")
        if token.i in self._parts or first.isupper() or bool(state_named(first)):
            return True
        return sort.removesuffix("s") in sorts() and len(first) > 3 and not is_known(first, lang="de")

    def _stands_for(self, token: Token, noun: NounClass) -> Mention | None:
        """The state or body that a group acts for, if it is named beside it."""
        group = (noun.kind == "ORG" and noun.state_actor and noun.body in _STATE_BODIES) or (
            noun.kind == "PER" and noun.state_actor
        )
        group = group or (noun.source == "offices" and noun.entry in ENVOYS)
        plural_people = noun.kind == "PER" and feature(token, "Number") == "Plur"
        if group or (plural_people and noun.source in {"persons", "offices"} and noun.entry in FORCES):
            state = state_beside(token, self.entity_at)
            if state:
                start, end = noun_phrase(token)
                return self._make("m", token, start, end, "LOC", "NAME", state)
        return None

    def _name_beside(self, token: Token) -> DocSpan | None:
        """The name in apposition to a title or a sort: "Kanzlerin Merkel", "die Region Kursk", "der Konzern VW"."""
        for child in token.rights:
            if child.dep_ in {"appos", "flat"}:
                second = second_name(child, token, self.entity_at)
                if second is not None:
                    return second
                entity = self.entity_at(child)
                if entity is None or entity.start <= token.i or is_genitive(child, token) or is_owner(child):
                    continue
                if child.i - token.i > _NEAR and not set_off(entity, token):
                    continue
                between = self.doc[token.i + 1 : entity.start]
                apart = len(between) > 1 and between[-1].text == ","  # "der Präsident von Peru, Pedro Castillo"
                if any((t.dep_ == "case" and not apart) or t.pos_ in {"VERB", "AUX"} or t.text == ":" for t in between):
                    continue
                noun = class_of(token)
                agree = noun is None or noun.kind == entity.label_ or entity.label_ == "MISC" or noun.kind == "EVENT"
                if agree or {noun.kind if noun else "", entity.label_} <= {"ORG", "LOC"}:
                    return entity
                if entity.label_ == "ORG" and entity.start == token.i + 1:  # "der Entwickler OpenAI": firms make things
                    return entity
        return name_behind(token, self.entity_at) or self._name_after_comma(token)

    def _name_after_comma(self, token: Token) -> DocSpan | None:
        """ "mit seiner Amtskollegin, Choe Son Hui, ..." where the parser took the name for another member of a list."""
        if token.i + 2 >= len(self.doc) or self.doc[token.i + 1].text != "," or feature(token, "Number") == "Plur":
            return None
        if of_person(token, self.entity_at):
            return None
        entity = self._entity_at.get(token.i + 2)
        if entity is None or entity.label_ != "PER" or entity.start != token.i + 2:
            return None
        closed = entity.end >= len(self.doc) or self.doc[entity.end].text in {",", ".", "–", "-", ";"}
        noun = noun_class(token.lemma_)
        described = any(c.dep_ in {"det", "det:poss"} for c in token.children)
        return entity if closed and described and noun is not None and noun.kind == "PER" else None

    def _make(
        self, prefix: str, head: Token, start: int, end: int, kind: str, form: str, norm: str, text: str = ""
    ) -> Mention:
        key = f"{prefix}{head.i}"
        if key not in self._made:
            span = self.doc[start:end]
            first = span.start_char + (max(span.text.find(text), 0) if text else 0)
            self._made[key] = Mention(
                id=key,
                doc=self.document,
                span=Span(start=first, end=first + len(text) if text else span.end_char),
                head=Span(
                    start=first if text else head.idx, end=(first if text else head.idx) + (len(text) or len(head))
                ),
                text=text or span.text,
                kind=kind,
                form=form,
                norm=norm,
                citation=cited if form == "NOMINAL" and (cited := described(span, head)) != span.text else "",
                number=feature(head, "Number"),
                gender=feature(head, "Gender"),
            )
        return self._made[key]

    @staticmethod
    def _key(entity: DocSpan) -> tuple[int, int]:
        return entity.start, entity.end


def compounded(word: str) -> str:
    """What stands before the last part of a compound: "Ex-SPD-Chef" -> "SPD", "Al-Qaida-Chef" -> "Al-Qaida"."""
    parts = [] if _AGED.match(word) else word.split("-")[:-1]
    while parts and parts[0] in FORMER:
        parts = parts[1:]
    while parts and parts[-1] in FORMER:
        parts = parts[:-1]
    return "-".join(parts)
