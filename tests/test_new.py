"""masthead new writes right records from answers, and none that is there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from masthead.authoring.formatter import formatted
from masthead.cli import main
from masthead.syntax.yaml_reader import read
from tests.world import World, make

SITE = ("--no-input", "--source", "harbour-lab-2024", "--kind", "local-news", "--claim", "The report lists the site.")

# Texts that people paste, and the host after which the file is named.
ADDRESSES = [
    ("city-herald.example", "city-herald.example"),
    ("https://city-herald.example/2024/02/story?x=1#top", "city-herald.example"),
    ("HTTP://WWW.City-Herald.Example:8080/", "city-herald.example"),
    ("hxxps://city-herald[.]example/x", "city-herald.example"),
    ("city-herald[dot]example", "city-herald.example"),
    ("m.city-herald.example", "city-herald.example"),
    ("www.city-herald.example.", "city-herald.example"),
    ("//city-herald.example/x", "city-herald.example"),
    ("https://mañana.example/", "xn--maana-pta.example"),
    ("news.city-herald.example", "news.city-herald.example"),
    ("m.example", "m.example"),
]

# Reasons against a new site, which the command gives before it asks anything.
OBJECTIONS = [
    ("harbour-times.example", "sites/it/harbour-times.example.yml: harbour-times.example is the outlet harbour-times.example"),
    ("https://www.harbour-times.example/", "sites/it/harbour-times.example.yml: harbour-times.example is the outlet harbour-times.example"),
    ("news.harbour-times.example", "sites/it/harbour-times.example.yml: news.harbour-times.example is a further host of the outlet harbour-times.example"),
    ("quay-media.example", "firms/quay-media.yml: quay-media.example is a website of the firm quay-media"),
    ("gull-news.example", "campaigns/lighthouse.yml: gull-news.example is a host excluded from the campaign lighthouse"),
    ("bbc.co.uk", "host 'bbc.co.uk' is on the list of genuine outlets: BBC, genuine broadcaster; record what a site imitates or copies under imitates or copies; if the host is right, say why in well_known"),
    ("co.uk", "host 'co.uk' is a public suffix, under which anybody can have a site; give the host of this one site"),
]  # fmt: skip

# Answers to the questions in their order, with some that the field refuses, and the record that they give.
DIALOGUES = {
    "site": (
        ("https://city-herald.example/x",),
        ["harbour-lab", "harbour-lab-2024", "news-site", "local-news", "", "It lists the site: “Herald”.", "", "table 3", "2024-13",
         "2024-02", "City Herald", "", "Italy", "IT", "Italia", "it,xx", "it, de", "lighthouse"],
        "sites/it/city-herald.example.yml",
        {
            "kind": "local-news", "name": "City Herald",
            "names": [{"text": "City Herald", "sources": ["harbour-lab-2024"], "match": "host"}],
            "targets": [{"country": "IT", "as_reported": "Italia", "source": "harbour-lab-2024"}],
            "languages": [{"tag": "it", "source": "harbour-lab-2024"}, {"tag": "de", "source": "harbour-lab-2024"}],
            "campaigns": ["lighthouse"],
            "evidence": [{"id": "listed", "claim": "It lists the site: “Herald”.", "kind": "listing", "date": "2024-02",
                          "sources": [{"source": "harbour-lab-2024", "locator": "table 3"}]}],
        },
    ),
    "firm": (
        ("Pier Press Ltd.",),
        ["newswire service", "UK", "GB", "碼頭新聞", "zh-Hant", "https://www.pier-press.example/about", "", "harbour-lab-2024", ""],
        "firms/pier-press-ltd.yml",
        {
            "name": "Pier Press Ltd.", "native_name": {"text": "碼頭新聞", "lang": "zh-Hant"}, "business": "newswire service",
            "jurisdiction": "GB",
            "websites": [{"host": "pier-press.example", "what": "official website", "sources": [{"source": "harbour-lab-2024"}]}],
        },
    ),
    "campaign": (
        ("FOG HORN",),
        ["harbour-lab-2024", "A set of sites, says the report.", "2020", "", ""],
        "campaigns/fog-horn.yml",
        {"name": "FOG HORN", "named_by": "harbour-lab-2024", "summary": "A set of sites, says the report.", "first_seen": "2020"},
    ),
    "source": (
        ("https://gull-gazette.example/2024/sites",),
        ["The Sites: a report", "The Gull Gazette", "the Gull Gazette", "press", "article", "full", "", "A. Author", "2024-03-02", "en", ""],
        "sources/gull-gazette-2024.yml",
        {
            "title": "The Sites: a report", "publisher": "The Gull Gazette", "short_name": "the Gull Gazette", "publisher_kind": "press",
            "authors": ["A. Author"], "date": "2024-03-02", "url": "https://gull-gazette.example/2024/sites", "language": "en",
            "type": "article", "verification": "full",
        },
    ),
}  # fmt: skip


def new(world: World, *arguments: str, answers: list[str] | None = None) -> Result:
    """The result of `masthead new`, with *answers* typed one per line."""
    typed = "".join(f"{answer}\n" for answer in answers or [])
    return CliRunner().invoke(main, ["new", arguments[0], "--root", str(world.root), *arguments[1:]], input=typed)


def files(world: World) -> set[Path]:
    """The path of each file and folder in *world*."""
    return set(world.root.rglob("*"))


@pytest.mark.parametrize(("pasted", "host"), ADDRESSES)
def test_addresses_become_hosts(world: World, pasted: str, host: str) -> None:
    """The record is about the host in the pasted text; if the two differ, the command says so."""
    result = new(world, "site", pasted, *SITE)

    assert (0, f"sites/zz/{host}.yml\n") == (result.exit_code, result.stdout)
    assert (f"the host is {host}" in result.stderr) == (pasted != host)


@pytest.mark.parametrize(("pasted", "reason"), OBJECTIONS)
def test_known_and_impossible_hosts_are_told_at_once(world: World, pasted: str, reason: str) -> None:
    """The command says which record has the host, or which rule refuses it, before it asks anything."""
    world.add(
        "campaigns/lighthouse.yml",
        "excluded:\n  - {host: gull-news.example, reason: Another one., source: harbour-lab-2024}\n",
    )
    before = files(world)
    result = new(world, "site", pasted)

    assert (1, "") == (result.exit_code, result.stdout)
    assert reason == result.stderr.splitlines()[-1]
    assert before == files(world)


def test_related_hosts_are_told(world: World) -> None:
    """Another host of the same domain may be the same outlet: somebody has to say that it is not."""
    said = "related: sites/it/harbour-times.example.yml: harbour-times.example is the outlet harbour-times.example\n"
    refused = new(world, "site", "es.harbour-times.example", *SITE)
    declined = new(world, "site", "es.harbour-times.example", answers=["n"])
    written = new(world, "site", "es.harbour-times.example", *SITE, "--yes")

    assert (1, True) == (refused.exit_code, refused.stderr.startswith(said))
    assert refused.stderr.endswith("nothing written; use --yes to continue\n")
    assert (1, True) == (declined.exit_code, declined.stderr.endswith("nothing written\n"))
    assert (0, "sites/zz/es.harbour-times.example.yml\n") == (written.exit_code, written.stdout)


@pytest.mark.parametrize("name", ["Quay Media Co., Ltd.", "QUAYPR", "Quey Media", "码头传媒"])
def test_known_names_of_firms_are_told(world: World, name: str) -> None:
    """A firm is known by its names, aliases and misspellings."""
    result = new(world, "firm", name, "--no-input", "--business", "agency")

    assert 1 == result.exit_code
    assert result.stderr.startswith("related: firms/quay-media.yml has this name\n")


@pytest.mark.parametrize(
    "address",
    [
        "https://harbour-lab.example/report",
        "http://www.harbour-lab.example/report/#top",
        "https://harbour-lab.example/report?utm_source=feed",
        "https://web.archive.org/web/20240301000000id_/https://harbour-lab.example/report",
        "harbour-lab[.]example/report",
    ],
)
def test_known_addresses_of_sources_are_told(world: World, address: str) -> None:
    """A document is cited by one record, however its address is written."""
    result = new(world, "source", address)

    assert 1 == result.exit_code
    assert "sources/harbour-lab-2024.yml has this address" == result.stderr.splitlines()[-1]


def test_the_address_in_what_was_pasted_is_told(world: World) -> None:
    """The address is printed as the record will have it; a copy that was pasted is not forgotten."""
    pasted = "https://web.archive.org/web/20240301000000/http://pier-post.example/a?utm_source=x"
    result = new(world, "source", pasted, "--no-input", "--dry-run")

    assert (
        "the address is http://pier-post.example/a; an archived copy that you pasted can go under archives"
        == result.stderr.splitlines()[0]
    )


@pytest.mark.parametrize("noun", DIALOGUES)
def test_answers_give_a_right_record(world: World, noun: str) -> None:
    """Answers become a record without errors, in its folder and the house style; a wrong answer is asked for again."""
    arguments, answers, path, expected = DIALOGUES[noun]
    result = new(world, noun, *arguments, answers=answers)

    assert (0, True) == (result.exit_code, result.stdout.endswith(f"{path}\n"))
    text = (world.root / path).read_bytes()
    assert (expected, []) == read(text)
    assert text == formatted(text, path.partition("/")[0])
    assert {"unused"} >= set(world.rules())


def test_options_are_as_good_as_answers(world: World) -> None:
    """The same record comes from options as from answers."""
    asked, batch = make(world.root.parent / "asked"), make(world.root.parent / "told")
    new(asked, "campaign", "FOG HORN", answers=["harbour-lab-2024", "A set.", "", "", ""])
    new(batch, "campaign", "FOG HORN", "--no-input", "--named-by", "harbour-lab-2024", "--summary", "A set.")

    path = "campaigns/fog-horn.yml"
    assert (asked.root / path).read_text() == (batch.root / path).read_text()


def test_an_operator_is_unknown_unless_a_campaign_has_one(world: World) -> None:
    """A site on which nobody names an operator says so; one of a campaign inherits what is said there."""
    new(world, "site", "city-herald.example", *SITE)
    new(world, "site", "town-herald.example", *SITE, "--campaign", "lighthouse")

    assert "operator: unknown\n" in (world.root / "sites/zz/city-herald.example.yml").read_text()
    assert "\noperator:" not in (world.root / "sites/zz/town-herald.example.yml").read_text()


def test_a_dry_run_shows_and_writes_nothing(world: World) -> None:
    """--dry-run prints the record alone, so that it can be piped."""
    before = files(world)
    result = new(world, "site", "city-herald.example", *SITE, "--dry-run")

    assert 0 == result.exit_code
    assert [] == read(result.stdout.encode())[1]
    assert result.stderr.endswith("nothing written; this would be sites/zz/city-herald.example.yml\n")
    assert before == files(world)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("site", "city-herald.example", "--no-input"), "--source is missing: the ID of the source"),
        (("site", "city-herald.example", *SITE, "--as-reported", "Italy"), "--as-reported needs --country"),
        (("site", "city-herald.example", *SITE, "--country", "Italy", "--as-reported", "x"),
         "--country: expected an ISO 3166-1 country code such as IT, got 'Italy'; did you mean IT (Italy)?"),
        (("site", "city-herald.example", *SITE[:-4], "--kind", "local"), "--kind: expected "),
        (("site", "city-herald.example", *SITE, "--campaign", "lighthous"),
         "--campaign: no record in campaigns/ has the ID 'lighthous'; did you mean lighthouse?"),
        (("site", "https://me@city-herald.example/"), "expected an address without a user name or password"),
        (("site", "127.0.0.1"), "expected a host name, not an IP address, got '127.0.0.1'"),
        (("source", "ftp://x.example/"), "expected an address that starts with https:// or http://"),
        (("firm", "  "), "expected one line of text"),
        (("firm", "碼頭", "--no-input", "--business", "x"), "--id is missing, and the name has no Latin letters to make one from"),
        (("site", "a\n::error::b"), "expected a host name"),
        (("firm", "Pier\u202ePress"), "the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed; leave it out"),
        (("firm", "Pier", "--business", "\x1b[31mx"), "--business: the character U+001B is not allowed; leave it out"),
    ],
)  # fmt: skip
def test_mistakes_in_the_command_are_explained(world: World, arguments: tuple[str, ...], message: str) -> None:
    """A mistake is refused before anything is written, on lines that no CI log takes for a command."""
    before = files(world)
    result = new(world, *arguments)

    assert 2 == result.exit_code
    assert message in result.stderr
    assert not any(line.startswith("::") for line in result.stderr.splitlines())
    assert before == files(world)


def test_nothing_is_overwritten(world: World) -> None:
    """A file in the place of the new record stays, even one that cannot be read."""
    world.write("sites/fr/city-herald.example.yml", "kind: [\n")
    world.write("firms/pier-press.yml", "name: [\n")
    site = new(world, "site", "city-herald.example", *SITE)
    firm = new(world, "firm", "Pier Press", "--no-input", "--business", "agency")

    assert (1, "sites/fr/city-herald.example.yml exists, but cannot be read\n") == (site.exit_code, site.stderr)
    assert (1, "firms/pier-press.yml already exists and was left unchanged\n") == (firm.exit_code, firm.stderr)
    assert "name: [\n" == (world.root / "firms/pier-press.yml").read_text()


@pytest.mark.parametrize("id", ["../sources/x", "/x", "a/b", "A", "a.b", "x" * 64])
def test_an_id_leads_nowhere_else(world: World, id: str) -> None:
    """An invalid ID, such as one that would lead out of its folder, creates no file."""
    before = files(world)
    result = new(world, "firm", "Pier Press", "--no-input", "--business", "agency", "--id", id)

    assert 2 == result.exit_code
    assert "expected an ID of at most 63 lower-case letters and digits" in result.stderr
    assert before == files(world)


def test_a_wrong_id_is_asked_again(world: World) -> None:
    """An ID that is typed is checked like one that is given as an option."""
    result = new(world, "campaign", "ФОГ", answers=["harbour-lab-2024", "A set.", "", "", "ФОГ", "fog"])

    assert (0, True) == (result.exit_code, result.stdout.endswith("campaigns/fog.yml\n"))


def test_a_device_is_no_id(world: World) -> None:
    """A name that some systems keep for devices is an error that the checker finds."""
    result = new(world, "firm", "Con", "--no-input", "--business", "agency")

    assert 1 == result.exit_code
    assert result.stderr.endswith("nothing written: the record has errors\n")
    assert not (world.root / "firms/con.yml").exists()


def test_a_record_with_errors_is_not_written(world: World) -> None:
    """An error that the checker finds in the record as a whole is printed, and nothing is written."""
    result = new(world, "campaign", "FOG", "--no-input", "--named-by", "harbour-lab-2024", "--summary", "x",
                 "--first-seen", "2024", "--last-seen", "2020")  # fmt: skip

    assert 1 == result.exit_code
    assert "[date-order]" in result.stderr
    assert not (world.root / "campaigns/fog.yml").exists()
