"""What coreference reads off a spaCy Doc: sentences, clauses, quotations, and the place of a word in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.schema import Mention

GENDERS = frozenset({"Masc", "Fem", "Neut"})
#: The genders of pronouns for a man and a woman.
PERSON_GENDERS = {"m": frozenset({"Masc"}), "f": frozenset({"Fem"})}
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CLAUSES = frozenset({"root", "ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
_OPENING, _CLOSING = "„»", "“«”"
#: How prominent a grammatical role makes what stands in it.
_RANKS = {"nsubj": 3.0, "nsubj:pass": 2.7, "obj": 2.0, "iobj": 2.0, "obl:arg": 1.8, "obl:agent": 1.6, "obl": 1.2}
#: Relations by which a word belongs to the phrase of its head.
_INSIDE = frozenset({"appos", "flat", "compound"})


@dataclass(frozen=True, slots=True)
class View:
    """A Doc with the number of sentence, quotation (0: none) and paragraph and the clause's head for each token."""

    doc: Doc
    sentences: tuple[int, ...]
    quotes: tuple[int, ...]
    clauses: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def heading(self, token: Token) -> Token:
        """The head of the phrase that a word stands in apposition in: "Außenminister" of "Außenminister Lawrow"."""
        while token.dep_ in _INSIDE and token.head.i != token.i and token.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            token = token.head
        return token

    def rank(self, token: Token) -> float:
        """Prominence by grammatical role: 3 for a subject down to 0.9 for an attribute."""
        top = self.heading(token)
        steps = 0
        while top.dep_ == "conj" and steps < 8:
            top, steps = self.heading(top.head), steps + 1
        if top.dep_ in {"parataxis", "ROOT", "root"} and top.pos_ in {"NOUN", "PROPN"}:
            return 2.5
        return _RANKS.get(top.dep_, 0.9)

    def role(self, token: Token) -> str:
        """The grammatical role of the phrase that a word heads or stands in apposition in."""
        return str(self.heading(token).dep_)


def view_of(doc: Doc) -> View:
    """Number the sentences and quotations of a Doc and find the clause of each word."""
    sentences, quotes = [0] * len(doc), [0] * len(doc)
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            sentences[token.i] = number
    inside, count, paragraph = False, 0, 0
    paragraphs = [0] * len(doc)
    for token in doc:
        paragraphs[token.i] = paragraph
        if token.text in _OPENING and not inside:
            inside, count = True, count + 1
        elif inside and token.text in _CLOSING:
            inside = False
        elif token.text == '"':
            inside, count = not inside, count + (not inside)
        elif inside:
            quotes[token.i] = count
        if "\n" in token.text:
            inside, paragraph = False, paragraph + 1
    return View(doc, tuple(sentences), tuple(quotes), _clauses(doc), tuple(paragraphs))


