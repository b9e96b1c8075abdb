"""Why an address gave no answer that can be used, as one error with a kind."""

from __future__ import annotations

from enum import StrEnum

from masthead import MastheadError


class Kind(StrEnum):
    """The kinds of failure; those of the network say nothing on the page itself."""

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


NETWORK = frozenset({Kind.NO_HOST, Kind.UNREACHABLE, Kind.TIMEOUT})
"""What a machine without a network sees everywhere."""


class FetchError(MastheadError):
    """An address could not be fetched; says of what kind the failure is, and what happened."""

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
