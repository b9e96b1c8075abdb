"""Every rule once, with its ID, its severity and what it requires.

Each rule has a page in docs/rules/ that explains it with examples, and a test runs the examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType


class Severity(StrEnum):
    """Whether a finding stops the build."""

    ERROR = "error"
    WARNING = "warning"


class Reads(Enum):
    """The part of a record that must be read for a finding to be certain."""

    VALUE = auto()
    """Only the value itself: it is wrong regardless of the rest of the record."""
    PART = auto()
    """The value, and everything beside it in its part or list."""
    RECORD = auto()
    """The record as a whole, or all records: the rule counts, or asks for something that is missing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the ID that findings give, what must hold, and whether a breach stops the build."""

    id: str
    severity: Severity
    summary: str
    reads: Reads = Reads.RECORD
    beside: tuple[str, ...] = ()
    """Other fields of the record that must be readable too."""


def _error(id: str, summary: str, reads: Reads = Reads.RECORD, beside: tuple[str, ...] = ()) -> Rule:
    return Rule(id, Severity.ERROR, summary, reads, beside)


def _warning(id: str, summary: str, reads: Reads = Reads.RECORD, beside: tuple[str, ...] = ()) -> Rule:
    return Rule(id, Severity.WARNING, summary, reads, beside)


_VALUE, _PART = Reads.VALUE, Reads.PART


RULES: tuple[Rule, ...] = (
    # Files
    _error("folder", "The folders sites/, firms/, campaigns/ and sources/ exist."),
    _error("empty", "A database has at least one record."),
    _error("file-name", "The folders of records contain only records: files whose names end in .yml."),
    _error(
        "file-place",
        "An outlet is in a folder named after a country, any other record directly in the folder of its kind.",
    ),
    _error("file-kind", "A record is an ordinary file, not a link, folder or device."),
    _error("file-collision", "No two records have names that some computers treat as the same."),
    _error("file-unreadable", "A record can be opened and read."),
    _error("write-unfinished", "No import or redaction is unfinished: all of its files are written, or none."),
    _error("ledger", "The ledger is as releases and redactions have written it."),
    _error("link-status", "The status of links is a file that `masthead verify-links` has written."),
    _warning("link-days", "The status of links names no day before the first release, and none in the future."),
    _error("theme-sum", "Every file of the theme is the one whose sum is kept beside the theme."),
    _error(
        "content-file", "Every file in content/ is an ordinary file that is not empty, and every page of text is whole."
    ),
    _error(
        "content-page",
        "A page of text has a head, an address and links with which a website can be built, and stays once it was published.",
    ),
    # YAML
    _error("yaml-size", "A record has at most 128 KiB and 10,000 parts, and no text longer than 20,000 characters."),
    _error("yaml-encoding", "A record is UTF-8 without a byte order mark."),
    _error("yaml-character", "A record contains no invisible, reversing or control characters."),
    _error(
        "yaml-normalisation",
        "The text of a record is in Unicode form NFC, which writes a letter and its accent as one character if it can.",
    ),
    _error("yaml-syntax", "A record is valid YAML."),
    _error("yaml-document", "A record is one YAML document, which is a mapping of fields."),
    _error("yaml-depth", "A record nests at most 12 levels deep."),
    _error("yaml-alias", "A record writes every value out in full, without anchors or aliases."),
    _error("yaml-tag", "A record has no YAML tags, since fields know their own types."),
    _error("yaml-merge", "A record has no merge keys: every field is written out."),
    _error(
        "yaml-null", "No value is null or ~: a field without a value is left out, and a text is in quotation marks."
    ),
    _error(
        "editor-command",
        "No line of a record is an order to editors or linters, except one that names its schema here.",
        _VALUE,
    ),
    _error("yaml-duplicate", "No field appears twice."),
    _error("yaml-key", "The name of a field is short plain text."),
    # Fields
    _error("field-missing", "Every required field is present."),
    _error("field-unknown", "Every field is one that this kind of record has."),
    _error("field-value", "Every field has a value of its type."),
    _error("schema-version", "A record is in the format that this version of Masthead reads."),
    # Records
    _error("id-form", "The file name of an outlet is its host; that of any other record is an ID.", _VALUE),
    _warning("file-device", "No file of a record has the name of a device of Windows.", _VALUE),
    _error("id-former", "A former ID leads to one record: no other record has it or had it.", _VALUE),
    _error(
        "outlet-folder",
        "An outlet is in the folder of the first country it targets, or in zz.",
        _VALUE,
        ("targets",),
    ),
    _error("reference", "Every ID that a record refers to is the ID of a record.", _VALUE),
    _error("reference-twice", "A list contains each record, technique or basis only once.", _PART),
    _error("reference-self", "A record refers to other records, never to itself.", _VALUE),
    _error(
        "reference-state",
        "A record that is listed or disputed does not refer to one that was withdrawn or excluded.",
        _VALUE,
        ("state",),
    ),
    _error("campaign-membership", "An outlet that a campaign lists under `concerns` lists that campaign too."),
    _error("date-order", "Nothing ends before it begins, and no page is captured before it is published.", _PART),
    _error("host-unique", "A host is used by one record, and only once.", _VALUE),
    _error("host-www", "A host is written without www.", _VALUE),
    _error("host-suffix", "A host is below a public suffix, so that it belongs to one site.", _VALUE),
    _error("host-shared", "A host that many people share is never recorded as one site.", _VALUE),
    _error(
        "host-genuine",
        "A host that is well known as another site is recorded only with the reason.",
        _VALUE,
        ("well_known",),
    ),
    _warning(
        "host-excepted",
        "Every host that a record claims although it is known as another site is looked at before it is published.",
        _VALUE,
        ("well_known",),
    ),
    _error("host-exception", "A host that is excepted as well known is named elsewhere in the record."),
    _warning("host-raw", "In our own texts, hosts of recorded sites are defanged."),
    _warning("host-mixed-script", "Each label of a host is written in one script, and is what it looks like.", _VALUE),
    _warning("host-reach", "A host ends in a top-level domain of the public internet.", _VALUE),
    _warning(
        "address-port",
        "An address is at the port of its scheme, or something shows that the page is at another.",
        _VALUE,
        ("archives", "via", "verification"),
    ),
    _error("address-escape", "An address escapes no character that hides, reverses or controls text.", _VALUE),
    _warning(
        "address-page",
        "An address is that of the page itself, and not of a copy, a redirect, a gateway or a marked passage.",
        _VALUE,
    ),
    _error("date-future", "No date is in the future.", _VALUE),
    _warning("date-source", "Nothing is dated after every source for it, and no copy of a source before the source."),
    _error("date-placeholder", "No date is a placeholder, or from a time before there was anything to date.", _VALUE),
    _error("source-independent", "An outlet has evidence from a source other than the outlet itself."),
    _warning(
        "source-of-firm",
        "A source of a statement on a firm that shows a page of the firm itself names the firm as its publisher.",
    ),
    _error("source-second-hand", "A source that we have not read says how it is known.", _VALUE, ("via", "note")),
    _error("source-circle", "No source is known through itself, or repeats or retells itself, by way of others."),
    _warning("source-address", "No two sources have the same address."),
    _warning("publisher-alike", "No two publishers have nearly equal names, unless a source says that they are two."),
    _warning("source-institution", "A source with the name of an institution is on one of its hosts.", _PART),
    _warning("copies-circle", "No outlet copies its own texts by way of others."),
    _error("confidence-ground", "High confidence is based on a source read in full, or on two independent publishers."),
    _warning("unused", "Another record refers to each firm, source or campaign, or the record says why it is kept."),
    _warning(
        "reply-missing", "A firm named as an operator has a reply on record, or an entry that says when it was asked."
    ),
    _warning("wording", "Accusing words are in quotation marks and attributed to whoever says them.", _VALUE),
    _warning(
        "quotation-speaker",
        "A quotation with an accusing word is in a sentence that says whose words they are.",
        _PART,
    ),
    _warning("look-alike", "Each word is written in the usual letters of one script.", _VALUE),
    _error("contact-details", "A record contains no email address, telephone number or other contact details.", _VALUE),
    _error("private-name", "Every person named has a public role that the record states.", _VALUE, ("persons",)),
    _warning("person-named", "Every person whom a record names is looked at before it is published.", _VALUE),
    _warning("field-unused", "Empty fields are left out."),
    _error("name-sourced", "The name shown on pages is one that a source prints.", _VALUE, ("names",)),
    _error("outlet-operator", "An outlet has an operator named by a source, or says that none is known."),
    _error(
        "attribution-firm",
        "An attribution names another firm, unless its source cannot say which firm it is.",
        _PART,
    ),
    _error("attribution-stance", "The stance of an attribution agrees with its wording.", _PART),
    _error("confidence-basis", "High confidence says what it is based on.", _PART),
    _error("confidence-words", "A degree of confidence comes with the source's own words, at most 25 of them.", _PART),
    _error("evidence-reference", "An item of evidence that is named by its ID is in the same record."),
    _error("reply-answers", "A reply names a claim that is in the records."),
    _warning(
        "correction-alone",
        "A correction that the pages of outlets show begins with the name of who or what is meant.",
    ),
    _error("correction-replaced", "A correction that is said to be replaced has a later one in its place."),
    _error("evidence-id", "No two items of evidence in a record share an ID.", _VALUE),
    _error("published-record", "A record that was published is kept, or another record lists it under `formerly`."),
    _error("published-evidence", "Evidence that was published keeps its ID, or the record says what became of it."),
    _error("published-id", "An ID that was published is never given to another record or item."),
    _error("published-correction", "A correction that was published stays word for word."),
    _error("published-reply", "A reply that was published stays word for word, or a correction says what changed."),
    _error(
        "published-state",
        "A state that was published stays as it was, or a correction says how it ended or what changed.",
    ),
    _error(
        "published-statement",
        "A statement on a firm that was published stays as it was, or a correction says what changed.",
    ),
    _error(
        "published-claim", "An item of evidence that was published stays as it was, or a correction says what changed."
    ),
    _error("published-field", "Whatever else was published stays as it was, or a correction says what changed."),
    _error(
        "archive-service",
        "An archived copy is in an archive whose addresses contain the time and the address of the original.",
        _VALUE,
    ),
    _error("archive-address", "An archived copy is a copy of the address that the record states.", _PART),
    _error("archive-time", "The time stated for an archived copy is the time in its address.", _PART),
    _error(
        "attachment-file", "An attachment is a complete PNG, JPEG or WebP picture of limited size, and nothing else."
    ),
    _error("attachment-named", "Every attachment that a record names is in the record's folder, and nothing else is."),
    _error("attachment-hash", "An attachment has the SHA-256 that the record states."),
    _error("indicator-value", "The value of an indicator has the form of its type.", _PART),
    _error("registration-unique", "A registration number belongs to one firm."),
    _warning("short-name", "No two publishers have one short name, and none has that of a firm."),
    _warning("name-unique", "No two firms, and no two campaigns, have names that look alike."),
    _error("registration-number", "A registration number has the form and the check digit of its register.", _PART),
)

RULEBOOK: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
