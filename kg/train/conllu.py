"""Reading CoNLL-U treebanks and bringing them to one scheme.

The German treebanks differ in labels, features and tag sets.  The scheme here is that of the news sentences
(corpora/ud/wikinews.conllu): UD v2 without subtypes except those that extraction reads (:data:`SUBTYPES`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SUBTYPES = {"nsubj:pass", "aux:pass", "compound:prt", "expl:pv", "obl:agent", "obl:arg", "det:poss"}
FEATURES = {"Case", "Definite", "Degree", "Gender", "Mood", "Number", "Person", "Poss", "PronType", "Reflex", "Tense"}
FEATURES |= {"VerbForm"}
#: Forms that are Konjunktiv I in the third person and nothing else; some treebanks call them indicative.
KONJUNKTIV_I = {
    "sei",
    "seien",
    "habe",
    "werde",
    "könne",
    "müsse",
    "solle",
    "wolle",
    "dürfe",
    "möge",
    "wisse",
    "gebe",
    "komme",
    "gehe",
    "stehe",
}
AUXILIARY_LEMMAS = {"sein", "haben", "werden", "können", "müssen", "sollen", "wollen", "dürfen", "mögen"}


@dataclass(slots=True)
class Token:
    """One surface token.  ``head`` is an index into the sentence, its own index for the root."""

    form: str
    space: bool
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: dict[str, str] = field(default_factory=dict)
    head: int = 0
    dep: str = ""


def read(path: Path) -> Iterator[list[Token]]:
    """The sentences of a CoNLL-U file; multiword tokens ("im" = in + dem) come as one token again."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line:
            rows.append(line.split("\t"))
        elif rows:
            yield _sentence(rows)
            rows = []


def _sentence(rows: list[list[str]]) -> list[Token]:
    group_of: dict[int, int] = {}  # word id -> surface token
    surface: list[tuple[str, bool, list[list[str]]]] = []
    until = 0
    for row in rows:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            surface.append((row[1], space, []))
            until = last
            group_of.update(dict.fromkeys(range(first, last + 1), len(surface) - 1))
            continue
        word = int(row[0])
        if word > until:
            group_of[word] = len(surface)
            surface.append((row[1], space, []))
        surface[group_of[word]][2].append(row)
    heads = {int(r[0]): int(r[6]) for _, _, words in surface for r in words}
    tokens = []
    for index, (form, space, words) in enumerate(surface):
        row = next((r for r in words if group_of.get(heads[int(r[0])], -1) != index), words[0])
        feats = dict(f.split("=", 1) for r in reversed(words) for f in r[5].split("|") if "=" in f)
        contracted = len(words) > 1 and row[3] == "ADP"
        tokens.append(
            Token(
                form=form,
                space=space,
                lemma="" if row[2] == "_" else row[2],
                upos=row[3],
                xpos="APPRART" if contracted else row[4].replace("_", ""),
                feats={k: v for k, v in feats.items() if k in FEATURES and not (contracted and k == "PronType")},
                head=group_of.get(heads[int(row[0])], index) if heads[int(row[0])] else index,
                dep=row[7],
            )
        )
    return tokens


def harmonise(sentence: list[Token], corpus: str) -> list[Token]:
    """A copy of the sentence in the common scheme; ``corpus`` is the file's stem ("gsd-dev", "hdt-bugs-test")."""
    tokens = [dataclasses.replace(t, feats=dict(t.feats)) for t in sentence]
    if corpus.startswith("hdt"):
        _titles_as_appositions(tokens)
        _detokenise(tokens)
    for index, token in enumerate(tokens):
        token.dep = _label(tokens, index)
        _features(token, corpus)
        if corpus.startswith("hdt"):
            token.lemma = _whole_compound(token)
    return tokens


def _label(tokens: list[Token], index: int) -> str:
    token = tokens[index]
    if token.head == index:
        return "ROOT"
    dep = token.dep if token.dep in SUBTYPES else token.dep.split(":")[0]
    if dep == "iobj":
        return "obl:arg"
    if dep == "expl" and token.form.lower() == "sich":
        return "expl:pv"
    if dep == "obj" and token.upos == "PRON" and token.form.lower() == "sich":
        return "expl:pv"
    if dep == "obj" and _case(tokens, index) == "Dat":
        return "obl:arg"
    return dep


def _case(tokens: list[Token], index: int) -> str:
    own = tokens[index].feats.get("Case", "")
    return own or next(
        (t.feats["Case"] for t in tokens if t.head == index and t.dep == "det" and "Case" in t.feats), ""
    )


def _features(token: Token, corpus: str) -> None:
    feats = token.feats
    if token.form.lower() in KONJUNKTIV_I and feats.get("VerbForm", "Fin") == "Fin" and token.upos in {"VERB", "AUX"}:
        first = feats.get("Person") == "1" or token.lemma not in AUXILIARY_LEMMAS
        if not first:
            feats["Mood"] = "Sub"
    if corpus.startswith("pud"):  # PUD leaves the form of verbs to its own tag set
        form = {"VBN": "Part", "VB": "Inf", "VBC": "Fin"}.get(token.xpos)
        if form and token.upos in {"VERB", "AUX"}:
            feats["VerbForm"] = form
        token.xpos = ""
    feats.pop("Definite" if token.upos != "DET" else "", None)


def _titles_as_appositions(tokens: list[Token]) -> None:
    """HDT hangs "Bill" and "Clinton" on "Präsident" as flat:name; elsewhere the name is an apposition of its own."""
    for index, noun in enumerate(tokens):
        if noun.upos != "NOUN":
            continue
        names = [i for i, t in enumerate(tokens) if t.head == index and t.dep.startswith("flat") and i > index]
        names = [i for i in names if tokens[i].upos == "PROPN"]
        if names and names[0] == index + 1:
            tokens[names[0]].dep = "appos"
            for other in names[1:]:
                tokens[other].head, tokens[other].dep = names[0], "flat"


def _detokenise(tokens: list[Token]) -> None:
    """HDT's text has a blank after every token: take away those that no newspaper prints."""
    quote_open = False
    for index, token in enumerate(tokens):
        following = tokens[index + 1].form if index + 1 < len(tokens) else ""
        token.space = not (following in {".", ",", ";", ":", "!", "?", ")", "]", "%", "…"} or token.form in {"(", "["})
        if token.form == '"':
            quote_open = not quote_open
            if quote_open:
                token.space = False
        if following == '"' and quote_open:
            token.space = False


def _whole_compound(token: Token) -> str:
    """HDT's lemma of a compound is its last part ("Mitglied" for Familienmitglieder): give the first parts back."""
    form, lemma = token.form, token.lemma
    if token.upos not in {"NOUN", "ADJ", "VERB"} or not lemma or lemma == form or len(form) <= len(lemma) + 1:
        return lemma
    stem = re.escape(lemma[:-1].lower()) if len(lemma) > 4 else re.escape(lemma.lower())
    found = list(re.finditer(stem, form.lower()))
    if not found or found[-1].start() < 2:
        return lemma
    last = found[-1]
    hyphen = form[last.start() - 1] == "-"
    return form[: last.start()] + (lemma if hyphen else lemma.lower())
