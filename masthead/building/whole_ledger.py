"""The whole ledger, as a build has read it: by a process that begins before the modules of the build are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from masthead.building.incremental.inputs import ledger_digest

if TYPE_CHECKING:  # the types of all lines take long to load
    from masthead.ledger.contents import Ledger


@dataclass(frozen=True, slots=True)
class WholeLedger:
    """A ledger, and the digest of its files from before they were read; an empty one is unknown."""

    ledger: Ledger
    digest: str = ""

    @classmethod
    def below(cls, root: Path) -> Self:
        """Read the ledger below *root*. Raises LedgerError if it is not as it was written."""
        from masthead.loading.ledger_check import whole_ledger  # noqa: PLC0415 - it may load while others do

        digest = ledger_digest(root)
        return cls(whole_ledger(root), digest)
