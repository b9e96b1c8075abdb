"""Hosts that the database knows: what a list may add to them, and that nothing of them is lost."""

from __future__ import annotations

import pytest

from tests.small_imports import MAP, bring, output_lines, tree
from tests.world import CAMPAIGN, OUTLET, World


@pytest.mark.parametrize(
    ("setup", "host", "status", "note"),
    [
        ("", "news.harbour-times.example", "known",
         "news.harbour-times.example is a further host of the outlet harbour-times.example; add by hand what the list says about this host alone"),
        ("", "quay-media.example", "refused", "quay-media.example is a website of the firm quay-media"),
        ("", "sport.harbour-times.example", "conflicting",
         ("harbour-times.example is the outlet harbour-times.example; "
         "news.harbour-times.example is a further host of the outlet harbour-times.example; "
         "if it is an outlet of its own, write `relatives: accept` in the map")),
        ("state: {name: withdrawn, date: 2024-03-01, reason: It was wrong.}\n", "harbour-times.example", "refused",
         "harbour-times.example is the outlet harbour-times.example, which is withdrawn: It was wrong."),
        ("formerly: [harbour-post.example]\n", "harbour-post.example", "known",
         "harbour-post.example is a former address of the outlet harbour-times.example; add by hand what the list says about this host alone"),
    ],
)  # fmt: skip
def test_a_host_that_the_database_knows_is_no_new_outlet(
    world: World, setup: str, host: str, status: str, note: str
) -> None:
    """Further hosts, relatives, websites of firms and withdrawn records are reported with what they are."""
    world.add(OUTLET, setup)

    result = bring(world, f"{host},,,\n")

    assert output_lines(result, world)[0].startswith(f"{status} {host} ")
    assert output_lines(result, world)[0].endswith(note)


def test_an_excluded_host_is_refused(world: World) -> None:
    """A host that a campaign excludes cannot come in by a list."""
    world.add(CAMPAIGN, "excluded: [{host: port.example, reason: Shares a server., source: harbour-lab-2024}]\n")

    result = bring(world, "port.example,,,\n")

    assert "port.example is a host excluded from the campaign lighthouse" in result.stdout
    assert 1 == result.exit_code


def test_relatives_are_new_where_the_map_accepts_them(world: World) -> None:
    """A host below a known one is an outlet of its own if the map says so, and the relative is reported."""
    result = bring(world, "sport.harbour-times.example,,,\n", map_=MAP.replace("host: d", "relatives: accept\nhost: d"))

    assert "new sport.harbour-times.example sites/zz/sport.harbour-times.example.yml" in output_lines(result, world)[0]
    assert "harbour-times.example is the outlet harbour-times.example" in output_lines(result, world)[0]


def test_known_outlets_are_never_written_over(world: World) -> None:
    """The values of a list for a known outlet are proposed as a patch, and the record stays as it is."""
    before = tree(world)

    result = bring(world, "harbour-times.example,Harbour Post,FR,\n", "--write")

    assert output_lines(result, world)[:2] == [
        (
            f"conflicting harbour-times.example list.csv:2; {OUTLET}; kind: local-news in the record, news in the list; "
            "names: Harbour Times in the record, Harbour Post in the list; targets: IT in the record, FR in the list; "
            "could gain names: 1; targets: 1; evidence: 1"
        ),
        "# possible additions to known outlets; use --add-to-known to make them",
    ]
    assert "+ - {country: FR, as_reported: FR, source: harbour-lab-2024}" in output_lines(result, world)
    assert (0, before) == (result.exit_code, tree(world))


def test_known_outlets_keep_what_they_say_and_gain_the_rest(world: World) -> None:
    """With `--add-to-known` the record has both values, each with its source, and every line that was there stays."""
    world.add(OUTLET, "# a comment at the end\n")
    before = (world.root / OUTLET).read_text()

    result = bring(world, "harbour-times.example,Harbour Post,FR,\n", "--write", "--add-to-known")

    outlet = world.outlet()
    assert "0 records written, 1 known record extended" in result.stderr
    assert ["Harbour Times", "Harbour Post"] == [name.text for name in outlet.names]
    assert ("IT", "FR") == outlet.countries
    assert ["listed", "register", "in-the-list"] == [evidence.id for evidence in outlet.evidence]
    assert set(before.splitlines()) <= set((world.root / OUTLET).read_text().splitlines())


def test_a_map_says_which_fields_of_known_outlets_may_gain(world: World) -> None:
    """Fields that the map does not name gain nothing, but the difference is still reported."""
    result = bring(world, "harbour-times.example,Harbour Post,,\n", map_=MAP + "add_to_known: [evidence]\n")

    assert "names: Harbour Times in the record, Harbour Post in the list; could gain evidence: 1" in result.stdout


def test_evidence_in_other_words_stays(world: World) -> None:
    """Evidence with an id that is there is never replaced."""
    result = bring(world, "harbour-times.example,,,local-news\n", map_=MAP.replace("in-the-list", "listed"))

    assert "evidence listed: worded differently in the record, which is kept; nothing to add" in result.stdout


def test_an_outlet_moves_to_the_folder_of_its_first_country(world: World) -> None:
    """A target for an outlet that had none takes its record out of zz."""
    bring(
        world,
        "valley-echo.example,,FR,\n",
        "--write",
        "--add-to-known",
        map_=MAP.replace("  campaigns: [lighthouse]\n", ""),
    )

    assert not (world.root / "sites/zz/valley-echo.example.yml").exists()
    assert (world.root / "sites/fr/valley-echo.example.yml").is_file()
    assert [] == world.rules()
