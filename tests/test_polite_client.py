"""Addresses are asked politely, within limits, and nowhere but where they may be: against a server that misbehaves."""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import pytest

from masthead.archiving import robots
from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.guarded_connections import Network, is_public_address, tidy
from masthead.archiving.http_request import tls
from masthead.archiving.polite_client import MAX_STEPS, MAX_WAIT, Visitor
from tests.bad_server import LIMITS, PATIENCE, Bad, Reply

pytestmark = pytest.mark.usefixtures("only_here")


def failure(visitor: Visitor, address: str, room: int = 1000) -> FailureKind:
    """Return why *address* cannot be fetched."""
    with pytest.raises(FetchError) as raised:
        visitor.get(address, room=room)
    return raised.value.kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/silent", FailureKind.TIMEOUT),
        ("/drip", FailureKind.TIMEOUT),
        ("/drip-body", FailureKind.TIMEOUT),
        ("/continue", FailureKind.TIMEOUT),
        ("/huge", FailureKind.TOO_LARGE),
        ("/endless", FailureKind.TOO_LARGE),
        ("/headers", FailureKind.NO_HTTP),
        ("/long-line", FailureKind.NO_HTTP),
        ("/garbage", FailureKind.NO_HTTP),
        ("/cut-off", FailureKind.NO_HTTP),
        ("/bad-chunk", FailureKind.NO_HTTP),
        ("/hang-up", FailureKind.NO_HTTP),
    ],
)
def test_wild_answer_ends_soon_with_its_kind(bad: Bad, path: str, kind: FailureKind) -> None:
    """No answer takes longer than the deadline, asked for twice at most, or more room than it was given."""
    start = time.monotonic()
    reason = failure(bad.visitor(), bad.url(path), room=100_000)

    assert kind is reason
    assert time.monotonic() - start < 2 * LIMITS.deadline + 1 < PATIENCE
    assert len(bad.asked) <= 2


def test_plain_answer_is_none_where_tls_is_asked_for(bad: Bad) -> None:
    """A request goes to no server that does not prove who it is: not to one without TLS, nor without a certificate."""
    reason = failure(bad.visitor(), bad.url("/ok").replace("http:", "https:"))

    assert FailureKind.NO_HTTP is reason
    assert [] == bad.asked
    assert (ssl.CERT_REQUIRED, True) == (tls().verify_mode, tls().check_hostname)


def test_body_without_room_is_not_read(bad: Bad) -> None:
    """A caller that only asks whether an address answers receives no body, however large."""
    answer = bad.visitor().get(bad.url("/huge"))

    assert (200, b"") == (answer.status, answer.body)


def test_connection_refused_is_unreachable(bad: Bad) -> None:
    """A port that nobody listens on does not mean that the page is gone."""
    bad.server.server_close()

    assert FailureKind.UNREACHABLE is failure(bad.visitor(), bad.url("/x"))


def test_redirects_in_a_circle_end(bad: Bad) -> None:
    """A circle is seen when it closes."""
    bad.set("/a", 302, Location="/b")
    bad.set("/b", 302, Location="/a")

    assert FailureKind.REDIRECTS is failure(bad.visitor(), bad.url("/a"))
    assert ["harbour-lab.example/a", "harbour-lab.example/b"] == bad.asked


def test_redirects_without_end_are_cut(bad: Bad) -> None:
    """A new address each time is no way out of the limit."""
    bad.server.replies.update({f"/{n}": (301, {"Location": f"/{n + 1}"}, b"") for n in range(50)})

    assert FailureKind.REDIRECTS is failure(bad.visitor(), bad.url("/0"))
    assert MAX_STEPS + 1 == len(bad.asked)


def test_redirect_is_followed_to_its_end(bad: Bad) -> None:
    """The answer says where it came from, and through which addresses."""
    bad.set("/old", 301, Location="/caf\xe9 page#part")
    bad.set("/caf%E9%20page", body=b"here")
    answer = bad.visitor().get(bad.url("/old"), room=100)

    assert (bad.url("/caf%E9%20page"), (bad.url("/old"),), b"here") == (answer.address, answer.steps, answer.body)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "http://[::1]:{port}/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://inner.example/x",
        "http://mixed.example/x",
        "http://user@harbour-lab.example:{port}/x",
        "https://harbour-lab.example:22/x",
        "file:///etc/passwd",
        "ftp://harbour-lab.example/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://harbour-lab.example:99999/",
        "http://[bad/",
        "gopher://harbour-lab.example/x",
    ],
)
def test_redirect_leads_nowhere_private(bad: Bad, to: str) -> None:
    """Each step is checked as the first one was: a public page cannot send us into the network we run in."""
    bad.addresses = {"inner.example": ["10.0.0.1"], "mixed.example": ["93.184.216.34", "192.168.1.1"]}
    bad.set("/start", 302, Location=to.format(port=bad.port))
    visitor = bad.visitor("harbour-lab.example")

    assert FailureKind.REFUSED is failure(visitor, bad.url("/start"))
    assert ["harbour-lab.example/start"] == bad.asked


