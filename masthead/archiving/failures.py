"""The reasons why an address gave no usable answer, as one error with a kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from masthead import MastheadError


class FailureKind(StrEnum):
    """The kinds of failure. A failure of the network says nothing about the page itself."""

    REFUSED = "refused"
    ROBOTS = "robots"
    NO_HOST = "no-host"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    REDIRECTS = "redirects"
    NO_HTTP = "no-http"
    BUSY = "busy"
    BUDGET = "budget"


NETWORK = frozenset({FailureKind.NO_HOST, FailureKind.UNREACHABLE, FailureKind.TIMEOUT})
"""The failures that a machine without a network gets for every address."""


class FetchError(MastheadError):
    """An address could not be fetched; *kind* is the kind of failure, and the message says what happened."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


_MISREAD = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
"""The errors of code that reads an answer. Errors of the system, such as a full disk, are not of this address alone."""


@contextmanager
def reading_answer_of(address: str) -> Iterator[None]:
    """Turn an error in reading an answer into a FetchError about *address*, so that no answer ends a run."""
    try:
        yield
    except _MISREAD as error:
        shown = f"{type(error).__name__}: {str(error)[:100]}"
        raise FetchError(FailureKind.NO_HTTP, f"the answer from {address[:200]} could not be read ({shown})") from error
