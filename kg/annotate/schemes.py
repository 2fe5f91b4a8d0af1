"""Label schemes: the TIGER trees of spaCy's own German pipelines turned into the UD trees that the rules read.

In TIGER the finite verb heads its clause even as an auxiliary, a preposition heads its noun, a conjunction what follows
it, and the last word of a name the first.  UD has it the other way round, so heads change and not only labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD, POS
from spacy.language import Language
from spacy.tokens import Doc

#: Labels that only TIGER has and every German parser trained on it knows.
_MARKS = frozenset({"sb", "oa", "nk", "oc"})
#: Labels with one counterpart whatever stands on either side.
_PLAIN = {
    "ac": "case", "adc": "flat", "ag": "nmod", "ams": "obl", "app": "appos", "avc": "advmod", "cd": "cc", "cm": "case",
    "cp": "mark", "cvc": "obl", "da": "obl:arg", "dh": "flat", "dm": "discourse", "ep": "expl", "ju": "cc",
    "ng": "advmod", "nmc": "nummod", "oa2": "obj", "og": "obl:arg", "par": "parataxis", "pg": "nmod", "ph": "expl",
    "pm": "mark", "pnc": "flat", "rs": "ccomp", "sbp": "obl:agent", "svp": "compound:prt", "uc": "flat",
    "vo": "vocative",
}  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_FINITE = ("VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP")
_BARE = frozenset({"VVPP", "VAPP", "VMPP", "VVINF", "VAINF", "VMINF"})
_WERDEN = ("werd", "wird", "wirst", "wurd", "word", "würd", "geword")
_SEIN = frozenset(
    ["bin", "bist", "ist", "sind", "seid", "war", "waren", "warst", "sei", "seien", "wäre", "wären", "sein", "gewesen"]
)
_BLEIBEN = ("bleib", "blieb", "geblieb")


def scheme_of(nlp: Language) -> str:
    """``tiger`` if the pipeline's parser knows the labels of TIGER, else ``ud`` (also where there is no parser)."""
    if "parser" not in nlp.pipe_names:
        return "ud"
    return "tiger" if frozenset(getattr(nlp.get_pipe("parser"), "labels", ())) >= _MARKS else "ud"


@Language.component("tiger_to_ud")
def tiger_to_ud(doc: Doc) -> Doc:
    """Rewrite heads, labels and, where they differ, parts of speech of a TIGER parse in place."""
    tree = _Tree(doc)
    tree.prepositions()
    tree.names()
    tree.titles()
    tree.coordinations()
    tree.auxiliaries()
    tree.copulas()
    tree.write(doc)
    return doc


