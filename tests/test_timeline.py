"""The timeline: each date in the precision of its source, and the same facts in the list beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from masthead.edition.edition import Edition, edition, text_of
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database
from masthead.views.pages.home import home_view
from masthead.views.pictures.label_places import text_width
from masthead.views.pictures.timeline import (
    Row,
    TimelineView,
    campaign_timeline,
    firm_timeline,
    outlet_timeline,
)
from tests.site import Tag, read
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, UNREAD, World

PAGES = (
    "campaigns/glassbridge",
    "campaigns/haienergy",
    "firms/haimai",
    "firms/haixun",
    "sites/updatenews.info",
)
OF_OUTLET = [
    "July 2020: Domain registered",
    "9 July 2023 – 28 October 2023: Observed: IPv4 address",
    "21 December 2023: Reported online",
    "7 February 2024: Listing by the Harbour Lab",
]


def of_outlet(current_edition: Edition, host: str = "harbour-times.example") -> TimelineView:
    """The timeline of an outlet, which has one."""
    view = outlet_timeline(current_edition, current_edition.graph.outlets[host])
    assert view
    return view


def listed(view: TimelineView) -> list[str]:
    """The facts of the list, with their dates."""
    return [f"{fact.date}: {text_of(fact.what)}" for fact in view.dates]


def span(view: TimelineView, row: Row, of: str = "marks") -> list[tuple[date, date | None]]:
    """The first and the last day of each mark of *row*, read from the picture; no last day for a dot."""
    first = min(int(year.number) for year in view.years if year.number)
    start = date(first, 1, 1)
    days = (date(first + len(view.years), 1, 1) - start).days

    def day(percent: float) -> date:
        return start + timedelta(round(percent / 100 * days))

    return [
        (day(float(mark.x)), day(float(mark.x) + float(mark.width)) if mark.width else None)
        for mark in getattr(row, of)
    ]


def test_an_outlet_has_the_dates_of_its_life(world: World) -> None:
    """Registered, seen, reported online, listed; an item of evidence that is no event is left out."""
    world.edit(OUTLET, "  - id: register\n", "  - id: register\n    date: 2023-05\n")

    assert OF_OUTLET == listed(of_outlet(world.edition()))


def test_precision_is_that_of_the_source(world: World) -> None:
    """A day is a dot, a month or a year is a bar of its length, a period is a line from its first to its last day."""
    world.edit(OUTLET, "status: online, date: 2023-12-21", "status: online, date: 2022")
    registered, online, observed, _ = of_outlet(world.edition()).rows
    view = of_outlet(world.edition())
    near = timedelta(days=2)  # a tenth of a per cent of five years

    ((start, end),) = span(view, registered)
    assert end
    assert abs(start - date(2020, 7, 1)) <= near
    assert abs(end - date(2020, 8, 1)) <= near
    ((start, end),) = span(view, online)
    assert end
    assert abs(start - date(2022, 1, 1)) <= near
    assert abs(end - date(2023, 1, 1)) <= near
    assert [None, None] == [end for _, end in span(view, observed)]
    ((start, end),) = span(view, observed, "periods")
    assert end
    assert abs(start - date(2023, 7, 9)) <= near
    assert abs(end - date(2023, 10, 28)) <= near
    assert not registered.periods


def test_fewer_than_three_dates_are_no_timeline(world: World) -> None:
    """Three facts of one day are one date."""
    assert outlet_timeline(world.edition(), world.edition().graph.outlets["valley-echo.example"]) is None
    for at in "ab":
        world.add(
            UNPLACED,
            f"  - id: also-{at}\n    claim: The report lists the site again.\n    kind: listing\n    date: 2024-02-07\n"
            "    sources:\n      - source: harbour-lab-2024\n",
        )
    assert outlet_timeline(world.edition(), world.edition().graph.outlets["valley-echo.example"]) is None


def test_what_is_weak_is_left_out(world: World) -> None:
    """A weak item would look like a strong one in the picture."""
    world.edit(OUTLET, "    date: 2024-02-07\n    sources:", "    date: 2024-02-07\n    weight: weak\n    sources:")

    assert OF_OUTLET[:-1] == listed(of_outlet(world.edition()))


@pytest.mark.parametrize(
    ("changed", "who"),
    [
        ((), "the Harbour Lab"),
        ((("short_name: the Harbour Lab", "short_name: the Tide Lab"),), "the Harbour Lab and others"),
        ((("short_name: the Harbour Lab", "short_name: a copy\ncopy_of: harbour-lab-2024"),), "the Harbour Lab"),
        ((("short_name: the Harbour Lab", "short_name: a digest\nretells: [harbour-lab-2024]"),), "the Harbour Lab"),
    ],
)  # fmt: skip
def test_others_are_other_bodies(world: World, changed: tuple[tuple[str, str], ...], who: str) -> None:
    """Two documents of one body, or a document and its copy or retelling, are not two witnesses."""
    text = RECORDS[SOURCE]
    for before, after in changed:
        text = text.replace(before, after)
    world.write("sources/further-2024.yml", text)
    world.edit(
        OUTLET,
        "    sources:\n      - {source: harbour-lab-2024, locator: appendix}",
        "    sources:\n      - {source: harbour-lab-2024, locator: appendix}\n      - {source: further-2024}",
    )

    assert f"7 February 2024: Listing by {who}" in listed(of_outlet(world.edition_of_any()))


def test_second_hand_is_marked(world: World) -> None:
    """A fact for which no source was read says so, in the picture and in the list."""
    world.write("sources/tide-2024.yml", UNREAD)
    world.edit(OUTLET, "status: online, date: 2023-12-21", "status: online, date: 2023-12-22")
    world.edit(
        OUTLET,
        "    sources:\n      - {source: harbour-lab-2024, locator: appendix}",
        "    sources:\n      - {source: tide-2024}",
    )
    view = of_outlet(world.edition_of_any())

    assert "7 February 2024: Listing by the Tide Digest (second-hand)" in listed(view)
    assert "Listing by the Tide Digest (second-hand)" in {row.label.text for row in view.rows}


@pytest.mark.parametrize(
    ("speaker", "day", "event"),
    [
        ("a ministry", "2024-02-07", "7 February 2024: Listing by the Harbour Lab, citing a ministry"),
        ("a ministry", "2024-02-06", "6 February 2024: Listing by a ministry via the Harbour Lab"),
        ("the Harbour Lab", "2024-02-07", "7 February 2024: Listing by the Harbour Lab"),
        ("The Harbour Lab", "2024-02-07", "7 February 2024: Listing by The Harbour Lab"),
        (
            "a ministry (as the Harbour Lab retells it)",
            "2024-02-06",
            "6 February 2024: Listing by a ministry (as the Harbour Lab retells it) (second-hand)",
        ),
    ],
)
def test_a_speaker_whom_a_source_only_reports(world: World, speaker: str, day: str, event: str) -> None:
    """An item of the day of its source is headed by the source; on another day the speaker is known through it."""
    world.edit(OUTLET, "    date: 2024-02-07\n    sources:", f"    date: {day}\n    speaker: {speaker}\n    sources:")

    assert event in listed(of_outlet(world.edition()))


def test_a_period_is_headed_by_the_source_that_begins_it(world: World) -> None:
    """A speaker who wrote later than the first day of an item does not head it, and nobody is said to cite another."""
    later = (world.root / SOURCE).read_text().replace("the Harbour Lab", "the Tide Digest")
    world.write("sources/tide-2024.yml", later.replace("date: 2024-02-07", "date: 2024-03-01"))
    world.edit(
        OUTLET,
        "    date: 2024-02-07\n    sources:\n",
        "    date: 2024-02-07\n    until: 2024-04-01\n    speaker: the Tide Digest\n    sources:\n"
        "      - {source: tide-2024}\n",
    )

    event = "7 February 2024 – 1 April 2024: Listing by the Harbour Lab and others"
    assert event in listed(of_outlet(world.edition_of_any()))


def test_a_statement_that_an_item_tells_of_is_there_once(world: World) -> None:
    """The item of evidence and the attribution that refers to it are one fact; on another day they are two."""
    item = (
        "  - id: who\n    claim: The report names the firm.\n    kind: statement\n    date: %s\n"
        "    sources: [{source: harbour-lab-2024}]\n    accuses: [quay-media]\n"
    )
    world.edit(CAMPAIGN, "indicators:\n", f"{item % '2024-03-09'}indicators:\n")
    world.edit(CAMPAIGN, "    by: harbour-lab-2024\n", "    by: harbour-lab-2024\n    date: 2024-03-09\n")

    def statements() -> list[str]:
        current_edition = world.edition_of_any()
        view = campaign_timeline(current_edition, current_edition.graph.campaigns["lighthouse"])
        assert view
        return [fact for fact in listed(view) if "Statement" in fact]

    assert ["9 March 2024: Statement by the Harbour Lab"] == statements()
    world.edit(CAMPAIGN, "kind: statement\n    date: 2024-03-09", "kind: statement\n    date: 2024-03-10")
    assert 2 == len(statements())


def test_many_facts_are_drawn_by_kind(world: World) -> None:
    """With more than twelve labels a row has all facts of a kind; the list still has each."""
    for number in range(14):
        world.write(
            f"sources/reader-{number}.yml",
            (world.root / SOURCE).read_text().replace("the Harbour Lab", f"Reader {number}"),
        )
        world.add(
            OUTLET,
            f"  - id: list-{number}\n    claim: The list has the site.\n    kind: listing\n    date: 2021-{number % 12 + 1:02}\n"
            f"    sources:\n      - source: reader-{number}\n",
        )
    view = of_outlet(world.edition_of_any())

    assert len(view.dates) == len(OF_OUTLET) + 14
    assert ["Domain registered", "Listings", "Observed", "Reported online"] == [row.label.text for row in view.rows]
    assert len(view.rows[1].marks) == 13  # two lists of one month are one mark


def test_a_campaign_has_who_named_it_and_what_was_done(world: World) -> None:
    """It has the domains of its sites, who named it, and what was done about it; the naming is not repeated."""
    world.edit(CAMPAIGN, "summary:", "first_seen: 2021\nsummary:")
    world.write(
        OUTLET.replace("harbour-times", "harbour-post"),
        (world.root / OUTLET).read_text().replace("2020-07", "2021-02-03"),
    )
    world.edit(
        CAMPAIGN,
        "indicators:",
        "  - id: blocked\n    claim: The platform blocked the sites.\n    kind: enforcement\n    date: 2024-03\n    until: 2024-05-02\n"
        "    sources:\n      - source: harbour-lab-2024\nindicators:",
    )
    current_edition = world.edition_of_any()
    view = campaign_timeline(current_edition, current_edition.graph.campaigns["lighthouse"])

    assert view
    assert [
        "July 2020 – 3 February 2021: Domains registered (2 of 2 dated)",
        "2021: First seen",
        "7 February 2024: Named by the Harbour Lab",
        "March 2024 – 2 May 2024: Enforcement, according to the Harbour Lab",
    ] == listed(view)


def test_a_firm_has_statements_and_replies(world: World) -> None:
    """All that a source said on a day is one statement; a missing reply has the day on which it was known."""
    world.edit(
        FIRM,
        "replies:",
        "founded: {date: 2018, source: harbour-lab-2024}\nreplies:\n"
        "  - {by: Quay Media, date: 2024-03, outcome: answered, words: It is not us., source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}",
    )
    current_edition = world.edition_of_any()
    view = firm_timeline(current_edition, current_edition.graph.firms["quay-media"])

    assert view
    assert [
        "2018: Founded",
        "30 January 2024: No reply by then from Quay Media",
        "7 February 2024: Statement by the Harbour Lab",
        "March 2024: Reply by Quay Media",
    ] == listed(view)


NAMED = """\
name: %s
named_by: %s
summary: Websites that pose as local news outlets.
"""


def naming(world: World, **dates: str) -> TimelineView | None:
    """The timeline of the home page, with a campaign for each source and its date."""
    for name, day in dates.items():
        text = (world.root / SOURCE).read_text().replace("the Harbour Lab", f"the {name}")
        world.write(f"sources/of-{name.lower()}.yml", text.replace("date: 2024-02-07", f"date: {day}"))
        world.write(f"campaigns/{name.lower()}.yml", NAMED % (f"Set of {name}", f"of-{name.lower()}"))
    return home_view(world.edition_of_any()).timeline


def test_the_home_page_has_when_campaigns_were_named(world: World) -> None:
    """Each has its source, and a year is a year; two campaigns of one source are counted; two dates are not enough."""
    assert naming(world, Gull="2022") is None

    world.write("campaigns/beacon.yml", NAMED % ("BEACON", "harbour-lab-2024"))
    view = naming(world, Gull="2022", Tern="2023-05")
    assert view
    assert [
        "2022: Set of Gull: the Gull",
        "May 2023: Set of Tern: the Tern",
        "7 February 2024: 2 campaigns: the Harbour Lab",
    ] == listed(view)
    gull, tern, lab = view.rows
    ((start, end),) = span(view, gull)
    assert end
    assert (2022, 1) == (start.year, start.month)
    assert end - start >= timedelta(363)
    ((_, end),) = span(view, tern)
    assert end
    ((day, end),) = span(view, lab)
    assert end is None
    assert abs(day - date(2024, 2, 7)) <= timedelta(2)


def test_a_naming_known_second_hand_says_so_first(world: World) -> None:
    """The mark is beside the name of the campaign, before that of the source."""
    world.write("sources/tide-2024.yml", f"{UNREAD}date: 2021-03-04\n")
    world.write("campaigns/tide.yml", NAMED % ("TIDE", "tide-2024"))
    view = naming(world, Gull="2022")

    assert view
    assert "4 March 2021: TIDE (second-hand): the Tide Digest" == listed(view)[0]


def test_the_picture_of_the_home_page_has_the_dates_of_its_list(database: Database) -> None:
    """In the real database, each source with a date has a row, at its date and with the campaigns of the list."""
    view = home_view(edition(database.graph, phrasebook("en-GB")))
    dated = [item for item in view.namings if item.date]

    assert view.timeline
    assert len(dated) == len(view.timeline.rows) == len(view.timeline.dates)
    for item, row, fact in zip(dated, view.timeline.rows, view.timeline.dates, strict=True):
        assert item.date
        assert item.date.text == fact.date
        campaigns, _, who = text_of(fact.what).rpartition(": ")
        names = item.campaigns[0].text if len(item.campaigns) == 1 else f"{len(item.campaigns)} campaigns"
        assert item.source.text == who
        assert campaigns.removesuffix(" (second-hand)") == names
        assert ("second-hand" in item.source.note) is campaigns.endswith("(second-hand)")
        assert names in row.label.text
        first, _ = ends(item.date.text)[0]
        ((start, _),) = span(view.timeline, row)
        assert abs(start - first) <= timedelta(2)


def places(row: Row, width: float) -> tuple[float, float]:
    """The start and the end of the label of *row* in a picture of *width* em."""
    label = row.label
    at, long = float(label.x) / 100 * width + float(label.dx), max(text_width(line.text) for line in label.lines)
    return (at - 0.65 - long, at - 0.65) if label.before else (at + 0.65, at + 0.65 + long)


def spans(row: Row, width: float) -> list[tuple[float, float]]:
    """The start and the end of each mark and each period of *row* in a picture of *width* em."""
    bars = [(float(bar.x), float(bar.width or 0), 0 if bar.width else 0.36) for bar in (*row.marks, *row.periods)]
    long = [(float(dot.first), float(dot.last) - float(dot.first), 0.6) for dot in row.long_dots]
    return [
        (start / 100 * width - radius, (start + wide) / 100 * width + radius) for start, wide, radius in (*bars, *long)
    ]


@pytest.mark.parametrize("width", [29.0, 40.0, 70.0])
def test_labels_are_whole_in_the_picture_and_off_marks_and_lines(
    database: Database, world: World, width: float
) -> None:
    """A label beside marks covers no mark or period, one above them is above, and the numbers of years have room."""
    current_edition = edition(database.graph, phrasebook("en-GB"))
    of_firms = [firm_timeline(current_edition, firm) for firm in current_edition.graph.firms.values()]
    of_campaigns = [
        campaign_timeline(current_edition, campaign) for campaign in current_edition.graph.campaigns.values()
    ]
    views = [
        view
        for view in (of_outlet(world.edition()), home_view(current_edition).timeline, *of_firms, *of_campaigns)
        if view
    ]

    assert len(views) > 10
    for view in views:
        lowest = 0.0
        for row in view.rows:
            start, end = places(row, width)
            assert -0.1 <= start, row.label.text
            assert end <= width + 0.1, row.label.text
            assert "…" not in row.label.text
            if not row.label.lines[0].y:
                assert all(end <= left + 0.1 or right - 0.1 <= start for left, right in spans(row, width)), (
                    row.label.text
                )
            heights = [float(row.y) + float(line.y or 0) for line in row.label.lines]
            assert all(later - earlier >= 1.15 for earlier, later in pairwise(heights))
            assert heights[0] + 0.35 - 0.95 >= lowest - 0.01, row.label.text
            assert not row.label.lines[0].y or heights[-1] + 0.35 + 0.3 <= float(row.y) - 0.6
            lowest = max(float(row.y) + 0.65, lowest)
        assert lowest <= float(view.height)
        middles = [float(year.middle) / 100 * width for year in view.years if year.number]
        assert all(later - earlier > 2.7 for earlier, later in pairwise(middles))


@pytest.mark.parametrize("mark", ["", " (second-hand)"])
def test_a_label_without_room_beside_its_marks_is_above_them(world: World, mark: str) -> None:
    """Even a long name is whole, with the mark that comes last."""
    name = "Ministry of Harbours " * 7
    world.write("sources/tide-2024.yml", UNREAD)
    world.edit(FIRM, "by: Quay Media", f"by: {name.strip()}")
    world.edit(FIRM, "replies:", "founded: {date: 2018-03, source: harbour-lab-2024}\nreplies:")
    if mark:
        world.edit(FIRM, "no-answer, source: harbour-lab-2024", "no-answer, source: tide-2024")
    current_edition = world.edition_of_any()
    view = firm_timeline(current_edition, current_edition.graph.firms["quay-media"])

    assert view
    (row,) = (row for row in view.rows if row.label.text.startswith("No reply"))
    assert len(row.label.lines) > 2
    assert all(float(line.y) < -1 for line in row.label.lines)
    assert row.label.text == f"No reply by then from {name.strip()}{mark}"


def test_a_label_is_never_on_a_period(world: World) -> None:
    """It would look struck through: a period of years leaves room neither after it nor before it."""
    world.edit(
        OUTLET, "    date: 2024-02-07\n    sources:", "    date: 2020-02-07\n    until: 2024-11-30\n    sources:"
    )
    view = of_outlet(world.edition())

    (row,) = (row for row in view.rows if row.periods and row.label.text == "Listing by the Harbour Lab")
    assert ["Listing by the Harbour Lab"] == [line.text for line in row.label.lines]
    assert float(row.label.lines[0].y) < -1


def listings(world: World, *days: str) -> Row:
    """The row of the lists of one source that have an outlet, one for each of *days*."""
    for at, day in enumerate(days):
        world.add(
            OUTLET,
            f"  - id: list-{at}\n    claim: The list has the site.\n    kind: listing\n    date: {day}\n"
            "    sources:\n      - source: harbour-lab-2024\n",
        )
    (row,) = (row for row in of_outlet(world.edition_of_any()).rows if row.label.text == "Listing by the Harbour Lab")
    return row


def test_neighbouring_days_are_one_dot_with_their_number(world: World) -> None:
    """It is as long as the days are apart, and no dot covers a part of another; a month beside them is still a bar."""
    row = listings(world, "2021-03-01", "2021-03-02", "2021-03-20", "2022-06", "2022-06-03")

    assert ["3"] == [dot.number for dot in row.long_dots]
    assert 3 == len(row.marks)  # the month, its day, and the day of the record
    assert float(row.long_dots[0].first) < float(row.long_dots[0].middle) < float(row.long_dots[0].last)
    for width in (29.0, 70.0):
        alone = replace(row, marks=tuple(mark for mark in row.marks if not mark.width), periods=())
        dots = sorted(spans(alone, width))
        assert all(later[0] >= earlier[1] - 0.05 for earlier, later in pairwise(dots))


def test_days_far_apart_have_a_dot_each(world: World) -> None:
    """Only dots that would cover one another are drawn as one."""
    row = listings(world, "2021-03-01", "2021-09-01", "2022-03-01")

    assert not row.long_dots
    assert 4 == len(row.marks)


def test_a_century_has_room_for_its_years(world: World) -> None:
    """There are as many numbers as fit, and a line for each year."""
    world.edit(OUTLET, "registered: {date: 2020-07", "registered: {date: 1901-07")
    view = of_outlet(world.edition_of_any())

    assert len(view.years) == 124
    assert 3 < len([year for year in view.years if year.number]) < 10


def ends(text: str) -> list[tuple[date, date | None]]:
    """The first day of each date in *text*, and the day after its last; none after a single day."""
    extents: list[tuple[date, date | None]] = []
    for part in text.split(" – "):
        for form in ("%d %B %Y", "%B %Y", "%Y"):
            with suppress(ValueError):
                start = datetime.strptime(part, form).replace(tzinfo=UTC).date()
                later = {"%d %B %Y": None, "%B %Y": start + timedelta(days=31), "%Y": date(start.year + 1, 1, 1)}[form]
                extents.append((start, later.replace(day=1) if later else None))
    return extents


def same(mark: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two marks are the same, give or take three days: positions are rounded to a tenth of a per cent."""
    return all(
        bool(a) == bool(b) and (not a or not b or abs(a - b) <= timedelta(days=3))
        for a, b in zip(mark, other, strict=True)
    )


