"""What resolution is worth, on an article in which half of the facts hang on a pronoun."""

from __future__ import annotations

from kg.fuse.facts import facts_of
from kg.pipeline import resolved
from kg.schema import Argument, Document, Findings, Mention, Provenance, Span, Statement
from kg.score.gold import GoldArticle, GoldFact
from kg.score.resolution import rows, verbatim

_TEXT = "Ida Grote besuchte Malmedy. Sie traf Kurt Ahlers."


def _mention(number: int, text: str, kind: str, form: str = "NAME", norm: str = "") -> Mention:
    start = _TEXT.index(text)
    span = Span(start=start, end=start + len(text))
    return Mention(id=f"m{number}", doc="1", span=span, head=span, text=text, kind=kind, form=form, norm=norm)


def _statement(number: int, subject: int, relation: str, target: int) -> Statement:
    span = Span(start=number, end=number + 1)
    return Statement(
        id=f"s{number}",
        doc="1",
        predicate=relation,
        relation=relation,
        event_type="",
        roles=(Argument(role="SUBJECT", target=f"m{subject}"), Argument(role="OBJECT", target=f"m{target}")),
        trigger=span,
        provenance=Provenance(doc="1", span=span, sentence=_TEXT, rule="test"),
    )


def _findings() -> Findings:
    mentions = (
        _mention(0, "Ida Grote", "PER"),
        _mention(1, "Malmedy", "LOC"),
        _mention(2, "Sie", "PER", "PRONOUN"),
        _mention(3, "Kurt Ahlers", "PER"),
    )
    return Findings(
        document=Document(id="1", name="a.txt", text=_TEXT),
        mentions=mentions,
        statements=(_statement(0, 0, "visited", 1), _statement(1, 2, "met", 3)),
        chains=(("m0", "m2"),),
    )


def _gold(subject: str, relation: str, target: str) -> GoldFact:
    return GoldFact(subject=(subject,), relations=(relation,), object=(target,), must=True)


def test_pronouns_are_worth_their_facts() -> None:
    """Without resolution the fact of the pronoun is lost, and no wrong one comes."""
    found = {"a.txt": _findings()}
    gold = [
        GoldArticle(
            doc="a.txt", facts=(_gold("Ida Grote", "visited", "Malmedy"), _gold("Ida Grote", "met", "Kurt Ahlers"))
        )
    ]
    table = {row.name: row.figures for row in rows(gold, found, resolved(found.values())[1])}
    assert table["relation, resolved"] == {"P": 1.0, "R": 1.0, "F1": 1.0}
    assert table["relation, names"] == {"P": 1.0, "R": 0.5, "F1": 0.6667}


def test_names_stand_for_themselves() -> None:
    """One entity for each spelling of a name in an article; what extraction reads for it counts as resolved."""
    found = _findings()
    identity = verbatim([found])
    assert sorted(e.name for e in identity.entities) == ["Ida Grote", "Kurt Ahlers", "Malmedy"]
    assert len(list(facts_of([found], identity))) == 1
