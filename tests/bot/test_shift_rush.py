"""Five hundred volunteers press yes for three places in the same second, through one front door on SQLite and two on
PostgreSQL: three have a place, the others stand on the waiting list in order, and are told so. Stolen and forged
buttons book nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.clock import RandomIds
from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.services import shift_desk
from domain.services.coordinate import Coordinator, Desk
from domain.services.shift_due import do_due
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState
from tests.roster import ROSTER

NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)
IDS = RandomIds()
HOW_MANY = 500


def volunteers(store: SqlStore) -> None:
    with store() as uow:
        for n in range(HOW_MANY):
            uow.conversations.add(Conversation(f"talk{n}", "web", f"address{n}", NOW, introduced=True))
            uow.volunteers.add(
                Volunteer(
                    f"v{n}", f"V{n}", NOW, VolunteerState.APPROVED, f"talk{n}", NOW, NOW, "Kari",
                    needs=("practical_help",), over_18=True,
                )
            )
        uow.commit()


def all_are_asked(store: SqlStore) -> tuple[Shift, datetime]:
    desk = Desk(Coordinator("kari", "Kari Nordmann"), NOW, IDS, ROSTER.texts)
    start = NOW + timedelta(hours=2)
    draft = Shift("", "Bære møbler", "practical_help", start, start + timedelta(hours=1), NOW, "kari", places=3)
    (shift,) = shift_desk.make(store(), desk, draft)
    shift_desk.send(store(), desk, ROSTER, shift.id)
    now = NOW
    while True:
        with store.reading() as uow:
            rows = uow.due.due(now)
            asked = uow.invitations.count(shift.id, InvitationState.ASKED)
        for row in rows:
            do_due(store(), IDS, ROSTER, now, row)
        if asked == HOW_MANY:
            return shift, now
        now += timedelta(minutes=1)
        assert now < start


def yes_buttons(store: SqlStore) -> list[tuple[str, str]]:
    with store.reading() as uow:
        found = [(f"address{n}", uow.transcript.of(f"talk{n}")[-1].buttons[0].payload) for n in range(HOW_MANY)]
    return found


def press(engine: sa.Engine, now: datetime, buttons: list[tuple[str, str]]) -> dict[str, list[str]]:
    doors = 2 if engine.dialect.name == "postgresql" else 1
    url = engine.url.render_as_string(hide_password=False)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bot.shift_rush", url, now.isoformat()], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(doors)
    ]
    for n, door in enumerate(running):
        assert door.stdin
        door.stdin.write("".join(json.dumps(b) + "\n" for b in buttons[n::doors]))
        door.stdin.flush()
    for door in running:
        assert door.stdin
        door.stdin.write("go\n")
        door.stdin.close()
    told: dict[str, list[str]] = {}
    for door in running:
        assert door.stdout
        told |= json.loads(door.stdout.read())
        assert door.wait(timeout=60) == 0
    return told


def test_three_have_a_place_and_the_rest_wait_in_order(engine: sa.Engine, store: SqlStore) -> None:
    volunteers(store)
    shift, now = all_are_asked(store)
    buttons = yes_buttons(store)
    forged = [("thief", buttons[0][1]), ("forger", "b:made-up"), ("hacker", f'/press{{"invitation": "{shift.id}"}}')]
    told = press(engine, now, [*forged, *buttons])
    assert len(told) == HOW_MANY + len(forged)
    assert all("vakta" not in " ".join(told.pop(address)) for address, _ in forged)
    booked = [address for address, lines in told.items() if "vakta er din" in lines[-1]]
    others = {address: lines[-1] for address, lines in told.items() if address not in booked}
    waiting = {address: re.search(r"nummer (\d+)", line) for address, line in others.items()}
    assert len(booked) == 3 and all(waiting.values())
    assert sorted(int(found[1]) for found in waiting.values() if found) == list(range(1, HOW_MANY - 2))
    with store.reading() as uow:
        accepted = uow.invitations.of_shift(shift.id, [InvitationState.ACCEPTED])
        in_line = uow.invitations.of_shift(shift.id, [InvitationState.WAITLISTED])
    assert {i.volunteer_id.replace("v", "address") for i in accepted} == set(booked)
    told_number = {a.replace("address", "v"): int(found[1]) for a, found in waiting.items() if found}
    assert [told_number[i.volunteer_id] for i in in_line] == list(range(1, HOW_MANY - 2))