class _Tree:
    """The dependency tree of one doc as lists: ``head`` (index of the head, a root is its own), ``dep``, ``pos``."""

    def __init__(self, doc: Doc) -> None:
        self.words = [t.lower_ for t in doc]
        self.head = [t.head.i for t in doc]
        self.dep = ["ROOT" if t.head.i == t.i else t.dep_ for t in doc]
        self.pos = ["ADJ" if t.tag_ == "ADJD" else t.pos_ for t in doc]
        self.tag = [t.tag_ for t in doc]
        self.phrase: set[int] = set()  # nouns that a preposition headed
        self.clausal: set[int] = set()  # words that stood at a verb before its predicate took over

    def children(self, i: int, *deps: str) -> list[int]:
        return [k for k, h in enumerate(self.head) if h == i and k != i and (not deps or self.dep[k] in deps)]

    def replace(self, old: int, new: int) -> None:
        """Put ``new``, a word below ``old``, in its place; all that hung on ``old``, and ``old``, hang on ``new``."""
        dep = self.dep[old]
        self.head[new] = new if self.head[old] == old else self.head[old]
        self.dep[new] = dep
        for child in self.children(old):
            if child != new:
                self.head[child] = new
        self.head[old] = new

    # --- the steps, each on the tree that the one before has left -----------------------------------------------

    def prepositions(self) -> None:
        """The noun takes the place of its preposition.  Inner phrases stand to the right, so from right to left."""
        for i in reversed(range(len(self.head))):
            if self.pos[i] != "ADP" or self.dep[i] in {"svp", "ac", "pnc", "punct"}:
                continue
            inside = self.children(i, "nk", "ag")
            if not inside:
                continue
            self.replace(i, inside[-1] if self.tag[i] == "APPO" else inside[0])
            noun = self.head[i]
            self.dep[i] = "ac"
            self.phrase.add(noun)

    def names(self) -> None:
        """The first word of a name heads it."""
        for i in range(len(self.head)):
            parts = self.children(i, "pnc")
            if not parts or self.dep[i] == "pnc":
                continue
            members = sorted({i, *self._below(parts)})
            first = members[0]
            if first != i:
                self.replace(i, first)
                self._pass_on(i, first)
            for member in members[1:]:
                for child in self.children(member):
                    self.head[child] = first
                self.head[member], self.dep[member] = first, "pnc"

    def _below(self, parts: list[int]) -> Iterator[int]:
        for part in parts:
            yield part
            yield from self._below(self.children(part, "pnc"))

    def titles(self) -> None:
        """A title heads the name behind it: "Herr Müller", "Kanzler Merz"."""
        for i in range(len(self.head)):
            head = self.head[i]
            if self.dep[i] != "nk" or self.tag[i] != "NN" or self.pos[head] != "PROPN" or i > head:
                continue
            if i + 1 != head:  # a title stands right before the name
                continue
            self.replace(head, i)
            self.dep[head] = "app"
            self._pass_on(head, i)
            for child in self.children(i):
                if child > head and self.dep[child] in {"pnc", "app", "rc", "par"}:
                    self.head[child] = head if self.dep[child] == "pnc" else i

    def _pass_on(self, old: int, new: int) -> None:
        for marked in (self.phrase, self.clausal):
            if old in marked:
                marked.discard(old)
                marked.add(new)

    def coordinations(self) -> None:
        """All members hang on the first one, each conjunction on the member behind it."""
        members = [i for i, dep in enumerate(self.dep) if dep == "cj"]
        firsts = {i: self._first(i) for i in members}
        for i in members:
            above = self.head[i]
            if self.dep[above] == "cd":
                self.head[above] = i
            self.head[i], self.dep[i] = firsts[i], "conj"
            if firsts[i] in self.phrase and self.pos[i] in _NOMINAL:
                self.phrase.add(i)

    def _first(self, i: int) -> int:
        while self.dep[i] in {"cj", "cd"} and self.head[i] != i:
            i = self.head[i]
        return i

    def auxiliaries(self) -> None:
        """The full verb takes the place of its auxiliaries and modals, whose label tells the passive."""
        pairs = [
            (i, child)
            for i, tag in enumerate(self.tag)
            if tag.startswith(("VA", "VM"))
            for child in self.children(i, "oc")[:1]
            if self.tag[child] in _BARE
        ]
        for i, child in pairs:
            passive = self.tag[child] == "VVPP" and self.words[i].startswith(_WERDEN)
            verb = child
            while self.dep[verb].startswith("aux"):  # its own full verb has taken its place already
                verb = self.head[verb]
            if verb == i:
                continue
            self.replace(i, verb)
            self.dep[i] = "aux:pass" if passive else "aux"
            self.pos[i] = "AUX"

    def copulas(self) -> None:
        """The predicate takes the place of "sein", "werden" and "bleiben"."""
        for i, word in enumerate(self.words):
            verbal = self.tag[i].startswith(("VA", "VV")) and not self.dep[i].startswith("aux")
            if not verbal or not (word in _SEIN or word.startswith((*_WERDEN, *_BLEIBEN))):
                continue
            predicates = self.children(i, "pd")
            if not predicates or self.tag[predicates[0]] in _FINITE:
                continue
            predicate = predicates[0]
            moved = set(self.children(i)) - {predicate}
            self.replace(i, predicate)
            self.clausal |= moved
            self.dep[i], self.pos[i] = "cop", "AUX"

    # --- labels -------------------------------------------------------------------------------------------------

    def write(self, doc: Doc) -> None:
        deps = [self._label(i) for i in range(len(self.head))]
        strings = doc.vocab.strings
        rows = np.zeros((len(deps), 3), dtype=np.uint64)
        for i, dep in enumerate(deps):
            rows[i, 0] = np.int64(self.head[i] - i).astype(np.uint64)
            rows[i, 1] = strings.add(dep)
            rows[i, 2] = strings.add(self.pos[i])
        doc.from_array([HEAD, DEP, POS], cast(Any, rows))

    def _label(self, i: int) -> str:
        dep, head = self.dep[i], self.head[i]
        if head == i:
            return "ROOT"
        if self.tag[i] == "PRF" and dep in {"oa", "da", "oa2"}:
            return "expl:pv"
        verbal = self._verbal(i)
        if dep == "sb":
            passive = any(self.dep[k] == "aux:pass" for k in self.children(head))
            return "csubj" if verbal else "nsubj:pass" if passive else "nsubj"
        if dep == "oa":
            return "ccomp" if verbal else "obj"
        if dep == "rc":
            return "acl"
        if dep == "nk":
            return self._in_noun_phrase(i, head)
        if dep == "pd":
            return "xcomp"
        if dep in {"oc", "re"}:
            return "acl" if self._noun(head) else "ccomp" if self._finite(i) else "xcomp"
        if dep in {"mo", "mnr", "op", "cc"}:
            return self._modifier(i, head)
        return _PLAIN.get(dep, dep)

    def _noun(self, i: int) -> bool:
        return self.pos[i] in _NOMINAL and not any(self.dep[k] == "cop" for k in self.children(i))

    def _finite(self, i: int) -> bool:
        verbs = (i, *(k for k in self.children(i) if self.dep[k] in {"aux", "aux:pass", "cop"}))
        return any(self.tag[k] in _FINITE for k in verbs)

    def _verbal(self, i: int) -> bool:
        return self.tag[i].startswith(("VV", "VA", "VM")) or any(self.dep[k] == "cop" for k in self.children(i))

    def _modifier(self, i: int, head: int) -> str:
        at_noun = self.pos[head] in _NOMINAL and i not in self.clausal
        if i in self.phrase:
            return "nmod" if at_noun else "obl"
        if self._verbal(i):
            return "acl" if at_noun else "advcl"
        if self.pos[i] in _NOMINAL:
            return "nmod" if at_noun else "obl"
        return "amod" if self.tag[i] == "ADJA" else "advmod"

    def _in_noun_phrase(self, i: int, head: int) -> str:
        if self.tag[i] in {"PPOSAT", "PPOSS"}:
            return "det:poss"
        if self.pos[i] == "DET" or self.tag[i] in {"ART", "PDAT", "PIAT", "PIDAT", "PWAT", "PRELAT"}:
            return "det"
        if self.tag[i] in {"ADJA", "VVPP"} or self.pos[i] == "ADJ":
            return "amod"
        if self.pos[i] == "NUM":
            return "nummod" if i < head else "nmod"
        if i > head and self.pos[i] == "PROPN":
            return "appos"
        return "advmod" if self.pos[i] in {"ADV", "PART"} else "nmod"
