"""Published words are kept word for word, or a new correction names what changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.field_types.dates import PartialDate
from masthead.ledger.ledger_reader import read_ledger
from masthead.ledger.promises import read_promised
from masthead.model import KINDS, Answered, Archive, Attachment, Evidence, Part, Record, SetEvidence
from masthead.model.identity import key_of
from masthead.model.part import hints_of, kinds_of_parts
from masthead.model.published_fields import Binding, bindings_of, classified, fields_of, identifying_field
from masthead.rules.permanence import Promised
from masthead.rules.published_words import published_words_are_kept
from tests.releases import publish
from tests.site import furnish
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, UNREAD, World

UNPLACED_KEY = "sites/valley-echo.example"
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


def rules_after(world: World, words: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The rules on published words that the records break if a release published these words."""
    return [finding.rule for finding in published_words_are_kept(world.load().graph, Promised(words=words))]


def test_check_reads_from_the_ledger_what_reading_the_ledger_finds(released: World) -> None:
    """The quick look and the whole reading agree, also after items and records were renamed."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")
    released.move(UNPLACED, "sites/zz/valley-news.example.yml")
    released.add("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n")
    released.edit(CAMPAIGN, "role: host", "role: service")
    released.add(CAMPAIGN, "corrections:\n" + new_correction("harbour-lab-2024"))
    publish(released, LATER)
    words, whole = read_promised(released.root).words, read_ledger(released.root).fields

    assert {"evidence[listed].claim", "evidence[unregistered].claim", "corrections", "state"} < set(
        words["sites/harbour-times.example"]
    )
    assert not [field for field in words["sites/harbour-times.example"] if field.endswith((".techniques", ".formerly"))]
    assert [] == [
        (key, field) for key in words for field, value in words[key].items() if whole[key].get(field) != value
    ]
    assert "sites/valley-echo.example" not in words
    assert "service" == words["campaigns/lighthouse"]["attributions"][1]["role"]


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (OUTLET, CORRECTION, "",
            ("sites/it/harbour-times.example.yml: error: corrections: the correction of 2024-02-20 was published and is now"
            " missing; restore it; if it was wrong itself, add another correction [published-correction]")),
        (OUTLET, "the wrong line", "the wrong row",
            ("sites/it/harbour-times.example.yml: error: corrections[0].why: the correction of 2024-02-20 was published with why"
            " 'We had read the wrong line of the table.'; restore it; if it was wrong itself, add another"
            " correction [published-correction]")),
        (OUTLET, "    asked_by: the editor of Port Gazette\n", "",
            ("sites/it/harbour-times.example.yml: error: corrections[0]: the correction of 2024-02-20 was published with asked_by"
            " 'the editor of Port Gazette'; restore it; if it was wrong itself, add another correction [published-correction]")),
        (OUTLET, STATE, "",
            ("sites/it/harbour-times.example.yml: error: state: the state of the record was published and is now missing;"
            " restore it, or add a correction that lists 'state' under changed [published-state]")),
        (OUTLET, "it belongs to a school", "it has a reader at a school",
            ("sites/it/harbour-times.example.yml: error: state.reason: the state of the record was published with reason 'The outlet"
            " says that it belongs to a school.'; restore it, or add a correction that lists 'state' under changed [published-state]")),
        (OUTLET, "date: 2024-02-21", "date: 2024-02-27",
            ("sites/it/harbour-times.example.yml: error: state.date: the state of the record was published with date '2024-02-21';"
            " restore it, or add a correction that lists 'state' under changed [published-state]")),
        (FIRM, "We run no websites of news", "We run websites",
            ("firms/quay-media.yml: error: replies[0].words: the reply of 2024-01-30 was published with words 'We run no"
            " websites of news'; restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-reply]")),
        (FIRM, "position: denies, ", "",
            ("firms/quay-media.yml: error: replies[0]: the reply of 2024-01-30 was published with position 'denies';"
            " restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-reply]")),
        (OUTLET, "has no entry for the site", "has an entry for the site",
            ("sites/it/harbour-times.example.yml: error: evidence[1].claim: the item 'register' was published with claim"
            " 'The register of news outlets has no entry for the site.'; restore it, or add a correction that lists"
            " 'register' under changed [published-claim]")),
        (CAMPAIGN, "    weight: weak\n", "",
            ("campaigns/lighthouse.yml: error: evidence[0]: the item 'shared-server' was published with weight 'weak'; restore it,"
            " or add a correction that lists 'shared-server' under changed [published-claim]")),
        (CAMPAIGN, "role: operator", "role: supporter",
            ("campaigns/lighthouse.yml: error: attributions[0].role: the statement by 'harbour-lab-2024' on 'quay-media' was published"
            " with role 'operator'; restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-statement]")),
        (CAMPAIGN, AUDIT, "",
            ("campaigns/lighthouse.yml: error: attributions: the statement by 'harbour-lab-2024' on 'quay-media' was published"
            " and is now missing; restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-statement]")),
        (CAMPAIGN, ", said: named it", "",
            ("campaigns/lighthouse.yml: error: attributions[1]: the statement by 'harbour-lab-2024' on 'quay-media' was published"
            " with said 'named it'; restore it, or add a correction that lists 'harbour-lab-2024' under changed [published-statement]")),
        (CAMPAIGN, "    total: 2\n", "    total: 20\n",
            ("campaigns/lighthouse.yml: error: check[0].total: an item of check was published with total '2'; restore it,"
            " or add a correction that lists 'harbour-lab-2024' under changed [published-field]")),
        (CAMPAIGN, "summary: Websites that pose as", "summary: Websites that are",
            ("campaigns/lighthouse.yml: error: summary: the summary of the record was published as 'Websites that pose as local news"
            " outlets.'; restore it, or add a correction that lists 'summary' under changed [published-field]")),
        (FIRM, "jurisdiction: CN\n", "",
            ("firms/quay-media.yml: error: jurisdiction: the jurisdiction of the record was published as 'CN' and is now missing;"
            " restore it, or add a correction that lists 'jurisdiction' under changed [published-field]")),
        (SOURCE, "short_name: the Harbour Lab", "short_name: the Tide Digest",
            ("sources/harbour-lab-2024.yml: error: short_name: the short_name of the record was published as 'the Harbour Lab';"
            " restore it, or add a correction that lists 'short_name' under changed [published-field]")),
    ],
)  # fmt: skip
def test_telling_otherwise_is_reported(released: World, path: str, old: str, new: str, line: str) -> None:
    """The finding quotes what readers saw, and says how to put it right."""
    released.edit(path, old, new)
    findings = [finding for finding in released.lines() if "[published-" in finding]

    assert [line] == [without_place(finding) for finding in findings]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The outlet publishes daily.", "The outlet publishes rarely."),
        ("The firm owns the outlet.", "The firm is owed by the outlet."),
        ("The firm owns the outlet.", "The outlet owns the firm."),
        ("The agency quoted the outlet.", "The agency was quoted by the outlet."),
        ("The firm took part in it.", "The firm had no part in it."),
        ("The firm took part in it.", "The firm was harmed by it."),
        ("The list has 7 of 31 names.", "The list has 31 of 31 names."),
        ("The list has 7 names.", "The list has seventy names."),
        ("The firm founded the outlet.", "The firm funded the outlet."),
        ("The host is now known.", "The host is not known."),
        ("A bank pays for it.", "A church pays for it."),
        ("The firm, says the report, runs it.", "The firm says the report runs it."),
        ("It is “genuine”.", "It is genuine."),
        ("The share is 1.5.", "The share is 15."),
        ("It is no where near.", "It is nowhere near."),
        ("They met us.", "They met US."),
        ("The report lists it.", "The report lists it. The list was withdrawn."),
    ],
)
def test_claim_in_any_other_words_needs_a_correction(world: World, was: str, now: str) -> None:
    """A program cannot judge what words mean, so every change of a word, a number or a sign between words counts."""
    world.edit(UNPLACED, "The report lists the site without a country.", now)
    assert ["published-claim"] == rules_after(world, {UNPLACED_KEY: {"evidence[listed].claim": was}})

    world.add(UNPLACED, "corrections:\n" + new_correction("listed"))
    assert [] == rules_after(world, {UNPLACED_KEY: {"evidence[listed].claim": was}})


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The report's table - page 3 - lists it.", "The report’s table – page 3 – lists it."),
        ("The report says 'yes' and then...", "The report says ‘yes’ and then…"),
        ("The report\nlists it.", "The  report lists\u00a0it."),
    ],
)
def test_signs_that_print_the_same_are_free(world: World, was: str, now: str) -> None:
    """A claim with better signs, or with other line breaks, still says the same."""
    world.edit(UNPLACED, "The report lists the site without a country.", now)

    assert [] == rules_after(world, {UNPLACED_KEY: {"evidence[listed].claim": was}})


def without_place(line: str) -> str:
    """A finding without its line and column."""
    path, _, _, rest = line.split(":", 3)
    return f"{path}:{rest}"


def test_statement_that_becomes_a_denial_is_reported(released: World) -> None:
    """The verb and the stance change together, as the rule on them requires."""
    released.edit(
        CAMPAIGN,
        "    role: operator\n    by: harbour-lab-2024\n    wording: attributes\n",
        "    role: operator\n    by: harbour-lab-2024\n    wording: views-as-distinct\n    stance: denies\n",
    )

    assert [
        (
            "campaigns/lighthouse.yml: error: attributions[0].stance: the statement by 'harbour-lab-2024' on 'quay-media' was published without stance; restore it,"
            " or add a correction that lists 'harbour-lab-2024' under changed [published-statement]"
        )
    ] == [without_place(finding) for finding in released.lines() if "published-" in finding]


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
    """Honest work goes on: an error is corrected, and readers are informed."""
    released.edit(path, old, new)
    before = {rule for rule in released.rules() if rule.startswith("published-")}
    released.add(path, "corrections:\n" + new_correction(changed))

    assert before
    assert [] == [rule for rule in released.rules() if rule.startswith("published-")]


def test_correction_that_names_something_else_is_no_way_out(released: World) -> None:
    """A correction that was published before is no way out either, even if the ID is added to it later."""
    released.edit(CAMPAIGN, "The sites answer on one address.", "The sites never answer on one address.")
    released.add(CAMPAIGN, "corrections:\n" + new_correction("harbour-lab-2024, summary"))
    assert ["published-claim"] == released.rules()

    released.edit(OUTLET, "has no entry", "has an entry")
    released.edit(OUTLET, "of Port Gazette\n", "of Port Gazette\n    changed: [register]\n")
    assert ["published-correction"] == [f.rule for f in released.load().findings if f.path == OUTLET]


@pytest.mark.parametrize(
    ("state", "changed", "rules"),
    [
        ("state: {name: withdrawn, date: 2024-03-02, reason: It does belong to a school.}\n", "", []),
        ("state: {name: listed, date: 2024-03-02, reason: The doubt is settled.}\n", "", ["published-state"]),
        ("state: {name: listed, date: 2024-03-02, reason: The doubt is settled.}\n", "state", []),
        ("", "state", []),
        ("", "listed", ["published-state"]),
        (
            "state: {name: disputed, date: 2024-03-02, reason: The outlet says that it belongs to a school.}\n",
            "state",
            [],
        ),
        (
            "state: {name: disputed, date: 2024-02-21, reason: Somebody says otherwise.}\n",
            "listed",
            ["published-state"],
        ),
    ],
)
def test_doubt_ends_with_a_correction_that_names_it_or_with_the_record(
    released: World, state: str, changed: str, rules: list[str]
) -> None:
    """Readers learn how the doubt ended; a correction of something else does not say that."""
    text = (released.root / OUTLET).read_text().replace(STATE, "")
    released.write(OUTLET, text + (new_correction(changed) if changed else "") + state)

    assert rules == [rule for rule in released.rules() if rule.startswith("published-")]


def test_record_that_was_withdrawn_comes_back_with_a_correction(released: World) -> None:
    """A record that comes back as disputed needs one too, and its words must not have changed in the meantime."""
    withdrawn = "state: {name: withdrawn, date: 2024-03-02, reason: It does belong to a school.}\n"
    released.edit(OUTLET, STATE, withdrawn)
    publish(released, LATER)
    released.edit(OUTLET, "has no entry for the site", "has an entry for the site")
    assert ["published-claim"] == [rule for rule in released.rules() if rule.startswith("published-")]

    released.edit(OUTLET, "has an entry for the site", "has no entry for the site")
    released.edit(OUTLET, withdrawn, STATE)
    assert ["published-state"] == released.rules()

    released.edit(OUTLET, STATE, new_correction("state") + STATE)
    assert [] == released.rules()


def test_what_was_done_since_ends_what_was_told(world: World) -> None:
    """A firm that was asked, and a source that was read, need no correction for it; the other way round they do."""
    world.write("sources/tide-digest-2024.yml", f"kept_because: an example\n{UNREAD}")
    world.add(FIRM, "not_asked: no source gives an address\n")
    publish(furnish(world))
    world.edit(FIRM, "not_asked: no source gives an address\n", "requests: [{date: 2024-03-03, channel: by email}]\n")
    world.edit("sources/tide-digest-2024.yml", "verification: cited\nvia: [harbour-lab-2024]\n", "verification: full\n")
    assert [] == [rule for rule in world.rules() if rule.startswith("published-")]

    publish(world, LATER)
    world.edit(FIRM, "requests: [{date: 2024-03-03, channel: by email}]\n", "")
    world.edit("sources/tide-digest-2024.yml", "verification: full\n", "verification: excerpt\n")
    assert ["published-field"] * 2 == [rule for rule in world.rules() if rule.startswith("published-")]


def test_what_was_told_of_records_that_became_one_stays(released: World) -> None:
    """A source that takes the place of another does not put its own name to what the other said."""
    released.write("sources/tide-digest-2024.yml", UNREAD.replace("via: [harbour-lab-2024]", "via: [tide-digest-2023]"))
    released.write("sources/tide-digest-2023.yml", UNREAD.replace("cited\nvia: [harbour-lab-2024]", "full"))
    publish(released, LATER)
    (released.root / SOURCE).unlink()
    released.add("sources/tide-digest-2023.yml", "formerly: [harbour-lab-2024]\n")
    for path in (OUTLET, UNPLACED, FIRM, CAMPAIGN):
        released.write(path, (released.root / path).read_text().replace("harbour-lab-2024", "tide-digest-2023"))
    findings = [finding for finding in released.load().findings if finding.rule.startswith("published-")]

    assert {("sources/tide-digest-2023.yml", "published-field")} == {
        (finding.path, finding.rule) for finding in findings
    }
    assert {"title", "publisher", "short_name"} <= {finding.field for finding in findings}


def test_reply_goes_with_its_claim_and_answers_more(released: World) -> None:
    """A withdrawn claim needs no answer; a reply may answer further claims, and its source may have a new ID."""
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
    """A statement that is made about the whole campaign, instead of each outlet, is still made."""
    statement = "attributions:\n  - {firm: quay-media, role: operator, by: harbour-lab-2024, wording: attributes, confidence: not-stated}\n"
    released.add(OUTLET, statement)
    publish(released, LATER)
    assert [] == released.rules()

    released.edit(OUTLET, statement, "")
    assert [] == released.rules()

    released.edit(OUTLET, "campaigns: [lighthouse]\n", "operator: unknown\n")
    released.edit(CAMPAIGN, "concerns: [harbour-times.example], ", "")
    assert {"published-statement", "published-field"} == {
        rule for rule in released.rules() if rule.startswith("published-")
    }


def test_what_a_correction_changed_must_be_there(world: World) -> None:
    """A slip in the ID would leave the change unexplained."""
    world.add(OUTLET, CORRECTION + "    changed: [registre, harbour-lab-2024, listed]\n")

    assert [
        (
            "sites/it/harbour-times.example.yml: error: corrections[0].changed[0]: no item of evidence in this record, no"
            " source and no field that binds is named 'registre'; did you mean register? [evidence-reference]"
        )
    ] == [without_place(finding) for finding in world.lines()]


COPY = {
    "url": "https://web.archive.org/web/20240117090234/https://harbour-times.example/about",
    "original": "https://harbour-times.example/about",
    "captured": "2024-01-17T09:02:34Z",
    "shows": "The page that names nobody.",
}


@pytest.mark.parametrize(
    ("was", "wrong"),
    [
        ({"warning": "gore"}, "with warning 'gore'"),
        ({"published": "2024-01-02"}, "with published '2024-01-02'"),
        ({"captured": "2024-01-18T09:02:34Z"}, "with captured '2024-01-18T09:02:34Z'"),
        ({"shows": "The page that names an office."}, "with shows 'The page that names an office.'"),
        ({"language": "it"}, ""),
        ({"url": "https://archive.ph/AbCdE", "warning": "gore"}, ""),
    ],
)
def test_archived_copy_may_go_but_not_change(world: World, was: dict[str, str], wrong: str) -> None:
    """A link that had a warning still has it; where a copy is gone, there is nothing to warn of."""
    words = {"sites/harbour-times.example": {"evidence[listed].archives": [{**COPY, **was}]}}
    findings = list(published_words_are_kept(world.load().graph, Promised(words=words)))
    assert [("published-claim", f"an item of archives was published {wrong}")] * bool(wrong) == [
        (finding.rule, finding.message) for finding in findings
    ]

    world.add(OUTLET, "corrections:\n" + new_correction("listed"))
    assert [] == rules_after(world, words)


def test_archived_copy_of_a_source_keeps_its_warning(world: World) -> None:
    """A correction lists the field, since the record has no items."""
    world.add(
        SOURCE,
        "archives:\n  - {url: https://archive.ph/AbCdE, original: https://harbour-lab.example/report, shows: The report.}\n",
    )
    copy = {"url": "https://archive.ph/AbCdE", "original": "https://harbour-lab.example/report", "shows": "The report."}
    words = {"sources/harbour-lab-2024": {"archives": [{**copy, "warning": "gore"}]}}
    assert ["published-field"] == rules_after(world, words)

    world.add(SOURCE, "corrections:\n" + new_correction("archives"))
    assert [] == rules_after(world, words)


def test_statement_keeps_the_evidence_that_it_is_based_on(world: World) -> None:
    """The evidence may have a new ID, and evidence that was withdrawn is no longer a basis."""
    world.edit(
        CAMPAIGN,
        "    basis: [shared-advertising-id]\n",
        "    basis: [shared-advertising-id]\n    evidence: [one-server]\n",
    )
    world.edit(CAMPAIGN, "- id: shared-server\n", "- id: one-server\n    formerly: [shared-server]\n")
    said = {"firm": "quay-media", "role": "operator", "by": "harbour-lab-2024", "wording": "attributes", "confidence": "not-stated",
            "basis": ["shared-advertising-id"], "evidence": ["shared-server", "withdrawn-long-ago"]}  # fmt: skip
    words = {"campaigns/lighthouse": {"attributions": [said]}}
    assert [] == rules_after(world, words)

    world.edit(CAMPAIGN, "    evidence: [one-server]\n", "")
    (finding,) = published_words_are_kept(world.load().graph, Promised(words=words))
    assert "published-statement" == finding.rule
    assert finding.message.endswith("""was published with evidence '["one-server"]'""")

    world.add(CAMPAIGN, "corrections:\n" + new_correction("harbour-lab-2024"))
    assert [] == rules_after(world, words)


def test_title_of_ours_is_said_to_be_ours_until_it_is_the_real_one(world: World) -> None:
    """Readers would take our description for the title of the document."""
    words = {"sources/harbour-lab-2024": {"title_is_ours": "headline not seen", "title": "A notice on lights"}}
    assert ["published-field", "published-field"] == rules_after(world, words)

    world.add(SOURCE, "corrections:\n" + new_correction("title"))
    assert [] == rules_after(world, words)


# Every field


def binding_kinds() -> set[type[Part]]:
    """The kinds of record, and of the parts in them that bind."""
    kinds: set[type[Part]] = set()
    todo: list[type[Part]] = list(KINDS.values())
    while todo:
        kind = todo.pop()
        if kind not in kinds:
            kinds.add(kind)
            free = {name for name, binding in classified(kind).items() if binding is Binding.FREE}
            todo += [
                inner for name, hint in hints_of(kind).items() if name not in free for inner in kinds_of_parts(hint)
            ]
    return kinds


@pytest.mark.parametrize("kind", sorted(binding_kinds(), key=str))
def test_every_field_is_classified(kind: type[Part]) -> None:
    """The person who adds a field decides whether it binds once it is published; until then, it does."""
    assert set(kind.model_fields) == set(classified(kind))


def test_parts_that_may_go_are_told_apart() -> None:
    """Each of them has a field that identifies it, and this field is fixed."""
    parts = {
        inner: identifying_field(inner)
        for kind in binding_kinds()
        for binding, inner in bindings_of(kind).values()
        if inner and binding is Binding.IF_THERE
    }

    assert {Archive: "url", Attachment: "file"} == parts
    assert {Binding.FIXED} == {bindings_of(kind)[name][0] for kind, name in parts.items() if name}


def test_field_that_nobody_classified_binds() -> None:
    """A new field binds until somebody classifies it, to be on the safe side."""

    class Later(Evidence):
        mood: str = ""

    assert (Binding.FIXED, None) == bindings_of(Later)["mood"]


Step = tuple[str, Binding]
"""A field on the way to a value, and how it binds."""


def values_told(record: Record) -> Iterator[tuple[str, tuple[Any, ...], tuple[Step, ...]]]:
    """Yield each published value: its field in the ledger, the way to it within that field, and the fields passed."""
    for field, value in fields_of(record).items():
        outer, _, name = field.rpartition("].")
        kind = type(getattr(record, outer.partition("[")[0])[0]) if outer else type(record)
        yield from _values(field, (), (), kind, name, value)


def _values(
    field: str, way: tuple[Any, ...], steps: tuple[Step, ...], kind: type[Part], name: str, value: Any
) -> Iterator[tuple[str, tuple[Any, ...], tuple[Step, ...]]]:
    binding, inner = bindings_of(kind)[name]
    steps = (*steps, (f"{kind.__name__}.{name}", binding))
    items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
    for number, item in items:
        here = way if number is None else (*way, number)
        if inner and isinstance(item, dict):
            for other in item:
                yield from _values(field, (*here, other), steps, inner, other, item[other])
        else:
            yield field, here, steps


def altered(value: Any, way: tuple[Any, ...]) -> Any:
    """Return *value* with another value at the end of *way*."""
    if not way:
        return value + 1 if isinstance(value, int) else f"{value} otherwise"
    value = deepcopy(value)
    value[way[0]] = altered(value[way[0]], way[1:])
    return value


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Records in which nearly every field has a value."""
    root = tmp_path_factory.mktemp("full") / "world"
    shutil.copytree(Path(__file__).parent / "full_world", root)
    full = World(root)
    full.add(
        "sites/zz/other-post.com.yml",
        "corrections:\n  - {date: 2024-05-01, said: A., says: B., why: C., changed: [gone], withdrawn: [gone], replaced: 2024-05-02}\n",
    )
    full.edit("firms/acme.yml", "asked_by: the report,", "asked_by: the report, asked: 2024-01,")
    full.add("sources/report-b.yml", "retells: [report-a]\n")
    return full