@dataclass
class DrawnRow:
    """A row as read from a picture: its label, its marks, and its long dots with their numbers."""

    label: str = ""
    marks: list[tuple[date, date | None]] = field(default_factory=list)
    long_dots: list[tuple[date, date, int]] = field(default_factory=list)


def drawn_rows(tags: Sequence[Tag]) -> list[DrawnRow]:
    """The rows of the timeline in *tags*."""
    years = [int(tag.text) for tag in tags if tag.name == "text" and tag.attributes.get("y") == "100%"]
    first, days = date(min(years), 1, 1), (date(max(years) + 1, 1, 1) - date(min(years), 1, 1)).days
    starts = [at for at, tag in enumerate(tags) if tag.name == "svg" and "y" in tag.attributes]
    return [
        drawn_row(list(takewhile(lambda tag: tag.name not in ("svg", "figcaption"), tags[at + 1 :])), first, days)
        for at in starts
    ]


def drawn_row(tags: Sequence[Tag], first: date, days: int) -> DrawnRow:
    """The row with the parts *tags* of a picture that has so many *days* from the *first* on."""
    row = DrawnRow()
    for before, part in pairwise([Tag("", {}, [], 0), *tags]):
        place = {
            name: first + timedelta(round(float(value.rstrip("%")) / 100 * days))
            for name, value in part.attributes.items()
            if value.endswith("%") and name != "width"
        }
        if before.name == "line":
            row.long_dots[-1] = (*row.long_dots[-1][:2], int(part.text))
        elif part.name == "line":
            row.long_dots.append((place["x1"], place["x2"], 0))
        elif part.name == "text":
            row.label = f"{row.label} {part.text}".strip()
        elif part.name == "circle":
            row.marks.append((place["cx"], None))
        elif part.attributes.get("height") == ".5em":
            width = float(part.attributes["width"].rstrip("%"))
            row.marks.append((place["x"], place["x"] + timedelta(round(width / 100 * days))))
    return row


