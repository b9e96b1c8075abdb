"""What Pelican logs while it runs: it goes on after most errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import console

# Only what does no harm to a page. Everything else that Pelican warns of is an error, for it would go on without it.
HARMLESS = ("Empty alt attribute for image %s in %s",)


class Log(logging.Handler):
    """Keeps the harmless warnings that Pelican logs, and everything worse as errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of *record*, with that of the exception it reports."""
        cause = f": {record.exc_info[1]}" if record.exc_info and record.exc_info[1] else ""
        (self.warnings if record.msg in HARMLESS else self.errors).append(f"{record.getMessage()}{cause}")


@contextmanager
def collected() -> Iterator[Log]:
    """Give what Pelican logs, instead of letting it print."""
    log, logger = Log(), logging.getLogger("pelican")
    before = logger.level, logger.propagate, console.quiet
    logger.addHandler(log)
    logger.setLevel(logging.WARNING)
    logger.propagate, console.quiet = False, True
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.setLevel(before[0])
        logger.propagate, console.quiet = before[1:]
