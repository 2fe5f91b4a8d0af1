"""Well-known organisations are found by their names, whatever the recogniser made of them.

It knows few of the world's bodies: it misses "Entwicklungsgemeinschaft des südlichen Afrika", takes "Goldman Sachs" for
a person and reads on from one name to the next ("Front National Jean-Marie Probe").  Names of several words are sought
in every inflection of their adjectives, names of one word where no dictionary holds the word.
"""

from __future__ import annotations

import re
from collections import defaultdict

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.tables import cities
from kg.tables.namekinds import eastern_surnames, first_names, is_first_name, shown_kind
from kg.tables.organisations import acronyms, organisations

#: Nouns that tell the sort of body whose name stands behind them: "Umweltschutzorganisation Greenpeace".
_SORT = re.compile(r"(?:organisation|partei|gruppe|behörde|konzern|unternehmen|agentur|sender|zeitung|miliz|firma)$")
_ENDING = re.compile(r"(?:e[nrsm]?|s)$")
#: Letters of the words that are inflected or sought by themselves: shorter ones are found in everything.
_SHORTEST = 4
#: Words that begin names in the table although they are no part of them in a text.
_ARTICLES = {"Der", "Die", "Das", "The"}
#: Before the name of a firm these show that one of its products is meant: "ein Volvo".
_INDEFINITE = {"ein", "eine", "einem", "einen", "einer", "eines"}


@Language.factory("organisations")
def create(nlp: Language, name: str) -> Organisations:
    """The component for a pipeline, whose tokenizer parts the names of the table as it parts the texts."""
    return Organisations(nlp)


class Organisations:
    """Finds the names of ``organisations.tsv`` in a doc."""

    def __init__(self, nlp: Language) -> None:
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._words: set[str] = set()
        for canonical, _, variants in organisations():
            for form in (canonical, *variants):
                words = tuple(t.text for t in nlp.make_doc(form))
                if not (form[0].isupper() or form[0].isdigit()) or words[0] in _ARTICLES:
                    continue
                # "CDU und CSU" and "Terrormiliz IS" name what is in the table by itself
                if len(words) > 1 and words[-1] not in acronyms():
                    found[_stem(words[0])].append((*(_stem(w) for w in words[:-1]), words[-1]))
                elif len(words) == 1 and _unmistakable(form):
                    self._words.add(form)
        # The longest name counts where several begin alike.
        self._names = {first: sorted(names, key=lambda n: (-len(n), n)) for first, names in found.items()}

    def __call__(self, doc: Doc) -> Doc:
        """Add the names to the entities; an entity that runs over one is cut where the rest is a name, too."""
        matches = self._matches(doc)
        if not matches:
            return doc
        kept = {e.start: e for e in doc.ents}
        inside = {t.i: e for e in doc.ents for t in e}
        for match in matches:
            touched = [e for e in dict.fromkeys(inside[t.i] for t in match if t.i in inside) if e.start in kept]
            rests = [rest for entity in touched for rest in _rests(entity, match)]
            named = [self._named(rest, before=rest.end <= match.start) for rest in rests]
            longer = any(e.start <= match.start and match.end <= e.end for e in touched) and None in named
            if longer or any(t.i in inside and inside[t.i].start not in kept for t in match):
                continue  # a part of a longer name
            for entity in touched:
                del kept[entity.start]
            for span in (match, *(rest for rest in named if rest is not None and rest.label_)):
                kept[span.start] = span
                inside.update((t.i, span) for t in span)
        doc.ents = tuple(kept[start] for start in sorted(kept))
        return doc

    def _matches(self, doc: Doc) -> list[Span]:
        """The names of the table in a doc, longest first at each word, none inside another."""
        text = [t.text for t in doc]
        people = {e[-1].text for e in doc.ents if e.label_ == "PER" and len(e) > 1}
        found: list[Span] = []
        i = 0
        while i < len(text):
            end = self._end(text, i)
            if not end and self._is_word(text[i]) and _alone(doc[i], people):
                end = i + 1
            if end:
                found.append(Span(doc, i, end, label="ORG"))
            i = end or i + 1
        return found

    def _end(self, text: list[str], start: int) -> int:
        """Where the longest name of several words that begins at a word ends, or 0."""
        first = text[start][:1]
        for name in self._names.get(_stem(text[start]), ()) if first.isupper() or first.isdigit() else ():
            words = text[start : start + len(name)]
            if len(words) < len(name) or not _inflects(name[-1], words[-1]):
                continue
            if all(_stem(word) == stem for word, stem in zip(words[:-1], name, strict=False)):
                return start + len(name)
        return 0

    def _is_word(self, word: str) -> bool:
        acronym = word in acronyms() or (len(word) > 3 and word.istitle() and word.upper() in acronyms())
        return acronym or word in self._words or (word.endswith("s") and word[:-1] in self._words)

    def _named(self, rest: Span, *, before: bool) -> Span | None:
        """The rest of an entity as the name that it is; without a label a noun for the sort of body; None for neither.

        ``before`` tells that it stands before the match.
        """
        doc, words = rest.doc, [t.text for t in rest]
        if before and len(words) == 1 and rest[0].tag_ == "NN" and _SORT.search(words[0].lower()):
            return Span(doc, rest.start, rest.end)
        if len(words) > 1 and is_first_name(words[0]) and words[-1][:1].isupper():
            return Span(doc, rest.start, rest.end, label="PER")
        if before:
            return Span(doc, rest.start, rest.end, label="LOC") if shown_kind(rest.text, "") == "LOC" else None
        return Span(doc, rest.start, rest.end, label="ORG") if len(words) == 1 and self._is_word(words[0]) else None


def _stem(word: str) -> str:
    """A word without the ending that adjectives and genitives have."""
    return _ENDING.sub("", word) if len(word) > _SHORTEST and not word.isupper() else word


def _inflects(name: str, word: str) -> bool:
    """Whether a word is the last word of a name in any case."""
    if word == name:
        return True
    return len(name) >= _SHORTEST and word.startswith(name) and word[len(name) :] in {"s", "es", "n"}


def _unmistakable(word: str) -> bool:
    """Whether a word names nothing but the organisation: no common noun, no town, no person."""
    if len(word) < _SHORTEST or not word[0].isupper():
        return False
    return not (
        simplemma.is_known(word, lang="de") or word in cities() or word in first_names() or word in eastern_surnames()
    )


def _alone(token: Token, people: set[str]) -> bool:
    """Whether a word is no part of another name, nobody's surname and no product ("ein Volvo")."""
    if token.ent_type_ in {"MISC", "EVENT"} or token.text in people:
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is not None and (before.lower_ in _INDEFINITE or before.text in first_names()):
        return False
    if token.ent_type_:
        return True
    return after is None or after.ent_type_ != "" or after.tag_ not in {"NE", "FM", "XY"} or not after.text.istitle()


def _rests(entity: Span, match: Span) -> list[Span]:
    """What an entity holds before and behind a match."""
    doc, label = entity.doc, entity.label_
    bounds = ((entity.start, match.start), (match.end, entity.end))
    return [Span(doc, start, end, label=label) for start, end in bounds if start < end]
