"""Status: negation, modality and embedding, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from hand_parsed import at, parsed

from kg.extract.qualifiers.status import assess, negated


def clause(middle: str, *, verb: str = "angegriffen", tag: str = "VVPP", aux: str = "hat", lemma: str = "haben") -> str:
    """ "Peru AUX MIDDLE Chile VERB": the middle is given with its head as {v} for the verb."""
    n = 5 if middle else 4
    form = "Part" if tag == "VVPP" else "Inf"
    extra = f"{middle.format(v=n)} " if middle else ""
    return (
        f"Peru|PROPN|{n}|nsubj {aux}|AUX|{n}|aux||{lemma} {extra}Chile|PROPN|{n}|obj "
        f"{verb}|VERB:{tag}|0||VerbForm={form}|angreifen"
    )


def status(text: str, verb: str = "angegriffen", said: bool = False) -> str:
    return assess(at(parsed(text), verb), said)


def test_plain_statement() -> None:
    assert status(clause("")) == "asserted"


@pytest.mark.parametrize("word", ["nicht", "nie", "niemals", "keineswegs", "mitnichten"])
def test_negation_denies(word: str) -> None:
    assert status(clause(f"{word}|PART|{{v}}|advmod")) == "denied"


def test_not_only_is_no_negation() -> None:
    doc = parsed(
        "Peru|PROPN|6|nsubj hat|AUX|6|aux||haben nicht|PART|6|advmod nur|ADV|5|advmod Chile|PROPN|6|obj "
        "angegriffen|VERB:VVPP|0||VerbForm=Part|angreifen"
    )
    assert not negated(at(doc, "angegriffen"))


@pytest.mark.parametrize("role", ["nsubj", "obj"])
def test_kein_at_subject_or_object_denies(role: str) -> None:
    doc = parsed(f"Kein|DET|2|det Land|NOUN|3|{role} hilft|VERB|0|||helfen")
    assert assess(at(doc, "hilft")) == "denied"


@pytest.mark.parametrize(
    ("aux", "lemma", "expected"),
    [
        ("könnte", "können", "possible"),
        ("kann", "können", "possible"),
        ("dürfte", "dürfen", "possible"),
        ("soll", "sollen", "planned"),
        ("will", "wollen", "planned"),
        ("möchte", "mögen", "planned"),
        ("wird", "werden", "planned"),
        ("würde", "werden", "possible"),
        ("konnte", "können", "asserted"),
    ],
)
def test_modal_and_future_with_infinitive(aux: str, lemma: str, expected: str) -> None:
    assert status(clause("", verb="angreifen", tag="VVINF", aux=aux, lemma=lemma), "angreifen") == expected


def _hearsay(modal: str, lemma: str) -> str:
    return (
        f"Peru|PROPN|4|nsubj {modal}|AUX|4|aux||{lemma} Chile|PROPN|4|obj "
        f"angegriffen|VERB:VVPP|0||VerbForm=Part|angreifen "
        "haben|AUX:VAINF|4|aux||haben"
    )


@pytest.mark.parametrize(("modal", "lemma"), [("soll", "sollen"), ("will", "wollen")])
def test_modal_with_perfect_infinitive_is_hearsay(modal: str, lemma: str) -> None:
    assert status(_hearsay(modal, lemma)) == "reported"


def test_passive_is_no_future() -> None:
    doc = parsed(
        "Chile|PROPN|3|nsubj:pass wird|AUX|3|aux:pass||werden angegriffen|VERB:VVPP|0||VerbForm=Part|angreifen"
    )
    assert assess(at(doc, "angegriffen")) == "asserted"


@pytest.mark.parametrize(("said", "expected"), [(False, "possible"), (True, "asserted")])
def test_konjunktiv_2_in_what_somebody_said_is_only_indirect_speech(said: bool, expected: str) -> None:
    assert status(clause("", aux="hätte"), said=said) == expected


@pytest.mark.parametrize(("word", "expected"), [("möglicherweise", "possible"), ("angeblich", "reported")])
def test_adverbs(word: str, expected: str) -> None:
    assert status(clause(f"{word}|ADV|{{v}}|advmod")) == expected


@pytest.mark.parametrize(("word", "expected"), [("wenn", "possible"), ("falls", "possible"), ("weil", "asserted")])
def test_condition(word: str, expected: str) -> None:
    doc = parsed(f"{word}|SCONJ|4|mark Peru|PROPN|4|nsubj Chile|PROPN|4|obj angreift|VERB|0|||angreifen")
    assert assess(at(doc, "angreift")) == expected


@pytest.mark.parametrize(("word", "expected"), [("um", "planned"), ("ohne", "denied")])
def test_infinitive_with_um_and_ohne(word: str, expected: str) -> None:
    doc = parsed(
        f"Er|PRON|2|nsubj kam|VERB|0|||kommen ,|PUNCT|6|punct {word}|SCONJ|6|mark zu|PART:PTKZU|6|mark "
        "helfen|VERB:VVINF|2|advcl|VerbForm=Inf"
    )
    assert assess(at(doc, "helfen")) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("plant|planen", "planned"), ("bestreitet|bestreiten", "denied"), ("drohte|drohen", "planned")],
)
def test_infinitive_under_a_verb_of_plan_or_denial(verb: str, expected: str) -> None:
    form, lemma = verb.split("|")
    doc = parsed(
        f"Peru|PROPN|2|nsubj {form}|VERB|0|||{lemma} ,|PUNCT|6|punct Chile|PROPN|6|obj zu|PART:PTKZU|6|mark "
        "helfen|VERB:VVINF|2|xcomp|VerbForm=Inf"
    )
    assert assess(at(doc, "helfen")) == expected


def test_ready_to_is_planned() -> None:
    doc = parsed(
        "Peru|PROPN|3|nsubj ist|AUX|3|cop||sein bereit|ADJ:ADJD|0 zu|PART:PTKZU|5|mark "
        "helfen|VERB:VVINF|3|xcomp|VerbForm=Inf"
    )
    assert assess(at(doc, "helfen")) == "planned"


@pytest.mark.parametrize(
    ("adjective", "expected"), [("geplante", "planned"), ("mögliche", "possible"), ("russische", "asserted")]
)
def test_adjective_at_an_event_noun(adjective: str, expected: str) -> None:
    doc = parsed(f"Der|DET|3|det {adjective}|ADJ|3|amod Angriff|NOUN|4|nsubj empört|VERB|0|||empören")
    assert assess(at(doc, "Angriff")) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("dementierte|dementieren", "denied"), ("plant|planen", "planned"), ("feierte|feiern", "asserted")],
)
def test_event_noun_as_object(verb: str, expected: str) -> None:
    form, lemma = verb.split("|")
    doc = parsed(f"Peru|PROPN|2|nsubj {form}|VERB|0|||{lemma} den|DET|4|det Angriff|NOUN|2|obj")
    assert assess(at(doc, "Angriff")) == expected


def test_event_noun_shares_the_future_of_a_support_verb() -> None:
    doc = parsed(
        "Das|DET|2|det Treffen|NOUN|4|nsubj wird|AUX|4|aux||werden stattfinden|VERB:VVINF|0||VerbForm=Inf|stattfinden"
    )
    assert assess(at(doc, "Treffen")) == "planned"


def test_denial_wins_over_plan() -> None:
    middle = "nicht|PART|{v}|advmod"
    assert status(clause(middle, verb="angreifen", tag="VVINF", aux="wird", lemma="werden"), "angreifen") == "denied"


def test_promised_konjunktiv_is_planned() -> None:
    text = clause("", aux="würde", verb="angreifen", tag="VVINF", lemma="werden")
    assert assess(at(parsed(text), "angreifen"), True, True) == "planned"
    assert assess(at(parsed(text), "angreifen"), True) == "asserted"


def test_nicht_mehr_is_a_negation() -> None:
    doc = parsed("Peru|PROPN|2|nsubj half|VERB|0 nicht|PART|4|advmod mehr|ADV|2|advmod")
    assert assess(at(doc, "half")) == "denied"


def test_event_of_which_a_predicate_speaks() -> None:
    doc = parsed("Das|DET|2|det Treffen|NOUN|4|nsubj ist|AUX|4|cop||sein unmöglich|ADJ:ADJD|0")
    assert assess(at(doc, "Treffen")) == "denied"
    doc = parsed("Das|DET|2|det Treffen|NOUN|3|nsubj scheiterte|VERB|0||Tense=Past,VerbForm=Fin|scheitern")
    assert assess(at(doc, "Treffen")) == "denied"
