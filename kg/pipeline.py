"""The order of the stages: digest articles one by one, then build the graph over all that they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx
from spacy.language import Language

from kg.annotate import identity as model_name
from kg.extract import extract
from kg.extract.pairs import classifier_for, with_pairs
from kg.fuse import identify
from kg.fuse.facts import facts_of
from kg.fuse.within.resolve import resolve
from kg.graph.assemble import assemble
from kg.schema import Document, Fact, Findings, Identity, Link


def digest(documents: Iterable[Document], nlp: Language, *, pairs: bool = True) -> Iterator[Findings]:
    """What each article tells, in the order given.  Memory does not grow with the number of articles.

    Each is annotated by itself: in a batch the last bits of the network's sums depend on the other articles, and with
    them, now and then, a label.  ``pairs`` lets the classifier read what the rules leave, if it knows the pipeline.
    """
    name = model_name(nlp)
    classifier = classifier_for(name) if pairs else None
    for document in documents:
        # The words of the article are forgotten with it, else the vocabulary would grow without end.
        with nlp.memory_zone():
            doc = nlp(document.text)
            findings, context = extract(doc, document, name)
            found = resolve(context.mentions.doc, findings, context.mentions.head_index)
            if classifier is not None:
                found = with_pairs(found, context, classifier)
        yield found


def resolved(findings: Iterable[Findings]) -> tuple[Identity, list[Fact]]:
    """Who is who over all articles, and the facts in these terms, the same for any order of the findings."""
    ordered = sorted(findings, key=lambda f: (f.document.name, f.document.id))
    identity, facts = streamed({found.document.id: found for found in ordered})
    return identity, list(facts)


def streamed(
    findings: Mapping[str, Findings], *, merges: Sequence[Link] = (), literal: bool = False, refs: Sequence[Link] = ()
) -> tuple[Identity, Iterator[Fact]]:
    """As :func:`resolved`, for findings that need not be in memory together: by document id, in the order of names."""
    identity = identify(findings, merges=merges, literal=literal, refs=refs)
    return identity, facts_of(findings.values(), identity)


def copies(documents: Iterable[Document]) -> Mapping[str, str]:
    """The names of agency copies, each with the name of the article that it copies."""
    ordered = list(documents)
    names = {document.id: document.name for document in ordered}
    return {d.name: names[d.duplicate_of] for d in ordered if d.duplicate_of in names}


def build(findings: Iterable[Findings]) -> tuple[nx.MultiDiGraph, list[Fact]]:
    """The graph and the facts of all findings."""
    ordered = list(findings)
    identity, facts = resolved(ordered)
    return assemble(facts, identity.entities, duplicates=copies(f.document for f in ordered)), facts