def test_every_published_value_binds_unless_its_field_is_free(full: World) -> None:
    """For each value in turn, the release has another value than the record."""
    graph = full.load().graph
    # Tested above: when an item is gone, the reply to it and the balance against it go too.
    elsewhere = {f"Answered.{name}" for name in Answered.model_fields} | {
        *(f"{kind}.balanced_by" for kind in ("Evidence", "SetEvidence")),
        *(f"{kind}.evidence" for kind in ("Attribution", "SetAttribution", "Relation")),
        "Archive.url",
        "Attachment.file",
    }
    seen = set()
    wrong = []
    for record in graph.records():
        fields = fields_of(record)
        for field, way, steps in values_told(record):
            names = {name for name, _ in steps}
            seen |= names
            promised = Promised(words={key_of(record): {**fields, field: altered(fields[field], way)}})
            rules = [finding.rule for finding in published_words_are_kept(graph, promised)]
            binds = all(binding is not Binding.FREE for _, binding in steps)
            if names.isdisjoint(elsewhere) and bool(rules) != binds:
                wrong.append((record.id, field, way, rules))

    names = {
        name
        for kind in binding_kinds()
        for name, (binding, _) in bindings_of(kind).items()
        if binding is not Binding.FREE
    }
    assert [] == wrong
    assert {"evidence", "statements"} >= names - {step.partition(".")[2] for step in seen}


