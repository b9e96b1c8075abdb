"""Bytes to Unicode: UTF-8 without characters that hide, reverse or pile up; a fault for any other bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from masthead import MastheadError
from masthead.findings.finding import Location, Position
from masthead.syntax.characters import MAX_MARKS, may_deceive, piled_marks, strange_characters

MAX_BYTES = 128 * 1024
MAX_STRANGE = 10
"""The most strange characters that are reported at once: a text that has more comes from elsewhere as a whole."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a text: where, which rule, what, and how to cure it."""

    position: Position
    rule: str
    message: str
    cure: str = ""
    location: Location = ()


class Unreadable(MastheadError):
    """The text cannot be read any further; carries the faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.message for fault in faults))
        self.faults = faults


def decode(text: bytes) -> str:
    """Return *text* as Unicode.

    Raises Unreadable if it is too long or not plain UTF-8, or holds characters that deceive.
    """
    if len(text) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES} bytes"
        raise Unreadable(Fault(Position(), "yaml-size", message, "split the record or shorten its prose"))
    if text.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        message = "the file starts with a byte order mark"
        raise Unreadable(
            Fault(Position(), "yaml-encoding", message, "save the file as UTF-8 without a byte order mark")
        )
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_wrong_byte(text, error.start)) from None
    deceiving = tuple(deceptions(decoded)) if may_deceive(text) else ()
    if deceiving:
        raise Unreadable(*deceiving)
    return decoded


def deceptions(text: str) -> Iterator[Fault]:
    """Yield a fault for each character of *text* that hides, reverses or piles up, up to MAX_STRANGE of a kind."""
    for line, column, name in islice(strange_characters(text), MAX_STRANGE):
        message = f"the character {name} is not allowed"
        yield Fault(Position(line, column), "yaml-character", message, "delete it")
    for line, column, marks in islice(piled_marks(text), MAX_STRANGE):
        message = f"one character has {marks} marks, and at most {MAX_MARKS} are allowed"
        yield Fault(Position(line, column), "yaml-character", message, "delete them")


def _wrong_byte(text: bytes, at: int) -> Fault:
    """Return the fault of the byte at *at*, which is not UTF-8; everything before it is."""
    line = text.count(b"\n", 0, at) + 1
    column = len(text[text.rfind(b"\n", 0, at) + 1 : at].decode("utf-8")) + 1
    message = f"the byte 0x{text[at]:02x} is not UTF-8"
    return Fault(Position(line, column), "yaml-encoding", message, "save the file as UTF-8")
