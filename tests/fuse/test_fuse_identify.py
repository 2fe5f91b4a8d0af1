"""Identity as a whole: order, counts, ids, names, and what has no entity."""

from __future__ import annotations

import time

import pytest
from fuse_samples import article, case, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import identify
from kg.schema import Document, Findings, Mention, Span

_ALL = [found for name in cases() for found in case(name)[0]]


@given(st.permutations(_ALL[:45]))
@settings(max_examples=12, deadline=None)
def test_order_of_articles_does_not_matter(findings: list[Findings]) -> None:
    """Any order of the same findings gives the same identity, to the last row."""
    assert identify(findings) == identify(_ALL[:45])


def test_twice_the_same_article_counts_once() -> None:
    """A document that comes twice is one."""
    assert identify([*_ALL[:5], *_ALL[:5]]) == identify(_ALL[:5])


def test_nothing_gives_nothing() -> None:
    """No findings, no entities."""
    identity = identify([])
    assert (identity.entities, identity.of, identity.links) == ((), {}, ())


def test_counts_names_and_dates() -> None:
    """An entity has its fullest common name, all spellings without case endings, counts and dates."""
    found = [
        article(
            "a",
            "Außenminister [[Sergej Lawrow|PER|x|c]] kam. [[Lawrows|PER|x|c]] Rede. [[Er|PER|x|c|PRONOUN=Masc]] ging.",
            date="2025-07-12",
        )[0],
        article("b", "[[Lawrow|PER|x]] flog heim.", date="2025-07-14")[0],
        article("c", "[[Sergej Lawrow|PER|x]] und [[Sergej Wiktorowitsch Lawrow|PER|x]].", date="")[0],
    ]
    found += [article(f"d{i}", "[[Sergej Lawrow|PER|x]] schwieg.")[0] for i in range(5)]
    (entity,) = identify(found).entities
    assert (entity.id, entity.name, entity.kind) == ("per:sergej-lawrow", "Sergej Lawrow", "PER")
    assert entity.aliases[0] == "Sergej Lawrow"
    assert set(entity.aliases) == {"Sergej Lawrow", "Lawrow", "Sergej Wiktorowitsch Lawrow"}
    assert (entity.mentions, entity.documents) == (11, 8)
    assert (entity.first_seen, entity.last_seen) == ("2024-05-01", "2025-07-14")


def test_who_is_never_named_has_no_entity() -> None:
    """Descriptions, pronouns and values are left out, but a description whose norm is a state is the state."""
    found, _ = article(
        "a",
        "[[Der Minister|PER|x|-|NOMINAL=Minister]] kam. [[Er|PER|x|-|PRONOUN=Masc]] ging [[gestern|TIME|x]]. "
        "[[Nordkoreanische Soldaten|PER|x|-|NOMINAL=Nordkorea]] blieben. [[Die Insel|LOC|x|-|NOMINAL=Insel]] schwieg.",
    )
    assert identify([found]).of == {(found.document.id, "m3"): "loc:nordkorea"}


def test_adjectives_of_origin_are_the_state() -> None:
    """ "russische" is Russland by its norm, but no name of it; neither is a title or a group that acts for it."""
    found, _ = article(
        "a",
        "Die [[russische|LOC|x|-|NORM=Russland]] Armee, [[Russland|LOC|x]], der [[Zar|LOC|x|-|NORM=Russland]] und die "
        "[[Russische Föderation|LOC|x|-|NORM=Russland]] samt [[russischen Truppen|LOC|x|-|NORM=Russland]].",
    )
    (entity,) = identify([found]).entities
    assert (entity.id, entity.aliases, entity.mentions) == ("loc:russland", ("Russische Föderation", "Russland"), 5)


def test_inflected_names_are_aliases_in_their_citation_form() -> None:
    """The variant of the table in the nominative, whatever case the text has."""
    found, _ = article("a", "In den [[Vereinigten Staaten|LOC|x|-|NORM=USA]], im Werk der [[USA|LOC|x]].")
    (entity,) = identify([found]).entities
    assert set(entity.aliases) == {"USA", "Vereinigte Staaten"}


