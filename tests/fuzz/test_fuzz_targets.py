"""Some random inputs for each target of the fuzzer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import targets
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(autouse=True, scope="module")
def folder() -> Iterator[None]:
    with targets.cleared():
        yield


@pytest.mark.parametrize("name", targets.TARGETS)
def test_nothing_comes_through(name: str) -> None:
    examples = 40 if name in ("extraction", "sentences", "exports") else 150

    @given(st.binary(max_size=600))
    @settings(max_examples=examples, deadline=None)
    def holds(data: bytes) -> None:
        targets.TARGETS[name](data)

    holds()
