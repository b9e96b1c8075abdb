"""What many tests share: a small world, and the website of the real records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.world import World, make


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Five right records in a folder of their own."""
    return make(tmp_path / "world")
