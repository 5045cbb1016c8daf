"""The seam between the outbox and a channel that pushes: one method, and the ways it can fail."""

from __future__ import annotations

from typing import Protocol

from domain.messages import OutboxItem


class DeliveryFailed(Exception):
    """Why a line did not go out. The text goes into the outbox: never what was said, never a token.

    DeliveryFailed
    ├── Blocked      they do not want us, or are gone
    ├── RetryLater   not now; carries for how long, if the channel said
    ├── MaybeSent    handed over, but no answer came
    ├── Moved        the address is another now
    └── Refused      the channel will never take this line
    """

    def __init__(self, why: str, progress: str = "") -> None:
        """`progress`: how much of a long line has gone out; handed back as the item's `external_ref`."""
        super().__init__(why)
        self.progress = progress


class Blocked(DeliveryFailed):
    pass


class RetryLater(DeliveryFailed):
    def __init__(self, why: str, seconds: float | None = None, progress: str = "") -> None:
        super().__init__(why, progress)
        self.seconds = seconds


class MaybeSent(DeliveryFailed):
    pass


class Moved(DeliveryFailed):
    def __init__(self, address: str) -> None:
        super().__init__("address moved")
        self.address = address


class Refused(DeliveryFailed):
    pass


class Delivery(Protocol):
    async def deliver(self, item: OutboxItem) -> str:
        """Sends the line and returns the channel's name for it. Raises DeliveryFailed."""
