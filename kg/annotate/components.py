"""What the pipeline does besides its trained components."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

#: The key of ``Doc.spans`` under which derived forms stand: "russische" (LOCderiv), "Ukraine-Krise" (LOCpart).
DERIVED = "derived"


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """A line break in the text ends a sentence: the parser splits further but joins nothing across it."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            token.is_sent_start = token.i == 0
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.component("derived")
def derived(doc: Doc) -> Doc:
    """Move the derived labels (LOCderiv, ORGpart ...) from the entities to a span group of their own."""
    found = [e for e in doc.ents if e.label_.endswith(("deriv", "part"))]
    doc.spans[DERIVED] = found
    doc.ents = tuple(e for e in doc.ents if not e.label_.endswith(("deriv", "part")))
    return doc
