"""Konjunktiv: the mood in which German news report what somebody said."""

from __future__ import annotations

import simplemma
from spacy.tokens import Token

#: Forms that can be nothing but Konjunktiv I (with "ich" excluded separately).
_FIRST = frozenset("sei seien habe werde könne müsse solle wolle dürfe möge wisse".split())
_SECOND = frozenset(
    "wäre wären hätte hätten würde würden könnte könnten müsste müssten dürfte dürften gäbe gäben käme kämen ließe ließen "
    "stünde stünden ginge gingen läge lägen brauchte bräuchten bräuchte bliebe blieben fände fänden täte täten "
    "sollten wollten".split()
)


def first(verb: Token) -> bool:
    """Whether a finite verb is plainly Konjunktiv I: "sei", "habe" (not with "ich"), "komme", "halte"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    form = verb.lower_
    if form not in _FIRST and not _stem_in_e(verb, form):
        return False
    near = verb.doc[max(0, verb.i - 8) : verb.i + 4]
    if any(t.lower_ in {"ich", "mir", "mich"} for t in near):
        return False
    return True


def second(verb: Token) -> bool:
    """Whether a finite verb has the form of Konjunktiv II, which stands in for Konjunktiv I in the plural."""
    return verb.pos_ in {"VERB", "AUX"} and verb.lower_ in _SECOND


def _stem_in_e(verb: Token, form: str) -> bool:
    if not form.endswith("e") or verb.tag_ in {"VVIMP", "VVPP", "VVINF", "VVIZU"} or len(form) < 4:
        return False
    infinitive = form + "n"
    return str(simplemma.lemmatize(form, lang="de")) == infinitive or verb.lemma_.endswith(infinitive)
