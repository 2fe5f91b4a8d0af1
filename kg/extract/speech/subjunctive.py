"""Konjunktiv: the mood in which German news report what somebody said."""

from __future__ import annotations

import simplemma
from spacy.tokens import Token

#: Forms that can be nothing but Konjunktiv I (with "ich" excluded separately).
_FIRST = {"sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge", "wisse"}
#: Konjunktiv II forms of auxiliaries and modals, in which plural subjects are reported.
_AUXILIARIES = {
    "wäre", "wären", "hätte", "hätten", "würde", "würden", "könnte", "könnten", "müsste", "müssten",
    "dürfte", "dürften",
}  # fmt: skip
_SECOND = _AUXILIARIES | {
    "gäbe", "gäben", "käme", "kämen", "ließe", "ließen", "stünde", "stünden", "ginge", "gingen", "läge", "lägen",
    "bräuchte", "bräuchten", "bliebe", "blieben", "fände", "fänden", "täte", "täten", "nähme", "nähmen",
    "sollten", "wollten",
}  # fmt: skip
#: Forms that carry on reported speech by themselves: not those of guesses.
_REPORTING = _AUXILIARIES - {"dürfte", "dürften", "könnte"}
_SPEAKER = {"ich", "mir", "mich"}


def first(verb: Token) -> bool:
    """Whether a finite verb is plainly Konjunktiv I: "sei", "habe" (not with "ich"), "komme", "halte"."""
    if verb.pos_ not in {"VERB", "AUX"} or (verb.lower_ not in _FIRST and not _infinitive_without_n(verb)):
        return False
    return not any(t.lower_ in _SPEAKER for t in verb.doc[max(0, verb.i - 8) : verb.i + 4])


def second(verb: Token) -> bool:
    """Whether a finite verb has the form of Konjunktiv II, which stands in for Konjunktiv I in the plural."""
    return verb.pos_ in {"VERB", "AUX"} and verb.lower_ in _SECOND


def reports(verb: Token) -> bool:
    """Whether Konjunktiv II alone can carry on reported speech: that of auxiliaries other than of guesses."""
    return verb.lower_ in _REPORTING and second(verb)


def _infinitive_without_n(verb: Token) -> bool:
    """The form of the third person: "gehe" to "gehen"; "legte" is no such form, since its infinitive is "legen"."""
    form = verb.lower_
    if not form.endswith("e") or len(form) < 4 or verb.tag_ in {"VVIMP", "VVPP", "VVINF", "VVIZU"}:
        return False
    infinitive = form[:-1] + "n" if form.endswith(("ele", "ere")) else form + "n"  # "handele" to "handeln"
    return str(simplemma.lemmatize(form, lang="de")) in {infinitive, form + "n"}
