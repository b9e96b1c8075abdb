"""Several rows about one site, several hosts of one domain, and values for new outlets only."""

from __future__ import annotations

import pytest

from tests.small_imports import MAP, bring, output_lines
from tests.world import OUTLET, World

MERGING = MAP.replace("host: domain", "host: domain\nrepeats: merge")
PAGES = MERGING.replace(
    "      claim: The list of the harbour names the site.", "      claim: The list names the page {@page}."
)
FURTHER = MAP.replace(
    "host: domain", "host: domain\nfurther_host: {host: '{@host}', role: regional, source: harbour-lab-2024}"
)


def test_rows_about_one_site_are_merged_as_the_map_says(world: World) -> None:
    """Lists are joined, and what all rows say is there once."""
    rows = "dock-news.example,Dock News,FR,\nvalley-post.example,,,\nwww.dock-news.example,The Dock,GB,\n"

    result = bring(world, rows, "--write", map_=MERGING)

    assert "merged dock-news.example part of the record of list.csv:2" == output_lines(result, world)[2]
    assert "3 rows: 2 new, 0 known, 0 conflicting, 1 merged, 0 refused, 0 left out" in result.stderr
    outlet = world.load().graph.outlets["dock-news.example"]
    assert (["Dock News", "The Dock"], ("FR", "GB")) == ([name.text for name in outlet.names], outlet.countries)
    assert ["in-the-list"] == [item.id for item in outlet.evidence]


def test_each_row_has_its_evidence(world: World) -> None:
    """Items that say different things have different IDs, which stay the same when the list comes again."""
    rows = "".join(f"https://dock-news.example/{page},,,\n" for page in ("quay", "pier", "quay"))

    first = bring(world, rows, "--write", map_=PAGES)
    again = bring(world, rows, map_=PAGES)

    assert "left out dock-news.example the same as list.csv:2" == output_lines(first, world)[2]
    assert {
        "in-the-list": "The list names the page https://dock-news.example/quay.",
        "in-the-list-2": "The list names the page https://dock-news.example/pier.",
    } == {item.id: item.claim for item in world.load().graph.outlets["dock-news.example"].evidence}
    assert "nothing to add" in output_lines(again, world)[0]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("dock-news.example,,,news", "dock-news.example,,,clone", "kind: news and clone"),
        ("dock-news.example,,,clone", "dock-news.example,,,local-news", "kind: clone and local-news"),
    ],
)
def test_a_single_value_that_differs_refuses_all_rows_of_its_site(
    world: World, first: str, second: str, reason: str
) -> None:
    """The reason names the field, and both values."""
    result = bring(world, f"{first}\n{second}\nvalley-post.example,,,\n", map_=MERGING)

    assert [
        f"refused dock-news.example list.csv:2; list.csv:3 says something else about this site: {reason}",
        f"refused dock-news.example list.csv:3; list.csv:2 says something else about this site: {reason}",
    ] == output_lines(result, world)[:2]


def test_an_item_that_differs_in_a_detail_refuses_all_rows_of_its_site(world: World) -> None:
    """One country, reported in two ways: which of them is right is for people to decide."""
    map_ = MERGING.replace("as_reported: '{country}'", "as_reported: '{title}'")

    result = bring(world, "dock-news.example,A,FR,\ndock-news.example,B,FR,\n", map_=map_)

    assert (
        "targets: country: FR, as_reported: A, source: harbour-lab-2024 and country: FR, as_reported: B"
        in result.stdout
    )


def test_another_page_of_a_site_is_not_called_the_same(world: World) -> None:
    """The report gives its address, since nothing of it would be left in the record."""
    result = bring(world, "https://dock-news.example/quay,,,\nhttps://dock-news.example/pier,,,\n")

    assert (
        "merged dock-news.example another page of the site in list.csv:2, of which the map keeps nothing: "
        "https://dock-news.example/pier"
    ) == output_lines(result, world)[1]


