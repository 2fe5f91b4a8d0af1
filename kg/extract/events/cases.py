"""Prepositions and cases: what a noun phrase's articles and the morphologizer show of them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.morphology import feature

#: Contracted prepositions: what they contract, and the case that the article in them shows.
CONTRACTED = {
    "am": ("an", "dat"), "im": ("in", "dat"), "zum": ("zu", "dat"), "zur": ("zu", "dat"), "vom": ("von", "dat"),
    "beim": ("bei", "dat"), "ins": ("in", "acc"), "ans": ("an", "acc"), "aufs": ("auf", "acc"), "fürs": ("für", "acc"),
    "durchs": ("durch", "acc"), "ums": ("um", "acc"), "übers": ("über", "acc"), "vors": ("vor", "acc"),
    "unters": ("unter", "acc"), "hinters": ("hinter", "acc"),
}  # fmt: skip
#: The second words of adverbs that open with a preposition, with that preposition.
_ADVERBIAL = {"anderem": "unter", "allem": "vor"}
TWO_WAY = {"an", "auf", "hinter", "in", "neben", "über", "unter", "vor", "zwischen"}


def preposition(token: Token) -> tuple[str, str]:
    """The preposition of a noun phrase and the case it shows (``acc``, ``dat``, ``gen`` or ``""``), or ("", "")."""
    for child in token.children:
        if (
            child.dep_ == "case"
            and child.pos_ in {"ADP", "SCONJ", "CCONJ", "PART"}
            and not _in_name(child)
            and not adverbial(child)
        ):
            word = child.lower_
            if word in CONTRACTED:
                return CONTRACTED[word]
            return word, (_shown_case(token) if word in TWO_WAY else case_of(token))
    return "", ""


def adverbial(token: Token) -> bool:
    """Whether a word is of "unter anderem" or "vor allem", which say nothing of the phrase behind them."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if following in _ADVERBIAL:
        return token.lower_ == _ADVERBIAL[following]
    return token.lower_ in _ADVERBIAL and token.i > 0 and token.nbor(-1).lower_ == _ADVERBIAL[token.lower_]


def _in_name(token: Token) -> bool:
    """Whether a word stands within a person's name: "Jens von Probe" is nobody from Probe."""
    return token.ent_type_ == "PER" and token.ent_iob_ == "I"


def _shown_case(token: Token) -> str:
    """The case where an article or adjective shows it; a bare name ("auf Israel") leaves it open."""
    for child in token.children:
        if child.dep_ in {"det", "det:poss", "amod"} and feature(child, "Case") and child.i < token.i:
            return _case_at(child, token)
    return ""


def _case_at(word: Token, noun: Token) -> str:
    """The case of an article or adjective: what its form allows counts more than what the morphologizer says."""
    shown = article_cases(word, noun) if word.dep_ != "amod" else frozenset()
    return next(iter(shown)) if len(shown) == 1 else feature(word, "Case").lower()


def case_of(token: Token) -> str:
    """The case of a noun phrase from its article where that is telling, else from the morphologizer."""
    for child in token.children:
        if child.dep_ in {"det", "det:poss", "amod"} and feature(child, "Case"):
            return _case_at(child, token)
    return feature(token, "Case").lower()


#: The cases that a form of article can be, by its ending; "der" depends on the noun.
_BY_ARTICLE = {
    "des": "gen", "dem": "dat", "den": "acc dat", "die": "nom acc", "das": "nom acc", "ihn": "acc", "ihm": "dat",
    "er": "nom", "wir": "nom", "ich": "nom", "uns": "acc dat", "mich": "acc", "mir": "dat", "denen": "dat",
    "ihnen": "dat", "deren": "gen", "dessen": "gen", "sie": "nom acc", "ihr": "dat nom",
}  # fmt: skip
_BY_ENDING = (("em", "dat"), ("es", "gen"), ("en", "acc dat"), ("er", "gen dat nom"), ("e", "nom acc"), ("", "nom acc"))
_EIN_WORDS = (
    "ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer", "eur", "dies", "jen", "jed", "welch", "all",
)  # fmt: skip


def article_cases(word: Token, head: Token) -> frozenset[str]:
    """The cases that the article or pronoun ``word`` of a noun ``head`` allows; () if it tells nothing."""
    form, number = word.lower_, feature(head, "Number")
    if form == "der":
        if feature(head, "Gender") == "Masc" and number != "Plur":
            return frozenset({"nom"})
        return frozenset({"gen", "dat"}) if number != "Plur" else frozenset({"gen"})
    single = number != "Plur" or not head.lower_.endswith(("n", "s"))  # datives of the plural end so: "den Konzernen"
    if form == "den" and single:
        return frozenset({"acc"})
    if form in _BY_ARTICLE:
        return frozenset(_BY_ARTICLE[form].split())
    stem = next((s for s in _EIN_WORDS if form.startswith(s)), "")
    if not stem:
        return frozenset()
    ending = form[len(stem) :]
    if ending == "en" and single:
        return frozenset({"acc"})
    return frozenset(next(cases for end, cases in _BY_ENDING if ending.endswith(end)).split())
