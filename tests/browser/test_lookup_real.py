"""The look-up over the real records, and over thousands of made-up ones, finds each host in every pasted form."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from masthead.hosts.idna import to_ascii
from masthead.hosts.public_suffixes import parted, registered_domain
from masthead.loading.database import Database
from masthead.lookup.answer_tables import Alike, Answer, lookup_files
from masthead.lookup.similar_hosts import skeleton
from masthead.syntax.confusable_letters import TAKEN_FOR
from tests.browser.conftest import OpenPage
from tests.browser.lookup_box import cost, kinds
from tests.browser.modules import open_modules
from tests.sampling import sampled_outlets

SPELLINGS = ["{}", "www.{}", "https://{}/", "http://www.{}/news?id=1#top", "m.{}", "amp.{}/x", "{}:8080", "hxxps://{}", "  {}.  ", "see (https://{}/x).",
             "https://web.archive.org/web/20240101000000/http://{}/", "archive.ph/2024/{}"]  # fmt: skip


@pytest.fixture
def page(open_page: OpenPage, real_site: Path) -> Page:
    """The page of the look-up of the real records."""
    return open_page((real_site / "lookup/index.html").as_uri())


def spelt(host: str) -> list[str]:
    """The spellings of *host* that people paste."""
    plain = [form.format(host) for form in SPELLINGS]
    return [*plain, host.upper(), host.replace(".", "[.]"), host.replace(".", " (dot) "), host.replace(".", "。")]


def test_a_look_up_costs_few_bytes(browser: Browser, real_site: Path, database: Database) -> None:
    """Sizes are as in docs/lookup.md, compressed and with tables; only texts that need it load the reader of texts."""
    hosts = random.Random(5).sample(  # noqa: S311
        sorted(outlet.host for outlet in database.graph.outlets.values() if outlet.is_published), 60
    )
    plain = [host for host in hosts if host.endswith((".com", ".org", ".net", ".info"))][:8]
    page = real_site / "lookup/index.html"
    listed = [cost(browser, page, host) for host in plain]
    others = [cost(browser, page, f"https://another{host}/news/?id=1") for host in plain]
    inside = [cost(browser, page, f"https://l.example/?u=https%3A%2F%2F{host}%2F") for host in plain[:3]]

    assert {"listed"} == {kind for kind, _, _ in listed + inside}
    assert 6200 > median(size for _, size, _ in listed)
    assert 6500 > max(size for _, size, _ in listed)
    assert "listed" not in {kind for kind, _, _ in others}
    assert 7100 > median(size for _, size, _ in others)
    assert 7400 > max(size for _, size, _ in others)
    assert 12_000 > max(size for _, size, _ in inside)


@pytest.mark.timeout(400)
def test_every_listed_host_is_listed_in_every_spelling(page: Page, database: Database) -> None:
    """No published record is missed."""
    hosts = [outlet.host for outlet in sampled_outlets(database.graph.outlets.values(), 15)]
    texts = [text for host in hosts for text in spelt(host)]

    assert len(hosts) > 170
    assert [] == [text for text, kind in zip(texts, kinds(page, texts), strict=True) if kind != "listed"]


def test_every_other_host_of_a_record_has_its_answer(page: Page, database: Database) -> None:
    """Further and former hosts belong to a site, excluded ones are excluded, websites of firms are not listed."""
    graph = database.graph
    outlets = [outlet for outlet in graph.outlets.values() if outlet.is_published]
    own = {outlet.host for outlet in outlets}
    parts = {
        host for outlet in outlets for host in (*outlet.formerly, *(further.host for further in outlet.hosts))
    } - own
    left = {excluded.host for campaign in graph.campaigns.values() for excluded in campaign.excluded} - own - parts
    firms = {website.host for firm in graph.firms.values() for website in firm.websites} - own - parts - left

    assert {"part-of"} == set(kinds(page, sorted(parts)))
    assert {"excluded"} == set(kinds(page, sorted(left)))
    assert {"not-listed"} == set(kinds(page, sorted(firms)))


def misspelt(host: str, chance: random.Random) -> str:
    """*host* with one letter of its name amiss."""
    name, ending = parted(host)
    at = chance.randrange(len(name) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    added = name[:at] + letter + name[at:]
    forms = [swapped, added, name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :]]
    whole = [form for form in forms if not form.startswith("-")]  # no host does, and without it two letters are amiss
    return f"{chance.choice(whole)}.{ending}"


def test_one_letter_amiss_anywhere_is_a_likeness(page: Page, database: Database) -> None:
    """Each listed host with a name long enough has three random misspellings; some of them are other known hosts."""
    chance = random.Random(5)  # noqa: S311 - the same misspellings each time
    hosts = [outlet.host for outlet in sampled_outlets(database.graph.outlets.values(), 15)]
    named = [host for host in hosts if registered_domain(host) == host and "." not in parted(host)[0]]
    long = [host for host in named if len(skeleton(parted(host)[0])) > 6]
    texts = [misspelt(host, chance) for host in long for _ in range(3)]
    answers = list(zip(texts, kinds(page, texts), strict=True))

    assert len(texts) > 300
    assert [] == [text for text, kind in answers if kind not in ("alike", "listed", "related", "part-of")]
    assert sum(kind == "alike" for _, kind in answers) > 0.9 * len(texts)


def made_up(number: int) -> dict[str, Answer]:
    """Answers on *number* hosts whose names begin and end alike, as those of outlets do."""
    chance = random.Random(number)  # noqa: S311 - the same hosts each time
    words = ["daily", "news", "times", "journal", "roma", "paris", "seoul", "post", "echo", "harbour", "valley", "24"]
    endings = ["com", "org", "net", "co.uk", "info", "com.br"]
    hosts: dict[str, Answer] = {}
    while len(hosts) < number:
        name = "".join(chance.choices(words, k=3)) + str(chance.randrange(100))
        hosts[f"{name}.{chance.choice(endings)}"] = (0, name, "", f"Listed by the report as {name}.", "")
    return hosts


@pytest.mark.timeout(400)
@pytest.mark.parametrize("packed", [False, True])
def test_thousands_of_hosts_are_found_in_their_pieces(
    open_page: OpenPage, real_site: Path, tmp_path: Path, *, packed: bool
) -> None:
    """Each host is found, and so is one that looks like it, whether pieces are named by pieces or are few and large."""
    for folder in ("theme", "lookup"):
        shutil.copytree(real_site / folder, tmp_path / folder)
    hosts = made_up(9000)
    shutil.rmtree(tmp_path / "lookup/hosts")
    for path, text in lookup_files(hosts, (Alike(host, host) for host in hosts), packed=packed):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    page = open_page((tmp_path / "lookup/index.html").as_uri())
    tried = sorted(hosts)[::9]

    assert {"listed"} == set(kinds(page, tried))
    assert {"part-of"} == set(kinds(page, [f"x.y.{host}" for host in tried[::10]]))
    chance = random.Random(7)  # noqa: S311 - as above
    assert {"alike", "listed"} >= set(kinds(page, [misspelt(host, chance) for host in tried[::10]]))


LETTERS = st.characters(codec=None, exclude_categories=("Cn", "Co", "Cs", "Z", "C", "P", "S"))


@settings(derandomize=True, deadline=None, database=None, max_examples=100)
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from([*map(chr, TAKEN_FOR), *"rnvw-abc1"]), LETTERS), min_size=1, max_size=9),
        min_size=20,
        max_size=40,
    )
)
def test_both_languages_take_the_same_letters_for_others(bench: Page, texts: list[str]) -> None:
    """Python does this for the known hosts and JavaScript for the pasted ones, whose A-labels are decoded."""
    hosts = [host for text in texts if (host := ascii_or_nothing(text.lower() + ".org"))]

    assert [skeleton(host) for host in hosts] == bench.evaluate(
        "(hosts) => hosts.map((host) => modules.skeleton(host, modules.readable))", hosts
    )


def ascii_or_nothing(host: str) -> str:
    """*host* as browsers write it, if they open it."""
    try:
        return to_ascii(host)
    except UnicodeError:
        return ""


@pytest.fixture(scope="module")
def bench(browser: object) -> Page:
    """A page with the scripts of likeness and nothing else."""
    page: Page = browser.new_page()  # type: ignore[attr-defined]
    open_modules(page, "punycode", "similar-hosts", "look-alikes")
    return page


def test_letters_that_a_host_can_have_are_taken_for_the_same_in_the_browser(bench: Page) -> None:
    """The browser has all of them and no others; it says itself which letters it opens."""
    known = {chr(point): chr(to) for point, to in TAKEN_FOR.items()}
    opened = bench.evaluate(
        """(letters) => letters.filter((letter) => {
            try { return modules.readable(new URL(`https://${letter}`).hostname) === letter; } catch { return false; }
        })""",
        [*set(known) - {*"01"}],  # the addresses of machines
    )

    assert {letter: known[letter] for letter in (*opened, "0", "1")} == dict(bench.evaluate("[...modules.takenFor()]"))
    assert {*"аοս1ꭤꓮ"} <= {*opened, "1"}


def test_what_a_letter_is_taken_for_is_taken_for_no_other() -> None:
    """Each such letter is left as it is, so that a skeleton is its own skeleton."""
    assert not TAKEN_FOR.keys() & set(TAKEN_FOR.values())
