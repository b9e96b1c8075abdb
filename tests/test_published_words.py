"""What a release told readers is kept word for word, or a new correction names what changed."""

from __future__ import annotations

import pytest

from masthead.field_types.dates import PartialDate
from masthead.ledger.promised import read_promised
from masthead.ledger.read import read_ledger
from masthead.rules.turned_claims import is_opposite, turned
from tests.releases import publish
from tests.site import furnish
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

LATER = PartialDate(2024, 5, 1)
CORRECTION = """\
corrections:
  - date: 2024-02-20
    said: The report names Port Gazette.
    says: The report names Harbour Times.
    why: We had read the wrong line of the table.
    asked_by: the editor of Port Gazette
"""
STATE = "state: {name: disputed, date: 2024-02-21, reason: The outlet says that it belongs to a school.}\n"
AUDIT = "  - {firm: quay-media, role: host, by: harbour-lab-2024, wording: attributes, confidence: not-stated, said: named it}\n"


@pytest.fixture
def released(world: World) -> World:
    """The small world with a correction, a doubt and a reply in words, after its first release."""
    world.add(OUTLET, CORRECTION + STATE)
    world.edit(
        FIRM,
        "outcome: no-answer",
        "outcome: answered, position: denies, words: We run no websites of news, capacity: press office",
    )
    world.edit(CAMPAIGN, "    basis: [shared-advertising-id]\n", f"    basis: [shared-advertising-id]\n{AUDIT}")
    assert [] == world.lines()
    publish(furnish(world))
    return world


def new_correction(changed: str) -> str:
    """A correction that the release does not have yet."""
    return f"  - {{date: 2024-03-09, said: A., says: B., why: C., changed: [{changed}]}}\n"


