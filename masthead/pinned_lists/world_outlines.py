"""The outlines of the maps and where countries are on them, drawn once of Natural Earth by tools/world_map/draw.mjs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WORLD = "world"


@dataclass(frozen=True, slots=True)
class Outline:
    """The land in a frame as an SVG path, and the middle of each country, in units of which the frame is *width* wide."""

    width: int
    height: int
    land: str
    places: Mapping[str, tuple[int, int]]
    box: tuple[int, int, int, int] | None
    """The left, top, right and bottom of a region on the map of the world."""


def _outlines() -> dict[str, Outline]:
    """Return the outlines by name: that of the world, then those of regions."""
    # Read by builds alone: a check, which imports the other lists, has no use for it.
    drawn = json.loads(Path(__file__).with_name("world-outlines.json").read_text("utf-8"))
    return {
        name: Outline(
            drawn["width"],
            frame["height"],
            frame["land"],
            {code: (x, y) for code, (x, y) in frame["places"].items()},
            tuple(frame["box"]) if "box" in frame else None,
        )
        for name, frame in drawn["frames"].items()
    }


OUTLINES = _outlines()
