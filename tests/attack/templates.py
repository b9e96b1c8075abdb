"""The records into which hostile values are put: `{v}`, `{w}` as they are, `{q}` as a text in quotation marks."""

from __future__ import annotations

EVIDENCE = (
    "evidence:\n  - {{id: listed, claim: {claim}, kind: listing, {more}sources: [{{source: {source}{locator}}}]}}\n"
)


def evidence(claim: str = "The report lists the site.", source: str = "harbour-lab-2024", **parts: str) -> str:
    """Return the evidence of a record: one item."""
    return EVIDENCE.format(claim=claim, source=source, more=parts.get("more", ""), locator=parts.get("locator", ""))


def outlet(proof: str = "", more: str = "") -> dict[str, str]:
    """Return an outlet of its own, with *proof* as its evidence and *more* fields."""
    return {"sites/zz/{n}.example.yml": f"kind: local-news\noperator: unknown\n{proof or evidence()}{more}"}


def firm(name: str = "Firm {n}", business: str = "agency", more: str = "") -> dict[str, str]:
    """Return a firm of its own."""
    return {"firms/{n}.yml": f"name: {name}\nbusiness: {business}\nkept_because: It is an example.\n{more}"}


def campaign(name: str = "Campaign {n}", summary: str = "Sites of a report.", more: str = "") -> dict[str, str]:
    """Return a campaign of its own."""
    head = f"name: {name}\nnamed_by: harbour-lab-2024\nsummary: {summary}\nkept_because: It is an example.\n"
    return {"campaigns/{n}.yml": head + more}


def source(**fields: str) -> dict[str, str]:
    """Return a source of its own with some other *fields*; an empty one is left out."""
    usual = {
        "title": "Report {n}", "publisher": "Publisher {n}", "short_name": "the Publisher {n}", "publisher_kind": "ngo",
        "date": "2024-03-01", "url": "https://{n}.example/report", "type": "report", "verification": "full",
        "kept_because": "It is an example.",
    }  # fmt: skip
    lines = (f"{name}: {value}\n" for name, value in {**usual, **fields}.items() if value)
    return {"sources/{n}.yml": "".join(lines)}


def _text(files: dict[str, str]) -> str:
    return next(iter(files.values()))


ARCHIVED = "https://web.archive.org/web/20240117090234/https://porto.example/x"


def copy(url: str = f'"{ARCHIVED}"', captured: str = '"2024-01-17T09:02:34Z"', shows: str = "The page.") -> str:
    """Return the archived copy of a page, as a field of an item of evidence."""
    original = '"https://porto.example/x"'
    return f"archives: [{{url: {url}, original: {original}, captured: {captured}, shows: {shows}}}], "


FROM = "source: harbour-lab-2024"
CORRECTION = "corrections:\n  - {date: 2024-03-01, said: %s, says: B., why: It was wrong.%s}\n"