def test_relatives_within_a_list_are_asked_about(world: World) -> None:
    """They are treated like those of the database: a hundred sections of a site are not a hundred outlets."""
    rows = "".join(f"{host},,,\n" for host in ("fr.dock-news.example", "dock-news.example", "de.dock-news.example"))

    result = bring(world, rows, map_=MAP)

    asked = (
        "if it is an outlet of its own, write `relatives: accept` in the map; "
        "if it is a further host of the site above it in the list, write `further_host`"
    )
    assert [
        f"conflicting fr.dock-news.example list.csv:2; the list also has dock-news.example, de.dock-news.example; {asked}",
        "new dock-news.example sites/zz/dock-news.example.yml",
        f"conflicting de.dock-news.example list.csv:4; the list also has dock-news.example, fr.dock-news.example; {asked}",
    ] == output_lines(result, world)


def test_many_relatives_are_counted(world: World) -> None:
    """There is one question for all of them, which three rows show."""
    rows = "".join(f"{n}.dock-news.example,,,\n" for n in "abcdefgh")

    lines = output_lines(bring(world, f"dock-news.example,,,\n{rows}"), world)

    assert "conflicting a.dock-news.example list.csv:3; the list has 9 hosts of dock-news.example; if it is" in lines[1]
    assert [6, 2] == [len(lines), sum("5 more rows with the note" in line for line in lines)]


def test_relatives_without_a_site_above_them_are_all_asked_about(world: World) -> None:
    """None of them is the one that others belong to. Below a suffix that companies give out, nobody is related."""
    result = bring(world, "fr.dock.co.uk,,,\nde.dock.co.uk,,,\nquay.github.io,,,\npier.github.io,,,\n")

    assert ["conflicting", "conflicting", "new", "new"] == [line.split()[0] for line in output_lines(result, world)[:4]]


def test_relatives_within_a_list_are_new_where_the_map_accepts_them(world: World) -> None:
    """The map decides for all of them."""
    result = bring(
        world, "fr.dock.co.uk,,,\nde.dock.co.uk,,,\n", map_=MAP.replace("host: d", "relatives: accept\nhost: d")
    )

    assert [
        "new fr.dock.co.uk sites/zz/fr.dock.co.uk.yml",
        "new de.dock.co.uk sites/zz/de.dock.co.uk.yml",
    ] == output_lines(result, world)


def test_hosts_below_a_site_become_its_further_hosts_where_the_map_says_so(world: World) -> None:
    """They share one record, in any order of the rows."""
    rows = "fr.dock-news.example,,,\ndock-news.example,Dock News,,\nx.fr.dock-news.example,,,\n"

    result = bring(world, rows, "--write", map_=FURTHER)

    assert output_lines(result, world)[0].startswith("merged fr.dock-news.example a further host of dock-news.example")
    assert "3 rows: 1 new, 0 known, 0 conflicting, 2 merged, 0 refused, 0 left out" in result.stderr
    outlet = world.load().graph.outlets["dock-news.example"]
    assert ["fr.dock-news.example", "x.fr.dock-news.example"] == [further.host for further in outlet.hosts]


ADDING = FURTHER.replace("host: domain\n", "host: domain\nfurther_host_adds: [evidence, targets]\n").replace(
    "claim: The list of the harbour names the site.", "claim: The list of the harbour names {@defanged}."
)


def test_what_a_list_says_of_a_further_host_is_kept_where_the_map_says_so(world: World) -> None:
    """Its items join those of the site, each once; fields that the map does not name are left out."""
    rows = "dock-news.example,Dock News,FR,\nvideo.dock-news.example,Dock Video,IT,\nnews.dock-news.example,,FR,\n"

    result = bring(world, rows, "--write", map_=ADDING)

    assert "of the row, its host and its evidence, its targets are kept" in output_lines(result, world)[1]
    outlet = world.load().graph.outlets["dock-news.example"]
    assert ["in-the-list", "in-the-list-2", "in-the-list-3"] == [item.id for item in outlet.evidence]
    assert "video[.]dock-news[.]example" in outlet.evidence[1].claim
    assert (["Dock News"], ("FR", "IT")) == ([name.text for name in outlet.names], outlet.countries)


