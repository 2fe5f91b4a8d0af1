"""Place, time and amount of an event, on sentences parsed by hand."""

from __future__ import annotations

from hand_parsed import at, parsed
from spacy.tokens import Doc

from kg.extract.events.event import Event
from kg.extract.mentions.register import Mentions
from kg.extract.qualifiers.where_when import amount_of, lasting_time, place_of, time_of
from kg.schema import Mention, Span


def event(doc: Doc, trigger: str, *used: str) -> Event:
    token = at(doc, trigger)
    return Event(
        trigger=token, predicate=token.lemma_, relation="met", subjects=(), objects=(), rule="test",
        used=frozenset(at(doc, word).i for word in used),
    )  # fmt: skip


def place(doc: Doc, trigger: str, *used: str) -> str:
    found = place_of(event(doc, trigger, *used), Mentions(doc, "d"))
    return found.text if found is not None else ""


def value(doc: Doc, word: str, norm: str, kind: str = "TIME") -> dict[int, Mention]:
    token = at(doc, word)
    span = Span(start=token.idx, end=token.idx + len(token))
    return {token.i: Mention(id="t", doc="d", span=span, head=span, text=word, kind=kind, form="VALUE", norm=norm)}


def test_place_at_the_verb() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj traf|VERB|0 Xi|PROPN|2|obj in|ADP|5|case Wonsan|PROPN|2|obl", ents={"Wonsan": "LOC"}
    )
    assert place(doc, "traf") == "Wonsan"


def test_argument_is_no_place() -> None:
    doc = parsed("Kim|PROPN|2|nsubj reiste|VERB|0 in|ADP|4|case Wonsan|PROPN|2|obl", ents={"Wonsan": "LOC"})
    assert place(doc, "reiste", "Wonsan") == ""


def test_direction_is_no_place() -> None:
    doc = parsed("Kim|PROPN|2|nsubj flog|VERB|0 nach|ADP|4|case Wonsan|PROPN|2|obl", ents={"Wonsan": "LOC"})
    assert place(doc, "flog") == ""


def test_town_wins_over_its_state() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj lachte|VERB|0 in|ADP|4|case Russland|PROPN|2|obl in|ADP|6|case Kasan|PROPN|2|obl",
        ents={"Russland": "LOC", "Kasan": "LOC"},
    )
    assert place(doc, "lachte") == "Kasan"


def test_event_noun_s_own_place_wins_over_the_clause_s() -> None:
    doc = parsed(
        "Nach|ADP|2|case Treffen|NOUN|5|obl in|ADP|4|case Rom|PROPN|2|nmod lachte|VERB|0 Kim|PROPN|5|nsubj "
        "in|ADP|8|case Wien|PROPN|5|obl",
        ents={"Rom": "LOC", "Wien": "LOC"},
    )
    assert place(doc, "Treffen") == "Rom"


def test_event_noun_takes_the_place_of_its_clause() -> None:
    doc = parsed(
        "Das|DET|2|det Treffen|NOUN|5|nsubj wurde|AUX|5|aux||werden in|ADP|6|case abgesagt|VERB:VVPP|0 "
        "Wien|PROPN|5|obl",
        ents={"Wien": "LOC"},
    )
    assert place(doc, "Treffen") == "Wien"


def test_place_of_another_clause_is_not_taken() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj lachte|VERB|0 ,|PUNCT|6|punct der|PRON|6|nsubj Rom|PROPN|6|obl besuchte|VERB|1|acl",
        ents={"Rom": "LOC"},
    )
    assert place(doc, "lachte") == ""


def test_dort_is_the_last_place_named() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj kam|VERB|0 nach|ADP|4|case Wonsan|PROPN|2|obl",
        "Dort|ADV|2|advmod lachte|VERB|0 er|PRON|2|nsubj",
        ents={"Wonsan": "LOC"},
    )
    assert place(doc, "lachte") == "Wonsan"


TIMED = parsed("Am|ADP:APPRART|2|case Samstag|NOUN|3|obl traf|VERB|0 Kim|PROPN|3|nsubj Xi|PROPN|3|obj")