@pytest.mark.parametrize("path", PAGES)
def test_picture_and_list_are_equal(real_site: Path, path: str) -> None:
    """Each row has exactly the dates of the facts of its name in the list; the number of a dot is that of its days."""
    tags = read(real_site / path / "index.html").tags
    tags = tags[next(at for at, tag in enumerate(tags) if tag.attributes.get("class") == "timeline") :]
    tags = tags[: next(at for at, tag in enumerate(tags) if tag.name == "section")]
    extents: dict[str, set[tuple[date, date | None]]] = {}
    for tag in tags:
        if tag.name == "li":
            day, _, fact = " ".join(tag.text.split()).partition(": ")
            extents.setdefault(fact, set()).update(ends(day))
    rows = list(drawn_rows(tags))

    assert len(extents) >= 3
    assert list(extents) == [row.label for row in rows]
    for row in rows:
        alone = extents[row.label]
        for first, last, number in row.long_dots:
            near = timedelta(days=3)
            within = {extent for extent in alone if not extent[1] and first - near <= extent[0] <= last + near}
            assert number == len(within), row.label
            alone = alone - within
        assert all(any(same(mark, extent) for extent in alone) for mark in row.marks), row.label
        assert all(any(same(mark, extent) for mark in row.marks) for extent in alone), row.label


