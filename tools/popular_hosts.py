"""Regenerates masthead/pinned_lists/popular-hosts.txt from published rankings: ``python -m tools.popular_hosts``.

It needs the package pymispwarninglists (1.7.0 was used), which nothing else in this project needs.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

from masthead.field_types.web_addresses import is_host
from masthead.hosts.public_suffixes import is_public_suffix, registered_domain, shared_suffix

LIST = Path(__file__).parents[1] / "masthead/pinned_lists/popular-hosts.txt"
RANKINGS = ("tranco10k", "majestic_million", "moz-top500")
HEAD = """\
# Domains that everybody knows, so that none is taken for an outlet by mistake: the first 10,000 of Tranco
# (15 January 2025) and of the Majestic Million (2 October 2023), and the first 500 of Moz (23 December 2025).
# From the MISP warning lists (pymispwarninglists 1.7.0), BSD-3-Clause; written by tools/popular_hosts.py.
"""


def ranking(name: str) -> list[str]:
    """Return the hosts in the MISP list *name*, unordered; raises ModuleNotFoundError if the package is not installed."""
    package = importlib.util.find_spec("pymispwarninglists")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package pymispwarninglists is not installed")
    lists = Path(package.origin).parent / "data/misp-warninglists/lists"
    hosts: list[str] = json.loads((lists / name / "list.json").read_text("utf-8"))["list"]
    return [host.lower() for host in hosts]


def popular() -> Iterator[str]:
    """Yield the registered domains of all rankings, without the suffixes under which companies give hosts to anybody."""
    for name in RANKINGS:
        for host in ranking(name):
            if is_host(host) and not is_public_suffix(host) and not shared_suffix(host):
                yield registered_domain(host)


if __name__ == "__main__":
    LIST.write_text(HEAD + "".join(f"{host}\n" for host in sorted(set(popular()))), encoding="utf-8")
