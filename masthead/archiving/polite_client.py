"""A polite HTTP client: obeys robots.txt, waits between requests to a host, backs off when asked to, follows redirects.

It spends a limited time on each address, waiting included, however the host and the hosts that it redirects to behave.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from masthead.archiving import robots
from masthead.archiving.failures import FailureKind, FetchError, reading_answer_of
from masthead.archiving.guarded_connections import Endpoint, Network, tidy
from masthead.archiving.http_request import AGENT, HttpAnswer, Limits, ask

MAX_STEPS = 5
MAX_ATTEMPTS = 4
MAX_WAIT = 120.0
"""The longest wait in seconds; a host that asks for a longer one is asked again in another run."""
MAX_FAILED = 3
"""After so many addresses in a row from which a host does not answer, its other addresses wait for another run."""
MAX_ANSWERING = 600.0
"""The seconds in a run that a host may take for its answers; our pauses between requests do not count."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_PASSING = frozenset({FailureKind.UNREACHABLE, FailureKind.TIMEOUT, FailureKind.NO_HTTP})

_SILENT = frozenset({FailureKind.UNREACHABLE, FailureKind.TIMEOUT})


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits for one address, with all its redirects and the robots.txt of each host."""

    seconds: float = 120.0
    """Seconds in all, waiting included."""
    requests: int = 12
    """Requests in all: enough for five redirects across six hosts, each asked for its robots.txt."""


@dataclass(slots=True)
class _Left:
    """The rest of the budget for the address that is being fetched."""

    until: float
    requests: int
    is_invited: bool = False


@dataclass(slots=True)
class _Answering:
    """The answers of a host in this run: the addresses in a row that failed, and the seconds that it took in all."""

    failed: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Visitor:
    """Fetches addresses one after the other; remembers when it asked each host, and what each host allows."""

    network: Network = field(default_factory=Network)
    limits: Limits = field(default_factory=Limits)
    pause: float = 3.0
    """Seconds between two requests to one host, at least."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    budget: Budget = field(default_factory=Budget)
    waits: bool = True
    """Whether to wait for a busy host; if not, it is an error at once, and other hosts are asked in the meantime."""
    _left: _Left = field(default_factory=lambda: _Left(0.0, 0))
    _last: dict[str, float] = field(default_factory=dict)
    _busy: dict[str, float] = field(default_factory=dict)
    """The time from which each busy host may be asked again."""
    _given_up: set[str] = field(default_factory=set)
    """The hosts that stayed busy while we waited; they are not asked again in this run."""
    _answering: defaultdict[str, _Answering] = field(default_factory=lambda: defaultdict(_Answering))
    _allowed: dict[str, robots.Robots] = field(default_factory=dict)

    def get(self, address: str, *, room: int = 0, is_invited: bool = False) -> HttpAnswer:
        """Return the answer from *address* at the end of its redirects, with at most *room* bytes of body.

        For a service that is offered to programs (*is_invited*), robots.txt is not asked. Raises FetchError for every
        failure.
        """
        self._left = _Left(self.clock() + self.budget.seconds, self.budget.requests, is_invited)
        with reading_answer_of(address):
            return self._at_the_end(address, room, is_invited=is_invited)

    def has_spent(self, host: str) -> bool:
        """Return whether *host* has failed so often, or taken so long, that it is not asked again in this run."""
        answering = self._answering[host]
        return answering.failed >= MAX_FAILED or answering.seconds >= MAX_ANSWERING

    def _at_the_end(self, address: str, room: int, *, is_invited: bool) -> HttpAnswer:
        """Return the answer at the end of the redirects from *address*."""
        steps: list[str] = []
        while True:
            endpoint = self.network.endpoint(address)
            if not is_invited and not self._robots(endpoint).allows(endpoint.target):
                raise FetchError(FailureKind.ROBOTS, f"the robots.txt of {endpoint.host} does not allow it")
            answer = self._patiently(address, endpoint, room=room)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                return replace(answer, steps=tuple(steps))
            address = self._next(address, location, steps)

    def _next(self, address: str, location: str, steps: list[str]) -> str:
        """Return the target of a redirect from *address*, and add *address* to *steps*."""
        steps.append(address)
        try:
            target = tidy(urljoin(address, location))
        except ValueError:
            raise FetchError(
                FailureKind.REFUSED, f"refused a redirect from {address} to something that is not an address"
            ) from None
        if target in steps or len(steps) > MAX_STEPS:
            raise FetchError(FailureKind.REDIRECTS, f"{steps[0]} redirects in a circle or more than {MAX_STEPS} times")
        return target

    def _robots(self, endpoint: Endpoint) -> robots.Robots:
        """Return the rules of the host of *endpoint*; a host that cannot answer now allows nothing."""
        if endpoint.root not in self._allowed:
            answer = self._robots_file(endpoint)
            if answer.status >= 500 or answer.status == 429:
                self._allowed[endpoint.root] = robots.NOTHING
            elif answer.status == 200:
                self._allowed[endpoint.root] = robots.read(answer.body.decode("utf-8", "replace"), AGENT)
            else:
                self._allowed[endpoint.root] = robots.ALL
        return self._allowed[endpoint.root]

    def _robots_file(self, endpoint: Endpoint) -> HttpAnswer:
        """Return the answer to a request for the robots.txt of *endpoint*, at the end of its redirects."""
        address, steps = f"{endpoint.root}/robots.txt", list[str]()
        while True:
            answer = self._patiently(address, self.network.endpoint(address), room=robots.ROOM, cut=True)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return answer
            if len(steps) == MAX_STEPS:
                return replace(answer, status=404)  # RFC 9309, 2.3.1.2: may be treated as having no robots.txt
            address = self._next(address, answer.header("location"), steps)

    def _patiently(self, address: str, endpoint: Endpoint, *, room: int, cut: bool = False) -> HttpAnswer:
        """Return the answer from *address*, asking again after a while if the host is busy or breaks off."""
        for attempt in range(MAX_ATTEMPTS):
            self._take_turn(endpoint)
            answering, start = self._answering[endpoint.host], self.clock()
            try:
                answer = ask(self.network, address, self._limits(), room=room, cut=cut)
            except FetchError as error:
                if error.kind not in _PASSING or attempt:
                    answering.failed += error.kind in _SILENT
                    raise
                continue
            finally:
                answering.seconds += 0.0 if self._left.is_invited else self.clock() - start
            answering.failed = 0
            if answer.status not in _BUSY:
                return answer
            self._busy[endpoint.host] = self.clock() + _wait(answer.header("retry-after"), attempt)
        raise self._too_busy(endpoint)

    def _too_busy(self, endpoint: Endpoint) -> FetchError:
        """Return the error about a busy host; if we have waited for the host, it is not asked again."""
        if self.waits:
            self._given_up.add(endpoint.host)
        return FetchError(FailureKind.BUSY, f"{endpoint.host} is busy; try again later")

    def _limits(self) -> Limits:
        """Return the limits of the next request, which must not outlast the budget."""
        left = max(self._left.until - self.clock(), 0.1)
        return Limits(min(self.limits.timeout, left), min(self.limits.deadline, left))

    def _take_turn(self, endpoint: Endpoint) -> None:
        """Wait until the host of *endpoint* may be asked again; raise FetchError if that takes too long."""
        if self.has_spent(endpoint.host):
            raise FetchError(FailureKind.BUDGET, f"{endpoint.host} does not answer; try again in another run")
        now = self.clock()
        busy = self._busy.get(endpoint.host, now)
        if endpoint.host in self._given_up or (busy > now and (not self.waits or busy - now > MAX_WAIT)):
            raise self._too_busy(endpoint)
        requested_pause = self._allowed[endpoint.root].pause if endpoint.root in self._allowed else 0.0
        ready = max(self._last.get(endpoint.host, now - MAX_WAIT) + max(self.pause, requested_pause), busy)
        if max(ready, now) > self._left.until:
            raise self._too_busy(endpoint) if busy > now else self._spent(endpoint)
        if self._left.requests == 0:
            raise self._spent(endpoint)
        self._left.requests -= 1
        if ready > now:
            self.sleep(ready - now)
        self._last[endpoint.host] = max(ready, now)

    def _spent(self, endpoint: Endpoint) -> FetchError:
        """Return the error about an address that needs more than its budget."""
        most = f"more than {self.budget.seconds:.0f} seconds or {self.budget.requests} requests"
        return FetchError(FailureKind.BUDGET, f"{endpoint.host} and what redirected there would take {most}")


def _wait(retry_after: str, attempt: int) -> float:
    """Return how many seconds to wait: the time that a server *retry_after* for, in seconds or as a date.

    If it asked for none, or for a time that no clock can show, the wait doubles with each attempt.
    """
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        until: datetime = parsedate_to_datetime(retry_after)
        return max(0.0, (until - datetime.now(UTC)) / timedelta(seconds=1))
    except (ValueError, TypeError, ArithmeticError, LookupError):  # not a date, one without a zone, or one out of range
        return 4.0 * (1 << attempt)