@pytest.mark.parametrize(("retold", "mark"), [("", ""), ("retells: [harbour-lab-2024]\n", " (second-hand)")])
def test_a_reply_is_after_what_it_answers(world: World, retold: str, mark: str) -> None:
    """A reply of which only the month is known is not before a statement of that month; a retold one is marked."""
    world.write(
        "sources/tide-2024.yml",
        UNREAD.replace("verification: cited\nvia: [harbour-lab-2024]", f"verification: excerpt\n{retold}"),
    )
    world.edit(
        FIRM,
        "date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024",
        "date: 2024-02, outcome: answered, position: denies, source: tide-2024",
    )
    world.edit(FIRM, "jurisdiction: CN\n", "jurisdiction: CN\nfounded: {date: 2019, source: harbour-lab-2024}\n")
    current_edition = world.edition_of_any()
    view = firm_timeline(current_edition, current_edition.graph.firms["quay-media"])

    assert view
    assert [
        "2019: Founded",
        "7 February 2024: Statement by the Harbour Lab",
        f"February 2024: Reply by Quay Media{mark}",
    ] == listed(view)


def test_a_campaign_was_seen_according_to_somebody(world: World) -> None:
    """The date on which a campaign was first seen has its source beside it, if the record gives it."""
    world.edit(CAMPAIGN, "attributions:", "first_seen: 2022-05\nseen_by: harbour-lab-2024\nattributions:")
    current_edition = world.edition_of_any()
    view = campaign_timeline(current_edition, current_edition.graph.campaigns["lighthouse"])

    assert view
    assert "May 2022: First seen, according to the Harbour Lab" in listed(view)


