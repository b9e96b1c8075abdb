"""Fingerprints of findings: the same on each run until a finding is cured, even if its line moves."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from masthead.findings.finding import Finding


def fingerprinted(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each of *findings* with its fingerprint, which is unique among them.

    Lines and the numbers of list items move with every edit and are left out; findings that are then equal are numbered.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.path, finding.rule, finding.message)
        text = "\0".join([*key, str(seen[key])])
        seen[key] += 1
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
