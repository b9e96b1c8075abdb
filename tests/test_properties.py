"""Properties for any input of a stranger: no error, hang or command in a log, no address that browsers read otherwise.

`invoke fuzz` runs the same properties on other cases and on more of them.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from datetime import date
from functools import _lru_cache_wrapper
from typing import TypeVar

import pytest
from ada_url import URL
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.exports.search_documents import entries
from masthead.field_types.web_addresses import AddressError, address_host, read_host, read_web_address
from masthead.findings.finding import Finding, by_place
from masthead.findings.rule_descriptions import RULEBOOK, Severity
from masthead.model import Record
from masthead.record_files.files import FOLDERS, RecordFile
from masthead.record_files.reading import Loaded, Partial, parse_all
from masthead.relations.graph import link
from masthead.reporting.excerpt import excerpt
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.formats.text import text
from masthead.reporting.report import Report
from masthead.rules.partly_read_records import judge_partial
from masthead.rules.registry import judge
from masthead.search.index import search_files
from masthead.views.routes import pages
from tests.finding_style import form_faults
from tests.hostile_values import commands, hidden
from tests.mutations import REAL, WORLD, odd, spoiled
from tests.pace import pace, timed

CASES = int(os.environ.get("MASTHEAD_CASES", "25000"))
SAME_EACH_TIME = "MASTHEAD_CASES" not in os.environ
MAX_SECONDS = 0.2
"""The processor time that one case may take at the usual pace of the machine."""
FURTHER_ATTEMPTS = 2
TODAY = date(2026, 1, 1)
ENGLISH = phrasebook("en-GB")
Result = TypeVar("Result")
# SARIF lists all rules in each of its logs, which takes longer than everything else: it is tried seldom.
FORMS = sorted(set(FORMATS) - {"sarif"}) * 8 + ["sarif"]
# The folders of the records, and places that are wrong for any of them.
PATHS = st.sampled_from(
    [(folder, f"{folder}/{name}.yml") for folder in FOLDERS for name in ("it/a.example", "a", "A\n::x")]
)


def share(percent: int) -> settings:
    """Return the settings of a property that gets *percent* of all cases."""
    return settings(
        max_examples=CASES * percent // 100,
        deadline=None,  # we count the time of the processor: see at_once()
        derandomize=SAME_EACH_TIME,
        database=None,
        phases=set(Phase) - {Phase.explain},  # it traces each line, which takes six times as long
        suppress_health_check=list(HealthCheck),
    )


def at_once(task: Callable[[], Result]) -> Result:
    """Return the result of *task*, which may take MAX_SECONDS at the usual pace of the machine.

    A task that takes longer is run again, with nothing kept of it: one that is slow by itself is slow each time, one
    that the machine delays is not.
    """
    result, seconds = timed(task)
    for _ in range(FURTHER_ATTEMPTS):
        if seconds < MAX_SECONDS:
            break
        for kept in [kept for kept in gc.get_objects() if isinstance(kept, _lru_cache_wrapper)]:
            kept.cache_clear()
        prepare()
        before = pace()
        result, seconds = timed(task)
        seconds /= (before + pace()) / 2
    assert seconds < MAX_SECONDS
    return result


@pytest.fixture(scope="module", autouse=True)
def prepared() -> None:
    """Prepare the process for the first record, which may be any."""
    prepare()


def prepare() -> None:
    """Make the lists and patterns that a process makes once, so that no record is charged for their time."""
    list(judge(link(ALL), TODAY))
    for form in FORMATS.values():
        form(Report((), len(ALL)))


def answers(file: RecordFile, context: list[Loaded]) -> tuple[Loaded | None, list[Finding]]:
    """Return the record in *file* and its findings beside the records of *context*; the two must agree in any case."""
    others = [entry for entry in context if entry.file.path != file.path]
    form = FORMS[len(file.text) % len(FORMS)]

    def answer() -> tuple[list[Loaded], list[Finding], list[Partial], str]:
        read, findings, partial = parse_all([file])
        graph = link(others + read)
        findings += [*judge(graph, TODAY), *judge_partial(graph, partial, TODAY)]
        findings.sort(key=by_place)
        return read, findings, partial, FORMATS[form](Report(tuple(findings), len(others + read)))

    read, findings, partial, printed = at_once(answer)
    loaded = read[0] if read else None
    assert [] == [part for part in partial if loaded or part.loaded.file is not file]
    assert loaded or any(RULEBOOK[finding.rule].severity is Severity.ERROR for finding in findings)
    assert [] == [finding for finding in findings if form_faults(finding.message, finding.rule)]
    assert_places_are_there(file, findings)
    assert_commands_nobody(file, findings, {form: printed})
    return loaded, findings


def assert_places_are_there(file: RecordFile, findings: list[Finding]) -> None:
    """Each finding on *file* is on one of its lines, or right after the last."""
    lines = file.text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        if finding.path == file.path:
            assert 1 <= finding.position.line <= len(lines) + 1
            assert 1 <= finding.position.column


def assert_commands_nobody(file: RecordFile, findings: list[Finding], printed: dict[str, str]) -> None:
    """Nothing in the output hides or reverses text or is a command, except the commands of GitHub's own format."""
    line = (file.text.decode("utf-8", "replace").splitlines() or [""])[0]
    printed["text"] = text(Report(tuple(findings), 1), lambda _path, place: excerpt(line, place), limit=9)
    ours = [f"::{finding.severity}" for finding in findings]
    for form, said in printed.items():
        assert [] == hidden("".join(set(said)))
        assert [each.partition(" ")[0] for each in commands(said)] == (ours if form == "github" else [])


