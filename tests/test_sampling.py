"""A sample has some of every kind, and an audit has all."""

from __future__ import annotations

import pytest

from tests.sampling import AUDIT, sampled


def test_sample_has_some_of_each_kind_from_first_to_last() -> None:
    """A kind with few is there whole, one with many is spread."""
    some = sampled([*range(1000), -1, -2], lambda number: number < 0, most=10)

    assert {-1, -2} <= set(some)
    assert 12 == len(some)
    assert max(some) >= 900


def test_audit_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the kind."""
    monkeypatch.setenv(AUDIT, "1")

    assert list(range(1000)) == sorted(sampled(range(1000), lambda number: number % 3, most=10))
