"""Diagrams: nodes on the left and on the right, and lines between them, each with two labels.

Each line has a lane of its own for its labels, and ends in a place of its own at the node on the right: labels and nodes
cover nothing. statement_diagram.py and found_content.py decide which nodes and lines there are.
docs/pictures.md has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_
from masthead.views.parts.label_places import cut, length, text_width, wrapped

LEAST, MOST = 3, 12
"""The numbers of lines that make a diagram: fewer are read at once, and with more the lists are better read."""
_LANE, _GAP, _LINE = 3.3, 0.25, 1.2
"""The height of a lane, the room above and below a node in it, and the height of a line of text."""
# The widths in em of a node and of a label, in the narrowest picture: theme/css/components/diagram.css makes none narrower.
LEFT, RIGHT, LABEL = 12.0, 14.0, 21.3

_SECOND_HAND = N_("%(what)s (second-hand)")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and its base line, in em from the top of the picture."""

    text: str
    y: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """The start or the end of lines: its whole name, with a link if it has a page, its box, and as much text as fits into it."""

    path: str
    name: str
    lang: str
    y: str
    height: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One or more facts: where the line starts and ends, and the two texts along it."""

    y: str
    end: str
    """The distance of its end below its start, in em; empty if it is straight."""
    source: str
    says: str
    dashed: bool
    number: int
    """The number of facts."""


@dataclass(frozen=True, slots=True)
class DiagramWords:
    """The texts about a diagram as a whole."""

    heading: str
    title: str
    summary: str
    caption: str
    fold: str = ""
    """The title of its fold, where it is folded."""


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A diagram, and the texts about it."""

    words: DiagramWords
    height: str
    starts: tuple[Node, ...]
    ends: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The start or the end of a line; two with the same *key* are one node."""

    key: tuple[str, ...]
    path: str
    name: str
    first: str
    second: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line before it has a place: its two ends, its two labels, and how many facts it shows."""

    start: End
    end: End
    source: str
    says: str
    dashed: bool
    number: int


def marked(edition: Edition, says: str, *, second_hand: bool, star: str = "") -> str:
    """Return the label *says*, cut to the room there is, with the mark of a source that nobody here has read, and a *star*."""
    mark = (edition.book.say(_SECOND_HAND) if second_hand else "%(what)s") + star
    return mark % {"what": cut(says, LABEL - text_width(mark % {"what": ""}))}


def diagram(lines: Sequence[Drawn], words: DiagramWords) -> DiagramView:
    """Return the diagram of *lines*, which are in the order in which nodes on the left come first."""
    starts = _by_node(lines, "start")
    ordered = [line for of_node in starts for to_node in _by_node(of_node, "end") for line in to_node]
    ends = _by_mean_place(ordered)
    slots = {id(line): at for at, line in enumerate(line for of_node in ends for line in of_node)}
    return DiagramView(
        words=words,
        height=length(_LANE * len(ordered)),
        starts=tuple(_nodes([(of_node[0].start, len(of_node)) for of_node in starts], LEFT)),
        ends=tuple(_nodes([(of_node[0].end, len(of_node)) for of_node in ends], RIGHT)),
        lines=tuple(_line(line, at, slots[id(line)]) for at, line in enumerate(ordered)),
    )


def _by_node(lines: Iterable[Drawn], side: Literal["start", "end"]) -> list[list[Drawn]]:
    """Return *lines* by the node at their start or at their end, in the order in which nodes come first."""
    groups: dict[tuple[str, ...], list[Drawn]] = {}
    for line in lines:
        groups.setdefault((line.start if side == "start" else line.end).key, []).append(line)
    return list(groups.values())


def _by_mean_place(ordered: Sequence[Drawn]) -> list[list[Drawn]]:
    """Return the lines by the node where they end; a node is as high as its lines are on average, so that few cross."""
    place = {id(line): at for at, line in enumerate(ordered)}
    nodes = _by_node(ordered, "end")
    return sorted(nodes, key=lambda lines: sum(place[id(line)] for line in lines) / len(lines))


def _nodes(nodes: Iterable[tuple[End, int]], room: float) -> Iterable[Node]:
    """Yield *nodes*, each with the number of its lines, one below another; texts have *room* in them."""
    top = 0.0
    for end, number in nodes:
        height = _LANE * number
        texts = tuple(_texts(end, top + height / 2, room))
        yield Node(
            path=end.path,
            name=f"{end.name} {end.second}" if end.name == end.first and end.second else end.name,
            lang=end.lang,
            y=length(top + _GAP),
            height=length(height - 2 * _GAP),
            texts=texts,
        )
        top += height


def _texts(end: End, middle: float, room: float) -> Iterable[Text]:
    texts = [cut(end.first, room), cut(end.second, room)] if end.second else list(wrapped(end.first, room, 2))
    start = middle + 0.35 - _LINE * (len(texts) - 1) / 2
    return (Text(text, length(start + _LINE * at), end.lang) for at, text in enumerate(texts))


def _line(line: Drawn, at: int, slot: int) -> Line:
    return Line(
        y=length(_LANE * (at + 0.5)),
        end=length(_LANE * (slot - at)) if slot != at else "",
        source=cut(line.source, LABEL),
        says=line.says,
        dashed=line.dashed,
        number=line.number,
    )