def test_time_at_the_verb() -> None:
    found = time_of(event(TIMED, "traf"), value(TIMED, "Samstag", "2025-07-12"))
    assert found is not None
    assert found.norm == "2025-07-12"


def test_durations_and_repetitions_are_no_time() -> None:
    assert time_of(event(TIMED, "traf"), value(TIMED, "Samstag", "P2D")) is None
    assert time_of(event(TIMED, "traf"), value(TIMED, "Samstag", "XXXX-WXX-6")) is None


def test_clause_above_dates_its_complement() -> None:
    doc = parsed(
        "Im|ADP:APPRART|2|case April|NOUN|3|obl gestand|VERB|0 Peru|PROPN|3|nsubj ,|PUNCT|8|punct dass|SCONJ|8|mark "
        "es|PRON|8|nsubj half|VERB|3|ccomp"
    )
    found = time_of(event(doc, "half"), value(doc, "April", "2025-04"))
    assert found is not None
    assert found.norm == "2025-04"


def test_time_of_a_coordinated_clause_is_its_own() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj lachte|VERB|0 und|CCONJ|6|cc am|ADP:APPRART|5|case Samstag|NOUN|6|obl weinte|VERB|2|conj "
        "Xi|PROPN|6|nsubj"
    )
    times = value(doc, "Samstag", "2025-07-12")
    assert time_of(event(doc, "lachte"), times) is None
    assert time_of(event(doc, "weinte"), times) is not None


def test_amount_in_the_clause_and_outside_it() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj schickte|VERB|0 6000|NUM|4|nummod Soldaten|NOUN|2|obj und|CCONJ|6|cc lachte|VERB|2|conj"
    )
    amounts = [(3, value(doc, "Soldaten", "6000 Soldat", "AMOUNT")[3])]
    found = amount_of(event(doc, "schickte"), amounts)
    assert found is not None
    assert found.norm == "6000 Soldat"
    assert amount_of(event(doc, "lachte"), amounts) is None


def test_place_of_the_clause_above_an_infinitive() -> None:
    doc = parsed(
        "Es|PRON|2|nsubj gelang|VERB|0 in|ADP|4|case Rom|PROPN|2|obl ,|PUNCT|8|punct ihn|PRON|8|obj "
        "zu|PART:PTKZU|8|mark fassen|VERB:VVINF|2|xcomp",
        ents={"Rom": "LOC"},
    )
    assert place(doc, "fassen") == "Rom"


def test_place_of_what_goes_on_meanwhile() -> None:
    doc = parsed(
        "Als|SCONJ|5|mark Kim|PROPN|5|nsubj in|ADP|4|case Rom|PROPN|5|obl sprach|VERB|6|advcl lachte|VERB|0 "
        "Xi|PROPN|6|nsubj",
        ents={"Rom": "LOC"},
    )
    assert place(doc, "lachte") == "Rom"


def test_town_before_its_building() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj lachte|VERB|0 im|ADP:APPRART|5|case Berliner|ADJ|5|amod Hauptbahnhof|NOUN|2|obl", ents={}
    )
    found = place_of(event(doc, "lachte"), Mentions(doc, "d"))
    assert found is not None
    assert found.norm == "Berlin"


def test_place_named_last_taken_up_by_a_noun() -> None:
    doc = parsed(
        "Kim|PROPN|2|nsubj kam|VERB|0 nach|ADP|4|case Wonsan|PROPN|2|obl",
        "In|ADP|3|case dem|DET|3|det Ort|NOUN|4|obl lachte|VERB|0 er|PRON|4|nsubj",
        ents={"Wonsan": "LOC"},
    )
    assert place(doc, "lachte") == "Wonsan"


def test_only_spans_and_bounds_tell_how_long_something_holds() -> None:
    doc = parsed("Kim|PROPN|4|nsubj war|AUX|4|cop 2004|NUM|4|obl Chef|NOUN|0")
    assert lasting_time(event(doc, "Chef"), value(doc, "2004", "2004")) is None
    found = lasting_time(event(doc, "Chef"), value(doc, "2004", "2004/2008"))
    assert found is not None
