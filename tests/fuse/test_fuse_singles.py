"""Bodies and events that an article names by their noun alone, and names as the articles have them."""

from __future__ import annotations

import pytest
from fuse_samples import article
from hand_parsed import at, parsed

from kg.fuse import identify
from kg.fuse.within.resolve import resolve
from kg.schema import Document, Findings, Mention, Span
from kg.tables.single import single_kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Polizei", "ORG"),
        ("Wahlkommission", "ORG"),
        ("Landtagswahl", "EVENT"),
        ("Migrationskonferenz", "EVENT"),
        ("Kommission", ""),  # which one, nobody knows
        ("Pressekonferenz", ""),
        ("Bundespolizei", ""),  # a proper name
        ("Watergate-Affäre", ""),
        ("Stadtzentrum", ""),
        ("Konzern", ""),
    ],
)
def test_nouns_of_which_an_article_has_one(noun: str, kind: str) -> None:
    assert single_kind(noun) == kind


def read(sentence: str, noun: str, kind: str, number: str = "Sing") -> Findings:
    """The findings of a sentence in which a noun is described."""
    doc = parsed(sentence)
    token = at(doc, noun)
    span = Span(start=token.idx, end=token.idx + len(token))
    mention = Mention(
        id=f"m{token.i}", doc="d", span=span, head=span, text=noun, kind=kind, form="NOMINAL", norm=noun, number=number
    )
    findings = Findings(document=Document(id="d", name="d", text=doc.text), mentions=(mention,))
    return resolve(doc, findings, lambda m: int(m.id[1:]))


@pytest.mark.parametrize(
    ("sentence", "noun", "kind", "named"),
    [
        ("Die|DET|2|det Polizei|NOUN|3|nsubj schwieg|VERB|0", "Polizei", "ORG", True),
        ("Eine|DET|2|det Wahlkommission|NOUN|3|nsubj schwieg|VERB|0", "Wahlkommission", "ORG", False),
        ("Eine|DET|2|det Klimakonferenz|NOUN|3|nsubj begann|VERB|0", "Klimakonferenz", "EVENT", True),
        ("Der|DET|2|det Konzern|NOUN|3|nsubj schwieg|VERB|0", "Konzern", "ORG", False),
        ("Seine|DET:PPOSAT|2|det:poss Redaktion|NOUN|3|nsubj schwieg|VERB|0", "Redaktion", "ORG", False),
    ],
)
def test_a_noun_becomes_the_name(sentence: str, noun: str, kind: str, named: bool) -> None:
    mention = read(sentence, noun, kind).mentions[-1]
    assert (mention.form == "NAME") == named


def test_several_have_no_name() -> None:
    found = read("Die|DET|2|det Zentralbank|NOUN|3|nsubj schwieg|VERB|0", "Zentralbank", "ORG", "Plur")
    assert found.mentions[-1].form == "NOMINAL"


def test_each_article_has_its_own() -> None:
    """The police of two articles are two, the Federal Police is one."""
    text = "[[Polizei|ORG|p||NORM=Polizei]] und [[Bundespolizei|ORG|b||NORM=Bundespolizei]] ermitteln."
    found = [article(name, text)[0] for name in ("a", "b")]
    names = [e.name for e in identify(found).entities]
    assert sorted(names) == ["Bundespolizei", "Polizei", "Polizei"]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["[[Front National|ORG|f]] tagt."], "Front National"),
        (["[[Front National|ORG|f]] tagt.", "[[Rassemblement National|ORG|f]] tagt."], "Rassemblement National"),
        (["[[BGH|ORG|b]] tagt."], "Bundesgerichtshof"),
        (
            ["[[Jan Tannberger|PER|t]] kam. [[Jan Tannberger|PER|t]] ging.", "[[Jan Tannberge|PER|t]] kam."],
            "Jan Tannberger",
        ),
    ],
)
def test_the_name_is_one_that_is_written(texts: list[str], name: str) -> None:
    """The later name of a renamed body only where it stands; of two spellings the one that is written more often."""
    found = [article(f"a{i}", text)[0] for i, text in enumerate(texts)]
    assert name in [e.name for e in identify(found).entities]