def test_every_published_field_that_was_taken_away_is_missed(full: World) -> None:
    """For each field that a record or an item lacks, in turn, the release has a value."""
    graph = full.load().graph
    wrong = []
    for record in graph.records():
        for kind, start in ((type(record), ""), *items_of(record)):
            for name, (binding, inner) in bindings_of(kind).items():
                field = f"{start}{name}"
                if field in fields_of(record) or name in ("evidence", "statements", "id"):
                    continue
                value: Any = [{"x": "y"}] if inner else "something"
                promised = Promised(words={key_of(record): {field: value}})
                rules = [finding.rule for finding in published_words_are_kept(graph, promised)]
                is_overtaken = field in ("not_asked", "via")  # by a request, and by a reading in full
                may_go = is_overtaken or binding in (Binding.FREE, Binding.IF_THERE)
                if bool(rules) == may_go:
                    wrong.append((record.id, field, rules))

    assert [] == wrong


def items_of(record: Record) -> Iterator[tuple[type[Part], str]]:
    """Yield the kind and the start of the field names of each item with an id."""
    for name in ("evidence", "statements"):
        for item in getattr(record, name, ()):
            if isinstance(item, Evidence | SetEvidence):
                yield type(item), f"{name}[{item.id}]."


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["listed", "report-a", "2024"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["by", "source", "sources", "answers", "name", "date", "text", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_a_ledger_tells_is_compared(full: World, data: st.DataObject) -> None:
    """A line that no release would write stops no check."""
    graph = full.load().graph
    record = data.draw(st.sampled_from(list(graph.records())))
    kind, start = data.draw(st.sampled_from([(type(record), ""), *items_of(record)]))
    fields = st.sampled_from([f"{start}{name}" for name in bindings_of(kind)])
    words = {key_of(record): data.draw(st.dictionaries(fields, ANYTHING, max_size=4))}

    assert all(
        finding.rule.startswith("published-") for finding in published_words_are_kept(graph, Promised(words=words))
    )
