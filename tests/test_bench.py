"""The databases of the benchmarks are such as people write them: the check lets them pass."""

import runpy
from pathlib import Path

import pytest

from masthead.loading.database import load

BENCH = Path(__file__).parent.parent / "bench"


def test_synthetic_databases_pass_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of invented records has no error and all the outlets that were asked for."""
    monkeypatch.syspath_prepend(str(BENCH))

    runpy.run_path(str(BENCH / "synthetic.py"))["main"](200, tmp_path)

    made = load(tmp_path)
    assert 0 == made.errors
    assert 200 == len(made.graph.outlets)
