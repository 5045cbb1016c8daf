"""The natural way of one message, from the channel to the reply.

stored → does a coordinator own the talk? then it is theirs → danger? the number, at once, with Rasa's second opinion or
without → a button, or something we cannot read? → Rasa → effects and replies, committed together. One message at a time
per conversation, many conversations at once. Nothing here blocks the event loop: every unit of work runs in a thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from anyio import to_thread

from bot.rasa_client import RasaClient, RasaFailed
from bot.turn_lock import TurnLock
from bot.understanding import second_opinion, to_read, two_weak_signs
from domain.conversation import doorstep
from domain.conversation.after_danger import only_about
from domain.conversation.desk_buttons import settled_by
from domain.conversation.talk import World
from domain.effects import AfterDanger, Effect, QueueForHuman, RaiseAlarm
from domain.errors import Conflict
from domain.handover import Owner
from domain.messages import Inbound, InboxItem, Message
from domain.ports import Clock, Ids, UnitOfWork
from domain.promises import answer_due
from domain.recent_danger import recent_danger
from domain.safety import Danger
from domain.services.effects import Done
from domain.services.finish_turn import Outcome, RasaPart, TurnBegun, TurnDone, finish_turn
from domain.services.receive import Received, receive
from domain.shifts.effects import SHIFT_EFFECTS

logger = logging.getLogger(__name__)

RETRY_SECONDS = 0.2

SURELY_FIRST = timedelta(seconds=1)
"""A message younger than this cannot have been taken by a process that was killed and started again: starting takes
longer. For an older one Rasa is asked whether it has answered it before."""

SECOND_OPINION_SECONDS = 0.4
"""How long the model may take to say what it thinks of a danger that the rules saw; then they stand alone. The number
is promised within a second."""

MAX_ATTEMPTS = 3
"""A message that makes the turn itself fail (a bug of ours) is tried so often, then put aside for a person."""


class Store(Protocol):
    def __call__(self) -> UnitOfWork: ...
    def reading(self) -> UnitOfWork: ...


@dataclass
class FrontDoor:
    store: Store
    rasa: RasaClient
    world: World
    clock: Clock
    ids: Ids
    one_at_a_time: TurnLock
    after_turn: Callable[[str, Done | None], Awaitable[None]]
    """Called with the conversation after each commit: wakes the outbox and whoever watches the talk."""

    def __post_init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    async def receive(self, inbound: Inbound) -> Received:
        """Stores the message. When this returns, it is safe to acknowledge it."""
        now = self.clock.now()
        received = await to_thread.run_sync(self._store, inbound, now)
        if received.new:
            await self._answer_danger(inbound, received)
            await self.after_turn(received.conversation_id, None)
        return received

    def work_soon(self, conversation_id: str) -> None:
        """Takes the conversation's turns in the background."""
        task = asyncio.create_task(self.work(conversation_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def answer(self, inbound: Inbound) -> tuple[Received, Sequence[Message]]:
        """Receives, takes the turn, and returns what was said since: for channels that ask and wait."""
        received = await self.receive(inbound)
        await self.work(received.conversation_id)
        return received, await self._said_after(inbound, received)

    async def work(self, conversation_id: str) -> None:
        """Takes every waiting message of this conversation, oldest first."""
        async with self.one_at_a_time(conversation_id):
            while item := await self._next(conversation_id):
                try:
                    await self._turn(item)
                except Exception as error:
                    logger.exception("turn %s failed", item.id)
                    await self._put_aside(item, type(error).__name__)

    async def sweep(self) -> None:
        """Takes up what a killed process left: every conversation with a message nobody has answered."""
        for conversation_id in await to_thread.run_sync(self._waiting):
            self.work_soon(conversation_id)

    async def close(self) -> None:
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _answer_danger(self, inbound: Inbound, received: Received) -> None:
        """The number goes out at once: not behind an earlier turn of the same talk, and whoever owns it."""
        if danger := await self._danger(inbound, received.conversation_id):
            known = replace(inbound, metadata={"seq": received.seq})
            await self._turn(InboxItem(received.item_id, received.conversation_id, known), danger)

    async def _turn(self, item: InboxItem, danger: Danger | None = None) -> None:
        """`danger`: what is known of it already."""
        begun = await to_thread.run_sync(lambda: self._begin(item))
        finished = await self._finish(begun, await self._decide(begun, item, danger))
        if finished.done and finished.done.erased:
            try:
                await self.rasa.forget(begun.talk.id)
            except RasaFailed:
                logger.error("tracker of an erased talk could not be deleted; it is retried at the next sweep")
        await self.after_turn(finished.done.talk.id if finished.done else item.conversation_id, finished.done)

    async def _decide(self, begun: TurnBegun, item: InboxItem, danger: Danger | None) -> Outcome:
        inbound, talk = item.inbound, begun.talk
        if danger := danger or await self._danger(inbound, talk.id):
            return doorstep.danger_outcome(danger, talk, self.world, self.clock.now())
        payload = inbound.metadata.get("payload")
        if talk.owner is Owner.PERSON:
            return Outcome(effects=settled_by(payload))
        if at_once := doorstep.answer_at_once(inbound, talk, self.world, pressed=payload is not None):
            return at_once
        metadata = {
            "inbox_id": item.id,
            "now": inbound.at.isoformat(),
            "language": talk.language,
            "epoch": talk.epoch,
            "phone_given": "phone" in inbound.metadata,
            "danger": asdict(begun.danger) if begun.danger else None,
            "quoted": inbound.metadata.get("quoted"),
            "again": item.attempts > 0 or self.clock.now() - inbound.at > SURELY_FIRST,
            **({"unsaid": talk.unsaid} if talk.unsaid else {}),
        }
        message = payload or inbound.text
        try:
            answer = await self.rasa.turn(talk.id, message, metadata, command=payload is not None)
        except RasaFailed as error:
            logger.warning("no answer from Rasa for %s: %s", item.id, error)
            if at_least := settled_by(payload):
                return Outcome(effects=at_least, rasa=RasaPart.UNSAID)
            silent = doorstep.rasa_is_silent(inbound.text, talk, self.world, self.clock.now())
            return replace(silent, rasa=RasaPart.UNSAID)
        alarming = any(isinstance(effect, RaiseAlarm) for effect in answer.effects)
        followed = any(isinstance(effect, AfterDanger) for effect in answer.effects)
        settled = alarming or payload or followed or any(map(_of_a_shift, answer.effects))
        if not settled and (danger := two_weak_signs(self.world.safety, inbound.text, answer.reading)):
            said_instead = doorstep.danger_outcome(danger, talk, self.world, self.clock.now())
            return replace(said_instead, rasa=RasaPart.UNSAID)
        first = 1 if alarming else 0  # the number to ring: before all else, and whoever owns the talk by now
        return Outcome(
            answer.replies[first:], answer.replies[:first], answer.effects, answer.reading, answer.language,
            RasaPart.ANSWERED,
        )

    async def _danger(self, inbound: Inbound, conversation_id: str) -> Danger | None:
        """Of all that people write, captions and changed messages too; what a button says is ours. Of an answer to the
        danger before the rules see the words once more («the ambulance is here»): it is the dialogue's."""
        danger = None if inbound.kind == "button" else await self._screened(inbound.text)
        text = to_read(inbound.text) if danger else None
        if danger is None or text is None:
            return danger
        if await to_thread.run_sync(self._only_before, danger, inbound.text, conversation_id):
            return None
        try:
            async with asyncio.timeout(SECOND_OPINION_SECONDS):
                parse = await self.rasa.parse(text, inbound.at.isoformat())
        except (RasaFailed, TimeoutError):
            return danger
        return second_opinion(danger, text, parse)

    def _only_before(self, danger: Danger, text: str, conversation_id: str) -> bool:
        with self.store.reading() as uow:
            before = recent_danger(uow, uow.conversations.get(conversation_id), self.clock.now())
        return before is not None and only_about(before, danger.kind, text, self.world)

    async def _screened(self, text: str) -> Danger | None:
        """A few milliseconds; of the longest texts a second or more, which must hold up nobody else."""
        if len(text) <= doorstep.LONGEST:
            return self.world.safety.screen(text)
        return await to_thread.run_sync(self.world.safety.screen, text)

    async def _finish(self, begun: TurnBegun, outcome: Outcome) -> TurnDone:
        now = self.clock.now()
        due = answer_due(self.world.municipality.office_hours, now)
        introduction = doorstep.introduction(outcome.language or begun.talk.language, self.world)
        return await to_thread.run_sync(
            lambda: finish_turn(self.store(), self.ids, self.world.roster, now, due, begun, outcome, introduction)
        )

    def _store(self, inbound: Inbound, now: datetime) -> Received:
        """Somebody's first two messages may be stored at one moment by two processes: the second tries again."""
        for _ in range(MAX_ATTEMPTS - 1):
            try:
                return receive(self.store(), self.ids, now, inbound)
            except Conflict:
                continue
        return receive(self.store(), self.ids, now, inbound)

    def _begin(self, item: InboxItem) -> TurnBegun:
        with self.store.reading() as uow:
            talk = uow.conversations.get(item.conversation_id)
            return TurnBegun(talk, item.id, item.inbound.metadata, recent_danger(uow, talk, self.clock.now()))

    async def _next(self, conversation_id: str) -> InboxItem | None:
        def oldest() -> InboxItem | None:
            with self.store.reading() as uow:
                return uow.inbox.oldest_new(conversation_id)

        return await to_thread.run_sync(oldest)

    def _waiting(self) -> Sequence[str]:
        with self.store.reading() as uow:
            return uow.inbox.conversations_with_new()

    async def _put_aside(self, item: InboxItem, error: str) -> None:
        """One more failed attempt; the last one gives up, with an honest line, and the next message is taken."""
        dead = item.attempts + 1 >= MAX_ATTEMPTS
        now = self.clock.now()

        def note() -> None:
            with self.store() as uow:
                uow.inbox.failed(item.id, error, dead=dead)
                if dead:
                    doorstep.our_fault(uow, self.ids, now, item.conversation_id, self.world)
                uow.commit()

        await to_thread.run_sync(note)
        await asyncio.sleep(0 if dead else RETRY_SECONDS)

    async def _said_after(self, inbound: Inbound, received: Received) -> Sequence[Message]:
        def said() -> Sequence[Message]:
            with self.store.reading() as uow:
                talk = uow.conversations.by_address(inbound.channel, inbound.address)
                if talk is None:
                    return ()
                after = received.seq if talk.id == received.conversation_id else 0
                lines = uow.transcript.of(talk.id, after=after)
                return [m for m in lines if m.author in ("bot", "system", "coordinator")]

        return await to_thread.run_sync(said)


def _of_a_shift(effect: Effect) -> bool:
    """The words were understood as being about a shift of theirs: weak signs of danger in them are explained by it."""
    asks = isinstance(effect, QueueForHuman) and effect.reason == "shift_question"
    return asks or isinstance(effect, SHIFT_EFFECTS)