def test_a_campaign_has_the_replies_of_firms_about_it(world: World) -> None:
    """It has those that answer a claim about it, though they are in the records of the firms, and no others."""
    world.edit(CAMPAIGN, "attributions:", "first_seen: 2022-05\nseen_by: harbour-lab-2024\nattributions:")
    world.edit(
        FIRM,
        "replies:",
        "replies:\n"
        "  - {by: Quay Media, date: 2024-03, outcome: answered, position: comments, source: harbour-lab-2024,"
        " answers: [{source: harbour-lab-2024, campaign: lighthouse}]}",
    )
    current_edition = world.edition_of_any()
    view = campaign_timeline(current_edition, current_edition.graph.campaigns["lighthouse"])

    assert view
    replies = [fact for fact in listed(view) if "eply" in fact]
    assert ["March 2024: Reply by Quay Media"] == replies


def test_a_reply_of_the_same_day_comes_after_the_statement(world: World) -> None:
    """The labels do not decide: “No reply” would come before “Statement” by its letters."""
    world.edit(FIRM, "replies:", "founded: {date: 2018, source: harbour-lab-2024}\nreplies:")
    world.edit(
        FIRM,
        "  - {by: Quay Media, date: 2024-01-30,",
        "  - {by: Quay Media, date: 2024-03, outcome: answered, words: It is not us., source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}\n"
        "  - {by: Quay Media, date: 2024-02-07,",
    )
    current_edition = world.edition_of_any()
    view = firm_timeline(current_edition, current_edition.graph.firms["quay-media"])

    assert view
    assert [
        "7 February 2024: Statement by the Harbour Lab",
        "7 February 2024: No reply by then from Quay Media",
    ] == [fact for fact in listed(view) if fact.startswith("7 ")]
