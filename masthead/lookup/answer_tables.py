"""The tables of the look-up, cut into pieces: what each host is, and which hosts look alike.

lookup/root.js names the pieces of each table, or the pieces that name them where there are many. Nothing in
a piece depends on how many records there are. docs/lookup.md describes the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from masthead.hosts.public_suffixes import above, registered_domain, surt
from masthead.lookup.similar_hosts import backwards, forwards
from masthead.search.script_pieces import Piece, cut, front_coded, literal, piece_name, piece_script, utf16

FOLDER = "lookup/"
ROOT = "root"
# In bytes before compression, which makes a third of them. Small, for a look-up loads one and throws the rest away.
_PIECE_OF_HOSTS = 900
_PIECE_OF_LIKES = 1600
_PIECE_OF_NAMES = 700
_PIECE_OF_ANSWERS = 3000

Answer = tuple[object, ...]
Entry = tuple[str, Answer]


@dataclass(frozen=True, slots=True)
class Alike:
    """A host for which others may be taken, the record that it leads to, and whether it is the imitated one."""

    host: str
    outlet: str
    imitated: bool = False


def lookup_files(answers: Mapping[str, Answer], alike: Iterable[Alike]) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of the look-up: *answers* by host, and the hosts that are looked *alike*."""
    likes = list(alike)
    hosts = _sorted((surt(host), answer) for host, answer in answers.items())
    tables = {
        "hosts": _Table(hosts, _PIECE_OF_HOSTS, _weight_of_host, _hosts),
        "likes": _Table(_likes(likes, forwards), _PIECE_OF_LIKES, _weight_of_like, _plain),
        "tails": _Table(_likes(likes, backwards), _PIECE_OF_LIKES, _weight_of_like, _plain),
    }
    yield from _answers(tables["hosts"])
    root = {}
    for name, table in tables.items():
        levels = list(table.levels())
        for depth, pieces in enumerate(levels[:-1]):
            for piece, value in pieces:
                yield _file(f"{name}/{depth}/{piece}", value)
        root[name] = [len(levels) - 2, levels[-1][0][1]]
    yield _file(ROOT, root)


def _file(path: str, value: object) -> tuple[str, str]:
    return f"{FOLDER}{path}.js", piece_script(path, value)


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: utf16(entry[0])))


def _likes(alike: Iterable[Alike], key: Callable[[str], str]) -> tuple[Entry, ...]:
    """Return what may look alike by the *key* of its registered domain; of several hosts of a key, the first."""
    found: dict[str, Answer] = {}
    for one in sorted(alike, key=lambda one: (one.imitated, one.host)):
        domain = registered_domain(one.host)
        found.setdefault(key(domain), _like(one, domain, forwards(domain)))
    return _sorted(found.items())


def _like(one: Alike, domain: str, skeleton: str) -> Answer:
    """Return the host and its record as far as they are not what the key says."""
    if one.imitated:
        return (domain, one.host, one.outlet, 1)
    if one.host != one.outlet:
        return (domain, one.host, one.outlet)
    if one.host != domain:
        return (domain, one.host)
    return (domain,) if domain != skeleton else ()


@dataclass(frozen=True, slots=True)
class _Table:
    """Sorted entries, the size of their pieces, and what a piece hands over."""

    entries: tuple[Entry, ...]
    size: int
    weigh: Callable[[str, Answer], int]
    value: Callable[[Piece[Answer], Mapping[str, Answer]], object]

    def pieces(self) -> Iterator[Piece[Answer]]:
        """Yield the pieces of the entries."""
        return cut(self.entries, self.weigh, self.size)

    def levels(self) -> Iterator[Sequence[tuple[str, object]]]:
        """Yield names and values of the pieces, then of those that name these, and at last the one that names all."""
        known = dict(self.entries)
        pieces = list(self.pieces())
        yield [(piece.name, self.value(piece, known)) for piece in pieces]
        starts = [piece.start for piece in pieces]
        while True:
            # Named by the first start in it and not by a shorter one, behind which the last of the piece before may lie.
            cuts = cut(((start, None) for start in starts), _long, _PIECE_OF_NAMES)
            names = [[start for start, _ in piece.entries] for piece in cuts]
            yield [(piece_name(held[0]), front_coded(held)) for held in names]
            if len(names) == 1:
                return
            starts = [held[0] for held in names]


def _long(start: str, _: None) -> int:
    return len(start) + 1


def _weight_of_host(key: str, _: Answer) -> int:
    return len(key)


def _weight_of_like(key: str, answer: Answer) -> int:
    return len(key) + len(literal(answer))


def _hosts(piece: Piece[Answer], known: Mapping[str, Answer]) -> object:
    """Return the hosts of *piece*, and at which of them each further file of answers begins."""
    entries = _with_those_above(piece, known)
    return [front_coded(key for key, _ in entries), list(_first_told(entries))]


def _answers(hosts: _Table) -> Iterator[tuple[str, str]]:
    """Yield the files of what is said of *hosts*, apart from them, since of most hosts that are asked for nothing is."""
    known = dict(hosts.entries)
    for piece in hosts.pieces():
        entries = _with_those_above(piece, known)
        starts = [*_first_told(entries), len(entries)]
        for number, (start, end) in enumerate(pairwise(starts)):
            yield _file(f"answers/{piece.name}-{number}", [answer for _, answer in entries[start:end]])


def _with_those_above(piece: Piece[Answer], known: Mapping[str, Answer]) -> Sequence[Entry]:
    """Return the hosts of *piece*, after those above its start, which its own may lie below."""
    return [*((key, known[key]) for key in above(piece.start) if key in known), *piece.entries]


def _first_told(entries: Sequence[Entry]) -> Iterator[int]:
    """Yield the places of *entries* at which a file of answers begins, each of about one size."""
    length = _PIECE_OF_ANSWERS
    for place, (_, answer) in enumerate(entries):
        if length >= _PIECE_OF_ANSWERS:
            yield place
            length = 0
        length += len(literal(answer))


def _plain(piece: Piece[Answer], _known: Mapping[str, Answer]) -> object:
    """Return the keys of *piece*, and by place what they do not say."""
    values = {number: value for number, (_, value) in enumerate(piece.entries) if value}
    return [front_coded(key for key, _ in piece.entries), values]
