"""Starts a program that ends when its parent ends, and that sees only the settings it needs.

    python -m bot.leash PATH,HOME,RASA_TOKEN -- program argument …
    python -m bot.leash - -- program argument …        (all of the environment)

The program takes this process's place. Linux tells it with SIGTERM when its parent is gone, also when it was
killed with `kill -9`; elsewhere it is only stopped the ordinary way. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1
"""Source: linux/prctl.h. It survives exec."""


def end_with_parent() -> None:
    """Does nothing where the system cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def main(arguments: Sequence[str]) -> None:
    names, dashes, *program = arguments
    if dashes != "--" or not program:
        raise SystemExit("usage: python -m bot.leash NAMES|- -- program argument …")
    parent = os.getppid()
    end_with_parent()
    if os.getppid() != parent:  # it was gone before we had asked to be told
        raise SystemExit(1)
    wanted = os.environ.keys() if names == "-" else set(names.split(","))
    kept = {name: value for name, value in os.environ.items() if name in wanted}
    os.execvpe(program[0], program, kept)  # noqa: S606 - the supervisor's own command line


if __name__ == "__main__":
    main(sys.argv[1:])