TEMPLATES: dict[str, dict[str, str]] = {
    # Hosts and IDs
    "site": {"sites/zz/{v}.yml": _text(outlet())},
    "firm": {"firms/{v}.yml": _text(firm())},
    "campaign": {"campaigns/{v}.yml": _text(campaign())},
    "source": {"sources/{v}.yml": _text(source())},
    "former": outlet(more="formerly: [{v}]\n"),
    "further": outlet(more=f"hosts:\n  - {{host: {{v}}, role: mirror, {FROM}}}\n"),
    "imitates": outlet(more="imitates:\n  - {name: A genuine paper, host: {v}, sources: [harbour-lab-2024]}\n"),
    "website": firm(more=f"websites:\n  - {{host: {{v}}, what: its website, sources: [{{{FROM}}}]}}\n"),
    "copies": outlet(more="copies:\n  - {from: {v}, how: copied, sources: [harbour-lab-2024]}\n"),
    "excluded": campaign(more=f"excluded:\n  - {{host: {{v}}, reason: It is another’s., {FROM}}}\n"),
    "former_firm": firm(more="formerly: [{v}]\n"),
    "former_campaign": campaign(more="formerly: [{v}]\n"),
    "former_source": source(formerly="[{v}]"),
    "evidence_id": outlet(evidence().replace("id: listed", "id: {v}")),
    "campaign_evidence": campaign(more=evidence().replace("id: listed", "id: {v}")),
    "statement_id": firm(more=evidence().replace("id: listed", "id: {v}").replace("evidence:", "statements:")),
    "two_ids": outlet(evidence() + "  - {id: {v}, {w}claim: It is so., kind: listing, sources: [{source: harbour-lab-2024}]}\n"),
    "withdrawn": outlet(more=CORRECTION % ("A.", ", withdrawn: {v}")),
    "changed": outlet(more=CORRECTION % ("A.", ", changed: {v}")),
    "balanced": outlet(evidence(more="balanced_by: {v}, ")),
    "attachment": outlet(evidence(more=f"attachments: [{{file: \"{{v}}\", alt: A page., sha256: {'ab' * 32}}}], ")),
    # References
    "cites": outlet(evidence(source="{v}")),
    "member": outlet(more="campaigns: [{v}]\n"),
    "mentions": outlet(evidence(more="firms: [{v}], ")),
    "via": source(verification="cited", via="[{v}]"),
    "copy_of": source(copy_of="{v}"),
    "own": {
        **outlet(evidence(source="{n}"), "hosts:\n  - {host: {n}-old.example, role: former, source: harbour-lab-2024}\n"),
        **source(publisher_kind="unknown", url="{v}"),
    },
    # Texts
    "claim": outlet(evidence("{q}")),
    "name": outlet(more="name: {q}\nnames:\n  - {text: {q}, sources: [harbour-lab-2024], match: name}\n"),
    "note": outlet(more=f"targets:\n  - {{as_reported: Italy, {FROM}, note: {{q}}}}\n"),
    "locator": outlet(evidence(locator=", locator: {q}")),
    "shows": outlet(evidence(more=copy(shows="{q}"))),
    "correction": outlet(more=CORRECTION % ("{q}", "")),
    "quoted": outlet(more="kept_because: {q}\n"),
    "raw": outlet(more="{v}"),
    "firm_name": firm("{q}"),
    "firm_alias": firm(more="aliases:\n  - {text: {q}, printed_by: [harbour-lab-2024]}\n"),
    "native": firm(more="native_name: {text: {q}, lang: {w}}\n"),
    "business": firm(business="{q}"),
    "seat": firm(more="seat: {q}\n"),
    "not_known": firm(more="not_known: [{q}]\n"),
    "campaign_name": campaign("{q}"),
    "summary": campaign(summary="{q}"),
    "excluded_reason": campaign(more=f"excluded:\n  - {{host: left-{{n}}.example, reason: {{q}}, {FROM}}}\n"),
    "title": source(title="{q}"),
    "publisher": source(publisher="{q}"),
    "short_name": source(short_name="{q}"),
    "author": source(authors="[{q}]"),
    "interest": source(interest="{q}"),
    # Values of other kinds
    "address": source(url="{q}"),
    "institution": source(publisher="{q}", short_name="{q}", url="{w}"),
    "archive": outlet(evidence(more=copy(url="{q}"))),
    "captured": outlet(evidence(more=copy(captured="{q}"))),
    "published": outlet(evidence(more=copy().replace("shows:", "published: {v}, shows:"))),
    "registration": firm(more=f"registration:\n  - {{scheme: {{v}}, number: {{w}}, {FROM}}}\n"),
    "dated": outlet(evidence(more="date: {v}, ")),
    "registered": outlet(more=f"registered: {{date: {{v}}, {FROM}}}\n"),
    "founded": firm(more=f"founded: {{date: {{v}}, {FROM}}}\n"),
    "activity": outlet(more=f"activity:\n  - {{status: online, date: {{v}}, {FROM}}}\n"),
    "seen": outlet(more=f"hosts:\n  - {{host: {{n}}-old.example, role: former, first_seen: {{v}}, last_seen: {{w}}, {FROM}}}\n"),
    "until": outlet(evidence(more="date: {v}, until: {w}, ")),
    "reply": outlet(more=f"replies:\n  - {{by: Echo Press, asked: {{v}}, date: {{w}}, outcome: no-answer, {FROM}, answers: [{{{FROM}, evidence: listed}}]}}\n"),
    "source_date": source(date="{v}"),
    "updated": source(date="{v}", updated="{w}"),
    "indicator": outlet(more=f"indicators:\n  - {{type: {{v}}, value: {{qw}}, {FROM}}}\n"),
    "total": campaign(more=f"check:\n  - {{{FROM}, total: {{v}}}}\n"),
}  # fmt: skip

_HIGH = (
    "  - {firm: quay-media, role: operator, by: %s, wording: attributes, confidence: high, basis: [shared-advertising-id],"
    " confidence_words: {text: high confidence, locator: page 1}}\n"
)
_BARE = source(publisher="Publisher of {n}", short_name="the second", publisher_kind="unknown", url="")
MACROS: dict[str, str] = {
    "{OUTLET}": _text(outlet()),
    "{FIRM}": _text(firm()),
    "{CAMPAIGN}": _text(campaign()),
    "{SOURCE}": _text(source()),
    "{CITED}": _text(source(verification="cited", url="")),
    "{EXCERPT}": _text(source(verification="excerpt")),
    "{SOURCE2BARE}": _text(_BARE),
    "{SOURCE2}": _text(_BARE) + "url: https://{n}-2.example/report\n",
}
WITH_ID: dict[str, str] = {
    "OUTLETBY": _text(outlet(evidence(source="%s"))),
    "HIGH": "kind: local-news\n" + evidence() + "attributions:\n" + _HIGH,
    "HIGHMORE": _HIGH,
}
"""Macros with the ID of a source, as {HIGH:some-report}."""


def many(kind: str, number: int) -> dict[str, str]:
    """Return a record with *number* parts of a *kind*."""
    proof = "evidence:\n" + "".join(
        f"  - {{id: item-{n}, claim: The report says {n}., kind: listing, sources: [{{{FROM}}}]}}\n"
        for n in range(number)
    )
    return {
        "authors": source(authors="[" + ", ".join(f"Author {n}" for n in range(number)) + "]"),
        "evidence": outlet(proof),
        "aliases": firm(
            more="aliases:\n" + "".join(f"  - {{text: Alias {n} of {{n}}, printed_by: [harbour-lab-2024]}}\n" for n in range(number))
        ),
        "targets": outlet(
            more="targets:\n" + "".join(f"  - {{as_reported: Country {n}, {FROM}}}\n" for n in range(number))
        ),
    }[kind]  # fmt: skip