def test_check_reads_from_the_ledger_what_reading_the_ledger_finds(released: World) -> None:
    """The quick look and the whole reading agree, also after items and records were renamed."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")
    released.move(UNPLACED, "sites/zz/valley-news.example.yml")
    released.add("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n")
    released.edit(CAMPAIGN, "role: host", "role: service")
    released.add(CAMPAIGN, "corrections:\n" + new_correction("harbour-lab-2024"))
    publish(released, LATER)
    told, whole = read_promised(released.root).told, read_ledger(released.root).fields

    assert {"evidence[listed].claim", "evidence[unregistered].claim", "corrections", "state"} == set(
        told["sites/harbour-times.example"]
    )
    assert [] == [(key, field) for key in told for field, value in told[key].items() if whole[key].get(field) != value]
    assert "sites/valley-echo.example" not in told
    assert "service" == told["campaigns/lighthouse"]["attributions"][1]["role"]


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (OUTLET, CORRECTION, "",
            ("sites/it/harbour-times.example.yml: error: corrections: the correction of 2024-02-20 was published and is now"
            " missing; restore it word for word; if it was wrong itself, add another correction [published-correction]")),
        (OUTLET, "the wrong line", "the wrong row",
            ("sites/it/harbour-times.example.yml: error: corrections[0].why: the correction of 2024-02-20 was published with why"
            " 'We had read the wrong line of the table.'; restore it word for word; if it was wrong itself, add another"
            " correction [published-correction]")),
        (OUTLET, "    asked_by: the editor of Port Gazette\n", "",
            ("sites/it/harbour-times.example.yml: error: corrections[0]: the correction of 2024-02-20 was published with asked_by"
            " 'the editor of Port Gazette'; restore it word for word; if it was wrong itself, add another"
            " correction [published-correction]")),
        (OUTLET, STATE, "",
            ("sites/it/harbour-times.example.yml: error: the record was published as 'disputed', and is now simply listed;"
            " restore the state, or add a correction that says why it ended [published-state]")),
        (FIRM, "We run no websites of news", "We run websites",
            ("firms/quay-media.yml: error: replies[0].words: the reply of 2024-01-30 was published with words 'We run no"
            " websites of news'; restore it word for word, or add a correction that lists 'harbour-lab-2024' under changed"
            " [published-reply]")),
        (FIRM, "position: denies", "position: comments",
            ("firms/quay-media.yml: error: replies[0].position: the reply of 2024-01-30 was published with position 'denies';"
            " restore it word for word, or add a correction that lists 'harbour-lab-2024' under changed [published-reply]")),
        (OUTLET, "has no entry for the site", "has an entry for the site",
            ("sites/it/harbour-times.example.yml: error: evidence[1].claim: the claim says the opposite of what was published:"
            " 'The register of news outlets has no entry for the site.'; if it was wrong, add a correction that lists"
            " 'register' under changed [published-meaning]")),
        (OUTLET, "lists the site under Italy", "puts the site under Italy, on page 3",
            ("sites/it/harbour-times.example.yml: warning: evidence[0].claim: the claim was published in other words: 'The report"
            " lists the site under Italy.'; if it was wrong, add a correction that lists 'listed' under changed [published-claim]")),
        (CAMPAIGN, "role: operator", "role: supporter",
            ("campaigns/lighthouse.yml: error: attributions[0].role: the statement was published with role 'operator'; restore"
            " it, or add a correction that lists 'harbour-lab-2024' under changed [published-meaning]")),
        (CAMPAIGN, AUDIT, "",
            ("campaigns/lighthouse.yml: error: attributions: the statement by 'harbour-lab-2024' on 'quay-media' was published"
            " and is now missing; restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-meaning]")),
        (CAMPAIGN, "said: named it", "said: convicted it",
            ("campaigns/lighthouse.yml: warning: attributions[1].said: the statement was published with said 'named it'; restore"
            " it, or add a correction that lists 'harbour-lab-2024' under changed [published-claim]")),
    ],
)  # fmt: skip
def test_telling_otherwise_is_reported(released: World, path: str, old: str, new: str, line: str) -> None:
    """Whatever a reader was told, the finding names its words and the way out."""
    released.edit(path, old, new)
    found = [one for one in released.lines() if "[published-" in one]

    assert [line] == [without_place(one) for one in found]


def without_place(line: str) -> str:
    """A finding without its line and column."""
    path, _, _, rest = line.split(":", 3)
    return f"{path}:{rest}"


def test_statement_that_becomes_a_denial_is_reported(released: World) -> None:
    """The verb and the stance turn together, as the rule on them wants it."""
    released.edit(
        CAMPAIGN,
        "    role: operator\n    by: harbour-lab-2024\n    wording: attributes\n",
        "    role: operator\n    by: harbour-lab-2024\n    wording: views-as-distinct\n    stance: denies\n",
    )

    assert [
        (
            "campaigns/lighthouse.yml: error: attributions[0].stance: the statement was published without stance; restore it,"
            " or add a correction that lists 'harbour-lab-2024' under changed [published-meaning]"
        )
    ] == [without_place(one) for one in released.lines() if "published-" in one]


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        (FIRM, "We run no websites of news", "We run websites", "harbour-lab-2024"),
        (CAMPAIGN, "role: operator", "role: supporter", "harbour-lab-2024"),
        (CAMPAIGN, AUDIT, "", "harbour-lab-2024"),
        (CAMPAIGN, "The sites answer on one address.", "The sites never answer on one address.", "shared-server"),
    ],
)
def test_correction_that_names_what_changed_is_the_way_out(
    released: World, path: str, old: str, new: str, changed: str
) -> None:
    """Honest work goes on: what was wrong is changed, and readers are told."""
    released.edit(path, old, new)
    before = {rule for rule in released.rules() if rule.startswith("published-")}
    released.add(path, "corrections:\n" + new_correction(changed))

    assert before
    assert [] == [rule for rule in released.rules() if rule.startswith("published-")]


def test_correction_that_names_something_else_is_no_way_out(released: World) -> None:
    """Nor is one that was published before, to which the ID is added later."""
    released.edit(CAMPAIGN, "The sites answer on one address.", "The sites never answer on one address.")
    released.add(CAMPAIGN, "corrections:\n" + new_correction("harbour-lab-2024"))
    assert ["published-meaning"] == released.rules()

    released.edit(OUTLET, "has no entry", "has an entry")
    released.edit(OUTLET, "of Port Gazette\n", "of Port Gazette\n    changed: [register]\n")
    assert ["published-correction"] == [f.rule for f in released.load().findings if f.path == OUTLET]


def test_doubt_ends_with_a_correction_or_another_state(released: World) -> None:
    """Readers learn how it ended."""
    kept = (released.root / OUTLET).read_text()
    released.edit(OUTLET, STATE, "state: {name: withdrawn, date: 2024-03-02, reason: It does belong to a school.}\n")
    assert [] == [rule for rule in released.rules() if rule.startswith("published-")]

    released.write(OUTLET, kept.replace(STATE, "") + new_correction("listed"))
    assert [] == released.rules()


def test_reply_goes_with_its_claim_and_answers_more(released: World) -> None:
    """A claim that was withdrawn needs no answer; a reply may answer further claims, and its source have another ID."""
    released.edit(
        FIRM,
        "answers: [{source: harbour-lab-2024}]",
        "answers: [{source: harbour-lab-2024}, {source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}]",
    )
    publish(released, LATER)
    text = (released.root / CAMPAIGN).read_text()
    start, end = text.index("  - id: shared-server"), text.index("indicators:")
    other = text[start:end].replace("shared-server", "one-address")
    withdrawal = "corrections:\n  - {date: 2024-05-03, said: A., says: B., why: C., withdrawn: [shared-server]}\n"
    released.write(CAMPAIGN, text[:start] + other + text[end:] + withdrawal)
    released.edit(FIRM, "lighthouse, evidence: shared-server", "lighthouse, evidence: one-address")
    released.move(SOURCE, "sources/harbour-report.yml")
    for path in (OUTLET, UNPLACED, FIRM, CAMPAIGN):
        released.write(path, (released.root / path).read_text().replace("harbour-lab-2024", "harbour-report"))
    released.add("sources/harbour-report.yml", "formerly: [harbour-lab-2024]\n")

    assert [] == released.lines()


def test_statement_that_outlets_inherit_is_not_lost(released: World) -> None:
    """Said once of the whole campaign instead of each outlet, it is still said."""
    statement = "attributions:\n  - {firm: quay-media, role: operator, by: harbour-lab-2024, wording: attributes, confidence: not-stated}\n"
    released.add(OUTLET, statement)
    publish(released, LATER)
    assert [] == released.rules()

    released.edit(OUTLET, statement, "")
    assert [] == released.rules()

    released.edit(OUTLET, "campaigns: [lighthouse]\n", "operator: unknown\n")
    released.edit(CAMPAIGN, "concerns: [harbour-times.example], ", "")
    assert ["published-meaning"] == [rule for rule in released.rules() if rule.startswith("published-")]


def test_claim_that_turns_to_another_firm_is_reported(released: World) -> None:
    """By the names in its words, and by the firms that it is said to accuse."""
    released.write("firms/mole-press.yml", "name: Mole Press Ltd\nbusiness: printer\n")
    released.edit(CAMPAIGN, "The sites answer on one address.", "The sites answer on an address of QuayPR.")
    released.edit(CAMPAIGN, "    weight: weak\n", "    weight: weak\n    accuses: [quay-media]\n")
    assert 0 == released.load().errors
    publish(released, LATER)
    released.edit(CAMPAIGN, "address of QuayPR.", "address of Mole Press Ltd.")
    released.edit(CAMPAIGN, "accuses: [quay-media]", "accuses: [mole-press]")

    assert [
        "the claim names somebody or something else than was published: 'The sites answer on an address of QuayPR.'",
        "the claim was published as one that accuses quay-media",
    ] == sorted(f.message for f in released.load().findings if f.rule == "published-meaning")


def test_what_a_correction_changed_must_be_there(world: World) -> None:
    """A slip in the ID would leave the change unexplained."""
    world.add(OUTLET, CORRECTION + "    changed: [registre, harbour-lab-2024, listed]\n")

    assert [
        (
            "sites/it/harbour-times.example.yml: error: corrections[0].changed[0]: no item of evidence in this record, and no"
            " source, has the ID 'registre'; did you mean register? [evidence-reference]"
        )
    ] == [without_place(one) for one in world.lines()]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("The firm operates the sites.", "The firm does not operate the sites.", True),
        ("The firm says that it runs the sites.", "The firm denies that it runs the sites.", True),
        ("The register has an entry for the site.", "The register hasn’t an entry for the site.", True),
        ("The site names no owner and no address.", "The site names an owner and an address.", False),
        ("The site names no owner.", "The site never names an owner.", False),
        ("The file lists the site under BAYBRIDGE.", "The project, on a study not read by us, lists it.", False),
        ("The site was seen in 2021.", "The site was seen in 2022.", False),
    ],
)
def test_opposite_is_nearly_the_same_with_a_negation_more_or_less(was: str, now: str, *, expected: bool) -> None:
    """Two negations cancel out by count, and a claim that is written anew is not called an opposite."""
    assert expected is is_opposite(was, now)


OPPOSITE, OTHERS, NUMBER = (
    "says the opposite of what",
    "names somebody or something else than",
    "has another number than",
)


@pytest.mark.parametrize(
    ("was", "now", "turn"),
    [
        ("The firm operates the sites.", "The firm never operated the sites.", OPPOSITE),
        ("The firm operates the sites.", "The firm does not operate the sites. The report says why, on page 3, at length.", OPPOSITE),
        ("It is one of many. The firm operates the sites.", "It is one. The firm does not operate the sites.", OPPOSITE),
        ("The firm operates the sites.", "The firm does nоt operate the sites.", OPPOSITE),  # a Cyrillic letter
        ("The firm confirmed the report.", "The firm hardly confirmed the report.", OPPOSITE),
        ("It counts 5 of 7 sites.", "It counts 7 of 5 sites.", NUMBER),
        ("Mandiant found the sites.", "Google found the sites.", OTHERS),
        ("The sites were run from China.", "The sites were run from Russia.", OTHERS),
        ("Chinese state media wrote it first.", "Russian state media wrote it first.", OTHERS),
        ("The site copied articles of nu[.]nl.", "The site copied articles of example[.]com.", OTHERS),
        ("Quay pays Mole for the links.", "Mole pays Quay for the links.", OTHERS),
        ("The report names Busan Online.", "The report names Seoul Online, on page 3, in a table of sites, with further words.", OTHERS),
        ("The firm was founded in May 2019.", "The firm was founded in June 2019.", OTHERS),
        ("Readers in Austria saw it.", "Readers in Australia saw it.", OTHERS),
        ("The report counts 123 domains.", "The report counts 132 domains.", NUMBER),
        ("The report counts 12341 articles.", "The report counts 12342 articles.", NUMBER),
        ("The report counts 123 domains.", "On page 3, in a table of which we have a copy, the report counts twelve domains.", NUMBER),
        ("Some of the sites are run from there.", "All of the sites are run from there.", NUMBER),
        ("The site was seen in 2021.", "The site was seen in 2022.", NUMBER),
        ("The site is on 192.0.2.1 at a host.", "The site is on 192.0.2.7 at a host.", NUMBER),
        ("The report counts eighteen domains.", "The report counts 18 domains.", ""),
        ("The report counts 5,200 articles.", "The report counts 5200 articles.", ""),
        ("In 2021 the site was seen by Mandiant.", "The site was seen by Mandiant in 2021.", ""),
        ("The site names the firm.", "According to the Harbour Lab, the site names the firm.", ""),
        ("Readers in Italy saw it.", "Italian readers saw it.", ""),
        ("The site was built with WordPress.", "Its pages were made with WordPress and a builder.", ""),
        ("A", "B", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_claim_that_turns_is_told_by_what_turned(was: str, now: str, turn: str) -> None:
    """A negation, other names, another order of names, another number; not other words for the same."""
    assert turn == turned(was, now)


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("The report never lists the site under Italy.", OPPOSITE),
        ("The report lists the site under Spain.", OTHERS),
        ("The report lists two sites under Italy.", ""),
        ("The report lists the site under Italy, in 2021.", ""),
    ],
)
def test_turned_claim_without_a_correction_is_an_error(released: World, now: str, turn: str) -> None:
    """And one in other words alone is a warning; a correction that names the item is the way out of both."""
    released.edit(OUTLET, "The report lists the site under Italy.", now)
    rule = "published-meaning" if turn else "published-claim"
    assert [(rule, "error" if turn else "warning")] == [
        (one.rule, one.severity) for one in released.load().findings if one.rule.startswith("published-")
    ]

    released.edit(OUTLET, STATE, "")
    released.add(OUTLET, new_correction("listed") + STATE)
    assert [] == [rule for rule in released.rules() if rule.startswith("published-")]
