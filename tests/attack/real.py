"""Every host that the real database names for somebody else, taken for one of an outlet's: each must be refused.

Beside the hosts of its sources these are websites of firms, genuine outlets that others imitate or copy, hosts that
were excluded, other outlets, and the well-known hosts of a hundred more domains on the pinned list.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from masthead.field_types.fields import HostUse
from masthead.field_types.web_addresses import address_host, is_host
from masthead.findings.rule_descriptions import Severity
from masthead.loading.database import load
from masthead.model import Outlet, Source
from masthead.model.named_hosts import named_hosts
from masthead.pinned_lists import POPULAR_HOSTS
from masthead.relations.graph import Graph
from tests.world import World

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("sites", "firms", "campaigns", "sources", "ledger", "schema")
EVERY = 160
"""Which of the well-known hosts are tried: each of so many."""


def hosts_of_others(graph: Graph) -> Iterator[str]:
    """Yield the hosts that *graph* names and that belong to nobody's outlet, and those of all outlets."""
    for loaded in graph.loaded:
        yield from (named.host for named in named_hosts(loaded.record) if named.use is not HostUse.EXCEPTION)
        if isinstance(loaded.record, Source) and loaded.record.url:
            yield address_host(loaded.record.url)
        if isinstance(loaded.record, Outlet):
            yield from (copy.origin for copy in loaded.record.copies if is_host(copy.origin))
    yield from sorted(POPULAR_HOSTS)[::EVERY]


def accepted() -> tuple[int, list[str]]:
    """Return how many hosts were tried in a copy of the real database, and which an outlet could claim."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for name in FOLDERS:
            shutil.copytree(ROOT / name, world.root / name)
        graph = load(world.root).graph
        hosts = sorted(set(hosts_of_others(graph)))
        source = next(iter(graph.sources))
        claimed = {f"sites/zz/claims-{number}.example.yml": host for number, host in enumerate(hosts)}
        for path, host in claimed.items():
            world.write(
                path,
                "kind: local-news\noperator: unknown\nevidence:\n"
                f"  - {{id: listed, claim: A report lists it., kind: listing, sources: [{{source: {source}}}]}}\n"
                f"hosts:\n  - {{host: {host}, role: mirror, source: {source}}}\n",
            )
        refused = {finding.path for finding in load(world.root).findings if finding.severity is Severity.ERROR}
    return len(hosts), [host for path, host in claimed.items() if path not in refused]
