"""Codes that a coordinator has given, for talks with the running service. No wave asks these volunteers: they like no
task."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.engine import open_engine
from bot.store.uow import SqlStore
from domain.shifts.colleague import Colleague
from domain.shifts.link_code import CodeKind, LinkCode, as_kept, new_link_code
from domain.shifts.volunteer import Volunteer, approve
from tests.live.service import Service

STAFF, VOLUNTEER = "{staff_code}", "{volunteer_code}"


def with_one_time_codes(text: str, service: Service) -> str:
    """A new code of a new colleague or volunteer for each of these words in the text."""
    for place, kind in ((STAFF, CodeKind.STAFF), (VOLUNTEER, CodeKind.VOLUNTEER)):
        if place in text:
            engine = open_engine(service.settings.database_url)
            text = text.replace(place, _given(kind, SqlStore(engine)))
            engine.dispose()
    return text


def _given(kind: CodeKind, store: SqlStore) -> str:
    code, now = new_link_code(), datetime.now(UTC)
    object_id = f"{kind}-{code}"
    kept = as_kept(code)
    assert kept is not None
    with store() as uow:
        if kind is CodeKind.STAFF:
            uow.colleagues.add(Colleague(object_id, "Siv", "Hjemmetjenesten", now))
        else:
            about = Volunteer(object_id, "Kari Nordmann", now, over_18=True)
            uow.volunteers.add(approve(about, "Kim", now))
        uow.codes.add(kept, LinkCode(kind, object_id, now + timedelta(days=1)))
        uow.commit()
    return code