@share(26)
@given(PATHS, st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(("sites", "sites/it/a.example.yml"), b"{")
def test_any_bytes_are_a_record_or_have_findings(place: tuple[str, str], content: bytes) -> None:
    """The check has an answer to any bytes in a file of records, and nothing breaks."""
    answers(RecordFile(place[1], place[0], content), [])


CONTEXT = parse_all(WORLD)[0]


@share(38)
@given(spoiled(st.sampled_from(WORLD + REAL)))
def test_spoiled_record_is_answered(file: RecordFile) -> None:
    """Real records with wrong lines, values and bytes are answered at once, however little is left of them."""
    answers(file, [])


@share(10)
@given(odd())
def test_odd_record_is_refused_or_published(file: RecordFile) -> None:
    """A record that the check accepts can be put on pages and into the search index without an error."""
    loaded, findings = answers(file, CONTEXT)
    if loaded and not any(finding.severity is Severity.ERROR for finding in findings):
        current_edition = edition(
            link([*(entry for entry in CONTEXT if entry.file.path != file.path), loaded]), ENGLISH
        )
        at_once(lambda: (views_of(current_edition, loaded.record), list(search_files(entries(current_edition)))))


def views_of(current_edition: Edition, record: Record) -> list[object]:
    """Return the views of the pages of *record* and of the pages that do not belong to a record."""
    return [page.view() for page in pages(current_edition) if page.record in (None, record)]


@pytest.fixture(scope="module")
def others_judged() -> None:
    """Judge the records of ALL once, so that the facts that rules keep for a whole check take no time of a case."""
    list(judge(link(ALL), TODAY))


@pytest.mark.usefixtures("others_judged")
@share(1)
@given(spoiled(st.sampled_from(REAL)))
def test_spoiled_record_is_judged_among_all_others(file: RecordFile) -> None:
    """Among a part of the real sites, a spoiled record gives findings, and no rule fails."""
    answers(file, ALL)


# A record is judged beside every fortieth site and everything that the sites refer to, which is enough.
ALL = parse_all([file for number, file in enumerate(REAL) if file.folder != "sites" or number % 40 == 0])[0]


HOSTS = st.lists(
    st.sampled_from(
        ["a", "b-c", "www", "xn--", "xn--fsqu00a", "xn--p1ai", "xn--80ak6aa92e", "xn--ls8h", "xn--a", "xn--zca", "xn--nxasmm1c", "1", "0x7f", "127", "example",
         "com", "org", "é", "例", "ß", "i̇", "-", "_", "A", "", "localhost", "x" * 63, "x" * 64, "%61", "a\u00ad", "\u3002", "٠", "⑴", "°"]
    ),
    min_size=1,
    max_size=5,
).map(".".join)  # fmt: skip
PUNYCODE = st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=6).map(
    lambda text: f"xn--{text.encode('punycode').decode()}.example"
)
ADDRESSES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["https://"] * 6 + ["http://", "HTTPS://", "https:", "https:/", "https:///", "javascript://", "//", "", "ftp://"]),
    st.sampled_from([""] * 8 + ["me@", "a:b@", ":@", "bbc.com\\@", "[::1]@"]),
    HOSTS | PUNYCODE | st.just("a.example"),
    st.sampled_from([""] * 6 + [":80", ":443", ":8080", ":0", ":", ":080", ":65536", ":x", "."]),
    st.lists(
        st.sampled_from(
            ["/", "/", "/a", "/.", "/..", "/%2e", "/.%2E", "?", "#", "x=1", "&", "'", '"', "<", ">", "`", "{", "|", "\\", "^", "[", "]", "%", "%zz", "%41", "%00",
             " ", "\t", "\n", "é", "@", ":", ";", "=", "~", "!", "$", "(", ")", "*", "+", ",", "//", "https://b.example/", "..", "."]
        ),
        max_size=7,
    ).map("".join),
)  # fmt: skip


@share(18)
@given(ADDRESSES | st.text(max_size=40).map("https://{}".format))
@example("https://a.example/a/../b")
@example("https://a.example/?'")
def test_accepted_address_is_read_alike_by_browsers(address: str) -> None:
    """The parser of browsers reads the very same address, with the same host, and without a user or a password."""
    try:
        accepted = read_web_address(address)
    except AddressError:
        return
    read = URL(accepted)

    assert (address, address) == (accepted, read.href)
    assert (address_host(accepted), "", "") == (read.hostname, read.username, read.password)


@share(7)
@given(HOSTS | PUNYCODE | st.text(max_size=30))
def test_accepted_host_is_read_alike_by_browsers(host: str) -> None:
    """The parser of browsers takes the very same host for a name, and not for a number."""
    try:
        accepted = read_host(host)
    except AddressError:
        return

    assert (host, host) == (accepted, URL(f"https://{host}/").hostname)


def test_all_cases_are_shared_out() -> None:
    """The shares of the properties make up all cases."""
    shares = [
        value._hypothesis_internal_use_settings.max_examples  # noqa: SLF001 - Hypothesis has it nowhere else
        for name, value in globals().items()
        if name.startswith("test_") and hasattr(value, "_hypothesis_internal_use_settings")
    ]

    assert CASES == sum(shares)
