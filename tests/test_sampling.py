"""A sample has some of every kind, and an audit has all."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tasks import SAMPLED
from tests.sampling import AUDIT, in_turn, sampled


def test_sample_has_some_of_each_kind_from_first_to_last() -> None:
    """A kind with few items is there as a whole, and the sample of a kind with many is spread over it."""
    some = sampled([*range(1000), -1, -2], lambda number: number < 0, most=10)

    assert {-1, -2} <= set(some)
    assert 12 == len(some)
    assert max(some) >= 900


def test_choices_take_turns() -> None:
    """Each item is there, and so is each choice, over and over."""
    some = in_turn("abcde", [("light", 320), ("dark", 1280)], [("dark", 320)])

    assert [("a", "light", 320), ("a", "dark", 1280), ("b", "dark", 320), ("c", "light", 320)] == some[:4]
    assert {*"abcde"} == {item for item, *_ in some}


def test_audit_tries_every_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit tries every choice for each item."""
    monkeypatch.setenv(AUDIT, "1")

    assert [*product("abc", ("light", "dark"))] == in_turn("abc", [("light",)], [("dark",)])


def test_audit_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit tries all items of every kind."""
    monkeypatch.setenv(AUDIT, "1")

    assert list(range(1000)) == sorted(sampled(range(1000), lambda number: number % 3, most=10))


def test_audit_has_all_that_is_sampled() -> None:
    """Every file with tests that use a sample is run in full by `invoke audit`."""
    tests = Path(__file__).parent
    sampling = {path for path in tests.rglob("test_*.py") if "from tests.sampling import" in path.read_text("utf-8")}

    assert sorted(path.relative_to(tests.parent).as_posix() for path in sampling - {Path(__file__)}) == sorted(SAMPLED)
