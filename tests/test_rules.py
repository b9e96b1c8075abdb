"""The rules across records: what breaks each, with the whole line that is printed, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.findings.rule_descriptions import RULEBOOK
from masthead.loading.database import load
from masthead.reporting.report import line
from masthead.rules.registration_numbers import is_inn, is_lei, is_ogrn, is_uscc
from masthead.rules.registry import JUDGEMENTS
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

ATTRIBUTION = "attributions:\n  - {firm: quay-media, role: host, by: harbour-lab-2024, wording: states, confidence: not-stated%s}\n"

HIGH = "high\n    confidence_words: {text: we are certain, locator: page 7}\n"
NO_CLAIM = (
    "'harbour-lab-2024' makes no statement in the records that this reply could answer; "
    "name the source of the claim, and the campaign or outlet whose record holds it [reply-answers]"
)

# Each breach: the record, the old text, the new text, and all findings that follow.
BREACHES: list[tuple[str, str, str, list[str]]] = [
    (UNPLACED, "operator: unknown", "targets: [{country: FR, as_reported: France, source: harbour-lab-2024}]\noperator: unknown",
     [f"{UNPLACED}:2:1: error: targets: the file is in sites/zz/, but belongs in sites/fr/; move it to sites/fr/valley-echo.example.yml [outlet-folder]"]),
    (OUTLET, "country: IT, ", "",
     [f"{OUTLET}:5:1: error: targets: the file is in sites/it/, but belongs in sites/zz/; move it to sites/zz/harbour-times.example.yml [outlet-folder]"]),
    (CAMPAIGN, "by: harbour-lab-2024\n    wording", "by: harbour-lab\n    wording",
     [f"{CAMPAIGN}:7:5: error: attributions[0].by: no record in sources/ has the ID 'harbour-lab'; did you mean harbour-lab-2024? [reference]",
      f"{FIRM}:14:97: error: replies[0].answers[0].source: {NO_CLAIM}"]),
    (CAMPAIGN, "firm: quay-media", "firm: nobody",
     [f"{CAMPAIGN}:5:5: error: attributions[0].firm: no record in firms/ has the ID 'nobody'; add firms/nobody.yml [reference]",
      f"{FIRM}:1:1: warning: no other record refers to this one; refer to it where it belongs, or add `kept_because: …` [unused]",
      f"{FIRM}:14:97: error: replies[0].answers[0].source: {NO_CLAIM}"]),
    (CAMPAIGN, "concerns: [harbour-times.example]", "concerns: [harbour-times.example, harbour-times.example]",
     [f"{CAMPAIGN}:19:87: error: indicators[0].concerns[1]: 'harbour-times.example' is listed twice; delete one of the two [reference-twice]"]),
    (OUTLET, "campaigns: [lighthouse]", "campaigns: [lighthouse, lighthouse]",
     [f"{OUTLET}:12:25: error: campaigns[1]: 'lighthouse' is listed twice; delete one of the two [reference-twice]"]),
    (CAMPAIGN, "basis: [shared-advertising-id]", "basis: [hosting, shared-advertising-id, hosting]",
     [f"{CAMPAIGN}:10:45: error: attributions[0].basis[2]: 'hosting' is listed twice; delete one of the two [reference-twice]"]),
    (CAMPAIGN, "concerns: [harbour-times.example]", "concerns: [harbour-times.example, valley-echo.example]",
     [f"{CAMPAIGN}:19:87: error: indicators[0].concerns[1]: the record of 'valley-echo.example' does not list this campaign; add lighthouse to campaigns in that record [campaign-membership]"]),
    (OUTLET, "last_seen: 2023-10-28", "last_seen: 2023-07-08",
     [f"{OUTLET}:18:60: error: indicators[0].last_seen: last_seen (2023-07-08) is before first_seen (2023-07-09); swap or correct the dates [date-order]"]),
    (OUTLET, "        shows:", "        published: 2024-01-18\n        shows:",
     [f"{OUTLET}:29:9: error: evidence[0].archives[0].captured: captured (2024-01-17) is before published (2024-01-18); swap or correct the dates [date-order]"]),
    (OUTLET, "    date: 2024-02-07\n", "    date: 2024-02-07\n    until: 2023\n",
     [f"{OUTLET}:24:5: error: evidence[0].until: until (2023) is before date (2024-02-07); swap or correct the dates [date-order]"]),
    (SOURCE, "date: 2024-02-07", "date: 2024-06-03",
     [f"{SOURCE}:5:1: error: date: the date 2024-06-03 is in the future; correct the date, or the clock of this machine if that is wrong [date-future]"]),
    (SOURCE, "date: 2024-02-07", "date: 1970-01-01",
     [f"{SOURCE}:5:1: error: date: the date 1970-01-01 looks like a placeholder, not a date from a source; write the year if it is known, or delete the field [date-placeholder]"]),
    (SOURCE, "date: 2024-02-07\n", "date: 2024-02-07\nupdated: 2024-01\n",
     [f"{SOURCE}:6:1: error: updated: updated (2024-01) is before date (2024-02-07); swap or correct the dates [date-order]"]),
    (OUTLET, "registered: {date: 2020-07,", "registered: {date: 1905-07-12,",
     [f"{OUTLET}:9:14: error: registered.date: the date 1905-07-12 is before 1985, when there were no domains; compare it with the source, or delete the field [date-placeholder]"]),
    (OUTLET, "status: online, date: 2023-12-21,", "status: online, date: 1989,",
     [f"{OUTLET}:16:22: error: activity[0].date: the date 1989 is before 1991, when there were no websites; compare it with the source, or delete the field [date-placeholder]"]),
    (OUTLET, "name: Harbour Times\n", "name: Harbor Times\n",
     [f"{OUTLET}:2:1: error: name: the name 'Harbor Times' is not in names, so no source is given for it; did you mean Harbour Times? [name-sourced]"]),
    (OUTLET, "name: Harbour Times\n", "name: Milano\n",
     [f"{OUTLET}:2:1: error: name: the name 'Milano' is not in names, so no source is given for it; add it to names, with the source that prints it [name-sourced]"]),
    (UNPLACED, "operator: unknown\n", "",
     [f"{UNPLACED}:1:1: error: no attribution names an operator, neither here nor in a campaign of the outlet; add one to attributions, or write `operator: unknown` [outlet-operator]"]),
    (OUTLET, "campaigns:", "operator: unknown\ncampaigns:",
     [f"{OUTLET}:12:1: error: operator: `operator: unknown` contradicts a source that names an operator; delete the line [outlet-operator]"]),
    (UNPLACED, "evidence:", ATTRIBUTION.replace("firm: quay-media, ", "") % "" + "evidence:",
     [f"{UNPLACED}:4:5: error: attributions[0].firm: the attribution does not name a firm; add `firm: …`, or write `stance: cannot-say` [attribution-firm]"]),
    (FIRM, "business:", ATTRIBUTION.replace("attributions", "relations") % "" + "business:",
     [f"{FIRM}:8:6: error: relations[0].firm: a firm cannot have a relation to itself ('quay-media'); name the other firm [attribution-firm]"]),
    (UNPLACED, "evidence:", ATTRIBUTION.replace("states", "cannot-attribute") % "" + "evidence:",
     [f"{UNPLACED}:4:5: error: attributions[0].stance: the stance is asserts, but the wording cannot-attribute means cannot-say; write `stance: cannot-say`, or correct the wording [attribution-stance]"]),
    (UNPLACED, "evidence:", ATTRIBUTION.replace("states", "views-as-distinct") % ", stance: cannot-say" + "evidence:",
     [f"{UNPLACED}:4:110: error: attributions[0].stance: the stance is cannot-say, but the wording views-as-distinct means denies; write `stance: denies`, or correct the wording [attribution-stance]"]),
    (CAMPAIGN, "not-stated\n    basis: [shared-advertising-id]\n", f"{HIGH}    basis: [not-published]\n",
     [f"{CAMPAIGN}:9:5: error: attributions[0].confidence: confidence is high, but no basis from the source is given; add `basis: […]`, or lower the confidence [confidence-basis]"]),
    (CAMPAIGN, "confidence: not-stated", "confidence: moderate",
     [f"{CAMPAIGN}:9:5: error: attributions[0].confidence: confidence is moderate, but no words of the source are quoted for it; add `confidence_words: {{text: …, locator: …}}`, or write `confidence: not-stated` [confidence-words]"]),
    (FIRM, "business:", ATTRIBUTION.replace("attributions", "relations").replace("quay-media", "pier-press").replace("not-stated", "low") % "" + "business:",
     [f"{FIRM}:8:6: error: relations[0].firm: no record in firms/ has the ID 'pier-press'; add firms/pier-press.yml [reference]",
      f"{FIRM}:8:75: error: relations[0].confidence: confidence is low, but no words of the source are quoted for it; add `confidence_words: {{text: …, locator: …}}`, or write `confidence: not-stated` [confidence-words]"]),
    (CAMPAIGN, "not-stated\n", HIGH.replace("high", "not-stated"),
     [f"{CAMPAIGN}:10:5: error: attributions[0].confidence_words: words are quoted for a degree of confidence, but confidence is not-stated; give the degree that they state, or delete the quotation [confidence-words]"]),
    (CAMPAIGN, "not-stated\n", HIGH.replace("we are certain", f"{25 * 'very '}certain"),
     [f"{CAMPAIGN}:10:24: error: attributions[0].confidence_words.text: the quotation is 26 words long, and 25 are the most; shorten it [confidence-words]"]),
    (CAMPAIGN, "not-stated\n", HIGH.replace("high", "not-stated").replace("we are certain", f"{25 * 'very '}certain"),
     [f"{CAMPAIGN}:10:5: error: attributions[0].confidence_words: words are quoted for a degree of confidence, but confidence is not-stated; give the degree that they state, or delete the quotation [confidence-words]",
      f"{CAMPAIGN}:10:24: error: attributions[0].confidence_words.text: the quotation is 26 words long, and 25 are the most; shorten it [confidence-words]"]),
    (OUTLET, "    techniques: [T0097.202]\n", "    techniques: [T0097.202]\n    balanced_by: [registre]\n",
     [f"{OUTLET}:32:19: error: evidence[0].balanced_by[0]: no item of evidence in this record has the ID 'registre'; did you mean register? [evidence-reference]"]),
    (OUTLET, "    techniques: [T0097.202]\n", "    techniques: [T0097.202]\n    balanced_by: [register, shared-server]\n",
     [f"{OUTLET}:32:29: error: evidence[0].balanced_by[1]: no item of evidence in this record has the ID 'shared-server'; name one that is there [evidence-reference]"]),
    (OUTLET, "    techniques: [T0097.202]\n", "    techniques: [T0097.202]\n    balanced_by: [listed]\n",
     [f"{OUTLET}:32:19: error: evidence[0].balanced_by[0]: 'listed' cannot balance itself; name another item [evidence-reference]"]),
    (OUTLET, "    techniques: [T0097.202]\n", "    techniques: [T0097.202]\n    balanced_by: [register, register]\n",
     [f"{OUTLET}:32:29: error: evidence[0].balanced_by[1]: 'register' is listed twice; delete one of the two [reference-twice]"]),
    (OUTLET, "    kind: registration\n", "    kind: registration\n    formerly: [entry]\n    balanced_by: [entry]\n",
     [f"{OUTLET}:36:19: error: evidence[1].balanced_by[0]: no item of evidence in this record has the ID 'entry'; name one that is there [evidence-reference]"]),
    (CAMPAIGN, "    basis:", "    evidence: [shared-server, shared-servers]\n    basis:",
     [f"{CAMPAIGN}:10:31: error: attributions[0].evidence[1]: no item of evidence in this record has the ID 'shared-servers'; did you mean shared-server? [evidence-reference]"]),
    (UNPLACED, "evidence:", ATTRIBUTION % ", evidence: [register]" + "evidence:",
     [f"{UNPLACED}:4:110: error: attributions[0].evidence[0]: no item of evidence in this record has the ID 'register'; name one that is there [evidence-reference]"]),
    (FIRM, "business:", "statements:\n  - {id: denial, claim: It says so., kind: statement, sources: [{source: harbour-lab-2024}], balanced_by: [listed]}\nbusiness:",
     [f"{FIRM}:8:108: error: statements[0].balanced_by[0]: no item of evidence in this record has the ID 'listed'; name one that is there [evidence-reference]"]),
    (OUTLET, "id: register\n", "id: listed\n",
     [f"{OUTLET}:32:5: error: evidence[1].id: the ID 'listed' is already used in this record; choose another ID [evidence-id]"]),
    (OUTLET, "url: https://web.archive.org/web/20240117090234/", "url: https://copies.example/",
     [f"{OUTLET}:27:9: error: evidence[0].archives[0].url: 'https://copies.example/https://harbour-times.example/about' is not the address of a copy in a known archive; use an address of the form https://web.archive.org/web/<14 digits>/<address> [archive-service]"]),
    (OUTLET, "original: https:", "original: http:",
     [f"{OUTLET}:28:9: error: evidence[0].archives[0].original: this is a copy of 'https://harbour-times.example/about', not of 'http://harbour-times.example/about'; use the address that is part of the copy's own address [archive-address]"]),
    (OUTLET, "captured: 2024-01-17T09:02:34Z", "captured: 2024-01-17T09:02:35Z",
     [f"{OUTLET}:29:9: error: evidence[0].archives[0].captured: captured is 2024-01-17T09:02:35Z, but the address of the copy gives 20240117090234; use the time in the address [archive-time]"]),
    (OUTLET, "web/20240117090234/", "web/2024*/",
     [f"{OUTLET}:27:9: error: evidence[0].archives[0].url: the time in the address of the copy is '2024*', not 14 digits; open the copy and use its address [archive-time]"]),
    (OUTLET, "web/20240117090234/", "web/2/",
     [f"{OUTLET}:29:9: error: evidence[0].archives[0].captured: captured is 2024-01-17T09:02:34Z, but the address of the copy gives no time; delete captured [archive-time]"]),
    (FIRM, "number: 91440300MA5FWMCHX7", "number: 91440300MA5FWMCHX8",
     [f"{FIRM}:10:23: error: registration[0].number: '91440300MA5FWMCHX8' is not a valid CN-USCC number: its form or its check digit is wrong; compare it with the register [registration-number]"]),
    (SOURCE, "verification: full", "verification: cited",
     [f"{SOURCE}:8:1: error: verification: the source was not read, and the record does not say how it is known; add `via: […]`, or say in a note how it is known [source-second-hand]"]),
    (FIRM, "business:", "statements:\n" + 2 * "  - {id: denial, claim: It says so., kind: statement, sources: [{source: harbour-lab-2024}]}\n" + "business:",
     [f"{FIRM}:9:6: error: statements[1].id: the ID 'denial' is already used in this record; choose another ID [evidence-id]"]),
    (SOURCE, "url: https://harbour-lab.example/report", "url: https://harbour-times.example/about-us",
     [f"{OUTLET}:1:1: error: host 'harbour-times.example' is that of a source, {SOURCE}; record what a site imitates or copies under imitates or copies; if the host is right, say why in well_known [host-genuine]",
      f"{OUTLET}:11:6: error: hosts[0].host: host 'news.harbour-times.example' is that of a source, {SOURCE}; record what a site imitates or copies under imitates or copies; if the host is right, say why in well_known [host-genuine]",
      f"{OUTLET}:19:1: error: evidence: all evidence comes from the outlet itself; cite somebody else who describes the outlet [source-independent]"]),
    (FIRM, "replies:\n  - {by: Quay Media, date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}\n", "",
     [f"{FIRM}:1:1: warning: a source names this firm as an operator, but no reply is recorded; ask the firm, then add its answer or `outcome: no-answer` to replies, or the request to requests [reply-missing]"]),
    (OUTLET, "The page that names nobody.", "The propaganda page.",
     [f"{OUTLET}:30:9: warning: evidence[0].archives[0].shows: 'propaganda' is an accusing word and must be in quotation marks; quote whoever says it, or write what was observed (docs/wording.md) [wording]"]),
    (OUTLET, "The page that names nobody.", "The page with the address news@harbour-times.example.",
     [f"{OUTLET}:30:9: error: evidence[0].archives[0].shows: the text contains an email address; leave it out [contact-details]"]),
]  # fmt: skip

# The other side of the rules, edits that break none: the record, the old text and the new text.
PERSON = (
    "operator: unknown\npersons:\n  - {name: Jane Example, public_role: minister}\n"
    "corrections:\n  - {date: 2024-05-01, said: %s, says: Nothing., why: It was wrong.}\n"
)

NO_BREACHES = [
    (OUTLET, "country: IT, as_reported: Italy", "country: IT, as_reported: Italy (and elsewhere)"),
    (OUTLET, "last_seen: 2023-10-28", "last_seen: 2023-07-09"),
    (OUTLET, "first_seen: 2023-07-09, last_seen: 2023-10-28", "first_seen: 2023-07-09, last_seen: 2023"),
    (OUTLET, "    date: 2024-02-07\n", "    date: 2024-02-07\n    until: 2024\n"),
    (OUTLET, "{host: news.harbour-times.example,", "{host: xn--d1abbgf6aiiy.example,"),
    (SOURCE, "date: 2024-02-07", "date: 2024-06-02"),
    (OUTLET, "date: 2024-02-07", "date: 1970"),
    (OUTLET, "name: Harbour Times\n", ""),
    (UNPLACED, "evidence:", ATTRIBUTION % "" + "evidence:"),
    (UNPLACED, "evidence:", ATTRIBUTION.replace("states", "views-as-distinct") % ", stance: denies" + "evidence:"),
    (UNPLACED, "evidence:", ATTRIBUTION.replace("firm: quay-media, ", "").replace("states", "cannot-attribute") % ", stance: cannot-say" + "evidence:"),
    (CAMPAIGN, "not-stated\n    basis: [shared-advertising-id]", HIGH.replace("high", "moderate").rstrip()),
    (CAMPAIGN, "not-stated\n", HIGH),
    (CAMPAIGN, "not-stated\n", HIGH.replace("we are certain", f"{24 * 'very '}certain")),
    (OUTLET, "    techniques: [T0097.202]\n", "    techniques: [T0097.202]\n    balanced_by: [register]\n"),
    (OUTLET, "    kind: registration\n", "    kind: registration\n    balanced_by: [listed]\n"),
    (CAMPAIGN, "    basis:", "    evidence: [shared-server]\n    basis:"),
    (UNPLACED, "evidence:", ATTRIBUTION % ", evidence: [listed]" + "evidence:"),
    (CAMPAIGN, "wording: attributes", "wording: lists"),
    (SOURCE, "verification: full", "verification: cited\nnote: It is known from a quotation."),
    (CAMPAIGN, "basis: [shared-advertising-id]", "basis: [not-stated, hosting]"),
    (OUTLET, "web/20240117090234/https://harbour-times.example/about\n        original: https://harbour-times.example/about\n        captured: 2024-01-17T09:02:34Z\n",
     "web/2/https://harbour-times.example/about\n        original: https://harbour-times.example/about\n"),
    (SOURCE, "verification: full", "verification: full\nnote: It was read in print."),
    (OUTLET, "The page that names nobody.", "The page that the report calls “propaganda”."),
    (OUTLET, "The page that names nobody.", "A page of pro“x”paganda and fa‘x’ke."),
    (SOURCE, "date: 2024-02-07", "authors: [Dr Jane Example]\ndate: 2024-02-07"),
    (UNPLACED, "operator: unknown\n", PERSON % "Mr Example answered."),
    (UNPLACED, "operator: unknown\n", PERSON % "Mr Jane Example and Ms Jane Example-Sample of that name answered."),
]  # fmt: skip

TODAY = date(2024, 6, 1)


def lines(world: World) -> list[str]:
    """All findings on the first of June 2024, as they are printed."""
    return [line(finding) for finding in load(world.root, TODAY).findings]


def test_world_breaks_no_rule(world: World) -> None:
    """The five records pass every rule: each table below changes one thing."""
    assert [] == lines(world)


@pytest.mark.parametrize(("path", "old", "new", "expected"), BREACHES)
def test_breach_is_told_in_full(world: World, path: str, old: str, new: str, expected: list[str]) -> None:
    """A finding has its path, line, column, severity, field, fault, cure and rule; there are no other findings."""
    world.edit(path, old, new)

    assert expected == lines(world)


@pytest.mark.parametrize(("path", "old", "new"), NO_BREACHES)
def test_what_keeps_the_rules_is_not_told(world: World, path: str, old: str, new: str) -> None:
    """An edit that comes close to a breach is not reported; the naming of a person is always shown."""
    world.edit(path, old, new)

    assert [] == [text for text in lines(world) if "the record names a person" not in text]


def test_high_confidence_in_what_was_not_read_is_told(world: World) -> None:
    """The words of a source that nobody read in full are not enough for high confidence."""
    world.edit(CAMPAIGN, "not-stated\n", HIGH)
    world.edit(SOURCE, "verification: full", "verification: cited\nnote: It is known from a quotation.")

    assert [
        f"{CAMPAIGN}:9:5: error: attributions[0].confidence: confidence is high without a source read in full or a second independent publisher; read the source in full, cite a second publisher, or lower the confidence [confidence-ground]"
    ] == lines(world)


def test_items_that_are_named_in_a_broken_record_are_not_told(world: World) -> None:
    """The item that is not there may be the one that could not be read."""
    world.edit(OUTLET, "    techniques: [T0097.202]\n", "    balanced_by: [entry]\n")
    world.edit(OUTLET, "id: register\n", "id: Entry\n")

    assert ["field-value"] == world.rules()


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        (FIRM, "firms/Quay_Media.yml", "firms/Quay_Media.yml:1:1: error: the file name 'Quay_Media' must be at most 63 lower-case letters, digits and single hyphens; rename the file [id-form]"),
        (FIRM, "firms/nul.yml", "firms/nul.yml:1:1: error: 'nul' cannot be a file name on some systems; rename the file [id-form]"),
        (UNPLACED, "sites/zz/Valley-Echo.example.yml", "sites/zz/Valley-Echo.example.yml:1:1: error: the file name 'Valley-Echo.example' must be a host name such as romajournal.org; write valley-echo.example [id-form]"),
        (UNPLACED, "sites/zz/valley-echo.yml", "sites/zz/valley-echo.yml:1:1: error: the file name 'valley-echo' must be a host name such as romajournal.org [id-form]"),
        (UNPLACED, "sites/zz/xn--a.example.yml", "sites/zz/xn--a.example.yml:1:1: error: the file name 'xn--a.example' must be a host name whose xn-- labels are valid, without emoji [id-form]"),
        (UNPLACED, "sites/zz/ .yml", "sites/zz/ .yml:1:1: error: the file name ' ' must be a host name such as romajournal.org [id-form]"),
        (UNPLACED, "sites/zz/a..b.yml", "sites/zz/a..b.yml:1:1: error: the file name 'a..b' must be a host name such as romajournal.org [id-form]"),
        (UNPLACED, "sites/zz/a\n::error::b.example.yml", "sites/zz/a\\u{a}::error::b.example.yml:1:1: error: the file name 'a\\n::error::b.example' must be a host name such as romajournal.org [id-form]"),
        (UNPLACED, "sites/zz/www.valley-echo.example.yml", "sites/zz/www.valley-echo.example.yml:1:1: error: host 'www.valley-echo.example' starts with 'www.'; write valley-echo.example [host-www]"),
        (UNPLACED, "sites/zz/co.uk.yml", "sites/zz/co.uk.yml:1:1: error: host 'co.uk' is a public suffix, under which anybody can have a site; give the host of this one site [host-suffix]"),
        (UNPLACED, "sites/ZZ/valley-echo.example.yml", "sites/ZZ/valley-echo.example.yml:1:1: error: targets: the file is in sites/ZZ/, but belongs in sites/zz/; move it to sites/zz/valley-echo.example.yml [outlet-folder]"),
    ],
)  # fmt: skip
def test_misnamed_file_is_told(world: World, path: str, to: str, expected: str) -> None:
    """The path is the identity: a wrong one is an error, however odd the name is."""
    world.move(path, to)

    assert expected in lines(world)


def test_host_that_two_records_claim_is_told_to_both(world: World) -> None:
    """Each of the two may be the one that has to give way."""
    world.edit(OUTLET, "news.harbour-times.example", "valley-echo.example")

    assert [
        f"{OUTLET}:11:6: error: hosts[0].host: host 'valley-echo.example' is already used in {UNPLACED}; remove one of the two [host-unique]",
        f"{UNPLACED}:1:1: error: host 'valley-echo.example' is already used in {OUTLET}; remove one of the two [host-unique]",
    ] == lines(world)


def test_outlet_in_two_folders_is_told(world: World) -> None:
    """The second file would replace the first on its page."""
    world.write("sites/zz/harbour-times.example.yml", (world.root / UNPLACED).read_text())

    assert ["host-unique", "host-unique"] == [rule for rule in world.rules() if rule.startswith("host-")]


def test_record_that_does_not_stand_is_not_named(world: World) -> None:
    """Only a withdrawn record may name a withdrawn record."""
    state = "state: {name: withdrawn, date: 2024-03-01, reason: The record was wrong.}\n"
    world.add(FIRM, state)
    assert [
        f"{CAMPAIGN}:5:5: error: attributions[0].firm: the record 'quay-media' is withdrawn, so nothing may rest on it; name another record, or leave it out [reference-state]"
    ] == lines(world)

    world.add(CAMPAIGN, state)
    assert [f"{OUTLET}:12:13: error: campaigns[0]: the record 'lighthouse' is withdrawn, so nothing may rest on it; name another record, or leave it out [reference-state]"] == [
        text for text in lines(world) if "reference-state" in text
    ]  # fmt: skip

    world.add(OUTLET, state)
    assert [] == [text for text in lines(world) if "reference-state" in text]


@pytest.mark.parametrize("path", [OUTLET, UNPLACED, FIRM, CAMPAIGN, SOURCE])
def test_broken_record_makes_no_findings_elsewhere(world: World, path: str) -> None:
    """A person who breaks one record does not get findings on five."""
    world.add(path, "nonsense: x\n")

    assert [path] == [finding.path for finding in world.load().findings]


@pytest.mark.parametrize("folder", ["firms", "campaigns", "sources"])
def test_missing_folder_makes_no_findings_elsewhere(world: World, folder: str) -> None:
    """A folder that was not fetched is reported once, not once for each reference."""
    (world.root / folder).rename(world.root / "elsewhere")

    assert [folder] == [finding.path for finding in world.load().findings]


def test_findings_come_by_file_and_place(world: World) -> None:
    """Findings are in the order in which a person goes through them, not by rule."""
    world.edit(CAMPAIGN, "firm: quay-media", "firm: nobody")
    world.edit(CAMPAIGN, "summary: Websites", "summary: “Fake” fake websites")
    world.edit(OUTLET, "last_seen: 2023-10-28", "last_seen: 2022")
    world.edit(OUTLET, "kind: local-news", "kind: x")
    world.write("firms/a.txt", "x")
    findings = world.load().findings

    assert sorted(findings, key=lambda f: (f.path, f.position)) == list(findings)
    assert ["campaigns/lighthouse.yml", "firms/a.txt", OUTLET] == sorted({finding.path for finding in findings})


def test_every_rule_has_its_sentence() -> None:
    """A rule is named after what must hold, and its sentence says it."""
    assert len(JUDGEMENTS) == len(set(JUDGEMENTS))
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in JUDGEMENTS)
    assert all(rule.summary.endswith(".") for rule in RULEBOOK.values())


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("91440300MA5FWMCHX7", True),
        ("9144030071526726XG", True),
        ("91330100799655058B", True),
        ("53100000500021676K", True),
        ("91440300MA5FWMCHX6", False),
        ("000000000000000000", False),
        ("99999999999999999E", False),
        ("91440300000000000E", False),
        ("914403007777777751", False),
        ("91440300MMMMMMMM0P", False),
        ("00440300123456796W", False),
        ("91000000123456796M", False),
        ("91440300123456790X", False),
        ("91440300MA5FWMCHXI", False),
        ("91440300MA5FWMCHX", False),
        ("91440300ma5fwmchx7", False),
        ("", False),
    ],
)
def test_unified_social_credit_code(number: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A code has 18 signs, the last from the others (GB 32100-2015); the firm's part is not one sign repeated."""
    assert expected is is_uscc(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("529900T8BM49AURSDO55", True),
        ("529900T8BM49AURSDO56", False),
        ("529900T8BM49AURSDO5", False),
        ("00000000000000000098", False),
        ("11111111111111111104", False),
        ("54930000000000000002", False),
        ("ABCD0077777777777796", False),
        ("", False),
    ],
)
def test_legal_entity_identifier(number: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """An identifier has twenty signs, of which the last two are the check digits (ISO 17442)."""
    assert expected is is_lei(number)


def test_evidence_that_was_withdrawn_twice_is_an_error(world: World) -> None:
    """Its permalink leads to the one correction that says why it went."""
    said = "{date: 2024-02-07, said: Before., says: After., why: We erred., withdrawn: [seen]}"
    world.add(OUTLET, f"corrections:\n  - {said}\n  - {said}\n")

    assert [("corrections[1].withdrawn[0]", "the ID 'seen' is already used in this record")] == [
        (f.field, f.message) for f in world.load().findings if f.rule == "evidence-id"
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("7707083893", True),
        ("7707083894", False),
        ("770708389", False),
        ("0000000000", False),
        ("７７07083893", False),
        ("5003000008", False),
    ],
)
def test_taxpayer_number_of_russia(number: str, expected: bool) -> None:  # noqa: FBT001 - an expectation
    """A number has ten digits of ASCII, the last one computed from the others."""
    assert expected is is_inn(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1027700132195", True),
        ("1027700132196", False),
        ("102770013219", False),
        ("0000000000000", False),
        ("5147746123400", True),
        ("3027700132193", False),
        ("8888888888880", False),
        ("1017700132196", False),
        ("1020000132195", False),
    ],
)
def test_state_registration_number_of_russia(number: str, expected: bool) -> None:  # noqa: FBT001 - an expectation
    """A number has thirteen digits, the last one computed from the others."""
    assert expected is is_ogrn(number)
