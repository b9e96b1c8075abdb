"""Reads the lines of a diagram, and checks that its labels and nodes keep clear of one another."""

from __future__ import annotations

from itertools import pairwise

from masthead.views.pictures.diagram import DiagramView, Line, Node
from masthead.views.pictures.label_places import text_width

WIDTH = 52.0
"""The width of the narrowest picture, in em."""


def at(nodes: tuple[Node, ...], y: float) -> str:
    """The text in the node at the height *y*."""
    (node,) = [node for node in nodes if float(node.y) < y < float(node.y) + float(node.height)]
    return " ".join(text.text for text in node.texts)


def drawn(view: DiagramView | None) -> list[tuple[str, str, str, str]]:
    """The start, source, words and end of each line, as read from the picture, with its form if it is not whole."""
    assert view
    return [
        (
            at(view.starts, float(line.y)),
            line.source,
            says(line) if line.form == "whole" else f"{says(line)} ({line.form})".strip(),
            at(view.ends, float(line.y) + float(line.end or 0)),
        )
        for line in view.lines
    ]


def says(line: Line) -> str:
    """The whole text below *line*."""
    return " ".join(text.text for text in line.says)


def overlapping(nodes: tuple[Node, ...]) -> bool:
    """Whether a node begins before the one above it ends."""
    spans = [(float(node.y), float(node.y) + float(node.height)) for node in nodes]
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
    starts = sorted(float(line.y) for line in view.lines)
    ends = sorted(float(line.y) + float(line.end or 0) for line in view.lines)
    assert min(b - a for a, b in pairwise(starts)) >= 3.2
    assert min(b - a for a, b in pairwise(ends)) >= 3.2
    for line in view.lines:
        for label in (line.source, *(text.text for text in line.says)):
            assert 0.24 * WIDTH < 0.45 * WIDTH - text_width(label) / 2, label
            assert 0.66 * WIDTH > 0.45 * WIDTH + text_width(label) / 2, label