def test_host_at_home_is_refused_unless_it_was_named(bad: Bad) -> None:
    """The name of a host says nothing: its addresses do."""
    bad.set("/x")

    assert FailureKind.REFUSED is failure(bad.visitor("other.example"), bad.url("/x", "sly.example"))
    assert 200 == bad.visitor("other.example").get(bad.url("/x", "other.example")).status
    assert ["other.example/x"] == bad.asked


def test_host_is_looked_up_once_for_each_connection(bad: Bad) -> None:
    """The address that was judged is the one that is used: a second look-up could give another."""
    looked: list[str] = []

    def look_up(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["93.184.216.34"]

    network = Network(look_up)
    endpoint = network.endpoint("http://harbour-lab.example/x")

    with pytest.raises(FetchError, match="not public"):
        network.connect(endpoint, 1)

    assert ["harbour-lab.example"] == looked
    assert [] == bad.asked


def test_tries_to_connect_share_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host of many addresses, none of which answers, takes no longer than one."""
    given: list[float] = []

    def connect(_where: object, timeout: float) -> None:
        given.append(timeout)
        time.sleep(timeout)
        raise TimeoutError("timed out")

    monkeypatch.setattr("socket.create_connection", connect)
    network = Network(lambda _host, _port: ["93.184.216.34", "93.184.216.35", "93.184.216.36"])
    start = time.monotonic()
    with pytest.raises(FetchError, match="cannot be reached"):
        network.connect(network.endpoint("http://harbour-lab.example/x"), 0.4, 0.5)

    assert 2 == len(given)
    assert time.monotonic() - start < 0.7


def test_silent_name_server_takes_no_longer_than_a_silent_host() -> None:
    """The system may look for minutes; nobody waits for what it finds then."""
    end = threading.Event()
    network = Network(lambda *_: ["93.184.216.34"] if end.wait(20) else [])
    start = time.monotonic()
    with pytest.raises(
        FetchError, match=r"harbour-lab\.example: no name server has answered within 0 seconds"
    ) as caught:
        network.connect(network.endpoint("http://harbour-lab.example/x"), 9, 0.3)
    waited = time.monotonic() - start
    end.set()

    assert FailureKind.TIMEOUT is caught.value.kind
    assert waited < 2


def test_silent_name_server_of_one_host_leaves_others(bad: Bad) -> None:
    """Its failure is one of the network, for that host alone."""
    end = threading.Event()
    bad.set("/x")
    visitor = bad.visitor()

    def look_up(host: str, port: int) -> Sequence[str]:
        if host == "other.example":
            end.wait(20)
        return bad.look_up(host, port)

    visitor.network = replace(visitor.network, look_up=look_up)
    visitor.limits = replace(visitor.limits, timeout=0.3)
    start = time.monotonic()
    kinds = [failure(visitor, bad.url("/x", "other.example"))]
    assert 200 == visitor.get(bad.url("/x")).status
    end.set()

    assert [FailureKind.TIMEOUT] == kinds
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False),  # noqa: S104
        ("224.0.0.1", False), ("192.0.2.1", False), ("198.18.0.1", False), ("240.0.0.1", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("fec0::1", False), ("2001:db8::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2002:c0a8:1::", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:  # noqa: FBT001
    """An address is public if no network keeps it for itself, also inside an IPv6 address that carries another."""
    assert public is is_public_address(address)


def test_tidy_escapes_what_no_request_may_hold() -> None:
    """Line ends in an address would be a second request."""
    assert "http://a.example/x%0D%0AHost:%20b" == tidy(" http://a.example/x\r\nHost: b#part ")


def test_requests_to_one_host_wait(bad: Bad) -> None:
    """A host has its pause, another host does not wait for it."""
    bad.set("/x")
    visitor = bad.visitor()
    for host in ("harbour-lab.example", "other.example", "harbour-lab.example"):
        visitor.get(bad.url("/x", host), is_invited=True)

    assert [2.0] == bad.waits


def test_robots_are_obeyed(bad: Bad) -> None:
    """Paths that robots.txt forbids are not requested; the file itself is requested once, and its pause is kept."""
    bad.set("/robots.txt", body=b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    bad.set("/open")
    visitor = bad.visitor()

    assert FailureKind.ROBOTS is failure(visitor, bad.url("/private/x"))
    assert 200 == visitor.get(bad.url("/open")).status
    assert ["harbour-lab.example/open"] == bad.asked
    assert 1 == bad.server.asked.count("harbour-lab.example/robots.txt")
    assert [7.0] == bad.waits


def test_redirect_to_a_forbidden_path_is_not_followed(bad: Bad) -> None:
    """Each host on the way is asked what it allows."""
    bad.set("/x", 302, Location=bad.url("/private", "other.example"))
    bad.set("other.example/robots.txt", body=b"User-agent: *\nDisallow: /")

    assert FailureKind.ROBOTS is failure(bad.visitor(), bad.url("/x"))
    assert ["harbour-lab.example/x"] == bad.asked


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_read_now_forbid(bad: Bad, status: int) -> None:
    """A server in trouble is left alone."""
    bad.set("/robots.txt", status)
    bad.set("/x")

    assert failure(bad.visitor(), bad.url("/x")) in (FailureKind.ROBOTS, FailureKind.BUSY)
    assert [] == bad.asked


def test_robots_without_end_are_cut(bad: Bad) -> None:
    """The beginning of a file without an end still counts."""
    bad.set("/robots.txt", body=b"User-agent: *\nDisallow: /x\n" + b"#" * 2 * robots.ROOM)

    assert FailureKind.ROBOTS is failure(bad.visitor(), bad.url("/x"))


def test_robots_that_redirect_in_circles_fail(bad: Bad) -> None:
    """Asking for what is allowed ends too."""
    bad.set("/robots.txt", 302, Location="/robots.txt")

    assert FailureKind.REDIRECTS is failure(bad.visitor(), bad.url("/x"))


def test_busy_server_is_asked_again_as_it_wishes(bad: Bad) -> None:
    """Retry-After is obeyed, in seconds or as a date; without it the waits double."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    answers = [(429, {"Retry-After": "11"}, b""), (503, {"Retry-After": later}, b""), (429, {}, b""), (200, {}, b"ok")]
    bad.server.replies["/x"] = lambda _target: answers.pop(0)

    assert 200 == bad.visitor().get(bad.url("/x"), is_invited=True).status
    assert [11.0, 16.0] == [wait for wait in bad.waits if wait in (11.0, 16.0)]
    assert any(55 < wait <= 60 for wait in bad.waits)


@pytest.mark.parametrize(("asked", "times"), [("1", 4), (str(int(MAX_WAIT) + 1), 1), ("9" * 400, 1), ("soon", 4)])
def test_server_that_stays_busy_is_left(bad: Bad, asked: str, times: int) -> None:
    """There are neither many attempts nor one long wait: a server that stays busy is asked in another run."""
    bad.set("/x", 429, Retry_After=asked)
    with pytest.raises(FetchError) as raised:
        bad.visitor().get(bad.url("/x"), is_invited=True)

    assert FailureKind.BUSY is raised.value.kind
    assert times == len(bad.asked)
    assert sum(bad.waits) < 4 * MAX_WAIT


DAYS = ["Thu, 01 Jan {} 00:00:00 GMT", "Mon, {} Feb 2031 01:02:03 +0000", "Tue, 03 Mar 2031 {}:00:00 GMT",
        "Wed, 04 Mar 2031 05:{}:07 GMT", "Fri, 06 Mar 2031 07:08:09 +{}", "Sat, 07 Mar 2031 07:08:09 -{}", "{}", "-{}",
        "Sunday, {}-Mar-31 10:11:12 GMT", "Sun Mar  9 10:11:12 {}", "({}", "{}, {} {} {}:{}:{} {}"]  # fmt: skip
NUMBERS = ["0", "00", "7", "61", "99", "9999", "10000", "99999999", "9" * 19, "8" * 40, "7" * 4400, "-1", "\u0663", ""]


@pytest.mark.parametrize("form", DAYS)
def test_no_wish_to_wait_ends_a_run(bad: Bad, form: str) -> None:
    """A busy server may name any day, hour or offset: it counts as busy, and nothing worse happens."""
    for number in NUMBERS:
        bad.set("/x", 503, Retry_After=form.replace("{}", number).encode().decode("latin-1"))

        assert FailureKind.BUSY is failure(bad.visitor(), bad.url("/x"))


def test_no_redirect_ends_a_run(bad: Bad) -> None:
    """A server may name anything as the next address: the result is an answer or a failure with its kind."""
    chance = random.Random(1713)  # noqa: S311 (the same addresses each time)
    pieces = [
        "http://",
        "https:",
        "//",
        "[",
        "]",
        ":",
        "@",
        "%",
        "%zz",
        "\xff",
        "::1",
        "1" * 5000,
        "..",
        "?",
        "#",
        "\\",
        "/x",
    ]
    pieces += [
        "harbour-lab.example",
        "xn--",
        "\xe9",
        "\t",
        "65536",
        "-1",
        "a" * 64,
        ";",
        " ",
        "mailto:",
        "\x00",
        "0x7f",
    ]
    for _ in range(150):
        bad.set("/x", 302, Location="".join(chance.choices(pieces, k=chance.randint(1, 6))))
        with suppress(FetchError):
            bad.visitor().get(bad.url("/x"))


def test_answer_that_cannot_be_read_fails_alone(bad: Bad) -> None:
    """A fault of ours in reading an answer is reported for its address, and the next addresses are asked."""
    visitor = bad.visitor()
    bad.set("/x")
    faults: list[Exception] = [OverflowError("too large"), KeyError("x"), RecursionError("deep")]

    def look_up(_host: str, _port: int) -> list[str]:
        if faults:
            raise faults.pop()
        return ["127.0.0.1"]

    visitor.network = replace(visitor.network, look_up=look_up)

    assert [FailureKind.NO_HTTP] * 3 == [failure(visitor, bad.url("/x")) for _ in range(3)]
    assert 200 == visitor.get(bad.url("/x")).status


def _next_of(left: list[Reply], _target: str) -> Reply:
    """The next reply, or a 404 if no reply is left."""
    return left.pop() if left else (404, {}, b"")


def test_one_address_takes_limited_time(bad: Bad) -> None:
    """The limit holds however many hosts the address leads through, and however long each of them asks us to wait."""
    hosts = [f"h{number}.example" for number in range(6)]
    for host, after in zip(hosts, [*hosts[1:], "end.example"], strict=True):
        bad.set(f"{host}/robots.txt", 302, Location=bad.url("/rules", host))
        replies: list[Reply] = [(503, {"Retry-After": "40"}, b"")] * 3
        bad.server.replies[f"{host}/rules"] = partial(_next_of, replies)
        bad.set(f"{host}/x", 302, Location=bad.url("/x", after))
    start = bad.clock()

    assert FailureKind.BUSY is failure(bad.visitor(*hosts), bad.url("/x", hosts[0]))
    assert bad.clock() - start <= 120
    assert 12 >= len(bad.server.asked)


def test_one_address_takes_limited_requests(bad: Bad) -> None:
    """Robots that redirect count too."""
    hosts = [f"h{number}.example" for number in range(5)]
    for host, after in zip(hosts, [*hosts[1:], hosts[0]], strict=True):
        for number in range(4):
            bad.set(f"{host}/robots{number or ''}.txt", 302, Location=bad.url(f"/robots{number + 1}.txt", host))
        bad.set(f"{host}/x", 302, Location=bad.url("/x", after))

    assert FailureKind.BUDGET is failure(bad.visitor(*hosts), bad.url("/x", hosts[0]))
    assert 12 == len(bad.server.asked)


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", ["/"], []),
        ("User-agent: *\nDisallow:", ["/x"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/x"]),
        ("user-AGENT: *\ndisallow: /a # all of it", ["/b", "/"], ["/a", "/ab", "/a/b"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b/c"], ["/a/c"]),
        ("User-agent: *\nAllow: /a\nDisallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x", "/a.txt"], ["/a.pdf", "/a/b.pdf"]),
        ("User-agent: *\nDisallow: /a*c*e", ["/ace"[:3]], ["/abcde", "/ace/x"]),
        ("User-agent: *\nDisallow: /x$", ["/xy", "/x/"], ["/x"]),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b", ["/a"], ["/b"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Masthead/1.0\nDisallow: /b", ["/a"], ["/b"]),
        ("User-agent: one\nUser-agent: masthead\nDisallow: /b\nUser-agent: two\nDisallow: /a", ["/a"], ["/b"]),
        ("Disallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /caf%C3%A9", ["/cafe"], ["/café", "/caf%c3%a9"]),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", ["/b"], ["/a"]),
    ],
)
def test_robots_rules(text: str, allowed: list[str], forbidden: list[str]) -> None:
    """Rules are read as RFC 9309 says."""
    rules = robots.read(text, "masthead")

    assert [] == [path for path in allowed if not rules.allows(path)]
    assert [] == [path for path in forbidden if rules.allows(path)]


def test_robots_pattern_of_stars_takes_no_time() -> None:
    """A pattern that makes others look back and back is walked through once."""
    rules = robots.read("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", "masthead")
    start = time.monotonic()

    assert rules.allows("/" + "a" * 5000)
    assert time.monotonic() - start < 1
