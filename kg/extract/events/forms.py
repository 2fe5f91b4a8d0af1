"""Infinitives of verb forms: separable particles put back, strong forms known, participles as attributes undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import simplemma
from spacy.tokens import Token

from kg.extract.lexicon import table, verbs

_WEAK = ("test", "ten", "te", "et", "en", "st", "t")
_FINITE = {"VVFIN", "VAFIN", "VMFIN"}
_ADJECTIVE = ("en", "em", "er", "es", "e", "")


def infinitive(token: Token) -> str:
    """The infinitive of a verb with its separable particle: "kündigte ... an" -> "ankündigen"."""
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    return infinitive_with(token, particle or _parted(token) or _result(token))


def _result(verb: Token) -> str:
    """An adjective right before a participle or infinitive that makes a verb with it: "schuldig gesprochen"."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    if before.tag_ != "ADJD" or verb.tag_ not in {"VVPP", "VVINF"}:
        return ""
    return before.lower_ if infinitive_with(verb, before.lower_).startswith(before.lower_) else ""


def _parted(verb: Token) -> str:
    """The particle at the end of a finite verb's clause that the parser took for something else: "sichert ... zu"."""
    if verb.tag_ not in {"VVFIN", "VVIMP"} or verb.i + 1 >= len(verb.doc):
        return ""
    last = verb
    for token in verb.doc[verb.i + 1 : min(verb.i + 40, len(verb.doc))]:
        if token.is_punct or token.is_space or token.tag_ in _FINITE or token.lower_ in {"und", "oder"}:
            break
        last = token
    if last.i == verb.i or not last.text.islower() or last.pos_ not in {"ADP", "ADV", "PART", "ADJ"}:
        return ""
    return last.lower_ if infinitive_with(verb, last.lower_).startswith(last.lower_) else ""


def infinitive_with(token: Token, particle: str) -> str:
    """The infinitive of a verb form whose particle stands elsewhere ("" for none)."""
    return _infinitive(token.text, token.lemma_, token.tag_ == "VVFIN", particle)


@lru_cache(maxsize=20_000)
def _infinitive(text: str, lemma: str, finite: bool, particle: str) -> str:
    known, form = verbs(), text.lower()
    found = list(_candidates(text, lemma, particle))
    if finite and "ge" in form:  # "gehört ... an" and "angehört" are no forms of "anhören"
        stem = form[: form.index("ge") + 2]
        found = [c for c in found if c in known and c.removeprefix(particle).startswith(stem)] or found
    whole = next((c for c in found if c in known), "")
    if not whole and particle:  # an adverb taken for a particle: "neun Jahre lang"
        whole = next((c for c in _candidates(text, lemma, "") if c in known), "")
    return whole or found[0]


def _candidates(text: str, lemma: str, particle: str) -> Iterator[str]:
    known, form = verbs(), text.lower()
    for base in map(str.lower, (lemma, _dictionary(text), _dictionary(form))):
        yield base if base.startswith(particle) and particle and base in known else particle + base
    strong = _strong(form)
    if strong:
        yield particle + strong
    for ending in _WEAK:
        if form.endswith(ending) and len(form) - len(ending) > 2:
            yield particle + form[: -len(ending)] + "en"
            yield particle + form[: -len(ending)] + "n"


def participle(form: str) -> tuple[str, bool] | None:
    """The listed verb of an inflected participle and whether it is passive: "gechassten", "unterstützende"."""
    word = form.lower()
    if word.endswith(("ende", "enden", "ender", "endem", "endes", "elnde", "elnden", "ernde", "ernden")):
        stem = word[: word.rindex("nd")]
        verb = next((v for v in (stem + "n", stem[:-1] + "n") if v in verbs()), "")
        if verb:
            return verb, False
    for ending in _ADJECTIVE:
        stem = word.removesuffix(ending)
        if (not word.endswith(ending)) or not stem.endswith(("t", "en", "an")):
            continue
        verb = _of_participle(stem)
        if verb:
            return verb, True
    return None


@cache
def _of_participle(stem: str) -> str:
    known = verbs()
    options = [_dictionary(stem), _strong(stem)]
    if stem.endswith("t"):
        for bare in (stem[:-2] if stem.endswith("et") else stem[:-1], stem[:-1]):
            options += [bare + "en", bare + "n"]
            at = bare.find("ge")
            if at >= 0:
                options += [bare[:at] + bare[at + 2 :] + "en", bare[:at] + bare[at + 2 :] + "n"]
    return next((v for v in options if v in known), "")


@cache
def _strong(form: str) -> str:
    """The infinitive of a strong form, with whatever prefix: "beschossen", "bezwang", "zurückgewiesen"."""
    forms = _strong_forms()
    for start in range(len(form) - 2):
        base = forms.get(form[start:])
        if base is None:
            base = forms.get("ge" + form[start:]) if start else None
        if base is not None and form[:start] + base in verbs():
            return form[:start] + base
    return ""


@cache
def _strong_forms() -> dict[str, str]:
    """Past forms and participles of strong verbs, by form."""
    found: dict[str, str] = {}
    for row in table("strongverbs"):
        base = row["verb"]
        for form in filter(None, row["forms"].split("|")):
            found.setdefault(form, base)
            if not form.startswith("ge"):
                found.setdefault(form + "en", base)
                found.setdefault(form + "n", base)
    return found


@cache
def _dictionary(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="de"))
