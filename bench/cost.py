"""Runs a command and prints its cost: ``cost.py COMMAND ...`` prints processor seconds and peak bytes as JSON.

The memory of a process includes that of the process that started it, so a small process has to start the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys


def main(command: list[str]) -> int:
    """Run *command*, print its cost, and return its exit code."""
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    _, status, used = os.wait4(program.pid, 0)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
