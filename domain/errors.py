"""The one tree of errors. The edge (`bot/`) translates each to a line for people, once.

    DoorError
    ├── NotFound            what was asked for does not exist, or is not theirs to see
    ├── Conflict
    │   ├── EpochChanged    somebody else changed the conversation first (HTTP 409)
    │   ├── AlreadyTaken    another coordinator owns it; carries who
    │   └── NewLines        something was said since the page was read; nothing is wrong with sending all the same
    ├── NotAllowed          a step the state does not permit
    └── BadData             a file or a message that breaks its schema
"""

from __future__ import annotations


class DoorError(Exception):
    """Base of everything this project raises on purpose."""


class NotFound(DoorError):
    pass


class Conflict(DoorError):
    pass


class EpochChanged(Conflict):
    """The conversation moved on after it was read: read again, then decide."""


class AlreadyTaken(Conflict):
    def __init__(self, owner_name: str) -> None:
        super().__init__(f"already taken by {owner_name}")
        self.owner_name = owner_name


class NewLines(Conflict):
    """Somebody said something after the lines that were read: read it, then decide."""


class NotAllowed(DoorError):
    pass


class BadData(DoorError):
    pass
