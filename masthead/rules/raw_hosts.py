"""Hosts of recorded sites in our own texts, written so that other programs make links of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from masthead.hosts.idna import to_ascii

_HOST = re.compile(r"(?<![\w@.-])(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")


def raw_hosts(text: str, recorded: Collection[str]) -> Iterator[str]:
    """Yield the hosts in *text*, as it writes them, that are among *recorded* or below one of them, and not defanged."""
    for word in text.split() if "." in text else ():
        if "." in word[:-1]:
            yield from (host for host in _HOST.findall(word) if _is_recorded(host, recorded))


def _is_recorded(host: str, recorded: Collection[str]) -> bool:
    try:
        labels = to_ascii(host.lower()).split(".")
    except UnicodeError:  # no host that browsers open
        return False
    return any(".".join(labels[number:]) in recorded for number in range(len(labels) - 1))
