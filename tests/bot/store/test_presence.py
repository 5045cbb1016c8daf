"""Who is present in a talk, on both databases."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store.account_tables import account
from bot.store.desk_people import active_accounts, set_preferences
from bot.store.desk_tables import presence
from bot.store.presence import FRESH, Present, drop_left, leave, note_presence, others_present
from bot.store.uow import SqlStore
from tests.bot.store.builders import NOW, a_talk, added


def people(store: SqlStore) -> None:
    with store() as uow:
        for name, role in (("kari", "coordinator"), ("per", "lead"), ("ola", "read_only")):
            row = {"id": name, "email": f"{name}@example.org", "name": name.title(), "password_hash": "x", "role": role}
            uow.connection.execute(account.insert(), {**row, "created_at": NOW})
        uow.commit()


def test_others_see_who_looks_and_who_writes_until_they_leave_or_are_not_heard_of(store: SqlStore) -> None:
    people(store)
    (talk,) = added(store, a_talk())
    with store() as uow:
        db = uow.connection
        assert note_presence(db, talk.id, "kari", "Kari", NOW, writes=False)
        assert not note_presence(db, talk.id, "kari", "Kari", NOW + FRESH, writes=False)
        assert note_presence(db, talk.id, "kari", "Kari", NOW + FRESH, writes=True)
        assert others_present(db, talk.id, "per", NOW + FRESH) == [Present("Kari", True)]
        assert others_present(db, talk.id, "kari", NOW + FRESH) == []
        assert others_present(db, talk.id, "per", NOW + 2 * FRESH + timedelta(seconds=1)) == []
        assert leave(db, talk.id, "kari") and not leave(db, talk.id, "kari")
        assert others_present(db, talk.id, "per", NOW + FRESH) == []
        uow.commit()


def test_rows_of_those_who_left_are_dropped_and_a_talk_takes_its_own_with_it(store: SqlStore) -> None:
    people(store)
    old, new = added(store, a_talk(), a_talk())
    with store() as uow:
        note_presence(uow.connection, old.id, "kari", "Kari", NOW - 2 * FRESH, writes=False)
        note_presence(uow.connection, new.id, "kari", "Kari", NOW, writes=False)
        assert drop_left(uow.connection, NOW) == 1
        uow.people.erase(new.id)
        assert uow.connection.scalar(sa.select(sa.func.count()).select_from(presence)) == 0
        uow.commit()


def test_a_talk_can_be_given_to_accounts_of_a_role_that_are_not_closed(store: SqlStore) -> None:
    people(store)
    with store() as uow:
        uow.connection.execute(account.update().where(account.c.id == "per").values(disabled_at=NOW))
        assert [c.id for c in active_accounts(uow.connection, ["coordinator", "lead"])] == ["kari"]
        set_preferences(uow.connection, "kari", {"sound_danger": True})
        set_preferences(uow.connection, "kari", {"keys_off": True})
        kept = uow.connection.scalar(sa.select(account.c.preferences).where(account.c.id == "kari"))
        assert kept == {"sound_danger": True, "keys_off": True}