def test_a_further_host_that_contradicts_its_site_is_refused(world: World) -> None:
    """It is refused like a further row about the site, and so are more rows than can be compared with one another."""
    noted = ADDING.replace("as_reported: '{country}'", "as_reported: '{country}', note: '{title}'")
    rows = "dock-news.example,the list,FR,\nvideo.dock-news.example,the map,FR,\n"
    many = "dock-news.example,,,\n" + "".join(f"h{n}.dock-news.example,,,\n" for n in range(201))

    differs = bring(world, rows, map_=noted)
    refused = bring(world, many, map_=ADDING)

    assert "the row cannot join list.csv:2: targets: country: FR" in output_lines(differs, world)[1]
    assert "it has 201 further hosts, and at most 200 can add more than that" in refused.stdout
    assert (1, 1) == (differs.exit_code, refused.exit_code)


def test_a_map_names_only_lists_that_further_hosts_can_add_to(world: World) -> None:
    """A single value of the site is that of its own row."""
    result = bring(world, "a.example,,,\n", map_=ADDING.replace("[evidence, targets]", "[evidence, kind]"))

    assert "further_host_adds[1]: 'kind' is not a field of outlets that is a list" in result.stdout


def test_a_known_site_can_gain_further_hosts(world: World) -> None:
    """It gains those of the list that its record does not have."""
    rows = "harbour-times.example,,,local-news\nsport.harbour-times.example,,,\n"

    result = bring(world, rows, "--write", "--add-to-known", map_=FURTHER)

    assert "could gain hosts: 1; evidence: 1" in result.stdout
    assert ["news.harbour-times.example", "sport.harbour-times.example"] == [
        further.host for further in world.outlet().hosts
    ]


def test_a_further_host_that_does_not_fit_refuses_its_row(world: World) -> None:
    """It is checked like any part of a record."""
    result = bring(world, "dock-news.example,,,\n", map_=FURTHER.replace("role: regional", "role: '{kind}x'"))
    wrong = bring(world, "a.example,,,clone\n", map_=FURTHER.replace("role: regional", "role: '{kind}'"))

    assert "further_host.role: the field role is missing" in result.stdout
    assert "further_host.role: expected mirror, former, regional or subdomain, got 'clone'" in wrong.stdout


def test_a_default_is_for_new_outlets_only(world: World) -> None:
    """A list that says nothing of the kind of a site contradicts no record."""
    map_ = MAP.replace("{first: ['{kind}', news]}", "{first: ['{kind}', {default: news}]}")
    rows = "harbour-times.example,,,\ndock-news.example,,,\n"

    result = bring(world, rows, "--write", map_=map_)
    stated = bring(world, "harbour-times.example,,,clone\n", map_=map_)

    assert output_lines(result, world)[0] == f"known harbour-times.example {OUTLET}; could gain evidence: 1"
    assert "news" == world.load().graph.outlets["dock-news.example"].kind
    assert "kind: local-news in the record, clone in the list" in stated.stdout


def test_a_value_outweighs_the_default_of_another_row(world: World) -> None:
    """One row says what the site poses as; the other says nothing of it."""
    map_ = MERGING.replace("{first: ['{kind}', news]}", "{first: ['{kind}', {default: news}]}")

    bring(world, "dock-news.example,,,\ndock-news.example,,,clone\n", "--write", map_=map_)

    assert "clone" == world.load().graph.outlets["dock-news.example"].kind


def test_only_whole_fields_of_the_outlet_have_defaults(world: World) -> None:
    """Otherwise, half an item would be compared with a record."""
    result = bring(world, "a.example,,,\n", map_=MAP.replace("kind: listing", "kind: {default: listing}"))

    assert "outlet.evidence[0].kind: only a whole field of the outlet can have a default" in result.stdout


def test_thousands_of_rows_about_one_site_take_no_longer_than_others(world: World) -> None:
    """Nothing is compared with everything: the time and the memory grow with the list."""
    pages = "".join(f"https://dock-news.example/{n},,,\n" for n in range(6000))
    hosts = "".join(f"h{n}.quay-news.example,,,\n" for n in range(6000))

    merged = bring(world, pages, map_=PAGES)
    asked = bring(world, hosts)
    few = "".join(hosts.splitlines(keepends=True)[:800])  # a record has a limit of its own
    further = bring(world, f"quay-news.example,,,\n{few}", map_=FURTHER)

    assert "there are 6000 rows about it, and at most 200 can be merged" in merged.stdout
    assert "the list has 6000 hosts of quay-news.example" in asked.stdout
    assert "801 rows: 1 new, 0 known, 0 conflicting, 800 merged" in further.stderr
