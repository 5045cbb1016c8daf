"""What a turn wants done in the world.

A flow computes; it does not act. It returns effects, Rasa carries them back beside the replies, and the front
door commits them in the same transaction as the replies and the inbox row. So a turn happens once or not
at all, also when a process is killed in the middle (docs/decisions/0003-effects.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Effect:
    kind: ClassVar[str]


@dataclass(frozen=True)
class CreateRequest(Effect):
    """Make a request out of what was told. `code` was chosen free by the action; `want` is the message's
    own words, masked, at most 500 characters."""

    kind: ClassVar[str] = "create_request"
    code: str
    need: str
    want: str = ""
    area: str | None = None
    relation: str | None = None
    conditions: tuple[str, ...] = ()
    when: str | None = None
    offer_id: str | None = None
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddToRequest(Effect):
    """What was missing from a request of this very conversation: a place, a time. None leaves a part as it is."""

    kind: ClassVar[str] = "add_to_request"
    code: str
    area: str | None = None
    when: str | None = None
    words: str = ""


@dataclass(frozen=True)
class CancelRequest(Effect):
    """The citizen no longer needs it. Only for a request of this very conversation."""

    kind: ClassVar[str] = "cancel_request"
    code: str


@dataclass(frozen=True)
class QueueForHuman(Effect):
    """Put the talk in the coordinators' queue. `reason` is a code in data/texts/*/console.yml (`reason.…`)."""

    kind: ClassVar[str] = "queue_for_human"
    reason: str
    urgent: bool = False


@dataclass(frozen=True)
class RaiseAlarm(Effect):
    """Someone may be in danger: first in the queue, coordinators alerted at once."""

    kind: ClassVar[str] = "raise_alarm"
    acute_kind: str


@dataclass(frozen=True)
class AfterDanger(Effect):
    """Somebody answered what was said in danger: `said` is over, no or ringing. Noted, and judged by nobody but a
    coordinator: the talk stays as urgent as it was."""

    kind: ClassVar[str] = "after_danger"
    said: str


@dataclass(frozen=True)
class CodeTried(Effect):
    """Somebody asked about a code that is not of this talk. Counted, so that guessing can be cut off."""

    kind: ClassVar[str] = "code_tried"


@dataclass(frozen=True)
class SetContact(Effect):
    """How this person wants to be reached. True: keep the telephone number that stands in this message (the
    front door masked it before anyone else saw it). False: answer in this chat, forget any number."""

    kind: ClassVar[str] = "set_contact"
    phone_in_message: bool


@dataclass(frozen=True)
class SendExport(Effect):
    """Give the person a file with all that is stored about them."""

    kind: ClassVar[str] = "send_export"


@dataclass(frozen=True)
class EraseEverything(Effect):
    """Erase the person, this talk, its requests' words, unsent messages, and Rasa's tracker."""

    kind: ClassVar[str] = "erase_everything"


@dataclass(frozen=True)
class ConsentGiven(Effect):
    """`purpose` is a short code such as `newsletter`."""

    kind: ClassVar[str] = "consent_given"
    purpose: str


@dataclass(frozen=True)
class ConsentWithdrawn(Effect):
    kind: ClassVar[str] = "consent_withdrawn"
    purpose: str


@dataclass(frozen=True)
class OffersSuggested(Effect):
    """Which offers were shown, best first, and the reason codes: the coordinator sees them. None where nothing
    fitted. With need and area it is counted, without the talk (`domain/shown_offers.py`)."""

    kind: ClassVar[str] = "offers_suggested"
    need: str | None
    offers: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    area: str | None = None


TALK_EFFECTS: tuple[type[Effect], ...] = (
    CreateRequest, AddToRequest, CancelRequest, QueueForHuman, RaiseAlarm, AfterDanger, CodeTried, SetContact,
    SendExport, EraseEverything, ConsentGiven, ConsentWithdrawn, OffersSuggested,
)