def test_names_are_freed_of_what_sticks_to_them() -> None:
    """Brackets without a blank before a name and the full stop behind a number are no parts of it."""
    found, _ = article("a", "1.(3.120)[[2.)Ivana Mesić|PER|x]] fuhr den [[Panther 3.|MISC|x]]")
    assert {e.name for e in identify([found]).entities} == {"Ivana Mesić", "Panther 3"}


def test_chains_of_two_names_are_taken_apart() -> None:
    """Coreference that ties two persons is not believed; the pronoun stays with the name before it."""
    found, _ = article(
        "a",
        "[[Peter Müller|PER|x|c]] kam. [[Er|PER|x|c|PRONOUN=Masc]] sang. "
        "[[Petra Müller|PER|x|c]] ging. [[Sie|PER|x|c|PRONOUN=Fem]] lachte.",
    )
    of = identify([found]).of
    assert [of[found.document.id, f"m{i}"] for i in range(4)] == ["per:peter-mueller"] * 2 + ["per:petra-mueller"] * 2


def test_ids_stay_when_articles_come() -> None:
    """Articles that come later change no id of those that are there; namesakes get a telling qualifier."""
    early = [
        article("a", "Torwart [[Peter Müller|PER|x]] hielt.", date="2020-01-01")[0],
        article("b", "[[Angela Merkel|PER|x]] traf [[Müller|PER|x]].", date="2020-01-02")[0],
    ]
    late = [
        article("c", "Bürgermeister [[Peter Müller|PER|x]] (SPD) sprach.", date="2021-01-01")[0],
        article("d", "[[Angela Merkel|PER|x]] und [[Olaf Scholz|PER|x]].", date="2021-01-02")[0],
    ]
    before, after = identify(early).of, identify([*late, *early]).of
    assert before.items() <= after.items()
    assert "per:peter-mueller-spd" in after.values()


def test_kind_by_majority() -> None:
    """A name that is a person in five articles is one in the sixth, where the tagger saw an organisation."""
    found = [article(f"a{i}", "[[Steinmeier|PER|x]] sprach.")[0] for i in range(5)]
    found.append(article("b", "[[Steinmeier|ORG|x]] sprach.")[0])
    assert {e.kind for e in identify(found).entities} == {"PER"}


def test_state_is_a_place_whatever_the_tagger_says() -> None:
    """Tables decide for states and well-known organisations."""
    found, _ = article("a", "[[Russland|ORG|x]] und die [[SPD|MISC|x]] und [[Russlands|PER|x]] Armee.")
    assert {e.id for e in identify([found]).entities} == {"loc:russland", "org:spd"}


def test_names_in_capitals_and_oblique_cases_are_not_canonical() -> None:
    """Headlines in capitals and inflected adjectives give way to the plain form."""
    found, _ = article(
        "a",
        "[[ANGELA MERKEL|PER|x]] kam. [[Angela Merkel|PER|x]] sah im [[Schwarzen Meer|LOC|x]] "
        "das [[Schwarze Meer|LOC|x]].",
    )
    assert [e.name for e in identify([found]).entities] == ["Schwarze Meer", "Angela Merkel"]


