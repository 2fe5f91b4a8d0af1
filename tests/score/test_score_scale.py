"""The generated graph that scale is measured on."""

from __future__ import annotations

import json
from collections import Counter

from click.testing import CliRunner

from kg.cli import cli
from kg.output import FORMATS
from kg.score import scale


def test_facts_are_the_same_each_time_and_a_few_names_stand_in_many() -> None:
    among = scale.entities(200)
    made = list(scale.facts(2000, among))
    assert made == list(scale.facts(2000, among))
    uses = Counter(id_ for fact in made for id_ in (fact.subject_id, fact.object_id))
    counts = sorted(uses.values(), reverse=True)
    assert counts[0] > 20 * counts[100]
    assert {fact.subject_id for fact in made} <= {entity.id for entity in among}


def test_every_step_is_measured() -> None:
    result = CliRunner().invoke(cli, ["score", "scale", "--generated", "300", "--format", "json"])
    assert result.exit_code == 0, result.stderr
    [suite] = json.loads(result.stdout)["suites"]
    rows = {row["name"]: row["figures"] for row in suite["rows"]}
    assert {f"export {name}" for name in FORMATS} <= set(rows)
    assert rows["all"]["facts"] == 300
    assert rows["all"]["MiB on disk"] >= 1
    assert all(row["seconds"] >= 0 for name, row in rows.items() if name != "all")
    assert CliRunner().invoke(cli, ["score", "scale", "facts"]).exit_code == 2
