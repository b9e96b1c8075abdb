"""Sources that are called like institutions: each is where the institution publishes."""

from __future__ import annotations

import pytest

from masthead.field_types.web_addresses import is_host
from masthead.pinned_lists import INSTITUTIONS
from masthead.rules.institutions import _institutions
from tests.world import SOURCE, World

FOREIGN = ["the EEAS", "Commission européenne", "Rat der Europäischen Union", "NewsGuard", "Graphikka", "Agence France Press", "the Guardian", "Reporter ohne Grenzen",
           "GCHQ", "U.S. Department of Justice", "Bundesamt für Verfassungsschütz", "Qurium Media Foundation", "Recorded Futures", "欧盟委员会", "Le Monde", "Mandient",
           "the Washingtom Post", "Australian Strategic Policy Institute (ASPI)", "국가정보원"]  # fmt: skip
OWN = [
    ("the European External Action Service (EEAS)", "https://www.eeas.europa.eu/x"),
    ("NCSC", "https://www.ncsc.gov.ie/x"),
    ("Department of Justice", "https://www.justice.gov/opa/x"),
    ("Department of Justice", "https://www.doj.gov.ph/x"),
    ("AFP", "https://factuel.afp.com/x"),
    ("BBC News", "https://www.bbc.com/news/x"),
    ("Reuters", "https://web.archive.org/web/20240117090234/https://www.reuters.com/x"),
    ("VIGINUM", "https://github.com/VIGINUM-FR/Rapports/blob/main/x.csv"),
    ("VIGINUM", "https://web.archive.org/web/20240117090234/https://github.com/viginum-fr"),
]
OTHERS = ["CBC", "the Harbour Guardian", "Politika", "Le Monde diplomatique", "EU DisinfoLab and Qurium", "The Washington Post (copy)", "Taipei Times (Reuters)",
          "European Council on Foreign Relations", "Microsoft Watch", "NBC Tides", "Bundesamt für Statistik"]  # fmt: skip


def institutional(world: World, name: str, url: str = "") -> list[str]:
    """Return the rules on the source that break if it has *name*, besides the one on archived copies as addresses."""
    world.edit(SOURCE, "short_name: the Harbour Lab", f"short_name: {name}")
    world.edit(SOURCE, "https://harbour-lab.example/report", url or "https://harbour-lab.example/report")
    return [rule for rule in world.rules() if rule != "address-page"]


@pytest.mark.parametrize("name", FOREIGN)
def test_name_of_an_institution_on_another_host_is_reported(world: World, name: str) -> None:
    """In other languages, as an abbreviation, and misspelt."""
    assert ["source-institution"] == institutional(world, name)


@pytest.mark.parametrize("account", ["VIGINUM-FR-news", "harbour/VIGINUM-FR", "harbour", ""])
def test_an_account_of_somebody_else_is_reported(world: World, account: str) -> None:
    """On a host that many share, only its own account is that of the institution."""
    assert "source-institution" in institutional(world, "VIGINUM", f"https://github.com/{account}/x.csv")


@pytest.mark.parametrize(("name", "url"), OWN)
def test_institution_on_its_own_host_passes(world: World, name: str, url: str) -> None:
    """Also at a copy in an archive; several countries have a body of one name."""
    assert [] == institutional(world, name, url)


@pytest.mark.parametrize(
    "host", ["justice.gov.click", "doj.gouv.xyz", "doj.go.com", "doj.gov.eu", "parliament.info", "doj.mil.world"]
)
def test_anybody_may_have_a_label_of_governments(world: World, host: str) -> None:
    """Only below the suffixes that registries keep for them it is theirs."""
    assert ["source-institution"] == institutional(world, "Department of Justice", f"https://{host}/x")


@pytest.mark.parametrize(
    "host", ["doj.gov.ph", "moj.go.jp", "justice.gouv.fr", "www.parliament.uk", "sp.mil.kr", "kent.police.uk"]
)
def test_suffixes_of_governments_are_theirs(world: World, host: str) -> None:
    """As their registries keep them."""
    assert [] == institutional(world, "Department of Justice", f"https://{host}/x")


@pytest.mark.parametrize("name", OTHERS)
def test_another_name_passes(world: World, name: str) -> None:
    """Though it has the name of an institution in it, or a letter less."""
    assert [] == institutional(world, name)


def test_list_has_hosts_and_each_name_once() -> None:
    """A name that two rows have would be that of one of them."""
    names = [name for row in INSTITUTIONS for name in (row["name"], *filter(None, row["also"].split("; ")))]

    assert len(names) == len(set(names))
    hosts = [host.partition("/")[0] for row in INSTITUTIONS for host in row["hosts"].split(" ")]
    assert all(host == "government" or is_host(host) for host in hosts)
    assert {row["name"] for row in INSTITUTIONS} == {institution.name for institution in _institutions().values()}