def _many(count: int) -> list[Findings]:
    """Articles with about ``count`` mentions: full names, lone surnames (half of them frequent), places."""
    surnames = ["Müller", "Schmidt", "Weber", "Kim"] + [
        f"{a}{b}er" for a in ("Ber", "Lin", "Mo", "Tal") for b in ("g", "k", "nd", "st", "lf")
    ]
    given_names = ["Peter", "Anna", "Karl", "Julia", "Sergej", "Olaf", "Petra", "Maria", "Jonas", "Eva"]
    findings = []
    for number in range(count // 10):
        text, mentions = "", []
        for k in range(5):
            given_name, surname = given_names[(number * 7 + k * 3) % 10], f"{surnames[(number * 5 + k) % 24]}"
            rare = f"{surname}{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}" if k % 2 else surname
            for name, kind in ((f"{given_name} {rare}", "PER") if k < 3 else (rare, "PER"), (f"{rare}stadt", "LOC")):
                span = Span(start=len(text), end=len(text) + len(name))
                text += f"{name} sagte. "
                mentions.append((span, name, kind))
        doc = f"{number:016d}"
        findings.append(
            Findings(
                document=Document(id=doc, name=f"{number}.txt", text=text),
                mentions=tuple(
                    Mention(id=f"m{i}", doc=doc, span=s, head=s, text=n, kind=k, form="NAME")
                    for i, (s, n, k) in enumerate(mentions)
                ),
            )
        )
    return findings


def _seconds(count: int) -> float:
    findings = _many(count)
    start = time.process_time()
    identify(findings)
    return time.process_time() - start


def test_time_grows_with_the_number_of_mentions() -> None:
    """Four times the mentions take much less than sixteen times as long, as comparing all with all would."""
    _seconds(500)
    few, many = (min(_seconds(count) for _ in range(3)) for count in (2000, 8000))  # the best: others disturb the clock
    assert many < 8 * max(few, 0.05)


@pytest.mark.slow
def test_hundred_thousand_mentions() -> None:
    """A hundred thousand mentions take well under a minute."""
    assert _seconds(100_000) < 40


_words = st.sampled_from(
    [
        "Müller",
        "Peter Müller",
        "Kim Jong Un",
        "Kims",
        "SPD",
        "(SPD)",
        "Berlin",
        "Kreml",
        "Papst Franziskus",
        "“",
        "",
        "X",
        "GdP",
        "Gewerkschaft der Polizei",
        "Frankfurt (Oder)",
        "Frankfurt",
        "von der Leyen",
        "XVI.",
        "Dr.",
        "🙂",
        "=1",
        "al-",
        "'s",
    ]
)
_mentions = st.lists(
    st.tuples(
        _words,
        st.sampled_from(["PER", "ORG", "LOC", "EVENT", "MISC", "CONCEPT", "TIME"]),
        st.sampled_from(["NAME", "NAME", "NOMINAL", "PRONOUN"]),
        st.sampled_from(["", "", "Russland", "Minister"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(st.lists(_mentions, max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_findings_are_resolved(articles: list[list[tuple[str, str, str, str, int]]], literal: bool) -> None:
    """Odd names never stop a run; every id that a mention has is that of an entity, whose counts add up."""
    findings = []
    for number, rows in enumerate(articles):
        text, mentions, chains = "", [], {}
        for i, (words, kind, form, norm, chain) in enumerate(rows):
            span = Span(start=len(text), end=len(text) + len(words))
            text += words + " und "
            mentions.append(
                Mention(id=f"m{i}", doc=str(number), span=span, head=span, text=words, kind=kind, form=form, norm=norm)
            )
            chains.setdefault(chain, []).append(f"m{i}")
        findings.append(
            Findings(
                document=Document(id=str(number), name=f"{number}.txt", text=text),
                mentions=tuple(mentions),
                chains=tuple((*c, "gone") for key, c in chains.items() if key),
            )
        )
    identity = identify(findings, literal=literal)
    assert identity == identify(findings[::-1], literal=literal)
    ids = [e.id for e in identity.entities]
    assert len(ids) == len(set(ids))
    assert set(identity.of.values()) == set(ids)
    assert sum(e.mentions for e in identity.entities) == len(identity.of)
    assert all(e.name.strip() for e in identity.entities)


def test_a_minister_is_not_his_wife_of_the_same_surname() -> None:
    """A possessive agrees with what is owned: "seiner Frau" says nothing of her husband's gender but "sein"."""
    findings, _ = article(
        "a",
        "Minister [[Reuter|PER|er|c]] kam mit [[seiner|PER|er|c|PRONOUN=Fem]] Frau und [[seiner|PER|er|c|PRONOUN=Fem]] "
        "Mutter. [[Er|PER|er|c|PRONOUN=Masc]] schwieg. [[Sabine Reuter|PER|sie]] sprach lange.",
    )
    of = identify([findings]).of
    doc = findings.document.id
    assert of[doc, "m0"] != of[doc, "m4"]
    assert {of[doc, m] for m in ("m1", "m2", "m3")} == {of[doc, "m0"]}
