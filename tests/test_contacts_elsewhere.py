"""Contact details where no sentence is: in addresses, IDs and values of indicators."""

from __future__ import annotations

import pytest

from masthead.rules.contacts_elsewhere import contacts_of_address, contacts_of_id
from tests.world import OUTLET, SOURCE, UNPLACED, World

EMAIL, NUMBER, ACCOUNT, PERSON = (
    "an email address",
    "a telephone number",
    "the name of an account",
    "the page of a person",
)
FULL = {
    "https://tide.example/write?to=lena.doe@tide.example": EMAIL,
    "https://tide.example/write?to=lena%40tide.example&x=1": EMAIL,
    "https://proxy.example/go?u=https%3A%2F%2Ftide.example%2F%3Fm%3Dlena%2540tide.example": EMAIL,
    "https://tide.example/mailto:lena@tide.example": EMAIL,
    "https://tide.example/lena-at-tide-dot-org": EMAIL,
    "https://tide.example/tel/+351934122705": NUMBER,
    "https://tide.example/call/0934-122-705": NUMBER,
    "https://tide.example/card?phone=934122705": NUMBER,
    "https://tide.example/?q=%2B351934122705": NUMBER,
    "https://wa.me/351934122705": ACCOUNT,
    "https://api.whatsapp.com/send?text=hi": ACCOUNT,
    "https://t.me/351934122705": ACCOUNT,
    "https://matrix.to/#/@lena:tide.example": ACCOUNT,
    "https://pt.linkedin.com/in/lena-doe-77": PERSON,
    "https://www.facebook.com/people/Lena-Doe/100012345": PERSON,
    "https://vk.com/id93412270": PERSON,
    "https://web.archive.org/web/20240117090234/https://www.xing.com/profile/Lena_Doe": PERSON,
    "https://tide.example/~lena": PERSON,
    "https://tide.example/%7Elena/index.html": PERSON,
}
EMPTY = [
    "https://medium.com/@harbour.times/the-port-1a2b3c4d5e6f",
    "https://social.example/@tide@social.example/1093412270",
    "https://t.me/s/harbourtimes",
    "https://t.me/harbourtimes/9341",
    "https://www.facebook.com/harbourtimes/posts/9341227059341227",
    "https://cdn.example/npm/swiper@8.4.5/logo@2x.png",
    "https://www.flickr.com/photos/93412270@N00/",
    "https://tide.example/news/tel-aviv/93412270.html",
    "https://tide.example/mobile/93412270",
    "https://tide.example/2024/01/17/93412270?id=0093412270&t=20240117090234",
    "https://tide.example/?phone=20240117&day=fax:2024-01-17",
    "https://tide.example/a-look-at-the-dot-com-boom",
    "https://tide.example/meet-at-polka-dot-cafe",
    "https://www.cs.tide.example/~doe/papers/networks.pdf",
    "https://line.me/en/ and https://www.linkedin.com/company/quay-media",
    "https://vk.com/public93412270",
    "https://web.archive.org/web/20240117090234/https://harbour-times.example/about",
]
IDS = {
    "lena-at-tide-dot-org": EMAIL,
    "phone-934122705": NUMBER,
    "her-tel-no-934-122-705": NUMBER,
    "call-0934122705": NUMBER,
    "whatsapp-351934122705": NUMBER,
    "11010519491231002x": "the number of a person",
    "gb29nwbk60161331926819": "the number of a bank account",
}
NO_IDS = ["phone-2024-01-17", "ip-43-157-63-199", "captured-20240117090234", "cac-105536", "fax-20240117", "as49352", "91440300ma5fwmchx7", "citizenlab-2024", "22-cv-04512", "pub-0123456789012345"]  # fmt: skip


@pytest.mark.parametrize(("address", "kind"), FULL.items())
def test_address_that_leads_to_somebody_is_found(address: str, kind: str) -> None:
    """However it is escaped, and within another address too."""
    assert [kind] == list(contacts_of_address(address))


@pytest.mark.parametrize("address", EMPTY)
def test_addresses_of_pages_pass(address: str) -> None:
    """Posts, papers, pictures and places have such signs and numbers too."""
    assert [] == list(contacts_of_address(address))


@pytest.mark.parametrize(("id", "kind"), IDS.items())
def test_id_that_leads_to_somebody_is_found(id: str, kind: str) -> None:
    """It is printed in the address of a page."""
    assert [kind] == list(contacts_of_id(id))


@pytest.mark.parametrize("id", NO_IDS)
def test_ids_with_dates_and_numbers_of_things_pass(id: str) -> None:
    """Cases, networks and registers are numbered."""
    assert [] == list(contacts_of_id(id))


def test_addresses_ids_and_values_of_records_are_looked_at(world: World) -> None:
    """Each is reported where it is, once."""
    world.edit(
        SOURCE,
        "url: https://harbour-lab.example/report",
        "url: https://harbour-lab.example/report?by=lena@tide.example",
    )
    world.edit(UNPLACED, "id: listed", "id: phone-934122705\n    formerly: [lena-at-tide-dot-org]")
    world.edit(
        OUTLET,
        "indicators:\n",
        "indicators:\n  - {type: username, value: '351934122705', source: harbour-lab-2024}\n  - {type: username, value: lena77, source: harbour-lab-2024}\n",
    )

    findings = [line.partition(" [")[0] for line in world.lines() if line.endswith("[contact-details]")]
    assert sorted(findings) == [
        f"{OUTLET}:18:22: error: indicators[0].value: the value is a telephone number by its form; leave it out",
        f"{UNPLACED}:4:5: error: evidence[0].id: the ID contains a telephone number; choose another ID",
        f"{UNPLACED}:5:16: error: evidence[0].formerly[0]: the ID contains an email address; choose another ID",
        f"{SOURCE}:6:1: error: url: the address contains an email address; cite the document by an address without it, or leave it out",
    ]


@pytest.mark.parametrize("value", ["Sophia", "Chunqt", "editor2", "2024-01-17", "12345678"])
def test_names_of_users_pass(world: World, value: str) -> None:
    """A source reports the name that it saw."""
    world.edit(
        OUTLET, "indicators:\n", f"indicators:\n  - {{type: username, value: '{value}', source: harbour-lab-2024}}\n"
    )

    assert [] == world.rules()
