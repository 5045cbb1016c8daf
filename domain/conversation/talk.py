"""What a flow may know when it answers: this message, what was told before, and the town it serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from domain.areas import Areas
from domain.catalogue import Catalogue
from domain.conversation.phrases import Phrases
from domain.elsewhere import Elsewhere
from domain.handover import Conversation
from domain.language import LanguageMarkers
from domain.matching import MatchingIndex
from domain.messages import Message
from domain.municipality import Municipality
from domain.on_offer import OnOffer
from domain.promises import PromiseRules
from domain.reading import Reading
from domain.recent_danger import RecentDanger
from domain.referral import Referral
from domain.requests import Request, RequestStory
from domain.rights import EmergencyContact, Rights
from domain.safety import SafetyScreen
from domain.shifts.colleague import Colleague
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.rules import ShiftRules
from domain.shifts.volunteer import Volunteer
from domain.texts import Texts
from domain.turn import Reply


class Lookup(Protocol):
    """What a flow may ask of the store. Reads only; what it wants done, it returns as effects."""

    def talk(self, conversation_id: str) -> Conversation: ...
    def requests_of(self, conversation_id: str) -> Sequence[RequestStory]:
        """Newest first, with what the citizen may see of their history."""

    def request_by_code(self, code: str) -> Request | None: ...
    def free_code(self) -> str: ...
    def wrong_codes(self, conversation_id: str) -> int:
        """How many unknown or foreign codes this talk has tried in the last hour."""

    def referrals_of(self, conversation_id: str) -> Sequence[Referral]:
        """Newest first, of all requests of this talk."""

    def volunteer(self, conversation_id: str) -> Volunteer | None:
        """Whoever is a volunteer in this talk, applied ones too; None also when they have ended."""

    def own_shifts(self, conversation_id: str) -> Sequence[OwnShift]:
        """Of the volunteer who is linked to this talk: all they were asked about that is not over for two weeks yet,
        the one that begins first comes first. Withdrawn ones are left out."""

    def colleague(self, conversation_id: str) -> Colleague | None: ...
    def link_code_open(self, kept: str) -> bool:
        """Whether somebody has been given this one-time code (as `as_kept` leaves it) and has not used it."""

    def line(self, conversation_id: str, seq: int | None = None) -> Message | None:
        """Our last line in this talk, or the one with this number; its buttons carry what they do."""

    def places_taken(self, shift_id: str) -> int: ...


@dataclass(frozen=True)
class World:
    """Built once at start; shared by all turns; only what is on offer changes, as a whole."""

    municipality: Municipality
    areas: Areas
    elsewhere: Elsewhere
    on_offer: OnOffer
    rights: Rights
    emergency: tuple[EmergencyContact, ...]
    texts: Texts
    phrases: Phrases
    code_words: frozenset[str]
    """The words request codes begin with, upper case."""
    language_markers: LanguageMarkers
    safety: SafetyScreen
    shift_rules: ShiftRules
    promises: PromiseRules
    lookup: Lookup

    @property
    def catalogue(self) -> Catalogue:
        return self.on_offer.now.catalogue

    @property
    def offers(self) -> MatchingIndex:
        return self.on_offer.now.index

    @property
    def roster(self) -> Roster:
        return Roster(self.texts, self.shift_rules, self.areas)


@dataclass(frozen=True)
class Talk:
    """`slots` are Rasa's; `waiting_for` is the question that was asked last and not answered yet, with `flow` the
    form it belongs to. `phone_given`: the message held a telephone number, masked before we saw it."""

    conversation_id: str
    reading: Reading
    now: datetime
    language: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    flow: str | None = None
    waiting_for: str | None = None
    phone_given: bool = False
    news: frozenset[str] = frozenset()
    """Names of the remembered facts that this message told or changed."""
    danger: RecentDanger | None = None
    """Danger that was answered a short while ago, by the front door's rules or by Rasa's reading."""
    quoted: int | None = None
    """Number of the line that this message is a reply to, where the channel tells."""

    def slot(self, name: str) -> Any:
        return self.slots.get(name)

    @property
    def pressed(self) -> Mapping[str, str]:
        """What a button carried: {"choice": "2"}; empty for words."""
        if self.reading.intent != "press":
            return {}
        return {e.entity: e.value for e in self.reading.entities}


@dataclass(frozen=True)
class Voice:
    """Texts in the language of this talk, so that a flow reads as what it says."""

    texts: Texts
    language: str

    def __call__(self, key: str, /, **values: object) -> str:
        return self.texts.say(self.language, key, **values)

    def reply(self, key: str, /, **values: object) -> Reply:
        return Reply(self(key, **values))


def voice(talk: Talk, world: World) -> Voice:
    return Voice(world.texts, talk.language)
