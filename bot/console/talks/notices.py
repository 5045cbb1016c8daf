"""What each coordinator wants to hear and see of danger and broken deadlines, and whether single keys do anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.store.desk_people import set_preferences
from bot.store.tables import conversation
from domain.handover import Owner, Urgency

CHOICES = ("sound_danger", "sound_overdue", "notice_danger", "notice_overdue")
"""Boxes of the form and keys of `account.preferences`; without a choice nothing sounds and nothing pops up."""

KEYS_OFF = "keys_off"
"""WCAG 2.1.4: shortcuts of a single key can be turned off."""

MOST = 20


class Notices:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        saved = "saved" in visit.request.query_params
        return self.guard.page(visit.session, "console/notices.html", choices=CHOICES, saved=saved, which="notices")

    async def save(self, visit: Visit) -> Response:
        chosen = {name: visit.form.get(name) == "yes" for name in CHOICES}
        await to_thread.run_sync(_keep, self.guard, visit, chosen)
        return RedirectResponse("/console/notices?saved=1", 303)

    async def alerts(self, visit: Visit) -> Response:
        """For the script of every page: in which talks there may be danger that nobody has taken up, or
        read since, and from where on
        the stream of the queue tells more."""
        ids, event_id = await to_thread.run_sync(self._acute)
        return JSONResponse({"danger": ids, "after": event_id})

    def _acute(self) -> tuple[Sequence[str], int]:
        open_ones = [Owner.BOT.value, Owner.QUEUE.value, Owner.PERSON.value]
        nobodys = sa.and_(
            conversation.c.owner.in_(open_ones), conversation.c.urgency == Urgency.ACUTE.value,  # as the index goes
            sa.or_(conversation.c.owner != Owner.PERSON.value, conversation.c.unread > 0),
            conversation.c.merged_into.is_(None),
        )
        with self.edge.store.reading() as uow:
            event_id = uow.events.latest_id()
            query = sa.select(conversation.c.id).where(nobodys).order_by(conversation.c.queued_at).limit(MOST)
            return list(uow.connection.scalars(query)), event_id


class Keys:
    """The list of keys, as a page for whoever has no script; and the switch."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def show(self, visit: Visit) -> Response:
        saved = "saved" in visit.request.query_params
        return self.guard.page(visit.session, "console/keys.html", saved=saved, which="keys")

    async def save(self, visit: Visit) -> Response:
        await to_thread.run_sync(_keep, self.guard, visit, {KEYS_OFF: visit.form.get("keys") != "yes"})
        return RedirectResponse("/console/keys?saved=1", 303)


def _keep(guard: Guard, visit: Visit, chosen: Mapping[str, Any]) -> None:
    with guard.edge.store() as uow:
        set_preferences(uow.connection, visit.who.id, chosen)
        uow.audit.add(guard.edge.clock.now(), visit.who.id, "preferences", visit.who.id)
        uow.commit()