def _clauses(doc: Doc) -> tuple[int, ...]:
    """For each word the index of the predicate of the clause that it stands in."""
    heads = [t.i if t.dep_ in _CLAUSES or (t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"}) else t.head.i for t in doc]
    found = []
    for at in range(len(heads)):
        while heads[at] != at:
            at = heads[at]
        found.append(at)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A mention, or a noun phrase that is none but competes with mentions for pronouns (``mention`` is None).

    ``genders`` are those that a pronoun for it may have, ``number`` is ``Sing``, ``Plur`` or "" (unknown).
    """

    index: int
    mention: Mention | None
    token: Token
    kind: str
    form: str
    genders: frozenset[str]
    number: str
    sentence: int
    rank: float

    @property
    def id(self) -> str:
        """The mention's id, or one of its own."""
        return self.mention.id if self.mention is not None else f"-{self.index}"

    @property
    def is_subject(self) -> bool:
        """Whether it is as prominent as a subject (see :meth:`View.rank`)."""
        return self.rank >= _RANKS["nsubj:pass"]


def item_of(view: View, mention: Mention, head_index: Callable[[Mention], int]) -> Item:
    """A mention as an item; its token is the last word of its head's span where the mention is part of a compound."""
    token = view.doc[head_index(mention)]
    return Item(
        index=token.i,
        mention=mention,
        token=token,
        kind=mention.kind,
        form=mention.form,
        genders=frozenset({mention.gender}) & GENDERS or GENDERS,
        number=mention.number,
        sentence=view.sentences[token.i],
        rank=view.rank(token) if mention.id.startswith("m") else 0.5,
    )


def determiner(token: Token) -> str:
    """How a noun phrase begins: ``def``, ``dem``, ``poss``, ``indef`` or "" (no determiner)."""
    for child in token.lefts:
        if child.tag_ == "PPOSAT":
            return "poss"
        if child.tag_ == "PDAT":
            return "dem"
        if child.tag_ == "APPRART":
            return "def"
        if child.tag_ == "ART":
            return "indef" if child.lower_.startswith(("ein", "kein")) else "def"
        if child.tag_ in {"PIAT", "PWAT"} and child.lower_ not in {"beide", "beiden"}:
            return "indef"
    return ""


#: What the forms of the article leave open: (case-blind) form to possible gender and number pairs.
_ARTICLES = {
    "das": {("Neut", "Sing")},
    "des": {("Masc", "Sing"), ("Neut", "Sing")},
    "dem": {("Masc", "Sing"), ("Neut", "Sing")},
    "im": {("Masc", "Sing"), ("Neut", "Sing")},
    "am": {("Masc", "Sing"), ("Neut", "Sing")},
    "vom": {("Masc", "Sing"), ("Neut", "Sing")},
    "zum": {("Masc", "Sing"), ("Neut", "Sing")},
    "beim": {("Masc", "Sing"), ("Neut", "Sing")},
    "ins": {("Neut", "Sing")},
    "zur": {("Fem", "Sing")},
    "die": {("Fem", "Sing"), ("", "Plur")},
}
_DEN = frozenset({("Masc", "Sing"), ("", "Plur")})


#: Prepositions with the dative only, with the accusative only, and those with the genitive.
_DATIVE = frozenset({"aus", "bei", "gegenüber", "mit", "nach", "seit", "von", "zu"})
_ACCUSATIVE = frozenset({"durch", "für", "gegen", "ohne", "um"})
_GENITIVE = frozenset({"angesichts", "anstelle", "aufgrund", "außerhalb", "dank", "infolge", "innerhalb", "seitens"})
_GENITIVE |= {"statt", "trotz", "während", "wegen"}


def article_reading(token: Token, role: str) -> frozenset[tuple[str, str]]:
    """The (gender, number) pairs that the article of a phrase allows; empty if there is none or it says nothing.

    What the article leaves open its preposition tells ("aus der" is one, "mit den" are several), or its verb.
    """
    for child in token.lefts:
        if child.tag_ not in {"ART", "APPRART"}:
            continue
        form = child.lower_
        before = next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")
        if form == "der":
            if role in SUBJECTS:
                return frozenset({("Masc", "Sing")})
            dative = (before and before not in _GENITIVE) or role in {"iobj", "obl:arg"}
            return frozenset({("Fem", "Sing")} if dative else {("Fem", "Sing"), ("", "Plur")})
        if form == "den":
            several, one = before in _DATIVE, before in _ACCUSATIVE
            return frozenset({("", "Plur")} if several else {("Masc", "Sing")} if one else _DEN)
        if form == "die" and role in SUBJECTS and len(numbers := verb_numbers(token)) == 1:
            return frozenset({("Fem", "Sing")} if "Sing" in numbers else {("", "Plur")})
        return frozenset(_ARTICLES.get(form, set()))
    return frozenset()


def verb_numbers(subject: Token) -> frozenset[str]:
    """The numbers that the finite verb of a subject shows; empty where none is to be seen."""
    verbs = [subject.head, *(c for c in subject.head.children if c.dep_ in {"aux", "aux:pass", "cop"})]
    finite = [v for v in verbs if v.tag_ in {"VVFIN", "VAFIN", "VMFIN"}]
    found = {n for v in finite for n in v.morph.get("Number", [])}
    if not found and finite:
        found = {"Plur" if finite[0].lower_.endswith(("n", "sind")) else "Sing"}
    return frozenset(found)
