"""Reads the lines of a diagram, and checks that its labels and nodes keep clear of one another."""

from __future__ import annotations

from itertools import pairwise

from masthead.views.pictures.diagram import DiagramView, Line, Node
from masthead.views.pictures.label_places import text_width

WIDTH = 52.0
"""The width of the narrowest picture, in em."""


def at(nodes: tuple[Node, ...], y: float) -> str:
    """The text in the node at the height *y*."""
    (node,) = [one for one in nodes if float(one.y) < y < float(one.y) + float(one.height)]
    return " ".join(text.text for text in node.texts)


def drawn(view: DiagramView | None) -> list[tuple[str, str, str, str]]:
    """The start, source, words and end of each line, as read from the picture, with its form if it is not whole."""
    assert view
    return [
        (
            at(view.starts, float(one.y)),
            one.source,
            says(one) if one.form == "whole" else f"{says(one)} ({one.form})".strip(),
            at(view.ends, float(one.y) + float(one.end or 0)),
        )
        for one in view.lines
    ]


def says(line: Line) -> str:
    """The whole text below *line*."""
    return " ".join(one.text for one in line.says)


def overlapping(nodes: tuple[Node, ...]) -> bool:
    """Whether a node begins before the one above it ends."""
    spans = [(float(one.y), float(one.y) + float(one.height)) for one in nodes]
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def assert_nothing_covers_anything(view: DiagramView) -> None:
    """Nodes are below one another, each text is in its node or on its line, and each line in a lane of its own."""
    assert not overlapping(view.starts)
    assert not overlapping(view.ends)
    for share, nodes in ((0.24, view.starts), (0.28, view.ends)):
        for node in nodes:
            for text in node.texts:
                assert text_width(text.text) <= share * WIDTH, text.text
                assert float(node.y) < float(text.y) - 0.95, text.text
                assert float(text.y) + 0.3 < float(node.y) + float(node.height), text.text
    starts = sorted(float(one.y) for one in view.lines)
    ends = sorted(float(one.y) + float(one.end or 0) for one in view.lines)
    assert min(b - a for a, b in pairwise(starts)) >= 3.2
    assert min(b - a for a, b in pairwise(ends)) >= 3.2
    for line in view.lines:
        for label in (line.source, *(one.text for one in line.says)):
            assert 0.24 * WIDTH < 0.45 * WIDTH - text_width(label) / 2, label
            assert 0.66 * WIDTH > 0.45 * WIDTH + text_width(label) / 2, label
