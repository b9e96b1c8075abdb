"""The rulebook: every rule once, with its id, its severity and what it demands.

A page of docs/rules/ explains each rule with examples, and a test runs them.
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
    """How much of a record must be read for a finding to be certain."""

    VALUE = auto()
    """The value at its place: what is written there is wrong, whatever else stands in the record."""
    PART = auto()
    """All that stands beside it in its part or list."""
    RECORD = auto()
    """The record as a whole, or all records: it asks for something that is missing, or counts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold, by the id that findings carry, and whether a breach stops the build."""

    id: str
    severity: Severity
    summary: str
    reads: Reads = Reads.RECORD
    beside: tuple[str, ...] = ()
    """Fields of the record that must be read too."""


def _error(id: str, summary: str, reads: Reads = Reads.RECORD, beside: tuple[str, ...] = ()) -> Rule:
    return Rule(id, Severity.ERROR, summary, reads, beside)


def _warning(id: str, summary: str, reads: Reads = Reads.RECORD) -> Rule:
    return Rule(id, Severity.WARNING, summary, reads)


_VALUE, _PART = Reads.VALUE, Reads.PART


RULES: tuple[Rule, ...] = (
    # Files
    _error("folder", "The folders sites/, firms/, campaigns/ and sources/ exist."),
    _error("empty", "A database holds at least one record."),
    _error("file-name", "Only records, files whose name ends in .yml, lie in the folders of records."),
    _error("file-place", "An outlet lies in a folder named by a country, any other record directly in its folder."),
    _error("file-kind", "A record is an ordinary file, no link, folder or device."),
    _error("file-collision", "No two records have names that some computers take for one."),
    _error("file-unreadable", "A record can be opened and read."),
    # YAML
    _error("yaml-size", "A record has at most 128 KiB and 10,000 parts, none longer than 20,000 characters."),
    _error("yaml-encoding", "A record is UTF-8 without a byte order mark."),
    _error("yaml-character", "A record holds no invisible, reversing or control characters."),
    _error("yaml-normalisation", "The text of a record is in Unicode form NFC: each character is one where it can be."),
    _error("yaml-syntax", "A record is YAML."),
    _error("yaml-document", "A record is one YAML document, and that is a mapping of fields."),
    _error("yaml-depth", "A record nests at most 12 levels deep."),
    _error("yaml-alias", "A record writes every value out: no anchors, no aliases."),
    _error("yaml-tag", "A record has no YAML tags: fields know their own types."),
    _error("yaml-merge", "A record has no merge keys: fields are written out."),
    _error("yaml-duplicate", "Each field stands once."),
    _error("yaml-key", "The name of a field is short plain text."),
    # Fields
    _error("field-missing", "Every required field is there."),
    _error("field-unknown", "Every field is one that its kind of record has."),
    _error("field-value", "Every field has a value of its type."),
    _error("schema-version", "A record is in the format of this version of masthead."),
    # Records
    _error("id-form", "An outlet's file is named by its host, any other record's by an id.", _VALUE),
    _error("id-former", "A former id leads to one record: no other has it or had it.", _VALUE),
    _error(
        "outlet-folder",
        "An outlet lies in the folder of the first country it is aimed at, or in zz.",
        _VALUE,
        ("targets",),
    ),
    _error("reference", "Every id that a record names is the id of a record.", _VALUE),
    _error("reference-twice", "A list names each record, technique or basis once.", _PART),
    _error("reference-self", "A record names others, never itself.", _VALUE),
    _error(
        "reference-state", "A record that stands names no record that was withdrawn or excluded.", _VALUE, ("state",)
    ),
    _error("campaign-membership", "An outlet that a campaign names in a set names the campaign itself."),
    _error("date-order", "Nothing ends before it begins, and no page is captured before it is published.", _PART),
    _error("host-unique", "A host is claimed by one record, once.", _VALUE),
    _error("host-www", "A host is written without www.", _VALUE),
    _error("host-suffix", "A host lies below a public suffix: it is one site's.", _VALUE),
    _error("host-shared", "A host on which many publish is never recorded as one outlet.", _VALUE),
    _error("host-genuine", "A well-known genuine outlet is never recorded as one that poses as an outlet.", _VALUE),
    _warning("host-mixed-script", "A label of a host is written in one script.", _VALUE),
    _error("date-future", "No date lies in the future.", _VALUE),
    _error("date-placeholder", "No date is one that only fills a field.", _VALUE),
    _error("source-independent", "An outlet has evidence from a source other than the outlet itself."),
    _error("source-second-hand", "A source that was not read says through whom it is known.", _VALUE, ("via", "note")),
    _error("confidence-ground", "High confidence rests on a source read in full, or on two independent publishers."),
    _warning("unused", "A firm, source or campaign is named by another record, or says why it is kept."),
    _warning("reply-missing", "A firm named as an operator has a reply, or the date on which it was asked."),
    _warning("wording", "Words that accuse stand in quotation marks, with whoever says them.", _VALUE),
    _error("contact-details", "No e-mail address and no telephone number stands in a record.", _VALUE),
    _error("private-name", "Whoever is named has a public role that the record states.", _VALUE, ("persons",)),
    _warning("field-unused", "A field that says nothing is left out."),
    _error("name-sourced", "The name that pages show is one that a source prints.", _VALUE, ("names",)),
    _error("outlet-operator", "An outlet has an operator that a source names, or says that none is known."),
    _error("attribution-firm", "An attribution names another firm, unless its source cannot say who it is.", _PART),
    _error("attribution-stance", "The wording of an attribution says no more than its stance.", _PART),
    _error("confidence-basis", "High confidence names what it rests on.", _PART),
    _error("confidence-words", "A degree of confidence is given with the source's own words, 25 at most.", _PART),
    _error("evidence-reference", "An item of evidence named by its ID is in the same record."),
    _error("reply-answers", "A reply names a claim that is in the records."),
    _error("evidence-id", "No two items of evidence of a record share their id.", _VALUE),
    _error("published-record", "A record that was published stays, or another names it under formerly."),
    _error("published-evidence", "Evidence that was published keeps its id, or says what became of it."),
    _error("published-id", "An id that was published is never given to another record or item."),
    _error(
        "archive-service",
        "An archived copy lies in an archive that puts address and time into its own address.",
        _VALUE,
    ),
    _error("archive-address", "An archived copy is one of the address that the record states.", _PART),
    _error("archive-time", "The time of an archived copy is the one in its address.", _PART),
    _error("attachment-file", "An attachment is a whole PNG, JPEG or WebP of bounded size, and nothing else."),
    _error("attachment-named", "What a record names as attachment lies in the record's folder, and nothing else does."),
    _error("attachment-hash", "An attachment is the file whose SHA-256 the record states."),
    _error("indicator-value", "The value of an indicator has the form of its kind.", _PART),
    _error("registration-number", "A registration number passes the check of its register.", _PART),
)

RULEBOOK: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
