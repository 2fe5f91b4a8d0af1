"""The classifier of pairs: which pairs there are, what is shown of them, and what becomes a statement."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hand_parsed import parsed
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import identity, load
from kg.extract import extract
from kg.extract.pairs import classifier_for, with_pairs
from kg.extract.pairs.candidates import Pair, pairs_of
from kg.extract.pairs.classifier import ELSE, Classifier, outcomes
from kg.extract.pairs.classifier import load as load_classifier
from kg.extract.pairs.features import features, path_between
from kg.extract.pairs.told import RULE, read_by_rules
from kg.extract.pairs.vectors import BLOCKS, pair_vector
from kg.extract.pairs.words import classes, words_of
from kg.fuse.within.resolve import resolve
from kg.pipeline import digest
from kg.schema import Document, Findings
from kg.tables.relations import relations, symmetric

PIECE = (
    "Der norwegische Reeder Olav Brekke hat in Bergen den Hafenbetreiber Nordkai scharf angegriffen. "
    "Er wirft dem Unternehmen vor, die Stadt Bergen zu erpressen. Brekke gehört der Partei Høyre an."
)


@cache
def pipeline() -> Language:
    return load()


def read(text: str) -> tuple[Doc, Findings, list[Pair]]:
    doc = pipeline()(text)
    findings, context = extract(doc, Document(id="d", name="d", text=text))
    head_index = context.mentions.head_index
    findings = resolve(doc, findings, head_index)
    return doc, findings, pairs_of(doc, findings, head_index, words_of(doc))


def shown() -> list[str]:
    """The features of Lawrow and Kim in "Lawrow traf Kim in Wonsan"."""
    doc = parsed(
        "Lawrow|PROPN|2|nsubj|Case=Nom traf|VERB|0|ROOT||treffen Kim|PROPN|2|obj|Case=Acc in|ADP|5|case "
        "Wonsan|PROPN|2|obl .|PUNCT|2",
        ents={"Lawrow": "PER", "Kim": "PER", "Wonsan": "LOC"},
    )
    findings, context = extract(doc, Document(id="d", name="d", text=doc.text))
    words = words_of(doc)
    pairs = pairs_of(doc, findings, context.mentions.head_index, words)
    ends = [end for pair in pairs for end in (pair.first, pair.second)]
    pair = next(p for p in pairs if (p.first.mention.text, p.second.mention.text) == ("Lawrow", "Kim"))
    return features(pair, ends, read_by_rules(findings)(pair), words)


def test_classes_come_from_the_lexicon_and_are_found_in_compounds() -> None:
    assert "verb:criticized" in classes("kritisieren", "VERB")
    assert "offices:leads" in classes("Minister", "NOUN") or "offices:office_in" in classes("Minister", "NOUN")
    assert classes("Atomminister", "NOUN") == classes("Minister", "NOUN")
    assert classes("schnell", "ADV") == ()
    assert classes("Xyzzy", "NOUN") == ()


def test_the_way_between_two_words() -> None:
    doc = parsed("Lawrow|PROPN|2|nsubj traf|VERB|0 den|DET|4|det Präsidenten|NOUN|2|obj Kim|PROPN|4|appos")
    way = path_between(words_of(doc), 0, 4)
    assert (way.up, way.top, way.down) == ([0], 1, [4, 3])
    assert way.inner(0, 4) == [3, 1]


def test_a_head_is_the_top_of_its_own_way() -> None:
    doc = parsed("Lawrow|PROPN|2|nsubj traf|VERB|0 Russlands|PROPN|4|nmod Präsidenten|NOUN|2|obj")
    way = path_between(words_of(doc), 2, 3)
    assert (way.up, way.top, way.down) == ([2], 3, [])


def test_features_tell_the_verb_its_relation_and_the_order() -> None:
    told = shown()
    assert "kinds PERPER" in told
    assert "path nsubj^obj" in told
    assert "top PERPER verb:met" in told
    assert ">met" in told  # what the rules read


def test_two_entities_are_one_pair_a_sentence_and_pronouns_count() -> None:
    _, _, pairs = read(PIECE)
    keys = [(p.first.entity, p.second.entity, p.first.mention.span.start) for p in pairs]
    assert len(keys) == len(set(keys))
    assert any(p.first.mention.text == "Er" for p in pairs)
    assert all(p.first.entity != p.second.entity and p.first.head <= p.second.head for p in pairs)


def test_vectors_are_means_and_zero_where_nothing_stands() -> None:
    doc, _, pairs = read(PIECE)
    words = words_of(doc)
    ones = np.ones((len(doc), 3), dtype="float32")
    for pair in pairs:
        vector = pair_vector(pair, ones, words)
        assert vector.shape == (3 * BLOCKS,)
        assert set(vector.tolist()) <= {0.0, 1.0}


def test_outcomes_have_both_directions_unless_the_relation_has_none() -> None:
    for relation in (*relations(), ELSE):
        assert sum(o.relation == relation for o in outcomes()) == (1 if symmetric(relation) else 2)


def test_scores_are_shares_and_probabilities_rise_with_them() -> None:
    known = load_classifier()
    width = known.networks[0].layers[0].layers[1].layers[1].get_dim("nI")
    scores = known.scores([["kinds PERLOC"], ["never seen"], []], np.zeros((3, width), dtype="float32"))
    assert scores.shape == (3, len(outcomes()))
    assert (scores >= 0).all() and (scores.sum(axis=1) <= 1 + 1e-5).all()
    rising = [known.probability(x / 50) for x in range(51)]
    assert rising == sorted(rising) and rising[0] >= 0 and rising[-1] <= 1


def test_the_shipped_weights_know_the_shipped_pipeline_and_no_other() -> None:
    assert classifier_for(identity(pipeline())) is not None, "train again: python -m kg.train.pairs"
    assert classifier_for("de_core_news_lg-3.8.0") is None


class Sure(Classifier):
    """A classifier that takes the first entity of each pair for the leader of the second."""

    def scores(self, features: object, vectors: np.ndarray) -> np.ndarray:
        row = [1.0 if (o.relation, o.turned) == ("leads", False) else 0.0 for o in outcomes()]
        return np.asarray([row] * len(vectors), dtype="float32")


def test_likely_outcomes_become_statements_with_sentence_score_and_rule() -> None:
    doc = pipeline()(PIECE)
    findings, context = extract(doc, Document(id="d", name="d", text=PIECE))
    findings = resolve(context.mentions.doc, findings, context.mentions.head_index)
    sure = Sure(networks=(), rows={}, pipeline="", steps=((0.0, 0.0), (1.0, 0.8)), least=0.5)
    found = with_pairs(findings, context, sure)
    added = found.statements[len(findings.statements) :]
    assert added
    assert {s.relation for s in added} == {"leads"}
    assert {s.provenance.rule for s in added} == {RULE}
    assert {s.provenance.score for s in added} == {0.8}
    assert all(s.provenance.sentence in PIECE for s in added)
    assert len({s.id for s in found.statements}) == len(found.statements)
    content = [a.target for s in found.statements if s.relation == "speech" for a in s.roles if a.role == "CONTENT"]
    assert len(content) == len(set(content))
    assert with_pairs(found, context, sure).statements == found.statements  # what is read is not told again


def test_nothing_is_told_below_the_least_score() -> None:
    doc = pipeline()(PIECE)
    findings, context = extract(doc, Document(id="d", name="d", text=PIECE))
    findings = resolve(context.mentions.doc, findings, context.mentions.head_index)
    unsure = Sure(networks=(), rows={}, pipeline="", steps=((0.0, 0.0), (1.0, 0.8)), least=1.5)
    assert with_pairs(findings, context, unsure) == findings


@pytest.mark.parametrize("text", ["", "Regen.", "Am Montag regnete es in Bergen."])
def test_articles_without_pairs_stay_as_they_are(text: str) -> None:
    [found] = digest([Document(id="d", name="d", text=text)], pipeline())
    assert not [s for s in found.statements if s.provenance.rule == RULE]


def test_the_same_article_gives_the_same_statements() -> None:
    document = Document(id="d", name="d", text=PIECE)
    other = Document(id="e", name="e", text="Die Kanzlerin reiste mit Außenminister Sergej Lawrow nach Wonsan.")
    alone = list(digest([document], pipeline()))
    assert list(digest([other, document], pipeline()))[1:] == alone
