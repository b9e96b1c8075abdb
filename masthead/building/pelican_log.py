"""The log of a run of Pelican, which goes on after most errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import console

# Warnings that do no harm to a page. Any other warning of Pelican is an error, since Pelican goes on without the page.
HARMLESS = ("Empty alt attribute for image %s in %s",)


class Log(logging.Handler):
    """A log handler that keeps harmless warnings of Pelican, and any other message from warnings up as an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of *record*, with the message of the exception in it."""
        cause = f": {record.exc_info[1]}" if record.exc_info and record.exc_info[1] else ""
        (self.warnings if record.msg in HARMLESS else self.errors).append(f"{record.getMessage()}{cause}")


@contextmanager
def captured_log() -> Iterator[Log]:
    """Provide the log of Pelican, which prints nothing meanwhile."""
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
