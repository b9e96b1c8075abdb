"""The claims that records of a database have on a host, for people who are about to make a record of it."""

from __future__ import annotations

import pytest

from masthead.authoring.host_index import As, known_hosts
from masthead.hosts.public_suffixes import registered_domain
from tests.world import CAMPAIGN, OUTLET, World


@pytest.mark.parametrize(
    ("host", "role"),
    [
        ("harbour-times.example", As.OUTLET),
        ("harbour-post.example", As.FORMER),
        ("news.harbour-times.example", As.FURTHER),
        ("quay-media.example", As.WEBSITE),
        ("port-gazette.example", As.EXCLUDED),
    ],
)
def test_a_host_that_a_record_has_is_known(world: World, host: str, role: As) -> None:
    """Outlets, their former and further hosts, websites of firms and excluded hosts are all known."""
    world.add(OUTLET, "formerly: [harbour-post.example]\n")
    world.add(
        CAMPAIGN, "excluded: [{host: port-gazette.example, reason: Shares a server., source: harbour-lab-2024}]\n"
    )

    claims = known_hosts(world.load().graph).claims(host)

    assert [role] == [claim.role for claim in claims]


def test_a_claim_says_what_has_the_host(world: World) -> None:
    """A claim reads as a sentence, and leads to the file."""
    claim = known_hosts(world.load().graph).claims("news.harbour-times.example")[0]

    assert "news.harbour-times.example is a further host of the outlet harbour-times.example" == str(claim)
    assert OUTLET == claim.path


def test_a_withdrawn_record_still_has_its_host(world: World) -> None:
    """A withdrawn record does not come back by another door."""
    world.add(OUTLET, "state: {name: withdrawn, date: 2024-03-01, reason: It was wrong.}\n")

    assert known_hosts(world.load().graph).claims("harbour-times.example")


def test_hosts_of_one_registered_domain_are_relatives(world: World) -> None:
    """The relatives of a host are the known hosts of its registered domain, but not the host itself."""
    known = known_hosts(world.load().graph)

    assert ["harbour-times.example", "news.harbour-times.example"] == [
        claim.host for claim in known.relatives("sport.harbour-times.example")
    ]
    assert ["news.harbour-times.example"] == [claim.host for claim in known.relatives("harbour-times.example")]
    assert () == known.relatives("other.example")


def test_registered_domain_heeds_public_suffixes() -> None:
    """Two sites under one public suffix are not relatives."""
    assert "example.co.uk" == registered_domain("news.example.co.uk")
    assert "one.github.io" == registered_domain("one.github.io")
    assert "com" == registered_domain("com")
